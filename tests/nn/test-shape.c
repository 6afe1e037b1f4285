/* SPDX-License-Identifier: MIT */
#include "nn/network.h"
#include "tests.h"

static void
test_counts (void)
{
  const GradusShape units = gradus_shape_make_units (5),
                    picture = gradus_shape_make_picture (3, 32, 30), steps = { 2, { 7, 4 } },
                    huge = { 3, { 65536, 65536, 2 } };
  g_autofree char *text = gradus_shape_format (&picture), *one = gradus_shape_format (&units);

  g_assert_cmpuint (gradus_shape_count (&units), ==, 5);
  g_assert_cmpuint (gradus_shape_count (&picture), ==, 2880);
  g_assert_cmpuint (gradus_shape_count (&steps), ==, 28);
  g_assert_cmpuint (gradus_shape_count (&huge), ==, G_MAXUINT);
  g_assert_cmpuint (gradus_shape_count_units (&picture), ==, 3);
  g_assert_cmpuint (gradus_shape_count_unit_numbers (&picture), ==, 960);
  g_assert_cmpuint (gradus_shape_count_unit_numbers (&units), ==, 1);
  g_assert_cmpstr (text, ==, "3 × 32 × 30");
  g_assert_cmpstr (one, ==, "5");
  g_assert_true (gradus_shape_equal (&units, &(GradusShape){ 1, { 5 } }));
  g_assert_false (gradus_shape_equal (&units, &(GradusShape){ 1, { 6 } }));
  g_assert_false (gradus_shape_equal (&units, &(GradusShape){ 2, { 5, 1 } }));
  g_assert_cmpint (gradus_shape_get_unit_kind (&units), ==, GRADUS_UNIT_NUMBER);
  g_assert_cmpint (gradus_shape_get_unit_kind (&steps), ==, GRADUS_UNIT_STEP);
  g_assert_cmpint (gradus_shape_get_unit_kind (&picture), ==, GRADUS_UNIT_MAP);
}

static GradusLayerSpec
make_add (guint from)
{
  GradusLayerSpec spec = gradus_layer_spec_make (&gradus_add_class);

  spec.settings[0] = from;
  return spec;
}

static GradusLayerSpec
make_dense (guint units)
{
  return gradus_layer_spec_dense (units, GRADUS_ACTIVATION_TANH, GRADUS_INITIALISER_HE_NORMAL);
}

/* Pictures go on as pictures through what changes no shape, and a dense layer flattens them. */
static void
test_inference (void)
{
  const GradusLayerSpec specs[] = { gradus_layer_spec_make (&gradus_dropout_class), make_add (0),
                                    make_dense (7), make_add (3) };
  const GradusShape input = gradus_shape_make_picture (1, 4, 6);
  GradusShape shapes[5];
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusNetwork) network = NULL;
  guint fault;

  g_assert_true (gradus_layer_specs_infer_shapes (specs, 4, &input, shapes, &fault, &error));
  g_assert_no_error (error);
  g_assert_true (gradus_shape_equal (&shapes[2], &input));
  g_assert_true (gradus_shape_equal (&shapes[4], &(GradusShape){ 1, { 7 } }));
  network = gradus_network_new (specs, 4, &input, GRADUS_OPTIMISER_SGD, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (gradus_network_count_parameters (network, 2), ==, 24 * 7 + 7);
}

static void
check_fault (const GradusLayerSpec *specs, guint n_layers, guint at, const char *sentence)
{
  const GradusShape input = gradus_shape_make_units (2);
  GradusShape shapes[5];
  g_autoptr (GError) error = NULL, again = NULL;
  guint fault = G_MAXUINT;

  g_assert_false (
      gradus_layer_specs_infer_shapes (specs, n_layers, &input, shapes, &fault, &error));
  g_assert_error (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_SHAPE);
  g_assert_cmpstr (error->message, ==, sentence);
  g_assert_cmpuint (fault, ==, at);
  g_assert_cmpuint (gradus_shape_count (&shapes[n_layers]), >, 0);
  g_assert_null (gradus_network_new (specs, n_layers, &input, GRADUS_OPTIMISER_SGD, &again));
  g_assert_cmpstr (again->message, ==, sentence);
}

static void
test_faults (void)
{
  const GradusLayerSpec other[] = { make_dense (5), make_dense (8), make_add (1), make_add (9) };
  const GradusLayerSpec input[] = { make_dense (5), make_add (0) };
  const GradusLayerSpec later[] = { make_dense (5), make_add (2), make_add (0) };

  check_fault (other, 3, 2,
               "layer 1, of shape 5, cannot be added to shape 8; make both alike, or add another "
               "layer");
  check_fault (input, 2, 1,
               "the input, of shape 2, cannot be added to shape 5; make both alike, or add another "
               "layer");
  check_fault (later, 3, 1,
               "layer 2 cannot read layer 2, which does not come before it; give a number from 0, "
               "the input, to 1");
  check_fault (other, 4, 2,
               "layer 1, of shape 5, cannot be added to shape 8; make both alike, or add another "
               "layer");
}

/* A layer of 3 units over 2 inputs, for 4 samples: parameters, gradients, the first parameters
 * and a checkpoint 16 floats each, of which 9 are used; 16 floats for each of the inputs, the
 * inputs by sample, the samples' weights, the targets, a, delta, z, and the two gradients by
 * outputs. */
static void
test_measure (void)
{
  const GradusLayerSpec specs[] = { make_dense (3) };
  const GradusShape input = gradus_shape_make_units (2);
  g_autofree GradusLayerSpec *many = g_new (GradusLayerSpec, GRADUS_MAX_LAYERS);
  g_autoptr (GError) error = NULL;
  guint64 bytes;

  g_assert_true (
      gradus_network_measure (specs, 1, &input, GRADUS_OPTIMISER_SGD, 4, &bytes, &error));
  g_assert_cmpuint (bytes, ==, (4 + 9) * 16 * 4);
  g_assert_true (
      gradus_network_measure (specs, 1, &input, GRADUS_OPTIMISER_ADAM, 4, &bytes, &error));
  g_assert_cmpuint (bytes, ==, (8 + 9) * 16 * 4);
  for (guint i = 0; i < GRADUS_MAX_LAYERS; i++)
    many[i] = make_dense (4096);
  g_assert_false (gradus_network_measure (many, GRADUS_MAX_LAYERS, &input, GRADUS_OPTIMISER_ADAM,
                                          1000000000, &bytes, &error));
  g_assert_error (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_TOO_LARGE);
}

void
add_shape_tests (void)
{
  g_test_add_func ("/shape/counts", test_counts);
  g_test_add_func ("/shape/inference", test_inference);
  g_test_add_func ("/shape/faults", test_faults);
  g_test_add_func ("/shape/measure", test_measure);
}
