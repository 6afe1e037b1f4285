/* SPDX-License-Identifier: MIT */
#include "plot/dot-strip.h"

#include <math.h>

#include "plot/axis.h"

#define RADIUS 2.6
#define REACH 9.0
#define PADDING 5.0
#define MOST_TICKS 4

typedef struct {
  GradusAxis axis;
  double top, bottom; /* of the axis */
  double nothing;     /* the height of dots without a value */
  gboolean has_nothing;
} Layout;

static void
find_range (const GradusDotStrip *strip, double *low, double *high, gboolean *has_nothing)
{
  *low = INFINITY;
  *high = 0;
  *has_nothing = FALSE;
  for (guint i = 0; i < strip->n_dots; i++) {
    const double value = strip->dots[i].value;

    if (isnan (value)) {
      *has_nothing = TRUE;
    } else {
      *low = MIN (*low, MAX (value, GRADUS_AXIS_FLOOR));
      *high = MAX (*high, value);
    }
  }
}

static Layout
lay_out_strip (GradusCanvas *canvas, const GradusDotStrip *strip)
{
  Layout layout = { .top = strip->rect.y };
  double low, high, width, line;

  find_range (strip, &low, &high, &layout.has_nothing);
  gradus_canvas_measure_text (canvas, "0", &width, &line);
  layout.axis = gradus_axis_log (isfinite (low) ? low : 0.1, high > 0 ? high : 1);
  layout.top += line + PADDING;
  layout.nothing = layout.top + line / 2;
  layout.top += layout.has_nothing ? line + PADDING : 0;
  layout.bottom = strip->rect.y + strip->rect.height - PADDING;
  return layout;
}

static void
find_dot_place (const GradusDotStrip *strip, const Layout *layout, const GradusDot *dot, double *x,
                double *y)
{
  const double across = strip->width - strip->gap;
  const double share = gradus_axis_map (&layout->axis, MAX (dot->value, GRADUS_AXIS_FLOOR));

  *x = strip->left + dot->column * strip->width + PADDING +
       (across - 2 * PADDING) * (dot->row + dot->place) / MAX (strip->n_rows, 1);
  *y = isnan (dot->value) ? layout->nothing
                          : layout->bottom - CLAMP (share, 0, 1) * (layout->bottom - layout->top);
}

static void
draw_tick (GradusCanvas *canvas, const GradusDotStrip *strip, const Layout *layout,
           const GradusTick *tick)
{
  const double y = layout->bottom -
                   gradus_axis_map (&layout->axis, tick->value) * (layout->bottom - layout->top);

  if (!tick->label)
    return;
  gradus_canvas_draw_text (canvas, tick->label, strip->left - 8, y, 1, 0.5,
                           canvas->style->dim_text);
  cairo_move_to (canvas->cr, strip->left, round (y) + 0.5);
  cairo_line_to (canvas->cr, strip->left + strip->n_columns * strip->width - strip->gap,
                 round (y) + 0.5);
  gradus_canvas_set_colour (canvas, canvas->style->grid);
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
}

static void
draw_axis (GradusCanvas *canvas, const GradusDotStrip *strip, const Layout *layout)
{
  g_autoptr (GArray) ticks = gradus_axis_get_ticks (&layout->axis, MOST_TICKS);

  for (guint i = 0; i < ticks->len; i++) {
    GradusTick *tick = &g_array_index (ticks, GradusTick, i);

    draw_tick (canvas, strip, layout, tick);
  }
  if (layout->has_nothing)
    gradus_canvas_draw_text (canvas, strip->nothing, strip->left - 8, layout->nothing, 1, 0.5,
                             canvas->style->dim_text);
}

double
gradus_dot_strip_measure_labels (GradusCanvas *canvas, const GradusDotStrip *strip)
{
  double nothing, tick, line;

  gradus_canvas_measure_text (canvas, strip->nothing, &nothing, &line);
  gradus_canvas_measure_text (canvas, "10⁻¹²", &tick, &line);
  return MAX (nothing, tick);
}

static gboolean
is_lit (const GradusDotStrip *strip, const GradusDot *dot)
{
  return strip->lit_column < 0 ||
         ((int) dot->column == strip->lit_column && (int) dot->row == strip->lit_row);
}

static void
draw_dot (GradusCanvas *canvas, const GradusDotStrip *strip, const Layout *layout, guint i)
{
  const GradusDot *dot = &strip->dots[i];
  const gboolean is_pointed = (int) i == strip->pointed;
  const GradusColour text = canvas->style->text;
  double x, y;

  find_dot_place (strip, layout, dot, &x, &y);
  cairo_arc (canvas->cr, x, y, is_pointed ? 2 * RADIUS : RADIUS, 0, 2 * G_PI);
  gradus_canvas_set_colour (canvas,
                            gradus_colour_with_alpha (text, is_lit (strip, dot) ? 0.85 : 0.2));
  if (dot->is_filled) {
    cairo_fill (canvas->cr);
  } else {
    gradus_canvas_set_line_width (canvas, 1);
    cairo_stroke (canvas->cr);
  }
}

void
gradus_dot_strip_draw (GradusCanvas *canvas, const GradusDotStrip *strip)
{
  const Layout layout = lay_out_strip (canvas, strip);
  g_autofree char *title = gradus_canvas_shorten_text (
      canvas, strip->title, strip->rect.x + strip->rect.width - strip->left);

  gradus_canvas_draw_text (canvas, title, strip->left, strip->rect.y, 0, 0,
                           canvas->style->dim_text);
  draw_axis (canvas, strip, &layout);
  for (guint i = 0; i < strip->n_dots; i++)
    draw_dot (canvas, strip, &layout, i);
}

int
gradus_dot_strip_find (GradusCanvas *canvas, const GradusDotStrip *strip, double x, double y)
{
  const Layout layout = lay_out_strip (canvas, strip);
  double nearest = REACH;
  int found = -1;

  for (guint i = 0; i < strip->n_dots; i++) {
    double dot_x, dot_y, distance;

    find_dot_place (strip, &layout, &strip->dots[i], &dot_x, &dot_y);
    distance = hypot (dot_x - x, dot_y - y);
    if (distance < nearest) {
      nearest = distance;
      found = (int) i;
    }
  }
  return found;
}
