/* SPDX-License-Identifier: MIT */

/* Arcs of a network diagram, by what is drawn: above the units, in their own heights, with an arrow
 * where they end; and nothing where a layer has nothing. */
#include <math.h>

#include "plot/bar-chart.h"
#include "plot/heat-strip.h"
#include "plot/network-bars.h"
#include "paper.h"

static guint32
get_pixel (Paper *paper, int x, int y)
{
  const unsigned char *data = cairo_image_surface_get_data (paper->surface);

  if (x < 0 || y < 0 || x >= cairo_image_surface_get_width (paper->surface) ||
      y >= cairo_image_surface_get_height (paper->surface))
    return 0;
  return (
      (const guint32 *) (const void *) (data + (gsize) y * (gsize) cairo_image_surface_get_stride (
                                                               paper->surface)))[x];
}

/* An arc to every third column, from two before it; and a long one from the input to the last. */
static void
fill_columns (GradusDiagramColumn *columns, guint n, guint units)
{
  for (guint i = 0; i < n; i++) {
    columns[i] =
        (GradusDiagramColumn){ .title = "a", .n_units = units, .n_shown = MIN (units, 32) };
    columns[i].has_earlier = i > 1 && (i % 3 == 0 || i == n - 1);
    columns[i].earlier = i == n - 1 ? 0 : i > 1 ? i - 2 : 0;
  }
}

static void
check_arc (const GradusNetworkLayout *layout, const GradusDiagramColumn *columns, guint column,
           double width)
{
  const guint earlier = columns[column].earlier;
  GradusNetworkArc arc;

  if (!gradus_network_layout_place_arc (layout, columns, column, &arc))
    return;
  g_assert_cmpfloat (arc.top, >, 0);
  g_assert_cmpfloat (arc.top, <=, layout->arcs.y + layout->arcs.height);
  g_assert_cmpfloat (arc.x0, >=, 0);
  g_assert_cmpfloat (arc.x1, <=, width);
  g_assert_cmpfloat (arc.x0, <=, arc.x1 + 1e-9);
  for (guint i = earlier; i <= column; i++) { /* no unit is crossed */
    if (gradus_network_layout_has_column (layout, i))
      g_assert_cmpfloat (MAX (arc.top, i == column ? arc.y1 : 0), <=,
                         gradus_network_layout_get_y (layout, &columns[i], 0) -
                             0.5 * layout->radius);
  }
  if (arc.x1 - arc.x0 > 2) {
    const GradusDiagramPart part =
        gradus_network_layout_find (layout, columns, (arc.x0 + arc.x1) / 2, arc.top);

    g_assert_cmpint (part.kind, ==, GRADUS_DIAGRAM_ARC);
    g_assert_cmpuint (part.column, ==, column);
  }
}

/* At every number of layers and size: arcs are above the units, and each is found. */
static void
test_places (void)
{
  static const int sizes[][2] = { { 60, 60 }, { 200, 150 }, { 400, 250 }, { 1200, 700 } };
  static GradusDiagramColumn columns[101];

  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++) {
    Paper paper;

    paper_init (&paper, GRADUS_SCHEME_LIGHT, sizes[k][0], sizes[k][1]);
    for (guint n = 3; n <= 101; n += n < 12 ? 1 : 30) {
      GradusNetworkLayout layout;

      fill_columns (columns, n, n % 2 ? 3 : 40);
      gradus_network_layout_init (&layout, &paper.canvas, columns, n);
      for (guint i = 1; i < n; i++)
        check_arc (&layout, columns, i, sizes[k][0]);
    }
    paper_clear (&paper);
  }
}

/* Arcs over the same columns lie at different heights, the short one below; arcs side by side at
 * the same; the lowest close to the units, however much room there is. Without arcs no room is
 * taken. */
static void
test_levels (void)
{
  GradusDiagramColumn columns[8];
  GradusNetworkLayout layout;
  double y[8];
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 600, 700);
  for (guint i = 0; i < 8; i++)
    columns[i] = (GradusDiagramColumn){ .n_units = 2, .n_shown = 2 };
  gradus_network_layout_init (&layout, &paper.canvas, columns, 8);
  g_assert_cmpfloat (layout.arcs.height, ==, 0);
  for (guint i = 2; i < 8; i++)
    columns[i].has_earlier = i != 3;
  columns[2].earlier = 0;
  columns[4].earlier = 2;
  columns[5].earlier = 1;
  columns[6].earlier = 4;
  columns[7].earlier = 0;
  gradus_network_layout_init (&layout, &paper.canvas, columns, 8);
  g_assert_cmpuint (layout.n_levels, ==, 3);
  for (guint i = 2; i < 8; i++) {
    GradusNetworkArc arc = { 0 };

    g_assert_true (gradus_network_layout_place_arc (&layout, columns, i, &arc) == (i != 3));
    y[i] = arc.top;
  }
  g_assert_true (y[2] == y[4] && y[4] == y[6]);
  g_assert_cmpfloat (y[5], <, y[4] - 5);
  g_assert_cmpfloat (y[7], <, y[5] - 5);
  g_assert_cmpfloat (gradus_network_layout_get_y (&layout, &columns[2], 0) - layout.radius - y[2],
                     <, 32);
  paper_clear (&paper);
}

/* What is drawn: the line at its height, the arrow at its end alone; nothing of a bar where there
 * is no gradient. */
static void
test_drawing (void)
{
  GradusDiagramColumn columns[] = { { NULL, 2, 2 }, { "a", 2, 2 }, { "b", 2, 2 }, { "c", 2, 2 } };
  const GradusNetworkDiagram diagram = { .n_columns = 4,
                                         .columns = columns,
                                         .norms = gradus_axis_log (1e-12, 1),
                                         .norms_title = "norm",
                                         .pointer_x = NAN,
                                         .pointer_y = NAN };
  guint beside[2] = { 0, 0 }, coloured = 0;
  GradusNetworkLayout layout;
  GradusNetworkArc arc;
  GradusRect bar;
  Paper paper;

  columns[3].has_earlier = columns[3].has_no_gradient = TRUE;
  columns[3].earlier = 1;
  columns[3].gradient_norm = 1;
  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 300);
  gradus_network_layout_init (&layout, &paper.canvas, columns, 4);
  g_assert_true (gradus_network_layout_place_arc (&layout, columns, 3, &arc));
  gradus_network_diagram_draw (&paper.canvas, &diagram);
  cairo_surface_flush (paper.surface);
  for (int x = (int) arc.x0 + 10; x < (int) arc.x1 - 10; x++)
    g_assert_cmpuint (get_pixel (&paper, x, (int) floor (arc.top)), !=, 0);
  for (int y = -6; y < 0; y++) {
    beside[0] += get_pixel (&paper, (int) arc.x0 - 2, (int) arc.y0 + y) != 0;
    beside[1] += get_pixel (&paper, (int) arc.x1 - 2, (int) arc.y1 + y) != 0;
  }
  g_assert_true (beside[0] == 0 && beside[1] >= 3);
  bar = gradus_network_bars_get_bar (&diagram, &layout, 3);
  g_assert_cmpfloat (bar.height, >, 50);
  for (int y = (int) bar.y + 1; y < (int) (bar.y + bar.height) - 1; y++)
    coloured += get_pixel (&paper, (int) (bar.x + bar.width / 2), y) != 0;
  g_assert_cmpuint (coloured, ==, 0);
  paper_clear (&paper);
}

/* A map is a square, and what goes from it into a unit has no sign: no edge has a sign's colour. */
static void
test_norms (void)
{
  const float weights[] = { 1, 1 };
  GradusDiagramColumn columns[] = { { NULL, 1, 1 }, { "a", 2, 2, 1, weights } };
  GradusNetworkDiagram diagram = { .n_columns = 2,
                                   .columns = columns,
                                   .norms = gradus_axis_log (1e-12, 1),
                                   .norms_title = "norm",
                                   .pointer_x = NAN,
                                   .pointer_y = NAN };

  for (guint is_map = 0; is_map < 2; is_map++) {
    GradusNetworkLayout layout;
    guint n_coloured = 0;
    int corner;
    Paper paper;

    columns[0].is_map = columns[1].has_norms = is_map != 0;
    paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 300);
    gradus_network_layout_init (&layout, &paper.canvas, columns, 2);
    gradus_network_diagram_draw (&paper.canvas, &diagram);
    cairo_surface_flush (paper.surface);
    for (int x = 150; x < 250; x++) {
      for (int y = 0; y < 200; y++) {
        const guint32 pixel = get_pixel (&paper, x, y);

        n_coloured += (pixel >> 16 & 0xFF) > (pixel & 0xFF) + 40;
      }
    }
    g_assert_true ((n_coloured > 50) == !is_map);
    corner = (int) floor (gradus_network_layout_get_x (&layout, 0) - layout.radius);
    g_assert_true ((get_pixel (&paper, corner,
                               (int) floor (gradus_network_layout_get_y (&layout, columns, 0) -
                                            layout.radius)) != 0) == is_map);
    paper_clear (&paper);
  }
}

/* A layer that has no such value has neither a bar nor a row of colours, and is not 0. */
static void
test_nothing (void)
{
  const float values[] = { 1, 0.1f, 1 };
  const guint64 steps[] = { 10 };
  const gboolean has_none[] = { FALSE, TRUE, FALSE };
  GradusBarChart chart = { .values = values,
                           .n_bars = 3,
                           .prefix = "W",
                           .y = gradus_axis_log (1e-6, 1),
                           .pointer_x = NAN,
                           .pointer_y = NAN };
  GradusHeatStrip strip = { .n_points = 1,
                            .steps = steps,
                            .values = (const char *) values,
                            .pitch = 12,
                            .layer_pitch = 4,
                            .n_layers = 3,
                            .x = gradus_axis_steps (0, 10, FALSE),
                            .axis = gradus_axis_log (1e-6, 1),
                            .x_title = "steps",
                            .step_name = "step",
                            .prefix = "W",
                            .pointer_x = NAN,
                            .pointer_y = NAN,
                            .has_none = has_none };
  const int middle = 130; /* of the strip's second row */
  guint n_drawn[2] = { 0, 0 };
  Paper paper;

  for (guint i = 0; i < 2; i++) {
    paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 300);
    chart.has_none = i ? has_none : NULL;
    gradus_bar_chart_draw (&paper.canvas, &chart);
    cairo_surface_flush (paper.surface);
    for (int x = 170; x < 270; x++) { /* above the axis: the text of a value, "0" */
      for (int y = 100; y < 300; y++)
        n_drawn[i] += get_pixel (&paper, x, y) != 0;
    }
    paper_clear (&paper);
  }
  g_assert_cmpuint (n_drawn[0], >, n_drawn[1]);
  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 300);
  gradus_heat_strip_draw (&paper.canvas, &strip);
  cairo_surface_flush (paper.surface);
  g_assert_cmphex (get_pixel (&paper, 200, middle), ==,
                   gradus_colour_pack (paper.style->background));
  strip.has_none = NULL;
  gradus_heat_strip_draw (&paper.canvas, &strip);
  cairo_surface_flush (paper.surface);
  g_assert_cmphex (get_pixel (&paper, 200, middle), !=,
                   gradus_colour_pack (paper.style->background));
  paper_clear (&paper);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arcs/places", test_places);
  g_test_add_func ("/arcs/levels", test_levels);
  g_test_add_func ("/arcs/drawing", test_drawing);
  g_test_add_func ("/arcs/norms", test_norms);
  g_test_add_func ("/arcs/nothing", test_nothing);
  return g_test_run ();
}
