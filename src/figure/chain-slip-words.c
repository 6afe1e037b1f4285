/* SPDX-License-Identifier: MIT */
#include "figure/chain-slip-words.h"

#include <glib/gi18n-lib.h>

/* Of a unit, or of a layer. */
static const char *
get_symbol (GradusChainNumberKind kind)
{
  switch (kind) {
  case GRADUS_CHAIN_Z:
    return "z";
  case GRADUS_CHAIN_OUTPUT:
    return "a";
  case GRADUS_CHAIN_SLOPE:
    return "f′(z)";
  case GRADUS_CHAIN_RETURN:
    return "Wᵀδ";
  case GRADUS_CHAIN_DELTA:
    return "δ";
  case GRADUS_CHAIN_GRADIENT:
    return "∂C/∂w";
  case GRADUS_CHAIN_STEP:
    return "w";
  case GRADUS_CHAIN_PRODUCT:
  case GRADUS_CHAIN_SLOPES:
    break;
  }
  return "∏";
}

char *
gradus_chain_slip_words_name (GradusChainNumber number)
{
  const char *symbol = get_symbol (number.kind);

  switch (number.kind) {
  case GRADUS_CHAIN_PRODUCT:
    return g_strdup_printf (_ ("product of slopes × weights back to layer %u"), number.layer + 1);
  case GRADUS_CHAIN_SLOPES:
    return g_strdup_printf (_ ("product of the slopes alone back to layer %u"), number.layer + 1);
  case GRADUS_CHAIN_GRADIENT: /* Translators: a symbol, then where its number is */
    return g_strdup_printf (_ ("%s from input %u to unit %u of layer %u"), symbol, number.input + 1,
                            number.unit + 1, number.layer + 1);
  case GRADUS_CHAIN_STEP:
    return g_strdup_printf (_ ("%s from input %u to unit %u of layer %u, after a step"), symbol,
                            number.input + 1, number.unit + 1, number.layer + 1);
  case GRADUS_CHAIN_Z:
  case GRADUS_CHAIN_OUTPUT:
  case GRADUS_CHAIN_SLOPE:
  case GRADUS_CHAIN_RETURN:
  case GRADUS_CHAIN_DELTA:
    break;
  }
  /* Translators: a symbol, then where its number is */
  return g_strdup_printf (_ ("%s of unit %u in layer %u"), symbol, number.unit + 1,
                          number.layer + 1);
}

const char *
gradus_chain_slip_words_judge (GradusSlip slip)
{
  static const char *const sentences[] = {
    [GRADUS_SLIP_NONE] = N_ ("Right."),
    [GRADUS_SLIP_SIGN] = N_ ("The sign is the other one."),
    [GRADUS_SLIP_POWER] = N_ ("The digits are right; the power of ten is not."),
    [GRADUS_SLIP_NO_SLOPE] = N_ ("The slope f′(z) is missing."),
    [GRADUS_SLIP_TWO_SLOPES] = N_ ("There is a slope f′(z) too many."),
    [GRADUS_SLIP_OUTPUT_AS_SLOPE] = N_ ("That takes the output a for the slope f′(z)."),
    [GRADUS_SLIP_NO_BIAS] = N_ ("The bias b is missing."),
    [GRADUS_SLIP_NO_ACTIVATION] = N_ ("That is z: it still has to go through the activation."),
    [GRADUS_SLIP_NO_INPUT] = N_ ("That is δ: what the weight multiplies is missing."),
    [GRADUS_SLIP_NO_RATE] = N_ ("The learning rate η is missing."),
    [GRADUS_SLIP_UPHILL] = N_ ("That goes uphill: the gradient is taken away, not added."),
    [GRADUS_SLIP_TURNED] = N_ ("It is the output less the target, not the other way around."),
    [GRADUS_SLIP_NEIGHBOUR] = N_ ("That is the number of a neighbour: of another unit or weight."),
    [GRADUS_SLIP_ONE_TERM] = N_ ("That is one term of the sum alone."),
    [GRADUS_SLIP_ROW] = N_ ("That goes along a row of W; back go the weights of a column, Wᵀ."),
    [GRADUS_SLIP_NO_WEIGHTS] = N_ ("Those are the slopes alone: the weights are missing."),
    [GRADUS_SLIP_WITH_WEIGHTS] = N_ ("That has the weights in it: the slopes alone are asked for."),
    [GRADUS_SLIP_CLOSE] = N_ ("Close: round only at the end."),
    [GRADUS_SLIP_UNKNOWN] = N_ ("Not yet."),
  };

  return _ (sentences[slip]);
}
