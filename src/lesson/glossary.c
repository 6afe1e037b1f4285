/* SPDX-License-Identifier: MIT */
#include "lesson/glossary.h"

#include <gio/gio.h>
#include <string.h>

#include "experiment/experiment-tree.h"
#include "experiment/json-file.h"
#include "gradus-lessons.h"

#define PATH "/org/gradus/Gradus/glossary.json"

static void
free_entry (GradusGlossaryEntry *entry)
{
  gradus_words_free (entry->term);
  gradus_words_free (entry->text);
  g_strfreev (entry->also);
  g_free (entry->topic);
  g_free (entry);
}

static GradusGlossaryEntry *
read_entry (GradusJsonReader *reader, const char *path, json_t *object)
{
  static const char *const keys[] = { "term", "text", "also", "topic", NULL };
  GradusGlossaryEntry *entry = g_new0 (GradusGlossaryEntry, 1);
  const char *topic;

  if (!gradus_json_reader_check_object (reader, path, object, keys))
    return entry;
  entry->term = gradus_words_from_tree (reader, path, object, "term", TRUE);
  entry->text = gradus_words_from_tree (reader, path, object, "text", TRUE);
  entry->also = gradus_json_reader_strings (reader, path, object, "also");
  topic = gradus_json_reader_string (reader, path, object, "topic", "");
  entry->topic = *topic ? g_strdup (topic) : NULL;
  return entry;
}

static void
read_entries (GradusJsonReader *reader, json_t *root, GPtrArray *entries)
{
  static const char *const keys[] = { "gradus-glossary", "entries", NULL };
  json_t *list;

  if (!gradus_json_reader_check_object (reader, "", root, keys))
    return;
  gradus_json_reader_integer (reader, "", root, "gradus-glossary", 1, 1, NULL);
  list = gradus_json_reader_require (reader, "", root, "entries");
  for (gsize i = 0; i < json_array_size (list); i++) {
    g_autofree char *path = g_strdup_printf ("entries.%" G_GSIZE_FORMAT, i + 1);

    g_ptr_array_add (entries, read_entry (reader, path, json_array_get (list, i)));
  }
}

/* A glossary that cannot be read is a fault of this program, which tests find; nobody can do
 * anything about it at run time. */
static GPtrArray *
load_entries (void)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func ((GDestroyNotify) free_entry);
  g_auto (GradusJsonReader) reader = { 0 };
  g_autoptr (GBytes) bytes = g_resource_lookup_data (gradus_lessons_get_resource (), PATH,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GradusJsonTree) root =
      gradus_json_file_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                              "the glossary is a JSON object", NULL);

  read_entries (&reader, root, entries);
  if (gradus_json_reader_has_failed (&reader))
    g_error ("glossary.json: %s: %s", reader.path, reader.fault);
  return entries;
}

const GPtrArray *
gradus_glossary_get_entries (void)
{
  static GPtrArray *entries = NULL;
  static gsize is_read = 0;

  if (g_once_init_enter (&is_read)) {
    entries = load_entries ();
    g_once_init_leave (&is_read, 1);
  }
  return entries;
}

static gboolean
is_same_word (const char *a, const char *b)
{
  g_autofree char *folded_a = g_utf8_casefold (a, -1), *folded_b = g_utf8_casefold (b, -1);

  return g_str_equal (folded_a, folded_b);
}

static gboolean
is_term (const GradusGlossaryEntry *entry, const char *word)
{
  static const char *const english[] = { "en", NULL };

  return is_same_word (gradus_words_get (entry->term, english), word);
}

static gboolean
is_also (const GradusGlossaryEntry *entry, const char *word)
{
  for (guint i = 0; entry->also && entry->also[i]; i++) {
    if (is_same_word (entry->also[i], word))
      return TRUE;
  }
  return FALSE;
}

static const GradusGlossaryEntry *
find_entry (const char *word, gboolean (*is_it) (const GradusGlossaryEntry *, const char *))
{
  const GPtrArray *entries = gradus_glossary_get_entries ();

  for (guint i = 0; i < entries->len; i++) {
    if (is_it (g_ptr_array_index (entries, i), word))
      return g_ptr_array_index (entries, i);
  }
  return NULL;
}

/* "Momentum" is a term, and also one of batch normalisation's settings. */
const GradusGlossaryEntry *
gradus_glossary_find (const char *word)
{
  const GradusGlossaryEntry *entry = find_entry (word, is_term);

  return entry ? entry : find_entry (word, is_also);
}

static gboolean
contains (const char *text, const char *folded)
{
  g_autofree char *own = g_utf8_casefold (text, -1);

  return strstr (own, folded) != NULL;
}

gboolean
gradus_glossary_entry_has (const GradusGlossaryEntry *entry, const char *typed,
                           const char *const *languages)
{
  g_autofree char *folded = g_utf8_casefold (typed, -1);

  if (contains (gradus_words_get (entry->term, languages), folded) ||
      contains (gradus_words_get (entry->text, languages), folded))
    return TRUE;
  for (guint i = 0; entry->also && entry->also[i]; i++) {
    if (contains (entry->also[i], folded))
      return TRUE;
  }
  return FALSE;
}
