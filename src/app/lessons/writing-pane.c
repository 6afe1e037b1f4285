/* SPDX-License-Identifier: MIT */
#include "app/lessons/writing-pane.h"

#include <glib/gi18n.h>

#include "app/common/file-dialog.h"
#include "app/common/host.h"
#include "app/lessons/written-draft.h"
#include "app/lessons/written-lesson.h"
#include "app/lessons/written-step.h"
#include "lesson/library.h"

struct _GradusWritingPane {
  GtkWidget parent_instance;

  GtkLabel *file, *counter, *scene, *fault;
  GtkScrolledWindow *scroller;
  GtkEditable *title;
  GradusWrittenStep *fields;

  GradusWrittenLesson *lesson;
  guint step;
  gboolean is_filling; /* the title takes what is written, and is not typed in */
  guint keeping;       /* the source that keeps it a moment later */
};

G_DEFINE_FINAL_TYPE (GradusWritingPane, gradus_writing_pane, GTK_TYPE_WIDGET)

static guint take_signal, take_solution_signal, closed_signal;

enum {
  PROP_HOLDS_TIPS = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static GradusManuscript *
get_manuscript (GradusWritingPane *self)
{
  return gradus_written_lesson_get (self->lesson);
}

/* -- Keeping ----------------------------------------------------------------------------------- */

/* A moment after the last key. */
#define KEEP_AFTER_MS 700

/* Where it is saved, and whether all of it is. */
static void
show_file (GradusWritingPane *self)
{
  const char *path = gradus_written_lesson_get_path (self->lesson);
  g_autofree char *name = path ? g_filename_display_basename (path) : NULL;
  /* Translators: the name of a file that lacks what was written last */
  g_autofree char *unsaved = name ? g_strdup_printf (_ ("• %s, not saved"), name) : NULL;

  gtk_label_set_label (self->file, !name ? _ ("A lesson that is not saved yet")
                                   : gradus_written_lesson_is_saved (self->lesson) ? name
                                                                                   : unsaved);
}

static void
keep_now (GradusWritingPane *self)
{
  GradusManuscript *manuscript = get_manuscript (self);
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->keeping, g_source_remove);
  if (!manuscript)
    return;
  if (!gradus_written_draft_keep (manuscript, gradus_written_lesson_get_path (self->lesson),
                                  &error))
    gradus_host_warn (GTK_WIDGET (self), error->message);
  show_file (self);
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

static void
remember (GradusWritingPane *self)
{
  gradus_written_lesson_remember (self->lesson, self->step);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "writing.undo", TRUE);
}

/* -- What is shown ----------------------------------------------------------------------------- */

static void
show_scene (GradusWritingPane *self)
{
  const char *name = gradus_manuscript_get_experiment_name (get_manuscript (self), self->step);
  const char *page =
      gradus_page_get_title (gradus_manuscript_get_page (get_manuscript (self), self->step));
  g_autofree char *begins =
      gradus_manuscript_has_scene (get_manuscript (self), self->step)
          ? g_strdup_printf (_ ("Begins with “%s”"), *name ? name : _ ("what it sets"))
          : g_strdup (_ ("Goes on with what the step before has left"));
  /* Translators: what a step begins with, and which page of the window it shows */
  g_autofree char *whole = page ? g_strdup_printf (_ ("%s; page: %s"), begins, _ (page)) : NULL;

  gtk_label_set_label (self->scene, whole ? whole : begins);
}

static void
enable (GradusWritingPane *self, const char *action, gboolean is_enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, is_enabled);
}

static void
show_counter (GradusWritingPane *self)
{
  const guint n = gradus_manuscript_get_n_steps (get_manuscript (self));
  g_autofree char *counter = g_strdup_printf (_ ("Step %u of %u"), self->step + 1, n);

  gtk_label_set_label (self->counter, counter);
  enable (self, "writing.previous", self->step > 0);
  enable (self, "writing.earlier", self->step > 0);
  enable (self, "writing.take-view", self->step > 0);
  enable (self, "writing.next", self->step + 1 < n);
  enable (self, "writing.later", self->step + 1 < n);
  enable (self, "writing.add", n < GRADUS_LESSON_MAX_STEPS);
  enable (self, "writing.undo", gradus_written_lesson_can_undo (self->lesson));
}

static void
show_step (GradusWritingPane *self)
{
  gradus_written_step_show (self->fields, get_manuscript (self), self->step);
  show_counter (self);
  show_scene (self);
}

static void
show_lesson (GradusWritingPane *self, guint step)
{
  self->step = step;
  self->is_filling = TRUE;
  gtk_editable_set_text (self->title, gradus_manuscript_get_title (get_manuscript (self)));
  self->is_filling = FALSE;
  show_fault (self, NULL);
  show_file (self);
  show_step (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HOLDS_TIPS]);
}

/* Takes both. */
static void
use_manuscript (GradusWritingPane *self, GradusManuscript *manuscript, char *path)
{
  gradus_written_lesson_use (self->lesson, manuscript, path);
  show_lesson (self, 0);
}

/* -- What is typed ----------------------------------------------------------------------------- */

static void
on_title (GradusWritingPane *self)
{
  if (self->is_filling)
    return;
  gradus_manuscript_set_title (get_manuscript (self), gtk_editable_get_text (self->title));
  keep_soon (self);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusWritingPane *self = GRADUS_WRITING_PANE (widget);

  show_lesson (self, gradus_written_lesson_undo (self->lesson));
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
  gradus_manuscript_insert_step (get_manuscript (self), self->step + 1);
  go_to (self, self->step + 1);
  g_signal_emit (self, take_signal, 0, TRUE);
  gradus_written_step_focus (self->fields);
}

static void
move_step (GradusWritingPane *self, guint to)
{
  remember (self);
  gradus_manuscript_move_step (get_manuscript (self), self->step, to);
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
  gradus_manuscript_remove_step (get_manuscript (self), self->step);
  go_to (self, MIN (self->step, gradus_manuscript_get_n_steps (get_manuscript (self)) - 1));
  keep_soon (self);
}

static void
take_solution_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  remember (GRADUS_WRITING_PANE (widget));
  g_signal_emit (widget, take_solution_signal, 0);
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
  gradus_file_dialog_open (widget, _ ("Open a Lesson"),
                           gradus_written_lesson_get_path (GRADUS_WRITING_PANE (widget)->lesson),
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

  if (!gradus_written_lesson_save (self->lesson, path, &error)) {
    gradus_host_warn (GTK_WIDGET (self), error->message);
    return;
  }
  keep_now (self);
  lesson = gradus_manuscript_make_lesson (get_manuscript (self), folder, &fault);
  strange = gradus_manuscript_find_strange_data (get_manuscript (self), folder);
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

static void
save_as_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *name = gradus_written_lesson_propose_name (GRADUS_WRITING_PANE (widget)->lesson);

  gradus_file_dialog_save (widget, _ ("Save the Lesson"), name, save_file);
}

/* Without a file yet into the folder that the menu of lessons lists, under a name that is free. */
static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GradusWritingPane *self = GRADUS_WRITING_PANE (widget);
  const char *own = gradus_written_lesson_get_path (self->lesson);
  g_autofree char *folder = gradus_library_get_folder ();
  g_autofree char *name = gradus_written_lesson_propose_name (self->lesson);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (own)
    write_file (self, own);
  else if (g_file_test (path, G_FILE_TEST_EXISTS))
    gradus_file_dialog_save (widget, _ ("Save the Lesson"), name, save_file);
  else if (g_mkdir_with_parents (folder, 0700) != 0)
    gradus_host_warn (widget, _ ("The folder for your own lessons cannot be made"));
  else
    write_file (self, path);
}

/* From the first step, or from this one. */
static void
try_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusWritingPane *self = GRADUS_WRITING_PANE (widget);
  const char *path = gradus_written_lesson_get_path (self->lesson);
  const guint step = g_str_equal (name, "writing.try-step") ? self->step : 0;
  g_autofree char *folder = path ? g_path_get_dirname (path) : NULL;
  g_autofree char *sentence = NULL, *doubt = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusLesson) lesson =
      gradus_manuscript_make_lesson (get_manuscript (self), folder, &error);

  keep_now (self);
  doubt = lesson ? gradus_lesson_find_fault (lesson) : NULL;
  sentence = !lesson ? g_strdup_printf (_ ("It cannot be tried yet: %s"), error->message)
                     : g_steal_pointer (&doubt);
  show_fault (self, sentence);
  if (lesson)
    gradus_host_try_lesson (widget, lesson, step);
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

  if (get_manuscript (self))
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
  gradus_manuscript_set_scene (get_manuscript (self), self->step, experiment, show);
  show_scene (self);
  keep_soon (self);
}

void
gradus_writing_pane_take_solution (GradusWritingPane *self, const GradusExperiment *experiment)
{
  g_autoptr (GError) error = NULL;

  if (!gradus_manuscript_set_solution (get_manuscript (self), self->step, experiment, &error)) {
    gradus_host_tell (GTK_WIDGET (self), error->message);
    return;
  }
  gradus_host_clear (GTK_WIDGET (self));
  show_step (self);
  keep_soon (self);
}

static void
gradus_writing_pane_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GradusManuscript *manuscript = get_manuscript (GRADUS_WRITING_PANE (object));

  if (id == PROP_HOLDS_TIPS)
    g_value_set_boolean (value, manuscript && gradus_manuscript_holds_tips (manuscript));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_writing_pane_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GradusWritingPane *self = GRADUS_WRITING_PANE (object);

  if (id != PROP_HOLDS_TIPS) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  } else if (get_manuscript (self)) {
    gradus_manuscript_set_holds_tips (get_manuscript (self), g_value_get_boolean (value));
    g_object_notify_by_pspec (object, pspec);
    keep_soon (self);
  }
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
  G_OBJECT_CLASS (gradus_writing_pane_parent_class)->dispose (object);
}

static void
gradus_writing_pane_finalize (GObject *object)
{
  gradus_written_lesson_free (GRADUS_WRITING_PANE (object)->lesson);
  G_OBJECT_CLASS (gradus_writing_pane_parent_class)->finalize (object);
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
    { "writing.take-solution", take_solution_action },
    { "writing.new", new_action },
    { "writing.open", open_action },
    { "writing.save", save_action },
    { "writing.save-as", save_as_action },
    { "writing.try", try_action },
    { "writing.try-step", try_action },
    { "writing.close", close_action },
    { "writing.undo", undo_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
  gtk_widget_class_install_property_action (widget_class, "writing.holds-tips", "holds-tips");
}

#define BIND(member) gtk_widget_class_bind_template_child (widget_class, GradusWritingPane, member)

static void
gradus_writing_pane_class_init (GradusWritingPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  const GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_writing_pane_dispose;
  G_OBJECT_CLASS (class)->finalize = gradus_writing_pane_finalize;
  G_OBJECT_CLASS (class)->get_property = gradus_writing_pane_get_property;
  G_OBJECT_CLASS (class)->set_property = gradus_writing_pane_set_property;
  properties[PROP_HOLDS_TIPS] =
      g_param_spec_boolean ("holds-tips", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);
  take_signal = g_signal_new ("take", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                              G_TYPE_BOOLEAN);
  take_solution_signal =
      g_signal_new ("take-solution", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  closed_signal =
      g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  install_actions (widget_class);
  g_type_ensure (GRADUS_TYPE_WRITTEN_STEP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/writing-pane.ui");
  BIND (file);
  BIND (counter);
  BIND (scene);
  BIND (fault);
  BIND (scroller);
  BIND (title);
  BIND (fields);
}

static void
gradus_writing_pane_init (GradusWritingPane *self)
{
  self->lesson = gradus_written_lesson_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->title, "changed", G_CALLBACK (on_title), self);
  g_signal_connect_swapped (self->fields, "changed", G_CALLBACK (keep_soon), self);
  g_signal_connect_swapped (self->fields, "remember", G_CALLBACK (remember), self);
}
