/* SPDX-License-Identifier: MIT */
#include "train/trainer.h"

#include "train/cores.h"
#include "train/trainer-thread.h"

/* What a window needs beside it. */
#define INTERFACE_CORES 1

/* -- Messages ---------------------------------------------------------------------------------- */

/* The reminder: the listener must come and ask for a snapshot that shows the outcome, also where it
 * thought the run at rest. */
void
gradus_trainer_send_message (GradusTrainer *trainer, GradusMessage *message)
{
  message->sequence = ++trainer->sequence;
  gradus_message_queue_push (trainer->thread->requests, message);
  gradus_notifier_notify (trainer->reminder);
}

void
gradus_trainer_send (GradusTrainer *trainer, GradusObeyFunc obey, gpointer payload,
                     GDestroyNotify free_payload)
{
  gradus_trainer_send_message (trainer, gradus_message_new (obey, payload, free_payload));
}

static void
remind_listener (gpointer data)
{
  GradusTrainer *trainer = data;

  if (trainer->tell)
    trainer->tell (trainer->listener);
}

/* The reference: whoever is told may free the trainer. */
static void
on_news (gpointer data)
{
  GradusTrainer *trainer = g_rc_box_acquire (data);
  GradusMessage *message;

  /* Answers first: take_newest() holds a snapshot back while answers wait. An answer may free the
   * trainer, and with it the thread. */
  while (trainer->thread && (message = gradus_message_queue_pop (trainer->thread->answers))) {
    message->answer (message->asker, message->payload, message->error);
    gradus_message_free (message);
  }
  if (trainer->thread && atomic_load (&trainer->thread->newest))
    remind_listener (trainer);
  g_rc_box_release (trainer);
}

void
gradus_trainer_set_listener (GradusTrainer *trainer, GradusNewsFunc tell, gpointer data)
{
  trainer->tell = tell;
  trainer->listener = data;
  gradus_notifier_notify (trainer->reminder); /* of what nobody has seen yet */
}

/* -- Making and freeing ------------------------------------------------------------------------ */

/* The state begins with the parameters, as they lie in the network. */
static gsize *
list_offsets (const GradusNetwork *network)
{
  const guint n = gradus_network_get_n_layers (network);
  gsize *offsets = g_new (gsize, n);

  for (guint i = 0; i < n; i++)
    offsets[i] = (gsize) (gradus_network_get_parameters (network, i) -
                          gradus_network_get_parameters (network, 0));
  return offsets;
}

/* Takes the stepper. */
static GradusTrainer *
make_trainer (GradusStepper *stepper)
{
  GradusTrainer *trainer = g_rc_box_new0 (GradusTrainer);

  gradus_stepper_use_cores (stepper,
                            MAX (gradus_cores_count (), INTERFACE_CORES + 1) - INTERFACE_CORES);
  trainer->history = gradus_history_ref (gradus_stepper_get_history (stepper));
  trainer->layer_history = gradus_history_ref (gradus_stepper_get_layer_history (stepper));
  trainer->timeline = gradus_timeline_ref (gradus_stepper_get_timeline (stepper));
  trainer->dataset = gradus_dataset_ref (gradus_stepper_get_dataset (stepper));
  if (gradus_stepper_get_test_dataset (stepper))
    trainer->test_dataset = gradus_dataset_ref (gradus_stepper_get_test_dataset (stepper));
  trainer->offsets = list_offsets (gradus_stepper_get_network (stepper));
  trainer->notifier = gradus_notifier_new (on_news, trainer);
  trainer->reminder = gradus_notifier_new (remind_listener, trainer);
  trainer->thread = gradus_trainer_thread_new (stepper, trainer->notifier);
  return trainer;
}

/* Takes the trainer. */
static GradusTrainer *
start_trainer (GradusTrainer *trainer, GError **error)
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

  return stepper ? start_trainer (make_trainer (stepper), error) : NULL;
}

GradusTrainer *
gradus_trainer_new_at (const GradusExperiment *experiment, GradusTrainer *origin,
                       const GradusCheckpoint *checkpoint, gboolean inherits, GError **error)
{
  GradusStepper *stepper =
      gradus_stepper_new_on (experiment, origin->dataset, origin->test_dataset, error);

  if (!stepper)
    return NULL;
  if (inherits)
    gradus_stepper_inherit (stepper, origin->history, origin->layer_history, origin->timeline,
                            checkpoint->step);
  gradus_stepper_restore (stepper, checkpoint);
  return start_trainer (make_trainer (stepper), error);
}

GradusTrainer *
gradus_trainer_new_from (const GradusExperiment *experiment, GradusDataset *training,
                         GradusDataset *test, const GradusRunDraft *draft, GError **error)
{
  GradusStepper *stepper = gradus_stepper_new_on (experiment, training, test, error);
  GradusTrainer *trainer;

  if (!stepper)
    return NULL;
  gradus_stepper_resume (stepper, draft);
  trainer = make_trainer (stepper);
  /* The thread does not run yet, so its fields may be set from here. */
  trainer->thread->seconds = draft->seconds;
  trainer->thread->has_finished = draft->state == GRADUS_RUN_FINISHED;
  return start_trainer (trainer, error);
}

/* The thread goes first: until it is joined it uses the notifier. */
void
gradus_trainer_free (GradusTrainer *trainer)
{
  g_clear_pointer (&trainer->thread, gradus_trainer_thread_free);
  gradus_notifier_free (trainer->notifier);
  gradus_notifier_free (trainer->reminder);
  g_clear_pointer (&trainer->snapshot, gradus_snapshot_unref);
  g_clear_pointer (&trainer->race, gradus_race_unref);
  gradus_history_unref (trainer->history);
  gradus_history_unref (trainer->layer_history);
  gradus_timeline_unref (trainer->timeline);
  g_free (trainer->offsets);
  g_clear_pointer (&trainer->test_dataset, gradus_dataset_unref);
  gradus_dataset_unref (trainer->dataset);
  g_rc_box_release (trainer);
}

/* -- What it has ------------------------------------------------------------------------------- */

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
