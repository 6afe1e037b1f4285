/* SPDX-License-Identifier: MIT */
#include "nn/kernels/kernels.h"

/* Floats in 2 KiB. */
#define ALIASED_COLUMNS 512

#ifdef GRADUS_HAVE_NEON_KERNELS
#define LEAST_KERNELS gradus_kernels_neon
#else
#define LEAST_KERNELS gradus_kernels_baseline
#endif

extern const GradusKernels LEAST_KERNELS;
#ifdef GRADUS_HAVE_X86_KERNELS
extern const GradusKernels gradus_kernels_avx2;
extern const GradusKernels gradus_kernels_avx512;
#endif

static const GradusKernels *available[4];

static void
find_available_kernels (void)
{
  guint n = 0;

  available[n++] = &LEAST_KERNELS;
#ifdef GRADUS_HAVE_X86_KERNELS
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma"))
    available[n++] = &gradus_kernels_avx2;
  if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512vl") &&
      __builtin_cpu_supports ("avx512dq"))
    available[n++] = &gradus_kernels_avx512;
#endif
  available[n] = NULL;
}

const GradusKernels *const *
gradus_kernels_list (void)
{
  static gsize once;

  if (g_once_init_enter (&once)) {
    find_available_kernels ();
    g_once_init_leave (&once, 1);
  }
  return available;
}

static const GradusKernels *
choose_kernels (void)
{
  const GradusKernels *const *list = gradus_kernels_list ();
  const char *wanted = g_getenv ("GRADUS_KERNELS");
  guint n = 0;

  while (list[n + 1] && !(wanted && g_str_equal (list[n]->name, wanted)))
    n++;
  if (wanted && !g_str_equal (list[n]->name, wanted))
    g_printerr ("GRADUS_KERNELS=%s: this processor runs no set of that name; taking %s\n", wanted,
                list[n]->name);
  return list[n];
}

const GradusKernels *
gradus_kernels_get (void)
{
  static gsize chosen;

  if (g_once_init_enter (&chosen))
    g_once_init_leave (&chosen, (gsize) choose_kernels ());
  return (const GradusKernels *) chosen;
}

void
gradus_dense_op_finish (GradusDenseOp *op)
{
  op->is_tiny = op->n_inputs <= GRADUS_TINY_ROWS && op->n_outputs <= GRADUS_TINY_ROWS &&
                op->biases == op->weights + op->n_inputs * op->n_outputs;
  if (op->is_tiny)
    op->tiny_shape = GRADUS_TINY_SHAPE (op->n_outputs, op->n_inputs);
}

guint
gradus_kernels_columns (guint n_samples)
{
  if (n_samples <= 4)
    return 4;
  if (n_samples <= 8)
    return 8;
  return (n_samples + 15) / 16 * 16;
}

/* A processor's first cache has few places for what lies a multiple of 2 or 4 KiB apart, so the same
 * columns of some ten rows would drive each other out of it, and a step take up to 1.4 times as
 * long: then a line is left free behind each row. */
guint
gradus_kernels_stride (guint n_samples)
{
  const guint n_columns = gradus_kernels_columns (n_samples);

  return n_columns % ALIASED_COLUMNS == 0 ? n_columns + 16 : n_columns;
}
