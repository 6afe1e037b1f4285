/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GradusRateEntry: a learning rate. Any rate can be typed. The buttons beside it, and Up and Down,
 * go along 1, 2 and 5 times the powers of ten, because what matters in a rate is its magnitude.
 *
 * The property "rate" is the rate. What is typed counts when it is entered or the entry is left. A
 * text that is no rate is replaced by the rate, and a note at the entry says why. */
#define GRADUS_TYPE_RATE_ENTRY (gradus_rate_entry_get_type ())
G_DECLARE_FINAL_TYPE (GradusRateEntry, gradus_rate_entry, GRADUS, RATE_ENTRY, GtkWidget)

double gradus_rate_entry_get_rate (GradusRateEntry *self);
void gradus_rate_entry_set_rate (GradusRateEntry *self, double rate);

/* The next rate of the 1-2-5 row above (direction 1) or below (-1). */
double gradus_rate_entry_find_next (double rate, int direction);

G_END_DECLS
