/* SPDX-License-Identifier: MIT */
#include "export/code-parts.h"

static void
free_part (gpointer data)
{
  GradusCodePart *part = data;

  g_free (part->words);
  g_string_free (part->code, TRUE);
  g_free (part);
}

GPtrArray *
gradus_code_parts_new (void)
{
  return g_ptr_array_new_with_free_func (free_part);
}

GString *
gradus_code_parts_begin (GPtrArray *parts, const char *words)
{
  GradusCodePart *part = g_new (GradusCodePart, 1);

  *part = (GradusCodePart){ g_strdup (words), g_string_new (NULL) };
  g_ptr_array_add (parts, part);
  return part->code;
}

void
gradus_code_parts_join (const GPtrArray *parts, GString *script)
{
  for (guint i = 0; i < parts->len; i++) {
    const GradusCodePart *part = g_ptr_array_index (parts, i);

    if (part->code->len > 0)
      g_string_append_printf (script, "\n\n# %s\n%s", part->words, part->code->str);
  }
}
