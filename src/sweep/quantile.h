/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Sorts ascending; no value is NaN. */
void gradus_quantile_sort (double *values, guint n);

/* The value below which a share (0 … 1) of the sorted ones lies, interpolated linearly between the
 * two nearest, as NumPy does. Infinite as soon as an infinite one has weight; NaN of none. */
double gradus_quantile_find (const double *sorted, guint n, double share);

G_END_DECLS
