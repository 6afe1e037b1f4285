/* SPDX-License-Identifier: MIT */
#include "export/bytes.h"

char *
gradus_bytes_allocate (gsize length, GError **error)
{
  char *bytes = g_try_malloc (length);
  g_autofree char *size = bytes ? NULL : g_format_size (length);

  if (!bytes)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOMEM,
                 "there is not enough memory for its %s; close other programs", size);
  return bytes;
}
