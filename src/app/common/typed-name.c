/* SPDX-License-Identifier: MIT */
#include "app/common/typed-name.h"

/* What joins letters, as in Emoji and in Persian, is no letter that is printed, but part of one. */
static gboolean
is_blank (gunichar letter)
{
  return g_unichar_isspace (letter) || g_unichar_type (letter) == G_UNICODE_CONTROL ||
         g_unichar_type (letter) == G_UNICODE_LINE_SEPARATOR ||
         g_unichar_type (letter) == G_UNICODE_PARAGRAPH_SEPARATOR;
}

char *
gradus_typed_name_read (const char *text)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *at = text; *at; at = g_utf8_next_char (at)) {
    const gunichar letter = g_utf8_get_char (at);

    if (!is_blank (letter))
      g_string_append_unichar (name, letter);
    else if (name->len > 0 && name->str[name->len - 1] != ' ')
      g_string_append_c (name, ' ');
  }
  g_strchomp (name->str);
  return *name->str ? g_strdup (name->str) : NULL;
}
