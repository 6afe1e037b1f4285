/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Large blocks of floats. Their sizes come from files and from people, so one that is too large is
 * refused with a sentence. Every block starts on a cache line, and so does every part of one whose
 * size is rounded up by gradus_memory_round_to_line(). */

gsize gradus_memory_round_to_line (gsize n_floats);

/* Whether n_floats take no more than half of the machine's memory. Else `*error` says how much was
 * wanted for `what`. */
gboolean gradus_memory_suffices (gsize n_floats, const char *what, GError **error);

/* Zeroed floats, for gradus_memory_free(). NULL and an error like that of gradus_memory_suffices()
 * where that is FALSE, or where the system has no memory left. */
float *gradus_memory_allocate (gsize n_floats, const char *what, GError **error);

void gradus_memory_free (float *block); /* or NULL */

G_END_DECLS
