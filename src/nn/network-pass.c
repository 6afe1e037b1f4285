/* SPDX-License-Identifier: MIT */
#include "nn/network-private.h"

#include "nn/memory.h"

/* Hands out the next floats of a pass's memory; with no memory yet it only counts. */
static float *
take_floats (GradusPass *pass, gsize *used, gsize n_floats)
{
  float *start = pass->memory ? pass->memory + *used : NULL;

  *used += gradus_memory_round_to_line (n_floats);
  return start;
}

/* What an earlier layer says, or the input, and where its gradient is added up. */
static void
find_earlier (const GradusLayer *layer, GradusPass *pass, GradusLayerPass *own)
{
  if (layer->earlier == GRADUS_NO_LAYER)
    return;
  own->earlier = layer->earlier == 0 ? pass->inputs : pass->layers[layer->earlier - 1].output;
  own->earlier_gradient = layer->earlier == 0 ? NULL : pass->layers[layer->earlier - 1].branch;
}

static gboolean
is_read_by_later (const GradusNetwork *network, guint i)
{
  for (guint later = i + 1; later < network->n_layers; later++) {
    if (network->layers[later].earlier == i + 1)
      return TRUE;
  }
  return FALSE;
}

/* Whether the gradient by a layer's outputs has a place of its own, see GradusLayerPass. */
static gboolean
has_own_gradient (const GradusLayer *layer, GradusPassFlags flags)
{
  return flags == GRADUS_PASS_GRADIENTS && gradus_part_count_rows (&layer->out) > 1;
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
  own->delta = has_gradients ? take_floats (pass, used, layer->n_rows * stride) : NULL;
  /* Of a pass that keeps all z somebody looks at the slopes, too. */
  own->may_skip_slopes =
      flags == GRADUS_PASS_GRADIENTS && layer->class->functions->can_skip_slopes;
  own->slope_before = 1;
  if (has_gradients && layer->class->functions->needs_input_by_sample)
    own->input_by_sample =
        i == 0 ? pass->inputs_by_sample
               : take_floats (pass, used, stride * gradus_kernels_stride (layer->n_inputs));
  if (has_gradients && is_read_by_later (network, i)) {
    own->branch = take_floats (pass, used, layer->n_outputs * stride);
    pass->has_branches = TRUE;
  }
  if (has_own_gradient (layer, flags))
    own->output_gradient = take_floats (pass, used, layer->n_outputs * stride);
  find_earlier (layer, pass, own);
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

  pass->inputs = take_floats (pass, &used, (gsize) (pass->n_inputs + 3) / 4 * 4 * stride);
  pass->inputs_by_sample = take_floats (pass, &used, stride * pass->pitch);
  pass->lane_weights = take_floats (pass, &used, stride);
  pass->targets = take_floats (pass, &used, pass->n_outputs * stride);
  for (guint i = 0; i < network->n_layers; i++) {
    lay_out_layer_pass (network, pass, i, flags, &used);
    if (!has_own_gradient (&network->layers[i], flags))
      widest = MAX (widest, network->layers[i].n_outputs);
  }
  for (guint i = 0; flags & GRADUS_PASS_GRADIENTS && i < 2; i++)
    pass->output_gradients[i] = take_floats (pass, &used, widest * stride);
  return used;
}

/* Where the kind keeps what it needs to know of each layer: those of neighbours of one kind, which
 * may be a chain, lie side by side. */
static void
allocate_plans (const GradusNetwork *network, GradusPass *pass)
{
  gsize used = 0;

  for (guint i = 0; i < network->n_layers; i++)
    used += network->layers[i].class->functions->plan_size;
  pass->plans = g_malloc0 (used);
  used = 0;
  for (guint i = 0; i < network->n_layers; i++) {
    pass->layers[i].plan = (guint8 *) pass->plans + used;
    used += network->layers[i].class->functions->plan_size;
  }
}

static gboolean
plan_layer (const GradusNetwork *network, GradusPass *pass, guint i)
{
  const GradusLayer *layer = &network->layers[i];
  const gsize offset = network->offsets[i];
  float *gradients = pass->gradients ? pass->gradients + offset : NULL;

  return layer->class->functions->plan &&
         layer->class->functions->plan (layer, network->parameters + offset, gradients, pass,
                                        &pass->layers[i]);
}

/* Divides the layers into stages: chains, of layers of one kind each, and layers alone. A layer
 * that later ones read ends its chain, because its gradient is not the next one's alone. */
static void
plan_layers (const GradusNetwork *network, GradusPass *pass)
{
  const GradusLayerFunctions *last = NULL;

  for (guint i = 0; i < network->n_layers; i++) {
    const GradusLayerFunctions *functions = network->layers[i].class->functions;
    const GradusLayerFunctions *chain = plan_layer (network, pass, i) ? functions : NULL;

    if (chain && chain == last)
      pass->stages[pass->n_stages - 1].end++;
    else
      pass->stages[pass->n_stages++] = (GradusStage){ i, i + 1, chain, FALSE };
    pass->stages[pass->n_stages - 1].has_branch = pass->layers[i].branch != NULL;
    last = is_read_by_later (network, i) ? NULL : chain;
  }
  last = pass->stages[0].chain;
  pass->has_step = pass->gradients && pass->n_stages == 1 && last && last->can_step_chain &&
                   last->can_step_chain (pass, 0, network->n_layers);
}

/* On some processors OpenBLAS's sgemm rounds the last columns that it is given differently from the
 * others. So it always gets the same pieces, however many threads there are: large enough to cost
 * little, small enough for two threads. Where layers of maps are most of the work, smaller ones,
 * for more threads. None is smaller than two lines of the cache: processors fetch these in pairs,
 * and two of them that write to one pair wait for each other more than they work. */
static guint
choose_piece (const GradusNetwork *network, guint n_columns)
{
  gboolean has_maps = FALSE;

  for (guint i = 0; i < network->n_layers; i++)
    has_maps |= network->shares[i].sharing == GRADUS_SHARED_BY_UNITS_OR_SAMPLES ||
                network->shares[i].sharing == GRADUS_SHARED_BY_ROWS_UNITS_OR_SAMPLES;
  if (has_maps)
    return n_columns >= 256 ? 64 : 32;
  return n_columns >= 256 ? 128 : n_columns >= 128 ? 64 : 32;
}

/* Without any floats. */
static GradusPass *
make_pass (const GradusNetwork *network, guint capacity)
{
  GradusPass *pass = g_new0 (GradusPass, 1);

  pass->capacity = capacity;
  pass->n_columns = gradus_kernels_columns (capacity);
  pass->stride = gradus_kernels_stride (capacity);
  pass->piece = choose_piece (network, pass->n_columns);
  pass->n_inputs = gradus_network_get_n_inputs (network);
  pass->pitch = gradus_kernels_stride (pass->n_inputs);
  pass->n_outputs = gradus_network_get_n_outputs (network);
  pass->n_layers = network->n_layers;
  pass->layers = g_new0 (GradusLayerPass, network->n_layers);
  pass->stages = g_new0 (GradusStage, network->n_layers);
  pass->kernels = network->kernels;
  pass->columns = (GradusColumns){ 0, pass->n_columns, pass->stride };
  return pass;
}

static gsize
count_pass (const GradusNetwork *network, guint capacity, GradusPassFlags flags)
{
  g_autoptr (GradusPass) pass = make_pass (network, capacity);

  return lay_out_pass (network, pass, flags);
}

gboolean
gradus_network_measure (const GradusLayerSpec *specs, guint n_layers, const GradusShape *input,
                        GradusOptimiserKind optimiser, guint capacity, guint64 *bytes,
                        GError **error)
{
  g_autoptr (GradusNetwork) network = gradus_network_lay_out (specs, n_layers, input, error);
  gsize n_own, n_batch;

  if (!network)
    return FALSE;
  n_own = gradus_network_count_training (network, optimiser);
  n_batch = count_pass (network, capacity, GRADUS_PASS_GRADIENTS);
  *bytes = (guint64) (n_own + n_batch) * sizeof (float);
  /* As when they are made, so that nothing is refused here that could be trained. */
  return gradus_memory_suffices (n_own, "the network", error) &&
         gradus_memory_suffices (n_batch, "the activations of a batch", error);
}

GradusPass *
gradus_network_new_pass (const GradusNetwork *network, guint capacity, GradusPassFlags flags,
                         GError **error)
{
  g_autoptr (GradusPass) pass = make_pass (network, capacity);

  pass->memory = gradus_memory_allocate (lay_out_pass (network, pass, flags),
                                         "the activations of a batch", error);
  if (!pass->memory)
    return NULL;
  lay_out_pass (network, pass, flags);
  if (flags & GRADUS_PASS_GRADIENTS) {
    pass->gradients = gradus_memory_allocate (network->n_floats, "the gradients", error);
    if (!pass->gradients)
      return NULL;
  }
  allocate_plans (network, pass);
  plan_layers (network, pass);
  gradus_pass_set_samples (pass, capacity, 1);
  return g_steal_pointer (&pass);
}
