/* SPDX-License-Identifier: MIT */
#include "train/trainer.h"

#include "train/cores.h"
#include "train/trainer-thread.h"

/* What a window needs beside it. */
#define INTERFACE_CORES 1

struct _GradusTrainer {
  GradusTrainerThread *thread;
  guint64 sequence;
  GradusHistory *history;
  GradusHistory *layer_history;
  GradusTimeline *timeline;
  GradusDataset *dataset;
  GradusDataset *test_dataset; /* or NULL */
  gsize *offsets;              /* (layers), see gradus_trainer_get_offset() */
};

static void
send (GradusTrainer *trainer, GradusRequest request)
{
  if (request.kind != GRADUS_REQUEST_DRAFT)
    trainer->sequence++;
  gradus_trainer_thread_send (trainer->thread, &request);
}

/* The state begins with the parameters, as they lie in the network. */
static gsize *
list_offsets (const GradusNetwork *network)
{
  const guint n = gradus_network_get_n_layers (network);
  gsize *offsets = g_new (gsize, n);

  for (guint i = 0; i < n; i++)
    offsets[i] =
        (gsize) (gradus_network_get_parameters (network, i) - gradus_network_get_parameters (network, 0));
  return offsets;
}

/* Takes the stepper. */
static GradusTrainer *
make (GradusStepper *stepper)
{
  GradusTrainer *trainer = g_new0 (GradusTrainer, 1);

  gradus_stepper_use_cores (stepper, MAX (gradus_cores_count (), INTERFACE_CORES + 1) - INTERFACE_CORES);
  trainer->history = gradus_history_ref (gradus_stepper_get_history (stepper));
  trainer->layer_history = gradus_history_ref (gradus_stepper_get_layer_history (stepper));
  trainer->timeline = gradus_timeline_ref (gradus_stepper_get_timeline (stepper));
  trainer->dataset = gradus_dataset_ref (gradus_stepper_get_dataset (stepper));
  if (gradus_stepper_get_test_dataset (stepper))
    trainer->test_dataset = gradus_dataset_ref (gradus_stepper_get_test_dataset (stepper));
  trainer->offsets = list_offsets (gradus_stepper_get_network (stepper));
  trainer->thread = gradus_trainer_thread_new (stepper);
  return trainer;
}

/* Takes the trainer. */
static GradusTrainer *
start (GradusTrainer *trainer, GError **error)
{
  if (gradus_trainer_thread_begin (trainer->thread, error))
    return trainer;
  gradus_trainer_free (trainer);
  return NULL;
}

GradusTrainer *
gradus_trainer_new (const GradusExperiment *experiment, GError **error)
{
  GradusStepper *stepper = gradus_stepper_new (experiment, error);

  return stepper ? start (make (stepper), error) : NULL;
}

GradusTrainer *
gradus_trainer_new_at (const GradusExperiment *experiment, GradusTrainer *origin,
                       const GradusCheckpoint *checkpoint, gboolean inherits, GError **error)
{
  GradusStepper *stepper = gradus_stepper_new_on (experiment, origin->dataset, origin->test_dataset, error);

  if (!stepper)
    return NULL;
  if (inherits)
    gradus_stepper_inherit (stepper, origin->history, origin->layer_history, origin->timeline,
                            checkpoint->step);
  gradus_stepper_restore (stepper, checkpoint);
  return start (make (stepper), error);
}

GradusTrainer *
gradus_trainer_new_from (const GradusExperiment *experiment, GradusDataset *training, GradusDataset *test,
                         const GradusRunDraft *draft, GError **error)
{
  GradusStepper *stepper = gradus_stepper_new_on (experiment, training, test, error);
  GradusTrainer *trainer;

  if (!stepper)
    return NULL;
  gradus_stepper_resume (stepper, draft);
  trainer = make (stepper);
  gradus_trainer_thread_resume (trainer->thread, draft->seconds, draft->state == GRADUS_RUN_FINISHED);
  return start (trainer, error);
}

void
gradus_trainer_free (GradusTrainer *trainer)
{
  gradus_trainer_thread_free (trainer->thread);
  gradus_history_unref (trainer->history);
  gradus_history_unref (trainer->layer_history);
  gradus_timeline_unref (trainer->timeline);
  g_free (trainer->offsets);
  g_clear_pointer (&trainer->test_dataset, gradus_dataset_unref);
  gradus_dataset_unref (trainer->dataset);
  g_free (trainer);
}

void
gradus_trainer_play (GradusTrainer *trainer, guint64 part)
{
  send (trainer, (GradusRequest){ .kind = GRADUS_REQUEST_PLAY, .count = MAX (part, 1) });
}

void
gradus_trainer_pause (GradusTrainer *trainer)
{
  send (trainer, (GradusRequest){ .kind = GRADUS_REQUEST_PAUSE });
}

void
gradus_trainer_step (GradusTrainer *trainer, guint64 n)
{
  send (trainer, (GradusRequest){ .kind = GRADUS_REQUEST_STEP, .count = n });
}

void
gradus_trainer_reset (GradusTrainer *trainer)
{
  send (trainer, (GradusRequest){ .kind = GRADUS_REQUEST_RESET });
}

void
gradus_trainer_restore (GradusTrainer *trainer, GradusCheckpoint *checkpoint)
{
  send (trainer,
        (GradusRequest){ .kind = GRADUS_REQUEST_RESTORE, .checkpoint = gradus_checkpoint_ref (checkpoint) });
}

void
gradus_trainer_set_race (GradusTrainer *trainer, GradusRace *race)
{
  send (trainer,
        (GradusRequest){ .kind = GRADUS_REQUEST_RACE, .race = race ? gradus_race_ref (race) : NULL });
}

void
gradus_trainer_set_speed (GradusTrainer *trainer, double steps_per_second)
{
  send (trainer, (GradusRequest){ .kind = GRADUS_REQUEST_SPEED, .speed = steps_per_second });
}

void
gradus_trainer_set_optimiser (GradusTrainer *trainer, const GradusOptimiser *optimiser)
{
  send (trainer, (GradusRequest){ .kind = GRADUS_REQUEST_OPTIMISER, .optimiser = *optimiser });
}

void
gradus_trainer_set_layer (GradusTrainer *trainer, guint layer, const GradusLayerSpec *spec)
{
  send (trainer, (GradusRequest){ .kind = GRADUS_REQUEST_LAYER, .count = layer, .layer = *spec });
}

void
gradus_trainer_set_data (GradusTrainer *trainer, GradusDataset *training, GradusDataset *test,
                         guint batch_size)
{
  gradus_dataset_unref (trainer->dataset);
  g_clear_pointer (&trainer->test_dataset, gradus_dataset_unref);
  trainer->dataset = gradus_dataset_ref (training);
  trainer->test_dataset = test ? gradus_dataset_ref (test) : NULL;
  send (trainer, (GradusRequest){ .kind = GRADUS_REQUEST_DATA,
                                  .training = gradus_dataset_ref (training),
                                  .test = test ? gradus_dataset_ref (test) : NULL,
                                  .count = batch_size });
}

void
gradus_trainer_set_weight (GradusTrainer *trainer, guint layer, gsize parameter, float value)
{
  send (trainer, (GradusRequest){
                     .kind = GRADUS_REQUEST_WEIGHT, .count = layer, .parameter = parameter, .value = value });
}

void
gradus_trainer_set_probe (GradusTrainer *trainer, GBytes *probe)
{
  send (trainer,
        (GradusRequest){ .kind = GRADUS_REQUEST_PROBE, .probe = probe ? g_bytes_ref (probe) : NULL });
}

void
gradus_trainer_ask (GradusTrainer *trainer, const GradusSnapshotNeeds *look)
{
  send (trainer, (GradusRequest){ .kind = GRADUS_REQUEST_SNAPSHOT, .look = *look });
}

void
gradus_trainer_ask_draft (GradusTrainer *trainer)
{
  send (trainer, (GradusRequest){ .kind = GRADUS_REQUEST_DRAFT });
}

GradusRunDraft *
gradus_trainer_take_draft (GradusTrainer *trainer)
{
  return gradus_trainer_thread_take_draft (trainer->thread);
}

GradusSnapshot *
gradus_trainer_take (GradusTrainer *trainer)
{
  return gradus_trainer_thread_take_snapshot (trainer->thread);
}

guint64
gradus_trainer_get_sequence (const GradusTrainer *trainer)
{
  return trainer->sequence;
}

GradusDataset *
gradus_trainer_get_dataset (const GradusTrainer *trainer)
{
  return trainer->dataset;
}

GradusHistory *
gradus_trainer_get_history (const GradusTrainer *trainer)
{
  return trainer->history;
}

GradusHistory *
gradus_trainer_get_layer_history (const GradusTrainer *trainer)
{
  return trainer->layer_history;
}

GradusTimeline *
gradus_trainer_get_timeline (const GradusTrainer *trainer)
{
  return trainer->timeline;
}

gsize
gradus_trainer_get_offset (const GradusTrainer *trainer, guint layer)
{
  return trainer->offsets[layer];
}

GradusDataset *
gradus_trainer_get_test_dataset (const GradusTrainer *trainer)
{
  return trainer->test_dataset;
}
