/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Numbers in spin buttons. They are shown as everywhere (see plot/number.h), with as many digits as
 * they have: "0.05", "6.5·10⁻⁵", "200,000". What gradus_typed_number_read() takes can be typed; it
 * counts when it is entered. Any other text leaves the value as it was, and a note at the field
 * says why. A spin button without decimals takes whole numbers. */

/* Digits of a spin button that shows all that its number has. With fewer it shows the number
 * rounded, and keeps it as it is. */
#define GRADUS_NUMBER_SPIN_DIGITS 15

/* All spin buttons inside `parent`, and `parent` itself. Those that have it already keep it. */
void gradus_number_spin_attend (GtkWidget *parent);

/* This one counts per cents: "20 %" is 20 in it. */
void gradus_number_spin_set_percent (GtkSpinButton *spin);

/* A new one. `name` is for screen readers, `step` is what a click adds. */
GtkSpinButton *gradus_number_spin_new (const char *name, const char *tooltip, double lowest,
                                       double highest, double step, gboolean is_whole);

G_END_DECLS
