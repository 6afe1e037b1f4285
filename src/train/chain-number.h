/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/chain.h"

G_BEGIN_DECLS

/* GradusChainNumber: one of the numbers of a chain. In files: its kind, the layer and the unit,
 * from 1, "delta.3.2"; of those that are of a weight also which input it is from, "step.3.2.1"; of
 * products the layer alone, "product.1". */
typedef enum {
  GRADUS_CHAIN_Z,        /* w·a + b */
  GRADUS_CHAIN_OUTPUT,   /* a = f(z) */
  GRADUS_CHAIN_SLOPE,    /* f′(z) */
  GRADUS_CHAIN_RETURN,   /* Wᵀδ: what comes back to a */
  GRADUS_CHAIN_DELTA,    /* δ = ∂C/∂z */
  GRADUS_CHAIN_GRADIENT, /* ∂C/∂w of a weight */
  GRADUS_CHAIN_STEP,     /* that weight after a step of plain gradient descent of this sample */
  GRADUS_CHAIN_PRODUCT,  /* of slopes × weights, from the last layer to this one */
  GRADUS_CHAIN_SLOPES,   /* of the slopes alone */
} GradusChainNumberKind;

typedef struct {
  GradusChainNumberKind kind;
  guint layer, unit, input; /* from 0; what the kind does not have is 0 */
} GradusChainNumber;

/* FALSE, and `number` as it was, where the text is no name of one. */
gboolean gradus_chain_number_parse (const char *name, GradusChainNumber *number);

/* That name, a new string. */
char *gradus_chain_number_make_name (GradusChainNumber number);

/* As one positive whole number, for settings of figures; and back: FALSE for a number that is none.
 * Layers from 65,536 on have none: 0. */
int gradus_chain_number_pack (GradusChainNumber number);
gboolean gradus_chain_number_unpack (int packed, GradusChainNumber *number);

gboolean gradus_chain_number_equal (GradusChainNumber a, GradusChainNumber b);

/* NaN where the chain has no such number. `rate`: the learning rate. A step is rounded to a float,
 * as training rounds it: it may leave the weight as it was. */
double gradus_chain_number_read (GradusChainNumber number, const GradusChain *chain, double rate);

G_END_DECLS
