/* SPDX-License-Identifier: MIT */
#include "nn/network.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "nn/kernels/kernels.h"
#include "nn/layer-functions.h"
#include "nn/lsuv.h"
#include "nn/memory.h"

struct _GradusNetwork {
  const GradusKernels *kernels;
  guint n_layers;
  guint n_inputs;
  GradusLayer *layers; /* (n_layers) */
  gsize *offsets;      /* (n_layers): where a layer's parameters start */
  /* (n_layers): of the tensor that its norms are of, which comes first; 0 where there is none */
  gsize *weight_counts;
  gboolean has_uneven_tensors; /* in any layer: workers meet before they update */
  gsize n_floats;              /* of the parameters, with the gaps that keep layers aligned */
  float *parameters;           /* (n_floats) */
  float *first;                /* (n_floats): the optimiser's moments, laid out alike; or NULL */
  float *second;
};

G_DEFINE_QUARK (gradus-network-error-quark, gradus_network_error)

static gsize
count_weights (const GradusLayer *layer)
{
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];

  if (gradus_layer_list_tensors (layer, tensors) == 0)
    return 0;
  g_assert (tensors[0].offset == 0);
  return (gsize) tensors[0].rows * tensors[0].columns;
}

/* Whether a layer has tensors of different numbers of rows: workers then update other rows than
 * those whose gradients they found. */
static gboolean
has_uneven_tensors (const GradusLayer *layer)
{
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
  const guint n_tensors = gradus_layer_list_tensors (layer, tensors);

  for (guint k = 1; k < n_tensors; k++) {
    if (tensors[k].rows != tensors[0].rows)
      return TRUE;
  }
  return FALSE;
}

static void
lay_out_layers (GradusNetwork *network, const GradusLayerSpec *specs)
{
  guint n_inputs = network->n_inputs;

  for (guint i = 0; i < network->n_layers; i++) {
    GradusLayer *layer = &network->layers[i];
    const guint n_outputs = specs[i].class->has_units ? specs[i].units : n_inputs;

    *layer = (GradusLayer){
      specs[i].class, i + 1, n_inputs, n_outputs, n_outputs * specs[i].activation.pieces, specs[i]
    };
    network->offsets[i] = network->n_floats;
    network->weight_counts[i] = count_weights (layer);
    network->has_uneven_tensors = network->has_uneven_tensors || has_uneven_tensors (layer);
    network->n_floats += gradus_memory_round_to_line (gradus_layer_count_parameters (layer));
    n_inputs = n_outputs;
  }
}

GradusNetwork *
gradus_network_new (const GradusLayerSpec *specs, guint n_layers, guint n_inputs,
                    GradusOptimiserKind optimiser, GError **error)
{
  g_autoptr (GradusNetwork) network = g_new0 (GradusNetwork, 1);
  const gboolean has_first = gradus_optimiser_has_first_moment (optimiser);
  const gboolean has_second = gradus_optimiser_has_second_moment (optimiser);
  const guint n_moments = (has_first ? 1 : 0) + (has_second ? 1 : 0);

  g_return_val_if_fail (n_layers >= 1 && n_layers <= GRADUS_MAX_LAYERS, NULL);
  g_return_val_if_fail (n_inputs >= 1 && n_inputs <= GRADUS_MAX_INPUTS, NULL);

  network->kernels = gradus_kernels_get ();
  network->n_layers = n_layers;
  network->n_inputs = n_inputs;
  network->layers = g_new0 (GradusLayer, n_layers);
  network->offsets = g_new0 (gsize, n_layers);
  network->weight_counts = g_new0 (gsize, n_layers);
  lay_out_layers (network, specs);

  /* Training needs gradients too. A network that could not be trained is refused at once. */
  if (!gradus_memory_suffices ((2 + n_moments) * network->n_floats, "the network", error))
    return NULL;
  network->parameters =
      gradus_memory_allocate ((1 + n_moments) * network->n_floats, "the network", error);
  if (!network->parameters)
    return NULL;
  if (has_first)
    network->first = network->parameters + network->n_floats;
  if (has_second)
    network->second = network->parameters + n_moments * network->n_floats;
  return g_steal_pointer (&network);
}

void
gradus_network_free (GradusNetwork *network)
{
  free (network->parameters);
  g_free (network->offsets);
  g_free (network->weight_counts);
  g_free (network->layers);
  g_free (network);
}

void
gradus_network_initialise (GradusNetwork *network, guint64 seed, const float *samples,
                           guint n_samples)
{
  gboolean wants_lsuv = FALSE;

  for (guint i = 0; i < network->n_layers; i++) {
    GradusLayer *layer = &network->layers[i];
    GradusRandom random;

    gradus_random_init (&random, seed, GRADUS_STREAM_LAYER (layer->number));
    if (layer->class->functions->initialise)
      layer->class->functions->initialise (layer, &random,
                                           network->parameters + network->offsets[i]);
    wants_lsuv = wants_lsuv || (layer->class->has_initialiser &&
                                layer->spec.initialiser.kind == GRADUS_INITIALISER_LSUV);
  }
  if (network->first)
    memset (network->first, 0, network->n_floats * sizeof (float));
  if (network->second)
    memset (network->second, 0, network->n_floats * sizeof (float));
  if (wants_lsuv && samples)
    gradus_lsuv_apply (network, samples, n_samples);
}

static gsize
count_moments (const GradusNetwork *network)
{
  return (network->first ? network->n_floats : 0) + (network->second ? network->n_floats : 0);
}

gsize
gradus_network_count_state (const GradusNetwork *network)
{
  return network->n_floats + count_moments (network);
}

/* The moments lie behind the parameters. */
void
gradus_network_save_state (const GradusNetwork *network, float *state)
{
  memcpy (state, network->parameters, gradus_network_count_state (network) * sizeof (float));
}

void
gradus_network_load_state (GradusNetwork *network, const float *state)
{
  memcpy (network->parameters, state, gradus_network_count_state (network) * sizeof (float));
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
  return network->layers[network->n_layers - 1].n_outputs;
}

const GradusLayer *
gradus_network_get_layer (const GradusNetwork *network, guint layer)
{
  return &network->layers[layer];
}

guint
gradus_network_list_tensors (const GradusNetwork *network, guint layer,
                             GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS])
{
  return gradus_layer_list_tensors (&network->layers[layer], tensors);
}

gsize
gradus_network_count_parameters (const GradusNetwork *network, guint layer)
{
  return gradus_layer_count_parameters (&network->layers[layer]);
}

gsize
gradus_network_count_multiply_adds (const GradusNetwork *network)
{
  gsize total = 0;

  for (guint i = 0; i < network->n_layers; i++) {
    const GradusLayer *layer = &network->layers[i];

    total += layer->class->functions->count_multiply_adds
                 ? layer->class->functions->count_multiply_adds (layer)
                 : 0;
  }
  return total;
}

void
gradus_network_change_layer (GradusNetwork *network, guint layer, const GradusLayerSpec *spec)
{
  g_return_if_fail (gradus_layer_spec_can_go_on_as (&network->layers[layer].spec, spec));
  network->layers[layer].spec = *spec;
}

float *
gradus_network_get_parameters (const GradusNetwork *network, guint layer)
{
  return network->parameters + network->offsets[layer];
}

gsize
gradus_network_get_n_floats (const GradusNetwork *network)
{
  return network->n_floats;
}

float *
gradus_network_get_gradients (const GradusNetwork *network, const GradusPass *pass, guint layer)
{
  return pass->gradients + network->offsets[layer];
}

/* -- Making a pass ----------------------------------------------------------------------------- */

/* Hands out the next floats of a pass's memory; with no memory yet it only counts. */
static float *
take_floats (GradusPass *pass, gsize *used, gsize n_floats)
{
  float *start = pass->memory ? pass->memory + *used : NULL;

  *used += gradus_memory_round_to_line (n_floats);
  return start;
}

static void
lay_out_layer_pass (const GradusNetwork *network, GradusPass *pass, guint i, GradusPassFlags flags,
                    gsize *used)
{
  const GradusLayer *layer = &network->layers[i];
  GradusLayerPass *own = &pass->layers[i];
  const gsize stride = pass->stride;
  const gboolean has_gradients = (flags & GRADUS_PASS_GRADIENTS) != 0;

  own->input = i == 0 ? pass->inputs : pass->layers[i - 1].output;
  own->output = take_floats (pass, used, layer->n_outputs * stride);
  if (has_gradients) {
    own->delta = take_floats (pass, used, layer->n_rows * stride);
    own->input_by_sample =
        i == 0 ? pass->inputs_by_sample
               : take_floats (pass, used, stride * gradus_kernels_stride (layer->n_inputs));
  }
  if (i == network->n_layers - 1 || flags & GRADUS_PASS_ALL_Z ||
      !gradus_activation_is_elementwise (layer->spec.activation.kind))
    own->z = take_floats (pass, used, layer->n_rows * stride);
  if (layer->class->functions->count_scratch)
    own->scratch =
        take_floats (pass, used, layer->class->functions->count_scratch (layer, pass->stride));
}

static gsize
lay_out_pass (const GradusNetwork *network, GradusPass *pass, GradusPassFlags flags)
{
  const gsize stride = pass->stride;
  guint widest = 0;
  gsize used = 0;

  pass->inputs = take_floats (pass, &used, (network->n_inputs + 3) / 4 * 4 * stride);
  pass->inputs_by_sample = take_floats (pass, &used, stride * pass->pitch);
  pass->lane_weights = take_floats (pass, &used, stride);
  pass->targets = take_floats (pass, &used, pass->n_outputs * stride);
  for (guint i = 0; i < network->n_layers; i++) {
    lay_out_layer_pass (network, pass, i, flags, &used);
    widest = MAX (widest, network->layers[i].n_outputs);
  }
  for (guint i = 0; flags & GRADUS_PASS_GRADIENTS && i < 2; i++)
    pass->output_gradients[i] = take_floats (pass, &used, widest * stride);
  return used;
}

static gboolean
describe_layer (const GradusNetwork *network, GradusPass *pass, guint i)
{
  const GradusLayer *layer = &network->layers[i];
  const gsize offset = network->offsets[i];
  float *gradients = pass->gradients ? pass->gradients + offset : NULL;

  return layer->class->functions->describe &&
         layer->class->functions->describe (layer, network->parameters + offset, gradients, pass,
                                            &pass->layers[i], &pass->ops[i]);
}

/* Divides the layers into stages: chains, of layers of one kind each, and layers alone. */
static void
describe_layers (const GradusNetwork *network, GradusPass *pass)
{
  const GradusLayerFunctions *last = NULL;

  for (guint i = 0; i < network->n_layers; i++) {
    const GradusLayerFunctions *functions = network->layers[i].class->functions;
    const GradusLayerFunctions *chain = describe_layer (network, pass, i) ? functions : NULL;

    if (chain && chain == last)
      pass->stages[pass->n_stages - 1].end++;
    else
      pass->stages[pass->n_stages++] = (GradusStage){ i, i + 1, chain };
    last = chain;
  }
}

GradusPass *
gradus_network_new_pass (const GradusNetwork *network, guint capacity, GradusPassFlags flags,
                         GError **error)
{
  g_autoptr (GradusPass) pass = g_new0 (GradusPass, 1);
  gsize n_floats;

  pass->capacity = capacity;
  pass->stride = gradus_kernels_stride (capacity);
  pass->piece = gradus_pass_piece (pass->stride);
  pass->n_inputs = network->n_inputs;
  pass->pitch = gradus_kernels_stride (network->n_inputs);
  pass->n_outputs = gradus_network_get_n_outputs (network);
  pass->n_layers = network->n_layers;
  pass->layers = g_new0 (GradusLayerPass, network->n_layers);
  pass->ops = g_new0 (GradusDenseOp, network->n_layers);
  pass->stages = g_new0 (GradusStage, network->n_layers);
  pass->kernels = network->kernels;
  pass->columns = (GradusColumns){ 0, pass->stride, pass->stride };

  n_floats = lay_out_pass (network, pass, flags);
  pass->memory = gradus_memory_allocate (n_floats, "the activations of a batch", error);
  if (!pass->memory)
    return NULL;
  lay_out_pass (network, pass, flags);
  if (flags & GRADUS_PASS_GRADIENTS) {
    pass->gradients = gradus_memory_allocate (network->n_floats, "the gradients", error);
    if (!pass->gradients)
      return NULL;
  }
  describe_layers (network, pass);
  gradus_pass_set_samples (pass, capacity, 1);
  return g_steal_pointer (&pass);
}

/* -- Through the layers ------------------------------------------------------------------------ */

/* A worker's share in a layer's work: columns, or rows where a layer needs the whole batch. Such a
 * layer reads what other workers wrote, so all wait for each other before and after it. */
static GradusSpan
begin_layer (const GradusLayer *layer, const GradusPass *pass, const GradusWorker *worker)
{
  if (!layer->class->functions->needs_whole_batch)
    return gradus_pass_share_columns (pass, worker);
  gradus_worker_wait (worker);
  return gradus_worker_share (worker, layer->n_outputs, 1);
}

static void
end_layer (const GradusLayer *layer, const GradusWorker *worker)
{
  if (layer->class->functions->needs_whole_batch)
    gradus_worker_wait (worker);
}

static void
forward_layer (GradusNetwork *network, GradusPass *pass, guint i, const GradusWorker *worker)
{
  const GradusLayer *layer = &network->layers[i];

  layer->class->functions->forward (layer, network->parameters + network->offsets[i], pass,
                                    &pass->layers[i], begin_layer (layer, pass, worker));
  end_layer (layer, worker);
}

/* One worker's way through the stages that begin before layer n_layers, and no further. */
static void
forward_alone (GradusNetwork *network, GradusPass *pass, guint n_layers)
{
  const GradusStage *stage = pass->stages;

  do {
    if (stage->chain)
      stage->chain->forward_chain (pass, stage->first, MIN (stage->end, n_layers));
    else
      forward_layer (network, pass, stage->first, NULL);
  } while (stage++->end < n_layers);
}

void
gradus_network_forward (GradusNetwork *network, GradusPass *pass, const GradusWorker *worker)
{
  if (gradus_worker_is_alone (worker)) {
    forward_alone (network, pass, network->n_layers);
    return;
  }
  for (guint i = 0; i < network->n_layers; i++)
    forward_layer (network, pass, i, worker);
}

void
gradus_network_forward_to (GradusNetwork *network, GradusPass *pass, guint last)
{
  forward_alone (network, pass, last + 1);
}

/* The gradient of the cost by z of the last layer, or by its outputs, into `gradient` (n_outputs,
 * stride). */
static void
differentiate_cost (const GradusNetwork *network, const GradusPass *pass, GradusCost cost,
                    const GradusWorker *worker, float *gradient)
{
  const GradusSpan columns = gradus_pass_share_columns (pass, worker);
  const GradusBlock block = { pass->n_outputs, columns.end - columns.begin, pass->stride };

  network->kernels->cost_gradient (&block, gradus_cost_gradient_factor (cost),
                                   pass->lane_weights + columns.begin,
                                   pass->layers[pass->n_layers - 1].output + columns.begin,
                                   pass->targets + columns.begin, gradient + columns.begin);
}

static void
backward_layer (GradusNetwork *network, GradusPass *pass, guint i, const float *gradient,
                float *input_gradient, const GradusWorker *worker)
{
  const GradusLayer *layer = &network->layers[i];

  layer->class->functions->backward (layer, network->parameters + network->offsets[i], pass,
                                     &pass->layers[i], begin_layer (layer, pass, worker), gradient,
                                     input_gradient);
  end_layer (layer, worker);
}

static float *
get_other_gradient (const GradusPass *pass, const float *gradient)
{
  return pass->output_gradients[gradient == pass->output_gradients[1] ? 0 : 1];
}

static void
backward_alone (GradusNetwork *network, GradusPass *pass, float *gradient)
{
  for (guint k = pass->n_stages; k-- > 0;) {
    const GradusStage *stage = &pass->stages[k];
    float *next = get_other_gradient (pass, gradient);

    if (stage->chain)
      stage->chain->backward_chain (pass, stage->first, stage->end, gradient, k > 0 ? next : NULL);
    else
      backward_layer (network, pass, stage->first, gradient, k > 0 ? next : NULL, NULL);
    gradient = next;
  }
}

static void
backward_shared (GradusNetwork *network, GradusPass *pass, float *gradient,
                 const GradusWorker *worker)
{
  for (guint i = network->n_layers; i-- > 0;) {
    float *next = get_other_gradient (pass, gradient);

    backward_layer (network, pass, i, gradient, i > 0 ? next : NULL, worker);
    gradient = next;
  }
}

/* The rows of a tensor that are a worker's own. OpenBLAS works on twelve rows at a time on some
 * processors and on fewer on others, and rounds the rest at the end differently: shares of whole
 * twelves leave the bits alone. */
static GradusSpan
share_rows (const GradusTensor *tensor, const GradusWorker *worker)
{
  return gradus_worker_share (worker, tensor->rows, 12);
}

/* A worker's share of a layer's first tensor: its gradients are found in such shares. */
static GradusSpan
share_first_tensor (const GradusLayer *layer, const GradusWorker *worker)
{
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];

  return gradus_layer_list_tensors (layer, tensors) > 0 ? share_rows (&tensors[0], worker)
                                                        : (GradusSpan){ 0, 0 };
}

static void
differentiate_layer (GradusNetwork *network, GradusPass *pass, guint i, const GradusWorker *worker)
{
  const GradusLayer *layer = &network->layers[i];

  if (layer->class->functions->differentiate)
    layer->class->functions->differentiate (layer, pass, &pass->layers[i],
                                            share_first_tensor (layer, worker),
                                            pass->gradients + network->offsets[i]);
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
}

static void
differentiate_shared (GradusNetwork *network, GradusPass *pass, const GradusWorker *worker)
{
  for (guint i = 0; i < network->n_layers; i++)
    differentiate_layer (network, pass, i, worker);
}

void
gradus_network_backward (GradusNetwork *network, GradusPass *pass, GradusCost cost,
                         const GradusWorker *worker)
{
  const gboolean is_from_logits = gradus_cost_is_from_logits (cost);
  float *gradient = is_from_logits ? NULL : pass->output_gradients[0];

  differentiate_cost (network, pass, cost, worker,
                      is_from_logits ? pass->layers[network->n_layers - 1].delta : gradient);
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

/* -- Updating and measuring -------------------------------------------------------------------- */

static float *
find_moments (float *moments, gsize offset)
{
  return moments ? moments + offset : NULL;
}

static gboolean
update_layer (GradusNetwork *network, const GradusPass *pass, guint i, const GradusUpdate *update,
              const GradusUpdate *unpenalised, const GradusWorker *worker)
{
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
  const guint n_tensors = gradus_layer_list_tensors (&network->layers[i], tensors);
  gboolean is_finite = TRUE;

  for (guint k = 0; k < n_tensors; k++) {
    const GradusSpan rows = share_rows (&tensors[k], worker);
    const gsize start =
        network->offsets[i] + tensors[k].offset + (gsize) rows.begin * tensors[k].columns;
    const gsize n = (gsize) (rows.end - rows.begin) * tensors[k].columns;

    if (tensors[k].is_trained)
      is_finite = network->kernels->update (tensors[k].is_weight ? update : unpenalised, n,
                                            pass->gradients + start, network->parameters + start,
                                            find_moments (network->first, start),
                                            find_moments (network->second, start)) &&
                  is_finite;
  }
  return is_finite;
}

gboolean
gradus_network_update (GradusNetwork *network, const GradusPass *pass, const GradusUpdate *update,
                       const GradusWorker *worker)
{
  GradusUpdate unpenalised;
  gboolean is_finite = TRUE;

  /* What is not trained has a gradient of 0, and stays as it is. */
  if (gradus_worker_is_alone (worker) && !gradus_update_has_penalties (update))
    return network->kernels->update (update, network->n_floats, pass->gradients,
                                     network->parameters, network->first, network->second);
  unpenalised = gradus_update_without_penalties (update);
  for (guint i = 0; i < network->n_layers; i++)
    is_finite = update_layer (network, pass, i, update, &unpenalised, worker) && is_finite;
  return is_finite;
}

double
gradus_network_gradient_norm (const GradusNetwork *network, const GradusPass *pass, guint layer)
{
  return sqrt (network->kernels->sum_squares (network->weight_counts[layer],
                                              pass->gradients + network->offsets[layer]));
}

double
gradus_network_total_gradient_norm (const GradusNetwork *network, const GradusPass *pass)
{
  return sqrt (network->kernels->sum_squares (network->n_floats, pass->gradients));
}

double
gradus_network_weight_norm (const GradusNetwork *network, guint layer)
{
  return sqrt (network->kernels->sum_squares (network->weight_counts[layer],
                                              network->parameters + network->offsets[layer]));
}

double
gradus_network_update_norm (const GradusNetwork *network, const GradusPass *pass, guint layer,
                            const GradusUpdate *update)
{
  const gsize start = network->offsets[layer];

  return sqrt ((double) network->kernels->measure_update (
      update, network->weight_counts[layer], pass->gradients + start, network->parameters + start,
      find_moments (network->first, start), find_moments (network->second, start)));
}
