/* SPDX-License-Identifier: MIT */
#include "nn/layer.h"
#include "nn/network.h"
#include "nn/primitive.h"
#include "tests.h"

/* The second layer of a network, after three units, or of maps, with its primitives and tensors. */
typedef struct {
  GradusNetwork *network;
  GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES];
  guint n;
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
} Listed;

static gboolean
list (Listed *listed, const GradusLayerSpec *spec)
{
  const GradusLayerSpec specs[] = {
    gradus_layer_spec_dense (3, GRADUS_ACTIVATION_RELU, GRADUS_INITIALISER_HE_NORMAL), *spec
  };
  const GradusLayerSpec on_maps[] = { gradus_layer_spec_make (&gradus_convolution_class), *spec };
  const GradusShape input = gradus_shape_make_units (2),
                    picture = gradus_shape_make_picture (1, 5, 6);

  listed->network = gradus_network_new (specs, 2, &input, GRADUS_OPTIMISER_SGD, NULL);
  if (!listed->network)
    listed->network = gradus_network_new (on_maps, 2, &picture, GRADUS_OPTIMISER_SGD, NULL);
  gradus_network_list_tensors (listed->network, 1, listed->tensors);
  return gradus_layer_list_primitives (gradus_network_get_layer (listed->network, 1),
                                       listed->primitives, &listed->n);
}

static void
clear (Listed *listed)
{
  g_clear_pointer (&listed->network, gradus_network_free);
}

static void
check_start (const Listed *listed, guint tensor, float wanted)
{
  const float *parameters = gradus_network_get_parameters (listed->network, 1);

  for (gsize i = 0;
       tensor != GRADUS_NO_TENSOR && i < gradus_tensor_count (&listed->tensors[tensor]); i++)
    g_assert_cmpfloat (parameters[listed->tensors[tensor].offset + i], ==, wanted);
}

/* What scripts that train anew take for granted: where a NORMALISE starts, and that the parameters
 * of a layer, or its dropout, can be one module of PyTorch's. */
static void
check_for_scripts (const Listed *listed)
{
  guint n_modules = 0;

  gradus_network_initialise (listed->network, 1, NULL, 0);
  for (guint i = 0; i < listed->n; i++) {
    const GradusPrimitive *primitive = &listed->primitives[i];

    n_modules += primitive->kind == GRADUS_PRIMITIVE_GEMM ||
                 primitive->kind == GRADUS_PRIMITIVE_CONVOLUTION ||
                 primitive->kind == GRADUS_PRIMITIVE_NORMALISE ||
                 primitive->kind == GRADUS_PRIMITIVE_DROPOUT;
    if (primitive->kind != GRADUS_PRIMITIVE_NORMALISE)
      continue;
    check_start (listed, primitive->normalise.scale, 1);
    check_start (listed, primitive->normalise.shift, 0);
    check_start (listed, primitive->normalise.mean, 0);
    check_start (listed, primitive->normalise.variance, 1);
  }
  g_assert_cmpuint (n_modules, <=, 1);
}

/* Whoever adds a kind and forgets to say of what it is made hears it here, not from somebody who
 * exports it. */
static void
test_every_kind (void)
{
  for (guint i = 0; gradus_layer_classes[i]; i++) {
    GradusLayerSpec spec = gradus_layer_spec_make (gradus_layer_classes[i]);
    Listed listed;

    g_test_message ("%s", gradus_layer_classes[i]->name);
    if (spec.class == &gradus_add_class)
      spec.settings[0] = 1;
    g_assert_true (list (&listed, &spec));
    g_assert_cmpuint (listed.n, >, 0);
    g_assert_cmpuint (listed.n, <=, GRADUS_LAYER_MAX_PRIMITIVES);
    check_for_scripts (&listed);
    clear (&listed);
  }
}

static void
test_dense (void)
{
  GradusLayerSpec spec =
      gradus_layer_spec_dense (4, GRADUS_ACTIVATION_LEAKY_RELU, GRADUS_INITIALISER_HE_NORMAL);
  Listed listed;

  g_assert_true (list (&listed, &spec));
  g_assert_cmpuint (listed.n, ==, 2);
  g_assert_cmpint (listed.primitives[0].kind, ==, GRADUS_PRIMITIVE_GEMM);
  g_assert_cmpuint (listed.primitives[0].gemm.pieces, ==, 1);
  g_assert_cmpstr (listed.tensors[listed.primitives[0].gemm.weight].name, ==, "weight");
  g_assert_cmpstr (listed.tensors[listed.primitives[0].gemm.bias].name, ==, "bias");
  g_assert_cmpint (listed.primitives[1].kind, ==, GRADUS_PRIMITIVE_ACTIVATION);
  g_assert_true (gradus_activation_equal (listed.primitives[1].activation, spec.activation));
  clear (&listed);

  spec.activation = gradus_activation_make (GRADUS_ACTIVATION_LINEAR);
  g_assert_true (list (&listed, &spec));
  g_assert_cmpuint (listed.n, ==, 1);
  clear (&listed);

  spec.activation = gradus_activation_make (GRADUS_ACTIVATION_MAXOUT);
  spec.activation.pieces = 3;
  g_assert_true (list (&listed, &spec));
  g_assert_cmpuint (listed.n, ==, 2);
  g_assert_cmpuint (listed.primitives[0].gemm.pieces, ==, 3);
  g_assert_cmpint (listed.primitives[1].kind, ==, GRADUS_PRIMITIVE_MAX);
  g_assert_cmpuint (listed.primitives[1].max.pieces, ==, 3);
  clear (&listed);
}

static void
test_normalisation (void)
{
  GradusLayerSpec spec = gradus_layer_spec_make (&gradus_batch_normalisation_class);
  Listed listed;

  g_assert_true (list (&listed, &spec));
  g_assert_cmpuint (listed.n, ==, 1);
  g_assert_cmpint (listed.primitives[0].kind, ==, GRADUS_PRIMITIVE_NORMALISE);
  g_assert_cmpstr (listed.tensors[listed.primitives[0].normalise.scale].name, ==, "weight");
  g_assert_cmpstr (listed.tensors[listed.primitives[0].normalise.shift].name, ==, "bias");
  g_assert_cmpstr (listed.tensors[listed.primitives[0].normalise.mean].name, ==, "running_mean");
  g_assert_cmpstr (listed.tensors[listed.primitives[0].normalise.variance].name, ==, "running_var");
  g_assert_cmpfloat (listed.primitives[0].normalise.momentum, ==, 0.1);
  g_assert_cmpfloat (listed.primitives[0].normalise.epsilon, ==, 1e-5);
  clear (&listed);

  spec.activation = gradus_activation_make (GRADUS_ACTIVATION_TANH);
  g_assert_true (list (&listed, &spec));
  g_assert_cmpuint (listed.n, ==, 2);
  g_assert_cmpint (listed.primitives[1].activation.kind, ==, GRADUS_ACTIVATION_TANH);
  clear (&listed);
}

static void
test_others (void)
{
  GradusLayerSpec dropout = gradus_layer_spec_make (&gradus_dropout_class),
                  add = gradus_layer_spec_make (&gradus_add_class);
  Listed listed;

  dropout.settings[0] = 0.3;
  g_assert_true (list (&listed, &dropout));
  g_assert_cmpuint (listed.n, ==, 1);
  g_assert_cmpint (listed.primitives[0].kind, ==, GRADUS_PRIMITIVE_DROPOUT);
  g_assert_cmpfloat (listed.primitives[0].dropout.rate, ==, 0.3);
  clear (&listed);

  add.settings[0] = 1;
  g_assert_true (list (&listed, &add));
  g_assert_cmpuint (listed.n, ==, 1);
  g_assert_cmpint (listed.primitives[0].kind, ==, GRADUS_PRIMITIVE_ADD);
  g_assert_cmpuint (listed.primitives[0].add.from, ==, 1);
  clear (&listed);
}

void
add_primitive_tests (void)
{
  g_test_add_func ("/primitive/every-kind", test_every_kind);
  g_test_add_func ("/primitive/dense", test_dense);
  g_test_add_func ("/primitive/normalisation", test_normalisation);
  g_test_add_func ("/primitive/others", test_others);
}
