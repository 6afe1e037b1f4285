/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/expression.h"

G_BEGIN_DECLS

/* GradusCondition: what a lesson wants of a run, decided by the program's own numbers:
 *
 *   cost < 0.1      accuracy = 1      gradient-norm.first / gradient-norm.last > 1e-3      hidden-layers >= 10
 *   network.hidden.activation is sigmoid      network.hidden.initialiser is not uniform
 *
 * Two expressions (see lesson/expression.h) with < <= = >= > between them; or a setting that is a word, by its path, "is" or "is
 * not" a word. "=" is to a millionth. */
typedef struct _GradusCondition GradusCondition;

/* NULL where it is none, and *fault is then a sentence, the caller's own. */
GradusCondition *gradus_condition_parse (const char *text, char **fault);
void gradus_condition_free (GradusCondition *condition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusCondition, gradus_condition_free)

/* As it was written. */
const char *gradus_condition_get_text (const GradusCondition *condition);

/* FALSE also where something is not known yet. */
gboolean gradus_condition_holds (const GradusCondition *condition, GradusDocument *document);

/* What its left side is now: "0.5", "sigmoid", "?" where it is not known; a new string. */
char *gradus_condition_describe_state (const GradusCondition *condition, GradusDocument *document);

G_END_DECLS
