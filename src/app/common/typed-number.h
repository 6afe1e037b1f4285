/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The one rule for what a person types into a field for a number. */

/* What a field takes. */
typedef struct {
  double lowest, highest;
  gboolean is_whole;
  gboolean is_percent; /* the field counts per cents: "20" and "20 %" are 20 */
} GradusTypedRange;

/* Reads any form that gradus_number_parse() does; and "20 %" where the field counts per cents or
 * its numbers are shares of 1, of which it is 0.2 then. Nothing is rounded and nothing is moved
 * into the range: else FALSE, `value` stays as it was, and `why` is a sentence that says what is
 * wrong and what would be right; free with g_free(). */
gboolean gradus_typed_number_read (const char *text, const GradusTypedRange *range, double *value,
                                   char **why);

G_END_DECLS
