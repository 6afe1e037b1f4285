/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>
#include <unistd.h>

#include "naive.h"
#include "nn/kernels.h"

typedef struct {
  GradusNetwork *network;
  GradusPass *pass;
  guint n_samples;
  float *x, *y;
} Case;

static void
case_init (Case *c, const GradusLayerSpec *specs, guint n_layers, guint n_inputs, guint n_samples,
           guint64 seed)
{
  guint n_outputs = specs[n_layers - 1].units;
  GradusRandom random;

  c->network = gradus_network_new (specs, n_layers, n_inputs, NULL);
  gradus_network_initialise (c->network, seed);
  c->pass = gradus_network_new_pass (c->network, n_samples, TRUE, NULL);
  c->n_samples = n_samples;
  c->x = g_new (float, n_inputs *n_samples);
  c->y = g_new (float, n_outputs *n_samples);
  gradus_random_init (&random, seed, 1000);
  for (guint i = 0; i < n_inputs * n_samples; i++)
    c->x[i] = gradus_random_uniform (&random, -1, 1);
  for (guint i = 0; i < n_outputs * n_samples; i++)
    c->y[i] = gradus_random_next (&random) >> 63;
  gradus_pass_fill (c->pass, c->pass->inputs, n_inputs, c->x, n_samples);
  gradus_pass_fill (c->pass, c->pass->targets, n_outputs, c->y, n_samples);
}

static void
case_clear (Case *c)
{
  gradus_pass_free (c->pass);
  gradus_network_free (c->network);
  g_free (c->x);
  g_free (c->y);
}

static void
check_layer (NaiveNetwork *naive, Case *c, GradusCost cost, guint l)
{
  const GradusLayer *layer = gradus_network_get_layer (c->network, l);
  const float *gradients = gradus_network_get_gradients (c->network, l);
  gsize n_weights = (gsize) layer->n_inputs * layer->spec.units, n = n_weights + layer->spec.units;
  gsize stride = MAX (n / 25, 1); /* a few dozen of a large layer's */
  double norm = gradus_network_gradient_norm (c->network, l);

  for (gsize i = 0; i < n; i += stride) {
    double *parameter = i < n_weights ? &naive->weights[l][i] : &naive->biases[l][i - n_weights];
    double wanted = naive_network_difference (naive, cost, c->n_samples, c->x, c->y, parameter);

    g_assert_cmpfloat_with_epsilon ((double) gradients[i], wanted, 2e-5 * MAX (fabs (wanted), norm) + 2e-8);
  }
}

/* Every gradient of a network against central differences in double precision. */
static void
check_gradients (const GradusLayerSpec *specs, guint n_layers, guint n_inputs, guint n_samples,
                 GradusCost cost, guint64 seed)
{
  NaiveNetwork naive;
  Case c;
  double got, wanted;

  case_init (&c, specs, n_layers, n_inputs, n_samples, seed);
  naive_network_copy (&naive, c.network);
  gradus_network_forward (c.network, c.pass);
  gradus_network_backward (c.network, c.pass, cost);
  wanted = naive_network_cost (&naive, cost, n_samples, c.x, c.y);
  got = gradus_cost_value (cost, c.pass->n_outputs, c.pass->stride, n_samples, c.pass->layers[n_layers - 1].z,
                           gradus_pass_outputs (c.pass), c.pass->targets);
  g_assert_cmpfloat_with_epsilon (got, wanted, 1e-5 * fabs (wanted));
  for (guint l = 0; l < n_layers; l++)
    check_layer (&naive, &c, cost, l);
  naive_network_clear (&naive);
  case_clear (&c);
}

static GradusLayerSpec
make_spec (guint units, GradusActivationKind activation)
{
  GradusLayerSpec spec = { units, gradus_activation_make (activation),
                           gradus_initialiser_make (GRADUS_INITIALISER_XAVIER_UNIFORM) };

  spec.initialiser.bias = 0.1f;
  return spec;
}

static void
test_every_activation_and_cost (void)
{
  for (guint kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
    for (guint cost = 0; cost < GRADUS_N_COSTS; cost++) {
      GradusActivationKind last =
          cost == GRADUS_COST_BINARY_CROSS_ENTROPY ? GRADUS_ACTIVATION_SIGMOID : (GradusActivationKind) kind;
      const GradusLayerSpec specs[] = { make_spec (5, (GradusActivationKind) kind),
                                        make_spec (6, (GradusActivationKind) kind), make_spec (2, last) };

      check_gradients (specs, 3, 3, 4, (GradusCost) cost, 7 + kind);
      check_gradients (specs, 3, 3, 11, (GradusCost) cost, 70 + kind);
    }
  }
}

/* Random shapes: every remainder of the loops, every width of vectors. */
static void
test_random_shapes (void)
{
  GradusRandom random;

  gradus_random_init (&random, 11, 0);
  for (guint round = 0; round < 60; round++) {
    guint n_layers = 1 + gradus_random_next (&random) % 4, n_inputs = 1 + gradus_random_next (&random) % 20;
    guint n_samples = 1 + gradus_random_next (&random) % (round % 3 == 0 ? 300 : 20);
    GradusCost cost = (GradusCost) (gradus_random_next (&random) % GRADUS_N_COSTS);
    GradusLayerSpec specs[4];

    for (guint l = 0; l < n_layers; l++)
      specs[l] = make_spec (1 + gradus_random_next (&random) % 40,
                            (GradusActivationKind) (gradus_random_next (&random) % GRADUS_N_ACTIVATIONS));
    if (cost == GRADUS_COST_BINARY_CROSS_ENTROPY)
      specs[n_layers - 1].activation = gradus_activation_make (GRADUS_ACTIVATION_SIGMOID);
    check_gradients (specs, n_layers, n_inputs, n_samples, cost, round);
  }
}

/* Layers large enough for OpenBLAS. */
static void
test_large_layers (void)
{
  const GradusLayerSpec specs[] = { make_spec (70, GRADUS_ACTIVATION_TANH),
                                    make_spec (65, GRADUS_ACTIVATION_ELU),
                                    make_spec (33, GRADUS_ACTIVATION_SIGMOID) };

  check_gradients (specs, 3, 50, 64, GRADUS_COST_BINARY_CROSS_ENTROPY, 3);
  check_gradients (specs, 3, 50, 64, GRADUS_COST_MEAN_SQUARED_ERROR, 4);
}

/* What lies behind the last sample weighs nothing, and does not make anything not finite. */
static void
test_padding (void)
{
  const GradusLayerSpec specs[] = { make_spec (5, GRADUS_ACTIVATION_RELU),
                                    make_spec (1, GRADUS_ACTIVATION_SIGMOID) };
  Case c;

  case_init (&c, specs, 2, 2, 5, 1);
  g_assert_cmpuint (c.pass->stride, ==, 8);
  for (guint i = 5; i < 8; i++) {
    g_assert_true (c.pass->inputs[i] == c.x[4]);
    g_assert_true (c.pass->lane_weights[i] == 0);
  }
  g_assert_cmpuint (gradus_kernels_stride (17), ==, 32);
  case_clear (&c);
}

/* A layer draws from its own stream: changing the others leaves its weights alone. */
static void
test_streams (void)
{
  const GradusLayerSpec narrow[] = { make_spec (5, GRADUS_ACTIVATION_TANH),
                                     make_spec (4, GRADUS_ACTIVATION_TANH),
                                     make_spec (1, GRADUS_ACTIVATION_SIGMOID) };
  const GradusLayerSpec wide[] = { make_spec (5, GRADUS_ACTIVATION_TANH),
                                   make_spec (9, GRADUS_ACTIVATION_TANH),
                                   make_spec (1, GRADUS_ACTIVATION_SIGMOID) };
  g_autoptr (GradusNetwork) a = gradus_network_new (narrow, 3, 2, NULL);
  g_autoptr (GradusNetwork) b = gradus_network_new (wide, 3, 2, NULL);

  gradus_network_initialise (a, 1);
  gradus_network_initialise (b, 1);
  g_assert_cmpmem (gradus_network_get_parameters (a, 0), 15 * sizeof (float),
                   gradus_network_get_parameters (b, 0), 15 * sizeof (float));
  gradus_network_initialise (b, 2);
  g_assert_true (memcmp (gradus_network_get_parameters (a, 0), gradus_network_get_parameters (b, 0),
                         10 * sizeof (float)) != 0);
}

static void
test_too_large (void)
{
  g_autofree GradusLayerSpec *specs = g_new (GradusLayerSpec, GRADUS_MAX_LAYERS);
  g_autoptr (GradusNetwork) network = NULL;
  g_autoptr (GError) error = NULL;
  guint64 memory = (guint64) sysconf (_SC_PHYS_PAGES) * (guint64) sysconf (_SC_PAGESIZE);

  for (guint i = 0; i < GRADUS_MAX_LAYERS; i++)
    specs[i] = make_spec (GRADUS_MAX_UNITS, GRADUS_ACTIVATION_RELU);
  if (memory / 2 > G_GUINT64_CONSTANT (14) << 30) {
    g_test_skip ("this machine has memory even for the largest network");
    return;
  }
  network = gradus_network_new (specs, GRADUS_MAX_LAYERS, 2, &error);
  g_assert_null (network);
  g_assert_error (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "GB"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/every-activation-and-cost", test_every_activation_and_cost);
  g_test_add_func ("/network/random-shapes", test_random_shapes);
  g_test_add_func ("/network/large-layers", test_large_layers);
  g_test_add_func ("/network/padding", test_padding);
  g_test_add_func ("/network/streams", test_streams);
  g_test_add_func ("/network/too-large", test_too_large);
  return g_test_run ();
}
