/* SPDX-License-Identifier: MIT */

/* A window of libadwaita with nothing in it: what any program of its kind needs until its first
 * frame. */
#include <adwaita.h>

static void
on_first_frame (GtkWindow *window)
{
  g_print ("first frame\n");
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (GTK_WIDGET (window)),
                                        on_first_frame, window);
  g_idle_add_once ((GSourceOnceFunc) gtk_window_destroy, window);
}

static void
on_activate (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), 1280, 800);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect_object (gtk_widget_get_frame_clock (window), "after-paint",
                           G_CALLBACK (on_first_frame), window, G_CONNECT_SWAPPED);
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("org.gradus.EmptyWindow", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (on_activate), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
