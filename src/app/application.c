/* SPDX-License-Identifier: MIT */
#include "app/application.h"

#include <glib/gi18n.h>

#include "app/window.h"

struct _GradusApplication {
  AdwApplication parent_instance;

  gboolean exits_after_startup;
};

G_DEFINE_FINAL_TYPE (GradusApplication, gradus_application, ADW_TYPE_APPLICATION)

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  /* Each as if by its button: so it remembers its layout. */
  for (GList *link = windows; link; link = link->next)
    gtk_window_close (GTK_WINDOW (link->data));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (data)), "application-name",
                         "Gradus", "application-icon", GRADUS_APPLICATION_ID, "version", GRADUS_VERSION,
                         "license-type", GTK_LICENSE_MIT_X11, "comments",
                         _ ("See why a deep network learns, or why it does not."), "developer-name",
                         _ ("The Gradus authors"), NULL);
}

static const GActionEntry actions[] = {
  { "quit", quit_action },
  { "about", about_action },
};

static void
set_keys (GtkApplication *application)
{
  static const struct {
    const char *action;
    const char *keys[3];
  } table[] = {
    { "app.quit", { "<Control>q" } },
    { "win.reset", { "<Control>r" } },
    { "win.step", { "F8", "<Control>Right" } },
    { "win.open-data", { "<Control>o" } },
    { "win.undo", { "<Control>z" } },
    { "win.redo", { "<Control><Shift>z", "<Control>y" } },
    { "win.duplicate", { "<Control>t" } },
    { "win.throw-seed", { "<Control>d" } },
    { "win.nudge-speed(1)", { "<Control>plus", "<Control>equal" } },
    { "win.nudge-speed(-1)", { "<Control>minus" } },
    { "window.close", { "<Control>w" } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    gtk_application_set_accels_for_action (application, table[i].action, table[i].keys);
}

static void
gradus_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (gradus_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (GRADUS_APPLICATION_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  set_keys (GTK_APPLICATION (application));
}

static void
gradus_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (!window)
    window = GTK_WINDOW (gradus_window_new (ADW_APPLICATION (application)));
  gtk_window_present (window);
  if (GRADUS_APPLICATION (application)->exits_after_startup)
    g_idle_add_once ((GSourceOnceFunc) gtk_window_destroy, window);
}

/* Files of data; the last one is what is asked about. */
static void
gradus_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GtkWindow *window;

  g_application_activate (application);
  window = gtk_application_get_active_window (GTK_APPLICATION (application));
  for (int i = 0; i < n_files; i++) {
    g_autofree char *filename = g_file_get_path (files[i]);

    if (filename && i + 1 == n_files)
      gradus_window_open_data (GRADUS_WINDOW (window), filename);
  }
}

static int
gradus_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "version")) {
    g_print ("gradus %s\n", GRADUS_VERSION);
    return 0;
  }
  if (!gtk_init_check ()) {
    g_printerr (_ ("gradus: there is no display to show a window on; gradus-cli trains in the terminal\n"));
    return 1;
  }
  GRADUS_APPLICATION (application)->exits_after_startup =
      g_variant_dict_contains (options, "exit-after-startup");
  return -1;
}

static void
gradus_application_class_init (GradusApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  application_class->startup = gradus_application_startup;
  application_class->activate = gradus_application_activate;
  application_class->open = gradus_application_open;
  application_class->handle_local_options = gradus_application_handle_local_options;
}

static void
gradus_application_init (GradusApplication *self)
{
  const GOptionEntry entries[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { "exit-after-startup", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, NULL, NULL },
    G_OPTION_ENTRY_NULL
  };

  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

GradusApplication *
gradus_application_new (void)
{
  return g_object_new (GRADUS_TYPE_APPLICATION, "application-id", GRADUS_APPLICATION_ID, "resource-base-path",
                       "/org/gradus/Gradus", "flags", G_APPLICATION_HANDLES_OPEN, NULL);
}
