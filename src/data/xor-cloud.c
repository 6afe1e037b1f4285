/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "data/planar.h"

/* The distance between a cloud and the axes. */
#define GAP 0.3

static GradusDataset *
make_clouds (const GradusDataSpec *spec, const GradusDraw *draw, GError **error)
{
  GradusDataset *dataset = gradus_dataset_new (2, 1, spec->n_samples);

  for (guint i = 0; i < spec->n_samples; i++) {
    double x = gradus_planar_draw (draw, -GRADUS_PLANAR_RADIUS, GRADUS_PLANAR_RADIUS);
    double y = gradus_planar_draw (draw, -GRADUS_PLANAR_RADIUS, GRADUS_PLANAR_RADIUS);

    x += x > 0 ? GAP : -GAP;
    y += y > 0 ? GAP : -GAP;
    gradus_planar_put (dataset, i, spec, draw, x, y, x * y < 0);
  }
  return dataset;
}

const GradusGenerator gradus_xor_cloud_generator = {
  .name = "xor-cloud",
  .title = N_ ("XOR, clouds"),
  .n_inputs = 2,
  .usual = { .n_samples = 500, .noise = 0.1, .test_fraction = 0.2 },
  .has_test = TRUE,
  .has_noise = TRUE,
  .count_targets = gradus_planar_count_targets,
  .make = make_clouds,
};
