/* SPDX-License-Identifier: MIT */
#include "experiment/experiment.h"

#include <math.h>

#include "nn/network.h"

/* With more samples than that, a full batch makes a step too slow to watch. */
#define MANY_SAMPLES 2000
#define SMALL_BATCH 32

GradusExperiment *
gradus_experiment_new (const char *name)
{
  GradusExperiment *experiment = g_new0 (GradusExperiment, 1);

  experiment->name = g_strdup (name);
  experiment->data = gradus_data_spec_make (&gradus_xor_generator);
  experiment->layers = g_array_new (FALSE, FALSE, sizeof (GradusLayerSpec));
  experiment->cost = GRADUS_COST_BINARY_CROSS_ENTROPY;
  experiment->optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_SGD);
  experiment->steps = 200000;
  experiment->seed = 1;
  return experiment;
}

GradusExperiment *
gradus_experiment_copy (const GradusExperiment *experiment)
{
  GradusExperiment *copy = g_memdup2 (experiment, sizeof *experiment);

  copy->name = g_strdup (experiment->name);
  copy->named = experiment->named ? gradus_experiment_copy (experiment->named) : NULL;
  copy->data = gradus_data_spec_copy (&experiment->data);
  copy->layers = g_array_copy (experiment->layers);
  return copy;
}

void
gradus_experiment_free (GradusExperiment *experiment)
{
  g_array_unref (experiment->layers);
  gradus_data_spec_clear (&experiment->data);
  g_clear_pointer (&experiment->named, gradus_experiment_free);
  g_free (experiment->name);
  g_free (experiment);
}

/* Copied first: `name` may be its own, or that of what it was. */
void
gradus_experiment_set_name (GradusExperiment *experiment, const char *name)
{
  char *copy = g_strdup (name);

  g_clear_pointer (&experiment->named, gradus_experiment_free);
  g_free (experiment->name);
  experiment->name = copy;
}

/* Copied first: `spec` may be the experiment's own. */
void
gradus_experiment_set_data (GradusExperiment *experiment, const GradusDataSpec *spec)
{
  GradusDataSpec former = experiment->data;

  experiment->data = gradus_data_spec_copy (spec);
  gradus_data_spec_clear (&former);
}

guint
gradus_experiment_get_n_layers (const GradusExperiment *experiment)
{
  return experiment->layers->len;
}

GradusLayerSpec *
gradus_experiment_get_layer (const GradusExperiment *experiment, guint layer)
{
  return &g_array_index (experiment->layers, GradusLayerSpec, layer);
}

void
gradus_experiment_add_layer (GradusExperiment *experiment, const GradusLayerSpec *spec)
{
  g_array_append_vals (experiment->layers, spec, 1);
}

/* In the place of a position: such a layer was not there before, or is not any more. */
#define NOWHERE (G_MAXUINT - 1)

/* The new number of a layer after the layer at position `from` went to `to`. Numbers count from 1,
 * positions from 0. */
static guint
find_new_number (guint number, guint from, guint to)
{
  if (number == from + 1)
    return to == NOWHERE ? from : to + 1;
  if (number > from && number <= to + 1)
    return number - 1;
  return number > to && number <= from ? number + 1 : number;
}

static void
renumber_layers (GradusExperiment *experiment, guint from, guint to)
{
  for (guint layer = 0; layer < experiment->layers->len; layer++) {
    GradusLayerSpec *spec = gradus_experiment_get_layer (experiment, layer);

    for (guint i = 0; i < gradus_layer_class_count_settings (spec->class); i++) {
      if (spec->class->settings[i].type == GRADUS_SETTING_LAYER)
        spec->settings[i] = find_new_number ((guint) spec->settings[i], from, to);
    }
  }
}

void
gradus_experiment_insert_layer (GradusExperiment *experiment, guint at, const GradusLayerSpec *spec)
{
  renumber_layers (experiment, NOWHERE, at);
  g_array_insert_vals (experiment->layers, at, spec, 1);
}

void
gradus_experiment_move_layer (GradusExperiment *experiment, guint from, guint to)
{
  const GradusLayerSpec spec = *gradus_experiment_get_layer (experiment, from);

  g_array_remove_index (experiment->layers, from);
  g_array_insert_vals (experiment->layers, to, &spec, 1);
  renumber_layers (experiment, from, to);
}

void
gradus_experiment_remove_layer (GradusExperiment *experiment, guint layer)
{
  g_array_remove_index (experiment->layers, layer);
  renumber_layers (experiment, layer, NOWHERE);
  experiment->stop_rule.layer =
      MIN (experiment->stop_rule.layer, MAX (experiment->layers->len, 1) - 1);
}

/* What is compared decides how the network is built or what it learns from in which order;
 * everything else may change between two steps. */
gboolean
gradus_experiment_can_go_on_as (const GradusExperiment *a, const GradusExperiment *b)
{
  if (!gradus_data_spec_can_go_on_as (&a->data, &b->data) || a->cost != b->cost ||
      a->optimiser.kind != b->optimiser.kind || a->batch_size != b->batch_size ||
      a->seed != b->seed || a->layers->len != b->layers->len)
    return FALSE;
  for (guint i = 0; i < a->layers->len; i++) {
    if (!gradus_layer_spec_can_go_on_as (gradus_experiment_get_layer (a, i),
                                         gradus_experiment_get_layer (b, i)))
      return FALSE;
  }
  return TRUE;
}

gboolean
gradus_experiment_equal (const GradusExperiment *a, const GradusExperiment *b)
{
  if (!gradus_experiment_can_go_on_as (a, b) || !gradus_data_spec_equal (&a->data, &b->data) ||
      !gradus_optimiser_equal (&a->optimiser, &b->optimiser) || a->steps != b->steps ||
      !gradus_stop_rule_equal (&a->stop_rule, &b->stop_rule))
    return FALSE;
  for (guint i = 0; i < a->layers->len; i++) {
    if (!gradus_layer_spec_equal (gradus_experiment_get_layer (a, i),
                                  gradus_experiment_get_layer (b, i)))
      return FALSE;
  }
  return TRUE;
}

static GradusShape *
infer_shapes (const GradusExperiment *experiment, guint *fault, GError **error)
{
  const guint n_layers = experiment->layers->len;
  const GradusShape input = gradus_data_spec_get_shape (&experiment->data);
  GradusShape *shapes = g_new (GradusShape, (gsize) n_layers + 1);

  gradus_layer_specs_infer_shapes ((const GradusLayerSpec *) (gpointer) experiment->layers->data,
                                   n_layers, &input, shapes, fault, error);
  return shapes;
}

GradusShape *
gradus_experiment_infer_shapes (const GradusExperiment *experiment)
{
  guint fault;

  return infer_shapes (experiment, &fault, NULL);
}

GradusLayer *
gradus_experiment_make_layers (const GradusExperiment *experiment)
{
  const guint n_layers = experiment->layers->len;
  g_autofree GradusShape *shapes = gradus_experiment_infer_shapes (experiment);
  GradusLayer *layers = g_new (GradusLayer, n_layers);

  for (guint i = 0; i < n_layers; i++)
    layers[i] = gradus_layer_make (gradus_experiment_get_layer (experiment, i), i + 1, &shapes[i],
                                   &shapes[i + 1]);
  return layers;
}

guint
gradus_experiment_count_outputs (const GradusExperiment *experiment, guint layer)
{
  g_autofree GradusShape *shapes = gradus_experiment_infer_shapes (experiment);

  return gradus_shape_count (&shapes[layer + 1]);
}

/* The cost and the last activation for such targets. */
static void
find_usual (const GradusDataSpec *data, GradusCost *cost, GradusActivationKind *activation)
{
  const gboolean is_single = gradus_data_spec_count_targets (data) == 1;

  *cost = is_single ? GRADUS_COST_BINARY_CROSS_ENTROPY : GRADUS_COST_CROSS_ENTROPY;
  *activation = is_single ? GRADUS_ACTIVATION_SIGMOID : GRADUS_ACTIVATION_SOFTMAX;
  if (gradus_data_spec_is_regression (data)) {
    *cost = GRADUS_COST_MEAN_SQUARED_ERROR;
    *activation = GRADUS_ACTIVATION_LINEAR;
  }
}

/* Whether cost and last activation may stay. Squared errors also work for classes, but not with
 * a linear output, which has no bounds. */
static gboolean
are_fit (const GradusExperiment *experiment, GradusCost usual_cost, GradusActivationKind last)
{
  if (gradus_data_spec_is_regression (&experiment->data))
    return experiment->cost == usual_cost && last == GRADUS_ACTIVATION_LINEAR;
  return experiment->cost == usual_cost ||
         (experiment->cost == GRADUS_COST_MEAN_SQUARED_ERROR && last != GRADUS_ACTIVATION_LINEAR);
}

void
gradus_experiment_fit_to_data (GradusExperiment *experiment)
{
  GradusLayerSpec *last = gradus_experiment_get_layer (experiment, experiment->layers->len - 1);
  GradusActivationKind activation;
  GradusCost cost;

  if (experiment->batch_size == 0 &&
      gradus_data_spec_count_samples (&experiment->data) > MANY_SAMPLES)
    experiment->batch_size = SMALL_BATCH;
  if (gradus_layer_class_get_width (last->class))
    gradus_layer_spec_set_width (last, gradus_data_spec_count_targets (&experiment->data));
  find_usual (&experiment->data, &cost, &activation);
  if (are_fit (experiment, cost, last->activation.kind))
    return;
  experiment->cost = cost;
  last->activation = gradus_activation_make (activation);
}

static char *
find_fault_of_last (const GradusExperiment *experiment)
{
  const guint last = experiment->layers->len - 1;
  const GradusLayerSpec *spec = gradus_experiment_get_layer (experiment, last);
  const guint n_targets = gradus_data_spec_count_targets (&experiment->data);
  const guint n_outputs = gradus_experiment_count_outputs (experiment, last);
  GradusActivationKind wanted;

  if (!spec->class->has_activation)
    return g_strdup_printf (
        "the last layer must have an activation, and %s has none; end with a dense layer",
        spec->class->name);
  if (n_outputs != n_targets)
    return g_strdup_printf ("the last layer has %u unit%s, but %s has %u target%s; give it %u",
                            n_outputs, n_outputs == 1 ? "" : "s", experiment->data.generator->name,
                            n_targets, n_targets == 1 ? "" : "s", n_targets);
  if (gradus_data_spec_is_regression (&experiment->data) &&
      experiment->cost != GRADUS_COST_MEAN_SQUARED_ERROR)
    return g_strdup_printf (
        "%s has numbers as targets, and %s is for classes; take mean-squared-error",
        experiment->data.generator->name, gradus_cost_names[experiment->cost]);
  if (gradus_cost_get_output_activation (experiment->cost, &wanted) &&
      spec->activation.kind != wanted)
    return g_strdup_printf (
        "%s needs a last layer with activation %s, not %s; change one of the two",
        gradus_cost_names[experiment->cost], gradus_activation_names[wanted],
        gradus_activation_names[spec->activation.kind]);
  if (spec->activation.kind == GRADUS_ACTIVATION_SOFTMAX && n_targets == 1)
    return g_strdup_printf (
        "softmax over a single unit is always 1, and %s has one target; take sigmoid with "
        "binary-cross-entropy",
        experiment->data.generator->name);
  return NULL;
}

/* What reads an earlier output fits where that is chosen to. */
static gboolean
can_read (const GradusLayerSpec *spec, const GradusShape *in)
{
  GradusShape out;
  guint earlier;

  return !spec->class->infer_shape || gradus_layer_spec_get_earlier (spec, &earlier) ||
         spec->class->infer_shape (spec, in, NULL, &out, NULL);
}

guint
gradus_experiment_find_place (const GradusExperiment *experiment, guint end,
                              const GradusLayerSpec *spec)
{
  g_autofree GradusShape *shapes = gradus_experiment_infer_shapes (experiment);

  for (guint at = end + 1; at-- > 0;) {
    if (can_read (spec, &shapes[at]))
      return at;
  }
  return end;
}

void
gradus_experiment_suit_layer (const GradusExperiment *experiment, guint at, GradusLayerSpec *spec)
{
  g_autofree GradusShape *shapes = gradus_experiment_infer_shapes (experiment);
  guint number = at;

  while (number > 0 && !gradus_shape_equal (&shapes[number - 1], &shapes[at]))
    number--;
  for (guint i = 0; number > 0 && i < gradus_layer_class_count_settings (spec->class); i++) {
    if (spec->class->settings[i].type == GRADUS_SETTING_LAYER)
      spec->settings[i] = number - 1;
  }
}

static char *
find_fault_of_shapes (const GradusExperiment *experiment, int *layer)
{
  g_autoptr (GError) error = NULL;
  guint fault = 0;

  g_free (infer_shapes (experiment, &fault, &error));
  if (!error)
    return NULL;
  *layer = (int) fault;
  return g_strdup (error->message);
}

/* The most samples that a step has at once, as far as the spec knows, which leaves a few to their
 * generator; those for testing are none of them. */
static guint
count_batch (const GradusExperiment *experiment)
{
  const GradusDataSpec *data = &experiment->data;
  const double share = data->generator->has_test ? 1 - data->test_fraction : 1;
  const guint n = MAX ((guint) (gradus_data_spec_count_samples (data) * share), 1);

  return experiment->batch_size > 0 ? MIN (experiment->batch_size, n) : n;
}

/* What training would take is known before anything of that size is allocated. */
static char *
find_fault_of_size (const GradusExperiment *experiment)
{
  const GradusShape input = gradus_data_spec_get_shape (&experiment->data);
  g_autoptr (GError) error = NULL;
  guint64 bytes;

  return gradus_network_measure (gradus_experiment_get_layer (experiment, 0),
                                 experiment->layers->len, &input, experiment->optimiser.kind,
                                 count_batch (experiment), &bytes, &error)
             ? NULL
             : g_strdup (error->message);
}

/* The words of JSON's reader, for who edits what was read. NaN is in no range. */
static char *
find_fault_of_number (const GradusLayerSetting *setting, double value, double lowest,
                      double highest)
{
  const gboolean is_whole = setting->type != GRADUS_SETTING_REAL;

  if (value >= lowest && value <= highest && (!is_whole || floor (value) == value))
    return NULL;
  return g_strdup_printf ("%s cannot be %.10g; give a %snumber from %g to %g", setting->key, value,
                          is_whole ? "whole " : "", lowest, highest);
}

static char *
find_fault_of_sides (const GradusLayerSetting *setting, double size)
{
  char *fault;

  if (!(size >= setting->lowest && size < GRADUS_SIZE_BASE * (setting->highest + 1)) ||
      floor (size) != size)
    return find_fault_of_number (setting, size, setting->lowest, setting->highest);
  fault = find_fault_of_number (setting, gradus_size_get_height (size), setting->lowest,
                                setting->highest);
  return fault ? fault
               : find_fault_of_number (setting, gradus_size_get_width (size), setting->lowest,
                                       setting->highest);
}

/* Which layer comes before which is seen where shapes are. */
static char *
find_fault_of_setting (const GradusLayerSetting *setting, double value)
{
  if (setting->word && value == GRADUS_SETTING_WORD)
    return NULL;
  switch (setting->type) {
  case GRADUS_SETTING_SIZE:
    return find_fault_of_sides (setting, value);
  case GRADUS_SETTING_CHOICE:
    return find_fault_of_number (setting, value, 0, g_strv_length ((char **) setting->choices) - 1);
  case GRADUS_SETTING_LAYER:
    return find_fault_of_number (setting, value, 0, GRADUS_MAX_LAYERS - 1);
  case GRADUS_SETTING_REAL:
  case GRADUS_SETTING_WHOLE:
  default:
    return find_fault_of_number (setting, value, setting->lowest, setting->highest);
  }
}

static char *
find_fault_of_settings (const GradusLayerSpec *spec)
{
  char *fault = NULL;

  for (guint i = 0; i < gradus_layer_class_count_settings (spec->class) && !fault; i++)
    fault = find_fault_of_setting (&spec->class->settings[i], spec->settings[i]);
  return fault;
}

guint
gradus_experiment_get_fewest_samples (const GradusExperiment *experiment)
{
  for (guint i = 0; i < experiment->layers->len; i++) {
    if (gradus_experiment_get_layer (experiment, i)->class->compares_samples)
      return 2;
  }
  return 1;
}

/* What is wrong with a layer by itself. */
static char *
find_fault_of_layer (const GradusExperiment *experiment, guint layer)
{
  const GradusLayerSpec *spec = gradus_experiment_get_layer (experiment, layer);
  const GradusActivationKind activation = spec->activation.kind;
  char *fault = find_fault_of_settings (spec);

  if (fault)
    return fault;
  if (!gradus_layer_class_fits_activation (spec->class, activation))
    return g_strdup_printf ("%s cannot have the activation %s; put it into a dense layer",
                            spec->class->name, gradus_activation_names[activation]);
  if (activation == GRADUS_ACTIVATION_SOFTMAX && layer + 1 < experiment->layers->len)
    return g_strdup ("softmax is for the last layer; take another activation here");
  if (spec->class->compares_samples && experiment->batch_size == 1)
    return g_strdup_printf ("%s compares the samples of a batch, and a batch of 1 has none to "
                            "compare; take a batch-size of 2 or more, or 0 for all samples",
                            spec->class->name);
  return NULL;
}

char *
gradus_experiment_find_fault (const GradusExperiment *experiment, int *layer)
{
  char *fault = NULL;

  *layer = -1;
  if (experiment->layers->len == 0)
    return g_strdup ("there is no layer; give at least one");
  for (guint i = 0; i < experiment->layers->len && !fault; i++) {
    *layer = (int) i;
    fault = find_fault_of_layer (experiment, i);
  }
  if (!fault)
    fault = find_fault_of_shapes (experiment, layer);
  if (!fault)
    fault = find_fault_of_last (experiment);
  if (fault)
    return fault;
  *layer = -1;
  return find_fault_of_size (experiment);
}

/* "8", or with a kernel "8@5" or "8@5×3". */
static char *
describe_width (const GradusLayerSpec *spec)
{
  GString *text = g_string_new (NULL);

  g_string_printf (text, "%u", gradus_layer_spec_get_width (spec));
  for (guint i = 0; i < gradus_layer_class_count_settings (spec->class); i++) {
    const double size = spec->settings[i];

    if (spec->class->settings[i].type != GRADUS_SETTING_SIZE)
      continue;
    g_string_append_printf (text, "@%u", gradus_size_get_height (size));
    if (gradus_size_get_width (size) != gradus_size_get_height (size))
      g_string_append_printf (text, "×%u", gradus_size_get_width (size));
  }
  return g_string_free (text, FALSE);
}

static void
append_widths (GString *text, const char *width, guint n_alike)
{
  if (n_alike > 0)
    g_string_append_printf (text, "-%s", width);
  if (n_alike > 1)
    g_string_append_printf (text, "×%u", n_alike);
}

/* Layers without a width, dropout and the like, do not change the shape, so they do not part layers
 * that are alike. The last layer stands for itself: it is what the network says. */
char *
gradus_experiment_describe_shape (const GradusExperiment *experiment)
{
  GString *text = g_string_new (NULL);
  g_autofree char *alike = g_strdup ("");
  guint n_alike = 0;

  g_string_append_printf (text, "%u", gradus_data_spec_count_inputs (&experiment->data));
  for (guint i = 0; i < experiment->layers->len; i++) {
    const GradusLayerSpec *spec = gradus_experiment_get_layer (experiment, i);
    g_autofree char *width = NULL;

    if (!gradus_layer_class_get_width (spec->class))
      continue;
    width = describe_width (spec);
    if (n_alike > 0 && (!g_str_equal (width, alike) || i + 1 == experiment->layers->len)) {
      append_widths (text, alike, n_alike);
      n_alike = 0;
    }
    g_free (alike);
    alike = g_steal_pointer (&width);
    n_alike++;
  }
  append_widths (text, alike, n_alike);
  return g_string_free (text, FALSE);
}
