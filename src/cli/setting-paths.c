/* SPDX-License-Identifier: MIT */
#include "cli/setting-paths.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "data/import.h"
#include "experiment/experiment-tree.h"

typedef struct {
  void (*func) (const char *path, const char *value, gpointer data);
  gpointer data;
} Walk;

static void
visit (const Walk *walk, const char *path, json_t *value)
{
  char *text = json_dumps (value, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION (9));

  walk->func (path, text, walk->data);
  free (text);
}

/* Lists of objects are layers, counted from 1; other lists are values. */
static void
walk_below (const Walk *walk, const char *path, json_t *value)
{
  const char *key;
  json_t *member;
  gsize i;

  if (json_is_array (value) && json_is_object (json_array_get (value, 0))) {
    json_array_foreach (value, i, member) {
      g_autofree char *below = g_strdup_printf ("%s.%" G_GSIZE_FORMAT, path, i + 1);

      walk_below (walk, below, member);
    }
    return;
  }
  if (!json_is_object (value)) {
    visit (walk, path, value);
    return;
  }
  json_object_foreach (value, key, member) {
    g_autofree char *below = *path ? g_strconcat (path, ".", key, NULL) : g_strdup (key);

    if (!g_str_equal (key, "gradus-experiment"))
      walk_below (walk, below, member);
  }
}

/* Of all layers but the last, as the first of them that has a setting has it. */
static void
walk_hidden (const Walk *walk, json_t *layers)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i + 1 < json_array_size (layers); i++) {
    const char *key;
    json_t *member;

    json_object_foreach (json_array_get (layers, i), key, member) {
      g_autofree char *path = g_strconcat ("network.hidden.", key, NULL);

      if (g_hash_table_add (seen, (gpointer) key))
        walk_below (walk, path, member);
    }
  }
}

void
gradus_setting_paths_foreach (const GradusExperiment *experiment,
                              void (*func) (const char *path, const char *value, gpointer data),
                              gpointer data)
{
  const Walk walk = { func, data };
  g_autoptr (GradusJsonTree) root = gradus_experiment_to_tree (experiment);
  json_t *layers = json_object_get (json_object_get (root, "network"), "layers");
  g_autofree char *depth = g_strdup_printf ("%d", (int) json_array_size (layers) - 1);

  walk_below (&walk, "", root);
  walk_hidden (&walk, layers);
  func ("network.depth", depth, data);
}

const char *const *
gradus_setting_path_list_values (const char *path)
{
  const struct {
    const char *ending;
    const char *const *names;
  } values[] = { { "activation", gradus_activation_names },
                 { "cost", gradus_cost_names },
                 { "optimiser.name", gradus_optimiser_names },
                 { "initialiser", gradus_initialiser_names },
                 { "initialiser.name", gradus_initialiser_names },
                 { "schedule", gradus_schedule_names },
                 { "schedule.name", gradus_schedule_names },
                 { "data.scaling", gradus_scaling_names },
                 { "data.missing", gradus_missing_names },
                 { "data.header", gradus_header_names },
                 { "data.task", gradus_task_names } };

  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    const gsize length = strlen (path), n = strlen (values[i].ending);

    if (g_str_has_suffix (path, values[i].ending) && (length == n || path[length - n - 1] == '.'))
      return values[i].names;
  }
  return NULL;
}
