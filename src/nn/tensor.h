/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusTensor: a matrix among the parameters of a layer, row by row. */
typedef struct {
  const char *name; /* "weight", "bias", "running_mean": as PyTorch has them */
  guint rows;
  guint columns;       /* 1 in a vector */
  gsize offset;        /* floats from the layer's first parameter to the tensor's */
  gboolean is_weight;  /* what regularisers act on */
  gboolean is_trained; /* has a gradient; else the forward pass keeps it */
} GradusTensor;

#define GRADUS_LAYER_MAX_TENSORS 4

G_END_DECLS
