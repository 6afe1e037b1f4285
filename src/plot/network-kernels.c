/* SPDX-License-Identifier: MIT */
#include "plot/network-kernels.h"

#include "plot/picture-grid.h"

#define OUTLINE 0.8

static void
draw_kernel (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
             const GradusNetworkLayout *layout, guint column, guint unit, guint input)
{
  const GradusDiagramColumn *own = &diagram->columns[column];
  const gboolean has_colours =
      own->n_shown_inputs == 3 && gradus_network_layout_has_one_kernel (diagram->columns, column);
  const gsize n = (gsize) own->kernel_rows * own->kernel_columns;
  const GradusPixels pixels = { own->kernel_columns, own->kernel_rows, has_colours ? 3 : 1, TRUE };
  const GradusGridPicture picture = {
    .values = own->kernels + ((gsize) unit * own->n_shown_inputs + input) * n,
    .low = -diagram->kernel_most,
    .high = diagram->kernel_most,
    .is_signed = !has_colours,
  };
  GradusRect rect;

  if (!gradus_network_layout_place_kernel (layout, diagram->columns, column, unit, input, &rect))
    return;
  gradus_picture_draw (canvas, &pixels, &picture, rect);
  cairo_rectangle (canvas->cr, rect.x, rect.y, rect.width, rect.height);
  gradus_canvas_set_colour (canvas, canvas->style->dim_text);
  gradus_canvas_set_line_width (canvas, OUTLINE);
  cairo_stroke (canvas->cr);
}

/* Of the units that have one each. */
static void
draw_own_kernels (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
                  const GradusNetworkLayout *layout, guint column)
{
  const guint drawn = gradus_network_layout_count_drawn (layout, &diagram->columns[column]);

  for (guint unit = 0; unit < drawn; unit++)
    draw_kernel (canvas, diagram, layout, column, unit, 0);
}

static void
draw_marked (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
             const GradusNetworkLayout *layout, guint column, GradusDiagramPart marked)
{
  const GradusDiagramColumn *columns = diagram->columns, *own = &columns[column];
  guint n_inputs;

  if (marked.column != column || !own->kernels ||
      !gradus_network_layout_has_column (layout, column - 1))
    return;
  n_inputs =
      MIN (own->n_shown_inputs, gradus_network_layout_count_drawn (layout, &columns[column - 1]));
  for (guint input = 0; input < n_inputs; input++) {
    if (marked.kind == GRADUS_DIAGRAM_UNIT ||
        (marked.kind == GRADUS_DIAGRAM_EDGE && marked.input == input))
      draw_kernel (canvas, diagram, layout, column, marked.unit, input);
  }
}

void
gradus_network_kernels_draw (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
                             const GradusNetworkLayout *layout, GradusDiagramPart hovered)
{
  for (guint i = 1; diagram->kernel_most > 0 && i < diagram->n_columns; i++) {
    if (!gradus_network_layout_has_column (layout, i))
      continue;
    if (gradus_network_layout_has_one_kernel (diagram->columns, i)) {
      draw_own_kernels (canvas, diagram, layout, i);
    } else {
      draw_marked (canvas, diagram, layout, i, diagram->selected);
      draw_marked (canvas, diagram, layout, i, hovered);
    }
  }
}
