/* SPDX-License-Identifier: MIT */

/* What a network diagram claims, by the pixels that are drawn: one scale of colours a layer, one of
 * widths for all edges, nothing for nothing. */
#include <math.h>
#include <stdlib.h>

#include "plot/network-bars.h"
#include "plot/network-edges.h"
#include "plot/network-units.h"
#include "paper.h"

#define WIDTH 600
#define HEIGHT 500
#define MAP 8

static guint32
get_pixel (Paper *paper, double x, double y)
{
  const unsigned char *data = cairo_image_surface_get_data (paper->surface);

  cairo_surface_flush (paper->surface);
  return (
      (const guint32 *) (const void *) (data + (gsize) y * (gsize) cairo_image_surface_get_stride (
                                                               paper->surface)))[(int) x];
}

static gboolean
is_colour (guint32 pixel, GradusColour colour)
{
  const guint32 packed = gradus_colour_pack (colour);

  for (guint shift = 0; shift < 24; shift += 8) {
    if (abs ((int) (pixel >> shift & 255) - (int) (packed >> shift & 255)) > 4)
      return FALSE;
  }
  return TRUE;
}

static GradusNetworkDiagram
make_diagram (const GradusDiagramColumn *columns, guint n)
{
  return (GradusNetworkDiagram){ .n_columns = n,
                                 .columns = columns,
                                 .map_size = MAP,
                                 .norms = gradus_axis_log (1e-8, 10),
                                 .norms_title = "norm",
                                 .pointer_x = NAN,
                                 .pointer_y = NAN };
}

static void
draw_on_white (Paper *paper, const GradusNetworkDiagram *diagram, GradusNetworkLayout *layout)
{
  gradus_canvas_set_colour (&paper->canvas, (GradusColour){ 1, 1, 1, 1 });
  cairo_paint (paper->cr);
  gradus_network_layout_init (layout, &paper->canvas, diagram->columns, diagram->n_columns);
  gradus_network_diagram_draw (&paper->canvas, diagram);
}

/* A value has the same colour in every unit of a layer, whatever else a unit says; 0 is neutral,
 * also where a unit says nothing else. */
static void
test_colours (void)
{
  float maps[3 * MAP * MAP];
  GradusDiagramColumn columns[] = { { NULL, 1, 1 }, { "a", 3, 3 } };
  const GradusNetworkDiagram diagram = make_diagram (columns, 2);
  GradusNetworkLayout layout;
  Paper paper;

  for (guint i = 0; i < MAP * MAP; i++) {
    maps[i] = 0;
    maps[MAP * MAP + i] = i % MAP < MAP / 2 ? 0.5f : 0;
    maps[2 * MAP * MAP + i] = i % MAP < MAP / 2 ? 0.5f : -2;
  }
  columns[1].maps = maps;
  columns[1].scale = gradus_output_scale_make_even (2);
  paper_init (&paper, GRADUS_SCHEME_DARK, WIDTH, HEIGHT);
  draw_on_white (&paper, &diagram, &layout);
  for (guint unit = 0; unit < 3; unit++) {
    const GradusRect square = gradus_network_layout_get_square (&layout, columns, 1, unit);
    const double y = square.y + square.height / 2;
    const guint32 left = get_pixel (&paper, square.x + square.width / 4, y),
                  right = get_pixel (&paper, square.x + 3 * square.width / 4, y);

    g_assert_true (is_colour (left, unit == 0
                                        ? paper.style->middle
                                        : gradus_style_get_output_colour (paper.style, 0.625)));
    g_assert_true (is_colour (right, unit == 2 ? paper.style->low : paper.style->middle));
  }
  paper_clear (&paper);
}

/* A dead unit shows none of its map, and no colour of outputs. */
static void
test_dead (void)
{
  static const guint8 dead[] = { FALSE, TRUE };
  float maps[2 * MAP * MAP];
  GradusDiagramColumn columns[] = { { NULL, 1, 1 }, { "a", 2, 2 } };
  const GradusNetworkDiagram diagram = make_diagram (columns, 2);
  GradusNetworkLayout layout;
  guint n_coloured[2] = { 0, 0 };
  Paper paper;

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    maps[i] = 1;
  columns[1].maps = maps;
  columns[1].dead = dead;
  columns[1].scale = gradus_output_scale_make_even (1);
  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  draw_on_white (&paper, &diagram, &layout);
  for (guint unit = 0; unit < 2; unit++) {
    const GradusRect square = gradus_network_layout_get_square (&layout, columns, 1, unit);

    for (double at = 3; at < square.width - 3; at++)
      n_coloured[unit] +=
          is_colour (get_pixel (&paper, square.x + at, square.y + at), paper.style->high);
  }
  g_assert_cmpuint (n_coloured[0], >, 20);
  g_assert_cmpuint (n_coloured[1], ==, 0);
  paper_clear (&paper);
}

/* A unit that is switched off shows none of its map: an empty square, crossed out, whether it is
 * dead beside that or not; and of the edge that reads it, whose weight is 0, a hairline is left. */
static void
test_off (void)
{
  static const guint8 off[] = { FALSE, TRUE }, dead[] = { FALSE, TRUE };
  static const float weights[] = { 1, 0 };
  float maps[2 * MAP * MAP];
  GradusDiagramColumn columns[] = { { NULL, 1, 1 }, { "a", 2, 2 }, { "b", 1, 1 } };
  const GradusNetworkDiagram diagram = make_diagram (columns, 3);
  GradusNetworkLayout layout;
  guint n_coloured[2] = { 0, 0 }, n_crossed[2] = { 0, 0 }, n_edge[2] = { 0, 0 };
  Paper paper;

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    maps[i] = 1;
  columns[1].maps = maps;
  columns[1].off = off;
  columns[1].dead = dead;
  columns[1].scale = gradus_output_scale_make_even (1);
  columns[2].n_shown_inputs = 2;
  columns[2].weights = weights;
  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  draw_on_white (&paper, &diagram, &layout);
  for (guint unit = 0; unit < 2; unit++) {
    const GradusRect square = gradus_network_layout_get_square (&layout, columns, 1, unit);
    const GradusNetworkEdge edge =
        gradus_network_layout_place_edge (&layout, columns, 2, 0, unit);

    for (double at = 3; at < square.width - 3; at++) {
      n_coloured[unit] += is_colour (get_pixel (&paper, square.x + at, square.y + square.height / 4),
                                     paper.style->high);
      n_crossed[unit] +=
          is_colour (get_pixel (&paper, square.x + at, square.y + at), paper.style->text);
    }
    for (int i = -12; i <= 12; i++)
      n_edge[unit] += (get_pixel (&paper, (edge.x0 + edge.x1) / 2, (edge.y0 + edge.y1) / 2 + i) &
                       0xffffff) != 0xffffff;
  }
  g_assert_cmpuint (n_coloured[0], >, 20);
  g_assert_cmpuint (n_coloured[1], ==, 0);
  g_assert_cmpuint (n_crossed[0], ==, 0);
  g_assert_cmpuint (n_crossed[1], >, 5);
  g_assert_cmpuint (n_edge[1], <=, n_edge[0] / 2); /* a hairline */
  paper_clear (&paper);
}

/* Pixels across an edge, half way, that are not white. */
static guint
measure_edge (Paper *paper, const GradusNetworkLayout *layout, const GradusDiagramColumn *columns,
              guint column, guint32 *colour)
{
  const GradusNetworkEdge edge = gradus_network_layout_place_edge (layout, columns, column, 0, 0);
  guint n = 0;

  *colour = get_pixel (paper, (edge.x0 + edge.x1) / 2, (edge.y0 + edge.y1) / 2);
  for (int i = -12; i <= 12; i++)
    n += (get_pixel (paper, (edge.x0 + edge.x1) / 2, (edge.y0 + edge.y1) / 2 + i) & 0xFFFFFF) !=
         0xFFFFFF;
  return n;
}

/* One scale for all layers: a small weight is thin also where the layer has no larger one; 0 is a
 * hairline in the grid's colour; the larger, the wider. */
static void
test_widths (void)
{
  const float one[] = { 4 }, half[] = { -2 }, tiny[] = { 0.04f }, zero[] = { 0 };
  const GradusDiagramColumn columns[] = { { NULL, 1, 1 },
                                          { "a", 1, 1, 1, one },
                                          { "b", 1, 1, 1, half },
                                          { "c", 1, 1, 1, tiny },
                                          { "d", 1, 1, 1, zero } };
  const GradusNetworkDiagram diagram = make_diagram (columns, 5);
  GradusNetworkLayout layout;
  guint widths[4];
  guint32 colours[4];
  double last = 0;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  draw_on_white (&paper, &diagram, &layout);
  for (guint i = 0; i < 4; i++)
    widths[i] = measure_edge (&paper, &layout, columns, i + 1, &colours[i]);
  g_assert_cmpuint (widths[0], >, widths[1]);
  g_assert_cmpuint (widths[1], >, widths[2]);
  g_assert_cmpuint (widths[3], <=, 2);
  g_assert_true ((colours[0] >> 16 & 255) > (colours[0] & 255) + 60); /* orange: positive */
  g_assert_true ((colours[1] & 255) > (colours[1] >> 16 & 255) + 60);
  for (guint i = 2; i < 4; i++) /* grey */
    g_assert_cmpint (abs ((int) (colours[i] >> 16 & 255) - (int) (colours[i] & 255)), <, 30);
  g_assert_cmpfloat (gradus_network_edges_find_largest (columns, 5), ==, 4);
  for (double weight = 0; weight <= 5; weight += 0.01) {
    const double width = gradus_network_edges_get_width (&layout, -weight, 4);

    g_assert_cmpfloat (width, ==, gradus_network_edges_get_width (&layout, weight, 4));
    g_assert_cmpfloat (width, >=, last);
    last = width;
  }
  g_assert_cmpfloat (gradus_network_edges_get_width (&layout, 0, 0), <, 1);
  g_assert_cmpfloat (gradus_network_edges_get_width (&layout, NAN, 4), <, 1);
  paper_clear (&paper);
}

/* Pointed at or selected, an edge still has the colour of its sign. */
static void
test_marked_edge (void)
{
  const float weights[] = { -1 }, other[] = { 1 };
  const GradusDiagramColumn columns[] = { { NULL, 1, 1 },
                                          { "a", 1, 1, 1, weights },
                                          { "b", 1, 1, 1, other } };
  GradusNetworkDiagram diagram = make_diagram (columns, 3);
  GradusNetworkLayout layout;
  GradusNetworkEdge edge;
  guint32 colour;
  guint plain;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  draw_on_white (&paper, &diagram, &layout);
  plain = measure_edge (&paper, &layout, columns, 1, &colour);
  diagram.selected = (GradusDiagramPart){ GRADUS_DIAGRAM_EDGE, 1, 0, 0 };
  draw_on_white (&paper, &diagram, &layout);
  g_assert_cmpuint (measure_edge (&paper, &layout, columns, 1, &colour), >, plain);
  g_assert_true (is_colour (colour, paper.style->low_mark));
  diagram.selected.kind = GRADUS_DIAGRAM_NOTHING;
  edge = gradus_network_layout_place_edge (&layout, columns, 2, 0, 0);
  diagram.pointer_x = (edge.x0 + edge.x1) / 2;
  diagram.pointer_y = edge.y0;
  draw_on_white (&paper, &diagram, &layout);
  measure_edge (&paper, &layout, columns, 2, &colour);
  g_assert_true (is_colour (colour, paper.style->high_mark));
  paper_clear (&paper);
}

/* Pointing at a unit, its own edges stand out and the others fade. */
static void
test_pointing (void)
{
  const float weights[] = { 1, 1, 1, 1 };
  const GradusDiagramColumn columns[] = {
    { NULL, 1, 1 }, { "a", 1, 1, 1, weights }, { "b", 1, 1, 1, weights }, { "c", 1, 1, 1, weights }
  };
  GradusNetworkDiagram diagram = make_diagram (columns, 4);
  GradusNetworkLayout layout;
  guint32 rest[3], pointed[3];
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  draw_on_white (&paper, &diagram, &layout);
  for (guint i = 0; i < 3; i++)
    measure_edge (&paper, &layout, columns, i + 1, &rest[i]);
  diagram.pointer_x = gradus_network_layout_get_x (&layout, 1);
  diagram.pointer_y = gradus_network_layout_get_y (&layout, &columns[1], 0);
  draw_on_white (&paper, &diagram, &layout);
  for (guint i = 0; i < 3; i++) {
    measure_edge (&paper, &layout, columns, i + 1, &pointed[i]);
    if (i < 2) /* blue, the more the paler */
      g_assert_cmpuint (pointed[i] & 255, <, rest[i] & 255);
    else
      g_assert_cmpuint (pointed[i] & 255, >, rest[i] & 255);
  }
  paper_clear (&paper);
}

/* Units grow with the canvas, however large. */
static void
test_growth (void)
{
  const GradusDiagramColumn columns[] = { { NULL, 2, 2 }, { "a", 2, 2 }, { "b", 1, 1 } };
  double last = 0;

  for (guint size = 1; size <= 4; size *= 2) {
    GradusNetworkLayout layout;
    Paper paper;
    double radius;

    paper_init (&paper, GRADUS_SCHEME_LIGHT, 500 * (int) size, 350 * (int) size);
    gradus_network_layout_init (&layout, &paper.canvas, columns, 3);
    radius = layout.radius * paper.canvas.magnification;
    g_assert_cmpfloat (radius, >, 1.6 * last);
    last = radius;
    paper_clear (&paper);
  }
  g_assert_cmpfloat (last, >, 150);
}

/* One number for all pixels of a square. */
static guint
hash_square (Paper *paper, GradusRect square)
{
  guint hash = 5381;

  for (double y = square.y + 1; y < square.y + square.height - 1; y++) {
    for (double x = square.x + 1; x < square.x + square.width - 1; x++)
      hash = hash * 33 ^ get_pixel (paper, x, y);
  }
  return hash;
}

/* The callout covers no part of the unit that it tells of. */
static void
test_callout (void)
{
  static const char *const lines[] = { "Unit", "z = 0.52·x₁ − 1.3·x₂ + 0.1", "a = tanh(z)", NULL };
  const GradusDiagramColumn columns[] = { { NULL, 3, 3 }, { "a", 3, 3 }, { "b", 3, 3 } };
  GradusNetworkDiagram diagram = make_diagram (columns, 3);
  GradusNetworkLayout layout;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 900, 600);
  gradus_network_layout_init (&layout, &paper.canvas, columns, 3);
  for (guint at = 0; at < 9; at++) {
    const GradusRect square = gradus_network_layout_get_square (&layout, columns, at / 3, at % 3);
    guint before;

    diagram.pointer_x = square.x + square.width / 2;
    diagram.pointer_y = square.y + square.height / 2;
    diagram.callout = NULL;
    draw_on_white (&paper, &diagram, &layout);
    before = hash_square (&paper, square);
    diagram.callout = lines;
    draw_on_white (&paper, &diagram, &layout);
    g_assert_cmpuint (hash_square (&paper, square), ==, before);
  }
  paper_clear (&paper);
}

/* A pale bar shows step 0, and the bar before it today. */
static void
test_first_bar (void)
{
  GradusDiagramColumn columns[] = { { NULL, 1, 1 }, { "a", 1, 1 } };
  const GradusNetworkDiagram diagram = make_diagram (columns, 2);
  GradusNetworkLayout layout;
  GradusRect bar, first;
  GradusColour colour;
  Paper paper;

  columns[1].gradient_norm = 1e-5f;
  columns[1].first_norm = 1e-1f;
  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  draw_on_white (&paper, &diagram, &layout);
  bar = gradus_network_bars_get_bar (&diagram, &layout, 1);
  first = gradus_network_bars_get_first (&diagram, &layout, 1);
  g_assert_cmpfloat_with_epsilon (bar.height / layout.bars.height, 3 / 9.0, 1e-3);
  g_assert_cmpfloat_with_epsilon (first.height / layout.bars.height, 7 / 9.0, 1e-3);
  colour = gradus_style_get_layer_colour (paper.style, 0, 1);
  g_assert_true (is_colour (get_pixel (&paper, bar.x + 3, bar.y + bar.height / 2), colour));
  g_assert_false (is_colour (get_pixel (&paper, bar.x + 3, first.y + 3), colour));
  g_assert_cmphex (get_pixel (&paper, bar.x + 3, first.y + 3) & 0xFFFFFF, !=, 0xFFFFFF);
  paper_clear (&paper);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network-marks/colours", test_colours);
  g_test_add_func ("/network-marks/dead", test_dead);
  g_test_add_func ("/network-marks/off", test_off);
  g_test_add_func ("/network-marks/widths", test_widths);
  g_test_add_func ("/network-marks/marked-edge", test_marked_edge);
  g_test_add_func ("/network-marks/pointing", test_pointing);
  g_test_add_func ("/network-marks/growth", test_growth);
  g_test_add_func ("/network-marks/callout", test_callout);
  g_test_add_func ("/network-marks/first-bar", test_first_bar);
  return g_test_run ();
}
