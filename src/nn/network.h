/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdatomic.h>

#include "nn/cost.h"
#include "nn/layer-spec.h"
#include "nn/optimiser.h"
#include "nn/tensor.h"
#include "nn/types.h"

G_BEGIN_DECLS

/* GradusNetwork: layers one after the other, and all their parameters in one piece of memory.
 *
 * A network belongs to one thread at a time, or to one team: the functions that take a worker are
 * called by all workers of it, and each does its share; with NULL the caller does everything.
 * Layers are counted from 0 here, from 1 before people and in files. */

typedef enum {
  GRADUS_NETWORK_ERROR_TOO_LARGE,
  GRADUS_NETWORK_ERROR_SHAPE, /* a layer does not fit what it reads */
} GradusNetworkError;

#define GRADUS_NETWORK_ERROR (gradus_network_error_quark ())
GQuark gradus_network_error_quark (void);

/* A network with all parameters zero, to be trained by that kind of optimiser. Takes 1 to
 * GRADUS_MAX_LAYERS specs, and samples of that shape, of 1 to GRADUS_MAX_INPUTS numbers.
 *
 * Returns NULL and GRADUS_NETWORK_ERROR_SHAPE where a layer does not fit, see
 * gradus_layer_specs_infer_shapes(); and GRADUS_NETWORK_ERROR_TOO_LARGE, with the size in words,
 * before anything is allocated, where training it would take more than half of the memory that
 * there is. */
GradusNetwork *gradus_network_new (const GradusLayerSpec *specs, guint n_layers,
                                   const GradusShape *input, GradusOptimiserKind optimiser,
                                   GError **error);

/* Sets `bytes` to what such a network takes when it trains on batches of `capacity` samples: its
 * parameters, their gradients and moments, those that it began with and those of a checkpoint, and
 * the activations of a batch. Allocates none of it.
 * FALSE with the errors that gradus_network_new() or gradus_network_new_pass() would give. */
gboolean gradus_network_measure (const GradusLayerSpec *specs, guint n_layers,
                                 const GradusShape *input, GradusOptimiserKind optimiser,
                                 guint capacity, guint64 *bytes, GError **error);
void gradus_network_free (GradusNetwork *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusNetwork, gradus_network_free)

/* Draws all parameters anew, layer N, counted from 1, from stream N of the seed, and forgets the
 * moments. lsuv and rbm look at the first GRADUS_START_SAMPLES of the n_samples (n_samples,
 * n_inputs) given, layer by layer, next to the data first, see nn/lsuv.h and nn/rbm.h; they may be
 * NULL where no layer has these. Dropout lets everything pass meanwhile, and batch normalisation
 * does nothing. */
#define GRADUS_START_SAMPLES 512
void gradus_network_initialise (GradusNetwork *network, guint64 seed, const float *samples,
                                guint n_samples);

guint gradus_network_get_n_layers (const GradusNetwork *network);
guint gradus_network_get_n_inputs (const GradusNetwork *network);
guint gradus_network_get_n_outputs (const GradusNetwork *network);
const GradusLayer *gradus_network_get_layer (const GradusNetwork *network, guint layer);

/* How many workers at most can share a pass: more would only wait. */
guint gradus_network_count_shares (const GradusNetwork *network, const GradusPass *pass);

/* Multiply-adds of one sample's way forward. */
gsize gradus_network_count_multiply_adds (const GradusNetwork *network);

/* Replaces the spec of a layer by one that it can go on as (gradus_layer_spec_can_go_on_as()). It
 * acts from the next pass on. */
void gradus_network_change_layer (GradusNetwork *network, guint layer, const GradusLayerSpec *spec);

/* The tensors of a layer and how many floats they are, see nn/layer.h. */
guint gradus_network_list_tensors (const GradusNetwork *network, guint layer,
                                   GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS]);
gsize gradus_network_count_parameters (const GradusNetwork *network, guint layer);

/* The parameters of a layer, laid out as its tensors say. Those of all layers lie in one
 * piece of n_floats, the first layer's at its start, with zeros in the gaps between the layers. */
float *gradus_network_get_parameters (const GradusNetwork *network, guint layer);
gsize gradus_network_get_n_floats (const GradusNetwork *network);

/* Their gradients, laid out alike, as gradus_network_backward() last left them in the pass, which
 * has GRADUS_PASS_GRADIENTS. */
float *gradus_network_get_gradients (const GradusNetwork *network, const GradusPass *pass,
                                     guint layer);

/* All that training changes, in one piece of gradus_network_count_state() floats: the parameters
 * and the optimiser's moments. A network with the same specs and the same kind of optimiser goes on
 * from it to the same bits. */
gsize gradus_network_count_state (const GradusNetwork *network);
void gradus_network_save_state (const GradusNetwork *network, float *state);

/* A worker's share of the same. */
void gradus_network_save_share (const GradusNetwork *network, float *state,
                                const GradusWorker *worker);
void gradus_network_load_state (GradusNetwork *network, const float *state);

typedef enum {
  GRADUS_PASS_FORWARD = 0,
  GRADUS_PASS_GRADIENTS =
      1 << 0,                 /* goes back too, and has room for the gradients of all parameters */
  GRADUS_PASS_ALL_Z = 1 << 1, /* keeps z of every layer, not of the last alone */
} GradusPassFlags;

/* A pass for up to `capacity` samples, with that many in it. NULL and
 * GRADUS_NETWORK_ERROR_TOO_LARGE as above. */
GradusPass *gradus_network_new_pass (const GradusNetwork *network, guint capacity,
                                     GradusPassFlags flags, GError **error);

/* From pass->inputs to the outputs of every layer. In training batch normalisation's running means
 * move. */
void gradus_network_forward (GradusNetwork *network, GradusPass *pass, const GradusWorker *worker);

/* The same for layers [first, end), for a worker alone, from what those before `first` left in the
 * pass. */
void gradus_network_forward_layers (GradusNetwork *network, GradusPass *pass, guint first,
                                    guint end);

/* After gradus_network_forward(): the gradient of the cost against pass->targets by every
 * parameter, left in the pass. Each worker finds those of its own parameters; those of others are
 * there after gradus_worker_wait(). */
void gradus_network_backward (GradusNetwork *network, GradusPass *pass, GradusCost cost,
                              const GradusWorker *worker);

/* One step of a worker's own parameters along their gradients in the pass. Returns whether they are
 * finite afterwards. */
gboolean gradus_network_update (GradusNetwork *network, const GradusPass *pass,
                                const GradusUpdate *update, const GradusWorker *worker);

/* The three one after the other, for a worker alone, with the samples that are in the pass and an
 * update that needs nothing from the gradients: the same bits, in less time for small networks.
 * Makes at least one step and at most `most`; fewer than these as it likes, or if it is
 * interrupted, or if parameters are not finite any more. Returns how many. */
guint64 gradus_network_make_steps (GradusNetwork *network, GradusPass *pass, GradusCost cost,
                                   const GradusUpdate *update, guint64 most,
                                   const atomic_bool *interrupt, gboolean *is_finite);

/* The L2 norm of dCost/dW of a layer, from the gradients in the pass, and of all gradients as one
 * vector; the L2 norm of W, and of the change that `update` would make to it along the gradients in
 * the pass. W is the layer's main tensor, see nn/layer.h; without one the norms are 0. */
double gradus_network_gradient_norm (const GradusNetwork *network, const GradusPass *pass,
                                     guint layer);
double gradus_network_total_gradient_norm (const GradusNetwork *network, const GradusPass *pass);
double gradus_network_weight_norm (const GradusNetwork *network, guint layer);
double gradus_network_update_norm (const GradusNetwork *network, const GradusPass *pass,
                                   guint layer, const GradusUpdate *update);

G_END_DECLS
