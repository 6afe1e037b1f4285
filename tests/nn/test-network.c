/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "map-specs.h"
#include "naive.h"
#include "nn/kernels/kernels.h"
#include "nn/layer-functions.h"
#include "platform/platform.h"
#include "tests.h"

typedef struct {
  GradusNetwork *network;
  GradusPass *pass;
  guint n_samples;
  float *x, *y;
} Case;

static void
case_init_of (Case *c, const GradusLayerSpec *specs, guint n_layers, const GradusShape *input,
              guint n_samples, guint64 seed)
{
  const guint n_inputs = gradus_shape_count (input);
  guint n_outputs;
  GradusRandom random;

  c->network = gradus_network_new (specs, n_layers, input, GRADUS_OPTIMISER_SGD, NULL);
  n_outputs = gradus_network_get_n_outputs (c->network);
  c->n_samples = n_samples;
  c->x = g_new (float, (n_inputs * n_samples));
  c->y = g_new0 (float, (n_outputs * n_samples));
  gradus_random_init (&random, seed, 1000);
  for (guint i = 0; i < n_inputs * n_samples; i++)
    c->x[i] = gradus_random_uniform (&random, -1, 1);
  for (guint i = 0; i < n_samples; i++) /* of classes, so that they fit every cost */
    c->y[i * n_outputs + gradus_random_below (&random, n_outputs)] = n_outputs > 1 || i % 2;
  gradus_network_initialise (c->network, seed, c->x, n_samples);
  c->pass = gradus_network_new_pass (c->network, n_samples, GRADUS_PASS_GRADIENTS, NULL);
  c->pass->is_training = TRUE;
  c->pass->seed = seed;
  c->pass->step = 17;
  gradus_pass_load_floats (c->pass, c->x, c->y, NULL);
}

static void
case_init (Case *c, const GradusLayerSpec *specs, guint n_layers, guint n_inputs, guint n_samples,
           guint64 seed)
{
  const GradusShape input = gradus_shape_make_units (n_inputs);

  case_init_of (c, specs, n_layers, &input, n_samples, seed);
}

static void
case_clear (Case *c)
{
  gradus_pass_free (c->pass);
  gradus_network_free (c->network);
  g_free (c->x);
  g_free (c->y);
}

/* float32 rounds gradients of about 1 to 1e-7, also where they cancel, as before a batch
 * normalisation. */
static void
check_layer (NaiveNetwork *naive, Case *c, GradusCost cost, guint l)
{
  const GradusLayer *layer = gradus_network_get_layer (c->network, l);
  const float *gradients = gradus_network_get_gradients (c->network, c->pass, l);
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
  const guint n_tensors = gradus_layer_list_tensors (layer, tensors);

  for (guint k = 0; k < n_tensors; k++) {
    const gsize n = gradus_tensor_count (&tensors[k]), stride = MAX (n / 25, 1);
    double norm = 0;

    if (!gradus_tensor_is_trained (&tensors[k]))
      continue;
    for (gsize i = 0; i < n; i++)
      norm += pow ((double) gradients[tensors[k].offset + i], 2);
    norm = sqrt (norm);
    for (gsize i = tensors[k].offset; i < tensors[k].offset + n; i += stride) {
      double wanted = naive_network_difference (naive, l, i, cost, c->n_samples, c->y);

      if (naive_nearest_kink < 1e-5)
        continue;
      g_assert_cmpfloat_with_epsilon ((double) gradients[i], wanted,
                                      2e-5 * MAX (fabs (wanted), norm) + 5e-7);
    }
  }
}

static double
get_cost (const GradusPass *pass, GradusCost cost)
{
  return gradus_cost_sum (cost, pass->n_outputs, pass->stride, pass->n_samples,
                          gradus_pass_logits (pass), gradus_pass_outputs (pass), pass->targets) /
         pass->n_samples;
}

/* Every gradient of a network against central differences in double precision. */
static void
check_gradients_of (const GradusLayerSpec *specs, guint n_layers, const GradusShape *input,
                    guint n_samples, GradusCost cost, guint64 seed)
{
  NaiveNetwork naive;
  Case c;
  double wanted;

  case_init_of (&c, specs, n_layers, input, n_samples, seed);
  gradus_pass_set_samples (c.pass, n_samples,
                           gradus_cost_sample_weight (cost, c.pass->n_outputs, n_samples));
  naive_network_copy (&naive, c.network);
  naive.seed = seed;
  naive.step = 17;
  gradus_network_forward (c.network, c.pass, NULL);
  gradus_network_backward (c.network, c.pass, cost, NULL);
  wanted = naive_network_cost (&naive, cost, n_samples, c.x, c.y);
  g_assert_cmpfloat_with_epsilon (get_cost (c.pass, cost), wanted, 1e-5 * fabs (wanted));
  for (guint l = 0; l < n_layers; l++)
    check_layer (&naive, &c, cost, l);
  naive_network_clear (&naive);
  case_clear (&c);
}

static void
check_gradients (const GradusLayerSpec *specs, guint n_layers, guint n_inputs, guint n_samples,
                 GradusCost cost, guint64 seed)
{
  const GradusShape input = gradus_shape_make_units (n_inputs);

  check_gradients_of (specs, n_layers, &input, n_samples, cost, seed);
}

static GradusLayerSpec
make_spec (guint units, GradusActivationKind activation)
{
  GradusLayerSpec spec =
      gradus_layer_spec_dense (units, activation, GRADUS_INITIALISER_XAVIER_UNIFORM);

  spec.initialiser.bias = 0.1f;
  return spec;
}

/* The activation that the last layer must have, or else the one given, which any place but the
 * last may be no good for. */
static GradusActivationKind
choose_last (GradusCost cost, GradusActivationKind other)
{
  GradusActivationKind kind = other;

  gradus_cost_get_output_activation (cost, &kind);
  return kind;
}

static void
test_every_activation_and_cost (void)
{
  for (guint kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
    for (guint cost = 0; cost < GRADUS_N_COSTS; cost++) {
      const GradusActivationKind hidden =
          kind == GRADUS_ACTIVATION_SOFTMAX ? GRADUS_ACTIVATION_TANH : kind;
      const GradusLayerSpec specs[] = { make_spec (5, hidden), make_spec (6, hidden),
                                        make_spec (2, choose_last ((GradusCost) cost, kind)) };

      check_gradients (specs, 3, 3, 4, (GradusCost) cost, 7 + kind);
      check_gradients (specs, 3, 3, 11, (GradusCost) cost, 70 + kind);
      check_gradients (specs, 3, 3, 70, (GradusCost) cost, 700 + kind);
    }
  }
}

/* Dropout and batch normalisation at every place, also one after the other, with every
 * activation that follows. */
static void
test_other_layers (void)
{
  for (guint kind = 0; kind < GRADUS_ACTIVATION_MAXOUT; kind++) {
    for (guint cost = 0; cost < GRADUS_N_COSTS; cost++) {
      GradusLayerSpec specs[] = { gradus_layer_spec_make (&gradus_batch_normalisation_class),
                                  make_spec (5, GRADUS_ACTIVATION_LINEAR),
                                  gradus_layer_spec_make (&gradus_batch_normalisation_class),
                                  gradus_layer_spec_make (&gradus_dropout_class),
                                  make_spec (7, (GradusActivationKind) kind),
                                  gradus_layer_spec_make (&gradus_dropout_class),
                                  make_spec (3, choose_last ((GradusCost) cost,
                                                             GRADUS_ACTIVATION_LINEAR)) };

      specs[2].activation = gradus_activation_make ((GradusActivationKind) kind);
      specs[5].settings[0] = 0.3;
      check_gradients (specs, G_N_ELEMENTS (specs), 4, 19, (GradusCost) cost, 5 + kind);
    }
  }
}

static GradusLayerSpec
make_add (guint from)
{
  GradusLayerSpec spec = gradus_layer_spec_make (&gradus_add_class);

  spec.settings[0] = from;
  return spec;
}

/* A way around: from the input, from the layer just before, from one that others read too, over
 * layers of every kind, and between layers that are otherwise computed in one go. */
static void
test_add (void)
{
  for (guint kind = 0; kind < GRADUS_ACTIVATION_SOFTMAX; kind++) {
    for (guint cost = 0; cost < GRADUS_N_COSTS; cost++) {
      const GradusLayerSpec specs[] = {
        make_spec (4, (GradusActivationKind) kind),
        make_add (0),
        make_add (2),
        make_spec (4, (GradusActivationKind) kind),
        make_add (1),
        gradus_layer_spec_make (&gradus_batch_normalisation_class),
        make_spec (4, GRADUS_ACTIVATION_TANH),
        make_add (1),
        gradus_layer_spec_make (&gradus_dropout_class),
        make_add (6),
        make_spec (3, choose_last ((GradusCost) cost, GRADUS_ACTIVATION_LINEAR)),
      };

      check_gradients (specs, G_N_ELEMENTS (specs), 4, 19, (GradusCost) cost, 5 + kind);
      check_gradients (specs, G_N_ELEMENTS (specs), 4, 4, (GradusCost) cost, 50 + kind);
    }
  }
}

/* Random ways around in random networks. */
static void
test_random_adds (void)
{
  GradusRandom random;

  gradus_random_init (&random, 12, 0);
  for (guint round = 0; round < 40; round++) {
    const guint n_layers = 3 + gradus_random_next (&random) % 6;
    const guint n_units = 1 + gradus_random_next (&random) % 24;
    const guint n_samples = 1 + gradus_random_next (&random) % (round % 3 == 0 ? 300 : 20);
    GradusLayerSpec specs[9];

    for (guint l = 0; l < n_layers; l++)
      specs[l] = gradus_random_next (&random) % 3 == 0
                     ? make_add ((guint) (gradus_random_next (&random) % (l + 1)))
                     : make_spec (n_units, (GradusActivationKind) (gradus_random_next (&random) %
                                                                   GRADUS_ACTIVATION_SOFTMAX));
    specs[n_layers - 1] = make_spec (2, GRADUS_ACTIVATION_SOFTMAX);
    check_gradients (specs, n_layers, n_units, n_samples, GRADUS_COST_CROSS_ENTROPY, round);
  }
}

/* Batch normalisation at the end, and what running statistics become. */
static void
test_running_statistics (void)
{
  GradusLayerSpec specs[] = { make_spec (1, GRADUS_ACTIVATION_LINEAR),
                              gradus_layer_spec_make (&gradus_batch_normalisation_class) };
  double sum = 0, squares = 0, mean, variance;
  const float *parameters;
  Case c;

  specs[1].activation = gradus_activation_make (GRADUS_ACTIVATION_SIGMOID);
  check_gradients (specs, 2, 2, 9, GRADUS_COST_BINARY_CROSS_ENTROPY, 1);

  case_init (&c, specs, 2, 2, 9, 1);
  gradus_network_forward (c.network, c.pass, NULL);
  for (guint i = 0; i < 9; i++)
    sum += (double) c.pass->layers[0].output[i];
  mean = sum / 9;
  for (guint i = 0; i < 9; i++)
    squares += pow ((double) c.pass->layers[0].output[i] - mean, 2);
  variance = squares / 8;
  parameters = gradus_network_get_parameters (c.network, 1);
  g_assert_cmpfloat_with_epsilon ((double) parameters[2], 0.1 * mean, 1e-7);
  g_assert_cmpfloat_with_epsilon ((double) parameters[3], 0.9 + 0.1 * variance, 1e-6);

  /* In use, it is these that count, and nothing moves. */
  c.pass->is_training = FALSE;
  gradus_network_forward (c.network, c.pass, NULL);
  for (guint i = 0; i < 9; i++) {
    double z =
        ((double) c.pass->layers[0].output[i] - 0.1 * mean) / sqrt (0.9 + 0.1 * variance + 1e-5);

    g_assert_cmpfloat_with_epsilon ((double) gradus_pass_outputs (c.pass)[i], 1 / (1 + exp (-z)),
                                    1e-6);
  }
  g_assert_cmpfloat_with_epsilon ((double) parameters[2], 0.1 * mean, 1e-7);
  case_clear (&c);
}

/* About so many are dropped, others in another step, and none in use. */
static void
test_dropout (void)
{
  GradusLayerSpec specs[] = { gradus_layer_spec_make (&gradus_dropout_class),
                              make_spec (1, GRADUS_ACTIVATION_LINEAR) };
  guint dropped = 0, changed = 0;
  g_autofree float *before = NULL;
  const float *output;
  Case c;

  specs[0].settings[0] = 0.25;
  case_init (&c, specs, 2, 40, 250, 3);
  output = c.pass->layers[0].output;
  gradus_network_forward (c.network, c.pass, NULL);
  before = g_memdup2 (output, 40 * c.pass->stride * sizeof (float));
  c.pass->step++;
  gradus_network_forward (c.network, c.pass, NULL);
  for (guint i = 0; i < 40 * c.pass->stride; i++) {
    if (i % c.pass->stride >= 250)
      continue;
    dropped += output[i] == 0 ? 1 : 0;
    changed += (output[i] == 0) != (before[i] == 0) ? 1 : 0;
    if (output[i] != 0)
      g_assert_cmpfloat_with_epsilon ((double) output[i], (double) c.pass->inputs[i] / 0.75, 1e-6);
  }
  g_assert_cmpfloat_with_epsilon (dropped / 10000.0, 0.25, 0.015);
  g_assert_cmpfloat_with_epsilon (changed / 10000.0, 2 * 0.25 * 0.75, 0.02);
  c.pass->is_training = FALSE;
  gradus_network_forward (c.network, c.pass, NULL);
  g_assert_cmpmem (output, 40 * c.pass->stride * sizeof (float), c.pass->inputs,
                   40 * c.pass->stride * sizeof (float));
  case_clear (&c);
}

/* Random shapes: every remainder of the loops, every width of vectors. */
static void
test_random_shapes (void)
{
  GradusRandom random;

  gradus_random_init (&random, 11, 0);
  for (guint round = 0; round < 60; round++) {
    guint n_layers = 1 + gradus_random_next (&random) % 4,
          n_inputs = 1 + gradus_random_next (&random) % 20;
    guint n_samples = 1 + gradus_random_next (&random) % (round % 3 == 0 ? 300 : 20);
    GradusCost cost = (GradusCost) (gradus_random_next (&random) % GRADUS_N_COSTS);
    GradusLayerSpec specs[4];

    for (guint l = 0; l < n_layers; l++)
      specs[l] = make_spec (
          1 + gradus_random_next (&random) % 40,
          (GradusActivationKind) (gradus_random_next (&random) % GRADUS_ACTIVATION_SOFTMAX));
    specs[n_layers - 1].activation =
        gradus_activation_make (choose_last (cost, GRADUS_ACTIVATION_TANH));
    if (cost == GRADUS_COST_CROSS_ENTROPY &&
        gradus_layer_spec_get_width (&specs[n_layers - 1]) == 1)
      gradus_layer_spec_set_width (&specs[n_layers - 1], 2);
    check_gradients (specs, n_layers, n_inputs, n_samples, cost, round);
  }
}

static GradusLayerSpec
make_started (guint filters, double kernel, guint stride, double padding,
              GradusActivationKind activation)
{
  GradusLayerSpec spec = make_convolution (filters, kernel, stride, padding);

  spec.activation = gradus_activation_make (activation);
  spec.initialiser = gradus_initialiser_make (GRADUS_INITIALISER_XAVIER_UNIFORM);
  spec.initialiser.bias = 0.1f;
  return spec;
}

static GradusLayerSpec
make_normalisation (GradusActivationKind activation)
{
  GradusLayerSpec spec = gradus_layer_spec_make (&gradus_batch_normalisation_class);

  spec.activation = gradus_activation_make (activation);
  return spec;
}

/* Every activation between maps, with pieces too, and all kinds of layers behind each other. */
static void
test_maps (void)
{
  const GradusShape input = gradus_shape_make_picture (2, 6, 7);

  for (guint kind = 0; kind < GRADUS_ACTIVATION_SOFTMAX; kind++) {
    const GradusLayerSpec specs[] = {
      make_started (5, 3, 1, GRADUS_SETTING_WORD, (GradusActivationKind) kind),
      make_normalisation (kind < GRADUS_ACTIVATION_MAXOUT ? (GradusActivationKind) kind
                                                          : GRADUS_ACTIVATION_TANH),
      make_started (5, 3, 1, GRADUS_SETTING_WORD, GRADUS_ACTIVATION_TANH),
      make_add (2),
      gradus_layer_spec_make (&gradus_dropout_class),
      make_pooling (&gradus_max_pooling_class, 2, GRADUS_SETTING_WORD),
      make_started (3, 2, 1, 0, (GradusActivationKind) kind),
      make_spec (3, GRADUS_ACTIVATION_SOFTMAX),
    };

    check_gradients_of (specs, G_N_ELEMENTS (specs), &input, 5 + 4 * kind,
                        GRADUS_COST_CROSS_ENTROPY, 5 + kind);
  }
}

/* Random ones: kernels, strides, paddings, odd sizes, and batches of every remainder. */
static void
test_random_maps (void)
{
  GradusRandom random;

  gradus_random_init (&random, 13, 0);
  for (guint round = 0; round < 80; round++) {
    const GradusShape input = gradus_shape_make_picture (1 + gradus_random_below (&random, 3),
                                                         5 + gradus_random_below (&random, 6),
                                                         5 + gradus_random_below (&random, 6));
    const guint n_samples = 1 + gradus_random_below (&random, round % 4 == 0 ? 70 : 20),
                height = 1 + gradus_random_below (&random, 5),
                width = round % 3 == 0 ? 1 + gradus_random_below (&random, 5) : height,
                size = 1 + gradus_random_below (&random, 3);
    const double padding = (int) gradus_random_below (&random, 4) - 1;
    const GradusLayerClass *pooling =
        round % 2 ? &gradus_max_pooling_class : &gradus_average_pooling_class;
    const GradusLayerSpec specs[] = {
      make_started (1 + gradus_random_below (&random, 9), 3, 1, GRADUS_SETTING_WORD,
                        GRADUS_ACTIVATION_TANH),
      make_started (1 + gradus_random_below (&random, 9), gradus_size_make (height, width),
                        1 + gradus_random_below (&random, 3), padding, GRADUS_ACTIVATION_SWISH),
      make_pooling (pooling, 1, 1 + gradus_random_below (&random, 2)),
      make_started (4, 3, 1, GRADUS_SETTING_WORD, GRADUS_ACTIVATION_TANH),
      round % 5 == 0 ? gradus_layer_spec_make (&gradus_global_average_pooling_class)
                     : make_started (6, 1, 1, 0, GRADUS_ACTIVATION_LINEAR),
      make_spec (2, GRADUS_ACTIVATION_LINEAR),
    }, pools[] = {
      make_started (1 + gradus_random_below (&random, 9), 3, 1, 1, GRADUS_ACTIVATION_TANH),
      make_pooling (pooling, size, 1 + gradus_random_below (&random, 3)),
      make_spec (2, GRADUS_ACTIVATION_LINEAR),
    };

    g_test_message ("round %u", round);
    check_gradients_of (specs, G_N_ELEMENTS (specs), &input, n_samples,
                        GRADUS_COST_MEAN_SQUARED_ERROR, round);
    check_gradients_of (pools, G_N_ELEMENTS (pools), &input, n_samples,
                        GRADUS_COST_MEAN_SQUARED_ERROR, round);
  }
}

/* Layers large enough for OpenBLAS. */
static void
test_large_layers (void)
{
  GradusLayerSpec specs[] = { make_spec (200, GRADUS_ACTIVATION_TANH),
                              make_spec (250, GRADUS_ACTIVATION_ELU),
                              make_spec (150, GRADUS_ACTIVATION_MAXOUT),
                              make_spec (133, GRADUS_ACTIVATION_SIGMOID) };

  check_gradients (specs, 4, 150, 19, GRADUS_COST_BINARY_CROSS_ENTROPY, 3);
  check_gradients (specs, 4, 150, 19, GRADUS_COST_MEAN_SQUARED_ERROR, 4);
  specs[3].activation = gradus_activation_make (GRADUS_ACTIVATION_SOFTMAX);
  check_gradients (specs, 4, 150, 19, GRADUS_COST_CROSS_ENTROPY, 4);
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
    g_assert_true (c.pass->inputs[i] == c.x[8]);
    g_assert_true (c.pass->lane_weights[i] == 0);
  }
  gradus_pass_set_samples (c.pass, 3, 0.5);
  g_assert_true (c.pass->lane_weights[2] == 0.5f && c.pass->lane_weights[3] == 0);
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
  const GradusShape input = gradus_shape_make_units (2);
  g_autoptr (GradusNetwork) a = gradus_network_new (narrow, 3, &input, GRADUS_OPTIMISER_SGD, NULL);
  g_autoptr (GradusNetwork) b = gradus_network_new (wide, 3, &input, GRADUS_OPTIMISER_SGD, NULL);

  gradus_network_initialise (a, 1, NULL, 0);
  gradus_network_initialise (b, 1, NULL, 0);
  g_assert_cmpmem (gradus_network_get_parameters (a, 0), 15 * sizeof (float),
                   gradus_network_get_parameters (b, 0), 15 * sizeof (float));
  gradus_network_initialise (b, 2, NULL, 0);
  g_assert_true (memcmp (gradus_network_get_parameters (a, 0), gradus_network_get_parameters (b, 0),
                         10 * sizeof (float)) != 0);
}

static void
test_too_large (void)
{
  g_autofree GradusLayerSpec *specs = g_new (GradusLayerSpec, GRADUS_MAX_LAYERS);
  const GradusShape input = gradus_shape_make_units (2);
  g_autoptr (GradusNetwork) network = NULL;
  g_autoptr (GError) error = NULL;
  const guint64 memory = gradus_platform_count_memory ();

  for (guint i = 0; i < GRADUS_MAX_LAYERS; i++)
    specs[i] = make_spec (GRADUS_MAX_UNITS, GRADUS_ACTIVATION_RELU);
  if (memory / 2 > G_GUINT64_CONSTANT (27) << 30) {
    g_test_skip ("this machine has memory even for the largest network");
    return;
  }
  network = gradus_network_new (specs, GRADUS_MAX_LAYERS, &input, GRADUS_OPTIMISER_ADAM, &error);
  g_assert_null (network);
  g_assert_error (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "GB"));
}

/* However many threads share a step, it has the same bits. */
typedef struct {
  Case *c;
  const GradusUpdate *update;
} Job;

static void
make_steps (gpointer data, const GradusWorker *worker)
{
  Job *job = data;

  for (guint i = 0; i < 5; i++) {
    gradus_pass_load_floats (job->c->pass, job->c->x, job->c->y, worker);
    gradus_network_forward (job->c->network, job->c->pass, worker);
    gradus_network_backward (job->c->network, job->c->pass, GRADUS_COST_CROSS_ENTROPY, worker);
    g_assert_true (gradus_network_update (job->c->network, job->c->pass, job->update, worker));
    gradus_worker_wait (worker);
  }
}

static void
check_teams_of (const GradusLayerSpec *specs, guint n_layers, const GradusShape *input,
                guint n_samples)
{
  GradusOptimiser optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_SGD);
  GradusUpdate update;
  Case alone;

  optimiser.learning_rate /= n_samples; /* for each weighs 1 */
  update = gradus_optimiser_prepare (&optimiser, 0, 0);
  update.l2 = 0.01f;
  case_init_of (&alone, specs, n_layers, input, n_samples, 1);
  make_steps (&(Job){ &alone, &update }, NULL);
  for (guint count = 1; count <= 4; count++) {
    g_autoptr (GradusTeam) team = gradus_team_new (count);
    Case shared;

    case_init_of (&shared, specs, n_layers, input, n_samples, 1);
    gradus_team_run (team, make_steps, &(Job){ &shared, &update });
    for (guint l = 0; l < n_layers; l++) {
      const gsize size = gradus_network_count_parameters (alone.network, l) * sizeof (float);

      g_assert_cmpmem (gradus_network_get_parameters (shared.network, l), size,
                       gradus_network_get_parameters (alone.network, l), size);
    }
    case_clear (&shared);
  }
  case_clear (&alone);
}

static void
check_teams (const GradusLayerSpec *specs, guint n_layers, guint n_inputs, guint n_samples)
{
  const GradusShape input = gradus_shape_make_units (n_inputs);

  check_teams_of (specs, n_layers, &input, n_samples);
}

/* Shared by maps: of few samples too, and where a worker has no map at all. */
static void
test_teams_over_maps (void)
{
  const GradusShape input = gradus_shape_make_picture (3, 9, 8);
  const GradusLayerSpec specs[] = {
    make_started (6, 3, 1, GRADUS_SETTING_WORD, GRADUS_ACTIVATION_RELU),
    make_normalisation (GRADUS_ACTIVATION_TANH),
    make_started (6, 5, 1, GRADUS_SETTING_WORD, GRADUS_ACTIVATION_MAXOUT),
    make_add (1),
    make_pooling (&gradus_max_pooling_class, 2, GRADUS_SETTING_WORD),
    make_started (2, 3, 2, 1, GRADUS_ACTIVATION_TANH),
    make_pooling (&gradus_average_pooling_class, 2, 1),
    make_started (13, 1, 1, 0, GRADUS_ACTIVATION_RELU),
    gradus_layer_spec_make (&gradus_global_average_pooling_class),
    make_spec (5, GRADUS_ACTIVATION_SOFTMAX),
  };

  check_teams_of (specs, G_N_ELEMENTS (specs), &input, 3);
  check_teams_of (specs, G_N_ELEMENTS (specs), &input, 32);
  check_teams_of (specs, G_N_ELEMENTS (specs), &input, 130);
}

/* Shared by rows of maps, also where these do not come out even, and where some workers have none:
 * with windows that go on by one, two and three rows, with slopes that only outputs tell, and with
 * pieces. */
static void
test_teams_over_rows (void)
{
  const GradusShape input = gradus_shape_make_picture (2, 24, 7);
  const GradusLayerSpec specs[] = {
    make_started (3, 5, 1, GRADUS_SETTING_WORD, GRADUS_ACTIVATION_RELU),
    make_started (5, 3, 1, GRADUS_SETTING_WORD, GRADUS_ACTIVATION_LEAKY_RELU),
    make_started (5, 4, 1, GRADUS_SETTING_WORD, GRADUS_ACTIVATION_MAXOUT),
    make_add (2),
    make_started (3, 3, 2, 1, GRADUS_ACTIVATION_SIGMOID),
    make_started (3, 2, 3, 1, GRADUS_ACTIVATION_RELU),
    make_started (1, 3, 3, GRADUS_SETTING_WORD, GRADUS_ACTIVATION_TANH),
    make_spec (5, GRADUS_ACTIVATION_SOFTMAX),
  };

  check_teams_of (specs, G_N_ELEMENTS (specs), &input, 3);
  check_teams_of (specs, G_N_ELEMENTS (specs), &input, 16);
  check_teams_of (specs, G_N_ELEMENTS (specs), &input, 32);
  /* And some layers by columns. */
  check_teams_of (specs, G_N_ELEMENTS (specs), &input, 64);
  check_teams_of (specs, G_N_ELEMENTS (specs), &input, 130);
}

/* Where rows of pooled maps come out as even as those before them, workers do not wait for each
 * other between the layers: on the way there, and back. Not so where windows overlap, nor where
 * layers, because of so few rows, are shared by maps. */
static void
test_teams_over_pooled_rows (void)
{
  const GradusLayerSpec specs[] = {
    make_started (6, 5, 1, GRADUS_SETTING_WORD, GRADUS_ACTIVATION_TANH),
    make_pooling (&gradus_average_pooling_class, 2, GRADUS_SETTING_WORD),
    make_started (5, 3, 1, GRADUS_SETTING_WORD, GRADUS_ACTIVATION_RELU),
    make_pooling (&gradus_max_pooling_class, 2, GRADUS_SETTING_WORD),
    make_started (8, 3, 1, GRADUS_SETTING_WORD, GRADUS_ACTIVATION_RELU),
    make_pooling (&gradus_average_pooling_class, 2, GRADUS_SETTING_WORD),
    make_pooling (&gradus_max_pooling_class, 2, 1),
    make_spec (7, GRADUS_ACTIVATION_TANH),
    make_spec (5, GRADUS_ACTIVATION_SOFTMAX),
  };

  for (guint height = 23; height <= 32; height++) {
    const GradusShape input = gradus_shape_make_picture (2, height, 17);

    check_teams_of (specs, G_N_ELEMENTS (specs), &input, 32);
  }
}

/* Maps so large that what lies under a row is packed. */
static void
test_wide_maps (void)
{
  const GradusShape input = gradus_shape_make_picture (12, 20, 33);
  const GradusLayerSpec specs[] = {
    make_started (17, 3, 1, GRADUS_SETTING_WORD, GRADUS_ACTIVATION_TANH),
    make_started (18, 5, 1, GRADUS_SETTING_WORD, GRADUS_ACTIVATION_TANH),
    make_started (7, 3, 2, 0, GRADUS_ACTIVATION_TANH),
    make_spec (2, GRADUS_ACTIVATION_LINEAR),
  };

  check_gradients_of (specs, G_N_ELEMENTS (specs), &input, 17, GRADUS_COST_MEAN_SQUARED_ERROR, 1);
  check_teams_of (specs, G_N_ELEMENTS (specs), &input, 17);
}

static void
test_teams (void)
{
  const GradusLayerSpec small[] = { make_spec (17, GRADUS_ACTIVATION_TANH),
                                    gradus_layer_spec_make (&gradus_batch_normalisation_class),
                                    gradus_layer_spec_make (&gradus_dropout_class),
                                    make_spec (9, GRADUS_ACTIVATION_MAXOUT),
                                    make_spec (5, GRADUS_ACTIVATION_SOFTMAX) };
  const GradusLayerSpec around[] = { make_spec (17, GRADUS_ACTIVATION_TANH),
                                     make_spec (17, GRADUS_ACTIVATION_RELU),
                                     make_add (1),
                                     gradus_layer_spec_make (&gradus_batch_normalisation_class),
                                     make_spec (17, GRADUS_ACTIVATION_TANH),
                                     make_add (3),
                                     make_add (1),
                                     make_spec (5, GRADUS_ACTIVATION_SOFTMAX) };
  const GradusLayerSpec large[] = { make_spec (256, GRADUS_ACTIVATION_RELU),
                                    make_spec (200, GRADUS_ACTIVATION_RELU),
                                    make_spec (10, GRADUS_ACTIVATION_SOFTMAX) };
  const GradusLayerSpec narrow[] = { make_spec (180, GRADUS_ACTIVATION_RELU),
                                     make_spec (150, GRADUS_ACTIVATION_TANH),
                                     make_spec (130, GRADUS_ACTIVATION_RELU),
                                     make_spec (10, GRADUS_ACTIVATION_SOFTMAX) };

  check_teams (small, G_N_ELEMENTS (small), 7, 100);
  check_teams (small, G_N_ELEMENTS (small), 7, 33);
  check_teams (around, G_N_ELEMENTS (around), 7, 100);
  check_teams (large, G_N_ELEMENTS (large), 300, 256);
  check_teams (large, G_N_ELEMENTS (large), 300, 200);
  for (guint n_samples = 8; n_samples <= 512; n_samples *= 2) /* some OpenBLAS have two ways */
    check_teams (narrow, G_N_ELEMENTS (narrow), 20, n_samples);
}

/* The gradients of n samples in a pass that has room for as many as `capacity`. */
static float *
find_gradients (const GradusLayerSpec *specs, guint n_layers, const GradusShape *input,
                guint n_samples, guint capacity)
{
  float *gradients;
  Case c;

  case_init_of (&c, specs, n_layers, input, n_samples, 5);
  gradus_pass_free (c.pass);
  c.pass = gradus_network_new_pass (c.network, capacity, GRADUS_PASS_GRADIENTS, NULL);
  c.pass->is_training = TRUE;
  gradus_pass_set_samples (
      c.pass, n_samples,
      gradus_cost_sample_weight (GRADUS_COST_CROSS_ENTROPY, c.pass->n_outputs, n_samples));
  gradus_pass_load_floats (c.pass, c.x, c.y, NULL);
  gradus_network_forward (c.network, c.pass, NULL);
  gradus_network_backward (c.network, c.pass, GRADUS_COST_CROSS_ENTROPY, NULL);
  gradients =
      g_memdup2 (c.pass->gradients, gradus_network_get_n_floats (c.network) * sizeof (float));
  case_clear (&c);
  return gradients;
}

/* Rows a multiple of 2 KiB long do not lie as far apart, and what lies between them counts nowhere:
 * the same samples have the same gradients where the rows have columns there. */
static void
test_spaced_rows (void)
{
  const GradusLayerSpec specs[] = { make_started (3, 3, 1, GRADUS_SETTING_WORD,
                                                  GRADUS_ACTIVATION_TANH),
                                    gradus_layer_spec_make (&gradus_batch_normalisation_class),
                                    gradus_layer_spec_make (&gradus_max_pooling_class),
                                    gradus_layer_spec_make (&gradus_dropout_class),
                                    make_spec (20, GRADUS_ACTIVATION_MAXOUT),
                                    gradus_layer_spec_make (&gradus_batch_normalisation_class),
                                    make_spec (180, GRADUS_ACTIVATION_RELU),
                                    make_spec (180, GRADUS_ACTIVATION_ELU),
                                    make_add (7),
                                    make_spec (5, GRADUS_ACTIVATION_SOFTMAX) };
  const GradusShape input = gradus_shape_make_picture (2, 6, 5);
  g_autoptr (GradusNetwork) network =
      gradus_network_new (specs, G_N_ELEMENTS (specs), &input, GRADUS_OPTIMISER_SGD, NULL);
  const gsize size = gradus_network_get_n_floats (network) * sizeof (float);
  g_autofree float *spaced = find_gradients (specs, G_N_ELEMENTS (specs), &input, 1020, 1020);
  g_autofree float *longer = find_gradients (specs, G_N_ELEMENTS (specs), &input, 1020, 1030);

  g_assert_cmpuint (gradus_kernels_columns (1020), ==, 1024);
  g_assert_cmpuint (gradus_kernels_stride (1020), ==, 1040);
  g_assert_cmpuint (gradus_kernels_stride (1030), ==, 1040);
  g_assert_cmpuint (gradus_kernels_stride (512), ==, 528);
  g_assert_cmpuint (gradus_kernels_stride (1000), ==, 1008);
  g_assert_cmpmem (spaced, size, longer, size);
  check_teams_of (specs, G_N_ELEMENTS (specs), &input, 1024);
}

/* Steps in one go have the bits of the three parts, which a recorded step is made of: for all shapes
 * that the loops know, whatever follows which, and those that they leave to others. */
static void
check_steps (const GradusLayerSpec *specs, guint n_layers, guint n_inputs, guint n_samples,
             GradusCost cost, guint64 seed)
{
  const GradusOptimiser optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_SGD);
  const GradusUpdate update = gradus_optimiser_prepare (&optimiser, 0, 0);
  const atomic_bool never = FALSE, always = TRUE;
  gboolean is_finite;
  gsize size;
  Case parts, whole;

  case_init (&parts, specs, n_layers, n_inputs, n_samples, seed);
  case_init (&whole, specs, n_layers, n_inputs, n_samples, seed);
  size = gradus_network_get_n_floats (whole.network) * sizeof (float);
  for (guint64 step = 0, n; step < 6; step += n) {
    n = gradus_network_make_steps (whole.network, whole.pass, cost, &update, MIN (3, 6 - step),
                                   step == 3 ? &always : &never, &is_finite);
    g_assert_cmpuint (n, >=, 1);
    g_assert_cmpuint (n, <=, step == 3 ? 1 : 3);
    g_assert_true (is_finite);
    for (guint64 i = 0; i < n; i++) {
      gradus_network_forward (parts.network, parts.pass, NULL);
      gradus_network_backward (parts.network, parts.pass, cost, NULL);
      g_assert_true (gradus_network_update (parts.network, parts.pass, &update, NULL));
    }
    g_assert_cmpmem (gradus_network_get_parameters (whole.network, 0), size,
                     gradus_network_get_parameters (parts.network, 0), size);
    g_assert_cmpmem (whole.pass->gradients, size, parts.pass->gradients, size);
  }
  gradus_network_get_parameters (whole.network, n_layers / 2)[0] = INFINITY;
  g_assert_cmpuint (gradus_network_make_steps (whole.network, whole.pass, cost, &update, 3, &never,
                                               &is_finite),
                    ==, 1);
  g_assert_false (is_finite);
  case_clear (&parts);
  case_clear (&whole);
}

static void
test_steps (void)
{
  GradusRandom random;

  gradus_random_init (&random, 3, 0);
  for (guint shape = 0; shape < 9 * 9; shape++) {
    const guint n_inputs = 1 + shape % 9;
    const GradusActivationKind kind = gradus_random_below (&random, GRADUS_ACTIVATION_MAXOUT);
    const GradusLayerSpec specs[] = {
      make_spec (1 + shape / 9, kind),
      make_spec (1 + gradus_random_below (&random, 8),
                 gradus_random_below (&random, GRADUS_ACTIVATION_MAXOUT)),
      make_spec (1 + gradus_random_below (&random, 2), GRADUS_ACTIVATION_SIGMOID),
    };

    check_steps (specs, 3, n_inputs, 1 + shape % 4, GRADUS_COST_BINARY_CROSS_ENTROPY, shape);
    check_steps (specs, 2, n_inputs, 4, GRADUS_COST_MEAN_SQUARED_ERROR, shape);
  }
  /* the lecture's network, whose parameters stay in registers, and those around it */
  for (guint kind = 0; kind < GRADUS_ACTIVATION_MAXOUT; kind++) {
    for (guint n_units = 1; n_units <= 5; n_units++)
      check_steps ((GradusLayerSpec[]){ make_spec (n_units, (GradusActivationKind) kind),
                                       make_spec (1, GRADUS_ACTIVATION_SIGMOID) },
                  2, 2, 1 + n_units % 4, GRADUS_COST_BINARY_CROSS_ENTROPY, kind);
  }
  check_steps ((GradusLayerSpec[]){ make_spec (8, GRADUS_ACTIVATION_TANH),
                                   make_spec (3, GRADUS_ACTIVATION_SOFTMAX) },
              2, 2, 3, GRADUS_COST_CROSS_ENTROPY, 1);
  check_steps ((GradusLayerSpec[]){ make_spec (5, GRADUS_ACTIVATION_TANH), make_add (0),
                                   make_spec (1, GRADUS_ACTIVATION_SIGMOID) },
              3, 5, 4, GRADUS_COST_BINARY_CROSS_ENTROPY, 1);
}

/* A kind of layer whose tensors have other numbers of rows than it has outputs: y = w·x + b, one
 * w for all units, and a b for each. */
static guint
gain_list_tensors (const GradusLayer *layer, GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS])
{
  tensors[0] = (GradusTensor){ "weight", GRADUS_TENSOR_WEIGHT, 1, { 1 }, 1, 1 };
  tensors[1] = (GradusTensor){ "bias", GRADUS_TENSOR_BIAS, 1, { layer->n_outputs } };
  return 2;
}

static void
gain_initialise (const GradusLayer *layer, GradusRandom *random, float *parameters)
{
  for (guint i = 0; i <= layer->n_outputs; i++)
    parameters[i] = 1;
}

static void
gain_forward (const GradusLayer *layer, float *parameters, const GradusPass *pass,
              const GradusLayerPass *own, const GradusPart *part)
{
  for (guint row = 0; row < layer->n_outputs; row++) {
    for (guint i = part->columns.begin; i < part->columns.end; i++)
      own->output[row * pass->stride + i] =
          parameters[0] * own->input[row * pass->stride + i] + parameters[1 + row];
  }
}

static void
gain_backward (const GradusLayer *layer, const float *parameters, const GradusPass *pass,
               const GradusLayerPass *own, const GradusPart *part, const float *gradient,
               float *input_gradient)
{
  for (guint row = 0; row < layer->n_outputs; row++) {
    for (guint i = part->columns.begin; i < part->columns.end; i++) {
      const guint at = row * pass->stride + i;

      own->delta[at] = gradient ? gradient[at] : own->delta[at];
      if (input_gradient)
        input_gradient[at] = parameters[0] * own->delta[at];
    }
  }
}

static void
gain_differentiate (const GradusLayer *layer, const GradusPass *pass, const GradusLayerPass *own,
                    GradusSpan rows, float *gradients)
{
  float sum = 0;

  if (rows.begin == rows.end)
    return;
  for (guint row = 0; row < layer->n_outputs; row++) {
    gradients[1 + row] = 0;
    for (guint i = row * pass->stride; i < row * pass->stride + pass->n_samples; i++) {
      gradients[1 + row] += own->delta[i];
      sum += own->delta[i] * own->input[i];
    }
  }
  gradients[0] = sum;
}

static const GradusLayerFunctions gain_functions = {
  .list_tensors = gain_list_tensors,
  .initialise = gain_initialise,
  .forward = gain_forward,
  .backward = gain_backward,
  .differentiate = gain_differentiate,
};

static const GradusLayerClass gain_class = {
  .name = "gain",
  .title = "Gain",
  .functions = &gain_functions,
};

static void
update_once (gpointer data, const GradusWorker *worker)
{
  Job *job = data;

  g_assert_true (gradus_network_update (job->c->network, job->c->pass, job->update, worker));
}

/* With gradients of 0, a rate of 0.1 and l2 of 1 each weight shrinks by a tenth, once, and
 * nothing else moves. */
static void
test_few_rows (void)
{
  const GradusLayerSpec specs[] = { make_spec (40, GRADUS_ACTIVATION_LINEAR),
                                    gradus_layer_spec_make (&gain_class),
                                    make_spec (3, GRADUS_ACTIVATION_LINEAR) };
  const gsize n_weights[] = { 40 * 2, 1, 3 * 40 }, n_biases[] = { 40, 40, 3 };
  const GradusOptimiser optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_SGD);
  GradusUpdate update = gradus_optimiser_prepare (&optimiser, 0, 0);

  update.l2 = 1;
  for (guint count = 1; count <= 4; count++) {
    g_autoptr (GradusTeam) team = gradus_team_new (count);
    Case c;

    case_init (&c, specs, 3, 2, 5, 1);
    for (guint l = 0; l < 3; l++) {
      for (gsize i = 0; i < n_weights[l] + n_biases[l]; i++)
        gradus_network_get_parameters (c.network, l)[i] = 1;
    }
    gradus_team_run (team, update_once, &(Job){ &c, &update });
    for (guint l = 0; l < 3; l++) {
      for (gsize i = 0; i < n_weights[l] + n_biases[l]; i++)
        g_assert_cmpfloat_with_epsilon (gradus_network_get_parameters (c.network, l)[i],
                                        i < n_weights[l] ? 0.9f : 1, 1e-6f);
    }
    case_clear (&c);
  }
}

static void
test_uneven_tensors (void)
{
  const GradusLayerSpec specs[] = { make_spec (40, GRADUS_ACTIVATION_TANH),
                                    gradus_layer_spec_make (&gain_class),
                                    make_spec (5, GRADUS_ACTIVATION_SOFTMAX) };

  check_teams (specs, G_N_ELEMENTS (specs), 7, 100);
}

/* A formatter that takes the name for a sum puts blanks into it. */
static void
test_error_domain (void)
{
  g_assert_cmpstr (g_quark_to_string (GRADUS_NETWORK_ERROR), ==, "gradus-network-error-quark");
}

void
add_network_tests (void)
{
  g_test_add_func ("/network/every-activation-and-cost", test_every_activation_and_cost);
  g_test_add_func ("/network/maps", test_maps);
  g_test_add_func ("/network/random-maps", test_random_maps);
  g_test_add_func ("/network/wide-maps", test_wide_maps);
  g_test_add_func ("/network/teams-over-maps", test_teams_over_maps);
  g_test_add_func ("/network/teams-over-rows", test_teams_over_rows);
  g_test_add_func ("/network/teams-over-pooled-rows", test_teams_over_pooled_rows);
  g_test_add_func ("/network/other-layers", test_other_layers);
  g_test_add_func ("/network/running-statistics", test_running_statistics);
  g_test_add_func ("/network/add", test_add);
  g_test_add_func ("/network/random-adds", test_random_adds);
  g_test_add_func ("/network/dropout", test_dropout);
  g_test_add_func ("/network/teams", test_teams);
  g_test_add_func ("/network/steps", test_steps);
  g_test_add_func ("/network/random-shapes", test_random_shapes);
  g_test_add_func ("/network/large-layers", test_large_layers);
  g_test_add_func ("/network/padding", test_padding);
  g_test_add_func ("/network/spaced-rows", test_spaced_rows);
  g_test_add_func ("/network/streams", test_streams);
  g_test_add_func ("/network/too-large", test_too_large);
  g_test_add_func ("/network/few-rows", test_few_rows);
  g_test_add_func ("/network/uneven-tensors", test_uneven_tensors);
  g_test_add_func ("/network/error-domain", test_error_domain);
}
