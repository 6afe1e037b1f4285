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
