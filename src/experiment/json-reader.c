/* SPDX-License-Identifier: MIT */
#include "experiment/json-reader.h"

#include <math.h>

#include "data/escape.h"
#include "plot/number.h"

void
gradus_json_reader_clear (GradusJsonReader *reader)
{
  g_clear_pointer (&reader->path, g_free);
  g_clear_pointer (&reader->fault, g_free);
}

gboolean
gradus_json_reader_has_failed (const GradusJsonReader *reader)
{
  return reader->fault != NULL;
}

/* The first fault counts: the others may only follow from it. */
void
gradus_json_reader_fail (GradusJsonReader *reader, const char *path, const char *format, ...)
{
  va_list arguments;

  if (reader->fault)
    return;
  va_start (arguments, format);
  reader->fault = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  reader->path = g_strdup (path);
}

char *
gradus_json_path (const char *path, const char *key)
{
  return *path ? g_strconcat (path, ".", key, NULL) : g_strdup (key);
}

/* An unknown key is a fault, not ignored: most are misspelt settings. */
gboolean
gradus_json_reader_check_object (GradusJsonReader *reader, const char *path, json_t *value,
                                 const char *const *keys)
{
  const char *key;
  json_t *member;

  if (reader->fault)
    return FALSE;
  if (!json_is_object (value)) {
    gradus_json_reader_fail (reader, path, "this must be an object, { … }");
    return FALSE;
  }
  json_object_foreach (value, key, member) {
    if (!g_strv_contains (keys, key)) {
      g_autofree char *where = gradus_json_path (path, key);
      g_autofree char *known = g_strjoinv (", ", (char **) keys);
      g_autofree char *shown = g_utf8_make_valid (key, -1);

      gradus_json_reader_fail (reader, where, "\"%.*s\" is not a known key; known here: %s",
                               GRADUS_CUT (shown, 60), known);
      return FALSE;
    }
  }
  return TRUE;
}

json_t *
gradus_json_reader_require (GradusJsonReader *reader, const char *path, json_t *object,
                            const char *key)
{
  json_t *value = reader->fault ? NULL : json_object_get (object, key);

  if (!value)
    gradus_json_reader_fail (reader, path, "\"%s\" is missing and must be given", key);
  return value;
}

const char *
gradus_json_reader_string (GradusJsonReader *reader, const char *path, json_t *object,
                           const char *key, const char *fallback)
{
  json_t *value;

  if (reader->fault || (fallback && !json_object_get (object, key)))
    return fallback ? fallback : "";
  value = gradus_json_reader_require (reader, path, object, key);
  if (value && !json_is_string (value)) {
    g_autofree char *where = gradus_json_path (path, key);

    gradus_json_reader_fail (reader, where, "this must be a string, in double quotes");
  }
  return reader->fault ? "" : json_string_value (value);
}

gboolean
gradus_json_reader_name (GradusJsonReader *reader, const char *path, json_t *object,
                         const char *key, const char *what, const char *const *names,
                         guint *position)
{
  const char *name = gradus_json_reader_string (reader, path, object, key, NULL);

  if (!reader->fault && !gradus_names_find (names, name, position)) {
    g_autofree char *where = gradus_json_path (path, key);
    g_autofree char *known = g_strjoinv (", ", (char **) names);

    gradus_json_reader_fail (reader, where, "there is no %s \"%.*s\"; known: %s", what,
                             GRADUS_CUT (name, 60), known);
  }
  return !reader->fault;
}

/* The member, or NULL after a fault, or if it is optional and left out. */
static json_t *
find_number (GradusJsonReader *reader, const char *path, json_t *object, const char *key,
             gboolean is_optional)
{
  if (reader->fault || (is_optional && !json_object_get (object, key)))
    return NULL;
  return gradus_json_reader_require (reader, path, object, key);
}

/* "did you mean 0.5? " where it is a text like "0,5": what has a comma is not guessed, for
 * another program may mean something else by it. Empty where nothing is meant. Free with g_free(). */
static char *
suggest_number (json_t *value)
{
  const char *text = json_string_value (value);
  double number, plain;
  char *end;

  if (!text || !gradus_number_parse (text, &number))
    return g_strdup ("");
  plain = g_ascii_strtod (text, &end);
  return *end == '\0' && plain == number ? g_strdup ("")
                                         : g_strdup_printf ("did you mean %.15g? ", number);
}

double
gradus_json_reader_number (GradusJsonReader *reader, const char *path, json_t *object,
                           const char *key, double low, double high, const double *fallback)
{
  json_t *value = find_number (reader, path, object, key, fallback != NULL);
  g_autofree char *where = gradus_json_path (path, key);
  double number;

  if (!value)
    return fallback ? *fallback : low;
  if (!json_is_number (value)) {
    g_autofree char *shown = json_dumps (value, JSON_ENCODE_ANY | JSON_COMPACT);
    g_autofree char *meant = suggest_number (value);

    gradus_json_reader_fail (reader, where, "%.*s is not a number; %sgive one from %g to %g",
                             GRADUS_CUT (shown, 60), meant, low, high);
    return low;
  }
  number = json_number_value (value);
  if (!isfinite (number) || number < low || number > high)
    gradus_json_reader_fail (reader, where, "%g is out of range; give a number from %g to %g",
                             number, low, high);
  return reader->fault ? low : number;
}

guint64
gradus_json_reader_integer (GradusJsonReader *reader, const char *path, json_t *object,
                            const char *key, guint64 low, guint64 high, const guint64 *fallback)
{
  json_t *value = find_number (reader, path, object, key, fallback != NULL);
  g_autofree char *where = gradus_json_path (path, key);
  json_int_t number = json_integer_value (value);
  gboolean is_whole = json_is_integer (value);

  if (!value)
    return fallback ? *fallback : low;
  if (json_is_real (value) && fabs (json_real_value (value)) < 0x1p53 &&
      floor (json_real_value (value)) == json_real_value (value)) { /* 2e5 is whole, too */
    number = (json_int_t) json_real_value (value);
    is_whole = TRUE;
  }
  if (!is_whole || number < 0 || (guint64) number < low || (guint64) number > high) {
    g_autofree char *shown = json_dumps (value, JSON_ENCODE_ANY | JSON_COMPACT);
    g_autofree char *meant = suggest_number (value);
    g_autofree char *range = low == high ? g_strdup_printf ("%" G_GUINT64_FORMAT, low)
                                         : g_strdup_printf ("a whole number from %" G_GUINT64_FORMAT
                                                            " to %" G_GUINT64_FORMAT,
                                                            low, high);

    gradus_json_reader_fail (reader, where, "%.*s will not do; %sgive %s", GRADUS_CUT (shown, 60),
                             meant, range);
    return low;
  }
  return (guint64) number;
}

char **
gradus_json_reader_strings (GradusJsonReader *reader, const char *path, json_t *object,
                            const char *key)
{
  json_t *list = gradus_json_reader_has_failed (reader) ? NULL : json_object_get (object, key);
  g_autofree char *where = gradus_json_path (path, key);
  g_autoptr (GPtrArray) strings = g_ptr_array_new_with_free_func (g_free);

  if (!list)
    return NULL;
  for (gsize i = 0; json_is_array (list) && i < json_array_size (list); i++) {
    const char *string = json_string_value (json_array_get (list, i));

    if (!string)
      break;
    g_ptr_array_add (strings, g_strdup (string));
  }
  if (!json_is_array (list) || strings->len < json_array_size (list)) {
    gradus_json_reader_fail (reader, where, "this must be a list of strings, [\"…\", …]");
    return NULL;
  }
  g_ptr_array_add (strings, NULL);
  return (char **) g_ptr_array_steal (strings, NULL);
}

gboolean
gradus_json_reader_boolean (GradusJsonReader *reader, const char *path, json_t *object,
                            const char *key, gboolean fallback)
{
  json_t *value = gradus_json_reader_has_failed (reader) ? NULL : json_object_get (object, key);
  g_autofree char *where = gradus_json_path (path, key);

  if (value && !json_is_boolean (value))
    gradus_json_reader_fail (reader, where, "this must be true or false");
  return value ? json_is_true (value) : fallback;
}
