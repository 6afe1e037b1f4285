/* SPDX-License-Identifier: MIT */

/* Whether training ends before its last step. */
#include <math.h>

#include "train/stepper-private.h"

/* Over all training data, as it would be used: the cost of a batch, or with dropout, is another. */
static void
read_training_data (GradusStepper *stepper, GradusStopReading *reading)
{
  const GradusStopRule *rule = &stepper->stop_watch.rule;
  const guint n = stepper->training->n_samples;
  GradusEvaluation evaluation;

  if (rule->gradient_norm > 0) {
    evaluation = gradus_evaluator_differentiate (stepper->evaluator, stepper->training, n, NULL, 0,
                                                 NULL);
    reading->gradient_norm = gradus_network_gradient_norm (
        stepper->network, gradus_evaluator_get_pass (stepper->evaluator), rule->layer);
  } else if (rule->cost > 0 || rule->accuracy > 0) {
    evaluation = gradus_evaluator_measure (stepper->evaluator, stepper->training, n);
  } else {
    return;
  }
  reading->cost = evaluation.cost;
  reading->accuracy = evaluation.accuracy;
}

/* In the memory of the one before, unless others look at that. Without memory the best is not
 * kept. */
static void
keep_best (GradusStepper *stepper)
{
  if (stepper->best && gradus_checkpoint_is_shared (stepper->best))
    g_clear_pointer (&stepper->best, gradus_checkpoint_unref);
  if (!stepper->best)
    stepper->best = gradus_checkpoint_new (0, gradus_network_count_state (stepper->network));
  if (!stepper->best)
    return;
  stepper->best->step = stepper->step;
  gradus_network_save_state (stepper->network, stepper->best->state);
}

/* Among the moments that can be gone back to. */
static void
offer_best (GradusStepper *stepper)
{
  if (stepper->best && stepper->is_recording)
    gradus_timeline_keep (stepper->timeline, stepper->best, stepper->stop_watch.best);
}

gboolean
gradus_stepper_look_for_stop (GradusStepper *stepper)
{
  GradusStopWatch *watch = &stepper->stop_watch;
  const guint64 epoch = stepper->step / stepper->batches.n_batches;
  GradusStopReading reading = { NAN, NAN, NAN, NAN };

  if (stepper->step % stepper->batches.n_batches != 0 || !gradus_stop_watch_wants (watch, epoch))
    return FALSE;
  read_training_data (stepper, &reading);
  if (watch->rule.patience > 0 && stepper->test)
    reading.test_cost =
        gradus_evaluator_measure (stepper->evaluator, stepper->test, stepper->test->n_samples)
            .cost;
  stepper->stop_cause =
      gradus_stop_watch_judge (watch, epoch, !watch->has_looked && stepper->step > 0, &reading);
  if (watch->rule.patience > 0 && watch->best_epoch == epoch)
    keep_best (stepper);
  if (stepper->stop_cause == GRADUS_STOP_PATIENCE)
    offer_best (stepper);
  return stepper->stop_cause != GRADUS_STOP_NONE;
}

guint64
gradus_stepper_find_look (const GradusStepper *stepper, guint64 step)
{
  const guint n_batches = stepper->batches.n_batches;

  if (!gradus_stop_rule_is_set (&stepper->stop_watch.rule))
    return G_MAXUINT64;
  return gradus_stop_watch_find_look ((step + n_batches - 1) / n_batches) * n_batches;
}

void
gradus_stepper_forget_looks (GradusStepper *stepper)
{
  gradus_stop_watch_forget (&stepper->stop_watch);
  g_clear_pointer (&stepper->best, gradus_checkpoint_unref);
  stepper->stop_cause = GRADUS_STOP_NONE;
}

void
gradus_stepper_set_stop_rule (GradusStepper *stepper, const GradusStopRule *rule)
{
  stepper->stop_watch.rule = *rule;
  gradus_stepper_forget_looks (stepper);
}

GradusStopCause
gradus_stepper_get_stop_cause (const GradusStepper *stepper)
{
  return stepper->stop_cause;
}

GradusCheckpoint *
gradus_stepper_get_best (const GradusStepper *stepper)
{
  return stepper->best;
}
