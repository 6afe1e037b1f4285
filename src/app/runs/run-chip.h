/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/document.h"

G_BEGIN_DECLS

/* GradusRunChip: a run of a document as a button: its colour, its name, whether it is selected, and
 * a menu to duplicate, copy, rename, recolour, hide and delete it. */
#define GRADUS_TYPE_RUN_CHIP (gradus_run_chip_get_type ())
G_DECLARE_FINAL_TYPE (GradusRunChip, gradus_run_chip, GRADUS, RUN_CHIP, GtkWidget)

/* The document must live longer. */
GtkWidget *gradus_run_chip_new (GradusDocument *document, GradusRun *run);

/* Brings it up to date with document and run. */
void gradus_run_chip_refresh (GradusRunChip *self);

G_END_DECLS
