/* SPDX-License-Identifier: MIT */
#include "app/lessons/homework-box.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/common/background.h"
#include "app/common/file-dialog.h"
#include "app/common/host.h"
#include "app/common/settings.h"
#include "lesson/hand-in-maker.h"
#include "lesson/homework.h"
#include "store/document-file.h"

#define NAME_KEY "student-name"
/* The folder from which gradus-class takes what is handed in; not set: there is no class. */
#define OUTBOX_VARIABLE "GRADUS_CLASS_OUTBOX"
#define UNFIT_FOR_NAMES "/\\:*?\"<>|"

struct _GradusHomeworkBox {
  GtkBox parent_instance;

  GradusSession *session;
  GradusLesson *lesson; /* only to be compared */
  gboolean is_asking; /* for another name */
  GCancellable *cancellable; /* of the file that is being made; NULL: none is */
  GtkWidget *entry;
};

G_DEFINE_FINAL_TYPE (GradusHomeworkBox, gradus_homework_box, GTK_TYPE_BOX)

static void show_homework (GradusHomeworkBox *self);

/* NULL: no name was given yet. */
static GradusHomework *
get_homework (GradusHomeworkBox *self)
{
  return gradus_session_get_homework (self->session);
}

/* -- The name ---------------------------------------------------------------------------------- */

/* The session emits "entered", which shows it. */
static void
open_homework (GradusHomeworkBox *self, const char *name)
{
  g_autofree char *folder = gradus_homework_get_folder (), *fault = NULL;
  GradusLesson *lesson = gradus_session_get_lesson (self->session);

  self->is_asking = FALSE;
  /* What is on the disk is read anew, so it must be let go of before. */
  if (gradus_session_get_homework (self->session))
    gradus_session_set_homework (self->session, NULL);
  gradus_session_set_homework (self->session,
                               gradus_homework_open (folder, lesson, name, &fault));
  if (fault)
    gradus_host_warn (GTK_WIDGET (self), fault);
}

static char *
get_typed_name (GradusHomeworkBox *self)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));

  g_strstrip (typed);
  return g_utf8_substring (typed, 0, MIN (g_utf8_strlen (typed, -1), 60));
}

static void
on_begin (GradusHomeworkBox *self)
{
  g_autofree char *name = get_typed_name (self);

  if (!*name)
    return;
  g_settings_set_string (gradus_settings_get (), NAME_KEY, name);
  open_homework (self, name);
}

static void
on_rename (GradusHomeworkBox *self)
{
  self->is_asking = TRUE;
  gradus_session_set_homework (self->session, NULL);
}

/* Work that was begun goes on without being asked for. */
static gboolean
was_begun (GradusLesson *lesson)
{
  g_autofree char *folder = gradus_homework_get_folder ();
  g_autofree char *base = g_strconcat (gradus_lesson_get_id (lesson), ".json", NULL);
  g_autofree char *filename = g_build_filename (folder, base, NULL);

  return g_file_test (filename, G_FILE_TEST_EXISTS);
}

static gboolean
is_in_class (void)
{
  return g_getenv (OUTBOX_VARIABLE) != NULL;
}

/* -- Handing in -------------------------------------------------------------------------------- */

typedef struct {
  GradusLesson *lesson;
  GradusHandIn *hand_in; /* a copy, to which the end is added */
  char *filename;
  GArray *unmet; /* guint */
  GCancellable *cancellable;
} HandInJob;

static void
free_hand_in_job (gpointer data)
{
  HandInJob *job = data;

  gradus_lesson_unref (job->lesson);
  gradus_hand_in_free (job->hand_in);
  g_free (job->filename);
  g_array_unref (job->unmet);
  g_object_unref (job->cancellable);
  g_free (job);
}

/* In a thread with a main context of its own, in which runs tell what they measured. */
static gpointer
make_file (gpointer data, GError **error)
{
  HandInJob *job = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GradusDraft) draft = NULL;
  gboolean is_saved;

  g_main_context_push_thread_default (context);
  draft = gradus_hand_in_make_draft (job->hand_in, job->lesson, job->unmet, NULL, NULL,
                                     job->cancellable, error);
  is_saved = draft && gradus_document_file_save (draft, job->filename, error);
  g_main_context_pop_thread_default (context);
  return is_saved ? job : NULL;
}

static void
tell_unmet (GradusHomeworkBox *self, const HandInJob *job)
{
  for (guint i = 0; i < job->unmet->len; i++) {
    const guint step = g_array_index (job->unmet, guint, i);
    g_autofree char *sentence = g_strdup_printf (
        _ ("Step %u was met, but not by a run from its beginning: something was changed while it "
           "trained. Train it once from the start, and hand in again"),
        step + 1);

    gradus_host_warn (GTK_WIDGET (self), sentence);
  }
}

static void
on_file_made (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GradusHomeworkBox *self = owner;
  HandInJob *job = data;
  g_autofree char *shown = g_filename_display_name (job->filename);
  g_autofree char *sentence =
      is_in_class () ? g_strdup (_ ("Handed in to the class"))
                     : g_strdup_printf (_ ("Handed in: send %s to your lecturer"), shown);

  g_clear_object (&self->cancellable);
  if (result && get_homework (self) && gradus_homework_get_lesson (get_homework (self)) == job->lesson)
    gradus_homework_close_with (get_homework (self), job->hand_in);
  if (result)
    gradus_host_offer (GTK_WIDGET (self), sentence, NULL, NULL);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gradus_host_warn (GTK_WIDGET (self), error->message);
  if (result)
    tell_unmet (self, job);
  show_homework (self);
}

static const GradusBackground file_making = { make_file, on_file_made, free_hand_in_job, NULL };

static void
begin_handing_in (GradusHomeworkBox *self, const char *filename)
{
  HandInJob *job;

  if (!get_homework (self) || self->cancellable)
    return;
  job = g_new0 (HandInJob, 1);
  job->lesson = gradus_lesson_ref (gradus_homework_get_lesson (get_homework (self)));
  job->hand_in = gradus_hand_in_copy (gradus_homework_get_hand_in (get_homework (self)));
  job->filename = g_strdup (filename);
  job->unmet = g_array_new (FALSE, FALSE, sizeof (guint));
  self->cancellable = g_cancellable_new ();
  job->cancellable = g_object_ref (self->cancellable);
  gradus_background_run (self, &file_making, job);
  show_homework (self);
}

static void
hand_in_to (GtkWidget *widget, const char *chosen)
{
  g_autofree char *why = NULL;
  g_autofree char *filename =
      gradus_file_dialog_complete (chosen, GRADUS_DOCUMENT_SUFFIX, &why);

  if (filename)
    begin_handing_in (GRADUS_HOMEWORK_BOX (widget), filename);
  else
    gradus_host_tell (widget, why);
}

/* "homework.gradus": whose it is the class knows. It is there whole or not at all. */
static void
hand_in_to_class (GradusHomeworkBox *self)
{
  g_autofree char *base = g_strconcat (
      gradus_homework_get_hand_in (get_homework (self))->lesson, GRADUS_DOCUMENT_SUFFIX, NULL);
  g_autofree char *filename = g_build_filename (
      g_getenv (OUTBOX_VARIABLE), g_strdelimit (base, UNFIT_FOR_NAMES, '-'), NULL);

  begin_handing_in (self, filename);
}

/* "homework Kim Minji.gradus"; what a file's name cannot have is left out. */
static char *
propose_filename (GradusHomeworkBox *self)
{
  const GradusHandIn *hand_in = gradus_homework_get_hand_in (get_homework (self));
  char *name = g_strdup_printf ("%s %s" GRADUS_DOCUMENT_SUFFIX, hand_in->lesson, hand_in->name);

  return g_strdelimit (name, UNFIT_FOR_NAMES, '-');
}

static void
on_hand_in (GradusHomeworkBox *self)
{
  g_autofree char *proposed = propose_filename (self);

  if (is_in_class ())
    hand_in_to_class (self);
  else
    gradus_file_dialog_save (GTK_WIDGET (self), _ ("Hand In"), proposed, hand_in_to);
}

static void
on_cancel_hand_in (GradusHomeworkBox *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* -- What it shows ----------------------------------------------------------------------------- */

static void
append_line (GradusHomeworkBox *self, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self), label);
}

static GtkWidget *
append_button (GtkWidget *row, const char *label, GCallback func, GradusHomeworkBox *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_set_focus_on_click (button, FALSE);
  g_signal_connect_swapped (button, "clicked", func, self);
  gtk_box_append (GTK_BOX (row), button);
  return button;
}

static GtkWidget *
append_row (GradusHomeworkBox *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (self), row);
  return row;
}

static void
show_question (GradusHomeworkBox *self, GradusLesson *lesson)
{
  const GradusWords *asked = gradus_lesson_get_asks_for (lesson);
  const char *question = asked ? gradus_words_say (asked) : _ ("Your name");
  g_autofree char *name = g_settings_get_string (gradus_settings_get (), NAME_KEY);
  GtkWidget *row;

  append_line (self, question, "heading");
  row = append_row (self);
  self->entry = gtk_entry_new ();
  gtk_entry_set_max_length (GTK_ENTRY (self->entry), 60);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name);
  gtk_widget_set_hexpand (self->entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question, -1);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_begin), self);
  gtk_box_append (GTK_BOX (row), self->entry);
  append_button (row, _ ("_Begin"), G_CALLBACK (on_begin), self);
  append_line (self,
               is_in_class () ? _ ("What you do is noted from then on, to be handed in to the class.")
                              : _ ("What you do is noted from then on, to be handed in. Nothing "
                                   "leaves this computer before you send the file."),
               "caption");
}

static void
show_exercises (GradusHomeworkBox *self, GradusLesson *lesson)
{
  const GradusHandIn *hand_in = gradus_homework_get_hand_in (get_homework (self));

  for (guint i = 0; i < gradus_lesson_get_n_steps (lesson); i++) {
    const GradusStep *step = gradus_lesson_get_step (lesson, i);
    const GradusDeed *counted = step->exercise ? gradus_hand_in_find_try (hand_in, i) : NULL;
    g_autofree char *line = NULL;

    if (!step->exercise)
      continue;
    line = g_strdup_printf (counted && counted->is_met ? _ ("✓ %s: met")
                            : counted                  ? _ ("○ %s: not met yet")
                                                       : _ ("○ %s: not tried yet"),
                            gradus_words_say (step->title));
    append_line (self, line, "body");
  }
}

static void
add_buttons (GradusHomeworkBox *self, gboolean is_last)
{
  GtkWidget *row = append_row (self);

  if (self->cancellable) {
    append_button (row, _ ("_Cancel"), G_CALLBACK (on_cancel_hand_in), self);
    return;
  }
  if (is_last)
    gtk_widget_add_css_class (append_button (row, is_in_class () ? _ ("_Hand In") : _ ("_Hand In…"),
                                             G_CALLBACK (on_hand_in), self),
                              "suggested-action");
  append_button (row, _ ("Another _Name"), G_CALLBACK (on_rename), self);
}

static void
show_work (GradusHomeworkBox *self, GradusLesson *lesson)
{
  const gboolean is_last = gradus_session_get_step_number (self->session) + 1 ==
                           gradus_lesson_get_n_steps (lesson);
  const char *name = gradus_homework_get_hand_in (get_homework (self))->name;
  g_autofree char *line = g_strdup_printf (_ ("Homework of %s"), name);

  append_line (self, line, is_last ? "heading" : "caption");
  if (is_last)
    show_exercises (self, lesson);
  if (self->cancellable)
    append_line (self, _ ("Training what is handed in once more from the start…"), "caption");
  if (self->cancellable || is_last || gradus_session_get_step_number (self->session) == 0)
    add_buttons (self, is_last);
}

static void
clear_homework_box (GradusHomeworkBox *self)
{
  GtkWidget *child;

  self->entry = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_box_remove (GTK_BOX (self), child);
}

static void
show_homework (GradusHomeworkBox *self)
{
  GradusLesson *lesson = gradus_session_get_lesson (self->session);
  const gboolean is_shown = lesson && gradus_lesson_is_homework (lesson);

  clear_homework_box (self);
  gtk_widget_set_visible (GTK_WIDGET (self), is_shown);
  if (is_shown && get_homework (self))
    show_work (self, lesson);
  else if (is_shown)
    show_question (self, lesson);
}

/* -- Following the session --------------------------------------------------------------------- */

/* Another lesson has another homework, and work that was begun goes on without a question. */
static void
on_entered (GradusHomeworkBox *self)
{
  GradusLesson *lesson = gradus_session_get_lesson (self->session);
  g_autofree char *name = g_settings_get_string (gradus_settings_get (), NAME_KEY);

  if (lesson != self->lesson)
    self->is_asking = FALSE;
  self->lesson = lesson;
  if (lesson && gradus_lesson_is_homework (lesson) && !get_homework (self) && !self->is_asking &&
      *name && was_begun (lesson))
    open_homework (self, name);
  else
    show_homework (self);
}

void
gradus_homework_box_set_session (GradusHomeworkBox *self, GradusSession *session)
{
  self->session = session;
  g_signal_connect_object (session, "entered", G_CALLBACK (on_entered), self, G_CONNECT_SWAPPED);
  on_entered (self);
}

static void
gradus_homework_box_dispose (GObject *object)
{
  GradusHomeworkBox *self = GRADUS_HOMEWORK_BOX (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (gradus_homework_box_parent_class)->dispose (object);
}

static void
gradus_homework_box_class_init (GradusHomeworkBoxClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gradus_homework_box_dispose;
}

static void
gradus_homework_box_init (GradusHomeworkBox *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "lesson-box");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
