/* SPDX-License-Identifier: MIT */
#include "train/chain.h"

#include <math.h>
#include <string.h>

#include "nn/layer.h"
#include "nn/pass.h"
#include "train/anatomy.h"

/* Before the way back, which puts dCost/dz in the place of the slopes. */
static void
look_at_way_forward (const GradusNetwork *network, const GradusPass *pass, guint index,
                     GradusChainLayer *chain)
{
  const GradusLayer *layer = gradus_network_get_layer (network, index);
  const GradusLayerPass *own = &pass->layers[index];
  double sum = 0;

  chain->title = gradus_anatomy_get_title (layer);
  chain->n_units = layer->n_outputs;
  chain->n_shown = MIN (layer->n_outputs, GRADUS_CHAIN_MOST);
  for (guint unit = 0; unit < layer->n_outputs; unit++) {
    const gsize at = (gsize) unit * pass->stride;

    sum += fabs ((double) own->delta[at]);
    if (unit >= chain->n_shown)
      continue;
    chain->z[unit] = layer->class->has_activation ? own->z[at] : own->input[at];
    chain->outputs[unit] = own->output[at];
    chain->slopes[unit] = own->delta[at];
  }
  chain->mean_slope = sum / layer->n_outputs;
}

static void
look_at_way_back (const GradusNetwork *network, const GradusPass *pass, guint index,
                  GradusChainLayer *chain)
{
  const GradusLayer *layer = gradus_network_get_layer (network, index);
  double squares = 0;

  for (guint row = 0; row < layer->n_rows; row++) {
    const float delta = pass->layers[index].delta[(gsize) row * pass->stride];

    squares += (double) delta * (double) delta;
    if (row < chain->n_shown)
      chain->deltas[row] = delta;
  }
  chain->delta_norm = sqrt (squares);
  chain->gradient_norm = gradus_network_gradient_norm (network, pass, index);
}

/* From the output back, as the gradient goes. */
static void
multiply_factors (GradusChain *chain)
{
  for (guint i = chain->n_layers; i-- > 0;) {
    GradusChainLayer *layer = &chain->layers[i], *behind = layer + 1;
    const gboolean is_last = i == chain->n_layers - 1;

    layer->factor = is_last                  ? 1
                    : behind->delta_norm > 0 ? layer->delta_norm / behind->delta_norm
                                             : 0;
    layer->product = is_last ? 1 : behind->product * layer->factor;
    layer->slope_product = (is_last ? 1 : behind->slope_product) * layer->mean_slope;
  }
}

GradusChain *
gradus_chain_new (GradusNetwork *network, GradusPass *pass, GradusCost cost,
                  const GradusDataset *dataset, guint sample)
{
  GradusChain *chain = g_new0 (GradusChain, 1);

  chain->sample = sample;
  chain->n_layers = gradus_network_get_n_layers (network);
  chain->layers = g_new0 (GradusChainLayer, chain->n_layers);
  chain->n_inputs = MIN (dataset->n_inputs, GRADUS_CHAIN_MOST);
  chain->n_targets = MIN (dataset->n_targets, GRADUS_CHAIN_MOST);
  memcpy (chain->inputs, dataset->inputs + (gsize) sample * dataset->n_inputs,
          chain->n_inputs * sizeof (float));
  memcpy (chain->targets, dataset->targets + (gsize) sample * dataset->n_targets,
          chain->n_targets * sizeof (float));
  chain->cost = gradus_cost_sum (cost, pass->n_outputs, pass->stride, 1, gradus_pass_logits (pass),
                                 gradus_pass_outputs (pass), pass->targets);
  for (guint i = 0; i < chain->n_layers; i++)
    look_at_way_forward (network, pass, i, &chain->layers[i]);
  gradus_network_backward (network, pass, cost, NULL);
  for (guint i = 0; i < chain->n_layers; i++)
    look_at_way_back (network, pass, i, &chain->layers[i]);
  multiply_factors (chain);
  return chain;
}

void
gradus_chain_free (GradusChain *chain)
{
  g_free (chain->layers);
  g_free (chain);
}
