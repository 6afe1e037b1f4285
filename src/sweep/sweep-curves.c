/* SPDX-License-Identifier: MIT */
#include "sweep/sweep-curves.h"

#include <gio/gio.h>
#include <math.h>
#include <stdatomic.h>

#include "sweep/quantile.h"

/* Every step before that one, and half as many between a step and the double of it. */
#define DENSE_STEPS 16

/* About as many points lie evenly over all steps, or half as many. */
#define EVEN_POINTS 256

/* What is kept at most: bytes of measurements, and points of all cells, each a line of a table. */
#define MOST_BYTES (G_GUINT64_CONSTANT (512) << 20)
#define MOST_POINTS 1000000

typedef struct {
  guint64 *steps;
  guint n_points;
} Grid;

typedef struct {
  /* of points: stored after what they are, so who sees the number sees them */
  atomic_uint n_known;
  guint n_written;      /* the writer's alone */
  guint n_measured;     /* before the end; known with the last point, like the next */
  gboolean has_diverged;
} Progress;

struct _GradusSweepCurves {
  guint n_seeds, n_cells;
  GArray *grids;     /* Grid */
  guint *cell_grids; /* (cells) */
  double **values;   /* (cells) of (seeds, points, GRADUS_N_CURVES) */
  Progress *jobs;    /* (cells, seeds) */
};

/* -- The steps --------------------------------------------------------------------------------- */

static guint64
find_even_stride (guint64 n_steps)
{
  guint64 stride = 1;

  while (n_steps / stride > EVEN_POINTS)
    stride *= 2;
  return stride;
}

/* Both are multiples of powers of two: so the test data, which are measured at such steps, are
 * measured at most of these. */
static Grid
make_grid (guint64 n_steps)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (guint64));
  const guint64 even = find_even_stride (n_steps);
  guint64 step = 0, stride = 1;
  Grid grid;

  while (step < n_steps) {
    g_array_append_val (steps, step);
    if (step >= DENSE_STEPS * stride)
      stride *= 2;
    step += MIN (stride, even);
  }
  g_array_append_val (steps, n_steps);
  grid.n_points = steps->len;
  grid.steps = (guint64 *) (gpointer) g_array_free (steps, FALSE);
  return grid;
}

static void
clear_grid (gpointer data)
{
  g_free (((Grid *) data)->steps);
}

static guint
find_grid (GradusSweepCurves *self, guint64 n_steps)
{
  Grid grid;

  for (guint i = 0; i < self->grids->len; i++) {
    const Grid *one = &g_array_index (self->grids, Grid, i);

    if (one->steps[one->n_points - 1] == n_steps)
      return i;
  }
  grid = make_grid (n_steps);
  g_array_append_val (self->grids, grid);
  return self->grids->len - 1;
}

static const Grid *
get_grid (const GradusSweepCurves *self, guint cell)
{
  return &g_array_index (self->grids, Grid, self->cell_grids[cell]);
}

const guint64 *
gradus_sweep_curves_get_steps (const GradusSweepCurves *self, guint cell, guint *n_points)
{
  *n_points = get_grid (self, cell)->n_points;
  return get_grid (self, cell)->steps;
}

guint
gradus_sweep_curves_find_point (const GradusSweepCurves *self, guint cell, guint64 step)
{
  const Grid *grid = get_grid (self, cell);
  guint point = 0;

  while (point + 1 < grid->n_points && grid->steps[point + 1] <= step)
    point++;
  if (point + 1 < grid->n_points && step - grid->steps[point] > grid->steps[point + 1] - step)
    point++;
  return point;
}

/* -- Making it --------------------------------------------------------------------------------- */

static gboolean
check_size (const GradusSweepCurves *self, GError **error)
{
  guint64 n_points = 0;

  for (guint i = 0; i < self->n_cells; i++)
    n_points += get_grid (self, i)->n_points;
  if (n_points <= MOST_POINTS &&
      n_points * self->n_seeds <= MOST_BYTES / (GRADUS_N_CURVES * sizeof (double)))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "the curves of %u cells with %u seeds each are too many to be kept; take fewer cells "
               "or seeds, or do without curves",
               self->n_cells, self->n_seeds);
  return FALSE;
}

GradusSweepCurves *
gradus_sweep_curves_new (const guint64 *cell_steps, guint n_cells, guint n_seeds, GError **error)
{
  g_autoptr (GradusSweepCurves) self = g_new0 (GradusSweepCurves, 1);

  self->n_cells = n_cells;
  self->n_seeds = n_seeds;
  self->grids = g_array_new (FALSE, FALSE, sizeof (Grid));
  g_array_set_clear_func (self->grids, clear_grid);
  self->cell_grids = g_new (guint, n_cells);
  for (guint i = 0; i < n_cells; i++)
    self->cell_grids[i] = find_grid (self, cell_steps[i]);
  self->values = g_new0 (double *, n_cells);
  if (!check_size (self, error))
    return NULL;
  for (guint i = 0; i < n_cells; i++)
    self->values[i] =
        g_new0 (double, (gsize) n_seeds *get_grid (self, i)->n_points *GRADUS_N_CURVES);
  self->jobs = g_new0 (Progress, (gsize) n_cells * n_seeds);
  return g_steal_pointer (&self);
}

void
gradus_sweep_curves_free (GradusSweepCurves *self)
{
  for (guint i = 0; i < self->n_cells; i++)
    g_free (self->values[i]);
  g_free (self->values);
  g_free (self->cell_grids);
  g_array_unref (self->grids);
  g_free (self->jobs);
  g_free (self);
}

/* -- The threads ------------------------------------------------------------------------------- */

static Progress *
get_job (const GradusSweepCurves *self, guint cell, guint seed)
{
  return &self->jobs[(gsize) cell * self->n_seeds + seed];
}

static double *
get_point (const GradusSweepCurves *self, guint cell, guint seed, guint point)
{
  const gsize n_points = get_grid (self, cell)->n_points;

  return self->values[cell] + (seed * n_points + point) * GRADUS_N_CURVES;
}

static double
make_cost (double cost)
{
  return isfinite (cost) ? cost : INFINITY;
}

static double
make_accuracy (double accuracy)
{
  return isfinite (accuracy) ? accuracy : -INFINITY;
}

static void
write_point (double *values, const GradusMetrics *metrics)
{
  const gboolean has_test = !isnan (metrics->test_cost) || !isnan (metrics->test_accuracy);

  values[GRADUS_CURVE_COST] = make_cost (metrics->cost);
  values[GRADUS_CURVE_ACCURACY] = make_accuracy (metrics->accuracy);
  values[GRADUS_CURVE_TEST_COST] = has_test ? make_cost (metrics->test_cost) : NAN;
  values[GRADUS_CURVE_TEST_ACCURACY] = has_test ? make_accuracy (metrics->test_accuracy) : NAN;
}

void
gradus_sweep_curves_begin (GradusSweepCurves *self, guint cell, guint seed)
{
  get_job (self, cell, seed)->n_written = 0;
}

/* A point that is known stands there with the same bits, and others may be reading it. */
void
gradus_sweep_curves_add (GradusSweepCurves *self, guint cell, guint seed,
                         const GradusMetrics *metrics)
{
  Progress *job = get_job (self, cell, seed);
  const guint point = job->n_written++;

  if (point < atomic_load_explicit (&job->n_known, memory_order_relaxed))
    return;
  write_point (get_point (self, cell, seed, point), metrics);
  atomic_store_explicit (&job->n_known, point + 1, memory_order_release);
}

void
gradus_sweep_curves_conclude (GradusSweepCurves *self, guint cell, guint seed,
                              const GradusMetrics *metrics, gboolean has_diverged)
{
  const guint n_points = get_grid (self, cell)->n_points;
  Progress *job = get_job (self, cell, seed);

  for (guint point = job->n_written; point < n_points; point++)
    write_point (get_point (self, cell, seed, point), metrics);
  job->n_measured = job->n_written;
  job->has_diverged = has_diverged;
  atomic_store_explicit (&job->n_known, n_points, memory_order_release);
}

/* -- The readers ------------------------------------------------------------------------------- */

guint
gradus_sweep_curves_count_known (const GradusSweepCurves *self, guint cell, guint seed)
{
  return atomic_load_explicit (&get_job (self, cell, seed)->n_known, memory_order_acquire);
}

guint
gradus_sweep_curves_count_measured (const GradusSweepCurves *self, guint cell, guint seed)
{
  return get_job (self, cell, seed)->n_measured;
}

double
gradus_sweep_curves_get (const GradusSweepCurves *self, GradusCurveKind kind, guint cell,
                         guint seed, guint point)
{
  return get_point (self, cell, seed, point)[kind];
}

/* At the last point every job has ended, as it was to. */
static void
count_ended (const GradusSweepCurves *self, guint cell, guint seed, guint point, guint n_known,
             GradusSweepBand *band)
{
  const guint n_points = get_grid (self, cell)->n_points;
  const Progress *job = get_job (self, cell, seed);

  if (n_known < n_points || point < job->n_measured)
    return;
  band->n_diverged += job->has_diverged ? 1 : 0;
  band->n_stopped += !job->has_diverged && job->n_measured < n_points - 1 ? 1 : 0;
}

void
gradus_sweep_curves_summarise (const GradusSweepCurves *self, GradusCurveKind kind, guint cell,
                               guint point, GradusSweepBand *band)
{
  g_autofree double *values = g_new (double, self->n_seeds);
  guint n = 0;

  *band = (GradusSweepBand){ 0 };
  for (guint seed = 0; seed < self->n_seeds; seed++) {
    const guint n_known = gradus_sweep_curves_count_known (self, cell, seed);

    if (point >= n_known ||
        isnan (values[n] = gradus_sweep_curves_get (self, kind, cell, seed, point)))
      continue;
    n++;
    count_ended (self, cell, seed, point, n_known, band);
  }
  gradus_quantile_sort (values, n);
  band->n = n;
  band->least = gradus_quantile_find (values, n, 0);
  band->low = gradus_quantile_find (values, n, 0.25);
  band->median = gradus_quantile_find (values, n, 0.5);
  band->high = gradus_quantile_find (values, n, 0.75);
  band->greatest = gradus_quantile_find (values, n, 1);
}

int
gradus_sweep_curves_find_seed (const GradusSweepCurves *self, GradusCurveKind kind, guint cell,
                               guint point, double value, gboolean is_log)
{
  double least = INFINITY;
  int nearest = -1;

  for (guint seed = 0; seed < self->n_seeds; seed++) {
    double own, distance;

    if (point >= gradus_sweep_curves_count_known (self, cell, seed))
      continue;
    own = gradus_sweep_curves_get (self, kind, cell, seed, point);
    distance = is_log ? fabs (log (own) - log (value)) : fabs (own - value);
    if (distance < least) {
      least = distance;
      nearest = (int) seed;
    }
  }
  return nearest;
}
