/* SPDX-License-Identifier: MIT */

/* What is asked of a run's training. */
#include "document/run-private.h"
#include "experiment/samples.h"
#include "train/diagnosis.h"

/* -- Another experiment ------------------------------------------------------------------------ */

/* Where the samples were refused the experiment takes those back that it has, unless others have
 * been asked for since. */
static void
on_data_set (gpointer asker, const GError *error)
{
  GradusRun *self = asker;
  g_autofree GradusDataSpec *data = g_queue_pop_head (&self->data_on_the_way);

  if (!error) {
    gradus_data_spec_clear (&self->data);
    self->data = *data;
    return;
  }
  if (gradus_data_spec_equal (&self->experiment->data, data)) {
    gradus_experiment_set_data (self->experiment, &self->data);
    g_object_notify (G_OBJECT (self), "experiment");
  }
  g_signal_emit_by_name (self, "refused", data);
  gradus_data_spec_clear (data);
  gradus_run_unsettle (self);
  g_signal_emit_by_name (self, "failed", error->message);
}

/* Points that are moved, added, taken away. The experiment says the new samples from now on; if the
 * trainer refuses them, on_data_set() takes that back. */
static gboolean
change_data (GradusRun *self, const GradusExperiment *experiment, GError **error)
{
  GradusDataSpec *data;
  g_autoptr (GradusDataset) training = NULL, test = NULL;

  if (!gradus_samples_make (&experiment->data, experiment->seed, &training, &test, error))
    return FALSE;
  data = g_new (GradusDataSpec, 1);
  *data = gradus_data_spec_copy (&experiment->data);
  g_queue_push_tail (&self->data_on_the_way, data);
  gradus_trainer_set_data (self->present, training, test, experiment->batch_size, on_data_set,
                           self);
  return TRUE;
}

static void
change_layers (GradusRun *self, const GradusExperiment *experiment)
{
  for (guint i = 0; i < gradus_experiment_get_n_layers (experiment); i++) {
    const GradusLayerSpec *spec = gradus_experiment_get_layer (experiment, i);

    if (!gradus_layer_spec_equal (spec, gradus_experiment_get_layer (self->experiment, i)))
      gradus_trainer_set_layer (self->present, i, spec);
  }
}

/* The data come first, for they alone can fail. */
gboolean
gradus_run_change (GradusRun *self, const GradusExperiment *experiment, GError **error)
{
  GradusExperiment *copy;

  g_return_val_if_fail (gradus_experiment_can_go_on_as (self->experiment, experiment), FALSE);

  if (experiment->stop_rule.patience > 0 && experiment->data.test_fraction <= 0 &&
      !gradus_trainer_get_test_dataset (self->present)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "patience waits for a lower cost of the test data, and there are none; keep a share "
                 "of the data for tests");
    return FALSE;
  }

  if (!gradus_data_spec_equal (&experiment->data, &self->experiment->data) &&
      !change_data (self, experiment, error))
    return FALSE;
  copy = gradus_experiment_copy (experiment); /* it may be the run's own */
  gradus_run_return_to_now (self);
  if (!gradus_optimiser_equal (&experiment->optimiser, &self->experiment->optimiser))
    gradus_trainer_set_optimiser (self->present, &experiment->optimiser);
  if (!gradus_stop_rule_equal (&experiment->stop_rule, &self->experiment->stop_rule))
    gradus_trainer_set_stop_rule (self->present, &experiment->stop_rule);
  change_layers (self, experiment);
  gradus_experiment_free (self->experiment);
  self->experiment = copy;
  g_object_notify (G_OBJECT (self), "experiment");
  gradus_run_unsettle (self);
  return TRUE;
}

/* -- Training ---------------------------------------------------------------------------------- */

void
gradus_run_play (GradusRun *self)
{
  gradus_run_return_to_now (self);
  self->is_playing = TRUE;
  gradus_trainer_play (self->present, self->experiment->steps);
  gradus_run_unsettle (self);
}

guint64
gradus_run_get_goal (GradusRun *self)
{
  const GradusSnapshot *now = gradus_run_get_newest (self);
  const guint64 part = MAX (self->experiment->steps, 1);

  return ((now ? now->metrics.step : 0) / part + 1) * part;
}

void
gradus_run_pause (GradusRun *self)
{
  self->is_playing = FALSE;
  gradus_trainer_pause (self->present);
  gradus_run_unsettle (self);
}

void
gradus_run_step (GradusRun *self)
{
  gradus_run_return_to_now (self);
  self->is_playing = FALSE;
  gradus_trainer_step (self->present, 1);
  gradus_run_unsettle (self);
}

void
gradus_run_reset (GradusRun *self)
{
  gradus_run_return_to_now (self);
  self->is_playing = FALSE;
  gradus_trainer_reset (self->present);
  gradus_run_unsettle (self);
}

void
gradus_run_set_race (GradusRun *self, GradusRace *race)
{
  gradus_trainer_set_race (self->present, race);
  gradus_run_unsettle (self);
}

void
gradus_run_set_speed (GradusRun *self, double steps_per_second)
{
  gradus_trainer_set_speed (self->present, steps_per_second);
  gradus_run_unsettle (self);
}

void
gradus_run_set_pace (GradusRun *self, double seconds)
{
  gradus_trainer_set_pace (self->present, seconds);
  gradus_run_unsettle (self);
}

void
gradus_run_set_weight (GradusRun *self, guint layer, gsize parameter, float value)
{
  gradus_trainer_set_weight (self->present, layer, parameter, value);
  gradus_run_unsettle (self);
}

void
gradus_run_set_probe (GradusRun *self, GBytes *probe)
{
  g_clear_pointer (&self->probe, g_bytes_unref);
  self->probe = probe ? g_bytes_ref (probe) : NULL;
  gradus_trainer_set_probe (self->present, probe);
  if (self->past)
    gradus_trainer_set_probe (self->past, probe);
  gradus_run_unsettle (self);
}

/* -- What came of it --------------------------------------------------------------------------- */

GPtrArray *
gradus_run_diagnose (GradusRun *self)
{
  const GradusSnapshot *snapshot = gradus_run_get_newest (self);
  GradusSymptoms symptoms;

  if (!snapshot ||
      (snapshot->state != GRADUS_RUN_FINISHED && snapshot->state != GRADUS_RUN_DIVERGED))
    return NULL;
  symptoms = (GradusSymptoms){
    .experiment = self->experiment,
    .training = gradus_run_get_dataset (self),
    .now = &snapshot->metrics,
    .diagnostics = snapshot->diagnostics,
    .history = &self->series,
    .divergence = snapshot->state == GRADUS_RUN_DIVERGED ? &snapshot->divergence : NULL,
  };
  return gradus_diagnosis_make (&symptoms);
}
