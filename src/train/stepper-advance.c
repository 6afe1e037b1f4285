/* SPDX-License-Identifier: MIT */

/* How a stepper makes steps, by one thread or by several. */
#include "nn/pass.h"
#include "train/stepper-private.h"

/* What the workers that make some steps share. */
typedef struct {
  GradusStepper *stepper;
  guint64 until;
  const atomic_bool *interrupt;
  const guint *indices; /* of the batch */
  GradusVariation variation;
  GradusCheckpoint *checkpoint; /* to take; NULL: none, or no memory for it */
  gboolean goes_on;
  gboolean is_recorded; /* the step to make */
  atomic_bool is_finite;
} Advance;

/* Before the step, for batch normalisation's means move on the way forward. */
static void
take_checkpoint (const Advance *advance, const GradusWorker *worker)
{
  GradusStepper *stepper = advance->stepper;

  gradus_network_save_share (stepper->network, advance->checkpoint->state, worker);
  gradus_worker_wait (worker);
  if (gradus_worker_is_first (worker))
    gradus_timeline_add (stepper->timeline, advance->checkpoint, stepper->recorded_cost);
}

/* Of the training data in an epoch; nothing varies where they are to stay. */
static GradusVariation
make_variation (const GradusStepper *stepper, guint64 epoch)
{
  const GradusDataset *training = stepper->training;
  const GradusPictureLayout *picture = &training->picture;

  return (GradusVariation){ .is_mirrored = training->is_mirrored,
                            .shift = training->shift,
                            .n_planes = picture->is_planar ? picture->n_channels : 1,
                            .height = picture->height,
                            .width = picture->width,
                            .n_together = picture->is_planar ? 1 : picture->n_channels,
                            .seed = stepper->seed,
                            .epoch = epoch };
}

/* The first worker's: whether there is another step to make, and of which samples. */
static void
prepare_step (Advance *advance)
{
  GradusStepper *stepper = advance->stepper;
  GradusPass *pass = stepper->pass;
  guint n;

  advance->goes_on = stepper->step < advance->until && !stepper->has_diverged &&
                     !atomic_load_explicit (advance->interrupt, memory_order_relaxed) &&
                     !gradus_stepper_look_for_stop (stepper);
  if (!advance->goes_on)
    return;
  advance->is_recorded = gradus_stepper_records_now (stepper);
  advance->checkpoint = NULL;
  if (advance->is_recorded && !stepper->plan &&
      (stepper->step & (stepper->checkpoint_stride - 1)) == 0 &&
      gradus_timeline_wants (stepper->timeline, stepper->step, stepper->recorded_cost))
    advance->checkpoint = gradus_timeline_make_checkpoint (stepper->timeline, stepper->step);
  pass->step = stepper->step;
  advance->indices = gradus_batches_find (&stepper->batches, stepper->step, &n);
  advance->variation =
      make_variation (stepper, gradus_batches_find_epoch (&stepper->batches, stepper->step));
  /* The last batch of an epoch is smaller where the samples do not come out even. */
  if (n != pass->n_samples)
    gradus_pass_set_samples (pass, n,
                             gradus_cost_sample_weight (stepper->cost, pass->n_outputs, n));
}

/* The first worker's, after all have updated. */
static void
conclude_steps (Advance *advance, guint64 n_steps)
{
  GradusStepper *stepper = advance->stepper;

  stepper->step += n_steps;
  if (atomic_load_explicit (&advance->is_finite, memory_order_relaxed))
    return;
  stepper->has_diverged = TRUE;
  stepper->divergence.step = stepper->step;
  gradus_diagnostics_find_break (stepper->network, stepper->pass, &stepper->divergence.layer);
}

static gboolean
update_network (GradusStepper *stepper, const GradusWorker *worker)
{
  GradusUpdate update;

  if (stepper->is_steady)
    return gradus_network_update (stepper->network, stepper->pass, &stepper->steady_update, worker);
  update = gradus_stepper_prepare_update (stepper);
  return gradus_network_update (stepper->network, stepper->pass, &update, worker);
}

/* Where something is to be found out between the gradients and the update. */
static gboolean
make_step_by_parts (const Advance *advance, const GradusWorker *worker)
{
  GradusStepper *stepper = advance->stepper;

  gradus_network_forward (stepper->network, stepper->pass, worker);
  gradus_network_backward (stepper->network, stepper->pass, stepper->cost, worker);
  /* The norms are of all gradients, so every worker must have found its part. */
  if (advance->is_recorded || stepper->optimiser.clip_norm > 0)
    gradus_worker_wait (worker);
  if (advance->is_recorded) {
    if (gradus_stepper_looks_now (stepper)) {
      gradus_stepper_look_at_layers (stepper, worker);
      gradus_worker_wait (worker);
    }
    if (gradus_worker_is_first (worker))
      gradus_stepper_record (stepper);
    /* The update changes the weights that are measured here. */
    gradus_worker_wait (worker);
  }
  return update_network (stepper, worker);
}

/* Steps from this one on with the same samples, of which none is recorded. */
static guint64
count_alike (const Advance *advance)
{
  const GradusStepper *stepper = advance->stepper;
  guint64 end = MIN (advance->until, gradus_stepper_find_look (stepper, stepper->step + 1));

  if (advance->indices || gradus_variation_varies (&advance->variation))
    return 1;
  end = MIN (end, gradus_stepper_find_record (stepper));
  return end - stepper->step;
}

/* Whether what is recorded of a step is still there after its update, which changes the weights
 * alone. */
static gboolean
can_record_after (const GradusStepper *stepper)
{
  return !gradus_stepper_looks_now (stepper) &&
         !(stepper->test && gradus_stepper_tests_at (stepper, stepper->step));
}

static gboolean
can_make_at_once (const Advance *advance, const GradusWorker *worker)
{
  return advance->stepper->is_steady && gradus_worker_is_alone (worker) &&
         (!advance->is_recorded || can_record_after (advance->stepper));
}

/* Returns how many steps were made: a recorded one by itself. */
static guint64
make_at_once (const Advance *advance, gboolean *is_finite)
{
  GradusStepper *stepper = advance->stepper;
  const guint64 n_steps = gradus_network_make_steps (
      stepper->network, stepper->pass, stepper->cost, &stepper->steady_update,
      advance->is_recorded ? 1 : count_alike (advance), advance->interrupt, is_finite);

  if (advance->is_recorded)
    gradus_stepper_record (stepper);
  return n_steps;
}

/* Or several. */
static void
make_step (Advance *advance, const GradusWorker *worker)
{
  GradusStepper *stepper = advance->stepper;
  guint64 n_steps = 1;
  gboolean is_finite;

  if (advance->checkpoint)
    take_checkpoint (advance, worker);
  if (advance->indices || gradus_variation_varies (&advance->variation))
    gradus_pass_load (stepper->pass, &stepper->training->inputs, stepper->training->targets,
                      advance->indices, 0, &advance->variation, worker);
  if (can_make_at_once (advance, worker))
    n_steps = make_at_once (advance, &is_finite);
  else
    is_finite = make_step_by_parts (advance, worker);
  if (!is_finite)
    /* Whoever sees a number that is not finite says so; nobody else writes it. Relaxed, because the
     * wait that follows orders it. */
    atomic_store_explicit (&advance->is_finite, FALSE, memory_order_relaxed);
  gradus_worker_wait (worker);
  if (gradus_worker_is_first (worker))
    conclude_steps (advance, n_steps);
}

/* All of a team make the same way through the steps, and meet before each: between two steps the
 * first worker alone may change what they share. */
static void
make_steps (gpointer data, const GradusWorker *worker)
{
  Advance *advance = data;

  for (;;) {
    if (gradus_worker_is_first (worker))
      prepare_step (advance);
    gradus_worker_wait (worker);
    if (!advance->goes_on)
      return;
    make_step (advance, worker);
  }
}

static void
advance_by (GradusStepper *stepper, GradusTeam *team, guint64 until, const atomic_bool *interrupt)
{
  Advance advance = { .stepper = stepper, .until = until, .interrupt = interrupt };

  atomic_init (&advance.is_finite, TRUE);
  if (team)
    gradus_team_run (team, make_steps, &advance);
  else
    make_steps (&advance, NULL);
}

/* Some steps in the way that is the better one, or on trial. */
static void
advance_by_choice (GradusStepper *stepper, guint64 until, const atomic_bool *interrupt)
{
  GradusCoreChoice *choice = &stepper->core_choice;
  const guint64 first = stepper->step;
  const gint64 start = g_get_monotonic_time ();

  advance_by (stepper, gradus_core_choice_shares (choice) ? stepper->team : NULL, until, interrupt);
  if (stepper->step > first)
    gradus_core_choice_tell (choice, stepper->step - first,
                             (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
}

guint64
gradus_stepper_advance (GradusStepper *stepper, guint64 until, const atomic_bool *interrupt)
{
  guint64 end;

  stepper->stop_cause = GRADUS_STOP_NONE;
  if (!stepper->team) {
    advance_by (stepper, NULL, until, interrupt);
    return stepper->step;
  }
  do {
    end = MIN (until, stepper->step + gradus_core_choice_count_steps (&stepper->core_choice));
    advance_by_choice (stepper, end, interrupt);
  } while (stepper->step == end && end < until);
  return stepper->step;
}
