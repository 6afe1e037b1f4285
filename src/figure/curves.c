/* SPDX-License-Identifier: MIT */
#include "figure/curves.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "plot/number.h"

const char *const gradus_curves_step_axes[] = { "linear", "log", NULL };
const char *const gradus_curves_step_axis_titles[] = { N_ ("Linear"), N_ ("Logarithmic"), NULL };

/* Figures with curves have a GradusCurves somewhere in them, and their class says where. */
static GradusCurves *
find_curves (const GradusFigure *figure)
{
  const gsize offset = figure->class->curves;

  return offset > 0 ? (GradusCurves *) (void *) ((char *) figure + offset) : NULL;
}

const GradusCurves *
gradus_curves_get (const GradusFigure *figure)
{
  return find_curves (figure);
}

void
gradus_curves_toggle (GradusFigure *figure, guint curve)
{
  GradusCurves *curves = find_curves (figure);

  if (curves && curve < GRADUS_CURVES_MOST)
    curves->hidden[curve / 64] ^= G_GUINT64_CONSTANT (1) << (curve % 64);
}

void
gradus_curves_show_all (GradusFigure *figure)
{
  GradusCurves *curves = find_curves (figure);

  if (curves)
    memset (curves->hidden, 0, sizeof curves->hidden);
}

gboolean
gradus_curves_has_in_sight (const GradusCurves *curves, guint64 step)
{
  return curves->x_high <= curves->x_low ||
         ((double) step >= curves->x_low && (double) step <= curves->x_high);
}

void
gradus_curves_find_range (const GradusCurves *curves, const GradusLineChart *chart, double *low,
                          double *high)
{
  *low = INFINITY;
  *high = -INFINITY;
  for (const GradusLine *line = chart->lines; line < chart->lines + chart->n_lines; line++) {
    for (guint i = 0; i < line->n_points; i++) {
      const double value = gradus_line_get_value (line, i);

      if (!isfinite (value) || !gradus_curves_has_in_sight (curves, line->steps[i]))
        continue;
      *low = MIN (*low, value);
      *high = MAX (*high, value);
    }
  }
}

static double
find_last_step (const GradusSeries *series)
{
  return series && series->n_points > 0 ? (double) series->steps[series->n_points - 1] : 0;
}

static double
find_last_step_of_sweep (const GradusSweep *sweep)
{
  const GradusSweepCurves *curves = sweep ? gradus_sweep_get_curves (sweep) : NULL;
  double last = 0;

  for (guint cell = 0; curves && cell < gradus_sweep_get_n_cells (sweep); cell++) {
    guint n_points;
    const guint64 *steps = gradus_sweep_curves_get_steps (curves, cell, &n_points);

    last = MAX (last, (double) steps[n_points - 1]);
  }
  return last;
}

GradusAxis
gradus_curves_find_axis (const GradusCurves *curves, const GradusFigureSource *source)
{
  const gboolean is_log = curves->step_axis == 1;
  double last = MAX (find_last_step (source->series), 10);

  last = MAX (last, find_last_step_of_sweep (source->sweep));
  if (curves->x_high > curves->x_low)
    return gradus_axis_steps (curves->x_low, curves->x_high, is_log);
  for (guint i = 0; i < source->n_runs; i++)
    last = MAX (last, find_last_step (source->runs[i].series));
  if (!is_log)
    return gradus_axis_steps (0, gradus_axis_linear (0, last).high, FALSE);
  return gradus_axis_steps (
      0, source->experiment ? MAX (last, (double) source->experiment->steps) : last, TRUE);
}

/* The pointer on another view comes before the moment that the run is rewound to. */
double
gradus_curves_find_cursor (const GradusCurves *curves, const GradusFigureSource *source)
{
  return curves->cursor < 0 && source->is_past ? (double) source->past_step : curves->cursor;
}

char *
gradus_curves_add_mark_words (const GradusCurves *curves, char *sentence)
{
  g_autofree char *start = sentence, *from = NULL, *to = NULL;

  if (curves->mark_from < 0)
    return g_steal_pointer (&start);
  from = gradus_number_format_count ((guint64) curves->mark_from);
  if (curves->mark_to <= curves->mark_from)
    /* Translators: what a chart says, and a step */
    return g_strdup_printf (_ ("%s; marked: step %s"), start, from);
  to = gradus_number_format_count ((guint64) curves->mark_to);
  /* Translators: what a chart says, and two steps */
  return g_strdup_printf (_ ("%s; marked: steps %s to %s"), start, from, to);
}

gboolean
gradus_curves_has_noise (const GradusExperiment *experiment, const GradusDataset *training)
{
  return experiment && training && experiment->batch_size > 0 &&
         experiment->batch_size < training->n_samples;
}

static void
init_chart (GradusCurvesChart *self, GradusCanvas *canvas, const GradusFigure *figure,
            const GradusFigureSource *source, GradusCurvesFunc fill)
{
  const GradusCurves *curves = find_curves (figure);
  const double cursor = gradus_curves_find_cursor (curves, source);

  self->strings = g_ptr_array_new_with_free_func (g_free);
  self->chart = (GradusLineChart){
    .lines = self->lines,
    .x_title = _ ("steps"),
    .step_name = _ ("step"),
    .pointer_x = figure->pointer_x,
    .pointer_y = figure->pointer_y,
    .x = gradus_curves_find_axis (curves, source),
    .smoothing = curves->smoothing,
    .has_cursor = cursor >= 0,
    .cursor = cursor,
    .has_marked = curves->mark_from >= 0,
    .marked_from = curves->mark_from,
    .marked_to = MAX (curves->mark_to, curves->mark_from),
  };
  fill (canvas, figure, source, self);
  for (guint i = 0; i < self->chart.n_lines; i++)
    self->lines[i].is_hidden = (curves->hidden[i / 64] >> (i % 64) & 1) != 0;
}

void
gradus_curves_draw (GradusCanvas *canvas, const GradusFigure *figure,
                    const GradusFigureSource *source, GradusCurvesFunc fill)
{
  GradusCurvesChart self;

  init_chart (&self, canvas, figure, source, fill);
  gradus_line_chart_draw (canvas, &self.chart);
  g_ptr_array_unref (self.strings);
}

GradusPick
gradus_curves_pick (GradusCanvas *canvas, const GradusFigure *figure,
                    const GradusFigureSource *source, GradusCurvesFunc fill, double x, double y)
{
  GradusPick pick = GRADUS_PICK_NONE;
  GradusCurvesChart self;
  int name;

  init_chart (&self, canvas, figure, source, fill);
  pick.step = gradus_line_chart_find_step (canvas, &self.chart, x, y, &pick.value);
  name = gradus_line_chart_find_name (canvas, &self.chart, x, y);
  if (name >= 0) {
    pick.kind = GRADUS_PICK_NAME;
    pick.name = (guint) name;
  } else if (!isnan (pick.step))
    pick.kind = GRADUS_PICK_STEP;
  g_ptr_array_unref (self.strings);
  return pick;
}
