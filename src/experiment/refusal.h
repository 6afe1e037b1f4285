/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Sets a G_IO_ERROR_INVALID_DATA. Makes the message valid UTF-8, because it may quote a file, or
 * cut it off inside a character. Always returns FALSE. */
gboolean gradus_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Puts the error of a file that could not be opened into words that say what would be right; its
 * code stays. GIO's own name the file, which the caller does. */
void gradus_refuse_unreadable (GError **error);

G_END_DECLS
