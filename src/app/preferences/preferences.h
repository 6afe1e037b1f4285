/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The user's wishes: takes them from the settings, and again whenever they change. */
void gradus_preferences_begin (void);

/* The window where they are chosen, on top of `parent`; there is one at most, and another is made where it is open. */
void gradus_preferences_open (GtkWindow *parent);
gboolean gradus_preferences_are_open (void);

G_END_DECLS
