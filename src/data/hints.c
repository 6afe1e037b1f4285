/* SPDX-License-Identifier: MIT */
#include "data/hints.h"

const char *const gradus_header_names[] = { "automatic", "yes", "no", NULL };
const char *const gradus_encoding_names[] = { "automatic", "utf-8",        "utf-16le", "utf-16be",
                                              "cp949",     "windows-1252", NULL };

GradusHints
gradus_hints_copy (const GradusHints *hints)
{
  GradusHints copy = *hints;

  copy.missing = g_strdupv (hints->missing);
  return copy;
}

void
gradus_hints_clear (GradusHints *hints)
{
  g_clear_pointer (&hints->missing, g_strfreev);
}

gboolean
gradus_hints_equal (const GradusHints *a, const GradusHints *b)
{
  return a->header == b->header && a->encoding == b->encoding && a->side == b->side &&
         !a->is_grey == !b->is_grey &&
         (a->missing == b->missing ||
          (a->missing && b->missing &&
           g_strv_equal ((const char *const *) a->missing, (const char *const *) b->missing)));
}
