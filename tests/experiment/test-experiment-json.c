/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <glib/gstdio.h>
#include <string.h>

#include "data/feature.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"

static void
test_round_trip (void)
{
  for (const GradusBuiltin *builtin = gradus_builtin_list (); builtin->id; builtin++) {
    g_autoptr (GradusExperiment) experiment = gradus_builtin_make (builtin->id);
    g_autofree char *text = gradus_experiment_to_json (experiment);
    g_autoptr (GError) error = NULL;
    g_autoptr (GradusExperiment) again = gradus_experiment_from_json (text, strlen (text), &error);

    g_assert_no_error (error);
    g_assert_true (gradus_experiment_equal (experiment, again));
    g_assert_cmpstr (experiment->name, ==, again->name);
  }
}

/* Numbers are written as short as they read: 0.1 stays 0.1. */
static void
test_short_numbers (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-activations");
  g_autofree char *text = gradus_experiment_to_json (experiment);

  g_assert_nonnull (strstr (text, "\"learning-rate\": 0.1,\n"));
  g_assert_nonnull (strstr (text, "\"alpha\": 0.1,"));
}

#define HEAD "{\"gradus-experiment\": 1, \"data\": {\"name\": \"xor\"},\n"
#define NETWORK                                                                                    \
  "\"network\": {\"layers\": [{\"units\": 2, \"activation\": \"tanh\"},\n{\"units\": 1, "          \
  "\"activation\": "                                                                               \
  "\"sigmoid\"}]},\n"
#define TRAINING                                                                                   \
  "\"training\": {\"cost\": \"binary-cross-entropy\", \"optimiser\": {\"name\": \"sgd\", "         \
  "\"learning-rate\": 0.1}}}"
#define OPTIMISER(rate)                                                                            \
  "\"training\": {\"cost\": \"binary-cross-entropy\", \"optimiser\": {\"name\": \"sgd\", "         \
  "\"learning-rate\": " rate "}}}"
#define LAYERS(layers) HEAD "\"network\": {\"layers\": [" layers "]},\n" TRAINING
#define FEATURES(list)                                                                             \
  "{\"gradus-experiment\": 1, \"data\": {\"name\": \"xor\", \"features\": " list                   \
  "},\n" NETWORK TRAINING
#define OUTPUT "{\"units\": 1, \"activation\": \"sigmoid\"}"

static void
test_defaults (void)
{
  const char *text = HEAD NETWORK TRAINING;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_from_json (text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_cmpuint (experiment->seed, ==, 1);
  g_assert_cmpuint (experiment->steps, ==, 200000);
  g_assert_cmpuint (gradus_experiment_get_layer (experiment, 0)->initialiser.kind, ==,
                    GRADUS_INITIALISER_UNIFORM);
}

/* What is wrong, and the line and the words that the message has to have. */
static void
test_bad_input (void)
{
  static const struct {
    const char *text, *line, *words;
  } cases[] = {
    { "", "1: ", "not JSON" },
    { "hello", "1: ", "not JSON" },
    { "[1, 2", "1: ", "not JSON" },
    { "[]", "1: ", "must be an object" },
    { "{}", "1: ", "\"gradus-experiment\" is missing" },
    { "{\n\"gradus-experiment\": 2}", "2: gradus-experiment: ", "give 1" },
    { "{\"gradus-experiment\": 1,\n\n\"date\": 3}",
      "3: date: ", "known here: gradus-experiment, name, data" },
    { "{\"gradus-experiment\": 1, \"gradus-experiment\": 1}", "1: ", "duplicate" },
    { HEAD "\"network\": 7, " TRAINING, "2: network: ", "must be an object" },
    { LAYERS (""), "2: network.layers: ", "1 to 100 layers; it has 0" },
    { LAYERS ("{\"units\": 1000000000, \"activation\": \"relu\"},\n" OUTPUT),
      "2: network.layers.1.units: ", "1000000000 will not do; give a whole number from 1 to 4096" },
    { LAYERS ("{\"units\": 0, \"activation\": \"relu\"}," OUTPUT),
      "2: network.layers.1.units: ", "from 1 to 4096" },
    { LAYERS ("{\"units\": 2.5, \"activation\": \"relu\"}," OUTPUT),
      "2: network.layers.1.units: ", "whole number" },
    { LAYERS ("{\"units\": \"1,000\", \"activation\": \"relu\"}," OUTPUT),
      "2: network.layers.1.units: ", "did you mean 1000? give a whole number from 1 to 4096" },
    { LAYERS ("{\"units\": \"5\", \"activation\": \"relu\"}," OUTPUT),
      "2: network.layers.1.units: ", "whole number" },
    { LAYERS ("{\"units\": 2,\n\"activation\": \"rely\"}," OUTPUT),
      "3: network.layers.1.activation: ", "no activation \"rely\"; known: linear, sigmoid, tanh" },
    { LAYERS ("{\"units\": 2, \"activation\": 5}," OUTPUT),
      "2: network.layers.1.activation: ", "string" },
    { LAYERS ("{\"activation\": \"relu\"}," OUTPUT),
      "2: network.layers.1: ", "\"units\" is missing" },
    { LAYERS ("{\"kind\": \"add\"}," OUTPUT), "2: network.layers.1: ", "\"from\" is missing" },
    { LAYERS ("{\"kind\": \"add\", \"from\": 1}," OUTPUT),
      "2: network.layers.1: ", "give a number from 0, the input, to 0" },
    { LAYERS ("{\"units\": 3, \"activation\": \"relu\"},{\"kind\": \"add\", \"from\": 0}," OUTPUT),
      "2: network.layers.2: ", "make both alike, or add another layer" },
    { LAYERS ("{\"units\": 2, \"activation\": \"relu\", \"alpha\": 1}," OUTPUT),
      "2: network.layers.1.alpha: ", "relu has no alpha" },
    { LAYERS ("{\"units\": 2, \"activation\": \"elu\", \"alpha\": -1}," OUTPUT),
      "2: network.layers.1.alpha: ", "from 0 to 100" },
    { LAYERS ("{\"units\": 2, \"activation\": \"relu\", \"initialiser\": \"none\"}," OUTPUT),
      "2: network.layers.1.initialiser.name: ", "known: zeros, constant, uniform" },
    { LAYERS ("{\"units\": 2, \"activation\": \"relu\", \"initialiser\": {\"name\": \"zeros\", "
              "\"range\": "
              "1}}," OUTPUT),
      "2: network.layers.1.initialiser.range: ", "zeros has no range" },
    { LAYERS ("{\"units\": 3, \"activation\": \"sigmoid\"}"),
      "2: network.layers.1: ", "give it 1" },
    { LAYERS ("{\"units\": 1, \"activation\": \"relu\"}"),
      "2: network.layers.1: ", "sigmoid, not relu" },
    { HEAD NETWORK OPTIMISER ("NaN"), "4: ", "not JSON" },
    { HEAD NETWORK OPTIMISER ("1e999"), "4: ", "a number is too large" },
    { HEAD NETWORK OPTIMISER ("\"NaN\""), "4: training.optimiser.learning-rate: ", "not a number" },
    { HEAD NETWORK OPTIMISER ("-0.1"),
      "4: training.optimiser.learning-rate: ", "from 1e-09 to 1000" },
    { HEAD NETWORK OPTIMISER ("0"), "4: training.optimiser.learning-rate: ", "out of range" },
    { HEAD NETWORK "\"training\": {\"cost\": \"loss\", \"optimiser\": {\"name\": \"sgd\", "
                   "\"learning-rate\": 1}}}",
      "4: training.cost: ", "known: binary-cross-entropy, cross-entropy, mean-squared-error" },
    { HEAD NETWORK
      "\"training\": {\"cost\": \"mean-squared-error\", \"batch-size\": -2, \"optimiser\": "
      "{\"name\": \"sgd\", \"learning-rate\": 1}}}",
      "4: training.batch-size: ", "from 0 to 65536" },
    { LAYERS ("{\"kind\": \"drop\", \"rate\": 1}," OUTPUT), "2: network.layers.1.kind: ",
      "known: dense, convolution, max-pooling, average-pooling, global-average-pooling, dropout" },
    { LAYERS ("{\"kind\": \"dropout\", \"units\": 3}," OUTPUT),
      "2: network.layers.1.units: ", "known here: kind, rate" },
    { LAYERS ("{\"kind\": \"dropout\", \"rate\": 1}," OUTPUT),
      "2: network.layers.1.rate: ", "from 0 to 0.99" },
    { LAYERS ("{\"kind\": \"batch-normalisation\", \"activation\": \"maxout\"}," OUTPUT),
      "2: network.layers.1: ", "put it into a dense layer" },
    { LAYERS ("{\"units\": 2, \"activation\": \"maxout\", \"pieces\": 1}," OUTPUT),
      "2: network.layers.1.pieces: ", "from 2 to 16" },
    { LAYERS (OUTPUT ",{\"kind\": \"dropout\"}"),
      "2: network.layers.2: ", "end with a dense layer" },
    { HEAD NETWORK
      "\"training\": {\"cost\": \"binary-cross-entropy\", \"optimiser\": {\"name\": \"sgd\", "
      "\"momentum\": 0.9, \"learning-rate\": 1}}}",
      "4: training.optimiser.momentum: ", "sgd has no momentum" },
    { HEAD NETWORK
      "\"training\": {\"cost\": \"binary-cross-entropy\", \"optimiser\": {\"name\": \"sgd\", "
      "\"schedule\": {\"name\": \"step\", \"final\": 1}, \"learning-rate\": 1}}}",
      "4: training.optimiser.schedule.final: ", "step has no final" },
    { "{\"gradus-experiment\": 1, \"data\": {\"name\": \"xor\", \"samples\": 9},\n" NETWORK
          TRAINING,
      "1: data.samples: ", "xor has no samples" },
    { FEATURES ("[]"), "1: data.features: ", "at least one feature" },
    { FEATURES ("\"x\""), "1: data.features: ", "at least one feature" },
    { FEATURES ("[\"x\", \"z\"]"),
      "1: data.features: ", "number 2 is not a feature; known: x, y, x²" },
    { FEATURES ("[\"y\", \"x\", \"y\"]"), "1: data.features: ", "y is there twice" },
    { "{\"gradus-experiment\": 1, \"data\": {\"name\": \"fashion-mnist\", \"features\": "
      "[\"x\"]},\n" NETWORK TRAINING,
      "1: data.features: ", "fashion-mnist has no features" },
    { HEAD NETWORK "\"seed\": -1, " TRAINING, "4: seed: ", "whole number" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    GradusExperiment *experiment =
        gradus_experiment_from_json (cases[i].text, strlen (cases[i].text), &error);

    g_test_message ("%s\n -> %s", cases[i].text, error ? error->message : "no error");
    g_assert_null (experiment);
    g_assert_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID);
    g_assert_true (g_str_has_prefix (error->message, cases[i].line));
    g_assert_nonnull (strstr (error->message, cases[i].words));
    g_assert_null (strchr (error->message, '\n'));
  }
}

static void
test_nesting (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autoptr (GError) error = NULL;

  g_assert_null (gradus_experiment_from_json (deep, strlen (deep), &error));
  g_assert_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID);
}

/* No text, cut or with a byte changed, may do worse than give an error. */
static void
test_damage (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-activations");
  g_autofree char *text = gradus_experiment_to_json (experiment);
  gsize length = strlen (text);

  for (gsize i = 0; i < 4000; i++) {
    g_autofree char *damaged = g_strdup (text);
    g_autoptr (GError) error = NULL;
    GradusExperiment *read;

    damaged[(i * 7919) % length] = (char) (i * 31);
    read =
        gradus_experiment_from_json (damaged, i % 3 == 0 ? (i * 104729) % length : length, &error);
    g_assert_true ((read == NULL) == (error != NULL));
    g_clear_pointer (&read, gradus_experiment_free);
  }
}

static GradusExperiment *
change (const GradusExperiment *experiment, const char *path, const char *value, GError **error)
{
  g_autofree char *setting = g_strdup_printf ("%s=%s", path, value);

  return gradus_experiment_set (experiment, (const char *const[]){ setting, NULL }, error);
}

static GradusExperiment *
set (const char *path, const char *value, GError **error)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-activations");

  return change (experiment, path, value, error);
}

static void
test_set (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) rate = set ("training.optimiser.learning-rate", "0.03", &error);
  g_autoptr (GradusExperiment) hidden = set ("network.hidden.activation", "tanh", &error);
  g_autoptr (GradusExperiment) units = set ("network.layers.2.units", "7", &error);
  g_autoptr (GradusExperiment) start = set ("network.hidden.initialiser", "he-normal", &error);
  g_autoptr (GradusExperiment) alpha = change (hidden, "network.hidden.activation", "elu", &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (rate->optimiser.learning_rate, ==, 0.03);
  for (guint i = 0; i < 5; i++) {
    g_assert_cmpuint (gradus_experiment_get_layer (hidden, i)->activation.kind, ==,
                      GRADUS_ACTIVATION_TANH);
    g_assert_cmpuint (gradus_experiment_get_layer (start, i)->initialiser.kind, ==,
                      GRADUS_INITIALISER_HE_NORMAL);
    g_assert_true (gradus_experiment_get_layer (alpha, i)->activation.alpha == 1);
  }
  g_assert_cmpuint (gradus_experiment_get_layer (hidden, 5)->activation.kind, ==,
                    GRADUS_ACTIVATION_SIGMOID);
  g_assert_cmpuint (gradus_layer_spec_get_width (gradus_experiment_get_layer (units, 1)), ==, 7);
}

/* What only fits together is set together; a new kind forgets the old one's numbers. */
static void
test_set_together (void)
{
  const char *const fitting[] = { "data.name=spiral",
                                  "data.arms=3",
                                  "network.layers.6.units=3",
                                  "network.layers.6.activation=softmax",
                                  "training.cost=cross-entropy",
                                  "training.optimiser.name=adam",
                                  "training.optimiser.l2=0.01",
                                  "training.batch-size=16",
                                  NULL };
  const char *const back[] = { "training.optimiser.name=sgd", "training.optimiser.schedule=cosine",
                               NULL };
  const char *const unfit[] = { "seed=4", "training.cost=cross-entropy",
                                "network.hidden.activation=tanh", NULL };
  g_autoptr (GradusExperiment) start = gradus_builtin_make ("xor-activations");
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) changed = gradus_experiment_set (start, fitting, &error);
  g_autoptr (GradusExperiment) again = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (changed->data.n_arms, ==, 3);
  g_assert_cmpfloat (changed->optimiser.decay, ==, 0.999);
  g_assert_cmpuint (changed->batch_size, ==, 16);
  again = gradus_experiment_set (changed, back, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (again->optimiser.decay, ==, 0);
  g_assert_cmpfloat (again->optimiser.l2, ==, 0.01);
  g_assert_cmpuint (again->optimiser.schedule.kind, ==, GRADUS_SCHEDULE_COSINE);
  g_assert_null (gradus_experiment_set (start, unfit, &error));
  g_test_message ("%s", error->message);
  g_assert_nonnull (
      strstr (error->message, "cross-entropy needs a last layer with activation softmax"));
}

/* Whatever a file can say comes back from a file. */
static void
test_everything (void)
{
  static const char text[] =
      "{\"gradus-experiment\": 1, \"name\": \"x\", \"data\": {\"name\": \"spiral\", "
      "\"samples\": 77, \"noise\": 0.25, "
      "\"arms\": 4, \"test-fraction\": 0.125, \"features\": [\"x²\", \"y\"]}, \"network\": "
      "{\"layers\": ["
      "{\"units\": 3, \"activation\": \"maxout\", \"pieces\": 3, \"initialiser\": "
      "{\"name\": \"orthonormal\", \"gain\": 1.5}}, "
      "{\"kind\": \"batch-normalisation\", \"activation\": \"leaky-relu\", \"alpha\": "
      "0.333, \"momentum\": 0.2, "
      "\"epsilon\": 0.001}, {\"kind\": \"dropout\", \"rate\": 0.3}, "
      "{\"units\": 4, \"activation\": \"softmax\", \"initialiser\": {\"name\": "
      "\"constant\", \"value\": -0.5, \"bias\": 1}}]}, "
      "\"training\": {\"cost\": \"cross-entropy\", \"optimiser\": {\"name\": "
      "\"adamw\", \"learning-rate\": 0.02, "
      "\"momentum\": 0.8, \"decay\": 0.9, \"epsilon\": 1e-7, \"weight-decay\": 0.1, "
      "\"l1\": 0.001, \"l2\": 0.002, "
      "\"clip-norm\": 3, \"schedule\": {\"name\": \"cosine\", \"every\": 50, "
      "\"final\": 0.1, \"warm-up\": 5}}, "
      "\"batch-size\": 7, \"steps\": 123}, \"seed\": 9}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_from_json (text, strlen (text), &error);
  g_autoptr (GradusExperiment) again = NULL;
  g_autofree char *written = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (gradus_experiment_get_layer (experiment, 0)->activation.pieces, ==, 3);
  g_assert_true (gradus_experiment_get_layer (experiment, 0)->initialiser.scale == 1.5f);
  g_assert_cmpfloat (gradus_experiment_get_layer (experiment, 1)->settings[1], ==, 0.001);
  g_assert_cmpfloat (gradus_experiment_get_layer (experiment, 2)->settings[0], ==, 0.3);
  g_assert_true (gradus_experiment_get_layer (experiment, 3)->initialiser.scale == -0.5f);
  g_assert_cmpfloat (experiment->optimiser.weight_decay, ==, 0.1);
  g_assert_cmpuint (experiment->optimiser.schedule.warm_up, ==, 5);
  g_assert_cmpfloat (experiment->data.test_fraction, ==, 0.125);
  g_assert_cmpuint (experiment->data.features, ==,
                    1u << GRADUS_FEATURE_Y | 1u << GRADUS_FEATURE_X2);
  written = gradus_experiment_to_json (experiment);
  again = gradus_experiment_from_json (written, strlen (written), &error);
  g_assert_no_error (error);
  g_assert_true (gradus_experiment_equal (experiment, again));
}

static void
test_set_wrongly (void)
{
  const char *const pairs[][3] = { { "network.hiden.activation", "tanh", "has no such setting" },
                                   { "network.layers.9.units", "3", "has no such setting" },
                                   { "network.layers.0.units", "3", "has no such setting" },
                                   { "network.layers.x.units", "3", "has no such setting" },
                                   { "", "3", "there is no path" },
                                   { "sed", "3", "not a known key" },
                                   { "seed", "many", "whole number" },
                                   { "network.hidden.activation", "foo", "no activation" },
                                   { "training.optimiser.learning-rate", "nan", "not a number" },
                                   { "network", "{}", "missing" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *start = g_strdup_printf ("%s=%s: ", pairs[i][0], pairs[i][1]);

    g_assert_null (set (pairs[i][0], pairs[i][1], &error));
    g_test_message ("%s", error->message);
    g_assert_true (g_str_has_prefix (error->message, start));
    g_assert_nonnull (strstr (error->message, pairs[i][2]));
  }
}

static void
test_files (void)
{
  g_autofree char *directory = g_dir_make_tmp (NULL, NULL);
  g_autofree char *good = g_build_filename (directory, "good.json", NULL);
  g_autofree char *huge = g_build_filename (directory, "huge.json", NULL);
  g_autofree char *text = g_strnfill (GRADUS_EXPERIMENT_MAX_BYTES + 1, ' ');
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment = NULL;

  g_file_set_contents (good, HEAD NETWORK TRAINING, -1, NULL);
  g_file_set_contents (huge, text, -1, NULL);
  experiment = gradus_experiment_load (good, &error);
  g_assert_no_error (error);
  g_assert_nonnull (experiment);
  g_assert_null (gradus_experiment_load (huge, &error));
  g_assert_true (g_str_has_prefix (error->message, huge));
  g_clear_error (&error);
  g_assert_null (gradus_experiment_load (directory, &error));
  g_assert_true (g_str_has_prefix (error->message, directory));
  g_unlink (good);
  g_unlink (huge);
  g_rmdir (directory);
}

/* A formatter that takes the name for a sum puts blanks into it. */
static void
test_error_domain (void)
{
  g_assert_cmpstr (g_quark_to_string (GRADUS_EXPERIMENT_ERROR), ==,
                   "gradus-experiment-error-quark");
}

void
add_experiment_json_tests (void)
{
  g_test_add_func ("/experiment-json/round-trip", test_round_trip);
  g_test_add_func ("/experiment-json/short-numbers", test_short_numbers);
  g_test_add_func ("/experiment-json/defaults", test_defaults);
  g_test_add_func ("/experiment-json/bad-input", test_bad_input);
  g_test_add_func ("/experiment-json/nesting", test_nesting);
  g_test_add_func ("/experiment-json/damage", test_damage);
  g_test_add_func ("/experiment-json/set", test_set);
  g_test_add_func ("/experiment-json/set-together", test_set_together);
  g_test_add_func ("/experiment-json/everything", test_everything);
  g_test_add_func ("/experiment-json/set-wrongly", test_set_wrongly);
  g_test_add_func ("/experiment-json/files", test_files);
  g_test_add_func ("/experiment-json/error-domain", test_error_domain);
}
