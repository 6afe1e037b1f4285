/* SPDX-License-Identifier: MIT */

/* Which classes are taken for which. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/figure.h"
#include "plot/grid-plot.h"
#include "plot/number.h"

/* Letters of a name beside a row; above a column as many as there is room for. */
#define LONGEST_NAME 11

/* These stand without an ellipsis. */
#define FEW_LETTERS 3

/* What columns share, of the width. */
#define COLUMNS_SHARE 0.7

/* Takes the name. */
static char *
shorten_name (char *name, guint longest)
{
  char *shown;

  if (g_utf8_strlen (name, -1) <= longest)
    return name;
  if (longest <= FEW_LETTERS) {
    g_utf8_offset_to_pointer (name, longest)[0] = '\0';
    return name;
  }
  g_utf8_offset_to_pointer (name, longest - 1)[0] = '\0';
  shown = g_strconcat (name, "…", NULL);
  g_free (name);
  return shown;
}

/* Above a column. */
static guint
count_letters (GradusCanvas *canvas, guint n_columns)
{
  double width, height;

  gradus_canvas_measure_text (canvas, "n", &width, &height);
  return (guint) CLAMP (COLUMNS_SHARE * canvas->width / n_columns / width, 2, LONGEST_NAME);
}

/* Of all samples of the row's class. */
static double
get_row_share (const GradusConfusion *confusion, guint row, guint column)
{
  guint total = 0;

  for (guint k = 0; k < confusion->n_classes; k++)
    total += confusion->counts[row * confusion->n_classes + k];
  return total > 0 ? (double) confusion->counts[row * confusion->n_classes + column] / total : NAN;
}

/* As a colour: what is right on one side of the middle, what is wrong on the other. */
static double
grade_share (const GradusConfusion *confusion, guint row, guint column)
{
  const double share = get_row_share (confusion, row, column);

  return row == column ? 0.5 - share / 2 : 0.5 + share / 2;
}

static void
tell_of_cell (GradusCanvas *canvas, const GradusFigureSource *source, GradusGridPlot *plot,
              GPtrArray *lines)
{
  const GradusConfusion *confusion = source->snapshot->confusion;
  const int at = gradus_grid_plot_find (canvas, plot, plot->pointer_x, plot->pointer_y);
  const guint row = at >= 0 ? (guint) at / confusion->n_classes : 0,
              column = at >= 0 ? (guint) at % confusion->n_classes : 0;
  g_autofree char *right = NULL, *said = NULL, *n_samples = NULL, *share = NULL;

  if (at < 0)
    return;
  n_samples = gradus_number_format_count (confusion->counts[at]);
  share = gradus_number_format_share (get_row_share (confusion, row, column));
  right = gradus_dataset_name_class (gradus_figure_source_get_judged (source), row);
  said = gradus_dataset_name_class (gradus_figure_source_get_judged (source), column);
  g_ptr_array_add (lines, g_strdup_printf (_ ("is\t%s"), right));
  g_ptr_array_add (lines, g_strdup_printf (_ ("taken for\t%s"), said));
  g_ptr_array_add (lines, g_strdup_printf (_ ("samples\t%s"), n_samples));
  g_ptr_array_add (lines, g_strdup_printf (_ ("of these\t%s"), share));
  g_ptr_array_add (lines, NULL);
  plot->callout = (const char *const *) lines->pdata;
}

static void
draw_confusion (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusConfusion *confusion = source->snapshot ? source->snapshot->confusion : NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) heads = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autofree GradusGridCell *cells = NULL;
  GradusGridPlot plot;
  guint n;

  if (!confusion)
    return;
  n = confusion->n_classes;
  cells = g_new0 (GradusGridCell, (gsize) n * n);
  for (guint i = 0; i < n; i++) {
    g_ptr_array_add (names, shorten_name (gradus_dataset_name_class (
                                              gradus_figure_source_get_judged (source), i),
                                          LONGEST_NAME));
    g_ptr_array_add (heads, shorten_name (gradus_dataset_name_class (
                                              gradus_figure_source_get_judged (source), i),
                                          count_letters (canvas, n)));
  }
  for (guint i = 0; i < n * n; i++) {
    const double share = get_row_share (confusion, i / n, i % n);

    g_ptr_array_add (texts, g_strdup_printf ("%d", (int) round (100 * share)));
    cells[i] =
        (GradusGridCell){ confusion->counts[i] > 0 ? grade_share (confusion, i / n, i % n) : NAN, 1,
                          share >= 0.005 ? g_ptr_array_index (texts, i) : NULL, NULL };
  }
  plot = (GradusGridPlot){ n,
                           n,
                           (const char *const *) names->pdata,
                           (const char *const *) heads->pdata,
                           cells,
                           NULL,
                           figure->pointer_x,
                           figure->pointer_y };
  tell_of_cell (canvas, source, &plot, lines);
  gradus_grid_plot_draw (canvas, &plot);
}

static char *
describe_confusion (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusConfusion *confusion = source->snapshot->confusion;
  g_autofree char *n_right = NULL, *n_samples = NULL, *share = NULL;

  if (!confusion)
    return g_strdup (_ ("Nothing is taken for anything: the targets are no classes"));
  n_right = gradus_number_format_count (confusion->n_right);
  n_samples = gradus_number_format_count (confusion->n_samples);
  share = gradus_number_format_share ((double) confusion->n_right / confusion->n_samples);
  return g_strdup_printf (confusion->is_test
                              ? _ ("%s of the first %s test samples are right: %s")
                              : _ ("%s of the first %s training samples are right: %s"),
                          n_right, n_samples, share);
}

static void
look_at_confusion (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  needs->has_confusion = TRUE;
}

const GradusFigureClass gradus_confusion_figure = {
  .name = "confusion",
  .title = N_ ("Taken for, in %"),
  .label = N_ ("Confusion matrix"),
  .size = sizeof (GradusFigure),
  .look = look_at_confusion,
  .draw = draw_confusion,
  .describe = describe_confusion,
};
