/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* GradusPreferencesWindow: theme, language, processors, and the folder of drafts. What is chosen
 * acts at once. */
#define GRADUS_TYPE_PREFERENCES_WINDOW (gradus_preferences_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusPreferencesWindow, gradus_preferences_window, GRADUS,
                      PREFERENCES_WINDOW, AdwPreferencesWindow)

GtkWindow *gradus_preferences_window_new (GtkWindow *parent);

G_END_DECLS
