/* SPDX-License-Identifier: MIT */

/* A unit, an edge or a layer of the network. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/curves.h"
#include "figure/gallery-figure.h"
#include "figure/inspector-weights.h"
#include "figure/inspector-words.h"
#include "plot/formula.h"
#include "plot/histogram.h"
#include "plot/number.h"
#include "plot/picture-grid.h"
#include "plot/table.h"

#define N_POINTS 161

/* The curve is drawn at least this far on either side of 0, and as far as its arguments go, up
 * to the most. */
#define LEAST_EXTENT 4.0
#define MOST_EXTENT 50.0

/* The curve's share of the height; the weights have the rest. */
#define CURVE_SHARE 0.58

/* Rows of samples. */
#define MOST_ROWS 64

/* Terms of an equation that are written out. */
#define MOST_TERMS 6

/* Of an edge: the line of numbers above its curve. */
#define EDGE_FORMAT N_ ("weight %s     gradient %s")
#define NORMS_FORMAT N_ ("norm of its weights %s     of its gradient %s")
#define TEXT_X 10.0
#define TEXT_Y 8.0
#define TEXT_GAP 14.0
#define LINE_GAP 4.0
#define TABLE_Y 4.0
#define BASELINE 0.75 /* of a line, below its top */

typedef struct {
  GradusFigure parent;
  GradusCurves curves;
  GradusDiagramPart selected;
} InspectorFigure;

/* A part of the canvas below y. */
static GradusCanvas
begin_part (GradusCanvas *canvas, double y, double height)
{
  GradusCanvas part = *canvas;

  part.height = MAX (height, 1);
  cairo_save (canvas->cr);
  cairo_rectangle (canvas->cr, 0, y, canvas->width, part.height);
  cairo_clip (canvas->cr);
  cairo_translate (canvas->cr, 0, y);
  return part;
}

static void
end_part (GradusCanvas *canvas)
{
  cairo_restore (canvas->cr);
}

/* -- A unit ------------------------------------------------------------------------------------ */

/* A single wild sample must not press the curve flat around 0, hence the most. */
static float
find_extent (const GradusDetail *detail)
{
  double extent = LEAST_EXTENT;

  for (guint i = 0; i < detail->n_samples * detail->unit_numbers; i++) {
    if (isfinite (detail->z[i]))
      extent = MAX (extent, ceil (fabs ((double) detail->z[i]) * 1.1));
  }
  return (float) MIN (extent, MOST_EXTENT);
}

static void
draw_unit_activation (GradusCanvas *canvas, const GradusFigure *figure, const GradusDetail *detail)
{
  const float extent = find_extent (detail);
  float arguments[N_POINTS], values[N_POINTS], slopes[N_POINTS];
  const GradusActivation activation = detail->has_activation
                                          ? detail->activation
                                          : gradus_activation_make (GRADUS_ACTIVATION_LINEAR);
  GradusFunctionJump jump;
  const GradusFunctionCurve curve = {
    .name = "f(z)",
    .slope_name = "f′(z)",
    .values = values,
    .slopes = slopes,
    .colour = canvas->style->low_mark,
    .slope_colour = canvas->style->high_mark,
    .jump = gradus_gallery_find_jump (activation, &jump) ? &jump : NULL,
  };
  const GradusFunctionPlot plot = { .n_points = N_POINTS,
                                    .arguments = arguments,
                                    .n_curves = 1,
                                    .curves = &curve,
                                    .x_title = "z",
                                    .n_marks = detail->n_samples * detail->unit_numbers,
                                    .marks = detail->z,
                                    .pointer_x = figure->pointer_x,
                                    .pointer_y = figure->pointer_y };

  for (guint i = 0; i < N_POINTS; i++)
    arguments[i] = -extent + 2 * extent * (float) i / (N_POINTS - 1);
  gradus_gallery_sample (activation, N_POINTS, arguments, values, slopes);
  gradus_function_plot_draw (canvas, &plot);
}

/* Of a map the mean over its places: the mean of a sum is the sum of the means. */
static double
measure_sample (const GradusDetail *detail, const float *numbers, guint sample)
{
  double sum = 0;

  for (guint i = 0; i < detail->unit_numbers; i++)
    sum += (double) numbers[(gsize) sample * detail->unit_numbers + i];
  return sum / detail->unit_numbers;
}

/* What a unit that adds is given by either layer, sample by sample, and what it makes of it. */
static void
draw_sums (GradusCanvas *canvas, const GradusFigureSource *source)
{
  const GradusDetail *detail = source->snapshot->detail;
  g_autofree char *before = gradus_inspector_words_layer (detail->layer);
  g_autofree char *earlier =
      gradus_inspector_words_layer (source->snapshot->sketches[detail->layer].earlier);
  const char *const headings[] = { _ ("sample"), before, earlier, _ ("sum") };
  const float *const numbers[] = { detail->z, detail->earlier, detail->outputs };
  const guint n = MIN (detail->n_samples, MOST_ROWS);
  g_auto (GStrv) cells = g_new0 (char *, 4 * n + 1);
  const GradusTable table = { .n_columns = 4,
                              .n_rows = n,
                              .headings = headings,
                              .cells = (const char *const *) cells,
                              .lit_row = -1,
                              .bar_column = -1 };

  for (guint i = 0; i < n; i++) {
    cells[4 * i] = g_strdup_printf ("%u", i + 1);
    for (guint k = 0; k < 3; k++)
      cells[4 * i + k + 1] = gradus_number_format (measure_sample (detail, numbers[k], i));
  }
  gradus_table_draw (canvas, &table, TABLE_Y);
}

static void
draw_number (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusDetail *detail = source->snapshot->detail;
  const double split =
      detail->n_weights > 0 ? floor (canvas->height * CURVE_SHARE) : canvas->height;
  GradusCanvas part = begin_part (canvas, 0, split);
  GradusFigure below = *figure;

  draw_unit_activation (&part, figure, detail);
  end_part (canvas);
  if (detail->n_weights == 0)
    return;
  part = begin_part (canvas, split, canvas->height - split);
  below.pointer_y -= split;
  gradus_inspector_weights_draw (&part, &below, source);
  end_part (canvas);
}

/* A line of text at the top. */
static double
draw_line (GradusCanvas *canvas, const char *text)
{
  double width, height;

  gradus_canvas_measure_text (canvas, text, &width, &height);
  gradus_canvas_draw_text (canvas, text, TEXT_X, TEXT_Y, 0, 0, canvas->style->text);
  return height + TEXT_GAP;
}

/* Lines of text at the top, as many as there are, smaller where they would be cut; returns where
 * they end. */
static double
draw_text_lines (GradusCanvas *canvas, const char *const *lines, guint n)
{
  double y = TEXT_Y;

  for (guint i = 0; i < n; i++) {
    double width, height;

    if (!lines[i])
      continue;
    gradus_formula_measure_line (canvas, lines[i], 1, &width, &height);
    gradus_formula_draw_line (canvas, lines[i],
                              MIN ((canvas->width - 2 * TEXT_X) / MAX (width, 1), 1), TEXT_X,
                              y + height * BASELINE, canvas->style->text);
    y += height + LINE_GAP;
  }
  return y;
}

/* With as many terms as have room at the size of all other words. */
static char *
write_equation (GradusCanvas *canvas, const GradusFigureSource *source)
{
  for (guint most = MOST_TERMS;; most--) {
    char *equation = gradus_inspector_words_equation (source, most);
    double width = 0, height;

    if (equation)
      gradus_formula_measure_line (canvas, equation, 1, &width, &height);
    if (width <= canvas->width - 2 * TEXT_X || most == 1)
      return equation;
    g_free (equation);
  }
}

/* What it is, its equation and how it is; a map is told of first: how it is drawn is not to be taken
 * for the curve of a number. */
static void
draw_unit (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  g_autofree char *kind = gradus_inspector_words_kind (source);
  g_autofree char *equation = write_equation (canvas, source);
  g_autofree char *scaling = equation ? gradus_inspector_words_scaling (source) : NULL;
  g_autofree char *state = gradus_inspector_words_state (source);
  const char *const lines[] = { kind, equation, scaling, state };
  const double top = draw_text_lines (canvas, lines, G_N_ELEMENTS (lines));
  GradusFigure below = *figure;
  GradusCanvas part = begin_part (canvas, top, canvas->height - top);

  below.pointer_y -= top;
  if (source->snapshot->detail->earlier)
    draw_sums (&part, source);
  else
    draw_number (&part, &below, source);
  end_part (canvas);
}

/* -- A layer ----------------------------------------------------------------------------------- */

static void
draw_layer (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusDetail *detail = source->snapshot->detail;
  g_autofree char *state = gradus_inspector_words_layer_state (source);
  const char *const lines[] = { state };
  const double top = state ? draw_text_lines (canvas, lines, 1) : 0;
  const GradusHistogram *histograms[] = { &detail->all_weights, &detail->all_outputs,
                                          &detail->all_gradients };
  const char *const titles[] = { _ ("Weights"), _ ("Outputs, over the samples"), _ ("Gradients") };
  const GradusColour colours[] = { canvas->style->mark, canvas->style->low_mark,
                                   canvas->style->high_mark };
  const double height = floor ((canvas->height - top) / 3);

  for (guint i = 0; i < 3; i++) {
    GradusCanvas part = begin_part (canvas, top + i * height, height);
    const GradusHistogramPlot plot = { .title = titles[i],
                                       .bins = histograms[i]->bins,
                                       .n_bins = GRADUS_HISTOGRAM_BINS,
                                       .low = histograms[i]->low,
                                       .high = histograms[i]->high,
                                       .colour = colours[i],
                                       .empty = _ ("none"),
                                       .pointer_x = figure->pointer_x,
                                       .pointer_y = figure->pointer_y - top - i * height };

    gradus_histogram_plot_draw (&part, &plot);
    end_part (canvas);
  }
}

/* -- An edge ----------------------------------------------------------------------------------- */

/* With 0 in sight, so that the sign of the weight is seen. */
static void
fill_trace (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
            GradusCurvesChart *chart)
{
  const GradusCurves *curves = gradus_curves_get (figure);
  double low = 0, high = 0;

  for (guint i = 0; i < source->n_trace; i++) {
    low = MIN (low, source->trace_values[i]);
    high = MAX (high, source->trace_values[i]);
  }
  chart->lines[0] = (GradusLine){ .name = _ ("weight"),
                                  .colour = canvas->style->mark,
                                  .n_points = source->n_trace,
                                  .steps = source->trace_steps,
                                  .values = (const char *) source->trace_values,
                                  .pitch = sizeof (double) };
  chart->chart.n_lines = 1;
  chart->chart.y = gradus_axis_linear (low, high);
  chart->chart.y_title = _ ("weight");
  chart->lines[0].is_exact = TRUE;
  if (source->n_trace > 1 && curves->x_high <= curves->x_low)
    chart->chart.x = gradus_axis_steps ((double) source->trace_steps[0],
                                        (double) source->trace_steps[source->n_trace - 1], FALSE);
}

static char *
make_edge_text (const InspectorFigure *self, const GradusDetail *detail, guint n_numbers)
{
  const guint input = self->selected.input;
  g_autofree char *weight = gradus_number_format (
      gradus_inspector_weights_measure (detail->unit_weights, input, n_numbers));
  g_autofree char *gradient = gradus_number_format (
      gradus_inspector_weights_measure (detail->unit_gradients, input, n_numbers));

  return g_strdup_printf (n_numbers > 1 ? _ (NORMS_FORMAT) : _ (EDGE_FORMAT), weight, gradient);
}

/* How many rows of weights there are for a map: a kernel's, or those of the map's places. */
static guint
count_weight_rows (const GradusFigureSource *source)
{
  const guint layer = source->snapshot->detail->layer;
  const GradusSketch *sketch = &source->snapshot->sketches[layer];

  return gradus_shape_get_unit_kind (&sketch->out) == GRADUS_UNIT_MAP
             ? gradus_size_get_height (gradus_layer_spec_get (
                   gradus_experiment_get_layer (source->experiment, layer), "kernel"))
             : sketch->in.sizes[1];
}

/* The weights from a map: they lie as its places do, or as those of a window of it. */
static void
draw_map_weights (GradusCanvas *canvas, const GradusFigureSource *source, guint input)
{
  const GradusDetail *detail = source->snapshot->detail;
  const guint n = gradus_inspector_weights_count_numbers (source),
              rows = count_weight_rows (source);
  const float *weights = detail->unit_weights + (gsize) input * n;
  GradusGridPicture picture = { .values = weights, .is_signed = TRUE };
  const GradusPictureGrid grid = {
    .pixels = { n / rows, rows, 1, TRUE },
    .n_pictures = 1,
    .pictures = &picture,
    .pointer_x = NAN,
    .pointer_y = NAN,
  };
  double low, high;

  gradus_picture_find_range (weights, n, &low, &high);
  picture.high = MAX (fabs (low), fabs (high));
  picture.low = -picture.high;
  gradus_picture_grid_draw (canvas, &grid);
}

/* Where the curve begins, below the text. */
static double
find_trace_top (GradusCanvas *canvas)
{
  double width, height;

  gradus_canvas_measure_text (canvas, _ (EDGE_FORMAT), &width, &height);
  return height + TEXT_GAP;
}

static void
draw_edge (GradusCanvas *canvas, const InspectorFigure *self, const GradusFigureSource *source)
{
  const GradusDetail *detail = source->snapshot->detail;
  const guint n_numbers = gradus_inspector_weights_count_numbers (source);
  InspectorFigure below = *self; /* as the curve's own part of the canvas sees it */
  g_autofree char *text = NULL;
  GradusCanvas part;
  double top;

  if (self->selected.input >= detail->n_weights / n_numbers) {
    draw_line (canvas, _ ("no weight"));
    return;
  }
  text = make_edge_text (self, detail, n_numbers);
  gradus_canvas_draw_text (canvas, text, TEXT_X, TEXT_Y, 0, 0, canvas->style->text);
  top = find_trace_top (canvas);
  below.parent.pointer_y -= top;
  part = begin_part (canvas, top, canvas->height - top);
  if (n_numbers > 1)
    draw_map_weights (&part, source, self->selected.input);
  else
    gradus_curves_draw (&part, &below.parent, source, fill_trace);
  end_part (canvas);
}

/* -- The figure -------------------------------------------------------------------------------- */

/* What the snapshot knows of the part; NULL where it was taken for another. After another part was
 * chosen the old snapshot is still there for a moment. */
static const GradusDetail *
get_detail (const InspectorFigure *self, const GradusFigureSource *source)
{
  const GradusDetail *detail = source->snapshot ? source->snapshot->detail : NULL;

  return detail && detail->layer + 1 == self->selected.column ? detail : NULL;
}

static void
draw_inspector (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const InspectorFigure *self = (const InspectorFigure *) figure;
  const GradusDetail *detail = get_detail (self, source);

  if (!detail)
    return;
  switch (self->selected.kind) {
  case GRADUS_DIAGRAM_UNIT:
  case GRADUS_DIAGRAM_ARC:
    draw_unit (canvas, figure, source);
    break;
  case GRADUS_DIAGRAM_EDGE:
    draw_edge (canvas, self, source);
    break;
  case GRADUS_DIAGRAM_LAYER:
    draw_layer (canvas, figure, source);
    break;
  case GRADUS_DIAGRAM_NOTHING:
    break;
  }
}

static GradusPick
pick_in_inspector (GradusCanvas *canvas, const GradusFigure *figure,
                   const GradusFigureSource *source, double x, double y)
{
  const InspectorFigure *self = (const InspectorFigure *) figure;
  GradusCanvas part = *canvas;
  double top;

  if (self->selected.kind != GRADUS_DIAGRAM_EDGE)
    return GRADUS_PICK_NONE;
  top = find_trace_top (canvas);
  part.height = MAX (canvas->height - top, 1);
  return gradus_curves_pick (&part, figure, source, fill_trace, x, y - top);
}

/* Where a weight of a layer comes from. */
static char *
name_edge_start (const GradusFigureSource *source, guint layer, guint input, gboolean is_map)
{
  if (is_map)
    return g_strdup_printf (_ ("map %u"), input + 1);
  if (layer == 0 && source->training)
    return gradus_dataset_name_input (source->training, input);
  return g_strdup_printf (_ ("unit %u"), input + 1);
}

static char *
describe_edge (const InspectorFigure *self, const GradusFigureSource *source)
{
  const GradusDetail *detail = source->snapshot->detail;
  const guint n_numbers = gradus_inspector_weights_count_numbers (source),
              n = detail->n_weights / n_numbers;
  const guint input = MIN (self->selected.input, MAX (n, 1) - 1);
  g_autofree char *from = name_edge_start (source, detail->layer, input, n_numbers > 1);
  g_autofree char *weight = NULL, *gradient = NULL;

  if (n == 0)
    return g_strdup_printf (_ ("What goes into unit %u of layer %u has no weight"),
                            detail->unit + 1, detail->layer + 1);
  weight = gradus_number_format (
      gradus_inspector_weights_measure (detail->unit_weights, input, n_numbers));
  gradient = gradus_number_format (
      gradus_inspector_weights_measure (detail->unit_gradients, input, n_numbers));
  return g_strdup_printf (
      n_numbers > 1 ? _ ("Weights from %s to unit %u of layer %u: norm %s, norm of the gradient %s")
                    : _ ("Weight from %s to unit %u of layer %u: %s, gradient %s"),
      from, detail->unit + 1, detail->layer + 1, weight, gradient);
}

static char *
describe_inspector (const GradusFigure *figure, const GradusFigureSource *source)
{
  const InspectorFigure *self = (const InspectorFigure *) figure;
  const GradusDetail *detail = source->snapshot->detail;

  if (!detail || self->selected.kind == GRADUS_DIAGRAM_NOTHING)
    return g_strdup (_ ("Nothing is chosen in the network"));
  if (self->selected.kind == GRADUS_DIAGRAM_EDGE)
    return describe_edge (self, source);
  if (self->selected.kind == GRADUS_DIAGRAM_LAYER)
    return gradus_inspector_words_describe_layer (detail);
  return gradus_inspector_words_describe_unit (source);
}

static void
look_at_part (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  const InspectorFigure *self = (const InspectorFigure *) figure;

  if (self->selected.kind == GRADUS_DIAGRAM_NOTHING || self->selected.column == 0)
    return;
  needs->layer = (int) self->selected.column - 1;
  needs->unit = self->selected.unit;
}

static char *
find_part_fault (const GradusFigure *figure, const GradusFigureSource *source, const char **setting)
{
  const InspectorFigure *self = (const InspectorFigure *) figure;
  const guint n_layers = gradus_experiment_get_n_layers (source->experiment);
  const guint layer = self->selected.column;
  g_autofree GradusShape *shapes = gradus_experiment_infer_shapes (source->experiment);

  if (layer <= n_layers && self->selected.unit < gradus_shape_count_units (&shapes[layer]))
    return NULL;
  *setting = "part";
  return g_strdup_printf ("the network has %u layers, and no such unit in layer %u", n_layers,
                          layer);
}

/* Beside a unit's curve. */
static void
list_inspector_marks (const GradusFigure *figure, const GradusFigureSource *source,
                      const GradusStyle *style, GradusLegend *legend)
{
  const InspectorFigure *self = (const InspectorFigure *) figure;
  const GradusDetail *detail = get_detail (self, source);

  if (detail && self->selected.kind == GRADUS_DIAGRAM_UNIT && detail->n_samples > 0)
    gradus_legend_add (legend, GRADUS_LEGEND_SWATCH,
                       gradus_colour_mix (style->background, style->dim_text, 0.3),
                       detail->unit_numbers > 1 ? _ ("how many pixels of the samples' maps")
                                                : _ ("how many samples"));
}

static const GradusFigureSetting inspector_settings[] = {
  { .name = "part",
    .kind = GRADUS_FIGURE_SETTING_PART,
    .offset = offsetof (InspectorFigure, selected),
    .help = "What inspector, map and maps show, from 1",
    .argument = "LAYER[:UNIT[:INPUT]]" },
  GRADUS_CURVES_SIGHT (InspectorFigure),
  GRADUS_CURVES_MARK (InspectorFigure),
  { NULL },
};

const GradusFigureClass gradus_inspector_figure = {
  .name = "inspector",
  .title = N_ ("Inspector"),
  .label = N_ ("What is looked into"),
  .size = sizeof (InspectorFigure),
  .settings = inspector_settings,
  .curves = offsetof (InspectorFigure, curves),
  .look = look_at_part,
  .draw = draw_inspector,
  .describe = describe_inspector,
  .list_marks = list_inspector_marks,
  .pick = pick_in_inspector,
  .find_fault = find_part_fault,
};
