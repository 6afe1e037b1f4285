/* SPDX-License-Identifier: MIT */
#include "plot/line.h"

#include <math.h>

/* Averages reach back over a share of the run, or over decades of its steps, for each point that
 * those of TensorBoard reach back; and over a third of those points at least. */
#define SHARE_A_POINT 0.002
#define DECADES_A_POINT 0.01
#define POINTS_A_POINT (1.0 / 3)

/* Points on either side that whether one is open is asked of, too. */
#define OTHERS 4

double
gradus_line_get_value (const GradusLine *line, guint point)
{
  const char *at = line->values + point * line->pitch;

  return line->is_float ? (double) *(const float *) (const void *) at
                        : *(const double *) (const void *) at;
}

/* How far what a point may be reaches; 0 where nothing was measured. */
static double
measure_reach (const GradusLine *line, guint point)
{
  const gsize at = point * line->pitch;

  return isfinite (gradus_line_get_value (line, point))
             ? *(const double *) (const void *) (line->below + at) +
                   *(const double *) (const void *) (line->above + at)
             : 0;
}

/* In the noise of batches a point is not open by itself: one sample of 32 in one step of thousands
 * tells nothing. */
static gboolean
is_open_among_others (const GradusLine *line, guint point)
{
  const guint first = point - MIN (point, OTHERS),
              end = MIN (point + OTHERS + 1, line->n_points);
  double sum = 0;

  for (guint i = first; i < end; i++)
    sum += measure_reach (line, i);
  return sum / (end - first) > line->least_open;
}

gboolean
gradus_line_is_open (const GradusLine *line, guint point, double *lowest, double *highest)
{
  const gsize at = point * line->pitch;
  const double value = line->below ? gradus_line_get_value (line, point) : NAN;

  if (!isfinite (value))
    return FALSE;
  *lowest = value - *(const double *) (const void *) (line->below + at);
  *highest = value + *(const double *) (const void *) (line->above + at);
  return *highest - *lowest > line->least_open &&
         (line->is_exact || is_open_among_others (line, point));
}

/* The first point at or behind a step. */
static guint
find_point (const GradusLine *line, double step)
{
  guint low = 0, high = line->n_points;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if ((double) line->steps[middle] < step)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static gboolean
may_be_shown (const GradusLine *line, guint point)
{
  return !line->is_sparse || isfinite (gradus_line_get_value (line, point));
}

guint
gradus_line_find_nearest (const GradusLine *line, double step)
{
  guint before = find_point (line, step), after = before;

  while (after < line->n_points && !may_be_shown (line, after))
    after++;
  while (before > 0 && !may_be_shown (line, before - 1))
    before--;
  if (before > 0 && (after == line->n_points ||
                     step - (double) line->steps[before - 1] < (double) line->steps[after] - step))
    return before - 1;
  return after;
}

guint
gradus_line_find_last (const GradusLine *line, double step)
{
  guint point = find_point (line, step + 1e-9 * (1 + step));

  while (point > 0 && !isfinite (gradus_line_get_value (line, point - 1)))
    point--;
  return point > 0 ? point - 1 : line->n_points;
}

/* How far a step is along the axis, in the places that averages reach back over for each point. */
static double
find_point_place (const GradusLine *line, gboolean is_log, guint point)
{
  if (is_log)
    return log10 (1 + (double) line->steps[point]) / DECADES_A_POINT;
  return (double) line->steps[point] / (double) MAX (line->steps[line->n_points - 1], 1) /
         SHARE_A_POINT;
}

void
gradus_line_weigh (const GradusLine *line, gboolean is_log, double smoothing, double *kept)
{
  const double reach = smoothing > 0 ? -1 / log (smoothing) : 0;
  double last = 0;

  for (guint i = 0; i < line->n_points; i++) {
    const double place = find_point_place (line, is_log, i);

    kept[i] = reach > 0 ? exp (-MIN (place - last, 1 / POINTS_A_POINT) / reach) : 0;
    last = place;
  }
}

void
gradus_line_smooth (const GradusLine *line, const double *kept, double *smooth)
{
  double sum = 0, weights = 0, left = 1;

  for (guint i = 0; i < line->n_points; i++) {
    const double value = gradus_line_get_value (line, i);
    double lowest, highest;

    smooth[i] = value;
    left *= kept[i];
    if (!isfinite (value) || gradus_line_is_open (line, i, &lowest, &highest))
      continue;
    sum = left * sum + value;
    weights = left * weights + 1;
    smooth[i] = sum / weights;
    left = 1;
  }
}
