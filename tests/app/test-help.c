/* SPDX-License-Identifier: MIT */

/* Help: the tour and the glossary, in a window. Needs a display. */
#include <adwaita.h>

#include "app/application.h"
#include "app/common/settings.h"
#include "app/help/glossary-window.h"
#include "app/help/tour.h"
#include "app/views/view.h"
#include "app/window/window.h"
#include "finding.h"
#include "lesson/glossary.h"

static GradusWindow *
open_window (GradusApplication *application)
{
  GradusWindow *window;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = gradus_window_new (ADW_APPLICATION (application));
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (GTK_WIDGET (window)))
    g_main_context_iteration (NULL, TRUE);
  return window;
}

/* The names of all widgets that are toured, which is one at most. */
static char *
find_toured (GtkWidget *window)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  GString *names = g_string_new (NULL);

  find_all (window, GTK_TYPE_WIDGET, all);
  for (guint i = 0; i < all->len; i++) {
    if (gtk_widget_has_css_class (all->pdata[i], "toured"))
      g_string_append (names, gtk_widget_get_name (all->pdata[i]));
  }
  return g_string_free (names, FALSE);
}

static void
assert_toured (GtkWidget *window, const char *name)
{
  g_autofree char *toured = find_toured (window);

  g_assert_cmpstr (toured, ==, name);
}

/* From the first stop to the last and off it, by the keys that clickers send; Escape ends it
 * anywhere; it takes no other key. */
static void
test_tour (void)
{
  g_autoptr (GradusApplication) application = gradus_application_new ();
  GtkWidget *window = GTK_WIDGET (open_window (application));
  guint n = 0;

  gtk_widget_activate_action (window, "win.tour", NULL);
  assert_toured (window, "topic:data");
  g_assert_true (press_key (window, GDK_KEY_Page_Down, 0));
  assert_toured (window, "topic:layers");
  g_assert_true (press_key (window, GDK_KEY_Page_Up, 0));
  g_assert_true (press_key (window, GDK_KEY_Page_Up, 0)); /* there is none before the first */
  assert_toured (window, "topic:data");
  for (g_autofree char *at = find_toured (window); *at; n++) {
    press_key (window, GDK_KEY_Page_Down, 0);
    g_free (at);
    at = find_toured (window);
  }
  g_assert_cmpuint (n, ==, 10);

  gtk_widget_activate_action (window, "win.tour", NULL);
  g_assert_true (press_key (window, GDK_KEY_Escape, 0));
  assert_toured (window, "");
  gtk_widget_activate_action (window, "win.tour", NULL);
  gtk_window_destroy (GTK_WINDOW (window)); /* in the middle of it */
}

/* A part that is not on screen is left out, whichever way one comes. */
static void
test_tour_skips (void)
{
  GtkWindow *window = GTK_WINDOW (gtk_window_new ());
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  static const char *const names[] = { "topic:layers", "timeline", "lessons" };
  GradusTour *tour = gradus_tour_new (window);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    GtkWidget *label = gtk_label_new (names[i]);

    gtk_widget_set_name (label, names[i]);
    gtk_widget_set_visible (label, i != 1);
    gtk_box_append (GTK_BOX (box), label);
  }
  gtk_window_set_child (window, box);
  gtk_window_present (window);
  gradus_tour_begin (tour);
  g_assert_cmpstr (gradus_tour_get_stop (tour), ==, "topic:layers");
  gradus_tour_take_key (tour, GDK_KEY_Page_Down);
  g_assert_cmpstr (gradus_tour_get_stop (tour), ==, "lessons");
  gradus_tour_take_key (tour, GDK_KEY_Page_Up);
  g_assert_cmpstr (gradus_tour_get_stop (tour), ==, "topic:layers");
  g_assert_false (gradus_tour_take_key (tour, GDK_KEY_a));
  gradus_tour_end (tour);
  g_assert_null (gradus_tour_get_stop (tour));
  g_assert_false (gradus_tour_take_key (tour, GDK_KEY_Page_Down));
  gradus_tour_free (tour);
  gtk_window_destroy (window);
}

static void
test_glossary (void)
{
  g_autoptr (GradusApplication) application = gradus_application_new ();
  GtkWidget *window = GTK_WIDGET (open_window (application));
  GradusGlossaryWindow *glossary;

  gtk_widget_activate_action (window, "win.glossary", NULL);
  gtk_widget_activate_action (window, "win.glossary", NULL); /* the same again */
  glossary = GRADUS_GLOSSARY_WINDOW (find_window (GRADUS_TYPE_GLOSSARY_WINDOW));
  g_assert_null (find_other_window (GRADUS_TYPE_GLOSSARY_WINDOW, GTK_WINDOW (glossary)));
  g_assert_cmpuint (gradus_glossary_window_count (glossary), ==,
                    gradus_glossary_get_entries ()->len);
  gradus_glossary_window_search (glossary, "VANISHING");
  g_assert_cmpuint (gradus_glossary_window_count (glossary), ==, 1);
  gradus_glossary_window_search (glossary, "wibble");
  g_assert_cmpuint (gradus_glossary_window_count (glossary), ==, 0);
  g_assert_true (gtk_widget_get_child_visible (
      gtk_widget_get_parent (find_label (GTK_WIDGET (glossary), "Nothing Found"))));
  gtk_window_destroy (GTK_WINDOW (window));
  g_assert_null (find_window (GRADUS_TYPE_GLOSSARY_WINDOW));
}

static void
test_legends (void)
{
  g_autoptr (GradusApplication) application = gradus_application_new ();
  GtkWidget *window = GTK_WIDGET (open_window (application));
  GradusView *view = GRADUS_VIEW (find_first (window, GRADUS_TYPE_VIEW));

  g_assert_true (gradus_view_get_figure (view)->has_legend);
  g_assert_true (press_key (window, GDK_KEY_k, 0));
  g_assert_false (gradus_view_get_figure (view)->has_legend);
  g_assert_false (g_settings_get_boolean (gradus_settings_get (), "legends"));
  g_assert_true (press_key (window, GDK_KEY_k, 0));
  g_assert_true (gradus_view_get_figure (view)->has_legend);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("gradus-help-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("XDG_DATA_HOME", state, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/help/tour", test_tour);
  g_test_add_func ("/help/tour/skips", test_tour_skips);
  g_test_add_func ("/help/glossary", test_glossary);
  g_test_add_func ("/help/legends", test_legends);
  return g_test_run ();
}
