/* SPDX-License-Identifier: MIT */

/* Where OpenBLAS overtakes the fused loops: forward through one ReLU layer of n × n for batches
 * of several strides, both ways in turn, as multiply-adds a nanosecond. src/nn/dense.c has its
 * thresholds from here. */
#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nn/kernels/kernels.h"

static float *
make (gsize n)
{
  float *block = aligned_alloc (64, (n * sizeof (float) + 63) / 64 * 64);

  for (gsize i = 0; i < n; i++)
    block[i] = (float) ((double) (i % 17) / 17 - 0.5);
  return block;
}

typedef struct {
  int n, stride;
  float *weights, *biases, *x, *a, *slope;
} Layer;

static void
go_fused (const Layer *l)
{
  const GradusActivation relu = gradus_activation_make (GRADUS_ACTIVATION_RELU);
  const GradusDenseOp op = {
    .n_inputs = (guint) l->n,
    .n_outputs = (guint) l->n,
    .activation = &relu,
    .weights = l->weights,
    .biases = l->biases,
    .input = l->x,
    .output = l->a,
    .delta = l->slope,
  };

  gradus_kernels_get ()->dense_forward (
      &op, 1, &(GradusColumns){ 0, (guint) l->stride, (guint) l->stride });
}

static void
go_blas (const Layer *l)
{
  const GradusBlock block = { (guint) l->n, (guint) l->stride, (guint) l->stride };

  gradus_kernels_get ()->fill_rows (&block, l->biases, l->a);
  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, l->n, l->stride, l->n, 1, l->weights,
               l->n, l->x, l->stride, 1, l->a, l->stride);
  gradus_kernels_get ()->activate (&block, gradus_activation_make (GRADUS_ACTIVATION_RELU), l->a,
                                   l->a, l->slope);
}

/* The best of several rounds, in multiply-adds a nanosecond. */
static double
measure (void (*go) (const Layer *), const Layer *l)
{
  double work = (double) l->n * l->n * l->stride, best = 0;
  int repeats = (int) MAX (2e7 / work, 3);

  for (int round = 0; round < 5; round++) {
    gint64 start = g_get_monotonic_time ();

    for (int i = 0; i < repeats; i++)
      go (l);
    best =
        MAX (best, work * repeats / (1000.0 * (double) MAX (g_get_monotonic_time () - start, 1)));
  }
  return best;
}

int
main (void)
{
  const int sizes[] = { 5, 8, 16, 24, 32, 48, 64, 128, 256, 512, 1024, 2048 },
            strides[] = { 4, 16, 64, 256 };

  openblas_set_num_threads (1);
  printf (
      "layer n×n, one core, kernels %s: multiply-adds a nanosecond\n   n  stride   fused    BLAS  "
      "BLAS/fused\n",
      gradus_kernels_get ()->name);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    for (guint k = 0; k < G_N_ELEMENTS (strides); k++) {
      gsize n = (gsize) sizes[i], stride = (gsize) strides[k];
      Layer l = { sizes[i],          strides[k],        make (n * n),     make (n),
                  make (n * stride), make (n * stride), make (n * stride) };
      double fused = measure (go_fused, &l), blas = measure (go_blas, &l);

      printf ("%4d  %6d  %6.2f  %6.2f  %10.2f\n", sizes[i], strides[k], fused, blas, blas / fused);
      free (l.weights);
      free (l.biases);
      free (l.x);
      free (l.a);
      free (l.slope);
    }
  }
  return 0;
}
