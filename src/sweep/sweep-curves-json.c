/* SPDX-License-Identifier: MIT */
#include "sweep/sweep-curves-json.h"

#include <math.h>
#include <string.h>

#define INFINITE "infinite"

static json_t *
make_value (double value)
{
  if (isnan (value))
    return json_null ();
  return isfinite (value) ? json_real (value) : json_string (INFINITE);
}

/* The points that were measured, and the last. */
static json_t *
list_points (const GradusSweepCurves *curves, GradusCurveKind kind, guint cell, guint seed)
{
  const guint n_measured = gradus_sweep_curves_count_measured (curves, cell, seed);
  json_t *points = json_array ();
  guint n_points;

  gradus_sweep_curves_get_steps (curves, cell, &n_points);
  for (guint point = 0; point < n_measured; point++)
    json_array_append_new (points, make_value (gradus_sweep_curves_get (curves, kind, cell, seed,
                                                                        point)));
  json_array_append_new (
      points, make_value (gradus_sweep_curves_get (curves, kind, cell, seed, n_points - 1)));
  return points;
}

json_t *
gradus_sweep_curves_to_tree (const GradusSweep *sweep)
{
  const GradusSweepCurves *curves = gradus_sweep_get_curves (sweep);
  json_t *tree = json_array ();

  for (guint cell = 0; cell < gradus_sweep_get_n_cells (sweep); cell++) {
    for (guint seed = 0; seed < gradus_sweep_get_n_seeds (sweep); seed++) {
      GradusOutcome outcome;
      json_t *job;

      if (gradus_sweep_get_outcome (sweep, cell, seed, &outcome) == GRADUS_OUTCOME_OPEN)
        continue;
      job = json_pack ("[i,i]", (int) cell, (int) seed);
      for (GradusCurveKind kind = 0; kind < GRADUS_N_CURVES; kind++)
        json_array_append_new (job, list_points (curves, kind, cell, seed));
      json_array_append_new (tree, job);
    }
  }
  return tree;
}

/* What an infinite value of each kind is. */
static double
get_worst (GradusCurveKind kind)
{
  return kind == GRADUS_CURVE_COST || kind == GRADUS_CURVE_TEST_COST ? INFINITY : -INFINITY;
}

static gboolean
read_value (const json_t *item, GradusCurveKind kind, double *value)
{
  const char *text = json_string_value (item);

  *value = json_is_number (item) ? json_number_value (item) : NAN;
  if (text && strcmp (text, INFINITE) == 0)
    *value = get_worst (kind);
  else
    return json_is_number (item) || (json_is_null (item) && kind >= GRADUS_CURVE_TEST_COST);
  return TRUE;
}

static gboolean
read_point (json_t *job, gsize point, GradusMetrics *metrics)
{
  double values[GRADUS_N_CURVES];

  for (GradusCurveKind kind = 0; kind < GRADUS_N_CURVES; kind++) {
    if (!read_value (json_array_get (json_array_get (job, 2 + kind), point), kind, &values[kind]))
      return FALSE;
  }
  metrics->cost = values[GRADUS_CURVE_COST];
  metrics->accuracy = values[GRADUS_CURVE_ACCURACY];
  metrics->test_cost = values[GRADUS_CURVE_TEST_COST];
  metrics->test_accuracy = values[GRADUS_CURVE_TEST_ACCURACY];
  return TRUE;
}

/* Of a job that the sweep has, whose curves are not there yet; 0: it is wrong. */
static gsize
count_points (const GradusSweep *sweep, json_t *job)
{
  const json_int_t cell = json_integer_value (json_array_get (job, 0));
  const json_int_t seed = json_integer_value (json_array_get (job, 1));
  const GradusSweepCurves *curves = gradus_sweep_get_curves (sweep);
  const gsize n = json_array_size (json_array_get (job, 2));
  GradusOutcome outcome;
  guint most;

  if (!json_is_integer (json_array_get (job, 0)) || !json_is_integer (json_array_get (job, 1)) ||
      cell < 0 || cell >= gradus_sweep_get_n_cells (sweep) || seed < 0 ||
      seed >= gradus_sweep_get_n_seeds (sweep) ||
      gradus_sweep_get_outcome (sweep, (guint) cell, (guint) seed, &outcome) ==
          GRADUS_OUTCOME_OPEN ||
      gradus_sweep_curves_count_known (curves, (guint) cell, (guint) seed) > 0)
    return 0;
  gradus_sweep_curves_get_steps (curves, (guint) cell, &most);
  for (guint i = 0; i < GRADUS_N_CURVES; i++) {
    if (json_array_size (json_array_get (job, 2 + i)) != n)
      return 0;
  }
  return n <= most ? n : 0;
}

static gboolean
read_job (GradusSweep *sweep, json_t *job)
{
  const gsize n = count_points (sweep, job);
  const guint cell = (guint) json_integer_value (json_array_get (job, 0));
  const guint seed = (guint) json_integer_value (json_array_get (job, 1));
  GradusSweepCurves *curves = gradus_sweep_get_curves (sweep);
  GradusMetrics metrics = { 0 };
  GradusOutcome outcome;

  if (n == 0)
    return FALSE;
  gradus_sweep_curves_begin (curves, cell, seed);
  for (gsize i = 0; i < n; i++) {
    if (!read_point (job, i, &metrics))
      return FALSE;
    if (i + 1 < n)
      gradus_sweep_curves_add (curves, cell, seed, &metrics);
  }
  gradus_sweep_curves_conclude (curves, cell, seed, &metrics,
                                gradus_sweep_get_outcome (sweep, cell, seed, &outcome) ==
                                    GRADUS_OUTCOME_DIVERGED);
  return TRUE;
}

gboolean
gradus_sweep_curves_from_tree (GradusSweep *sweep, json_t *tree)
{
  gsize i;
  json_t *job;

  json_array_foreach (tree, i, job)
    if (!read_job (sweep, job))
      return FALSE;
  return TRUE;
}
