/* SPDX-License-Identifier: MIT */

/* How a trainer trains: each request beside the function that obeys it. */
#include "train/trainer-thread.h"

/* -- Playing ----------------------------------------------------------------------------------- */

/* To the next multiple of `part`, so that a run that was paused halfway ends where others do. */
static gboolean
obey_play (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  const guint64 part = *(const guint64 *) payload;

  gradus_trainer_thread_train (
      thread, (gradus_stepper_get_step (thread->stepper) / part + 1) * part, FALSE);
  return TRUE;
}

void
gradus_trainer_play (GradusTrainer *trainer, guint64 part)
{
  const guint64 least = MAX (part, 1);

  gradus_trainer_send (trainer, obey_play, g_memdup2 (&least, sizeof least), g_free);
}

static gboolean
obey_pause (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  thread->is_training = FALSE;
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
  gradus_trainer_send (trainer, obey_set_race, race ? gradus_race_ref (race) : NULL,
                       (GDestroyNotify) gradus_race_unref);
}

/* Counted from now: the steps that the former speed owed or was ahead are forgotten. */
static gboolean
obey_set_speed (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  thread->speed = *(const double *) payload;
  gradus_trainer_thread_start_pace (thread);
  return TRUE;
}

void
gradus_trainer_set_speed (GradusTrainer *trainer, double steps_per_second)
{
  gradus_trainer_send (trainer, obey_set_speed,
                       g_memdup2 (&steps_per_second, sizeof steps_per_second), g_free);
}
