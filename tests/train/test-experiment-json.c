/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <string.h>

#include "train/builtin.h"
#include "train/experiment-json.h"

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

  g_assert_nonnull (strstr (text, "\"learning-rate\": 0.1\n"));
  g_assert_nonnull (strstr (text, "\"alpha\": 0.1,"));
}

#define HEAD "{\"gradus-experiment\": 1, \"data\": {\"name\": \"xor\"},\n"
#define NETWORK                                                                                              \
  "\"network\": {\"layers\": [{\"units\": 2, \"activation\": \"tanh\"},\n{\"units\": 1, \"activation\": "    \
  "\"sigmoid\"}]},\n"
#define TRAINING                                                                                             \
  "\"training\": {\"cost\": \"binary-cross-entropy\", \"optimiser\": {\"name\": \"sgd\", "                   \
  "\"learning-rate\": 0.1}}}"
#define OPTIMISER(rate)                                                                                      \
  "\"training\": {\"cost\": \"binary-cross-entropy\", \"optimiser\": {\"name\": \"sgd\", "                   \
  "\"learning-rate\": " rate "}}}"
#define LAYERS(layers) HEAD "\"network\": {\"layers\": [" layers "]},\n" TRAINING
#define OUTPUT "{\"units\": 1, \"activation\": \"sigmoid\"}"

static void
test_defaults (void)
{
  const char *text = HEAD NETWORK TRAINING;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment = gradus_experiment_from_json (text, strlen (text), &error);

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
    { "{\n\"gradus-experiment\": 2}", "2: gradus-experiment: ", "from 1 to 1" },
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
    { LAYERS ("{\"units\": \"5\", \"activation\": \"relu\"}," OUTPUT),
      "2: network.layers.1.units: ", "whole number" },
    { LAYERS ("{\"units\": 2,\n\"activation\": \"rely\"}," OUTPUT),
      "3: network.layers.1.activation: ", "no activation \"rely\"; known: linear, sigmoid, tanh" },
    { LAYERS ("{\"units\": 2, \"activation\": 5}," OUTPUT), "2: network.layers.1.activation: ", "string" },
    { LAYERS ("{\"activation\": \"relu\"}," OUTPUT), "2: network.layers.1: ", "\"units\" is missing" },
    { LAYERS ("{\"units\": 2, \"activation\": \"relu\", \"alpha\": 1}," OUTPUT),
      "2: network.layers.1.alpha: ", "relu has no alpha" },
    { LAYERS ("{\"units\": 2, \"activation\": \"elu\", \"alpha\": -1}," OUTPUT),
      "2: network.layers.1.alpha: ", "from 0 to 100" },
    { LAYERS ("{\"units\": 2, \"activation\": \"relu\", \"initialiser\": \"none\"}," OUTPUT),
      "2: network.layers.1.initialiser.name: ", "known: zeros, uniform" },
    { LAYERS ("{\"units\": 2, \"activation\": \"relu\", \"initialiser\": {\"name\": \"zeros\", \"range\": "
              "1}}," OUTPUT),
      "2: network.layers.1.initialiser.range: ", "zeros has no range" },
    { LAYERS ("{\"units\": 3, \"activation\": \"sigmoid\"}"), "2: network.layers.1: ", "give it 1" },
    { LAYERS ("{\"units\": 1, \"activation\": \"relu\"}"), "2: network.layers.1: ", "sigmoid, not relu" },
    { HEAD NETWORK OPTIMISER ("NaN"), "4: ", "not JSON" },
    { HEAD NETWORK OPTIMISER ("1e999"), "4: ", "not JSON" },
    { HEAD NETWORK OPTIMISER ("\"NaN\""), "4: training.optimiser.learning-rate: ", "not a number" },
    { HEAD NETWORK OPTIMISER ("-0.1"), "4: training.optimiser.learning-rate: ", "from 1e-09 to 1000" },
    { HEAD NETWORK OPTIMISER ("0"), "4: training.optimiser.learning-rate: ", "out of range" },
    { HEAD NETWORK
      "\"training\": {\"cost\": \"loss\", \"optimiser\": {\"name\": \"sgd\", \"learning-rate\": 1}}}",
      "4: training.cost: ", "known: binary-cross-entropy, mean-squared-error" },
    { HEAD NETWORK "\"training\": {\"cost\": \"mean-squared-error\", \"batch-size\": 2, \"optimiser\": "
                   "{\"name\": \"sgd\", \"learning-rate\": 1}}}",
      "4: training.batch-size: ", "give 0" },
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
    read = gradus_experiment_from_json (damaged, i % 3 == 0 ? (i * 104729) % length : length, &error);
    g_assert_true ((read == NULL) == (error != NULL));
    g_clear_pointer (&read, gradus_experiment_free);
  }
}

static GradusExperiment *
set (const char *path, const char *value, GError **error)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-activations");

  return gradus_experiment_set (experiment, path, value, error);
}

static void
test_set (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) rate = set ("training.optimiser.learning-rate", "0.03", &error);
  g_autoptr (GradusExperiment) hidden = set ("network.hidden.activation", "tanh", &error);
  g_autoptr (GradusExperiment) units = set ("network.layers.2.units", "7", &error);
  g_autoptr (GradusExperiment) start = set ("network.hidden.initialiser", "he-normal", &error);
  g_autoptr (GradusExperiment) alpha =
      gradus_experiment_set (hidden, "network.hidden.activation", "elu", &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (rate->optimiser.learning_rate, ==, 0.03);
  for (guint i = 0; i < 5; i++) {
    g_assert_cmpuint (gradus_experiment_get_layer (hidden, i)->activation.kind, ==, GRADUS_ACTIVATION_TANH);
    g_assert_cmpuint (gradus_experiment_get_layer (start, i)->initialiser.kind, ==,
                      GRADUS_INITIALISER_HE_NORMAL);
    g_assert_true (gradus_experiment_get_layer (alpha, i)->activation.alpha == 1);
  }
  g_assert_cmpuint (gradus_experiment_get_layer (hidden, 5)->activation.kind, ==, GRADUS_ACTIVATION_SIGMOID);
  g_assert_cmpuint (gradus_experiment_get_layer (units, 1)->units, ==, 7);
}

static void
test_set_wrongly (void)
{
  const char *const pairs[][3] = { { "network.hiden.activation", "tanh", "no such place" },
                                   { "network.layers.9.units", "3", "no such place" },
                                   { "network.layers.0.units", "3", "no such place" },
                                   { "network.layers.x.units", "3", "no such place" },
                                   { "", "3", "not a known key" },
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/experiment-json/round-trip", test_round_trip);
  g_test_add_func ("/experiment-json/short-numbers", test_short_numbers);
  g_test_add_func ("/experiment-json/defaults", test_defaults);
  g_test_add_func ("/experiment-json/bad-input", test_bad_input);
  g_test_add_func ("/experiment-json/nesting", test_nesting);
  g_test_add_func ("/experiment-json/damage", test_damage);
  g_test_add_func ("/experiment-json/set", test_set);
  g_test_add_func ("/experiment-json/set-wrongly", test_set_wrongly);
  g_test_add_func ("/experiment-json/files", test_files);
  return g_test_run ();
}
