/* SPDX-License-Identifier: MIT */

/* What the parts of the window share, and the user's preferences. Needs a display. */
#include <adwaita.h>

#include "app/common/choices.h"
#include "app/common/help-topic.h"
#include "app/common/installed-path.h"
#include "app/common/language.h"
#include "app/common/number-spin.h"
#include "app/common/pane-layout.h"
#include "app/common/scheme.h"
#include "app/common/settings.h"
#include "app/common/toaster.h"
#include "app/common/tooltip-guard.h"
#include "app/common/wrap-layout.h"
#include "app/lessons/lesson-menu.h"
#include "app/lessons/progress-store.h"
#include "app/preferences/preferences-window.h"
#include "app/preferences/preferences.h"
#include "app/runs/run-chip.h"
#include "document/edit.h"
#include "experiment/builtin.h"
#include "finding.h"
#include "lesson/library.h"
#include "train/cores.h"

/* -- Toasts ------------------------------------------------------------------------------------ */

/* One toast at a time, the newest; and an offer that was taken back does not come again. */
static void
test_toaster (void)
{
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, NULL);
  GradusToaster *toaster = g_object_new (GRADUS_TYPE_TOASTER, NULL);
  int height;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (toaster));
  gtk_window_present (GTK_WINDOW (window));
  g_assert_null (gradus_toaster_get_sentence (toaster));
  gradus_toaster_tell (toaster, "one");
  g_assert_cmpstr (gradus_toaster_get_sentence (toaster), ==, "One");
  gradus_toaster_tell (toaster, "über"); /* only letters of ASCII have a capital here */
  g_assert_cmpstr (gradus_toaster_get_sentence (toaster), ==, "über");
  gradus_toaster_offer (toaster, "three", "Do It", "win.do-it", 12);
  gradus_toaster_clear_trouble (toaster); /* it is none */
  g_assert_cmpstr (gradus_toaster_get_sentence (toaster), ==, "Three");
  gradus_toaster_clear (toaster);
  g_assert_null (gradus_toaster_get_sentence (toaster));
  gtk_widget_measure (GTK_WIDGET (toaster), GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL,
                      NULL);
  g_assert_cmpint (height, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A long sentence takes more lines instead of being cut off, and trouble stays until it is over. */
static void
test_toaster_trouble (void)
{
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, NULL);
  GradusToaster *toaster = g_object_new (GRADUS_TYPE_TOASTER, NULL);
  int line, lines;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (toaster));
  gtk_window_present (GTK_WINDOW (window));
  gradus_toaster_tell_trouble (toaster, "short", NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (toaster), GTK_ORIENTATION_VERTICAL, 400, &line, NULL, NULL, NULL);
  gradus_toaster_tell_trouble (
      toaster,
      "All units of a layer are dead: they answer 0 to every sample, so no gradient passes them",
      NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (toaster), GTK_ORIENTATION_VERTICAL, 400, &lines, NULL, NULL,
                      NULL);
  g_assert_cmpint (lines, >, line);
  gradus_toaster_clear_trouble (toaster);
  g_assert_null (gradus_toaster_get_sentence (toaster));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A list that is open is not covered by the tooltip of its button. */
static void
test_tooltip_guard (void)
{
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, NULL), *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  gradus_tooltip_guard_install ();
  gradus_tooltip_guard_install ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_widget_set_tooltip_text (button, "Opens it");
  gtk_window_set_child (GTK_WINDOW (window), button);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (gtk_widget_get_has_tooltip (button));
  gtk_popover_popup (GTK_POPOVER (popover));
  g_assert_false (gtk_widget_get_has_tooltip (button));
  gtk_popover_popdown (GTK_POPOVER (popover));
  gtk_widget_set_visible (popover, FALSE);
  g_assert_true (gtk_widget_get_has_tooltip (button));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Opens it");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Children go on in another line where there is no room, and none gets less than it wants. */
static void
test_wrap_layout (void)
{
  g_autoptr (GtkLayoutManager) layout = g_object_new (GRADUS_TYPE_WRAP_LAYOUT, NULL);
  GtkWidget *box = g_object_ref_sink (g_object_new (GTK_TYPE_BOX, "layout-manager", layout, NULL));
  int line, lines, least, natural;

  for (guint i = 0; i < 3; i++) {
    GtkWidget *child = gtk_label_new (NULL);

    gtk_widget_set_size_request (child, 100, 20);
    gtk_box_append (GTK_BOX (box), child);
  }
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  g_assert_cmpint (least, ==, 100);
  g_assert_cmpint (natural, ==, 312);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 312, &line, NULL, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 250, &lines, NULL, NULL, NULL);
  g_assert_cmpint (line, ==, 20);
  g_assert_cmpint (lines, ==, 46);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 100, &lines, NULL, NULL, NULL);
  g_assert_cmpint (lines, ==, 72);
  g_object_unref (box);
}

/* -- Languages --------------------------------------------------------------------------------- */

static void
test_languages (void)
{
  g_autoptr (GMenuModel) menu = gradus_language_make_menu ();
  g_autofree char *chosen = gradus_language_get_chosen (), *korean = NULL;
  guint n = 0;

  g_assert_cmpstr (chosen, ==, "");
  while (gradus_languages[n].code) {
    g_autoptr (GVariant) target =
        g_menu_model_get_item_attribute_value (menu, (int) n, G_MENU_ATTRIBUTE_TARGET, NULL);

    g_assert_cmpstr (g_variant_get_string (target, NULL), ==, gradus_languages[n].code);
    n++;
  }
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, n);
  gradus_language_choose ("ko");
  korean = gradus_language_get_chosen ();
  g_assert_cmpstr (korean, ==, "ko");
  g_assert_cmpstr (g_get_language_names ()[0], ==, "ko"); /* lessons go by it */
  gradus_language_choose ("en");
  g_assert_cmpstr (g_get_language_names ()[0], ==, "en");
  gradus_language_choose (""); /* the system's again, which has none here */
  g_assert_null (g_getenv ("LANGUAGE"));
}

/* -- Preferences ------------------------------------------------------------------------------- */

static void
test_preferences_act (void)
{
  GSettings *settings = gradus_settings_get ();
  AdwStyleManager *styles = adw_style_manager_get_default ();

  gradus_preferences_begin ();
  g_assert_cmpint (adw_style_manager_get_color_scheme (styles), ==, ADW_COLOR_SCHEME_DEFAULT);
  g_settings_set_enum (settings, "theme", GRADUS_THEME_DARK);
  g_assert_cmpint (adw_style_manager_get_color_scheme (styles), ==, ADW_COLOR_SCHEME_FORCE_DARK);
  g_assert_true (gradus_scheme_find () == GRADUS_SCHEME_DARK);
  g_settings_set_enum (settings, "theme", GRADUS_THEME_LIGHT);
  g_assert_true (gradus_scheme_find () == GRADUS_SCHEME_LIGHT);
  g_settings_set_uint (settings, "processors", 1);
  g_assert_cmpuint (gradus_cores_count (), ==, 1);
  g_settings_set_uint (settings, "processors", 0);
  g_assert_cmpuint (gradus_cores_count (), ==, gradus_cores_count_all ());
  g_settings_reset (settings, "theme");
}

/* There is one window of them, and what is chosen in it is in the settings at once. */
static void
test_preferences_window (void)
{
  GSettings *settings = gradus_settings_get ();
  GtkWindow *first, *window;
  GtkWidget *spin, *theme;
  guint processors = 1; /* behind the pace */

  g_assert_false (gradus_preferences_are_open ());
  gradus_preferences_open (NULL);
  first = find_window (GRADUS_TYPE_PREFERENCES_WINDOW);
  g_object_add_weak_pointer (G_OBJECT (first), (gpointer *) &first);
  gradus_preferences_open (NULL);
  g_assert_null (first);
  window = find_window (GRADUS_TYPE_PREFERENCES_WINDOW);
  g_assert_null (find_other_window (GRADUS_TYPE_PREFERENCES_WINDOW, window));
  g_assert_true (gradus_preferences_are_open ());

  spin = find_nth (GTK_WIDGET (window), GTK_TYPE_SPIN_BUTTON, &processors);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 1);
  g_assert_cmpuint (g_settings_get_uint (settings, "processors"), ==,
                    gradus_cores_count_all () == 1 ? 0 : 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), gradus_cores_count_all ());
  g_assert_cmpuint (g_settings_get_uint (settings, "processors"), ==,
                    0); /* all, on whatever machine */
  theme = find_first (GTK_WIDGET (window), ADW_TYPE_COMBO_ROW);
  adw_combo_row_set_selected (ADW_COMBO_ROW (theme), GRADUS_THEME_DARK);
  g_assert_cmpint (g_settings_get_enum (settings, "theme"), ==, GRADUS_THEME_DARK);
  g_settings_reset (settings, "theme");
  gtk_window_destroy (window);
  g_assert_false (gradus_preferences_are_open ());
}

/* -- "What is this?" --------------------------------------------------------------------------- */

static char *asked;

static void
note_topic (GtkWidget *window, const char *topic)
{
  g_free (asked);
  asked = g_strdup (topic);
}

/* A widget is about what it says, else about what its parent is; the focus is asked first, Escape
 * ends the question. */
static void
test_help_topic (void)
{
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, NULL),
            *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *inner = gtk_button_new (), *other = gtk_button_new ();

  gtk_widget_set_name (box, "topic:layers");
  gtk_widget_set_name (inner, "topic:activation");
  gtk_box_append (GTK_BOX (box), inner);
  gtk_box_append (GTK_BOX (box), other);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_cmpstr (gradus_help_topic_find (inner), ==, "activation");
  g_assert_cmpstr (gradus_help_topic_find (other), ==, "layers");
  g_assert_null (gradus_help_topic_find (window));
  gtk_widget_grab_focus (inner);
  gradus_help_topic_ask (GTK_WINDOW (window), note_topic);
  g_assert_cmpstr (asked, ==, "activation");
  g_clear_pointer (&asked, g_free);
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  gradus_help_topic_ask (GTK_WINDOW (window), note_topic);
  g_assert_null (asked);
  g_assert_nonnull (gtk_widget_get_cursor (window)); /* it waits for a click */
  g_assert_false (press_key (window, GDK_KEY_a, 0));
  g_assert_true (press_key (window, GDK_KEY_Escape, 0));
  g_assert_null (gtk_widget_get_cursor (window));
  g_assert_false (press_key (window, GDK_KEY_Escape, 0));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* -- Small widgets ----------------------------------------------------------------------------- */

static void
check_number (GtkSpinButton *spin, double value, const char *text)
{
  gtk_spin_button_set_value (spin, value);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, text);
}

/* As many digits as a number has; what is typed and is none leaves the value. */
static void
test_number_spin (void)
{
  GtkSpinButton *spin =
      g_object_ref_sink (gradus_number_spin_new ("Rate", "How far", 0, 1000, 0.1));

  check_number (spin, 0.0001, "0.0001");
  check_number (spin, 100, "100");
  check_number (spin, 2000, "1,000");
  check_number (spin, 0.000065, "6.5·10⁻⁵");
  gtk_editable_set_text (GTK_EDITABLE (spin), "7.5·10⁻⁵");
  gtk_spin_button_update (spin);
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (spin), 7.5e-5, 1e-15);
  gtk_editable_set_text (GTK_EDITABLE (spin), "2000"); /* out of range */
  gtk_spin_button_update (spin);
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (spin), 7.5e-5, 1e-15);
  gtk_editable_set_text (GTK_EDITABLE (spin), "1e-3");
  gtk_spin_button_update (spin);
  g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, 1e-3);
  gtk_editable_set_text (GTK_EDITABLE (spin), "3 metres");
  gtk_spin_button_update (spin);
  g_assert_cmpfloat (gtk_spin_button_get_value (spin), ==, 1e-3);
  g_object_unref (spin);
}

/* "Mixed" is there only while it is true. */
static void
test_choices (void)
{
  GtkDropDown *choice = g_object_ref_sink (g_object_new (GTK_TYPE_DROP_DOWN, NULL));
  GListModel *titles;
  guint n;

  gradus_choices_offer_activations (choice);
  titles = gtk_drop_down_get_model (choice);
  n = g_list_model_get_n_items (titles);
  g_assert_cmpuint (n, ==, GRADUS_N_ACTIVATIONS);
  gradus_choices_select_common (choice, GTK_INVALID_LIST_POSITION);
  g_assert_cmpuint (g_list_model_get_n_items (titles), ==, n + 1);
  g_assert_true (gradus_choices_is_mixed (choice));
  gradus_choices_select_common (choice, GTK_INVALID_LIST_POSITION); /* once is enough */
  g_assert_cmpuint (g_list_model_get_n_items (titles), ==, n + 1);
  g_assert_true (gradus_choices_is_mixed (choice));
  gtk_drop_down_set_selected (choice, 2);
  g_assert_false (gradus_choices_is_mixed (choice));
  gradus_choices_select_common (choice, 3);
  g_assert_cmpuint (g_list_model_get_n_items (titles), ==, n);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 3);
  g_object_unref (choice);
}

static int
load_position (GtkPaned *paned, double share)
{
  const GradusPaneLayout layout = { "divider", paned, 0.25 };
  g_autoptr (GKeyFile) file = g_key_file_new ();

  if (share > 0)
    g_key_file_set_double (file, "panes", "divider", share);
  gtk_paned_set_position (paned, 1);
  gradus_pane_layout_load (&layout, file, "panes");
  while (gtk_paned_get_position (paned) == 1)
    g_main_context_iteration (NULL, TRUE);
  return gtk_paned_get_position (paned);
}

/* A divider is remembered as a share; one that would hide a side is not taken. */
static void
test_pane_layout (void)
{
  GtkWindow *window =
      g_object_new (GTK_TYPE_WINDOW, "default-width", 400, "default-height", 300, NULL);
  GtkPaned *paned = GTK_PANED (gtk_paned_new (GTK_ORIENTATION_HORIZONTAL));
  const GradusPaneLayout layout = { "divider", paned, 0.25 };
  g_autoptr (GKeyFile) file = g_key_file_new ();
  int width;

  gtk_paned_set_start_child (paned, gtk_label_new (NULL));
  gtk_paned_set_end_child (paned, gtk_label_new (NULL));
  gtk_window_set_child (window, GTK_WIDGET (paned));
  gradus_pane_layout_save (&layout, file, "panes"); /* before it has a size */
  g_assert_false (g_key_file_has_group (file, "panes"));
  gtk_window_present (window);
  g_assert_cmpint (load_position (paned, 0.5), ==, gtk_widget_get_width (GTK_WIDGET (paned)) / 2);
  width = gtk_widget_get_width (GTK_WIDGET (paned));
  gradus_pane_layout_save (&layout, file, "panes");
  g_assert_cmpfloat_with_epsilon (g_key_file_get_double (file, "panes", "divider", NULL), 0.5,
                                  0.01);
  g_assert_cmpint (load_position (paned, 0), ==, width / 4);
  g_assert_cmpint (load_position (paned, 0.999), ==, width / 4);
  g_assert_cmpint (load_position (paned, 0.75), ==, width * 3 / 4);
  gtk_window_destroy (window);
}

static void
test_installed_path (void)
{
  g_autofree char *built =
      gradus_installed_path_find ("tests/meson.build", "/nowhere"); /* of this very tree */
  g_autofree char *installed = gradus_installed_path_find ("not/in/the/build", "/nowhere");

  g_assert_true (g_str_has_suffix (built, "/tests/meson.build"));
  g_assert_cmpstr (installed, ==, "/nowhere");
}

/* -- Runs and lessons -------------------------------------------------------------------------- */

/* A chip is pressed while its run is selected, and a run without a name goes by what tells it from
 * the others. */
static void
test_run_chip (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  GradusRun *runs[2];
  GtkWidget *chips[2], *buttons[2];

  for (guint i = 0; i < 2; i++) {
    runs[i] = gradus_run_new (experiment, NULL);
    gradus_document_insert (document, i, runs[i]);
    chips[i] = g_object_ref_sink (gradus_run_chip_new (document, runs[i]));
    buttons[i] = find_first (chips[i], GTK_TYPE_TOGGLE_BUTTON);
  }
  gradus_run_chip_refresh (GRADUS_RUN_CHIP (chips[0])); /* the last one is selected */
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (buttons[0])));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (buttons[0]), TRUE);
  g_assert_true (gradus_document_get_selected (document) == runs[0]);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (buttons[0]), FALSE); /* pressed again */
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (buttons[0])));
  gradus_run_chip_refresh (GRADUS_RUN_CHIP (chips[1]));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (buttons[1]), TRUE);
  gradus_run_chip_refresh (GRADUS_RUN_CHIP (chips[0]));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (buttons[0])));
  gradus_run_set_name (runs[1], "my_run");
  gradus_run_chip_refresh (GRADUS_RUN_CHIP (chips[1]));
  g_assert_nonnull (find_label (chips[1], "my_run"));
  for (guint i = 0; i < 2; i++) {
    g_object_unref (chips[i]);
    g_object_unref (runs[i]);
  }
}

static char *
get_label (GMenuModel *section, guint item)
{
  char *label = NULL;

  g_menu_model_get_item_attribute (section, (int) item, G_MENU_ATTRIBUTE_LABEL, "s", &label);
  return label;
}

/* Once a lesson was begun, the menu goes on with it; once it was read to the end, it has a mark
 * instead. */
static void
test_lesson_menu (void)
{
  GradusProgress *progress = gradus_progress_store_get ();
  GradusLesson *first = g_ptr_array_index (gradus_library_get_course (), 0);
  const char *id = gradus_lesson_get_id (first);
  const guint n = gradus_lesson_get_n_steps (first);
  g_autoptr (GMenuModel) before = gradus_lesson_menu_new (), during = NULL, after = NULL;
  g_autoptr (GMenuModel) going_on = NULL, course = NULL;
  g_autofree char *go_on = NULL, *marked = NULL;

  g_assert_cmpint (g_menu_model_get_n_items (before), ==,
                   2); /* the course, and what was achieved */
  gradus_progress_enter (progress, id, 1, n);
  during = gradus_lesson_menu_new ();
  g_assert_cmpint (g_menu_model_get_n_items (during), ==, 3);
  going_on = g_menu_model_get_item_link (during, 0, G_MENU_LINK_SECTION);
  go_on = get_label (going_on, 0);
  g_assert_true (g_str_has_suffix (go_on, "Step 2"));
  gradus_progress_enter (progress, id, n - 1, n);
  after = gradus_lesson_menu_new ();
  g_assert_cmpint (g_menu_model_get_n_items (after), ==, 2);
  course = g_menu_model_get_item_link (after, 0, G_MENU_LINK_SECTION);
  g_assert_cmpint (g_menu_model_get_n_items (course), ==, (int) gradus_library_get_course ()->len);
  marked = get_label (course, 0);
  g_assert_true (g_str_has_suffix (marked, "✓"));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("gradus-common-XXXXXX", NULL);

  g_unsetenv ("LANGUAGE");
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/common/toaster", test_toaster);
  g_test_add_func ("/common/tooltip-guard", test_tooltip_guard);
  g_test_add_func ("/common/wrap-layout", test_wrap_layout);
  g_test_add_func ("/common/toaster-trouble", test_toaster_trouble);
  g_test_add_func ("/common/languages", test_languages);
  g_test_add_func ("/common/preferences/act", test_preferences_act);
  g_test_add_func ("/common/preferences/window", test_preferences_window);
  g_test_add_func ("/common/help-topic", test_help_topic);
  g_test_add_func ("/common/number-spin", test_number_spin);
  g_test_add_func ("/common/choices", test_choices);
  g_test_add_func ("/common/pane-layout", test_pane_layout);
  g_test_add_func ("/common/installed-path", test_installed_path);
  g_test_add_func ("/common/run-chip", test_run_chip);
  g_test_add_func ("/common/lesson-menu", test_lesson_menu);
  return g_test_run ();
}
