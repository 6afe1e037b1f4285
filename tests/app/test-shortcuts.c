/* SPDX-License-Identifier: MIT */

/* Accelerators, and the keys of the window that act alone. Needs a display. */
#include <adwaita.h>

#include "app/application.h"
#include "app/window/latin-key.h"
#include "app/window/shortcuts.h"
#include "app/window/window-keys.h"
#include "app/window/window.h"
#include "finding.h"

/* -- Shortcuts --------------------------------------------------------------------------------- */

static char *
name_accelerator (const char *accelerator)
{
  GdkModifierType modifiers;
  guint key;

  if (!gtk_accelerator_parse (accelerator, &key, &modifiers))
    g_error ("%s is no key", accelerator);
  return gtk_accelerator_name (key, modifiers);
}

/* Of a class, of the window itself, of its lesson, or of the application. */
static gboolean
has_action (GradusApplication *application, GtkWidget *window, const char *name)
{
  const char *plain = strchr (name, '.') + 1, *found;
  const char *property;
  const GVariantType *parameter;
  GType owner;

  for (guint i = 0; gtk_widget_class_query_action (GTK_WIDGET_GET_CLASS (window), i, &owner, &found,
                                                   &parameter, &property);
       i++) {
    if (g_str_equal (found, name))
      return TRUE;
  }
  if (g_str_has_prefix (name, "app."))
    return g_action_map_lookup_action (G_ACTION_MAP (application), plain) != NULL;
  if (g_str_has_prefix (name, "win."))
    return g_action_map_lookup_action (G_ACTION_MAP (window), plain) != NULL;
  return g_str_has_prefix (name, "lesson.") && strstr (" next back solve ", plain);
}

/* What the list of shortcuts in the window shows, as gtk_accelerator_name() writes it. */
static GHashTable *
list_shown (void)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/gradus/Gradus/help-overlay.ui");
  GHashTable *shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  find_all (GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay")),
            GTK_TYPE_SHORTCUTS_SHORTCUT, found);
  for (guint i = 0; i < found->len; i++) {
    g_autofree char *accelerators = NULL;
    g_auto (GStrv) each = NULL;

    g_object_get (g_ptr_array_index (found, i), "accelerator", &accelerators, NULL);
    each = g_strsplit (accelerators, " ", -1);
    for (guint j = 0; each[j]; j++)
      g_hash_table_add (shown,
                        strstr (each[j], "...") ? g_strdup (each[j]) : name_accelerator (each[j]));
  }
  gtk_window_destroy (GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay")));
  return shown;
}

/* A section of more than one page would have a switcher of pages, which says nothing but 1 and 2,
 * and whose labels GTK 4.8 measures as less than nothing. */
static void
test_sections_are_pages (void)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/gradus/Gradus/help-overlay.ui");
  GtkWidget *overlay = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));
  g_autoptr (GPtrArray) sections = g_ptr_array_new ();

  find_all (overlay, GTK_TYPE_SHORTCUTS_SECTION, sections);
  g_assert_cmpuint (sections->len, ==, 3);
  for (guint i = 0; i < sections->len; i++) {
    g_autoptr (GPtrArray) switchers = g_ptr_array_new ();

    find_all (g_ptr_array_index (sections, i), GTK_TYPE_STACK_SWITCHER, switchers);
    g_assert_cmpuint (switchers->len, ==, 1);
    g_assert_false (gtk_widget_get_visible (g_ptr_array_index (switchers, 0)));
  }
  gtk_window_destroy (GTK_WINDOW (overlay));
}

/* The first key of each action is shown to the user. Whatever else is shown acts alone, or is
 * GTK's. */
static void
test_shortcuts_are_shown (void)
{
  const char *others[] = { "space",   "f",         "Escape",     "Left",      "Right", "Up", "Down",
                           "<Alt>Up", "<Alt>Down", "1...6",      "p",         "s",     "m",  "e",
                           "a",       "1...9",     "h",          "l",         "k",     "r",  "b",
                           "n",       "F10",       "<Control>c", "<Control>v" };
  g_autoptr (GHashTable) shown = list_shown ();
  GHashTableIter iter;
  gpointer left;

  for (const GradusShortcut *shortcut = gradus_shortcuts; shortcut->action; shortcut++) {
    g_autofree char *name = name_accelerator (shortcut->keys[0]);

    if (!g_hash_table_remove (shown, name))
      g_error ("%s of %s is not in ui/help-overlay.ui", name, shortcut->action);
    for (guint i = 1; i < G_N_ELEMENTS (shortcut->keys) && shortcut->keys[i]; i++) {
      g_autofree char *also = name_accelerator (shortcut->keys[i]);

      g_hash_table_remove (shown, also);
    }
  }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    if (!g_hash_table_remove (shown, others[i]))
      g_error ("%s is not in ui/help-overlay.ui", others[i]);
  }
  g_hash_table_iter_init (&iter, shown);
  if (g_hash_table_iter_next (&iter, &left, NULL))
    g_error ("ui/help-overlay.ui shows %s, which does nothing", (const char *) left);
}

static void
test_shortcuts_are_of_actions (void)
{
  g_autoptr (GradusApplication) application = gradus_application_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GtkWidget *window;

  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = GTK_WIDGET (gradus_window_new (ADW_APPLICATION (application)));
  for (const GradusShortcut *shortcut = gradus_shortcuts; shortcut->action; shortcut++) {
    g_auto (GStrv) set =
        gtk_application_get_accels_for_action (GTK_APPLICATION (application), shortcut->action);
    g_autofree char *name = NULL;
    g_autoptr (GVariant) target = NULL;

    g_assert_true (g_action_parse_detailed_name (shortcut->action, &name, &target, NULL));
    if (!has_action (application, window, name))
      g_error ("there is no action %s", name);
    for (guint i = 0; i < G_N_ELEMENTS (shortcut->keys) && shortcut->keys[i]; i++) {
      char *key = name_accelerator (shortcut->keys[i]);

      g_assert_cmpstr (set[i], ==, key);
      g_assert_true (g_hash_table_add (seen, key)); /* no key does two things */
    }
  }
  gtk_window_destroy (GTK_WINDOW (window));
}

/* -- Keys that act alone ----------------------------------------------------------------------- */

static guint n_trained, taken;

static void
on_train (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  n_trained++;
}

static gboolean
take_key (GtkWidget *window, guint key)
{
  taken = key;
  return key == GDK_KEY_x;
}

static void
test_keys (void)
{
  static const GActionEntry entries[] = { { "train", on_train } };
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, NULL), *entry = gtk_entry_new ();
  GradusViewsPanel *views = g_object_new (GRADUS_TYPE_VIEWS_PANEL, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *button = gtk_button_new ();
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, 1, NULL);
  gtk_widget_insert_action_group (window, "win", G_ACTION_GROUP (group));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (views));
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gradus_window_keys_attach (GTK_WINDOW (window), views, take_key);
  gtk_window_present (GTK_WINDOW (window));
  gtk_window_set_focus (GTK_WINDOW (window), NULL);

  g_assert_true (press_key (window, GDK_KEY_space, 0));
  g_assert_cmpuint (n_trained, ==, 1);
  g_assert_false (press_key (window, GDK_KEY_space, GDK_CONTROL_MASK));
  g_assert_true (press_key (window, GDK_KEY_x, 0)); /* asked first, and took it */
  g_assert_false (press_key (window, GDK_KEY_y, 0));
  g_assert_cmpuint (taken, ==, GDK_KEY_y);

  /* Who walks with Tab presses a button by Space; who clicks it trains. */
  gtk_widget_grab_focus (button);
  g_assert_true (press_key (window, GDK_KEY_space, 0));
  g_assert_cmpuint (n_trained, ==, 2);
  press_key (window, GDK_KEY_Tab, 0);
  gtk_widget_grab_focus (button);
  g_assert_false (press_key (window, GDK_KEY_space, 0));
  g_assert_cmpuint (n_trained, ==, 2);

  /* A letter that is typed into an entry is the entry's. */
  taken = 0;
  gtk_widget_grab_focus (entry);
  g_assert_false (press_key (window, GDK_KEY_x, 0));
  g_assert_cmpuint (taken, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The places of the letters are those of X11: 41 has F, 38 A, 57 N, 11 the digit 2. */
static void
test_latin_key (void)
{
  GdkDisplay *display = gdk_display_get_default ();

  g_assert_cmpuint (gradus_latin_key (display, GDK_KEY_f, 41), ==, GDK_KEY_f);
  g_assert_cmpuint (gradus_latin_key (display, GDK_KEY_space, 65), ==, GDK_KEY_space);
  g_assert_cmpuint (gradus_latin_key (display, GDK_KEY_Escape, 9), ==, GDK_KEY_Escape);
  g_assert_cmpuint (gradus_latin_key (display, GDK_KEY_Hangul_Rieul, 41), ==, GDK_KEY_f);
  g_assert_cmpuint (gradus_latin_key (display, GDK_KEY_Hangul_Mieum, 38), ==, GDK_KEY_a);
  g_assert_cmpuint (gradus_latin_key (display, GDK_KEY_Cyrillic_te, 57), ==, GDK_KEY_n);
  g_assert_cmpuint (gradus_latin_key (display, GDK_KEY_eacute, 11), ==, GDK_KEY_2);
  g_assert_cmpuint (gradus_latin_key (display, GDK_KEY_VoidSymbol, 38), ==, GDK_KEY_a);
  g_assert_cmpuint (gradus_latin_key (display, GDK_KEY_Hangul_Rieul, 65), ==, GDK_KEY_Hangul_Rieul);
}

int
main (int argc, char **argv)
{
  g_autofree char *state = g_dir_make_tmp ("gradus-shortcuts-XXXXXX", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE); /* where windows keep their drafts */
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/shortcuts/are-shown", test_shortcuts_are_shown);
  g_test_add_func ("/shortcuts/sections-are-pages", test_sections_are_pages);
  g_test_add_func ("/shortcuts/are-of-actions", test_shortcuts_are_of_actions);
  g_test_add_func ("/shortcuts/keys", test_keys);
  g_test_add_func ("/shortcuts/latin-key", test_latin_key);
  return g_test_run ();
}
