/* SPDX-License-Identifier: MIT */
#include "nn/names.h"

gboolean
gradus_names_find (const char *const *names, const char *name, guint *position)
{
  for (guint i = 0; names[i]; i++) {
    if (g_str_equal (names[i], name)) {
      *position = i;
      return TRUE;
    }
  }
  return FALSE;
}
