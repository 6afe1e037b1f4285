/* SPDX-License-Identifier: MIT */
#include "app/preferences/preferences.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/common/settings.h"
#include "app/preferences/preferences-page.h"
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

/* What is shown; NULL: nothing. */
static GtkWidget *page;

gboolean
gradus_preferences_are_open (void)
{
  return page != NULL;
}

#define TITLE _ ("Preferences")
#define WIDTH 560
#define HEIGHT 530

#if ADW_CHECK_VERSION(1, 5, 0)

static void
show_page (GtkWindow *parent)
{
  AdwDialog *dialog = adw_preferences_dialog_new ();

  adw_dialog_set_title (dialog, TITLE);
  adw_dialog_set_content_width (dialog, WIDTH);
  adw_dialog_set_content_height (dialog, HEIGHT);
  adw_preferences_dialog_add (ADW_PREFERENCES_DIALOG (dialog), ADW_PREFERENCES_PAGE (page));
  adw_dialog_present (dialog, (GtkWidget *) parent);
}

/* Its window may have gone, and the dialog with it. */
static void
close_page (void)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (page, ADW_TYPE_DIALOG);

  if (dialog)
    adw_dialog_force_close (ADW_DIALOG (dialog));
}

#else

static void
show_page (GtkWindow *parent)
{
  GtkWidget *window =
      g_object_new (ADW_TYPE_PREFERENCES_WINDOW, "title", TITLE, "transient-for", parent, "modal",
                    TRUE, "destroy-with-parent", TRUE, "search-enabled", FALSE, "default-width",
                    WIDTH, "default-height", HEIGHT, NULL);

  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), ADW_PREFERENCES_PAGE (page));
  gtk_window_present (GTK_WINDOW (window));
}

static void
close_page (void)
{
  GtkRoot *window = gtk_widget_get_root (page);

  if (window)
    gtk_window_destroy (GTK_WINDOW (window));
}

#endif

/* A dialog that is closed is there for as long as it takes to slide away. */
void
gradus_preferences_open (GtkWindow *parent)
{
  if (page)
    close_page ();
  g_set_weak_pointer (&page, g_object_new (GRADUS_TYPE_PREFERENCES_PAGE, NULL));
  show_page (parent);
}
