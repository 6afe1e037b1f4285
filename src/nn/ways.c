/* SPDX-License-Identifier: MIT */
#include "nn/ways.h"

#include <string.h>

#include "nn/layer-functions.h"
#include "nn/memory.h"

void
gradus_ways_send_back (GradusNetwork *network, const GradusPass *pass, guint index,
                       const GradusLayerPass *own, const float *gradient, float *input_gradient)
{
  const GradusLayer *layer = gradus_network_get_layer (network, index);
  const GradusLayerFunctions *functions = layer->class->functions;
  const float *parameters = gradus_network_get_parameters (network, index);
  const GradusPart outputs = gradus_part_make (&layer->out, &pass->columns),
                   inputs = gradus_part_make (&layer->in, &pass->columns);

  functions->backward (layer, parameters, pass, own, &outputs, gradient,
                       functions->send_back ? NULL : input_gradient);
  if (functions->send_back && input_gradient)
    functions->send_back (layer, parameters, pass, own, &inputs, input_gradient);
}

/* What layer `from` gives back, which has its dCost/dz already. */
static void
find_gradient (GradusNetwork *network, const GradusPass *pass, guint from, gboolean is_around,
               float *gradient)
{
  GradusLayerPass own = pass->layers[from];

  own.earlier_gradient = is_around ? gradient : NULL;
  gradus_ways_send_back (network, pass, from, &own, NULL, is_around ? NULL : gradient);
}

/* Plans of layers point to the matrices of the pass, so delta is found in its place. */
gboolean
gradus_ways_differentiate (GradusNetwork *network, GradusPass *pass, guint from, guint to,
                           gboolean is_around, const float *slopes, float *delta)
{
  const GradusLayer *layer = gradus_network_get_layer (network, to);
  const gsize size = (gsize) layer->n_rows * pass->stride * sizeof (float);
  float *own = pass->layers[to].delta;
  float *gradient =
      gradus_memory_allocate ((gsize) layer->n_outputs * pass->stride, "a gradient", NULL);
  g_autofree float *kept = g_memdup2 (own, size);

  if (!gradient)
    return FALSE;
  find_gradient (network, pass, from, is_around, gradient);
  memcpy (own, slopes, size);
  gradus_ways_send_back (network, pass, to, &pass->layers[to], gradient, NULL);
  memcpy (delta, own, size);
  memcpy (own, kept, size);
  gradus_memory_free (gradient);
  return TRUE;
}
