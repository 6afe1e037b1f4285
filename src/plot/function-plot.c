/* SPDX-License-Identifier: MIT */
#include "plot/function-plot.h"

#include <math.h>

#include "plot/number.h"

#define N_BINS 40
#define RUG_HEIGHT 7.0
#define LINE_WIDTH 2.2
#define DOT_RADIUS 4.0
#define NAME_GAP 4.0

/* The most of the height that the histogram fills. */
#define HISTOGRAM_SHARE 0.4

static void
widen (const float *numbers, guint n, double *low, double *high)
{
  for (guint i = 0; i < n && numbers; i++) {
    *low = MIN (*low, (double) numbers[i]);
    *high = MAX (*high, (double) numbers[i]);
  }
}

/* From just below 0 to 1 at least, so that the axis is seen and curves of one kind look alike. */
static GradusAxis
find_y_axis (const GradusFunctionPlot *plot)
{
  double low = -0.1, high = 1;

  for (guint i = 0; i < plot->n_curves; i++) {
    widen (plot->curves[i].values, plot->n_points, &low, &high);
    widen (plot->curves[i].slopes, plot->n_points, &low, &high);
  }
  return gradus_axis_linear (low, high);
}

static GradusAxis
find_x_axis (const GradusFunctionPlot *plot)
{
  return (GradusAxis){ .low = (double) plot->arguments[0],
                       .high = (double) plot->arguments[plot->n_points - 1] };
}

/* What lies beyond the curve counts at its ends: a unit that saturates must be seen to. */
void
gradus_function_plot_count_marks (const GradusFunctionPlot *plot, guint n_bins, guint *bins)
{
  const double low = (double) plot->arguments[0],
               high = (double) plot->arguments[plot->n_points - 1];

  for (guint i = 0; i < n_bins; i++)
    bins[i] = 0;
  for (guint i = 0; i < plot->n_marks; i++) {
    const double bin = ((double) plot->marks[i] - low) / (high - low) * n_bins;

    if (!isnan (bin))
      bins[(guint) CLAMP (bin, 0, n_bins - 1)]++;
  }
}

static void
draw_marks (GradusCanvas *canvas, const GradusFunctionPlot *plot, const GradusFrame *frame)
{
  guint bins[N_BINS], most = 1;
  const double bottom = frame->inner.y + frame->inner.height, slot = frame->inner.width / N_BINS;

  gradus_function_plot_count_marks (plot, N_BINS, bins);
  for (guint i = 0; i < N_BINS; i++)
    most = MAX (most, bins[i]);
  for (guint i = 0; i < N_BINS; i++) {
    const double height = bins[i] * frame->inner.height * HISTOGRAM_SHARE / most;

    cairo_rectangle (canvas->cr, frame->inner.x + i * slot, bottom - height, slot, height);
  }
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->dim_text, 0.3));
  cairo_fill (canvas->cr);
  for (guint i = 0; i < plot->n_marks; i++) {
    const double share = gradus_axis_map (&frame->x, (double) plot->marks[i]);

    if (isnan (share))
      continue;
    cairo_move_to (canvas->cr, frame->inner.x + CLAMP (share, 0, 1) * frame->inner.width, bottom);
    cairo_rel_line_to (canvas->cr, 0, -RUG_HEIGHT);
  }
  gradus_canvas_set_colour (canvas, canvas->style->text);
  gradus_canvas_set_line_width (canvas, 1);
  cairo_stroke (canvas->cr);
}

/* The axes themselves, where 0 is in sight. */
static void
draw_zeros (GradusCanvas *canvas, const GradusFrame *frame)
{
  const GradusRect inner = frame->inner;

  if (frame->x.low <= 0 && frame->x.high >= 0)
    cairo_rectangle (canvas->cr, floor (gradus_frame_map_x (frame, 0)), inner.y, 1, inner.height);
  if (frame->y.low <= 0 && frame->y.high >= 0)
    cairo_rectangle (canvas->cr, inner.x, floor (gradus_frame_map_y (frame, 0)), inner.width, 1);
  gradus_canvas_set_colour (canvas, canvas->style->dim_text);
  cairo_fill (canvas->cr);
}

/* Where it jumps the line is interrupted. */
static void
add_line (GradusCanvas *canvas, const GradusFunctionPlot *plot, const GradusFrame *frame,
          const float *numbers, const GradusFunctionJump *jump)
{
  gboolean is_behind = FALSE;

  for (guint i = 0; i < plot->n_points; i++) {
    const double x = (double) plot->arguments[i];

    if (jump && !is_behind && x >= jump->at) {
      cairo_line_to (canvas->cr, gradus_frame_map_x (frame, jump->at),
                     gradus_frame_map_y (frame, jump->left));
      cairo_move_to (canvas->cr, gradus_frame_map_x (frame, jump->at),
                     gradus_frame_map_y (frame, jump->right));
      is_behind = TRUE;
    }
    if (!jump || x != jump->at)
      cairo_line_to (canvas->cr, gradus_frame_map_x (frame, x),
                     gradus_frame_map_y (frame, (double) numbers[i]));
  }
}

static void
draw_function_line (GradusCanvas *canvas, const GradusFunctionPlot *plot, const GradusFrame *frame,
                    const float *numbers, const GradusFunctionJump *jump, GradusColour colour,
                    gboolean is_dashed)
{
  const double dashes[] = { 6, 4 };

  add_line (canvas, plot, frame, numbers, jump);
  gradus_canvas_set_colour (canvas, colour);
  gradus_canvas_set_line_width (canvas, LINE_WIDTH);
  cairo_set_dash (canvas->cr, dashes, is_dashed ? 2 : 0, 0);
  cairo_stroke (canvas->cr);
  cairo_set_dash (canvas->cr, dashes, 0, 0);
}

static void
draw_dot (GradusCanvas *canvas, const GradusFrame *frame, double x, double y, GradusColour colour,
          gboolean is_filled)
{
  cairo_new_path (canvas->cr);
  cairo_arc (canvas->cr, gradus_frame_map_x (frame, x), gradus_frame_map_y (frame, y), DOT_RADIUS,
             0, 2 * G_PI);
  gradus_canvas_set_colour (canvas, is_filled ? colour : canvas->style->background);
  cairo_fill_preserve (canvas->cr);
  gradus_canvas_set_colour (canvas, colour);
  gradus_canvas_set_line_width (canvas, 1.6);
  cairo_stroke (canvas->cr);
}

/* Open where it only comes to, filled where it is. */
static void
draw_jump (GradusCanvas *canvas, const GradusFrame *frame, const GradusFunctionCurve *curve)
{
  const GradusFunctionJump *jump = curve->jump;

  draw_dot (canvas, frame, jump->at, jump->left, curve->slope_colour, FALSE);
  draw_dot (canvas, frame, jump->at, jump->right, curve->slope_colour, FALSE);
  draw_dot (canvas, frame, jump->at, jump->value, curve->slope_colour, TRUE);
}

/* The derivatives below the functions, which are what the plot is of. */
static void
draw_curves (GradusCanvas *canvas, const GradusFunctionPlot *plot, const GradusFrame *frame)
{
  cairo_save (canvas->cr);
  cairo_set_line_join (canvas->cr, CAIRO_LINE_JOIN_ROUND);
  for (guint i = 0; i < plot->n_curves; i++) {
    const GradusFunctionCurve *curve = &plot->curves[i];

    if (curve->slopes)
      draw_function_line (canvas, plot, frame, curve->slopes, curve->jump, curve->slope_colour,
                          TRUE);
  }
  for (guint i = 0; i < plot->n_curves; i++)
    draw_function_line (canvas, plot, frame, plot->curves[i].values, NULL, plot->curves[i].colour,
                        FALSE);
  for (guint i = 0; i < plot->n_curves; i++) {
    if (plot->curves[i].jump)
      draw_jump (canvas, frame, &plot->curves[i]);
  }
  cairo_restore (canvas->cr);
}

/* -- Names ------------------------------------------------------------------------------------- */

typedef struct {
  const char *text;
  GradusColour colour;
  double y;
} Name;

static int
compare_names (const void *a, const void *b)
{
  const double p = ((const Name *) a)->y, q = ((const Name *) b)->y;

  return (p > q) - (p < q);
}

/* Those of the lines that end in the frame, from the top down. */
static GArray *
list_names (const GradusFunctionPlot *plot, const GradusFrame *frame)
{
  GArray *names = g_array_new (FALSE, FALSE, sizeof (Name));

  for (guint i = 0; i < plot->n_curves; i++) {
    const GradusFunctionCurve *curve = &plot->curves[i];
    const guint last = plot->n_points - 1;
    const Name name = { curve->name, curve->colour,
                        gradus_frame_map_y (frame, (double) curve->values[last]) };
    const Name slope = { curve->slope_name, curve->slope_colour,
                         curve->slopes ? gradus_frame_map_y (frame, (double) curve->slopes[last])
                                       : NAN };

    if (isfinite (name.y))
      g_array_append_val (names, name);
    if (isfinite (slope.y))
      g_array_append_val (names, slope);
  }
  g_array_sort (names, compare_names);
  return names;
}

/* Moves names apart where lines end close to each other: down, and up again from the bottom. */
static void
part_names (GArray *names, double height, double bottom)
{
  double lowest = bottom - height / 2;

  for (guint i = 1; i < names->len; i++)
    g_array_index (names, Name, i).y =
        MAX (g_array_index (names, Name, i).y, g_array_index (names, Name, i - 1).y + height);
  for (guint i = names->len; i-- > 0;) {
    g_array_index (names, Name, i).y = MIN (g_array_index (names, Name, i).y, lowest);
    lowest = g_array_index (names, Name, i).y - height;
  }
}

static void
draw_names (GradusCanvas *canvas, const GradusFunctionPlot *plot, const GradusFrame *frame)
{
  g_autoptr (GArray) names = list_names (plot, frame);
  double width, height;

  gradus_canvas_measure_text (canvas, "0", &width, &height);
  part_names (names, height, canvas->height);
  for (guint i = 0; i < names->len; i++) {
    const Name *name = &g_array_index (names, Name, i);

    gradus_canvas_draw_text (canvas, name->text, frame->inner.x + frame->inner.width + NAME_GAP,
                             name->y, 0, 0.5, name->colour);
  }
}

static double
measure_names (GradusCanvas *canvas, const GradusFunctionPlot *plot)
{
  double widest = 0, width, height;

  for (guint i = 0; i < plot->n_curves; i++) {
    gradus_canvas_measure_text (canvas, plot->curves[i].name, &width, &height);
    widest = MAX (widest, width);
    if (!plot->curves[i].slopes)
      continue;
    gradus_canvas_measure_text (canvas, plot->curves[i].slope_name, &width, &height);
    widest = MAX (widest, width);
  }
  return widest + NAME_GAP;
}

/* -- The plot ---------------------------------------------------------------------------------- */

static char *
make_line (const char *name, float number)
{
  g_autofree char *digits = gradus_number_format ((double) number);

  return g_strdup_printf ("%s\t%s", name, digits);
}

/* A line where the pointer is, and the numbers beside it. */
static void
draw_callout (GradusCanvas *canvas, const GradusFunctionPlot *plot, const GradusFrame *frame)
{
  const double share = (plot->pointer_x - frame->inner.x) / frame->inner.width;
  const guint i = (guint) CLAMP (round (share * (plot->n_points - 1)), 0, plot->n_points - 1);
  const double x = gradus_frame_map_x (frame, (double) plot->arguments[i]);
  const GradusRect line = { floor (x), frame->inner.y, 1, frame->inner.height };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) colours = g_array_new (FALSE, FALSE, sizeof (GradusColour));
  const GradusColour none = { 0 };

  g_ptr_array_add (lines, make_line (plot->x_title, plot->arguments[i]));
  g_array_append_val (colours, none);
  for (guint k = 0; k < plot->n_curves; k++) {
    const GradusFunctionCurve *curve = &plot->curves[k];

    g_ptr_array_add (lines, make_line (curve->name, curve->values[i]));
    g_array_append_val (colours, curve->colour);
    if (!curve->slopes)
      continue;
    g_ptr_array_add (lines, make_line (curve->slope_name, curve->slopes[i]));
    g_array_append_val (colours, curve->slope_colour);
  }
  g_ptr_array_add (lines, NULL);
  cairo_rectangle (canvas->cr, line.x, line.y, line.width, line.height);
  gradus_canvas_set_colour (canvas, gradus_colour_with_alpha (canvas->style->dim_text, 0.6));
  cairo_fill (canvas->cr);
  gradus_canvas_draw_callout_beside (canvas, line, (const char *const *) lines->pdata,
                                     (const GradusColour *) (void *) colours->data);
}

static GradusFrameSpec
make_spec (GradusCanvas *canvas, const GradusFunctionPlot *plot)
{
  return (GradusFrameSpec){ .x = find_x_axis (plot),
                            .y = find_y_axis (plot),
                            .x_title = plot->x_title,
                            .right = measure_names (canvas, plot) };
}

GradusFrame
gradus_function_plot_lay_out (GradusCanvas *canvas, const GradusFunctionPlot *plot)
{
  const GradusFrameSpec spec = make_spec (canvas, plot);

  return gradus_frame_lay_out (canvas, &spec);
}

void
gradus_function_plot_draw (GradusCanvas *canvas, const GradusFunctionPlot *plot)
{
  GradusFrameSpec spec;
  GradusFrame frame;

  if (plot->n_points < 2)
    return;
  spec = make_spec (canvas, plot);
  frame = gradus_frame_draw (canvas, &spec);
  draw_zeros (canvas, &frame);
  if (plot->n_marks > 0)
    draw_marks (canvas, plot, &frame);
  draw_curves (canvas, plot, &frame);
  draw_names (canvas, plot, &frame);
  if (gradus_rect_contains (frame.inner, plot->pointer_x, plot->pointer_y))
    draw_callout (canvas, plot, &frame);
}
