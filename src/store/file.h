/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes a file as a whole, or leaves it as it was; a link stays a link, and what it points to is replaced. The error's message
 * begins with the file's name. */
gboolean gradus_file_replace (const char *filename, const char *contents, gsize length, GError **error);

G_END_DECLS
