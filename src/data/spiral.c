/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <math.h>

#include "data/generator.h"

/* As in TensorFlow Playground. */
#define RADIUS 5.0
#define TURNS 1.75

static guint
count_targets (const GradusDataSpec *spec)
{
  return spec->n_arms == 2 ? 1 : spec->n_arms;
}

static double
draw_noise (const GradusDataSpec *spec, const GradusDraw *draw)
{
  return spec->noise * (2 * draw->draw (draw->source) - 1);
}

static GradusDataset *
make_spiral (const GradusDataSpec *spec, const GradusDraw *draw, GError **error)
{
  const guint n_targets = count_targets (spec);
  GradusDataset *dataset = gradus_dataset_new (2, n_targets, spec->n_samples);

  for (guint i = 0; i < spec->n_samples; i++) {
    const guint arm = i % spec->n_arms;
    const double along = (double) (i / spec->n_arms) * spec->n_arms / spec->n_samples;
    const double angle = 2 * G_PI * (TURNS * along + (double) arm / spec->n_arms);

    dataset->floats[2 * i] = (float) (RADIUS * along * sin (angle) + draw_noise (spec, draw));
    dataset->floats[2 * i + 1] = (float) (RADIUS * along * cos (angle) + draw_noise (spec, draw));
    if (n_targets == 1)
      dataset->targets[i] = arm == 0 ? 1 : 0;
    else
      dataset->targets[i * n_targets + arm] = 1;
  }
  return dataset;
}

const GradusGenerator gradus_spiral_generator = {
  .name = "spiral",
  .title = N_ ("Spiral"),
  .n_inputs = 2,
  .usual = { .n_samples = 500, .noise = 0.1, .n_arms = 2, .test_fraction = 0.2 },
  .has_test = TRUE,
  .has_noise = TRUE,
  .count_targets = count_targets,
  .make = make_spiral,
};
