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

/* The popover of the tour, which alone has a way to its end. */
static GtkWidget *
find_popover (GtkWidget *window)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  find_all (window, GTK_TYPE_POPOVER, all);
  for (guint i = 0; i < all->len; i++) {
    if (find_label (all->pdata[i], "Next") || find_label (all->pdata[i], "Done"))
      return all->pdata[i];
  }
  g_assert_not_reached ();
}

static void
assert_label_is_whole (GtkWidget *label)
{
  int width, height;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (label), &height, NULL,
                      NULL, NULL);
  g_assert_cmpint (gtk_widget_get_width (label), >=, width);
  g_assert_cmpint (gtk_widget_get_height (label), >=, height);
}

/* What is said at each stop is a whole paragraph, none of it is cut, and no line is long. */
static void
test_tour_paragraphs (void)
{
  g_autoptr (GradusApplication) application = gradus_application_new ();
  GtkWidget *window = GTK_WIDGET (open_window (application));
  guint n = 0;

  gtk_widget_activate_action (window, "win.tour", NULL);
  for (g_autofree char *at = find_toured (window); *at; n++) {
    GtkWidget *popover = find_popover (window);
    g_autoptr (GPtrArray) labels = g_ptr_array_new ();
    gboolean has_paragraph = FALSE;

    while (gtk_widget_get_width (popover) == 0)
      g_main_context_iteration (NULL, TRUE);
    find_all (popover, GTK_TYPE_LABEL, labels);
    for (guint i = 0; i < labels->len; i++) {
      const char *text = gtk_label_get_text (labels->pdata[i]);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      assert_label_is_whole (labels->pdata[i]);
      for (guint line = 0; lines[line]; line++)
        g_assert_cmpint (g_utf8_strlen (lines[line], -1), <=, 60);
      has_paragraph = has_paragraph || g_str_has_suffix (text, ".");
    }
    g_assert_true (has_paragraph);
    press_key (window, GDK_KEY_Page_Down, 0);
    g_free (at);
    at = find_toured (window);
  }
  g_assert_cmpuint (n, ==, 10);
  gtk_window_destroy (GTK_WINDOW (window));
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

/* The term of the n-th row that is shown, which the caller frees; NULL: there are not so many. */
static char *
get_term (GradusGlossaryWindow *glossary, guint n)
{
  GtkListBox *list = GTK_LIST_BOX (find_first (GTK_WIDGET (glossary), GTK_TYPE_LIST_BOX));
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (list, i)); i++) {
    GtkWidget *label = find_first (GTK_WIDGET (row), GTK_TYPE_LABEL);

    if (gtk_widget_get_child_visible (GTK_WIDGET (row)) && n-- == 0)
      return g_strdup (gtk_label_get_text (GTK_LABEL (label)));
  }
  return NULL;
}

/* A term that begins with what is searched for before one that has it, and that before those that
 * only speak of it; each kind in the order of letters. */
static guint
rank (const char *term, const char *wanted)
{
  g_autofree char *folded = g_utf8_casefold (term, -1);
  const char *at = strstr (folded, wanted);

  return !at ? 2 : at > folded;
}

static void
test_glossary_order (void)
{
  static const char *const searches[] = { "", "gradient", "layer", "step", "e" };
  g_autoptr (GradusApplication) application = gradus_application_new ();
  GtkWidget *window = GTK_WIDGET (open_window (application));
  GradusGlossaryWindow *glossary;
  guint kinds = 0;

  gtk_widget_activate_action (window, "win.glossary", NULL);
  glossary = GRADUS_GLOSSARY_WINDOW (find_window (GRADUS_TYPE_GLOSSARY_WINDOW));
  for (guint i = 0; i < G_N_ELEMENTS (searches); i++) {
    g_autofree char *before = NULL;
    guint n = 0;

    gradus_glossary_window_search (glossary, searches[i]);
    for (char *term; (term = get_term (glossary, n)); n++) {
      kinds |= 1u << rank (term, searches[i]);
      if (before) {
        g_assert_cmpuint (rank (before, searches[i]), <=, rank (term, searches[i]));
        if (rank (before, searches[i]) == rank (term, searches[i]))
          g_assert_cmpint (g_utf8_collate (before, term), <=, 0);
      }
      g_free (before);
      before = term;
    }
    g_assert_cmpuint (n, ==, gradus_glossary_window_count (glossary));
  }
  g_assert_cmpuint (kinds, ==, 7); /* all of them were met */
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The glossary's own shortcut for the key, which works wherever the focus is in it. */
static void
press_shortcut (GtkWidget *widget, guint key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GListModel) shortcuts = g_list_model_get_item (controllers, i);

    for (guint j = 0;
         GTK_IS_SHORTCUT_CONTROLLER (shortcuts) && j < g_list_model_get_n_items (shortcuts); j++) {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (shortcuts, j);
      GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

      if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
          gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key) {
        gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL);
        return;
      }
    }
  }
  g_assert_not_reached ();
}

static void
test_glossary_escape (void)
{
  g_autoptr (GradusApplication) application = gradus_application_new ();
  GtkWidget *window = GTK_WIDGET (open_window (application));

  gtk_widget_activate_action (window, "win.glossary", NULL);
  press_shortcut (GTK_WIDGET (find_window (GRADUS_TYPE_GLOSSARY_WINDOW)), GDK_KEY_Escape);
  while (find_window (GRADUS_TYPE_GLOSSARY_WINDOW))
    g_main_context_iteration (NULL, TRUE);
  gtk_window_destroy (GTK_WINDOW (window));
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
  g_test_add_func ("/help/tour/paragraphs", test_tour_paragraphs);
  g_test_add_func ("/help/tour/skips", test_tour_skips);
  g_test_add_func ("/help/glossary", test_glossary);
  g_test_add_func ("/help/glossary/order", test_glossary_order);
  g_test_add_func ("/help/glossary/escape", test_glossary_escape);
  g_test_add_func ("/help/legends", test_legends);
  return g_test_run ();
}
