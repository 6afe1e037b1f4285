/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Allocates memory for the content of a file, which can be large; free with g_free(). NULL, and an
 * error that names the size, if there is not enough. */
char *gradus_bytes_allocate (gsize length, GError **error);

G_END_DECLS
