/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Applies the user's preferences from the settings, now and whenever they change. */
void gradus_preferences_begin (void);

/* Opens the preferences over `parent`. One that is open is closed first, for its texts
 * may be in another language. */
void gradus_preferences_open (GtkWindow *parent);
gboolean gradus_preferences_are_open (void);

G_END_DECLS
