/* SPDX-License-Identifier: MIT */

/* How a trainer trains: each request beside the function that obeys it. */
#include "train/trainer-thread.h"

/* -- Playing ----------------------------------------------------------------------------------- */

typedef struct {
  guint64 part;
  GradusRace *race;  /* held until the request is obeyed; NULL: none */
  guint64 agreement; /* see gradus_race_count_agreements() */
} PlayRequest;

static void
free_play_request (gpointer data)
{
  PlayRequest *request = data;

  if (request->race)
    gradus_race_release (request->race);
  g_clear_pointer (&request->race, gradus_race_unref);
  g_free (request);
}

/* To the next multiple of `part`, so that a run that was paused halfway ends where others do. */
static gboolean
obey_play (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  const PlayRequest *request = payload;
  const guint64 part = request->part;

  thread->agreement = request->agreement;
  gradus_trainer_thread_train (
      thread, (gradus_stepper_get_step (thread->stepper) / part + 1) * part, FALSE);
  return TRUE;
}

/* Until this one has come the others of a race do not begin: or a pause that follows at once would
 * find them far ahead of it. */
void
gradus_trainer_play (GradusTrainer *trainer, guint64 part)
{
  PlayRequest *request = g_new (PlayRequest, 1);

  *request = (PlayRequest){ .part = MAX (part, 1) };
  if (trainer->race) {
    request->race = gradus_race_ref (trainer->race);
    request->agreement = gradus_race_count_agreements (trainer->race);
    gradus_race_hold (trainer->race);
  }
  gradus_trainer_send (trainer, obey_play, request, free_play_request);
}

static gboolean
obey_pause (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  gradus_trainer_thread_halt (thread);
  return TRUE;
}

void
gradus_trainer_pause (GradusTrainer *trainer)
{
  gradus_trainer_send (trainer, obey_pause, NULL, NULL);
}

static gboolean
obey_step (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  const guint64 n = *(const guint64 *) payload;

  thread->agreement = G_MAXUINT64;
  gradus_trainer_thread_train (thread, gradus_stepper_get_step (thread->stepper) + n, TRUE);
  return TRUE;
}

void
gradus_trainer_step (GradusTrainer *trainer, guint64 n)
{
  gradus_trainer_send (trainer, obey_step, g_memdup2 (&n, sizeof n), g_free);
}

/* -- Going back -------------------------------------------------------------------------------- */

/* A draft of before does not hold any more what comes now, even if the step is the same: `changes`
 * says so. */
static void
stop_training (GradusTrainerThread *thread)
{
  thread->changes++;
  thread->is_training = FALSE;
  thread->halt = 0;
  thread->has_finished = FALSE;
}

static gboolean
obey_reset (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  stop_training (thread);
  thread->seconds = 0;
  gradus_stepper_reset (thread->stepper);
  return TRUE;
}

void
gradus_trainer_reset (GradusTrainer *trainer)
{
  gradus_trainer_send (trainer, obey_reset, NULL, NULL);
}

static gboolean
obey_restore (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  stop_training (thread);
  gradus_stepper_restore (thread->stepper, payload);
  return TRUE;
}

void
gradus_trainer_restore (GradusTrainer *trainer, GradusCheckpoint *checkpoint)
{
  gradus_trainer_send (trainer, obey_restore, gradus_checkpoint_ref (checkpoint),
                       (GDestroyNotify) gradus_checkpoint_unref);
}

/* -- How fast ---------------------------------------------------------------------------------- */

static gboolean
obey_set_race (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  gradus_trainer_thread_set_race (thread, payload);
  return TRUE;
}

void
gradus_trainer_set_race (GradusTrainer *trainer, GradusRace *race)
{
  g_clear_pointer (&trainer->race, gradus_race_unref);
  trainer->race = race ? gradus_race_ref (race) : NULL;
  gradus_trainer_send (trainer, obey_set_race, race ? gradus_race_ref (race) : NULL,
                       (GDestroyNotify) gradus_race_unref);
}

/* Counted from now: the steps that the former pace owed or was ahead are forgotten. */
static gboolean
obey_set_pace (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  const GradusPace *pace = payload;

  thread->pace = *pace;
  gradus_trainer_thread_start_pace (thread);
  return TRUE;
}

static void
send_pace (GradusTrainer *trainer, const GradusPace *pace)
{
  gradus_trainer_send (trainer, obey_set_pace, g_memdup2 (pace, sizeof *pace), g_free);
}

void
gradus_trainer_set_speed (GradusTrainer *trainer, double steps_per_second)
{
  const GradusPace pace = { .steps_per_second = steps_per_second };

  send_pace (trainer, &pace);
}

void
gradus_trainer_set_pace (GradusTrainer *trainer, double seconds)
{
  const GradusPace pace = { .seconds = seconds };

  send_pace (trainer, &pace);
}
