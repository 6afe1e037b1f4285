/* SPDX-License-Identifier: MIT */
#include "app/lessons/hand-ins-window.h"

#include <glib/gi18n.h>
#include <stdatomic.h>
#include <string.h>

#include "app/common/background.h"
#include "app/common/export.h"
#include "app/common/file-dialog.h"
#include "app/lessons/hand-ins-answers.h"
#include "app/lessons/hand-ins-table.h"
#include "grade/hand-ins.h"
#include "lesson/library.h"
#include "train/cores.h"

struct _GradusHandInsWindow {
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  GtkDropDown *lesson;
  GtkStack *stack;
  GtkLabel *work_label;
  GtkProgressBar *progress;
  GtkPaned *class;

  GPtrArray *lessons; /* GradusLesson, as the drop-down has them */
  GradusHandIns *hand_ins; /* NULL: nothing was graded yet */
  GCancellable *cancellable; /* NULL: nothing is being graded */
  guint timer;
};

G_DEFINE_FINAL_TYPE (GradusHandInsWindow, gradus_hand_ins_window, ADW_TYPE_WINDOW)

static void
tell_in_window (GtkWidget *widget, const char *sentence)
{
  adw_toast_overlay_add_toast (GRADUS_HAND_INS_WINDOW (widget)->toasts, adw_toast_new (sentence));
}

/* -- Grading ----------------------------------------------------------------------------------- */

/* How many files are done is told by threads, and looked at by the window. */
typedef struct {
  atomic_int n_references;
  atomic_uint n_done, n;
} Count;

typedef struct {
  GradusLesson *lesson;
  char *folder;
  GCancellable *cancellable;
  Count *count;
} GradingJob;

static void
unref_count (gpointer data)
{
  Count *count = data;

  if (atomic_fetch_sub (&count->n_references, 1) == 1)
    g_free (count);
}

static void
free_grading_job (gpointer data)
{
  GradingJob *job = data;

  gradus_lesson_unref (job->lesson);
  g_free (job->folder);
  g_object_unref (job->cancellable);
  unref_count (job->count);
  g_free (job);
}

static void
count_files (guint n_done, guint n, gpointer data)
{
  Count *count = data;

  atomic_store (&count->n, n);
  atomic_store (&count->n_done, n_done);
}

/* In a thread with a main context of its own. One core is left to the window. */
static gpointer
grade_folder (gpointer data, GError **error)
{
  GradingJob *job = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GPtrArray) files = gradus_hand_ins_list_files (job->folder, error);
  GradusHandIns *hand_ins;

  if (!files)
    return NULL;
  g_main_context_push_thread_default (context);
  hand_ins = gradus_hand_ins_grade (job->lesson, files, MAX (gradus_cores_count (), 2) - 1,
                                    count_files, job->count, job->cancellable, error);
  g_main_context_pop_thread_default (context);
  return hand_ins;
}

static void
show_class (GradusHandInsWindow *self)
{
  gtk_paned_set_start_child (self->class, gradus_hand_ins_table_new (self->hand_ins));
  gtk_paned_set_end_child (self->class, gradus_hand_ins_answers_new (self->hand_ins));
  gtk_stack_set_visible_child_name (self->stack, "class");
}

static void
show_rest (GradusHandInsWindow *self)
{
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->hand_ins)
    show_class (self);
  else
    gtk_stack_set_visible_child_name (self->stack, "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hand-ins.open", TRUE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hand-ins.save", self->hand_ins != NULL);
}

static void
on_graded (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GradusHandInsWindow *self = owner;

  if (result) {
    gtk_paned_set_start_child (self->class, NULL);
    gtk_paned_set_end_child (self->class, NULL);
    gradus_hand_ins_free (self->hand_ins);
    self->hand_ins = result;
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    tell_in_window (GTK_WIDGET (self), error->message);
  }
  show_rest (self);
}

static const GradusBackground grading = { grade_folder, on_graded, free_grading_job,
                                          (GDestroyNotify) gradus_hand_ins_free };

static gboolean
show_grading (gpointer data)
{
  GradingJob *job = data;
  GradusHandInsWindow *self = g_object_get_data (G_OBJECT (job->cancellable), "gradus-window");
  const guint n = atomic_load (&job->count->n), n_done = atomic_load (&job->count->n_done);
  g_autofree char *label = NULL;

  label = n == 0 ? g_strdup (_ ("Grading…"))
                 : g_strdup_printf (_ ("Grading: %u of %u done"), n_done, n);
  gtk_label_set_label (self->work_label, label);
  gtk_progress_bar_set_fraction (self->progress, n > 0 ? (double) n_done / n : 0);
  return G_SOURCE_CONTINUE;
}

static GradingJob *
make_job (GradusHandInsWindow *self, const char *folder, Count *count)
{
  const guint at = gtk_drop_down_get_selected (self->lesson);
  GradingJob *job = g_new0 (GradingJob, 1);

  atomic_fetch_add (&count->n_references, 1);
  job->lesson = gradus_lesson_ref (g_ptr_array_index (self->lessons, at));
  job->folder = g_strdup (folder);
  job->cancellable = g_object_ref (self->cancellable);
  job->count = count;
  return job;
}

/* Once for the thread, and once for who looks at it. */
static void
open_folder (GtkWidget *widget, const char *folder)
{
  GradusHandInsWindow *self = GRADUS_HAND_INS_WINDOW (widget);
  Count *count;

  if (self->cancellable || gtk_drop_down_get_selected (self->lesson) >= self->lessons->len)
    return;
  count = g_new0 (Count, 1);
  self->cancellable = g_cancellable_new ();
  g_object_set_data (G_OBJECT (self->cancellable), "gradus-window", self);
  self->timer = g_timeout_add_full (G_PRIORITY_DEFAULT, 100, show_grading,
                                    make_job (self, folder, count), free_grading_job);
  gtk_label_set_label (self->work_label, _ ("Grading…"));
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_stack_set_visible_child_name (self->stack, "work");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hand-ins.open", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hand-ins.save", FALSE);
  gradus_background_run (self, &grading, make_job (self, folder, count));
}

/* -- Actions ----------------------------------------------------------------------------------- */

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_file_dialog_choose_folder (widget, _ ("Folder of Hand-Ins"), open_folder);
}

static void
cancel_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusHandInsWindow *self = GRADUS_HAND_INS_WINDOW (widget);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
}

static void
save_csv_to (GtkWidget *widget, const char *filename)
{
  char *csv = gradus_hand_ins_to_csv (GRADUS_HAND_INS_WINDOW (widget)->hand_ins);

  gradus_export_write (widget, filename, g_bytes_new_take (csv, strlen (csv)),
                       _ ("The table was written to %s"), tell_in_window);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_file_dialog_save (widget, _ ("Save as CSV"), "grades.csv", save_csv_to);
}

/* -- Lessons ----------------------------------------------------------------------------------- */

static void
add_homework (GradusHandInsWindow *self, GtkStringList *titles, GradusLesson *lesson)
{
  if (!gradus_lesson_is_homework (lesson))
    return;
  g_ptr_array_add (self->lessons, gradus_lesson_ref (lesson));
  gtk_string_list_append (titles, gradus_words_say (gradus_lesson_get_title (lesson)));
}

/* One's own last; a lesson that cannot be read is told of where lessons are. */
static void
list_homework (GradusHandInsWindow *self)
{
  const GPtrArray *course = gradus_library_get_course ();
  g_autoptr (GPtrArray) own = gradus_library_list_own ();
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < course->len; i++)
    add_homework (self, titles, g_ptr_array_index (course, i));
  for (guint i = 0; i < own->len; i++) {
    g_autoptr (GradusLesson) lesson = gradus_lesson_load (g_ptr_array_index (own, i), NULL);

    if (lesson)
      add_homework (self, titles, lesson);
  }
  gtk_drop_down_set_model (self->lesson, G_LIST_MODEL (titles));
}

/* -- The window -------------------------------------------------------------------------------- */

static void
gradus_hand_ins_window_dispose (GObject *object)
{
  GradusHandInsWindow *self = GRADUS_HAND_INS_WINDOW (object);

  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->lessons, g_ptr_array_unref);
  G_OBJECT_CLASS (gradus_hand_ins_window_parent_class)->dispose (object);
}

static void
gradus_hand_ins_window_finalize (GObject *object)
{
  gradus_hand_ins_free (GRADUS_HAND_INS_WINDOW (object)->hand_ins);
  G_OBJECT_CLASS (gradus_hand_ins_window_parent_class)->finalize (object);
}

#define BIND(member) gtk_widget_class_bind_template_child (widget_class, GradusHandInsWindow, member)

static void
gradus_hand_ins_window_class_init (GradusHandInsWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_hand_ins_window_dispose;
  G_OBJECT_CLASS (class)->finalize = gradus_hand_ins_window_finalize;
  gtk_widget_class_install_action (widget_class, "hand-ins.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "hand-ins.cancel", NULL, cancel_action);
  gtk_widget_class_install_action (widget_class, "hand-ins.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "hand-ins.open",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "hand-ins.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/gradus/Gradus/hand-ins-window.ui");
  BIND (toasts);
  BIND (lesson);
  BIND (stack);
  BIND (work_label);
  BIND (progress);
  BIND (class);
}

static void
gradus_hand_ins_window_init (GradusHandInsWindow *self)
{
  self->lessons = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_lesson_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  list_homework (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "hand-ins.save", FALSE);
}

void
gradus_hand_ins_window_open (GtkWindow *parent)
{
  gtk_window_present (
      g_object_new (GRADUS_TYPE_HAND_INS_WINDOW, "transient-for", parent, "destroy-with-parent",
                    TRUE, NULL));
}
