/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "data/generator.h"

G_BEGIN_DECLS

/* GradusImportWindow: what a file holds, and what of it shall be learnt: a preview, the target,
 * the inputs, scaling, missing values, test data. It says at once what would be wrong. Emits
 * "imported" when the user has chosen, and closes. */
#define GRADUS_TYPE_IMPORT_WINDOW (gradus_import_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusImportWindow, gradus_import_window, GRADUS, IMPORT_WINDOW, AdwWindow)

/* Begins with what `spec` says where it is of the same file. */
GradusImportWindow *gradus_import_window_new (GtkWindow *parent, GradusRecords *records,
                                              const GradusDataSpec *spec);

/* What was chosen; of "imported". */
const GradusDataSpec *gradus_import_window_get_spec (GradusImportWindow *self);

G_END_DECLS
