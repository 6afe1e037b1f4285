/* SPDX-License-Identifier: MIT */
#include "data/escape.h"

#include <string.h>

/* "\xE9" */
#define ESCAPE_LENGTH 4

/* The byte of an escape that stands here; -1: there is none. No name has a byte 0. */
static int
read_escape (const char *text)
{
  int byte;

  if (text[0] != '\\' || text[1] != 'x' || !g_ascii_isxdigit (text[2]) ||
      !g_ascii_isxdigit (text[3]) || g_ascii_islower (text[2]) || g_ascii_islower (text[3]))
    return -1;
  byte = g_ascii_xdigit_value (text[2]) * 16 + g_ascii_xdigit_value (text[3]);
  return byte > 0 ? byte : -1;
}

static void
append_byte (GString *escaped, char byte)
{
  g_string_append_printf (escaped, "\\x%02X", (guint) (guchar) byte);
}

/* The length of the character that stands here; 0: this is no UTF-8. */
static gsize
measure_character (const char *text)
{
  const gunichar character = g_utf8_get_char_validated (text, -1);

  return character == (gunichar) -1 || character == (gunichar) -2
             ? 0
             : (gsize) (g_utf8_next_char (text) - text);
}

char *
gradus_escape_filename (const char *filename)
{
  GString *escaped = g_string_new (NULL);

  while (*filename) {
    const gsize length = measure_character (filename);

    if (length > 0 && read_escape (filename) < 0)
      g_string_append_len (escaped, filename, (gssize) length);
    else
      append_byte (escaped, *filename);
    filename += MAX (length, 1);
  }
  return g_string_free (escaped, FALSE);
}

char *
gradus_unescape_filename (const char *text)
{
  GString *name = g_string_new (NULL);

  while (*text) {
    const int byte = read_escape (text);

    g_string_append_c (name, byte < 0 ? *text : (char) byte);
    text += byte < 0 ? 1 : ESCAPE_LENGTH;
  }
  return g_string_free (name, FALSE);
}

/* Of the characters that only format, those without which no language is written. */
static gboolean
is_obeyed (gunichar character)
{
  return g_unichar_iscntrl (character) || character == 0x200e || character == 0x200f ||
         (character >= 0x2028 && character <= 0x202e) ||
         (character >= 0x2066 && character <= 0x2069) || character == 0xfeff;
}

char *
gradus_escape_text (const char *text)
{
  GString *escaped = g_string_new (NULL);

  while (*text) {
    const gsize length = measure_character (text);
    const gunichar character = length > 0 ? g_utf8_get_char (text) : 0;

    if (length == 0 || (is_obeyed (character) && character < 0x80))
      append_byte (escaped, *text);
    else if (is_obeyed (character))
      g_string_append_printf (escaped, "\\u%04X", character);
    else
      g_string_append_len (escaped, text, (gssize) length);
    text += MAX (length, 1);
  }
  return g_string_free (escaped, FALSE);
}

/* In UTF-8 a letter has three more bytes at most. */
int
gradus_text_fit (const char *text, int most)
{
  int n = (int) strnlen (text, (gsize) most + 1);

  if (n <= most)
    return n;
  for (n = most; n > MAX (most - 4, 0) && ((guchar) text[n] & 0xc0) == 0x80; n--)
    ;
  return n;
}
