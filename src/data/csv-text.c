/* SPDX-License-Identifier: MIT */
#include "data/csv-text.h"

#include <string.h>

/* Bytes that are read in one go. */
#define PIECE (1024 * 1024)

/* What DOS wrote behind the last line, once or up to the end of a block. */
#define END_OF_TEXT '\x1a'

/* As iconv calls them, one for each of GradusEncoding. */
static const char *const iconv_names[] = { NULL, NULL, "UTF-16LE", "UTF-16BE", "CP949", "CP1252" };

/* One byte more than the text can have, so that a small file ends with its first piece. */
gboolean
gradus_csv_text_read (GradusCsvText *text, GError **error)
{
  const guint64 most = gradus_intake_get_most (text->intake);
  const gsize piece = most > 0 ? (gsize) MIN (PIECE, most + 1) : PIECE;
  gssize got;

  if (text->room < text->n + piece) {
    text->room = text->n + piece;
    text->text = g_realloc (text->text, text->room);
  }
  got = gradus_intake_read (text->intake, text->text + text->n, piece, error);
  if (got < 0)
    return FALSE;
  text->n += (gsize) got;
  text->is_last = (gsize) got < piece;
  while (text->is_last && text->n > 0 && text->text[text->n - 1] == END_OF_TEXT)
    text->n--;
  return TRUE;
}

void
gradus_csv_text_drop (GradusCsvText *text, gsize n, guint64 n_lines)
{
  text->n -= n;
  memmove (text->text, text->text + n, text->n);
  text->line += n_lines;
}

void
gradus_csv_text_clear (GradusCsvText *text)
{
  g_clear_pointer (&text->intake, gradus_intake_free);
  g_clear_pointer (&text->text, g_free);
  text->n = text->room = 0;
}

/* -- Encodings --------------------------------------------------------------------------------- */

/* A piece may end inside a letter. */
static gboolean
is_utf8 (const char *text, gsize n)
{
  const char *end;

  return g_utf8_validate (text, (gssize) n, &end) ||
         (text + n - end < 4 && g_utf8_get_char_validated (end, text + n - end) == (gunichar) -2);
}

/* In UTF-16 every second byte of Latin letters and digits is 0. */
static GradusEncoding
guess_utf16 (const char *text, gsize n)
{
  gsize n_zero[2] = { 0 };

  for (gsize i = 0; i < n; i++)
    n_zero[i % 2] += text[i] == '\0';
  if (n_zero[1] * 4 > n && n_zero[0] * 8 < n_zero[1])
    return GRADUS_ENCODING_UTF_16LE;
  if (n_zero[0] * 4 > n && n_zero[1] * 8 < n_zero[0])
    return GRADUS_ENCODING_UTF_16BE;
  return GRADUS_ENCODING_UTF_8;
}

/* Control characters stand in no table. */
static gboolean
is_text (const char *text, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    const guchar c = (guchar) text[i];

    if (c < '\t' || (c > '\r' && c < ' ' && c != END_OF_TEXT) || c == 0x7f)
      return FALSE;
  }
  return TRUE;
}

/* Whether the bytes beyond ASCII are pairs of CP949, most of them the usual syllables (KS X 1001).
 * Letters of windows-1252 mostly stand alone between ASCII ones, which makes no such pairs. */
static gboolean
is_cp949 (const char *text, gsize n)
{
  gsize n_pairs = 0, n_syllables = 0;

  for (gsize i = 0; i < n; i++) {
    const guchar lead = (guchar) text[i], trail = i + 1 < n ? (guchar) text[i + 1] : 0xa1;

    if (lead < 0x80)
      continue;
    if (lead == 0x80 || lead == 0xff ||
        !(trail >= 0x81 || (lead <= 0xc6 && g_ascii_isalpha ((char) trail))))
      return FALSE;
    n_pairs++;
    n_syllables += lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1;
    i++;
  }
  return n_syllables * 2 > n_pairs;
}

GradusEncoding
gradus_csv_text_guess_encoding (const char *text, gsize n)
{
  if (memchr (text, '\0', n))
    return guess_utf16 (text, n);
  if (!is_text (text, n))
    return GRADUS_ENCODING_UTF_8;
  return is_cp949 (text, n) ? GRADUS_ENCODING_CP949 : GRADUS_ENCODING_WINDOWS_1252;
}

static GradusEncoding
find_encoding (const char *text, gsize n)
{
  if (n >= 2 && memcmp (text, "\xff\xfe", 2) == 0)
    return GRADUS_ENCODING_UTF_16LE;
  if (n >= 2 && memcmp (text, "\xfe\xff", 2) == 0)
    return GRADUS_ENCODING_UTF_16BE;
  if (is_utf8 (text, n) && !memchr (text, '\0', n))
    return GRADUS_ENCODING_UTF_8;
  return gradus_csv_text_guess_encoding (text, n);
}

/* A packed stream cannot go back, hence the second intake where letters must be converted. */
gboolean
gradus_csv_text_open (GradusCsvText *text, const char *filename, GradusEncoding wanted,
                      GradusLoading *loading, GError **error)
{
  gradus_csv_text_clear (text);
  text->line = 1;
  text->encoding = wanted;
  text->intake = gradus_intake_open (filename, loading, error);
  if (!text->intake || !gradus_csv_text_read (text, error))
    return FALSE;
  if (!wanted)
    text->encoding = find_encoding (text->text, text->n);
  if (iconv_names[text->encoding]) {
    gradus_intake_free (text->intake);
    text->n = 0;
    text->intake = gradus_intake_open (filename, loading, error);
    if (!text->intake ||
        !gradus_intake_convert (text->intake, iconv_names[text->encoding], error) ||
        !gradus_csv_text_read (text, error))
      return FALSE;
  }
  if (text->n >= 3 && memcmp (text->text, "\xef\xbb\xbf", 3) == 0)
    gradus_csv_text_drop (text, 3, 0);
  return TRUE;
}
