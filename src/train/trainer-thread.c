/* SPDX-License-Identifier: MIT */
#include "train/trainer-thread.h"

#include <gio/gio.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <unistd.h>

#include "train/snapshot-take.h"

/* Beside a window the trainer takes what is left of a busy machine, not more. */
#define TRAINER_NICENESS 10

/* At a bounded speed the thread wakes this often at most, and makes all steps that are due. */
#define SHORTEST_SLEEP 0.002

/* More than this behind, a machine too slow for the speed asked for does not try to catch up. */
#define LONGEST_LAG 0.1

struct _GradusTrainerThread {
  /* The thread's alone, once it has begun. */
  GradusStepper *stepper;
  guint64 obeyed;
  gboolean is_training;
  gboolean is_stepping; /* single steps were asked for: they ignore the speed, and end in a pause */
  gboolean has_finished;
  gboolean has_quit;
  guint64 goal;
  double speed; /* 0: unbounded */
  double seconds;
  GradusRace *race; /* NULL: trains alone */
  gboolean is_racing;
  guint runner;
  double rate;          /* steps a second, lately; 0: not known */
  GradusRunDraft *draft; /* the last one, … */
  guint64 recorded;     /* … that was made after so many changes; NULL: none yet */
  guint64 changes;      /* by requests, to what a draft holds */

  /* The line that a bounded speed follows. */
  double pace_time;
  guint64 pace_step;

  /* The owner's alone. */
  pthread_t id;
  gboolean has_begun;

  /* Shared. */
  GradusRequestQueue *requests;
  _Atomic (GradusSnapshot *) newest;
  _Atomic (GradusRunDraft *) newest_draft;
};

static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return (double) time.tv_sec + 1e-9 * (double) time.tv_nsec;
}

/* -- The thread ------------------------------------------------------------------------------------------ */

static GradusRunState
get_state (const GradusTrainerThread *thread)
{
  if (gradus_stepper_has_diverged (thread->stepper, NULL))
    return GRADUS_RUN_DIVERGED;
  if (thread->is_training)
    return GRADUS_RUN_TRAINING;
  return thread->has_finished ? GRADUS_RUN_FINISHED : GRADUS_RUN_PAUSED;
}

static void
publish (GradusTrainerThread *thread, const GradusSnapshotNeeds *look)
{
  double start = now ();
  GradusSnapshot *snapshot =
      gradus_snapshot_take (thread->stepper, gradus_stepper_fit_samples (thread->stepper), look);

  snapshot->sequence = thread->obeyed;
  snapshot->state = get_state (thread);
  gradus_stepper_has_diverged (thread->stepper, &snapshot->divergence);
  snapshot->seconds = thread->seconds;
  snapshot->seconds_to_make = now () - start;

  snapshot = atomic_exchange (&thread->newest, snapshot);
  g_clear_pointer (&snapshot, gradus_snapshot_unref);
}

/* One that trains is paused when it is taken up again. */
static GradusRunState
get_resting_state (const GradusTrainerThread *thread)
{
  const GradusRunState state = get_state (thread);

  return state == GRADUS_RUN_TRAINING ? GRADUS_RUN_PAUSED : state;
}

static gboolean
is_recorded (const GradusTrainerThread *thread)
{
  return thread->draft && thread->recorded == thread->changes &&
         thread->draft->now->step == gradus_stepper_get_step (thread->stepper) &&
         thread->draft->state == get_resting_state (thread);
}

/* Without memory for it the last one stays the newest. */
static void
publish_draft (GradusTrainerThread *thread)
{
  GradusRunDraft *draft = is_recorded (thread) ? NULL : gradus_stepper_make_draft (thread->stepper);

  if (draft) {
    draft->state = get_resting_state (thread);
    draft->seconds = thread->seconds;
    g_clear_pointer (&thread->draft, gradus_run_draft_unref);
    thread->draft = draft;
    thread->recorded = thread->changes;
  }
  if (!thread->draft)
    return;
  draft = atomic_exchange (&thread->newest_draft, gradus_run_draft_ref (thread->draft));
  g_clear_pointer (&draft, gradus_run_draft_unref);
}

static void
start_pace (GradusTrainerThread *thread)
{
  thread->pace_time = now ();
  thread->pace_step = gradus_stepper_get_step (thread->stepper);
}

/* In the race while it trains, out of it while it does not: nobody shall wait for a run that stands. */
static void
look_after_race (GradusTrainerThread *thread)
{
  const gboolean shall_race = thread->race && thread->is_training;

  if (shall_race == thread->is_racing)
    return;
  thread->is_racing = shall_race;
  if (shall_race)
    thread->runner = gradus_race_enter (thread->race, gradus_stepper_get_step (thread->stepper));
  else
    gradus_race_leave (thread->race, thread->runner);
}

static void
set_race (GradusTrainerThread *thread, GradusRace *race)
{
  if (thread->is_racing)
    gradus_race_leave (thread->race, thread->runner);
  thread->is_racing = FALSE;
  g_clear_pointer (&thread->race, gradus_race_unref);
  thread->race = race ? gradus_race_ref (race) : NULL;
}

static void
begin_training (GradusTrainerThread *thread, guint64 goal, gboolean is_stepping)
{
  thread->goal = goal;
  thread->is_stepping = is_stepping;
  thread->has_finished = FALSE;
  thread->is_training = goal > gradus_stepper_get_step (thread->stepper) &&
                        !gradus_stepper_has_diverged (thread->stepper, NULL);
  start_pace (thread);
}

static void
reset (GradusTrainerThread *thread)
{
  thread->is_training = FALSE;
  thread->has_finished = FALSE;
  thread->seconds = 0;
  gradus_stepper_reset (thread->stepper);
}

static void
restore (GradusTrainerThread *thread, const GradusCheckpoint *checkpoint)
{
  thread->is_training = FALSE;
  thread->has_finished = FALSE;
  gradus_stepper_restore (thread->stepper, checkpoint);
}

static void
obey (GradusTrainerThread *thread, const GradusRequest *request)
{
  guint64 step = gradus_stepper_get_step (thread->stepper);

  if (request->kind != GRADUS_REQUEST_DRAFT)
    thread->obeyed++;
  switch (request->kind) {
  case GRADUS_REQUEST_PLAY:
    begin_training (thread, (step / request->count + 1) * request->count, FALSE);
    break;
  case GRADUS_REQUEST_PAUSE:
    thread->is_training = FALSE;
    break;
  case GRADUS_REQUEST_STEP:
    begin_training (thread, step + request->count, TRUE);
    break;
  case GRADUS_REQUEST_RESET:
    thread->changes++;
    reset (thread);
    break;
  case GRADUS_REQUEST_RESTORE:
    thread->changes++;
    restore (thread, request->checkpoint);
    break;
  case GRADUS_REQUEST_RACE:
    set_race (thread, request->race);
    break;
  case GRADUS_REQUEST_SPEED:
    thread->speed = request->speed;
    start_pace (thread);
    break;
  case GRADUS_REQUEST_OPTIMISER:
    gradus_stepper_set_optimiser (thread->stepper, &request->optimiser);
    break;
  case GRADUS_REQUEST_LAYER:
    gradus_stepper_set_layer (thread->stepper, (guint) request->count, &request->layer);
    break;
  case GRADUS_REQUEST_DATA:
    gradus_stepper_set_data (thread->stepper, request->training, request->test, (guint) request->count);
    break;
  case GRADUS_REQUEST_WEIGHT:
    thread->changes++;
    gradus_stepper_set_weight (thread->stepper, (guint) request->count, request->parameter, request->value);
    break;
  case GRADUS_REQUEST_PROBE:
    gradus_observer_set_probe (gradus_stepper_get_observer (thread->stepper), request->probe);
    break;
  case GRADUS_REQUEST_SNAPSHOT:
    publish (thread, &request->look);
    break;
  case GRADUS_REQUEST_DRAFT:
    publish_draft (thread);
    break;
  case GRADUS_REQUEST_QUIT:
    thread->has_quit = TRUE;
    break;
  }
}

static void
obey_requests (GradusTrainerThread *thread)
{
  GradusRequest *request = gradus_request_queue_take (thread->requests);

  while (request) {
    GradusRequest *next = request->next;

    obey (thread, request);
    gradus_request_free (request);
    request = next;
  }
}

/* How far training may go now at a bounded speed: the first step is due at once. */
static guint64
find_due_step (GradusTrainerThread *thread)
{
  double elapsed = now () - thread->pace_time;
  guint64 due = thread->pace_step + 1 + (guint64) (elapsed * thread->speed);

  if ((double) due - (double) gradus_stepper_get_step (thread->stepper) >
      MAX (thread->speed * LONGEST_LAG, 2)) {
    start_pace (thread);
    due = thread->pace_step + 1;
  }
  return MIN (due, thread->goal);
}

static double
find_next_wake (const GradusTrainerThread *thread)
{
  double steps = (double) (gradus_stepper_get_step (thread->stepper) - thread->pace_step);

  return MAX (thread->pace_time + steps / thread->speed, now () + SHORTEST_SLEEP);
}

/* So many steps a second, as far as a few milliseconds tell. */
static void
measure_rate (GradusTrainerThread *thread, guint64 steps, double seconds)
{
  const double rate = seconds > 0 ? (double) steps / seconds : 0;

  thread->rate = thread->rate > 0 ? 0.7 * thread->rate + 0.3 * rate : rate;
}

static void
train (GradusTrainerThread *thread)
{
  const gboolean is_paced = thread->speed > 0 && !thread->is_stepping;
  const guint64 step = gradus_stepper_get_step (thread->stepper);
  guint64 until = is_paced ? find_due_step (thread) : thread->goal, reached;
  double start;

  if (thread->is_racing) {
    const guint64 limit = gradus_race_advance (thread->race, thread->runner, step, thread->rate);

    until = MIN (until, limit);
  }
  start = now ();
  reached =
      gradus_stepper_advance (thread->stepper, until, gradus_request_queue_get_attention (thread->requests));
  thread->seconds += now () - start;
  if (reached > step)
    measure_rate (thread, reached - step, now () - start);
  if (reached == thread->goal || gradus_stepper_has_diverged (thread->stepper, NULL)) {
    gradus_stepper_finish (thread->stepper);
    thread->is_training = FALSE;
    thread->has_finished = reached == thread->goal && !thread->is_stepping;
  } else if (is_paced) {
    gradus_request_queue_wait (thread->requests, find_next_wake (thread));
  }
}

static void *
run_thread (void *data)
{
  GradusTrainerThread *thread = data;

  pthread_setname_np (pthread_self (), "trainer");
  setpriority (PRIO_PROCESS, (id_t) gettid (), TRAINER_NICENESS);
  while (!thread->has_quit) {
    if (thread->is_training)
      train (thread);
    else
      gradus_request_queue_wait (thread->requests, INFINITY);
    obey_requests (thread);
    look_after_race (thread);
  }
  set_race (thread, NULL);
  return NULL;
}

/* -- The owner's side ------------------------------------------------------------------------------------ */

GradusTrainerThread *
gradus_trainer_thread_new (GradusStepper *stepper)
{
  GradusTrainerThread *thread = g_new0 (GradusTrainerThread, 1);

  thread->stepper = stepper;
  thread->requests = gradus_request_queue_new ();
  return thread;
}

void
gradus_trainer_thread_resume (GradusTrainerThread *thread, double seconds, gboolean has_finished)
{
  g_return_if_fail (!thread->has_begun);

  thread->seconds = seconds;
  thread->has_finished = has_finished;
}

gboolean
gradus_trainer_thread_begin (GradusTrainerThread *thread, GError **error)
{
  const int failure = pthread_create (&thread->id, NULL, run_thread, thread);

  thread->has_begun = failure == 0;
  if (!thread->has_begun)
    g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (failure),
                 "the system gives no further thread to train in (%s); close other runs or programs",
                 g_strerror (failure));
  return thread->has_begun;
}

void
gradus_trainer_thread_send (GradusTrainerThread *thread, const GradusRequest *request)
{
  gradus_request_queue_send (thread->requests, request);
}

GradusSnapshot *
gradus_trainer_thread_take_snapshot (GradusTrainerThread *thread)
{
  return atomic_exchange (&thread->newest, NULL);
}

GradusRunDraft *
gradus_trainer_thread_take_draft (GradusTrainerThread *thread)
{
  return atomic_exchange (&thread->newest_draft, NULL);
}

static void
end (GradusTrainerThread *thread)
{
  gradus_trainer_thread_send (thread, &(GradusRequest){ .kind = GRADUS_REQUEST_QUIT });
  pthread_join (thread->id, NULL);
}

void
gradus_trainer_thread_free (GradusTrainerThread *thread)
{
  GradusSnapshot *snapshot;
  GradusRunDraft *draft;

  if (thread->has_begun)
    end (thread);
  snapshot = gradus_trainer_thread_take_snapshot (thread);
  draft = gradus_trainer_thread_take_draft (thread);
  g_clear_pointer (&snapshot, gradus_snapshot_unref);
  g_clear_pointer (&draft, gradus_run_draft_unref);
  g_clear_pointer (&thread->draft, gradus_run_draft_unref);
  gradus_stepper_free (thread->stepper);
  gradus_request_queue_free (thread->requests);
  g_free (thread);
}
