/* SPDX-License-Identifier: MIT */
#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Adds the mark of a class to the path, centred on (x, y): circle, diamond, square, triangle,
 * pentagon and hexagon in turn, so that classes differ without colours, too. */
void gradus_mark_trace (cairo_t *cr, double x, double y, double radius, guint class);

G_END_DECLS
