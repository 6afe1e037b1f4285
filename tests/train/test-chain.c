/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* Numbers of the chain rule by their names, and what is said of those that somebody types. */
#include <math.h>

#include "experiment/builtin.h"
#include "train/chain-slip.h"
#include "train/stepper.h"

#define RATE 0.1

/* Of the lecture's network before its first step, with the sample (1, 1). */
static GradusChain *
make_chain (const char *id)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make (id);
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);

  return gradus_observer_make_chain (gradus_stepper_get_observer (stepper), 3, NULL);
}

static GradusChainNumber
number_of (GradusChainNumberKind kind, guint layer, guint unit, guint input)
{
  return (GradusChainNumber){ kind, layer, unit, input };
}

static void
test_names (void)
{
  static const char *const names[] = { "z.1.2",       "a.10.5",    "slope.3.1",
                                       "return.3.1",  "delta.3.2", "gradient.3.2.1",
                                       "step.11.1.5", "product.1", "slopes.7" };
  static const char *const wrong[] = { "",      "z",           "z.1",         "z.1.0",
                                       "z.0.1", "delta.3.2.1", "product.1.1", "cost",
                                       "z.1.x", "z..1",        "step.1.1",    "Z.1.1",
                                       "z.-1.1" };
  GradusChainNumber number, again;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *name = NULL;

    g_assert_true (gradus_chain_number_parse (names[i], &number));
    name = gradus_chain_number_make_name (number);
    g_assert_cmpstr (name, ==, names[i]);
    g_assert_true (gradus_chain_number_unpack (gradus_chain_number_pack (number), &again));
    g_assert_true (gradus_chain_number_equal (number, again));
  }
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_false (gradus_chain_number_parse (wrong[i], &number));
  g_assert_false (gradus_chain_number_unpack (0, &number));
  g_assert_false (gradus_chain_number_unpack (1 + 15, &number)); /* no such kind */
  g_assert_cmpint (gradus_chain_number_pack (number_of (GRADUS_CHAIN_Z, 0, 8, 0)), ==, 0);
}

/* What the chain does not have is no number. */
static void
test_missing (void)
{
  GradusChain *chain = make_chain ("xor");

  g_assert_true (
      isnan (gradus_chain_number_read (number_of (GRADUS_CHAIN_Z, 2, 0, 0), chain, RATE)));
  g_assert_true (
      isnan (gradus_chain_number_read (number_of (GRADUS_CHAIN_DELTA, 0, 2, 0), chain, RATE)));
  g_assert_true (
      isnan (gradus_chain_number_read (number_of (GRADUS_CHAIN_GRADIENT, 0, 1, 2), chain, RATE)));
  g_assert_true (
      isnan (gradus_chain_number_read (number_of (GRADUS_CHAIN_RETURN, 1, 0, 0), chain, RATE)));
  gradus_chain_free (chain);
}

/* Two significant digits are asked for, and four of a weight that a step changes by little. */
static void
test_digits (void)
{
  g_assert_true (gradus_slip_is_right (GRADUS_CHAIN_DELTA, 0.24, 0.2363));
  g_assert_true (gradus_slip_is_right (GRADUS_CHAIN_DELTA, 0.2363, 0.2363));
  g_assert_false (gradus_slip_is_right (GRADUS_CHAIN_DELTA, 0.23, 0.2363));
  g_assert_false (gradus_slip_is_right (GRADUS_CHAIN_DELTA, 0.25, 0.2363));
  g_assert_true (gradus_slip_is_right (GRADUS_CHAIN_DELTA, -3.2e-7, -3.15e-7));
  g_assert_false (gradus_slip_is_right (GRADUS_CHAIN_DELTA, 3.2e-7, -3.15e-7));
  g_assert_false (gradus_slip_is_right (GRADUS_CHAIN_DELTA, 0, -3.15e-7));
  g_assert_true (gradus_slip_is_right (GRADUS_CHAIN_DELTA, 0, 0));
  g_assert_true (gradus_slip_is_right (GRADUS_CHAIN_STEP, 0.5213, 0.52131));
  g_assert_false (gradus_slip_is_right (GRADUS_CHAIN_STEP, 0.52, 0.52131));
}

/* Every number of a chain is right when it is typed as it is shown. */
static void
test_right (void)
{
  static const char *const ids[] = { "xor", "xor-deep-sigmoid", "xor-deep-relu" };
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    GradusChain *chain = make_chain (ids[i]);

    for (guint kind = GRADUS_CHAIN_Z; kind <= GRADUS_CHAIN_SLOPES; kind++) {
      for (guint layer = 0; layer < chain->n_layers; layer++) {
        const GradusChainNumber number = number_of (kind, layer, 0, 1);
        const double value = gradus_chain_number_read (number, chain, RATE);
        char text[G_ASCII_DTOSTR_BUF_SIZE];

        if (!isfinite (value))
          continue;
        g_ascii_formatd (text, sizeof text, kind == GRADUS_CHAIN_STEP ? "%.3e" : "%.1e", value);
        g_assert_cmpint (gradus_slip_find (number, chain, RATE, g_ascii_strtod (text, NULL)), ==,
                         GRADUS_SLIP_NONE);
        n++;
      }
    }
    gradus_chain_free (chain);
  }
  g_assert_cmpuint (n, >, 150);
}

static void
check_slip (const GradusChain *chain, GradusChainNumber number, double typed, GradusSlip slip)
{
  g_assert_cmpint (gradus_slip_find (number, chain, RATE, typed), ==, slip);
}

/* Each slip, made with the numbers that a pencil would make it with. */
static void
test_slips (void)
{
  GradusChain *chain = make_chain ("xor-deep-sigmoid");
  const GradusChainLayer *layer = &chain->layers[8], *behind = &chain->layers[9];
  const GradusChainSum *sum = &layer->sums[1];
  const double delta = (double) layer->deltas[1], slope = (double) layer->slopes[1];
  const double gradient = delta * (double) sum->inputs[2], weight = (double) sum->weights[2];
  const GradusChainNumber of_delta = number_of (GRADUS_CHAIN_DELTA, 8, 1, 0),
                          of_gradient = number_of (GRADUS_CHAIN_GRADIENT, 8, 1, 2),
                          of_step = number_of (GRADUS_CHAIN_STEP, 8, 1, 2),
                          of_return = number_of (GRADUS_CHAIN_RETURN, 8, 1, 0);
  double row = 0;

  for (guint j = 0; j < 5; j++)
    row += (double) behind->sums[1].weights[j] * (double) behind->deltas[j];
  check_slip (chain, of_delta, delta, GRADUS_SLIP_NONE);
  check_slip (chain, of_delta, -delta, GRADUS_SLIP_SIGN);
  check_slip (chain, of_delta, delta / slope, GRADUS_SLIP_NO_SLOPE);
  check_slip (chain, of_delta, delta * slope, GRADUS_SLIP_TWO_SLOPES);
  check_slip (chain, of_delta, delta / slope * (double) layer->outputs[1],
              GRADUS_SLIP_OUTPUT_AS_SLOPE);
  check_slip (chain, of_delta, row * slope, GRADUS_SLIP_ROW);
  check_slip (chain, of_delta, (double) layer->deltas[3], GRADUS_SLIP_NEIGHBOUR);
  check_slip (chain, of_delta, 100 * delta, GRADUS_SLIP_POWER);
  check_slip (chain, of_delta, 1.07 * delta, GRADUS_SLIP_CLOSE);
  check_slip (chain, of_delta, 12345, GRADUS_SLIP_UNKNOWN);
  check_slip (chain, of_return, row, GRADUS_SLIP_ROW);
  check_slip (chain, of_return, (double) behind->sums[4].weights[1] * (double) behind->deltas[4],
              GRADUS_SLIP_ONE_TERM);
  check_slip (chain, of_gradient, delta, GRADUS_SLIP_NO_INPUT);
  check_slip (chain, of_gradient, gradient / slope, GRADUS_SLIP_NO_SLOPE);
  check_slip (chain, of_gradient, delta * (double) sum->inputs[4], GRADUS_SLIP_NEIGHBOUR);
  check_slip (chain, of_step, weight + RATE * gradient, GRADUS_SLIP_UPHILL);
  check_slip (chain, of_step, weight - gradient, GRADUS_SLIP_NO_RATE);
  check_slip (chain, number_of (GRADUS_CHAIN_OUTPUT, 8, 1, 0), (double) layer->z[1],
              GRADUS_SLIP_NO_ACTIVATION);
  check_slip (chain, number_of (GRADUS_CHAIN_SLOPE, 8, 1, 0), (double) layer->outputs[1],
              GRADUS_SLIP_OUTPUT_AS_SLOPE);
  check_slip (chain, number_of (GRADUS_CHAIN_Z, 8, 1, 0),
              (double) sum->weights[0] * (double) sum->inputs[0], GRADUS_SLIP_ONE_TERM);
  check_slip (chain, number_of (GRADUS_CHAIN_DELTA, 10, 0, 0),
              -(double) chain->layers[10].deltas[0], GRADUS_SLIP_TURNED);
  check_slip (chain, number_of (GRADUS_CHAIN_PRODUCT, 4, 0, 0), chain->layers[4].slope_product,
              GRADUS_SLIP_NO_WEIGHTS);
  check_slip (chain, number_of (GRADUS_CHAIN_SLOPES, 4, 0, 0), chain->layers[4].product,
              GRADUS_SLIP_WITH_WEIGHTS);
  gradus_chain_free (chain);
}

/* A bias that is not 0, which the first step makes one. */
static void
test_bias (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);
  atomic_bool never = FALSE;
  GradusChain *chain;
  const GradusChainLayer *layer;

  gradus_stepper_advance (stepper, 20000, &never);
  chain = gradus_observer_make_chain (gradus_stepper_get_observer (stepper), 3, NULL);
  layer = &chain->layers[0];
  check_slip (chain, number_of (GRADUS_CHAIN_Z, 0, 0, 0),
              (double) layer->z[0] - layer->sums[0].bias, GRADUS_SLIP_NO_BIAS);
  gradus_chain_free (chain);
}

void
add_chain_tests (void)
{
  g_test_add_func ("/chain/names", test_names);
  g_test_add_func ("/chain/missing", test_missing);
  g_test_add_func ("/chain/digits", test_digits);
  g_test_add_func ("/chain/right", test_right);
  g_test_add_func ("/chain/slips", test_slips);
  g_test_add_func ("/chain/bias", test_bias);
}
