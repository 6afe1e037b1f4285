/* SPDX-License-Identifier: MIT */

/* The kernels for one instruction set: meson compiles this file once for each, with that set's compiler flags
 * and GRADUS_ISA naming it. A batch is worked through in vectors as wide as the set's registers, or as the
 * batch. */
#include "nn/kernels.h"

#if defined(__AVX512F__)
#define WIDEST 16
#elif defined(__AVX2__)
#define WIDEST 8
#else
#define WIDEST 4
#endif

#define ALWAYS_INLINE inline __attribute__ ((always_inline))
#define PASTE_(a, b) a##b
#define PASTE(a, b) PASTE_ (a, b)

/* Declared ahead, for the wider templates fold their sums into the narrower ones. */
typedef float v4_vector_float __attribute__ ((vector_size (16)));
static ALWAYS_INLINE v4_vector_float v4_sum_four (const v4_vector_float v[4]);
static ALWAYS_INLINE float v4_sum (v4_vector_float v);

#if WIDEST >= 8
typedef float v8_vector_float __attribute__ ((vector_size (32)));
static ALWAYS_INLINE v4_vector_float v8_sum_four (const v8_vector_float v[4]);
static ALWAYS_INLINE float v8_sum (v8_vector_float v);

static ALWAYS_INLINE v4_vector_float
v8_fold (v8_vector_float v)
{
  return __builtin_shufflevector (v, v, 0, 1, 2, 3) + __builtin_shufflevector (v, v, 4, 5, 6, 7);
}
#endif

#if WIDEST >= 16
typedef float v16_vector_float __attribute__ ((vector_size (64)));

static ALWAYS_INLINE v8_vector_float
v16_fold (v16_vector_float v)
{
  return __builtin_shufflevector (v, v, 0, 1, 2, 3, 4, 5, 6, 7) +
         __builtin_shufflevector (v, v, 8, 9, 10, 11, 12, 13, 14, 15);
}

#define LANES 16
#define FN(name) v16_##name
#define HALF_FN(name) v8_##name
#define HALF_VF v8_vector_float
#include "nn/kernels-lanes.h"
#undef LANES
#undef FN
#undef HALF_FN
#undef HALF_VF
#endif

#if WIDEST >= 8
#define LANES 8
#define FN(name) v8_##name
#define HALF_FN(name) v4_##name
#define HALF_VF v4_vector_float
#include "nn/kernels-lanes.h"
#undef LANES
#undef FN
#undef HALF_FN
#undef HALF_VF
#endif

#define LANES 4
#define FN(name) v4_##name
#include "nn/kernels-lanes.h"
#undef LANES
#undef FN

#define WIDEST_FN(name) PASTE (PASTE (v, WIDEST), _##name)

/* Calls `name` for the widest vectors that a row of `stride` is made of. */
#if WIDEST == 16
#define CALL(stride, name, ...)                                                                              \
  ((stride) == 4   ? v4_##name (__VA_ARGS__)                                                                 \
   : (stride) == 8 ? v8_##name (__VA_ARGS__)                                                                 \
                   : v16_##name (__VA_ARGS__))
#elif WIDEST == 8
#define CALL(stride, name, ...) ((stride) == 4 ? v4_##name (__VA_ARGS__) : v8_##name (__VA_ARGS__))
#else
#define CALL(stride, name, ...) v4_##name (__VA_ARGS__)
#endif

static void
dense_forward (GradusDenseShape shape, GradusActivation activation, const float *weights, const float *biases,
               const float *x, float *a, float *slope, float *z)
{
  CALL (shape.stride, dense_forward, shape, activation, weights, biases, x, a, slope, z);
}

static void
dense_backward (GradusDenseShape shape, const float *weights, const float *x, const float *slope,
                float *delta, float *weight_gradients, float *bias_gradients, float *dx)
{
  CALL (shape.stride, dense_backward, shape, weights, x, slope, delta, weight_gradients, bias_gradients, dx);
}

static void
sum_rows (guint rows, guint stride, const float *m, float *sums)
{
  CALL (stride, sum_rows, rows, stride, m, sums);
}

static ALWAYS_INLINE void
activate_all (gsize n, GradusActivation activation, const float *z, float *a, float *slope)
{
  gsize i = 0;

  for (; i + WIDEST <= n; i += WIDEST)
    WIDEST_FN (finish) (activation, WIDEST_FN (load) (z + i), i, a, slope, NULL);
  for (; i < n; i += 4)
    v4_finish (activation, v4_load (z + i), i, a, slope, NULL);
}

#define CASE(kind)                                                                                           \
  case kind:                                                                                                 \
    activate_all (n, (GradusActivation){ kind, activation.alpha }, z, a, slope);                             \
    break

static void
activate (gsize n, GradusActivation activation, const float *z, float *a, float *slope)
{
  switch (activation.kind) {
    CASE (GRADUS_ACTIVATION_LINEAR);
    CASE (GRADUS_ACTIVATION_SIGMOID);
    CASE (GRADUS_ACTIVATION_TANH);
    CASE (GRADUS_ACTIVATION_RELU);
    CASE (GRADUS_ACTIVATION_LEAKY_RELU);
    CASE (GRADUS_ACTIVATION_ELU);
  }
}

static void
multiply (gsize n, const float *y, float *x)
{
  for (gsize i = 0; i < n; i++)
    x[i] *= y[i];
}

static void
descend (gsize n, float rate, const float *gradients, float *parameters)
{
  for (gsize i = 0; i < n; i++)
    parameters[i] -= rate * gradients[i];
}

extern const GradusKernels PASTE (gradus_kernels_, GRADUS_ISA);

#define STRING_(x) #x
#define STRING(x) STRING_ (x)

const GradusKernels PASTE (gradus_kernels_, GRADUS_ISA) = {
  .name = STRING (GRADUS_ISA),
  .dense_forward = dense_forward,
  .dense_backward = dense_backward,
  .activate = activate,
  .multiply = multiply,
  .sum_rows = sum_rows,
  .descend = descend,
};
