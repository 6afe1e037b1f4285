/* SPDX-License-Identifier: MIT */
#include "figure/sample-setting.h"

/* Who looks for one sample needs not see them all. */
#define MOST_SEEN 1000

double
gradus_sample_setting_count (const GradusFigureSource *source)
{
  return source->training ? source->training->n_samples : 1;
}

static guint
count_zeros (const GradusDataset *dataset, guint sample)
{
  guint n = 0;

  for (guint i = 0; i < dataset->n_inputs; i++)
    n += gradus_inputs_get (&dataset->inputs, sample, i) == 0;
  return n;
}

double
gradus_sample_setting_choose (const GradusFigureSource *source)
{
  const GradusDataset *dataset = source->training;
  guint best = 0, least = G_MAXUINT;

  if (!dataset || gradus_figure_source_has_pictures (source))
    return 1;
  for (guint i = 0; i < MIN (dataset->n_samples, MOST_SEEN) && least > 0; i++) {
    const guint n = count_zeros (dataset, i);

    best = n < least ? i : best;
    least = MIN (n, least);
  }
  return best + 1;
}

char *
gradus_sample_setting_find_fault (int sample, const GradusFigureSource *source,
                                  const char **setting)
{
  if ((guint) sample <= source->training->n_samples)
    return NULL;
  *setting = "sample";
  return g_strdup_printf ("there are %u samples", source->training->n_samples);
}
