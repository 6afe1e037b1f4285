/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define GRADUS_LAYER_MAX_TENSORS 4
#define GRADUS_TENSOR_MAX_AXES 4

/* GradusTensorRole: what the numbers of a tensor do in their layer. */
typedef enum {
  GRADUS_TENSOR_WEIGHT,    /* multiplied by inputs and summed; penalties act on these alone */
  GRADUS_TENSOR_BIAS,      /* added to such sums */
  GRADUS_TENSOR_SCALE,     /* one number, or a channel's, times this */
  GRADUS_TENSOR_SHIFT,     /* added to what was scaled */
  GRADUS_TENSOR_STATISTIC, /* measured by the forward pass, not trained: has no gradient */
} GradusTensorRole;

/* GradusTensor: some of a layer's parameters, in a block of 1 to 4 axes, of which the last runs
 * fastest.
 *
 * A row is all that one index of the first axis has: (5, 3) has 5 rows of 3 numbers, (8, 3, 2, 2)
 * has 8 of 12. Workers share a step by rows, and initialisers take a tensor for the matrix of its
 * rows. */
typedef struct {
  const char *name; /* "weight", "bias", "running_mean": as PyTorch has them */
  GradusTensorRole role;
  guint n_axes;
  guint axes[GRADUS_TENSOR_MAX_AXES]; /* those behind the last axis are 0 */
  /* Of a WEIGHT: how many inputs one output is the sum of, and how many outputs one input goes
   * into. 0 in the others. */
  guint fan_in, fan_out;
  gsize offset; /* floats from the layer's first parameter; gradus_layer_list_tensors() fills it */
} GradusTensor;

static inline guint
gradus_tensor_count_rows (const GradusTensor *tensor)
{
  return tensor->axes[0];
}

/* The numbers of one row: 1 in a vector. */
static inline gsize
gradus_tensor_count_row (const GradusTensor *tensor)
{
  gsize n = 1;

  for (guint i = 1; i < tensor->n_axes; i++)
    n *= tensor->axes[i];
  return n;
}

static inline gsize
gradus_tensor_count (const GradusTensor *tensor)
{
  return tensor->axes[0] * gradus_tensor_count_row (tensor);
}

static inline gboolean
gradus_tensor_is_trained (const GradusTensor *tensor)
{
  return tensor->role != GRADUS_TENSOR_STATISTIC;
}

G_END_DECLS
