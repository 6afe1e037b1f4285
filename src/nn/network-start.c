/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "nn/lsuv.h"
#include "nn/network-private.h"
#include "nn/rbm.h"

static gboolean
starts_with (const GradusLayer *layer, GradusInitialiserKind kind)
{
  return layer->class->has_initialiser && layer->spec.initialiser.kind == kind;
}

/* Each layer is given what those before it, which have begun, make of the samples. */
static void
look_at_samples (GradusNetwork *network, guint64 seed, const float *samples, guint n_samples)
{
  const guint n = MIN (n_samples, GRADUS_START_SAMPLES);
  g_autoptr (GradusPass) pass = gradus_network_new_pass (network, n, GRADUS_PASS_ALL_Z, NULL);

  g_return_if_fail (pass);
  gradus_pass_load_floats (pass, samples, NULL, NULL);
  for (guint i = 0; i < network->n_layers; i++) {
    if (starts_with (&network->layers[i], GRADUS_INITIALISER_RBM))
      gradus_rbm_train (network, pass, i, seed);
    gradus_network_forward_layers (network, pass, i, i + 1);
    if (starts_with (&network->layers[i], GRADUS_INITIALISER_LSUV))
      gradus_lsuv_scale (network, pass, i);
  }
}

void
gradus_network_initialise (GradusNetwork *network, guint64 seed, const float *samples,
                           guint n_samples)
{
  gboolean wants_samples = FALSE;

  for (guint i = 0; i < network->n_layers; i++) {
    GradusLayer *layer = &network->layers[i];
    GradusRandom random;

    gradus_random_init (&random, seed, GRADUS_STREAM_LAYER (layer->number));
    if (layer->class->functions->initialise)
      layer->class->functions->initialise (layer, &random,
                                           network->parameters + network->offsets[i]);
    wants_samples = wants_samples || starts_with (layer, GRADUS_INITIALISER_LSUV) ||
                    starts_with (layer, GRADUS_INITIALISER_RBM);
  }
  if (network->first)
    memset (network->first, 0, network->n_floats * sizeof (float));
  if (network->second)
    memset (network->second, 0, network->n_floats * sizeof (float));
  if (wants_samples && samples)
    look_at_samples (network, seed, samples, n_samples);
}
