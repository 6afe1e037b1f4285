/* SPDX-License-Identifier: MIT */
#include "plot/network-diagram.h"

#include <math.h>

#include "plot/network-arcs.h"
#include "plot/network-bars.h"
#include "plot/network-edges.h"
#include "plot/network-kernels.h"
#include "plot/network-key.h"
#include "plot/network-units.h"
#include "plot/pixel-plot.h"

/* Around a line, so that its callout does not touch it. */
#define POINTER_SIZE 16.0

/* On either side of the middle of a column that is marked, of the way to the next. */
#define MARKED_SHARE 0.48

static void
draw_gap (GradusCanvas *canvas, const GradusNetworkLayout *layout)
{
  const double x = layout->first_x + layout->n_left * layout->pitch;
  g_autofree char *more = NULL;

  if (layout->n_right == 0)
    return;
  more = g_strdup_printf ("+%u", layout->n_columns - layout->n_left - layout->n_right);
  gradus_canvas_draw_text (canvas, "⋯", x, layout->units.y + layout->units.height / 2, 0.5, 1,
                           canvas->style->text);
  gradus_canvas_draw_text (canvas, more, x, layout->units.y + layout->units.height / 2, 0.5, 0,
                           canvas->style->dim_text);
}

static guint
find_marked_arc (GradusDiagramPart part)
{
  return part.kind == GRADUS_DIAGRAM_ARC ? part.column : 0;
}

/* At rest all edges are faint; those of the unit or the edge that is pointed at stand out, and the
 * others fade. */
static void
draw_edges (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
            const GradusNetworkLayout *layout, GradusDiagramPart hovered)
{
  const double largest =
      MAX (gradus_network_edges_find_largest (diagram->columns, diagram->n_columns),
           diagram->least_largest);
  const gboolean is_faded =
      hovered.kind == GRADUS_DIAGRAM_UNIT || hovered.kind == GRADUS_DIAGRAM_EDGE;

  gradus_network_edges_draw (canvas, layout, diagram->columns, largest, is_faded);
  if (diagram->selected.kind == GRADUS_DIAGRAM_EDGE)
    gradus_network_edges_mark (canvas, layout, diagram->columns, largest, diagram->selected, TRUE);
  gradus_network_edges_mark (canvas, layout, diagram->columns, largest, hovered,
                             hovered.kind == GRADUS_DIAGRAM_EDGE);
}

/* What the callout shall not cover. */
static GradusRect
find_place (const GradusNetworkDiagram *diagram, const GradusNetworkLayout *layout,
            GradusDiagramPart part)
{
  if (part.kind == GRADUS_DIAGRAM_UNIT)
    return gradus_network_layout_get_square (layout, diagram->columns, part.column, part.unit);
  if (part.kind == GRADUS_DIAGRAM_LAYER)
    return (GradusRect){ gradus_network_layout_get_x (layout, part.column) - layout->pitch / 2,
                         layout->bars.y - layout->bars.height / 4, layout->pitch,
                         layout->bars.height * 1.25 };
  if (part.kind == GRADUS_DIAGRAM_EDGE) {
    const GradusNetworkEdge edge = gradus_network_layout_place_edge (
        layout, diagram->columns, part.column, part.unit, part.input);
    const double top = MIN (edge.y0, edge.y1) - POINTER_SIZE / 2;

    return (GradusRect){ edge.x0, top, edge.x1 - edge.x0,
                         MAX (edge.y0, edge.y1) + POINTER_SIZE / 2 - top };
  }
  return (GradusRect){ diagram->pointer_x - POINTER_SIZE / 2, diagram->pointer_y - POINTER_SIZE / 2,
                       POINTER_SIZE, POINTER_SIZE };
}

static void
draw_columns (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
              const GradusNetworkLayout *layout, GradusDiagramPart hovered)
{
  const GradusDiagramPart marked[] = { diagram->selected, hovered };

  for (guint i = 0; i < diagram->n_columns; i++) {
    if (!gradus_network_layout_has_column (layout, i))
      continue;
    gradus_network_units_draw (canvas, layout, diagram->columns, i, diagram->map_size, marked,
                               G_N_ELEMENTS (marked));
    gradus_network_key_draw_scale (canvas, layout, diagram->columns, i);
  }
}

/* On each channel of the picture that the inputs are. */
static void
draw_field (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
            const GradusNetworkLayout *layout)
{
  const GradusDiagramColumn *inputs = &diagram->columns[0];
  const GradusPixelPlot plot = { .rows = inputs->picture_height, .columns = inputs->picture_width };

  if (!diagram->field || !inputs->picture || !gradus_network_layout_has_column (layout, 0))
    return;
  for (guint unit = 0; unit < gradus_network_layout_count_drawn (layout, inputs); unit++) {
    const GradusRect square = gradus_network_layout_get_square (layout, diagram->columns, 0, unit);

    gradus_pixel_plot_mark_all (canvas, &plot, gradus_rect_fit (plot.rows, plot.columns, square),
                                diagram->field);
  }
}

/* Of the columns that words are about those that are drawn, and the gap where they go through it. */
static void
draw_marked_columns (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
             const GradusNetworkLayout *layout)
{
  double left = INFINITY, right = -INFINITY;

  for (guint i = 0; i < diagram->n_marked && diagram->first_marked + i < diagram->n_columns; i++) {
    const guint column = diagram->first_marked + i;

    if (!gradus_network_layout_has_column (layout, column))
      continue;
    left = MIN (left, gradus_network_layout_get_x (layout, column) - layout->pitch * MARKED_SHARE);
    right = MAX (right, gradus_network_layout_get_x (layout, column) + layout->pitch * MARKED_SHARE);
  }
  gradus_canvas_draw_emphasis (
      canvas, (GradusRect){ left, layout->units.y, right - left,
                            layout->bars.y + layout->bars.height - layout->units.y });
}

/* From below to above; the callout covers all but what it is about. */
void
gradus_network_diagram_draw (GradusCanvas *canvas, const GradusNetworkDiagram *diagram)
{
  GradusNetworkLayout layout;
  GradusDiagramPart hovered;

  if (diagram->n_columns < 2)
    return;
  gradus_network_layout_init (&layout, canvas, diagram->columns, diagram->n_columns);
  hovered = gradus_network_layout_find (&layout, diagram->columns, diagram->pointer_x,
                                        diagram->pointer_y);
  draw_marked_columns (canvas, diagram, &layout);
  draw_edges (canvas, diagram, &layout, hovered);
  gradus_network_arcs_draw (canvas, &layout, diagram->columns, find_marked_arc (diagram->selected),
                            find_marked_arc (hovered));
  draw_columns (canvas, diagram, &layout, hovered);
  draw_field (canvas, diagram, &layout);
  gradus_network_kernels_draw (canvas, diagram, &layout, hovered);
  draw_gap (canvas, &layout);
  gradus_network_bars_draw (canvas, diagram, &layout);
  gradus_network_key_draw (canvas, diagram, &layout);
  if (hovered.kind != GRADUS_DIAGRAM_NOTHING && diagram->callout && diagram->callout[0])
    gradus_canvas_draw_callout_beside (canvas, find_place (diagram, &layout, hovered),
                                       diagram->callout, NULL);
}
