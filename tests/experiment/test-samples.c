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
  g_assert_cmpmem (training->floats, 77 * 8, again->floats, 77 * 8);
  g_assert_cmpmem (test->floats, 26 * 8, again_test->floats, 26 * 8);
  g_assert_true (memcmp (training->floats, other->floats, 77 * 8) != 0);
  for (guint i = 0; i < 26; i++) /* none is in both */
    for (guint k = 0; k < 77; k++)
      g_assert_true (memcmp (test->floats + 2 * i, training->floats + 2 * k, 8) != 0);
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
  g_assert_cmpfloat (training->floats[0], ==, 0);
  g_assert_cmpfloat (test->floats[3], ==, 11);
}

static GradusExperiment *
read_data (const char *data, GError **error)
{
  g_autofree char *text = g_strdup_printf (
      "{\"gradus-experiment\": 1, \"data\": {%s}, \"network\": {\"layers\": [{\"units\": 10, "
      "\"activation\": \"softmax\"}]}, \"training\": {\"cost\": \"cross-entropy\", "
      "\"optimiser\": {\"name\": \"sgd\", \"learning-rate\": 0.1}}}",
      data);

  return gradus_experiment_from_json (text, strlen (text), error);
}

#define CIFAR "\"name\": \"cifar-10\", \"path\": \"" GRADUS_DATA_DIR "/right/"

/* Pictures by name, in a place that the file says, and how they are moved: all of it comes back
 * from the file, and tests are the part that is given for them, as it is. */
static void
test_pictures_by_name (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment =
      read_data (CIFAR "cifar.tar.gz\", \"samples\": 12, \"mirror\": true, \"shift\": 4", &error);
  g_autoptr (GradusExperiment) again = NULL;
  g_autoptr (GradusDataset) training = NULL, test = NULL;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = gradus_experiment_to_json (experiment);
  again = gradus_experiment_from_json (text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_true (gradus_experiment_equal (experiment, again));
  gradus_samples_make (&again->data, 7, &training, &test, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (training->n_samples, ==, 10);
  g_assert_cmpuint (test->n_samples, ==, 2);
  g_assert_true (training->is_mirrored && training->shift == 4);
  g_assert_true (!test->is_mirrored && test->shift == 0);
  g_assert_cmpuint (gradus_dataset_get_class (test, 1), ==, 1);
  g_assert_cmpstr (g_ptr_array_index (test->class_names, 9), ==, "kind 9");
}

static void
test_pictures_refused (void)
{
  static const struct {
    const char *data, *sentence;
  } cases[] = {
    { "\"name\": \"xor\", \"mirror\": true", "data.mirror: xor does not have this setting" },
    { "\"name\": \"spiral\", \"shift\": 1", "data.shift: spiral has no shift" },
    { "\"name\": \"fashion-mnist\", \"path\": \"x\"",
      "data.path: fashion-mnist does not have this setting" },
    { CIFAR "cifar.tar.gz\", \"shift\": 33", "data.shift: 33 will not do" },
    { CIFAR "cifar.tar.gz\", \"mirror\": 1", "data.mirror: this must be true or false" },
  };
  static const struct {
    const char *data, *sentence;
  } in_vain[] = {
    { CIFAR "two.bin\"", "two.bin: is not all of CIFAR-10; give the folder" },
    { CIFAR "nowhere\"", "nowhere: cannot be read" },
    { CIFAR "cifar.tar.gz\"", "has 10 samples to learn, not 50000; take fewer samples" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (read_data (cases[i].data, &error));
    g_assert_nonnull (strstr (error->message, cases[i].sentence));
  }
  for (guint i = 0; i < G_N_ELEMENTS (in_vain); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GradusExperiment) experiment = read_data (in_vain[i].data, &error);
    g_autoptr (GradusDataset) training = NULL, test = NULL;

    g_assert_no_error (error);
    g_assert_false (gradus_samples_make (&experiment->data, 1, &training, &test, &error));
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, in_vain[i].sentence));
  }
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
  g_test_add_func ("/samples/pictures-by-name", test_pictures_by_name);
  g_test_add_func ("/samples/pictures-refused", test_pictures_refused);
  g_test_add_func ("/samples/turn", test_turn_in_file);
  g_test_add_func ("/samples/split", test_split);
  g_test_add_func ("/samples/no-split", test_no_split);
}
