/* SPDX-License-Identifier: MIT */
#include "nn/excitation.h"

#include <string.h>

#include "nn/kernels/kernels.h"
#include "nn/layer-functions.h"
#include "nn/memory.h"
#include "nn/ways.h"

/* The rows of a unit. */
static GradusSpan
find_unit_rows (const GradusLayer *layer, guint unit)
{
  const guint n = gradus_shape_count_unit_numbers (&layer->out);

  return (GradusSpan){ unit * n, (unit + 1) * n };
}

gboolean
gradus_excitation_is_of_z (const GradusLayer *layer)
{
  const GradusActivationKind kind = layer->spec.activation.kind;

  return layer->class->has_activation &&
         (gradus_activation_is_elementwise (kind) || kind == GRADUS_ACTIVATION_SOFTMAX);
}

void
gradus_excitation_measure (GradusNetwork *network, const GradusPass *pass, guint index, guint unit,
                           double *excitations)
{
  const GradusLayer *layer = gradus_network_get_layer (network, index);
  const GradusLayerPass *own = &pass->layers[index];
  const float *numbers = gradus_excitation_is_of_z (layer) ? own->z : own->output;
  const GradusSpan rows = find_unit_rows (layer, unit);

  for (guint i = 0; i < pass->n_samples; i++) {
    double sum = 0;

    for (guint row = rows.begin; row < rows.end; row++)
      sum += (double) numbers[(gsize) row * pass->stride + i];
    excitations[i] = sum / (rows.end - rows.begin);
  }
}

/* -- The way back ------------------------------------------------------------------------------ */

static void
clear_rows (float *matrix, guint n_rows, guint stride)
{
  memset (matrix, 0, (gsize) n_rows * stride * sizeof (float));
}

/* The gradient of the excitation by z, in the place of delta, and then NULL is returned; or by the
 * outputs. */
static float *
begin_gradient (const GradusLayer *layer, const GradusPass *pass, const GradusLayerPass *own,
                guint unit)
{
  const gboolean is_of_z = gradus_excitation_is_of_z (layer);
  const GradusSpan rows = find_unit_rows (layer, unit);
  float *gradient = is_of_z ? own->delta : pass->output_gradients[0];

  clear_rows (gradient, is_of_z ? layer->n_rows : layer->n_outputs, pass->stride);
  for (gsize i = (gsize) rows.begin * pass->stride; i < (gsize) rows.end * pass->stride; i++)
    gradient[i] = 1.0f / (float) (rows.end - rows.begin);
  return is_of_z ? NULL : gradient;
}

/* What layers that read an earlier output besides have given back to it so far; that of the input
 * is added up in `input_branch`. */
static void
clear_branches_below (GradusNetwork *network, const GradusPass *pass, guint index)
{
  for (guint i = 0; i < index; i++) {
    if (pass->layers[i].branch)
      clear_rows (pass->layers[i].branch, gradus_network_get_layer (network, i)->n_outputs,
                  pass->stride);
  }
}

static void
add_rows (const GradusPass *pass, guint n_rows, const float *from, float *to)
{
  const GradusBlock block = { n_rows, pass->stride, pass->stride };

  pass->kernels->add (&block, from, to);
}

/* Walks from layer `index` back to the inputs; the gradient by these is then the sum of both
 * matrices (n_inputs, stride), of which `input_branch` was cleared. */
static void
walk_back (GradusNetwork *network, const GradusPass *pass, guint index, float *gradient,
           float *input_gradient, float *input_branch)
{
  for (guint i = index + 1; i-- > 0;) {
    GradusLayerPass own = pass->layers[i];
    float *next = i == 0 ? input_gradient
                         : pass->output_gradients[gradient == pass->output_gradients[1] ? 0 : 1];

    if (own.earlier == pass->inputs)
      own.earlier_gradient = input_branch;
    if (own.branch && i < index)
      add_rows (pass, gradus_network_get_layer (network, i)->n_outputs, own.branch, gradient);
    gradus_ways_send_back (network, pass, i, &own, gradient, next);
    gradient = next;
  }
}

static void
copy_by_sample (const GradusPass *pass, const float *matrix, float *samples)
{
  for (guint i = 0; i < pass->n_samples; i++) {
    for (guint k = 0; k < pass->n_inputs; k++)
      samples[(gsize) i * pass->n_inputs + k] = matrix[(gsize) k * pass->stride + i];
  }
}

gboolean
gradus_excitation_differentiate (GradusNetwork *network, GradusPass *pass, guint index, guint unit,
                                 float *gradient)
{
  const gsize size = (gsize) pass->n_inputs * pass->stride;
  const GradusLayer *layer = gradus_network_get_layer (network, index);
  float *inputs = gradus_memory_allocate (2 * size, "a gradient", NULL);

  if (!inputs)
    return FALSE;
  clear_branches_below (network, pass, index);
  walk_back (network, pass, index, begin_gradient (layer, pass, &pass->layers[index], unit), inputs,
             inputs + size);
  add_rows (pass, pass->n_inputs, inputs + size, inputs);
  copy_by_sample (pass, inputs, gradient);
  gradus_memory_free (inputs);
  return TRUE;
}
