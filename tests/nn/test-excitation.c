/* SPDX-License-Identifier: MIT */

/* What excites a unit, against plain loops in double precision: the value, and its gradient by the
 * inputs against differences. (Against PyTorch: test-maps.c.) */
#include <math.h>
#include <string.h>

#include "map-specs.h"
#include "naive.h"
#include "nn/excitation.h"
#include "nn/layer.h"
#include "nn/pass.h"
#include "nn/random.h"
#include "tests.h"

#define N_SAMPLES 3
#define N_INPUTS (2 * 7 * 6)
#define STEP 0x1p-10f

typedef struct {
  GradusNetwork *network;
  GradusPass *pass;
  float x[N_SAMPLES * N_INPUTS];
} Bench;

static GradusLayerSpec
with_activation (GradusLayerSpec spec, GradusActivationKind kind)
{
  spec.activation = gradus_activation_make (kind);
  return spec;
}

static GradusLayerSpec
add_from (guint from)
{
  GradusLayerSpec spec = gradus_layer_spec_make (&gradus_add_class);

  gradus_layer_spec_set (&spec, "from", from);
  return spec;
}

static GradusLayerSpec
dense (guint units, GradusActivationKind activation)
{
  return gradus_layer_spec_dense (units, activation, GRADUS_INITIALISER_XAVIER_UNIFORM);
}

static void
bench_init (Bench *bench, const GradusLayerSpec *specs, guint n_layers)
{
  const GradusShape input = gradus_shape_make_picture (2, 7, 6);
  GradusRandom random;

  bench->network = gradus_network_new (specs, n_layers, &input, GRADUS_OPTIMISER_SGD, NULL);
  g_assert_nonnull (bench->network);
  gradus_network_initialise (bench->network, 3, NULL, 0);
  bench->pass = gradus_network_new_pass (bench->network, N_SAMPLES,
                                         GRADUS_PASS_GRADIENTS | GRADUS_PASS_ALL_Z, NULL);
  gradus_random_init (&random, 5, 0);
  for (guint i = 0; i < N_SAMPLES * N_INPUTS; i++)
    bench->x[i] = gradus_random_uniform (&random, -1, 1);
  gradus_pass_load_floats (bench->pass, bench->x, NULL, NULL);
}

static void
bench_clear (Bench *bench)
{
  gradus_pass_free (bench->pass);
  gradus_network_free (bench->network);
}

/* The excitation of a sample, with its layer linear where it is of z. */
static double
measure_plainly (NaiveNetwork *naive, const float *x, guint layer, guint unit, guint sample)
{
  const guint n = gradus_shape_count_unit_numbers (&naive->out[layer]);
  const float y[N_SAMPLES * 16] = { 0 };
  double sum = 0;

  naive_nearest_kink = INFINITY;
  naive_network_cost (naive, GRADUS_COST_MEAN_SQUARED_ERROR, N_SAMPLES, x, y);
  for (guint k = 0; k < n; k++)
    sum += naive->a[layer + 1][(unit * n + k) * N_SAMPLES + sample];
  return sum / n;
}

static void
check_unit (Bench *bench, guint layer, guint unit)
{
  float gradient[N_SAMPLES * N_INPUTS], x[N_SAMPLES * N_INPUTS];
  double excitations[N_SAMPLES];
  NaiveNetwork naive = { 0 };
  guint n_checked = 0;

  naive_network_copy (&naive, bench->network);
  if (gradus_excitation_is_of_z (gradus_network_get_layer (bench->network, layer)))
    naive.specs[layer].activation = gradus_activation_make (GRADUS_ACTIVATION_LINEAR);
  gradus_network_forward (bench->network, bench->pass, NULL);
  gradus_excitation_measure (bench->network, bench->pass, layer, unit, excitations);
  g_assert_true (
      gradus_excitation_differentiate (bench->network, bench->pass, layer, unit, gradient));
  memcpy (x, bench->x, sizeof x);
  for (guint i = 0; i < N_SAMPLES * N_INPUTS; i++) {
    const guint sample = i / N_INPUTS;
    double up, down, nearest;

    g_assert_cmpfloat_with_epsilon (excitations[sample],
                                    measure_plainly (&naive, bench->x, layer, unit, sample), 1e-5);
    x[i] = bench->x[i] + STEP;
    up = measure_plainly (&naive, x, layer, unit, sample);
    nearest = naive_nearest_kink;
    x[i] = bench->x[i] - STEP;
    down = measure_plainly (&naive, x, layer, unit, sample);
    if (MIN (nearest, naive_nearest_kink) > 1e-5) {
      const double width = (double) (bench->x[i] + STEP) - (double) (bench->x[i] - STEP);

      g_assert_cmpfloat_with_epsilon ((double) gradient[i], (up - down) / width, 2e-5);
      n_checked++;
    }
    x[i] = bench->x[i];
  }
  g_assert_cmpuint (n_checked, >, N_SAMPLES * N_INPUTS / 2);
  naive_network_clear (&naive);
}

/* Kinds of every sort, with two skip connections, one of them from the input; smooth, but for a
 * maxout. */
static void
test_maps (void)
{
  GradusLayerSpec specs[] = {
    with_activation (make_convolution (2, 3, 1, GRADUS_SETTING_WORD), GRADUS_ACTIVATION_TANH),
    add_from (0),
    with_activation (make_convolution (4, 3, 1, GRADUS_SETTING_WORD), GRADUS_ACTIVATION_SWISH),
    with_activation (make_convolution (4, 2, 1, GRADUS_SETTING_WORD), GRADUS_ACTIVATION_MAXOUT),
    add_from (3),
    make_pooling (&gradus_average_pooling_class, 2, GRADUS_SETTING_WORD),
    dense (5, GRADUS_ACTIVATION_SIGMOID),
    dense (3, GRADUS_ACTIVATION_SOFTMAX),
  };
  Bench bench;

  bench_init (&bench, specs, G_N_ELEMENTS (specs));
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    check_unit (&bench, i, i % 3 % gradus_shape_count_units (
                                       &gradus_network_get_layer (bench.network, i)->out));
  bench_clear (&bench);
}

/* A chain of dense layers, computed in one go forward, and large ones by BLAS. */
static void
test_dense (void)
{
  static const guint widths[] = { 6, 200 };

  for (guint k = 0; k < G_N_ELEMENTS (widths); k++) {
    const GradusLayerSpec specs[] = {
      dense (widths[k], GRADUS_ACTIVATION_TANH),
      dense (widths[k], GRADUS_ACTIVATION_GELU),
      dense (4, GRADUS_ACTIVATION_SOFTMAX),
    };
    Bench bench;

    bench_init (&bench, specs, G_N_ELEMENTS (specs));
    for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
      check_unit (&bench, i, 2);
    bench_clear (&bench);
  }
}

/* A unit that is dead or saturated still has a gradient; training goes on to the same bits though
 * somebody has looked. */
static void
test_dead (void)
{
  const GradusLayerSpec specs[] = { dense (6, GRADUS_ACTIVATION_RELU),
                                    dense (4, GRADUS_ACTIVATION_SOFTMAX) };
  float gradient[N_SAMPLES * N_INPUTS];
  double excitations[N_SAMPLES];
  const float *weights;
  Bench bench;

  bench_init (&bench, specs, G_N_ELEMENTS (specs));
  weights = gradus_network_get_parameters (bench.network, 0);
  gradus_network_get_parameters (bench.network, 0)[6 * N_INPUTS + 1] = -1000;
  gradus_network_forward (bench.network, bench.pass, NULL);
  gradus_excitation_measure (bench.network, bench.pass, 0, 1, excitations);
  g_assert_true (gradus_excitation_differentiate (bench.network, bench.pass, 0, 1, gradient));
  for (guint i = 0; i < N_SAMPLES; i++) {
    g_assert_cmpfloat (excitations[i], <, -900);
    for (guint k = 0; k < N_INPUTS; k++)
      g_assert_cmpfloat (gradient[i * N_INPUTS + k], ==, weights[N_INPUTS + k]);
  }
  bench_clear (&bench);
}

void
add_excitation_tests (void)
{
  g_test_add_func ("/excitation/maps", test_maps);
  g_test_add_func ("/excitation/dense", test_dense);
  g_test_add_func ("/excitation/dead", test_dead);
}
