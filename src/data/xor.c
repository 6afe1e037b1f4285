/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "data/generator.h"

static guint
count_targets (const GradusDataSpec *spec)
{
  return 1;
}

static GradusDataset *
make_xor (const GradusDataSpec *spec, const GradusDraw *draw, GError **error)
{
  GradusDataset *dataset = gradus_dataset_new (2, 1, 4);

  for (guint sample = 0; sample < 4; sample++) {
    guint a = sample >> 1, b = sample & 1;

    dataset->floats[2 * sample] = (float) a;
    dataset->floats[2 * sample + 1] = (float) b;
    dataset->targets[sample] = (float) (a ^ b);
  }
  return dataset;
}

const GradusGenerator gradus_xor_generator = {
  .name = "xor",
  .title = N_ ("XOR"),
  .n_inputs = 2,
  .count_targets = count_targets,
  .make = make_xor,
};
