/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/gauge.h"

G_BEGIN_DECLS

/* GradusExpression: arithmetic with measured numbers, as in "gradient-norm.last /
 * gradient-norm.first" or "sigmoid'(0)^10".
 *
 * It has numbers, gauges (see lesson/gauge.h), + - * / ^ (with blanks around the minus) and
 * brackets. A number with % is a hundredth of it. */
typedef struct _GradusExpression GradusExpression;

/* NULL if the text is not an expression; *fault is then a sentence, free with g_free(). */
GradusExpression *gradus_expression_parse (const char *text, char **fault);
void gradus_expression_free (GradusExpression *expression);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusExpression, gradus_expression_free)

/* The value; NaN if a part of it is not known now. */
double gradus_expression_read (const GradusExpression *expression, GradusDocument *document);

/* Where the value is a number of seeds: the 95 % interval (Wilson's) of what it would be expected
 * to be for as many other seeds. FALSE where it is something else, or is not known now. */
gboolean gradus_expression_get_interval (const GradusExpression *expression,
                                         GradusDocument *document, double *low, double *high);

/* Whether it is a number of seeds alone. */
gboolean gradus_expression_counts_seeds (const GradusExpression *expression);

/* Whether it uses a number of the sweep. */
gboolean gradus_expression_is_of_sweep (const GradusExpression *expression);

G_END_DECLS
