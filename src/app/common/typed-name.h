/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A name that a person typed or pasted, as one line: blanks, new lines and what cannot be printed
 * are one blank where they stand between other letters, and nothing at the ends. NULL where nothing
 * is left; free with g_free(). */
char *gradus_typed_name_read (const char *text);

G_END_DECLS
