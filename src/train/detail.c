/* SPDX-License-Identifier: MIT */
#include "train/detail.h"

#include "nn/layer.h"
#include "nn/pass.h"
#include "train/anatomy.h"

static void
look_at_unit_weights (GradusNetwork *network, const GradusPass *measured, const GradusLayer *layer,
                      GradusDetail *detail)
{
  const float *parameters = gradus_network_get_parameters (network, detail->layer);
  const float *gradients = gradus_network_get_gradients (network, measured, detail->layer);
  const gsize n = layer->n_inputs, row = detail->unit * n;
  gsize bias;

  if (!gradus_anatomy_find_matrix (layer, &bias))
    return;
  gradus_histogram_fill (&detail->all_weights, parameters, n * layer->n_rows);
  gradus_histogram_fill (&detail->all_gradients, gradients, n * layer->n_rows);
  detail->n_weights = layer->n_inputs;
  detail->unit_weights = g_memdup2 (parameters + row, n * sizeof (float));
  detail->unit_gradients = g_memdup2 (gradients + row, n * sizeof (float));
  detail->bias = parameters[bias + detail->unit];
  detail->bias_gradient = gradients[bias + detail->unit];
}

GradusDetail *
gradus_detail_new (GradusNetwork *network, const GradusPass *measured, const GradusPass *pass,
                   guint index, guint unit)
{
  const gsize row = (gsize) unit * pass->stride;
  const GradusLayer *layer;
  const GradusLayerPass *own;
  GradusDetail *detail;

  if (index >= gradus_network_get_n_layers (network))
    return NULL;
  layer = gradus_network_get_layer (network, index);
  if (unit >= layer->n_outputs)
    return NULL;
  own = &pass->layers[index];
  detail = g_new0 (GradusDetail, 1);
  *detail = (GradusDetail){ .layer = index,
                            .unit = unit,
                            .kind = layer->class->name,
                            .activation = layer->spec.activation,
                            .has_activation = layer->class->has_activation,
                            .n_units = layer->n_outputs,
                            .n_samples = pass->n_samples };
  look_at_unit_weights (network, measured, layer, detail);
  gradus_histogram_fill_rows (&detail->all_outputs, own->output, layer->n_outputs, pass->stride,
                              detail->n_samples);
  detail->z = g_memdup2 ((detail->has_activation ? own->z : own->input) + row,
                         detail->n_samples * sizeof (float));
  detail->outputs = g_memdup2 (own->output + row, detail->n_samples * sizeof (float));
  return detail;
}

void
gradus_detail_free (GradusDetail *detail)
{
  g_free (detail->unit_weights);
  g_free (detail->unit_gradients);
  g_free (detail->z);
  g_free (detail->outputs);
  g_free (detail);
}
