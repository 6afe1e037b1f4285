/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <math.h>

#include "data/planar.h"

/* The target at a point. */
typedef double (*HeightFunc) (double x, double y);

static double
get_plane (double x, double y)
{
  return (x + y) / (2 * GRADUS_PLANAR_RADIUS);
}

/* The cone with the greatest distance from 0 decides. */
static double
get_hill (double x, double y)
{
  static const double cones[][3] = { { -4, 2.5, 1 },   { 0, 2.5, -1 }, { 4, 2.5, 1 },
                                     { -4, -2.5, -1 }, { 0, -2.5, 1 }, { 4, -2.5, -1 } };
  double height = 0;

  for (guint i = 0; i < G_N_ELEMENTS (cones); i++) {
    const double above = cones[i][2] * MAX (1 - hypot (x - cones[i][0], y - cones[i][1]) / 2, 0);

    if (fabs (above) > fabs (height))
      height = above;
  }
  return height;
}

/* The target belongs to the point before noise moves it, as with classes. */
static GradusDataset *
make_surface (const GradusDataSpec *spec, const GradusDraw *draw, HeightFunc get_height)
{
  GradusDataset *dataset = gradus_dataset_new (2, 1, spec->n_samples);

  for (guint i = 0; i < spec->n_samples; i++) {
    const double x = gradus_planar_draw (draw, -GRADUS_PLANAR_RADIUS, GRADUS_PLANAR_RADIUS);
    const double y = gradus_planar_draw (draw, -GRADUS_PLANAR_RADIUS, GRADUS_PLANAR_RADIUS);

    gradus_planar_put (dataset, i, spec, draw, x, y, FALSE);
    dataset->targets[i] = (float) get_height (x, y);
  }
  return dataset;
}

static GradusDataset *
make_plane (const GradusDataSpec *spec, const GradusDraw *draw, GError **error)
{
  return make_surface (spec, draw, get_plane);
}

static GradusDataset *
make_hill (const GradusDataSpec *spec, const GradusDraw *draw, GError **error)
{
  return make_surface (spec, draw, get_hill);
}

const GradusGenerator gradus_plane_generator = {
  .name = "plane",
  .title = N_ ("Plane"),
  .n_inputs = 2,
  .usual = { .n_samples = 500, .noise = 0.05, .test_fraction = 0.2 },
  .has_noise = TRUE,
  .has_test = TRUE,
  .is_regression = TRUE,
  .count_targets = gradus_planar_count_targets,
  .make = make_plane,
};

const GradusGenerator gradus_hill_generator = {
  .name = "hill",
  .title = N_ ("Hills"),
  .n_inputs = 2,
  .usual = { .n_samples = 500, .noise = 0.05, .test_fraction = 0.2 },
  .has_noise = TRUE,
  .has_test = TRUE,
  .is_regression = TRUE,
  .count_targets = gradus_planar_count_targets,
  .make = make_hill,
};
