/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The settings of the program: the user's preferences and the layout of the window. Their keys are
 * in resources/desktop/org.gradus.Gradus.gschema.xml. Borrowed. Where the schema is not installed
 * the program ends with a sentence. */
GSettings *gradus_settings_get (void);

/* The values of the key "theme". */
typedef enum {
  GRADUS_THEME_SYSTEM,
  GRADUS_THEME_LIGHT,
  GRADUS_THEME_DARK,
} GradusTheme;

G_END_DECLS
