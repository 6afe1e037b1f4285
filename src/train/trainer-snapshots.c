/* SPDX-License-Identifier: MIT */

/* What a trainer shows of itself. */
#include "train/snapshot-take.h"
#include "train/trainer-thread.h"

static gboolean
obey_ask (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  const gint64 start = g_get_monotonic_time ();
  GradusSnapshot *snapshot =
      gradus_snapshot_take (thread->stepper, gradus_stepper_fit_samples (thread->stepper), payload);

  snapshot->sequence = thread->obeyed;
  snapshot->state = gradus_trainer_thread_get_state (thread);
  gradus_stepper_has_diverged (thread->stepper, &snapshot->divergence);
  snapshot->seconds = thread->seconds;
  snapshot->seconds_to_make = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;

  snapshot = atomic_exchange (&thread->newest, snapshot);
  g_clear_pointer (&snapshot, gradus_snapshot_unref);
  gradus_notifier_notify (thread->notifier);
  return TRUE;
}

void
gradus_trainer_ask (GradusTrainer *trainer, const GradusSnapshotNeeds *needs)
{
  gradus_trainer_send (trainer, obey_ask, g_memdup2 (needs, sizeof *needs), g_free);
}

/* One that shows other samples waits until their owner knows of them, which the answer tells: or it would be drawn over the
 * samples before. The answer's notification brings the caller back. */
GradusSnapshot *
gradus_trainer_take (GradusTrainer *trainer)
{
  GradusSnapshot *snapshot = atomic_exchange (&trainer->thread->newest, NULL), *none = NULL;

  if (!snapshot || !atomic_load (gradus_message_queue_get_attention (trainer->thread->answers)))
    return snapshot;
  if (!atomic_compare_exchange_strong (&trainer->thread->newest, &none, snapshot))
    gradus_snapshot_unref (snapshot); /* there is a newer one already */
  return NULL;
}
