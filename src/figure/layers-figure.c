/* SPDX-License-Identifier: MIT */

/* A measure of every layer: its gradient norm, how far it has moved … */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/curves.h"
#include "figure/layer-mark.h"
#include "plot/bar-chart.h"
#include "plot/heat-strip.h"
#include "plot/number.h"

/* More names would leave the curves no room. */
#define MOST_NAMES 12

typedef enum {
  FORM_BARS, /* of now */
  FORM_LINES,
  FORM_STRIP, /* layer × step */
} LayersForm;

static const char *const form_names[] = { "bars", "lines", "strip", NULL };
static const char *const form_titles[] = { N_ ("Now"), N_ ("Over Time"), N_ ("Heat Strip"), NULL };

#define MEASURE_GRADIENT_NORM 0

static const char *const measure_names[] = {
  "gradient-norm", "update-ratio", "spread",   "saturated", "dead",
  "moved",         "unmoved",      "distance", NULL
};
static const char *const measure_titles[] = {
  N_ ("Gradient norm"), N_ ("Update / weight"), N_ ("Spread of outputs"), N_ ("Saturated outputs"),
  N_ ("Dead units"),    N_ ("Distance moved"),  N_ ("Weights unmoved"),   N_ ("Distance of samples"),
  NULL,
};

/* In that order: the title of its axis, where the measure is in GradusDiagnostics, whether it is a
 * share, 0 to 1, whether it is of parameters, which not all layers have, and between which powers of
 * ten bars usually stand. */
static const struct {
  const char *axis;
  gsize offset;
  gboolean is_share;
  gboolean is_of_parameters;
  double low, high;
} measures[] = {
  { N_ ("gradient norm (cost per weight)"), offsetof (GradusDiagnostics, gradient_norm), FALSE,
    TRUE, 1e-8, 10 },
  { N_ ("update / weight (ratio of norms)"), offsetof (GradusDiagnostics, update_ratio), FALSE,
    TRUE, 1e-8, 1 },
  { N_ ("spread of outputs (standard deviation)"), offsetof (GradusDiagnostics, spread), FALSE,
    FALSE, 1e-6, 10 },
  { N_ ("saturated outputs (share)"), offsetof (GradusDiagnostics, saturated), TRUE, FALSE, 0, 1 },
  { N_ ("dead units (share)"), offsetof (GradusDiagnostics, dead), TRUE, FALSE, 0, 1 },
  { N_ ("distance moved (norm of weights)"), offsetof (GradusDiagnostics, moved), FALSE, TRUE, 1e-6,
    100 },
  { N_ ("weights unmoved (share)"), offsetof (GradusDiagnostics, unmoved), TRUE, TRUE, 0, 1 },
  { N_ ("distance of samples (of a layer's outputs)"), offsetof (GradusDiagnostics, distance), FALSE,
    FALSE, 1e-8, 10 },
};

typedef struct {
  GradusFigure parent;
  GradusCurves curves;
  guint measure;
  guint form; /* a LayersForm */
  GradusLayerMark mark;
} LayersFigure;

/* Columns of a measure of each layer over the steps: gradient norms come from the denser
 * history. */
typedef struct {
  const GradusSeries *series;
  const char *values;
  gsize pitch, layer_pitch;
  guint n_layers;
} Columns;

static Columns
get_columns (const LayersFigure *self, const GradusFigureSource *source)
{
  const gboolean is_norm = self->measure == MEASURE_GRADIENT_NORM;
  const GradusSeries *series = is_norm ? source->series : source->layer_series;
  const gsize layer_pitch = is_norm ? sizeof (float) : sizeof (GradusDiagnostics);

  if (!series || series->n_points == 0)
    return (Columns){ 0 };
  return (Columns){ series,
                    (const char *) series->values + (is_norm ? 0 : measures[self->measure].offset),
                    series->n_values * sizeof (float), layer_pitch,
                    (guint) (series->n_values * sizeof (float) / layer_pitch) };
}

static double
get_value (const Columns *columns, guint point, guint layer)
{
  return (double) *(const float *) (const void *) (columns->values + point * columns->pitch +
                                                   layer * columns->layer_pitch);
}

/* Widens a range by the values of a point that have a place on a logarithmic axis. */
static void
include_point (const Columns *columns, guint point, double *low, double *high)
{
  for (guint layer = 0; layer < columns->n_layers; layer++) {
    const double value = get_value (columns, point, layer);

    if (value > 0 && isfinite (value)) {
      *low = MIN (*low, value);
      *high = MAX (*high, value);
    }
  }
}

/* Of curves from the smallest to the largest value in sight. */
static GradusAxis
find_measure_axis (const LayersFigure *self, const Columns *columns)
{
  const gboolean is_strip = self->form == FORM_STRIP;
  double low = is_strip ? INFINITY : 1e-3, high = is_strip ? 0 : 1;

  if (measures[self->measure].is_share)
    return gradus_axis_linear (0, 1);
  for (guint i = 0; columns->series && i < columns->series->n_points; i++) {
    if (gradus_curves_has_in_sight (&self->curves, columns->series->steps[i]))
      include_point (columns, i, &low, &high);
  }
  return gradus_axis_log (low, high);
}

/* Bars move, their axis does not: it has the decades that are usual for the measure. They become
 * more where a value of the whole run has left them, and then remain so. */
static GradusAxis
find_bars_axis (const LayersFigure *self, const Columns *columns, const float *now, guint n)
{
  const Columns moment = { NULL, (const char *) now, 0, sizeof (float), n };
  double low = measures[self->measure].low, high = measures[self->measure].high;

  if (measures[self->measure].is_share)
    return gradus_axis_linear (0, 1);
  for (guint i = 0; columns->series && i < columns->series->n_points; i++)
    include_point (columns, i, &low, &high);
  include_point (&moment, 0, &low, &high);
  return gradus_axis_log (low, high);
}

static float
get_now (const LayersFigure *self, const GradusSnapshot *snapshot, guint layer)
{
  if (self->measure == MEASURE_GRADIENT_NORM)
    return snapshot->metrics.gradient_norms[layer];
  return *(const float *) (const void *) ((const char *) &snapshot->diagnostics[layer] +
                                          measures[self->measure].offset);
}

/* Which of n layers do not have the measure at all: those without parameters, and those whose
 * activation is nowhere flat or off. */
static gboolean *
find_layers_without (const LayersFigure *self, const GradusSnapshot *snapshot, guint n)
{
  gboolean *has_none = g_new0 (gboolean, MAX (n, 1));

  for (guint i = 0; snapshot && i < MIN (n, snapshot->n_layers); i++) {
    if (measures[self->measure].is_of_parameters)
      has_none[i] = !snapshot->sketches[i].has_parameters;
    else if (measures[self->measure].is_share)
      has_none[i] = isnan (get_now (self, snapshot, i));
  }
  return has_none;
}

/* What a layer is called by: its weights W, or its outputs a. */
static const char *
find_prefix (const LayersFigure *self)
{
  return measures[self->measure].is_of_parameters ? "W" : "a";
}

/* The values at step 0, or NULL where they are not of these layers. */
static float *
copy_start (const Columns *columns, guint n)
{
  float *start;

  if (!columns->series || columns->series->steps[0] != 0 || columns->n_layers != n)
    return NULL;
  start = g_new (float, n);
  for (guint i = 0; i < n; i++)
    start[i] = (float) get_value (columns, 0, i);
  return start;
}

/* Inputs have no measure. */
static guint
find_first_marked (const LayersFigure *self)
{
  return (guint) MAX (self->mark.first - 1, 0);
}

static guint
count_marked (const LayersFigure *self)
{
  const guint n = gradus_layer_mark_count (&self->mark);

  return self->mark.first == 0 ? n - 1 : n;
}

static void
draw_bars (GradusCanvas *canvas, const LayersFigure *self, const GradusFigureSource *source,
           const Columns *columns, const gboolean *has_none)
{
  const guint n = source->snapshot ? source->snapshot->n_layers : 0;
  g_autofree float *values = g_new (float, MAX (n, 1)), *start = copy_start (columns, n);
  GradusBarChart chart = { .values = values,
                           .ghosts = start,
                           .n_bars = n,
                           .prefix = find_prefix (self),
                           .x_title = _ ("layer"),
                           .y_title = _ (measures[self->measure].axis),
                           .layer_name = _ ("layer"),
                           .value_name = _ ("now"),
                           .ghost_name = _ ("at step 0"),
                           .pointer_x = self->parent.pointer_x,
                           .pointer_y = self->parent.pointer_y,
                           .first_marked = find_first_marked (self),
                           .n_marked = count_marked (self),
                           .has_none = has_none };

  for (guint i = 0; i < n; i++)
    values[i] = get_now (self, source->snapshot, i);
  chart.y = find_bars_axis (self, columns, values, n);
  gradus_bar_chart_draw (canvas, &chart);
}

static GradusHeatStrip
make_strip (const LayersFigure *self, const GradusFigureSource *source, const Columns *columns,
            const gboolean *has_none)
{
  const double cursor = gradus_curves_find_cursor (&self->curves, source);

  return (GradusHeatStrip){
    .n_points = columns->series ? columns->series->n_points : 0,
    .steps = columns->series ? columns->series->steps : NULL,
    .values = columns->values,
    .pitch = columns->pitch,
    .layer_pitch = columns->layer_pitch,
    .n_layers = columns->n_layers,
    .axis = find_measure_axis (self, columns),
    .x_title = _ ("steps"),
    .y_title = _ (measures[self->measure].axis),
    .step_name = _ ("step"),
    .prefix = find_prefix (self),
    .pointer_x = self->parent.pointer_x,
    .pointer_y = self->parent.pointer_y,
    .x = gradus_curves_find_axis (&self->curves, source),
    .has_cursor = cursor >= 0,
    .cursor = cursor,
    .first_marked = find_first_marked (self),
    .n_marked = count_marked (self),
    .has_none = has_none,
  };
}

static void
fill_lines (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
            GradusCurvesChart *chart)
{
  const LayersFigure *self = (const LayersFigure *) figure;
  const Columns columns = get_columns (self, source);
  const gboolean has_noise = gradus_curves_has_noise (source->experiment, source->training);
  g_autofree gboolean *has_none = find_layers_without (self, source->snapshot, columns.n_layers);
  guint n = 0;

  for (guint i = 0; i < columns.n_layers && n < GRADUS_CURVES_MOST; i++) {
    if (has_none[i])
      continue;
    g_ptr_array_add (chart->strings, g_strdup_printf ("%s%u", find_prefix (self), i + 1));
    chart->lines[n++] = (GradusLine){
      .name = chart->strings->pdata[chart->strings->len - 1],
      .colour = gradus_style_get_layer_colour (canvas->style, i, columns.n_layers),
      .n_points = columns.series->n_points,
      .steps = columns.series->steps,
      .values = columns.values + i * columns.layer_pitch,
      .pitch = columns.pitch,
      .is_float = TRUE,
      .is_exact = !has_noise,
      .is_strong = gradus_layer_mark_has (&self->mark, i + 1),
    };
  }
  chart->chart.n_lines = n;
  chart->chart.y = find_measure_axis (self, &columns);
  chart->chart.y_title = _ (measures[self->measure].axis);
  chart->chart.has_names = n <= MOST_NAMES;
}

static void
draw_layers (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const LayersFigure *self = (const LayersFigure *) figure;
  const Columns columns = get_columns (self, source);
  const guint n_bars = source->snapshot ? source->snapshot->n_layers : 0;
  g_autofree gboolean *has_none =
      find_layers_without (self, source->snapshot, MAX (columns.n_layers, n_bars));
  GradusHeatStrip strip;

  switch ((LayersForm) self->form) {
  case FORM_BARS:
    draw_bars (canvas, self, source, &columns, has_none);
    break;
  case FORM_LINES:
    gradus_curves_draw (canvas, figure, source, fill_lines);
    break;
  case FORM_STRIP:
    strip = make_strip (self, source, &columns, has_none);
    gradus_heat_strip_draw (canvas, &strip);
    break;
  }
}

static void
list_layer_marks (const GradusFigure *figure, const GradusFigureSource *source,
                  const GradusStyle *style, GradusLegend *legend)
{
  const guint n = source->snapshot ? source->snapshot->n_layers : 0;
  g_autofree char *last = g_strdup_printf (_ ("layer %u"), n);

  if (n > 1 && ((const LayersFigure *) figure)->form != FORM_STRIP)
    gradus_legend_add_ramp (legend, gradus_style_get_layer_colour (style, 0, n),
                            gradus_style_get_layer_colour (style, n / 2, n),
                            gradus_style_get_layer_colour (style, n - 1, n), _ ("layer 1"), last);
  if (source->snapshot && source->snapshot->metrics.step > 0 &&
      ((const LayersFigure *) figure)->form == FORM_BARS)
    gradus_legend_add (legend,
                       measures[((const LayersFigure *) figure)->measure].is_share
                           ? GRADUS_LEGEND_HOLLOW_SQUARE
                           : GRADUS_LEGEND_HOLLOW_CIRCLE,
                       style->dim_text, _ ("at step 0"));
}

static GradusPick
pick_in_layers (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
                double x, double y)
{
  const LayersFigure *self = (const LayersFigure *) figure;
  const Columns columns = get_columns (self, source);
  GradusHeatStrip strip;
  GradusPick pick = GRADUS_PICK_NONE;

  if (self->form == FORM_LINES)
    return gradus_curves_pick (canvas, figure, source, fill_lines, x, y);
  if (self->form == FORM_STRIP) {
    strip = make_strip (self, source, &columns, NULL);
    pick.step = gradus_heat_strip_find_step (canvas, &strip, x, y);
  }
  if (!isnan (pick.step))
    pick.kind = GRADUS_PICK_STEP;
  return pick;
}

static char *
describe_measure (const GradusFigure *figure, const GradusFigureSource *source)
{
  const LayersFigure *self = (const LayersFigure *) figure;
  const GradusSnapshot *snapshot = source->snapshot;
  const char *measure = _ (measure_titles[self->measure]);
  g_autofree gboolean *has_none = find_layers_without (self, snapshot, snapshot->n_layers);
  g_autofree char *steps = gradus_number_format_count (snapshot->metrics.step), *lowest = NULL,
                  *highest = NULL;
  guint first = 0, last = snapshot->n_layers - 1;

  while (first < last && has_none[first])
    first++;
  while (last > first && has_none[last])
    last--;
  if (has_none[first])
    return g_strdup_printf (_ ("%s after %s steps: no layer has one"), measure, steps);
  lowest = gradus_number_format ((double) get_now (self, snapshot, first));
  highest = gradus_number_format ((double) get_now (self, snapshot, last));
  if (first == last)
    return g_strdup_printf (_ ("%s after %s steps: layer %u %s"), measure, steps, first + 1,
                            lowest);
  /* Translators: "Gradient norm after 12,400 steps: layer 1 3e-9 … layer 11 0.08" */
  return g_strdup_printf (_ ("%s after %s steps: layer %u %s … layer %u %s"), measure, steps,
                          first + 1, lowest, last + 1, highest);
}

static char *
describe_layers (const GradusFigure *figure, const GradusFigureSource *source)
{
  const LayersFigure *self = (const LayersFigure *) figure;
  char *text = gradus_layer_mark_add_words (&self->mark, describe_measure (figure, source));

  return self->form == FORM_LINES ? gradus_curves_add_mark_words (&self->curves, text) : text;
}

static const GradusFigureSetting layers_settings[] = {
  { .name = "measure",
    .kind = GRADUS_FIGURE_SETTING_CHOICE,
    .offset = offsetof (LayersFigure, measure),
    .choices = measure_names,
    .titles = measure_titles,
    .label = N_ ("Measure"),
    .tooltip = N_ ("What is shown of every layer"),
    .is_heading = TRUE,
    .help = "What gradients shows: gradient-norm, update-ratio, spread, saturated, dead, moved "
            "or unmoved",
    .argument = "MEASURE",
    .in_lessons = TRUE,
    .in_layout = TRUE },
  { .name = "form",
    .kind = GRADUS_FIGURE_SETTING_CHOICE,
    .offset = offsetof (LayersFigure, form),
    .choices = form_names,
    .titles = form_titles,
    .label = N_ ("Form"),
    .tooltip = N_ ("Of this moment as bars, over steps as lines, or as a strip of layer by step"),
    .help = "How gradients shows it: bars, lines or strip",
    .argument = "FORM",
    .in_lessons = TRUE,
    .in_layout = TRUE },
  GRADUS_CURVES_SMOOTHING (LayersFigure),
  GRADUS_CURVES_STEP_AXIS (LayersFigure),
  GRADUS_CURVES_SIGHT (LayersFigure, .is_shared = TRUE),
  GRADUS_CURVES_MARK (LayersFigure),
  GRADUS_LAYER_MARK (LayersFigure),
  { NULL },
};

const GradusFigureClass gradus_layers_figure = {
  .name = "gradients",
  .title = N_ ("Layers"),
  .label = N_ ("Gradient norm per layer"),
  .row = GRADUS_FIGURE_BOTTOM_ROW,
  .card = "layers",
  .topic = "layers-view",
  .size = sizeof (LayersFigure),
  .settings = layers_settings,
  .curves = offsetof (LayersFigure, curves),
  .draw = draw_layers,
  .describe = describe_layers,
  .list_marks = list_layer_marks,
  .pick = pick_in_layers,
};
