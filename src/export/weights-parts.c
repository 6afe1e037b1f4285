/* SPDX-License-Identifier: MIT */
#include "export/weights-parts.h"

#include <string.h>

static void
free_part (gpointer data)
{
  GradusWeightsPart *part = data;

  g_free (part->name);
  g_ptr_array_unref (part->tensors);
  g_free (part);
}

/* -- Names ------------------------------------------------------------------------------------- */

/* What programs call the tensors of a layer; the rank is their order in it. By the alphabet a bias
 * would come before its weight. The longer words first: they hold shorter ones. */
static const struct {
  const char *word;
  guint rank;
} words[] = {
  { "running_mean", 2 }, { "running_var", 3 }, { "moving_mean", 2 }, { "moving_variance", 3 },
  { "weight", 0 },       { "kernel", 0 },      { "gamma", 0 },       { "bias", 1 },
  { "beta", 1 },         { "w", 0 },           { "b", 1 },
};

#define OTHER_RANK 4

/* Whether no letter stands at the place: there a word can begin or end. */
static gboolean
is_edge (const char *name, const char *at)
{
  return at < name || !g_ascii_isalpha (*at);
}

/* Where the last of such words is in a name; NULL if it is not there as a word of its own. */
static const char *
find_word (const char *name, const char *word)
{
  const gsize length = strlen (word);
  const char *found = NULL;

  for (const char *at = name; *at; at++) {
    if (g_ascii_strncasecmp (at, word, length) == 0 && is_edge (name, at - 1) &&
        is_edge (name, at + length))
      found = at;
  }
  return found;
}

/* Splits a name into that of its part and the rank of the tensor. Dots and the like that stood
 * between them go. */
static char *
split_name (const char *name, guint *rank)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    const char *at = find_word (name, words[i].word), *behind;
    gsize before;

    if (!at)
      continue;
    *rank = words[i].rank;
    behind = at + strlen (words[i].word);
    before = (gsize) (at - name);
    if (*behind == '\0') {
      while (before > 0 && strchr ("._-/:", name[before - 1]))
        before--;
    } else if (before == 0) {
      while (*behind && strchr ("._-/:", *behind))
        behind++;
    }
    return g_strdup_printf ("%.*s%s", (int) before, name, behind);
  }
  *rank = OTHER_RANK;
  return g_strdup (name);
}

/* Compares the numbers that start at both pointers, and moves these behind them. */
static int
compare_numbers (const char **a, const char **b)
{
  char *end_a, *end_b;
  const guint64 one = g_ascii_strtoull (*a, &end_a, 10), other = g_ascii_strtoull (*b, &end_b, 10);

  *a = end_a;
  *b = end_b;
  return (one > other) - (one < other);
}

/* "2" before "10". */
static int
compare_names (const char *a, const char *b)
{
  while (*a && *b) {
    int order;

    if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b)) {
      order = compare_numbers (&a, &b);
    } else {
      order = (*a > *b) - (*a < *b);
      a++, b++;
    }
    if (order != 0)
      return order;
  }
  return (*a != '\0') - (*b != '\0');
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  return compare_names ((*(GradusWeightsPart *const *) a)->name,
                        (*(GradusWeightsPart *const *) b)->name);
}

static guint
find_rank (const char *name)
{
  guint rank;

  g_free (split_name (name, &rank));
  return rank;
}

static int
compare_tensors (gconstpointer a, gconstpointer b)
{
  const GradusSafetensor *one = *(GradusSafetensor *const *) a,
                         *other = *(GradusSafetensor *const *) b;
  const guint rank = find_rank (one->name), other_rank = find_rank (other->name);

  return rank != other_rank ? (rank > other_rank) - (rank < other_rank)
                            : compare_names (one->name, other->name);
}

/* -- Parts ------------------------------------------------------------------------------------- */

/* A hash table beside the list: a file may have any number of tensors. */
static GradusWeightsPart *
take_part (GPtrArray *parts, GHashTable *by_name, const char *name)
{
  GradusWeightsPart *part = g_hash_table_lookup (by_name, name);

  if (part)
    return part;
  part = g_new (GradusWeightsPart, 1);
  *part = (GradusWeightsPart){ g_strdup (name), g_ptr_array_new () };
  g_ptr_array_add (parts, part);
  g_hash_table_insert (by_name, part->name, part);
  return part;
}

/* PyTorch's num_batches_tracked and the like have no axes; a lone whole number of one axis counts
 * something, too. */
static gboolean
is_no_weight (const GradusSafetensor *tensor)
{
  return tensor->n_items == 0 || tensor->n_dimensions == 0 ||
         (tensor->n_items == 1 && tensor->numbers == GRADUS_NUMBERS_OTHER);
}

GPtrArray *
gradus_weights_parts_list (const GradusSafetensors *file, GPtrArray *left_out)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (free_part);
  g_autoptr (GHashTable) by_name = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < file->tensors->len; i++) {
    GradusSafetensor *tensor = g_ptr_array_index (file->tensors, i);
    guint rank;
    g_autofree char *name = split_name (tensor->name, &rank);

    if (is_no_weight (tensor))
      g_ptr_array_add (left_out, g_strdup (tensor->name));
    else
      g_ptr_array_add (take_part (parts, by_name, name)->tensors, tensor);
  }
  for (guint i = 0; i < parts->len; i++)
    g_ptr_array_sort (((GradusWeightsPart *) g_ptr_array_index (parts, i))->tensors,
                      compare_tensors);
  g_ptr_array_sort (parts, compare_parts);
  return parts;
}

const char *
gradus_weights_part_get_title (const GradusWeightsPart *part)
{
  const GradusSafetensor *first = g_ptr_array_index (part->tensors, 0);

  return *part->name && part->tensors->len > 1 ? part->name : first->name;
}

char *
gradus_safetensor_describe_shape (const GradusSafetensor *tensor)
{
  GString *text = g_string_new (tensor->n_dimensions == 0 ? "a number" : NULL);

  for (guint i = 0; i < tensor->n_dimensions; i++)
    g_string_append_printf (text, "%s%" G_GUINT64_FORMAT, i > 0 ? " × " : "", tensor->shape[i]);
  return g_string_free (text, FALSE);
}
