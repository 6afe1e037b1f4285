/* SPDX-License-Identifier: MIT */

/* Costs, gradients and 50 steps of networks over maps against PyTorch's
 * (tests/reference/make-convolutions.py), and where their weights start. */
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "map-specs.h"
#include "nn/excitation.h"
#include "nn/layer.h"
#include "nn/network.h"
#include "nn/pass.h"
#include "nn/scan.h"
#include "tests.h"

#define MAX_LAYERS 8
#define STEPS 50
#define N_CLASSES 3
#define MOST 12

static double
number (json_t *entry, const char *key)
{
  return json_number_value (json_object_get (entry, key));
}

/* The script's rule. */
static void
draw (gsize n, guint64 salt, double scale, double offset, float *numbers)
{
  for (guint64 k = 0; k < n; k++) {
    const double drawn =
        (double) ((k * k * 31 + k * 7919 + salt * 104729 + 12345) % 10007) / 10007 * 2 - 1;

    numbers[k] = (float) (offset + (double) (float) (drawn * scale));
  }
}

static GradusLayerSpec
read_spec (json_t *entry, gboolean is_last)
{
  GradusLayerSpec spec = gradus_layer_spec_make (
      gradus_layer_class_find (json_string_value (json_object_get (entry, "kind"))));
  json_t *kernel = json_object_get (entry, "kernel");
  guint kind = GRADUS_ACTIVATION_LINEAR;

  for (guint i = 0; i < gradus_layer_class_count_settings (spec.class); i++) {
    json_t *value = json_object_get (entry, spec.class->settings[i].key);

    if (json_is_number (value))
      spec.settings[i] = json_number_value (value);
  }
  if (kernel)
    gradus_layer_spec_set (
        &spec, "kernel",
        gradus_size_make ((guint) json_number_value (json_array_get (kernel, 0)),
                          (guint) json_number_value (json_array_get (kernel, 1))));
  if (json_object_get (entry, "activation"))
    g_assert_true (gradus_names_find (
        gradus_activation_names, json_string_value (json_object_get (entry, "activation")), &kind));
  spec.activation = gradus_activation_make (is_last ? GRADUS_ACTIVATION_SOFTMAX : kind);
  if (json_object_get (entry, "pieces"))
    spec.activation.pieces = (guint) number (entry, "pieces");
  return spec;
}

static void
fill_layer (GradusNetwork *network, guint i)
{
  float *parameters = gradus_network_get_parameters (network, i);
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
  const guint n = gradus_network_list_tensors (network, i, tensors);

  for (guint k = 0; k < n && gradus_tensor_is_trained (&tensors[k]); k++) {
    const gboolean is_scale = tensors[k].role == GRADUS_TENSOR_SCALE,
                   is_weight = tensors[k].role == GRADUS_TENSOR_WEIGHT;

    draw (gradus_tensor_count (&tensors[k]), 10 * i + k,
          is_scale    ? 0.25
          : is_weight ? pow ((double) gradus_tensor_count_row (&tensors[k]), -0.5)
                      : 0.125,
          is_scale ? 1 : 0, parameters + tensors[k].offset);
  }
  for (guint k = 0; k < n; k++) {
    const gboolean is_variance = g_str_equal (tensors[k].name, "running_var");

    for (gsize at = 0; is_variance && at < gradus_tensor_count (&tensors[k]); at++)
      parameters[tensors[k].offset + at] = 1;
  }
}

/* Relative to the largest that the file has of the tensor. */
static void
check_tensor (json_t *wanted, const GradusTensor *tensor, const float *got, double tolerance)
{
  const gsize n = gradus_tensor_count (tensor), step = MAX (1, n / MOST);
  double largest = 0;

  g_assert_cmpuint (json_array_size (wanted), ==, (n + step - 1) / step);
  for (gsize i = 0; i < json_array_size (wanted); i++)
    largest = MAX (largest, fabs (json_number_value (json_array_get (wanted, i))));
  for (gsize i = 0; i < json_array_size (wanted); i++)
    g_assert_cmpfloat_with_epsilon ((double) got[tensor->offset + i * step],
                                    json_number_value (json_array_get (wanted, i)),
                                    tolerance * largest + 1e-7);
}

static void
check_network (GradusNetwork *network, const GradusPass *pass, json_t *wanted, double tolerance)
{
  gsize at = 0;

  for (guint i = 0; i < gradus_network_get_n_layers (network); i++) {
    const float *numbers = pass ? gradus_network_get_gradients (network, pass, i)
                                : gradus_network_get_parameters (network, i);
    GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
    const guint n = gradus_network_list_tensors (network, i, tensors);

    for (guint k = 0; k < n && gradus_tensor_is_trained (&tensors[k]); k++)
      check_tensor (json_array_get (wanted, at++), &tensors[k], numbers, tolerance);
  }
  g_assert_cmpuint (at, ==, json_array_size (wanted));
}

static void
load_samples (GradusPass *pass, gsize number)
{
  const guint n = pass->n_samples;
  g_autofree float *x = g_new (float, ((gsize) n * pass->n_inputs)),
                   *y = g_new0 (float, ((gsize) n * N_CLASSES));

  draw ((gsize) n * pass->n_inputs, 1000 + number, 1, 0, x);
  for (guint i = 0; i < n; i++)
    y[i * N_CLASSES + (7 * i + number) % N_CLASSES] = 1;
  gradus_pass_load_floats (pass, x, y, NULL);
}

static double
get_cost (const GradusPass *pass)
{
  return gradus_cost_sum (GRADUS_COST_CROSS_ENTROPY, pass->n_outputs, pass->stride, pass->n_samples,
                          gradus_pass_logits (pass), gradus_pass_outputs (pass), pass->targets) /
         pass->n_samples;
}

static void
train (json_t *entry, GradusNetwork *network, GradusPass *pass)
{
  GradusOptimiser optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_SGD);
  json_t *costs = json_object_get (entry, "costs");
  GradusUpdate update;

  optimiser.learning_rate = number (entry, "rate");
  update = gradus_optimiser_prepare (&optimiser, 0, 0);
  for (guint step = 0; step <= STEPS; step++) {
    gradus_network_forward (network, pass, NULL);
    if (step % 10 == 0)
      g_assert_cmpfloat_with_epsilon (get_cost (pass),
                                      json_number_value (json_array_get (costs, step / 10)),
                                      5e-5 + 10 * number (entry, "single_after"));
    gradus_network_backward (network, pass, GRADUS_COST_CROSS_ENTROPY, NULL);
    if (step == 0)
      check_network (network, pass, json_object_get (entry, "gradients"),
                     MAX (1e-5, 10 * number (entry, "single_gradients")));
    if (step < STEPS)
      g_assert_true (gradus_network_update (network, pass, &update, NULL));
  }
  /* Fifty updates later a ReLU may have gone the other way for a sample that was next to 0. */
  check_network (network, NULL, json_object_get (entry, "after"),
                 MAX (1e-4, 10 * number (entry, "single_after")));
}

/* As the script's pick(). */
static void
check_picked (json_t *wanted, const double *got, gsize n, double tolerance)
{
  const gsize step = MAX (1, n / MOST);
  double largest = 0;

  g_assert_cmpuint (json_array_size (wanted), ==, (n + step - 1) / step);
  for (gsize i = 0; i < json_array_size (wanted); i++)
    largest = MAX (largest, fabs (json_number_value (json_array_get (wanted, i))));
  for (gsize i = 0; i < json_array_size (wanted); i++)
    g_assert_cmpfloat_with_epsilon (got[i * step], json_number_value (json_array_get (wanted, i)),
                                    tolerance * largest + 1e-7);
}

/* What excites a unit of each layer, and by which inputs, with the statistics of the start. */
static void
check_excitations (json_t *entry, GradusNetwork *network, gsize index)
{
  const guint n = (guint) number (entry, "samples");
  const GradusPassFlags flags = GRADUS_PASS_GRADIENTS | GRADUS_PASS_ALL_Z;
  g_autoptr (GradusPass) pass = gradus_network_new_pass (network, n, flags, NULL);
  g_autofree double *excitations = g_new (double, n);
  g_autofree float *gradient = g_new (float, ((gsize) n * pass->n_inputs));
  g_autofree double *gradients = g_new (double, ((gsize) n * pass->n_inputs));
  json_t *looked = json_object_get (entry, "looked");
  const double tolerance = MAX (1e-5, 10 * number (entry, "single_looked"));

  g_assert_cmpuint (json_array_size (looked), ==, gradus_network_get_n_layers (network));
  load_samples (pass, index);
  for (guint i = 0; i < json_array_size (looked); i++) {
    const GradusLayer *layer = gradus_network_get_layer (network, i);
    const guint unit = i % gradus_shape_count_units (&layer->out);
    json_t *wanted = json_array_get (looked, i);

    gradus_network_forward (network, pass, NULL);
    gradus_excitation_measure (network, pass, i, unit, excitations);
    check_picked (json_array_get (wanted, 0), excitations, n, tolerance);
    g_assert_true (gradus_excitation_differentiate (network, pass, i, unit, gradient));
    for (gsize k = 0; k < (gsize) n * pass->n_inputs; k++)
      gradients[k] = (double) gradient[k];
    check_picked (json_array_get (wanted, 1), gradients, (gsize) n * pass->n_inputs, tolerance);
  }
}

static void
check_case (json_t *entry, gsize index)
{
  json_t *layers = json_object_get (entry, "layers"), *picture = json_object_get (entry, "picture");
  const guint n_layers = (guint) json_array_size (layers), n = (guint) number (entry, "samples");
  const GradusShape input =
      gradus_shape_make_picture ((guint) json_number_value (json_array_get (picture, 0)),
                                 (guint) json_number_value (json_array_get (picture, 1)),
                                 (guint) json_number_value (json_array_get (picture, 2)));
  GradusLayerSpec specs[MAX_LAYERS];
  g_autoptr (GradusNetwork) network = NULL;
  g_autoptr (GradusPass) pass = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n_layers; i++)
    specs[i] = read_spec (json_array_get (layers, i), i + 1 == n_layers);
  network = gradus_network_new (specs, n_layers, &input, GRADUS_OPTIMISER_SGD, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n_layers; i++)
    fill_layer (network, i);
  check_excitations (entry, network, index);
  pass = gradus_network_new_pass (network, n, GRADUS_PASS_GRADIENTS, NULL);
  pass->is_training = TRUE;
  gradus_pass_set_samples (pass, n,
                           gradus_cost_sample_weight (GRADUS_COST_CROSS_ENTROPY, N_CLASSES, n));
  load_samples (pass, index);
  train (entry, network, pass);
}

static void
test_pytorch (void)
{
  json_t *cases = json_load_file (GRADUS_REFERENCE_DIR "/convolutions.json", 0, NULL), *entry;
  gsize i;

  g_assert_cmpuint (json_array_size (cases), >=, 100);
  json_array_foreach (cases, i, entry) {
    g_test_message ("case %" G_GSIZE_FORMAT, i);
    check_case (entry, i);
  }
  json_decref (cases);
}

/* -- Shapes ------------------------------------------------------------------------------------ */

static void
check_shape (const GradusLayerSpec *spec, const GradusShape *in, const char *wanted,
             const char *fault)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  GradusShape shapes[2];
  guint at;

  g_assert_true (gradus_layer_specs_infer_shapes (spec, 1, in, shapes, &at, &error) == !fault);
  got = gradus_shape_format (&shapes[1]);
  g_assert_cmpstr (got, ==, wanted);
  if (fault)
    g_assert_cmpstr (error->message, ==, fault);
}

static void
test_shapes (void)
{
  const GradusShape picture = gradus_shape_make_picture (3, 7, 10), small = { 3, { 2, 3, 3 } },
                    units = gradus_shape_make_units (5), large = { 3, { 1, 256, 256 } };
  const GradusLayerSpec global = gradus_layer_spec_make (&gradus_global_average_pooling_class);
  const GradusLayerClass *max = &gradus_max_pooling_class, *mean = &gradus_average_pooling_class;
  GradusLayerSpec spec = make_convolution (6, 5, 1, GRADUS_SETTING_WORD);

  check_shape (&spec, &picture, "6 × 7 × 10", NULL);
  spec = make_convolution (6, 5, 2, GRADUS_SETTING_WORD);
  check_shape (&spec, &picture, "6 × 4 × 5", NULL);
  spec = make_convolution (6, gradus_size_make (5, 3), 1, 0);
  check_shape (&spec, &picture, "6 × 3 × 8", NULL);
  spec = make_convolution (6, 4, 3, 2);
  check_shape (&spec, &picture, "6 × 3 × 4", NULL);
  spec = make_convolution (6, 5, 1, 0);
  check_shape (&spec, &small, "6 × 1 × 1", "a 5 × 5 kernel does not fit 3 × 3; padding 2 does");
  spec = make_convolution (6, 5, 1, 2);
  check_shape (&spec, &small, "6 × 3 × 3", NULL);
  check_shape (
      &spec, &units, "6 × 1 × 1",
      "a convolution reads pictures or maps, not 5 units; take data of pictures, and dense "
      "layers only behind the convolutions");
  spec = make_convolution (1000, 3, 1, GRADUS_SETTING_WORD);
  check_shape (&spec, &large, "1000 × 256 × 256",
               "maps of 1000 × 256 × 256 with 1 piece are too many numbers a sample; take fewer "
               "filters, or a larger stride");
  spec = make_pooling (max, 2, GRADUS_SETTING_WORD);
  check_shape (&spec, &picture, "3 × 3 × 5", NULL);
  spec = make_pooling (mean, 3, 2);
  check_shape (&spec, &picture, "3 × 3 × 4", NULL);
  spec = make_pooling (max, 5, 1);
  check_shape (&spec, &small, "2 × 1 × 1", "a 5 × 5 window does not fit 3 × 3; size 3 does");
  check_shape (&spec, &units, "5 × 1 × 1",
               "max-pooling reads pictures or maps, not 5 units; put it behind a convolution");
  check_shape (&global, &picture, "3", NULL);
}

/* What is said to fit does. */
static void
test_remedies (void)
{
  for (guint size = 1; size < 8; size++) {
    for (guint kernel = 1; kernel < 12; kernel++) {
      const GradusShape in = gradus_shape_make_picture (1, size, size);
      GradusScan scan;

      if (!gradus_scan_init (&scan, &in, kernel, kernel, 1, 0))
        g_assert_true (gradus_scan_init (&scan, &in, kernel, kernel, 1, (int) (kernel / 2)));
      g_assert_true (gradus_scan_init (&scan, &in, kernel, kernel, 1, GRADUS_SCAN_SAME));
      g_assert_cmpuint (scan.out_height, ==, size);
      g_assert_cmpuint (scan.top + gradus_scan_get_bottom (&scan), ==, kernel - 1);
      g_assert_cmpuint (gradus_scan_get_right (&scan), ==, kernel / 2);
    }
  }
}

/* -- Slopes that nobody looks at --------------------------------------------------------------- */

/* Of the gradients of all parameters. */
static void
differentiate (GradusNetwork *network, GradusPassFlags flags, float *gradients)
{
  g_autoptr (GradusPass) pass = gradus_network_new_pass (network, 40, flags, NULL);

  load_samples (pass, 5);
  gradus_network_forward (network, pass, NULL);
  gradus_network_backward (network, pass, GRADUS_COST_CROSS_ENTROPY, NULL);
  memcpy (gradients, pass->gradients, gradus_network_get_n_floats (network) * sizeof (float));
}

static void
check_slopes (GradusNetwork *network)
{
  const gsize n = gradus_network_get_n_floats (network);
  g_autofree float *kept = g_new (float, n), *skipped = g_new (float, n);

  differentiate (network, GRADUS_PASS_GRADIENTS | GRADUS_PASS_ALL_Z, kept);
  differentiate (network, GRADUS_PASS_GRADIENTS, skipped);
  g_assert_cmpmem (skipped, n * sizeof (float), kept, n * sizeof (float));
}

/* A pass that nobody looks at finds slopes from outputs, and gives δ from layer to layer at once:
 * to the same bits as one that keeps them all, also after another activation took their place. */
static void
test_slopes (void)
{
  const GradusShape input = gradus_shape_make_picture (2, 12, 14);
  GradusLayerSpec specs[] = {
    make_convolution (6, 3, 1, GRADUS_SETTING_WORD),
    make_convolution (5, 3, 2, 1),
    make_convolution (7, 3, 1, GRADUS_SETTING_WORD),
    make_pooling (&gradus_max_pooling_class, 2, GRADUS_SETTING_WORD),
    make_convolution (4, 3, 1, GRADUS_SETTING_WORD),
    make_pooling (&gradus_average_pooling_class, 3, GRADUS_SETTING_WORD),
    gradus_layer_spec_dense (N_CLASSES, GRADUS_ACTIVATION_SOFTMAX, GRADUS_INITIALISER_UNIFORM),
  };
  static const GradusActivationKind kinds[] = { GRADUS_ACTIVATION_RELU,
                                                GRADUS_ACTIVATION_LEAKY_RELU,
                                                GRADUS_ACTIVATION_LINEAR,
                                                GRADUS_ACTIVATION_TANH };
  g_autoptr (GradusNetwork) network = NULL;

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++) {
    for (guint i = 0; i < 5; i++) {
      if (!specs[i].class->has_activation)
        continue;
      specs[i].activation = gradus_activation_make (kinds[(k + i) % G_N_ELEMENTS (kinds)]);
      if (network)
        gradus_network_change_layer (network, i, &specs[i]);
    }
    if (!network) {
      network = gradus_network_new (specs, G_N_ELEMENTS (specs), &input, GRADUS_OPTIMISER_SGD, NULL);
      g_assert_nonnull (network);
      for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
        fill_layer (network, i);
    }
    check_slopes (network);
  }
}

/* -- Where weights start ----------------------------------------------------------------------- */

static GradusNetwork *
make_network (const GradusLayerSpec *spec, const GradusShape *input, GradusTensor *weight)
{
  GradusNetwork *network = gradus_network_new (spec, 1, input, GRADUS_OPTIMISER_SGD, NULL);
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];

  gradus_network_list_tensors (network, 0, tensors);
  *weight = tensors[0];
  return network;
}

/* Fans count the kernel's numbers (He et al. 2015, equation 10: n = k²·c), and pieces are none. */
static void
test_fans (void)
{
  const GradusShape input = gradus_shape_make_picture (3, 9, 9);
  GradusLayerSpec spec = make_convolution (8, gradus_size_make (5, 3), 1, GRADUS_SETTING_WORD);
  g_autoptr (GradusNetwork) network = NULL;
  GradusTensor weight;
  double squares = 0;

  spec.activation = gradus_activation_make (GRADUS_ACTIVATION_MAXOUT);
  spec.initialiser = gradus_initialiser_make (GRADUS_INITIALISER_HE_NORMAL);
  spec.initialiser.bias = 0.5f;
  network = make_network (&spec, &input, &weight);
  g_assert_cmpuint (weight.n_axes, ==, 4);
  g_assert_cmpuint (weight.axes[0], ==, 16);
  g_assert_cmpuint (weight.axes[1], ==, 3);
  g_assert_cmpuint (weight.axes[2], ==, 5);
  g_assert_cmpuint (weight.axes[3], ==, 3);
  g_assert_cmpuint (weight.fan_in, ==, 45);
  g_assert_cmpuint (weight.fan_out, ==, 120);
  gradus_network_initialise (network, 1, NULL, 0);
  for (guint i = 0; i < 16 * 45; i++)
    squares += pow ((double) gradus_network_get_parameters (network, 0)[i], 2);
  g_assert_cmpfloat_with_epsilon (squares / (16 * 45), 2.0 / 45, 0.1 * 2.0 / 45);
  g_assert_cmpfloat ((double) gradus_network_get_parameters (network, 0)[16 * 45 + 15], ==, 0.5);
}

/* Filters of a piece are orthonormal, over all their numbers (Saxe et al. 2014). */
static void
test_orthonormal (void)
{
  const GradusShape input = gradus_shape_make_picture (3, 9, 9);
  GradusLayerSpec spec = make_convolution (8, 3, 1, GRADUS_SETTING_WORD);
  g_autoptr (GradusNetwork) network = NULL;
  GradusTensor weight;
  const float *w;

  spec.activation = gradus_activation_make (GRADUS_ACTIVATION_MAXOUT);
  spec.initialiser = gradus_initialiser_make (GRADUS_INITIALISER_ORTHONORMAL);
  network = make_network (&spec, &input, &weight);
  gradus_network_initialise (network, 3, NULL, 0);
  w = gradus_network_get_parameters (network, 0);
  for (guint a = 0; a < 16; a++) {
    for (guint b = a / 8 * 8; b < a / 8 * 8 + 8; b++) {
      double product = 0;

      for (guint i = 0; i < 27; i++)
        product += (double) w[a * 27 + i] * (double) w[b * 27 + i];
      g_assert_cmpfloat_with_epsilon (product, a == b ? 1 : 0, 1e-5);
    }
  }
}

/* After it the maps of a batch have the variance 1 together (Mishkin & Matas 2016, algorithm 1). */
static void
test_lsuv (void)
{
  const GradusShape input = gradus_shape_make_picture (2, 9, 8);
  GradusLayerSpec specs[] = { make_convolution (8, 3, 1, GRADUS_SETTING_WORD),
                              make_convolution (6, 3, 2, 1) };
  g_autoptr (GradusNetwork) network = NULL;
  g_autoptr (GradusPass) pass = NULL;
  g_autofree float *x = g_new (float, (40 * 144));

  for (guint i = 0; i < 2; i++) {
    specs[i].activation = gradus_activation_make (GRADUS_ACTIVATION_RELU);
    specs[i].initialiser = gradus_initialiser_make (GRADUS_INITIALISER_LSUV);
  }
  draw ((gsize) 40 * 144, 7, 3, 1, x);
  network = gradus_network_new (specs, 2, &input, GRADUS_OPTIMISER_SGD, NULL);
  gradus_network_initialise (network, 2, x, 40);
  pass = gradus_network_new_pass (network, 40, GRADUS_PASS_ALL_Z, NULL);
  gradus_pass_load_floats (pass, x, NULL, NULL);
  gradus_network_forward (network, pass, NULL);
  for (guint l = 0; l < 2; l++) {
    const GradusLayer *layer = gradus_network_get_layer (network, l);
    const double n = (double) layer->n_outputs * 40;
    double sum = 0, squares = 0;

    for (guint row = 0; row < layer->n_outputs; row++) {
      for (guint i = 0; i < 40; i++) {
        const double z = (double) pass->layers[l].z[(gsize) row * pass->stride + i];

        sum += z;
        squares += z * z;
      }
    }
    g_assert_cmpfloat_with_epsilon (squares / n - sum / n * sum / n, 1, 0.02);
  }
}

void
add_maps_tests (void)
{
  g_test_add_func ("/maps/pytorch", test_pytorch);
  g_test_add_func ("/maps/shapes", test_shapes);
  g_test_add_func ("/maps/remedies", test_remedies);
  g_test_add_func ("/maps/slopes", test_slopes);
  g_test_add_func ("/maps/fans", test_fans);
  g_test_add_func ("/maps/orthonormal", test_orthonormal);
  g_test_add_func ("/maps/lsuv", test_lsuv);
}
