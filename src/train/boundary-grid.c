/* SPDX-License-Identifier: MIT */
#include "train/boundary-grid.h"

#include <math.h>
#include <string.h>

#include "data/feature.h"
#include "nn/pass.h"
#include "train/evaluator.h"

/* What a picture of a run may cost: some 10 ms. */
#define PICTURE_MULTIPLY_ADDS 2e8

/* A coarser grid shows nothing. */
#define LEAST_SIZE 16

/* So few samples lie at the corners of what they are about: then the plane shows more around
 * them. */
#define FEW_SAMPLES 16

/* -- The plane --------------------------------------------------------------------------------- */

/* How far samples reach along two axes. */
typedef struct {
  double low[2], high[2];
} Reach;

static void
include_point (Reach *reach, const double point[2])
{
  for (guint axis = 0; axis < 2; axis++) {
    reach->low[axis] = MIN (reach->low[axis], point[axis]);
    reach->high[axis] = MAX (reach->high[axis], point[axis]);
  }
}

/* Of a single input the second axis is that of the targets. */
static void
include_samples (Reach *reach, const GradusDataset *dataset, const guint inputs[2],
                 gboolean is_line)
{
  for (guint i = 0; i < dataset->n_samples; i++) {
    double point[2];

    if (is_line) {
      point[0] = (double) gradus_inputs_get (&dataset->inputs, i, 0);
      point[1] = (double) dataset->targets[(gsize) i * dataset->n_targets];
    } else {
      gradus_dataset_get_point (dataset, i, inputs[0], inputs[1], &point[0], &point[1]);
    }
    include_point (reach, point);
  }
}

/* Some room to spare, as a share of it all. */
static void
widen (Reach *reach, double share)
{
  for (guint axis = 0; axis < 2; axis++) {
    const double length = reach->high[axis] - reach->low[axis];
    const double margin = length > 0 ? share * length : 1;

    reach->low[axis] -= margin;
    reach->high[axis] += margin;
  }
}

static gboolean
is_in_extent (const GradusExtent *extent, double x, double y)
{
  return x >= (double) extent->x0 && x <= (double) extent->x1 && y >= (double) extent->y0 &&
         y <= (double) extent->y1;
}

/* Whether the training samples were put by hand on a piece of the plane, and those of a dataset are
 * all there. */
static gboolean
has_extent (const GradusDataset *training, const GradusDataset *dataset)
{
  if (training->extent.x1 <= training->extent.x0)
    return FALSE;
  for (guint i = 0; i < dataset->n_samples; i++) {
    double x, y;

    gradus_dataset_get_point (dataset, i, 0, 1, &x, &y);
    if (!is_in_extent (&training->extent, x, y))
      return FALSE;
  }
  return TRUE;
}

static GradusPlane
take_extent (const GradusExtent *extent)
{
  return (GradusPlane){ .x0 = (double) extent->x0,
                        .x1 = (double) extent->x1,
                        .y0 = (double) extent->y0,
                        .y1 = (double) extent->y1,
                        .y_input = 1 };
}

GradusPlane
gradus_plane_find (const GradusDataset *training, const GradusDataset *test, guint x_input,
                   guint y_input)
{
  const guint n_axes = gradus_dataset_count_axes (training), last = n_axes - 1;
  const guint inputs[2] = { MIN (x_input, last), MIN (y_input, last) };
  const gboolean is_line = n_axes < 2;
  const double share = !is_line && training->n_samples <= FEW_SAMPLES ? 0.5 : 0.1;
  Reach reach = { { INFINITY, INFINITY }, { -INFINITY, -INFINITY } };

  if (inputs[0] == 0 && inputs[1] == 1 && has_extent (training, training) &&
      (!test || has_extent (training, test)))
    return take_extent (&training->extent);
  include_samples (&reach, training, inputs, is_line);
  if (test)
    include_samples (&reach, test, inputs, is_line);
  widen (&reach, share);
  return (GradusPlane){ .x0 = reach.low[0],
                        .x1 = reach.high[0],
                        .y0 = reach.low[1],
                        .y1 = reach.high[1],
                        .x_input = is_line ? 0 : inputs[0],
                        .y_input = is_line ? 0 : inputs[1],
                        .is_line = is_line };
}

/* -- The grid ---------------------------------------------------------------------------------- */

struct _GradusBoundaryGrid {
  GradusNetwork *network;
  GradusDataset *dataset;
  GradusPass *pass; /* a piece of the cells */
  float *means;     /* (n_inputs); NULL before they are needed */
};

GradusBoundaryGrid *
gradus_boundary_grid_new (GradusNetwork *network, GradusDataset *dataset)
{
  GradusPass *pass =
      gradus_network_new_pass (network, GRADUS_EVALUATOR_PIECE, GRADUS_PASS_FORWARD, NULL);
  GradusBoundaryGrid *grid;

  if (!pass)
    return NULL;
  grid = g_new (GradusBoundaryGrid, 1);
  *grid = (GradusBoundaryGrid){ network, gradus_dataset_ref (dataset), pass, NULL };
  return grid;
}

void
gradus_boundary_grid_free (GradusBoundaryGrid *grid)
{
  gradus_pass_free (grid->pass);
  gradus_dataset_unref (grid->dataset);
  g_free (grid->means);
  g_free (grid);
}

GradusPass *
gradus_boundary_grid_get_pass (GradusBoundaryGrid *grid)
{
  return grid->pass;
}

guint
gradus_boundary_grid_fit (const GradusBoundaryGrid *grid, guint wanted)
{
  const double point = (double) gradus_network_count_multiply_adds (grid->network);
  guint size = wanted;

  while (size > LEAST_SIZE && (double) size * size * point > PICTURE_MULTIPLY_ADDS)
    size /= 2;
  return size;
}

/* Once: the data of a grid never change. */
static const float *
get_means (GradusBoundaryGrid *grid)
{
  const GradusDataset *dataset = grid->dataset;
  g_autofree double *sums = NULL;

  if (grid->means)
    return grid->means;
  grid->means = g_new (float, dataset->n_inputs);
  sums = g_new0 (double, dataset->n_inputs);
  for (gsize i = 0; i < dataset->n_samples; i++)
    for (guint k = 0; k < dataset->n_inputs; k++)
      sums[k] += (double) gradus_inputs_get (&dataset->inputs, i, k);
  for (guint k = 0; k < dataset->n_inputs; k++)
    grid->means[k] = (float) (sums[k] / dataset->n_samples);
  return grid->means;
}

static guint
count_cells (const GradusPlane *plane, guint size)
{
  return plane->is_line ? size : size * size;
}

/* The middle of a cell. */
static void
find_cell (const GradusPlane *plane, guint size, guint cell, double *x, double *y)
{
  *x = plane->x0 + (cell % size + 0.5) * (plane->x1 - plane->x0) / size;
  *y = plane->y1 - (cell / size + 0.5) * (plane->y1 - plane->y0) / size;
}

/* Lays the cells from `start` on into the pass; the lanes behind repeat the last one. Returns how
 * many there are. The lanes behind must hold numbers, since the kernels compute whole pieces. */
static guint
load_cells (GradusBoundaryGrid *grid, const GradusPlane *plane, guint size, guint start)
{
  GradusPass *pass = grid->pass;
  const guint n = MIN (count_cells (plane, size) - start, pass->capacity);
  const float *means = grid->dataset->features ? NULL : get_means (grid);

  for (guint i = 0; i < pass->capacity; i++) {
    float *column = pass->inputs + i;
    double x, y;

    find_cell (plane, size, start + MIN (i, n - 1), &x, &y);
    if (grid->dataset->features) {
      gradus_features_fill (grid->dataset->features, x, y, column, pass->stride);
      continue;
    }
    for (guint k = 0; k < pass->n_inputs; k++)
      column[(gsize) k * pass->stride] = k == plane->x_input   ? (float) x
                                         : k == plane->y_input ? (float) y
                                                               : means[k];
  }
  return n;
}

void
gradus_boundary_grid_visit (GradusBoundaryGrid *grid, const GradusPlane *plane, guint size,
                            GradusGridFunc func, gpointer data)
{
  const guint n_cells = count_cells (plane, size);

  for (guint start = 0; start < n_cells; start += grid->pass->capacity) {
    const guint n = load_cells (grid, plane, size, start);

    gradus_network_forward (grid->network, grid->pass, NULL);
    func (grid->pass, start, n, data);
  }
}

typedef struct {
  float *values;
  guint n_cells;
} Filling;

static void
copy_outputs (const GradusPass *pass, guint start, guint n, gpointer data)
{
  const Filling *filling = data;

  for (guint k = 0; k < pass->n_outputs; k++)
    memcpy (filling->values + (gsize) k * filling->n_cells + start,
            gradus_pass_outputs (pass) + (gsize) k * pass->stride, n * sizeof (float));
}

void
gradus_boundary_grid_fill (GradusBoundaryGrid *grid, const GradusPlane *plane, guint size,
                           float *values)
{
  Filling filling = { values, count_cells (plane, size) };

  gradus_boundary_grid_visit (grid, plane, size, copy_outputs, &filling);
}
