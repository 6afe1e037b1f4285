/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Sets G_IO_ERROR_INVALID_DATA with a sentence, made valid UTF-8: it may quote what a file says, or cut it
 * off in the middle of a character. Returns FALSE. */
gboolean gradus_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
