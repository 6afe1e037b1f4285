/* SPDX-License-Identifier: MIT */
#include "plot/axis.h"

#include <math.h>

#include "plot/number.h"

/* The smallest of 1, 2 and 5 times a power of ten that is no smaller than `value` > 0. The
 * tolerance: 5 times a power of ten need not be quite the double that it should. */
static double
round_up (double value)
{
  double power = pow (10, floor (log10 (value)));
  const double tolerance = 1 - 1e-9;

  if (value * tolerance <= power)
    return power;
  if (value * tolerance <= 2 * power)
    return 2 * power;
  return value * tolerance <= 5 * power ? 5 * power : 10 * power;
}

/* The next multiple of a tick's step at or beyond `value`, on either side of 0. */
static double
round_outwards (double value)
{
  double step = round_up (fabs (value) / 5);

  return copysign (ceil (fabs (value) / step - 1e-9) * step, value);
}

GradusAxis
gradus_axis_linear (double low, double high)
{
  GradusAxis axis = { 0, 1, FALSE };

  if (isfinite (high) && high > 0)
    axis.high = round_outwards (high);
  if (isfinite (low) && low < 0)
    axis.low = round_outwards (low);
  return axis;
}

static double
clamp_to_log (double value)
{
  return isfinite (value) ? CLAMP (value, GRADUS_AXIS_FLOOR, 1e30) : 1;
}

/* At least one decade, or the axis would have no length. */
GradusAxis
gradus_axis_log (double low, double high)
{
  double from = floor (log10 (clamp_to_log (low)) + 1e-9),
         to = ceil (log10 (clamp_to_log (high)) - 1e-9);

  return (GradusAxis){ pow (10, from), pow (10, MAX (to, from + 1)), TRUE };
}

double
gradus_axis_map (const GradusAxis *axis, double value)
{
  if (!isfinite (value))
    return NAN;
  if (axis->is_log)
    return log10 (MAX (value, axis->low) / axis->low) / log10 (axis->high / axis->low);
  return (value - axis->low) / (axis->high - axis->low);
}

double
gradus_axis_unmap (const GradusAxis *axis, double share)
{
  if (axis->is_log)
    return axis->low * pow (axis->high / axis->low, share);
  return axis->low + (axis->high - axis->low) * share;
}

static void
clear_tick (gpointer tick)
{
  g_free (((GradusTick *) tick)->label);
}

/* Multiples, not sums of steps, whose errors would add up in the labels. */
static void
add_linear_ticks (const GradusAxis *axis, guint most, GArray *ticks)
{
  double step = round_up ((axis->high - axis->low) / most);
  double first = ceil (axis->low / step - 1e-9);

  for (double i = first; i * step <= axis->high + step * 1e-6; i++) {
    GradusTick tick = { i * step, gradus_number_format_tick (i * step, step) };

    g_array_append_val (ticks, tick);
  }
}

static void
add_log_ticks (const GradusAxis *axis, guint most, GArray *ticks)
{
  int from = (int) round (log10 (axis->low)), to = (int) round (log10 (axis->high));
  int stride = MAX ((to - from + (int) most - 1) / (int) most, 1);

  for (int exponent = from; exponent <= to; exponent++) {
    GradusTick tick = { pow (10, exponent), NULL };

    if (exponent % stride == 0)
      tick.label = gradus_number_format_decade (exponent);
    g_array_append_val (ticks, tick);
  }
}

GArray *
gradus_axis_get_ticks (const GradusAxis *axis, guint most)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (GradusTick));

  g_array_set_clear_func (ticks, clear_tick);
  if (axis->is_log)
    add_log_ticks (axis, MAX (most, 2), ticks);
  else
    add_linear_ticks (axis, MAX (most, 2), ticks);
  return ticks;
}
