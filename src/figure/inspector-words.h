/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure-source.h"

G_BEGIN_DECLS

/* What the inspector says of the unit or the layer that the snapshot looks into. New strings; NULL
 * where there is nothing to say. Layers have numbers from 1, 0 is the input. */

char *gradus_inspector_words_layer (guint number);

/* What goes into the unit there. */
char *gradus_inspector_words_input (const GradusFigureSource *source, guint input);

/* The unit's own equation with its weights, of which at most so many are written out, a line as
 * gradus_formula_draw_line() takes it. */
char *gradus_inspector_words_equation (const GradusFigureSource *source, guint most_terms);

/* That the equation is of other numbers than the columns of the table, whose names it has. */
char *gradus_inspector_words_scaling (const GradusFigureSource *source);

/* How often it is off, or saturated; and how much of a layer. */
char *gradus_inspector_words_state (const GradusFigureSource *source);
char *gradus_inspector_words_layer_state (const GradusFigureSource *source);

/* What its unit is, where that is more than a number. */
char *gradus_inspector_words_kind (const GradusFigureSource *source);

/* In a sentence, for those who do not see the figure. */
char *gradus_inspector_words_describe_layer (const GradusDetail *detail);
char *gradus_inspector_words_describe_unit (const GradusFigureSource *source);

G_END_DECLS
