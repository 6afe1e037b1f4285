/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "block-layer.h"
#include "nn/network.h"
#include "tests.h"

#define N_SAMPLES 50

typedef struct {
  GradusNetwork *network;
  GradusPass *pass;
} Trained;

static void
train_shared (gpointer data, const GradusWorker *worker)
{
  const GradusOptimiser optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_ADAM);
  Trained *trained = data;

  for (guint step = 0; step < 20; step++) {
    GradusUpdate update = gradus_optimiser_prepare (&optimiser, step, 0);

    update.l2 = 0.01f;
    gradus_network_forward (trained->network, trained->pass, worker);
    gradus_network_backward (trained->network, trained->pass, GRADUS_COST_MEAN_SQUARED_ERROR,
                             worker);
    gradus_network_update (trained->network, trained->pass, &update, worker);
    gradus_worker_wait (worker);
  }
}

/* Two layers, both LSUV. */
static Trained
train (const GradusLayerClass *class, guint n_workers)
{
  const GradusShape input = gradus_shape_make_units (12);
  g_autoptr (GradusTeam) team = gradus_team_new (n_workers);
  float x[N_SAMPLES * 12], y[N_SAMPLES * 2];
  GradusLayerSpec specs[2];
  GradusRandom random;
  Trained trained;

  specs[0] = gradus_layer_spec_dense (12, GRADUS_ACTIVATION_TANH, GRADUS_INITIALISER_LSUV);
  specs[1] = gradus_layer_spec_dense (2, GRADUS_ACTIVATION_LINEAR, GRADUS_INITIALISER_LSUV);
  specs[0].class = specs[1].class = class;
  gradus_random_init (&random, 1, 1000);
  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    x[i] = gradus_random_uniform (&random, -1, 1);
  for (guint i = 0; i < G_N_ELEMENTS (y); i++)
    y[i] = gradus_random_uniform (&random, -1, 1);
  trained.network = gradus_network_new (specs, 2, &input, GRADUS_OPTIMISER_ADAM, NULL);
  trained.pass = gradus_network_new_pass (trained.network, N_SAMPLES, GRADUS_PASS_GRADIENTS, NULL);
  gradus_network_initialise (trained.network, 3, x, N_SAMPLES);
  gradus_pass_load_floats (trained.pass, x, y, NULL);
  gradus_team_run (team, train_shared, &trained);
  return trained;
}

static void
trained_clear (Trained *trained)
{
  gradus_pass_free (trained->pass);
  gradus_network_free (trained->network);
}

static void
test_four_axes (void)
{
  for (guint n_workers = 1; n_workers <= 3; n_workers++) {
    Trained dense = train (&gradus_dense_class, 1), block = train (get_block_class (), n_workers);
    const gsize n = gradus_network_get_n_floats (dense.network);

    g_assert_cmpuint (gradus_network_get_n_floats (block.network), ==, n);
    g_assert_cmpmem (gradus_network_get_parameters (block.network, 0), n * sizeof (float),
                     gradus_network_get_parameters (dense.network, 0), n * sizeof (float));
    for (guint l = 0; l < 2; l++) {
      g_assert_cmpfloat (gradus_network_weight_norm (block.network, l), ==,
                         gradus_network_weight_norm (dense.network, l));
      g_assert_cmpfloat (gradus_network_gradient_norm (block.network, block.pass, l), ==,
                         gradus_network_gradient_norm (dense.network, dense.pass, l));
    }
    trained_clear (&block);
    trained_clear (&dense);
  }
}

/* z of each layer has a variance of 1. */
static void
test_lsuv (void)
{
  const GradusShape input = gradus_shape_make_units (12);
  GradusLayerSpec spec =
      gradus_layer_spec_dense (7, GRADUS_ACTIVATION_LINEAR, GRADUS_INITIALISER_LSUV);
  g_autoptr (GradusNetwork) network = NULL;
  g_autoptr (GradusPass) pass = NULL;
  double sum = 0, squares = 0;
  float x[N_SAMPLES * 12];
  GradusRandom random;

  spec.class = get_block_class ();
  gradus_random_init (&random, 2, 1000);
  for (guint i = 0; i < G_N_ELEMENTS (x); i++)
    x[i] = gradus_random_uniform (&random, -3, 3);
  network = gradus_network_new (&spec, 1, &input, GRADUS_OPTIMISER_SGD, NULL);
  gradus_network_initialise (network, 3, x, N_SAMPLES);
  pass = gradus_network_new_pass (network, N_SAMPLES, GRADUS_PASS_FORWARD, NULL);
  gradus_pass_load_floats (pass, x, NULL, NULL);
  gradus_network_forward (network, pass, NULL);
  for (guint row = 0; row < 7; row++) {
    for (guint i = 0; i < N_SAMPLES; i++) {
      const double z = (double) pass->layers[0].z[row * pass->stride + i];

      sum += z / (7 * N_SAMPLES);
      squares += z * z / (7 * N_SAMPLES);
    }
  }
  g_assert_cmpfloat_with_epsilon (squares - sum * sum, 1, 0.0011);
}

/* The numbers of a layer are those of its tensors, one behind the other, and its norms those of the
 * weights, or of what is trained first. */
static void
test_layers (void)
{
  const struct {
    GradusLayerSpec spec;
    guint n;
    const char *main;
    GradusTensorRole role;
  } cases[] = {
    { gradus_layer_spec_dense (5, GRADUS_ACTIVATION_MAXOUT, GRADUS_INITIALISER_UNIFORM), 130,
      "weight", GRADUS_TENSOR_WEIGHT },
    { gradus_layer_spec_make (&gradus_batch_normalisation_class), 48, "weight",
      GRADUS_TENSOR_SCALE },
    { gradus_layer_spec_make (&gradus_dropout_class), 0, NULL },
    { gradus_layer_spec_make (&gradus_add_class), 0, NULL },
  };
  const GradusShape input = gradus_shape_make_units (12);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const GradusLayer layer = gradus_layer_make (
        &cases[i].spec, 1, &input, cases[i].n == 130 ? &(GradusShape){ 1, { 5 } } : &input);
    GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS], main;
    const guint n = gradus_layer_list_tensors (&layer, tensors);
    gsize total = 0;

    for (guint k = 0; k < n; k++) {
      g_assert_cmpuint (tensors[k].offset, ==, total);
      total += gradus_tensor_count (&tensors[k]);
    }
    g_assert_cmpuint (total, ==, cases[i].n);
    g_assert_cmpuint (gradus_layer_count_parameters (&layer), ==, total);
    g_assert_cmpuint (gradus_layer_specs_count_parameters (&cases[i].spec, 1, &input), ==, total);
    g_assert_true (gradus_layer_find_main_tensor (&layer, &main) == (cases[i].main != NULL));
    if (cases[i].main) {
      g_assert_cmpstr (main.name, ==, cases[i].main);
      g_assert_cmpuint (main.role, ==, cases[i].role);
    }
  }
}

/* Statistics and biases come first, and are passed over. */
static guint
list_late_weight (const GradusLayer *layer, GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS])
{
  tensors[0] = (GradusTensor){ "mean", GRADUS_TENSOR_STATISTIC, 1, { 2 } };
  tensors[1] = (GradusTensor){ "bias", GRADUS_TENSOR_BIAS, 1, { 3 } };
  tensors[2] = (GradusTensor){ "kernel", GRADUS_TENSOR_WEIGHT, 3, { 2, 3, 4 }, 12, 2 };
  return layer->number == 1 ? 2 : 3;
}

static void
test_main_tensor (void)
{
  const GradusLayerFunctions functions = { .list_tensors = list_late_weight };
  const GradusLayerClass class = { .functions = &functions };
  GradusLayer layer = { .class = &class, .number = 2 };
  GradusTensor main;

  g_assert_true (gradus_layer_find_main_tensor (&layer, &main));
  g_assert_true (g_str_equal (main.name, "kernel") && main.offset == 5);
  g_assert_cmpuint (gradus_tensor_count (&main), ==, 24);
  g_assert_cmpuint (gradus_tensor_count_row (&main), ==, 12);
  g_assert_cmpuint (gradus_layer_count_parameters (&layer), ==, 29);
  layer.number = 1;
  g_assert_true (gradus_layer_find_main_tensor (&layer, &main));
  g_assert_true (g_str_equal (main.name, "bias") && main.offset == 2);
}

/* What an update is said to change is what it changes: l2 pulls at weights, not at scales. */
static void
test_update_norm (void)
{
  const GradusLayerSpec specs[] = {
    gradus_layer_spec_dense (12, GRADUS_ACTIVATION_TANH, GRADUS_INITIALISER_UNIFORM),
    gradus_layer_spec_make (&gradus_batch_normalisation_class),
  };
  const GradusOptimiser optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_SGD);
  const GradusShape input = gradus_shape_make_units (12);
  g_autoptr (GradusNetwork) network =
      gradus_network_new (specs, 2, &input, GRADUS_OPTIMISER_SGD, NULL);
  g_autoptr (GradusPass) pass = gradus_network_new_pass (network, 4, GRADUS_PASS_GRADIENTS, NULL);
  GradusUpdate update = gradus_optimiser_prepare (&optimiser, 0, 0);

  /* The gradients are 0, so that penalties alone change anything. */
  update.l2 = 1;
  gradus_network_initialise (network, 3, NULL, 0);
  g_assert_cmpfloat_with_epsilon (gradus_network_update_norm (network, pass, 0, &update),
                                  0.1 * gradus_network_weight_norm (network, 0), 1e-5);
  g_assert_cmpfloat (gradus_network_update_norm (network, pass, 1, &update), ==, 0);
  gradus_network_update (network, pass, &update, NULL);
  g_assert_cmpfloat_with_epsilon (gradus_network_weight_norm (network, 1), sqrt (12), 1e-6);
}

void
add_tensor_tests (void)
{
  g_test_add_func ("/tensor/update-norm", test_update_norm);
  g_test_add_func ("/tensor/four-axes", test_four_axes);
  g_test_add_func ("/tensor/lsuv", test_lsuv);
  g_test_add_func ("/tensor/layers", test_layers);
  g_test_add_func ("/tensor/main", test_main_tensor);
}
