/* SPDX-License-Identifier: MIT */

/* A measure of every layer: its gradient norm, how far it has moved … */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/curves.h"
#include "plot/bar-chart.h"
#include "plot/heat-strip.h"
#include "plot/number.h"

/* A legend of more names would cover the curves. */
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
  "gradient-norm", "update-ratio", "spread", "saturated", "dead", "moved", "unmoved", NULL
};
static const char *const measure_titles[] = {
  N_ ("Gradient norm"), N_ ("Update / weight"), N_ ("Spread of outputs"), N_ ("Saturated outputs"),
  N_ ("Dead units"),    N_ ("Distance moved"),  N_ ("Weights unmoved"),   NULL,
};

/* In that order: where the measure is in GradusDiagnostics, whether it is a share, 0 to 1, and
 * whether it is of parameters, which not all layers have. */
static const struct {
  gsize offset;
  gboolean is_share;
  gboolean is_of_parameters;
} measures[] = {
  { offsetof (GradusDiagnostics, gradient_norm), FALSE, TRUE },
  { offsetof (GradusDiagnostics, update_ratio), FALSE, TRUE },
  { offsetof (GradusDiagnostics, spread), FALSE, FALSE },
  { offsetof (GradusDiagnostics, saturated), TRUE, FALSE },
  { offsetof (GradusDiagnostics, dead), TRUE, FALSE },
  { offsetof (GradusDiagnostics, moved), FALSE, TRUE },
  { offsetof (GradusDiagnostics, unmoved), TRUE, TRUE },
};

typedef struct {
  GradusFigure parent;
  GradusCurves curves;
  guint measure;
  guint form; /* a LayersForm */
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

/* From the smallest to the largest value in sight, so of the whole run at first: then bars move
 * and not their axis. A strip's axis ends with the values, for its colours then tell more apart. */
static GradusAxis
find_measure_axis (const LayersFigure *self, const Columns *columns)
{
  const gboolean is_strip = self->form == FORM_STRIP;
  double low = is_strip ? INFINITY : 1e-3, high = is_strip ? 0 : 1;

  if (measures[self->measure].is_share)
    return gradus_axis_linear (0, 1);
  for (guint i = 0; columns->series && i < columns->series->n_points; i++) {
    if (self->form != FORM_BARS &&
        !gradus_curves_has_in_sight (&self->curves, columns->series->steps[i]))
      continue;
    for (guint layer = 0; layer < columns->n_layers; layer++) {
      const char *at = columns->values + i * columns->pitch + layer * columns->layer_pitch;
      const double value = (double) *(const float *) (const void *) at;

      if (value > 0 && isfinite (value)) {
        low = MIN (low, value);
        high = MAX (high, value);
      }
    }
  }
  /* A bar of the smallest norm shall still be seen. */
  return is_strip ? gradus_axis_log (low, high) : gradus_axis_log (low / 2, high);
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

static void
draw_bars (GradusCanvas *canvas, const LayersFigure *self, const GradusFigureSource *source,
           const Columns *columns, const gboolean *has_none)
{
  const guint n = source->snapshot ? source->snapshot->n_layers : 0;
  g_autofree float *values = g_new (float, MAX (n, 1));
  const GradusBarChart chart = { values,
                                 n,
                                 "W",
                                 find_measure_axis (self, columns),
                                 _ ("layer"),
                                 self->parent.pointer_x,
                                 self->parent.pointer_y,
                                 has_none };

  for (guint i = 0; i < n; i++)
    values[i] = get_now (self, source->snapshot, i);
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
    .step_name = _ ("step"),
    .prefix = "W",
    .pointer_x = self->parent.pointer_x,
    .pointer_y = self->parent.pointer_y,
    .x = gradus_curves_find_axis (&self->curves, source),
    .has_cursor = cursor >= 0,
    .cursor = cursor,
    .has_none = has_none,
  };
}

static void
fill_lines (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
            GradusCurvesChart *chart)
{
  const LayersFigure *self = (const LayersFigure *) figure;
  const Columns columns = get_columns (self, source);
  g_autofree gboolean *has_none = find_layers_without (self, source->snapshot, columns.n_layers);
  guint n = 0;

  for (guint i = 0; i < columns.n_layers && n < GRADUS_CURVES_MOST; i++) {
    if (has_none[i])
      continue;
    g_ptr_array_add (chart->strings, g_strdup_printf ("W%u", i + 1));
    chart->lines[n++] = (GradusLine){
      .name = chart->strings->pdata[chart->strings->len - 1],
      .colour = gradus_style_get_layer_colour (canvas->style, i, columns.n_layers),
      .n_points = columns.series->n_points,
      .steps = columns.series->steps,
      .values = columns.values + i * columns.layer_pitch,
      .pitch = columns.pitch,
      .is_float = TRUE,
    };
  }
  chart->chart.n_lines = n;
  chart->chart.y = find_measure_axis (self, &columns);
  chart->chart.has_legend = n <= MOST_NAMES;
}

static void
draw_layers (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const LayersFigure *self = (const LayersFigure *) figure;
  const Columns columns = get_columns (self, source);
  const guint n_bars = source->snapshot ? source->snapshot->n_layers : 0;
  g_autofree gboolean *has_none =
      find_layers_without (self, source->snapshot, MAX (columns.n_layers, n_bars));
  const GradusHeatStrip strip = make_strip (self, source, &columns, has_none);

  switch ((LayersForm) self->form) {
  case FORM_BARS:
    draw_bars (canvas, self, source, &columns, has_none);
    break;
  case FORM_LINES:
    gradus_curves_draw (canvas, figure, source, fill_lines);
    break;
  case FORM_STRIP:
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
}

static GradusPick
pick_in_layers (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source,
                double x, double y)
{
  const LayersFigure *self = (const LayersFigure *) figure;
  const Columns columns = get_columns (self, source);
  const GradusHeatStrip strip = make_strip (self, source, &columns, NULL);
  GradusPick pick = GRADUS_PICK_NONE;

  if (self->form == FORM_LINES)
    return gradus_curves_pick (canvas, figure, source, fill_lines, x, y);
  if (self->form == FORM_STRIP)
    pick.step = gradus_heat_strip_find_step (canvas, &strip, x, y);
  if (!isnan (pick.step))
    pick.kind = GRADUS_PICK_STEP;
  return pick;
}

static char *
describe_layers (const GradusFigure *figure, const GradusFigureSource *source)
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
