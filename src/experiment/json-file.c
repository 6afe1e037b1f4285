/* SPDX-License-Identifier: MIT */
#include "experiment/json-file.h"

#include <string.h>

#include "data/escape.h"
#include "experiment/experiment-json.h"
#include "experiment/refusal.h"

/* Some editors of Windows put it before UTF-8. */
static void
drop_byte_order_mark (char *text, gsize *length)
{
  static const char mark[] = "\xef\xbb\xbf";

  if (!g_str_has_prefix (text, mark))
    return;
  *length -= strlen (mark);
  memmove (text, text + strlen (mark), *length + 1);
}

/* One byte more than allowed is asked for, which tells a file that is too large; its size alone may
 * lie. */
char *
gradus_json_file_read (const char *filename, gsize most, const char *what, gsize *length,
                       GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (filename);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autofree char *text = NULL;

  if (!stream) {
    gradus_refuse_unreadable (error);
    return NULL;
  }
  text = g_malloc (most + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (stream), text, most + 1, length, NULL, error))
    return NULL;
  if (*length > most) {
    g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID,
                 "larger than %" G_GSIZE_FORMAT " MiB, so it is no %s", most >> 20, what);
    return NULL;
  }
  text[*length] = '\0';
  drop_byte_order_mark (text, length);
  return g_steal_pointer (&text);
}

json_t *
gradus_json_file_parse (const char *text, gsize length, const char *what, GError **error)
{
  json_error_t fault;
  json_t *root = json_loadb (text, length, JSON_REJECT_DUPLICATES, &fault);

  if (!root) {
    g_autofree char *shown = gradus_escape_text (fault.text);

    if (json_error_code (&fault) == json_error_numeric_overflow)
      g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID,
                   "%d: a number is too large (%s); give one below 9e18", fault.line, shown);
    else
      g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID,
                   "%d: this is not JSON (%s); %s", MAX (fault.line, 1), shown, what);
  }
  return root;
}
