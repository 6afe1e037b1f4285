/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Numbers in spin buttons. They are shown as everywhere (see plot/number.h), with as many digits as
 * they have: "0.05", "6.5·10⁻⁵", "200,000". Any form that gradus_number_parse() reads can be typed;
 * it counts when it is entered. A text that is no number or is out of range leaves the value as it
 * was, and a toast says so. */

/* All spin buttons inside `parent`, and `parent` itself. Those that have it already keep it. */
void gradus_number_spin_attend (GtkWidget *parent);

/* A new one. `name` is for screen readers, `step` is what a click adds. */
GtkSpinButton *gradus_number_spin_new (const char *name, const char *tooltip, double lowest,
                                       double highest, double step);

G_END_DECLS
