/* SPDX-License-Identifier: MIT */
#include "train/evaluator.h"

#include <string.h>

#include "nn/pass.h"

struct _GradusEvaluator {
  GradusNetwork *network;
  GradusCost cost;
  GradusPass *pass;
  float *gradients; /* the pieces' sum; NULL where all samples are one piece */
};

GradusEvaluator *
gradus_evaluator_new (GradusNetwork *network, GradusCost cost, guint n_samples, GError **error)
{
  g_autoptr (GradusEvaluator) evaluator = g_new0 (GradusEvaluator, 1);

  evaluator->network = network;
  evaluator->cost = cost;
  evaluator->pass = gradus_network_new_pass (network, MIN (n_samples, GRADUS_EVALUATOR_PIECE),
                                             GRADUS_PASS_GRADIENTS, error);
  if (!evaluator->pass)
    return NULL;
  if (n_samples > GRADUS_EVALUATOR_PIECE)
    evaluator->gradients = g_new (float, gradus_network_get_n_floats (network));
  return g_steal_pointer (&evaluator);
}

void
gradus_evaluator_free (GradusEvaluator *evaluator)
{
  g_clear_pointer (&evaluator->pass, gradus_pass_free);
  g_free (evaluator->gradients);
  g_free (evaluator);
}

/* Adds a piece of the dataset, from sample `start` on, to the sums of the evaluation. The weight is
 * one of n_samples, not one of the piece: so the gradients of the pieces sum up to those of all. */
static void
forward_piece (GradusEvaluator *evaluator, const GradusDataset *dataset, guint start,
               guint n_samples, GradusEvaluation *sums)
{
  GradusPass *pass = evaluator->pass;
  const guint n = MIN (n_samples - start, pass->capacity);
  guint n_right;

  gradus_pass_set_samples (pass, n,
                           gradus_cost_sample_weight (evaluator->cost, pass->n_outputs, n_samples));
  gradus_pass_load (pass, &dataset->inputs, dataset->targets, NULL, start, NULL, NULL);
  gradus_network_forward (evaluator->network, pass, NULL);
  sums->cost +=
      gradus_cost_sum (evaluator->cost, pass->n_outputs, pass->stride, n, gradus_pass_logits (pass),
                       gradus_pass_outputs (pass), pass->targets);
  if (dataset->variance <= 0) {
    sums->accuracy += gradus_cost_count_right (evaluator->cost, pass->n_outputs, pass->stride, n,
                                               gradus_pass_outputs (pass), pass->targets);
    sums->n_undecided +=
        gradus_cost_count_undecided (evaluator->cost, pass->n_outputs, pass->stride, n,
                                     gradus_pass_outputs (pass), pass->targets, &n_right);
    sums->n_undecided_right += n_right;
  }
  sums->n_samples += n;
}

static void
finish (GradusEvaluation *sums, const GradusDataset *dataset)
{
  sums->cost /= sums->n_samples;
  sums->accuracy = dataset->variance > 0 ? gradus_cost_explained (sums->cost, dataset->variance)
                                         : sums->accuracy / sums->n_samples;
}

GradusEvaluation
gradus_evaluator_measure (GradusEvaluator *evaluator, const GradusDataset *dataset, guint n_samples)
{
  GradusEvaluation sums = { 0 };

  while (sums.n_samples < n_samples)
    forward_piece (evaluator, dataset, sums.n_samples, n_samples, &sums);
  finish (&sums, dataset);
  return sums;
}

static void
copy_outputs (const GradusPass *pass, guint start, guint n_shown, float *shown)
{
  const float *outputs = gradus_pass_outputs (pass);

  if (start >= n_shown)
    return;
  for (guint row = 0; row < pass->n_outputs; row++)
    memcpy (shown + (gsize) row * n_shown + start, outputs + (gsize) row * pass->stride,
            MIN (pass->n_samples, n_shown - start) * sizeof (float));
}

/* Adds the gradients of the piece to those of the pieces before. */
static void
sum_gradients (GradusEvaluator *evaluator, gboolean is_first)
{
  const gsize n = gradus_network_get_n_floats (evaluator->network);
  const float *newest = evaluator->pass->gradients;

  for (gsize i = 0; i < n; i++)
    evaluator->gradients[i] = is_first ? newest[i] : evaluator->gradients[i] + newest[i];
}

GradusEvaluation
gradus_evaluator_differentiate (GradusEvaluator *evaluator, const GradusDataset *dataset,
                                guint n_samples, float *shown, guint n_shown,
                                GradusDiagnostics *diagnostics)
{
  GradusNetwork *network = evaluator->network;
  const gboolean has_pieces = n_samples > evaluator->pass->capacity;
  GradusEvaluation sums = { 0 };

  while (sums.n_samples < n_samples) {
    const guint start = sums.n_samples;

    forward_piece (evaluator, dataset, start, n_samples, &sums);
    if (shown)
      copy_outputs (evaluator->pass, start, n_shown, shown);
    for (guint i = 0; diagnostics && start == 0 && i < gradus_network_get_n_layers (network); i++)
      gradus_diagnostics_look_at_outputs (&diagnostics[i], network, evaluator->pass, i);
    gradus_network_backward (network, evaluator->pass, evaluator->cost, NULL);
    if (has_pieces)
      sum_gradients (evaluator, start == 0);
  }
  if (has_pieces)
    /* Where whoever looks expects them, as if there had been one piece. */
    memcpy (evaluator->pass->gradients, evaluator->gradients,
            gradus_network_get_n_floats (network) * sizeof (float));
  finish (&sums, dataset);
  return sums;
}

const GradusPass *
gradus_evaluator_get_pass (const GradusEvaluator *evaluator)
{
  return evaluator->pass;
}
