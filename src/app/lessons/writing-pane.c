/* SPDX-License-Identifier: MIT */
#include "app/lessons/writing-pane.h"

#include <glib/gi18n.h>

#include "app/common/file-dialog.h"
#include "app/common/host.h"
#include "app/common/number-spin.h"
#include "app/lessons/prose-view.h"
#include "app/lessons/written-answer.h"
#include "app/lessons/written-draft.h"
#include "lesson/library.h"
#include "plot/number.h"

struct _GradusWritingPane {
  GtkWidget parent_instance;

  GtkLabel *file, *counter, *scene, *fault;
  GtkScrolledWindow *scroller;
  GtkEditable *title, *step_title, *question;
  GtkTextView *text, *after, *note;
  GtkWidget *preview_box, *add_answer;
  GradusProseView *preview;
  GtkSpinButton *training;
  GtkBox *answers;

  GradusManuscript *manuscript; /* NULL: not begun */
  char *path;                   /* where it was saved; NULL: nowhere */
  guint step;
  gboolean is_filling; /* fields take what is written, and are not typed in */
  guint keeping;       /* the source that keeps it a moment later */
  GPtrArray *former;   /* of Former, the newest last */
};

/* As it was before something larger than a text was changed. */
typedef struct {
  GradusManuscript *manuscript;
  char *path;
  guint step;
} Former;

#define MOST_FORMER 50

G_DEFINE_FINAL_TYPE (GradusWritingPane, gradus_writing_pane, GTK_TYPE_WIDGET)

static guint take_signal, try_signal, closed_signal;

/* -- Keeping ----------------------------------------------------------------------------------- */

/* A moment after the last key. */
#define KEEP_AFTER_MS 700

static void
keep_now (GradusWritingPane *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->keeping, g_source_remove);
  if (self->manuscript && !gradus_written_draft_keep (self->manuscript, self->path, &error))
    gradus_host_warn (GTK_WIDGET (self), error->message);
}

static gboolean
on_time_to_keep (gpointer data)
{
  GradusWritingPane *self = data;

  self->keeping = 0;
  keep_now (self);
  return G_SOURCE_REMOVE;
}

/* Why it could not be tried: until something is changed. */
static void
show_fault (GradusWritingPane *self, const char *sentence)
{
  gtk_label_set_label (self->fault, sentence ? sentence : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->fault), sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), sentence != NULL);
}

static void
keep_soon (GradusWritingPane *self)
{
  show_fault (self, NULL);
  g_clear_handle_id (&self->keeping, g_source_remove);
  self->keeping = g_timeout_add (KEEP_AFTER_MS, on_time_to_keep, self);
}

/* -- Undoing ----------------------------------------------------------------------------------- */

static void
free_former (gpointer data)
{
  Former *former = data;

  gradus_manuscript_free (former->manuscript);
  g_free (former->path);
  g_free (former);
}

/* Before steps come, go or move, and another lesson takes the place of this one. */
static void
remember (GradusWritingPane *self)
{
  Former *former = g_new (Former, 1);

  *former =
      (Former){ gradus_manuscript_copy (self->manuscript), g_strdup (self->path), self->step };
  g_ptr_array_add (self->former, former);
  if (self->former->len > MOST_FORMER)
    g_ptr_array_remove_index (self->former, 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "writing.undo", TRUE);
}

/* -- What is shown ----------------------------------------------------------------------------- */

static void
show_file (GradusWritingPane *self)
{
  g_autofree char *name = self->path ? g_filename_display_basename (self->path) : NULL;

  gtk_label_set_label (self->file, name ? name : _ ("A lesson that is not saved yet"));
}

static void
show_preview (GradusWritingPane *self)
{
  g_autofree char *text =
      gradus_manuscript_get_text (self->manuscript, self->step, GRADUS_MANUSCRIPT_TEXT);

  gradus_prose_view_set_text (self->preview, text);
  gtk_widget_set_visible (self->preview_box, *text != '\0');
}

static void
show_scene (GradusWritingPane *self)
{
  const char *name = gradus_manuscript_get_experiment_name (self->manuscript, self->step);
  const char *page =
      gradus_page_get_title (gradus_manuscript_get_page (self->manuscript, self->step));
  g_autofree char *begins =
      gradus_manuscript_has_scene (self->manuscript, self->step)
          ? g_strdup_printf (_ ("Begins with “%s”"), *name ? name : _ ("what it sets"))
          : g_strdup (_ ("Goes on with what the step before has left"));
  /* Translators: what a step begins with, and which page of the window it shows */
  g_autofree char *whole = page ? g_strdup_printf (_ ("%s; page: %s"), begins, _ (page)) : NULL;

  gtk_label_set_label (self->scene, whole ? whole : begins);
}

static void
on_answer_changed (GradusWritingPane *self, guint which, const char *text, GtkWidget *row)
{
  const guint answer = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "number"));

  gradus_manuscript_set_answer (self->manuscript, self->step, answer, which, text);
  keep_soon (self);
}

static void show_answers (GradusWritingPane *self);

static void
on_answer_removed (GradusWritingPane *self, GtkWidget *row)
{
  remember (self);
  gradus_manuscript_remove_answer (self->manuscript, self->step,
                                   GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "number")));
  show_answers (self);
  keep_soon (self);
}

static void
append_answer (GradusWritingPane *self, guint answer)
{
  char *texts[GRADUS_MANUSCRIPT_WHY + 1];
  GtkWidget *row;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    texts[i] = gradus_manuscript_get_answer (self->manuscript, self->step, answer, i);
  row = gradus_written_answer_new (answer + 1, texts[GRADUS_MANUSCRIPT_ANSWER],
                                   texts[GRADUS_MANUSCRIPT_WHEN], texts[GRADUS_MANUSCRIPT_WHY]);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_object_set_data (G_OBJECT (row), "number", GUINT_TO_POINTER (answer));
  g_signal_connect_swapped (row, "changed", G_CALLBACK (on_answer_changed), self);
  g_signal_connect_swapped (row, "removed", G_CALLBACK (on_answer_removed), self);
  gtk_box_append (self->answers, row);
}

static void
show_answers (GradusWritingPane *self)
{
  const guint n = gradus_manuscript_get_n_answers (self->manuscript, self->step);
  g_autofree char *question =
      gradus_manuscript_get_text (self->manuscript, self->step, GRADUS_MANUSCRIPT_QUESTION);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->answers))))
    gtk_box_remove (self->answers, child);
  for (guint i = 0; i < n; i++)
    append_answer (self, i);
  gtk_widget_set_visible (self->add_answer, *question && n < GRADUS_STEP_MOST);
}

static void
fill_entry (GradusWritingPane *self, GtkEditable *entry, GradusManuscriptText which)
{
  g_autofree char *text = gradus_manuscript_get_text (self->manuscript, self->step, which);

  gtk_editable_set_text (entry, text);
}

/* No undoing of a text brings back that of another step. */
static void
fill_view (GradusWritingPane *self, GtkTextView *view, GradusManuscriptText which)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  g_autofree char *text = gradus_manuscript_get_text (self->manuscript, self->step, which);

  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
}

static void
enable (GradusWritingPane *self, const char *action, gboolean is_enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, is_enabled);
}

static void
show_counter (GradusWritingPane *self)
{
  const guint n = gradus_manuscript_get_n_steps (self->manuscript);
  g_autofree char *counter = g_strdup_printf (_ ("Step %u of %u"), self->step + 1, n);

  gtk_label_set_label (self->counter, counter);
  enable (self, "writing.previous", self->step > 0);
  enable (self, "writing.earlier", self->step > 0);
  enable (self, "writing.take-view", self->step > 0);
  enable (self, "writing.next", self->step + 1 < n);
  enable (self, "writing.later", self->step + 1 < n);
  enable (self, "writing.add", n < GRADUS_LESSON_MAX_STEPS);
  enable (self, "writing.undo", self->former->len > 0);
}

static void
show_step (GradusWritingPane *self)
{
  self->is_filling = TRUE;
  fill_entry (self, self->step_title, GRADUS_MANUSCRIPT_TITLE);
  fill_entry (self, self->question, GRADUS_MANUSCRIPT_QUESTION);
  fill_view (self, self->text, GRADUS_MANUSCRIPT_TEXT);
  fill_view (self, self->after, GRADUS_MANUSCRIPT_AFTER);
  fill_view (self, self->note, GRADUS_MANUSCRIPT_NOTE);
  gtk_spin_button_set_value (
      self->training, (double) gradus_manuscript_get_training (self->manuscript, self->step));
  self->is_filling = FALSE;
  show_counter (self);
  show_scene (self);
  show_preview (self);
  show_answers (self);
}

static void
show_lesson (GradusWritingPane *self)
{
  self->step = 0;
  self->is_filling = TRUE;
  gtk_editable_set_text (self->title, gradus_manuscript_get_title (self->manuscript));
  self->is_filling = FALSE;
  show_file (self);
  show_step (self);
}

/* Takes both. */
static void
use_manuscript (GradusWritingPane *self, GradusManuscript *manuscript, char *path)
{
  g_clear_pointer (&self->manuscript, gradus_manuscript_free);
  g_free (self->path);
  self->manuscript = manuscript;
  self->path = path;
  show_fault (self, NULL);
  show_lesson (self);
}

/* -- What is typed ----------------------------------------------------------------------------- */

static void
on_title (GradusWritingPane *self)
{
  if (self->is_filling)
    return;
  gradus_manuscript_set_title (self->manuscript, gtk_editable_get_text (self->title));
  keep_soon (self);
}

static void
set_text (GradusWritingPane *self, GradusManuscriptText which, const char *text)
{
  if (self->is_filling)
    return;
  gradus_manuscript_set_text (self->manuscript, self->step, which, text);
  keep_soon (self);
}

static void
on_step_title (GradusWritingPane *self, GtkEditable *entry)
{
  set_text (self, GRADUS_MANUSCRIPT_TITLE, gtk_editable_get_text (entry));
}

/* A question needs answers: two empty ones are there at once. */
static void
on_question (GradusWritingPane *self, GtkEditable *entry)
{
  if (self->is_filling)
    return;
  set_text (self, GRADUS_MANUSCRIPT_QUESTION, gtk_editable_get_text (entry));
  while (gradus_manuscript_get_n_answers (self->manuscript, self->step) < 2 &&
         gradus_manuscript_add_answer (self->manuscript, self->step))
    ;
  show_answers (self);
}

static void
take_view (GradusWritingPane *self, GtkTextBuffer *buffer, GradusManuscriptText which)
{
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  set_text (self, which, text);
}

static void
on_text (GradusWritingPane *self, GtkTextBuffer *buffer)
{
  take_view (self, buffer, GRADUS_MANUSCRIPT_TEXT);
  show_preview (self);
}

static void
on_after (GradusWritingPane *self, GtkTextBuffer *buffer)
{
  take_view (self, buffer, GRADUS_MANUSCRIPT_AFTER);
}

static void
on_note (GradusWritingPane *self, GtkTextBuffer *buffer)
{
  take_view (self, buffer, GRADUS_MANUSCRIPT_NOTE);
}

static void
on_training (GradusWritingPane *self)
{
  if (self->is_filling)
    return;
  gradus_manuscript_set_training (self->manuscript, self->step,
                                  (guint64) gtk_spin_button_get_value (self->training));
  keep_soon (self);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusWritingPane *self = GRADUS_WRITING_PANE (widget);
  Former *former = g_ptr_array_steal_index (self->former, self->former->len - 1);

  use_manuscript (self, g_steal_pointer (&former->manuscript), g_steal_pointer (&former->path));
  self->step = former->step;
  g_free (former);
  show_step (self);
  keep_soon (self);
}

/* -- Steps ------------------------------------------------------------------------------------- */

static void
go_to (GradusWritingPane *self, guint step)
{
  self->step = step;
  show_step (self);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_to (GRADUS_WRITING_PANE (widget), GRADUS_WRITING_PANE (widget)->step - 1);
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_to (GRADUS_WRITING_PANE (widget), GRADUS_WRITING_PANE (widget)->step + 1);
}

static void
take_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  remember (GRADUS_WRITING_PANE (widget));
  g_signal_emit (widget, take_signal, 0, g_str_equal (name, "writing.take"));
  show_counter (GRADUS_WRITING_PANE (widget));
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusWritingPane *self = GRADUS_WRITING_PANE (widget);

  remember (self);
  gradus_manuscript_insert_step (self->manuscript, self->step + 1);
  go_to (self, self->step + 1);
  g_signal_emit (self, take_signal, 0, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->step_title));
}

static void
move_step (GradusWritingPane *self, guint to)
{
  remember (self);
  gradus_manuscript_move_step (self->manuscript, self->step, to);
  go_to (self, to);
  keep_soon (self);
}

static void
earlier_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_step (GRADUS_WRITING_PANE (widget), GRADUS_WRITING_PANE (widget)->step - 1);
}

static void
later_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  move_step (GRADUS_WRITING_PANE (widget), GRADUS_WRITING_PANE (widget)->step + 1);
}

static void
remove_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusWritingPane *self = GRADUS_WRITING_PANE (widget);

  remember (self);
  gradus_manuscript_remove_step (self->manuscript, self->step);
  go_to (self, MIN (self->step, gradus_manuscript_get_n_steps (self->manuscript) - 1));
  keep_soon (self);
}

static void
add_answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusWritingPane *self = GRADUS_WRITING_PANE (widget);

  gradus_manuscript_add_answer (self->manuscript, self->step);
  show_answers (self);
  keep_soon (self);
}

/* -- Files ------------------------------------------------------------------------------------- */

static void
new_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusWritingPane *self = GRADUS_WRITING_PANE (widget);

  remember (self);
  use_manuscript (self, gradus_manuscript_new (), NULL);
  g_signal_emit (self, take_signal, 0, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

static void
open_file (GtkWidget *widget, const char *filename)
{
  GradusWritingPane *self = GRADUS_WRITING_PANE (widget);
  g_autoptr (GError) error = NULL;
  GradusManuscript *manuscript = gradus_manuscript_load (filename, FALSE, &error);

  if (!manuscript) {
    gradus_host_warn (widget, error->message);
    return;
  }
  remember (self);
  use_manuscript (self, manuscript, g_strdup (filename));
  keep_now (self);
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_file_dialog_open (widget, _ ("Open a Lesson"), GRADUS_WRITING_PANE (widget)->path,
                           open_file);
}

/* What is not finished is saved as well: it opens here again, and the sentence says what lacks. */
static void
write_file (GradusWritingPane *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path), *shown = g_filename_display_basename (path);
  g_autofree char *sentence = NULL;
  const char *strange;
  g_autoptr (GError) error = NULL, fault = NULL;
  g_autoptr (GradusLesson) lesson = NULL;

  if (!gradus_manuscript_save (self->manuscript, path, &error)) {
    gradus_host_warn (GTK_WIDGET (self), error->message);
    return;
  }
  if (g_strcmp0 (path, self->path) != 0) {
    g_free (self->path);
    self->path = g_strdup (path);
  }
  show_file (self);
  keep_now (self);
  lesson = gradus_manuscript_make_lesson (self->manuscript, folder, &fault);
  strange = gradus_manuscript_find_strange_data (self->manuscript, folder);
  sentence =
      !lesson
          ? g_strdup_printf (_ ("Saved “%s”, which is no lesson yet: %s"), shown, fault->message)
      : strange
          ? g_strdup_printf (_ ("Saved “%s”; for others put %s beside it, and take it from there"),
                             shown, strange)
          : g_strdup_printf (_ ("Saved “%s”"), shown);
  gradus_host_tell (GTK_WIDGET (self), sentence);
}

static void
save_file (GtkWidget *widget, const char *chosen)
{
  g_autofree char *why = NULL, *path = gradus_file_dialog_complete (chosen, ".json", &why);

  if (path)
    write_file (GRADUS_WRITING_PANE (widget), path);
  else
    gradus_host_warn (widget, why);
}

/* As a name of a file: "What a kernel sees" → "what-a-kernel-sees.json". */
static char *
propose_name (GradusWritingPane *self)
{
  g_autofree char *title = g_utf8_strdown (gradus_manuscript_get_title (self->manuscript), -1);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *at = title; *at; at = g_utf8_next_char (at)) {
    const gunichar letter = g_utf8_get_char (at);

    if (g_unichar_isalnum (letter))
      g_string_append_unichar (name, letter);
    else if (name->len > 0 && name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  }
  while (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  g_string_append (name, name->len > 0 ? ".json" : "lesson.json");
  return g_string_free (g_steal_pointer (&name), FALSE);
}

static void
save_as_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *name = propose_name (GRADUS_WRITING_PANE (widget));

  gradus_file_dialog_save (widget, _ ("Save the Lesson"), name, save_file);
}

/* Without a file yet into the folder that the menu of lessons lists, under a name that is free. */
static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GradusWritingPane *self = GRADUS_WRITING_PANE (widget);
  g_autofree char *folder = gradus_library_get_folder (), *name = propose_name (self);
  g_autofree char *path =
      self->path ? g_strdup (self->path) : g_build_filename (folder, name, NULL);

  if (!self->path && g_file_test (path, G_FILE_TEST_EXISTS))
    gradus_file_dialog_save (widget, _ ("Save the Lesson"), name, save_file);
  else if (!self->path && g_mkdir_with_parents (folder, 0700) != 0)
    gradus_host_warn (widget, _ ("The folder for your own lessons cannot be made"));
  else
    write_file (self, path);
}

static void
try_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusWritingPane *self = GRADUS_WRITING_PANE (widget);
  g_autofree char *folder = self->path ? g_path_get_dirname (self->path) : NULL;
  g_autofree char *sentence = NULL, *doubt = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusLesson) lesson =
      gradus_manuscript_make_lesson (self->manuscript, folder, &error);

  keep_now (self);
  doubt = lesson ? gradus_lesson_find_fault (lesson) : NULL;
  sentence = !lesson ? g_strdup_printf (_ ("It cannot be tried yet: %s"), error->message)
                     : g_steal_pointer (&doubt);
  show_fault (self, sentence);
  if (lesson)
    g_signal_emit (self, try_signal, 0, lesson);
}

static void
close_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  keep_now (GRADUS_WRITING_PANE (widget));
  g_signal_emit (widget, closed_signal, 0);
}

/* -- The widget -------------------------------------------------------------------------------- */

void
gradus_writing_pane_begin (GradusWritingPane *self)
{
  g_autoptr (GError) error = NULL;
  char *path = NULL;
  GradusManuscript *manuscript;

  if (self->manuscript)
    return;
  manuscript = gradus_written_draft_find (&path, &error);
  if (error)
    gradus_host_warn (GTK_WIDGET (self), error->message);
  use_manuscript (self, manuscript ? manuscript : gradus_manuscript_new (), path);
  if (!manuscript)
    g_signal_emit (self, take_signal, 0, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

void
gradus_writing_pane_take (GradusWritingPane *self, const GradusExperiment *experiment,
                          const GradusShow *show)
{
  gradus_manuscript_set_scene (self->manuscript, self->step, experiment, show);
  show_scene (self);
  keep_soon (self);
}

static void
gradus_writing_pane_dispose (GObject *object)
{
  GradusWritingPane *self = GRADUS_WRITING_PANE (object);
  GtkWidget *child;

  if (self->keeping)
    keep_now (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  g_clear_pointer (&self->manuscript, gradus_manuscript_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->former, g_ptr_array_unref);
  G_OBJECT_CLASS (gradus_writing_pane_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "writing.previous", previous_action },
    { "writing.next", next_action },
    { "writing.take", take_action },
    { "writing.take-view", take_action },
    { "writing.add", add_action },
    { "writing.earlier", earlier_action },
    { "writing.later", later_action },
    { "writing.remove", remove_action },
    { "writing.add-answer", add_answer_action },
    { "writing.new", new_action },
    { "writing.open", open_action },
    { "writing.save", save_action },
    { "writing.save-as", save_as_action },
    { "writing.try", try_action },
    { "writing.close", close_action },
    { "writing.undo", undo_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}

#define BIND(member) gtk_widget_class_bind_template_child (widget_class, GradusWritingPane, member)

static void
gradus_writing_pane_class_init (GradusWritingPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_writing_pane_dispose;
  take_signal = g_signal_new ("take", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_BOOLEAN);
  try_signal = g_signal_new ("try", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                             G_TYPE_POINTER);
  closed_signal =
      g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  install_actions (widget_class);
  g_type_ensure (GRADUS_TYPE_PROSE_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/writing-pane.ui");
  BIND (file);
  BIND (counter);
  BIND (scene);
  BIND (fault);
  BIND (scroller);
  BIND (title);
  BIND (step_title);
  BIND (question);
  BIND (after);
  BIND (note);
  BIND (text);
  BIND (preview_box);
  BIND (preview);
  BIND (training);
  BIND (answers);
  BIND (add_answer);
}

static void
attend_view (GradusWritingPane *self, GtkTextView *view, GCallback on_changed)
{
  g_signal_connect_swapped (gtk_text_view_get_buffer (view), "changed", on_changed, self);
}

static void
gradus_writing_pane_init (GradusWritingPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->former = g_ptr_array_new_with_free_func (free_former);
  gradus_number_spin_attend (GTK_WIDGET (self->training));
  g_signal_connect_swapped (self->title, "changed", G_CALLBACK (on_title), self);
  g_signal_connect_swapped (self->step_title, "changed", G_CALLBACK (on_step_title), self);
  g_signal_connect_swapped (self->question, "changed", G_CALLBACK (on_question), self);
  g_signal_connect_swapped (self->training, "value-changed", G_CALLBACK (on_training), self);
  attend_view (self, self->text, G_CALLBACK (on_text));
  attend_view (self, self->after, G_CALLBACK (on_after));
  attend_view (self, self->note, G_CALLBACK (on_note));
}
