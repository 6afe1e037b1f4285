/* SPDX-License-Identifier: MIT */
#include "plot/network-diagram.h"

#include <math.h>

#include "plot/network-arcs.h"
#include "plot/network-edges.h"
#include "plot/number.h"

/* -- Units ------------------------------------------------------------------------------------- */

static void
draw_map (GradusCanvas *canvas, const GradusOutputScale *scale, const float *map, guint size,
          double x, double y, double radius)
{
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) size, (int) size);
  unsigned char *data = cairo_image_surface_get_data (surface);
  const int stride = cairo_image_surface_get_stride (surface);

  cairo_surface_flush (surface);
  for (guint row = 0; row < size; row++) {
    guint32 *pixels = (guint32 *) (void *) (data + (gsize) row * (gsize) stride);

    for (guint i = 0; i < size; i++)
      pixels[i] = gradus_colour_pack (
          gradus_output_scale_get_colour (scale, canvas->style, (double) map[row * size + i]));
  }
  cairo_surface_mark_dirty (surface);
  cairo_save (canvas->cr);
  cairo_translate (canvas->cr, x - radius, y - radius);
  cairo_scale (canvas->cr, 2 * radius / size, 2 * radius / size);
  cairo_set_source_surface (canvas->cr, surface, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (canvas->cr), CAIRO_FILTER_BILINEAR);
  cairo_pattern_set_extend (cairo_get_source (canvas->cr), CAIRO_EXTEND_PAD);
  cairo_rectangle (canvas->cr, 0, 0, size, size);
  cairo_fill (canvas->cr);
  cairo_restore (canvas->cr);
  cairo_surface_destroy (surface);
}

/* A few lines each way, over what the unit's square is filled with: a map that stands for no plane
 * of inputs. */
static void
draw_map_sign (GradusCanvas *canvas, double x, double y, double radius)
{
  for (int i = -1; i <= 1; i += 2) {
    cairo_move_to (canvas->cr, x + i * radius / 3, y - radius);
    cairo_line_to (canvas->cr, x + i * radius / 3, y + radius);
    cairo_move_to (canvas->cr, x - radius, y + i * radius / 3);
    cairo_line_to (canvas->cr, x + radius, y + i * radius / 3);
  }
  gradus_canvas_set_colour (canvas, canvas->style->grid);
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
}

/* A square is a map: over the plane of inputs, or of the places of a picture. */
static void
trace_unit (GradusCanvas *canvas, const GradusDiagramColumn *own, double x, double y, double radius)
{
  if (own->maps || own->is_map)
    cairo_rectangle (canvas->cr, x - radius, y - radius, 2 * radius, 2 * radius);
  else
    cairo_arc (canvas->cr, x, y, radius, 0, 2 * G_PI);
}

static gboolean
is_part (const GradusNetworkDiagram *diagram, GradusDiagramPart part, guint column, guint unit)
{
  return part.kind == GRADUS_DIAGRAM_UNIT && part.column == column && part.unit == unit;
}

static void
draw_unit (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
           const GradusNetworkLayout *layout, guint column, guint unit, GradusDiagramPart hovered)
{
  const GradusDiagramColumn *own = &diagram->columns[column];
  const double x = gradus_network_layout_get_x (layout, column);
  const double y = gradus_network_layout_get_y (layout, own, unit), r = layout->radius;
  const gboolean is_marked = is_part (diagram, diagram->selected, column, unit) ||
                             is_part (diagram, hovered, column, unit);

  if (own->maps) {
    draw_map (canvas, &own->scale, own->maps + (gsize) unit * diagram->map_size * diagram->map_size,
              diagram->map_size, x, y, r);
  } else {
    trace_unit (canvas, own, x, y, r);
    gradus_canvas_set_colour (canvas, canvas->style->background);
    cairo_fill (canvas->cr);
  }
  if (own->is_map)
    draw_map_sign (canvas, x, y, r);
  trace_unit (canvas, own, x, y, r);
  gradus_canvas_set_colour (canvas, is_marked ? canvas->style->text : canvas->style->dim_text);
  gradus_canvas_set_line_width (canvas, is_marked ? 3 : 1.2);
  cairo_stroke (canvas->cr);
}

/* Whether the units of a column are inputs that have names. */
static gboolean
names_input (const GradusNetworkDiagram *diagram, guint column)
{
  return column == 0 && diagram->input_names && !diagram->columns[0].is_map;
}

static void
draw_input_name (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
                 const GradusNetworkLayout *layout, guint unit, double x, double y)
{
  const char *name = diagram->input_names[unit];
  double width, height;

  gradus_canvas_measure_text (canvas, name, &width, &height);
  if (width <= 2 * layout->radius)
    gradus_canvas_draw_text (canvas, name, x, y, 0.5, 0.5, canvas->style->text);
}

static void
draw_column (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
             const GradusNetworkLayout *layout, guint column, GradusDiagramPart hovered)
{
  const GradusDiagramColumn *own = &diagram->columns[column];
  const guint drawn = gradus_network_layout_count_drawn (layout, own);
  const double x = gradus_network_layout_get_x (layout, column);

  for (guint unit = 0; unit < drawn; unit++) {
    draw_unit (canvas, diagram, layout, column, unit, hovered);
    if (names_input (diagram, column) && !own->maps)
      draw_input_name (canvas, diagram, layout, unit, x,
                       gradus_network_layout_get_y (layout, own, unit));
  }
  if (drawn < own->n_units) {
    g_autofree char *count = gradus_number_format_count (own->n_units - drawn);
    g_autofree char *more = g_strconcat ("+", count, NULL);

    gradus_canvas_draw_text (canvas, more, x, gradus_network_layout_get_y (layout, own, drawn), 0.5,
                             0.5, canvas->style->dim_text);
  }
}

/* Draws the band behind the column that the chain rule has reached. */
static void
draw_light (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
            const GradusNetworkLayout *layout)
{
  const guint column = (guint) diagram->lit_column;
  /* Arcs pass over it. */
  const double top =
      layout->n_levels > 0 ? layout->arcs.y + layout->arcs.height : layout->units.y - 16;
  GradusRect band;

  if (diagram->lit_column < 0 || !gradus_network_layout_has_column (layout, column))
    return;
  band = (GradusRect){ gradus_network_layout_get_x (layout, column) - layout->pitch / 2 + 1, top,
                       layout->pitch - 2, layout->units.y + layout->units.height + 6 - top };
  gradus_canvas_round_rect (canvas, band, 8);
  gradus_canvas_set_colour (
      canvas, gradus_colour_with_alpha (
                  diagram->is_lit_backward ? canvas->style->high : canvas->style->low, 0.35));
  cairo_fill (canvas->cr);
  gradus_canvas_draw_text (canvas, diagram->is_lit_backward ? "←" : "→", band.x + band.width / 2,
                           band.y, 0.5, 0, canvas->style->text);
}

/* -- Bars -------------------------------------------------------------------------------------- */

GradusRect
gradus_network_diagram_get_bar (const GradusNetworkDiagram *diagram,
                                const GradusNetworkLayout *layout, guint column)
{
  const double share =
      gradus_axis_map (&diagram->norms, (double) diagram->columns[column].gradient_norm);
  const double height = isnan (share) ? 0 : CLAMP (share, 0, 1) * layout->bars.height;
  const double width = MIN (layout->pitch * 0.7, 60);

  return (GradusRect){ gradus_network_layout_get_x (layout, column) - width / 2,
                       layout->bars.y + layout->bars.height - height, width, height };
}

/* A text that does not fit is left out: it would lie over its neighbour's. */
static void
draw_fitting_text (GradusCanvas *canvas, const char *text, double x, double y, double align_y,
                   double room, GradusColour colour)
{
  double width, height;

  gradus_canvas_measure_text (canvas, text, &width, &height);
  if (width <= room)
    gradus_canvas_draw_text (canvas, text, x, y, 0.5, align_y, colour);
}

static void
draw_bar (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
          const GradusNetworkLayout *layout, guint column)
{
  const gboolean has_bar = !diagram->columns[column].has_no_gradient;
  const GradusRect bar = gradus_network_diagram_get_bar (diagram, layout, column);
  const double x = bar.x + bar.width / 2, bottom = layout->bars.y + layout->bars.height;
  g_autofree char *name = g_strdup_printf ("%u", column);
  g_autofree char *value =
      gradus_number_format_short ((double) diagram->columns[column].gradient_norm);

  cairo_rectangle (canvas->cr, bar.x, bar.y, bar.width, has_bar ? bar.height : 0);
  gradus_canvas_set_colour (
      canvas, gradus_style_get_layer_colour (canvas->style, column - 1, diagram->n_columns - 1));
  cairo_fill (canvas->cr);
  if (!layout->is_low && has_bar)
    draw_fitting_text (canvas, value, x, bar.y, 1, layout->pitch - 2, canvas->style->text);
  draw_fitting_text (canvas, name, x, bottom + 1, 0, layout->pitch, canvas->style->dim_text);
  if (diagram->columns[column].title && !layout->is_low) {
    double width, height;

    gradus_canvas_measure_text (canvas, name, &width, &height);
    draw_fitting_text (canvas, diagram->columns[column].title, x, bottom + height, 0,
                       layout->pitch - 2, canvas->style->dim_text);
  }
}

static void
draw_bars (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
           const GradusNetworkLayout *layout)
{
  const double bottom = layout->bars.y + layout->bars.height;

  cairo_rectangle (canvas->cr, layout->bars.x, bottom, layout->bars.width, 1);
  gradus_canvas_set_colour (canvas, canvas->style->grid);
  cairo_fill (canvas->cr);
  for (guint i = 1; i < diagram->n_columns; i++) {
    if (gradus_network_layout_has_column (layout, i))
      draw_bar (canvas, diagram, layout, i);
  }
  draw_fitting_text (canvas, diagram->norms_title, gradus_network_layout_get_x (layout, 0), bottom,
                     1, layout->pitch - 2, canvas->style->dim_text);
}

static void
draw_gap (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
          const GradusNetworkLayout *layout)
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

/* -- What the pointer is on -------------------------------------------------------------------- */

static char *
make_line (const char *name, double value)
{
  g_autofree char *number = gradus_number_format (value);

  return g_strdup_printf ("%s\t%s", name, number);
}

static void
add_text (GPtrArray *lines, const char *text)
{
  if (text)
    g_ptr_array_add (lines, g_strdup (text));
}

static void
add_edge_lines (GPtrArray *lines, const GradusNetworkDiagram *diagram, GradusDiagramPart part)
{
  const GradusDiagramColumn *own = &diagram->columns[part.column];
  const gsize at = (gsize) part.unit * own->n_shown_inputs + part.input;
  const char *const *names = own->has_norms ? diagram->norm_names : diagram->names + 2;

  g_ptr_array_add (lines,
                   names_input (diagram, part.column - 1)
                       ? g_strdup_printf ("W%u  %s → %u", part.column,
                                          diagram->input_names[part.input], part.unit + 1)
                       : g_strdup_printf ("W%u  %u → %u", part.column, part.input + 1,
                                          part.unit + 1));
  g_ptr_array_add (lines, make_line (names[0], (double) own->weights[at]));
  if (own->gradients)
    g_ptr_array_add (lines, make_line (names[1], (double) own->gradients[at]));
}

static void
add_unit_lines (GPtrArray *lines, const GradusNetworkDiagram *diagram, GradusDiagramPart part)
{
  const GradusDiagramColumn *own = &diagram->columns[part.column];
  const char *name = part.column == 0 ? diagram->input_title : diagram->names[0];

  g_ptr_array_add (lines, names_input (diagram, part.column)
                              ? g_strdup_printf ("%s %s", name, diagram->input_names[part.unit])
                              : g_strdup_printf ("%s %u", name, part.unit + 1));
  add_text (lines, own->unit_text);
  if (own->biases)
    g_ptr_array_add (lines, make_line (diagram->names[1], (double) own->biases[part.unit]));
  if (own->bias_gradients)
    g_ptr_array_add (lines, make_line (diagram->names[3], (double) own->bias_gradients[part.unit]));
}

static void
add_layer_lines (GPtrArray *lines, const GradusNetworkDiagram *diagram, guint column)
{
  const GradusDiagramColumn *own = &diagram->columns[column];

  g_ptr_array_add (lines, g_strdup_printf ("%u  %s", column, own->title ? own->title : ""));
  if (!own->has_no_gradient)
    g_ptr_array_add (lines, make_line (diagram->norms_title, (double) own->gradient_norm));
  add_text (lines, own->way_text);
}

static void
draw_part_callout (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
                   GradusDiagramPart part)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  switch (part.kind) {
  case GRADUS_DIAGRAM_NOTHING:
    return;
  case GRADUS_DIAGRAM_UNIT:
    add_unit_lines (lines, diagram, part);
    break;
  case GRADUS_DIAGRAM_EDGE:
    add_edge_lines (lines, diagram, part);
    break;
  case GRADUS_DIAGRAM_LAYER:
    add_layer_lines (lines, diagram, part.column);
    break;
  case GRADUS_DIAGRAM_ARC:
    add_text (lines, diagram->columns[part.column].way_text);
    add_text (lines, diagram->arc_text);
    break;
  }
  if (lines->len == 0)
    return;
  g_ptr_array_add (lines, NULL);
  gradus_canvas_draw_callout (canvas, diagram->pointer_x, diagram->pointer_y,
                              (const char *const *) lines->pdata, NULL);
}

static guint
find_marked_arc (GradusDiagramPart part)
{
  return part.kind == GRADUS_DIAGRAM_ARC ? part.column : 0;
}

static void
mark_edge (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
           const GradusNetworkLayout *layout, GradusDiagramPart part)
{
  if (part.kind != GRADUS_DIAGRAM_EDGE || part.column >= diagram->n_columns ||
      !gradus_network_layout_has_column (layout, part.column) ||
      !gradus_network_layout_has_column (layout, part.column - 1))
    return;
  gradus_network_edges_trace (canvas, layout, diagram->columns, part.column, part.unit, part.input);
  gradus_canvas_set_colour (canvas, canvas->style->text);
  gradus_canvas_set_line_width (canvas, GRADUS_WIDEST_EDGE);
  cairo_stroke (canvas->cr);
}

/* From below to above; the callout covers all. */
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
  draw_light (canvas, diagram, &layout);
  gradus_network_edges_draw (canvas, &layout, diagram->columns);
  mark_edge (canvas, diagram, &layout, diagram->selected);
  mark_edge (canvas, diagram, &layout, hovered);
  gradus_network_arcs_draw (canvas, &layout, diagram->columns, find_marked_arc (diagram->selected),
                            find_marked_arc (hovered));
  for (guint i = 0; i < diagram->n_columns; i++) {
    if (gradus_network_layout_has_column (&layout, i))
      draw_column (canvas, diagram, &layout, i, hovered);
  }
  draw_gap (canvas, diagram, &layout);
  draw_bars (canvas, diagram, &layout);
  draw_part_callout (canvas, diagram, hovered);
}
