/* SPDX-License-Identifier: MIT */

/* The first training samples as pictures, with what the network says to them. */
#include <glib/gi18n-lib.h>
#include <math.h>

#include "figure/picture-sheet.h"

#define MOST_SAMPLES 36

/* The class that the network says; -1 where it says numbers, or nothing of that sample. */
static int
find_said (const GradusFigureSource *source, guint sample)
{
  const GradusSnapshot *snapshot = source->snapshot;

  if (!snapshot || sample >= snapshot->n_samples || gradus_figure_source_has_numbers (source))
    return -1;
  return (int) gradus_confusion_find_class (snapshot->outputs + sample, snapshot->n_outputs,
                                            snapshot->n_samples);
}

static void
draw_samples (GradusCanvas *canvas, const GradusFigure *figure, const GradusFigureSource *source)
{
  GradusPictureSheet sheet;

  if (!gradus_figure_source_has_pictures (source))
    return;
  gradus_picture_sheet_init (&sheet, figure, source->training);
  for (guint i = 0; i < MIN (source->training->n_samples, MOST_SAMPLES); i++)
    gradus_picture_sheet_add_sample (&sheet, i, find_said (source, i), NAN);
  gradus_picture_sheet_draw_samples (&sheet, canvas, NULL);
  gradus_picture_sheet_clear (&sheet);
}

static char *
describe_samples (const GradusFigure *figure, const GradusFigureSource *source)
{
  const guint n = gradus_figure_source_has_pictures (source)
                      ? MIN (source->training->n_samples, MOST_SAMPLES)
                      : 0;
  guint n_wrong = 0;

  if (n > 0 && gradus_figure_source_has_numbers (source))
    return g_strdup_printf (_ ("The first %u training samples as pictures"), n);
  for (guint i = 0; i < MIN (n, source->snapshot->n_samples); i++)
    n_wrong += (guint) find_said (source, i) != gradus_dataset_get_class (source->training, i);
  return g_strdup_printf (
      _ ("The first %u training samples as pictures; %u are taken for something else"), n, n_wrong);
}

const GradusFigureClass gradus_samples_figure = {
  .name = "samples",
  .title = N_ ("Samples"),
  .label = N_ ("Samples as pictures"),
  .size = sizeof (GradusFigure),
  .is_of_pictures = TRUE,
  .draw = draw_samples,
  .describe = describe_samples,
};
