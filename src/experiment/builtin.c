/* SPDX-License-Identifier: MIT */
#include "experiment/builtin.h"

#include <glib/gi18n.h>

#include "data/cifar.h"
#include "data/fashion.h"

/* Dense; without units an add that reads the layer of the number `from`; or of another class, with
 * so many filters, and so wide a kernel or window, or with the rate of dropout. */
typedef struct {
  guint units;
  GradusActivationKind activation;
  guint from;
  const GradusLayerClass *class;
  guint side;
  gboolean is_inside; /* its filters do not go beyond the picture */
  double rate;
} HiddenLayer;

#define TEN_LAYERS(activation)                                                                     \
  {                                                                                                \
    { 5, activation }, { 5, activation }, { 5, activation }, { 5, activation }, { 5, activation }, \
        { 5, activation }, { 5, activation }, { 5, activation }, { 5, activation },                \
    {                                                                                              \
      5, activation                                                                                \
    }                                                                                              \
  }

#define ADD(from)                                                                                  \
  {                                                                                                \
    0, 0, from                                                                                     \
  }

/* The same ten with a way around every two from the third on. */
#define TEN_LAYERS_AROUND(activation)                                                              \
  {                                                                                                \
    { 5, activation }, { 5, activation }, { 5, activation }, { 5, activation }, ADD (2),           \
        { 5, activation }, { 5, activation }, ADD (5), { 5, activation }, { 5, activation },       \
        ADD (8), { 5, activation }, { 5, activation }, ADD (11)                                    \
  }

/* Pixels by which moved pictures are shifted, as is usual for CIFAR-10 (He et al. 2016, section
 * 4.2). */
#define MOST_SHIFTED 4

#define CONVOLUTION(filters, kernel, activation, ...)                                              \
  {                                                                                                \
    filters, activation, 0, &gradus_convolution_class, kernel, __VA_ARGS__                         \
  }

#define POOLING_OVER(kind, side)                                                                   \
  {                                                                                                \
    0, 0, 0, &gradus_##kind##_pooling_class, side                                                  \
  }

#define POOLING(kind) POOLING_OVER (kind, 2)

#define DROPOUT(share)                                                                             \
  {                                                                                                \
    .class = &gradus_dropout_class, .rate = share                                                  \
  }

#define NORMALISED(filters, kernel)                                                                \
  CONVOLUTION (filters, kernel, GRADUS_ACTIVATION_RELU),                                           \
  {                                                                                                \
    .class = &gradus_batch_normalisation_class                                                     \
  }

#define LENET(activation)                                                                          \
  {                                                                                                \
    CONVOLUTION (6, 5, activation), POOLING (average),                                             \
        CONVOLUTION (16, 5, activation, .is_inside = TRUE), POOLING (average),                     \
        { 120, activation },                                                                       \
    {                                                                                              \
      84, activation                                                                               \
    }                                                                                              \
  }

/* The hidden layers end at the first that is none; the last layer is added. What is left out is
 * as in the lecture: XOR, uniform weights, SGD with learning rate 0.1, a full batch. */
typedef struct {
  guint64 seed;
  HiddenLayer hidden[20];
  const GradusGenerator *data;
  GradusInitialiserKind initialiser;
  GradusOptimiserKind optimiser;
  double learning_rate;
  guint batch_size;
  guint n_samples; /* 0: the default; so are the next two */
  double test_fraction;
  guint64 steps;
  gboolean falls;    /* the learning rate, along a cosine, to nothing at the last step */
  gboolean is_moved; /* pictures are mirrored, and shifted by up to 4 pixels */
} Recipe;

static const GradusBuiltin builtins[] = {
  { "xor", N_ ("XOR, one hidden layer"),
    "One hidden layer of two units suffices, for about four seeds of five." },
  { "xor-wide-deep", N_ ("XOR, deep and wide"),
    "Two hidden layers, of 5 and 4 units: more room to learn in." },
  { "xor-deep-sigmoid", N_ ("Ten hidden layers, sigmoid"),
    "The gradient vanishes on its way back: the cost stays at 0.6931, every output at 0.5." },
  { "xor-deep-relu", N_ ("Ten hidden layers, ReLU"),
    "The same network with ReLU learns, from this seed; many others leave it dead." },
  { "xor-deep-sigmoid-add", N_ ("Ten hidden layers, sigmoid, with a way around"),
    "Every two layers are also gone around, and what comes both ways is added: the gradient comes "
    "back, and sigmoid learns, from 100 seeds of 100." },
  { "xor-activations", N_ ("One layer of each activation"),
    "Sigmoid, tanh, ReLU, leaky ReLU and ELU in a row: see what each does to the gradient." },
  { "xor-optimisers", N_ ("Optimisers on one surface"),
    "XOR from one seed: plain descent, momentum, RMSProp and Adam race over the same landscape, "
    "each on a path of its own." },
  { "spiral", N_ ("Spiral, in mini-batches"),
    "Two arms wound around each other, ten samples a step, a fifth of them kept for testing." },
  { "fashion", N_ ("Garments, 28 × 28 pixels"),
    "Fashion-MNIST through 128 ReLU units, five epochs of Adam: the whole of Debian's "
    "dataset-fashion-mnist." },
  { "fashion-convolution", N_ ("Garments, two convolutions"),
    "Fashion-MNIST through 8 and 16 maps of 5 × 5 pixels, each pooled: few weights, shared by all "
    "places of a picture." },
  { "lenet", N_ ("Garments, LeNet-5"),
    "LeCun's network of 1998 on Fashion-MNIST: tanh, means of windows, and three dense layers." },
  { "lenet-sigmoid", N_ ("Garments, LeNet-5 with sigmoid"),
    "One difference: the same network, from the same seed, with sigmoid. Raced with lenet, it hardly "
    "leaves where it began." },
  { "fashion-dropout", N_ ("Garments, dropout"),
    "32 and 64 maps of 3 × 3 and 128 units, of which dropout leaves out others at each step: more to "
    "compute, and better on pictures that training has not seen." },
  { "cifar", N_ ("Photographs, three convolutions"),
    "CIFAR-10 through 16, 20 and 20 maps of 5 × 5, each pooled: the network of ConvNetJS's "
    "demonstration." },
  { "cifar-fitnet", N_ ("Photographs, FitNet-1"),
    "Nine convolutions of 3 × 3 and maxout, thin and deep, from LSUV's weights, as Mishkin & Matas "
    "trained it in 2015." },
  { "cifar-normalised", N_ ("Photographs, normalised and moved"),
    "Convolutions with batch normalisation on CIFAR-10, whose pictures are mirrored and shifted by "
    "chance, so that none is seen twice." },
  { NULL },
};

/* The seeds solve the task where the lecture's slide does. The two deep networks start from the
 * same weights: seed 19 shows both slides with every instruction set. */
static const Recipe recipes[G_N_ELEMENTS (builtins) - 1] = {
  { 1, { { 2, GRADUS_ACTIVATION_SIGMOID } } },
  { 1, { { 5, GRADUS_ACTIVATION_SIGMOID }, { 4, GRADUS_ACTIVATION_SIGMOID } } },
  { 19, TEN_LAYERS (GRADUS_ACTIVATION_SIGMOID) },
  { 19, TEN_LAYERS (GRADUS_ACTIVATION_RELU) },
  { 19, TEN_LAYERS_AROUND (GRADUS_ACTIVATION_SIGMOID) },
  { 3,
    { { 5, GRADUS_ACTIVATION_SIGMOID },
      { 5, GRADUS_ACTIVATION_TANH },
      { 5, GRADUS_ACTIVATION_RELU },
      { 5, GRADUS_ACTIVATION_LEAKY_RELU },
      { 5, GRADUS_ACTIVATION_ELU } } },
  { 6,
    { { 2, GRADUS_ACTIVATION_TANH } },
    &gradus_xor_generator,
    GRADUS_INITIALISER_UNIFORM,
    GRADUS_OPTIMISER_SGD,
    0.1,
    .steps = 3000 },
  { 1,
    { { 8, GRADUS_ACTIVATION_TANH }, { 8, GRADUS_ACTIVATION_TANH } },
    &gradus_spiral_generator,
    GRADUS_INITIALISER_XAVIER_UNIFORM,
    GRADUS_OPTIMISER_ADAM,
    0.003,
    10 },
  { 1,
    { { 128, GRADUS_ACTIVATION_RELU } },
    &gradus_fashion_generator,
    GRADUS_INITIALISER_HE_UNIFORM,
    GRADUS_OPTIMISER_ADAM,
    0.001,
    32,
    GRADUS_FASHION_SAMPLES,
    0.142857,
    5 * 60000 / 32 },
  { 1,
    { CONVOLUTION (8, 5, GRADUS_ACTIVATION_RELU), POOLING (max),
      CONVOLUTION (16, 5, GRADUS_ACTIVATION_RELU), POOLING (max) },
    &gradus_fashion_generator,
    GRADUS_INITIALISER_HE_UNIFORM,
    GRADUS_OPTIMISER_ADAM,
    0.002,
    32,
    GRADUS_FASHION_SAMPLES,
    0.142857,
    4 * 60000 / 32 },
  { 1, LENET (GRADUS_ACTIVATION_TANH), &gradus_fashion_generator, GRADUS_INITIALISER_XAVIER_UNIFORM,
    GRADUS_OPTIMISER_SGD, 0.02, 32, GRADUS_FASHION_SAMPLES, 0.142857, 4 * 60000 / 32 },
  { 1, LENET (GRADUS_ACTIVATION_SIGMOID), &gradus_fashion_generator,
    GRADUS_INITIALISER_XAVIER_UNIFORM, GRADUS_OPTIMISER_SGD, 0.02, 32, GRADUS_FASHION_SAMPLES,
    0.142857, 4 * 60000 / 32 },
  { 1,
    { CONVOLUTION (32, 3, GRADUS_ACTIVATION_RELU),
      POOLING (max),
      CONVOLUTION (64, 3, GRADUS_ACTIVATION_RELU),
      POOLING (max),
      DROPOUT (0.25),
      { 128, GRADUS_ACTIVATION_RELU },
      DROPOUT (0.5) },
    &gradus_fashion_generator,
    GRADUS_INITIALISER_HE_UNIFORM,
    GRADUS_OPTIMISER_ADAM,
    0.001,
    64,
    GRADUS_FASHION_SAMPLES,
    0.142857,
    9 * 60000 / 64,
    .falls = TRUE },
  { 1,
    { CONVOLUTION (16, 5, GRADUS_ACTIVATION_RELU), POOLING (max),
      CONVOLUTION (20, 5, GRADUS_ACTIVATION_RELU), POOLING (max),
      CONVOLUTION (20, 5, GRADUS_ACTIVATION_RELU), POOLING (max) },
    &gradus_cifar_generator,
    GRADUS_INITIALISER_HE_UNIFORM,
    GRADUS_OPTIMISER_ADAM,
    0.002,
    32,
    .steps = 5 * 50000 / 32,
    .falls = TRUE },
  { 1,
    { CONVOLUTION (16, 3, GRADUS_ACTIVATION_MAXOUT),
      CONVOLUTION (16, 3, GRADUS_ACTIVATION_MAXOUT),
      CONVOLUTION (16, 3, GRADUS_ACTIVATION_MAXOUT),
      POOLING (max),
      CONVOLUTION (32, 3, GRADUS_ACTIVATION_MAXOUT),
      CONVOLUTION (32, 3, GRADUS_ACTIVATION_MAXOUT),
      CONVOLUTION (32, 3, GRADUS_ACTIVATION_MAXOUT),
      POOLING (max),
      CONVOLUTION (48, 3, GRADUS_ACTIVATION_MAXOUT),
      CONVOLUTION (48, 3, GRADUS_ACTIVATION_MAXOUT),
      CONVOLUTION (64, 3, GRADUS_ACTIVATION_MAXOUT),
      POOLING_OVER (max, 8),
      { 500, GRADUS_ACTIVATION_MAXOUT } },
    &gradus_cifar_generator,
    GRADUS_INITIALISER_LSUV,
    GRADUS_OPTIMISER_MOMENTUM,
    0.01,
    64,
    .steps = 10 * 50000 / 64,
    .falls = TRUE },
  { 1,
    { NORMALISED (32, 3), POOLING (max), NORMALISED (64, 3), POOLING (max), NORMALISED (128, 3),
      POOLING (max) },
    &gradus_cifar_generator,
    GRADUS_INITIALISER_HE_UNIFORM,
    GRADUS_OPTIMISER_ADAM,
    0.003,
    64,
    .steps = 8 * 50000 / 64,
    .falls = TRUE,
    .is_moved = TRUE },
};

/* Each with a rate that suits it. */
static const GradusRival optimisers[] = {
  { N_ ("Plain descent"), { NULL } },
  { N_ ("Momentum"), { "training.optimiser={\"name\": \"momentum\", \"learning-rate\": 0.1}" } },
  { N_ ("RMSProp"), { "training.optimiser={\"name\": \"rmsprop\", \"learning-rate\": 0.02}" } },
  { N_ ("Adam"), { "training.optimiser={\"name\": \"adam\", \"learning-rate\": 0.05}" } },
  { NULL },
};

const GradusRival *
gradus_builtin_list_rivals (const char *id)
{
  return g_str_equal (id, "xor-optimisers") ? optimisers : NULL;
}

const GradusBuiltin *
gradus_builtin_list (void)
{
  return builtins;
}

static GradusLayerSpec
make_map_layer (const HiddenLayer *layer, GradusInitialiserKind initialiser)
{
  GradusLayerSpec spec = gradus_layer_spec_make (layer->class);

  if (!layer->units) {
    if (layer->side > 0)
      gradus_layer_spec_set (&spec, "size", layer->side);
    if (layer->rate > 0)
      gradus_layer_spec_set (&spec, "rate", layer->rate);
    return spec;
  }
  gradus_layer_spec_set_width (&spec, layer->units);
  gradus_layer_spec_set (&spec, "kernel", layer->side);
  if (layer->is_inside)
    gradus_layer_spec_set (&spec, "padding", 0);
  spec.activation = gradus_activation_make (layer->activation);
  spec.initialiser = gradus_initialiser_make (initialiser);
  return spec;
}

static GradusLayerSpec
make_hidden_layer (const HiddenLayer *layer, GradusInitialiserKind initialiser)
{
  GradusLayerSpec spec;

  if (layer->class)
    return make_map_layer (layer, initialiser);
  if (layer->units)
    return gradus_layer_spec_dense (layer->units, layer->activation, initialiser);
  spec = gradus_layer_spec_make (&gradus_add_class);
  spec.settings[0] = layer->from;
  return spec;
}

/* The last layer is given by the data, and fitted to them like any other. */
static GradusExperiment *
make_from_recipe (const Recipe *recipe, const char *title)
{
  GradusExperiment *experiment = gradus_experiment_new (title);
  const GradusInitialiserKind initialiser =
      recipe->data ? recipe->initialiser : GRADUS_INITIALISER_UNIFORM;
  GradusLayerSpec spec;

  experiment->seed = recipe->seed;
  if (recipe->data) {
    experiment->data = gradus_data_spec_make (recipe->data);
    experiment->optimiser = gradus_optimiser_make (recipe->optimiser);
    experiment->optimiser.learning_rate = recipe->learning_rate;
    experiment->batch_size = recipe->batch_size;
    experiment->data.n_samples =
        recipe->n_samples > 0 ? recipe->n_samples : experiment->data.n_samples;
    experiment->data.test_fraction =
        recipe->test_fraction > 0 ? recipe->test_fraction : experiment->data.test_fraction;
    experiment->steps = recipe->steps > 0 ? recipe->steps : experiment->steps;
    experiment->data.is_mirrored = recipe->is_moved;
    experiment->data.shift = recipe->is_moved ? MOST_SHIFTED : 0;
    if (recipe->falls) {
      experiment->optimiser.schedule = gradus_schedule_make (GRADUS_SCHEDULE_COSINE);
      experiment->optimiser.schedule.every = experiment->steps;
    }
  }
  for (const HiddenLayer *layer = recipe->hidden; layer->units || layer->from || layer->class;
       layer++) {
    spec = make_hidden_layer (layer, initialiser);
    gradus_experiment_add_layer (experiment, &spec);
  }
  spec = gradus_layer_spec_dense (gradus_data_spec_count_targets (&experiment->data),
                                  GRADUS_ACTIVATION_SIGMOID, initialiser);
  gradus_experiment_add_layer (experiment, &spec);
  gradus_experiment_fit_to_data (experiment);
  return experiment;
}

GradusExperiment *
gradus_builtin_make (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (recipes); i++) {
    if (g_str_equal (id, builtins[i].id))
      return make_from_recipe (&recipes[i], builtins[i].title);
  }
  return NULL;
}
