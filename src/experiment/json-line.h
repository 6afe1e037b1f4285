/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The line, from 1, on which the value at `path` starts in a JSON text; for a path that ends in an unknown
 * member, the line of the object that lacks it.
 *
 * The text must be JSON, as a parser has found before: jansson gives lines for faults of syntax, but
 * remembers none for the values that it made. A path is members and array positions (from 1) between dots:
 * "network.layers.3.units"; the empty path is the whole text. */
guint gradus_json_line_of (const char *text, gsize length, const char *path);

G_END_DECLS
