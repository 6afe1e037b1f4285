/* SPDX-License-Identifier: MIT */
#include "train/answers.h"

#include "nn/layer.h"
#include "nn/pass.h"

/* Rows of a matrix (n_rows, stride) become a sample's numbers each. */
static void
copy_rows (const float *matrix, guint stride, guint n_rows, guint n_samples, float *samples)
{
  for (guint row = 0; row < n_rows; row++) {
    for (guint i = 0; i < n_samples; i++)
      samples[(gsize) i * n_rows + row] = matrix[(gsize) row * stride + i];
  }
}

GradusAnswers *
gradus_answers_new (GradusNetwork *network, GradusPass *pass, const GradusDataset *dataset,
                    guint most, int layer)
{
  GradusAnswers *answers = g_new0 (GradusAnswers, 1);
  const guint n = MIN (dataset->n_samples, most);

  answers->n_samples = n;
  answers->samples = g_new (guint, n);
  answers->n_outputs = pass->n_outputs;
  answers->outputs = g_new (float, (gsize) n * pass->n_outputs);
  answers->n_units = layer < 0 ? 0 : gradus_network_get_layer (network, (guint) layer)->n_outputs;
  answers->units = layer < 0 ? NULL : g_new (float, (gsize) n * answers->n_units);
  for (guint i = 0; i < n; i++)
    answers->samples[i] = (guint) ((guint64) i * dataset->n_samples / n);
  for (guint start = 0; start < n; start += pass->capacity) {
    const guint n_now = MIN (n - start, pass->capacity);

    gradus_pass_set_samples (pass, n_now, 1);
    gradus_pass_load (pass, &dataset->inputs, NULL, answers->samples, start, NULL, NULL);
    gradus_network_forward (network, pass, NULL);
    copy_rows (gradus_pass_outputs (pass), pass->stride, pass->n_outputs, n_now,
               answers->outputs + (gsize) start * pass->n_outputs);
    if (answers->units)
      copy_rows (pass->layers[layer].output, pass->stride, answers->n_units, n_now,
                 answers->units + (gsize) start * answers->n_units);
  }
  gradus_pass_set_samples (pass, pass->capacity, 1);
  return answers;
}

void
gradus_answers_free (GradusAnswers *answers)
{
  g_free (answers->samples);
  g_free (answers->outputs);
  g_free (answers->units);
  g_free (answers);
}
