/* SPDX-License-Identifier: MIT */
#include "app/window/latin-key.h"

#include <string.h>

/* The letters of an American keyboard, from the first key of each row on, by Linux's numbers of
 * places as X11 and Wayland have them. */
static const struct {
  guint first;
  const char *letters;
} rows[] = {
  { 10, "1234567890" },
  { 24, "qwertyuiop" },
  { 38, "asdfghjkl" },
  { 52, "zxcvbnm" },
};

static gboolean
is_latin (guint key)
{
  const gunichar letter = gdk_keyval_to_unicode (key);

  return letter < 0x80 && g_unichar_isalnum (letter);
}

/* Letters of other scripts alone: Space, Escape and the arrows are what they are anywhere. */
static gboolean
is_foreign (guint key)
{
  return gdk_keyval_to_unicode (key) >= 0x80 || key == GDK_KEY_VoidSymbol;
}

/* 0: none. */
static guint
find_in_layouts (GdkDisplay *display, guint code)
{
  g_autofree GdkKeymapKey *keys = NULL;
  g_autofree guint *meanings = NULL;
  int n = 0;

  if (!gdk_display_map_keycode (display, code, &keys, &meanings, &n))
    return 0;
  for (int i = 0; i < n; i++) {
    if (is_latin (meanings[i]))
      return meanings[i];
  }
  return 0;
}

static guint
find_in_rows (guint code)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    if (code >= rows[i].first && code < rows[i].first + strlen (rows[i].letters))
      return (guint) rows[i].letters[code - rows[i].first];
  }
  return 0;
}

guint
gradus_latin_key (GdkDisplay *display, guint key, guint code)
{
  guint found;

  if (!is_foreign (key))
    return key;
  found = find_in_layouts (display, code);
  if (!found)
    found = find_in_rows (code);
  return found ? found : key;
}
