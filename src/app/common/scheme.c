/* SPDX-License-Identifier: MIT */
#include "app/common/scheme.h"

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

/* Factors for an audience: letters and lines that are read from the last row. */
#define LETTERS 1.3
#define LINES 1.7

/* "gtk-xft-dpi" of text that is not scaled: 96 dots per inch, in units of 1/1024. */
#define USUAL_DOTS (96.0 * 1024)

static gboolean is_presenting;

/* The font of the interface at the system's scale of text; the caller's own. */
static char *
find_font (void)
{
  g_autofree char *name = NULL;
  PangoFontDescription *font;
  char *scaled;
  int dots;

  g_object_get (gtk_settings_get_default (), "gtk-font-name", &name, "gtk-xft-dpi", &dots, NULL);
  font = pango_font_description_from_string (name ? name : "Cantarell 11");
  if (dots > 0)
    pango_font_description_set_size (
        font, (int) (pango_font_description_get_size (font) * (dots / USUAL_DOTS)));
  scaled = pango_font_description_to_string (font);
  pango_font_description_free (font);
  return scaled;
}

GradusStyle *
gradus_scheme_make_style (GradusScheme scheme)
{
  g_autofree char *font = find_font ();
  GradusStyle *style = gradus_style_new (scheme, font);

  style->stroke = is_presenting ? LINES : 1;
  return style;
}

/* Setting the font notifies those who watch, so nothing else has to. */
void
gradus_scheme_set_presenting (gboolean presenting)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *name = NULL, *larger = NULL;
  PangoFontDescription *font;

  if (presenting == is_presenting)
    return;
  is_presenting = presenting;
  if (!presenting) {
    gtk_settings_reset_property (settings, "gtk-font-name");
    return;
  }
  g_object_get (settings, "gtk-font-name", &name, NULL);
  font = pango_font_description_from_string (name ? name : "Cantarell 11");
  pango_font_description_set_size (font, (int) (pango_font_description_get_size (font) * LETTERS));
  larger = pango_font_description_to_string (font);
  g_object_set (settings, "gtk-font-name", larger, NULL);
  pango_font_description_free (font);
}

void
gradus_scheme_watch (gpointer object, GCallback func)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  g_signal_connect_object (manager, "notify::dark", func, object, G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", func, object, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-font-name", func, object,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi", func, object,
                           G_CONNECT_SWAPPED);
}
