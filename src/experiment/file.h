/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Writes a file as a whole, or leaves it as it was; a link stays a link, and what it points to is replaced. The error's message
 * begins with the file's name. */
gboolean gradus_file_replace (const char *filename, const char *contents, gsize length, GError **error);

/* The content of an ordinary file of at most so many bytes. The error's message begins with the file's name. */
GBytes *gradus_file_read (const char *filename, guint64 most, GError **error);

G_END_DECLS
