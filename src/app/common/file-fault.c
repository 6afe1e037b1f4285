/* SPDX-License-Identifier: MIT */
#include "app/common/file-fault.h"

#include <string.h>

#define AFTER_PATH ": "

/* The length of the path: a name may have a colon of its own, so the longest one counts that is
 * there; of a file that is not there, the shortest. */
static gsize
measure_path (const char *message)
{
  gsize length = 0;

  for (const char *end = strstr (message, AFTER_PATH); end; end = strstr (end + 1, AFTER_PATH)) {
    g_autofree char *path = g_strndup (message, (gsize) (end - message));

    if (length == 0 || g_file_test (path, G_FILE_TEST_EXISTS))
      length = (gsize) (end - message);
  }
  return length;
}

const char *
gradus_file_fault_get_rest (const char *message)
{
  const gsize length = g_path_is_absolute (message) ? measure_path (message) : 0;

  return length > 0 ? message + length + strlen (AFTER_PATH) : message;
}

char *
gradus_file_fault_describe (const char *message)
{
  const gsize length = g_path_is_absolute (message) ? measure_path (message) : 0;
  g_autofree char *path = g_strndup (message, length);
  g_autofree char *base = g_path_get_basename (path), *name = g_filename_display_name (base);

  return length > 0 ? g_strdup_printf ("“%s”: %s", g_strdelimit (name, "\n\r\t", ' '),
                                       message + length + strlen (AFTER_PATH))
                    : NULL;
}
