/* SPDX-License-Identifier: MIT */
#include "store/file.h"

#include <stdlib.h>

gboolean
gradus_file_replace (const char *filename, const char *contents, gsize length, GError **error)
{
  char *resolved = realpath (filename, NULL); /* malloc's, not GLib's */
  gboolean saved = FALSE;

  if (length > G_MAXSSIZE)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "there is too much to write");
  else
    saved =
        g_file_set_contents_full (resolved ? resolved : filename, contents, (gssize) length,
                                  G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, error);
  free (resolved);
  if (!saved)
    g_prefix_error (error, "%s: ", filename);
  return saved;
}
