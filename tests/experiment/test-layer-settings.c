/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <math.h>

#include "experiment/experiment-parts.h"
#include "experiment/experiment-tree.h"
#include "experiment/setting-text.h"
#include "nn/layer-functions.h"

/* A kind of layer that has a setting of each type and computes nothing. */
static const char *const paddings[] = { "same", "valid", NULL };
static const char *const padding_titles[] = { "Same", "Valid", NULL };

static const GradusLayerSetting settings[] = {
  { "gain", "Gain", "what it is multiplied with", GRADUS_SETTING_REAL, 0.5, -1, 2 },
  { "filters", "Filters", "how many there are", GRADUS_SETTING_WHOLE, 8, 1, 64, .is_required = TRUE,
    .is_width = TRUE },
  { "stride", "Stride", "how far it goes", GRADUS_SETTING_WHOLE, 1, 1, 9 },
  { "padding", "Padding", "what is around it", GRADUS_SETTING_CHOICE, 1, .choices = paddings,
    .titles = padding_titles },
  { "from", "From", "what else it reads", GRADUS_SETTING_LAYER },
  { NULL },
};

static const GradusLayerFunctions functions = { 0 };

static const GradusLayerClass class = {
  .name = "strange",
  .title = "Strange",
  .has_activation = TRUE,
  .settings = settings,
  .functions = &functions,
};

/* NULL: of the kind that it says it is. */
static GradusLayerSpec
read_spec (const char *text, const GradusLayerClass *of, char **path, char **fault)
{
  g_auto (GradusJsonReader) reader = { NULL };
  g_autoptr (GradusJsonTree) tree = json_loads (text, JSON_DECODE_ANY, NULL);
  GradusLayerSpec spec;

  g_assert_nonnull (tree);
  spec = of ? gradus_layer_spec_of_class_from_tree (&reader, "layer", tree, of)
            : gradus_layer_spec_from_tree (&reader, "layer", tree);
  *path = g_steal_pointer (&reader.path);
  *fault = g_steal_pointer (&reader.fault);
  return spec;
}

static GradusLayerSpec
read_strange (const char *text, char **path, char **fault)
{
  return read_spec (text, &class, path, fault);
}

static char *
write_spec (const GradusLayerSpec *spec)
{
  g_autoptr (GradusJsonTree) tree = gradus_layer_spec_to_tree (spec);

  return json_dumps (tree, JSON_COMPACT | JSON_REAL_PRECISION (15));
}

static void
test_lookup (void)
{
  GradusLayerSpec spec = gradus_layer_spec_make (&class);

  g_assert_true (gradus_layer_class_get_width (&class) == &settings[1]);
  g_assert_null (gradus_layer_class_get_width (&gradus_dropout_class));
  g_assert_cmpuint (gradus_layer_class_find_setting (&class, "padding"), ==, 3);
  g_assert_cmpuint (gradus_layer_class_find_setting (&class, "units"), ==, GRADUS_NO_SETTING);
  g_assert_cmpuint (gradus_layer_spec_get_width (&spec), ==, 8);
  gradus_layer_spec_set_width (&spec, 9);
  g_assert_cmpfloat (gradus_layer_spec_get (&spec, "filters"), ==, 9);
  gradus_layer_spec_set (&spec, "gain", -0.25);
  g_assert_cmpfloat (spec.settings[0], ==, -0.25);
}

/* The width stands before the activation, the others behind it, in their order. */
static void
test_reading (void)
{
  const struct {
    const char *read, *written;
  } cases[] = {
    { "{\"filters\": 3, \"activation\": \"relu\"}",
      "{\"kind\":\"strange\",\"filters\":3,\"activation\":\"relu\",\"gain\":0.5,\"stride\":1,"
      "\"padding\":\"valid\",\"from\":0}" },
    { "{\"from\": 7, \"padding\": \"same\", \"stride\": 2.0, \"gain\": -1, \"activation\": "
      "\"tanh\", \"filters\": 64}",
      "{\"kind\":\"strange\",\"filters\":64,\"activation\":\"tanh\",\"gain\":-1.0,\"stride\":2,"
      "\"padding\":\"same\",\"from\":7}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char *path, *fault;
    const GradusLayerSpec spec = read_strange (cases[i].read, &path, &fault);
    g_autofree char *written = write_spec (&spec);
    GradusLayerSpec again;

    g_assert_cmpstr (fault, ==, NULL);
    g_assert_cmpstr (written, ==, cases[i].written);
    again = read_strange (written, &path, &fault);
    g_assert_cmpstr (fault, ==, NULL);
    g_assert_true (gradus_layer_spec_equal (&spec, &again));
  }
}

/* Documents of all times have these bytes. */
static void
test_writing (void)
{
  const struct {
    const GradusLayerClass *class;
    const char *written;
  } cases[] = {
    { &gradus_dense_class,
      "{\"units\":1,\"activation\":\"linear\",\"initialiser\":{\"name\":\"uniform\",\"range\":1.0,"
      "\"bias\":0.0}}" },
    { &gradus_dropout_class, "{\"kind\":\"dropout\",\"rate\":0.5}" },
    { &gradus_batch_normalisation_class,
      "{\"kind\":\"batch-normalisation\",\"activation\":\"linear\",\"momentum\":0.1,"
      "\"epsilon\":1e-5}" },
    { &gradus_add_class, "{\"kind\":\"add\",\"from\":0}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const GradusLayerSpec spec = gradus_layer_spec_make (cases[i].class);
    g_autofree char *written = write_spec (&spec);

    g_assert_cmpstr (written, ==, cases[i].written);
  }
}

#define GIVEN "\"activation\": \"relu\", "

static void
test_faults (void)
{
  const struct {
    const char *read, *path, *fault;
  } cases[] = {
    { "{" GIVEN "\"gain\": 1}", "layer", "\"filters\" is missing and must be given" },
    { "{" GIVEN "\"filters\": 65}", "layer.filters",
      "65 will not do; give a whole number from 1 to 64" },
    { "{" GIVEN "\"filters\": 2.5}", "layer.filters",
      "2.5 will not do; give a whole number from 1 to 64" },
    { "{" GIVEN "\"filters\": 1, \"stride\": -1}", "layer.stride",
      "-1 will not do; give a whole number from 1 to 9" },
    { "{" GIVEN "\"filters\": 1, \"gain\": 3}", "layer.gain",
      "3 is out of range; give a number from -1 to 2" },
    { "{" GIVEN "\"filters\": 1, \"gain\": \"1\"}", "layer.gain",
      "\"1\" is not a number; give one from -1 to 2" },
    { "{" GIVEN "\"filters\": 1, \"padding\": \"full\"}", "layer.padding",
      "there is no padding \"full\"; known: same, valid" },
    { "{" GIVEN "\"filters\": 1, \"padding\": 1}", "layer.padding",
      "this must be a string, in double quotes" },
    { "{" GIVEN "\"filters\": 1, \"from\": \"input\"}", "layer.from",
      "\"input\" will not do; give a whole number from 0 to 99" },
    { "{" GIVEN "\"filters\": 1, \"form\": 1}", "layer.form",
      "\"form\" is not a known key; known here: kind, filters, activation, alpha, pieces, gain, "
      "stride, padding, from" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = NULL, *fault = NULL;

    read_strange (cases[i].read, &path, &fault);
    g_assert_cmpstr (fault, ==, cases[i].fault);
    g_assert_cmpstr (path, ==, cases[i].path);
  }
}

#define CONVOLUTION "{\"kind\": \"convolution\", \"filters\": 6, \"activation\": \"tanh\", "
#define WRITTEN                                                                                    \
  "{\"kind\":\"convolution\",\"filters\":6,\"activation\":\"tanh\","                               \
  "\"initialiser\":{\"name\":\"uniform\",\"range\":1.0,\"bias\":0.0},"

/* Sizes of one number and of two, and words in the place of numbers. */
static void
test_maps (void)
{
  const struct {
    const char *read, *written;
  } cases[] = {
    { CONVOLUTION "\"kernel\": 5}", WRITTEN "\"kernel\":5,\"stride\":1,\"padding\":\"same\"}" },
    { CONVOLUTION "\"kernel\": [5, 3], \"padding\": 2, \"stride\": 3}",
      WRITTEN "\"kernel\":[5,3],\"stride\":3,\"padding\":2}" },
    { CONVOLUTION "\"kernel\": [4, 4], \"padding\": \"same\"}",
      WRITTEN "\"kernel\":4,\"stride\":1,\"padding\":\"same\"}" },
    { "{\"kind\": \"max-pooling\"}", "{\"kind\":\"max-pooling\",\"size\":2,\"stride\":\"size\"}" },
    { "{\"kind\": \"average-pooling\", \"size\": 3, \"stride\": 2}",
      "{\"kind\":\"average-pooling\",\"size\":3,\"stride\":2}" },
    { "{\"kind\": \"global-average-pooling\"}", "{\"kind\":\"global-average-pooling\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    char *path, *fault;
    const GradusLayerSpec spec = read_spec (cases[i].read, NULL, &path, &fault);
    g_autofree char *written = write_spec (&spec);
    GradusLayerSpec again;

    g_assert_cmpstr (fault, ==, NULL);
    g_assert_cmpstr (written, ==, cases[i].written);
    again = read_spec (written, NULL, &path, &fault);
    g_assert_true (gradus_layer_spec_equal (&spec, &again));
  }
}

static void
test_faults_of_maps (void)
{
  const struct {
    const char *read, *path, *fault;
  } cases[] = {
    { CONVOLUTION "\"stride\": 1}", "layer", "\"kernel\" is missing and must be given" },
    { CONVOLUTION "\"kernel\": 0}", "layer.kernel",
      "0 will not do; give a whole number from 1 to 32, or [height, width] of such" },
    { CONVOLUTION "\"kernel\": [3]}", "layer.kernel",
      "[3] will not do; give a whole number from 1 to 32, or [height, width] of such" },
    { CONVOLUTION "\"kernel\": [3, 2.5]}", "layer.kernel",
      "[3,2.5] will not do; give a whole number from 1 to 32, or [height, width] of such" },
    { CONVOLUTION "\"kernel\": \"3\"}", "layer.kernel",
      "\"3\" will not do; give a whole number from 1 to 32, or [height, width] of such" },
    { CONVOLUTION "\"kernel\": 3, \"padding\": \"valid\"}", "layer.padding",
      "\"valid\" will not do; give a whole number from 0 to 32, or \"same\"" },
    { CONVOLUTION "\"kernel\": 3, \"padding\": -1}", "layer.padding",
      "-1 will not do; give a whole number from 0 to 32" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = NULL, *fault = NULL;

    read_spec (cases[i].read, NULL, &path, &fault);
    g_assert_cmpstr (fault, ==, cases[i].fault);
    g_assert_cmpstr (path, ==, cases[i].path);
  }
}

/* What people type is what they are told. */
static void
test_text (void)
{
  const GradusLayerSetting *kernel = &gradus_convolution_class.settings[1],
                           *padding = &gradus_convolution_class.settings[3];
  const struct {
    const GradusLayerSetting *setting;
    const char *typed, *shown;
    double value;
  } cases[] = {
    { kernel, "5", "5", 5 },
    { kernel, "5x3", "5 × 3", gradus_size_make (5, 3) },
    { kernel, "5 × 3", "5 × 3", gradus_size_make (5, 3) },
    { kernel, "4 * 4", "4", 4 },
    { padding, "Same", "Same", GRADUS_SETTING_WORD },
    { padding, "same", "Same", GRADUS_SETTING_WORD },
    { padding, "2", "2", 2 },
  };
  double value;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *shown = NULL;

    g_assert_true (gradus_layer_setting_parse (cases[i].setting, cases[i].typed, &value));
    g_assert_cmpfloat (value, ==, cases[i].value);
    shown = gradus_layer_setting_format (cases[i].setting, value);
    g_assert_cmpstr (shown, ==, cases[i].shown);
  }
  g_assert_false (gradus_layer_setting_parse (kernel, "33", &value));
  g_assert_false (gradus_layer_setting_parse (kernel, "3 × 3 × 3", &value));
  g_assert_false (gradus_layer_setting_parse (kernel, "", &value));
  g_assert_false (gradus_layer_setting_parse (kernel, "same", &value));
  g_assert_false (gradus_layer_setting_parse (padding, "2.5", &value));
}

/* -- In an experiment -------------------------------------------------------------------------- */

static GradusExperiment *
make_experiment (guint n_layers)
{
  GradusExperiment *experiment = gradus_experiment_new ("");
  const GradusLayerSpec dense =
      gradus_layer_spec_dense (1, GRADUS_ACTIVATION_SIGMOID, GRADUS_INITIALISER_UNIFORM);
  const GradusLayerSpec strange = gradus_layer_spec_make (&class);

  for (guint i = 0; i + 1 < n_layers; i++)
    gradus_experiment_add_layer (experiment, &strange);
  gradus_experiment_add_layer (experiment, &dense);
  return experiment;
}

/* What is out of reach an experiment cannot have, however it came there. */
static void
test_reach (void)
{
  const struct {
    const char *key;
    double value;
    const char *fault;
  } cases[] = {
    { "gain", 2.5, "gain cannot be 2.5; give a number from -1 to 2" },
    { "gain", NAN, "gain cannot be nan; give a number from -1 to 2" },
    { "filters", 0, "filters cannot be 0; give a whole number from 1 to 64" },
    { "filters", 65, "filters cannot be 65; give a whole number from 1 to 64" },
    { "stride", 1.5, "stride cannot be 1.5; give a whole number from 1 to 9" },
    { "padding", 2, "padding cannot be 2; give a whole number from 0 to 1" },
    { "from", 2,
      "layer 2 cannot read layer 2, which does not come before it; give a number from 0, the input, to "
      "1" },
    { "from", -1, "from cannot be -1; give a whole number from 0 to 99" },
    { "from", 0.5, "from cannot be 0.5; give a whole number from 0 to 99" },
    { "from", 1, NULL },
    { "padding", 0, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GradusExperiment) experiment = make_experiment (3);
    g_autofree char *fault = NULL;
    int layer;

    gradus_layer_spec_set (gradus_experiment_get_layer (experiment, 1), cases[i].key,
                           cases[i].value);
    fault = gradus_experiment_find_fault (experiment, &layer);
    g_assert_cmpstr (fault, ==, cases[i].fault);
    if (fault)
      g_assert_cmpint (layer, ==, 1);
  }
}

static void
check_from (const GradusExperiment *experiment, const char *expected)
{
  g_autoptr (GString) from = g_string_new (NULL);

  for (guint i = 0; i + 1 < gradus_experiment_get_n_layers (experiment); i++)
    g_string_append_printf (
        from, " %g", gradus_layer_spec_get (gradus_experiment_get_layer (experiment, i), "from"));
  g_assert_cmpstr (from->str, ==, expected);
}

/* Settings that name a layer name the same one, whatever is done before it or behind it. */
static void
test_following (void)
{
  g_autoptr (GradusExperiment) experiment = make_experiment (6);
  GradusLayerSpec strange = gradus_layer_spec_make (&class);

  for (guint i = 0; i < 5; i++)
    gradus_layer_spec_set (gradus_experiment_get_layer (experiment, i), "from", i);
  check_from (experiment, " 0 1 2 3 4");
  gradus_layer_spec_set (&strange, "from", 2);
  gradus_experiment_insert_layer (experiment, 2, &strange);
  check_from (experiment, " 0 1 2 2 4 5");
  gradus_experiment_remove_layer (experiment, 2);
  check_from (experiment, " 0 1 2 3 4");
  gradus_experiment_remove_layer (experiment, 1); /* the third names the first now */
  check_from (experiment, " 0 1 2 3");
  gradus_experiment_remove_layer (experiment, 0);
  check_from (experiment, " 0 1 2");

  gradus_layer_spec_set (gradus_experiment_get_layer (experiment, 2), "from", 1);
  gradus_experiment_move_layer (experiment, 0, 1);
  check_from (experiment, " 2 0 2");
  gradus_experiment_move_layer (experiment, 1, 0);
  check_from (experiment, " 0 1 1");
  gradus_experiment_move_layer (experiment, 2, 0);
  check_from (experiment, " 2 0 2");
  gradus_experiment_move_layer (experiment, 0, 2);
  check_from (experiment, " 0 1 1");
}

void
add_layer_settings_tests (void)
{
  g_test_add_func ("/layer-settings/lookup", test_lookup);
  g_test_add_func ("/layer-settings/reading", test_reading);
  g_test_add_func ("/layer-settings/writing", test_writing);
  g_test_add_func ("/layer-settings/faults", test_faults);
  g_test_add_func ("/layer-settings/maps", test_maps);
  g_test_add_func ("/layer-settings/faults-of-maps", test_faults_of_maps);
  g_test_add_func ("/layer-settings/text", test_text);
  g_test_add_func ("/layer-settings/reach", test_reach);
  g_test_add_func ("/layer-settings/following", test_following);
}
