/* SPDX-License-Identifier: MIT */

/* Precision and recall of every class. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/figure.h"
#include "figure/judged-words.h"
#include "plot/number.h"
#include "plot/score-table.h"

#define N_SCORES 3

typedef struct {
  double scores[N_SCORES]; /* precision, recall, F1 */
  char *name;
} ClassScores;

static ClassScores *
score_classes (const GradusFigureSource *source)
{
  const GradusConfusion *confusion = source->snapshot->confusion;
  ClassScores *classes = g_new (ClassScores, confusion->n_classes);

  for (guint i = 0; i < confusion->n_classes; i++)
    classes[i] =
        (ClassScores){ { gradus_confusion_get_precision (confusion, i),
                         gradus_confusion_get_recall (confusion, i),
                         gradus_confusion_get_f1 (confusion, i) },
                       gradus_dataset_name_class (gradus_figure_source_get_judged (source), i) };
  return classes;
}

static void
free_classes (ClassScores *classes, guint n)
{
  for (guint i = 0; i < n; i++)
    g_free (classes[i].name);
  g_free (classes);
}

/* Over the classes that have the score; NaN where none has. */
static void
average_scores (const ClassScores *classes, guint n, double *means)
{
  for (guint k = 0; k < N_SCORES; k++) {
    double sum = 0;
    guint n_known = 0;

    for (guint i = 0; i < n; i++) {
      sum += isnan (classes[i].scores[k]) ? 0 : classes[i].scores[k];
      n_known += !isnan (classes[i].scores[k]);
    }
    means[k] = n_known > 0 ? sum / n_known : NAN;
  }
}

static void
draw_classes (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusConfusion *confusion = source->snapshot ? source->snapshot->confusion : NULL;
  const char *const titles[N_SCORES] = { _ ("precision"), _ ("recall"), "F1" };
  g_autofree GradusScoreRow *rows = NULL;
  g_autofree char *caption = NULL;
  double means[N_SCORES];
  ClassScores *classes;

  if (!confusion)
    return;
  classes = score_classes (source);
  rows = g_new (GradusScoreRow, confusion->n_classes);
  caption = gradus_judged_words_make (source);
  average_scores (classes, confusion->n_classes, means);
  for (guint i = 0; i < confusion->n_classes; i++)
    rows[i] = (GradusScoreRow){ classes[i].name, classes[i].scores,
                                gradus_confusion_count_class (confusion, i) };
  gradus_score_table_draw (
      canvas,
      &(GradusScoreTable){ .n_rows = confusion->n_classes,
                           .n_columns = N_SCORES,
                           .rows = rows,
                           .titles = titles,
                           .count_title = _ ("samples"),
                           .caption = caption,
                           .sum = &(GradusScoreRow){ _ ("mean"), means, confusion->n_samples } });
  free_classes (classes, confusion->n_classes);
}

/* Of the class that is found least well. */
static char *
describe_classes (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusConfusion *confusion = source->snapshot->confusion;
  ClassScores *classes;
  g_autofree char *lowest = NULL;
  guint worst = 0;
  char *text;

  if (!confusion)
    return g_strdup (_ ("There is no precision and recall: the targets are no classes"));
  classes = score_classes (source);
  for (guint i = 1; i < confusion->n_classes; i++)
    worst = classes[i].scores[2] < classes[worst].scores[2] || isnan (classes[worst].scores[2])
                ? i
                : worst;
  lowest = gradus_number_format_percent (
      isnan (classes[worst].scores[2]) ? 0 : classes[worst].scores[2]);
  text = g_strdup_printf (_ ("Precision and recall of %u classes; the lowest F1 is that of %s, "
                             "%s"),
                          confusion->n_classes, classes[worst].name, lowest);
  free_classes (classes, confusion->n_classes);
  return text;
}

static void
look_at_classes (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  needs->has_confusion = TRUE;
}

static char *
find_classes_fault (const GradusFigure *figure, const GradusFigureSource *source,
                    const char **setting)
{
  return gradus_figure_source_has_numbers (source)
             ? g_strdup ("the targets are numbers, not classes; take the view predicted")
             : NULL;
}

const GradusFigureClass gradus_classes_figure = {
  .name = "classes",
  .title = N_ ("Precision and recall"),
  .label = N_ ("Precision and recall of every class"),
  .size = sizeof (GradusFigure),
  .look = look_at_classes,
  .draw = draw_classes,
  .describe = describe_classes,
  .find_fault = find_classes_fault,
};
