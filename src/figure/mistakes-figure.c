/* SPDX-License-Identifier: MIT */

/* The samples that are most wrong, as pictures. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/picture-sheet.h"

static void
draw_mistakes (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusConfusion *verdict = source->snapshot ? source->snapshot->verdict : NULL;
  guint samples[GRADUS_CONFUSION_MISTAKES];
  const GradusDataset *dataset;
  GradusPictureSheet sheet;

  if (!gradus_figure_source_has_pictures (source) || !verdict)
    return;
  dataset = gradus_figure_source_get_judged (source);
  gradus_picture_sheet_init (&sheet, figure, dataset);
  for (guint i = 0; i < verdict->n_mistakes && verdict->mistakes[i].sample < dataset->n_samples;
       i++) {
    samples[i] = verdict->mistakes[i].sample;
    gradus_picture_sheet_add_sample (&sheet, samples[i], (int) verdict->mistakes[i].said);
  }
  gradus_picture_sheet_draw_samples (&sheet, canvas, samples);
  gradus_picture_sheet_clear (&sheet);
}

static char *
describe_mistakes (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusConfusion *verdict = source->snapshot->verdict;
  const GradusDataset *dataset;
  g_autofree char *said = NULL, *right = NULL;

  if (!verdict || verdict->n_mistakes == 0)
    return g_strdup (_ ("No mistakes"));
  dataset = gradus_figure_source_get_judged (source);
  said = gradus_dataset_name_class (dataset, verdict->mistakes[0].said);
  right = gradus_dataset_name_class (
      dataset, gradus_dataset_get_class (dataset, verdict->mistakes[0].sample));
  return g_strdup_printf (
      _ ("%u of %u samples are mistaken; the worst is sample %u, taken for %s, which is %s"),
      verdict->n_samples - verdict->n_right, verdict->n_samples, verdict->mistakes[0].sample + 1,
      said, right);
}

static void
look_for_mistakes (const GradusFigure *figure, GradusSnapshotNeeds *needs)
{
  needs->has_confusion = TRUE;
}

const GradusFigureClass gradus_mistakes_figure = {
  .name = "mistakes",
  .title = N_ ("Worst mistakes"),
  .label = N_ ("Worst mistakes as pictures"),
  .size = sizeof (GradusFigure),
  .is_of_pictures = TRUE,
  .look = look_for_mistakes,
  .draw = draw_mistakes,
  .describe = describe_mistakes,
};
