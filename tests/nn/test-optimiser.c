/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "nn/kernels/kernels.h"
#include "nn/random.h"
#include "tests.h"

#define MOST 77

/* The header's formulas in double precision. */
static void
step (const GradusOptimiser *o, gboolean is_weight, guint64 t, double clip, double g, double *p,
      double *m, double *v)
{
  const double rate = o->learning_rate, before = *p;

  g *= clip;
  if (is_weight)
    g += o->l2 * *p + o->l1 * (*p > 0 ? 1 : *p < 0 ? -1 : 0);
  switch (o->kind) {
  case GRADUS_OPTIMISER_SGD:
    *p -= rate * g;
    break;
  case GRADUS_OPTIMISER_MOMENTUM:
    *m = o->momentum * *m + g;
    *p -= rate * *m;
    break;
  case GRADUS_OPTIMISER_NESTEROV:
    *m = o->momentum * *m + g;
    *p -= rate * (g + o->momentum * *m);
    break;
  case GRADUS_OPTIMISER_ADAGRAD:
    *v += g * g;
    *p -= rate * g / (sqrt (*v) + o->epsilon);
    break;
  case GRADUS_OPTIMISER_RMSPROP:
    *v = o->decay * *v + (1 - o->decay) * g * g;
    *p -= rate * g / (sqrt (*v) + o->epsilon);
    break;
  case GRADUS_OPTIMISER_ADAM:
  case GRADUS_OPTIMISER_ADAMW:
    *m = o->momentum * *m + (1 - o->momentum) * g;
    *v = o->decay * *v + (1 - o->decay) * g * g;
    *p -= rate * (*m / (1 - pow (o->momentum, (double) t))) /
          (sqrt (*v / (1 - pow (o->decay, (double) t))) + o->epsilon);
    if (o->kind == GRADUS_OPTIMISER_ADAMW && is_weight)
      *p -= rate * o->weight_decay * before;
    break;
  }
}

/* n parameters, from an address that no vector likes, for some steps. */
static void
check (const GradusKernels *kernels, const GradusOptimiser *optimiser, gboolean is_weight, guint n)
{
  float p[MOST + 2] = { 0 }, g[MOST + 2] = { 0 }, m[MOST + 2] = { 0 }, v[MOST + 2] = { 0 };
  double q[MOST] = { 0 }, first[MOST] = { 0 }, second[MOST] = { 0 };
  GradusRandom random;

  gradus_random_init (&random, n, 1);
  for (guint i = 0; i < n; i++)
    q[i] = (double) (p[i + 1] = i % 7 == 3 ? 0 : gradus_random_uniform (&random, -1, 1));
  for (guint64 t = 1; t <= 5; t++) {
    GradusUpdate update = gradus_optimiser_prepare (optimiser, t - 1, 8);
    double moved = 0, measured;

    if (!is_weight)
      update = gradus_update_without_penalties (&update);
    for (guint i = 0; i < n; i++)
      g[i + 1] = gradus_random_uniform (&random, -1, 1);
    measured = (double) kernels->measure_update (&update, n, g + 1, p + 1, m + 1, v + 1);
    g_assert_true (kernels->update (&update, n, g + 1, p + 1, m + 1, v + 1));
    for (guint i = 0; i < n; i++) {
      const double before = q[i];

      step (optimiser, is_weight, t,
            optimiser->clip_norm > 0 ? MIN (1, optimiser->clip_norm / 8) : 1, (double) g[i + 1],
            &q[i], &first[i], &second[i]);
      moved += (q[i] - before) * (q[i] - before);
      g_assert_cmpfloat_with_epsilon ((double) p[i + 1], q[i], 2e-6);
    }
    g_assert_cmpfloat_with_epsilon (measured, moved, 1e-4 * moved + 1e-12);
  }
  g_assert_true (p[0] == 0 && p[n + 1] == 0 && m[n + 1] == 0 && v[n + 1] == 0);
}

static void
test_formulas (void)
{
  for (const GradusKernels *const *kernels = gradus_kernels_list (); *kernels; kernels++) {
    for (guint kind = 0; kind < GRADUS_N_OPTIMISERS; kind++) {
      for (guint variant = 0; variant < 8; variant++) {
        GradusOptimiser optimiser = gradus_optimiser_make ((GradusOptimiserKind) kind);

        optimiser.l1 = variant & 1 ? 0.03 : 0;
        optimiser.l2 = variant & 2 ? 0.2 : 0;
        optimiser.clip_norm = variant & 4 ? 5 : 0;
        for (guint n = 1; n <= MOST; n += n < 20 ? 1 : 19)
          check (*kernels, &optimiser, n % 2, n);
      }
    }
  }
}

/* Whatever is no longer finite is seen, wherever it is. */
static void
test_not_finite (void)
{
  const GradusOptimiser optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_SGD);
  const GradusUpdate update = gradus_optimiser_prepare (&optimiser, 0, 0);

  for (const GradusKernels *const *kernels = gradus_kernels_list (); *kernels; kernels++) {
    for (guint i = 0; i < 40; i++) {
      float p[40] = { 0 }, g[40] = { 0 };

      g_assert_true ((*kernels)->update (&update, 40, g, p, NULL, NULL));
      g[i] = i % 2 ? NAN : INFINITY;
      g_assert_false ((*kernels)->update (&update, 40, g, p, NULL, NULL));
    }
  }
}

static void
test_sum_squares (void)
{
  static float x[5000];

  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    x[i] = 0.5f;
  for (const GradusKernels *const *kernels = gradus_kernels_list (); *kernels; kernels++) {
    for (guint n = 0; n < G_N_ELEMENTS (x); n += n < 70 ? 1 : 817)
      g_assert_cmpfloat ((*kernels)->sum_squares (n, x), ==, 0.25 * n);
  }
}

static void
test_schedules (void)
{
  GradusSchedule s = gradus_schedule_make (GRADUS_SCHEDULE_CONSTANT);

  g_assert_cmpfloat (gradus_schedule_factor (&s, 123456), ==, 1);
  s.warm_up = 4;
  g_assert_cmpfloat (gradus_schedule_factor (&s, 0), ==, 0.25);
  g_assert_cmpfloat (gradus_schedule_factor (&s, 3), ==, 1);
  s = (GradusSchedule){ GRADUS_SCHEDULE_STEP, 100, 0.5 };
  g_assert_cmpfloat (gradus_schedule_factor (&s, 99), ==, 1);
  g_assert_cmpfloat (gradus_schedule_factor (&s, 250), ==, 0.25);
  s.kind = GRADUS_SCHEDULE_EXPONENTIAL;
  g_assert_cmpfloat_with_epsilon (gradus_schedule_factor (&s, 50), sqrt (0.5), 1e-12);
  s.kind = GRADUS_SCHEDULE_INVERSE_TIME;
  g_assert_cmpfloat_with_epsilon (gradus_schedule_factor (&s, 300), 0.25, 1e-12);
  s = (GradusSchedule){ GRADUS_SCHEDULE_COSINE, 100, 0.5, 0.2 };
  g_assert_cmpfloat_with_epsilon (gradus_schedule_factor (&s, 0), 1, 1e-12);
  g_assert_cmpfloat_with_epsilon (gradus_schedule_factor (&s, 50), 0.6, 1e-12);
  g_assert_cmpfloat_with_epsilon (gradus_schedule_factor (&s, 100), 0.2, 1e-12);
  g_assert_cmpfloat_with_epsilon (gradus_schedule_factor (&s, 1000), 0.2, 1e-12);
}

/* What is prepared once for all steps must be the same in all. */
static void
test_steadiness (void)
{
  for (guint kind = 0; kind < GRADUS_N_OPTIMISERS; kind++) {
    GradusOptimiser o = gradus_optimiser_make ((GradusOptimiserKind) kind);
    const GradusUpdate a = gradus_optimiser_prepare (&o, 0, 5),
                       b = gradus_optimiser_prepare (&o, 1000, 7);

    if (gradus_optimiser_is_steady (&o))
      g_assert_true (a.rate == b.rate && a.first_correction == b.first_correction &&
                     a.clip == b.clip);
    else
      g_assert_true (a.first_correction != b.first_correction);
    o.clip_norm = 1;
    g_assert_false (gradus_optimiser_is_steady (&o));
    o.clip_norm = 0;
    o.schedule.warm_up = 1;
    g_assert_false (gradus_optimiser_is_steady (&o));
  }
}

void
add_optimiser_tests (void)
{
  g_test_add_func ("/optimiser/formulas", test_formulas);
  g_test_add_func ("/optimiser/not-finite", test_not_finite);
  g_test_add_func ("/optimiser/sum-squares", test_sum_squares);
  g_test_add_func ("/optimiser/schedules", test_schedules);
  g_test_add_func ("/optimiser/steadiness", test_steadiness);
}
