/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <math.h>

#include "data/planar.h"

static GradusDataset *
make_circles (const GradusDataSpec *spec, const GradusDraw *draw, GError **error)
{
  GradusDataset *dataset = gradus_dataset_new (2, 1, spec->n_samples);

  for (guint i = 0; i < spec->n_samples; i++) {
    const gboolean is_inner = i % 2 == 0;
    const double radius = GRADUS_PLANAR_RADIUS * (is_inner ? gradus_planar_draw (draw, 0, 0.5)
                                                           : gradus_planar_draw (draw, 0.7, 1));
    const double angle = gradus_planar_draw (draw, 0, 2 * G_PI);

    gradus_planar_put (dataset, i, spec, draw, radius * sin (angle), radius * cos (angle),
                       is_inner);
  }
  return dataset;
}

const GradusGenerator gradus_circle_generator = {
  .name = "circle",
  .title = N_ ("Circle"),
  .n_inputs = 2,
  .usual = { .n_samples = 500, .noise = 0.1, .test_fraction = 0.2 },
  .has_test = TRUE,
  .has_noise = TRUE,
  .count_targets = gradus_planar_count_targets,
  .make = make_circles,
};
