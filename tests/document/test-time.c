/* SPDX-License-Identifier: MIT */
#include "tests.h"


/* Moments of a run that can be gone back to, gone on from, and reached at the same time as another
 * run. */
#include <math.h>
#include <string.h>

#include "experiment/builtin.h"
#include "document/run.h"
#include "train/pace.h"
#include "train/stepper.h"

static GradusExperiment *
make_mixed (void)
{
  GradusExperiment *experiment = gradus_builtin_make ("spiral");
  GradusLayerSpec dropout = gradus_layer_spec_make (&gradus_dropout_class);
  GradusLayerSpec normalisation = gradus_layer_spec_make (&gradus_batch_normalisation_class);

  gradus_experiment_insert_layer (experiment, 1, &dropout);
  gradus_experiment_insert_layer (experiment, 2, &normalisation);
  return experiment;
}

static void
check_goes_on (const GradusExperiment *experiment, guint64 steps)
{
  g_autoptr (GradusStepper) whole = gradus_stepper_new (experiment, NULL);
  g_autoptr (GPtrArray) checkpoints =
      g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_checkpoint_unref);
  gsize n = gradus_network_count_state (gradus_stepper_get_network (whole));
  g_autofree float *expected = g_new (float, n), *found = g_new (float, n);
  guint64 revision = 0;
  atomic_bool never = FALSE;

  gradus_stepper_advance (whole, steps, &never);
  gradus_network_save_state (gradus_stepper_get_network (whole), expected);
  g_assert_true (
      gradus_timeline_read (gradus_stepper_get_timeline (whole), &revision, checkpoints));
  g_assert_cmpuint (checkpoints->len, >, 8);
  for (guint i = 0; i < checkpoints->len; i += 7) {
    const GradusCheckpoint *checkpoint = g_ptr_array_index (checkpoints, i);
    g_autoptr (GradusStepper) part = gradus_stepper_new (experiment, NULL);

    gradus_stepper_restore (part, checkpoint);
    g_assert_cmpuint (gradus_stepper_get_step (part), ==, checkpoint->step);
    gradus_stepper_advance (part, steps, &never);
    gradus_network_save_state (gradus_stepper_get_network (part), found);
    g_assert_cmpmem (found, n * sizeof (float), expected, n * sizeof (float));
  }
}

/* From every checkpoint to the same bits, moments, epochs, dropout and running means included. */
static void
test_goes_on (void)
{
  g_autoptr (GradusExperiment) relu = gradus_builtin_make ("xor-deep-relu");
  g_autoptr (GradusExperiment) mixed = make_mixed ();

  check_goes_on (relu, 3000);
  check_goes_on (mixed, 1500);
}

/* Bounded, from the start on, denser there, and the same whoever looks in between. */
static void
test_timeline (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("spiral");
  g_autoptr (GradusStepper) alone = gradus_stepper_new (experiment, NULL);
  g_autoptr (GradusStepper) watched = gradus_stepper_new (experiment, NULL);
  g_autoptr (GPtrArray) a =
      g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_checkpoint_unref);
  g_autoptr (GPtrArray) b =
      g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_checkpoint_unref);
  guint64 revision_a = 0, revision_b = 0;
  guint n_early = 0;
  atomic_bool never = FALSE;

  gradus_stepper_advance (alone, 150000, &never);
  for (guint64 step = 777; step < 150777; step += 7777) {
    gradus_stepper_advance (watched, MIN (step, 150000), &never);
    gradus_stepper_measure (watched, 0);
  }
  gradus_stepper_advance (watched, 150000, &never);
  gradus_timeline_read (gradus_stepper_get_timeline (alone), &revision_a, a);
  gradus_timeline_read (gradus_stepper_get_timeline (watched), &revision_b, b);
  g_assert_false (gradus_timeline_read (gradus_stepper_get_timeline (alone), &revision_a, a));
  g_assert_cmpuint (a->len, ==, b->len);
  g_assert_cmpuint (a->len, >, GRADUS_TIMELINE_MOST / 2);
  g_assert_cmpuint (a->len, <=, GRADUS_TIMELINE_MOST);
  for (guint i = 0; i < a->len; i++) {
    const GradusCheckpoint *one = g_ptr_array_index (a, i), *other = g_ptr_array_index (b, i);

    g_assert_cmpuint (one->step, ==, other->step);
    g_assert_cmpmem (one->state, one->n_floats * 4, other->state, other->n_floats * 4);
    g_assert_true (i == 0 ? one->step == 0
                          : one->step > ((GradusCheckpoint *) g_ptr_array_index (a, i - 1))->step);
    n_early += one->step < 15000;
  }
  /* Spread evenly it would be a tenth. */
  g_assert_cmpuint (n_early, >, a->len / 6);
  gradus_stepper_reset (alone);
  g_assert_true (gradus_timeline_read (gradus_stepper_get_timeline (alone), &revision_a, a));
  g_assert_cmpuint (a->len, ==, 0);
}

/* Shown along the pace of a run that is watched, sixty times a second for five seconds, the moments
 * of the lecture's ten layers are more than a hundred, most of which are seen one by one. */
static void
test_moments_of_a_replay (void)
{
  static const char *const names[] = { "xor-deep-sigmoid", "xor-deep-relu" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GradusExperiment) experiment = gradus_builtin_make (names[i]);
    g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);
    g_autoptr (GPtrArray) checkpoints =
        g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_checkpoint_unref);
    GradusPace pace = { .seconds = GRADUS_PACE_USUAL_SECONDS };
    guint64 revision = 0;
    atomic_bool never = FALSE;
    guint n_shown = 0, place = 0;

    gradus_stepper_advance (stepper, 200000, &never);
    gradus_timeline_read (gradus_stepper_get_timeline (stepper), &revision, checkpoints);
    gradus_pace_begin (&pace, 0, 0, 200000);
    for (guint frame = 0; frame < 300; frame++) {
      const guint64 due = gradus_pace_find_step (&pace, frame / 60.0);
      const guint before = place;

      while (place + 1 < checkpoints->len &&
             ((GradusCheckpoint *) g_ptr_array_index (checkpoints, place + 1))->step <= due)
        place++;
      n_shown += place > before;
    }
    g_test_message ("%s: %u moments, %u of them shown", names[i], checkpoints->len, n_shown);
    g_assert_cmpuint (n_shown, >=, 100);
  }
}

/* Large networks keep few, but never only one. */
static void
test_bytes (void)
{
  g_autoptr (GradusTimeline) timeline = gradus_timeline_new (GRADUS_TIMELINE_BYTES / 4);
  g_autoptr (GradusTimeline) larger = gradus_timeline_new (GRADUS_TIMELINE_MOST_BYTES / 4 / 5);
  g_autoptr (GradusTimeline) too_large = gradus_timeline_new (GRADUS_TIMELINE_MOST_BYTES / 4 / 3);
  g_autoptr (GPtrArray) all =
      g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_checkpoint_unref);
  guint64 revision = 0;

  for (guint64 step = 0; step < 100000; step += 10) {
    if (gradus_timeline_wants (timeline, step, 1))
      gradus_timeline_add (timeline, gradus_checkpoint_new (step, 1), 1);
  }
  gradus_timeline_read (timeline, &revision, all);
  g_assert_cmpuint (all->len, <=, GRADUS_TIMELINE_LEAST);
  g_assert_cmpuint (all->len, >=, GRADUS_TIMELINE_LEAST * 3 / 4);
  g_assert_cmpuint (((GradusCheckpoint *) g_ptr_array_index (all, 0))->step, ==, 0);
  g_assert_false (gradus_timeline_wants (too_large, 0, 1));
  for (guint64 step = 0; step < 1000; step++) {
    if (gradus_timeline_wants (larger, step, 1))
      gradus_timeline_add (larger, gradus_checkpoint_new (step, 1), 1);
  }
  revision = 0;
  gradus_timeline_read (larger, &revision, all);
  g_assert_cmpuint (all->len, <=, 5);
  g_assert_cmpuint (all->len, >=, 3);
}

/* From a full time line on there is no fresh memory, unless a reader has what was dropped. */
static void
test_memory (void)
{
  g_autoptr (GradusTimeline) timeline = gradus_timeline_new (100);
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) all =
      g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_checkpoint_unref);
  guint64 revision = 0;

  for (guint64 step = 0; step < 100000; step++) {
    GradusCheckpoint *checkpoint;

    if (!gradus_timeline_wants (timeline, step, pow (0.9, (double) step)))
      continue;
    checkpoint = gradus_timeline_make_checkpoint (timeline, step);
    g_assert_cmpuint (checkpoint->step, ==, step);
    g_assert_cmpuint (checkpoint->n_floats, ==, 100);
    g_hash_table_add (places, checkpoint);
    gradus_timeline_add (timeline, checkpoint, pow (0.9, (double) step));
  }
  g_assert_cmpuint (g_hash_table_size (places), ==, GRADUS_TIMELINE_MOST);
  gradus_timeline_read (timeline, &revision, all);
  gradus_timeline_clear (timeline);
  for (guint i = 0; i < all->len; i++) {
    g_autoptr (GradusCheckpoint) checkpoint = gradus_timeline_make_checkpoint (timeline, i);

    g_assert_false (g_ptr_array_find (all, checkpoint, NULL));
  }
}

static void
settle (GradusRun *run)
{
  gradus_run_refresh (run);
  while (!gradus_run_is_settled (run)) {
    g_main_context_iteration (NULL, TRUE);
    gradus_run_refresh (run);
  }
}

static GradusRun *
make_run (const char *id, guint64 steps)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make (id);

  experiment->steps = steps;
  return gradus_run_new (experiment, NULL);
}

static void
count (gpointer n)
{
  ++*(guint *) n;
}

/* A run is looked at as it was, goes on as another, and both end the same. */
static void
test_rewind (void)
{
  g_autoptr (GradusRun) run = make_run ("xor-deep-relu", 20000);
  g_autoptr (GradusRun) other = NULL;
  const GPtrArray *checkpoints;
  GradusCheckpoint *moment;
  double cost;

  gradus_run_play (run);
  settle (run);
  cost = gradus_run_get_snapshot (run)->metrics.cost;
  checkpoints = gradus_run_get_checkpoints (run);
  moment = g_ptr_array_index (checkpoints, checkpoints->len / 2);
  g_assert_true (gradus_run_rewind (run, moment, NULL));
  settle (run);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->metrics.step, ==, moment->step);
  g_assert_cmpuint (gradus_run_get_newest (run)->metrics.step, ==, 20000);
  g_assert_cmpfloat (gradus_run_get_snapshot (run)->metrics.cost, >, cost);
  gradus_run_mark (run, "half way");

  other = gradus_run_continue (run, NULL);
  settle (other);
  g_assert_cmpuint (gradus_run_get_snapshot (other)->metrics.step, ==, moment->step);
  g_assert_cmpuint (gradus_run_get_markers (other)->len, ==, 1);
  for (guint i = 0; i + 1 < gradus_run_get_series (other)->n_points; i++)
    g_assert_cmpfloat (gradus_run_get_series (other)->costs[i], ==,
                       gradus_run_get_series (run)->costs[i]);
  gradus_run_play (other);
  settle (other);
  g_assert_cmpuint (gradus_run_get_snapshot (other)->metrics.step, ==, 20000);
  g_assert_cmpfloat (gradus_run_get_snapshot (other)->metrics.cost, ==, cost);
  /* Points are thinned in groups, one of which the continuation cut. */
  g_assert_cmpfloat_with_epsilon (gradus_run_get_series (other)->n_points,
                                  gradus_run_get_series (run)->n_points, 40);

  gradus_run_rewind (run, g_ptr_array_index (checkpoints, 0), NULL);
  gradus_run_rewind (run, g_ptr_array_index (checkpoints, 3), NULL);
  settle (run);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->metrics.step, ==,
                    ((GradusCheckpoint *) g_ptr_array_index (checkpoints, 3))->step);
  gradus_run_rewind (run, NULL, NULL);
  settle (run);
  g_assert_null (gradus_run_get_shown_checkpoint (run));
  g_assert_cmpfloat (gradus_run_get_snapshot (run)->metrics.cost, ==, cost);
}

/* What was drawn before is judged by the network of the moment, too. */
static void
test_rewind_with_probe (void)
{
  const float inputs[] = { 0, 1 };
  g_autoptr (GBytes) probe = g_bytes_new_static (inputs, sizeof inputs);
  g_autoptr (GradusRun) run = make_run ("xor", 1000);

  gradus_run_set_probe (run, probe);
  gradus_run_play (run);
  settle (run);
  g_assert_nonnull (gradus_run_get_snapshot (run)->probe);
  gradus_run_rewind (run, g_ptr_array_index (gradus_run_get_checkpoints (run), 1), NULL);
  settle (run);
  g_assert_cmpuint (gradus_run_get_snapshot (run)->metrics.step, <, 1000);
  g_assert_nonnull (gradus_run_get_snapshot (run)->probe);
  gradus_run_set_probe (run, NULL);
  settle (run);
  g_assert_null (gradus_run_get_snapshot (run)->probe);
}

/* Who shows a run hears of it when it is shown as it was, and again as it is, without looking. */
static void
test_news_of_rewinding (void)
{
  g_autoptr (GradusRun) run = make_run ("xor", 1000);
  guint n_news = 0;

  gradus_run_play (run);
  settle (run);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_connect_swapped (run, "news", G_CALLBACK (count), &n_news);
  gradus_run_rewind (run, g_ptr_array_index (gradus_run_get_checkpoints (run), 1), NULL);
  while (n_news == 0)
    g_main_context_iteration (NULL, TRUE);
  settle (run);
  n_news = 0;
  gradus_run_rewind (run, NULL, NULL);
  while (n_news == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* A weight at a checkpoint is that of the network that was looked at there. */
static void
test_past_weight (void)
{
  g_autoptr (GradusRun) run = make_run ("spiral", 2000);
  const GradusSnapshotNeeds look = { .y_input = 1, .layer = 1, .unit = 3, .sample = -1 };
  const GPtrArray *checkpoints = gradus_run_get_checkpoints (run);

  gradus_run_set_needs (run, run, &look);
  gradus_run_play (run);
  settle (run);
  for (guint i = 0; i < checkpoints->len; i += 40) {
    GradusCheckpoint *checkpoint = g_ptr_array_index (checkpoints, i);

    gradus_run_rewind (run, checkpoint, NULL);
    settle (run);
    for (guint k = 0; k < 8; k++)
      g_assert_cmpfloat (gradus_run_get_past_weight (run, checkpoint, 1, 3 * 8 + k), ==,
                         gradus_run_get_snapshot (run)->detail->unit_weights[k]);
  }
}

static void
test_markers (void)
{
  g_autoptr (GradusRun) run = make_run ("xor", 1000);
  const GPtrArray *markers = gradus_run_get_markers (run);

  gradus_run_play (run);
  settle (run);
  for (guint i = 3; i-- > 0;) {
    gradus_run_rewind (run, g_ptr_array_index (gradus_run_get_checkpoints (run), i), NULL);
    gradus_run_mark (run, i == 1 ? "one" : "another");
  }
  gradus_run_mark (run, "again");
  g_assert_cmpuint (markers->len, ==, 3);
  g_assert_cmpstr (((GradusMarker *) g_ptr_array_index (markers, 0))->name, ==, "again");
  g_assert_cmpstr (((GradusMarker *) g_ptr_array_index (markers, 1))->name, ==, "one");
  gradus_run_mark (run, "");
  g_assert_cmpuint (markers->len, ==, 2);
  gradus_run_mark (run, NULL);
  g_assert_cmpuint (markers->len, ==, 2);
}

/* However runs start, overtake and wait, each ends at its own goal. */
static void
test_race_goals (void)
{
  for (guint round = 0; round < 40; round++) {
    g_autoptr (GradusRun) a = make_run ("xor-deep-sigmoid", 20000),
                          b = make_run ("xor-deep-relu", 20000);
    g_autoptr (GradusRace) race = gradus_race_new ();

    gradus_run_set_race (a, race);
    gradus_run_set_race (b, race);
    gradus_run_play (a);
    gradus_run_play (b);
    settle (a);
    settle (b);
    g_assert_cmpuint (gradus_run_get_snapshot (a)->metrics.step, ==, 20000);
    g_assert_cmpuint (gradus_run_get_snapshot (b)->metrics.step, ==, 20000);
  }
}

/* A small and a much larger network stay beside each other, and end as they would alone. */
static void
test_race (void)
{
  g_autoptr (GradusRun) fast = make_run ("xor", 30000), slow = make_run ("xor-deep-relu", 30000);
  g_autoptr (GradusRun) alone = make_run ("xor", 30000);
  g_autoptr (GradusRace) race = gradus_race_new ();
  guint n_seen = 0;

  gradus_run_set_race (fast, race);
  gradus_run_set_race (slow, race);
  gradus_run_play (slow);
  gradus_run_play (fast);
  do {
    guint64 a, b;

    gradus_run_refresh (fast);
    gradus_run_refresh (slow);
    g_usleep (200);
    if (!gradus_run_get_snapshot (fast) || !gradus_run_get_snapshot (slow))
      continue;
    a = gradus_run_get_snapshot (fast)->metrics.step;
    b = gradus_run_get_snapshot (slow)->metrics.step;
    n_seen += a > 5000 && a < 30000 && b > 5000 && b < 30000;
  } while (!gradus_run_is_settled (fast) || !gradus_run_is_settled (slow));
  g_assert_cmpuint (gradus_run_get_snapshot (slow)->metrics.step, ==, 30000);
  g_test_message ("%u looks found both on their way", n_seen);
  gradus_run_play (alone);
  settle (alone);
  g_assert_cmpfloat (gradus_run_get_snapshot (fast)->metrics.cost, ==,
                     gradus_run_get_snapshot (alone)->metrics.cost);
}

/* How far one may go: no further than a little ahead of the last. */
static void
test_race_limits (void)
{
  g_autoptr (GradusRace) race = gradus_race_new ();
  const guint64 far = 1000000;
  guint n_woken = 0;
  const guint a = gradus_race_enter (race, 0, G_MAXUINT64, count, &n_woken);
  guint b;

  g_assert_cmpuint (gradus_race_advance (race, a, 1000, 1e6, far), ==, 11000); /* others may come */
  g_assert_cmpuint (gradus_race_advance (race, a, 1000, 1e6, 1003), ==, 1003);
  b = gradus_race_enter (race, 500, G_MAXUINT64, count, &n_woken);
  g_assert_cmpuint (gradus_race_advance (race, a, 1000, 1e6, far), ==, 1000);
  g_assert_cmpuint (n_woken, ==, 0);
  g_assert_cmpuint (gradus_race_advance (race, b, 600, 1e5, far), ==, 1600);
  g_assert_cmpuint (n_woken, ==, 1);
  g_assert_cmpuint (gradus_race_advance (race, a, 1000, 1e6, far), ==, 1600);
  g_assert_cmpuint (gradus_race_advance (race, b, 700, 1e5, far), ==, 1700);
  g_assert_cmpuint (n_woken, ==, 1); /* only who has to wait is woken */
  g_assert_cmpuint (gradus_race_advance (race, a, 1700, 1e6, far), ==, 1700);
  gradus_race_leave (race, b);
  g_assert_cmpuint (n_woken, ==, 2);
  g_assert_cmpuint (gradus_race_advance (race, a, 1700, 1e6, far), ==, 11700);
  g_assert_cmpuint (gradus_race_enter (race, 7, G_MAXUINT64, count, &n_woken), ==, b);
}

/* While it is held nobody moves. */
static void
test_race_hold (void)
{
  g_autoptr (GradusRace) race = gradus_race_new ();
  guint n_woken = 0;
  const guint a = gradus_race_enter (race, 5, G_MAXUINT64, count, &n_woken);

  gradus_race_hold (race);
  gradus_race_hold (race);
  g_assert_cmpuint (gradus_race_advance (race, a, 5, 1e6, 1000), ==, 5);
  gradus_race_release (race);
  g_assert_cmpuint (n_woken, ==, 0);
  g_assert_cmpuint (gradus_race_advance (race, a, 5, 1e6, 1000), ==, 5);
  gradus_race_release (race);
  g_assert_cmpuint (n_woken, ==, 1);
  g_assert_cmpuint (gradus_race_advance (race, a, 5, 1e6, 1000), ==, 1000);
}

/* Side by side all stop where the first may be by now; one that catches up stops where it is, and so
 * does the one that waits for it. */
static void
test_race_stop (void)
{
  g_autoptr (GradusRace) race = gradus_race_new ();
  guint n_woken = 0;
  const guint a = gradus_race_enter (race, 100, G_MAXUINT64, count, &n_woken);
  const guint b = gradus_race_enter (race, 100, G_MAXUINT64, count, &n_woken);
  guint c;

  gradus_race_advance (race, b, 100, 1e4, 100000);
  g_assert_cmpuint (gradus_race_advance (race, a, 100, 1e4, 100000), ==, 200);
  g_assert_cmpuint (gradus_race_advance (race, b, 150, 1e4, 160), ==, 160);
  gradus_race_agree (race);
  g_assert_cmpuint (gradus_race_get_stop (race, a), ==, 200);
  g_assert_cmpuint (gradus_race_get_stop (race, b), ==, 200);
  g_assert_cmpuint (gradus_race_advance (race, b, 160, 1e4, 100000), ==, 200);
  g_assert_cmpuint (gradus_race_advance (race, a, 200, 1e4, 100000), ==, 200);
  gradus_race_leave (race, a);
  gradus_race_leave (race, b);
  g_assert_cmpuint (gradus_race_enter (race, 200, G_MAXUINT64, count, &n_woken), ==, a);
  g_assert_cmpuint (gradus_race_enter (race, 200, G_MAXUINT64, count, &n_woken), ==, b);
  g_assert_cmpuint (gradus_race_get_stop (race, a), ==, 0);
  gradus_race_advance (race, b, 200, 1e4, 100000);
  g_assert_cmpuint (gradus_race_advance (race, a, 200, 1e4, 100000), ==, 300);

  c = gradus_race_enter (race, 7, G_MAXUINT64, count, &n_woken);
  gradus_race_advance (race, c, 7, 1e4, 100000);
  g_assert_cmpuint (gradus_race_advance (race, a, 300, 1e4, 100000), ==, 300);
  gradus_race_agree (race);
  g_assert_cmpuint (gradus_race_get_stop (race, c), ==, 107);
  g_assert_cmpuint (gradus_race_count_agreements (race), ==, 2);
  g_assert_cmpuint (gradus_race_get_stop (race, gradus_race_enter (race, 106, 1, count, &n_woken)),
                    ==, 107);
  g_assert_cmpuint (gradus_race_get_stop (race, a), <=, 300);
}

void
add_time_tests (void)
{
  g_test_add_func ("/time/goes-on", test_goes_on);
  g_test_add_func ("/time/timeline", test_timeline);
  g_test_add_func ("/time/moments-of-a-replay", test_moments_of_a_replay);
  g_test_add_func ("/time/bytes", test_bytes);
  g_test_add_func ("/time/memory", test_memory);
  g_test_add_func ("/time/rewind", test_rewind);
  g_test_add_func ("/time/rewind-with-probe", test_rewind_with_probe);
  g_test_add_func ("/time/news-of-rewinding", test_news_of_rewinding);
  g_test_add_func ("/time/past-weight", test_past_weight);
  g_test_add_func ("/time/markers", test_markers);
  g_test_add_func ("/time/race", test_race);
  g_test_add_func ("/time/race-goals", test_race_goals);
  g_test_add_func ("/time/race-limits", test_race_limits);
  g_test_add_func ("/time/race-hold", test_race_hold);
  g_test_add_func ("/time/race-stop", test_race_stop);
}
