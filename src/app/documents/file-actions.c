/* SPDX-License-Identifier: MIT */
#include "app/documents/file-actions.h"

#include <glib/gi18n.h>

#include "app/common/file-dialog.h"
#include "app/common/host.h"
#include "app/common/message-dialog.h"
#include "app/documents/export-window.h"
#include "app/documents/film-window.h"
#include "store/document-file.h"

#define KEY "gradus-file-actions"

struct _GradusFileActions {
  AdwApplicationWindow *window;
  GradusDocument *document;
  GradusAutosaver *autosaver;
  GradusDraftCollection *collection; /* for a duplicate, an export or a film; NULL: none */
  GradusFigure *filmed;              /* what the film is to be of; NULL: none was asked for */
  guint64 filmed_run;                /* its number */
  gboolean has_warned;               /* of something that saving puts right */
};

/* -- What is said ------------------------------------------------------------------------------ */

static void
show_title (GradusFileActions *self)
{
  g_autofree char *name = gradus_autosaver_get_name (self->autosaver);
  /* Translators: the title of a window; the dot says that there is something that is not saved */
  g_autofree char *title = g_strdup_printf (
      gradus_autosaver_is_changed (self->autosaver) ? _ ("• %s – Gradus") : _ ("%s – Gradus"),
      name);

  gtk_window_set_title (GTK_WINDOW (self->window), title);
}

static void
on_changed (GradusFileActions *self)
{
  show_title (self);
  if (self->has_warned && !gradus_autosaver_is_changed (self->autosaver))
    gradus_host_clear (GTK_WIDGET (self->window));
  self->has_warned = self->has_warned && gradus_autosaver_is_changed (self->autosaver);
}

static void
on_told (GradusFileActions *self, const char *sentence, const char *action)
{
  if (!g_str_equal (action, "win.save-as")) {
    gradus_host_tell (GTK_WIDGET (self->window), sentence);
    return;
  }
  gradus_host_offer (GTK_WIDGET (self->window), sentence, _ ("Save As…"), action);
  self->has_warned = TRUE;
}

/* -- Saving ------------------------------------------------------------------------------------ */

static void
save_to (GtkWidget *window, const char *filename)
{
  GradusFileActions *self = g_object_get_data (G_OBJECT (window), KEY);
  g_autofree char *why = NULL;
  g_autofree char *whole = gradus_file_dialog_complete (filename, GRADUS_DOCUMENT_SUFFIX, &why);

  if (whole)
    gradus_autosaver_save_as (self->autosaver, whole);
  else
    gradus_host_tell (window, why);
}

static void
ask_name (GradusFileActions *self)
{
  g_autofree char *name = gradus_autosaver_get_name (self->autosaver),
                  *proposed = g_strconcat (name, GRADUS_DOCUMENT_SUFFIX, NULL);

  gradus_file_dialog_save (GTK_WIDGET (self->window), _ ("Save Document"), proposed, save_to);
}

static void
on_overtaken_answer (GtkWidget *dialog, const char *answer, gpointer data)
{
  GradusFileActions *self = data;

  if (g_str_equal (answer, "replace"))
    gradus_autosaver_save (self->autosaver);
  else if (g_str_equal (answer, "save-as"))
    ask_name (self);
}

/* Somebody else has written the file since: both are worth something. The dialog goes with the
 * window, as the actions do, which it answers. */
static void
ask_what_to_keep (GradusFileActions *self)
{
  g_autofree char *name = gradus_autosaver_get_name (self->autosaver);
  g_autofree char *body =
      g_strdup_printf (_ ("The file of “%s” was changed since it was opened here. Replacing it "
                          "loses what it holds now; under another name both stay."),
                       name);
  GtkWidget *dialog = gradus_message_dialog_new (GTK_WIDGET (self->window),
                                                 _ ("Replace the Changed File?"), body);

  gradus_message_dialog_add_button (dialog, "cancel", _ ("_Cancel"), GRADUS_BUTTON_PLAIN);
  gradus_message_dialog_add_button (dialog, "save-as", _ ("Save _As…"), GRADUS_BUTTON_USUAL);
  gradus_message_dialog_add_button (dialog, "replace", _ ("_Replace"), GRADUS_BUTTON_DANGEROUS);
  gradus_message_dialog_ask (dialog, GTK_WIDGET (self->window), on_overtaken_answer, self);
}

static void
save_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GradusFileActions *self = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self->window));

  /* Whoever writes a lesson saves that. */
  if (focus && gtk_widget_activate_action (focus, "writing.save", NULL))
    return;
  if (!gradus_autosaver_get_filename (self->autosaver))
    ask_name (self);
  else if (gradus_autosaver_get_hindrance (self->autosaver))
    on_told (self, gradus_autosaver_get_hindrance (self->autosaver), "win.save-as");
  else if (gradus_autosaver_is_overtaken (self->autosaver))
    ask_what_to_keep (self);
  else
    gradus_autosaver_save (self->autosaver);
}

static void
save_as_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  ask_name (data);
}

/* -- Other documents --------------------------------------------------------------------------- */

static void
open_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GradusFileActions *self = data;

  gradus_file_dialog_open (GTK_WIDGET (self->window), _ ("Open"),
                           gradus_autosaver_get_filename (self->autosaver), gradus_host_open_file);
}

/* FALSE where there is no draft, which is told. The collection is freed by now, so it must not be
 * cancelled any more. */
static gboolean
end_collection (GradusFileActions *self, GradusDraft *draft, const GError *error)
{
  self->collection = NULL;
  if (!draft)
    gradus_host_tell (GTK_WIDGET (self->window), error->message);
  return draft != NULL;
}

static void
open_duplicate (GradusDraft *draft, const GError *error, gpointer data)
{
  GradusFileActions *self = data;

  if (end_collection (self, draft, error))
    gradus_host_open_draft (GTK_WIDGET (self->window), draft);
}

static void
show_export (GradusDraft *draft, const GError *error, gpointer data)
{
  GradusFileActions *self = data;
  GradusRun *run = gradus_document_get_selected (self->document);
  GradusExportWindow *window;

  if (!end_collection (self, draft, error))
    return;
  window = gradus_export_window_new (GTK_WINDOW (self->window), draft,
                                     gradus_run_get_shown_checkpoint (run));
  gtk_window_present (GTK_WINDOW (window));
}

/* A run that was deleted meanwhile has no film. */
static void
show_film (GradusDraft *draft, const GError *error, gpointer data)
{
  GradusFileActions *self = data;

  if (!end_collection (self, draft, error))
    return;
  for (guint i = 0; i < draft->runs->len; i++) {
    const GradusDraftEntry *run = g_ptr_array_index (draft->runs, i);

    if (run->number == self->filmed_run)
      gtk_window_present (GTK_WINDOW (
          gradus_film_window_new (GTK_WINDOW (self->window), draft, i, self->filmed)));
  }
}

static void
collect_draft (GradusFileActions *self, GradusDraftFunc func)
{
  g_clear_pointer (&self->collection, gradus_draft_collection_cancel);
  self->collection = gradus_draft_collection_start (self->document, func, self);
}

static void
duplicate_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  collect_draft (data, open_duplicate);
}

static void
export_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  collect_draft (data, show_export);
}

void
gradus_file_actions_film (GradusFileActions *self, GradusRun *run, const GradusFigure *figure)
{
  g_clear_pointer (&self->filmed, gradus_figure_free);
  self->filmed = gradus_figure_copy (figure);
  self->filmed_run = gradus_run_get_number (run);
  collect_draft (self, show_film);
}

/* -- The object -------------------------------------------------------------------------------- */

static const GActionEntry entries[] = {
  { "open", open_action },       { "save", save_action },
  { "save-as", save_as_action }, { "duplicate-document", duplicate_action },
  { "export", export_action },
};

GradusFileActions *
gradus_file_actions_new (AdwApplicationWindow *window, GradusDocument *document,
                         GradusAutosaver *autosaver)
{
  GradusFileActions *self = g_new0 (GradusFileActions, 1);

  *self = (GradusFileActions){ window, document, autosaver };
  g_object_set_data (G_OBJECT (window), KEY, self);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_swapped (autosaver, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (autosaver, "told", G_CALLBACK (on_told), self);
  show_title (self);
  return self;
}

/* The actions go with it: they would act on what is freed while the window lives on. */
void
gradus_file_actions_free (GradusFileActions *self)
{
  g_clear_pointer (&self->collection, gradus_draft_collection_cancel);
  g_signal_handlers_disconnect_by_data (self->autosaver, self);
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    g_action_map_remove_action (G_ACTION_MAP (self->window), entries[i].name);
  g_object_set_data (G_OBJECT (self->window), KEY, NULL);
  g_clear_pointer (&self->filmed, gradus_figure_free);
  g_free (self);
}
