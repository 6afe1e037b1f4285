/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/document.h"

G_BEGIN_DECLS

/* GradusSweepPage: asks one experiment over a grid of choices and many seeds: either the
 * selected run's, with what varies chosen here, or a built-in question. Before it starts it says
 * what it will cost. All cores train, the grid fills in meanwhile; it can be stopped and gone on
 * with, and written as CSV and as a figure. A cell or a seed that is clicked trains as a run of the
 * document.
 *
 * Emits "told" with a sentence for a toast, and "opened" when a run was. Disposing of it in the
 * middle stops the threads between two steps. */
#define GRADUS_TYPE_SWEEP_PAGE (gradus_sweep_page_get_type ())
G_DECLARE_FINAL_TYPE (GradusSweepPage, gradus_sweep_page, GRADUS, SWEEP_PAGE, GtkWidget)

/* Asks that sweep at once, instead of what was asked. */
void gradus_sweep_page_ask (GradusSweepPage *self, GradusDocumentSweep *asked);

G_END_DECLS
