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

/* At least one step, or the axis would have no length. */
GradusAxis
gradus_axis_steps (double low, double high, gboolean is_log)
{
  const double from = isfinite (low) ? MAX (low, 0) : 0;

  return (GradusAxis){ from, isfinite (high) ? MAX (high, from + 1) : from + 1, is_log, TRUE };
}

double
gradus_axis_map (const GradusAxis *axis, double value)
{
  if (!isfinite (value))
    return NAN;
  if (axis->is_log && axis->is_of_steps)
    return log ((1 + MAX (value, 0)) / (1 + axis->low)) / log ((1 + axis->high) / (1 + axis->low));
  if (axis->is_log)
    return log10 (MAX (value, axis->low) / axis->low) / log10 (axis->high / axis->low);
  return (value - axis->low) / (axis->high - axis->low);
}

double
gradus_axis_unmap (const GradusAxis *axis, double share)
{
  if (axis->is_log && axis->is_of_steps)
    return (1 + axis->low) * pow ((1 + axis->high) / (1 + axis->low), share) - 1;
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
    GradusTick tick = { i * step, gradus_number_format_tick (i * step, step), FALSE };

    g_array_append_val (ticks, tick);
  }
}

/* 2, 3 … 9 times a power of ten, as far as they are on the axis. */
static void
add_minor_ticks (const GradusAxis *axis, double power, GArray *ticks)
{
  for (guint digit = 2; digit < 10; digit++) {
    GradusTick tick = { digit * power, NULL, TRUE };

    if (tick.value > axis->low && tick.value < axis->high)
      g_array_append_val (ticks, tick);
  }
}

static void
add_log_ticks (const GradusAxis *axis, guint most, GArray *ticks)
{
  int from = (int) round (log10 (axis->low)), to = (int) round (log10 (axis->high));
  int stride = MAX ((to - from + (int) most - 1) / (int) most, 1);

  for (int exponent = from; exponent <= to; exponent++) {
    GradusTick tick = { pow (10, exponent), NULL, FALSE };

    if (exponent % stride == 0)
      tick.label = gradus_number_format_decade (exponent);
    g_array_append_val (ticks, tick);
    if (stride == 1)
      add_minor_ticks (axis, tick.value, ticks);
  }
}

static gboolean
is_on_axis (const GradusAxis *axis, double step)
{
  return step >= axis->low && step <= axis->high;
}

static guint
count_decades (const GradusAxis *axis)
{
  guint n = axis->low == 0 ? 1 : 0;

  for (double power = 1; power <= axis->high; power *= 10)
    n += is_on_axis (axis, power);
  return n;
}

static void
add_step (double step, gboolean has_label, GArray *ticks)
{
  GradusTick tick = { step, has_label ? gradus_number_format_tick (step, MAX (step, 1)) : NULL,
                      FALSE };

  g_array_append_val (ticks, tick);
}

/* Step 0, which has no decade, and the powers of ten. */
static void
add_decades_of_steps (const GradusAxis *axis, guint most, GArray *ticks)
{
  const guint stride = (count_decades (axis) + most - 1) / most;
  guint i = 0;

  if (axis->low == 0)
    add_step (0, TRUE, ticks);
  for (double power = 1; power <= axis->high; power *= 10, i++) {
    if (is_on_axis (axis, power))
      add_step (power, i % stride == 0, ticks);
    add_minor_ticks (axis, power, ticks);
  }
}

/* So few steps that there are hardly any powers of ten among them are named as on a linear axis. */
static void
add_steps_ticks (const GradusAxis *axis, guint most, GArray *ticks)
{
  if (count_decades (axis) >= 2)
    add_decades_of_steps (axis, most, ticks);
  else
    add_linear_ticks (axis, most, ticks);
}

GArray *
gradus_axis_get_ticks (const GradusAxis *axis, guint most)
{
  GArray *ticks = g_array_new (FALSE, FALSE, sizeof (GradusTick));

  g_array_set_clear_func (ticks, clear_tick);
  most = MAX (most, 2);
  if (axis->is_log && axis->is_of_steps)
    add_steps_ticks (axis, most, ticks);
  else if (axis->is_log)
    add_log_ticks (axis, most, ticks);
  else
    add_linear_ticks (axis, most, ticks);
  return ticks;
}
