/* SPDX-License-Identifier: MIT */
#include "train/predictor.h"

#include "nn/pass.h"

/* Samples that go through together. */
#define PIECE 256

/* What the pass says, sample by sample and in the target's unit. */
static void
take_outputs (const GradusPass *pass, const GradusPreparation *preparation, float *outputs)
{
  const float *said = gradus_pass_outputs (pass);

  for (guint i = 0; i < pass->n_samples; i++)
    for (guint k = 0; k < pass->n_outputs; k++)
      outputs[(gsize) i * pass->n_outputs + k] =
          said[(gsize) k * pass->stride + i] * preparation->target_span +
          preparation->target_offset;
}

gboolean
gradus_predict (GradusNetwork *network, const GradusPreparation *preparation, const float *raw,
                gsize n, float *outputs, GError **error)
{
  g_autoptr (GradusPass) pass =
      gradus_network_new_pass (network, PIECE, GRADUS_PASS_FORWARD, error);
  g_autofree float *inputs = g_new (float, (gsize) PIECE * preparation->n_inputs);

  if (!pass)
    return FALSE;
  for (gsize first = 0; first < n; first += PIECE) {
    const guint n_here = (guint) MIN (PIECE, n - first);

    for (gsize i = 0; i < n_here; i++)
      gradus_preparation_apply (preparation, raw + (first + i) * preparation->n_raw,
                                inputs + i * preparation->n_inputs);
    gradus_pass_set_samples (pass, n_here, 1);
    gradus_pass_load_floats (pass, inputs, NULL, NULL);
    gradus_network_forward (network, pass, NULL);
    take_outputs (pass, preparation, outputs + first * preparation->n_outputs);
  }
  return TRUE;
}
