/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "lesson/session.h"

G_BEGIN_DECLS

/* GradusCurvePad: axes on which somebody draws where a curve will go, and on which the curve that came is then seen beside it.
 * Left and Right choose a place, Up and Down draw there. Emits "drawn" after each stroke. */
#define GRADUS_TYPE_CURVE_PAD (gradus_curve_pad_get_type ())
G_DECLARE_FINAL_TYPE (GradusCurvePad, gradus_curve_pad, GRADUS, CURVE_PAD, GtkWidget)

GtkWidget *gradus_curve_pad_new (void);

/* The axes of a question, borrowed; `steps` is where they end. */
void gradus_curve_pad_set_question (GradusCurvePad *self, const GradusQuestion *question, guint64 steps);

/* What is drawn, heights from 0 to 1; NULL: nothing yet. */
void gradus_curve_pad_set_drawn (GradusCurvePad *self, const double *heights);
const double *gradus_curve_pad_get_drawn (GradusCurvePad *self);

/* The curve that came; NULL: not known yet. Then nothing can be drawn any more. */
void gradus_curve_pad_set_outcome (GradusCurvePad *self, const double *heights);

G_END_DECLS
