/* SPDX-License-Identifier: MIT */
#include "data/brush.h"

#include <math.h>

/* Of the brush: so large a part of the side, and at least so many pixels. */
#define BRUSH_SHARE 0.055
#define SMALLEST_BRUSH 0.8

typedef struct {
  const GradusInk *ink;
  const float *colour; /* NULL: ink */
  gboolean erases;
} Brush;

gboolean
gradus_brush_has_colours (const GradusInk *ink)
{
  return ink->layout.n_channels == GRADUS_BRUSH_CHANNELS;
}

/* What a pixel becomes of which the brush covers so large a part. */
static float
mix (const Brush *brush, float value, guint channel, float part)
{
  const float low = MIN (brush->ink->ground, brush->ink->ink),
              high = MAX (brush->ink->ground, brush->ink->ink);
  const float to = brush->erases ? brush->ink->ground : brush->ink->ink;
  const float from = brush->erases ? brush->ink->ink : brush->ink->ground;
  const float wanted = from + part * (to - from);

  if (brush->colour && brush->erases)
    return value + part * (to - value);
  if (brush->colour)
    return value + part * (low + brush->colour[channel] * (high - low) - value);
  return to > from ? MAX (value, wanted) : MIN (value, wanted);
}

static void
touch (const Brush *brush, float *drawing, guint fine, double x, double y)
{
  const GradusPictureLayout *layout = &brush->ink->layout;
  const GradusPictureLayout canvas = { layout->width * fine, layout->height * fine,
                                       layout->n_channels, layout->is_planar };
  const guint n = canvas.width * canvas.height;
  const double radius = MAX (BRUSH_SHARE * layout->width, SMALLEST_BRUSH);

  for (guint pixel = 0; pixel < n; pixel++) {
    const guint column = pixel % canvas.width, row = pixel / canvas.width;
    const double distance = hypot ((column + 0.5) / fine - x, (row + 0.5) / fine - y);
    const float part = (float) CLAMP (radius + 0.5 - distance, 0, 1);

    for (guint k = 0; part > 0 && k < canvas.n_channels; k++) {
      float *value = &drawing[gradus_picture_layout_find (&canvas, column, row, k)];

      *value = mix (brush, *value, k, part);
    }
  }
}

void
gradus_brush_paint (const GradusInk *ink, float *drawing, guint fine, double x, double y,
                    const float *colour)
{
  const Brush brush = { ink, gradus_brush_has_colours (ink) ? colour : NULL, FALSE };

  touch (&brush, drawing, fine, x, y);
}

void
gradus_brush_erase (const GradusInk *ink, float *drawing, guint fine, double x, double y)
{
  static const float none[GRADUS_BRUSH_CHANNELS] = { 0 };
  const Brush brush = { ink, gradus_brush_has_colours (ink) ? none : NULL, TRUE };

  touch (&brush, drawing, fine, x, y);
}
