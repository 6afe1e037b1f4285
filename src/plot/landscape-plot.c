/* SPDX-License-Identifier: MIT */
#include "plot/landscape-plot.h"

#include <math.h>

#include "plot/frame.h"
#include "plot/map-axes.h"
#include "plot/rings.h"
#include "plot/terrain-view.h"

#define MARGIN 8.0
#define SCALE_WIDTH 12.0

#define MARK_RADIUS 3.2
#define NOW_RADIUS 6.0
#define LINE_WIDTH 1.6
#define OPACITY_STEPS 12

/* So much of the background is seen around lines and marks, for a run may have a colour that is
 * much like the ground's. */
#define HALO_WIDTH 1.4
#define HALO_OPACITY 0.6

/* A line goes past what is nearer to its last point than that: of hundreds of moments most lie side
 * by side, and cairo strokes each piece with round ends of its own. */
#define LEAST_PIECE 0.5

/* Marks of a trail are this far apart at least, in pixels: lines join the others. */
#define MARK_GAP 8.0

/* What a mark far away, and one behind a hill, still has of itself. */
#define LEAST_OPACITY 0.15
#define HIDDEN_OPACITY 0.25

/* A relief is so much wider than high. */
#define RELIEF_ASPECT 1.45

/* The distance in pixels at which a mark is pointed at. */
#define NEAR 9.0

typedef struct {
  GradusRect key;
  GradusRect terrain;
  double notes_y, line;
  double scale_x;
} PlotLayout;

/* -- Where things are -------------------------------------------------------------------------- */

/* The corners and names of the axes, as map-axes.c has them. */
static GradusHeatMap
make_axes (const GradusLandscapePlot *plot)
{
  return (GradusHeatMap){
    .x0 = plot->terrain.x0,
    .x1 = plot->terrain.x1,
    .y0 = plot->terrain.y0,
    .y1 = plot->terrain.y1,
    .x_name = plot->x_name,
    .y_name = plot->y_name,
  };
}

/* Two trails and more are told apart by their names. */
static guint
list_key (const GradusLandscapePlot *plot, GradusKeyEntry *entries, guint most)
{
  guint n = 0;

  for (guint i = 0; plot->n_trails > 1 && i < plot->n_trails && n < most; i++)
    entries[n++] =
        (GradusKeyEntry){ plot->trails[i].name, GRADUS_MARK_FULL, plot->trails[i].colour };
  return n;
}

#define MOST_IN_KEY 16

static double
measure_key_above (GradusCanvas *canvas, const GradusLandscapePlot *plot)
{
  GradusKeyEntry entries[MOST_IN_KEY];
  const guint n = list_key (plot, entries, MOST_IN_KEY);

  return n > 0
             ? gradus_key_measure (canvas, entries, n, MAX (canvas->width - 2 * MARGIN, 1)) + MARGIN
             : 0;
}

/* Labels of the scale; the widest is as wide as that of any power of ten. */
static double
measure_scale (GradusCanvas *canvas, const GradusLandscapePlot *plot)
{
  double number, name, height;

  gradus_canvas_measure_text (canvas, "0.0000", &number, &height);
  gradus_canvas_measure_text (canvas, plot->value_name, &name, &height);
  return MAX (SCALE_WIDTH + 4 + number, name);
}

static guint
count_notes (const GradusLandscapePlot *plot)
{
  guint n = 0;

  while (plot->notes && plot->notes[n])
    n++;
  return n;
}

/* The room of the terrain with its axes, which for a map is a square. */
static GradusRect
fit_terrain (const GradusLandscapePlot *plot, GradusRect room)
{
  const double aspect = plot->terrain.is_relief ? RELIEF_ASPECT : 1;
  const double height = MAX (MIN (room.height, room.width / aspect), 1), width = height * aspect;

  return (GradusRect){ floor (room.x + MAX (room.width - width, 0) / 2),
                       floor (room.y + MAX (room.height - height, 0) / 2), floor (width),
                       floor (height) };
}

static PlotLayout
lay_out_landscape (GradusCanvas *canvas, const GradusLandscapePlot *plot)
{
  const GradusHeatMap axes = make_axes (plot);
  const GradusMapMargins margins = gradus_map_axes_measure (canvas, &axes);
  PlotLayout layout = { .key = { MARGIN, MARGIN / 2, MAX (canvas->width - 2 * MARGIN, 1), 0 } };
  GradusRect room;
  double ignored;

  gradus_canvas_measure_text (canvas, "0", &ignored, &layout.line);
  layout.key.height = measure_key_above (canvas, plot);
  layout.notes_y = canvas->height - MARGIN / 2 - count_notes (plot) * layout.line;
  room = (GradusRect){ MARGIN + margins.left,
                       layout.key.y + layout.key.height + MAX (margins.top, layout.line), 0, 0 };
  room.width = canvas->width - room.x - 3 * MARGIN - measure_scale (canvas, plot);
  room.height = layout.notes_y - MARGIN / 2 - margins.bottom - room.y;
  layout.terrain = fit_terrain (plot, room);
  layout.scale_x = layout.terrain.x + layout.terrain.width + 2 * MARGIN;
  return layout;
}

/* -- The scale --------------------------------------------------------------------------------- */

static void
draw_level (GradusCanvas *canvas, const GradusTick *level, double share, GradusRect bar,
            double *free)
{
  const double y = bar.y + bar.height * (1 - share);
  double width, height;

  cairo_move_to (canvas->cr, bar.x, y);
  cairo_rel_line_to (canvas->cr, bar.width, 0);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->text, 0.35));
  gradus_canvas_set_line_width (canvas, 0.8);
  cairo_stroke (canvas->cr);
  gradus_canvas_measure_text (canvas, level->label, &width, &height);
  if (y + height / 2 > *free)
    return;
  gradus_canvas_draw_text (canvas, level->label, bar.x + bar.width + 4, y, 0, 0.5,
                           canvas->style->dim_text);
  *free = y - height / 2;
}

/* A colour for each number, and the contour lines. */
static void
draw_cost_scale (GradusCanvas *canvas, const GradusLandscapePlot *plot, const PlotLayout *layout)
{
  const GradusRect bar = { layout->scale_x, layout->terrain.y, SCALE_WIDTH,
                           layout->terrain.height };
  const GradusAxis *axis = &plot->terrain.axis;
  const GradusColour low = canvas->style->background, high = canvas->style->share;
  cairo_pattern_t *gradient = cairo_pattern_create_linear (0, bar.y + bar.height, 0, bar.y);
  g_autoptr (GArray) levels = gradus_terrain_list_levels (axis);
  double free = INFINITY;

  cairo_pattern_add_color_stop_rgb (gradient, 0, low.red, low.green, low.blue);
  cairo_pattern_add_color_stop_rgb (gradient, 1, high.red, high.green, high.blue);
  cairo_rectangle (canvas->cr, bar.x, bar.y, bar.width, bar.height);
  cairo_set_source (canvas->cr, gradient);
  cairo_fill_preserve (canvas->cr);
  cairo_pattern_destroy (gradient);
  gradus_canvas_set_colour (canvas, canvas->style->grid);
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
  for (guint i = 0; i < levels->len; i++) {
    const GradusTick *level = &g_array_index (levels, GradusTick, i);

    draw_level (canvas, level, gradus_axis_map (axis, level->value), bar, &free);
  }
  gradus_canvas_draw_text (canvas, plot->value_name, bar.x, bar.y - 3, 0, 1,
                           canvas->style->dim_text);
}

/* -- The trails -------------------------------------------------------------------------------- */

double
gradus_landscape_mark_get_opacity (double away)
{
  return 1 - (1 - LEAST_OPACITY) * CLAMP (away, 0, 1);
}

static double
place_mark (const GradusLandscapePlot *plot, const PlotLayout *layout,
            const GradusLandscapeMark *mark, double *x, double *y)
{
  const gboolean is_seen =
      gradus_terrain_view_place (&plot->terrain, layout->terrain, mark->x, mark->y, x, y);

  return gradus_landscape_mark_get_opacity (mark->away) * (is_seen ? 1 : HIDDEN_OPACITY);
}

static void
stroke_trail (GradusCanvas *canvas, GradusColour colour, double opacity)
{
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (colour, colour.alpha * opacity));
  cairo_stroke (canvas->cr);
}

/* Where a mark lies on the canvas. */
typedef struct {
  double x, y, opacity;
} PlacedMark;

static PlacedMark *
place_marks (const GradusLandscapePlot *plot, const PlotLayout *layout,
             const GradusLandscapeTrail *trail)
{
  PlacedMark *placed = g_new (PlacedMark, MAX (trail->n_marks, 1));

  for (guint i = 0; i < trail->n_marks; i++)
    placed[i].opacity = place_mark (plot, layout, &trail->marks[i], &placed[i].x, &placed[i].y);
  return placed;
}

/* Each piece as faint as the farther of its ends, in steps: to stroke every piece alone takes ten
 * times as long. */
static void
draw_trail_line (GradusCanvas *canvas, const PlacedMark *placed, guint n, GradusColour colour,
                 double width)
{
  double last_x = 0, last_y = 0, drawn = -1;

  gradus_canvas_set_line_width (canvas, width);
  cairo_set_line_cap (canvas->cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < n; i++) {
    const double x = placed[i].x, y = placed[i].y;
    const double opacity = MIN (placed[i].opacity, placed[i > 0 ? i - 1 : 0].opacity);
    const double piece = ceil (opacity * OPACITY_STEPS) / OPACITY_STEPS;

    if (i > 0 && piece == drawn && i + 1 < n &&
        hypot (x - last_x, y - last_y) < LEAST_PIECE)
      continue;
    if (i > 0 && piece != drawn) {
      if (drawn >= 0)
        stroke_trail (canvas, colour, drawn);
      cairo_move_to (canvas->cr, last_x, last_y);
      drawn = piece;
    }
    if (i > 0)
      cairo_line_to (canvas->cr, x, y);
    last_x = x;
    last_y = y;
  }
  if (drawn >= 0)
    stroke_trail (canvas, colour, drawn);
}

/* Its own number inside, its run around. */
static void
draw_landscape_mark (GradusCanvas *canvas, const GradusLandscapePlot *plot,
                     const GradusLandscapeTrail *trail, const GradusLandscapeMark *mark,
                     const PlacedMark *placed, double radius)
{
  const GradusColour fill = gradus_terrain_get_colour (canvas->style, &plot->terrain, mark->value);
  const double half = (radius > MARK_RADIUS ? 2.5 : 1.4) / 2,
               ring = half * canvas->style->stroke,
               halo = (half + HALO_WIDTH) * canvas->style->stroke;
  const double opacity = placed->opacity;
  const GradusRing rings[] = {
    { radius - halo, radius + halo,
      gradus_colour_with_alpha (canvas->style->background, HALO_OPACITY * opacity) },
    { 0, radius, gradus_colour_with_alpha (fill, opacity) },
    { radius - ring, radius + ring, gradus_colour_with_alpha (trail->colour, opacity) },
  };

  gradus_rings_draw (canvas, placed->x, placed->y, rings, G_N_ELEMENTS (rings));
}

/* The first, and what is not too near to the one before. */
static void
draw_trail (GradusCanvas *canvas, const GradusLandscapePlot *plot, const PlotLayout *layout,
            const GradusLandscapeTrail *trail)
{
  g_autofree PlacedMark *placed = place_marks (plot, layout, trail);
  double last_x = -INFINITY, last_y = -INFINITY;

  draw_trail_line (canvas, placed, trail->n_marks,
                   gradus_colour_with_alpha (canvas->style->background, HALO_OPACITY),
                   LINE_WIDTH + 2 * HALO_WIDTH);
  draw_trail_line (canvas, placed, trail->n_marks, trail->colour, LINE_WIDTH);
  for (guint i = 0; i < trail->n_marks; i++) {
    if (hypot (placed[i].x - last_x, placed[i].y - last_y) < MARK_GAP)
      continue;
    draw_landscape_mark (canvas, plot, trail, &trail->marks[i], &placed[i], MARK_RADIUS);
    last_x = placed[i].x;
    last_y = placed[i].y;
  }
}

static void
draw_trails (GradusCanvas *canvas, const GradusLandscapePlot *plot, const PlotLayout *layout)
{
  cairo_save (canvas->cr);
  gradus_canvas_clip (canvas, layout->terrain);
  for (guint i = 1; i <= plot->n_trails; i++)
    draw_trail (canvas, plot, layout, &plot->trails[(plot->top + i) % plot->n_trails]);
  for (guint i = 1; i <= plot->n_trails; i++) {
    const GradusLandscapeTrail *trail = &plot->trails[(plot->top + i) % plot->n_trails];

    PlacedMark placed;

    if (!trail->has_now)
      continue;
    placed.opacity = place_mark (plot, layout, &trail->now, &placed.x, &placed.y);
    draw_landscape_mark (canvas, plot, trail, &trail->now, &placed, NOW_RADIUS);
  }
  cairo_restore (canvas->cr);
}

/* -- The whole --------------------------------------------------------------------------------- */

/* Below the relief: across on its left, up, which goes back, on its right. */
static void
draw_relief_names (GradusCanvas *canvas, const GradusLandscapePlot *plot, const PlotLayout *layout)
{
  const GradusRect rect = layout->terrain;

  g_autofree char *back = g_strconcat (plot->y_name, " ↗", NULL);

  gradus_canvas_draw_text (canvas, plot->x_name, rect.x, rect.y + rect.height + 2, 0, 0,
                           canvas->style->dim_text);
  gradus_canvas_draw_text (canvas, back, rect.x + rect.width, rect.y + rect.height + 2, 1, 0,
                           canvas->style->dim_text);
}

static void
draw_notes (GradusCanvas *canvas, const GradusLandscapePlot *plot, const PlotLayout *layout)
{
  for (guint i = 0; plot->notes && plot->notes[i]; i++) {
    g_autofree char *note =
        gradus_canvas_shorten_text (canvas, plot->notes[i], MAX (canvas->width - 2 * MARGIN, 1));

    gradus_canvas_draw_text (canvas, note, MARGIN, layout->notes_y + i * layout->line, 0, 0,
                             canvas->style->dim_text);
  }
}

void
gradus_landscape_plot_draw (GradusCanvas *canvas, const GradusLandscapePlot *plot)
{
  const PlotLayout layout = lay_out_landscape (canvas, plot);
  const GradusHeatMap axes = make_axes (plot);
  GradusKeyEntry entries[MOST_IN_KEY];
  const guint n = list_key (plot, entries, MOST_IN_KEY);

  gradus_key_draw (canvas, entries, n, layout.key);
  gradus_terrain_view_draw (canvas, &plot->terrain, layout.terrain);
  if (plot->terrain.is_relief)
    draw_relief_names (canvas, plot, &layout);
  else
    gradus_map_axes_draw (canvas, &axes, layout.terrain);
  draw_cost_scale (canvas, plot, &layout);
  draw_trails (canvas, plot, &layout);
  draw_notes (canvas, plot, &layout);
  if (plot->callout)
    gradus_canvas_draw_callout (canvas, plot->pointer_x, plot->pointer_y, plot->callout, NULL);
}

/* The one above is found where two are as near. */
gboolean
gradus_landscape_plot_find_mark (GradusCanvas *canvas, const GradusLandscapePlot *plot, double x,
                                 double y, guint *trail, guint *mark)
{
  const PlotLayout layout = lay_out_landscape (canvas, plot);
  double nearest = NEAR;
  gboolean is_found = FALSE;

  for (guint i = 0; i < plot->n_trails; i++) {
    const GradusLandscapeTrail *own = &plot->trails[i];

    for (guint k = 0; k < own->n_marks + (own->has_now ? 1 : 0); k++) {
      double own_x, own_y, distance;

      place_mark (plot, &layout, k < own->n_marks ? &own->marks[k] : &own->now, &own_x, &own_y);
      distance = hypot (own_x - x, own_y - y);
      if (distance > nearest)
        continue;
      nearest = distance;
      *trail = i;
      *mark = k;
      is_found = TRUE;
    }
  }
  return is_found;
}

gboolean
gradus_landscape_plot_find_place (GradusCanvas *canvas, const GradusLandscapePlot *plot, double x,
                                  double y, double *plane_x, double *plane_y)
{
  const PlotLayout layout = lay_out_landscape (canvas, plot);

  return gradus_terrain_view_find (&plot->terrain, layout.terrain, x, y, plane_x, plane_y);
}

void
gradus_landscape_plot_place (GradusCanvas *canvas, const GradusLandscapePlot *plot, double x,
                             double y, double *place_x, double *place_y)
{
  const PlotLayout layout = lay_out_landscape (canvas, plot);

  gradus_terrain_view_place (&plot->terrain, layout.terrain, x, y, place_x, place_y);
}
