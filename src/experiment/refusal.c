/* SPDX-License-Identifier: MIT */
#include "experiment/refusal.h"

#include "data/escape.h"

gboolean
gradus_refuse (GError **error, const char *format, ...)
{
  g_autofree char *what = NULL, *valid = NULL;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  valid = gradus_escape_text (what);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, valid);
  return FALSE;
}

void
gradus_refuse_unreadable (GError **error)
{
  static const struct {
    GIOErrorEnum code;
    const char *words;
  } known[] = {
    { G_IO_ERROR_NOT_FOUND, "there is no such file; give one that is there" },
    { G_IO_ERROR_PERMISSION_DENIED, "it may not be read; change its permissions, or give another" },
    { G_IO_ERROR_IS_DIRECTORY, "this is a folder; give a file" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    if (!error || !g_error_matches (*error, G_IO_ERROR, (gint) known[i].code))
      continue;
    g_clear_error (error);
    g_set_error_literal (error, G_IO_ERROR, (gint) known[i].code, known[i].words);
    return;
  }
}
