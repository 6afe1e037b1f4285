/* SPDX-License-Identifier: MIT */
#include "data/points.h"

#include <glib/gi18n.h>
#include <string.h>

#include "data/generator.h"

GradusPoints *
gradus_points_new (const GradusPoint *points, guint n, const GradusExtent *extent)
{
  GradusPoints *self = g_atomic_rc_box_new0 (GradusPoints);

  self->n = n;
  self->n_classes = 2;
  self->extent = extent ? *extent : (GradusExtent){ 0 };
  self->points = g_memdup2 (points, n * sizeof *points);
  for (guint i = 0; i < n; i++)
    self->n_classes = MAX (self->n_classes, points[i].class + 1);
  return self;
}

GradusPoints *
gradus_points_ref (GradusPoints *points)
{
  return g_atomic_rc_box_acquire (points);
}

static void
clear_points (gpointer data)
{
  g_free (((GradusPoints *) data)->points);
}

void
gradus_points_unref (GradusPoints *points)
{
  g_atomic_rc_box_release_full (points, clear_points);
}

gboolean
gradus_points_equal (const GradusPoints *a, const GradusPoints *b)
{
  if (a == b || !a || !b)
    return a == b;
  if (a->n != b->n)
    return FALSE;
  for (guint i = 0; i < a->n; i++) {
    if (a->points[i].x != b->points[i].x || a->points[i].y != b->points[i].y ||
        a->points[i].class != b->points[i].class)
      return FALSE;
  }
  return TRUE;
}

static void
append_points (GArray *points, const GradusDataset *dataset)
{
  for (guint i = 0; i < dataset->n_samples; i++) {
    double x, y;
    GradusPoint point = { 0, 0, gradus_dataset_get_class (dataset, i) };

    gradus_dataset_get_point (dataset, i, 0, 1, &x, &y);
    point.x = (float) x;
    point.y = (float) y;
    g_array_append_val (points, point);
  }
}

GradusPoints *
gradus_points_take (const GradusDataset *training, const GradusDataset *test)
{
  static const GradusPoint corners[] = { { 0, 0, 0 }, { 0, 1, 1 }, { 1, 0, 1 }, { 1, 1, 0 } };
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GradusPoint));
  const guint n = training->n_samples + (test ? test->n_samples : 0);

  if (gradus_dataset_count_axes (training) != 2 || training->variance > 0 ||
      n > GRADUS_POINTS_MAX || gradus_dataset_count_classes (training) > GRADUS_POINTS_MAX_CLASSES)
    return gradus_points_new (corners, G_N_ELEMENTS (corners), NULL);
  append_points (points, training);
  if (test)
    append_points (points, test);
  return gradus_points_new ((const GradusPoint *) (void *) points->data, points->len, NULL);
}

/* -- As data ----------------------------------------------------------------------------------- */

static guint
count_targets (const GradusDataSpec *spec)
{
  return !spec->points || spec->points->n_classes == 2 ? 1 : spec->points->n_classes;
}

static GradusDataset *
make_own_points (const GradusDataSpec *spec, const GradusDraw *draw, GError **error)
{
  const guint n_targets = count_targets (spec);
  GradusDataset *dataset;

  if (!spec->points || spec->points->n == 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "there are no points; put some into the plane");
    return NULL;
  }
  dataset = gradus_dataset_new (2, n_targets, spec->points->n);
  dataset->extent = spec->points->extent;
  for (guint i = 0; i < spec->points->n; i++) {
    const GradusPoint *point = &spec->points->points[i];

    dataset->floats[2 * i] = point->x;
    dataset->floats[2 * i + 1] = point->y;
    if (n_targets == 1)
      dataset->targets[i] = point->class > 0 ? 1 : 0;
    else
      dataset->targets[i * n_targets + point->class] = 1;
  }
  return dataset;
}

const GradusGenerator gradus_points_generator = {
  .name = "points",
  .title = N_ ("Own points"),
  .n_inputs = 2,
  .has_test = TRUE,
  .count_targets = count_targets,
  .make = make_own_points,
};
