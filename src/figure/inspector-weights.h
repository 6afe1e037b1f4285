/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

/* The weights of the unit that the snapshot looks into. */

/* How many weights there are for an input of the unit: 1, or those for a map, or of a kernel. */
guint gradus_inspector_weights_count_numbers (const GradusFigureSource *source);

/* The weight from an input, or the norm of all weights from an input that is a map of n_numbers. */
double gradus_inspector_weights_measure (const float *weights, guint input, guint n_numbers);

/* A table of them and their gradients. */
void gradus_inspector_weights_draw (GradusCanvas *canvas, const GradusFigure *figure,
                                    const GradusFigureSource *source);

G_END_DECLS
