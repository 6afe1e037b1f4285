/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/document.h"

G_BEGIN_DECLS

/* GradusRunsBar: the runs of a document side by side, one of them selected; a button that
 * duplicates it, and a switch that lets all train together. */
#define GRADUS_TYPE_RUNS_BAR (gradus_runs_bar_get_type ())
G_DECLARE_FINAL_TYPE (GradusRunsBar, gradus_runs_bar, GRADUS, RUNS_BAR, GtkWidget)

void gradus_runs_bar_set_document (GradusRunsBar *self, GradusDocument *document);

G_END_DECLS
