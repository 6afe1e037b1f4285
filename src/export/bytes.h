/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Memory for the content of a file, from g_malloc(). NULL where there is not enough, and the error's message names how much
 * it would take: weights can be larger than what is left. */
char *gradus_bytes_allocate (gsize length, GError **error);

G_END_DECLS
