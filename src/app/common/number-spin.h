/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A spin button for a number of any magnitude: it shows as many digits as the number has, 0.0001 and 100 alike. `name` is its
 * accessible name and `tooltip` says what it does; `step` is how far a click goes. */
GtkSpinButton *gradus_number_spin_new (const char *name, const char *tooltip, double lowest, double highest,
                                       double step);

G_END_DECLS
