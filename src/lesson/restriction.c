/* SPDX-License-Identifier: MIT */
#include "lesson/restriction.h"

#include <string.h>

#include "experiment/experiment-tree.h"

typedef struct {
  const char *const *allowed;
  gsize n_layers; /* of the given experiment */
  char *breach;
} Search;

/* Whether `path` is `root` or below it. */
static gboolean
is_below (const char *path, const char *root)
{
  const gsize length = strlen (root);

  return strncmp (path, root, length) == 0 && (path[length] == '\0' || path[length] == '.');
}

/* "network.layers.3.units" becomes "network.hidden.units" unless layer 3 is the last; NULL for
 * other paths. */
static char *
to_hidden (const char *path, gsize n_layers)
{
  static const char layers[] = "network.layers.";
  char *rest;
  guint64 number;

  if (!g_str_has_prefix (path, layers))
    return NULL;
  number = g_ascii_strtoull (path + strlen (layers), &rest, 10);
  return *rest == '.' && number < n_layers ? g_strconcat ("network.hidden", rest, NULL) : NULL;
}

/* Who may change an activation may change its numbers, too. */
static char *
to_activation (const char *path)
{
  static const char *const numbers[] = { ".alpha", ".pieces" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    if (g_str_has_suffix (path, numbers[i])) {
      g_autofree char *layer = g_strndup (path, strlen (path) - strlen (numbers[i]));

      return g_strconcat (layer, ".activation", NULL);
    }
  }
  return NULL;
}

static gboolean
is_listed (const Search *search, const char *path)
{
  g_autofree char *hidden = to_hidden (path, search->n_layers);

  for (guint i = 0; search->allowed[i]; i++) {
    if (is_below (path, search->allowed[i]) || (hidden && is_below (hidden, search->allowed[i])))
      return TRUE;
  }
  return FALSE;
}

/* A name says nothing, and training longer may always be tried. */
static gboolean
is_allowed (const Search *search, const char *path)
{
  static const char *const always[] = { "name", "training.steps", NULL };
  g_autofree char *activation = to_activation (path);

  for (guint i = 0; always[i]; i++) {
    if (g_str_equal (path, always[i]))
      return TRUE;
  }
  return is_listed (search, path) || (activation && is_listed (search, activation));
}

static void compare_values (Search *search, const char *path, json_t *a, json_t *b);

/* There and back, since a member may be in either alone; back only those are looked at that were
 * not in the first. */
static void
compare_members (Search *search, const char *path, json_t *a, json_t *b, gboolean is_back)
{
  const char *key;
  json_t *value;

  json_object_foreach (a, key, value) {
    g_autofree char *below = gradus_json_path (path, key);

    if (!is_back || !json_object_get (b, key))
      compare_values (search, below, value, json_object_get (b, key));
  }
}

/* Compares element by element. If the numbers differ, which happens with layers, the depth must
 * be allowed. */
static void
compare_elements (Search *search, const char *path, json_t *a, json_t *b)
{
  const gsize n = MIN (json_array_size (a), json_array_size (b));

  if (json_array_size (a) != json_array_size (b)) {
    if (!is_allowed (search, path) &&
        !(g_str_equal (path, "network.layers") && is_allowed (search, "network.depth")))
      search->breach = g_strdup (g_str_equal (path, "network.layers") ? "network.depth" : path);
    return;
  }
  for (gsize i = 0; i < n && !search->breach; i++) {
    g_autofree char *below = g_strdup_printf ("%s.%" G_GSIZE_FORMAT, path, i + 1);

    compare_values (search, below, json_array_get (a, i), json_array_get (b, i));
  }
}

static void
compare_values (Search *search, const char *path, json_t *a, json_t *b)
{
  if (search->breach || (a && b && json_equal (a, b)) || (*path && is_allowed (search, path)))
    return;
  if (json_is_object (a) && json_is_object (b)) {
    compare_members (search, path, a, b, FALSE);
    compare_members (search, path, b, a, TRUE);
  } else if (json_is_array (a) && json_is_array (b)) {
    compare_elements (search, path, a, b);
  } else {
    search->breach = g_strdup (path);
  }
}

char *
gradus_restriction_find_breach (const GradusExperiment *given, const GradusExperiment *changed,
                                const char *const *allowed)
{
  g_autoptr (GradusJsonTree) a = gradus_experiment_to_tree (given);
  g_autoptr (GradusJsonTree) b = gradus_experiment_to_tree (changed);
  Search search = { allowed, gradus_experiment_get_n_layers (given), NULL };

  compare_values (&search, "", a, b);
  return search.breach;
}
