/* SPDX-License-Identifier: MIT */
#include "train/experiment-json.h"

#include <gio/gio.h>
#include <string.h>

#include "nn/network.h"
#include "train/json-place.h"
#include "train/json-reader.h"

G_DEFINE_QUARK (gradus - experiment - error - quark, gradus_experiment_error)

typedef json_t JsonTree;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JsonTree, json_decref)

/* "a, b, c" of the names that `get_name` gives for 0 … n - 1. */
#define LIST_NAMES(n, get_name, Type)                                                                        \
  ({                                                                                                         \
    GString *list_ = g_string_new (get_name ((Type) 0));                                                     \
                                                                                                             \
    for (guint i_ = 1; i_ < (n); i_++)                                                                       \
      g_string_append_printf (list_, ", %s", get_name ((Type) i_));                                          \
    g_string_free (list_, FALSE);                                                                            \
  })

static void
fail_unknown_name (GradusJsonReader *reader, const char *place, const char *key, const char *what,
                   const char *name, const char *known)
{
  g_autofree char *where = gradus_json_place (place, key);

  gradus_json_reader_fail (reader, where, "there is no %s \"%.60s\"; known: %s", what, name, known);
}

/* -- Reading ----------------------------------------------------------------------------------------------
 */

static GradusActivation
read_activation (GradusJsonReader *reader, const char *place, json_t *layer)
{
  const char *name = gradus_json_reader_string (reader, place, layer, "activation", NULL);
  GradusActivation activation = gradus_activation_make (GRADUS_ACTIVATION_LINEAR);
  double alpha;

  if (gradus_json_reader_has_failed (reader))
    return activation;
  if (!gradus_activation_from_name (name, &activation.kind)) {
    g_autofree char *known = LIST_NAMES (GRADUS_N_ACTIVATIONS, gradus_activation_name, GradusActivationKind);

    fail_unknown_name (reader, place, "activation", "activation", name, known);
    return activation;
  }
  activation = gradus_activation_make (activation.kind);
  alpha = (double) activation.alpha;
  if (gradus_activation_has_alpha (activation.kind)) {
    activation.alpha =
        (float) gradus_json_reader_number (reader, place, layer, "alpha", 0, GRADUS_ALPHA_MAX, &alpha);
  } else if (json_object_get (layer, "alpha")) {
    g_autofree char *where = gradus_json_place (place, "alpha");

    gradus_json_reader_fail (reader, where, "%s has no alpha; leave it out", name);
  }
  return activation;
}

static GradusInitialiser
read_initialiser (GradusJsonReader *reader, const char *layer_place, json_t *layer)
{
  static const char *const keys[] = { "name", "range", "bias", NULL };
  g_autofree char *place = gradus_json_place (layer_place, "initialiser");
  g_autoptr (JsonTree) shorthand = NULL;
  GradusInitialiser initialiser = gradus_initialiser_make (GRADUS_INITIALISER_UNIFORM);
  json_t *value = json_object_get (layer, "initialiser");
  const double no_bias = 0;
  double range;
  const char *name;

  if (!value)
    return initialiser;
  if (json_is_string (value))
    value = shorthand = json_pack ("{sO}", "name", value);
  if (!gradus_json_reader_check_object (reader, place, value, keys))
    return initialiser;

  name = gradus_json_reader_string (reader, place, value, "name", NULL);
  if (gradus_json_reader_has_failed (reader))
    return initialiser;
  if (!gradus_initialiser_from_name (name, &initialiser.kind)) {
    g_autofree char *known =
        LIST_NAMES (GRADUS_N_INITIALISERS, gradus_initialiser_name, GradusInitialiserKind);

    fail_unknown_name (reader, place, "name", "initialiser", name, known);
    return initialiser;
  }
  initialiser = gradus_initialiser_make (initialiser.kind);
  range = (double) initialiser.range;
  if (gradus_initialiser_has_range (initialiser.kind)) {
    initialiser.range = (float) gradus_json_reader_number (reader, place, value, "range", 1e-6, 1000, &range);
  } else if (json_object_get (value, "range")) {
    g_autofree char *where = gradus_json_place (place, "range");

    gradus_json_reader_fail (reader, where, "%s has no range; leave it out", name);
  }
  initialiser.bias = (float) gradus_json_reader_number (reader, place, value, "bias", -1000, 1000, &no_bias);
  return initialiser;
}

static void
read_layers (GradusJsonReader *reader, json_t *network, GradusExperiment *experiment)
{
  static const char *const keys[] = { "units", "activation", "alpha", "initialiser", NULL };
  json_t *layers = gradus_json_reader_require (reader, "network", network, "layers");

  if (layers && (!json_is_array (layers) || json_array_size (layers) < 1 ||
                 json_array_size (layers) > GRADUS_MAX_LAYERS))
    gradus_json_reader_fail (reader, "network.layers",
                             "this must be an array of 1 to %d layers; it has %" G_GSIZE_FORMAT,
                             GRADUS_MAX_LAYERS, json_array_size (layers));
  for (gsize i = 0; !gradus_json_reader_has_failed (reader) && i < json_array_size (layers); i++) {
    g_autofree char *place = g_strdup_printf ("network.layers.%" G_GSIZE_FORMAT, i + 1);
    json_t *layer = json_array_get (layers, i);
    GradusLayerSpec spec;

    if (!gradus_json_reader_check_object (reader, place, layer, keys))
      return;
    spec.units =
        (guint) gradus_json_reader_integer (reader, place, layer, "units", 1, GRADUS_MAX_UNITS, NULL);
    spec.activation = read_activation (reader, place, layer);
    spec.initialiser = read_initialiser (reader, place, layer);
    gradus_experiment_add_layer (experiment, &spec);
  }
}

static void
read_data (GradusJsonReader *reader, json_t *root, GradusExperiment *experiment)
{
  static const char *const keys[] = { "name", NULL };
  json_t *data = gradus_json_reader_require (reader, "", root, "data");
  const char *name;

  if (!gradus_json_reader_check_object (reader, "data", data, keys))
    return;
  name = gradus_json_reader_string (reader, "data", data, "name", NULL);
  if (gradus_json_reader_has_failed (reader))
    return;
  experiment->data = gradus_generator_find (name);
  if (!experiment->data) {
    g_autoptr (GString) known = g_string_new (NULL);

    for (const GradusGenerator *g = gradus_generator_list (); g->name; g++)
      g_string_append_printf (known, "%s%s", known->len ? ", " : "", g->name);
    fail_unknown_name (reader, "data", "name", "dataset", name, known->str);
  }
}

static void
read_optimiser (GradusJsonReader *reader, json_t *training, GradusExperiment *experiment)
{
  static const char *const keys[] = { "name", "learning-rate", NULL };
  const char *const place = "training.optimiser";
  json_t *optimiser = gradus_json_reader_require (reader, "training", training, "optimiser");
  const char *name;

  if (!gradus_json_reader_check_object (reader, place, optimiser, keys))
    return;
  name = gradus_json_reader_string (reader, place, optimiser, "name", NULL);
  if (!gradus_json_reader_has_failed (reader) &&
      !gradus_optimiser_from_name (name, &experiment->optimiser.kind)) {
    g_autofree char *known = LIST_NAMES (GRADUS_N_OPTIMISERS, gradus_optimiser_name, GradusOptimiserKind);

    fail_unknown_name (reader, place, "name", "optimiser", name, known);
  }
  experiment->optimiser.learning_rate = gradus_json_reader_number (
      reader, place, optimiser, "learning-rate", GRADUS_LEARNING_RATE_MIN, GRADUS_LEARNING_RATE_MAX, NULL);
}

static void
read_training (GradusJsonReader *reader, json_t *root, GradusExperiment *experiment)
{
  static const char *const keys[] = { "cost", "optimiser", "batch-size", "steps", NULL };
  const guint64 full_batch = 0, usual_steps = experiment->steps;
  json_t *training = gradus_json_reader_require (reader, "", root, "training");
  const char *name;

  if (!gradus_json_reader_check_object (reader, "training", training, keys))
    return;
  name = gradus_json_reader_string (reader, "training", training, "cost", NULL);
  if (!gradus_json_reader_has_failed (reader) && !gradus_cost_from_name (name, &experiment->cost)) {
    g_autofree char *known = LIST_NAMES (GRADUS_N_COSTS, gradus_cost_name, GradusCost);

    fail_unknown_name (reader, "training", "cost", "cost", name, known);
  }
  read_optimiser (reader, training, experiment);
  if (gradus_json_reader_integer (reader, "training", training, "batch-size", 0, GRADUS_MAX_STEPS,
                                  &full_batch))
    gradus_json_reader_fail (reader, "training.batch-size",
                             "mini-batches are not known; give 0, the full batch");
  experiment->steps =
      gradus_json_reader_integer (reader, "training", training, "steps", 0, GRADUS_MAX_STEPS, &usual_steps);
}

/* What no single value shows: whether the last layer fits the data and the cost. */
static void
check_last_layer (GradusJsonReader *reader, const GradusExperiment *experiment)
{
  guint n_layers = gradus_experiment_get_n_layers (experiment);
  const GradusLayerSpec *last;
  g_autofree char *place = g_strdup_printf ("network.layers.%u", n_layers);

  if (gradus_json_reader_has_failed (reader))
    return;
  last = gradus_experiment_get_layer (experiment, n_layers - 1);
  if (last->units != experiment->data->n_targets)
    gradus_json_reader_fail (reader, place, "the last layer has %u units, but %s has %u target%s; give it %u",
                             last->units, experiment->data->name, experiment->data->n_targets,
                             experiment->data->n_targets == 1 ? "" : "s", experiment->data->n_targets);
  if (!gradus_cost_fits (experiment->cost, last->activation.kind))
    gradus_json_reader_fail (
        reader, place, "%s needs a last layer with activation sigmoid, not %s; change one of the two",
        gradus_cost_name (experiment->cost), gradus_activation_name (last->activation.kind));
}

static GradusExperiment *
read_experiment (GradusJsonReader *reader, json_t *root)
{
  static const char *const keys[] = {
    "gradus-experiment", "name", "data", "network", "training", "seed", NULL
  };
  static const char *const network_keys[] = { "layers", NULL };
  g_autoptr (GradusExperiment) experiment = gradus_experiment_new ("");
  const guint64 usual_seed = experiment->seed;
  json_t *network;

  if (!gradus_json_reader_check_object (reader, "", root, keys))
    return NULL;
  gradus_json_reader_integer (reader, "", root, "gradus-experiment", 1, 1, NULL);
  g_free (experiment->name);
  experiment->name = g_strdup (gradus_json_reader_string (reader, "", root, "name", "Untitled"));
  read_data (reader, root, experiment);
  network = gradus_json_reader_require (reader, "", root, "network");
  if (gradus_json_reader_check_object (reader, "network", network, network_keys))
    read_layers (reader, network, experiment);
  read_training (reader, root, experiment);
  experiment->seed = gradus_json_reader_integer (reader, "", root, "seed", 0, GRADUS_MAX_SEED, &usual_seed);
  check_last_layer (reader, experiment);
  return gradus_json_reader_has_failed (reader) ? NULL : g_steal_pointer (&experiment);
}

GradusExperiment *
gradus_experiment_from_json (const char *text, gsize length, GError **error)
{
  g_auto (GradusJsonReader) reader = { NULL };
  g_autoptr (JsonTree) root = NULL;
  GradusExperiment *experiment;
  json_error_t fault;

  root = json_loadb (text, length, JSON_REJECT_DUPLICATES, &fault);
  if (!root) {
    g_autofree char *shown = g_utf8_make_valid (fault.text, -1);

    g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID,
                 "%d: this is not JSON (%s); an experiment is a JSON object, { \"gradus-experiment\": 1, … }",
                 MAX (fault.line, 1), shown);
    return NULL;
  }
  experiment = read_experiment (&reader, root);
  if (!experiment)
    g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID, "%u: %s%s%s",
                 gradus_json_line_of (text, length, reader.place), reader.place, *reader.place ? ": " : "",
                 reader.fault);
  return experiment;
}

/* The text of a file that is no larger than an experiment can be. */
static char *
read_file (const char *filename, gsize *length, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (filename);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *text = NULL;

  if (!stream)
    return NULL;
  text = g_malloc (GRADUS_EXPERIMENT_MAX_BYTES + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), text, GRADUS_EXPERIMENT_MAX_BYTES + 1, length, NULL,
                                error))
    return NULL;
  if (*length > GRADUS_EXPERIMENT_MAX_BYTES) {
    g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID,
                 "larger than 4 MiB, so it is no experiment file");
    return NULL;
  }
  return g_steal_pointer (&text);
}

GradusExperiment *
gradus_experiment_load (const char *filename, GError **error)
{
  g_autofree char *text = NULL;
  GradusExperiment *experiment = NULL;
  gsize length;

  text = read_file (filename, &length, error);
  if (text)
    experiment = gradus_experiment_from_json (text, length, error);
  if (!experiment)
    g_prefix_error (error, "%s: ", filename);
  return experiment;
}

/* -- Writing ----------------------------------------------------------------------------------------------
 */

/* A float as the shortest decimal that reads back as the same float: 0.1, not 0.10000000149. */
static json_t *
write_float (float value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  for (int precision = 1; precision <= 9; precision++) {
    char format[8];

    g_snprintf (format, sizeof format, "%%.%dg", precision);
    g_ascii_formatd (digits, sizeof digits, format, (double) value);
    if ((float) g_ascii_strtod (digits, NULL) == value)
      break;
  }
  return json_real (g_ascii_strtod (digits, NULL));
}

static json_t *
write_layer (const GradusLayerSpec *spec)
{
  const GradusInitialiser *initialiser = &spec->initialiser;
  json_t *start = json_pack ("{ss}", "name", gradus_initialiser_name (initialiser->kind));
  json_t *layer = json_pack ("{sIss}", "units", (json_int_t) spec->units, "activation",
                             gradus_activation_name (spec->activation.kind));

  if (gradus_activation_has_alpha (spec->activation.kind))
    json_object_set_new (layer, "alpha", write_float (spec->activation.alpha));
  if (gradus_initialiser_has_range (initialiser->kind))
    json_object_set_new (start, "range", write_float (initialiser->range));
  json_object_set_new (start, "bias", write_float (initialiser->bias));
  json_object_set_new (layer, "initialiser", start);
  return layer;
}

static json_t *
write_experiment (const GradusExperiment *experiment)
{
  json_t *layers = json_array ();

  for (guint i = 0; i < gradus_experiment_get_n_layers (experiment); i++)
    json_array_append_new (layers, write_layer (gradus_experiment_get_layer (experiment, i)));
  return json_pack ("{sI ss s{ss} s{so} s{ss s{ss sf} sI sI} sI}", "gradus-experiment", (json_int_t) 1,
                    "name", experiment->name, "data", "name", experiment->data->name, "network", "layers",
                    layers, "training", "cost", gradus_cost_name (experiment->cost), "optimiser", "name",
                    gradus_optimiser_name (experiment->optimiser.kind), "learning-rate",
                    experiment->optimiser.learning_rate, "batch-size", (json_int_t) 0, "steps",
                    (json_int_t) experiment->steps, "seed", (json_int_t) experiment->seed);
}

char *
gradus_experiment_to_json (const GradusExperiment *experiment)
{
  g_autoptr (JsonTree) root = write_experiment (experiment);

  return json_dumps (root, JSON_INDENT (2) | JSON_REAL_PRECISION (15));
}

/* -- Changing one value -------------------------------------------------------------------------------------
 */

static json_t *
parse_value (const char *text)
{
  json_t *value = json_loads (text, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);

  return value ? value : json_string (text);
}

static gboolean set_below (json_t *at, const char *path, json_t *value);

static gboolean
set_member (json_t *object, const char *key, json_t *value)
{
  if (g_str_equal (key, "activation"))
    json_object_del (object, "alpha");
  return json_object_set (object, key, value) == 0;
}

static gboolean
set_hidden_layers (json_t *network, const char *path, json_t *value)
{
  json_t *layers = json_object_get (network, "layers");
  gboolean all_set = TRUE;

  for (gsize i = 0; i + 1 < json_array_size (layers); i++)
    all_set = set_below (json_array_get (layers, i), path, value) && all_set;
  return all_set;
}

/* FALSE where the path leads nowhere. */
static gboolean
set_below (json_t *at, const char *path, json_t *value)
{
  const char *dot = strchr (path, '.');
  g_autofree char *key = dot ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);

  if (!dot)
    return json_is_object (at) && set_member (at, key, value);
  if (json_is_array (at))
    return set_below (json_array_get (at, (gsize) g_ascii_strtoull (key, NULL, 10) - 1), dot + 1, value);
  if (g_str_equal (key, "hidden") && json_object_get (at, "layers"))
    return set_hidden_layers (at, dot + 1, value);
  return set_below (json_object_get (at, key), dot + 1, value);
}

GradusExperiment *
gradus_experiment_set (const GradusExperiment *experiment, const char *path, const char *value,
                       GError **error)
{
  g_auto (GradusJsonReader) reader = { NULL };
  g_autoptr (JsonTree) root = write_experiment (experiment);
  g_autoptr (JsonTree) parsed = parse_value (value);
  GradusExperiment *changed = NULL;

  if (!parsed)
    gradus_json_reader_fail (&reader, path, "the value is not UTF-8");
  else if (!set_below (root, path, parsed))
    gradus_json_reader_fail (
        &reader, path,
        "no such place in an experiment; give a path like training.optimiser.learning-rate, "
        "network.layers.1.units or network.hidden.activation");
  else
    changed = read_experiment (&reader, root);
  if (!changed)
    g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID, "%s=%s: %s", path, value,
                 reader.fault);
  return changed;
}
