/* SPDX-License-Identifier: MIT */

/* What a stepper knows, taken out and put in again: for rewinding, for a run that goes on from another, for a document. */
#include <math.h>

#include "train/stepper-private.h"

GradusCheckpoint *
gradus_stepper_save (const GradusStepper *stepper)
{
  GradusCheckpoint *checkpoint =
      gradus_checkpoint_new (stepper->step, gradus_network_count_state (stepper->network));

  if (checkpoint)
    gradus_network_save_state (stepper->network, checkpoint->state);
  return checkpoint;
}

void
gradus_stepper_restore (GradusStepper *stepper, const GradusCheckpoint *checkpoint)
{
  g_return_if_fail (checkpoint->n_floats == gradus_network_count_state (stepper->network));

  gradus_network_load_state (stepper->network, checkpoint->state);
  stepper->step = checkpoint->step;
  stepper->has_diverged = FALSE;
  stepper->recorded_cost = NAN;
  gradus_history_cut (stepper->history, stepper->step);
  gradus_history_cut (stepper->layer_history, stepper->step);
  gradus_timeline_cut (stepper->timeline, stepper->step);
}

GradusLedger *
gradus_stepper_make_ledger (GradusStepper *stepper)
{
  g_autoptr (GradusLedger) ledger = gradus_ledger_new ();

  ledger->now = gradus_stepper_save (stepper);
  if (!ledger->now)
    return NULL;
  ledger->state = stepper->has_diverged ? GRADUS_RUN_DIVERGED : GRADUS_RUN_PAUSED;
  ledger->divergence = stepper->divergence;
  gradus_history_save (stepper->history, &ledger->series, &ledger->stride);
  gradus_history_save (stepper->layer_history, &ledger->layer_series, &ledger->layer_stride);
  ledger->moments = gradus_timeline_save (stepper->timeline, &ledger->n_moments, &ledger->way);
  return g_steal_pointer (&ledger);
}

void
gradus_stepper_resume (GradusStepper *stepper, const GradusLedger *ledger)
{
  const guint n = ledger->series.n_points;

  gradus_stepper_restore (stepper, ledger->now);
  gradus_history_load (stepper->history, &ledger->series, ledger->stride);
  gradus_history_load (stepper->layer_history, &ledger->layer_series, ledger->layer_stride);
  gradus_timeline_load (stepper->timeline, ledger->moments, ledger->n_moments, ledger->way);
  stepper->recorded_cost = n > 0 ? ledger->series.costs[n - 1] : NAN;
  stepper->recorded_test_cost = n > 0 ? ledger->series.test_costs[n - 1] : NAN;
  stepper->recorded_test_accuracy = n > 0 ? ledger->series.test_accuracies[n - 1] : NAN;
  stepper->has_diverged = ledger->state == GRADUS_RUN_DIVERGED;
  stepper->divergence = ledger->divergence;
}

void
gradus_stepper_inherit (GradusStepper *stepper, GradusHistory *history, GradusHistory *layer_history,
                        GradusTimeline *timeline, guint64 step)
{
  gradus_history_copy (stepper->history, history, step);
  gradus_history_copy (stepper->layer_history, layer_history, step);
  gradus_timeline_copy (stepper->timeline, timeline, step);
}
