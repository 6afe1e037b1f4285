/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <string.h>

#include "data/balance.h"
#include "data/import.h"
#include "data/reader.h"
#include "experiment/advice.h"
#include "experiment/builtin.h"
#include "experiment/samples.h"

/* An experiment whose last layer has that activation. */
static GradusExperiment *
make_experiment (GradusActivationKind activation)
{
  GradusExperiment *experiment = gradus_experiment_new ("test");
  const GradusLayerSpec spec = gradus_layer_spec_dense (1, activation, GRADUS_INITIALISER_UNIFORM);

  gradus_experiment_add_layer (experiment, &spec);
  experiment->cost = GRADUS_COST_MEAN_SQUARED_ERROR;
  return experiment;
}

/* Samples with these targets, numbers or classes. */
static GradusDataset *
make_samples (const float *targets, guint n, gboolean are_numbers)
{
  GradusDataset *dataset = gradus_dataset_new (2, 1, n);

  for (guint i = 0; i < n; i++)
    dataset->targets[i] = targets[i];
  if (are_numbers)
    gradus_dataset_find_variance (dataset);
  return dataset;
}

static void
check_advice (GradusActivationKind activation, float lowest, float highest, const char *wanted)
{
  g_autoptr (GradusExperiment) experiment = make_experiment (activation);
  const float targets[] = { lowest, highest, (lowest + highest) / 2 };
  g_autoptr (GradusDataset) samples = make_samples (targets, 3, TRUE);
  g_auto (GStrv) advice = gradus_advice_list (experiment, samples);

  g_assert_cmpuint (g_strv_length (advice), ==, wanted ? 1 : 0);
  if (wanted)
    g_assert_cmpstr (advice[0], ==, wanted);
}

/* Every activation, with targets within its values and beyond them. */
static void
test_bounds (void)
{
  static const GradusActivationKind unbounded[] = { GRADUS_ACTIVATION_LINEAR,
                                                    GRADUS_ACTIVATION_LEAKY_RELU,
                                                    GRADUS_ACTIVATION_MAXOUT };

  for (guint i = 0; i < G_N_ELEMENTS (unbounded); i++)
    check_advice (unbounded[i], -20, 20, NULL);
  for (guint i = 0; i < GRADUS_N_ACTIVATIONS; i++)
    check_advice (i, 0, 1, NULL);
  check_advice (GRADUS_ACTIVATION_SIGMOID, -1.9f, 2.1f,
                "the last layer’s Sigmoid answers from 0 to 1, but the targets, "
                "as the network gets them, go from "
                "−1.9 to 2.1: choose Linear for that layer");
  check_advice (GRADUS_ACTIVATION_TANH, -1, 1, NULL);
  check_advice (GRADUS_ACTIVATION_TANH, 0, 5,
                "the last layer’s Tanh answers from −1 to 1, but the targets, "
                "as the network gets them, go from 0 to 5: "
                "choose Linear for that layer");
  check_advice (GRADUS_ACTIVATION_RELU, 0, 20, NULL);
  check_advice (GRADUS_ACTIVATION_RELU, -1, 20,
                "the last layer’s ReLU answers nothing below 0, but the targets, "
                "as the network gets them, go from −1 to 20: "
                "choose Linear for that layer");
  check_advice (GRADUS_ACTIVATION_ELU, -1, 20, NULL);
  check_advice (GRADUS_ACTIVATION_ELU, -2, 20,
                "the last layer’s ELU answers nothing below −1, but the targets, "
                "as the network gets them, go from −2 to 20: "
                "choose Linear for that layer");
}

static void
check_balance (guint n_ones, guint n, double share, gboolean is_advised)
{
  g_autoptr (GradusExperiment) experiment = make_experiment (GRADUS_ACTIVATION_SIGMOID);
  g_autofree float *targets = g_new0 (float, n);
  g_autoptr (GradusDataset) samples = NULL;
  g_auto (GStrv) advice = NULL;
  GradusBalance balance = { 0 };

  for (guint i = 0; i < n_ones; i++)
    targets[i] = 1;
  samples = make_samples (targets, n, FALSE);
  g_assert_cmpint (gradus_balance_find_uneven (samples, &balance), ==, share > 0);
  if (share > 0) {
    g_assert_cmpfloat_with_epsilon (balance.share, share, 1e-9);
    g_assert_cmpuint (balance.class, ==, n_ones > n / 2);
  }
  advice = gradus_advice_list (experiment, samples);
  g_assert_cmpuint (g_strv_length (advice), ==, is_advised);
  if (is_advised)
    g_assert_nonnull (strstr (advice[0], "look at precision and recall beside accuracy"));
}

static void
test_balance (void)
{
  check_balance (2, 100, 0.98, TRUE);
  check_balance (98, 100, 0.98, TRUE);
  check_balance (10, 100, 0.9, TRUE);
  check_balance (20, 100, 0.8, FALSE);
  check_balance (30, 100, 0, FALSE);
  check_balance (2, 4, 0, FALSE);
}

static GradusExperiment *
load (const char *scaling)
{
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "gradus-advice.csv", NULL);
  g_autoptr (GradusExperiment) experiment = make_experiment (GRADUS_ACTIVATION_LINEAR);
  GradusDataSpec spec = gradus_data_spec_make (&gradus_file_generator);
  GradusImportChoice choice = { .task = GRADUS_TASK_NUMBERS };
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusRecords) records = NULL;

  g_assert_true (g_file_set_contents (
      path, "area,rooms,price\n2075.5,1,216683\n1733.9,3,176465\n548,2,84915\n1250.5,4,98000\n", -1,
      &error));
  records = gradus_reader_load (path, NULL, NULL, &error);
  g_assert_no_error (error);
  choice.scaling = g_str_equal (scaling, "none") ? GRADUS_SCALING_NONE : GRADUS_SCALING_STANDARD;
  spec.import = gradus_import_new (records, &choice, &error);
  g_assert_no_error (error);
  spec.test_fraction = 0;
  gradus_experiment_set_data (experiment, &spec);
  gradus_data_spec_clear (&spec);
  return g_steal_pointer (&experiment);
}

static void
check_scale (const char *scaling, const char *first, const char *of_divergence)
{
  g_autoptr (GradusExperiment) experiment = load (scaling);
  g_autoptr (GradusDataset) training = NULL, test = NULL;
  g_auto (GStrv) advice = NULL;
  g_autofree char *divergence = NULL;

  g_assert_true (gradus_samples_make (&experiment->data, experiment->seed, &training, &test, NULL));
  advice = gradus_advice_list (experiment, training);
  divergence = gradus_advice_of_divergence (experiment, training);
  g_assert_cmpstr (advice[0], ==, first);
  g_assert_cmpstr (divergence, ==, of_divergence);
}

/* What is not scaled and large is named, also where numbers stopped being finite. */
static void
test_scale (void)
{
  check_scale ("none",
               "“price” reaches 216,683, and networks learn from numbers near 1: choose a scaling "
               "of the data",
               "“price” reaches 216,683: a scaling of the data, a smaller learning rate or a clip "
               "norm may help");
  check_scale ("standard", NULL, "a smaller learning rate or a clip norm may help");
}

/* Nothing that comes with Gradus is advised against. */
static void
test_builtins (void)
{
  for (const GradusBuiltin *builtin = gradus_builtin_list (); builtin->id; builtin++) {
    g_autoptr (GradusExperiment) experiment = gradus_builtin_make (builtin->id);
    g_autoptr (GradusDataset) training = NULL, test = NULL;
    g_auto (GStrv) advice = NULL;

    if (!gradus_samples_make (&experiment->data, experiment->seed, &training, &test, NULL))
      continue; /* Fashion-MNIST is not installed everywhere */
    advice = gradus_advice_list (experiment, training);
    g_assert_cmpstr (advice[0], ==, NULL);
  }
}

void
add_advice_tests (void)
{
  g_test_add_func ("/advice/bounds", test_bounds);
  g_test_add_func ("/advice/balance", test_balance);
  g_test_add_func ("/advice/scale", test_scale);
  g_test_add_func ("/advice/builtins", test_builtins);
}
