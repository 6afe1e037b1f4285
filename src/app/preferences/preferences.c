/* SPDX-License-Identifier: MIT */
#include "app/preferences/preferences.h"

#include <adwaita.h>

#include "app/common/settings.h"
#include "app/preferences/preferences-window.h"
#include "train/cores.h"

static void
take_theme (GSettings *settings)
{
  static const AdwColorScheme schemes[] = {
    [GRADUS_THEME_SYSTEM] = ADW_COLOR_SCHEME_DEFAULT,
    [GRADUS_THEME_LIGHT] = ADW_COLOR_SCHEME_FORCE_LIGHT,
    [GRADUS_THEME_DARK] = ADW_COLOR_SCHEME_FORCE_DARK,
  };

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      schemes[g_settings_get_enum (settings, "theme")]);
}

static void
take_processors (GSettings *settings)
{
  gradus_cores_set_limit (g_settings_get_uint (settings, "processors"));
}

void
gradus_preferences_begin (void)
{
  GSettings *settings = gradus_settings_get ();

  take_theme (settings);
  take_processors (settings);
  g_signal_connect (settings, "changed::theme", G_CALLBACK (take_theme), NULL);
  g_signal_connect (settings, "changed::processors", G_CALLBACK (take_processors), NULL);
}

/* NULL: not open. */
static GtkWindow *window;

gboolean
gradus_preferences_are_open (void)
{
  return window != NULL;
}

void
gradus_preferences_open (GtkWindow *parent)
{
  if (window)
    gtk_window_destroy (window);
  window = gradus_preferences_window_new (parent);
  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *) &window);
  gtk_window_present (window);
}
