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

void
gradus_output_shades_init (GradusOutputShades *shades, const GradusStyle *style)
{
  for (guint i = 0; i < GRADUS_OUTPUT_N_SHADES; i++)
    shades->shades[i] = gradus_colour_pack (
        gradus_style_get_output_colour (style, (double) i / (GRADUS_OUTPUT_N_SHADES - 1)));
  shades->unknown = gradus_colour_pack (style->grid);
}

/* The same as by gradus_output_scale_get_place(), but without a division and a call for each of the
 * hundred thousand pixels that a frame has in its maps. */
void
gradus_output_scale_paint (const GradusOutputScale *scale, const GradusOutputShades *shades,
                           const float *values, gsize n, guint32 *pixels)
{
  const double last = GRADUS_OUTPUT_N_SHADES - 1, neutral = scale->neutral;
  const double below = 0.5 * last / (neutral - scale->low),
               above = 0.5 * last / (scale->high - neutral);

  for (gsize i = 0; i < n; i++) {
    const double from_neutral = (double) values[i] - neutral;
    const double shade = 0.5 * last + from_neutral * (from_neutral < 0 ? below : above);

    pixels[i] = isfinite (values[i]) ? shades->shades[(guint) (CLAMP (shade, 0, last) + 0.5)]
                                     : shades->unknown;
  }
}
