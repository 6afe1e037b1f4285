/* SPDX-License-Identifier: MIT */

/* What a trainer shows of itself. */
#include "train/trainer-thread.h"

/* The share of a trainer's time that snapshots may take. */
#define SNAPSHOT_SHARE 0.2

/* -- On the thread ----------------------------------------------------------------------------- */

typedef struct {
  GradusSnapshotNeeds needs;
  gboolean can_wait;  /* until there is more to show … */
  guint64 shown_step; /* … than of this step */
} SnapshotRequest;

/* At a low speed, or waiting for others in a race, many frames pass in which nothing happens. Then
 * nothing is measured again; the snapshot is owed until there is something new in it. */
static gboolean
obey_ask (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  const SnapshotRequest *request = payload;

  if (!request->can_wait) {
    gradus_trainer_thread_publish (thread, &request->needs);
    return TRUE;
  }
  thread->owes_snapshot = TRUE;
  thread->owed = request->needs;
  thread->shown_step = request->shown_step;
  thread->shown = thread->obeyed;
  return TRUE;
}

/* -- The owner's side -------------------------------------------------------------------------- */

/* One that shows other samples waits until their owner knows of them, which the answer tells: or it
 * would be drawn over the samples before. The answer's notification brings the caller back. */
static GradusSnapshot *
take_newest (GradusTrainer *trainer)
{
  GradusSnapshot *snapshot = atomic_exchange (&trainer->thread->newest, NULL), *none = NULL;

  if (!snapshot || !atomic_load (gradus_message_queue_get_attention (trainer->thread->answers)))
    return snapshot;
  if (!atomic_compare_exchange_strong (&trainer->thread->newest, &none, snapshot))
    gradus_snapshot_unref (snapshot); /* there is a newer one already */
  return NULL;
}

/* Whether it shows the outcome of every request. */
static gboolean
is_up_to_date (const GradusTrainer *trainer)
{
  return trainer->snapshot && trainer->snapshot->sequence == trainer->sequence &&
         !trainer->wants_more;
}

static gboolean
has_come_to_rest (const GradusTrainer *trainer)
{
  return is_up_to_date (trainer) && trainer->snapshot->state != GRADUS_RUN_TRAINING;
}

/* Of a large network a snapshot takes long, so it is asked for only as often as leaves the trainer
 * its time. */
static gint64
find_time_to_ask (const GradusTrainer *trainer)
{
  return !trainer->snapshot ? 0
                            : trainer->asked_at + (gint64) (trainer->snapshot->seconds_to_make /
                                                            SNAPSHOT_SHARE * G_USEC_PER_SEC);
}

/* No request of which a snapshot has to tell, though it counts as one; so nobody is reminded. */
static void
ask_for_snapshot (GradusTrainer *trainer, const GradusSnapshotNeeds *needs)
{
  SnapshotRequest *request = g_new (SnapshotRequest, 1);
  GradusMessage *message = gradus_message_new (obey_ask, request, g_free);

  trainer->can_wait = is_up_to_date (trainer);
  *request = (SnapshotRequest){ *needs, trainer->can_wait,
                                trainer->can_wait ? trainer->snapshot->metrics.step : 0 };
  trainer->asked_at = g_get_monotonic_time ();
  trainer->has_asked = TRUE;
  trainer->wants_more = FALSE;
  message->sequence = ++trainer->sequence;
  gradus_message_queue_push (trainer->thread->requests, message);
}

static void
ask_in_time (GradusTrainer *trainer, const GradusSnapshotNeeds *needs)
{
  const gint64 time = find_time_to_ask (trainer);

  if (g_get_monotonic_time () >= time)
    ask_for_snapshot (trainer, needs);
  else
    gradus_notifier_notify_at (trainer->reminder, time);
}

gboolean
gradus_trainer_refresh (GradusTrainer *trainer, const GradusSnapshotNeeds *needs)
{
  GradusSnapshot *snapshot = take_newest (trainer);

  if (snapshot) {
    g_clear_pointer (&trainer->snapshot, gradus_snapshot_unref);
    trainer->snapshot = snapshot;
    trainer->has_asked = FALSE;
  }
  /* One request at a time; a second one only where the first may wait for long and what it asked
   * for is not enough any more. */
  if (trainer->has_asked ? trainer->can_wait && trainer->wants_more : !has_come_to_rest (trainer))
    ask_in_time (trainer, needs);
  return snapshot != NULL;
}

void
gradus_trainer_want_more (GradusTrainer *trainer)
{
  trainer->wants_more = TRUE;
  gradus_notifier_notify (trainer->reminder);
}

gboolean
gradus_trainer_is_settled (const GradusTrainer *trainer)
{
  return !trainer->has_asked && has_come_to_rest (trainer);
}

const GradusSnapshot *
gradus_trainer_get_snapshot (const GradusTrainer *trainer)
{
  return trainer->snapshot;
}
