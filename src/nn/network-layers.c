/* SPDX-License-Identifier: MIT */

/* What a step does with the layers of a network one after the other: its ways forward and back,
 * alone or shared by workers. */
#include <string.h>

#include "nn/network-sharing.h"

static void
forward_layer (GradusNetwork *network, GradusPass *pass, guint i, const GradusWorker *worker)
{
  const GradusLayer *layer = &network->layers[i];
  const GradusPart part = gradus_network_share_outputs (network, i, pass, worker);

  if (!gradus_part_is_empty (&part))
    layer->class->functions->forward (layer, network->parameters + network->offsets[i], pass,
                                      &pass->layers[i], &part);
}

void
gradus_network_forward_layers (GradusNetwork *network, GradusPass *pass, guint first, guint end)
{
  const GradusStage *stage = pass->stages;

  while (stage->end <= first)
    stage++;
  do {
    if (stage->chain)
      stage->chain->forward_chain (pass, MAX (stage->first, first), MIN (stage->end, end));
    else
      forward_layer (network, pass, stage->first, NULL);
  } while (stage++->end < end);
}

void
gradus_network_forward (GradusNetwork *network, GradusPass *pass, const GradusWorker *worker)
{
  if (gradus_worker_is_alone (worker)) {
    gradus_network_forward_layers (network, pass, 0, network->n_layers);
    return;
  }
  if (gradus_network_is_by_units (network, 0, pass, worker) ||
      !gradus_pass_has_even_columns (pass, worker))
    gradus_worker_wait (worker);
  for (guint i = 0; i < network->n_layers; i++) {
    if (i > 0 && gradus_network_must_meet (network, i, pass, worker))
      gradus_worker_wait (worker);
    forward_layer (network, pass, i, worker);
  }
  if (gradus_network_is_by_units (network, network->n_layers - 1, pass, worker))
    gradus_worker_wait (worker);
}

/* The gradient of the cost by z of the last layer, or by its outputs, into `gradient` (n_outputs,
 * stride). */
static void
differentiate_cost (const GradusNetwork *network, const GradusPass *pass, GradusCost cost,
                    const GradusWorker *worker, float *gradient)
{
  const GradusColumns columns = gradus_pass_share_columns (pass, worker);
  const GradusBlock block = { pass->n_outputs, columns.end - columns.begin, pass->stride };

  network->kernels->cost_gradient (&block, gradus_cost_gradient_factor (cost),
                                   pass->lane_weights + columns.begin,
                                   pass->layers[pass->n_layers - 1].output + columns.begin,
                                   pass->targets + columns.begin, gradient + columns.begin);
}

/* Whether layer i gives the one before its delta at once: times `slope` where its output is not
 * above 0, see GradusLayerPass. Not where others, too, give a gradient back to that one. */
static gboolean
gives_delta (const GradusNetwork *network, const GradusPass *pass, guint i, float *slope)
{
  float low = 1;
  const gboolean gives =
      i > 0 && !pass->layers[i - 1].branch &&
      gradus_pass_knows_slopes (&network->layers[i - 1], &pass->layers[i - 1], &low) &&
      (low == 1 || network->layers[i].class->functions->takes_slope_before);

  *slope = gives ? low : 1;
  return gives;
}

static void
backward_layer (GradusNetwork *network, GradusPass *pass, guint i, const float *gradient,
                float *input_gradient, const GradusWorker *worker)
{
  const GradusLayer *layer = &network->layers[i];
  const GradusLayerFunctions *functions = layer->class->functions;
  const float *parameters = network->parameters + network->offsets[i];
  GradusPart part = gradus_network_share_outputs (network, i, pass, worker);
  GradusLayerPass own = pass->layers[i];

  gives_delta (network, pass, i, &own.slope_before);
  if (!gradus_part_is_empty (&part) && (gradient || !functions->send_back))
    functions->backward (layer, parameters, pass, &own, &part, gradient,
                         functions->send_back ? NULL : input_gradient);
  if (!functions->send_back || !input_gradient)
    return;
  if (gradient && gradus_network_is_by_units (network, i, pass, worker))
    gradus_worker_wait (worker);
  part = gradus_network_share_inputs (network, i, pass, worker);
  if (!gradus_part_is_empty (&part))
    functions->send_back (layer, parameters, pass, &own, &part, input_gradient);
}

/* What an earlier output gets back from the layers that read it besides the next one is added up
 * as they are passed. */
static void
clear_branches (const GradusNetwork *network, const GradusPass *pass, const GradusWorker *worker)
{
  const GradusColumns columns = gradus_pass_share_columns (pass, worker);

  for (guint i = 0; i < network->n_layers; i++) {
    for (guint row = 0; pass->layers[i].branch && row < network->layers[i].n_outputs; row++)
      memset (pass->layers[i].branch + (gsize) row * pass->stride + columns.begin, 0,
              (columns.end - columns.begin) * sizeof (float));
  }
}

static void
add_branch (const GradusNetwork *network, const GradusPass *pass, guint i, float *gradient,
            const GradusWorker *worker)
{
  const GradusColumns columns = gradus_pass_share_columns (pass, worker);
  const GradusBlock block = { network->layers[i].n_outputs, columns.end - columns.begin,
                              pass->stride };

  network->kernels->add (&block, pass->layers[i].branch + columns.begin, gradient + columns.begin);
}

/* Where layer i writes what goes back to the one before: nothing goes to the input. And the gradient
 * by that one's outputs, NULL where it is delta already. */
static float *
find_input_gradient (const GradusNetwork *network, const GradusPass *pass, guint i,
                     const float *gradient, float **next)
{
  float slope;

  *next = i == 0                                  ? NULL
          : pass->layers[i - 1].output_gradient   ? pass->layers[i - 1].output_gradient
          : gradient == pass->output_gradients[1] ? pass->output_gradients[0]
                                                  : pass->output_gradients[1];
  if (!gives_delta (network, pass, i, &slope))
    return *next;
  *next = NULL;
  return pass->layers[i - 1].delta;
}

static void
backward_alone (GradusNetwork *network, GradusPass *pass, float *gradient)
{
  for (guint k = pass->n_stages; k-- > 0;) {
    const GradusStage *stage = &pass->stages[k];
    float *next,
        *input_gradient = find_input_gradient (network, pass, stage->first, gradient, &next);

    if (stage->has_branch)
      add_branch (network, pass, stage->end - 1, gradient, NULL);
    if (stage->chain)
      stage->chain->backward_chain (pass, stage->first, stage->end, gradient, input_gradient);
    else
      backward_layer (network, pass, stage->first, gradient, input_gradient, NULL);
    gradient = next;
  }
}

static void
backward_shared (GradusNetwork *network, GradusPass *pass, float *gradient,
                 const GradusWorker *worker)
{
  if (gradus_network_is_by_units (network, network->n_layers - 1, pass, worker))
    gradus_worker_wait (worker);
  for (guint i = network->n_layers; i-- > 0;) {
    float *next, *input_gradient = find_input_gradient (network, pass, i, gradient, &next);

    if (pass->layers[i].branch) {
      add_branch (network, pass, i, gradient, worker);
      if (gradus_network_is_by_units (network, i, pass, worker))
        gradus_worker_wait (worker);
    }
    backward_layer (network, pass, i, gradient, input_gradient, worker);
    if (i > 0 && gradus_network_must_meet_back (network, i, pass, !next, worker))
      gradus_worker_wait (worker);
    gradient = next;
  }
}

static void
differentiate_layer (GradusNetwork *network, GradusPass *pass, guint i, const GradusWorker *worker)
{
  const GradusLayer *layer = &network->layers[i];
  const GradusNetworkShare *share = &network->shares[i];
  const GradusSpan rows =
      gradus_network_share_rows (network, i, pass, share->n_rows * share->n_bands, worker);

  if (layer->class->functions->differentiate && rows.begin < rows.end)
    layer->class->functions->differentiate (layer, pass, &pass->layers[i], rows,
                                            pass->gradients + network->offsets[i]);
}

static void
add_bands (GradusNetwork *network, GradusPass *pass, const GradusWorker *worker)
{
  for (guint i = 0; i < network->n_layers; i++) {
    const GradusLayer *layer = &network->layers[i];
    const GradusNetworkShare *share = &network->shares[i];
    const GradusSpan rows = gradus_network_share_rows (network, i, pass, share->n_rows, worker);

    if (share->n_bands > 1 && rows.begin < rows.end)
      layer->class->functions->add_bands (layer, &pass->layers[i], rows,
                                          pass->gradients + network->offsets[i]);
  }
}

static void
differentiate_alone (GradusNetwork *network, GradusPass *pass)
{
  for (guint k = 0; k < pass->n_stages; k++) {
    const GradusStage *stage = &pass->stages[k];

    if (stage->chain)
      stage->chain->differentiate_chain (pass, stage->first, stage->end);
    else
      differentiate_layer (network, pass, stage->first, NULL);
  }
  if (network->has_bands)
    add_bands (network, pass, NULL);
}

static void
differentiate_shared (GradusNetwork *network, GradusPass *pass, const GradusWorker *worker)
{
  for (guint i = 0; i < network->n_layers; i++)
    differentiate_layer (network, pass, i, worker);
  if (!network->has_bands)
    return;
  gradus_worker_wait (worker);
  add_bands (network, pass, worker);
}

void
gradus_network_backward (GradusNetwork *network, GradusPass *pass, GradusCost cost,
                         const GradusWorker *worker)
{
  const gboolean is_from_logits = gradus_cost_is_from_logits (cost);
  float *own = pass->layers[network->n_layers - 1].output_gradient;
  float *gradient = is_from_logits ? NULL : own ? own : pass->output_gradients[0];

  differentiate_cost (network, pass, cost, worker,
                      is_from_logits ? pass->layers[network->n_layers - 1].delta : gradient);
  if (pass->has_branches)
    clear_branches (network, pass, worker);
  if (gradus_worker_is_alone (worker)) {
    backward_alone (network, pass, gradient);
    differentiate_alone (network, pass);
    return;
  }
  backward_shared (network, pass, gradient, worker);
  gradus_worker_wait (worker);
  differentiate_shared (network, pass, worker);
  if (network->has_uneven_tensors)
    gradus_worker_wait (worker);
}
