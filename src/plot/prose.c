/* SPDX-License-Identifier: MIT */
#include "plot/prose.h"

#include <string.h>

#include "plot/formula-spelling.h"
#include "plot/formula.h"
#include "plot/prose-layout.h"

/* In heights of a letter. */
#define BLOCK_GAP 0.55
#define ITEM_GAP 0.25
#define INDENT 1.1
#define CODE_PADDING 6.0
#define FORMULA_SCALE 1.1 /* of a formula that is a paragraph */
#define FITTING 0.97 /* letters have whole sizes, so a line may be slightly wider than measured */

struct _GradusProse {
  GPtrArray *blocks; /* GradusProseBlock */
  char *plain;
};

/* -- The text ---------------------------------------------------------------------------------- */

/* A formula is one letter in the text, which a screen reader could not say: it gets the formula's
 * spelling. */
static void
append_plain (GString *plain, const GradusProseBlock *block)
{
  guint at = 0;

  if (plain->len > 0)
    g_string_append_c (plain, '\n');
  if (block->kind == GRADUS_PROSE_BLOCK_FORMULA) {
    g_autofree char *spelling = gradus_formula_spell (block->text);

    g_string_append (plain, spelling);
    return;
  }
  for (guint i = 0; i < block->spans->len; i++) {
    const GradusProseSpan *span = &g_array_index (block->spans, GradusProseSpan, i);
    g_autofree char *spelling = NULL;

    if (span->kind != GRADUS_PROSE_SPAN_FORMULA)
      continue;
    spelling = gradus_formula_spell (span->content);
    g_string_append_len (plain, block->text + at, (gssize) (span->start - at));
    g_string_append (plain, spelling);
    at = span->end;
  }
  g_string_append (plain, block->text + at);
}

GradusProse *
gradus_prose_new (const char *text)
{
  GradusProse *prose = g_new0 (GradusProse, 1);
  GString *plain = g_string_new (NULL);

  prose->blocks = gradus_prose_markup_parse (text);
  for (guint i = 0; i < prose->blocks->len; i++)
    append_plain (plain, g_ptr_array_index (prose->blocks, i));
  prose->plain = g_string_free (plain, FALSE);
  return prose;
}

void
gradus_prose_free (GradusProse *prose)
{
  if (!prose)
    return;
  g_ptr_array_unref (prose->blocks);
  g_free (prose->plain);
  g_free (prose);
}

const char *
gradus_prose_get_plain (const GradusProse *prose)
{
  return prose->plain;
}

gboolean
gradus_prose_get_claim (const GradusProse *prose, guint i, char **stated, const char **about)
{
  for (guint at = 0; at < prose->blocks->len; at++) {
    const GradusProseBlock *block = g_ptr_array_index (prose->blocks, at);

    for (guint j = 0; j < block->spans->len; j++) {
      const GradusProseSpan *span = &g_array_index (block->spans, GradusProseSpan, j);

      if (span->kind != GRADUS_PROSE_SPAN_CLAIM || i-- > 0)
        continue;
      *stated = g_strndup (block->text + span->start, span->end - span->start);
      *about = span->content;
      return TRUE;
    }
  }
  return FALSE;
}

/* -- Setting it -------------------------------------------------------------------------------- */

static double
get_line_height (GradusCanvas *canvas, double scale)
{
  double width, height;

  gradus_canvas_measure_text (canvas, "Ag", &width, &height);
  return height * scale;
}

static double
get_indent (GradusProseSetter *setter, const GradusProseBlock *block, double line)
{
  return block->kind == GRADUS_PROSE_BLOCK_ITEM   ? INDENT * line
         : block->kind == GRADUS_PROSE_BLOCK_CODE ? CODE_PADDING
                                                  : 0;
}

/* The scale of a formula that is a paragraph: it becomes smaller rather than be cut off. */
static double
fit_formula (GradusProseSetter *setter, const char *formula, double width)
{
  double scale = setter->scale * FORMULA_SCALE, taken, height;

  gradus_formula_measure (setter->canvas, formula, scale, &taken, &height);
  return taken > width ? scale * FITTING * width / taken : scale;
}

static double
set_formula (GradusProseSetter *setter, const GradusProseBlock *block, double x, double y,
             double width, gboolean is_drawn)
{
  const double scale = fit_formula (setter, block->text, width);
  double taken, height;

  gradus_formula_measure (setter->canvas, block->text, scale, &taken, &height);
  if (is_drawn)
    gradus_formula_draw (setter->canvas, block->text, scale, x + MAX (0, width - taken) / 2, y,
                         setter->colour);
  return height;
}

static void
draw_code_background (GradusProseSetter *setter, GradusRect rect)
{
  GradusColour shade = gradus_colour_with_alpha (setter->colour, 0.07);

  gradus_canvas_round_rect (setter->canvas, rect, 4);
  gradus_canvas_set_colour (setter->canvas, shade);
  cairo_fill (setter->canvas->cr);
}

static double
set_text (GradusProseSetter *setter, const GradusProseBlock *block, double x, double y,
          double width, gboolean is_drawn)
{
  const double line = get_line_height (setter->canvas, setter->scale);
  const double indent = get_indent (setter, block, line);
  const double padding = block->kind == GRADUS_PROSE_BLOCK_CODE ? CODE_PADDING : 0;
  g_autoptr (PangoLayout) layout =
      gradus_prose_layout_new (setter, block, width - indent - padding);
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  if (!is_drawn)
    return height + 2 * padding;
  if (block->kind == GRADUS_PROSE_BLOCK_CODE)
    draw_code_background (setter, (GradusRect){ x, y, width, height + 2 * padding });
  if (block->kind == GRADUS_PROSE_BLOCK_ITEM)
    gradus_canvas_draw_text (setter->canvas, "•", x + indent / 2, y + line / 2, 0.5, 0.5,
                             setter->colour);
  gradus_canvas_set_colour (setter->canvas, setter->colour);
  cairo_move_to (setter->canvas->cr, x + indent, y + padding);
  pango_cairo_show_layout (setter->canvas->cr, layout);
  cairo_new_path (setter->canvas->cr);
  return height + 2 * padding;
}

static double
set_blocks (GradusProseSetter *setter, const GradusProse *prose, double x, double y, double width,
            gboolean is_drawn)
{
  const double line = get_line_height (setter->canvas, setter->scale);
  double height = 0;

  for (guint i = 0; i < prose->blocks->len; i++) {
    const GradusProseBlock *block = g_ptr_array_index (prose->blocks, i);
    const GradusProseBlock *last = i > 0 ? g_ptr_array_index (prose->blocks, i - 1) : NULL;
    const gboolean is_list =
        last && last->kind == GRADUS_PROSE_BLOCK_ITEM && block->kind == GRADUS_PROSE_BLOCK_ITEM;

    if (last)
      height += line * (is_list ? ITEM_GAP : BLOCK_GAP);
    height += block->kind == GRADUS_PROSE_BLOCK_FORMULA
                  ? set_formula (setter, block, x, y + height, width, is_drawn)
                  : set_text (setter, block, x, y + height, width, is_drawn);
  }
  return height;
}

double
gradus_prose_measure (GradusCanvas *canvas, const GradusProse *prose, double width, double scale)
{
  GradusProseSetter setter = { canvas, scale, { 0 } };

  return set_blocks (&setter, prose, 0, 0, width, FALSE);
}

double
gradus_prose_draw (GradusCanvas *canvas, const GradusProse *prose, double x, double y, double width,
                   double scale, GradusColour colour)
{
  GradusProseSetter setter = { canvas, scale, colour };

  return set_blocks (&setter, prose, x, y, width, TRUE);
}
