/* SPDX-License-Identifier: MIT */
#include "train/chain.h"

#include <math.h>
#include <string.h>

#include "nn/layer.h"
#include "nn/pass.h"
#include "nn/ways.h"
#include "train/sketch.h"

static double
find_norm (const float *numbers, guint n, guint stride)
{
  double squares = 0;

  for (guint i = 0; i < n; i++) {
    const double number = (double) numbers[(gsize) i * stride];

    squares += number * number;
  }
  return sqrt (squares);
}

/* How a row of a matrix comes to its z. */
static void
look_at_sum (GradusNetwork *network, const GradusPass *pass, guint index, guint row,
             GradusChainSum *sum)
{
  const GradusLayer *layer = gradus_network_get_layer (network, index);
  const float *parameters = gradus_network_get_parameters (network, index);
  const float *input = pass->layers[index].input;
  gsize bias;

  if (row >= layer->n_rows || !gradus_sketch_find_matrix (layer, &bias))
    return;
  sum->n_terms = layer->n_inputs;
  sum->n_shown = MIN (layer->n_inputs, GRADUS_CHAIN_MOST);
  sum->bias = (double) parameters[bias + row];
  parameters += (gsize) row * layer->n_inputs;
  for (guint i = 0; i < layer->n_inputs; i++) {
    const float a = input[(gsize) i * pass->stride];

    if (i >= sum->n_shown) {
      sum->rest += (double) parameters[i] * (double) a;
      continue;
    }
    sum->weights[i] = parameters[i];
    sum->inputs[i] = a;
  }
}

/* Before the way back, which puts dCost/dz in the place of the slopes. */
static void
look_at_way_forward (GradusNetwork *network, const GradusPass *pass, guint index,
                     GradusChainLayer *chain)
{
  const GradusLayer *layer = gradus_network_get_layer (network, index);
  const GradusLayerPass *own = &pass->layers[index];
  double sum = 0;

  chain->n_numbers = layer->n_outputs;
  chain->has_earlier = own->earlier != NULL;
  chain->has_activation = layer->class->has_activation;
  chain->input_norm = find_norm (own->input, layer->n_inputs, pass->stride);
  chain->output_norm = find_norm (own->output, layer->n_outputs, pass->stride);
  chain->n_shown = MIN (layer->n_outputs, GRADUS_CHAIN_MOST);
  chain->is_whole = chain->n_shown == layer->n_outputs && layer->n_rows == layer->n_outputs;
  for (guint unit = 0; unit < chain->n_shown; unit++)
    look_at_sum (network, pass, index, unit, &chain->sums[unit]);
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
  for (guint row = 0; row < MIN (n_rows, n_shown); row++)
    shown[row] = delta[(gsize) row * stride];
  return find_norm (delta, n_rows, stride);
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

/* What the matrix of the next layer gives back to a unit of this one. */
static double
multiply_back (GradusNetwork *network, const GradusPass *pass, guint next, guint unit)
{
  const GradusLayer *layer = gradus_network_get_layer (network, next);
  const float *weights = gradus_network_get_parameters (network, next);
  const float *delta = pass->layers[next].delta;
  double sum = 0;

  for (guint row = 0; row < layer->n_rows; row++)
    sum += (double) weights[(gsize) row * layer->n_inputs + unit] *
           (double) delta[(gsize) row * pass->stride];
  return sum;
}

/* All δ are there. */
static void
look_at_returns (GradusNetwork *network, const GradusPass *pass, GradusChain *chain, guint index)
{
  GradusChainLayer *layer = &chain->layers[index];
  const gboolean is_last = index + 1 == chain->n_layers;
  gsize bias;
  const gboolean has_matrix =
      !is_last && layer->n_ways == 0 &&
      gradus_sketch_find_matrix (gradus_network_get_layer (network, index + 1), &bias);

  for (guint unit = 0; unit < layer->n_shown; unit++) {
    const double slope = (double) layer->slopes[unit];

    if (has_matrix)
      layer->returns[unit] = multiply_back (network, pass, index + 1, unit);
    else if ((is_last && chain->is_cancelled) || slope == 0)
      layer->returns[unit] = NAN;
    else
      layer->returns[unit] = (double) layer->deltas[unit] / slope;
  }
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
  return by > 0 || !isfinite (by) ? norm / by : 0;
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
    layer->slope_product = is_last && chain->is_cancelled
                               ? 1
                               : (is_last ? 1 : behind->slope_product) * layer->mean_slope;
    if (layer->n_ways > 0)
      multiply_ways (chain, i);
  }
}

/* Of the cost of the one sample by the last layer's outputs. */
static double
measure_cost_gradient (GradusCost cost, const GradusPass *pass)
{
  const double weight = gradus_cost_sample_weight (cost, pass->n_outputs, 1);
  const float *outputs = gradus_pass_outputs (pass);
  double squares = 0;

  for (guint i = 0; i < pass->n_outputs; i++) {
    const gsize at = (gsize) i * pass->stride;
    const double miss = (double) outputs[at] - (double) pass->targets[at];

    squares += miss * miss;
  }
  return (double) gradus_cost_gradient_factor (cost) * weight * sqrt (squares);
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
  for (guint i = 0; i < chain->n_layers; i++)
    look_at_returns (network, pass, chain, i);
  multiply_factors (chain);
}

GradusChain *
gradus_chain_new (GradusNetwork *network, GradusPass *pass, GradusCost cost,
                  const GradusDataset *dataset, guint sample, const float *own)
{
  GradusChain *chain = g_new0 (GradusChain, 1);

  chain->sample = sample;
  chain->has_own_inputs = own != NULL;
  chain->n_layers = gradus_network_get_n_layers (network);
  chain->layers = g_new0 (GradusChainLayer, chain->n_layers);
  chain->n_inputs = dataset->n_inputs;
  chain->n_targets = dataset->n_targets;
  for (guint i = 0; i < MIN (dataset->n_inputs, GRADUS_CHAIN_MOST); i++)
    chain->inputs[i] = own ? own[i] : gradus_inputs_get (&dataset->inputs, sample, i);
  memcpy (chain->targets, dataset->targets + (gsize) sample * dataset->n_targets,
          MIN (dataset->n_targets, GRADUS_CHAIN_MOST) * sizeof (float));
  chain->cost = gradus_cost_sum (cost, pass->n_outputs, pass->stride, 1, gradus_pass_logits (pass),
                                 gradus_pass_outputs (pass), pass->targets);
  chain->is_cancelled = gradus_cost_is_from_logits (cost);
  chain->cost_gradient = chain->is_cancelled ? 0 : measure_cost_gradient (cost, pass);
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
