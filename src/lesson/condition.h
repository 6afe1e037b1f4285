/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/expression.h"

G_BEGIN_DECLS

/* GradusCondition: a condition on a run, decided by what Gradus measures:
 *
 *   cost < 0.1      accuracy = 1      gradient-norm.first / gradient-norm.last > 1e-3
 *   hidden-layers >= 10      0.4 < accuracy < 0.6
 *   network.hidden.activation is sigmoid      network.hidden.initialiser is not uniform
 *
 * Two expressions (see lesson/expression.h) with < <= = >= > between them; a range, which is three
 * with < or <=, or > or >=, between them; or the path of a setting, "is" or "is not", and a word.
 * "=" allows a difference of a millionth. */
typedef struct _GradusCondition GradusCondition;

/* NULL if the text is not a condition; *fault is then a sentence, free with g_free(). */
GradusCondition *gradus_condition_parse (const char *text, char **fault);
void gradus_condition_free (GradusCondition *condition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusCondition, gradus_condition_free)

/* The text as written. */
const char *gradus_condition_get_text (const GradusCondition *condition);

/* Whether it is true; FALSE also if something is not known yet. */
gboolean gradus_condition_holds (const GradusCondition *condition, GradusDocument *document);

/* The current value of its left side, of a range of its middle: "0.5", "sigmoid", "?" if it is not
 * known. Free with g_free(). */
char *gradus_condition_describe_state (const GradusCondition *condition, GradusDocument *document);

/* The same of several (GradusCondition), with their texts: "accuracy = 1: 1, cost < 0.01: 0.0021".
 * Free with g_free(). */
char *gradus_conditions_describe (const GPtrArray *conditions, GradusDocument *document);

G_END_DECLS
