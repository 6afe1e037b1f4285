/* SPDX-License-Identifier: MIT */
#include "train/detail.h"

#include "nn/layer.h"
#include "nn/pass.h"
#include "nn/primitive.h"
#include "train/sketch.h"

/* Of a batch normalisation, or another kind that has no weights but is trained, the scales. */
static void
look_at_all_weights (GradusNetwork *network, const GradusPass *measured, const GradusLayer *layer,
                     GradusDetail *detail)
{
  const float *parameters = gradus_network_get_parameters (network, detail->layer);
  const float *gradients = gradus_network_get_gradients (network, measured, detail->layer);
  GradusTensor main;

  if (!gradus_layer_find_main_tensor (layer, &main))
    return;
  gradus_histogram_fill (&detail->all_weights, parameters + main.offset,
                         gradus_tensor_count (&main));
  gradus_histogram_fill (&detail->all_gradients, gradients + main.offset,
                         gradus_tensor_count (&main));
}

/* The weights of a convolution's unit, a kernel for each map that it reads, with which its
 * parameters begin; and where its biases do. */
static gboolean
find_kernels (const GradusLayer *layer, gsize *n, gsize *bias)
{
  GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES];
  GradusTensor main;
  guint n_primitives;

  if (!gradus_layer_list_primitives (layer, primitives, &n_primitives) || n_primitives == 0 ||
      primitives[0].kind != GRADUS_PRIMITIVE_CONVOLUTION ||
      !gradus_layer_find_main_tensor (layer, &main))
    return FALSE;
  *n = gradus_tensor_count_row (&main);
  *bias = gradus_tensor_count (&main);
  return TRUE;
}

static void
look_at_unit_weights (GradusNetwork *network, const GradusPass *measured, const GradusLayer *layer,
                      GradusDetail *detail)
{
  const float *parameters = gradus_network_get_parameters (network, detail->layer);
  const float *gradients = gradus_network_get_gradients (network, measured, detail->layer);
  gsize bias;
  const gboolean is_matrix = gradus_sketch_find_matrix (layer, &bias);
  gsize n = layer->n_inputs, row;

  if (!(is_matrix ? detail->unit_numbers == 1 : find_kernels (layer, &n, &bias)))
    return;
  row = detail->unit * n;
  detail->n_weights = (guint) n;
  detail->unit_weights = g_memdup2 (parameters + row, n * sizeof (float));
  detail->unit_gradients = g_memdup2 (gradients + row, n * sizeof (float));
  detail->bias = parameters[bias + detail->unit];
  detail->bias_gradient = gradients[bias + detail->unit];
}

/* The unit's rows of a matrix (units · numbers, stride), sample by sample. */
static float *
copy_unit (const GradusDetail *detail, const GradusPass *pass, const float *matrix)
{
  const guint n = detail->unit_numbers;
  float *numbers = g_new (float, ((gsize) detail->n_samples * n));

  for (guint k = 0; k < n; k++) {
    const float *row = matrix + ((gsize) detail->unit * n + k) * pass->stride;

    for (guint i = 0; i < detail->n_samples; i++)
      numbers[(gsize) i * n + k] = row[i];
  }
  return numbers;
}

GradusDetail *
gradus_detail_new (GradusNetwork *network, const GradusPass *measured, const GradusPass *pass,
                   guint index, guint unit)
{
  const GradusLayer *layer;
  const GradusLayerPass *own;
  GradusDetail *detail;

  if (index >= gradus_network_get_n_layers (network))
    return NULL;
  layer = gradus_network_get_layer (network, index);
  if (unit >= gradus_shape_count_units (&layer->out))
    return NULL;
  own = &pass->layers[index];
  detail = g_new0 (GradusDetail, 1);
  *detail = (GradusDetail){ .layer = index,
                            .unit = unit,
                            .activation = layer->spec.activation,
                            .has_activation = layer->class->has_activation,
                            .n_units = gradus_shape_count_units (&layer->out),
                            .unit_numbers = gradus_shape_count_unit_numbers (&layer->out) };
  detail->n_samples = CLAMP (GRADUS_DETAIL_MOST / detail->unit_numbers, 1, pass->n_samples);
  look_at_all_weights (network, measured, layer, detail);
  look_at_unit_weights (network, measured, layer, detail);
  gradus_histogram_fill_rows (&detail->all_outputs, own->output, layer->n_outputs, pass->stride,
                              pass->n_samples);
  detail->z = copy_unit (detail, pass,
                         detail->has_activation ? own->z
                         : own->earlier         ? own->input
                                                : own->output);
  detail->earlier = own->earlier ? copy_unit (detail, pass, own->earlier) : NULL;
  detail->outputs = copy_unit (detail, pass, own->output);
  return detail;
}

void
gradus_detail_free (GradusDetail *detail)
{
  g_free (detail->unit_weights);
  g_free (detail->unit_gradients);
  g_free (detail->z);
  g_free (detail->earlier);
  g_free (detail->outputs);
  g_free (detail);
}
