/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The line, from 1, on which the value at `path` starts in a JSON text; for a path that ends in an
 * unknown member, the line of the object that lacks it.
 *
 * The text must be valid JSON. This exists because jansson tells the line of a syntax error, but
 * not that of a value. A path has members and array positions (from 1) between dots:
 * "network.layers.3.units"; the empty path is the whole text. */
guint gradus_json_line_of (const char *text, gsize length, const char *path);

G_END_DECLS
