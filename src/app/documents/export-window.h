/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

#include "document/draft.h"

G_BEGIN_DECLS

/* GradusExportWindow: asks what to write of which runs, and writes it in a thread. The host of
 * `parent` tells how that ended. */
#define GRADUS_TYPE_EXPORT_WINDOW (gradus_export_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusExportWindow, gradus_export_window, GRADUS, EXPORT_WINDOW, AdwWindow)

/* `moment` is the checkpoint at which the selected run is looked at, NULL: now. */
GradusExportWindow *gradus_export_window_new (GtkWindow *parent, GradusDraft *draft,
                                              GradusCheckpoint *moment);

G_END_DECLS
