/* SPDX-License-Identifier: MIT */
#include "plot/prose-layout.h"

#include <string.h>

#include "plot/formula.h"

#define LINE_GAP 0.12      /* in heights of a letter */
#define LONGEST_WORD 14    /* in letters, with what stands beside it: “(확률적),” */
#define BLANK_SPACING 0.06 /* that a blank gets beside its own, in sizes of the font */

/* Draws the formula in place of its letter U+FFFC. */
static void
draw_shape (cairo_t *cr, PangoAttrShape *shape, gboolean only_path, gpointer data)
{
  GradusProseSetter *setter = data;
  const char *formula = shape->data;
  double x, y;

  if (only_path)
    return;
  cairo_get_current_point (cr, &x, &y);
  gradus_formula_draw (setter->canvas, formula, setter->scale, x,
                       y - gradus_formula_get_ascent (setter->canvas, formula, setter->scale),
                       setter->colour);
}

static PangoAttribute *
make_shape (GradusProseSetter *setter, const char *formula)
{
  double width, height, ascent;
  PangoRectangle box;

  gradus_formula_measure (setter->canvas, formula, setter->scale, &width, &height);
  ascent = gradus_formula_get_ascent (setter->canvas, formula, setter->scale);
  box = (PangoRectangle){ 0, (int) (-ascent * PANGO_SCALE), (int) (width * PANGO_SCALE),
                          (int) (height * PANGO_SCALE) };
  return pango_attr_shape_new_with_data (&box, &box, (gpointer) formula, NULL, NULL);
}

/* Takes over the attribute. */
static void
insert_attribute (PangoAttrList *list, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

static void
insert_unbreakable (PangoAttrList *list, guint start, guint end)
{
  insert_attribute (list, pango_attr_allow_breaks_new (FALSE), start, end);
}

static void
insert_span (GradusProseSetter *setter, PangoAttrList *list, const GradusProseBlock *block,
             const GradusProseSpan *span)
{
  PangoAttribute *attribute = NULL;

  switch (span->kind) {
  case GRADUS_PROSE_SPAN_EMPHASIS:
    attribute = pango_attr_style_new (PANGO_STYLE_ITALIC);
    break;
  case GRADUS_PROSE_SPAN_STRONG:
    attribute = pango_attr_weight_new (PANGO_WEIGHT_BOLD);
    break;
  case GRADUS_PROSE_SPAN_CODE:
    attribute = pango_attr_family_new ("monospace");
    break;
  case GRADUS_PROSE_SPAN_FORMULA:
    attribute = make_shape (setter, span->content);
    if (g_unichar_ispunct (g_utf8_get_char (block->text + span->end)))
      insert_unbreakable (list, span->start,
                          (guint) (g_utf8_next_char (block->text + span->end) - block->text));
    break;
  case GRADUS_PROSE_SPAN_CLAIM:
  default:
    attribute = pango_attr_allow_breaks_new (FALSE);
    break;
  }
  insert_attribute (list, attribute, span->start, span->end);
}

/* The length of "(1, 0)" at `text`: brackets around numbers, commas and blanks; else 0. */
static gsize
measure_pair (const char *text)
{
  const gsize inner = strspn (text + 1, "0123456789., -");

  return text[0] == '(' && inner > 0 && text[1 + inner] == ')' ? inner + 2 : 0;
}

/* The point of a plane is one thing to read. */
static void
insert_pairs (PangoAttrList *list, const char *text)
{
  for (const char *at = strchr (text, '('); at; at = strchr (at + 1, '(')) {
    const gsize length = measure_pair (at);

    if (length > 0)
      insert_unbreakable (list, (guint) (at - text), (guint) (at - text + (gssize) length));
  }
}

/* A number and its sign are one thing to read, too. */
static void
insert_percents (PangoAttrList *list, const char *text)
{
  for (const char *at = strstr (text, " %"); at; at = strstr (at + 1, " %")) {
    const guint start = (guint) (at - text);

    if (start > 0 && g_ascii_isdigit (at[-1]))
      insert_unbreakable (list, start - 1, start + 2);
  }
}

static gboolean
has_hangul (const char *text, gsize length)
{
  for (const char *at = text; at < text + length; at = g_utf8_next_char (at)) {
    if (g_unichar_get_script (g_utf8_get_char (at)) == G_UNICODE_SCRIPT_HANGUL)
      return TRUE;
  }
  return FALSE;
}

/* Korean is read by its words. */
gboolean
gradus_prose_keep_words (PangoAttrList *list, const char *text)
{
  gboolean has_any = FALSE;

  for (const char *at = text; *at;) {
    const gsize length = strcspn (at, " \n");

    if (has_hangul (at, length) && g_utf8_strlen (at, (gssize) length) <= LONGEST_WORD) {
      insert_unbreakable (list, (guint) (at - text), (guint) (at - text + (gssize) length));
      has_any = TRUE;
    }
    at += length + strspn (at + length, " \n");
  }
  return has_any;
}

static int
get_spacing (GradusProseSetter *setter)
{
  return (int) (BLANK_SPACING * setter->scale *
                pango_font_description_get_size (setter->canvas->style->font));
}

/* A blank is not kerned: with an f, an italic or a 1 before it there would be too little of it. */
static void
insert_blanks (PangoAttrList *list, const char *text, int spacing)
{
  for (const char *at = strchr (text, ' '); at; at = strchr (at + 1, ' ')) {
    const guint start = (guint) (at - text);

    insert_attribute (list, pango_attr_font_features_new ("kern=0"), start, start + 1);
    insert_attribute (list, pango_attr_letter_spacing_new (spacing), start, start + 1);
  }
}

static PangoAttrList *
make_attributes (GradusProseSetter *setter, const GradusProseBlock *block)
{
  PangoAttrList *list = pango_attr_list_new ();

  for (guint i = 0; i < block->spans->len; i++)
    insert_span (setter, list, block, &g_array_index (block->spans, GradusProseSpan, i));
  insert_pairs (list, block->text);
  insert_percents (list, block->text);
  gradus_prose_keep_words (list, block->text);
  if (block->kind != GRADUS_PROSE_BLOCK_CODE)
    insert_blanks (list, block->text, get_spacing (setter));
  return list;
}

static void
set_font (GradusProseSetter *setter, PangoLayout *layout, gboolean is_code)
{
  const PangoFontDescription *base = setter->canvas->style->font;
  PangoFontDescription *font = pango_font_description_copy (base);

  pango_font_description_set_size (font,
                                   (int) (pango_font_description_get_size (font) * setter->scale));
  if (is_code)
    pango_font_description_set_family (font, "monospace");
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
}

/* Glyphs at whole pixels would let a blank that is kerned, as after a 1, vanish. */
static void
set_exact_positions (PangoLayout *layout)
{
  PangoContext *context = pango_layout_get_context (layout);
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_layout_context_changed (layout);
  cairo_font_options_destroy (options);
}

PangoLayout *
gradus_prose_layout_new (GradusProseSetter *setter, const GradusProseBlock *block, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (setter->canvas->cr);
  PangoAttrList *attributes = make_attributes (setter, block);
  double letter, height;

  gradus_canvas_measure_text (setter->canvas, "Ag", &letter, &height);
  set_exact_positions (layout);
  set_font (setter, layout, block->kind == GRADUS_PROSE_BLOCK_CODE);
  pango_cairo_context_set_shape_renderer (pango_layout_get_context (layout), draw_shape, setter,
                                          NULL);
  pango_layout_set_attributes (layout, attributes);
  pango_layout_set_text (layout, block->text, -1);
  pango_layout_set_spacing (layout, (int) (LINE_GAP * height * setter->scale * PANGO_SCALE));
  if (width > 0)
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_attr_list_unref (attributes);
  return layout;
}
