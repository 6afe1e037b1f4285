/* SPDX-License-Identifier: MIT */
#include "train/chain-slip.h"

#include <math.h>

#define DIGITS 2
#define STEP_DIGITS 4

/* Of the decades that are looked through for a wrong power of ten. */
#define MOST_DECADES 12

#define CLOSE 0.1 /* as a share of the number */

/* What is looked for. */
typedef struct {
  GradusChainNumber number;
  const GradusChain *chain;
  double rate, typed;
} Search;

gboolean
gradus_slip_is_right (GradusChainNumberKind kind, double typed, double right)
{
  const int digits = kind == GRADUS_CHAIN_STEP ? STEP_DIGITS : DIGITS;
  double place;

  if (right == 0 || !isfinite (right))
    return typed == right;
  place = pow (10, floor (log10 (fabs (right))) - (digits - 1));
  return fabs (typed - right) <= 0.5 * place * (1 + 1e-6);
}

static double
read_number (const Search *search, GradusChainNumberKind kind)
{
  GradusChainNumber number = search->number;

  number.kind = kind;
  return gradus_chain_number_read (number, search->chain, search->rate);
}

static gboolean
is_typed (const Search *search, double value)
{
  return isfinite (value) && gradus_slip_is_right (search->number.kind, search->typed, value);
}

static const GradusChainSum *
get_sum (const Search *search)
{
  return &search->chain->layers[search->number.layer].sums[search->number.unit];
}

/* -- What belongs to one kind of number -------------------------------------------------------- */

static GradusSlip
look_at_z (const Search *search, double right)
{
  const GradusChainSum *sum = get_sum (search);

  if (sum->bias != 0 && is_typed (search, right - sum->bias))
    return GRADUS_SLIP_NO_BIAS;
  for (guint i = 0; sum->n_terms > 1 && i < sum->n_shown; i++) {
    if (is_typed (search, (double) sum->weights[i] * (double) sum->inputs[i]) &&
        sum->inputs[i] != 0)
      return GRADUS_SLIP_ONE_TERM;
  }
  return GRADUS_SLIP_UNKNOWN;
}

/* The sum with the weights of the unit's own row where those of its column were meant. */
static double
multiply_row (const Search *search)
{
  const GradusChain *chain = search->chain;
  const guint next = search->number.layer + 1;
  const GradusChainLayer *behind;
  double sum = 0;

  if (next >= chain->n_layers)
    return NAN;
  behind = &chain->layers[next];
  if (!behind->is_whole || search->number.unit >= behind->n_shown ||
      behind->sums[search->number.unit].n_shown < behind->n_shown)
    return NAN;
  for (guint j = 0; j < behind->n_shown; j++)
    sum += (double) behind->sums[search->number.unit].weights[j] * (double) behind->deltas[j];
  return sum;
}

static GradusSlip
look_at_return (const Search *search)
{
  const GradusChain *chain = search->chain;
  const guint next = search->number.layer + 1;

  if (is_typed (search, multiply_row (search)))
    return GRADUS_SLIP_ROW;
  for (guint j = 0;
       next < chain->n_layers && chain->layers[next].n_shown > 1 && j < chain->layers[next].n_shown;
       j++) {
    const GradusChainLayer *behind = &chain->layers[next];

    if (behind->sums[j].n_terms > 0 &&
        is_typed (search, (double) behind->sums[j].weights[search->number.unit] *
                              (double) behind->deltas[j]))
      return GRADUS_SLIP_ONE_TERM;
  }
  return GRADUS_SLIP_UNKNOWN;
}

static GradusSlip
look_at_delta (const Search *search, double right)
{
  const double slope = read_number (search, GRADUS_CHAIN_SLOPE),
               back = read_number (search, GRADUS_CHAIN_RETURN),
               output = read_number (search, GRADUS_CHAIN_OUTPUT);
  const gboolean is_first =
      search->number.layer + 1 == search->chain->n_layers && search->chain->is_cancelled;

  if (is_first)
    return is_typed (search, right * slope) ? GRADUS_SLIP_TWO_SLOPES
           : is_typed (search, -right)      ? GRADUS_SLIP_TURNED
                                            : GRADUS_SLIP_UNKNOWN;
  if (slope != 1 && is_typed (search, back))
    return GRADUS_SLIP_NO_SLOPE;
  if (slope != 1 && is_typed (search, right * slope))
    return GRADUS_SLIP_TWO_SLOPES;
  if (is_typed (search, back * output))
    return GRADUS_SLIP_OUTPUT_AS_SLOPE;
  if (is_typed (search, multiply_row (search) * slope))
    return GRADUS_SLIP_ROW;
  return GRADUS_SLIP_UNKNOWN;
}

static GradusSlip
look_at_gradient (const Search *search, double right)
{
  const double delta = read_number (search, GRADUS_CHAIN_DELTA),
               slope = read_number (search, GRADUS_CHAIN_SLOPE),
               input = (double) get_sum (search)->inputs[search->number.input];

  if (input != 1 && is_typed (search, delta))
    return GRADUS_SLIP_NO_INPUT;
  if (slope != 1 && slope != 0 && is_typed (search, right / slope))
    return GRADUS_SLIP_NO_SLOPE;
  return is_typed (search, right * slope) && slope != 1 ? GRADUS_SLIP_TWO_SLOPES
                                                        : GRADUS_SLIP_UNKNOWN;
}

static GradusSlip
look_at_step (const Search *search)
{
  const double weight = (double) get_sum (search)->weights[search->number.input],
               gradient = read_number (search, GRADUS_CHAIN_GRADIENT);

  if (is_typed (search, weight + search->rate * gradient))
    return GRADUS_SLIP_UPHILL;
  return is_typed (search, weight - gradient) ? GRADUS_SLIP_NO_RATE : GRADUS_SLIP_UNKNOWN;
}

static GradusSlip
look_at_slope (const Search *search)
{
  return is_typed (search, read_number (search, GRADUS_CHAIN_OUTPUT)) ? GRADUS_SLIP_OUTPUT_AS_SLOPE
                                                                      : GRADUS_SLIP_UNKNOWN;
}

static GradusSlip
look_at_kind (const Search *search, double right)
{
  switch (search->number.kind) {
  case GRADUS_CHAIN_Z:
    return look_at_z (search, right);
  case GRADUS_CHAIN_OUTPUT:
    return is_typed (search, read_number (search, GRADUS_CHAIN_Z)) ? GRADUS_SLIP_NO_ACTIVATION
                                                                   : GRADUS_SLIP_UNKNOWN;
  case GRADUS_CHAIN_SLOPE:
    return look_at_slope (search);
  case GRADUS_CHAIN_RETURN:
    return look_at_return (search);
  case GRADUS_CHAIN_DELTA:
    return look_at_delta (search, right);
  case GRADUS_CHAIN_GRADIENT:
    return look_at_gradient (search, right);
  case GRADUS_CHAIN_STEP:
    return look_at_step (search);
  case GRADUS_CHAIN_PRODUCT:
    return is_typed (search, read_number (search, GRADUS_CHAIN_SLOPES)) ? GRADUS_SLIP_NO_WEIGHTS
                                                                        : GRADUS_SLIP_UNKNOWN;
  case GRADUS_CHAIN_SLOPES:
    break;
  }
  return is_typed (search, read_number (search, GRADUS_CHAIN_PRODUCT)) ? GRADUS_SLIP_WITH_WEIGHTS
                                                                       : GRADUS_SLIP_UNKNOWN;
}

/* -- What any number may be -------------------------------------------------------------------- */

/* The same of another unit of the layer, or of another of the unit's weights. */
static gboolean
is_neighbour (const Search *search)
{
  const GradusChainLayer *layer = &search->chain->layers[search->number.layer];
  const gboolean is_of_weight =
      search->number.kind == GRADUS_CHAIN_GRADIENT || search->number.kind == GRADUS_CHAIN_STEP;
  GradusChainNumber other = search->number;

  if (search->number.kind >= GRADUS_CHAIN_PRODUCT)
    return FALSE;
  for (other.unit = 0; other.unit < layer->n_shown; other.unit++) {
    const guint n_inputs = is_of_weight ? layer->sums[other.unit].n_shown : 1;

    for (guint i = 0; i < n_inputs; i++) {
      other.input = is_of_weight ? i : 0;
      if (!gradus_chain_number_equal (other, search->number) &&
          is_typed (search, gradus_chain_number_read (other, search->chain, search->rate)))
        return TRUE;
    }
  }
  return FALSE;
}

static gboolean
is_other_power (const Search *search, double right)
{
  for (int decade = -MOST_DECADES; decade <= MOST_DECADES; decade++) {
    if (decade != 0 && is_typed (search, right * pow (10, decade)))
      return TRUE;
  }
  return FALSE;
}

/* What is particular comes before what may be by chance. */
GradusSlip
gradus_slip_find (GradusChainNumber number, const GradusChain *chain, double rate, double typed)
{
  const double right = gradus_chain_number_read (number, chain, rate);
  const Search search = { number, chain, rate, typed };
  GradusSlip slip;

  if (gradus_slip_is_right (number.kind, typed, right))
    return GRADUS_SLIP_NONE;
  slip = look_at_kind (&search, right);
  if (slip != GRADUS_SLIP_UNKNOWN || !isfinite (right))
    return slip;
  if (is_typed (&search, -right))
    return GRADUS_SLIP_SIGN;
  if (is_neighbour (&search))
    return GRADUS_SLIP_NEIGHBOUR;
  if (is_other_power (&search, right))
    return GRADUS_SLIP_POWER;
  return fabs (typed - right) <= CLOSE * fabs (right) ? GRADUS_SLIP_CLOSE : GRADUS_SLIP_UNKNOWN;
}
