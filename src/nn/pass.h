/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/team.h"
#include "nn/types.h"
#include "nn/variation.h"

G_BEGIN_DECLS

/* What one layer has in the pass of a batch. Rows lie a pass's stride apart, see
 * nn/kernels/kernels.h. */
typedef struct {
  const float *input;     /* (inputs, stride) */
  float *output;          /* (outputs, stride) */
  float *delta;           /* (rows, stride): forward f′(z), back dCost/dz; NULL: not wanted */
  float *z;               /* (rows, stride): what the activation was given; NULL: not wanted */

  /* Whether forward may leave delta alone where the outputs tell the slopes, because nobody looks
   * at them; see gradus_pass_knows_slopes(). */
  gboolean may_skip_slopes;

  /* On the way back: the gradient by the inputs is wanted times the slopes of the layer before,
   * which are 1 where the input is above 0 and this elsewhere; 1: there is nothing to multiply. */
  float slope_before;
  float *input_by_sample; /* (stride, pitch); NULL: no gradient is wanted */
  float *scratch;         /* as many floats as the kind counts, for its own use */
  gpointer plan;          /* what the kind's function of that name found out */

  /* (outputs, stride): where the next layer writes the gradient by the outputs; NULL: in one of the
   * pass's output_gradients. Of maps, because workers share these by rows: each finds there what it
   * wrote itself, and no layer writes what another one still reads. */
  float *output_gradient;

  /* Of a layer that reads an earlier output besides its input: that (outputs, stride), and where
   * the gradient by it is added; NULL where none is wanted. */
  const float *earlier;
  float *earlier_gradient;

  /* (outputs, stride): the gradient that later layers, other than the next one, give back; NULL
   * where none of them reads this one. */
  float *branch;
} GradusLayerPass;

/* What a worker alone computes in one go: a chain of layers [first, end), by their kind's functions
 * for chains, or one layer. */
typedef struct {
  guint first;
  guint end;
  const GradusLayerFunctions *chain; /* NULL: one layer, which can be in no chain */
  gboolean has_branch;               /* its last layer */
} GradusStage;

/* GradusPass: the passage of one batch through a network, forward and, if wanted, backward.
 *
 * It holds the activations and the gradients, never the parameters: a network has one pass to train
 * with and may have others, of other sizes, to be looked at with, none of which disturbs another.
 * Made by gradus_network_new_pass(). */
struct _GradusPass {
  guint n_samples; /* now in it */
  guint capacity;  /* the most that it holds */
  guint n_columns; /* which are computed, see nn/kernels/kernels.h */
  guint stride;    /* of every matrix here; what lies behind the columns weighs nothing */
  guint n_inputs;  /* rows of `inputs` */
  guint n_outputs; /* rows of what the last layer says */
  guint n_layers;
  guint pitch; /* of inputs_by_sample */
  guint piece; /* columns that stay together: threads share a pass by pieces */

  gboolean is_training; /* dropout acts, and batch normalisation learns */
  guint64 seed;         /* of dropout, as is the step */
  guint64 step;

  float *inputs;           /* (n_inputs rounded up to a multiple of 4, stride) */
  float *inputs_by_sample; /* (stride, pitch): the same, sample by sample */
  float *targets;          /* (n_outputs, stride) */
  float *lane_weights;     /* (stride): what a sample weighs in the cost; 0 behind the last */
  GradusLayerPass *layers; /* (n_layers) */
  gpointer plans;          /* what the layers' plans lie in */
  gboolean has_branches;   /* any layer has one */

  GradusStage *stages; /* (n_stages): all layers, in their order */
  guint n_stages;
  gboolean has_step; /* there is one stage, a chain, that makes a step of its own */
  const GradusKernels *kernels;
  GradusColumns columns; /* all of them */

  /* Both NULL in a pass that only goes forward. The gradients by the outputs of a layer (widest
   * layer that has no place of its own for them, stride), used in turn; and by all parameters, laid
   * out like these, 0 in the gaps between the layers. */
  float *output_gradients[2];
  float *gradients;

  float *memory; /* what all matrices of activations point into */
};

void gradus_pass_free (GradusPass *pass);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusPass, gradus_pass_free)

/* The next batch has n_samples, at most the capacity, each of which weighs `weight` in the cost. */
void gradus_pass_set_samples (GradusPass *pass, guint n_samples, double weight);

/* Copies samples into the pass: n_samples from `first` on of what `indices` lists, or of all where
 * that is NULL, of `inputs` and `targets` (samples, n_outputs; may be NULL). `variation` moves
 * them; NULL: as they are. The lanes behind the last sample repeat it, so that nothing overflows
 * which the batch does not hold. A worker of a team copies a share of the columns; see
 * gradus_pass_has_even_columns(). */
void gradus_pass_load (GradusPass *pass, const GradusInputs *inputs, const float *targets,
                       const guint *indices, guint first, const GradusVariation *variation,
                       const GradusWorker *worker);

/* The same for the first samples of `inputs` (samples, n_inputs). */
void gradus_pass_load_floats (GradusPass *pass, const float *inputs, const float *targets,
                              const GradusWorker *worker);

/* Whether all workers get about as many columns, in whole pieces: then a worker copies those that
 * it works on, and otherwise others, for which they wait at the beginning of
 * gradus_network_forward(). One worker alone has all. */
gboolean gradus_pass_has_even_columns (const GradusPass *pass, const GradusWorker *worker);

/* The columns that a worker works on. */
static inline GradusColumns
gradus_pass_share_columns (const GradusPass *pass, const GradusWorker *worker)
{
  GradusSpan share;

  if (gradus_worker_is_alone (worker))
    return pass->columns;
  share = gradus_worker_share (worker, pass->n_columns, pass->piece);
  return (GradusColumns){ share.begin, share.end, pass->stride };
}

/* Whether forward need not write a layer's slopes, because its activation is straight on either
 * side of 0: they are 1 where its outputs are above 0, and `low` elsewhere. */
gboolean gradus_pass_knows_slopes (const GradusLayer *layer, const GradusLayerPass *own,
                                   float *low);

/* Where forward is to write the slopes. NULL: nobody asks for them. */
float *gradus_pass_find_slopes (const GradusLayer *layer, const GradusLayerPass *own);

/* Rows of delta, for some columns: the gradient by the outputs (outputs, stride) times the
 * slopes. */
void gradus_pass_take_gradient (const GradusPass *pass, const GradusLayer *layer,
                                const GradusLayerPass *own, const GradusSpan *rows,
                                const GradusColumns *columns, const float *gradient);

/* What the last layer says, (n_outputs, stride), and what its activation was given. */
const float *gradus_pass_outputs (const GradusPass *pass);
const float *gradus_pass_logits (const GradusPass *pass);

G_END_DECLS
