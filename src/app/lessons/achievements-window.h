/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* GradusAchievementsWindow: what was achieved in lessons, as a page to print or to write as PDF. */
#define GRADUS_TYPE_ACHIEVEMENTS_WINDOW (gradus_achievements_window_get_type ())
G_DECLARE_FINAL_TYPE (GradusAchievementsWindow, gradus_achievements_window, GRADUS,
                      ACHIEVEMENTS_WINDOW, AdwWindow)

void gradus_achievements_window_open (GtkWindow *parent);

G_END_DECLS
