/* SPDX-License-Identifier: MIT */
#include "lesson/changes.h"

#include <stdlib.h>
#include <string.h>

#include "experiment/experiment-json.h"
#include "experiment/experiment-tree.h"
#include "experiment/json-text.h"

#define LAYERS "network.layers."

/* A value in a line; what is long is cut. */
static char *
describe_value (const json_t *value)
{
  char *text, *copy;

  if (!value)
    return g_strdup ("–");
  if (json_is_string (value))
    return g_strndup (json_string_value (value), 60);
  text = json_dumps (value, JSON_ENCODE_ANY | JSON_SORT_KEYS | JSON_REAL_PRECISION (6));
  copy = g_utf8_make_valid (text ? text : "", -1);
  free (text);
  if (g_utf8_strlen (copy, -1) > 60)
    strcpy (g_utf8_offset_to_pointer (copy, 57), "…");
  return copy;
}

/* "network.layers.3.activation" is "network.hidden.activation" unless layer 3 is the last. */
static char *
shorten_path (const char *path, gsize n_layers)
{
  char *rest;
  guint64 number;

  if (!g_str_has_prefix (path, LAYERS))
    return g_strdup (path);
  number = g_ascii_strtoull (path + strlen (LAYERS), &rest, 10);
  return number < n_layers ? g_strconcat ("network.hidden", rest, NULL) : g_strdup (path);
}

typedef struct {
  GPtrArray *lines;
  gsize n_layers;
  gsize n_layers_after;
  gboolean are_settings; /* to be set, else to be read by people */
  gboolean are_hidden;   /* of settings: equal ones of hidden layers are one */
} Changes;

static void
add_change_line (Changes *changes, char *line)
{
  if (g_ptr_array_find_with_equal_func (changes->lines, line, g_str_equal, NULL))
    g_free (line);
  else
    g_ptr_array_add (changes->lines, line);
}

/* What goes with a kind goes when the kind is set. */
static void
add_setting (Changes *changes, const char *path, const json_t *value)
{
  g_autofree char *short_path = changes->are_hidden ? shorten_path (path, changes->n_layers_after)
                                                    : g_strdup (path);
  g_autofree char *text = NULL;

  if (!value || g_str_equal (path, "training.steps"))
    return;
  text = json_is_string (value) ? g_strdup (json_string_value (value))
                                : gradus_json_text (value, JSON_ENCODE_ANY);
  add_change_line (changes, g_strconcat (short_path, "=", text, NULL));
}

static void
add_change (Changes *changes, const char *path, const json_t *a, const json_t *b)
{
  g_autofree char *before = NULL, *after = NULL, *short_path = NULL;

  if (changes->are_settings) {
    add_setting (changes, path, b);
    return;
  }
  before = describe_value (a);
  after = describe_value (b);
  short_path = shorten_path (path, changes->n_layers);
  add_change_line (changes, g_strdup_printf ("%s: %s → %s", short_path, before, after));
}

static void compare_trees (Changes *changes, const char *path, json_t *a, json_t *b);

static void
compare_objects (Changes *changes, const char *path, json_t *a, json_t *b)
{
  const char *key;
  json_t *value;

  json_object_foreach (a, key, value) {
    g_autofree char *below = gradus_json_path (path, key);

    compare_trees (changes, below, value, json_object_get (b, key));
  }
  json_object_foreach (b, key, value) {
    g_autofree char *below = gradus_json_path (path, key);

    if (!json_object_get (a, key))
      compare_trees (changes, below, NULL, value);
  }
}

/* Of another number of layers the number is the change, and the last ones are compared. */
static void
compare_layers (Changes *changes, json_t *a, json_t *b)
{
  const gsize n = json_array_size (a), n_after = json_array_size (b);
  const gsize n_common = MIN (n, n_after);
  json_t *before = json_integer ((json_int_t) n - 1), *after = json_integer ((json_int_t) n_after - 1);

  if (n != n_after)
    add_change (changes, "network.depth", before, after);
  json_decref (before);
  json_decref (after);
  for (gsize i = 0; i < n_common; i++) {
    const gboolean is_last = i + 1 == n_common;
    const gsize last = changes->are_settings ? n_after : changes->n_layers;
    g_autofree char *below = g_strdup_printf (LAYERS "%" G_GSIZE_FORMAT, is_last ? last : i + 1);

    compare_trees (changes, below, json_array_get (a, is_last ? n - 1 : i),
                   json_array_get (b, is_last ? n_after - 1 : i));
  }
}

static void
compare_trees (Changes *changes, const char *path, json_t *a, json_t *b)
{
  if ((a && b && json_equal (a, b)) || g_str_equal (path, "name"))
    return;
  if (json_is_object (a) && json_is_object (b))
    compare_objects (changes, path, a, b);
  else if (json_is_array (a) && json_is_array (b) && g_str_equal (path, "network.layers"))
    compare_layers (changes, a, b);
  else
    add_change (changes, path, a, b);
}

static char **
list_changes (const GradusExperiment *given, const GradusExperiment *changed,
              gboolean are_settings, gboolean are_hidden)
{
  g_autoptr (GradusJsonTree) a = gradus_experiment_to_tree (given);
  g_autoptr (GradusJsonTree) b = gradus_experiment_to_tree (changed);
  Changes changes = { g_ptr_array_new (), gradus_experiment_get_n_layers (given),
                      gradus_experiment_get_n_layers (changed), are_settings, are_hidden };

  compare_trees (&changes, "", a, b);
  g_ptr_array_add (changes.lines, NULL);
  return (char **) g_ptr_array_free (changes.lines, FALSE);
}

char **
gradus_changes_list (const GradusExperiment *given, const GradusExperiment *changed)
{
  return list_changes (given, changed, FALSE, FALSE);
}

static gboolean
do_lead_to (char **settings, const GradusExperiment *given, const GradusExperiment *changed)
{
  g_autoptr (GradusExperiment) reached =
      gradus_experiment_set (given, (const char *const *) settings, NULL);
  g_auto (GStrv) left = reached ? list_changes (reached, changed, TRUE, FALSE) : NULL;

  return left && !*left;
}

/* Hidden layers together if that leads there, else each by itself. */
char **
gradus_changes_list_settings (const GradusExperiment *given, const GradusExperiment *changed,
                              GError **error)
{
  for (guint i = 0; i < 2; i++) {
    g_auto (GStrv) settings = list_changes (given, changed, TRUE, i == 0);

    if (do_lead_to (settings, given, changed))
      return g_steal_pointer (&settings);
  }
  g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID,
               "from what the step begins with no settings lead to what is here");
  return NULL;
}
