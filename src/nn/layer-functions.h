/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdatomic.h>

#include "nn/layer.h"
#include "nn/part.h"
#include "nn/pass.h"
#include "nn/primitive.h"
#include "nn/random.h"
#include "nn/team.h"

G_BEGIN_DECLS

/* How workers share forward and backward: by samples, so that a part has all units; or by units,
 * because each needs all samples, so that it has all columns; or in either way, where even few
 * samples are much work: by units, or by rows of the maps that these are, unless samples come out
 * more even. */
typedef enum {
  GRADUS_SHARED_BY_SAMPLES,
  GRADUS_SHARED_BY_UNITS,
  GRADUS_SHARED_BY_UNITS_OR_SAMPLES,
  GRADUS_SHARED_BY_ROWS_UNITS_OR_SAMPLES,
} GradusSharing;

/* GradusLayerFunctions: what a kind of layer computes. For the kinds themselves and for what walks
 * through the layers of a network. */
struct _GradusLayerFunctions {
  /* NULL: by samples. */
  GradusSharing (*find_sharing) (const GradusLayer *layer);

  /* By how many rows of its tensors workers share what follows backward of so many samples. NULL:
   * by 1. */
  guint (*find_row_share) (const GradusLayer *layer, guint n_samples);

  /* Of those that are shared by rows: the rows of the input's maps that a span of rows of the
   * output's is made from. NULL: what it is made from may lie anywhere. */
  GradusSpan (*find_input_rows) (const GradusLayer *layer, GradusSpan rows);

  /* Whether a pass that goes back keeps the layer's inputs sample by sample. */
  gboolean needs_input_by_sample;

  /* Whether forward writes its slopes to gradus_pass_find_slopes(), which may be NULL; and whether
   * backward, or send_back, multiplies by own->slope_before: where that is 1, any kind does. */
  gboolean can_skip_slopes;
  gboolean takes_slope_before;

  /* How many floats of room a pass of that stride needs beside its matrices. NULL: 0. */
  gsize (*count_scratch) (const GradusLayer *layer, guint stride);

  /* Fills `tensors` but for their offsets, and returns how many there are: the layer's parameters
   * are these, one behind the other. NULL: none. */
  guint (*list_tensors) (const GradusLayer *layer, GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS]);

  /* See gradus_layer_list_primitives(); returns how many there are. NULL: the kind can only be
   * exported as tensors. */
  guint (*list_primitives) (const GradusLayer *layer,
                            GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES]);

  void (*initialise) (const GradusLayer *layer, GradusRandom *random, float *parameters);

  /* Fills own->plan, which has plan_size bytes, with what the kind wants to find out but once for
   * the layer in a pass. `parameters` and `gradients` are the layer's own; `gradients` is NULL
   * where none are wanted. Returns whether a chain of such layers, each next to the one before, may
   * be computed in one go by the functions for chains below; their plans lie side by side. NULL:
   * the kind has no plans and no chains. */
  gsize plan_size;
  gboolean (*plan) (const GradusLayer *layer, const float *parameters, float *gradients,
                    const GradusPass *pass, const GradusLayerPass *own);

  /* Multiply-adds of one sample's way forward. NULL: 0. */
  gsize (*count_multiply_adds) (const GradusLayer *layer);

  /* input → output, delta = f′(z), z, of a part. No part and no span is empty, here and below: a
   * worker that has no share is not asked. */
  void (*forward) (const GradusLayer *layer, float *parameters, const GradusPass *pass,
                   const GradusLayerPass *own, const GradusPart *part);

  /* Takes the gradient by the outputs (outputs, stride); where that is NULL, delta holds dCost/dz
   * already. Writes delta, and, without send_back, the gradient by the inputs (inputs, stride)
   * unless that is NULL. Of a part. */
  void (*backward) (const GradusLayer *layer, const float *parameters, const GradusPass *pass,
                    const GradusLayerPass *own, const GradusPart *part, const float *gradient,
                    float *input_gradient);

  /* After backward of all units of the part's columns, which is left out where delta holds dCost/dz
   * already: the gradient by the inputs, of a part whose units are those that these are. NULL:
   * backward writes it. */
  void (*send_back) (const GradusLayer *layer, const float *parameters, const GradusPass *pass,
                     const GradusLayerPass *own, const GradusPart *inputs, float *input_gradient);

  /* After backward of all samples: the gradients of the parameters, for a span of the rows of the
   * first tensor. Those of the other tensors go with one of its rows each: the same row where they
   * have as many. NULL: there are none. Where count_bands is not NULL and gives n, the rows are
   * there n times, band by band: a gradient is then a sum of so many, each over other numbers of
   * delta, so that workers need not read all of it. */
  guint (*count_bands) (const GradusLayer *layer);
  void (*differentiate) (const GradusLayer *layer, const GradusPass *pass,
                         const GradusLayerPass *own, GradusSpan rows, float *gradients);

  /* After that, of all rows: adds up the bands of a span of rows. NULL: there is one band. */
  void (*add_bands) (const GradusLayer *layer, const GradusLayerPass *own, GradusSpan rows,
                     float *gradients);

  /* The same three for a chain, layers [first, end), over all samples, for a worker alone. */
  void (*forward_chain) (const GradusPass *pass, guint first, guint end);
  void (*backward_chain) (const GradusPass *pass, guint first, guint end, const float *gradient,
                          float *input_gradient);
  void (*differentiate_chain) (const GradusPass *pass, guint first, guint end);

  /* And whole steps, of a chain that is all of the network, with the samples that are in the pass:
   * the three, from the gradient of the cost, `factor` times the samples' weights and misses, and
   * plain descent by the rate; to the same bits. Returns how many steps were made of up to `most`:
   * fewer if it is interrupted, or if parameters are not finite any more. NULL, or for this chain
   * not to be had: that would be no faster. */
  gboolean (*can_step_chain) (const GradusPass *pass, guint first, guint end);
  guint64 (*step_chain) (const GradusPass *pass, guint first, guint end, float factor, float rate,
                         guint64 most, const atomic_bool *interrupt, gboolean *is_finite);
};

G_END_DECLS
