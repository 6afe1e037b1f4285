/* SPDX-License-Identifier: MIT */
#include "plot/formula.h"

#include <string.h>

#include "plot/formula-symbols.h"

/* The size of scripts and how far they are raised or lowered, relative to the letters around
 * them. */
#define SCRIPT_SCALE 0.72
#define RAISED 0.42
#define LOWERED 0.22
/* And how much farther where one stands above another, so that they do not touch. */
#define STACKED 0.09

#define GAP 3.0
#define BRACE_WIDTH 8.0
#define DEEPEST 8

/* Fewer letters beside each other are each a number of their own. */
#define SHORTEST_NAME 3

#define PRIME "′"
#define HAIR_SPACE "\xe2\x80\x8a"
#define NORM "‖"
#define NORM_WIDTH 6.0 /* of its two bars, with the gap behind them */

/* The size of a box, from its baseline up and down. */
typedef struct {
  double width, ascent, descent;
} Box;

/* Sets boxes from left to right; without a colour it only measures. */
typedef struct {
  GradusCanvas *canvas;
  const GradusColour *colour;
  guint depth;
  gboolean is_words; /* outside the formulas of a line of words */
} Setter;

static Box set_row (Setter *setter, const char *text, gsize length, double scale, double x,
                    double baseline);

/* The length of the braces at `text`; *inner and *n are the formula inside. */
static gsize
find_braces (const char *text, gsize length, const char **inner, gsize *n)
{
  guint depth = 0;

  *inner = text;
  *n = 0;
  if (length == 0 || text[0] != '{')
    return 0;
  *inner = text + 1;
  for (gsize i = 0; i < length; i++) {
    depth += text[i] == '{';
    depth -= text[i] == '}';
    if (depth == 0) {
      *n = i - 1;
      return i + 1;
    }
  }
  *n = length - 1;
  return length;
}

static void
append_text (Box *row, Box box, double shift)
{
  row->width += box.width;
  row->ascent = MAX (row->ascent, box.ascent - shift);
  row->descent = MAX (row->descent, box.descent + shift);
}

/* Whether a letter stands for a number, as in f = wx + b, and is slanted; names of functions and
 * words, log or largest, are upright. */
static gboolean
is_variable (const char *letter, gsize word_length)
{
  const gunichar c = g_utf8_get_char (letter);

  return g_ascii_isalpha (*letter) ? word_length < SHORTEST_NAME : c >= 0x3b1 && c <= 0x3c9;
}

/* How many letters the word has that goes on at `text`. */
static gsize
measure_word (const char *text, const char *end)
{
  const char *p = text;

  while (p < end && g_ascii_isalpha (*p))
    p++;
  return (gsize) (p - text);
}

static void
add_slant (PangoAttrList *attributes, gsize start, gsize end)
{
  PangoAttribute *slant = pango_attr_style_new (PANGO_STYLE_ITALIC);

  slant->start_index = (guint) start;
  slant->end_index = (guint) end;
  pango_attr_list_insert (attributes, slant);
}

/* The letters of a formula as they are set: l is ℓ, which is no 1, and a hyphen is a minus. */
static char *
typeset (const char *text, gsize length, PangoAttrList *attributes)
{
  const char *const end = text + length;
  GString *set = g_string_new (NULL);
  gboolean is_slanted = FALSE;

  while (text < end) {
    const gsize word = measure_word (text, end), start = set->len;
    const gsize step = word > 0 ? word : (gsize) (g_utf8_next_char (text) - text);

    if (word == 1 && *text == 'l')
      g_string_append (set, "ℓ");
    else if (*text == '-')
      g_string_append (set, "−");
    else if (is_slanted && (*text == '(' || g_str_has_prefix (text, PRIME)))
      g_string_append_printf (set, HAIR_SPACE "%s", *text == '(' ? "(" : PRIME);
    else
      g_string_append_len (set, text, (gssize) MIN (step, (gsize) (end - text)));
    is_slanted = is_variable (text, word);
    if (is_slanted)
      add_slant (attributes, start, set->len);
    text += MIN (step, (gsize) (end - text));
  }
  return g_string_free (set, FALSE);
}

/* The layout is the canvas's, so it gets its own font back. */
static Box
set_text (Setter *setter, const char *text, gsize length, double scale, double x, double baseline)
{
  PangoLayout *layout = setter->canvas->layout;
  PangoAttrList *attributes = pango_attr_list_new ();
  g_autofree char *set =
      setter->is_words ? g_strndup (text, length) : typeset (text, length, attributes);
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (setter->canvas->style->font);
  Box box;
  int width, height;

  pango_font_description_set_size (font, (int) (pango_font_description_get_size (font) * scale));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, set, -1);
  pango_layout_get_pixel_size (layout, &width, &height);
  box.width = width;
  box.ascent = pango_layout_get_baseline (layout) / (double) PANGO_SCALE;
  box.descent = height - box.ascent;
  if (setter->colour) {
    gradus_canvas_set_colour (setter->canvas, *setter->colour);
    cairo_move_to (setter->canvas->cr, x, baseline - box.ascent);
    pango_cairo_show_layout (setter->canvas->cr, layout);
    cairo_new_path (setter->canvas->cr);
  }
  pango_layout_set_attributes (layout, NULL);
  pango_layout_set_font_description (layout, setter->canvas->style->font);
  pango_attr_list_unref (attributes);
  return box;
}

static Box
measure_row (Setter *setter, const char *text, gsize length, double scale)
{
  Setter measurer = { setter->canvas, NULL, setter->depth, setter->is_words };

  return set_row (&measurer, text, length, scale, 0, 0);
}

static void
draw_line (Setter *setter, double x0, double y0, double x1, double y1)
{
  cairo_move_to (setter->canvas->cr, x0, y0);
  cairo_line_to (setter->canvas->cr, x1, y1);
  gradus_canvas_set_line_width (setter->canvas, 1);
  gradus_canvas_set_colour (setter->canvas, *setter->colour);
  cairo_stroke (setter->canvas->cr);
}

/* Numerator and denominator around a rule at the height of a minus sign. */
static Box
set_fraction (Setter *setter, const char *const parts[2], const gsize lengths[2], double scale,
              double x, double baseline)
{
  const Box letter = measure_row (setter, "0", 1, scale);
  const double rule = -letter.ascent * 0.3;
  const Box top = measure_row (setter, parts[0], lengths[0], scale);
  const Box bottom = measure_row (setter, parts[1], lengths[1], scale);
  const double width = MAX (top.width, bottom.width) + 2 * GAP;

  if (setter->colour) {
    set_row (setter, parts[0], lengths[0], scale, x + (width - top.width) / 2,
             baseline + rule - 1 - top.descent);
    set_row (setter, parts[1], lengths[1], scale, x + (width - bottom.width) / 2,
             baseline + rule + 1 + bottom.ascent);
    draw_line (setter, x + 1, baseline + rule, x + width - 1, baseline + rule);
  }
  return (Box){ width, top.ascent + top.descent + 1 - rule,
                bottom.ascent + bottom.descent + 1 + rule };
}

static void
draw_brace (Setter *setter, double x, double top, double bottom)
{
  cairo_t *cr = setter->canvas->cr;
  const double middle = (top + bottom) / 2, r = BRACE_WIDTH / 2;

  cairo_move_to (cr, x + 2 * r, top);
  cairo_curve_to (cr, x + r, top, x + r, top, x + r, top + r);
  cairo_line_to (cr, x + r, middle - r);
  cairo_curve_to (cr, x + r, middle, x + r, middle, x, middle);
  cairo_curve_to (cr, x + r, middle, x + r, middle, x + r, middle + r);
  cairo_line_to (cr, x + r, bottom - r);
  cairo_curve_to (cr, x + r, bottom, x + r, bottom, x + 2 * r, bottom);
  cairo_set_line_width (cr, 1.2);
  gradus_canvas_set_colour (setter->canvas, *setter->colour);
  cairo_stroke (cr);
}

static Box
set_cases (Setter *setter, const char *const parts[2], const gsize lengths[2], double scale,
           double x, double baseline)
{
  const Box letter = measure_row (setter, "0", 1, scale);
  const double middle = -letter.ascent * 0.3, left = BRACE_WIDTH + GAP;
  const Box top = measure_row (setter, parts[0], lengths[0], scale);
  const Box bottom = measure_row (setter, parts[1], lengths[1], scale);
  const double above = top.ascent + top.descent, below = bottom.ascent + bottom.descent;

  if (setter->colour) {
    set_row (setter, parts[0], lengths[0], scale, x + left, baseline + middle - top.descent);
    set_row (setter, parts[1], lengths[1], scale, x + left, baseline + middle + bottom.ascent);
    draw_brace (setter, x, baseline + middle - above, baseline + middle + below);
  }
  return (Box){ left + MAX (top.width, bottom.width), above - middle, below + middle };
}

/* A root sign that grows with what is below it. */
static Box
set_root (Setter *setter, const char *text, gsize length, double scale, double x, double baseline)
{
  const Box inner = measure_row (setter, text, length, scale);
  const double sign = BRACE_WIDTH * scale + GAP, top = baseline - inner.ascent - 1;

  if (setter->colour) {
    set_row (setter, text, length, scale, x + sign, baseline);
    draw_line (setter, x + 1, baseline - inner.ascent * 0.35, x + sign * 0.4,
               baseline + inner.descent);
    draw_line (setter, x + sign * 0.4, baseline + inner.descent, x + sign - 1, top);
    draw_line (setter, x + sign - 1, top, x + sign + inner.width + 1, top);
  }
  return (Box){ sign + inner.width + 2, inner.ascent + 2, inner.descent };
}

/* Sets a known command with braces; `text` is behind its name. Returns the length of the braces. */
static gsize
set_built (Setter *setter, char kind, const char *text, gsize length, double scale, double x,
           double baseline, Box *box)
{
  const char *parts[2];
  gsize at, lengths[2];

  at = find_braces (text, length, &parts[0], &lengths[0]);
  if (kind == 's') {
    *box = set_root (setter, parts[0], lengths[0], scale, x, baseline);
    return at;
  }
  at += find_braces (text + at, length - at, &parts[1], &lengths[1]);
  *box = kind == 'f' ? set_fraction (setter, parts, lengths, scale, x, baseline)
                     : set_cases (setter, parts, lengths, scale, x, baseline);
  return at;
}

/* Sets the command at `text`, which begins with a backslash. Returns its length, or 0 if there
 * is no name. */
static gsize
set_command (Setter *setter, const char *text, gsize length, double scale, double x,
             double baseline, Box *box)
{
  static const char *const built[] = { "frac", "cases", "sqrt", NULL };
  const char *symbol;
  gsize n = 1;

  while (n < length && g_ascii_isalpha (text[n]))
    n++;
  for (guint i = 0; built[i]; i++) {
    if (n - 1 == strlen (built[i]) && strncmp (text + 1, built[i], n - 1) == 0)
      return n + set_built (setter, built[i][0], text + n, length - n, scale, x, baseline, box);
  }
  symbol = gradus_formula_find_symbol (text + 1, n - 1);
  if (!symbol)
    return 0;
  *box = set_text (setter, symbol, strlen (symbol), scale, x, baseline);
  return n + (n < length && text[n] == ' ');
}

/* Finds the formula of a script; without braces it is one letter. */
static gsize
find_script (const char *text, gsize length, const char **inner, gsize *n)
{
  if (length == 0 || text[0] == '{')
    return find_braces (text, length, inner, n);
  *inner = text;
  *n = MIN (length, (gsize) (g_utf8_next_char (text) - text));
  return *n;
}

static gboolean
is_stacked (const char *text, gsize length)
{
  const char *inner;
  gsize n;
  const gsize end = 1 + find_script (text + 1, length - 1, &inner, &n);

  return end < length && strchr ("^_", text[end]) && text[end] != text[0];
}

/* Sets the script at `text`, and one of the other kind behind it at the same place: x_i^2. */
static gsize
set_scripts (Setter *setter, const char *text, gsize length, double scale, double x,
             double baseline, Box *row)
{
  const Box letter = measure_row (setter, "0", 1, scale);
  const double left = row->width, apart = is_stacked (text, length) ? STACKED : 0;
  double right = left;
  gsize at = 0;

  for (guint i = 0; i < 2 && at < length && strchr ("^_", text[at]); i++) {
    const double shift =
        letter.ascent * (text[at] == '^' ? -(RAISED + apart) : LOWERED + apart);
    const char *inner;
    gsize n, reach;

    if (i == 1 && text[at] == text[0])
      break;
    reach = find_script (text + at + 1, length - at - 1, &inner, &n);
    row->width = left;
    append_text (row, set_row (setter, inner, n, scale * SCRIPT_SCALE, x, baseline + shift), shift);
    right = MAX (right, row->width);
    at += 1 + reach;
  }
  row->width = right;
  return at;
}

/* The length of the norm that begins at `text`, bars and all; 0 where there is none, or its second
 * bar is missing. */
static gsize
find_norm_here (const char *text, gsize length)
{
  const gsize bar = strlen (NORM);
  int depth = 0;

  if (length < bar || strncmp (text, NORM, bar) != 0)
    return 0;
  for (gsize i = bar; i + bar <= length; i++) {
    depth += text[i] == '{';
    depth -= text[i] == '}';
    if (depth == 0 && strncmp (text + i, NORM, bar) == 0)
      return i > bar ? i + bar : 0;
  }
  return 0;
}

static void
draw_norm_bars (Setter *setter, double x, double top, double bottom, double scale)
{
  draw_line (setter, x + 1.5, top, x + 1.5, bottom);
  draw_line (setter, x + 1.5 + 2.5 * scale, top, x + 1.5 + 2.5 * scale, bottom);
}

/* Bars as high as what stands between them. */
static Box
set_norm (Setter *setter, const char *text, gsize length, double scale, double x, double baseline)
{
  const gsize bar = strlen (NORM);
  const Box inner = measure_row (setter, text + bar, length - 2 * bar, scale);
  const double width = NORM_WIDTH * scale, top = baseline - inner.ascent * 0.9,
               bottom = baseline + inner.descent * 0.9;

  if (setter->colour) {
    set_row (setter, text + bar, length - 2 * bar, scale, x + width, baseline);
    draw_norm_bars (setter, x, top, bottom, scale);
    draw_norm_bars (setter, x + width + inner.width, top, bottom, scale);
  }
  return (Box){ inner.width + 2 * width, inner.ascent, inner.descent };
}

/* How much is set as it is written. */
static gsize
find_plain (const Setter *setter, const char *text, gsize length)
{
  gsize n = 0;

  if (setter->is_words)
    return length;
  while (n < length && !strchr ("^_\\", text[n]) && find_norm_here (text + n, length - n) == 0)
    n++;
  return n;
}

/* Sets what is more than plain text. Returns its length. */
static gsize
set_special (Setter *setter, const char *text, gsize length, double scale, double x,
             double baseline, Box *row)
{
  Box box = { 0 };
  gsize reach = find_norm_here (text, length);

  if (reach > 0)
    box = set_norm (setter, text, reach, scale, x, baseline);
  else if (*text != '\\')
    return set_scripts (setter, text, length, scale, x, baseline, row);
  else
    reach = set_command (setter, text, length, scale, x, baseline, &box);
  if (reach == 0)
    box = set_text (setter, text, reach = 1, scale, x, baseline);
  append_text (row, box, 0);
  return reach;
}

/* The depth has a limit, because lessons of the user's own bring formulas, too. */
static Box
set_row (Setter *setter, const char *text, gsize length, double scale, double x, double baseline)
{
  Box row = { 0 };
  gsize at = 0;

  if (setter->depth++ > DEEPEST)
    at = length;
  while (at < length) {
    const gsize plain = find_plain (setter, text + at, length - at);

    if (plain > 0) {
      append_text (&row, set_text (setter, text + at, plain, scale, x + row.width, baseline), 0);
      at += plain;
    } else {
      at += set_special (setter, text + at, length - at, scale, x + row.width, baseline, &row);
    }
  }
  setter->depth--;
  return row;
}

/* Words, and between dollars formulas. */
static Box
set_line (Setter *setter, const char *text, double scale, double x, double baseline)
{
  Box line = { 0 };

  for (setter->is_words = TRUE; *text; setter->is_words = !setter->is_words) {
    const gsize n = strcspn (text, "$");

    if (n > 0)
      append_text (&line, set_row (setter, text, n, scale, x + line.width, baseline), 0);
    text += n + (text[n] == '$');
  }
  return line;
}

void
gradus_formula_measure (GradusCanvas *canvas, const char *formula, double scale, double *width,
                        double *height)
{
  Setter setter = { canvas, NULL, 0, FALSE };
  const Box box = set_row (&setter, formula, strlen (formula), scale, 0, 0);

  *width = box.width;
  *height = box.ascent + box.descent;
}

double
gradus_formula_get_ascent (GradusCanvas *canvas, const char *formula, double scale)
{
  Setter setter = { canvas, NULL, 0, FALSE };

  return set_row (&setter, formula, strlen (formula), scale, 0, 0).ascent;
}

void
gradus_formula_draw (GradusCanvas *canvas, const char *formula, double scale, double x, double y,
                     GradusColour colour)
{
  Setter measurer = { canvas, NULL, 0, FALSE }, setter = { canvas, &colour, 0, FALSE };
  const gsize length = strlen (formula);
  const Box box = set_row (&measurer, formula, length, scale, 0, 0);

  set_row (&setter, formula, length, scale, x, y + box.ascent);
}

void
gradus_formula_measure_line (GradusCanvas *canvas, const char *line, double scale, double *width,
                             double *height)
{
  Setter setter = { canvas, NULL, 0, FALSE };
  const Box box = set_line (&setter, line, scale, 0, 0);

  *width = box.width;
  *height = box.ascent + box.descent;
}

void
gradus_formula_draw_line (GradusCanvas *canvas, const char *line, double scale, double x, double y,
                          GradusColour colour)
{
  Setter setter = { canvas, &colour, 0, FALSE };

  set_line (&setter, line, scale, x, y);
}
