/* SPDX-License-Identifier: MIT */
#include "data/planar.h"

#include <math.h>

double
gradus_planar_draw (const GradusDraw *draw, double low, double high)
{
  return low + (high - low) * draw->draw (draw->source);
}

void
gradus_planar_draw_normal (const GradusDraw *draw, double *x, double *y)
{
  const double radius = sqrt (-2 * log (1 - draw->draw (draw->source)));
  const double angle = gradus_planar_draw (draw, 0, 2 * G_PI);

  *x = radius * cos (angle);
  *y = radius * sin (angle);
}

void
gradus_planar_put (GradusDataset *dataset, guint i, const GradusDataSpec *spec,
                   const GradusDraw *draw, double x, double y, gboolean class)
{
  const double most = spec->noise * GRADUS_PLANAR_RADIUS / 2;

  dataset->floats[2 * i] = (float) (x + gradus_planar_draw (draw, -most, most));
  dataset->floats[2 * i + 1] = (float) (y + gradus_planar_draw (draw, -most, most));
  dataset->targets[i] = class ? 1 : 0;
}

guint
gradus_planar_count_targets (const GradusDataSpec *spec)
{
  return 1;
}
