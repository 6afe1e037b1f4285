/* SPDX-License-Identifier: MIT */
#include "train/trainer-thread.h"

#include <gio/gio.h>
#include <math.h>

#include "platform/platform.h"
#include "train/snapshot-take.h"

/* Beside a window the trainer takes what is left of a busy machine, not more. */
#define TRAINER_NICENESS 10

/* At a bounded speed the thread wakes this often at most, and makes all steps that are due. */
#define SHORTEST_SLEEP 0.002

/* Who has not had to wait for so many seconds does not keep the pace. */
#define LONGEST_RUSH 0.4

static double
get_seconds (void)
{
  return (double) g_get_monotonic_time () / G_USEC_PER_SEC;
}

/* -- For the functions that obey --------------------------------------------------------------- */

GradusRunState
gradus_trainer_thread_get_state (const GradusTrainerThread *thread)
{
  if (gradus_stepper_has_diverged (thread->stepper, NULL))
    return GRADUS_RUN_DIVERGED;
  if (thread->is_training)
    return GRADUS_RUN_TRAINING;
  return thread->has_finished ? GRADUS_RUN_FINISHED : GRADUS_RUN_PAUSED;
}

void
gradus_trainer_thread_start_pace (GradusTrainerThread *thread)
{
  thread->kept_pace_at = get_seconds ();
  gradus_pace_begin (&thread->pace, thread->kept_pace_at, gradus_stepper_get_step (thread->stepper),
                     thread->goal);
}

static void
wake_thread (gpointer data)
{
  const GradusTrainerThread *thread = data;

  gradus_message_queue_wake (thread->requests);
}

static void
leave_race (GradusTrainerThread *thread)
{
  if (thread->is_racing)
    gradus_race_leave (thread->race, thread->runner);
  thread->is_racing = FALSE;
}

/* In the race while it trains, out of it while it does not: nobody shall wait for a run that
 * stands. */
static void
look_after_race (GradusTrainerThread *thread)
{
  if (!thread->race || !thread->is_training) {
    leave_race (thread);
    return;
  }
  if (!thread->is_racing)
    thread->runner = gradus_race_enter (thread->race, gradus_stepper_get_step (thread->stepper),
                                        thread->agreement, wake_thread, thread);
  thread->is_racing = TRUE;
}

/* It enters the race anew, so that no agreement of a pause before binds it. */
void
gradus_trainer_thread_train (GradusTrainerThread *thread, guint64 goal, gboolean is_stepping)
{
  thread->goal = goal;
  thread->halt = 0;
  thread->is_stepping = is_stepping;
  thread->has_finished = FALSE;
  thread->is_training = goal > gradus_stepper_get_step (thread->stepper) &&
                        !gradus_stepper_has_diverged (thread->stepper, NULL);
  gradus_trainer_thread_start_pace (thread);
  leave_race (thread);
  look_after_race (thread);
}

void
gradus_trainer_thread_halt (GradusTrainerThread *thread)
{
  thread->halt = thread->is_racing ? gradus_race_get_stop (thread->race, thread->runner) : 0;
  if (thread->halt <= gradus_stepper_get_step (thread->stepper))
    thread->is_training = FALSE;
}

/* It leaves at once; look_after_race() enters the new one before the next steps. */
void
gradus_trainer_thread_set_race (GradusTrainerThread *thread, GradusRace *race)
{
  leave_race (thread);
  g_clear_pointer (&thread->race, gradus_race_unref);
  thread->race = race ? gradus_race_ref (race) : NULL;
  thread->agreement = G_MAXUINT64; /* what others agreed on before is none of its own */
}

static gboolean
follows_pace (const GradusTrainerThread *thread)
{
  return thread->is_training && gradus_pace_is_bounded (&thread->pace) && !thread->is_stepping &&
         thread->halt == 0;
}

static gboolean
is_behind_pace (const GradusTrainerThread *thread)
{
  return follows_pace (thread) && get_seconds () - thread->kept_pace_at > LONGEST_RUSH;
}

void
gradus_trainer_thread_publish (GradusTrainerThread *thread, const GradusSnapshotNeeds *needs)
{
  const gint64 start = g_get_monotonic_time ();
  GradusSnapshot *snapshot;

  gradus_observer_set_training (gradus_stepper_get_observer (thread->stepper), thread->is_training);
  snapshot =
      gradus_snapshot_take (thread->stepper, gradus_stepper_fit_samples (thread->stepper), needs);
  thread->owes_snapshot = FALSE;
  snapshot->sequence = thread->obeyed;
  snapshot->state = gradus_trainer_thread_get_state (thread);
  gradus_stepper_has_diverged (thread->stepper, &snapshot->divergence);
  snapshot->seconds = thread->seconds;
  snapshot->is_behind = is_behind_pace (thread);
  snapshot->seconds_to_make =
      (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC - snapshot->seconds_of_thrift;

  /* One that nobody has fetched is out of date now: nobody waits for anybody here. */
  snapshot = atomic_exchange (&thread->newest, snapshot);
  g_clear_pointer (&snapshot, gradus_snapshot_unref);
  gradus_notifier_notify (thread->notifier);
}

/* -- The thread -------------------------------------------------------------------------------- */

/* Publishes the snapshot that is owed, where there is more to show by now. */
static void
publish_owed_snapshot (GradusTrainerThread *thread)
{
  if (thread->owes_snapshot && (thread->shown != thread->obeyed || !thread->is_training ||
                                thread->shown_step != gradus_stepper_get_step (thread->stepper)))
    gradus_trainer_thread_publish (thread, &thread->owed);
}

static void
obey_messages (GradusTrainerThread *thread)
{
  GradusMessage *message;

  while ((message = gradus_message_queue_pop (thread->requests))) {
    thread->obeyed = message->sequence;
    message->obey (thread, message->payload, &message->error);
    if (message->answer) {
      /* The answer reads the payload in the owner's thread, so the message is freed there. */
      gradus_message_queue_push (thread->answers, message);
      gradus_notifier_notify (thread->notifier);
    } else {
      gradus_message_free (message);
    }
  }
  publish_owed_snapshot (thread);
}

/* How far training may go now for its own part. */
static guint64
find_aim (GradusTrainerThread *thread)
{
  const guint64 step = gradus_stepper_get_step (thread->stepper);
  guint64 aim = thread->halt > 0 ? MIN (thread->halt, thread->goal) : thread->goal;

  if (follows_pace (thread)) /* whose end is the goal */
    aim = gradus_pace_follow (&thread->pace, get_seconds (), step);
  /* The next step is what an owed snapshot waits for. */
  return thread->owes_snapshot ? MIN (aim, step + 1) : aim;
}

/* Until the next step is due. */
static void
wait_for_pace (GradusTrainerThread *thread)
{
  const double now = get_seconds ();
  const double due =
      gradus_pace_find_time (&thread->pace, gradus_stepper_get_step (thread->stepper) + 1);

  if (due <= now)
    return;
  gradus_message_queue_wait (thread->requests, MAX (due, now + SHORTEST_SLEEP));
  thread->kept_pace_at = get_seconds ();
}

/* So many steps a second, as far as a few milliseconds tell. */
static void
measure_rate (GradusTrainerThread *thread, guint64 steps, double seconds)
{
  const double rate = seconds > 0 ? (double) steps / seconds : 0;

  thread->rate = thread->rate > 0 ? 0.7 * thread->rate + 0.3 * rate : rate;
}

/* Only the recorded steps are measured; the last one is what people read as the result. */
static void
conclude_training (GradusTrainerThread *thread, guint64 reached)
{
  /* Who goes step by step has the last word. */
  const gboolean is_stopped =
      gradus_stepper_get_stop_cause (thread->stepper) != GRADUS_STOP_NONE && !thread->is_stepping;

  if (reached == thread->goal || is_stopped ||
      gradus_stepper_has_diverged (thread->stepper, NULL)) {
    gradus_stepper_finish (thread->stepper);
    thread->is_training = FALSE;
    thread->has_finished = (reached == thread->goal || is_stopped) && !thread->is_stepping;
  } else if (thread->halt > 0 && reached == thread->halt) {
    thread->is_training = FALSE;
  }
}

static void
advance_stepper (GradusTrainerThread *thread, guint64 until)
{
  const guint64 step = gradus_stepper_get_step (thread->stepper);
  const double start = get_seconds ();
  const guint64 reached = gradus_stepper_advance (
      thread->stepper, until, gradus_message_queue_get_attention (thread->requests));

  thread->seconds += get_seconds () - start;
  if (reached > step)
    measure_rate (thread, reached - step, get_seconds () - start);
  conclude_training (thread, reached);
}

static void
make_steps (GradusTrainerThread *thread)
{
  const guint64 step = gradus_stepper_get_step (thread->stepper), aim = find_aim (thread);
  const guint64 until = thread->is_racing ? gradus_race_advance (thread->race, thread->runner, step,
                                                                 thread->rate, aim)
                                          : aim;

  if (until > step)
    advance_stepper (thread, until);
  else if (aim > step)
    /* Whoever is behind wakes this thread through wake_thread() when it comes nearer. */
    gradus_message_queue_wait (thread->requests, INFINITY);
  publish_owed_snapshot (thread);
  if (follows_pace (thread))
    wait_for_pace (thread);
}

static void *
run_thread (void *data)
{
  GradusTrainerThread *thread = data;

  gradus_platform_begin_thread ("trainer", TRAINER_NICENESS);
  while (!thread->has_quit) {
    if (thread->is_training)
      make_steps (thread);
    else
      gradus_message_queue_wait (thread->requests, INFINITY);
    obey_messages (thread);
    look_after_race (thread);
  }
  /* Or the others would wait for a runner that comes no more. */
  gradus_trainer_thread_set_race (thread, NULL);
  return NULL;
}

/* -- The owner's side -------------------------------------------------------------------------- */

GradusTrainerThread *
gradus_trainer_thread_new (GradusStepper *stepper, GradusNotifier *notifier)
{
  GradusTrainerThread *thread = g_new0 (GradusTrainerThread, 1);

  thread->stepper = stepper;
  thread->requests = gradus_message_queue_new ();
  thread->answers = gradus_message_queue_new ();
  thread->notifier = notifier;
  return thread;
}

gboolean
gradus_trainer_thread_begin (GradusTrainerThread *thread, GError **error)
{
  const int failure = pthread_create (&thread->id, NULL, run_thread, thread);

  thread->has_begun = failure == 0;
  if (!thread->has_begun)
    g_set_error (
        error, G_IO_ERROR, (gint) g_io_error_from_errno (failure),
        "the system gives no further thread to train in (%s); close other runs or programs",
        g_strerror (failure));
  return thread->has_begun;
}

/* A message like others, so that what was asked before is still obeyed. */
static gboolean
obey_quit (GradusTrainerThread *thread, gpointer payload, GError **error)
{
  thread->has_quit = TRUE;
  return TRUE;
}

/* The stepper is freed only when the thread has ended. Answers that
 * the owner has not fetched by then are freed with the queue, and nobody is told them. */
void
gradus_trainer_thread_free (GradusTrainerThread *thread)
{
  GradusSnapshot *snapshot;

  if (thread->has_begun) {
    gradus_message_queue_push (thread->requests, gradus_message_new (obey_quit, NULL, NULL));
    pthread_join (thread->id, NULL);
  }
  snapshot = atomic_exchange (&thread->newest, NULL);
  g_clear_pointer (&snapshot, gradus_snapshot_unref);
  g_clear_pointer (&thread->draft, gradus_run_draft_unref);
  gradus_stepper_free (thread->stepper);
  gradus_message_queue_free (thread->requests);
  gradus_message_queue_free (thread->answers);
  g_free (thread);
}
