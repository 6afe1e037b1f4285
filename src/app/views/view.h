/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "figure/figure.h"
#include "document/document.h"

G_BEGIN_DECLS

/* GradusView: a live figure of a run.
 *
 * It redraws when the run has news, the pointer moves over it, or colours or fonts change, and keeps an
 * accessible description of its content. Only while it is on screen does it ask the run for what the figure needs.
 *
 * The property "figure" says which by its name in gradus_figure_names; the others set the members of GradusFigure that they are
 * named after. Curves are zoomed with the wheel, moved by dragging, and shown whole again by a double click; names in the
 * legend hide and show their curve. Emits "picked" where a part of a network was clicked, and "fill" at a double click. */
#define GRADUS_TYPE_VIEW (gradus_view_get_type ())
G_DECLARE_FINAL_TYPE (GradusView, gradus_view, GRADUS, VIEW, GtkWidget)

/* NULL shows nothing. */
void gradus_view_set_run (GradusView *self, GradusRun *run);
GradusRun *gradus_view_get_run (GradusView *self);

/* A figure of curves shows those of all runs of a document that are not hidden; NULL: of its run alone. */
void gradus_view_set_document (GradusView *self, GradusDocument *document);

const GradusFigure *gradus_view_get_figure (GradusView *self);

/* What of the network is chosen, and where the chain rule is. */
void gradus_view_set_selected (GradusView *self, GradusDiagramPart part);
void gradus_view_set_position (GradusView *self, int position);
void gradus_view_set_activation (GradusView *self, GradusActivation activation);

/* The last weights of an edge, borrowed until the next call. */
void gradus_view_set_trace (GradusView *self, guint n, const guint64 *steps, const double *values);

/* The place of the plane below a place of the view; FALSE where there is none. */
gboolean gradus_view_find_place (GradusView *self, double x, double y, GradusPlace *place);

/* Whether only a part of the steps is in sight; all of them again. */
gboolean gradus_view_is_zoomed (GradusView *self);
void gradus_view_show_all (GradusView *self);

/* The figure as a file, in colours for print. */
GBytes *gradus_view_render (GradusView *self, GradusSheetFormat format);

G_END_DECLS
