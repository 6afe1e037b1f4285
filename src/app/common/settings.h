/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What is remembered of the user's wishes and of the window: the keys of resources/desktop/org.gradus.Gradus.gschema.xml. It is the
 * program's own. A program whose schema is not installed ends, with a sentence. */
GSettings *gradus_settings_get (void);

/* The values of the key "theme". */
typedef enum {
  GRADUS_THEME_SYSTEM,
  GRADUS_THEME_LIGHT,
  GRADUS_THEME_DARK,
} GradusTheme;

G_END_DECLS
