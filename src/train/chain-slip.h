/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/chain-number.h"

G_BEGIN_DECLS

/* What is wrong with a number that somebody has worked out with a pencil, where it can be told from
 * the number itself. */
typedef enum {
  GRADUS_SLIP_NONE,            /* it is right, to two significant digits */
  GRADUS_SLIP_SIGN,            /* the other sign */
  GRADUS_SLIP_POWER,           /* a power of ten is wrong */
  GRADUS_SLIP_NO_SLOPE,        /* f′(z) is forgotten */
  GRADUS_SLIP_TWO_SLOPES,      /* f′(z) is multiplied in twice */
  GRADUS_SLIP_OUTPUT_AS_SLOPE, /* a is taken for f′(z) */
  GRADUS_SLIP_NO_BIAS,         /* b is forgotten */
  GRADUS_SLIP_NO_ACTIVATION,   /* z, where a was asked for */
  GRADUS_SLIP_NO_INPUT,        /* δ, where δ·a was asked for */
  GRADUS_SLIP_NO_RATE,         /* the learning rate is forgotten */
  GRADUS_SLIP_UPHILL,          /* the gradient is added to the weight */
  GRADUS_SLIP_TURNED,          /* the target less the output */
  GRADUS_SLIP_NEIGHBOUR,       /* the same number of another unit, or of another weight */
  GRADUS_SLIP_ONE_TERM,        /* a single term of the sum */
  GRADUS_SLIP_ROW,             /* a row of the weights where Wᵀ has a column */
  GRADUS_SLIP_NO_WEIGHTS,      /* the slopes alone, where the weights belong to it */
  GRADUS_SLIP_WITH_WEIGHTS,    /* the weights, too, where slopes alone were asked for */
  GRADUS_SLIP_CLOSE,           /* within a tenth of it: rounded too early */
  GRADUS_SLIP_UNKNOWN,
} GradusSlip;

/* Whether a number is right to two significant digits; a step of a weight, which it changes by
 * little, to four. */
gboolean gradus_slip_is_right (GradusChainNumberKind kind, double typed, double right);

/* The chain has the number. `rate`: the learning rate. */
GradusSlip gradus_slip_find (GradusChainNumber number, const GradusChain *chain, double rate,
                             double typed);

G_END_DECLS
