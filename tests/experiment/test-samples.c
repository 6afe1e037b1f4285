/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <string.h>

#include "experiment/experiment-json.h"
#include "experiment/samples.h"

static void
test_split (void)
{
  GradusDataSpec spec = gradus_data_spec_make (&gradus_spiral_generator);
  g_autoptr (GradusDataset) training = NULL, test = NULL, again = NULL, again_test = NULL,
                            other = NULL, other_test = NULL;

  spec.n_samples = 103;
  spec.test_fraction = 0.25;
  gradus_samples_make (&spec, 1, &training, &test, NULL);
  gradus_samples_make (&spec, 1, &again, &again_test, NULL);
  gradus_samples_make (&spec, 2, &other, &other_test, NULL);
  g_assert_cmpuint (test->n_samples, ==, 26);
  g_assert_cmpuint (training->n_samples, ==, 77);
  g_assert_cmpmem (training->inputs, 77 * 8, again->inputs, 77 * 8);
  g_assert_cmpmem (test->inputs, 26 * 8, again_test->inputs, 26 * 8);
  g_assert_true (memcmp (training->inputs, other->inputs, 77 * 8) != 0);
  for (guint i = 0; i < 26; i++) /* none is in both */
    for (guint k = 0; k < 77; k++)
      g_assert_true (memcmp (test->inputs + 2 * i, training->inputs + 2 * k, 8) != 0);
}

static void
test_no_split (void)
{
  const GradusDataSpec spec = gradus_data_spec_make (&gradus_xor_generator);
  g_autoptr (GradusDataset) training = NULL, test = NULL;

  gradus_samples_make (&spec, 1, &training, &test, NULL);
  g_assert_null (test);
  g_assert_cmpuint (training->n_samples, ==, 4);
}

/* A test part that the file gives is the test data, whatever fraction is asked for. */
static void
test_given (void)
{
  static const char text[] =
      "{\"gradus-experiment\": 1, \"data\": {\"name\": \"file\", \"path\": \"" GRADUS_DATA_DIR
      "/right/parts.npz\", \"test-fraction\": 0.5}, \"network\": {\"layers\": [{\"units\": 3, "
      "\"activation\": \"softmax\"}]}, \"training\": {\"cost\": \"cross-entropy\", \"optimiser\": "
      "{\"name\": \"sgd\", \"learning-rate\": 0.1}}}";
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_from_json (text, sizeof text - 1, &error);
  g_autoptr (GradusDataset) training = NULL, test = NULL;

  g_assert_no_error (error);
  gradus_samples_make (&experiment->data, 7, &training, &test, NULL);
  g_assert_cmpuint (training->n_samples, ==, 4);
  g_assert_cmpuint (test->n_samples, ==, 2);
  g_assert_cmpfloat (training->inputs[0], ==, 0);
  g_assert_cmpfloat (test->inputs[3], ==, 11);
}

/* How pictures are turned is kept in the file. */
static void
test_turn_in_file (void)
{
  static const char format[] =
      "{\"gradus-experiment\": 1, \"data\": {\"name\": \"file\", \"path\": \"" GRADUS_DATA_DIR
      "/right/letters-images-idx3-ubyte\", \"turn\": %s, \"flip\": %s}, \"network\": {\"layers\": "
      "[{\"units\": 26, \"activation\": \"softmax\"}]}, \"training\": {\"cost\": \"cross-entropy\", "
      "\"optimiser\": {\"name\": \"sgd\", \"learning-rate\": 0.1}}}";
  static const struct {
    const char *turn, *flip, *sentence;
  } cases[] = { { "90", "true", NULL },
                { "45", "true", "data.turn: this must be 0, 90, 180 or 270" },
                { "\"90\"", "true", "data.turn: this must be" },
                { "0", "1", "data.flip: this must be true or false" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char text[1000];
    const int n = g_snprintf (text, sizeof text, format, cases[i].turn, cases[i].flip);
    g_autoptr (GError) error = NULL;
    g_autoptr (GradusExperiment) experiment =
        gradus_experiment_from_json (text, (gsize) n, &error);
    g_autofree char *back = NULL;

    if (cases[i].sentence) {
      g_assert_null (experiment);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].sentence));
      continue;
    }
    g_assert_no_error (error);
    back = gradus_experiment_to_json (experiment);
    g_assert_nonnull (strstr (back, "\"turn\": 90"));
    g_assert_nonnull (strstr (back, "\"flip\": true"));
    g_assert_cmpuint (experiment->data.import->picture.width, ==, 2);
  }
}

void
add_samples_tests (void)
{
  g_test_add_func ("/samples/given", test_given);
  g_test_add_func ("/samples/turn", test_turn_in_file);
  g_test_add_func ("/samples/split", test_split);
  g_test_add_func ("/samples/no-split", test_no_split);
}
