/* SPDX-License-Identifier: MIT */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* GradusPreferencesPage: theme, language, processors, and the folder of drafts. What is chosen
 * acts at once. */
#define GRADUS_TYPE_PREFERENCES_PAGE (gradus_preferences_page_get_type ())
G_DECLARE_FINAL_TYPE (GradusPreferencesPage, gradus_preferences_page, GRADUS, PREFERENCES_PAGE,
                      AdwPreferencesPage)

G_END_DECLS
