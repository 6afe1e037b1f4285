/* SPDX-License-Identifier: MIT */
#include "plot/network-key.h"

#include <math.h>
#include <string.h>

#include "plot/network-edges.h"
#include "plot/network-units.h"
#include "plot/number.h"

#define STRIP_WIDTH 26.0
#define STRIP_HEIGHT 6.0
#define STRIP_STOPS 8
#define SAMPLE_WIDTH 18.0 /* of an edge */
#define SCALE_GAP 6.0     /* from one column's to the next one's */
#define GAP 5.0
#define ITEM_GAP 18.0

/* -- The colours of a column ------------------------------------------------------------------- */

/* The colours of what can occur. */
static void
draw_strip (GradusCanvas *canvas, const GradusOutputScale *scale, GradusRect strip)
{
  cairo_pattern_t *pattern = cairo_pattern_create_linear (strip.x, 0, strip.x + strip.width, 0);

  for (guint i = 0; i <= STRIP_STOPS; i++) {
    const double share = (double) i / STRIP_STOPS;
    const GradusColour colour = gradus_output_scale_get_colour (
        scale, canvas->style, scale->least + share * (scale->high - scale->least));

    cairo_pattern_add_color_stop_rgb (pattern, share, colour.red, colour.green, colour.blue);
  }
  cairo_rectangle (canvas->cr, strip.x, strip.y, strip.width, strip.height);
  cairo_set_source (canvas->cr, pattern);
  cairo_fill (canvas->cr);
  cairo_pattern_destroy (pattern);
  cairo_rectangle (canvas->cr, strip.x, strip.y, strip.width, strip.height);
  gradus_canvas_set_colour (canvas, canvas->style->dim_text);
  gradus_canvas_set_line_width (canvas, 0.6);
  cairo_stroke (canvas->cr);
}

/* "±2.3", "0…1". */
static char *
name_range (const GradusOutputScale *scale)
{
  g_autofree char *low = gradus_number_format_short (scale->least);
  g_autofree char *high = gradus_number_format_short (scale->high);

  return scale->least == -scale->high ? g_strconcat ("±", high, NULL)
                                      : g_strconcat (low, "…", high, NULL);
}

static gboolean
has_scale (const GradusDiagramColumn *own)
{
  return !own->own_scales && own->scale.high > own->scale.low &&
         (own->maps || own->values || own->pictures);
}

/* Whether each column has room for its numbers: some with and some without would look as if those
 * without had none. */
static gboolean
has_room_for_scales (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                     const GradusDiagramColumn *columns, double room)
{
  for (guint i = 0; i < layout->n_columns; i++) {
    g_autofree char *text = NULL;
    double width, height;

    if (!has_scale (&columns[i]) || !gradus_network_layout_has_column (layout, i))
      continue;
    text = name_range (&columns[i].scale);
    gradus_canvas_measure_text (canvas, text, &width, &height);
    if (width > room)
      return FALSE;
  }
  return TRUE;
}

/* "−2.3 ▭ 2.3" where there is room, else "±2.3" or "0…1". */
static void
draw_range (GradusCanvas *canvas, const GradusOutputScale *scale, double x, double y, double room)
{
  g_autofree char *low = gradus_number_format_short (scale->least);
  g_autofree char *high = gradus_number_format_short (scale->high);
  const double strip = STRIP_WIDTH * canvas->style->stroke;
  double low_width, high_width, width, height;

  gradus_canvas_measure_text (canvas, low, &low_width, &height);
  gradus_canvas_measure_text (canvas, high, &high_width, &height);
  width = low_width + high_width + strip + 2 * GAP;
  if (width <= room) {
    const double left = x - width / 2;

    gradus_canvas_draw_text (canvas, low, left, y, 0, 0.5, canvas->style->dim_text);
    draw_strip (canvas, scale,
                (GradusRect){ left + low_width + GAP, y - STRIP_HEIGHT / 2, strip, STRIP_HEIGHT });
    gradus_canvas_draw_text (canvas, high, left + width, y, 1, 0.5, canvas->style->dim_text);
  } else {
    g_autofree char *text = name_range (scale);

    gradus_canvas_draw_text (canvas, text, x, y, 0.5, 0.5, canvas->style->dim_text);
  }
}

void
gradus_network_key_draw_scale (GradusCanvas *canvas, const GradusNetworkLayout *layout,
                               const GradusDiagramColumn *columns, guint column)
{
  const GradusDiagramColumn *own = &columns[column];
  const GradusNetworkBlock block = gradus_network_layout_get_block (layout, own);
  const gboolean has_arcs = layout->n_levels > 0; /* above, so the scale is below */
  double width, height;

  if (layout->is_low || !has_scale (own) ||
      !has_room_for_scales (canvas, layout, columns, layout->pitch - SCALE_GAP))
    return;
  gradus_canvas_measure_text (canvas, "0", &width, &height);
  draw_range (canvas, &own->scale, gradus_network_layout_get_x (layout, column),
              has_arcs ? block.bottom + height / 2 + 2 : block.top - height / 2 - 2,
              layout->pitch - SCALE_GAP);
}

/* -- The foot ---------------------------------------------------------------------------------- */

typedef struct {
  GradusCanvas *canvas;
  const GradusNetworkLayout *layout;
  double x;
} Foot;

/* Whether a text with so much before it still fits; if so, draws it and leaves the place before it
 * in `place`. */
static gboolean
add_item (Foot *foot, const char *text, double before, GradusRect *place)
{
  const GradusRect key = foot->layout->key;
  double width, height;

  gradus_canvas_measure_text (foot->canvas, text, &width, &height);
  if (foot->x + before + width > key.x + key.width)
    return FALSE;
  *place = (GradusRect){ foot->x, key.y, before, key.height };
  gradus_canvas_draw_text (foot->canvas, text, foot->x + before, key.y, 0, 0,
                           foot->canvas->style->dim_text);
  foot->x += before + width + ITEM_GAP;
  return TRUE;
}

static void
draw_edge_sample (GradusCanvas *canvas, const GradusNetworkLayout *layout, GradusRect place,
                  GradusColour colour)
{
  cairo_move_to (canvas->cr, place.x, place.y + place.height / 2);
  cairo_rel_line_to (canvas->cr, place.width, 0);
  gradus_canvas_set_colour (canvas, colour);
  gradus_canvas_set_line_width (canvas, gradus_network_edges_get_width (layout, 1, 1));
  cairo_stroke (canvas->cr);
}

/* A norm has no sign, so where there are signs the two colours are told. */
static void
add_edges (Foot *foot, const GradusNetworkDiagram *diagram)
{
  const double largest =
      MAX (gradus_network_edges_find_largest (diagram->columns, diagram->n_columns),
           diagram->least_largest);
  gboolean has_signs = FALSE, has_norms = FALSE;
  g_autofree char *number = gradus_number_format_short (largest);
  g_autofree char *text = NULL;
  const GradusStyle *style = foot->canvas->style;
  g_auto (GStrv) parts = NULL;
  GradusRect place;

  for (guint i = 1; i < diagram->n_columns; i++) {
    has_signs = has_signs || (diagram->columns[i].weights && !diagram->columns[i].has_norms);
    has_norms = has_norms || (diagram->columns[i].weights && diagram->columns[i].has_norms);
  }
  if (!diagram->widest_text || (!has_signs && !has_norms))
    return;
  parts = g_strsplit (diagram->widest_text, "%s", 2);
  text = g_strjoinv (number, parts);
  if (has_signs && !diagram->has_legend && add_item (foot, "+", SAMPLE_WIDTH + GAP, &place)) {
    place.width -= GAP;
    draw_edge_sample (foot->canvas, foot->layout, place, style->high_mark);
    foot->x -= ITEM_GAP - 2 * GAP;
    if (add_item (foot, "−", SAMPLE_WIDTH + GAP, &place)) {
      place.width -= GAP;
      draw_edge_sample (foot->canvas, foot->layout, place, style->low_mark);
    }
    foot->x -= ITEM_GAP - 2 * GAP;
  }
  add_item (foot, text, 0, &place);
}

static gboolean
has_marked (const guint8 *marks, guint n)
{
  return marks && memchr (marks, TRUE, n);
}

/* A mark of units with its meaning. */
static void
add_unit_mark (Foot *foot, const char *text, void (*draw) (GradusCanvas *canvas, GradusRect square))
{
  const double size = foot->layout->key.height * 0.7;
  GradusRect place;

  if (text && add_item (foot, text, size + GAP, &place))
    draw (foot->canvas,
          (GradusRect){ place.x, place.y + (place.height - size) / 2, size, size });
}

/* A cross is told of also where there is a legend, which knows nothing of it. */
static void
add_unit_marks (Foot *foot, const GradusNetworkDiagram *diagram)
{
  gboolean has_dead = FALSE, has_off = FALSE;

  for (guint i = 0; i < diagram->n_columns; i++) {
    const GradusDiagramColumn *own = &diagram->columns[i];

    has_dead = has_dead || has_marked (own->dead, own->n_shown);
    has_off = has_off || has_marked (own->off, own->n_shown);
  }
  if (has_off)
    add_unit_mark (foot, diagram->off_text, gradus_network_units_draw_off);
  if (has_dead && !diagram->has_legend)
    add_unit_mark (foot, diagram->dead_text, gradus_network_units_draw_dead);
}

/* Units without a map have the colour of what they say to one sample. */
static gboolean
has_values (const GradusNetworkDiagram *diagram)
{
  for (guint i = 0; i < diagram->n_columns; i++) {
    const GradusDiagramColumn *own = &diagram->columns[i];

    if ((own->values && !own->maps) || own->picture || own->pictures)
      return TRUE;
  }
  return FALSE;
}

/* The colours of kernels, and how large a weight the strongest is. */
static void
add_kernels (Foot *foot, const GradusNetworkDiagram *diagram)
{
  const GradusOutputScale scale = gradus_output_scale_make_even (diagram->kernel_most);
  g_autofree char *most = gradus_number_format_short (diagram->kernel_most);
  g_autofree char *text = NULL;
  g_auto (GStrv) parts = NULL;
  GradusRect place;

  if (!diagram->kernels_text || diagram->kernel_most <= 0)
    return;
  parts = g_strsplit (diagram->kernels_text, "%s", 2);
  text = g_strjoinv (most, parts);
  if (!add_item (foot, text, STRIP_WIDTH + GAP, &place))
    return;
  draw_strip (foot->canvas, &scale,
              (GradusRect){ place.x, place.y + (place.height - STRIP_HEIGHT) / 2, STRIP_WIDTH,
                            STRIP_HEIGHT });
}

void
gradus_network_key_draw (GradusCanvas *canvas, const GradusNetworkDiagram *diagram,
                         const GradusNetworkLayout *layout)
{
  Foot foot = { canvas, layout, layout->key.x };
  GradusRect place;

  if (layout->key.height <= 0)
    return;
  add_edges (&foot, diagram);
  add_kernels (&foot, diagram);
  if (diagram->values_text && has_values (diagram))
    add_item (&foot, diagram->values_text, 0, &place);
  add_unit_marks (&foot, diagram);
  if (diagram->norms_text)
    add_item (&foot, diagram->norms_text, 0, &place);
  if (diagram->first_text && diagram->columns[1].first_norm > 0)
    add_item (&foot, diagram->first_text, 0, &place);
}
