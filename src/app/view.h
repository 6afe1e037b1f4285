/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "plot/canvas.h"
#include "train/run.h"

G_BEGIN_DECLS

/* GradusView: a live drawing of a run; what it draws is its subclass's business.
 *
 * It redraws when the run has news, the pointer moves over it, or colours or fonts change, and keeps an
 * accessible description of its content. */
#define GRADUS_TYPE_VIEW (gradus_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (GradusView, gradus_view, GRADUS, VIEW, GtkWidget)

struct _GradusViewClass {
  GtkWidgetClass parent_class;

  /* Draws the run, if there is one, on the canvas. */
  void (*draw) (GradusView *self, GradusCanvas *canvas);

  /* The content in one sentence, a new string. Called only while there is a run with a snapshot. */
  char *(*describe) (GradusView *self);

  /* The view has become visible, hidden, or another run's: a place to ask the run for more than metrics. */
  void (*attend) (GradusView *self, gboolean is_visible);
};

/* NULL shows nothing. */
void gradus_view_set_run (GradusView *self, GradusRun *run);
GradusRun *gradus_view_get_run (GradusView *self);

/* For subclasses: where the pointer is, NaN while it is elsewhere. */
void gradus_view_get_pointer (GradusView *self, double *x, double *y);

G_END_DECLS
