/* SPDX-License-Identifier: MIT */
#include "plot/formula.h"

#include <string.h>

#include "plot/formula-symbols.h"

/* The size of scripts and how far they are raised or lowered, relative to the letters around
 * them. */
#define SCRIPT_SCALE 0.72
#define RAISED 0.42
#define LOWERED 0.22

#define GAP 3.0
#define BRACE_WIDTH 8.0
#define DEEPEST 8

/* The size of a box, from its baseline up and down. */
typedef struct {
  double width, ascent, descent;
} Box;

/* Sets boxes from left to right; without a colour it only measures. */
typedef struct {
  GradusCanvas *canvas;
  const GradusColour *colour;
  guint depth;
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

/* The layout is the canvas's, so it gets its own font back. */
static Box
set_text (Setter *setter, const char *text, gsize length, double scale, double x, double baseline)
{
  PangoLayout *layout = setter->canvas->layout;
  g_autoptr (PangoFontDescription) font = pango_font_description_copy (setter->canvas->style->font);
  Box box;
  int width, height;

  pango_font_description_set_size (font, (int) (pango_font_description_get_size (font) * scale));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, (int) length);
  pango_layout_get_pixel_size (layout, &width, &height);
  box.width = width;
  box.ascent = pango_layout_get_baseline (layout) / (double) PANGO_SCALE;
  box.descent = height - box.ascent;
  if (setter->colour) {
    gradus_canvas_set_colour (setter->canvas, *setter->colour);
    cairo_move_to (setter->canvas->cr, x, baseline - box.ascent);
    pango_cairo_show_layout (setter->canvas->cr, layout);
  }
  pango_layout_set_font_description (layout, setter->canvas->style->font);
  return box;
}

static Box
measure_row (Setter *setter, const char *text, gsize length, double scale)
{
  Setter measurer = { setter->canvas, NULL, setter->depth };

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

static gsize
set_script (Setter *setter, const char *text, gsize length, double scale, double x, double baseline,
            Box *row)
{
  const Box letter = measure_row (setter, "0", 1, scale);
  const double shift = text[0] == '^' ? -letter.ascent * RAISED : letter.ascent * LOWERED;
  const char *inner;
  gsize n, reach = find_script (text + 1, length - 1, &inner, &n);

  append_text (row, set_row (setter, inner, n, scale * SCRIPT_SCALE, x, baseline + shift), shift);
  return 1 + reach;
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
    const gsize plain = strcspn (text + at, "^_\\");
    Box box = { 0 };
    gsize reach;

    if (plain > 0) {
      reach = MIN (plain, length - at);
      append_text (&row, set_text (setter, text + at, reach, scale, x + row.width, baseline), 0);
    } else if (text[at] != '\\') {
      reach = set_script (setter, text + at, length - at, scale, x + row.width, baseline, &row);
    } else {
      reach = set_command (setter, text + at, length - at, scale, x + row.width, baseline, &box);
      if (reach == 0)
        box = set_text (setter, text + at, reach = 1, scale, x + row.width, baseline);
      append_text (&row, box, 0);
    }
    at += reach;
  }
  setter->depth--;
  return row;
}

void
gradus_formula_measure (GradusCanvas *canvas, const char *formula, double scale, double *width,
                        double *height)
{
  Setter setter = { canvas, NULL, 0 };
  const Box box = set_row (&setter, formula, strlen (formula), scale, 0, 0);

  *width = box.width;
  *height = box.ascent + box.descent;
}

double
gradus_formula_get_ascent (GradusCanvas *canvas, const char *formula, double scale)
{
  Setter setter = { canvas, NULL, 0 };

  return set_row (&setter, formula, strlen (formula), scale, 0, 0).ascent;
}

void
gradus_formula_draw (GradusCanvas *canvas, const char *formula, double scale, double x, double y,
                     GradusColour colour)
{
  Setter measurer = { canvas, NULL, 0 }, setter = { canvas, &colour, 0 };
  const gsize length = strlen (formula);
  const Box box = set_row (&measurer, formula, length, scale, 0, 0);

  set_row (&setter, formula, length, scale, x, y + box.ascent);
}
