/* SPDX-License-Identifier: MIT */
#include "train/experiment-json.h"

#include <gio/gio.h>
#include <string.h>

#include "train/experiment-tree.h"
#include "train/json-place.h"

G_DEFINE_QUARK (gradus - experiment - error - quark, gradus_experiment_error)

char *
gradus_experiment_to_json (const GradusExperiment *experiment)
{
  g_autoptr (GradusJsonTree) root = gradus_experiment_to_tree (experiment);

  return json_dumps (root, JSON_INDENT (2) | JSON_REAL_PRECISION (15));
}

GradusExperiment *
gradus_experiment_from_json (const char *text, gsize length, GError **error)
{
  g_auto (GradusJsonReader) reader = { NULL };
  g_autoptr (GradusJsonTree) root = NULL;
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
  experiment = gradus_experiment_from_tree (&reader, root);
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
  g_autoptr (GradusJsonTree) root = gradus_experiment_to_tree (experiment);
  g_autoptr (GradusJsonTree) parsed = parse_value (value);
  GradusExperiment *changed = NULL;

  if (!parsed)
    gradus_json_reader_fail (&reader, path, "the value is not UTF-8");
  else if (!set_below (root, path, parsed))
    gradus_json_reader_fail (
        &reader, path,
        "no such place in an experiment; give a path like training.optimiser.learning-rate, "
        "network.layers.1.units or network.hidden.activation");
  else
    changed = gradus_experiment_from_tree (&reader, root);
  if (!changed)
    g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID, "%s=%s: %s", path, value,
                 reader.fault);
  return changed;
}
