/* SPDX-License-Identifier: MIT */
#include "experiment/experiment-json.h"

#include <gio/gio.h>
#include <string.h>

#include "nn/network.h"
#include "experiment/experiment-parts.h"
#include "experiment/experiment-tree.h"
#include "experiment/json-file.h"
#include "experiment/json-line.h"
#include "experiment/json-text.h"

G_DEFINE_QUARK (gradus-experiment-error-quark, gradus_experiment_error)

char *
gradus_experiment_to_json (const GradusExperiment *experiment)
{
  g_autoptr (GradusJsonTree) root = gradus_experiment_to_tree (experiment);

  return gradus_json_text (root, JSON_INDENT (2));
}

static GradusExperiment *
read_text (const char *text, gsize length, const GradusDataSource *source, GError **error)
{
  g_auto (GradusJsonReader) reader = { .source = *source };
  g_autoptr (GradusJsonTree) root = NULL;
  GradusExperiment *experiment;

  root = gradus_json_file_parse (
      text, length, "an experiment is a JSON object, { \"gradus-experiment\": 1, … }", error);
  if (!root)
    return NULL;
  experiment = gradus_experiment_from_tree (&reader, root);
  if (!experiment)
    g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID, "%u: %s%s%s",
                 gradus_json_line_of (text, length, reader.path), reader.path,
                 *reader.path ? ": " : "", reader.fault);
  return experiment;
}

GradusExperiment *
gradus_experiment_from_json (const char *text, gsize length, GError **error)
{
  return read_text (text, length, &(GradusDataSource){ NULL }, error);
}

GradusExperiment *
gradus_experiment_from_json_with (const char *text, gsize length, const GradusDataSource *source,
                                  GError **error)
{
  return read_text (text, length, source, error);
}

/* The folder of the file is where paths in it begin; what comes by a pipe has none. */
GradusExperiment *
gradus_experiment_load (const char *filename, GError **error)
{
  g_autofree char *text = NULL, *folder = g_path_get_dirname (filename);
  const gboolean is_file = g_file_test (filename, G_FILE_TEST_IS_REGULAR); /* or a pipe */
  GradusExperiment *experiment = NULL;
  gsize length;

  text = gradus_json_file_read (filename, GRADUS_EXPERIMENT_MAX_BYTES, "experiment file", &length,
                                error);
  if (text)
    experiment =
        read_text (text, length, &(GradusDataSource){ .folder = is_file ? folder : NULL }, error);
  if (!experiment)
    g_prefix_error (error, "%s: ", filename);
  return experiment;
}

static json_t *
parse_value (const char *text)
{
  json_t *value = json_loads (text, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);

  return value ? value : json_string (text);
}

static gboolean set_below (json_t *at, const char *path, json_t *value);

/* A new kind starts with its own numbers, so those of the old kind must go. */
static void
forget_members (json_t *object, const char *const *keys)
{
  for (; *keys; keys++)
    json_object_del (object, *keys);
}

static gboolean
set_member (json_t *object, const char *key, json_t *value)
{
  static const char *const of_activation[] = { "alpha", "pieces", NULL };
  static const char *const of_name[] = {
    "momentum",  "decay",   "epsilon", "weight-decay", /* an optimiser's */
    "every",     "factor",  "final",                   /* a schedule's */
    "deviation", "range",   "value",   "gain",         "epochs",         /* an initialiser's */
    "samples",   "noise",   "arms",    "test-fraction", "features",       "formula",
    "points",    "path",    "header",  "encoding",      "missing-values", "target",
    "inputs",    "scaling", "missing", "task",          "pictures",       "turn",
    "flip",      "mirror",  "shift",   "size",          "grey",           NULL
  };

  if (g_str_equal (key, "activation"))
    forget_members (object, of_activation);
  else if (g_str_equal (key, "name") && !json_equal (json_object_get (object, "name"), value))
    forget_members (object, of_name);
  return json_object_set (object, key, value) == 0;
}

/* Sets it in every layer but the last that has the setting. FALSE if none has. A kind of layer that
 * has no such setting is passed over; only where none has it, it is a fault. */
static gboolean
set_hidden_layers (json_t *network, const char *path, json_t *value)
{
  json_t *layers = json_object_get (network, "layers");
  g_autofree char *key = g_strndup (path, strcspn (path, "."));
  gboolean any_set = FALSE;

  for (gsize i = 0; i + 1 < json_array_size (layers); i++) {
    json_t *layer = json_array_get (layers, i);

    any_set =
        (gradus_layer_tree_can_have (layer, key) && set_below (layer, path, value)) || any_set;
  }
  return any_set;
}

/* What ends training early is left out where nothing does. */
static json_t *
get_or_begin (json_t *at, const char *key)
{
  if (!json_object_get (at, key) && g_str_equal (key, "stop-when") && json_object_get (at, "steps"))
    json_object_set_new (at, key, json_object ());
  return json_object_get (at, key);
}

/* Sets the value at a path; FALSE if there is no such path. */
static gboolean
set_below (json_t *at, const char *path, json_t *value)
{
  const char *dot = strchr (path, '.');
  g_autofree char *key = dot ? g_strndup (path, (gsize) (dot - path)) : g_strdup (path);

  if (!dot && g_str_equal (key, "depth") && json_object_get (at, "layers"))
    return gradus_layers_tree_set_depth (json_object_get (at, "layers"), value);
  if (!dot)
    return json_is_object (at) && set_member (at, key, value);
  if (json_is_array (at))
    return set_below (json_array_get (at, (gsize) g_ascii_strtoull (key, NULL, 10) - 1), dot + 1,
                      value);
  if (g_str_equal (key, "hidden") && json_object_get (at, "layers"))
    return set_hidden_layers (at, dot + 1, value);
  return set_below (get_or_begin (at, key), dot + 1, value);
}

/* Applies "PATH=VALUE". FALSE, and a fault in the reader, if it cannot be set. */
static gboolean
apply_setting (GradusJsonReader *reader, json_t *root, const char *setting)
{
  const char *equals = strchr (setting, '=');
  g_autofree char *path = equals ? g_strndup (setting, (gsize) (equals - setting)) : NULL;
  g_autoptr (GradusJsonTree) value = equals ? parse_value (equals + 1) : NULL;

  if (!equals)
    gradus_json_reader_fail (reader, "", "there is no \"=\"; give PATH=VALUE");
  else if (equals == setting)
    gradus_json_reader_fail (reader, "", "there is no path before \"=\"; give PATH=VALUE");
  else if (!value)
    gradus_json_reader_fail (reader, path, "the value is not UTF-8");
  else if (set_below (root, path, value))
    return TRUE;
  else if (g_str_equal (path, "network.depth"))
    gradus_json_reader_fail (reader, path,
                             "give a whole number from 0 to %d; more than 0 needs a hidden layer, "
                             "which is repeated",
                             GRADUS_MAX_LAYERS - 1);
  else
    gradus_json_reader_fail (
        reader, path,
        "an experiment has no such setting; give a path like training.optimiser.learning-rate, "
        "network.layers.1.units or network.hidden.activation");
  return FALSE;
}

/* Guesses which setting caused a fault that was only found afterwards: the last one whose path
 * is a part of the fault's path or the other way round, else the first. */
static const char *
find_culprit (const char *const *settings, const char *path)
{
  const char *culprit = NULL;

  for (; *settings; settings++) {
    const gsize length = strcspn (*settings, "=");
    const gboolean is_hidden =
        g_str_has_prefix (*settings, "network.hidden.") && g_str_has_prefix (path, "network.");

    if (is_hidden || strncmp (*settings, path, MIN (length, strlen (path))) == 0 || !culprit)
      culprit = *settings;
  }
  return culprit;
}

/* All settings are put in before anything is checked: one may be possible only with another. */
GradusExperiment *
gradus_experiment_set (const GradusExperiment *experiment, const char *const *settings,
                       GError **error)
{
  g_auto (GradusJsonReader) reader = { NULL };
  g_autoptr (GradusJsonTree) root = gradus_experiment_to_tree (experiment);
  GradusExperiment *changed = NULL;
  const char *culprit = NULL;

  for (guint i = 0; settings[i] && !gradus_json_reader_has_failed (&reader); i++) {
    if (!apply_setting (&reader, root, settings[i]))
      culprit = settings[i];
  }
  if (!culprit)
    changed = gradus_experiment_from_tree (&reader, root);
  if (!changed && !culprit)
    culprit = find_culprit (settings, reader.path);
  if (!changed)
    g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID, "%s: %s", culprit,
                 reader.fault);
  return changed;
}
