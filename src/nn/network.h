/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/cost.h"
#include "nn/optimiser.h"
#include "nn/pass.h"

G_BEGIN_DECLS

/* GradusNetwork: layers one after the other, and all their parameters in one piece of memory.
 *
 * A network belongs to one thread at a time. Layers are counted from 0 here, from 1 before people and in
 * files. */
typedef struct _GradusNetwork GradusNetwork;

#define GRADUS_MAX_LAYERS 100
#define GRADUS_MAX_UNITS 4096
#define GRADUS_MAX_INPUTS 65536

typedef enum {
  GRADUS_NETWORK_ERROR_TOO_LARGE,
} GradusNetworkError;

#define GRADUS_NETWORK_ERROR (gradus_network_error_quark ())
GQuark gradus_network_error_quark (void);

/* A network with all parameters zero. Takes 1 to GRADUS_MAX_LAYERS specs of 1 to GRADUS_MAX_UNITS units each,
 * and 1 to GRADUS_MAX_INPUTS inputs.
 *
 * Returns NULL and GRADUS_NETWORK_ERROR_TOO_LARGE, with the size in words, before anything is allocated,
 * where the parameters and their gradients would take more than half of the machine's memory. */
GradusNetwork *gradus_network_new (const GradusLayerSpec *specs, guint n_layers, guint n_inputs,
                                   GError **error);
void gradus_network_free (GradusNetwork *network);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusNetwork, gradus_network_free)

/* Draws all parameters anew: layer N, counted from 1, from stream N of the seed. */
void gradus_network_initialise (GradusNetwork *network, guint64 seed);

guint gradus_network_get_n_layers (const GradusNetwork *network);
guint gradus_network_get_n_inputs (const GradusNetwork *network);
guint gradus_network_get_n_outputs (const GradusNetwork *network);
const GradusLayer *gradus_network_get_layer (const GradusNetwork *network, guint layer);

/* Multiply-adds of one sample's way forward. */
gsize gradus_network_count_multiply_adds (const GradusNetwork *network);

/* Acts from the next pass on. */
void gradus_network_set_activation (GradusNetwork *network, guint layer, GradusActivation activation);

/* The parameters of a layer, laid out as its class's list_tensors() says, and their gradients after
 * gradus_network_backward(). */
float *gradus_network_get_parameters (GradusNetwork *network, guint layer);
const float *gradus_network_get_gradients (const GradusNetwork *network, guint layer);

/* Room for n_samples to travel; `with_gradients` if they are to come back. NULL and
 * GRADUS_NETWORK_ERROR_TOO_LARGE as above. */
GradusPass *gradus_network_new_pass (const GradusNetwork *network, guint n_samples, gboolean with_gradients,
                                     GError **error);

/* From pass->inputs to the outputs of every layer. */
void gradus_network_forward (const GradusNetwork *network, GradusPass *pass);

/* After gradus_network_forward(): the gradient of the cost against pass->targets by every parameter. */
void gradus_network_backward (GradusNetwork *network, GradusPass *pass, GradusCost cost);

/* One step along the gradients. */
void gradus_network_update (GradusNetwork *network, const GradusOptimiser *optimiser);

/* The L2 norm of dCost/dW of a layer, from its newest gradients. */
double gradus_network_gradient_norm (const GradusNetwork *network, guint layer);

G_END_DECLS
