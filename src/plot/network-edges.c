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
 * than many strokes. An edge's class is its width; the classes of negative weights follow those
 * of positive ones. */
#define N_WIDTHS 4
#define N_CLASSES (2 * N_WIDTHS)
#define NOT_DRAWN N_CLASSES

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
  GArray *edges;
} Drawing;

void
gradus_network_edges_trace (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                            const GradusDiagramColumn *columns, guint column, guint unit,
                            guint input)
{
  cairo_move_to (canvas->cr, gradus_network_layout_get_x (layout, column - 1) + layout->radius,
                 gradus_network_layout_get_y (layout, &columns[column - 1], input));
  cairo_line_to (canvas->cr, gradus_network_layout_get_x (layout, column) - layout->radius,
                 gradus_network_layout_get_y (layout, &columns[column], unit));
}

/* -- Which edges, and how wide ----------------------------------------------------------------- */

static int
compare_falling (const void *a, const void *b)
{
  const float x = *(const float *) a, y = *(const float *) b;

  return (x < y) - (x > y);
}

/* Finds the largest magnitude, and the least magnitude of the `most` largest edges. */
static void
find_bounds (const Edges *edges, const float *weights, guint pitch, guint most, double *largest,
             double *threshold)
{
  const guint n = edges->n_units * edges->n_inputs;
  g_autofree float *magnitudes = g_new (float, MAX (n, 1));

  *largest = *threshold = 0;
  for (guint unit = 0; unit < edges->n_units; unit++) {
    for (guint i = 0; i < edges->n_inputs; i++) {
      const float magnitude = fabsf (weights[unit * pitch + i]);

      magnitudes[unit * edges->n_inputs + i] = magnitude;
      *largest = MAX (*largest, (double) magnitude);
    }
  }
  if (!isfinite (*largest))
    *largest = 0;
  if (n <= most)
    return;
  qsort (magnitudes, n, sizeof (float), compare_falling);
  *threshold = (double) magnitudes[most - 1];
}

/* Written so that NaN is not drawn: it is not at least anything. */
static guint8
classify_weight (double weight, double largest, double threshold)
{
  const double share = largest > 0 && isfinite (weight) ? fabs (weight) / largest : 0;
  const guint width = MIN ((guint) (share * N_WIDTHS), N_WIDTHS - 1);

  if (!(fabs (weight) >= threshold))
    return NOT_DRAWN;
  return (guint8) (width + (weight < 0 ? N_WIDTHS : 0));
}

static void
classify_all (Edges *edges, const GradusDiagramColumn *own, guint most)
{
  double largest, threshold;

  find_bounds (edges, own->weights, own->n_shown_inputs, most, &largest, &threshold);
  edges->classes = g_new (guint8, MAX (edges->n_units * edges->n_inputs, 1));
  for (guint unit = 0; unit < edges->n_units; unit++) {
    for (guint i = 0; i < edges->n_inputs; i++)
      edges->classes[unit * edges->n_inputs + i] = classify_weight (
          (double) own->weights[unit * own->n_shown_inputs + i], largest, threshold);
  }
}

static void
clear_edges (gpointer edges)
{
  g_free (((Edges *) edges)->classes);
}

static GArray *
classify_edges (const GradusNetworkLayout *layout, const GradusDiagramColumn *columns)
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
      classify_all (&edges, own, most);
    }
    g_array_append_val (all, edges);
  }
  return all;
}

/* -- Drawing ----------------------------------------------------------------------------------- */

static void
stroke_class (GradusCanvas *canvas, guint class, gboolean has_sign)
{
  const double share = (class % N_WIDTHS + 1.0) / N_WIDTHS;
  const GradusColour colour = !has_sign          ? canvas->style->dim_text
                              : class < N_WIDTHS ? canvas->style->high_mark
                                                 : canvas->style->low_mark;

  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (colour, 0.25 + 0.6 * share));
  gradus_canvas_set_line_width (canvas, MAX (GRADUS_WIDEST_EDGE * share, 0.8));
  cairo_stroke (canvas->cr);
}

static void
draw_weighted (GradusCanvas *canvas, const Drawing *drawing, const Edges *edges)
{
  for (guint pass = 0; pass < N_CLASSES; pass++) {
    const guint class = pass / 2 + (pass % 2) * N_WIDTHS; /* the wide ones above the narrow ones */

    for (guint i = 0; i < edges->n_units * edges->n_inputs; i++) {
      if (edges->classes[i] == class)
        gradus_network_edges_trace (canvas, drawing->layout, drawing->columns, edges->column,
                                    i / edges->n_inputs, i % edges->n_inputs);
    }
    stroke_class (canvas, class, !edges->has_norms);
  }
}

static void
draw_straight (GradusCanvas *canvas, const Drawing *drawing, const Edges *edges)
{
  for (guint unit = 0; unit < MIN (edges->n_units, edges->n_inputs); unit++)
    gradus_network_edges_trace (canvas, drawing->layout, drawing->columns, edges->column, unit,
                                unit);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->dim_text, 0.6));
  gradus_canvas_set_line_width (canvas, 1.2);
  cairo_stroke (canvas->cr);
}

static void
draw_all (GradusCanvas *canvas, gpointer data)
{
  const Drawing *drawing = data;

  for (guint i = 0; i < drawing->edges->len; i++) {
    const Edges *edges = &g_array_index (drawing->edges, Edges, i);

    if (edges->classes)
      draw_weighted (canvas, drawing, edges);
    else
      draw_straight (canvas, drawing, edges);
  }
}

/* All that the pixels depend on, and no more: most steps change weights, but few change the class
 * of one, so the picture of before serves. */
static GByteArray *
make_key (const Drawing *drawing)
{
  GByteArray *key = g_byte_array_new ();

  for (guint i = 0; i < drawing->edges->len; i++) {
    const Edges *edges = &g_array_index (drawing->edges, Edges, i);
    const guint shape[] = { edges->column,
                            edges->n_units,
                            edges->n_inputs,
                            edges->classes != NULL,
                            edges->has_norms,
                            drawing->columns[edges->column].n_units,
                            drawing->columns[edges->column - 1].n_units };

    g_byte_array_append (key, (const guint8 *) shape, sizeof shape);
    if (edges->classes)
      g_byte_array_append (key, edges->classes, edges->n_units * edges->n_inputs);
  }
  return key;
}

void
gradus_network_edges_draw (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                           const GradusDiagramColumn *columns)
{
  g_autoptr (GArray) edges = classify_edges (layout, columns);
  Drawing drawing = { layout, columns, edges };

  gradus_drawing_cache_draw (canvas, make_key (&drawing), draw_all, &drawing);
}
