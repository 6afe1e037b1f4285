/* SPDX-License-Identifier: MIT */
#include "nn/pass.h"

#include <stdlib.h>
#include <string.h>

void
gradus_pass_free (GradusPass *pass)
{
  free (pass->memory);
  g_free (pass->layers);
  g_free (pass);
}

void
gradus_pass_fill (GradusPass *pass, float *rows, guint n_rows, const float *source, gsize source_stride)
{
  for (guint row = 0; row < n_rows; row++) {
    float *to = rows + (gsize) row * pass->stride;
    const float *from = source + row * source_stride;

    memcpy (to, from, pass->n_samples * sizeof (float));
    for (guint i = pass->n_samples; i < pass->stride; i++)
      to[i] = from[pass->n_samples - 1];
  }
}

const float *
gradus_pass_outputs (const GradusPass *pass)
{
  return pass->layers[pass->n_layers - 1].output;
}
