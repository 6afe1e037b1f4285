/* SPDX-License-Identifier: MIT */
#include "app/lessons/lesson-pane.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/lessons/homework-box.h"
#include "app/lessons/prose-view.h"
#include "app/lessons/question-box.h"
#include "lesson/claim.h"
#include "plot/number.h"

struct _GradusLessonPane {
  GtkWidget parent_instance;

  GtkLabel *lesson_title, *counter, *title, *summary;
  GtkScrolledWindow *scroller;
  GradusProseView *text, *after;
  GradusQuestionBox *question;
  GradusExerciseBox *exercise;
  GradusHomeworkBox *homework;
  GtkButton *act, *next;
  GtkGrid *comparisons;
  GtkProgressBar *progress;

  GradusSession *session;
  gboolean was_done; /* when it was last looked at */
};

G_DEFINE_FINAL_TYPE (GradusLessonPane, gradus_lesson_pane, GTK_TYPE_WIDGET)

/* -- The act ----------------------------------------------------------------------------------- */

static char *
describe_act (const GradusAct *act, GradusActing acting)
{
  g_autofree char *steps = gradus_number_format_count (act->steps);

  if (acting == GRADUS_ACTING_NOW)
    return g_strdup (_ ("Running…"));
  if (acting == GRADUS_ACTING_DONE && act->kind != GRADUS_ACT_REWIND)
    return g_strdup (_ ("Once More"));
  switch (act->kind) {
  case GRADUS_ACT_TRAIN:
    return act->steps == 1 ? g_strdup (_ ("Make One Step"))
                           : g_strdup_printf (_ ("Train %s Steps"), steps);
  case GRADUS_ACT_SWEEP:
    return g_strdup (_ ("Fill In the Table"));
  case GRADUS_ACT_REWIND:
    return act->mark ? g_strdup_printf (_ ("Go Back to “%s”"), act->mark)
                     : g_strdup_printf (_ ("Go Back to Step %s"), steps);
  case GRADUS_ACT_NONE:
  default:
    return g_strdup ("");
  }
}

static void
show_act (GradusLessonPane *self, const GradusStep *step)
{
  const GradusActing acting = gradus_session_get_acting (self->session);
  g_autofree char *label = describe_act (&step->act, acting);

  gtk_button_set_label (self->act, label);
  gtk_widget_set_visible (GTK_WIDGET (self->act), step->act.kind != GRADUS_ACT_NONE);
  if (acting == GRADUS_ACTING_DONE)
    gtk_widget_remove_css_class (GTK_WIDGET (self->act), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->act), "suggested-action");
}

/* -- Slide and here ---------------------------------------------------------------------------- */

static void
put_label (GtkGrid *grid, const char *text, int column, int row, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0 : 1);
  gtk_label_set_wrap (GTK_LABEL (label), column == 0);
  gtk_widget_set_hexpand (label, column == 0);
  gtk_widget_add_css_class (label, style);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
clear_grid (GtkGrid *grid)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))))
    gtk_grid_remove (grid, child);
}

static void
show_comparisons (GradusLessonPane *self, const GPtrArray *comparisons)
{
  clear_grid (self->comparisons);
  gtk_widget_set_visible (GTK_WIDGET (self->comparisons), comparisons != NULL);
  if (!comparisons)
    return;
  put_label (self->comparisons, _ ("Lecture"), 1, 0, "caption-heading");
  put_label (self->comparisons, _ ("Here"), 2, 0, "caption-heading");
  for (guint i = 0; i < comparisons->len; i++) {
    const GradusComparison *comparison = g_ptr_array_index (comparisons, i);
    const double value = gradus_session_get_compared (self->session, i);
    g_autofree char *here =
        isnan (value) ? g_strdup ("–") : gradus_claim_write_like (comparison->slide, value);

    put_label (self->comparisons, gradus_words_say (comparison->what), 0, (int) i + 1, "caption");
    put_label (self->comparisons, comparison->slide, 1, (int) i + 1, "numeric");
    put_label (self->comparisons, here, 2, (int) i + 1, "numeric");
  }
}

/* -- Following the session --------------------------------------------------------------------- */

static gboolean
scroll_to_end (gpointer data)
{
  g_autoptr (GradusLessonPane) self = data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

/* The outcome stands below the text, and may be out of sight. A little later, when the new text has
 * its height. The pane is kept until then. */
static void
reveal_outcome (GradusLessonPane *self)
{
  g_timeout_add (120, scroll_to_end, g_object_ref (self));
}

static void
say (GradusLessonPane *self, GradusProseView *view, const GradusWords *words)
{
  g_autofree char *text = words ? gradus_session_say (self->session, words) : NULL;

  gradus_prose_view_set_text (view, text);
}

/* A lesson's summary stands above its first step. */
static const char *
find_summary (GradusLessonPane *self)
{
  const GradusWords *summary =
      gradus_lesson_get_summary (gradus_session_get_lesson (self->session));

  return summary && gradus_session_get_step_number (self->session) == 0
             ? gradus_words_say (summary)
             : NULL;
}

static void
show_text (GradusLessonPane *self, const GradusStep *step)
{
  const char *title = gradus_words_say (step->title), *summary = find_summary (self);
  g_autofree char *heading = summary ? g_strconcat (title, "\n", summary, NULL) : g_strdup (title);
  g_autofree char *text = step->text ? gradus_session_say (self->session, step->text) : NULL;

  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->summary, summary ? summary : "");
  gtk_widget_set_visible (GTK_WIDGET (self->summary), summary != NULL);
  gradus_prose_view_set_headed_text (self->text, heading, text);
}

static void
on_changed (GradusLessonPane *self)
{
  const GradusStep *step = gradus_session_get_step (self->session);
  const gboolean is_done = gradus_session_get_acting (self->session) == GRADUS_ACTING_DONE;

  if (!step)
    return;
  show_act (self, step);
  show_text (self, step);
  say (self, self->after, is_done || step->act.kind == GRADUS_ACT_NONE ? step->after : NULL);
  show_comparisons (self, is_done ? step->comparisons : NULL);
  if (is_done && !self->was_done && (step->after || step->comparisons))
    reveal_outcome (self);
  self->was_done = is_done;
}

static void
on_entered (GradusLessonPane *self)
{
  const GradusStep *step = gradus_session_get_step (self->session);
  GradusLesson *lesson = gradus_session_get_lesson (self->session);
  const guint at = gradus_session_get_step_number (self->session) + 1;
  const guint n = lesson ? gradus_lesson_get_n_steps (lesson) : 1;
  g_autofree char *counter = g_strdup_printf ("%u / %u", at, n);

  if (!step)
    return;
  self->was_done = FALSE;
  gtk_label_set_label (self->lesson_title, gradus_words_say (gradus_lesson_get_title (lesson)));
  gtk_label_set_label (self->counter, counter);
  gtk_progress_bar_set_fraction (self->progress, (double) at / n);
  gtk_button_set_label (self->next, at < n ? _ ("Next") : _ ("Next Lesson"));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  on_changed (self);
}

void
gradus_lesson_pane_set_session (GradusLessonPane *self, GradusSession *session)
{
  self->session = session;
  gradus_question_box_set_session (self->question, session);
  gradus_exercise_box_set_session (self->exercise, session);
  gradus_homework_box_set_session (self->homework, session);
  g_signal_connect_object (session, "entered", G_CALLBACK (on_entered), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
}

void
gradus_lesson_pane_focus_text (GradusLessonPane *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

GradusExerciseBox *
gradus_lesson_pane_get_exercise_box (GradusLessonPane *self)
{
  return self->exercise;
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_lesson_pane_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (gradus_lesson_pane_parent_class)->dispose (object);
}

#define BIND(member) gtk_widget_class_bind_template_child (widget_class, GradusLessonPane, member)

static void
gradus_lesson_pane_class_init (GradusLessonPaneClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_lesson_pane_dispose;
  g_type_ensure (GRADUS_TYPE_PROSE_VIEW);
  g_type_ensure (GRADUS_TYPE_QUESTION_BOX);
  g_type_ensure (GRADUS_TYPE_EXERCISE_BOX);
  g_type_ensure (GRADUS_TYPE_HOMEWORK_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/lesson-pane.ui");
  BIND (lesson_title);
  BIND (counter);
  BIND (title);
  BIND (summary);
  BIND (scroller);
  BIND (text);
  BIND (after);
  BIND (question);
  BIND (exercise);
  BIND (homework);
  BIND (act);
  BIND (next);
  BIND (comparisons);
  BIND (progress);
}

static void
gradus_lesson_pane_init (GradusLessonPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
