/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Large blocks of floats, whose size comes from files and people: refused in words instead of failing. Every block, and every
 * part of one that round_to_line() sizes lay out, starts on a cache line. */

gsize gradus_memory_round_to_line (gsize n_floats);

/* Whether so many floats may be asked for: they take no more than half of the machine's memory. Else `*error` says how much was
 * wanted for `what`. */
gboolean gradus_memory_suffices (gsize n_floats, const char *what, GError **error);

/* Zeroed floats, to be freed with free(); or NULL and an error like that of gradus_memory_suffices(), where that
 * is FALSE or they are not to be had. */
float *gradus_memory_allocate (gsize n_floats, const char *what, GError **error);

G_END_DECLS
