/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/layer.h"

G_BEGIN_DECLS

/* GradusPass: the passage of one batch through a network, forward and, if wanted, backward.
 *
 * It holds the activations, never the parameters: a network has one pass to train with and may have others,
 * of other sizes, to look at itself with. Made by gradus_network_new_pass(). */
typedef struct {
  guint n_samples;
  guint stride;    /* of every matrix here, see nn/kernels.h */
  guint n_inputs;  /* rows of `inputs` */
  guint n_outputs; /* rows of what the last layer says */
  guint n_layers;
  float *inputs;           /* (n_inputs, stride) */
  float *lane_weights;     /* (stride): 1 / (n_samples · n_outputs), 0 in the lanes behind the last sample */
  float *targets;          /* (n_outputs, stride) */
  GradusLayerPass *layers; /* (n_layers) */
  float *gradients[2];     /* (widest layer, stride), used in turn; NULL in a pass that only goes forward */
  float *memory;           /* what all of these point into */
} GradusPass;

void gradus_pass_free (GradusPass *pass);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusPass, gradus_pass_free)

/* Lays n_samples columns of `source` (rows, source_stride) into `rows` (rows, stride). The lanes behind
 * repeat the last sample: so nothing that a batch does not hold can overflow on its own. */
void gradus_pass_fill (GradusPass *pass, float *rows, guint n_rows, const float *source, gsize source_stride);

/* What the last layer says, (n_outputs, stride). */
const float *gradus_pass_outputs (const GradusPass *pass);

G_END_DECLS
