/* SPDX-License-Identifier: MIT */
#include "nn/kernels.h"
#include "nn/layer.h"

#include <cblas.h>

/* From about 45 × 45 on, and with no side too thin for its blocks, OpenBLAS's sgemm overtakes the fused loops
 * in spite of the cost of the call, whatever the batch (measured with tests/bench/bench-dense.c; with AVX-512
 * and batches above 8 the loops keep up for longer). */
#define BLAS_WEIGHTS 2048
#define BLAS_THINNEST_SIDE 16

static gboolean
is_for_blas (GradusDenseShape shape)
{
  return (gsize) shape.n_inputs * shape.n_outputs >= BLAS_WEIGHTS &&
         MIN (shape.n_inputs, shape.n_outputs) >= BLAS_THINNEST_SIDE;
}

static GradusDenseShape
shape_of (const GradusLayer *layer, guint stride)
{
  return (GradusDenseShape){ layer->n_inputs, layer->spec.units, stride };
}

static gsize
count_weights (const GradusLayer *layer)
{
  return (gsize) layer->n_inputs * layer->spec.units;
}

static gsize
dense_count_parameters (const GradusLayer *layer)
{
  return count_weights (layer) + layer->spec.units;
}

static guint
dense_list_tensors (const GradusLayer *layer, GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS])
{
  tensors[0] = (GradusTensor){ "weight", layer->spec.units, layer->n_inputs, 0 };
  tensors[1] = (GradusTensor){ "bias", layer->spec.units, 1, count_weights (layer) };
  return 2;
}

static void
dense_initialise (const GradusLayer *layer, GradusRandom *random, float *parameters)
{
  gradus_initialiser_fill (&layer->spec.initialiser, random, layer->n_inputs, layer->spec.units, parameters,
                           parameters + count_weights (layer));
}

/* One thread: the window and other runs have the other cores. */
static void
limit_blas_threads (void)
{
  static gsize once;

  if (g_once_init_enter (&once)) {
    openblas_set_num_threads (1);
    g_once_init_leave (&once, 1);
  }
}

static void
blas_forward (const GradusLayer *layer, const float *weights, const float *biases,
              const GradusLayerPass *pass)
{
  const int units = (int) layer->spec.units, inputs = (int) layer->n_inputs, stride = (int) pass->stride;
  const gsize n = (gsize) layer->spec.units * pass->stride;
  float *z = pass->z ? pass->z : pass->output;

  limit_blas_threads ();
  for (gsize row = 0; row < layer->spec.units; row++)
    for (gsize i = 0; i < pass->stride; i++)
      z[row * pass->stride + i] = biases[row];
  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, units, stride, inputs, 1, weights, inputs,
               pass->input, stride, 1, z, stride);
  gradus_kernels_get ()->activate (n, layer->spec.activation, z, pass->output, pass->slope);
}

static void
dense_forward (const GradusLayer *layer, const float *parameters, const GradusLayerPass *pass)
{
  const float *biases = parameters + count_weights (layer);

  if (is_for_blas (shape_of (layer, pass->stride)))
    blas_forward (layer, parameters, biases, pass);
  else
    gradus_kernels_get ()->dense_forward (shape_of (layer, pass->stride), layer->spec.activation, parameters,
                                          biases, pass->input, pass->output, pass->slope, pass->z);
}

static void
blas_backward (const GradusLayer *layer, const float *weights, const GradusLayerPass *pass, float *delta,
               float *gradients, float *input_gradient)
{
  const int units = (int) layer->spec.units, inputs = (int) layer->n_inputs, stride = (int) pass->stride;
  const GradusKernels *kernels = gradus_kernels_get ();

  if (pass->slope)
    kernels->multiply ((gsize) layer->spec.units * pass->stride, pass->slope, delta);
  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, units, inputs, stride, 1, delta, stride, pass->input,
               stride, 0, gradients, inputs);
  kernels->sum_rows (layer->spec.units, pass->stride, delta, gradients + count_weights (layer));
  if (input_gradient)
    cblas_sgemm (CblasRowMajor, CblasTrans, CblasNoTrans, inputs, stride, units, 1, weights, inputs, delta,
                 stride, 0, input_gradient, stride);
}

static void
dense_backward (const GradusLayer *layer, const float *parameters, const GradusLayerPass *pass,
                float *output_gradient, float *parameter_gradients, float *input_gradient)
{
  GradusDenseShape shape = shape_of (layer, pass->stride);

  if (is_for_blas (shape))
    blas_backward (layer, parameters, pass, output_gradient, parameter_gradients, input_gradient);
  else
    gradus_kernels_get ()->dense_backward (shape, parameters, pass->input, pass->slope, output_gradient,
                                           parameter_gradients, parameter_gradients + count_weights (layer),
                                           input_gradient);
}

const GradusLayerClass gradus_dense_class = {
  .name = "dense",
  .count_parameters = dense_count_parameters,
  .list_tensors = dense_list_tensors,
  .initialise = dense_initialise,
  .forward = dense_forward,
  .backward = dense_backward,
};
