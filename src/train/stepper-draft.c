/* SPDX-License-Identifier: MIT */

/* What a stepper knows, taken out and put in again: for rewinding, for a run that goes on from
 * another, for a document. */
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

/* The cost of the step is not known until it is recorded again. */
void
gradus_stepper_restore (GradusStepper *stepper, const GradusCheckpoint *checkpoint)
{
  g_return_if_fail (checkpoint->n_floats == gradus_network_count_state (stepper->network));

  gradus_network_load_state (stepper->network, checkpoint->state);
  stepper->step = checkpoint->step;
  stepper->has_diverged = FALSE;
  stepper->recorded_cost = NAN;
  gradus_stepper_forget_looks (stepper);
  gradus_history_cut (stepper->history, stepper->step);
  gradus_history_cut (stepper->layer_history, stepper->step);
  gradus_timeline_cut (stepper->timeline, stepper->step);
}

GradusRunDraft *
gradus_stepper_make_draft (GradusStepper *stepper)
{
  g_autoptr (GradusRunDraft) draft = gradus_run_draft_new ();

  draft->now = gradus_stepper_save (stepper);
  if (!draft->now)
    return NULL;
  draft->state = stepper->has_diverged ? GRADUS_RUN_DIVERGED : GRADUS_RUN_PAUSED;
  draft->divergence = stepper->divergence;
  gradus_history_save (stepper->history, &draft->series, &draft->stride);
  gradus_history_save (stepper->layer_history, &draft->layer_series, &draft->layer_stride);
  draft->entries = gradus_timeline_save (stepper->timeline, &draft->n_entries, &draft->way);
  return g_steal_pointer (&draft);
}

/* The histories come after restore(), which cuts them to the step. */
void
gradus_stepper_resume (GradusStepper *stepper, const GradusRunDraft *draft)
{
  const guint n = draft->series.n_regular;

  gradus_stepper_restore (stepper, draft->now);
  gradus_history_load (stepper->history, &draft->series, draft->stride);
  gradus_history_load (stepper->layer_history, &draft->layer_series, draft->layer_stride);
  gradus_timeline_load (stepper->timeline, draft->entries, draft->n_entries, draft->way);
  stepper->recorded_cost = n > 0 ? draft->series.costs[n - 1] : NAN;
  stepper->has_diverged = draft->state == GRADUS_RUN_DIVERGED;
  stepper->divergence = draft->divergence;
}

void
gradus_stepper_inherit (GradusStepper *stepper, GradusHistory *history,
                        GradusHistory *layer_history, GradusTimeline *timeline, guint64 step)
{
  gradus_history_copy (stepper->history, history, step);
  gradus_history_copy (stepper->layer_history, layer_history, step);
  gradus_timeline_copy (stepper->timeline, timeline, step);
}
