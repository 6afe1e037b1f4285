/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>
#include <jansson.h>

G_BEGIN_DECLS

/* The text of a file that is no larger than `most` bytes, which `what` ("an experiment file") never is: the caller's own, ended by a
 * zero that *length does not count. The error says what is wrong, not which file. */
char *gradus_json_file_read (const char *filename, gsize most, const char *what, gsize *length,
                             GError **error);

/* The tree of a text, without duplicate keys; `what` tells what it should be ("an experiment is a JSON object, { … }"). The error's
 * message is "LINE: …", in GRADUS_EXPERIMENT_ERROR. */
json_t *gradus_json_file_parse (const char *text, gsize length, const char *what, GError **error);

G_END_DECLS
