/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <math.h>
#include <string.h>

#include "experiment/builtin.h"
#include "train/pace.h"
#include "train/trainer.h"

#define FRAME (1.0 / 60)

/* -- The curve --------------------------------------------------------------------------------- */

static GradusPace
make_paced (double seconds, guint64 step, guint64 last)
{
  GradusPace pace = { .seconds = seconds };

  gradus_pace_begin (&pace, 100, step, last);
  return pace;
}

/* Half of the time is for the square root of the steps; the end is at the end. */
static void
test_logarithm (void)
{
  static const guint64 lasts[] = { 100, 1000, 200000, 50000000 };

  for (guint i = 0; i < G_N_ELEMENTS (lasts); i++) {
    const GradusPace pace = make_paced (5, 0, lasts[i]);
    const double root = sqrt (1 + (double) lasts[i]) - 1;

    g_assert_cmpuint (gradus_pace_find_step (&pace, 100), ==, 0);
    g_assert_cmpuint (gradus_pace_find_step (&pace, 102.5), <=, (guint64) (root + 1e-6 * root));
    g_assert_cmpuint (gradus_pace_find_step (&pace, 102.5) + 1, >=, (guint64) root);
    g_assert_cmpuint (gradus_pace_find_step (&pace, 104.99), <, lasts[i]);
    g_assert_cmpuint (gradus_pace_find_step (&pace, 105.001), ==, lasts[i]);
    g_assert_cmpuint (gradus_pace_find_step (&pace, 1000), ==, lasts[i]);
    for (guint64 step = 1; step <= lasts[i]; step += 1 + step / 3) {
      g_assert_cmpuint (gradus_pace_find_step (&pace, gradus_pace_find_time (&pace, step) + 1e-6),
                        >=, step);
      g_assert_cmpuint (gradus_pace_find_step (&pace, gradus_pace_find_time (&pace, step) - 1e-6),
                        <, step);
    }
  }
}

/* A single step takes a second, and not all of the time; so do two to three, and so on. */
static void
test_few_steps (void)
{
  for (guint64 last = 1, n = 1; n <= 5; last = 2 * last + 1, n++) {
    const GradusPace pace = make_paced (10, 0, last);

    g_assert_cmpfloat_with_epsilon (gradus_pace_find_time (&pace, last) - 100, n, 1e-9);
  }
}

/* Each of the first ten steps has a frame of its own. */
static void
test_first_steps (void)
{
  for (double seconds = GRADUS_PACE_LEAST_SECONDS; seconds <= GRADUS_PACE_MOST_SECONDS; seconds++) {
    const GradusPace pace = make_paced (seconds, 0, 200000);

    for (guint64 step = 0; step < 10; step++)
      g_assert_cmpfloat (
          gradus_pace_find_time (&pace, step + 1) - gradus_pace_find_time (&pace, step), >=, FRAME);
  }
}

/* From any step on it takes what was left of the time. */
static void
test_going_on (void)
{
  const GradusPace whole = make_paced (5, 0, 200000);

  for (guint64 step = 1; step < 200000; step = step * 7 + 3) {
    const GradusPace rest = make_paced (5, step, 200000);
    const double left = 105 - gradus_pace_find_time (&whole, step);

    g_assert_cmpfloat_with_epsilon (gradus_pace_find_time (&rest, 200000), 100 + left, 1e-9);
    g_assert_cmpuint (gradus_pace_find_step (&rest, 100), ==, step);
  }
}

/* Someone who was kept goes on where he was, and takes the time that was left from there; who keeps
 * the pace never begins anew. */
static void
test_no_leap (void)
{
  GradusPace pace = make_paced (5, 0, 200000);
  guint64 step = 0, last;

  for (guint i = 1; i <= 60; i++) {
    step = gradus_pace_follow (&pace, 100 + i * FRAME, step);
    g_assert_true (pace.began_at == 100);
  }
  last = gradus_pace_follow (&pace, 103, step);
  g_assert_cmpuint (last, >, step);
  g_assert_cmpfloat ((double) last, <=,
                     (double) step + (double) (step + 1) * log1p (200000) * 0.02);
  g_assert_cmpuint (gradus_pace_follow (&pace, 103, last), ==, last);
  g_assert_cmpuint (gradus_pace_follow (&pace, 103 + FRAME, last), <=, last + 3);
  g_assert_cmpfloat (gradus_pace_find_time (&pace, 200000), >=, 106.8);
}

/* Who looks only every half second, as on a machine that is busy, takes five times as long, and
 * comes to the end. */
static void
test_always_late (void)
{
  GradusPace pace = make_paced (5, 0, 200000);
  guint64 step = 0;
  guint n_looks = 0;

  for (; step < 200000 && n_looks < 1000; n_looks++)
    step = gradus_pace_follow (&pace, 100 + n_looks * 0.5, step);
  g_assert_cmpuint (step, ==, 200000);
  g_assert_cmpuint (n_looks, >=, 40);
  g_assert_cmpuint (n_looks, <=, 80);
}

static void
test_other_kinds (void)
{
  GradusPace full = { 0 }, ten = { .steps_per_second = 10 };

  gradus_pace_begin (&full, 7, 3, 1000);
  gradus_pace_begin (&ten, 7, 3, 1000);
  g_assert_false (gradus_pace_is_bounded (&full));
  g_assert_cmpuint (gradus_pace_follow (&full, 7, 3), ==, 1000);
  g_assert_true (gradus_pace_is_bounded (&ten));
  g_assert_cmpuint (gradus_pace_follow (&ten, 7, 3), ==, 4);
  g_assert_cmpuint (gradus_pace_follow (&ten, 7.11, 4), ==, 5);
  g_assert_cmpfloat_with_epsilon (gradus_pace_find_time (&ten, 6), 7.2, 1e-9);
  g_assert_cmpuint (gradus_pace_follow (&ten, 9, 5), ==, 6);
}

/* -- A trainer at a pace ----------------------------------------------------------------------- */

/* Until a snapshot has come that shows what was asked for by now, or a step later. */
static const GradusSnapshot *
look (GradusTrainer *trainer)
{
  const GradusSnapshotNeeds needs = GRADUS_SNAPSHOT_NEEDS_NONE;

  while (!gradus_trainer_refresh (trainer, &needs))
    g_main_context_iteration (NULL, TRUE);
  return gradus_trainer_get_snapshot (trainer);
}

static void
wait_for_rest (GradusTrainer *trainer)
{
  const GradusSnapshotNeeds needs = GRADUS_SNAPSHOT_NEEDS_NONE;

  do {
    gradus_trainer_refresh (trainer, &needs);
    while (g_main_context_iteration (NULL, FALSE))
      ;
    g_usleep (1000);
  } while (!gradus_trainer_is_settled (trainer));
}

static void
keep_draft (gpointer asker, GradusRunDraft *draft, const GError *error)
{
  g_assert_no_error (error);
  *(GradusRunDraft **) asker = gradus_run_draft_ref (draft);
}

static GradusRunDraft *
make_draft (GradusTrainer *trainer)
{
  GradusRunDraft *draft = NULL;

  gradus_trainer_make_draft (trainer, keep_draft, &draft);
  while (!draft)
    g_main_context_iteration (NULL, TRUE);
  return draft;
}

static void
check_same_series (const GradusSeries *a, const GradusSeries *b)
{
  g_assert_cmpmem (a->steps, a->n_points * 8, b->steps, b->n_points * 8);
  g_assert_cmpmem (a->costs, a->n_points * 8, b->costs, b->n_points * 8);
  g_assert_cmpmem (a->accuracies, a->n_points * 8, b->accuracies, b->n_points * 8);
  g_assert_cmpmem (a->values, a->n_points * a->n_values * sizeof (float), b->values,
                   b->n_points * b->n_values * sizeof (float));
}

static void
check_same_drafts (const GradusRunDraft *a, const GradusRunDraft *b)
{
  g_assert_cmpuint (a->now->step, ==, b->now->step);
  g_assert_cmpmem (a->now->state, a->now->n_floats * sizeof (float), b->now->state,
                   b->now->n_floats * sizeof (float));
  check_same_series (&a->series, &b->series);
  check_same_series (&a->layer_series, &b->layer_series);
  g_assert_cmpuint (a->n_entries, ==, b->n_entries);
  for (guint i = 0; i < a->n_entries; i++)
    g_assert_cmpmem (a->entries[i].checkpoint->state, a->now->n_floats * sizeof (float),
                     b->entries[i].checkpoint->state, b->now->n_floats * sizeof (float));
}

static GradusRunDraft *
train_at (double seconds, double steps_per_second, gboolean changes)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-deep-relu");
  g_autoptr (GradusTrainer) trainer = gradus_trainer_new (experiment, NULL);

  if (seconds > 0)
    gradus_trainer_set_pace (trainer, seconds);
  else
    gradus_trainer_set_speed (trainer, steps_per_second);
  gradus_trainer_play (trainer, 6000);
  for (guint i = 0; changes && i < 40; i++) {
    look (trainer);
    gradus_trainer_pause (trainer);
    wait_for_rest (trainer);
    if (gradus_trainer_get_snapshot (trainer)->metrics.step == 6000)
      break;
    if (i % 3 == 0)
      gradus_trainer_set_pace (trainer, 0.2 + 0.1 * (i % 5));
    else
      gradus_trainer_set_speed (trainer, i % 3 == 1 ? 20000 : 0);
    gradus_trainer_play (trainer, 6000);
  }
  wait_for_rest (trainer);
  return make_draft (trainer);
}

/* Weights, history and moments have the same bits at every pace, and where it changes again and
 * again. */
static void
test_same_bits (void)
{
  g_autoptr (GradusRunDraft) full = train_at (0, 0, FALSE), paced = train_at (1, 0, FALSE),
                             bounded = train_at (0, 15000, FALSE), mixed = train_at (0.5, 0, TRUE);

  g_assert_cmpuint (full->now->step, ==, 6000);
  check_same_drafts (full, paced);
  check_same_drafts (full, bounded);
  check_same_drafts (full, mixed);
}

/* It takes its time, and no step comes before it is due. Returns whether the first ones were seen one
 * by one. */
static gboolean
watch (double seconds)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  g_autoptr (GradusTrainer) trainer = gradus_trainer_new (experiment, NULL);
  const gint64 start = g_get_monotonic_time ();
  GradusPace pace = { .seconds = seconds };
  gboolean one_by_one = TRUE;
  guint64 step = 0;
  guint n_seen = 1;

  gradus_pace_begin (&pace, (double) start / G_USEC_PER_SEC, 0, 5000);
  gradus_trainer_set_pace (trainer, seconds);
  gradus_trainer_play (trainer, 5000);
  do {
    const GradusSnapshot *snapshot = look (trainer);
    const double now = (double) g_get_monotonic_time () / G_USEC_PER_SEC;

    g_assert_cmpuint (snapshot->metrics.step, <=, gradus_pace_find_step (&pace, now));
    n_seen += snapshot->metrics.step > step;
    one_by_one = one_by_one && (step >= 4 || snapshot->metrics.step <= step + 1);
    step = snapshot->metrics.step;
  } while (step < 5000);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, (gint64) (seconds * G_USEC_PER_SEC));
  g_test_message ("%.2f s, %u steps seen", (double) (g_get_monotonic_time () - start) / 1e6,
                  n_seen);
  g_assert_cmpuint (n_seen, >=, 30);
  return one_by_one;
}

/* A thread that gets no processor for a tenth of a second makes two steps at once, so that a busy
 * machine has some tries. */
static void
test_watched (void)
{
  gboolean one_by_one = FALSE;

  for (guint i = 0; i < 5 && !one_by_one; i++)
    one_by_one = watch (2);
  g_assert_true (one_by_one);
}

/* A machine that is too slow says so, and a pause ends that. */
static void
test_behind (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-deep-relu");
  g_autoptr (GradusTrainer) trainer = gradus_trainer_new (experiment, NULL);
  const gint64 end = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

  gradus_trainer_set_pace (trainer, 0.001);
  gradus_trainer_play (trainer, G_MAXUINT32);
  do
    g_usleep (10000);
  while (!look (trainer)->is_behind && g_get_monotonic_time () < end);
  g_assert_true (gradus_trainer_get_snapshot (trainer)->is_behind);
  gradus_trainer_pause (trainer);
  wait_for_rest (trainer);
  g_assert_false (gradus_trainer_get_snapshot (trainer)->is_behind);
  /* As fast as it can, which is some hundred steps on a busy machine that emulates another. */
  g_assert_cmpuint (gradus_trainer_get_snapshot (trainer)->metrics.step, >, 100);
}

/* To a goal that was moved the run goes on along the curve of the whole: not as slowly as it
 * began. */
static void
test_further (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  g_autoptr (GradusTrainer) trainer = gradus_trainer_new (experiment, NULL);
  gint64 start;

  gradus_trainer_play (trainer, 10000);
  wait_for_rest (trainer);
  gradus_trainer_set_pace (trainer, 10);
  start = g_get_monotonic_time ();
  gradus_trainer_play (trainer, 10000);
  wait_for_rest (trainer);
  g_assert_cmpuint (gradus_trainer_get_snapshot (trainer)->metrics.step, ==, 20000);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 690000); /* 10 s · log 2 ÷ log 20,001 */
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5000000);
}

void
add_pace_tests (void)
{
  g_test_add_func ("/pace/logarithm", test_logarithm);
  g_test_add_func ("/pace/few-steps", test_few_steps);
  g_test_add_func ("/pace/first-steps", test_first_steps);
  g_test_add_func ("/pace/going-on", test_going_on);
  g_test_add_func ("/pace/no-leap", test_no_leap);
  g_test_add_func ("/pace/always-late", test_always_late);
  g_test_add_func ("/pace/other-kinds", test_other_kinds);
  g_test_add_func ("/pace/same-bits", test_same_bits);
  g_test_add_func ("/pace/watched", test_watched);
  g_test_add_func ("/pace/behind", test_behind);
  g_test_add_func ("/pace/further", test_further);
}
