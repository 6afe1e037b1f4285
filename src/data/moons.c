/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <math.h>

#include "data/planar.h"

/* The radius of the half circles. */
#define SIZE 3.0

static GradusDataset *
make_moons (const GradusDataSpec *spec, const GradusDraw *draw, GError **error)
{
  GradusDataset *dataset = gradus_dataset_new (2, 1, spec->n_samples);

  for (guint i = 0; i < spec->n_samples; i++) {
    const gboolean is_lower = i % 2 == 1;
    const double angle = gradus_planar_draw (draw, 0, G_PI);
    const double x = SIZE * (is_lower ? 1 - cos (angle) : cos (angle)) - SIZE / 2;
    const double y = SIZE * (is_lower ? 0.5 - sin (angle) : sin (angle)) - SIZE / 4;

    gradus_planar_put (dataset, i, spec, draw, x, y, is_lower);
  }
  return dataset;
}

const GradusGenerator gradus_moons_generator = {
  .name = "moons",
  .title = N_ ("Moons"),
  .n_inputs = 2,
  .usual = { .n_samples = 500, .noise = 0.1, .test_fraction = 0.2 },
  .has_test = TRUE,
  .has_noise = TRUE,
  .count_targets = gradus_planar_count_targets,
  .make = make_moons,
};
