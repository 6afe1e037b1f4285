/* SPDX-License-Identifier: MIT */
#include "train/builtin.h"

typedef struct {
  guint units;
  GradusActivationKind activation;
} HiddenLayer;

#define TEN_LAYERS(activation)                                                                               \
  {                                                                                                          \
    { 5, activation }, { 5, activation }, { 5, activation }, { 5, activation }, { 5, activation },           \
        { 5, activation }, { 5, activation }, { 5, activation }, { 5, activation },                          \
    {                                                                                                        \
      5, activation                                                                                          \
    }                                                                                                        \
  }

/* The hidden layers, up to the first without units; the last layer is one sigmoid unit in all of them. */
typedef struct {
  guint64 seed;
  HiddenLayer hidden[11];
} Recipe;

static const GradusBuiltin builtins[] = {
  { "xor", "XOR, one hidden layer", "One hidden layer of two units suffices, for about four seeds of five." },
  { "xor-wide-deep", "XOR, deep and wide", "Two hidden layers, of 5 and 4 units: more room to learn in." },
  { "xor-deep-sigmoid", "Ten hidden layers, sigmoid",
    "The gradient vanishes on its way back: the cost stays at 0.6931, every output at 0.5." },
  { "xor-deep-relu", "Ten hidden layers, ReLU",
    "The same network with ReLU learns, from this seed; many others leave it dead." },
  { "xor-activations", "One layer of each activation",
    "Sigmoid, tanh, ReLU, leaky ReLU and ELU in a row: see what each does to the gradient." },
  { NULL },
};

/* Seeds that solve, where the lecture's slide does. The two deep networks start from the same weights: 19 is
 * a seed that shows both slides, whatever the instruction set. */
static const Recipe recipes[G_N_ELEMENTS (builtins) - 1] = {
  { 1, { { 2, GRADUS_ACTIVATION_SIGMOID } } },
  { 1, { { 5, GRADUS_ACTIVATION_SIGMOID }, { 4, GRADUS_ACTIVATION_SIGMOID } } },
  { 19, TEN_LAYERS (GRADUS_ACTIVATION_SIGMOID) },
  { 19, TEN_LAYERS (GRADUS_ACTIVATION_RELU) },
  { 3,
    { { 5, GRADUS_ACTIVATION_SIGMOID },
      { 5, GRADUS_ACTIVATION_TANH },
      { 5, GRADUS_ACTIVATION_RELU },
      { 5, GRADUS_ACTIVATION_LEAKY_RELU },
      { 5, GRADUS_ACTIVATION_ELU } } },
};

const GradusBuiltin *
gradus_builtin_list (void)
{
  return builtins;
}

static void
add_layer (GradusExperiment *experiment, guint units, GradusActivationKind activation)
{
  GradusLayerSpec spec = { units, gradus_activation_make (activation),
                           gradus_initialiser_make (GRADUS_INITIALISER_UNIFORM) };

  gradus_experiment_add_layer (experiment, &spec);
}

GradusExperiment *
gradus_builtin_make (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (recipes); i++) {
    GradusExperiment *experiment;

    if (!g_str_equal (id, builtins[i].id))
      continue;
    experiment = gradus_experiment_new (builtins[i].title);
    experiment->seed = recipes[i].seed;
    for (const HiddenLayer *layer = recipes[i].hidden; layer->units; layer++)
      add_layer (experiment, layer->units, layer->activation);
    add_layer (experiment, experiment->data->n_targets, GRADUS_ACTIVATION_SIGMOID);
    return experiment;
  }
  return NULL;
}
