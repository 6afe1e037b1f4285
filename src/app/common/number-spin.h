/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A spin button for numbers of any magnitude: it shows as many digits as the number has, 0.0001 as
 * well as 100. A text that is no number leaves the value as it was. `name` is for screen readers,
 * `step` is what a click adds. */
GtkSpinButton *gradus_number_spin_new (const char *name, const char *tooltip, double lowest,
                                       double highest, double step);

G_END_DECLS
