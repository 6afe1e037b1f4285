/* SPDX-License-Identifier: MIT */
#include <glib.h>
#include <math.h>

#include "nn/blas.h"
#include "nn/kernels/kernels.h"
#include "nn/memory.h"
#include "tests.h"

/* By what the processor says of itself, asked for elsewhere. */
static const char *
name_widest (void)
{
#if defined(__aarch64__)
  return "neon";
#elif defined(__x86_64__)
  switch (gradus_processor_find ()) {
  case GRADUS_PROCESSOR_AVX512:
    return "avx512";
  case GRADUS_PROCESSOR_AVX2:
    return "avx2";
  case GRADUS_PROCESSOR_PLAIN:
  default:
    return "baseline";
  }
#else
  return "baseline";
#endif
}

/* The widest that there are, or those that somebody wants. */
static void
test_in_force (void)
{
  const char *wanted = g_getenv ("GRADUS_KERNELS");
  const GradusKernels *kernels = gradus_kernels_get ();

  g_test_message ("loops in force: %s, of %u lanes; OpenBLAS's are %s's", kernels->name,
                  kernels->width, gradus_blas_get_core ());
  g_assert_cmpstr (kernels->name, ==, wanted ? wanted : name_widest ());
}

static void
test_widths (void)
{
  const GradusKernels *const *kernels = gradus_kernels_list ();

  g_assert_cmpuint (kernels[0]->width, ==, 4);
  for (; kernels[1]; kernels++)
    g_assert_cmpuint (kernels[1]->width, >=, kernels[0]->width);
}

/* -- Layers whose tiles do not come out even --------------------------------------------------- */

typedef struct {
  guint outputs, inputs, samples;
} Shape;

static const Shape shapes[] = {
  { 29, 75, 37 }, { 12, 32, 130 }, { 13, 200, 128 }, { 26, 17, 16 }, { 50, 41, 7 }, { 3, 300, 300 },
};

/* A block of numbers in [-0.5, 0.5), 0 behind the samples of a row. */
static float *
make_matrix (guint rows, guint samples, guint stride, guint seed)
{
  float *m = gradus_memory_allocate ((gsize) rows * stride, "a matrix", NULL);

  for (guint row = 0; row < rows; row++)
    for (guint i = 0; i < samples; i++)
      m[(gsize) row * stride + i] =
          (float) ((double) ((row * 31 + i * 17 + seed * 7) % 97) / 97 - 0.5);
  return m;
}

/* Σₖ a[k · a_step] · b[k · b_step] in double precision, from `sum` on. */
static double
add_products (double sum, guint depth, const float *a, gsize a_step, const float *b, gsize b_step)
{
  for (guint k = 0; k < depth; k++)
    sum += (double) a[k * a_step] * (double) b[k * b_step];
  return sum;
}

/* Each of the products, of numbers below ½, may cost the sum a last place. */
static void
check_near (float found, double wanted, guint depth)
{
  g_assert_cmpfloat_with_epsilon ((double) found, wanted, 1e-7 * (8 + depth));
}

static void
check_op (const GradusDenseOp *op, const Shape *shape, guint stride, const float *input_gradient)
{
  for (guint row = 0; row < shape->outputs; row++) {
    const float *w = op->weights + (gsize) row * shape->inputs,
                *delta = op->delta + (gsize) row * stride;
    double sum = 0;

    for (guint i = 0; i < shape->samples; i++) {
      check_near (op->output[(gsize) row * stride + i],
                  add_products ((double) op->biases[row], shape->inputs, w, 1, op->input + i,
                                stride),
                  shape->inputs);
      sum += (double) delta[i];
    }
    check_near (op->bias_gradients[row], sum, shape->samples);
    for (guint k = 0; k < shape->inputs; k++)
      check_near (op->weight_gradients[(gsize) row * shape->inputs + k],
                  add_products (0, shape->samples, delta, 1, op->input + (gsize) k * stride, 1),
                  shape->samples);
  }
  for (guint k = 0; k < shape->inputs; k++)
    for (guint i = 0; i < shape->samples; i++)
      check_near (input_gradient[(gsize) k * stride + i],
                  add_products (0, shape->outputs, op->weights + k, shape->inputs, op->delta + i,
                                stride),
                  shape->outputs);
}

static void
check_dense (const GradusKernels *kernels, const Shape *shape)
{
  const GradusActivation linear = gradus_activation_make (GRADUS_ACTIVATION_LINEAR);
  const guint stride = gradus_kernels_stride (shape->samples),
              pitch = gradus_kernels_stride (shape->inputs);
  const GradusColumns columns = { 0, stride, stride };
  float *weights = make_matrix (shape->outputs, shape->inputs, shape->inputs, 1),
        *biases = make_matrix (1, shape->outputs, shape->outputs, 2),
        *input = make_matrix (shape->inputs, shape->samples, stride, 3),
        *delta = make_matrix (shape->outputs, shape->samples, stride, 4),
        *output = make_matrix (shape->outputs, 0, stride, 0),
        *input_gradient = make_matrix (shape->inputs, 0, stride, 0),
        *by_sample = make_matrix (stride, 0, pitch, 0),
        *gradients = make_matrix (shape->outputs + 1, 0, MAX (shape->inputs, shape->outputs), 0);
  GradusDenseOp op = {
    .n_inputs = shape->inputs,
    .n_outputs = shape->outputs,
    .activation = &linear,
    .weights = weights,
    .biases = biases,
    .input = input,
    .output = output,
    .input_by_sample = by_sample,
    .pitch = pitch,
    .weight_gradients = gradients,
    .bias_gradients = gradients + (gsize) shape->outputs * shape->inputs,
  };

  gradus_dense_op_finish (&op);
  kernels->dense_forward (&op, 1, &columns);
  op.delta = delta;
  kernels->dense_backward (&op, 1, &columns, NULL, input_gradient);
  kernels->dense_differentiate (&op, 1, stride, shape->samples, NULL);
  check_op (&op, shape, stride, input_gradient);
  gradus_memory_free (weights);
  gradus_memory_free (biases);
  gradus_memory_free (input);
  gradus_memory_free (delta);
  gradus_memory_free (output);
  gradus_memory_free (input_gradient);
  gradus_memory_free (by_sample);
  gradus_memory_free (gradients);
}

static void
test_dense (void)
{
  for (const GradusKernels *const *kernels = gradus_kernels_list (); *kernels; kernels++)
    for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
      check_dense (*kernels, &shapes[i]);
}

/* Number for number; rows that are turned end with zeros, up to a multiple of four. */
static void
check_transpose (const GradusKernels *kernels, guint rows, guint width)
{
  const guint stride = (width + 15) / 16 * 16, pitch = (rows + 15) / 16 * 16;
  const GradusBlock block = { rows, width, stride };
  float *x = make_matrix (rows, width, stride, 5), *turned = make_matrix (width, 0, pitch, 0);

  for (gsize i = 0; i < (gsize) width * pitch; i++)
    turned[i] = NAN;
  kernels->transpose (&block, x, pitch, turned);
  for (guint column = 0; column < width; column++) {
    for (guint row = 0; row < (rows + 3) / 4 * 4; row++)
      g_assert_cmpfloat ((double) turned[(gsize) column * pitch + row], ==,
                         row < rows ? (double) x[(gsize) row * stride + column] : 0);
  }
  gradus_memory_free (x);
  gradus_memory_free (turned);
}

static void
test_transpose (void)
{
  for (const GradusKernels *const *kernels = gradus_kernels_list (); *kernels; kernels++) {
    check_transpose (*kernels, 1, 4);
    check_transpose (*kernels, 16, 16);
    check_transpose (*kernels, 17, 36);
    check_transpose (*kernels, 47, 100);
    check_transpose (*kernels, 128, 784);
  }
}

void
add_kernels_tests (void)
{
  g_test_add_func ("/kernels/in-force", test_in_force);
  g_test_add_func ("/kernels/widths", test_widths);
  g_test_add_func ("/kernels/dense", test_dense);
  g_test_add_func ("/kernels/transpose", test_transpose);
}
