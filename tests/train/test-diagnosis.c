/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* Two hundred experiments that are broken, each in one known way, and two hundred sound ones. */
#include <glib/gstdio.h>
#include <math.h>

#include "experiment/experiment-json.h"
#include "nn/layer.h"
#include "train/diagnosis.h"

#define N_OF_EACH 20
#define N_SOUND 200

typedef struct {
  GRand *chance;
  char *folder;
} Workshop;

static double
draw (Workshop *shop, double low, double high)
{
  return g_rand_double_range (shop->chance, low, high);
}

static int
pick (Workshop *shop, int low, int high)
{
  return g_rand_int_range (shop->chance, low, high + 1);
}

static const char *
choose (Workshop *shop, const char *first, const char *second, const char *third)
{
  const char *const all[] = { first, second, third };

  return all[pick (shop, 0, 2)];
}

static void
add_layers (GString *layers, int n, int units, const char *activation, const char *more)
{
  for (int i = 0; i < n; i++)
    g_string_append_printf (layers, "{\"units\": %d, \"activation\": \"%s\"%s%s}, ", units,
                            activation, *more ? ", " : "", more);
}

/* `layers` ends with a comma; two classes by one sigmoid, or numbers by one linear unit. */
static GradusExperiment *
make (Workshop *shop, const char *data, const char *layers, const char *last, const char *training)
{
  const gboolean is_numbers = g_str_equal (last, "linear") || strstr (data, "plane") != NULL;
  GError *error = NULL;
  g_autofree char *text = g_strdup_printf (
      "{\"gradus-experiment\": 1, \"data\": {%s}, \"network\": {\"layers\": [%s{\"units\": 1, "
      "\"activation\": \"%s\", \"initialiser\": \"xavier-uniform\"}]}, \"training\": {\"cost\": "
      "\"%s\", %s}, \"seed\": %d}",
      data, layers, last, is_numbers ? "mean-squared-error" : "binary-cross-entropy", training,
      pick (shop, 1, 10000));
  GradusExperiment *experiment = gradus_experiment_from_json (text, strlen (text), &error);

  g_assert_no_error (error);
  return experiment;
}

static char *
make_training (const char *optimiser, double rate, int batch, int steps)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.4g", rate);
  return g_strdup_printf (
      "\"optimiser\": {\"name\": \"%s\", \"learning-rate\": %s}, \"batch-size\": %d, \"steps\": %d",
      optimiser, number, batch, steps);
}

/* -- Broken ------------------------------------------------------------------------------------ */

static GradusExperiment *
break_by_depth (Workshop *shop)
{
  g_autoptr (GString) layers = g_string_new ("");
  g_autofree char *training = make_training ("sgd", draw (shop, 0.05, 0.5), 0, pick (shop, 500, 3000));

  add_layers (layers, pick (shop, 10, 16), pick (shop, 3, 6), "sigmoid",
              "\"initialiser\": {\"name\": \"uniform\", \"range\": 1}");
  return make (shop, pick (shop, 0, 1) ? "\"name\": \"xor\"" : "\"name\": \"circle\", \"samples\": 60",
               layers->str, "sigmoid", training);
}

static GradusExperiment *
break_by_large_rate (Workshop *shop)
{
  g_autoptr (GString) layers = g_string_new ("");
  g_autofree char *training = make_training ("sgd", draw (shop, 20, 500), 0, 300);

  add_layers (layers, pick (shop, 1, 3), pick (shop, 4, 8), choose (shop, "leaky-relu", "elu", "linear"),
              "\"initialiser\": \"he-uniform\"");
  return make (shop, "\"name\": \"plane\", \"samples\": 80", layers->str, "linear", training);
}

static GradusExperiment *
break_by_small_rate (Workshop *shop)
{
  g_autoptr (GString) layers = g_string_new ("");
  g_autofree char *training =
      make_training ("sgd", pow (10, draw (shop, -8, -5.5)), 0, pick (shop, 200, 2000));

  add_layers (layers, pick (shop, 1, 3), pick (shop, 4, 8), choose (shop, "tanh", "relu", "elu"),
              "\"initialiser\": \"xavier-uniform\"");
  return make (shop, "\"name\": \"circle\", \"samples\": 100", layers->str, "sigmoid", training);
}

static GradusExperiment *
break_by_death (Workshop *shop)
{
  g_autoptr (GString) layers = g_string_new ("");
  g_autofree char *training = make_training ("sgd", draw (shop, 0.01, 0.2), 0, pick (shop, 200, 1000));
  g_autofree char *start = g_strdup_printf (
      "\"initialiser\": {\"name\": \"he-uniform\", \"bias\": %d}", -pick (shop, 8, 30));
  const int n = pick (shop, 4, 8);

  add_layers (layers, pick (shop, 0, 1), n, "tanh", "\"initialiser\": \"xavier-uniform\"");
  add_layers (layers, 1, n, "relu", start);
  return make (shop, "\"name\": \"circle\", \"samples\": 100", layers->str, "sigmoid", training);
}

static GradusExperiment *
break_by_saturation (Workshop *shop)
{
  g_autoptr (GString) layers = g_string_new ("");
  g_autofree char *training = make_training ("sgd", draw (shop, 0.001, 0.01), 0, pick (shop, 100, 400));
  g_autofree char *start = g_strdup_printf (
      "\"initialiser\": {\"name\": \"uniform\", \"range\": %d}", pick (shop, 50, 200));

  add_layers (layers, pick (shop, 2, 4), pick (shop, 4, 10), pick (shop, 0, 1) ? "tanh" : "sigmoid", start);
  return make (shop, "\"name\": \"circle\", \"samples\": 100, \"noise\": 0.3", layers->str, "sigmoid",
               training);
}

static GradusExperiment *
break_by_small_batch (Workshop *shop)
{
  g_autoptr (GString) layers = g_string_new ("");
  g_autofree char *training =
      make_training ("sgd", draw (shop, 0.05, 0.3), pick (shop, 2, 3), pick (shop, 200, 2000));

  add_layers (layers, 1, pick (shop, 4, 8), "relu", "\"initialiser\": \"he-uniform\"");
  g_string_append (layers, "{\"kind\": \"batch-normalisation\"}, ");
  add_layers (layers, 1, pick (shop, 4, 8), "tanh", "\"initialiser\": \"xavier-uniform\"");
  return make (shop, "\"name\": \"gauss\", \"samples\": 100", layers->str, "sigmoid", training);
}

static GradusExperiment *
break_by_range (Workshop *shop)
{
  g_autoptr (GString) layers = g_string_new ("");
  g_autofree char *training = make_training ("adam", draw (shop, 0.003, 0.03), 0, pick (shop, 200, 1000));

  add_layers (layers, pick (shop, 1, 2), pick (shop, 4, 8), choose (shop, "tanh", "relu", "elu"),
              "\"initialiser\": \"xavier-uniform\"");
  return make (shop, "\"name\": \"plane\", \"samples\": 80", layers->str,
               pick (shop, 0, 1) ? "sigmoid" : "relu", training);
}

/* Two columns and a class; `scale` times what is about 1. A share of the lines is of class b. */
static char *
write_table (Workshop *shop, int n, double scale, double share)
{
  g_autoptr (GString) text = g_string_new ("width,height,kind\n");
  char *path = g_build_filename (shop->folder, "table.csv", NULL);

  for (int i = 0; i < n; i++) {
    const double x = draw (shop, 0, 2), y = draw (shop, 0, 2);
    const gboolean is_b = i < n * share;

    g_string_append_printf (text, "%d,%d,%s\n", (int) (scale * (is_b ? x + 0.4 : x)),
                            (int) (scale * (is_b ? y + 0.4 : y)), is_b ? "b" : "a");
  }
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
  return path;
}

static GradusExperiment *
break_by_scale (Workshop *shop)
{
  g_autoptr (GString) layers = g_string_new ("");
  g_autofree char *path = write_table (shop, 80, pow (10, draw (shop, 2.5, 4)), 0.5);
  g_autofree char *data =
      g_strdup_printf ("\"name\": \"file\", \"path\": \"%s\", \"target\": \"kind\", \"test-fraction\": 0", path);
  g_autofree char *training = make_training ("sgd", draw (shop, 0.01, 0.1), 0, pick (shop, 200, 800));

  add_layers (layers, pick (shop, 1, 2), pick (shop, 4, 8), choose (shop, "tanh", "relu", "sigmoid"),
              "\"initialiser\": \"xavier-uniform\"");
  return make (shop, data, layers->str, "sigmoid", training);
}

static GradusExperiment *
break_by_balance (Workshop *shop)
{
  g_autoptr (GString) layers = g_string_new ("");
  g_autofree char *path = write_table (shop, 200, 20, draw (shop, 0.92, 0.98));
  g_autofree char *data = g_strdup_printf (
      "\"name\": \"file\", \"path\": \"%s\", \"target\": \"kind\", \"scaling\": \"standard\", \"test-fraction\": 0", path);
  g_autofree char *training = make_training ("adam", draw (shop, 0.003, 0.02), 0, pick (shop, 100, 400));

  add_layers (layers, 1, pick (shop, 3, 6), choose (shop, "tanh", "relu", "elu"),
              "\"initialiser\": \"xavier-uniform\"");
  return make (shop, data, layers->str, "sigmoid", training);
}

static GradusExperiment *
break_by_heart (Workshop *shop)
{
  g_autoptr (GString) layers = g_string_new ("");
  g_autofree char *data = g_strdup_printf (
      "\"name\": \"moons\", \"samples\": %d, \"noise\": 0.45, \"test-fraction\": 0.5", pick (shop, 50, 80));
  g_autofree char *training = make_training ("adam", draw (shop, 0.005, 0.01), 0, pick (shop, 2000, 3000));

  add_layers (layers, 2, pick (shop, 24, 40), choose (shop, "tanh", "relu", "elu"),
              "\"initialiser\": \"he-uniform\"");
  return make (shop, data, layers->str, "sigmoid", training);
}

static const struct {
  const char *name;
  GradusExperiment *(*make) (Workshop *shop);
  GradusCause cause, other; /* either names it rightly */
} ways[] = {
  { "depth", break_by_depth, GRADUS_CAUSE_VANISHED_GRADIENT, GRADUS_CAUSE_VANISHED_SIGNAL },
  { "large rate", break_by_large_rate, GRADUS_CAUSE_LARGE_RATE, GRADUS_CAUSE_LARGE_RATE },
  { "small rate", break_by_small_rate, GRADUS_CAUSE_SMALL_RATE, GRADUS_CAUSE_SMALL_RATE },
  { "death", break_by_death, GRADUS_CAUSE_DEAD, GRADUS_CAUSE_DEAD },
  { "saturation", break_by_saturation, GRADUS_CAUSE_SATURATED, GRADUS_CAUSE_SATURATED },
  { "small batch", break_by_small_batch, GRADUS_CAUSE_SMALL_BATCH, GRADUS_CAUSE_SMALL_BATCH },
  { "range", break_by_range, GRADUS_CAUSE_OUTPUT_RANGE, GRADUS_CAUSE_OUTPUT_RANGE },
  { "scale", break_by_scale, GRADUS_CAUSE_UNSCALED, GRADUS_CAUSE_UNSCALED },
  { "balance", break_by_balance, GRADUS_CAUSE_ONE_CLASS, GRADUS_CAUSE_ONE_CLASS },
  { "heart", break_by_heart, GRADUS_CAUSE_OVERFITTED, GRADUS_CAUSE_OVERFITTED },
};

/* -- Sound ------------------------------------------------------------------------------------- */

static GradusExperiment *
make_sound (Workshop *shop)
{
  static const char *const data[] = {
    "\"name\": \"xor\"",
    "\"name\": \"circle\", \"samples\": 120, \"noise\": 0.05, \"test-fraction\": 0.25",
    "\"name\": \"gauss\", \"samples\": 100, \"noise\": 0.1, \"test-fraction\": 0.3",
    "\"name\": \"xor-cloud\", \"samples\": 200, \"noise\": 0.05, \"test-fraction\": 0.3",
    "\"name\": \"moons\", \"samples\": 200, \"noise\": 0.1, \"test-fraction\": 0.3",
    "\"name\": \"plane\", \"samples\": 100, \"test-fraction\": 0.2",
    "\"name\": \"hill\", \"samples\": 150, \"test-fraction\": 0.2",
  };
  const int which = pick (shop, 0, G_N_ELEMENTS (data) - 1), n = pick (shop, 1, 3);
  g_autoptr (GString) layers = g_string_new ("");
  g_autofree char *training = NULL;

  for (int i = 0; i < n; i++) {
    const char *activation = choose (shop, "tanh", "leaky-relu", "elu");

    add_layers (layers, 1, pick (shop, 6, 12), pick (shop, 0, 3) ? activation : "relu",
                "\"initialiser\": \"he-uniform\"");
    if (pick (shop, 0, 4) == 0 && which > 0)
      g_string_append (layers, "{\"kind\": \"batch-normalisation\"}, ");
  }
  training = make_training ("adam", draw (shop, 0.003, 0.02), which == 0 ? 0 : 8 * pick (shop, 0, 4),
                            pick (shop, 1000, 3000));
  return make (shop, data[which], layers->str, which < 5 ? "sigmoid" : "linear", training);
}

/* ---------------------------------------------------------------------------------------------- */

static GPtrArray *
diagnose (const GradusExperiment *experiment, double *accuracy)
{
  GError *error = NULL;
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, &error);
  const GradusMetrics *metrics;
  atomic_bool never = FALSE;

  g_assert_no_error (error);
  gradus_stepper_advance (stepper, experiment->steps, &never);
  metrics = gradus_stepper_finish (stepper);
  if (accuracy)
    *accuracy = metrics->accuracy;
  return gradus_stepper_diagnose (stepper, experiment, metrics);
}

static Workshop
open_workshop (guint32 seed)
{
  return (Workshop){ g_rand_new_with_seed (seed), g_dir_make_tmp ("gradus-diagnosis-XXXXXX", NULL) };
}

static void
close_workshop (Workshop *shop)
{
  g_autofree char *table = g_build_filename (shop->folder, "table.csv", NULL);

  g_remove (table);
  g_rmdir (shop->folder);
  g_free (shop->folder);
  g_rand_free (shop->chance);
}

static void
tell (const char *name, const GPtrArray *findings)
{
  g_test_message ("%s: %u findings", name, findings->len);
  for (guint i = 0; i < findings->len; i++) {
    const GradusFinding *finding = g_ptr_array_index (findings, i);

    g_test_message ("  %s: %s", gradus_cause_get_name (finding->cause), finding->sentence);
  }
}

/* At least nine of ten are named rightly, first of all, and what helps can be set. */
static void
test_broken (void)
{
  guint n_right = 0;

  for (guint way = 0; way < G_N_ELEMENTS (ways); way++) {
    Workshop shop = open_workshop (way + 1);
    guint n = 0;

    for (guint i = 0; i < N_OF_EACH; i++) {
      g_autoptr (GradusExperiment) experiment = ways[way].make (&shop);
      g_autoptr (GPtrArray) findings = diagnose (experiment, NULL);
      const GradusFinding *first = findings->len > 0 ? g_ptr_array_index (findings, 0) : NULL;

      if (first && (first->cause == ways[way].cause || first->cause == ways[way].other))
        n++;
      else
        tell (ways[way].name, findings);
      for (guint k = 0; k < findings->len; k++) {
        const GradusFinding *finding = g_ptr_array_index (findings, k);
        const char *const change[] = { finding->remedy, NULL };
        GError *error = NULL;
        g_autoptr (GradusExperiment) second =
            finding->remedy ? gradus_experiment_set (experiment, change, &error) : NULL;

        g_assert_no_error (error);
        g_assert_true (second || !finding->remedy);
      }
    }
    g_test_message ("%s: %u of %u named rightly", ways[way].name, n, N_OF_EACH);
    n_right += n;
    close_workshop (&shop);
  }
  g_assert_cmpuint (n_right, >=, G_N_ELEMENTS (ways) * N_OF_EACH * 9 / 10);
}

/* At most one of twenty is blamed for anything. */
static void
test_sound (void)
{
  Workshop shop = open_workshop (99);
  guint n_blamed = 0, n_learned = 0;

  for (guint i = 0; i < N_SOUND; i++) {
    g_autoptr (GradusExperiment) experiment = make_sound (&shop);
    double accuracy;
    g_autoptr (GPtrArray) findings = diagnose (experiment, &accuracy);

    n_learned += accuracy >= GRADUS_DIAGNOSIS_LEARNED;
    n_blamed += findings->len > 0;
    if (findings->len > 0)
      tell ("sound", findings);
  }
  g_test_message ("%u of %u sound ones have learned, %u are blamed", n_learned, N_SOUND, n_blamed);
  g_assert_cmpuint (n_blamed, <=, N_SOUND / 20);
  close_workshop (&shop);
}

void
add_diagnosis_tests (void)
{
  g_test_add_func ("/diagnosis/broken", test_broken);
  g_test_add_func ("/diagnosis/sound", test_sound);
}
