/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "data/planar.h"

#define DEVIATION 1.0

static GradusDataset *
make_gaussians (const GradusDataSpec *spec, const GradusDraw *draw, GError **error)
{
  GradusDataset *dataset = gradus_dataset_new (2, 1, spec->n_samples);

  for (guint i = 0; i < spec->n_samples; i++) {
    const gboolean class = i % 2 == 0;
    const double middle = class ? 2 : -2;
    double x, y;

    gradus_planar_draw_normal (draw, &x, &y);
    gradus_planar_put (dataset, i, spec, draw, middle + DEVIATION * x, middle + DEVIATION * y,
                       class);
  }
  return dataset;
}

const GradusGenerator gradus_gauss_generator = {
  .name = "gauss",
  .title = N_ ("Two Gaussians"),
  .n_inputs = 2,
  .usual = { .n_samples = 500, .noise = 0.1, .test_fraction = 0.2 },
  .has_test = TRUE,
  .has_noise = TRUE,
  .count_targets = gradus_planar_count_targets,
  .make = make_gaussians,
};
