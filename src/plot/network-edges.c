/* SPDX-License-Identifier: MIT */
#include "plot/network-edges.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plot/drawing-cache.h"

/* The most edges that are drawn; if there are more, the largest. */
#define MOST_EDGES 900
#define LEAST_EDGES_OF_A_COLUMN 12

/* Edges have one of N_WIDTHS widths for each sign, because one stroke of many edges is faster
 * than many strokes: the first is the hairline of what is nothing. An edge's class is its width;
 * the classes of negative weights follow those of positive ones. */
#define N_WIDTHS 9
#define NOTHING (1 / 32.0) /* a smaller share of the largest weight is nothing */
#define N_CLASSES (2 * N_WIDTHS)
#define NOT_DRAWN N_CLASSES

#define HAIRLINE 0.7
#define WIDEST_SHARE 0.13 /* of a unit's radius */
#define LEAST_WIDEST 3.0
#define MOST_WIDEST 10.0
#define HALO 4.0
#define FADED 0.3

/* How each edge between two columns is drawn. */
typedef struct {
  guint column; /* the right one */
  guint n_units, n_inputs;
  guint8 *classes; /* (n_units, n_inputs); NULL: unit i is fed by unit i alone */
  gboolean has_norms;
} Edges;

typedef struct {
  const GradusNetworkLayout *layout;
  const GradusDiagramColumn *columns;
  const Edges *edges;
  gboolean is_faded;
} Drawing;

static void
trace_edge (GradusCanvas *canvas, const GradusNetworkLayout *layout,
            const GradusDiagramColumn *columns, guint column, guint unit, guint input)
{
  const GradusNetworkEdge edge =
      gradus_network_layout_place_edge (layout, columns, column, unit, input);
  const double middle = (edge.x0 + edge.x1) / 2;

  cairo_move_to (canvas->cr, edge.x0, edge.y0);
  if (fabs (edge.y1 - edge.y0) < 0.5)
    cairo_line_to (canvas->cr, edge.x1, edge.y1);
  else
    cairo_curve_to (canvas->cr, middle, edge.y0, middle, edge.y1, edge.x1, edge.y1);
}

/* -- Which edges, and how wide ----------------------------------------------------------------- */

static int
compare_falling (const void *a, const void *b)
{
  const float x = *(const float *) a, y = *(const float *) b;

  return (x < y) - (x > y);
}

double
gradus_network_edges_find_largest (const GradusDiagramColumn *columns, guint n_columns)
{
  double largest = 0;

  for (guint i = 1; i < n_columns; i++) {
    if (columns[i].weights)
      largest = MAX (largest, gradus_output_scale_find_largest (columns[i].weights,
                                                                (gsize) columns[i].n_shown *
                                                                    columns[i].n_shown_inputs));
  }
  return largest;
}

/* The least magnitude of the `most` largest edges. */
static double
find_threshold (const Edges *edges, const float *weights, guint pitch, guint most)
{
  const guint n = edges->n_units * edges->n_inputs;
  g_autofree float *magnitudes = NULL;

  if (n <= most)
    return 0;
  magnitudes = g_new (float, n);
  for (guint unit = 0; unit < edges->n_units; unit++) {
    for (guint i = 0; i < edges->n_inputs; i++)
      magnitudes[unit * edges->n_inputs + i] = fabsf (weights[unit * pitch + i]);
  }
  qsort (magnitudes, n, sizeof (float), compare_falling);
  return (double) magnitudes[most - 1];
}

/* Of a weight that is not finite nothing can be said: it is a hairline. */
static guint
find_width_class (double weight, double largest)
{
  const double share = largest > 0 && isfinite (weight) ? fabs (weight) / largest : 0;

  return share < NOTHING ? 0 : (guint) ceil (MIN (share, 1) * (N_WIDTHS - 1));
}

static double
get_class_width (const GradusNetworkLayout *layout, guint width)
{
  const double widest = CLAMP (WIDEST_SHARE * layout->radius, LEAST_WIDEST, MOST_WIDEST);

  return HAIRLINE + (widest - HAIRLINE) * width / (N_WIDTHS - 1);
}

double
gradus_network_edges_get_width (const GradusNetworkLayout *layout, double weight, double largest)
{
  return get_class_width (layout, find_width_class (weight, largest));
}

static guint8
classify_weight (double weight, double largest)
{
  return (guint8) (find_width_class (weight, largest) + (weight < 0 ? N_WIDTHS : 0));
}

/* Written so that NaN is not drawn: it is not at least anything. */
static void
classify_all (Edges *edges, const GradusDiagramColumn *own, double largest, guint most)
{
  const double threshold = find_threshold (edges, own->weights, own->n_shown_inputs, most);

  edges->classes = g_new (guint8, MAX (edges->n_units * edges->n_inputs, 1));
  for (guint unit = 0; unit < edges->n_units; unit++) {
    for (guint i = 0; i < edges->n_inputs; i++) {
      const double weight = (double) own->weights[unit * own->n_shown_inputs + i];

      edges->classes[unit * edges->n_inputs + i] =
          fabs (weight) >= threshold ? classify_weight (weight, largest) : NOT_DRAWN;
    }
  }
}

static void
clear_edges (gpointer edges)
{
  g_free (((Edges *) edges)->classes);
}

static GArray *
classify_edges (const GradusNetworkLayout *layout, const GradusDiagramColumn *columns,
                double largest)
{
  const guint most = MAX (MOST_EDGES / MAX (layout->n_columns - 1, 1), LEAST_EDGES_OF_A_COLUMN);
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Edges));

  g_array_set_clear_func (all, clear_edges);
  for (guint i = 1; i < layout->n_columns; i++) {
    const GradusDiagramColumn *own = &columns[i];
    Edges edges = { i, gradus_network_layout_count_drawn (layout, own),
                    gradus_network_layout_count_drawn (layout, own - 1), NULL, own->has_norms };

    if (!gradus_network_layout_has_column (layout, i) ||
        !gradus_network_layout_has_column (layout, i - 1))
      continue;
    if (own->weights) {
      edges.n_inputs = MIN (edges.n_inputs, own->n_shown_inputs);
      classify_all (&edges, own, largest, most);
    }
    g_array_append_val (all, edges);
  }
  return all;
}

/* -- Drawing ----------------------------------------------------------------------------------- */

static GradusColour
get_class_colour (const GradusStyle *style, guint class, gboolean has_norms)
{
  if (class % N_WIDTHS == 0)
    return style->grid;
  return has_norms ? style->dim_text : class < N_WIDTHS ? style->high_mark : style->low_mark;
}

static void
stroke_class (GradusCanvas *canvas, const Drawing *drawing, guint class)
{
  const double share = (double) (class % N_WIDTHS) / (N_WIDTHS - 1);
  const GradusColour colour = get_class_colour (canvas->style, class, drawing->edges->has_norms);
  const double alpha = class % N_WIDTHS == 0 ? 1 : 0.3 + 0.4 * share;

  gradus_canvas_set_colour (
      canvas, gradus_colour_with_alpha (colour, drawing->is_faded ? FADED * alpha : alpha));
  gradus_canvas_set_line_width (canvas, get_class_width (drawing->layout, class % N_WIDTHS));
  cairo_stroke (canvas->cr);
}

/* The wide ones above the narrow ones. */
static void
draw_weighted (GradusCanvas *canvas, const Drawing *drawing)
{
  const Edges *edges = drawing->edges;

  for (guint pass = 0; pass < N_CLASSES; pass++) {
    const guint class = pass / 2 + (pass % 2) * N_WIDTHS;

    for (guint i = 0; i < edges->n_units * edges->n_inputs; i++) {
      if (edges->classes[i] == class)
        trace_edge (canvas, drawing->layout, drawing->columns, edges->column, i / edges->n_inputs,
                    i % edges->n_inputs);
    }
    if (cairo_has_current_point (canvas->cr))
      stroke_class (canvas, drawing, class);
  }
}

static void
draw_straight (GradusCanvas *canvas, const Drawing *drawing)
{
  const Edges *edges = drawing->edges;

  for (guint unit = 0; unit < MIN (edges->n_units, edges->n_inputs); unit++)
    trace_edge (canvas, drawing->layout, drawing->columns, edges->column, unit, unit);
  gradus_canvas_set_colour (
      canvas, gradus_colour_with_alpha (canvas->style->dim_text, drawing->is_faded ? 0.2 : 0.6));
  gradus_canvas_set_line_width (canvas, 1.2);
  cairo_stroke (canvas->cr);
}

static void
draw_between_columns (GradusCanvas *canvas, gpointer data)
{
  const Drawing *drawing = data;

  if (!drawing->edges->classes) {
    draw_straight (canvas, drawing);
    return;
  }
  cairo_save (canvas->cr);
  cairo_set_antialias (canvas->cr, CAIRO_ANTIALIAS_FAST); /* curves, of which there are many */
  draw_weighted (canvas, drawing);
  cairo_restore (canvas->cr);
}

/* The room between two columns that all edges lie in: of the first and the last unit of both, and of
 * all that lie beside each other in a row. */
static GradusRect
find_area (const GradusCanvas *canvas, const Drawing *drawing)
{
  const Edges *edges = drawing->edges;
  const guint last_unit = MAX (edges->n_units, 1) - 1, last_input = MAX (edges->n_inputs, 1) - 1;
  const GradusNetworkEdge first =
      gradus_network_layout_place_edge (drawing->layout, drawing->columns, edges->column, 0, 0);
  const GradusNetworkEdge last = gradus_network_layout_place_edge (
      drawing->layout, drawing->columns, edges->column, last_unit, last_input);
  const guint across =
      gradus_network_layout_get_block (drawing->layout, &drawing->columns[edges->column]).n_across;
  const double right =
      gradus_network_layout_place_edge (drawing->layout, drawing->columns, edges->column,
                                        MIN (across - 1, last_unit), 0)
          .x1;
  const double reach = canvas->style->stroke * MOST_WIDEST / 2 + 1;
  const double top = MIN (first.y0, first.y1) - reach;

  return (GradusRect){ first.x0, top, MAX (right - first.x0, 0),
                       MAX (last.y0, last.y1) + reach - top };
}

/* All that the pixels depend on, and no more: most steps change weights, but few change the class
 * of one, so the picture of before serves, column by column. */
static GByteArray *
make_key (const Drawing *drawing, GradusRect area)
{
  const Edges *edges = drawing->edges;
  const GradusNetworkEdge first =
      gradus_network_layout_place_edge (drawing->layout, drawing->columns, edges->column, 0, 0);
  const guint shape[] = { edges->n_units, edges->n_inputs, edges->classes != NULL,
                          edges->has_norms != FALSE, drawing->is_faded != FALSE };
  const GradusNetworkBlock blocks[] = {
    gradus_network_layout_get_block (drawing->layout, &drawing->columns[edges->column - 1]),
    gradus_network_layout_get_block (drawing->layout, &drawing->columns[edges->column])
  };
  const double places[] = { first.y0 - area.y,  first.y1 - area.y, drawing->layout->radius,
                            blocks[0].pitch_x,  blocks[0].pitch_y, blocks[1].pitch_x,
                            blocks[1].pitch_y,  blocks[0].radius,  blocks[1].radius,
                            blocks[0].n_across, blocks[1].n_across };
  GByteArray *key = g_byte_array_new ();

  g_byte_array_append (key, (const guint8 *) shape, sizeof shape);
  g_byte_array_append (key, (const guint8 *) places, sizeof places);
  if (edges->classes)
    g_byte_array_append (key, edges->classes, edges->n_units * edges->n_inputs);
  return key;
}

void
gradus_network_edges_draw (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                           const GradusDiagramColumn *columns, double largest, gboolean is_faded)
{
  g_autoptr (GArray) all = classify_edges (layout, columns, largest);

  for (guint i = 0; i < all->len; i++) {
    Drawing drawing = { layout, columns, &g_array_index (all, Edges, i), is_faded };
    const GradusRect area = find_area (canvas, &drawing);

    gradus_drawing_cache_draw (canvas, area, make_key (&drawing, area), draw_between_columns,
                               &drawing);
  }
}

/* -- Edges that stand out ---------------------------------------------------------------------- */

static gboolean
can_be_drawn (const GradusNetworkLayout *layout, const GradusDiagramColumn *columns,
              GradusDiagramPart edge)
{
  return edge.column > 0 && edge.column < layout->n_columns &&
         gradus_network_layout_has_column (layout, edge.column) &&
         gradus_network_layout_has_column (layout, edge.column - 1) &&
         edge.unit < gradus_network_layout_count_drawn (layout, &columns[edge.column]) &&
         edge.input < gradus_network_layout_count_drawn (layout, &columns[edge.column - 1]);
}

static void
mark_edge (GradusCanvas *canvas, const GradusNetworkLayout *layout,
           const GradusDiagramColumn *columns, double largest, GradusDiagramPart edge,
           gboolean has_halo)
{
  const GradusDiagramColumn *own = &columns[edge.column];
  double weight, width;

  if (!can_be_drawn (layout, columns, edge) || (own->weights && edge.input >= own->n_shown_inputs))
    return;
  weight = own->weights ? (double) own->weights[edge.unit * own->n_shown_inputs + edge.input] : 0;
  width = gradus_network_edges_get_width (layout, weight, largest);
  trace_edge (canvas, layout, columns, edge.column, edge.unit, edge.input);
  if (has_halo) {
    gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->text, 0.35));
    gradus_canvas_set_line_width (canvas, MAX (width, 2) + HALO);
    cairo_stroke_preserve (canvas->cr);
  }
  gradus_canvas_set_colour (
      canvas, own->weights ? get_class_colour (canvas->style, classify_weight (weight, largest),
                                               own->has_norms)
                           : canvas->style->dim_text);
  gradus_canvas_set_line_width (canvas, has_halo ? MAX (width, 2) : width);
  cairo_stroke (canvas->cr);
}

/* From the unit to those of the next column, and to it from those of the one before. */
static void
mark_unit (GradusCanvas *canvas, const GradusNetworkLayout *layout,
           const GradusDiagramColumn *columns, double largest, GradusDiagramPart part)
{
  const guint next = part.column + 1;

  for (guint i = 0; part.column > 0 && i < columns[part.column - 1].n_shown; i++) {
    if (columns[part.column].weights || i == part.unit)
      mark_edge (canvas, layout, columns, largest,
                 (GradusDiagramPart){ GRADUS_DIAGRAM_EDGE, part.column, part.unit, i }, FALSE);
  }
  for (guint i = 0; next < layout->n_columns && i < columns[next].n_shown; i++) {
    if (columns[next].weights || i == part.unit)
      mark_edge (canvas, layout, columns, largest,
                 (GradusDiagramPart){ GRADUS_DIAGRAM_EDGE, next, i, part.unit }, FALSE);
  }
}

void
gradus_network_edges_mark (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                           const GradusDiagramColumn *columns, double largest,
                           GradusDiagramPart part, gboolean has_halo)
{
  if (part.column >= layout->n_columns)
    return;
  if (part.kind == GRADUS_DIAGRAM_EDGE)
    mark_edge (canvas, layout, columns, largest, part, has_halo);
  else if (part.kind == GRADUS_DIAGRAM_UNIT)
    mark_unit (canvas, layout, columns, largest, part);
}
