/* SPDX-License-Identifier: MIT */
#include "train/chain.h"

#include <math.h>
#include <string.h>

#include "nn/layer.h"
#include "nn/pass.h"
#include "nn/ways.h"

/* Before the way back, which puts dCost/dz in the place of the slopes. */
static void
look_at_way_forward (const GradusNetwork *network, const GradusPass *pass, guint index,
                     GradusChainLayer *chain)
{
  const GradusLayer *layer = gradus_network_get_layer (network, index);
  const GradusLayerPass *own = &pass->layers[index];
  double sum = 0;

  chain->n_numbers = layer->n_outputs;
  chain->has_earlier = own->earlier != NULL;
  chain->n_shown = MIN (layer->n_outputs, GRADUS_CHAIN_MOST);
  for (guint unit = 0; unit < layer->n_outputs; unit++) {
    const gsize at = (gsize) unit * pass->stride;

    sum += fabs ((double) own->delta[at]);
    if (unit >= chain->n_shown)
      continue;
    /* Without an activation a is z. */
    chain->z[unit] = layer->class->has_activation ? own->z[at] : own->output[at];
    chain->outputs[unit] = own->output[at];
    chain->earlier[unit] = own->earlier ? own->earlier[at] : 0;
    chain->slopes[unit] = own->delta[at];
  }
  chain->mean_slope = sum / layer->n_outputs;
}

/* Of rows of δ of the one sample: their norm, and the first ones. */
static double
look_at_deltas (const float *delta, guint n_rows, guint stride, guint n_shown, float *shown)
{
  double squares = 0;

  for (guint row = 0; row < n_rows; row++) {
    const float number = delta[(gsize) row * stride];

    squares += (double) number * (double) number;
    if (row < n_shown)
      shown[row] = number;
  }
  return sqrt (squares);
}

static void
look_at_way_back (const GradusNetwork *network, const GradusPass *pass, guint index,
                  GradusChainLayer *chain)
{
  const GradusLayer *layer = gradus_network_get_layer (network, index);

  chain->delta_norm = look_at_deltas (pass->layers[index].delta, layer->n_rows, pass->stride,
                                      chain->n_shown, chain->deltas);
  chain->gradient_norm = gradus_network_gradient_norm (network, pass, index);
}

/* -- More than one way ------------------------------------------------------------------------- */

/* The way through the next layer, and those around, the nearest first. */
static void
find_ways (const GradusNetwork *network, guint index, GradusChainLayer *chain)
{
  const guint n_layers = gradus_network_get_n_layers (network);
  g_autoptr (GArray) ways = g_array_new (FALSE, TRUE, sizeof (GradusChainWay));

  for (guint later = index + 1; later < n_layers; later++) {
    const GradusChainWay through = { .from = later }, around = { later, TRUE, { 0 }, 0, 0, 0 };

    if (later == index + 1)
      g_array_append_val (ways, through);
    if (gradus_network_get_layer (network, later)->earlier == index + 1)
      g_array_append_val (ways, around);
  }
  if (ways->len < 2)
    return;
  chain->n_ways = ways->len;
  chain->ways = g_array_steal (ways, NULL);
}

/* The slopes of a layer with more than one way, which the way back overwrites; else NULL. */
static float *
keep_slopes (const GradusNetwork *network, const GradusPass *pass, guint index,
             const GradusChainLayer *chain)
{
  const gsize n = (gsize) gradus_network_get_layer (network, index)->n_rows * pass->stride;

  return chain->n_ways > 0 ? g_memdup2 (pass->layers[index].delta, n * sizeof (float)) : NULL;
}

/* Each way is gone by itself: what one brings may be far below the rounding of the others' sum. */
static void
look_at_ways (GradusNetwork *network, GradusPass *pass, guint index, const float *slopes,
              GradusChainLayer *chain)
{
  const guint n_rows = gradus_network_get_layer (network, index)->n_rows;
  g_autofree float *delta = slopes ? g_new (float, ((gsize) n_rows * pass->stride)) : NULL;

  for (guint i = 0; i < chain->n_ways; i++) {
    GradusChainWay *way = &chain->ways[i];

    if (gradus_ways_differentiate (network, pass, way->from, index, way->is_around, slopes, delta))
      way->delta_norm = look_at_deltas (delta, n_rows, pass->stride, chain->n_shown, way->deltas);
  }
}

/* -- Products ---------------------------------------------------------------------------------- */

static double
divide_norm (double norm, double by)
{
  return by > 0 ? norm / by : 0;
}

/* The layers behind have been passed. Where a layer between gives nothing back, the factors break
 * off on the way through it, and not on the way around: so this is the quotient itself. */
static void
multiply_ways (GradusChain *chain, guint index)
{
  GradusChainLayer *layer = &chain->layers[index];
  double slopes = 0;

  layer->product = divide_norm (layer->delta_norm, chain->layers[chain->n_layers - 1].delta_norm);
  for (guint i = 0; i < layer->n_ways; i++) {
    GradusChainWay *way = &layer->ways[i];
    const GradusChainLayer *from = &chain->layers[way->from];

    way->factor = divide_norm (way->delta_norm, from->delta_norm);
    way->product = from->product * way->factor;
    slopes += from->slope_product;
  }
  layer->slope_product = slopes * layer->mean_slope;
}

/* From the output back, as the gradient goes. */
static void
multiply_factors (GradusChain *chain)
{
  for (guint i = chain->n_layers; i-- > 0;) {
    GradusChainLayer *layer = &chain->layers[i], *behind = layer + 1;
    const gboolean is_last = i == chain->n_layers - 1;

    layer->factor = is_last ? 1 : divide_norm (layer->delta_norm, behind->delta_norm);
    layer->product = is_last ? 1 : behind->product * layer->factor;
    layer->slope_product = (is_last ? 1 : behind->slope_product) * layer->mean_slope;
    if (layer->n_ways > 0)
      multiply_ways (chain, i);
  }
}

/* Sends the sample back, and looks at what comes. */
static void
go_back (GradusNetwork *network, GradusPass *pass, GradusCost cost, GradusChain *chain)
{
  g_autoptr (GPtrArray) slopes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < chain->n_layers; i++) {
    find_ways (network, i, &chain->layers[i]);
    g_ptr_array_add (slopes, keep_slopes (network, pass, i, &chain->layers[i]));
  }
  gradus_network_backward (network, pass, cost, NULL);
  for (guint i = 0; i < chain->n_layers; i++) {
    look_at_way_back (network, pass, i, &chain->layers[i]);
    look_at_ways (network, pass, i, g_ptr_array_index (slopes, i), &chain->layers[i]);
  }
  multiply_factors (chain);
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
  go_back (network, pass, cost, chain);
  return chain;
}

void
gradus_chain_free (GradusChain *chain)
{
  for (guint i = 0; i < chain->n_layers; i++)
    g_free (chain->layers[i].ways);
  g_free (chain->layers);
  g_free (chain);
}
