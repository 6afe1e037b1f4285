/* SPDX-License-Identifier: MIT */

/* Which classes are predicted for which, with recall and precision. */
#include <glib/gi18n-lib.h>
#include <math.h>
#include <stddef.h>

#include "figure/figure.h"
#include "figure/judged-words.h"
#include "plot/confusion-plot.h"
#include "plot/number.h"

typedef struct {
  GradusFigure parent;
  gboolean has_counts;
  int mark; /* a class that words are about, from 1; 0: none */
} ConfusionFigure;

/* A plot with what it points into. */
typedef struct {
  GradusConfusionPlot plot;
  GPtrArray *names, *lines; /* of texts */
  double *shares;
  char *caption;
} OwnConfusion;

static void
own_confusion_clear (OwnConfusion *own)
{
  g_ptr_array_unref (own->names);
  g_ptr_array_unref (own->lines);
  g_free (own->shares);
  g_free (own->caption);
}

static char *
make_confusion_caption (const ConfusionFigure *self, const GradusFigureSource *source)
{
  g_autofree char *judged = gradus_judged_words_make (source);

  return g_strdup_printf (self->has_counts ? _ ("%s; counts") : _ ("%s; in %% of each true class"),
                          judged);
}

static void
own_confusion_init (OwnConfusion *own, const ConfusionFigure *self,
                    const GradusFigureSource *source)
{
  const GradusConfusion *confusion = source->snapshot->confusion;
  const guint n = confusion->n_classes;

  own->names = g_ptr_array_new_with_free_func (g_free);
  own->lines = g_ptr_array_new_with_free_func (g_free);
  own->shares = g_new (double, 2 * (gsize) n);
  own->caption = make_confusion_caption (self, source);
  for (guint i = 0; i < n; i++) {
    g_ptr_array_add (own->names,
                     gradus_dataset_name_class (gradus_figure_source_get_judged (source), i));
    own->shares[i] = gradus_confusion_get_recall (confusion, i);
    own->shares[n + i] = gradus_confusion_get_precision (confusion, i);
  }
  own->plot = (GradusConfusionPlot){ .n_classes = n,
                                     .names = (const char *const *) own->names->pdata,
                                     .counts = confusion->counts,
                                     .undecided = confusion->undecided,
                                     .row_shares = own->shares,
                                     .column_shares = own->shares + n,
                                     .share = (double) confusion->n_right / confusion->n_samples,
                                     .has_counts = self->has_counts,
                                     .row_title = _ ("true"),
                                     .column_title = _ ("predicted"),
                                     .row_share = _ ("recall"),
                                     .column_share = _ ("precision"),
                                     .caption = own->caption,
                                     .marked = (guint) self->mark,
                                     .pointer_x = self->parent.pointer_x,
                                     .pointer_y = self->parent.pointer_y };
}

/* -- What the pointer is on -------------------------------------------------------------------- */

static void
tell_of_pair (OwnConfusion *own, const GradusConfusion *confusion, guint row, guint column)
{
  const guint count = confusion->counts[row * confusion->n_classes + column];
  const guint total = gradus_confusion_count_class (confusion, row);
  g_autofree char *share = gradus_number_format_share ((double) count / MAX (total, 1));

  g_ptr_array_add (own->lines, g_strdup_printf (_ ("true\t%s"), own->plot.names[row]));
  g_ptr_array_add (own->lines, g_strdup_printf (_ ("predicted\t%s"), own->plot.names[column]));
  g_ptr_array_add (own->lines, g_strdup_printf (_ ("samples\t%u of %u"), count, total));
  if (total > 0)
    g_ptr_array_add (own->lines, g_strdup_printf (_ ("of that class\t%s"), share));
}

/* "of the 10 that are Coat, 8 are predicted as such: recall 80 %" */
static void
tell_of_class (OwnConfusion *own, const GradusConfusion *confusion, guint class, gboolean is_recall)
{
  const guint right = confusion->counts[class * confusion->n_classes + class];

  g_ptr_array_add (own->lines, g_strdup (own->plot.names[class]));
  g_ptr_array_add (own->lines,
                   is_recall ? g_strdup_printf (_ ("of this class\t%u"),
                                                gradus_confusion_count_class (confusion, class))
                             : g_strdup_printf (_ ("predicted as it\t%u"),
                                                gradus_confusion_count_said (confusion, class)));
  g_ptr_array_add (own->lines, g_strdup_printf (_ ("of these right\t%u"), right));
  if (is_recall && confusion->undecided[class] > 0)
    g_ptr_array_add (own->lines,
                     g_strdup_printf (_ ("undecided\t%u"), confusion->undecided[class]));
}

static void
tell_of_cell (GradusCanvas *canvas, OwnConfusion *own, const GradusConfusion *confusion)
{
  const guint n = confusion->n_classes;
  const int at =
      gradus_confusion_plot_find (canvas, &own->plot, own->plot.pointer_x, own->plot.pointer_y);
  const guint row = at >= 0 ? (guint) at / (n + 1) : 0, column = at >= 0 ? (guint) at % (n + 1) : 0;
  g_autofree char *share = NULL;

  if (at < 0)
    return;
  share = gradus_number_format_share (own->plot.share);
  if (row < n && column < n)
    tell_of_pair (own, confusion, row, column);
  else if (row < n || column < n)
    tell_of_class (own, confusion, MIN (row, column), row < n);
  else
    g_ptr_array_add (own->lines,
                     g_strdup_printf (confusion->n_undecided > 0 ? _ ("right and decided\t%s")
                                                                 : _ ("accuracy\t%s"),
                                      share));
  g_ptr_array_add (own->lines, NULL);
  own->plot.callout = (const char *const *) own->lines->pdata;
}

/* ---------------------------------------------------------------------------------------------- */

static void
draw_confusion (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusConfusion *confusion = source->snapshot ? source->snapshot->confusion : NULL;
  OwnConfusion own;

  if (!confusion)
    return;
  own_confusion_init (&own, (const ConfusionFigure *) figure, source);
  tell_of_cell (canvas, &own, confusion);
  gradus_confusion_plot_draw (canvas, &own.plot);
  own_confusion_clear (&own);
}

/* Takes the sentence. */
static char *
add_marked_class (const ConfusionFigure *self, const GradusFigureSource *source, char *sentence)
{
  g_autofree char *start = sentence, *name = NULL;

  if (self->mark == 0 || (guint) self->mark > source->snapshot->confusion->n_classes)
    return g_steal_pointer (&start);
  name = gradus_dataset_name_class (gradus_figure_source_get_judged (source),
                                    (guint) self->mark - 1);
  /* Translators: what a figure says, and the name of a class */
  return g_strdup_printf (_ ("%s; marked: class %s"), start, name);
}

static char *
describe_confusion (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusConfusion *confusion = source->snapshot->confusion;
  g_autofree char *n_right = NULL, *n_samples = NULL, *share = NULL;
  char *right;

  if (!confusion)
    return g_strdup (_ ("No confusion matrix: the targets are no classes"));
  n_right = gradus_number_format_count (confusion->n_right);
  n_samples = gradus_number_format_count (confusion->n_samples);
  share = gradus_number_format_share ((double) confusion->n_right / confusion->n_samples);
  right = g_strdup_printf (confusion->is_test
                               ? _ ("%s of the first %s test samples are right: %s")
                               : _ ("%s of the first %s training samples are right: %s"),
                           n_right, n_samples, share);
  if (confusion->n_undecided > 0) {
    g_autofree char *decided = right;

    right = g_strdup_printf (
        ngettext ("%s; %u sample undecided", "%s; %u samples undecided", confusion->n_undecided),
        decided, confusion->n_undecided);
  }
  return add_marked_class ((const ConfusionFigure *) figure, source, right);
}

static void
look_at_confusion (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  needs->has_confusion = TRUE;
}

static char *
find_confusion_fault (const GradusFigure *figure, const GradusFigureSource *source,
                      const char **setting)
{
  return gradus_figure_source_has_numbers (source)
             ? g_strdup ("the targets are numbers, not classes; take the view predicted")
             : NULL;
}

static void
list_confusion_marks (const GradusFigure *figure, const GradusFigureSource *source,
                      const GradusStyle *style, GradusLegend *legend)
{
  gradus_legend_add (legend, GRADUS_LEGEND_SWATCH, style->low, _ ("right"));
  gradus_legend_add (legend, GRADUS_LEGEND_SWATCH, style->high, _ ("wrong"));
}

static const GradusFigureSetting confusion_settings[] = {
  { .name = "counts",
    .kind = GRADUS_FIGURE_SETTING_SWITCH,
    .offset = offsetof (ConfusionFigure, has_counts),
    .title = N_ ("Counts"),
    .tooltip = N_ ("Show how many samples, not what share of each true class"),
    .help = "Show counts in the confusion matrix, not per cent of each true class",
    .in_lessons = TRUE,
    .in_layout = TRUE },
  { .name = "mark-class",
    .kind = GRADUS_FIGURE_SETTING_WHOLE,
    .offset = offsetof (ConfusionFigure, mark),
    .highest = 1e6,
    .in_lessons = TRUE,
    .is_mark = TRUE },
  { NULL },
};

const GradusFigureClass gradus_confusion_figure = {
  .name = "confusion",
  .title = N_ ("Predicted class, in %"),
  .label = N_ ("Confusion matrix"),
  .size = sizeof (ConfusionFigure),
  .settings = confusion_settings,
  .look = look_at_confusion,
  .draw = draw_confusion,
  .describe = describe_confusion,
  .list_marks = list_confusion_marks,
  .find_fault = find_confusion_fault,
};
