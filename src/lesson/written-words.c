/* SPDX-License-Identifier: MIT */
#include "lesson/written-words.h"

#include "experiment/experiment-tree.h"

/* The language of those that there are which gradus_words_say() says; NULL of a text without. */
static const char *
find_language (json_t *words)
{
  g_autoptr (GradusJsonTree) copy = json_is_object (words) ? json_deep_copy (words) : NULL;
  const char *language, *said = NULL;
  json_t *text;
  g_autoptr (GradusWords) all = NULL;
  g_auto (GradusJsonReader) reader = { 0 };

  if (!copy)
    return NULL;
  /* Each language's text is its name: so the words say which. */
  json_object_foreach (copy, language, text)
    json_object_set_new (copy, language, json_string (language));
  all = gradus_words_from_value (&reader, "", copy);
  json_object_foreach (words, language, text)
    if (all && g_str_equal (language, gradus_words_say (all)))
      said = language;
  return said;
}

json_t *
gradus_written_words_find (json_t *words)
{
  const char *language = find_language (words);

  return language ? json_object_get (words, language) : words;
}

char *
gradus_written_words_read (json_t *words)
{
  json_t *text = gradus_written_words_find (words);
  g_autoptr (GString) whole = g_string_new (json_string_value (text));

  for (gsize i = 0; json_is_array (text) && i < json_array_size (text); i++) {
    const char *paragraph = json_string_value (json_array_get (text, i));

    g_string_append_printf (whole, "%s%s", i > 0 ? "\n\n" : "", paragraph ? paragraph : "");
  }
  return g_string_free (g_steal_pointer (&whole), FALSE);
}

/* One string, or one of each paragraph. */
static json_t *
write_paragraphs (const char *text)
{
  g_auto (GStrv) paragraphs = g_strsplit (text, "\n\n", -1);
  json_t *list;

  if (!paragraphs[0] || !paragraphs[1])
    return json_string (text);
  list = json_array ();
  for (guint i = 0; paragraphs[i]; i++) {
    if (*g_strstrip (paragraphs[i]))
      json_array_append_new (list, json_string (paragraphs[i]));
  }
  return list;
}

json_t *
gradus_written_words_change (json_t *words, const char *text)
{
  const char *language = find_language (words);
  g_autofree char *present = gradus_written_words_read (words);

  if (words && g_str_equal (present, text))
    return json_incref (words);
  if (!language)
    return write_paragraphs (text);
  json_object_set_new (words, language, write_paragraphs (text));
  return json_incref (words);
}
