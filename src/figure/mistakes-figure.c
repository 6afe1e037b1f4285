/* SPDX-License-Identifier: MIT */

/* The samples that are most wrong, as pictures. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/picture-sheet.h"
#include "plot/number.h"

static void
draw_mistakes (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusConfusion *confusion = source->snapshot ? source->snapshot->confusion : NULL;
  guint samples[GRADUS_CONFUSION_MISTAKES];
  const GradusDataset *dataset;
  GradusPictureSheet sheet;

  if (!gradus_figure_source_has_pictures (source) || !confusion)
    return;
  dataset = gradus_figure_source_get_judged (source);
  gradus_picture_sheet_init (&sheet, figure, dataset);
  for (guint i = 0; i < confusion->n_mistakes && confusion->mistakes[i].sample < dataset->n_samples;
       i++) {
    samples[i] = confusion->mistakes[i].sample;
    gradus_picture_sheet_add_sample (&sheet, samples[i], (int) confusion->mistakes[i].said,
                                     confusion->mistakes[i].output);
  }
  gradus_picture_sheet_draw_samples (&sheet, canvas, samples);
  gradus_picture_sheet_clear (&sheet);
}

static char *
describe_mistakes (const GradusFigure *figure, const GradusFigureSource *source)
{
  const GradusConfusion *confusion = source->snapshot->confusion;
  const GradusDataset *dataset;
  g_autofree char *said = NULL, *right = NULL, *share = NULL;

  if (!confusion || confusion->n_mistakes == 0)
    return g_strdup (_ ("No mistakes"));
  dataset = gradus_figure_source_get_judged (source);
  said = gradus_dataset_name_class (dataset, confusion->mistakes[0].said);
  right = gradus_dataset_name_class (
      dataset, gradus_dataset_get_class (dataset, confusion->mistakes[0].sample));
  share = gradus_number_format_share (confusion->mistakes[0].output);
  return g_strdup_printf (
      _ ("%u of %u samples are mistaken; the worst is sample %u, %s, predicted as %s with %s"),
      confusion->n_samples - confusion->n_right - confusion->n_undecided, confusion->n_samples,
      confusion->mistakes[0].sample + 1, right, said, share);
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
