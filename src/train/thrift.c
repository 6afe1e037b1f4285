/* SPDX-License-Identifier: MIT */
#include "train/thrift.h"

#include <string.h>

#include "nn/layer.h"

/* Parameters lie in one piece; an activation may be changed without them. */
static gboolean
has_network_changed (const GradusThrift *thrift, const GradusNetwork *network)
{
  gboolean is_same = memcmp (thrift->parameters, gradus_network_get_parameters (network, 0),
                             gradus_network_get_n_floats (network) * sizeof (float)) == 0;

  for (guint i = 0; is_same && i < thrift->n_layers; i++)
    is_same = gradus_layer_spec_equal (&thrift->specs[i],
                                       &gradus_network_get_layer (network, i)->spec);
  return !is_same;
}

gboolean
gradus_thrift_begin (GradusThrift *thrift, const GradusNetwork *network, gboolean is_training,
                     const int keys[GRADUS_THRIFT_KEYS])
{
  const gint64 now = g_get_monotonic_time ();
  const gboolean is_the_same =
      thrift->has_looked && memcmp (thrift->keys, keys, sizeof thrift->keys) == 0;
  const double rest =
      (double) (thrift->ended - thrift->begun) * (1 / GRADUS_THRIFT_SHARE - 1);

  if (is_the_same && is_training && (double) (now - thrift->ended) < rest)
    return FALSE;
  if (is_the_same && !has_network_changed (thrift, network))
    return FALSE;
  memcpy (thrift->keys, keys, sizeof thrift->keys);
  thrift->begun = now;
  return TRUE;
}

double
gradus_thrift_end (GradusThrift *thrift, const GradusNetwork *network)
{
  const gsize size = gradus_network_get_n_floats (network) * sizeof (float);

  if (!thrift->has_looked) {
    thrift->n_layers = gradus_network_get_n_layers (network);
    thrift->parameters = g_malloc (size);
    thrift->specs = g_new (GradusLayerSpec, thrift->n_layers);
  }
  memcpy (thrift->parameters, gradus_network_get_parameters (network, 0), size);
  for (guint i = 0; i < thrift->n_layers; i++)
    thrift->specs[i] = gradus_network_get_layer (network, i)->spec;
  thrift->has_looked = TRUE;
  thrift->ended = g_get_monotonic_time ();
  return (double) (thrift->ended - thrift->begun) / G_USEC_PER_SEC;
}

void
gradus_thrift_clear (GradusThrift *thrift)
{
  g_free (thrift->parameters);
  g_free (thrift->specs);
  memset (thrift, 0, sizeof *thrift);
}
