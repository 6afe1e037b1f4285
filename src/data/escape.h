/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Escapes, where text must stand for bytes that are none, and texts that are too long to quote. */

/* A file's name as UTF-8, from which gradus_unescape_filename() makes the name again: a byte that
 * is no UTF-8 becomes "\xE9" (a backslash, x, two capital hexadecimal digits), and so does the
 * backslash of a name in which such an escape stands literally. So most names stay as they are.
 * Free with g_free(). */
char *gradus_escape_filename (const char *filename);
char *gradus_unescape_filename (const char *text);

/* Text for people, out of a file or a name that anybody wrote: what a terminal would obey instead
 * of showing it becomes "\x1B" or "\u202E", and so does a byte that is no UTF-8: characters of
 * control, marks that turn the direction of writing, marks of a byte order. Free with g_free(). */
char *gradus_escape_text (const char *text);

/* As many bytes of a text, at most `most`, as end with a whole letter. */
int gradus_text_fit (const char *text, int most);

/* That and the text, for a sentence that quotes it with "%.*s". Evaluates `text` twice. */
#define GRADUS_CUT(text, most) gradus_text_fit (text, most), text

G_END_DECLS
