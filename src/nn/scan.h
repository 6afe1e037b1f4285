/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/shape.h"
#include "nn/team.h"

G_BEGIN_DECLS

/* GradusScan: how a window goes over a picture, or over the maps of a layer. At place (r, q) of
 * (out_height, out_width) its first row and column are (r·step - top, q·step - left) of the
 * picture. */
typedef struct {
  guint height, width; /* of the picture */
  guint out_height, out_width;
  guint window_height, window_width;
  guint step;
  guint top, left; /* how far the first window begins before the picture */
} GradusScan;

#define GRADUS_SCAN_SAME (-1)

/* Sets all of it for maps of the shape `in`. `padding` is how far windows go beyond each side;
 * GRADUS_SCAN_SAME: so far that there are ⌈size / step⌉ places, an odd number more at the end than
 * at the start. FALSE where the window does not fit in; it then has one place. */
gboolean gradus_scan_init (GradusScan *scan, const GradusShape *in, guint window_height,
                           guint window_width, guint step, int padding);

/* How far the last window goes beyond the picture, downwards and to the right; 0 where it does
 * not. */
guint gradus_scan_get_bottom (const GradusScan *scan);
guint gradus_scan_get_right (const GradusScan *scan);

/* The rows of the picture that the windows of a span of rows of places see. */
GradusSpan gradus_scan_find_rows (const GradusScan *scan, GradusSpan rows);

/* Whether one window is the whole picture. */
gboolean gradus_scan_is_whole (const GradusScan *scan);

G_END_DECLS
