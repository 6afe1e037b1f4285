/* SPDX-License-Identifier: MIT */

/* What a trainer trains: each request beside the function that obeys it. */
#include "train/trainer-thread.h"

/* -- The optimiser and the layers -------------------------------------------------------------- */

static gboolean
obey_set_optimiser (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  gradus_stepper_set_optimiser (thread->stepper, payload);
  return TRUE;
}

void
gradus_trainer_set_optimiser (GradusTrainer *trainer, const GradusOptimiser *optimiser)
{
  gradus_trainer_send (trainer, obey_set_optimiser, g_memdup2 (optimiser, sizeof *optimiser),
                       g_free);
}

static gboolean
obey_set_stop_rule (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  gradus_stepper_set_stop_rule (thread->stepper, payload);
  return TRUE;
}

void
gradus_trainer_set_stop_rule (GradusTrainer *trainer, const GradusStopRule *rule)
{
  gradus_trainer_send (trainer, obey_set_stop_rule, g_memdup2 (rule, sizeof *rule), g_free);
}

typedef struct {
  guint number;
  GradusLayerSpec spec;
} LayerSetting;

static gboolean
obey_set_layer (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  const LayerSetting *setting = payload;

  gradus_stepper_set_layer (thread->stepper, setting->number, &setting->spec);
  return TRUE;
}

void
gradus_trainer_set_layer (GradusTrainer *trainer, guint layer, const GradusLayerSpec *spec)
{
  const LayerSetting setting = { layer, *spec };

  gradus_trainer_send (trainer, obey_set_layer, g_memdup2 (&setting, sizeof setting), g_free);
}

/* -- A weight ---------------------------------------------------------------------------------- */

typedef struct {
  guint layer;
  gsize parameter;
  float value;
} WeightSetting;

/* Set by hand, so the step stays: only `changes` tells that a draft of before is old. */
static gboolean
obey_set_weight (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  const WeightSetting *setting = payload;

  thread->changes++;
  gradus_stepper_set_weight (thread->stepper, setting->layer, setting->parameter, setting->value);
  return TRUE;
}

void
gradus_trainer_set_weight (GradusTrainer *trainer, guint layer, gsize parameter, float value)
{
  const WeightSetting setting = { layer, parameter, value };

  gradus_trainer_send (trainer, obey_set_weight, g_memdup2 (&setting, sizeof setting), g_free);
}

/* -- The probe --------------------------------------------------------------------------------- */

static gboolean
obey_set_probe (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  gradus_observer_set_probe (gradus_stepper_get_observer (thread->stepper), payload);
  return TRUE;
}

void
gradus_trainer_set_probe (GradusTrainer *trainer, GBytes *probe)
{
  gradus_trainer_send (trainer, obey_set_probe, probe ? g_bytes_ref (probe) : NULL,
                       (GDestroyNotify) g_bytes_unref);
}

/* -- The data ---------------------------------------------------------------------------------- */

typedef struct {
  GradusDataset *training, *test; /* test may be NULL */
  guint batch_size;
  GradusTrainerAnswerFunc answer; /* NULL: the asker wants none */
  gpointer asker;
} DataSetting;

static void
free_data_setting (gpointer data)
{
  DataSetting *setting = data;

  gradus_dataset_unref (setting->training);
  g_clear_pointer (&setting->test, gradus_dataset_unref);
  g_free (setting);
}

static gboolean
obey_set_data (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  const DataSetting *setting = payload;

  return gradus_stepper_set_data (thread->stepper, setting->training, setting->test,
                                  setting->batch_size, error);
}

/* Only now: what the stepper has refused must not be what the owner shows. */
static void
answer_set_data (gpointer asker, gpointer payload, const GError *error)
{
  GradusTrainer *trainer = asker;
  const DataSetting *setting = payload;

  if (!error) {
    gradus_dataset_unref (trainer->dataset);
    g_clear_pointer (&trainer->test_dataset, gradus_dataset_unref);
    trainer->dataset = gradus_dataset_ref (setting->training);
    trainer->test_dataset = setting->test ? gradus_dataset_ref (setting->test) : NULL;
  }
  if (setting->answer)
    setting->answer (setting->asker, error);
}

void
gradus_trainer_set_data (GradusTrainer *trainer, GradusDataset *training, GradusDataset *test,
                         guint batch_size, GradusTrainerAnswerFunc answer, gpointer asker)
{
  DataSetting *setting = g_new (DataSetting, 1);
  GradusMessage *message = gradus_message_new (obey_set_data, setting, free_data_setting);

  *setting = (DataSetting){ gradus_dataset_ref (training), test ? gradus_dataset_ref (test) : NULL,
                            batch_size, answer, asker };
  message->answer = answer_set_data;
  message->asker = trainer;
  gradus_trainer_send_message (trainer, message);
}
