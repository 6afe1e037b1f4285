/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/gauge.h"

G_BEGIN_DECLS

/* GradusExpression: arithmetic with what is measured, as in "gradient-norm.last / gradient-norm.first" or "sigmoid'(0)^10".
 *
 * Numbers, gauges (see lesson/gauge.h), + - * / ^ with blanks around the minus, and brackets. A number with % behind it is a
 * hundredth of it. */
typedef struct _GradusExpression GradusExpression;

/* NULL where it is none, and *fault is then a sentence, the caller's own. */
GradusExpression *gradus_expression_parse (const char *text, char **fault);
void gradus_expression_free (GradusExpression *expression);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusExpression, gradus_expression_free)

/* NaN where something of it is not known now. */
double gradus_expression_read (const GradusExpression *expression, GradusDocument *document);

/* Whether anything of it is of the sweep. */
gboolean gradus_expression_is_of_sweep (const GradusExpression *expression);

G_END_DECLS
