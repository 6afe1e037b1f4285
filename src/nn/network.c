/* SPDX-License-Identifier: MIT */
#include "nn/network-private.h"

#include <math.h>
#include <string.h>

#include "nn/memory.h"
#include "nn/network-sharing.h"

G_DEFINE_QUARK (gradus-network-error-quark, gradus_network_error)

/* Where a layer has tensors of different numbers of rows, workers update other rows than those whose
 * gradients they found. */
static void
lay_out_tensors (GradusNetwork *network, guint i)
{
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS], main;
  const guint n = gradus_layer_list_tensors (&network->layers[i], tensors);
  const GradusLayerFunctions *functions = network->layers[i].class->functions;
  GradusNetworkShare *share = &network->shares[i];

  share->sharing = functions->find_sharing ? functions->find_sharing (&network->layers[i])
                                           : GRADUS_SHARED_BY_SAMPLES;
  share->n_bands = functions->count_bands ? functions->count_bands (&network->layers[i]) : 1;
  network->has_bands |= share->n_bands > 1;
  share->n_rows = n > 0 ? gradus_tensor_count_rows (&tensors[0]) : 0;
  if (gradus_layer_find_main_tensor (&network->layers[i], &main)) {
    share->main = network->offsets[i] + main.offset;
    share->n_main = gradus_tensor_count (&main);
    share->is_main_penalised = main.role == GRADUS_TENSOR_WEIGHT;
  }
  for (guint k = 0; k < n; k++) {
    const guint n_rows = gradus_tensor_count_rows (&tensors[k]);

    if (!gradus_tensor_is_trained (&tensors[k]))
      continue;
    network->has_uneven_tensors = network->has_uneven_tensors || n_rows != share->n_rows;
    network->tensors[network->n_tensors++] =
        (GradusNetworkTensor){ network->offsets[i] + tensors[k].offset,
                               gradus_tensor_count_row (&tensors[k]), n_rows, i,
                               tensors[k].role == GRADUS_TENSOR_WEIGHT };
  }
}

static void
lay_out_layers (GradusNetwork *network, const GradusLayerSpec *specs, const GradusShape *shapes)
{
  for (guint i = 0; i < network->n_layers; i++) {
    GradusLayer *layer = &network->layers[i];

    *layer = gradus_layer_make (&specs[i], i + 1, &shapes[i], &shapes[i + 1]);
    network->offsets[i] = network->n_floats;
    lay_out_tensors (network, i);
    network->n_floats += gradus_memory_round_to_line (gradus_layer_count_parameters (layer));
  }
}

guint
gradus_network_count_moments (GradusOptimiserKind optimiser)
{
  return (gradus_optimiser_has_first_moment (optimiser) ? 1 : 0) +
         (gradus_optimiser_has_second_moment (optimiser) ? 1 : 0);
}

GradusNetwork *
gradus_network_lay_out (const GradusLayerSpec *specs, guint n_layers, const GradusShape *input,
                        GError **error)
{
  g_autoptr (GradusNetwork) network = g_new0 (GradusNetwork, 1);
  g_autofree GradusShape *shapes = g_new (GradusShape, (gsize) n_layers + 1);
  guint fault;

  network->kernels = gradus_kernels_get ();
  network->n_layers = n_layers;
  network->input = *input;
  network->layers = g_new0 (GradusLayer, n_layers);
  network->offsets = g_new0 (gsize, n_layers);
  network->shares = g_new0 (GradusNetworkShare, n_layers);
  network->tensors = g_new (GradusNetworkTensor, (gsize) n_layers * GRADUS_LAYER_MAX_TENSORS);
  if (!gradus_layer_specs_infer_shapes (specs, n_layers, input, shapes, &fault, error))
    return NULL;
  lay_out_layers (network, specs, shapes);
  return g_steal_pointer (&network);
}

/* Parameters, gradients and moments; and what a run keeps: the parameters that it began with, and a
 * checkpoint of parameters and moments. */
gsize
gradus_network_count_training (const GradusNetwork *network, GradusOptimiserKind optimiser)
{
  return (4 + 2 * (gsize) gradus_network_count_moments (optimiser)) * network->n_floats;
}

GradusNetwork *
gradus_network_new (const GradusLayerSpec *specs, guint n_layers, const GradusShape *input,
                    GradusOptimiserKind optimiser, GError **error)
{
  g_autoptr (GradusNetwork) network = NULL;
  const guint n_moments = gradus_network_count_moments (optimiser);

  g_return_val_if_fail (n_layers >= 1 && n_layers <= GRADUS_MAX_LAYERS, NULL);
  g_return_val_if_fail (gradus_shape_count (input) <= GRADUS_MAX_INPUTS, NULL);

  network = gradus_network_lay_out (specs, n_layers, input, error);
  /* A network that could not be trained is refused at once. */
  if (!network || !gradus_memory_suffices (gradus_network_count_training (network, optimiser),
                                           "the network", error))
    return NULL;
  network->parameters =
      gradus_memory_allocate ((1 + n_moments) * network->n_floats, "the network", error);
  if (!network->parameters)
    return NULL;
  if (gradus_optimiser_has_first_moment (optimiser))
    network->first = network->parameters + network->n_floats;
  if (gradus_optimiser_has_second_moment (optimiser))
    network->second = network->parameters + n_moments * network->n_floats;
  return g_steal_pointer (&network);
}

void
gradus_network_free (GradusNetwork *network)
{
  gradus_memory_free (network->parameters);
  g_free (network->offsets);
  g_free (network->shares);
  g_free (network->tensors);
  g_free (network->layers);
  g_free (network);
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

/* By pages of memory: of a checkpoint that nobody wrote to before the system makes each only now. */
#define FLOATS_IN_PAGE 1024

/* The moments lie behind the parameters. */
void
gradus_network_save_share (const GradusNetwork *network, float *state, const GradusWorker *worker)
{
  const gsize n = gradus_network_count_state (network);
  const guint n_pages = (guint) ((n + FLOATS_IN_PAGE - 1) / FLOATS_IN_PAGE);
  const GradusSpan pages = gradus_worker_share (worker, n_pages, 1);
  const gsize begin = (gsize) pages.begin * FLOATS_IN_PAGE,
              end = MIN ((gsize) pages.end * FLOATS_IN_PAGE, n);

  memcpy (state + begin, network->parameters + begin, (end - begin) * sizeof (float));
}

void
gradus_network_save_state (const GradusNetwork *network, float *state)
{
  gradus_network_save_share (network, state, NULL);
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
  return gradus_shape_count (&network->input);
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

/* By samples, or by the maps of layers that are much work for few samples too. */
guint
gradus_network_count_shares (const GradusNetwork *network, const GradusPass *pass)
{
  guint most = MAX (pass->n_columns / pass->piece, 1);

  for (guint i = 0; i < network->n_layers; i++) {
    if (network->layers[i].class->functions->send_back)
      most = MAX (most, gradus_shape_count_units (&network->layers[i].out));
  }
  return most;
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

/* -- Updating and measuring -------------------------------------------------------------------- */

static float *
find_moments (float *moments, gsize offset)
{
  return moments ? moments + offset : NULL;
}

static gboolean
update_tensor (GradusNetwork *network, const GradusPass *pass, const GradusNetworkTensor *tensor,
               const GradusUpdate *update, const GradusWorker *worker)
{
  const GradusSpan rows =
      gradus_network_share_rows (network, tensor->layer, pass, tensor->n_rows, worker);
  const gsize start = tensor->start + rows.begin * tensor->row_size;

  return network->kernels->update (update, (rows.end - rows.begin) * tensor->row_size,
                                   pass->gradients + start, network->parameters + start,
                                   find_moments (network->first, start),
                                   find_moments (network->second, start));
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
  for (guint i = 0; i < network->n_tensors; i++) {
    const GradusNetworkTensor *tensor = &network->tensors[i];

    is_finite = update_tensor (network, pass, tensor, tensor->is_penalised ? update : &unpenalised,
                               worker) &&
                is_finite;
  }
  return is_finite;
}

guint64
gradus_network_make_steps (GradusNetwork *network, GradusPass *pass, GradusCost cost,
                           const GradusUpdate *update, guint64 most, const atomic_bool *interrupt,
                           gboolean *is_finite)
{
  if (pass->has_step && gradus_update_is_plain (update) && gradus_cost_is_from_logits (cost))
    return pass->stages->chain->step_chain (pass, 0, network->n_layers,
                                            gradus_cost_gradient_factor (cost), update->rate, most,
                                            interrupt, is_finite);
  gradus_network_forward (network, pass, NULL);
  gradus_network_backward (network, pass, cost, NULL);
  *is_finite = gradus_network_update (network, pass, update, NULL);
  return 1;
}

double
gradus_network_gradient_norm (const GradusNetwork *network, const GradusPass *pass, guint layer)
{
  const GradusNetworkShare *share = &network->shares[layer];

  return sqrt (network->kernels->sum_squares (share->n_main, pass->gradients + share->main));
}

double
gradus_network_total_gradient_norm (const GradusNetwork *network, const GradusPass *pass)
{
  return sqrt (network->kernels->sum_squares (network->n_floats, pass->gradients));
}

double
gradus_network_weight_norm (const GradusNetwork *network, guint layer)
{
  const GradusNetworkShare *share = &network->shares[layer];

  return sqrt (network->kernels->sum_squares (share->n_main, network->parameters + share->main));
}

double
gradus_network_update_norm (const GradusNetwork *network, const GradusPass *pass, guint layer,
                            const GradusUpdate *update)
{
  const GradusNetworkShare *share = &network->shares[layer];
  const GradusUpdate own =
      share->is_main_penalised ? *update : gradus_update_without_penalties (update);

  return sqrt ((double) network->kernels->measure_update (
      &own, share->n_main, pass->gradients + share->main, network->parameters + share->main,
      find_moments (network->first, share->main), find_moments (network->second, share->main)));
}
