/* SPDX-License-Identifier: MIT */

/* Numbers: what is predicted against what is so, or what is left between the two. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "experiment/advice.h"
#include "figure/figure.h"
#include "figure/judged-words.h"
#include "plot/number.h"
#include "plot/point-cloud.h"

/* The axes reach so far beyond the targets, as a share of these. */
#define MARGIN_SHARE 0.08

typedef struct {
  GradusFigure parent;
  gboolean has_residuals;
  gboolean has_bounds; /* what the last layer can answer is marked */
} PredictedFigure;

/* Of the samples that are drawn, in the target's unit. */
typedef struct {
  double r2, rmse, largest; /* the latter of what is left */
  double low, high;         /* of the targets */
} Fit;

/* In the unit of the data. */
static double
restore_target (const GradusDataset *dataset, float value)
{
  return (double) dataset->target_offset + (double) value * (double) dataset->target_span;
}

static void
get_pair (const GradusDataset *dataset, const GradusAnswers *answers, gsize i, double *actual,
          double *predicted)
{
  const gsize sample = answers->samples[i / answers->n_outputs];

  *actual = restore_target (dataset,
                            dataset->targets[sample * dataset->n_targets + i % answers->n_outputs]);
  *predicted = restore_target (dataset, answers->outputs[i]);
}

static gsize
count_pairs (const GradusAnswers *answers)
{
  return answers ? (gsize) answers->n_samples * answers->n_outputs : 0;
}

static Fit
measure_fit (const GradusDataset *dataset, const GradusAnswers *answers)
{
  const gsize n = count_pairs (answers);
  double mean = 0, left = 0, variance = 0;
  Fit fit = { .low = INFINITY, .high = -INFINITY };

  for (gsize i = 0; i < n; i++) {
    double actual, predicted;

    get_pair (dataset, answers, i, &actual, &predicted);
    mean += actual / (double) n;
    left += (actual - predicted) * (actual - predicted);
    fit.largest = MAX (fit.largest, fabs (actual - predicted));
    fit.low = MIN (fit.low, actual);
    fit.high = MAX (fit.high, actual);
  }
  for (gsize i = 0; i < n; i++) {
    double actual, predicted;

    get_pair (dataset, answers, i, &actual, &predicted);
    variance += (actual - mean) * (actual - mean);
  }
  fit.r2 = variance > 0 ? 1 - left / variance : NAN;
  fit.rmse = sqrt (left / (double) MAX (n, 1));
  return fit;
}

static char *
fit_to_words (const Fit *fit)
{
  g_autofree char *rmse = gradus_number_format (fit->rmse);
  g_autofree char *r2 = gradus_number_format (round (fit->r2 * 1e4) / 1e4);

  return isnan (fit->r2) ? g_strdup_printf ("RMSE %s", rmse)
                         : g_strdup_printf ("R² %s, RMSE %s", r2, rmse);
}

/* -- The picture ------------------------------------------------------------------------------- */

typedef struct {
  GradusPointCloud cloud;
  GArray *points;     /* of GradusCloudPoint */
  GPtrArray *strings; /* that the plot points to */
  GradusKeyEntry key[3];
  Fit fit, test_fit;
} OwnCloud;

static const char *
keep_text (OwnCloud *own, char *text)
{
  g_ptr_array_add (own->strings, text);
  return text;
}

static void
own_cloud_clear (OwnCloud *own)
{
  g_array_unref (own->points);
  g_ptr_array_unref (own->strings);
}

static void
add_pairs (OwnCloud *own, const PredictedFigure *self, const GradusDataset *dataset,
           const GradusAnswers *answers, gboolean is_test, GradusColour colour)
{
  for (gsize i = 0; i < count_pairs (answers); i++) {
    double actual, predicted;
    GradusCloudPoint point = { .colour = colour, .is_hollow = is_test };

    get_pair (dataset, answers, i, &actual, &predicted);
    point.x = self->has_residuals ? predicted : actual;
    point.y = self->has_residuals ? actual - predicted : predicted;
    g_array_append_val (own->points, point);
  }
}

static char *
explain_mark (const GradusDataset *dataset, const GradusAnswers *answers, const Fit *fit,
              gboolean is_test)
{
  g_autofree char *samples = gradus_judged_words_choose (answers->n_samples, dataset->n_samples);
  g_autofree char *words = fit_to_words (fit);

  return g_strdup_printf (is_test ? _ ("test: %s (%s)") : _ ("training: %s (%s)"), words, samples);
}

/* "price, predicted", or "predicted" alone. */
static const char *
name_quantity (OwnCloud *own, const GradusDataset *dataset, const char *what)
{
  return keep_text (own, dataset->target_name
                             ? g_strdup_printf ("%s, %s", dataset->target_name, what)
                             : g_strdup (what));
}

/* The targets that the last layer can answer, in the unit of the data. */
static void
mark_bounds (GradusPointCloud *cloud, const GradusFigureSource *source)
{
  const double span = (double) source->training->target_span;
  double lowest, highest;

  if (!gradus_advice_find_bounds (source->experiment, &lowest, &highest))
    return;
  cloud->has_marked = TRUE;
  cloud->marked_from = (double) source->training->target_offset + lowest * span;
  cloud->marked_to = (double) source->training->target_offset + highest * span;
}

/* The axes rest on the targets, so that they stay while training goes on; those of what is left
 * move in steps of 1, 2, 5 alone. */
static void
set_axes (OwnCloud *own, const PredictedFigure *self, const GradusFigureSource *source)
{
  const gboolean has_test = source->snapshot->test_answers != NULL;
  const double low = has_test ? MIN (own->fit.low, own->test_fit.low) : own->fit.low,
               high = has_test ? MAX (own->fit.high, own->test_fit.high) : own->fit.high;
  const double margin = high > low ? MARGIN_SHARE * (high - low) : MAX (fabs (high), 1);
  const double left = MAX (own->fit.largest, own->test_fit.largest);
  const GradusAxis targets = { low - margin, high + margin, FALSE };

  own->cloud.x = targets;
  if (self->has_bounds && !self->has_residuals)
    mark_bounds (&own->cloud, source);
  own->cloud.y = self->has_residuals ? gradus_axis_linear (-left, left) : targets;
  if (self->has_residuals && !(left > 0 && isfinite (left)))
    own->cloud.y = (GradusAxis){ -1, 1, FALSE };
  own->cloud.x_title =
      name_quantity (own, source->training, self->has_residuals ? _ ("predicted") : _ ("actual"));
  own->cloud.y_title =
      name_quantity (own, source->training,
                     self->has_residuals ? _ ("residual: actual − predicted") : _ ("predicted"));
}

/* Samples that lie beyond the axes, which are those of the targets. */
static void
explain_beyond (OwnCloud *own, const GradusStyle *style)
{
  guint n = 0;

  for (guint i = 0; i < own->points->len; i++)
    n += gradus_point_cloud_is_beyond (&own->cloud,
                                       &g_array_index (own->points, GradusCloudPoint, i));
  if (n == 0)
    return;
  own->key[own->cloud.n_key++] =
      (GradusKeyEntry){ keep_text (own, g_strdup_printf (_ ("beyond the axes: %u"), n)),
                        GRADUS_MARK_BEYOND, style->text };
}

static void
own_cloud_init (OwnCloud *own, const GradusStyle *style, const PredictedFigure *self,
                const GradusFigureSource *source)
{
  const GradusAnswers *answers = source->snapshot->answers, *test = source->snapshot->test_answers;

  *own = (OwnCloud){ .points = g_array_new (FALSE, FALSE, sizeof (GradusCloudPoint)),
                     .strings = g_ptr_array_new_with_free_func (g_free) };
  own->fit = measure_fit (source->training, answers);
  own->key[0] =
      (GradusKeyEntry){ keep_text (own, explain_mark (source->training, answers, &own->fit, FALSE)),
                        GRADUS_MARK_FULL, style->low_mark };
  add_pairs (own, self, source->training, answers, FALSE, style->low_mark);
  if (test && source->test) {
    own->test_fit = measure_fit (source->test, test);
    own->key[1] =
        (GradusKeyEntry){ keep_text (own, explain_mark (source->test, test, &own->test_fit, TRUE)),
                          GRADUS_MARK_HOLLOW, style->high_mark };
    add_pairs (own, self, source->test, test, TRUE, style->high_mark);
  }
  own->cloud = (GradusPointCloud){
    .line = self->has_residuals ? GRADUS_CLOUD_ZERO : GRADUS_CLOUD_DIAGONAL,
    .is_square = !self->has_residuals,
    .has_bars = self->has_residuals,
    .n_points = own->points->len,
    .points = (const GradusCloudPoint *) (void *) own->points->data,
    .n_key = test && source->test ? 2 : 1,
    .key = own->key,
    .pointer_x = self->parent.pointer_x,
    .pointer_y = self->parent.pointer_y,
  };
  set_axes (own, self, source);
  explain_beyond (own, style);
}

/* What is told of the point under the pointer; `lines` keeps it. */
static void
tell_of_point (GradusCanvas *canvas, OwnCloud *own, const GradusFigureSource *source,
               GPtrArray *lines)
{
  const int at =
      gradus_point_cloud_find (canvas, &own->cloud, own->cloud.pointer_x, own->cloud.pointer_y);
  const gsize n_training = count_pairs (source->snapshot->answers);
  const gboolean is_test = at >= 0 && (gsize) at >= n_training;
  const GradusDataset *dataset = is_test ? source->test : source->training;
  const GradusAnswers *answers =
      is_test ? source->snapshot->test_answers : source->snapshot->answers;
  const gsize i = is_test ? (gsize) at - n_training : (gsize) MAX (at, 0);
  g_autofree char *actual_text = NULL, *predicted_text = NULL, *left = NULL;
  double actual, predicted;

  if (at < 0)
    return;
  get_pair (dataset, answers, i, &actual, &predicted);
  actual_text = gradus_number_format (actual);
  predicted_text = gradus_number_format (predicted);
  left = gradus_number_format (actual - predicted);
  g_ptr_array_add (lines, g_strdup_printf (is_test ? _ ("test sample\t%u") : _ ("sample\t%u"),
                                           answers->samples[i / answers->n_outputs] + 1));
  g_ptr_array_add (lines, g_strdup_printf (_ ("actual\t%s"), actual_text));
  g_ptr_array_add (lines, g_strdup_printf (_ ("predicted\t%s"), predicted_text));
  g_ptr_array_add (lines, g_strdup_printf (_ ("residual\t%s"), left));
  g_ptr_array_add (lines, NULL);
  own->cloud.callout = (const char *const *) lines->pdata;
}

static gboolean
has_answers (const GradusFigureSource *source)
{
  return source->snapshot && source->snapshot->answers && gradus_figure_source_has_numbers (source);
}

static void
draw_predicted (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  OwnCloud own;

  if (!has_answers (source))
    return;
  own_cloud_init (&own, canvas->style, (const PredictedFigure *) figure, source);
  tell_of_point (canvas, &own, source, lines);
  gradus_point_cloud_draw (canvas, &own.cloud);
  own_cloud_clear (&own);
}

/* -- The rest ---------------------------------------------------------------------------------- */

static char *
describe_pairs (const GradusFigure *figure, const GradusFigureSource *source)
{
  const PredictedFigure *self = (const PredictedFigure *) figure;
  g_autofree char *training = NULL, *test = NULL;
  Fit fit;

  if (!has_answers (source))
    return g_strdup (_ ("There is no predicted against actual: the targets are no numbers"));
  fit = measure_fit (source->training, source->snapshot->answers);
  training = explain_mark (source->training, source->snapshot->answers, &fit, FALSE);
  if (source->snapshot->test_answers && source->test) {
    fit = measure_fit (source->test, source->snapshot->test_answers);
    test = explain_mark (source->test, source->snapshot->test_answers, &fit, TRUE);
  }
  return g_strdup_printf (self->has_residuals ? _ ("Residuals against what is predicted; %s%s%s")
                                              : _ ("Predicted against actual; %s%s%s"),
                          training, test ? "; " : "", test ? test : "");
}

static char *
describe_predicted (const GradusFigure *figure, const GradusFigureSource *source)
{
  const PredictedFigure *self = (const PredictedFigure *) figure;
  g_autofree char *text = describe_pairs (figure, source), *from = NULL, *to = NULL;
  GradusPointCloud cloud = { 0 };

  if (self->has_bounds && !self->has_residuals && has_answers (source))
    mark_bounds (&cloud, source);
  if (!cloud.has_marked)
    return g_steal_pointer (&text);
  from = gradus_number_format (cloud.marked_from);
  to = gradus_number_format (cloud.marked_to);
  /* Translators: what a figure says, and two numbers */
  return g_strdup_printf (_ ("%s; marked: what the last layer can answer, from %s to %s"), text,
                          from, to);
}

static void
look_at_predicted (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  needs->has_answers = TRUE;
}

static char *
find_predicted_fault (const GradusFigure *figure, const GradusFigureSource *source,
                      const char **setting)
{
  return gradus_figure_source_has_numbers (source)
             ? NULL
             : g_strdup ("the targets are classes, not numbers; take the view confusion");
}

static void
list_predicted_marks (const GradusFigure *figure, const GradusFigureSource *source,
                      const GradusStyle *style, GradusLegend *legend)
{
  gradus_legend_add (legend, GRADUS_LEGEND_LINE, style->dim_text, _ ("predicted = actual"));
}

static const GradusFigureSetting predicted_settings[] = {
  { .name = "residuals",
    .kind = GRADUS_FIGURE_SETTING_SWITCH,
    .offset = offsetof (PredictedFigure, has_residuals),
    .title = N_ ("Residuals"),
    .tooltip = N_ ("Show what is left between actual and predicted"),
    .help = "Show residuals in predicted: actual minus predicted",
    .in_lessons = TRUE,
    .in_layout = TRUE },
  { .name = "mark-bounds",
    .kind = GRADUS_FIGURE_SETTING_SWITCH,
    .offset = offsetof (PredictedFigure, has_bounds),
    .in_lessons = TRUE,
    .is_mark = TRUE },
  { NULL },
};

const GradusFigureClass gradus_predicted_figure = {
  .name = "predicted",
  .title = N_ ("Predicted and actual"),
  .label = N_ ("Predicted against actual"),
  .size = sizeof (PredictedFigure),
  .settings = predicted_settings,
  .look = look_at_predicted,
  .draw = draw_predicted,
  .describe = describe_predicted,
  .list_marks = list_predicted_marks,
  .find_fault = find_predicted_fault,
};
