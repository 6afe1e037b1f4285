/* SPDX-License-Identifier: MIT */
#include "plot/scatter.h"

#include <math.h>

#define MARGIN_SHARE 0.1
#define SMALLEST_RADIUS 1.1
#define LARGEST_RADIUS 5.0

typedef struct {
  double middle_x, middle_y, scale;
} Layout;

static Layout
lay_out (const GradusCanvas *canvas, const GradusScatter *scatter)
{
  double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;
  const double room = (1 - 2 * MARGIN_SHARE) * MIN (canvas->width, canvas->height);

  for (guint i = 0; i < scatter->n_points; i++) {
    x0 = MIN (x0, scatter->points[i].x);
    x1 = MAX (x1, scatter->points[i].x);
    y0 = MIN (y0, scatter->points[i].y);
    y1 = MAX (y1, scatter->points[i].y);
  }
  return (Layout){ (x0 + x1) / 2, (y0 + y1) / 2, room / MAX (MAX (x1 - x0, y1 - y0), 1e-9) };
}

static void
put_point (const GradusCanvas *canvas, const Layout *layout, const GradusScatterPoint *point,
           double *x, double *y)
{
  *x = canvas->width / 2 + (point->x - layout->middle_x) * layout->scale;
  *y = canvas->height / 2 - (point->y - layout->middle_y) * layout->scale;
}

void
gradus_scatter_find_point (const GradusCanvas *canvas, const GradusScatter *scatter, guint point,
                           double *x, double *y)
{
  const Layout layout = lay_out (canvas, scatter);

  put_point (canvas, &layout, &scatter->points[point], x, y);
}

static GradusColour
get_colour (const GradusStyle *style, const GradusScatter *scatter, const GradusScatterPoint *point)
{
  if (scatter->has_values)
    return gradus_style_get_output_colour (style, point->value);
  if (scatter->has_two_classes)
    return point->class ? style->high_mark : style->low_mark;
  return gradus_style_get_class_colour (style, point->class);
}

void
gradus_scatter_draw (GradusCanvas *canvas, const GradusScatter *scatter)
{
  const Layout layout = lay_out (canvas, scatter);
  const double size = MIN (canvas->width, canvas->height);
  const double largest =
      MIN (LARGEST_RADIUS, 0.9 * MARGIN_SHARE * size); /* so that none touches the edge */
  const double radius =
      CLAMP (size / 4 / sqrt (MAX (scatter->n_points, 1)), SMALLEST_RADIUS, largest);

  for (guint i = 0; i < scatter->n_points; i++) {
    double x, y;

    put_point (canvas, &layout, &scatter->points[i], &x, &y);
    gradus_canvas_set_colour (canvas, get_colour (canvas->style, scatter, &scatter->points[i]));
    cairo_arc (canvas->cr, x, y, radius, 0, 2 * G_PI);
    cairo_fill (canvas->cr);
  }
}
