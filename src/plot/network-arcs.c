/* SPDX-License-Identifier: MIT */
#include "plot/network-arcs.h"

#include <math.h>

#define WIDTH 1.6
#define MARKED_WIDTH 3.0
#define CORNER 8.0
#define ARROW_LENGTH 7.0
#define ARROW_WIDTH 3.5 /* to either side */

static void
trace_arc (GradusCanvas *canvas, const GradusNetworkArc *arc)
{
  const double r = MAX (MIN (CORNER, (arc->x1 - arc->x0) / 2), 0);
  const double left = MIN (r, arc->y0 - arc->top), right = MIN (r, arc->y1 - arc->top);

  cairo_move_to (canvas->cr, arc->x0, arc->y0);
  cairo_line_to (canvas->cr, arc->x0, arc->top + left);
  cairo_curve_to (canvas->cr, arc->x0, arc->top + left / 2, arc->x0 + left / 2, arc->top,
                  arc->x0 + left, arc->top);
  cairo_line_to (canvas->cr, arc->x1 - right, arc->top);
  cairo_curve_to (canvas->cr, arc->x1 - right / 2, arc->top, arc->x1, arc->top + right / 2, arc->x1,
                  arc->top + right);
  cairo_line_to (canvas->cr, arc->x1, arc->y1);
}

/* Down at the column, or to the right where the column is in the gap. */
static void
trace_arrow (GradusCanvas *canvas, const GradusNetworkArc *arc)
{
  const gboolean is_down = arc->y1 > arc->top;
  const double along_x = is_down ? 0 : 1, along_y = is_down ? 1 : 0;
  const double x = arc->x1 - along_x * ARROW_LENGTH, y = arc->y1 - along_y * ARROW_LENGTH;

  cairo_move_to (canvas->cr, arc->x1, arc->y1);
  cairo_line_to (canvas->cr, x + along_y * ARROW_WIDTH, y + along_x * ARROW_WIDTH);
  cairo_line_to (canvas->cr, x - along_y * ARROW_WIDTH, y - along_x * ARROW_WIDTH);
  cairo_close_path (canvas->cr);
}

/* The line ends inside the arrow, whose point it would blunt. */
static void
draw_arc (GradusCanvas *canvas, const GradusNetworkArc *arc, gboolean is_marked)
{
  GradusNetworkArc line = *arc;

  if (arc->y1 > arc->top)
    line.y1 = MAX (arc->y1 - ARROW_LENGTH / 2, arc->top);
  else
    line.x1 -= ARROW_LENGTH / 2;
  gradus_canvas_set_colour (canvas, is_marked ? canvas->style->text : canvas->style->dim_text);
  gradus_canvas_set_line_width (canvas, is_marked ? MARKED_WIDTH : WIDTH);
  trace_arc (canvas, &line);
  cairo_stroke (canvas->cr);
  trace_arrow (canvas, arc);
  cairo_fill (canvas->cr);
}

void
gradus_network_arcs_draw (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                          const GradusDiagramColumn *columns, guint selected, guint hovered)
{
  GradusNetworkArc arc;

  for (guint i = 1; i < layout->n_columns; i++) {
    if (gradus_network_layout_place_arc (layout, columns, i, &arc))
      draw_arc (canvas, &arc, i == selected || i == hovered);
  }
}
