/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/draft.h"
#include "lesson/lesson.h"

G_BEGIN_DECLS

/* What became of an exercise, by a run that was trained for it. */
typedef struct {
  gboolean is_met;
  char *breach;   /* the path of a change that is not allowed; or NULL */
  char *measured; /* "accuracy = 1: 1, cost < 0.1: 0.0021" */
} GradusJudgement;

void gradus_judgement_clear (GradusJudgement *judgement);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusJudgement, gradus_judgement_clear)

/* Judges the exercise of a step by a run, which has its samples. Blanks do not count. Any thread
 * whose main context is its own: it waits in it for what is measured. Fails as
 * gradus_run_new_from() does. */
gboolean gradus_judge (const GradusLesson *lesson, guint step, const GradusDraftEntry *run,
                       GradusJudgement *judgement, GError **error);

/* Trains an experiment from its beginning to a step, on `training` and `test` or, where `training`
 * is NULL, on samples of its own; adds the run to the draft. NULL where that fails, or where it is
 * cancelled (G_IO_ERROR_CANCELLED). `tell` is told of steps that are done; NULL: nobody. Any
 * thread. */
typedef void (*GradusStepsFunc) (guint64 steps, gpointer data);
GradusDraftEntry *gradus_judge_train (GradusDraft *draft, const GradusExperiment *experiment,
                                      GradusDataset *training, GradusDataset *test, guint64 until,
                                      GradusStepsFunc tell, gpointer data,
                                      GCancellable *cancellable, GError **error);

/* Multiplications and additions that this takes, about. */
double gradus_judge_estimate (const GradusExperiment *experiment, guint64 steps);

G_END_DECLS
