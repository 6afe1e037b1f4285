/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <math.h>

#include "data/planar.h"

/* Four cells on each side of the square. */
#define CELL (GRADUS_PLANAR_RADIUS / 2)

static GradusDataset *
make_checkerboard (const GradusDataSpec *spec, const GradusDraw *draw, GError **error)
{
  GradusDataset *dataset = gradus_dataset_new (2, 1, spec->n_samples);

  for (guint i = 0; i < spec->n_samples; i++) {
    const double x = gradus_planar_draw (draw, -GRADUS_PLANAR_RADIUS, GRADUS_PLANAR_RADIUS);
    const double y = gradus_planar_draw (draw, -GRADUS_PLANAR_RADIUS, GRADUS_PLANAR_RADIUS);
    const int column = (int) floor ((x + GRADUS_PLANAR_RADIUS) / CELL);
    const int row = (int) floor ((y + GRADUS_PLANAR_RADIUS) / CELL);

    gradus_planar_put (dataset, i, spec, draw, x, y, (column + row) % 2 == 0);
  }
  return dataset;
}

const GradusGenerator gradus_checkerboard_generator = {
  .name = "checkerboard",
  .title = N_ ("Checkerboard"),
  .n_inputs = 2,
  .usual = { .n_samples = 500, .noise = 0.1, .test_fraction = 0.2 },
  .has_test = TRUE,
  .has_noise = TRUE,
  .count_targets = gradus_planar_count_targets,
  .make = make_checkerboard,
};
