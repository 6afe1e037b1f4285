/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "lesson/session.h"

G_BEGIN_DECLS

/* GradusCurvePad: axes on which the user draws a curve that he predicts, and on which the measured
 * curve is then shown. Left and Right choose a point, Up and Down move it. Emits "drawn" after each
 * stroke. */
#define GRADUS_TYPE_CURVE_PAD (gradus_curve_pad_get_type ())
G_DECLARE_FINAL_TYPE (GradusCurvePad, gradus_curve_pad, GRADUS, CURVE_PAD, GtkWidget)

GtkWidget *gradus_curve_pad_new (void);

/* The axes of a question, borrowed; `steps` is the last step on them. */
void gradus_curve_pad_set_question (GradusCurvePad *self, const GradusQuestion *question,
                                    guint64 steps);

/* The drawn curve, heights from 0 to 1; NULL: nothing yet. */
void gradus_curve_pad_set_drawn (GradusCurvePad *self, const double *heights);
const double *gradus_curve_pad_get_drawn (GradusCurvePad *self);

/* The measured curve; NULL: not known yet. Once it is known nothing more can be drawn. */
void gradus_curve_pad_set_outcome (GradusCurvePad *self, const double *heights);

G_END_DECLS
