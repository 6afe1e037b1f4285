/* SPDX-License-Identifier: MIT */
#include "plot/network-bars.h"

#include <math.h>

#include "plot/number.h"

#define WIDTH_SHARE 0.7 /* of a column's */
#define MOST_WIDTH 60.0
#define PALE 0.25 /* the opacity of step 0 */

static GradusRect
make_bar (const GradusNetworkDiagram *diagram, const GradusNetworkLayout *layout, guint column,
          double norm)
{
  const double share = gradus_axis_map (&diagram->norms, norm);
  const double height = isnan (share) ? 0 : CLAMP (share, 0, 1) * layout->bars.height;
  const double width = MIN (layout->pitch * WIDTH_SHARE, MOST_WIDTH);

  return (GradusRect){ gradus_network_layout_get_x (layout, column) - width / 2,
                       layout->bars.y + layout->bars.height - height, width, height };
}

GradusRect
gradus_network_bars_get_bar (const GradusNetworkDiagram *diagram, const GradusNetworkLayout *layout,
                             guint column)
{
  return make_bar (diagram, layout, column, (double) diagram->columns[column].gradient_norm);
}

GradusRect
gradus_network_bars_get_first (const GradusNetworkDiagram *diagram,
                               const GradusNetworkLayout *layout, guint column)
{
  return make_bar (diagram, layout, column, (double) diagram->columns[column].first_norm);
}

/* Which texts have room beside those of the other columns. What only some have room for none has,
 * for it would look as if there were a difference between them. */
typedef struct {
  gboolean has_numbers, has_titles, has_values;
} Texts;

static gboolean
has_room (GradusCanvas *canvas, const char *text, double room)
{
  double width, height;

  gradus_canvas_measure_text (canvas, text, &width, &height);
  return width <= room;
}

static Texts
choose_texts (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
              const GradusNetworkLayout *layout)
{
  Texts texts = { TRUE, !layout->is_low, !layout->is_low };

  for (guint i = 1; i < diagram->n_columns; i++) {
    const GradusDiagramColumn *column = &diagram->columns[i];
    g_autofree char *number = g_strdup_printf ("%u", i);
    g_autofree char *value = gradus_number_format_short ((double) column->gradient_norm);

    if (!gradus_network_layout_has_column (layout, i))
      continue;
    texts.has_numbers &= has_room (canvas, number, layout->pitch);
    texts.has_titles &= !column->title || has_room (canvas, column->title, layout->pitch - 2);
    texts.has_values &= column->has_no_gradient || has_room (canvas, value, layout->pitch - 2);
  }
  return texts;
}

static void
draw_names (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
            const GradusNetworkLayout *layout, Texts texts, guint column)
{
  const double x = gradus_network_layout_get_x (layout, column);
  const double bottom = layout->bars.y + layout->bars.height;
  g_autofree char *number = g_strdup_printf ("%u", column);
  const char *title = diagram->columns[column].title;
  double width, height;

  if (texts.has_numbers)
    gradus_canvas_draw_text (canvas, number, x, bottom + 1, 0.5, 0, canvas->style->dim_text);
  if (!title || !texts.has_titles)
    return;
  gradus_canvas_measure_text (canvas, number, &width, &height);
  gradus_canvas_draw_text (canvas, title, x, bottom + height, 0.5, 0, canvas->style->dim_text);
}

static void
fill_bar (GradusCanvas *canvas, GradusRect bar, GradusColour colour)
{
  cairo_rectangle (canvas->cr, bar.x, bar.y, bar.width, bar.height);
  gradus_canvas_set_colour (canvas, colour);
  cairo_fill (canvas->cr);
}

static void
draw_bar (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
          const GradusNetworkLayout *layout, Texts texts, guint column)
{
  const GradusRect bar = gradus_network_bars_get_bar (diagram, layout, column);
  const GradusColour colour =
      gradus_style_get_layer_colour (canvas->style, column - 1, diagram->n_columns - 1);
  g_autofree char *value =
      gradus_number_format_short ((double) diagram->columns[column].gradient_norm);

  if (diagram->columns[column].first_norm > 0)
    fill_bar (canvas, gradus_network_bars_get_first (diagram, layout, column),
              gradus_colour_with_alpha (colour, PALE));
  fill_bar (canvas, bar, colour);
  if (texts.has_values)
    gradus_canvas_draw_text (canvas, value, bar.x + bar.width / 2, bar.y, 0.5, 1,
                             canvas->style->text);
}

/* The ends of the axis at the left of the first bar, and the title where there is room. */
static void
draw_axis (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
           const GradusNetworkLayout *layout)
{
  const double bottom = layout->bars.y + layout->bars.height;
  const double right = layout->bars.x + layout->pitch - 4;
  g_autofree char *low = gradus_number_format_decade ((int) lround (log10 (diagram->norms.low)));
  g_autofree char *high = gradus_number_format_decade ((int) lround (log10 (diagram->norms.high)));
  double width, title_width, height;

  cairo_rectangle (canvas->cr, layout->bars.x, bottom, layout->bars.width, 1);
  gradus_canvas_set_colour (canvas, canvas->style->grid);
  cairo_fill (canvas->cr);
  gradus_canvas_measure_text (canvas, low, &width, &height);
  gradus_canvas_measure_text (canvas, diagram->norms_title, &title_width, &height);
  if (layout->is_low || width > layout->pitch - 8 || 2 * height > layout->bars.height)
    return;
  gradus_canvas_draw_text (canvas, low, right, bottom, 1, 1, canvas->style->dim_text);
  gradus_canvas_draw_text (canvas, high, right, layout->bars.y, 1, 0.5, canvas->style->dim_text);
  if (title_width + width < layout->pitch - 12 && 3 * height < layout->bars.height)
    gradus_canvas_draw_text (canvas, diagram->norms_title, layout->bars.x,
                             layout->bars.y + layout->bars.height / 2, 0, 0.5,
                             canvas->style->dim_text);
}

void
gradus_network_bars_draw (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
                          const GradusNetworkLayout *layout)
{
  const Texts texts = choose_texts (canvas, diagram, layout);

  draw_axis (canvas, diagram, layout);
  for (guint i = 1; i < diagram->n_columns; i++) {
    if (!gradus_network_layout_has_column (layout, i))
      continue;
    if (!diagram->columns[i].has_no_gradient)
      draw_bar (canvas, diagram, layout, texts, i);
    draw_names (canvas, diagram, layout, texts, i);
  }
}
