/* SPDX-License-Identifier: MIT */
#include "lesson/words.h"

#include <string.h>

struct _GradusWords {
  GPtrArray *languages; /* of strings, parallel to `texts` */
  GPtrArray *texts;
};

static GradusWords *
make_empty (void)
{
  GradusWords *words = g_new0 (GradusWords, 1);

  words->languages = g_ptr_array_new_with_free_func (g_free);
  words->texts = g_ptr_array_new_with_free_func (g_free);
  return words;
}

/* Takes over the text. */
static void
add_text (GradusWords *words, const char *language, char *text)
{
  g_ptr_array_add (words->languages, g_strdup (language));
  g_ptr_array_add (words->texts, text);
}

GradusWords *
gradus_words_new (const char *text)
{
  GradusWords *words = make_empty ();

  add_text (words, "", g_strdup (text));
  return words;
}

void
gradus_words_free (GradusWords *words)
{
  if (!words)
    return;
  g_ptr_array_unref (words->languages);
  g_ptr_array_unref (words->texts);
  g_free (words);
}

/* Reads a string or a list of paragraphs; NULL after a fault. Free with g_free(). */
static char *
read_text (GradusJsonReader *reader, const char *path, json_t *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (json_is_string (value))
    return g_strdup (json_string_value (value));
  for (gsize i = 0; json_is_array (value) && i < json_array_size (value); i++) {
    const json_t *paragraph = json_array_get (value, i);

    if (!json_is_string (paragraph))
      break;
    if (i > 0)
      g_string_append (text, "\n\n");
    g_string_append (text, json_string_value (paragraph));
    if (i + 1 == json_array_size (value))
      return g_string_free (g_steal_pointer (&text), FALSE);
  }
  gradus_json_reader_fail (reader, path,
                           "this must be a text in double quotes, or a list of such paragraphs");
  return NULL;
}

GradusWords *
gradus_words_from_value (GradusJsonReader *reader, const char *path, json_t *value)
{
  g_autoptr (GradusWords) words = make_empty ();
  const char *language;
  json_t *text;

  if (gradus_json_reader_has_failed (reader))
    return NULL;
  if (!json_is_object (value)) {
    char *only = read_text (reader, path, value);

    if (!only)
      return NULL;
    add_text (words, "", only);
    return g_steal_pointer (&words);
  }
  json_object_foreach (value, language, text) {
    g_autofree char *where = gradus_json_path (path, language);
    char *one = read_text (reader, where, text);

    if (!one)
      return NULL;
    add_text (words, language, one);
  }
  if (words->texts->len > 0)
    return g_steal_pointer (&words);
  gradus_json_reader_fail (reader, path,
                           "there is no text in any language; give { \"en\": \"…\" }");
  return NULL;
}

GradusWords *
gradus_words_from_tree (GradusJsonReader *reader, const char *path, json_t *object, const char *key,
                        gboolean is_required)
{
  g_autofree char *where = gradus_json_path (path, key);
  json_t *value;

  if (gradus_json_reader_has_failed (reader) || (!is_required && !json_object_get (object, key)))
    return NULL;
  value = gradus_json_reader_require (reader, path, object, key);
  return value ? gradus_words_from_value (reader, where, value) : NULL;
}

/* "ko_KR.UTF-8" matches "ko". */
static gboolean
is_language (const char *wanted, const char *present)
{
  const gsize length = strlen (present);

  return length > 0 && strncmp (wanted, present, length) == 0 &&
         (wanted[length] == '\0' || strchr ("_.@", wanted[length]));
}

static const char *
find_text (const GradusWords *words, const char *language)
{
  for (guint i = 0; i < words->languages->len; i++) {
    if (is_language (language, g_ptr_array_index (words->languages, i)))
      return g_ptr_array_index (words->texts, i);
  }
  return NULL;
}

const char *
gradus_words_get (const GradusWords *words, const char *const *languages)
{
  const char *text = NULL;

  if (!words)
    return "";
  for (; languages && *languages && !text; languages++)
    text = find_text (words, *languages);
  if (!text)
    text = find_text (words, "en");
  return text ? text : g_ptr_array_index (words->texts, 0);
}

const char *
gradus_words_say (const GradusWords *words)
{
  return gradus_words_get (words, g_get_language_names ());
}

const char *
gradus_words_get_language (const GradusWords *words, guint i)
{
  return words && i < words->languages->len ? g_ptr_array_index (words->languages, i) : NULL;
}
