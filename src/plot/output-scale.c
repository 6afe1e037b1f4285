/* SPDX-License-Identifier: MIT */
#include "plot/output-scale.h"

#include <math.h>

GradusOutputScale
gradus_output_scale_make_share (void)
{
  return (GradusOutputScale){ 0, 0.5, 1, 0 };
}

GradusOutputScale
gradus_output_scale_make_even (double largest)
{
  if (!isfinite (largest) || largest <= 0)
    largest = 1;
  return (GradusOutputScale){ -largest, 0, largest, -largest };
}

double
gradus_output_scale_find_largest (const float *values, gsize n)
{
  float largest = 0;

  for (gsize i = 0; i < n; i++) {
    const float magnitude = fabsf (values[i]);

    if (magnitude > largest && isfinite (magnitude))
      largest = magnitude;
  }
  return (double) largest;
}

double
gradus_output_scale_get_place (const GradusOutputScale *scale, double value)
{
  const double side =
      value < scale->neutral ? scale->neutral - scale->low : scale->high - scale->neutral;

  if (isnan (value))
    return NAN;
  return CLAMP (0.5 + 0.5 * (value - scale->neutral) / side, 0, 1);
}

GradusColour
gradus_output_scale_get_colour (const GradusOutputScale *scale, const GradusStyle *style,
                                double value)
{
  if (!isfinite (value))
    return style->grid;
  return gradus_style_get_output_colour (style, gradus_output_scale_get_place (scale, value));
}
