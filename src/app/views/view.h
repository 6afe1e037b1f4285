/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/document.h"
#include "figure/figure.h"

G_BEGIN_DECLS

/* GradusView: a live figure of a run.
 *
 * It redraws when the run has news, the pointer moves over it, or colours or fonts change, and
 * keeps an accessible description of its content. Only while it is on screen does it ask the run
 * for what the figure needs.
 *
 * The property "figure" says by its name which figure it is. Curves are zoomed with the wheel,
 * moved by dragging, and shown whole again by a double click; names in the legend hide and show
 * their curve.
 *
 * Emits "seed-chosen", with the numbers of the cell and the seed from 0, where a run of the sweep
 * was clicked, "run-chosen", with its number, where a run of the document was, "picked" where a
 * part of a network was clicked, "pointed" where another one, or none, is under the pointer, "fill"
 * at a double click, and "setting-changed", with the name of the setting also as detail, when one
 * of the figure's settings has another value. */
#define GRADUS_TYPE_VIEW (gradus_view_get_type ())
G_DECLARE_FINAL_TYPE (GradusView, gradus_view, GRADUS, VIEW, GtkWidget)

/* NULL shows nothing. */
void gradus_view_set_run (GradusView *self, GradusRun *run);
GradusRun *gradus_view_get_run (GradusView *self);

/* A figure of all runs shows those of the document that are not hidden; NULL: its run alone. */
void gradus_view_set_document (GradusView *self, GradusDocument *document);

/* The sweep that a figure of one shows, and shows anew: call it when it has got further. NULL: none
 * yet. */
void gradus_view_set_sweep (GradusView *self, GradusSweep *sweep);

const GradusFigure *gradus_view_get_figure (GradusView *self);

/* Sets one of the figure's settings, as gradus_figure_set() does. */
void gradus_view_set (GradusView *self, const char *name, double value);

/* The part of the network that is chosen. */
void gradus_view_set_part (GradusView *self, GradusDiagramPart part);

/* What is pointed at in the view, if that is a part of a network; "pointed" tells when it becomes
 * another. */
GradusDiagramPart gradus_view_get_pointed (GradusView *self);

/* What is pointed at in the network beside this view, for figures that show it. */
void gradus_view_set_pointed (GradusView *self, GradusDiagramPart part);

/* The last weights of an edge, borrowed until the next call. */
void gradus_view_set_trace (GradusView *self, guint n, const guint64 *steps, const double *values);

/* What is at a point of the view. */
GradusPick gradus_view_pick (GradusView *self, double x, double y);

/* Whether only a part of the steps is in sight; all of them again. */
gboolean gradus_view_is_zoomed (GradusView *self);
void gradus_view_show_all (GradusView *self);

/* The figure as a file, in colours for print. */
GBytes *gradus_view_render (GradusView *self, GradusSheetFormat format);

G_END_DECLS
