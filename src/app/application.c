/* SPDX-License-Identifier: MIT */
#include "app/application.h"

#include <glib/gi18n.h>

#include "app/common/ending.h"
#include "app/common/heard-name.h"
#include "app/common/host.h"
#include "app/common/language.h"
#include "app/common/settings.h"
#include "app/common/tooltip-guard.h"
#include "app/common/whole-words.h"
#include "app/documents/drafts-folder.h"
#include "app/documents/recent.h"
#include "app/help/about.h"
#include "app/lessons/achievements-window.h"
#include "app/lessons/hand-ins-window.h"
#include "app/lessons/own-lessons.h"
#include "app/lessons/progress-store.h"
#include "app/preferences/preferences.h"
#include "app/window/shortcuts.h"
#include "app/window/window.h"
#include "lesson/library.h"
#include "store/document-file.h"
#include "store/draft-file.h"

struct _GradusApplication {
  AdwApplication parent_instance;

  gboolean exits_after_startup;
  gboolean has_looked_for_orphans;
  GPtrArray *orphans; /* GradusOrphan: drafts of saved documents that a killed program left */
};

G_DEFINE_FINAL_TYPE (GradusApplication, gradus_application, ADW_TYPE_APPLICATION)

/* From a copy: a window that closes leaves the application's list. */
static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  /* As its button does: so each window saves its layout and its draft. */
  for (GList *link = windows; link; link = link->next)
    gtk_window_close (GTK_WINDOW (link->data));
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gradus_about_show (gtk_application_get_active_window (GTK_APPLICATION (data)));
}

/* -- Documents --------------------------------------------------------------------------------- */

static GtkWindow *
add_window (GradusApplication *self)
{
  GtkWindow *window = GTK_WINDOW (gradus_window_new (ADW_APPLICATION (self)));

  gtk_window_present (window);
  return window;
}

/* The window itself, if its document may be replaced without a loss; else a new one. A window
 * that is still reading a document is not pristine: two files that are opened at once never meet
 * in one. */
static GradusAutosaver *
make_room (GradusApplication *self, GtkWindow *window)
{
  if (!window ||
      !gradus_autosaver_is_pristine (gradus_window_get_autosaver (GRADUS_WINDOW (window))))
    window = add_window (self);
  gtk_window_present (window);
  return gradus_window_get_autosaver (GRADUS_WINDOW (window));
}

/* By what the file is, since two paths may lead to it. */
static gboolean
is_same_file (const char *a, const char *b)
{
  GradusFileIdentity one, other;

  return gradus_file_identify (a, &one) && gradus_file_identify (b, &other) &&
         gradus_file_identity_equal (&one, &other);
}

/* The window that has the document of a file; NULL: none. */
static GtkWindow *
find_window_of (GradusApplication *self, const char *filename)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link;
       link = link->next) {
    const char *open =
        GRADUS_IS_WINDOW (link->data)
            ? gradus_autosaver_get_filename (gradus_window_get_autosaver (link->data))
            : NULL;

    if (open && is_same_file (open, filename))
      return link->data;
  }
  return NULL;
}

/* `window` may be NULL: then a new one is made, unless a window has the document already. */
static void
open_document (GradusApplication *self, GtkWindow *window, const char *filename)
{
  GtkWindow *present = find_window_of (self, filename);

  if (present)
    gtk_window_present (present);
  else
    gradus_autosaver_open (make_room (self, window), filename);
}

/* A window of the program, not one of its dialogs; NULL: none. */
static GtkWindow *
find_window (GradusApplication *self)
{
  for (GList *link = gtk_application_get_windows (GTK_APPLICATION (self)); link;
       link = link->next) {
    if (GRADUS_IS_WINDOW (link->data))
      return link->data;
  }
  return NULL;
}

static void
new_window_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  add_window (data);
}

static void
open_document_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  open_document (data, find_window (data), g_variant_get_string (parameter, NULL));
}

/* The same for a certain window, which an action can only be given by its number. */
static void
open_in_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *filename;
  guint window;

  g_variant_get (parameter, "(u&s)", &window, &filename);
  open_document (data, gtk_application_get_window_by_id (data, window), filename);
}

/* -- Lessons ----------------------------------------------------------------------------------- */

/* A window whose runs a lesson may replace: this one, if nothing would be lost; else a new one. */
static GradusWindow *
make_room_for_lesson (GradusApplication *self, GtkWindow *window)
{
  if (!window || !gradus_window_has_room (GRADUS_WINDOW (window)))
    window = add_window (self);
  gtk_window_present (window);
  return GRADUS_WINDOW (window);
}

/* The window that was used last. A dialog does not count. */
static GtkWindow *
find_active_window (GradusApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));

  return active && GRADUS_IS_WINDOW (active) ? active : find_window (self);
}

/* Opens a lesson of the course by its id, or one from a file or folder. */
static void
lesson_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *name = g_variant_get_string (parameter, NULL);
  GradusLesson *lesson = gradus_library_find (name);
  GradusWindow *window = make_room_for_lesson (data, find_active_window (data));

  if (lesson)
    gradus_window_open_lesson (window, lesson, -1);
  else
    gradus_window_load_lesson (window, name);
}

/* Opens the step of a lesson that explains a topic. */
static void
explain_in_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GradusLesson *lesson;
  const char *topic;
  guint id, step;
  GtkWindow *window;

  g_variant_get (parameter, "(u&s)", &id, &topic);
  window = gtk_application_get_window_by_id (data, id);
  if (gradus_library_find_topic (topic, &lesson, &step))
    gradus_window_open_lesson (make_room_for_lesson (data, window), lesson, (int) step);
  else if (window)
    gradus_host_tell (GTK_WIDGET (window), _ ("There is no lesson about this"));
}

static void
achievements_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gradus_achievements_window_open (find_active_window (data));
}

static void
hand_ins_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gradus_hand_ins_window_open (find_active_window (data));
}

static void
own_lessons_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GError) error = NULL;
  GtkWindow *window = find_active_window (data);

  if (!gradus_own_lessons_show_folder (window, &error))
    gradus_host_tell (GTK_WIDGET (window), error->message);
}

/* Whoever trains has begun, and is not asked again. */
static void
on_first_document (GtkWindow *window, GradusDocument *document)
{
  if (!gradus_document_is_playing (document))
    return;
  g_signal_handlers_disconnect_by_func (document, on_first_document, window);
  g_settings_set_boolean (gradus_settings_get (), "has-begun", TRUE);
  gradus_host_clear (GTK_WIDGET (window));
}

/* A user without any progress is probably new. What is offered goes when something is done; opening
 * a lesson clears it, too. */
static void
offer_first_lesson (GtkWindow *window)
{
  if (!gradus_progress_is_empty (gradus_progress_store_get ()) ||
      g_settings_get_boolean (gradus_settings_get (), "has-begun"))
    return;
  gradus_host_offer (GTK_WIDGET (window), _ ("New here? The first lesson takes five minutes"),
                     _ ("Begin"), "app.first-lesson");
  g_signal_connect_object (gradus_window_get_document (GRADUS_WINDOW (window)), "unsettled",
                           G_CALLBACK (on_first_document), window, G_CONNECT_SWAPPED);
}

static void
first_lesson_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GradusLesson *first = g_ptr_array_index (gradus_library_get_course (), 0);

  gradus_window_open_lesson (make_room_for_lesson (data, find_active_window (data)), first, 0);
}

/* -- Preferences ------------------------------------------------------------------------------- */

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gradus_preferences_open (find_active_window (data));
}

/* Texts are looked up when a widget is made, so all windows are made anew. The preferences come
 * last, to be on top. From a copy, because each window leaves the list for the one that comes after
 * it. */
static void
language_action (GSimpleAction *action, GVariant *state, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));
  const gboolean had_preferences = gradus_preferences_are_open ();

  gradus_language_choose (g_variant_get_string (state, NULL));
  g_simple_action_set_state (action, state);
  for (GList *link = windows; link; link = link->next) {
    if (GRADUS_IS_WINDOW (link->data))
      gradus_window_succeed (link->data);
  }
  if (had_preferences)
    gradus_preferences_open (find_active_window (data));
}

/* -- What was left behind ---------------------------------------------------------------------- */

/* The drafts are handed over as they are: each autosaver reads its own, and replaces it with the
 * next draft it writes. */
static void
bring_back_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GradusApplication *self = data;

  for (guint i = 0; self->orphans && i < self->orphans->len; i++) {
    const GradusOrphan *orphan = g_ptr_array_index (self->orphans, i);
    GtkWindow *window = find_window_of (self, orphan->origin);
    GradusAutosaver *autosaver =
        window ? gradus_window_get_autosaver (GRADUS_WINDOW (window)) : NULL;

    if (!autosaver || gradus_autosaver_is_changed (autosaver) ||
        gradus_autosaver_is_loading (autosaver))
      autosaver = make_room (self, window ? window : find_window (self));
    gradus_autosaver_recover (autosaver, orphan->path, orphan->origin);
  }
  g_clear_pointer (&self->orphans, g_ptr_array_unref);
}

/* Opens drafts of documents that were never saved. Drafts of saved ones stay in `orphans`, to be
 * offered. */
static void
bring_back_unsaved (GradusApplication *self)
{
  self->has_looked_for_orphans = TRUE;
  self->orphans = gradus_drafts_folder_list_orphans ();
  for (guint i = 0; i < self->orphans->len;) {
    const GradusOrphan *orphan = g_ptr_array_index (self->orphans, i);

    if (orphan->origin) {
      i++;
      continue;
    }
    gradus_autosaver_recover (gradus_window_get_autosaver (GRADUS_WINDOW (add_window (self))),
                              orphan->path, NULL);
    g_ptr_array_remove_index (self->orphans, i);
  }
}

static void
offer_changes (GradusApplication *self, GtkWindow *window)
{
  const GradusOrphan *first =
      self->orphans && self->orphans->len > 0 ? g_ptr_array_index (self->orphans, 0) : NULL;
  g_autofree char *name = first ? g_filename_display_basename (first->origin) : NULL,
                  *sentence = NULL;

  if (!first)
    return;
  sentence = self->orphans->len == 1
                 ? g_strdup_printf (_ ("“%s” was changed and not saved when Gradus ended"), name)
                 : g_strdup_printf (_ ("%u documents were changed and not saved when Gradus ended"),
                                    self->orphans->len);
  gradus_host_offer (GTK_WIDGET (window), sentence, _ ("Bring Back"), "app.bring-back");
}

/* The window to work in. The first call also opens and offers the drafts that a killed program
 * left. */
static GtkWindow *
find_or_make_window (GradusApplication *self)
{
  GtkWindow *window;

  if (self->has_looked_for_orphans)
    return find_window (self);
  bring_back_unsaved (self);
  window = find_window (self);
  if (!window)
    window = add_window (self);
  offer_first_lesson (window);
  offer_changes (self, window);
  return window;
}

/* -- The program ------------------------------------------------------------------------------- */

static const GActionEntry actions[] = {
  { "quit", quit_action },
  { "new-window", new_window_action },
  { "open", open_document_action, "s" },
  { "open-in", open_in_action, "(us)" },
  { "bring-back", bring_back_action },
  { "about", about_action },
  { "lesson", lesson_action, "s" },
  { "first-lesson", first_lesson_action },
  { "explain-in", explain_in_action, "(us)" },
  { "achievements", achievements_action },
  { "hand-ins", hand_ins_action },
  { "own-lessons", own_lessons_action },
  { "language", NULL, "s", "''", language_action },
  { "preferences", preferences_action },
};

static void
add_setting_action (GApplication *application, const char *key)
{
  g_autoptr (GAction) action = g_settings_create_action (gradus_settings_get (), key);

  g_action_map_add_action (G_ACTION_MAP (application), action);
}

static void
gradus_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (gradus_application_parent_class)->startup (application);
  gradus_tooltip_guard_install ();
  gradus_heard_name_install ();
  gradus_whole_words_install ();
  gradus_ending_watch (application);
  gtk_window_set_default_icon_name (GRADUS_APPLICATION_ID);
  gradus_preferences_begin ();
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  add_setting_action (application, "legends");
  g_simple_action_set_state (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (application), "language")),
      g_variant_new_take_string (gradus_language_get_chosen ()));
  gradus_shortcuts_install (GTK_APPLICATION (application));
}

/* Without asking: the windows include drafts that were opened at the start. */
static void
close_all (gpointer application)
{
  GList *windows;

  while ((windows = gtk_application_get_windows (application)))
    gtk_window_destroy (windows->data);
}

/* For measuring the time to the first frame: tests/bench/run-start reads this line. */
static void
on_first_frame (GtkWindow *window)
{
  g_print ("first frame\n");
  g_signal_handlers_disconnect_by_func (gtk_widget_get_frame_clock (GTK_WIDGET (window)),
                                        on_first_frame, window);
  g_idle_add_once (close_all, gtk_window_get_application (window));
}

static void
gradus_application_activate (GApplication *application)
{
  GtkWindow *window = find_or_make_window (GRADUS_APPLICATION (application));

  if (!window)
    window = add_window (GRADUS_APPLICATION (application));
  gtk_window_present (window);
  if (GRADUS_APPLICATION (application)->exits_after_startup)
    g_signal_connect_object (
        gdk_surface_get_frame_clock (gtk_native_get_surface (GTK_NATIVE (window))), "after-paint",
        G_CALLBACK (on_first_frame), window, G_CONNECT_SWAPPED);
}

/* Files of the command line are opened as if they were dropped onto a window. The first window
 * comes with activation, which also looks for what was left behind: that must not wait for a start
 * without files. */
static void
gradus_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GtkWindow *window;

  g_application_activate (application);
  window = find_window (GRADUS_APPLICATION (application));
  for (int i = 0; i < n_files; i++) {
    g_autofree char *filename = g_file_get_path (files[i]);

    if (filename)
      gradus_host_open_file (GTK_WIDGET (window), filename);
    else
      gradus_host_tell (GTK_WIDGET (window), _ ("Only files on this computer can be opened"));
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
    g_printerr (
        _ ("gradus: there is no display to show a window on; gradus-cli trains in the terminal\n"));
    return 1;
  }
  GRADUS_APPLICATION (application)->exits_after_startup =
      g_variant_dict_contains (options, "exit-after-startup");
  return -1;
}

static void
gradus_application_finalize (GObject *object)
{
  g_clear_pointer (&GRADUS_APPLICATION (object)->orphans, g_ptr_array_unref);
  G_OBJECT_CLASS (gradus_application_parent_class)->finalize (object);
}

static void
gradus_application_class_init (GradusApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = gradus_application_finalize;
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
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ ("[FILE…]"));
}

GradusApplication *
gradus_application_new (void)
{
  return g_object_new (GRADUS_TYPE_APPLICATION, "application-id", GRADUS_APPLICATION_ID,
                       "resource-base-path", "/org/gradus/Gradus", "flags",
                       G_APPLICATION_HANDLES_OPEN, NULL);
}
