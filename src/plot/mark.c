/* SPDX-License-Identifier: MIT */
#include "plot/mark.h"

#include <math.h>

/* A polygon of the radius of a circle looks smaller. */
#define POLYGON 1.2

void
gradus_mark_trace (cairo_t *cr, double x, double y, double radius, guint class)
{
  static const guint corners[] = { 0, 4, 4, 3, 5, 6 };
  static const double turns[] = { 0, 0, G_PI_4, 0, 0, 0 };
  const guint shape = class % G_N_ELEMENTS (corners);

  cairo_new_sub_path (cr);
  if (corners[shape] == 0) {
    cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
    return;
  }
  for (guint i = 0; i < corners[shape]; i++) {
    const double angle = turns[shape] + 2 * G_PI * i / corners[shape];

    cairo_line_to (cr, x + radius * POLYGON * sin (angle), y - radius * POLYGON * cos (angle));
  }
  cairo_close_path (cr);
}
