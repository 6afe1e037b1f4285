/* SPDX-License-Identifier: MIT */
#include "plot/prose-markup.h"

#include <string.h>

#define OBJECT "\xEF\xBF\xBC" /* U+FFFC, in place of a formula */

static void
clear_span (gpointer span)
{
  g_free (((GradusProseSpan *) span)->content);
}

static void
free_block (gpointer data)
{
  GradusProseBlock *block = data;

  g_free (block->text);
  g_array_unref (block->spans);
  g_free (block);
}

static GradusProseBlock *
add_block (GPtrArray *blocks, GradusProseBlockKind kind)
{
  GradusProseBlock *block = g_new0 (GradusProseBlock, 1);

  block->kind = kind;
  block->spans = g_array_new (FALSE, FALSE, sizeof (GradusProseSpan));
  g_array_set_clear_func (block->spans, clear_span);
  g_ptr_array_add (blocks, block);
  return block;
}

/* -- Inside a line ----------------------------------------------------------------------------- */

typedef struct {
  GString *text;
  GArray *spans;
} Line;

/* Takes over the content. */
static void
add_span (Line *line, GradusProseSpanKind kind, gsize start, char *content)
{
  const GradusProseSpan span = { kind, (guint) start, (guint) line->text->len, content };

  g_array_append_val (line->spans, span);
}

/* Finds the kind of the mark at `text`; returns its length, or 0 if there is none. */
static gsize
find_mark (const char *text, GradusProseSpanKind *kind)
{
  switch (text[0]) {
  case '*':
    *kind = text[1] == '*' ? GRADUS_PROSE_SPAN_STRONG : GRADUS_PROSE_SPAN_EMPHASIS;
    return text[1] == '*' ? 2 : 1;
  case '`':
    *kind = GRADUS_PROSE_SPAN_CODE;
    return 1;
  case '$':
    *kind = GRADUS_PROSE_SPAN_FORMULA;
    return 1;
  default:
    return 0;
  }
}

static void parse_line (Line *line, const char *text, gsize length);

/* Finds the closing mark for that of `n` bytes at `text`: not escaped, and at least a byte away.
 * Or NULL. */
static const char *
find_closing (const char *text, gsize length, gsize n)
{
  for (gsize i = n; i + n <= length; i++) {
    const gboolean is_strong = i + 1 < length && text[i] == '*' && text[i + 1] == '*';

    if (text[i] == '\\' || (n == 1 && text[0] == '*' && is_strong)) {
      i++; /* skips the escaped sign */
      continue;
    }
    if (i > n && memcmp (text + i, text, n) == 0)
      return text + i;
  }
  return NULL;
}

/* Takes the text between two marks. Returns the length with both marks, or 0 if it is not
 * closed. */
static gsize
take_marked (Line *line, const char *text, gsize length)
{
  GradusProseSpanKind kind = GRADUS_PROSE_SPAN_CODE;
  const gsize n = find_mark (text, &kind), start = line->text->len;
  const char *end = n > 0 ? find_closing (text, length, n) : NULL;
  const gsize inner = end ? (gsize) (end - text) - n : 0;

  if (!end)
    return 0;
  if (kind == GRADUS_PROSE_SPAN_FORMULA) {
    g_string_append (line->text, OBJECT);
    add_span (line, kind, start, g_strndup (text + n, inner));
  } else {
    if (kind == GRADUS_PROSE_SPAN_CODE)
      g_string_append_len (line->text, text + n, (gssize) inner);
    else
      parse_line (line, text + n, inner);
    add_span (line, kind, start, NULL);
  }
  return inner + 2 * n;
}

/* The length of "[stated](about)" at `text`, with brackets inside, or 0; *middle is its "](". */
static gsize
measure_claim (const char *text, gsize length, const char **middle)
{
  guint depth = 1;
  gsize at;

  *middle = g_strstr_len (text, (gssize) length, "](");
  if (text[0] != '[' || !*middle || memchr (text + 1, '[', (gsize) (*middle - text - 1)))
    return 0;
  for (at = (gsize) (*middle - text) + 2; at < length && depth > 0; at++)
    depth += (text[at] == '(') - (guint) (text[at] == ')');
  return depth > 0 ? 0 : at;
}

static char *
copy_about (const char *text, gsize length, const char *middle)
{
  return g_strndup (middle + 2, length - (gsize) (middle - text) - 3);
}

/* Takes a claim. Returns its length, or 0 if there is none. */
static gsize
take_claim (Line *line, const char *text, gsize length)
{
  const char *middle;
  const gsize reach = measure_claim (text, length, &middle), start = line->text->len;

  if (reach == 0)
    return 0;
  parse_line (line, text + 1, (gsize) (middle - text) - 1);
  add_span (line, GRADUS_PROSE_SPAN_CLAIM, start, copy_about (text, reach, middle));
  return reach;
}

/* A mark that is not closed is a sign like others. */
static void
parse_line (Line *line, const char *text, gsize length)
{
  gsize at = 0;

  while (at < length) {
    gsize reach = strcspn (text + at, "\\*`$[");

    reach = MIN (reach, length - at);
    if (reach > 0) {
      g_string_append_len (line->text, text + at, (gssize) reach);
    } else if (text[at] == '\\' && at + 1 < length) {
      reach = 1 + (gsize) (g_utf8_next_char (text + at + 1) - (text + at + 1));
      g_string_append_len (line->text, text + at + 1, (gssize) reach - 1);
    } else {
      reach = text[at] == '[' ? take_claim (line, text + at, length - at)
                              : take_marked (line, text + at, length - at);
      if (reach == 0)
        g_string_append_len (line->text, text + at, (gssize) (reach = 1));
    }
    at += reach;
  }
}

static int
compare_starts (gconstpointer a, gconstpointer b)
{
  const GradusProseSpan *x = a, *y = b;

  return x->start < y->start ? -1 : x->start > y->start;
}

/* Spans within others are added before them; whoever sets the text goes from left to right. */
static void
fill_block (GradusProseBlock *block, const char *text)
{
  Line line = { g_string_new (NULL), block->spans };

  parse_line (&line, text, strlen (text));
  g_array_sort (block->spans, compare_starts);
  block->text = g_string_free (line.text, FALSE);
}

/* -- Blocks ------------------------------------------------------------------------------------ */

static void
end_paragraph (GPtrArray *blocks, GString *paragraph)
{
  const gsize length = paragraph->len;
  GradusProseBlock *block;

  if (length == 0)
    return;
  if (length > 4 && g_str_has_prefix (paragraph->str, "$$") &&
      g_str_has_suffix (paragraph->str, "$$")) {
    block = add_block (blocks, GRADUS_PROSE_BLOCK_FORMULA);
    block->text = g_strndup (paragraph->str + 2, length - 4);
  } else if (g_str_has_prefix (paragraph->str, "- ")) {
    block = add_block (blocks, GRADUS_PROSE_BLOCK_ITEM);
    fill_block (block, paragraph->str + 2);
  } else {
    block = add_block (blocks, GRADUS_PROSE_BLOCK_PARAGRAPH);
    fill_block (block, paragraph->str);
  }
  g_string_truncate (paragraph, 0);
}

static void
end_code (GPtrArray *blocks, GString *code)
{
  GradusProseBlock *block = add_block (blocks, GRADUS_PROSE_BLOCK_CODE);

  if (code->len > 0)
    g_string_truncate (code, code->len - 1); /* the last line's end */
  block->text = g_strdup (code->str);
  g_string_truncate (code, 0);
}

/* A fence that is not closed holds the rest: a mistake in a lesson is to be seen, not to be
 * fatal. */
GPtrArray *
gradus_prose_markup_parse (const char *text)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func (free_block);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GString) paragraph = g_string_new (NULL);
  gboolean is_code = FALSE;

  for (guint i = 0; lines[i]; i++) {
    const gboolean is_fence = g_str_has_prefix (lines[i], "```");

    if (is_fence && is_code)
      end_code (blocks, paragraph);
    else if (is_code)
      g_string_append_printf (paragraph, "%s\n", lines[i]);
    else if (is_fence || *lines[i] == '\0' || g_str_has_prefix (lines[i], "- "))
      end_paragraph (blocks, paragraph);
    if (is_fence)
      is_code = !is_code;
    else if (!is_code)
      g_string_append_printf (paragraph, "%s%s", paragraph->len > 0 ? " " : "", lines[i]);
  }
  if (is_code)
    end_code (blocks, paragraph);
  else
    end_paragraph (blocks, paragraph);
  return blocks;
}

/* -- Claims ------------------------------------------------------------------------------------ */

/* The length of what has no claims at `text`: an escaped sign, code, a formula; else 0. */
static gsize
measure_opaque (const char *text, gsize length)
{
  GradusProseSpanKind kind;
  const gsize n = g_str_has_prefix (text, "```") ? 3 : find_mark (text, &kind);
  const char *end = NULL;

  if (text[0] == '\\' && length > 1)
    return 2;
  if (text[0] == '`' || text[0] == '$')
    end = n == 3 ? g_strstr_len (text + 3, (gssize) length - 3, "```")
                 : find_closing (text, length, n);
  return end ? (gsize) (end - text) + n : 0;
}

/* Appends the claim as it shall be stated. */
static void
append_restated (GString *result, const char *text, gsize length, const char *middle,
                 GradusProseRestate func, gpointer data)
{
  g_autofree char *stated = g_strndup (text + 1, (gsize) (middle - text) - 1);
  g_autofree char *about = copy_about (text, length, middle);
  const char *restated = func (stated, about, data);

  g_string_append_printf (result, "[%s](%s)", restated ? restated : stated, about);
}

char *
gradus_prose_markup_restate (const char *text, GradusProseRestate func, gpointer data)
{
  GString *result = g_string_new (NULL);

  while (*text) {
    const char *end = strstr (text, "\n\n"), *middle;
    const gsize length =
        end && !g_str_has_prefix (text, "```") ? (gsize) (end - text) : strlen (text);
    const gsize opaque = measure_opaque (text, length);
    const gsize claim = opaque == 0 ? measure_claim (text, length, &middle) : 0;

    if (claim > 0)
      append_restated (result, text, claim, middle, func, data);
    else
      g_string_append_len (result, text, (gssize) MAX (opaque, 1));
    text += claim > 0 ? claim : MAX (opaque, 1);
  }
  return g_string_free (result, FALSE);
}
