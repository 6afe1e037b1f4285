/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/views/view-survey.h"
#include "app/views/view.h"
#include "plot/axis.h"
#include "plot/drawing-cache.h"

G_BEGIN_DECLS

/* Between view.c, view-pointer.c and view-figure.c, each of which calls those behind it. */

struct _GradusView {
  GtkWidget parent_instance;

  GradusRun *run;
  GradusDocument *document; /* whose runs' curves are drawn over each other; or NULL */
  GradusSweep *sweep;       /* of a figure of one; or NULL */
  GArray *runs;             /* GradusFigureRun, for the figure's source */
  GArray *sources;          /* of those runs, where the figure draws each */
  GPtrArray *asked;         /* GradusRun, of which a figure of each run wants its needs */
  GradusFigure *figure;
  double pointer_x, pointer_y; /* in the widget; NaN: not there */
  GradusStyle *style;          /* NULL where it has to be made anew */
  GradusDrawingCache *cache;
  GradusViewSurvey *survey; /* while the view is seen, of a figure that shows a landscape */
  cairo_surface_t *sheets[2]; /* what was drawn last, and before that; NULL: not yet */
  gint64 duration;            /* microseconds that drawing takes */
  gint64 described_at;
  guint n_trace;
  const guint64 *trace_steps;
  const double *trace_values;
  GradusDiagramPart hovered; /* in this view */
  GradusDiagramPart pointed; /* in the network beside it */
  GradusAxis drag_axis;      /* what was in sight when a drag began */
  double press_x, press_y;   /* where the button went down */
};

GradusFigureSource gradus_view_get_source (GradusView *self);

/* A canvas of the size of the view, in its style; the figure's pointer is where it is on it. */
void gradus_view_init_canvas (GradusView *self, GradusCanvas *canvas, cairo_t *cr);

/* The steps in sight; all of them where equal. */
void gradus_view_set_sight (GradusView *self, double low, double high);

/* Asks the run for what the figure shows, while it is seen. */
void gradus_view_ask_for_needs (GradusView *self);

/* Asks for the landscape as it is now, where the figure shows one and is seen. */
void gradus_view_ask_for_landscape (GradusView *self);

/* Tells screen readers what the figure shows. */
void gradus_view_describe (GradusView *self);

/* The figure has become another: asks, draws and describes anew. */
void gradus_view_refresh (GradusView *self);

G_END_DECLS
