/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <gio/gio.h>
#include <string.h>

#include "diverging.h"
#include "data/feature.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "experiment/samples.h"
#include "train/stepper.h"
#include "train/trainer.h"

static const GradusSnapshotNeeds *
make_needs (guint grid_size)
{
  static GradusSnapshotNeeds needs;

  needs = GRADUS_SNAPSHOT_NEEDS_NONE;
  needs.grid_size = grid_size;
  return &needs;
}

/* Waits for a snapshot that was taken after all that was asked for until now; the caller's own. */
static GradusSnapshot *
look (GradusTrainer *trainer, guint grid)
{
  const guint64 sequence = gradus_trainer_get_sequence (trainer);
  const GradusSnapshot *snapshot;

  gradus_trainer_want_more (trainer);
  do {
    while (!gradus_trainer_refresh (trainer, make_needs (grid)))
      g_main_context_iteration (NULL, TRUE);
    snapshot = gradus_trainer_get_snapshot (trainer);
  } while (snapshot->sequence <= sequence);
  return gradus_snapshot_ref ((GradusSnapshot *) snapshot);
}

/* Looks until training has ended. */
static GradusSnapshot *
wait_for_end (GradusTrainer *trainer)
{
  for (;;) {
    GradusSnapshot *snapshot = look (trainer, 16);

    if (snapshot->state != GRADUS_RUN_TRAINING)
      return snapshot;
    gradus_snapshot_unref (snapshot);
    g_usleep (1000);
  }
}

static GradusTrainer *
make_trainer (const char *id)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make (id);

  return gradus_trainer_new (experiment, NULL);
}

static void
check_same (const GradusSnapshot *snapshot, GradusStepper *stepper)
{
  const GradusMetrics *metrics = gradus_stepper_measure (stepper, 0);

  g_assert_cmpuint (snapshot->metrics.step, ==, metrics->step);
  g_assert_true (memcmp (&snapshot->metrics.cost, &metrics->cost, sizeof (double)) == 0);
  g_assert_cmpmem (snapshot->metrics.gradient_norms, snapshot->n_layers * sizeof (float),
                   metrics->gradient_norms, snapshot->n_layers * sizeof (float));
}

/* Step N has the same bits at full speed, at a bounded speed, in single steps, and with pauses in
 * between. */
static void
test_same_bits (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-deep-relu");
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);
  g_autoptr (GradusTrainer) trainer = gradus_trainer_new (experiment, NULL);
  GradusSnapshot *snapshot;
  atomic_bool never = FALSE;

  gradus_trainer_step (trainer, 1);
  gradus_trainer_step (trainer, 6);
  gradus_trainer_set_speed (trainer, 20000);
  gradus_trainer_play (trainer, 3000);
  snapshot = wait_for_end (trainer);
  gradus_stepper_advance (stepper, 3000, &never);
  check_same (snapshot, stepper);
  gradus_snapshot_unref (snapshot);

  gradus_trainer_set_speed (trainer, 0);
  for (guint i = 0; i < 5; i++) {
    gradus_trainer_play (trainer, 60000);
    gradus_snapshot_unref (look (trainer, 32));
    gradus_trainer_pause (trainer);
    gradus_snapshot_unref (look (trainer, 0));
  }
  gradus_trainer_play (trainer, 60000);
  snapshot = wait_for_end (trainer);
  g_assert_cmpuint (snapshot->state, ==, GRADUS_RUN_FINISHED);
  gradus_stepper_advance (stepper, 60000, &never);
  check_same (snapshot, stepper);
  gradus_snapshot_unref (snapshot);
}

/* The history, too, follows from the steps alone. */
static void
test_same_history (void)
{
  g_autoptr (GradusTrainer) plain = make_trainer ("xor");
  g_autoptr (GradusTrainer) watched = make_trainer ("xor");
  g_auto (GradusSeries) a = { 0 };
  g_auto (GradusSeries) b = { 0 };

  gradus_trainer_play (plain, 50000);
  gradus_trainer_play (watched, 50000);
  for (guint i = 0; i < 20; i++)
    gradus_snapshot_unref (look (watched, 20));
  gradus_snapshot_unref (wait_for_end (watched));
  gradus_snapshot_unref (wait_for_end (plain));
  gradus_history_read (gradus_trainer_get_history (plain), &a);
  gradus_history_read (gradus_trainer_get_history (watched), &b);
  g_assert_cmpmem (a.steps, a.n_points * 8, b.steps, b.n_points * 8);
  g_assert_cmpmem (a.costs, a.n_points * 8, b.costs, b.n_points * 8);
}

static void
count (gpointer n)
{
  ++*(guint *) n;
}

/* What the main context has to do in so many microseconds. */
static void
iterate_for (gint64 time)
{
  const gint64 end = g_get_monotonic_time () + time;

  do {
    while (g_main_context_iteration (NULL, FALSE))
      ;
    g_usleep (500);
  } while (g_get_monotonic_time () < end);
}

/* Nothing is published that nobody asked for: of one refresh the listener hears once, of the
 * snapshot that it asked for, or, on a busy machine, of the time at which it may be asked for. */
static void
test_one_snapshot_a_refresh (void)
{
  g_autoptr (GradusTrainer) trainer = make_trainer ("xor");
  guint n_news = 0, n_snapshots = 0;

  gradus_trainer_play (trainer, G_MAXUINT32);
  gradus_trainer_set_listener (trainer, count, &n_news);
  iterate_for (0);
  g_assert_cmpuint (n_news, ==, 1); /* for both: there is something to refresh for */
  g_assert_false (gradus_trainer_refresh (trainer, make_needs (0)));
  while (n_snapshots < 5) {
    n_news = 0;
    while (!n_news)
      g_main_context_iteration (NULL, TRUE);
    iterate_for (5000);
    g_assert_cmpuint (n_news, ==, 1);
    n_snapshots += gradus_trainer_refresh (trainer, make_needs (0));
  }
}

/* Returns the step at which it then stands. */
static guint64
pause_and_look (GradusTrainer *trainer)
{
  g_autoptr (GradusSnapshot) snapshot = NULL;

  gradus_trainer_pause (trainer);
  snapshot = look (trainer, 0);
  g_assert_cmpuint (snapshot->state, ==, GRADUS_RUN_PAUSED);
  return snapshot->metrics.step;
}

/* Never faster than asked for, by the clock of the test; and not standing still. */
static void
test_speed (void)
{
  g_autoptr (GradusTrainer) trainer = make_trainer ("xor");
  const double speeds[] = { 1, 50, 1000, 20000 };
  guint64 step = 0;

  for (guint i = 0; i < G_N_ELEMENTS (speeds); i++) {
    gint64 start = g_get_monotonic_time ();
    guint64 reached;

    gradus_trainer_set_speed (trainer, speeds[i]);
    gradus_trainer_play (trainer, G_MAXUINT32);
    do {
      GradusSnapshot *snapshot = look (trainer, 0);
      double elapsed = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;

      reached = snapshot->metrics.step;
      g_assert_cmpuint (snapshot->state, ==, GRADUS_RUN_TRAINING);
      g_assert_cmpfloat ((double) (reached - step), <=, 2 + elapsed * speeds[i]);
      gradus_snapshot_unref (snapshot);
      g_usleep (2000);
    } while (reached < step + 1 + 0.1 * speeds[i]);
    step = pause_and_look (trainer);
  }
}

static void
test_pause_and_reset (void)
{
  g_autoptr (GradusTrainer) trainer = make_trainer ("xor-deep-relu");
  g_autoptr (GradusSnapshot) paused = NULL;
  g_autoptr (GradusSnapshot) still = NULL;
  g_autoptr (GradusSnapshot) reset = NULL;
  g_auto (GradusSeries) series = { 0 };

  gradus_trainer_play (trainer, G_MAXUINT32);
  g_usleep (5000);
  gradus_trainer_pause (trainer);
  paused = look (trainer, 0);
  g_assert_cmpuint (paused->state, ==, GRADUS_RUN_PAUSED);
  g_usleep (10000);
  still = look (trainer, 0);
  g_assert_cmpuint (paused->metrics.step, ==, still->metrics.step);
  gradus_trainer_reset (trainer);
  reset = look (trainer, 0);
  g_assert_cmpuint (reset->metrics.step, ==, 0);
  g_assert_cmpfloat (reset->seconds, ==, 0);
  gradus_history_read (gradus_trainer_get_history (trainer), &series);
  g_assert_cmpuint (series.n_points, ==, 1);
}

/* Learning rate and activation act on the running training. */
static void
test_live_changes (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-deep-sigmoid");
  g_autoptr (GradusTrainer) trainer = make_trainer ("xor-deep-sigmoid");
  g_autoptr (GradusSnapshot) sigmoid = NULL;
  g_autoptr (GradusSnapshot) solved = NULL;

  gradus_trainer_play (trainer, 20000);
  sigmoid = wait_for_end (trainer);
  g_assert_cmpfloat_with_epsilon (sigmoid->metrics.cost, 0.6931, 1e-3);
  for (guint i = 0; i < 10; i++) {
    GradusLayerSpec spec = *gradus_experiment_get_layer (experiment, i);

    spec.activation = gradus_activation_make (GRADUS_ACTIVATION_TANH);
    gradus_trainer_set_layer (trainer, i, &spec);
  }
  experiment->optimiser.learning_rate = 0.05;
  gradus_trainer_set_optimiser (trainer, &experiment->optimiser);
  gradus_trainer_play (trainer, 200000);
  solved = wait_for_end (trainer);
  g_assert_cmpuint (solved->metrics.step, ==, 200000);
  g_assert_cmpfloat (solved->metrics.cost, <, 0.01);
}

static void
test_divergence (void)
{
  g_autoptr (GradusExperiment) experiment = make_diverging_experiment ();
  g_autoptr (GradusTrainer) trainer = NULL;
  g_autoptr (GradusSnapshot) diverged = NULL;
  g_autoptr (GradusSnapshot) reset = NULL;

  trainer = gradus_trainer_new (experiment, NULL);
  gradus_trainer_play (trainer, 100000);
  diverged = wait_for_end (trainer);
  g_assert_cmpuint (diverged->state, ==, GRADUS_RUN_DIVERGED);
  g_assert_cmpuint (diverged->divergence.step, ==, diverged->metrics.step);
  g_assert_cmpuint (diverged->divergence.layer, <, 3);
  gradus_trainer_reset (trainer);
  reset = look (trainer, 0);
  g_assert_cmpuint (reset->state, ==, GRADUS_RUN_PAUSED);
}

typedef struct {
  guint n;
  GError *error;
} Answer;

static void
on_answer (gpointer asker, const GError *error)
{
  Answer *answer = asker;

  answer->n++;
  g_clear_error (&answer->error);
  answer->error = error ? g_error_copy (error) : NULL;
}

/* The owner's samples become others only when the trainer has taken them up; where it refuses them,
 * the asker is told, and owner and trainer go on with the same ones. */
static void
test_set_data (void)
{
  g_autoptr (GradusTrainer) trainer = make_trainer ("xor");
  g_autoptr (GradusDataset) other = NULL, none = NULL, fitting = NULL, test = NULL;
  GradusDataset *before = gradus_trainer_get_dataset (trainer);
  const GradusDataSpec wide = gradus_data_spec_make (gradus_generator_find ("spiral"));
  GradusDataSpec features = wide;
  g_autoptr (GradusSnapshot) snapshot = NULL, changed = NULL;
  Answer answer = { 0 };

  features.features = GRADUS_FEATURES_PLAIN | 1u << GRADUS_FEATURE_X2;
  g_assert_true (gradus_samples_make (&features, 1, &other, &none, NULL));
  gradus_trainer_set_data (trainer, other, none, 0, on_answer, &answer);
  g_assert_true (gradus_trainer_get_dataset (trainer) == before);
  while (answer.n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT);
  g_assert_true (gradus_trainer_get_dataset (trainer) == before);
  snapshot = look (trainer, 0);
  g_assert_cmpuint (snapshot->n_samples, ==, 4);

  g_assert_true (gradus_samples_make (&wide, 1, &fitting, &test, NULL));
  gradus_trainer_set_data (trainer, fitting, test, 0, on_answer, &answer);
  while (answer.n == 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (answer.error);
  g_assert_true (gradus_trainer_get_dataset (trainer) == fitting);
  g_assert_true (gradus_trainer_get_test_dataset (trainer) == test);
  changed = look (trainer, 0);
  g_assert_cmpuint (changed->n_samples, ==, fitting->n_samples);
}

/* A snapshot of other samples does not come before the owner knows of them. */
static void
test_data_before_snapshot (void)
{
  g_autoptr (GradusTrainer) trainer = make_trainer ("xor");
  const GradusDataSpec spec = gradus_data_spec_make (gradus_generator_find ("spiral"));
  g_autoptr (GradusDataset) training = NULL, test = NULL;
  Answer answer = { 0 };

  g_assert_true (gradus_samples_make (&spec, 1, &training, &test, NULL));
  gradus_trainer_set_data (trainer, training, test, 0, on_answer, &answer);
  g_assert_false (gradus_trainer_refresh (trainer, make_needs (0)));
  g_usleep (50000);
  g_assert_false (gradus_trainer_refresh (trainer, make_needs (0)));
  while (answer.n == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gradus_trainer_refresh (trainer, make_needs (0)));
  g_assert_cmpuint (gradus_trainer_get_snapshot (trainer)->n_samples, ==,
                    gradus_trainer_get_dataset (trainer)->n_samples);
}

typedef struct {
  GradusTrainer *trainer;
  GradusSnapshotNeeds needs;
  guint n_snapshots;
  double seconds; /* that they took from training, all but the last */
  double last;
} Watch;

/* As a window that draws at once whatever has come. */
static void
watch (gpointer data)
{
  Watch *self = data;

  if (!gradus_trainer_refresh (self->trainer, &self->needs))
    return;
  self->n_snapshots++;
  self->seconds += self->last;
  self->last = gradus_trainer_get_snapshot (self->trainer)->seconds_to_make;
}

/* However long a snapshot takes, training has most of the time, and still there are some. */
static void
test_share_of_snapshots (void)
{
  g_autoptr (GradusExperiment) xor = gradus_builtin_make ("xor-deep-sigmoid");
  g_autoptr (GradusExperiment) wide = gradus_experiment_set (xor,
                                                             (const char *const[]){
                                                                 "network.hidden.units=160", NULL },
                                                             NULL);
  g_autoptr (GradusTrainer) trainer = gradus_trainer_new (wide, NULL);
  Watch self = { trainer, *make_needs (200) };
  const gint64 start = g_get_monotonic_time ();
  double share;

  gradus_trainer_set_listener (trainer, watch, &self);
  gradus_trainer_play (trainer, G_MAXUINT32);
  while (self.n_snapshots < 8)
    g_main_context_iteration (NULL, TRUE);
  share = self.seconds * G_USEC_PER_SEC / (double) (g_get_monotonic_time () - start);
  g_test_message ("a snapshot takes %.1f ms, all of them %.0f %% of the time", self.last * 1e3,
                  share * 100);
  g_assert_cmpfloat (share, <=, 0.2);
  g_assert_cmpfloat (share, >=, 0.02);
}

/* Frames in which nothing happens bring no snapshot; a request does, and another need, at once. */
static void
test_quiet_frames (void)
{
  g_autoptr (GradusTrainer) trainer = make_trainer ("xor");
  Watch self = { trainer, *make_needs (0) };
  guint64 n_snapshots;

  gradus_trainer_set_listener (trainer, watch, &self);
  gradus_trainer_set_speed (trainer, 5);
  gradus_trainer_play (trainer, G_MAXUINT32);
  iterate_for (G_USEC_PER_SEC);
  g_assert_cmpuint (self.n_snapshots, <=, 10);

  gradus_trainer_set_speed (trainer, 0.05);
  do {
    n_snapshots = self.n_snapshots;
    iterate_for (100000);
  } while (self.n_snapshots > n_snapshots);
  self.needs = *make_needs (20);
  gradus_trainer_want_more (trainer);
  while (gradus_trainer_get_snapshot (trainer)->grid_size != 20)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (self.n_snapshots, ==, n_snapshots + 1);
  gradus_trainer_set_weight (trainer, 0, 0, 7);
  while (self.n_snapshots == n_snapshots + 1)
    g_main_context_iteration (NULL, TRUE);
  gradus_trainer_pause (trainer);
  while (!gradus_trainer_is_settled (trainer))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (self.n_snapshots, <=, n_snapshots + 4);
}

static void
free_trainer (gpointer trainer, const GError *error)
{
  gradus_trainer_free (trainer);
}

/* Whoever is answered may have had enough of it. */
static void
test_free_in_answer (void)
{
  GradusTrainer *trainer = make_trainer ("xor");
  g_autoptr (GradusDataset) training = gradus_dataset_ref (gradus_trainer_get_dataset (trainer));
  Answer answer = { 0 };

  gradus_trainer_set_data (trainer, training, NULL, 0, free_trainer, trainer);
  gradus_trainer_set_data (trainer, training, NULL, 0, on_answer, &answer);
  g_usleep (20000);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (answer.n, ==, 0);
}

/* Ends in the middle of everything. */
static void
test_free_while_training (void)
{
  for (guint i = 0; i < 50; i++) {
    GradusTrainer *trainer = make_trainer (i % 2 ? "xor-deep-relu" : "xor");

    gradus_trainer_set_speed (trainer, i % 3 ? 0 : 5);
    gradus_trainer_play (trainer, G_MAXUINT32);
    gradus_trainer_refresh (trainer, make_needs (32));
    g_usleep (i * 50);
    gradus_trainer_free (trainer);
  }
}

/* A reader at a frame's pace and faster, while the writer thins. */
static void
test_reading_while_training (void)
{
  g_autoptr (GradusTrainer) trainer = make_trainer ("xor");
  g_auto (GradusSeries) series = { 0 };
  guint64 last = 0;

  gradus_trainer_play (trainer, G_MAXUINT32);
  for (guint i = 0; i < 300; i++) {
    gradus_snapshot_unref (look (trainer, i % 2 ? 0 : 24));
    gradus_history_read (gradus_trainer_get_history (trainer), &series);
    g_assert_cmpuint (series.steps[0], ==, 0);
    g_assert_cmpuint (series.steps[series.n_points - 1], >=, last);
    last = series.steps[series.n_points - 1];
    if (i == 150) {
      gradus_trainer_reset (trainer);
      gradus_trainer_play (trainer, G_MAXUINT32);
      gradus_snapshot_unref (look (trainer, 0));
      last = 0;
    }
  }
}

void
add_trainer_tests (void)
{
  g_test_add_func ("/trainer/same-bits", test_same_bits);
  g_test_add_func ("/trainer/same-history", test_same_history);
  g_test_add_func ("/trainer/one-snapshot-a-refresh", test_one_snapshot_a_refresh);
  g_test_add_func ("/trainer/share-of-snapshots", test_share_of_snapshots);
  g_test_add_func ("/trainer/quiet-frames", test_quiet_frames);
  g_test_add_func ("/trainer/speed", test_speed);
  g_test_add_func ("/trainer/pause-and-reset", test_pause_and_reset);
  g_test_add_func ("/trainer/live-changes", test_live_changes);
  g_test_add_func ("/trainer/divergence", test_divergence);
  g_test_add_func ("/trainer/set-data", test_set_data);
  g_test_add_func ("/trainer/data-before-snapshot", test_data_before_snapshot);
  g_test_add_func ("/trainer/free-in-answer", test_free_in_answer);
  g_test_add_func ("/trainer/free-while-training", test_free_while_training);
  g_test_add_func ("/trainer/reading-while-training", test_reading_while_training);
}
