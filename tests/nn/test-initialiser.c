/* SPDX-License-Identifier: MIT */
#include <math.h>

#include <jansson.h>
#include <string.h>

#include "nn/layer.h"
#include "nn/network.h"
#include "tests.h"

#define N_INPUTS 300
#define N_OUTPUTS 200

static float weights[N_INPUTS * N_OUTPUTS];

static const GradusTensor matrix = {
  "weight", GRADUS_TENSOR_WEIGHT, 2, { N_OUTPUTS, N_INPUTS }, N_INPUTS, N_OUTPUTS
};

/* As a convolution has, to 50 maps from 12 by a kernel of 10 × 10. */
static const GradusTensor block = {
  "weight", GRADUS_TENSOR_WEIGHT, 4, { 50, 12, 10, 10 }, 1200, 5000
};

static double
fill (GradusInitialiser initialiser, const GradusTensor *tensor, double *largest)
{
  GradusRandom random;
  double squares = 0;

  gradus_random_init (&random, 3, 1);
  gradus_initialiser_fill (&initialiser, &random, tensor, weights);
  *largest = 0;
  for (guint i = 0; i < G_N_ELEMENTS (weights); i++) {
    squares += (double) weights[i] * (double) weights[i];
    *largest = MAX (*largest, fabs ((double) weights[i]));
  }
  return squares / G_N_ELEMENTS (weights);
}

/* Variance and bounds, from the papers. */
static void
check_variance (const GradusTensor *tensor)
{
  const double in = tensor->fan_in, both = tensor->fan_in + tensor->fan_out;
  const struct {
    GradusInitialiserKind kind;
    double variance, limit;
  } cases[] = {
    { GRADUS_INITIALISER_ZEROS, 0, 0 },
    { GRADUS_INITIALISER_CONSTANT, 0.01, 0.1 },
    { GRADUS_INITIALISER_UNIFORM, 1.0 / 3, 1 },
    { GRADUS_INITIALISER_NORMAL, 1, INFINITY },
    { GRADUS_INITIALISER_XAVIER_UNIFORM, 2 / both, sqrt (6 / both) },
    { GRADUS_INITIALISER_XAVIER_NORMAL, 2 / both, INFINITY },
    { GRADUS_INITIALISER_HE_UNIFORM, 2 / in, sqrt (6 / in) },
    { GRADUS_INITIALISER_HE_NORMAL, 2 / in, INFINITY },
    { GRADUS_INITIALISER_LECUN_NORMAL, 1 / in, INFINITY },
    { GRADUS_INITIALISER_ORTHONORMAL, 1 / (double) gradus_tensor_count_row (tensor), 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    double largest, variance = fill (gradus_initialiser_make (cases[i].kind), tensor, &largest);

    g_assert_cmpfloat_with_epsilon (variance, cases[i].variance, 0.02 * cases[i].variance + 1e-12);
    g_assert_cmpfloat (largest, <=, cases[i].limit * (1 + 1e-6));
  }
}

static void
test_variance (void)
{
  check_variance (&matrix);
  check_variance (&block);
}

static void
test_scale (void)
{
  GradusInitialiser initialiser = gradus_initialiser_make (GRADUS_INITIALISER_UNIFORM);
  double largest;

  g_assert_true (initialiser.scale == 1 && initialiser.bias == 0);
  g_assert_cmpstr (gradus_initialiser_get_scale_key (initialiser.kind), ==, "range");
  g_assert_null (gradus_initialiser_get_scale_key (GRADUS_INITIALISER_HE_NORMAL));
  initialiser.scale = 0.25f;
  fill (initialiser, &matrix, &largest);
  g_assert_cmpfloat (largest, <=, 0.25);
  g_assert_cmpfloat (largest, >, 0.24);
}

static void
check_weights (json_t *wanted, const float *got, double tolerance)
{
  for (gsize i = 0; i < json_array_size (wanted); i++)
    g_assert_cmpfloat_with_epsilon ((double) got[i], json_number_value (json_array_get (wanted, i)),
                                    tolerance);
}

static guint
get (json_t *entry, const char *key)
{
  return (guint) json_integer_value (json_object_get (entry, key));
}

/* Reads "axes", from which come the fans. */
static GradusTensor
read_tensor (json_t *entry)
{
  GradusTensor tensor = { "weight", GRADUS_TENSOR_WEIGHT };
  json_t *axes = json_object_get (entry, "axes"), *axis;
  gsize i;

  json_array_foreach (axes, i, axis)
    tensor.axes[i] = (guint) json_integer_value (axis);
  tensor.n_axes = (guint) json_array_size (axes);
  return tensor;
}

/* Against NumPy's QR, and by what the word means: the rows, of however many axes, or their columns
 * where these are fewer. */
static void
test_orthonormal (void)
{
  json_t *root = json_load_file (GRADUS_REFERENCE_DIR "/initialisers.json", 0, NULL), *entry;
  const GradusInitialiser initialiser = gradus_initialiser_make (GRADUS_INITIALISER_ORTHONORMAL);
  gsize i;

  g_assert_cmpuint (json_array_size (json_object_get (root, "orthonormal")), ==, 11);
  json_array_foreach (json_object_get (root, "orthonormal"), i, entry) {
    const GradusTensor tensor = read_tensor (entry);
    const guint rows = tensor.axes[0], columns = (guint) gradus_tensor_count_row (&tensor);
    GradusRandom random;

    gradus_random_init (&random, get (entry, "seed"), 1);
    gradus_initialiser_fill (&initialiser, &random, &tensor, weights);
    check_weights (json_object_get (entry, "weights"), weights, 1e-6);
    for (guint a = 0; rows <= columns && a < rows; a++) {
      for (guint b = 0; b < rows; b++) {
        double product = 0;

        for (guint k = 0; k < columns; k++)
          product += (double) weights[a * columns + k] * (double) weights[b * columns + k];
        g_assert_cmpfloat_with_epsilon (product, a == b, 1e-6);
      }
    }
  }
  json_decref (root);
}

/* Against NumPy; and a layer whose z does not vary is left alone. */
static void
test_lsuv (void)
{
  json_t *root = json_load_file (GRADUS_REFERENCE_DIR "/initialisers.json", 0, NULL);
  json_t *entry = json_object_get (root, "lsuv"), *units = json_object_get (entry, "units");
  const guint n_inputs = get (entry, "n_inputs"), n_samples = get (entry, "samples");
  const GradusShape input = gradus_shape_make_units (n_inputs);
  g_autofree float *x = g_new0 (float, (n_inputs * n_samples));
  g_autoptr (GradusNetwork) network = NULL;
  GradusLayerSpec specs[3];
  GradusRandom random;

  for (guint i = 0; i < 3; i++)
    specs[i] = gradus_layer_spec_dense ((guint) json_integer_value (json_array_get (units, i)),
                                        GRADUS_ACTIVATION_TANH, GRADUS_INITIALISER_LSUV);
  network = gradus_network_new (specs, 3, &input, GRADUS_OPTIMISER_SGD, NULL);
  gradus_network_initialise (network, get (entry, "seed"), x, n_samples);
  g_assert_true (isfinite (gradus_network_get_parameters (network, 0)[0]));

  gradus_random_init (&random, get (entry, "seed"), 1000);
  for (guint i = 0; i < n_inputs * n_samples; i++)
    x[i] = gradus_random_uniform (&random, -1, 1);
  gradus_network_initialise (network, get (entry, "seed"), x, n_samples);
  for (guint i = 0; i < 3; i++)
    check_weights (json_array_get (json_object_get (entry, "weights"), i),
                   gradus_network_get_parameters (network, i), 1e-6);
  json_decref (root);
}

/* Dense sigmoid layers over the samples of an entry, from 0 to 1 or around 0. */
static GradusNetwork *
pretrain (json_t *entry)
{
  json_t *units = json_object_get (entry, "units");
  const guint n_inputs = get (entry, "n_inputs"), n_samples = get (entry, "samples");
  const double reach = json_number_value (json_object_get (entry, "reach"));
  const GradusShape input = gradus_shape_make_units (n_inputs);
  g_autofree float *x = g_new0 (float, (n_inputs * n_samples));
  GradusLayerSpec specs[2];
  GradusNetwork *network;
  GradusRandom random;

  for (guint i = 0; i < 2; i++) {
    specs[i] = gradus_layer_spec_dense ((guint) json_integer_value (json_array_get (units, i)),
                                        GRADUS_ACTIVATION_SIGMOID, GRADUS_INITIALISER_RBM);
    specs[i].initialiser.scale = (float) get (entry, "epochs");
  }
  network = gradus_network_new (specs, 2, &input, GRADUS_OPTIMISER_SGD, NULL);
  gradus_random_init (&random, get (entry, "seed"), 1000);
  for (guint i = 0; i < n_inputs * n_samples; i++)
    x[i] = gradus_random_uniform (&random, reach < 1 ? 0 : (float) -reach,
                                  reach < 1 ? 1 : (float) reach);
  gradus_network_initialise (network, get (entry, "seed"), x, n_samples);
  return network;
}

/* Against NumPy, weights and biases: samples between 0 and 1 in two batches, and others, which are
 * linear. */
static void
test_rbm (void)
{
  json_t *root = json_load_file (GRADUS_REFERENCE_DIR "/initialisers.json", 0, NULL);
  json_t *entries = json_object_get (root, "rbm"), *entry;
  size_t at;

  g_assert_cmpuint (json_array_size (entries), ==, 2);
  json_array_foreach (entries, at, entry)
  {
    g_autoptr (GradusNetwork) network = pretrain (entry);
    json_t *numbers = json_object_get (entry, "numbers");

    for (guint i = 0; i < 2; i++) {
      GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];

      g_assert_cmpuint (gradus_network_list_tensors (network, i, tensors), ==, 2);
      for (guint k = 0; k < 2; k++)
        check_weights (json_array_get (numbers, 2 * i + k),
                       gradus_network_get_parameters (network, i) + tensors[k].offset, 1e-5);
    }
  }
  json_decref (root);
}

/* A filter reads a patch alone. */
static void
test_rbm_convolution (void)
{
  const GradusShape picture = gradus_shape_make_picture (1, 6, 6);
  GradusLayerSpec spec = gradus_layer_spec_make (&gradus_convolution_class);
  g_autoptr (GError) error = NULL;

  spec.initialiser = gradus_initialiser_make (GRADUS_INITIALISER_RBM);
  g_assert_null (gradus_network_new (&spec, 1, &picture, GRADUS_OPTIMISER_SGD, &error));
  g_assert_error (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_SHAPE);
  g_assert_true (strstr (error->message, "rbm starts dense layers"));
}

static void
test_names (void)
{
  guint kind = 0;

  for (guint i = 0; i < GRADUS_N_INITIALISERS; i++) {
    g_assert_true (
        gradus_names_find (gradus_initialiser_names, gradus_initialiser_names[i], &kind));
    g_assert_cmpuint (kind, ==, i);
  }
  g_assert_false (gradus_names_find (gradus_initialiser_names, "zero", &kind));
}

void
add_initialiser_tests (void)
{
  g_test_add_func ("/initialiser/variance", test_variance);
  g_test_add_func ("/initialiser/scale", test_scale);
  g_test_add_func ("/initialiser/orthonormal", test_orthonormal);
  g_test_add_func ("/initialiser/lsuv", test_lsuv);
  g_test_add_func ("/initialiser/rbm", test_rbm);
  g_test_add_func ("/initialiser/rbm-convolution", test_rbm_convolution);
  g_test_add_func ("/initialiser/names", test_names);
}
