/* SPDX-License-Identifier: MIT */
#include "train/trainer.h"

#include <gio/gio.h>
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <unistd.h>

#include "train/cores.h"
#include "train/portrait.h"
#include "train/request.h"

/* Beside a window the trainer takes what is left of a busy machine, not more. */
#define TRAINER_NICENESS 10

/* What a window needs beside it. */
#define INTERFACE_CORES 1

/* At a bounded speed the thread wakes this often at most, and makes all steps that are due. */
#define SHORTEST_SLEEP 0.002

/* More than this behind, a machine too slow for the speed asked for does not try to catch up. */
#define LONGEST_LAG 0.1

/* What the thread alone touches. */
typedef struct {
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
  GradusLedger *ledger; /* the last one, … */
  guint64 recorded;     /* … that was made after so many changes; NULL: none yet */
  guint64 changes;      /* by requests, to what a ledger holds */

  /* The line that a bounded speed follows. */
  double pace_time;
  guint64 pace_step;
} Worker;

struct _GradusTrainer {
  Worker worker;

  /* The owner's alone. */
  pthread_t thread;
  guint64 sequence;
  GradusHistory *history;
  GradusHistory *layer_history;
  GradusTimeline *timeline;
  GradusDataset *dataset;
  GradusDataset *test_dataset; /* or NULL */
  gsize *offsets;              /* (layers), see gradus_trainer_get_offset() */

  /* Shared. */
  GradusRequestQueue *requests;
  _Atomic (GradusSnapshot *) newest;
  _Atomic (GradusLedger *) newest_ledger;
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
get_state (const Worker *worker)
{
  if (gradus_stepper_has_diverged (worker->stepper, NULL))
    return GRADUS_RUN_DIVERGED;
  if (worker->is_training)
    return GRADUS_RUN_TRAINING;
  return worker->has_finished ? GRADUS_RUN_FINISHED : GRADUS_RUN_PAUSED;
}

static void
publish (GradusTrainer *trainer, const GradusLook *look)
{
  Worker *worker = &trainer->worker;
  double start = now ();
  GradusSnapshot *snapshot =
      gradus_portrait_take (worker->stepper, gradus_stepper_fit_samples (worker->stepper), look);

  snapshot->sequence = worker->obeyed;
  snapshot->state = get_state (worker);
  gradus_stepper_has_diverged (worker->stepper, &snapshot->divergence);
  snapshot->seconds = worker->seconds;
  snapshot->seconds_to_make = now () - start;

  snapshot = atomic_exchange (&trainer->newest, snapshot);
  g_clear_pointer (&snapshot, gradus_snapshot_unref);
}

/* One that trains is paused when it is taken up again. */
static GradusRunState
get_resting_state (const Worker *worker)
{
  const GradusRunState state = get_state (worker);

  return state == GRADUS_RUN_TRAINING ? GRADUS_RUN_PAUSED : state;
}

static gboolean
is_recorded (const Worker *worker)
{
  return worker->ledger && worker->recorded == worker->changes &&
         worker->ledger->now->step == gradus_stepper_get_step (worker->stepper) &&
         worker->ledger->state == get_resting_state (worker);
}

/* Without memory for it the last one stays the newest. */
static void
publish_ledger (GradusTrainer *trainer)
{
  Worker *worker = &trainer->worker;
  GradusLedger *ledger = is_recorded (worker) ? NULL : gradus_stepper_make_ledger (worker->stepper);

  if (ledger) {
    ledger->state = get_resting_state (worker);
    ledger->seconds = worker->seconds;
    g_clear_pointer (&worker->ledger, gradus_ledger_unref);
    worker->ledger = ledger;
    worker->recorded = worker->changes;
  }
  if (!worker->ledger)
    return;
  ledger = atomic_exchange (&trainer->newest_ledger, gradus_ledger_ref (worker->ledger));
  g_clear_pointer (&ledger, gradus_ledger_unref);
}

static void
start_pace (Worker *worker)
{
  worker->pace_time = now ();
  worker->pace_step = gradus_stepper_get_step (worker->stepper);
}

/* In the race while it trains, out of it while it does not: nobody shall wait for a run that stands. */
static void
look_after_race (Worker *worker)
{
  const gboolean shall_race = worker->race && worker->is_training;

  if (shall_race == worker->is_racing)
    return;
  worker->is_racing = shall_race;
  if (shall_race)
    worker->runner = gradus_race_enter (worker->race, gradus_stepper_get_step (worker->stepper));
  else
    gradus_race_leave (worker->race, worker->runner);
}

static void
set_race (Worker *worker, GradusRace *race)
{
  if (worker->is_racing)
    gradus_race_leave (worker->race, worker->runner);
  worker->is_racing = FALSE;
  g_clear_pointer (&worker->race, gradus_race_unref);
  worker->race = race ? gradus_race_ref (race) : NULL;
}

static void
begin_training (Worker *worker, guint64 goal, gboolean is_stepping)
{
  worker->goal = goal;
  worker->is_stepping = is_stepping;
  worker->has_finished = FALSE;
  worker->is_training = goal > gradus_stepper_get_step (worker->stepper) &&
                        !gradus_stepper_has_diverged (worker->stepper, NULL);
  start_pace (worker);
}

static void
reset (Worker *worker)
{
  worker->is_training = FALSE;
  worker->has_finished = FALSE;
  worker->seconds = 0;
  gradus_stepper_reset (worker->stepper);
}

static void
restore (Worker *worker, const GradusCheckpoint *checkpoint)
{
  worker->is_training = FALSE;
  worker->has_finished = FALSE;
  gradus_stepper_restore (worker->stepper, checkpoint);
}

static void
obey (GradusTrainer *trainer, const GradusRequest *request)
{
  Worker *worker = &trainer->worker;
  guint64 step = gradus_stepper_get_step (worker->stepper);

  if (request->kind != GRADUS_REQUEST_LEDGER)
    worker->obeyed++;
  switch (request->kind) {
  case GRADUS_REQUEST_PLAY:
    begin_training (worker, (step / request->count + 1) * request->count, FALSE);
    break;
  case GRADUS_REQUEST_PAUSE:
    worker->is_training = FALSE;
    break;
  case GRADUS_REQUEST_STEP:
    begin_training (worker, step + request->count, TRUE);
    break;
  case GRADUS_REQUEST_RESET:
    worker->changes++;
    reset (worker);
    break;
  case GRADUS_REQUEST_RESTORE:
    worker->changes++;
    restore (worker, request->checkpoint);
    break;
  case GRADUS_REQUEST_RACE:
    set_race (worker, request->race);
    break;
  case GRADUS_REQUEST_SPEED:
    worker->speed = request->speed;
    start_pace (worker);
    break;
  case GRADUS_REQUEST_OPTIMISER:
    gradus_stepper_set_optimiser (worker->stepper, &request->optimiser);
    break;
  case GRADUS_REQUEST_LAYER:
    gradus_stepper_set_layer (worker->stepper, (guint) request->count, &request->layer);
    break;
  case GRADUS_REQUEST_DATA:
    gradus_stepper_set_data (worker->stepper, request->training, request->test, (guint) request->count);
    break;
  case GRADUS_REQUEST_WEIGHT:
    worker->changes++;
    gradus_stepper_set_weight (worker->stepper, (guint) request->count, request->parameter, request->value);
    break;
  case GRADUS_REQUEST_PROBE:
    gradus_looker_set_probe (gradus_stepper_get_looker (worker->stepper), request->probe);
    break;
  case GRADUS_REQUEST_SNAPSHOT:
    publish (trainer, &request->look);
    break;
  case GRADUS_REQUEST_LEDGER:
    publish_ledger (trainer);
    break;
  case GRADUS_REQUEST_QUIT:
    worker->has_quit = TRUE;
    break;
  }
}

static void
obey_requests (GradusTrainer *trainer)
{
  GradusRequest *request = gradus_request_queue_take (trainer->requests);

  while (request) {
    GradusRequest *next = request->next;

    obey (trainer, request);
    gradus_request_free (request);
    request = next;
  }
}

/* How far training may go now at a bounded speed: the first step is due at once. */
static guint64
find_due_step (Worker *worker)
{
  double elapsed = now () - worker->pace_time;
  guint64 due = worker->pace_step + 1 + (guint64) (elapsed * worker->speed);

  if ((double) due - (double) gradus_stepper_get_step (worker->stepper) >
      MAX (worker->speed * LONGEST_LAG, 2)) {
    start_pace (worker);
    due = worker->pace_step + 1;
  }
  return MIN (due, worker->goal);
}

static double
find_next_wake (const Worker *worker)
{
  double steps = (double) (gradus_stepper_get_step (worker->stepper) - worker->pace_step);

  return MAX (worker->pace_time + steps / worker->speed, now () + SHORTEST_SLEEP);
}

/* So many steps a second, as far as a few milliseconds tell. */
static void
measure_rate (Worker *worker, guint64 steps, double seconds)
{
  const double rate = seconds > 0 ? (double) steps / seconds : 0;

  worker->rate = worker->rate > 0 ? 0.7 * worker->rate + 0.3 * rate : rate;
}

static void
train (GradusTrainer *trainer)
{
  Worker *worker = &trainer->worker;
  const gboolean is_paced = worker->speed > 0 && !worker->is_stepping;
  const guint64 step = gradus_stepper_get_step (worker->stepper);
  guint64 until = is_paced ? find_due_step (worker) : worker->goal, reached;
  double start;

  if (worker->is_racing) {
    const guint64 limit = gradus_race_advance (worker->race, worker->runner, step, worker->rate);

    until = MIN (until, limit);
  }
  start = now ();
  reached =
      gradus_stepper_advance (worker->stepper, until, gradus_request_queue_get_attention (trainer->requests));
  worker->seconds += now () - start;
  if (reached > step)
    measure_rate (worker, reached - step, now () - start);
  if (reached == worker->goal || gradus_stepper_has_diverged (worker->stepper, NULL)) {
    gradus_stepper_finish (worker->stepper);
    worker->is_training = FALSE;
    worker->has_finished = reached == worker->goal && !worker->is_stepping;
  } else if (is_paced) {
    gradus_request_queue_wait (trainer->requests, find_next_wake (worker));
  }
}

static void *
run_thread (void *data)
{
  GradusTrainer *trainer = data;

  pthread_setname_np (pthread_self (), "trainer");
  setpriority (PRIO_PROCESS, (id_t) gettid (), TRAINER_NICENESS);
  while (!trainer->worker.has_quit) {
    if (trainer->worker.is_training)
      train (trainer);
    else
      gradus_request_queue_wait (trainer->requests, INFINITY);
    obey_requests (trainer);
    look_after_race (&trainer->worker);
  }
  set_race (&trainer->worker, NULL);
  return NULL;
}

/* -- The owner's side ------------------------------------------------------------------------------------ */

static void
send (GradusTrainer *trainer, GradusRequest request)
{
  if (request.kind != GRADUS_REQUEST_LEDGER)
    trainer->sequence++;
  gradus_request_queue_send (trainer->requests, &request);
}

static void
free_memory (GradusTrainer *trainer)
{
  GradusSnapshot *snapshot = atomic_exchange (&trainer->newest, NULL);
  GradusLedger *ledger = atomic_exchange (&trainer->newest_ledger, NULL);

  g_clear_pointer (&snapshot, gradus_snapshot_unref);
  g_clear_pointer (&ledger, gradus_ledger_unref);
  g_clear_pointer (&trainer->worker.ledger, gradus_ledger_unref);
  gradus_stepper_free (trainer->worker.stepper);
  gradus_history_unref (trainer->history);
  gradus_history_unref (trainer->layer_history);
  gradus_timeline_unref (trainer->timeline);
  g_free (trainer->offsets);
  g_clear_pointer (&trainer->test_dataset, gradus_dataset_unref);
  gradus_dataset_unref (trainer->dataset);
  gradus_request_queue_free (trainer->requests);
  g_free (trainer);
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

  trainer->worker.stepper = stepper;
  gradus_stepper_use_cores (stepper, MAX (gradus_cores_count (), INTERFACE_CORES + 1) - INTERFACE_CORES);
  trainer->history = gradus_history_ref (gradus_stepper_get_history (stepper));
  trainer->layer_history = gradus_history_ref (gradus_stepper_get_layer_history (stepper));
  trainer->timeline = gradus_timeline_ref (gradus_stepper_get_timeline (stepper));
  trainer->dataset = gradus_dataset_ref (gradus_stepper_get_dataset (stepper));
  if (gradus_stepper_get_test_dataset (stepper))
    trainer->test_dataset = gradus_dataset_ref (gradus_stepper_get_test_dataset (stepper));
  trainer->offsets = list_offsets (gradus_stepper_get_network (stepper));
  trainer->requests = gradus_request_queue_new ();
  return trainer;
}

/* Takes the trainer. */
static GradusTrainer *
start (GradusTrainer *trainer, GError **error)
{
  const int failure = pthread_create (&trainer->thread, NULL, run_thread, trainer);

  if (failure == 0)
    return trainer;
  g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (failure),
               "the system gives no further thread to train in (%s); close other runs or programs",
               g_strerror (failure));
  free_memory (trainer);
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
                         const GradusLedger *ledger, GError **error)
{
  GradusStepper *stepper = gradus_stepper_new_on (experiment, training, test, error);
  GradusTrainer *trainer;

  if (!stepper)
    return NULL;
  gradus_stepper_resume (stepper, ledger);
  trainer = make (stepper);
  trainer->worker.seconds = ledger->seconds;
  trainer->worker.has_finished = ledger->state == GRADUS_RUN_FINISHED;
  return start (trainer, error);
}

void
gradus_trainer_free (GradusTrainer *trainer)
{
  send (trainer, (GradusRequest){ .kind = GRADUS_REQUEST_QUIT });
  pthread_join (trainer->thread, NULL);
  free_memory (trainer);
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
gradus_trainer_ask (GradusTrainer *trainer, const GradusLook *look)
{
  send (trainer, (GradusRequest){ .kind = GRADUS_REQUEST_SNAPSHOT, .look = *look });
}

void
gradus_trainer_ask_ledger (GradusTrainer *trainer)
{
  send (trainer, (GradusRequest){ .kind = GRADUS_REQUEST_LEDGER });
}

GradusLedger *
gradus_trainer_take_ledger (GradusTrainer *trainer)
{
  return atomic_exchange (&trainer->newest_ledger, NULL);
}

GradusSnapshot *
gradus_trainer_take (GradusTrainer *trainer)
{
  return atomic_exchange (&trainer->newest, NULL);
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
