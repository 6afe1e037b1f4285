/* SPDX-License-Identifier: MIT */
#include "nn/network.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "nn/kernels.h"

/* Every layer's parameters, and every matrix of a pass, start on a cache line. */
#define ALIGNMENT 64
#define FLOATS_PER_LINE (ALIGNMENT / sizeof (float))

struct _GradusNetwork {
  guint n_layers;
  guint n_inputs;
  GradusLayer *layers; /* (n_layers) */
  gsize *offsets;      /* (n_layers): where a layer's parameters start */
  gsize n_floats;      /* of the parameters, with the gaps that keep layers aligned */
  float *parameters;   /* (n_floats) */
  float *gradients;    /* (n_floats), laid out alike; 0 in the gaps */
};

G_DEFINE_QUARK (gradus - network - error - quark, gradus_network_error)

static gsize
round_to_line (gsize n_floats)
{
  return (n_floats + FLOATS_PER_LINE - 1) / FLOATS_PER_LINE * FLOATS_PER_LINE;
}

/* Zeroed floats, or NULL with an error that says how much was wanted for what. */
static float *
allocate (gsize n_floats, const char *what, GError **error)
{
  guint64 bytes = (guint64) n_floats * sizeof (float);
  guint64 memory = (guint64) sysconf (_SC_PHYS_PAGES) * (guint64) sysconf (_SC_PAGESIZE);
  g_autofree char *wanted = NULL, *there = NULL;
  void *block = NULL;

  if (bytes <= memory / 2 && posix_memalign (&block, ALIGNMENT, MAX (bytes, ALIGNMENT)) == 0)
    return memset (block, 0, bytes);

  wanted = g_format_size (bytes);
  there = g_format_size (memory);
  g_set_error (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_TOO_LARGE,
               "%s would take %s, and this machine has %s of memory; use fewer or smaller layers", what,
               wanted, there);
  return NULL;
}

static guint
layer_units (const GradusNetwork *network, guint layer)
{
  return network->layers[layer].spec.units;
}

static void
lay_out (GradusNetwork *network, const GradusLayerSpec *specs)
{
  guint n_inputs = network->n_inputs;

  for (guint i = 0; i < network->n_layers; i++) {
    GradusLayer *layer = &network->layers[i];

    *layer = (GradusLayer){ &gradus_dense_class, n_inputs, specs[i] };
    network->offsets[i] = network->n_floats;
    network->n_floats += round_to_line (layer->class->count_parameters (layer));
    n_inputs = specs[i].units;
  }
}

GradusNetwork *
gradus_network_new (const GradusLayerSpec *specs, guint n_layers, guint n_inputs, GError **error)
{
  g_autoptr (GradusNetwork) network = g_new0 (GradusNetwork, 1);

  g_return_val_if_fail (n_layers >= 1 && n_layers <= GRADUS_MAX_LAYERS, NULL);
  g_return_val_if_fail (n_inputs >= 1 && n_inputs <= GRADUS_MAX_INPUTS, NULL);

  network->n_layers = n_layers;
  network->n_inputs = n_inputs;
  network->layers = g_new0 (GradusLayer, n_layers);
  network->offsets = g_new0 (gsize, n_layers);
  lay_out (network, specs);

  network->parameters = allocate (2 * network->n_floats, "the network", error);
  if (!network->parameters)
    return NULL;
  network->gradients = network->parameters + network->n_floats;
  return g_steal_pointer (&network);
}

void
gradus_network_free (GradusNetwork *network)
{
  free (network->parameters);
  g_free (network->offsets);
  g_free (network->layers);
  g_free (network);
}

void
gradus_network_initialise (GradusNetwork *network, guint64 seed)
{
  for (guint i = 0; i < network->n_layers; i++) {
    GradusLayer *layer = &network->layers[i];
    GradusRandom random;

    gradus_random_init (&random, seed, i + 1);
    layer->class->initialise (layer, &random, network->parameters + network->offsets[i]);
  }
}

guint
gradus_network_get_n_layers (const GradusNetwork *network)
{
  return network->n_layers;
}

guint
gradus_network_get_n_inputs (const GradusNetwork *network)
{
  return network->n_inputs;
}

guint
gradus_network_get_n_outputs (const GradusNetwork *network)
{
  return layer_units (network, network->n_layers - 1);
}

const GradusLayer *
gradus_network_get_layer (const GradusNetwork *network, guint layer)
{
  return &network->layers[layer];
}

gsize
gradus_network_count_multiply_adds (const GradusNetwork *network)
{
  gsize total = 0;

  for (guint i = 0; i < network->n_layers; i++)
    total += (gsize) network->layers[i].n_inputs * layer_units (network, i);
  return total;
}

void
gradus_network_set_activation (GradusNetwork *network, guint layer, GradusActivation activation)
{
  network->layers[layer].spec.activation = activation;
}

float *
gradus_network_get_parameters (GradusNetwork *network, guint layer)
{
  return network->parameters + network->offsets[layer];
}

const float *
gradus_network_get_gradients (const GradusNetwork *network, guint layer)
{
  return network->gradients + network->offsets[layer];
}

/* Hands out the next `rows` of a pass's memory; with no memory yet it only counts. */
static float *
take_rows (GradusPass *pass, gsize *used, guint rows)
{
  float *start = pass->memory ? pass->memory + *used : NULL;

  *used += round_to_line ((gsize) rows * pass->stride);
  return start;
}

static gsize
lay_out_pass (const GradusNetwork *network, GradusPass *pass, gboolean with_gradients)
{
  guint widest = 0;
  gsize used = 0;

  pass->inputs = take_rows (pass, &used, network->n_inputs);
  pass->lane_weights = take_rows (pass, &used, 1);
  pass->targets = take_rows (pass, &used, pass->n_outputs);
  for (guint i = 0; i < network->n_layers; i++) {
    guint units = layer_units (network, i);

    pass->layers[i].stride = pass->stride;
    pass->layers[i].input = i == 0 ? pass->inputs : pass->layers[i - 1].output;
    pass->layers[i].output = take_rows (pass, &used, units);
    if (with_gradients)
      pass->layers[i].slope = take_rows (pass, &used, units);
    if (i == network->n_layers - 1)
      pass->layers[i].z = take_rows (pass, &used, units);
    widest = MAX (widest, units);
  }
  for (guint i = 0; with_gradients && i < 2; i++)
    pass->gradients[i] = take_rows (pass, &used, widest);
  return used;
}

GradusPass *
gradus_network_new_pass (const GradusNetwork *network, guint n_samples, gboolean with_gradients,
                         GError **error)
{
  g_autoptr (GradusPass) pass = g_new0 (GradusPass, 1);
  gsize n_floats;

  pass->n_samples = n_samples;
  pass->stride = gradus_kernels_stride (n_samples);
  pass->n_inputs = network->n_inputs;
  pass->n_outputs = gradus_network_get_n_outputs (network);
  pass->n_layers = network->n_layers;
  pass->layers = g_new0 (GradusLayerPass, network->n_layers);

  n_floats = lay_out_pass (network, pass, with_gradients);
  pass->memory = allocate (n_floats, "the activations of a batch", error);
  if (!pass->memory)
    return NULL;
  lay_out_pass (network, pass, with_gradients);
  for (guint i = 0; i < n_samples; i++)
    pass->lane_weights[i] = (float) (1.0 / ((double) n_samples * pass->n_outputs));
  return g_steal_pointer (&pass);
}

void
gradus_network_forward (const GradusNetwork *network, GradusPass *pass)
{
  for (guint i = 0; i < network->n_layers; i++) {
    const GradusLayer *layer = &network->layers[i];

    layer->class->forward (layer, network->parameters + network->offsets[i], &pass->layers[i]);
  }
}

void
gradus_network_backward (GradusNetwork *network, GradusPass *pass, GradusCost cost)
{
  float *gradient = pass->gradients[0], *next = pass->gradients[1];
  gboolean past_activation = gradus_cost_is_from_logits (cost);

  gradus_cost_gradient (cost, pass->n_outputs, pass->stride, pass->lane_weights, gradus_pass_outputs (pass),
                        pass->targets, gradient);
  for (guint i = network->n_layers; i-- > 0;) {
    const GradusLayer *layer = &network->layers[i];
    GradusLayerPass layer_pass = pass->layers[i];
    float *spare = gradient;

    if (past_activation)
      layer_pass.slope = NULL;
    layer->class->backward (layer, network->parameters + network->offsets[i], &layer_pass, gradient,
                            network->gradients + network->offsets[i], i > 0 ? next : NULL);
    past_activation = FALSE;
    gradient = next;
    next = spare;
  }
}

void
gradus_network_update (GradusNetwork *network, const GradusOptimiser *optimiser)
{
  gradus_optimiser_step (optimiser, network->n_floats, network->gradients, network->parameters);
}

double
gradus_network_gradient_norm (const GradusNetwork *network, guint layer)
{
  const GradusLayer *l = &network->layers[layer];
  const float *gradients = network->gradients + network->offsets[layer];
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
  double total = 0;

  l->class->list_tensors (l, tensors);
  for (gsize i = 0; i < (gsize) tensors[0].rows * tensors[0].columns; i++) {
    double g = gradients[tensors[0].offset + i];

    total += g * g;
  }
  return sqrt (total);
}
