/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "nn/lsuv.h"
#include "nn/network-private.h"

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
