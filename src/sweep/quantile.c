/* SPDX-License-Identifier: MIT */
#include "sweep/quantile.h"

#include <math.h>
#include <stdlib.h>

static int
compare_doubles (const void *a, const void *b)
{
  const double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

void
gradus_quantile_sort (double *values, guint n)
{
  qsort (values, n, sizeof (double), compare_doubles);
}

/* One without weight is not looked at: 0 times infinity would be no number; nor would the difference
 * of two infinite ones. */
double
gradus_quantile_find (const double *sorted, guint n, double share)
{
  const double position = share * (n - 1);
  const guint low = (guint) position;
  const double weight = position - low;

  if (n == 0)
    return NAN;
  if (weight <= 0 || sorted[low] == sorted[low + 1])
    return sorted[low];
  return sorted[low] + weight * (sorted[low + 1] - sorted[low]);
}
