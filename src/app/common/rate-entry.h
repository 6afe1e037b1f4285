/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusRateEntry: a learning rate. Any can be typed; the buttons beside it and Up and Down move along 1, 2
 * and 5 times the powers of ten, for what matters in a rate is its magnitude.
 *
 * "rate" is the rate; what is typed and is no rate is taken back when the entry is left. */
#define GRADUS_TYPE_RATE_ENTRY (gradus_rate_entry_get_type ())
G_DECLARE_FINAL_TYPE (GradusRateEntry, gradus_rate_entry, GRADUS, RATE_ENTRY, GtkWidget)

double gradus_rate_entry_get_rate (GradusRateEntry *self);
void gradus_rate_entry_set_rate (GradusRateEntry *self, double rate);

/* The next rate of the 1-2-5 row above (direction 1) or below (-1). */
double gradus_rate_entry_find_next (double rate, int direction);

G_END_DECLS
