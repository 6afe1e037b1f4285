/* SPDX-License-Identifier: MIT */
#include "plot/line-names.h"

#include <math.h>

#define GAP 6.0
#define SWATCH_WIDTH 16.0
#define SWATCH_LINE 2.5

/* Of the canvas: names at the ends are no wider, rows above the frame no higher, and what the
 * frame and the titles take is no more. */
#define WIDEST 0.3
#define HIGHEST 0.35
#define NARROWEST_FRAME 60.0

/* A letter or two, an ellipsis, and as many again. */
#define NARROWEST_NAME 28.0

/* -- Room -------------------------------------------------------------------------------------- */

static GradusLineNames
plan_at_ends (const GradusCanvas *canvas, guint n, double width, double height)
{
  return (GradusLineNames){ .n_names = n, .width = width, .height = height, .right = width };
}

static gboolean
fits_at_ends (const GradusCanvas *canvas, guint n, double width, double height)
{
  return width <= WIDEST * canvas->width && canvas->height - 4.5 * height >= n * height;
}

/* As few rows as whole names allow; where those are too many as many as there is room for, with
 * shorter names. */
static GradusLineNames
plan_rows (const GradusCanvas *canvas, guint n, double width, double height)
{
  const double room = canvas->width - 4 * GAP, cell = SWATCH_WIDTH + GAP + width + 2 * GAP;
  const guint n_most = (guint) MAX (HIGHEST * canvas->height / height, 1);
  guint n_columns = (guint) CLAMP (room / cell, 1, n);

  if ((n + n_columns - 1) / n_columns > n_most)
    n_columns = (n + n_most - 1) / n_most;
  if (room / n_columns < SWATCH_WIDTH + 3 * GAP + NARROWEST_NAME)
    return (GradusLineNames){ 0 };
  return (GradusLineNames){ .n_names = n,
                            .n_columns = n_columns,
                            .width = MIN (room / n_columns, cell),
                            .height = height,
                            .top = (n + n_columns - 1) / n_columns * height + GAP };
}

GradusLineNames
gradus_line_names_plan (GradusCanvas *canvas, const GradusLine *lines, guint n)
{
  double widest = 0, highest = 1;

  for (guint i = 0; i < n; i++) {
    double width, height;

    gradus_canvas_measure_text (canvas, lines[i].name, &width, &height);
    widest = MAX (widest, width);
    highest = MAX (highest, height);
  }
  if (n == 0)
    return (GradusLineNames){ 0 };
  if (fits_at_ends (canvas, n, widest + GAP, highest))
    return plan_at_ends (canvas, n, widest + GAP, highest);
  return plan_rows (canvas, n, widest, highest);
}

/* -- Places ------------------------------------------------------------------------------------ */

/* The value of a point, or the middle of what it may be. */
static double
find_height (const GradusLine *line, guint point)
{
  double lowest, highest;

  return gradus_line_is_open (line, point, &lowest, &highest) ? (lowest + highest) / 2
                                                              : gradus_line_get_value (line, point);
}

/* The middle of a name at the end of its line, were it the only one. */
static double
find_end (const GradusLine *line, const GradusFrame *frame)
{
  const guint point = gradus_line_find_last (line, frame->x.high);
  const double bottom = frame->inner.y + frame->inner.height;

  if (point == line->n_points)
    return bottom;
  return CLAMP (gradus_frame_map_y (frame, find_height (line, point)), frame->inner.y, bottom);
}

static int
compare_ends (gconstpointer a, gconstpointer b, gpointer ends)
{
  const double *all = ends, first = all[*(const guint *) a], second = all[*(const guint *) b];

  return first < second ? -1 : first > second ? 1 : 0;
}

/* Downwards until none overlaps the one above it, and back up from the bottom. */
static void
spread_ends (const guint *order, guint n, double height, double top, double bottom, double *ends)
{
  for (guint i = 0; i < n; i++)
    ends[order[i]] = MAX (ends[order[i]], i > 0 ? ends[order[i - 1]] + height : top + height / 2);
  for (guint i = n; i-- > 0;)
    ends[order[i]] = MIN (ends[order[i]],
                          i + 1 < n ? ends[order[i + 1]] - height : bottom - height / 2);
}

static void
place_at_ends (const GradusLineNames *names, const GradusLine *lines, const GradusFrame *frame,
               GradusRect *places)
{
  const guint n = names->n_names;
  const double half = names->height / 2;
  g_autofree double *ends = g_new (double, n);
  g_autofree guint *order = g_new (guint, n);

  for (guint i = 0; i < n; i++) {
    ends[i] = find_end (&lines[i], frame);
    order[i] = i;
  }
  g_qsort_with_data (order, (int) n, sizeof *order, compare_ends, ends);
  spread_ends (order, n, names->height, frame->outer.y - half,
               frame->outer.y + frame->outer.height + half, ends);
  for (guint i = 0; i < n; i++)
    places[i] = (GradusRect){ frame->outer.x + frame->outer.width + GAP, ends[i] - half,
                              names->width, names->height };
}

void
gradus_line_names_place (const GradusLineNames *names, const GradusLine *lines,
                         const GradusFrame *frame, GradusRect *places)
{
  if (names->n_names > 0 && names->n_columns == 0)
    place_at_ends (names, lines, frame, places);
  for (guint i = 0; names->n_columns > 0 && i < names->n_names; i++)
    places[i] = (GradusRect){ 2 * GAP + i % names->n_columns * names->width,
                              frame->outer.y - names->top - GAP / 2 +
                                  i / names->n_columns * names->height,
                              names->width - 2 * GAP, names->height };
}

/* -- Drawing ----------------------------------------------------------------------------------- */

static void
draw_swatch (GradusCanvas *canvas, const GradusLine *line, GradusRect place, GradusColour colour)
{
  const double dashes[] = { 4, 3 };

  cairo_move_to (canvas->cr, place.x, place.y + place.height / 2);
  cairo_rel_line_to (canvas->cr, SWATCH_WIDTH, 0);
  gradus_canvas_set_colour (canvas, colour);
  gradus_canvas_set_line_width (canvas, SWATCH_LINE);
  cairo_set_dash (canvas->cr, dashes, line->is_dashed ? 2 : 0, 0);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, dashes, 0, 0);
}

/* A name at the end of its line has its colour, which says enough. */
void
gradus_line_names_draw (GradusCanvas *canvas, const GradusLineNames *names,
                        const GradusLine *lines, const GradusRect *places)
{
  const gboolean has_swatches = names->n_columns > 0;
  const double left = has_swatches ? SWATCH_WIDTH + GAP : 0;

  for (guint i = 0; i < names->n_names; i++) {
    const double alpha = lines[i].is_hidden ? 0.4 : 1;
    const GradusColour colour = gradus_colour_with_alpha (lines[i].colour, alpha);
    g_autofree char *name =
        gradus_canvas_shorten_middle (canvas, lines[i].name, places[i].width - left);

    if (has_swatches)
      draw_swatch (canvas, &lines[i], places[i], colour);
    gradus_canvas_draw_text (canvas, name, places[i].x + left, places[i].y, 0, 0,
                             has_swatches ? gradus_colour_with_alpha (canvas->style->text, alpha)
                                          : colour);
  }
}
