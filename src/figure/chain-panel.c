/* SPDX-License-Identifier: MIT */
#include "figure/chain-panel.h"

#include <glib/gi18n-lib.h>

#include "figure/chain-words.h"
#include "plot/formula.h"
#include "plot/number.h"

/* The most terms of a sum, and how large the letters of lines and products are. */
#define MOST_TERMS 6
#define LEAST_TERMS 2
#define PRODUCT_SCALE 2.2
#define PRODUCT_GAP 26.0
#define BASELINE 0.75 /* of a line, below its top */

/* -- Lines ------------------------------------------------------------------------------------- */

static double
measure_line (GradusCanvas *canvas, const GradusChainPanel *panel, const GradusChainLine *line)
{
  double width, result, height;

  gradus_formula_measure_line (canvas, line->text, panel->scale, &width, &height);
  gradus_formula_measure_line (canvas, line->result, panel->scale, &result, &height);
  return width + result;
}

static GPtrArray *
list_lines (const GradusChainScene *scene, guint most_terms)
{
  return scene->is_backward && gradus_chain_scene_has_backward (scene, scene->layer)
             ? gradus_chain_lines_list_backward (&scene->sight, scene->layer, scene->unit,
                                                 scene->input, most_terms)
             : gradus_chain_lines_list_forward (&scene->sight, scene->layer, scene->unit,
                                                most_terms);
}

/* With as many terms of its sum as there is room for. */
static GPtrArray *
fit_lines (GradusCanvas *canvas, const GradusChainPanel *panel)
{
  for (guint most = MOST_TERMS;; most--) {
    GPtrArray *lines = list_lines (panel->scene, most);
    gboolean has_room = TRUE;

    for (guint i = 0; i < lines->len; i++)
      has_room = has_room &&
                 measure_line (canvas, panel, g_ptr_array_index (lines, i)) <= panel->area.width;
    if (has_room || most <= LEAST_TERMS)
      return lines;
    g_ptr_array_unref (lines);
  }
}

static double
find_baseline (const GradusChainPanel *panel, guint line)
{
  return panel->area.y + (line + BASELINE) * panel->pitch;
}

/* The result stands out: it is what the node or the edge says. */
static void
draw_line (GradusCanvas *canvas, const GradusChainPanel *panel, const GradusChainLine *line,
           guint at)
{
  const GradusStyle *style = canvas->style;
  const double y = find_baseline (panel, at);
  double width, height;

  gradus_formula_measure_line (canvas, line->text, panel->scale, &width, &height);
  gradus_formula_draw_line (canvas, line->text, panel->scale, panel->area.x, y, style->text);
  gradus_formula_draw_line (canvas, line->result, panel->scale, panel->area.x + width, y,
                            panel->scene->is_backward ? style->high_mark : style->low_mark);
}

/* Of a layer whose units are not shown what its norms come to. */
static void
draw_norm_lines (GradusCanvas *canvas, const GradusChainPanel *panel)
{
  const GradusChainScene *scene = panel->scene;
  g_autofree char *products = gradus_chain_words_products (scene->chain, scene->layer);
  g_autofree char *gradient = gradus_chain_words_gradient (scene->chain, scene->layer);

  if (!gradus_chain_scene_has_backward (scene, scene->layer))
    return;
  gradus_formula_draw_line (canvas, products, 1, panel->area.x, find_baseline (panel, 0),
                            canvas->style->high_mark);
  gradus_formula_draw_line (canvas, gradient, 1, panel->area.x, find_baseline (panel, 1),
                            canvas->style->high_mark);
}

static void
draw_lines (GradusCanvas *canvas, const GradusChainPanel *panel)
{
  g_autoptr (GPtrArray) lines = fit_lines (canvas, panel);

  for (guint i = 0; i < lines->len; i++)
    draw_line (canvas, panel, g_ptr_array_index (lines, i), i);
  if (lines->len == 0)
    draw_norm_lines (canvas, panel);
}

/* -- Products ---------------------------------------------------------------------------------- */

/* A text in large figures with what it is below it, their right end at `x`. Returns how wide they
 * are. */
static double
draw_large (GradusCanvas *canvas, const GradusChainPanel *panel, const char *number,
            const char *caption, double x, GradusColour colour)
{
  double width, height, below, small;

  gradus_formula_measure_line (canvas, number, PRODUCT_SCALE, &width, &height);
  gradus_canvas_measure_text (canvas, caption, &below, &small);
  gradus_formula_draw_line (canvas, number, PRODUCT_SCALE, x - width,
                            panel->area.y + panel->area.height - 1.5 * small, colour);
  gradus_canvas_draw_text (canvas, caption, x, panel->area.y + panel->area.height, 1, 1,
                           canvas->style->dim_text);
  return MAX (width, below);
}

static GradusChainNumber
get_product (const GradusChainScene *scene, GradusChainNumberKind kind)
{
  return (GradusChainNumber){ .kind = kind, .layer = scene->lit };
}

/* On the way back both products; forward how far apart samples are here, and were in layer 1. */
static void
draw_products (GradusCanvas *canvas, const GradusChainPanel *panel)
{
  const GradusChainScene *scene = panel->scene;
  const GradusStyle *style = canvas->style;
  const GradusDiagnostics *diagnostics = scene->source->snapshot->diagnostics;
  const double x = panel->area.x + panel->area.width;
  g_autofree char *large = NULL, *small = NULL;
  double width = 0;

  if (scene->is_backward) {
    small = gradus_chain_lines_format (&scene->sight, get_product (scene, GRADUS_CHAIN_SLOPES));
    large = gradus_chain_lines_format (&scene->sight, get_product (scene, GRADUS_CHAIN_PRODUCT));
    width = draw_large (canvas, panel, small, _ ("slopes alone"), x, style->dim_text);
    draw_large (canvas, panel, large, _ ("product of slopes × weights"), x - width - PRODUCT_GAP,
                style->high_mark);
    return;
  }
  small = gradus_number_format_short ((double) diagnostics[0].distance);
  large = gradus_number_format_short ((double) diagnostics[scene->lit].distance);
  if (scene->lit > 0)
    width = PRODUCT_GAP + draw_large (canvas, panel, small, _ ("in layer 1"), x, style->dim_text);
  draw_large (canvas, panel, large, _ ("how far apart samples are here"), x - width,
              style->low_mark);
}

void
gradus_chain_panel_draw (GradusCanvas *canvas, const GradusChainPanel *panel)
{
  draw_lines (canvas, panel);
  draw_products (canvas, panel);
}

/* -- What is where ----------------------------------------------------------------------------- */

/* What stands behind the last "=" of a line. */
static gboolean
find_in_lines (GradusCanvas *canvas, const GradusChainPanel *panel, double x, double y,
               GradusChainNumber *number)
{
  g_autoptr (GPtrArray) lines = fit_lines (canvas, panel);

  for (guint i = 0; i < lines->len; i++) {
    const GradusChainLine *line = g_ptr_array_index (lines, i);
    const double top = panel->area.y + i * panel->pitch;
    double width, height;

    gradus_formula_measure_line (canvas, line->text, panel->scale, &width, &height);
    if (y >= top && y < top + panel->pitch && x >= panel->area.x + width &&
        x <= panel->area.x + measure_line (canvas, panel, line)) {
      *number = line->number;
      return TRUE;
    }
  }
  return FALSE;
}

/* The large figures, on the way back. */
static gboolean
find_in_products (GradusCanvas *canvas, const GradusChainPanel *panel, double x, double y,
                  GradusChainNumber *number)
{
  const double right = panel->area.x + panel->area.width,
               bottom = panel->area.y + panel->area.height;
  g_autofree char *small = gradus_chain_lines_format (
      &panel->scene->sight, get_product (panel->scene, GRADUS_CHAIN_SLOPES));
  double width, caption, height;

  gradus_formula_measure_line (canvas, small, PRODUCT_SCALE, &width, &height);
  gradus_canvas_measure_text (canvas, _ ("slopes alone"), &caption, &height);
  if (!panel->scene->is_backward || y > bottom || y < bottom - 2 * panel->pitch || x > right ||
      x < right - 3 * MAX (width, caption))
    return FALSE;
  *number = get_product (panel->scene, x > right - MAX (width, caption) ? GRADUS_CHAIN_SLOPES
                                                                        : GRADUS_CHAIN_PRODUCT);
  return TRUE;
}

gboolean
gradus_chain_panel_find (GradusCanvas *canvas, const GradusChainPanel *panel, double x, double y,
                         GradusChainNumber *number)
{
  return find_in_lines (canvas, panel, x, y, number) ||
         find_in_products (canvas, panel, x, y, number);
}
