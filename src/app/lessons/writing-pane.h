/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "lesson/manuscript.h"

G_BEGIN_DECLS

/* GradusWritingPane: a lesson that is being written, one step at a time, beside what its steps
 * begin with. What is written is kept in the state folder from moment to moment, and is there the
 * next time, saved or not.
 *
 * Emits "take" with whether the experiment is wanted, too, for an answer by
 * gradus_writing_pane_take(); "take-solution" for one by gradus_writing_pane_take_solution();
 * "closed". */
#define GRADUS_TYPE_WRITING_PANE (gradus_writing_pane_get_type ())
G_DECLARE_FINAL_TYPE (GradusWritingPane, gradus_writing_pane, GRADUS, WRITING_PANE, GtkWidget)

/* Reads what was written last, if it has not. */
void gradus_writing_pane_begin (GradusWritingPane *self);

/* What the step begins with; `experiment` NULL: what the step before has left. */
void gradus_writing_pane_take (GradusWritingPane *self, const GradusExperiment *experiment,
                               const GradusShow *show);

/* What solves the step's exercise. */
void gradus_writing_pane_take_solution (GradusWritingPane *self,
                                        const GradusExperiment *experiment);

G_END_DECLS
