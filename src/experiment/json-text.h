/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* The text of a tree as json_dumps() writes it with these flags, each real number by the fewest
 * digits that read back as the same double: 0.1, not 0.10000000000000001, and all 17 of a number
 * that needs them. JSON_REAL_PRECISION is set here. Free with g_free(). */
char *gradus_json_text (const json_t *root, gsize flags);

G_END_DECLS
