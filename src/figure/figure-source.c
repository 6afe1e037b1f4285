/* SPDX-License-Identifier: MIT */
#include "figure/figure-source.h"

const GradusDataset *
gradus_figure_source_get_judged (const GradusFigureSource *source)
{
  return source->snapshot->confusion->is_test && source->test ? source->test : source->training;
}

gboolean
gradus_figure_source_has_pictures (const GradusFigureSource *source)
{
  return source->training && source->training->picture.width > 0;
}

gboolean
gradus_figure_source_has_numbers (const GradusFigureSource *source)
{
  return source->training && source->training->variance > 0;
}
