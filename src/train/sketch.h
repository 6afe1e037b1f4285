/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/layer.h"

G_BEGIN_DECLS

/* GradusSketch: what those who draw a layer ask about it. What a unit of it is, and how many there
 * are, follows from its shape. */
typedef struct {
  const char *title; /* before people: "ReLU", "Dropout" */
  GradusShape in, out;
  guint earlier;           /* the number of the layer that it reads besides, 0: the network's input;
                              GRADUS_NO_LAYER: none */
  gboolean has_parameters; /* FALSE: there is nothing that gradients could be of */
  gboolean has_matrix;     /* all inputs go into all units, see gradus_sketch_find_matrix() */
  gboolean has_activation;
  GradusActivation activation;
} GradusSketch;

void gradus_sketch_init (GradusSketch *sketch, const GradusLayer *layer);

/* Whether a layer connects its units with all inputs, by a matrix (rows, inputs) with which its
 * parameters begin; its biases then are so many floats from there. */
gboolean gradus_sketch_find_matrix (const GradusLayer *layer, gsize *bias_offset);

G_END_DECLS
