/* SPDX-License-Identifier: MIT */
#include "data/generator.h"

GradusDataset *
gradus_xor_make (void)
{
  GradusDataset *dataset = gradus_dataset_new (2, 1, 4);

  for (guint sample = 0; sample < 4; sample++) {
    guint a = sample >> 1, b = sample & 1;

    dataset->inputs[sample] = (float) a;
    dataset->inputs[4 + sample] = (float) b;
    dataset->targets[sample] = (float) (a ^ b);
  }
  return dataset;
}
