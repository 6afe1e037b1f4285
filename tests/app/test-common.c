/* SPDX-License-Identifier: MIT */

/* What the parts of the window share, and the user's preferences. Needs a display. */
#include <adwaita.h>
#include <glib/gstdio.h>
#include <locale.h>

#include "app/common/choices.h"
#include "app/common/heard-name.h"
#include "app/common/field-note.h"
#include "app/common/file-fault.h"
#include "app/common/fit-layout.h"
#include "app/common/help-topic.h"
#include "app/common/installed-path.h"
#include "app/common/language.h"
#include "app/common/number-spin.h"
#include "app/common/overflow-layout.h"
#include "app/common/pane-layout.h"
#include "app/common/scheme.h"
#include "app/common/settings.h"
#include "app/common/toaster.h"
#include "app/common/typed-name.h"
#include "app/common/typed-number.h"
#include "app/common/tooltip-guard.h"
#include "app/common/whole-words.h"
#include "app/common/wrap-layout.h"
#include "app/lessons/lesson-menu.h"
#include "app/lessons/progress-store.h"
#include "app/preferences/preferences-page.h"
#include "app/preferences/preferences.h"
#include "app/runs/run-chip.h"
#include "document/edit.h"
#include "experiment/builtin.h"
#include "finding.h"
#include "lesson/library.h"
#include "train/cores.h"

static void
settle (void)
{
  for (int i = 0; i < 20; i++) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (5000);
  }
}

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

static int
find_y (GradusToaster *toaster, const char *text)
{
  GtkWidget *label = find_label (GTK_WIDGET (toaster), text);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (label, GTK_WIDGET (toaster), &bounds));
  return (int) bounds.origin.y;
}

/* Rows are made with their first sentence, and stand in one order whatever came first. */
static void
test_toaster_order (void)
{
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, "default-width", 600, NULL);
  GradusToaster *toaster = g_object_new (GRADUS_TYPE_TOASTER, NULL);

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (toaster));
  gtk_window_present (GTK_WINDOW (window));
  g_assert_null (gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (toaster))));
  gradus_toaster_tell (toaster, "news");
  gradus_toaster_tell_fault (toaster, "fault");
  gradus_toaster_tell_trouble (toaster, "trouble", NULL, NULL, NULL);
  settle ();
  g_assert_cmpint (find_y (toaster, "Fault"), <, find_y (toaster, "Trouble"));
  g_assert_cmpint (find_y (toaster, "Trouble"), <, find_y (toaster, "News"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Without a width to keep to it is as low as it is where it is wide: newer GTK asks for no less. */
static void
test_toaster_height (void)
{
  GradusToaster *toaster = g_object_new (GRADUS_TYPE_TOASTER, NULL);
  int unbound, wide;

  g_object_ref_sink (toaster);
  gradus_toaster_offer (toaster, "New here? The first lesson takes five minutes", "Begin",
                        "win.begin", 0);
  gtk_widget_measure (GTK_WIDGET (toaster), GTK_ORIENTATION_VERTICAL, -1, &unbound, NULL, NULL,
                      NULL);
  gtk_widget_measure (GTK_WIDGET (toaster), GTK_ORIENTATION_VERTICAL, 1200, &wide, NULL, NULL,
                      NULL);
  g_assert_cmpint (unbound, <=, wide);
  g_object_unref (toaster);
}

/* A long sentence takes more lines instead of being cut off, and trouble stays until it is over. */
static void
test_toaster_trouble (void)
{
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, NULL);
  GradusToaster *toaster = g_object_new (GRADUS_TYPE_TOASTER, NULL);
  int narrow, line, lines;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (toaster));
  gtk_window_present (GTK_WINDOW (window));
  gradus_toaster_tell_trouble (toaster, "short", NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (toaster), GTK_ORIENTATION_HORIZONTAL, -1, &narrow, NULL, NULL,
                      NULL);
  gtk_widget_measure (GTK_WIDGET (toaster), GTK_ORIENTATION_VERTICAL, narrow, &line, NULL, NULL,
                      NULL);
  gradus_toaster_tell_trouble (
      toaster,
      "All units of a layer are dead: they answer 0 to every sample, so no gradient passes them",
      NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (toaster), GTK_ORIENTATION_VERTICAL, narrow, &lines, NULL, NULL,
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

/* What was pressed shows no tooltip, whatever its text becomes, until the pointer has left it. */
static void
test_tooltip_of_pressed (void)
{
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, NULL), *button = gtk_button_new ();

  gradus_tooltip_guard_install ();
  gtk_widget_set_tooltip_text (button, "Does it");
  gtk_window_set_child (GTK_WINDOW (window), button);
  g_signal_emit_by_name (button, "clicked"); /* with a key */
  g_assert_true (gtk_widget_get_has_tooltip (button));
  for (guint i = 0; i < 2; i++) {
    gtk_widget_set_state_flags (button, GTK_STATE_FLAG_PRELIGHT, FALSE);
    g_signal_emit_by_name (button, "clicked");
    g_assert_false (gtk_widget_get_has_tooltip (button));
    g_signal_emit_by_name (button, "clicked");
    gtk_widget_set_tooltip_text (button, "Does it again");
    g_assert_false (gtk_widget_get_has_tooltip (button));
    gtk_widget_unset_state_flags (button, GTK_STATE_FLAG_PRELIGHT);
    g_assert_true (gtk_widget_get_has_tooltip (button));
    g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "Does it again");
  }
  gtk_widget_set_tooltip_text (button, NULL);
  g_assert_false (gtk_widget_get_has_tooltip (button));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The lines of a label break between Korean words, also when its text is another; what it has of its
 * own stays. */
static void
test_whole_words (void)
{
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, NULL), *label = gtk_label_new ("파일을 보내기");
  PangoLayout *layout;

  gradus_whole_words_install ();
  gradus_whole_words_install ();
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_window_set_child (GTK_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
  gtk_label_set_label (GTK_LABEL (label), "그때부터 아무것도 컴퓨터를 떠나지");
  layout = pango_layout_copy (gtk_label_get_layout (GTK_LABEL (label)));
  pango_layout_set_width (layout, PANGO_SCALE); /* a line for each word, none of which fits */
  g_assert_cmpint (pango_layout_get_line_count (layout), ==, 4);
  g_object_unref (layout);
  g_assert_nonnull (gtk_label_get_attributes (GTK_LABEL (label)));
  gtk_label_set_label (GTK_LABEL (label), "/home/student/내문서/은닉층열개.gradus");
  g_assert_null (gtk_label_get_attributes (GTK_LABEL (label)));
  gtk_label_set_label (GTK_LABEL (label), "Nothing leaves");
  g_assert_null (gtk_label_get_attributes (GTK_LABEL (label)));
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
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 312, NULL, &line, NULL, NULL);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 250, NULL, &lines, NULL, NULL);
  g_assert_cmpint (line, ==, 20);
  g_assert_cmpint (lines, ==, 46);
  gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, 100, NULL, &lines, NULL, NULL);
  g_assert_cmpint (lines, ==, 72);
  for (int width = 100; width < 400; width += 100) { /* or boxes around search without end */
    gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, width, &least, NULL, NULL, NULL);
    g_assert_cmpint (least, ==, 20);
  }
  g_object_unref (box);
}

static GtkWidget *
make_row (GType layout_type, guint n)
{
  g_autoptr (GtkLayoutManager) layout = g_object_new (layout_type, NULL);
  GtkWidget *box = g_object_ref_sink (g_object_new (GTK_TYPE_BOX, "layout-manager", layout, NULL));

  for (guint i = 0; i < n; i++) {
    GtkWidget *child = gtk_label_new (NULL);

    gtk_widget_set_size_request (child, 100, 20);
    gtk_box_append (GTK_BOX (box), child);
  }
  return box;
}

static GtkWidget *
get_child (GtkWidget *box, guint at)
{
  GtkWidget *child = gtk_widget_get_first_child (box);

  while (at-- > 0)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* In any room each child that is shown is whole, the one that is kept is among them, as many are as
 * there is room for, and the last child is there where not all are. */
static void
test_overflow_layout (void)
{
  GtkWidget *box = make_row (GRADUS_TYPE_OVERFLOW_LAYOUT, 6);
  GradusOverflowLayout *layout = GRADUS_OVERFLOW_LAYOUT (gtk_widget_get_layout_manager (box));
  int least;

  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, ==, 206);
  for (guint kept = 0; kept < 5; kept++) {
    gradus_overflow_layout_keep (layout, get_child (box, kept));
    for (int width = least; width < 700; width += 13) {
      guint n = 0;

      gtk_widget_allocate (box, width, 20, -1, NULL);
      for (guint i = 0; i < 5; i++) {
        if (!gtk_widget_get_child_visible (get_child (box, i)))
          continue;
        g_assert_cmpint (gtk_widget_get_width (get_child (box, i)), ==, 100);
        n++;
      }
      g_assert_cmpuint (n, ==, width >= 524 ? 5 : (guint) width / 106 - (width % 106 < 100));
      g_assert_true (gtk_widget_get_child_visible (get_child (box, kept)));
      g_assert_true (gtk_widget_get_child_visible (get_child (box, 5)) == (n < 5));
    }
  }
  g_object_unref (box);
}

/* The first that fits is shown, and the last where none does. */
static void
test_fit_layout (void)
{
  GtkWidget *box = make_row (GRADUS_TYPE_FIT_LAYOUT, 2);
  int least, natural;

  gtk_widget_set_size_request (get_child (box, 0), 300, 20);
  gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  g_assert_cmpint (least, ==, 100);
  g_assert_cmpint (natural, ==, 300);
  for (int width = 100; width < 400; width += 50) {
    gtk_widget_allocate (box, width, 20, -1, NULL);
    g_assert_true (gtk_widget_get_child_visible (get_child (box, 0)) == (width >= 300));
    g_assert_true (gtk_widget_get_child_visible (get_child (box, 1)) == (width < 300));
  }
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

/* As GTK 4.18's template has it: what is chosen is said after the name, and may not be the name. Nor
 * may an icon, which GTK 4.8 says is. */
static void
test_heard_name (void)
{
  const char *items[] = { "sigmoid", "tanh", NULL };
  GtkWidget *window = gtk_window_new (), *drop_down = gtk_drop_down_new_from_strings (items);
  GtkWidget *chosen = gtk_label_new ("sigmoid");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new_from_icon_name ("media-playback-start-symbolic");

  gradus_heard_name_install ();
  gradus_heard_name_install ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  "Activation", -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  chosen, NULL, -1);
  gtk_box_append (GTK_BOX (box), drop_down);
  gtk_box_append (GTK_BOX (box), button);
  gtk_window_set_child (GTK_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (drop_down),
                                                    GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (button),
                                                    GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_button_set_icon_name (GTK_BUTTON (button), "media-playback-pause-symbolic");
  g_assert_false (gtk_test_accessible_has_relation (GTK_ACCESSIBLE (button),
                                                    GTK_ACCESSIBLE_RELATION_LABELLED_BY));
  gtk_test_accessible_assert_property (drop_down, GTK_ACCESSIBLE_PROPERTY_LABEL, "Activation");
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (g_object_ref_sink (chosen));
}

/* In whatever locale the program is started, installed or not, a language that is chosen is that of
 * GTK's texts, too. */
static void
test_language_in_locale (void)
{
  g_autofree char *locale = NULL;

  gradus_language_begin ();
  locale = g_strdup (setlocale (LC_MESSAGES, NULL));
  gradus_language_choose ("ko");
  g_assert_cmpstr (g_dgettext ("gtk40", "_Cancel"), ==, "취소(_C)");
  gradus_language_choose ("en");
  g_assert_cmpstr (g_dgettext ("gtk40", "_Cancel"), ==, "_Cancel");
  gradus_language_choose (""); /* all is as it was found */
  g_assert_cmpstr (setlocale (LC_MESSAGES, NULL), ==, locale);
}

static void
test_languages_of_locales (void)
{
  const char *locales[] = { "C", "POSIX", "C.UTF-8", "en_US.UTF-8", "ko_KR.UTF-8" };
  g_autofree char *before = g_strdup (g_getenv ("LC_ALL"));

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++) {
    g_setenv ("LC_ALL", locales[i], TRUE);
    g_test_trap_subprocess ("/common/languages/subprocess/locale", 0,
                            G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
  }
  if (before)
    g_setenv ("LC_ALL", before, TRUE);
  else
    g_unsetenv ("LC_ALL");
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

/* In whatever window; NULL: there is none but `known`. */
static GtkWidget *
find_preferences (GtkWidget *known)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
    GtkWidget *page = find_first (window, GRADUS_TYPE_PREFERENCES_PAGE);

    if (page && page != known)
      return page;
  }
  return NULL;
}

/* They are open once, and what is chosen there is in the settings at once. */
static void
test_preferences_open (void)
{
  GSettings *settings = gradus_settings_get ();
  GtkWidget *page, *spin, *theme;
  guint processors = 1; /* behind the pace */

  g_assert_false (gradus_preferences_are_open ());
  gradus_preferences_open (NULL);
  page = find_preferences (NULL);
  g_object_add_weak_pointer (G_OBJECT (page), (gpointer *) &page);
  gradus_preferences_open (NULL);
  g_assert_null (page);
  page = find_preferences (NULL);
  g_assert_nonnull (page);
  g_assert_null (find_preferences (page));
  g_assert_true (gradus_preferences_are_open ());

  spin = find_nth (page, GTK_TYPE_SPIN_BUTTON, &processors);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 1);
  g_assert_cmpuint (g_settings_get_uint (settings, "processors"), ==,
                    gradus_cores_count_all () == 1 ? 0 : 1);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), gradus_cores_count_all ());
  g_assert_cmpuint (g_settings_get_uint (settings, "processors"), ==,
                    0); /* all, on whatever machine */
  theme = find_first (page, ADW_TYPE_COMBO_ROW);
  adw_combo_row_set_selected (ADW_COMBO_ROW (theme), GRADUS_THEME_DARK);
  g_assert_cmpint (g_settings_get_enum (settings, "theme"), ==, GRADUS_THEME_DARK);
  g_settings_reset (settings, "theme");
  gtk_window_destroy (GTK_WINDOW (gtk_widget_get_root (page)));
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

/* What was wrong with files stays beside news and trouble, until somebody has read it. */
static void
test_toaster_faults (void)
{
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, NULL);
  GradusToaster *toaster = g_object_new (GRADUS_TYPE_TOASTER, NULL);
  int narrow;

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (toaster));
  gradus_toaster_tell_fault (toaster, "“a.csv”: is empty");
  gradus_toaster_tell_fault (toaster, "“b.csv”: is empty");
  gradus_toaster_tell_fault (toaster, "“a.csv”: is empty");
  g_assert_cmpstr (gradus_toaster_get_sentence (toaster), ==,
                   "“b.csv”: is empty\n“a.csv”: is empty");
  gradus_toaster_tell (toaster, "saved");
  gradus_toaster_tell_trouble (toaster, "diverged", NULL, NULL, NULL);
  g_assert_cmpstr (gradus_toaster_get_sentence (toaster), ==, "Saved");
  gradus_toaster_clear (toaster);
  g_assert_cmpstr (gradus_toaster_get_sentence (toaster), ==, "Diverged");
  gradus_toaster_clear_trouble (toaster);
  for (int i = 0; i < 5; i++) {
    g_autofree char *name = g_strnfill (200, (char) ('k' + i)),
                    *sentence = g_strdup_printf ("“%s”: is empty", name);

    gradus_toaster_tell_fault (toaster, sentence);
  }
  g_assert_null (strstr (gradus_toaster_get_sentence (toaster), "a.csv")); /* the last four stay */
  gtk_widget_measure (GTK_WIDGET (toaster), GTK_ORIENTATION_HORIZONTAL, -1, &narrow, NULL, NULL,
                      NULL);
  g_assert_cmpint (narrow, <, 300); /* no file's name makes the window wider */
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Every label inside has the room that it needs at its width. */
static void
check_heights (GtkWidget *widget)
{
  int needed;

  if (!gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget)) {
    gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, gtk_widget_get_width (widget), &needed,
                        NULL, NULL, NULL);
    g_assert_cmpint (gtk_widget_get_height (widget), >=, needed);
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    check_heights (child);
}

static void
test_toaster_room (void)
{
  GtkWidget *window = gtk_window_new (), *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GradusToaster *toaster = g_object_new (GRADUS_TYPE_TOASTER, NULL);
  GtkWidget *view = gtk_drawing_area_new ();
  g_autofree char *name = g_strnfill (240, 'x');
  g_autofree char *sentence = g_strdup_printf (
      "“%s.csv”: has names of columns, but no samples; add some, a line each", name);

  gtk_window_set_default_size (GTK_WINDOW (window), 866, 500);
  gtk_widget_set_vexpand (view, TRUE);
  gtk_box_append (GTK_BOX (column), view);
  gtk_box_append (GTK_BOX (column), GTK_WIDGET (toaster));
  gtk_window_set_child (GTK_WINDOW (window), column);
  gradus_toaster_offer (toaster, "New here?", "Begin", "win.begin", 0);
  gtk_window_present (GTK_WINDOW (window));
  settle ();
  gradus_toaster_tell_fault (toaster, sentence);
  settle ();
  check_heights (GTK_WIDGET (toaster));
  gradus_toaster_tell_fault (toaster, "“a.csv”: is empty");
  settle ();
  check_heights (GTK_WIDGET (toaster));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
check_fault (const char *message, const char *wanted)
{
  g_autofree char *fault = gradus_file_fault_describe (message);

  g_assert_cmpstr (fault, ==, wanted);
}

static void
test_file_faults (void)
{
  g_autofree char *folder = g_dir_make_tmp ("a: b-XXXXXX", NULL),
                  *inside = g_build_filename (folder, "c: d.csv", NULL),
                  *message = g_strconcat (inside, ": is empty: 0 bytes", NULL);

  check_fault ("/home/ada/data.csv: line 3: is wrong", "“data.csv”: line 3: is wrong");
  check_fault ("/자료/점.csv: is empty", "“점.csv”: is empty");
  check_fault ("/tmp/two\nlines.csv: is empty", "“two lines.csv”: is empty");
  check_fault ("/home/ada is full", NULL);
  check_fault ("the disk is full: save it elsewhere", NULL);
  check_fault ("", NULL);
  g_assert_true (g_file_set_contents (inside, "", 0, NULL));
  check_fault (message, "“c: d.csv”: is empty: 0 bytes");
  g_unlink (inside);
  g_rmdir (folder);
}

/* -- Small widgets ----------------------------------------------------------------------------- */

static void
check_number (GtkSpinButton *spin, double value, const char *text)
{
  gtk_spin_button_set_value (spin, value);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, text);
}

static void
type_number (GtkSpinButton *spin, const char *text, double wanted)
{
  gtk_editable_set_text (GTK_EDITABLE (spin), text);
  gtk_spin_button_update (spin);
  g_assert_cmpfloat_with_epsilon (gtk_spin_button_get_value (spin), wanted, 1e-15);
}

/* As many digits as a number has; what is typed and is none leaves the value, and the field says
 * why. */
static void
test_number_spin (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkSpinButton *spin = gradus_number_spin_new ("Rate", "How far", 0, 1000, 0.1, FALSE);

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (spin));
  gtk_window_present (GTK_WINDOW (window));
  settle ();
  check_number (spin, 0.0001, "0.0001");
  check_number (spin, 100, "100");
  check_number (spin, 2000, "1,000");
  check_number (spin, 0.000065, "6.5·10⁻⁵");
  type_number (spin, "7.5·10⁻⁵", 7.5e-5);
  g_assert_null (gradus_field_note_get (GTK_WIDGET (spin)));
  type_number (spin, "2000", 7.5e-5);
  g_assert_cmpstr (gradus_field_note_get (GTK_WIDGET (spin)), ==,
                   "“2000” is too large: give a number from 0 to 1,000");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (spin)), ==, "7.5·10⁻⁵");
  type_number (spin, "1e-3", 1e-3);
  g_assert_null (gradus_field_note_get (GTK_WIDGET (spin)));
  type_number (spin, "3 metres", 1e-3);
  g_assert_cmpstr (gradus_field_note_get (GTK_WIDGET (spin)), ==,
                   "“3 metres” is no number: give a number from 0 to 1,000");
  type_number (spin, "0,5", 0.5);
  type_number (spin, "1,000", 1000);
  type_number (spin, "3e-12", 3e-12); /* GTK takes it for 5e-12 */
  type_number (spin, "5e-12", 5e-12);
  type_number (spin, "abc", 5e-12);
  gtk_window_destroy (GTK_WINDOW (window)); /* with a note */
}

/* A number with decimals is not rounded behind the back of who types it. */
static void
test_whole_number_spin (void)
{
  GtkWidget *window = gtk_window_new ();
  GtkSpinButton *spin = gradus_number_spin_new ("Samples", "How many", 10, 100000, 50, TRUE);

  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (spin));
  gtk_window_present (GTK_WINDOW (window));
  settle ();
  type_number (spin, "1,000", 1000);
  type_number (spin, "2 000", 2000);
  type_number (spin, "1e5", 100000);
  type_number (spin, "200,000", 100000);
  g_assert_cmpstr (gradus_field_note_get (GTK_WIDGET (spin)), ==,
                   "“200,000” is too large: give a whole number from 10 to 100,000");
  type_number (spin, "12.5", 100000);
  g_assert_cmpstr (gradus_field_note_get (GTK_WIDGET (spin)), ==,
                   "“12.5” is no whole number: give a whole number from 10 to 100,000");
  type_number (spin, "", 100000);
  g_assert_cmpstr (gradus_field_note_get (GTK_WIDGET (spin)), ==,
                   "Nothing was typed: give a whole number from 10 to 100,000");
  type_number (spin, "20 %", 100000);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
check_typed (const char *text, const GradusTypedRange *range, double wanted)
{
  g_autofree char *why = NULL;
  double value = -77;

  g_assert_true (gradus_typed_number_read (text, range, &value, &why));
  g_assert_cmpfloat_with_epsilon (value, wanted, 1e-12);
}

static void
check_refused (const char *text, const GradusTypedRange *range, const char *sentence)
{
  g_autofree char *why = NULL;
  double value = -77;

  g_assert_false (gradus_typed_number_read (text, range, &value, &why));
  g_assert_cmpstr (why, ==, sentence);
  g_assert_cmpfloat (value, ==, -77);
}

static void
test_typed_numbers (void)
{
  const GradusTypedRange share = { 0, 1, FALSE, FALSE }, percent = { 0, 90, FALSE, TRUE },
                         units = { 1, 4096, TRUE, FALSE }, any = { -1000, 1000, FALSE, FALSE };
  g_autofree char *long_one = g_strnfill (10000, 'x');

  check_typed ("0,5", &share, 0.5);
  check_typed ("50 %", &share, 0.5);
  check_typed ("12,5%", &share, 0.125);
  check_typed ("２０％", &percent, 20);
  check_typed ("20", &percent, 20);
  check_typed ("12.5", &percent, 12.5);
  check_typed ("4,096", &units, 4096);
  check_typed (" 16\n", &units, 16);
  check_typed ("−0,5", &any, -0.5);
  check_refused ("½", &any, "“½” is no number: give a number from −1,000 to 1,000");
  check_refused ("5 %", &any, "“5 %” is no number: give a number from −1,000 to 1,000");
  check_refused ("100 %", &percent, "“100 %” is too large: give a number from 0 to 90");
  check_refused ("0", &units, "“0” is too small: give a whole number from 1 to 4,096");
  check_refused ("-5", &units, "“-5” is too small: give a whole number from 1 to 4,096");
  check_refused ("nan", &any, "“nan” is no number: give a number from −1,000 to 1,000");
  check_refused ("셋", &units, "“셋” is no number: give a whole number from 1 to 4,096");
  check_refused ("🙂\n\t1", &units,
                 "“🙂  1” is no number: give a whole number from 1 to 4,096");
  check_refused (" \n", &units, "Nothing was typed: give a whole number from 1 to 4,096");
  check_refused (long_one, &units,
                 "“xxxxxxxxxxxxxxxxxxxxxxxx…” is no number: give a whole number from 1 to 4,096");
}

static void
check_name (const char *typed, const char *wanted)
{
  g_autofree char *name = gradus_typed_name_read (typed);

  g_assert_cmpstr (name, ==, wanted);
}

static void
test_typed_names (void)
{
  check_name ("ReLU", "ReLU");
  check_name ("  two\n\tlines \r\n", "two lines");
  check_name ("\u2028셋\x01", "셋");
  check_name ("👩‍🔬 tries", "👩‍🔬 tries");
  check_name (" \n", NULL);
  check_name ("", NULL);
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

/* What stands beside a list does not move with what is chosen, in whatever letters. */
static void
test_choice_width (void)
{
  GtkDropDown *choice = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  GtkWindow *window = g_object_new (GTK_TYPE_WINDOW, "child", choice, NULL);
  int first;

  gtk_widget_add_css_class (GTK_WIDGET (choice), "title-1"); /* which it has in the window alone */
  gradus_choices_offer_activations (choice);
  gtk_window_present (window);
  while (!gtk_widget_get_mapped (GTK_WIDGET (choice)))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_measure (GTK_WIDGET (choice), GTK_ORIENTATION_HORIZONTAL, -1, &first, NULL, NULL,
                      NULL);
  for (guint i = 1; i < GRADUS_N_ACTIVATIONS; i++) {
    int width;

    gtk_drop_down_set_selected (choice, i);
    gtk_widget_measure (GTK_WIDGET (choice), GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL,
                        NULL);
    g_assert_cmpint (width, ==, first);
  }
  gtk_window_destroy (window);
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
  g_autoptr (GMenuModel) going_on = NULL, course = NULL, further = NULL;
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
  further = g_menu_model_get_item_link (course, g_menu_model_get_n_items (course) - 1,
                                        G_MENU_LINK_SUBMENU);
  g_assert_cmpint (g_menu_model_get_n_items (course) - 1 + g_menu_model_get_n_items (further), ==,
                   (int) gradus_library_get_course ()->len);
  g_assert_cmpint (g_menu_model_get_n_items (course), <, 16); /* or a small screen cuts it */
  g_assert_cmpint (g_menu_model_get_n_items (further), <, 16);
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
  g_test_add_func ("/common/tooltip-of-pressed", test_tooltip_of_pressed);
  g_test_add_func ("/common/whole-words", test_whole_words);
  g_test_add_func ("/common/wrap-layout", test_wrap_layout);
  g_test_add_func ("/common/overflow-layout", test_overflow_layout);
  g_test_add_func ("/common/fit-layout", test_fit_layout);
  g_test_add_func ("/common/toaster-order", test_toaster_order);
  g_test_add_func ("/common/toaster-height", test_toaster_height);
  g_test_add_func ("/common/toaster-trouble", test_toaster_trouble);
  g_test_add_func ("/common/toaster-faults", test_toaster_faults);
  g_test_add_func ("/common/toaster-room", test_toaster_room);
  g_test_add_func ("/common/file-faults", test_file_faults);
  g_test_add_func ("/common/heard-name", test_heard_name);
  g_test_add_func ("/common/languages", test_languages);
  g_test_add_func ("/common/languages/locales", test_languages_of_locales);
  g_test_add_func ("/common/languages/subprocess/locale", test_language_in_locale);
  g_test_add_func ("/common/preferences/act", test_preferences_act);
  g_test_add_func ("/common/preferences/open", test_preferences_open);
  g_test_add_func ("/common/help-topic", test_help_topic);
  g_test_add_func ("/common/number-spin", test_number_spin);
  g_test_add_func ("/common/whole-number-spin", test_whole_number_spin);
  g_test_add_func ("/common/typed-numbers", test_typed_numbers);
  g_test_add_func ("/common/typed-names", test_typed_names);
  g_test_add_func ("/common/choices", test_choices);
  g_test_add_func ("/common/choice-width", test_choice_width);
  g_test_add_func ("/common/pane-layout", test_pane_layout);
  g_test_add_func ("/common/installed-path", test_installed_path);
  g_test_add_func ("/common/run-chip", test_run_chip);
  g_test_add_func ("/common/lesson-menu", test_lesson_menu);
  return g_test_run ();
}
