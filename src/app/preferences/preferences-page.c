/* SPDX-License-Identifier: MIT */
#include "app/preferences/preferences-page.h"

#include <glib/gi18n.h>

#include "app/common/file-dialog.h"
#include "app/common/language.h"
#include "app/common/number-spin.h"
#include "app/common/settings.h"
#include "app/documents/drafts-folder.h"
#include "train/cores.h"

struct _GradusPreferencesPage {
  AdwPreferencesPage parent_instance;

  AdwComboRow *theme, *language;
  AdwActionRow *processors_row, *folder_row;
  GtkSpinButton *processors, *pace_seconds;
  GtkWidget *usual_folder;
};

G_DEFINE_FINAL_TYPE (GradusPreferencesPage, gradus_preferences_page, ADW_TYPE_PREFERENCES_PAGE)

static void
on_theme (GradusPreferencesPage *self)
{
  g_settings_set_enum (gradus_settings_get (), "theme",
                       (int) adw_combo_row_get_selected (self->theme));
}

static void
choose_language (gpointer language)
{
  g_action_group_activate_action (G_ACTION_GROUP (g_application_get_default ()), "language",
                                  g_variant_new_string (language));
}

/* The action makes all windows anew, this one too, so it must wait until the row has handled its
 * own signal. */
static void
on_language (GradusPreferencesPage *self)
{
  g_autofree char *present = gradus_language_get_chosen ();
  const char *chosen = gradus_languages[adw_combo_row_get_selected (self->language)].code;

  if (!g_str_equal (present, chosen))
    g_idle_add_once (choose_language, (gpointer) chosen);
}

static void
on_pace_seconds (GradusPreferencesPage *self)
{
  g_settings_set_uint (gradus_settings_get (), "pace-seconds",
                       (guint) gtk_spin_button_get_value_as_int (self->pace_seconds));
}

/* All processors are stored as no limit: the same settings may be used on a machine with more. */
static void
on_processors (GradusPreferencesPage *self)
{
  const guint n = (guint) gtk_spin_button_get_value_as_int (self->processors);

  g_settings_set_uint (gradus_settings_get (), "processors", n < gradus_cores_count_all () ? n : 0);
}

static void
show_folder (GradusPreferencesPage *self)
{
  g_autofree char *folder = gradus_drafts_folder_get (), *shown = g_filename_display_name (folder);
  g_autofree char *chosen = g_settings_get_string (gradus_settings_get (), "working-copies");

  adw_action_row_set_subtitle (self->folder_row, shown);
  gtk_widget_set_sensitive (self->usual_folder, *chosen != '\0');
}

static void
on_folder_chosen (GtkWidget *widget, const char *folder)
{
  gradus_drafts_folder_choose (folder);
  show_folder (GRADUS_PREFERENCES_PAGE (widget));
}

static void
on_choose_folder (GradusPreferencesPage *self)
{
  gradus_file_dialog_choose_folder (GTK_WIDGET (self), _ ("Folder for Unsaved Work"),
                                    on_folder_chosen);
}

/* The button has had its use: the focus moves on, for nothing without it closes by Escape. */
static void
on_usual_folder (GradusPreferencesPage *self)
{
  gradus_drafts_folder_choose ("");
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
  show_folder (self);
}

static void
fill_languages (GradusPreferencesPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *chosen = gradus_language_get_chosen ();
  guint selected = 0;

  for (guint i = 0; gradus_languages[i].code; i++) {
    gtk_string_list_append (names, _ (gradus_languages[i].name));
    if (g_str_equal (gradus_languages[i].code, chosen))
      selected = i;
  }
  adw_combo_row_set_model (self->language, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->language, selected);
}

static void
fill_rows (GradusPreferencesPage *self)
{
  GSettings *settings = gradus_settings_get ();
  const guint n = gradus_cores_count_all (), limit = g_settings_get_uint (settings, "processors");
  g_autofree char *subtitle =
      g_strdup_printf (_ ("Training and sweeps use so many at most; this machine has %u"), n);

  adw_combo_row_set_selected (self->theme, (guint) g_settings_get_enum (settings, "theme"));
  fill_languages (self);
  gtk_spin_button_set_value (self->pace_seconds, g_settings_get_uint (settings, "pace-seconds"));
  gtk_spin_button_set_range (self->processors, 1, n);
  gtk_spin_button_set_value (self->processors, limit > 0 ? MIN (limit, n) : n);
  adw_action_row_set_subtitle (self->processors_row, subtitle);
  show_folder (self);
}

static void
connect_rows (GradusPreferencesPage *self)
{
  g_signal_connect_swapped (self->theme, "notify::selected", G_CALLBACK (on_theme), self);
  g_signal_connect_swapped (self->language, "notify::selected", G_CALLBACK (on_language), self);
  g_signal_connect_swapped (self->pace_seconds, "value-changed", G_CALLBACK (on_pace_seconds),
                            self);
  g_signal_connect_swapped (self->processors, "value-changed", G_CALLBACK (on_processors), self);
}

#define BIND(member)                                                                               \
  gtk_widget_class_bind_template_child (widget_class, GradusPreferencesPage, member)

static void
gradus_preferences_page_class_init (GradusPreferencesPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gradus/Gradus/preferences-page.ui");
  BIND (theme);
  BIND (language);
  BIND (processors_row);
  BIND (pace_seconds);
  BIND (processors);
  BIND (folder_row);
  BIND (usual_folder);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_folder);
  gtk_widget_class_bind_template_callback (widget_class, on_usual_folder);
}

static void
gradus_preferences_page_init (GradusPreferencesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_number_spin_attend (GTK_WIDGET (self));
  fill_rows (self);
  connect_rows (self);
}
