/* SPDX-License-Identifier: MIT */
#include "app/scheme.h"

#include <adwaita.h>

GradusScheme
gradus_scheme_find (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  const gboolean is_dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    return is_dark ? GRADUS_SCHEME_DARK_CONTRAST : GRADUS_SCHEME_LIGHT_CONTRAST;
  return is_dark ? GRADUS_SCHEME_DARK : GRADUS_SCHEME_LIGHT;
}

GradusStyle *
gradus_scheme_make_style (GradusScheme scheme)
{
  g_autofree char *font = NULL;

  g_object_get (gtk_settings_get_default (), "gtk-font-name", &font, NULL);
  return gradus_style_new (scheme, font ? font : "Cantarell 11");
}

void
gradus_scheme_watch (gpointer object, GCallback func)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", func, object, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", func, object, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-font-name", func, object,
                           G_CONNECT_SWAPPED);
}
