/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>
#include <jansson.h>

G_BEGIN_DECLS

/* The text of a file of at most `most` bytes, without a byte order mark; `what` names the kind of
 * file in an error ("experiment file"). Free with g_free(). Ends with a zero, which *length does
 * not count. The error does not name the file. */
char *gradus_json_file_read (const char *filename, gsize most, const char *what, gsize *length,
                             GError **error);

/* Parses a text; duplicate keys are refused. `what` says in an error what it should be ("an
 * experiment is a JSON object, { … }"). The error is a GRADUS_EXPERIMENT_ERROR, "LINE: …". */
json_t *gradus_json_file_parse (const char *text, gsize length, const char *what, GError **error);

G_END_DECLS
