/* SPDX-License-Identifier: MIT */
#include "figure/class-marks.h"

#include <glib/gi18n-lib.h>

/* More classes would make the legend larger than the figure. */
#define MOST_CLASSES 10

static GradusColour
find_class_colour (const GradusStyle *style, guint class, guint n_classes)
{
  if (n_classes > 2)
    return gradus_style_get_class_colour (style, class);
  return class > 0 ? style->high_mark : style->low_mark;
}

static void
list_classes (const GradusDataset *dataset, const GradusStyle *style, GradusLegend *legend)
{
  const guint n = gradus_dataset_count_classes (dataset);

  for (guint i = 0; i < MIN (n, MOST_CLASSES); i++) {
    g_autofree char *name = gradus_dataset_name_class (dataset, i);
    g_autofree char *text = g_strdup_printf (_ ("class %s"), name);

    gradus_legend_add_class (legend, i, find_class_colour (style, i, n),
                             dataset->class_names ? name : text);
  }
}

void
gradus_class_marks_list (const GradusFigureSource *source, gboolean shows_test, gboolean has_wrong,
                         const GradusStyle *style, GradusLegend *legend)
{
  const GradusSnapshot *snapshot = source->snapshot;
  const gboolean has_numbers = gradus_figure_source_has_numbers (source);

  /* with an output for each class their names stand beside the map */
  if (source->training && !has_numbers && !(snapshot && snapshot->n_outputs > 1))
    list_classes (source->training, style, legend);
  if (shows_test && source->test)
    gradus_legend_add (legend, GRADUS_LEGEND_HOLLOW_CIRCLE, style->text, _ ("test sample"));
  if (has_numbers)
    return;
  gradus_legend_add_if (legend, has_wrong, GRADUS_LEGEND_CROSS, style->text, _ ("wrong"));
  gradus_legend_add_if (legend, snapshot && snapshot->n_undecided + snapshot->n_test_undecided > 0,
                        GRADUS_LEGEND_HOLLOW_SQUARE, style->text, _ ("undecided"));
}
