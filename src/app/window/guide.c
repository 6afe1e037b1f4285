/* SPDX-License-Identifier: MIT */
#include "app/window/guide.h"

#include <glib/gi18n.h>

#include "app/common/host.h"
#include "app/experiment/data-import.h"
#include "app/lessons/notes-window.h"
#include "app/lessons/progress-store.h"
#include "app/window/measurement.h"
#include "lesson/library.h"

#define GROUP "lesson"

struct _GradusGuide {
  GradusGuided guided;
  GradusSession *session;
  GSimpleActionGroup *actions;
  GtkWindow *notes; /* the window; NULL: not open */

  GradusLesson *shown;  /* of the step that was entered last, borrowed; NULL: of none */
  GradusLesson *coming; /* the lesson whose data are being read, and the step to enter then */
  guint coming_step;
  int asked; /* the number that the exercise wants, packed */
  GradusMeasurement measurement; /* of the step */
};

static void
tell (GradusGuide *self, const char *sentence)
{
  gradus_host_tell (GTK_WIDGET (self->guided.window), sentence);
}

static GAction *
find_action (GradusGuide *self, const char *name)
{
  return g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);
}

static void
enable_action (GradusGuide *self, const char *name, gboolean is_allowed)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (find_action (self, name)), is_allowed);
}

/* -- Showing a step ---------------------------------------------------------------------------- */

/* A choice may be made until the act begins. */
static gboolean
may_answer (GradusGuide *self, const GradusStep *step)
{
  return step && step->question && step->question->kind == GRADUS_QUESTION_CHOICE &&
         gradus_session_get_acting (self->session) == GRADUS_ACTING_NOT;
}

static void
show_actions (GradusGuide *self)
{
  const GradusStep *step = gradus_session_get_step (self->session);
  const guint at = gradus_session_get_step_number (self->session);
  const gboolean is_open = step && step->exercise && !gradus_session_has_met (self->session);
  static const char *const always[] = { "next", "again", "toggle", "all-views", "close", "notes" };

  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    enable_action (self, always[i], step != NULL);
  enable_action (self, "back", step && at > 0);
  enable_action (self, "act",
                 step && step->act.kind != GRADUS_ACT_NONE &&
                     (gradus_session_get_acting (self->session) != GRADUS_ACTING_NOW ||
                      step->act.kind == GRADUS_ACT_SWEEP));
  enable_action (self, "answer", may_answer (self, step));
  enable_action (self, "hint", is_open);
  enable_action (self, "solve", is_open && gradus_exercise_has_solution (step->exercise));
  enable_action (self, "return", gradus_session_is_paused (self->session));
}

/* The sweep's page shows the question of a step before the step asks it. */
static void
announce_sweep (GradusGuide *self, const GradusStep *step)
{
  g_autoptr (GradusSweep) sweep =
      step->act.kind == GRADUS_ACT_SWEEP ? gradus_session_make_sweep (self->session, NULL) : NULL;
  g_autoptr (GradusDocumentSweep) asked =
      sweep ? gradus_document_sweep_new (step->act.question ? step->act.question : "", sweep)
            : NULL;

  if (asked)
    gradus_document_set_sweep (self->guided.document, asked);
}

/* The texts of a lesson are about views as they usually are. */
static void
begin_lesson (GradusGuide *self)
{
  GradusLesson *lesson = gradus_session_get_lesson (self->session);

  if (lesson && lesson != self->shown)
    gradus_views_panel_begin_lesson (self->guided.views);
  self->shown = lesson;
}

/* The number that the exercise wants next, if it wants one. */
static void
ask_number (GradusGuide *self)
{
  GradusChainNumber number;
  const gboolean is_asked = gradus_session_find_blank (self->session, &number);

  self->asked = is_asked ? gradus_chain_number_pack (number) : 0;
  gradus_views_panel_ask_number (self->guided.views, is_asked ? &number : NULL);
}

/* The number was worked out, or shown. */
static void
follow_blank (GradusGuide *self)
{
  GradusChainNumber number;
  const int asked = gradus_session_find_blank (self->session, &number)
                        ? gradus_chain_number_pack (number)
                        : 0;

  if (asked != self->asked)
    ask_number (self);
}

/* -- What is measured once --------------------------------------------------------------------- */

/* When there is something to measure. */
static void
measure_when_done (GradusGuide *self)
{
  const GradusStep *step = gradus_session_get_step (self->session);

  if (!step || !step->show.window ||
      (step->act.kind != GRADUS_ACT_NONE &&
       gradus_session_get_acting (self->session) != GRADUS_ACTING_DONE))
    return;
  gradus_measurement_open (&self->measurement, &step->show, self->guided.window,
                           self->guided.document, self->guided.model);
}

/* -- What comes -------------------------------------------------------------------------------- */

static void
on_changed (GradusGuide *self)
{
  show_actions (self);
  measure_when_done (self);
  follow_blank (self);
}

/* What somebody makes a blank besides is no business of the lesson's. */
static void
on_worked_out (GradusGuide *self, int packed)
{
  const GradusStep *step = gradus_session_get_step (self->session);
  GradusChainNumber wanted, number;

  if (!step || !gradus_session_find_blank (self->session, &wanted) ||
      !gradus_chain_number_unpack (packed, &number))
    return;
  gradus_session_fill_blank (self->session, number);
}

static void
on_entered (GradusGuide *self)
{
  const GradusStep *step = gradus_session_get_step (self->session);

  gradus_host_clear (GTK_WIDGET (self->guided.window)); /* what it tells is about the step before */
  gradus_side_set_has_lesson (self->guided.side, step != NULL);
  gradus_side_set_paused (self->guided.side, gradus_session_is_paused (self->session));
  gradus_side_show_lesson (self->guided.side, TRUE);
  gradus_side_set_task (self->guided.side,
                        step && step->exercise ? gradus_words_say (step->exercise->task) : NULL);
  begin_lesson (self);
  gradus_views_panel_show (self->guided.views, step ? &step->show : NULL);
  gradus_measurement_close (&self->measurement);
  measure_when_done (self);
  ask_number (self);
  gradus_speed_control_choose_usual (self->guided.speed);
  if (step && !gradus_document_get_sweep (self->guided.document))
    announce_sweep (self, step);
  show_actions (self);
}

static void
on_acting (GradusGuide *self)
{
  const double speed = gradus_session_get_step (self->session)->act.speed;

  if (speed > 0)
    gradus_speed_control_set_speed (self->guided.speed, speed);
}

static void
on_sweep (GradusGuide *self)
{
  const GradusAct *act = &gradus_session_get_step (self->session)->act;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusSweep) sweep = gradus_session_make_sweep (self->session, &error);

  if (sweep)
    gradus_views_panel_ask_sweep (self->guided.views, act->question ? act->question : "", sweep);
  else
    tell (self, error->message);
}

/* -- Coming and going -------------------------------------------------------------------------- */

static GradusGuide *
get_guide (GtkWidget *window)
{
  return g_object_get_data (G_OBJECT (window), "gradus-guide");
}

/* With the first lesson. */
static void
need_pane (GradusGuide *self)
{
  GradusLessonPane *pane;

  if (gradus_side_get_lesson_pane (self->guided.side))
    return;
  pane = g_object_new (GRADUS_TYPE_LESSON_PANE, NULL);
  gradus_side_add_lesson_pane (self->guided.side, pane);
  gradus_lesson_pane_set_session (pane, self->session);
}

static void
enter_coming_step (GradusGuide *self)
{
  g_autoptr (GradusLesson) lesson = g_steal_pointer (&self->coming);
  g_autoptr (GError) error = NULL;

  if (!gradus_session_enter (self->session, lesson, self->coming_step, &error))
    tell (self, error->message);
}

/* The data may come when the guide is gone, or when nothing waits for it any more. */
static void
on_data_ready (GtkWidget *window, const GradusDataSpec *spec)
{
  GradusGuide *self = get_guide (window);

  if (self && self->coming)
    enter_coming_step (self);
}

static void
on_data_missing (GtkWidget *window, const char *fault)
{
  GradusGuide *self = get_guide (window);

  if (!self)
    return;
  g_clear_pointer (&self->coming, gradus_lesson_unref);
  if (fault)
    tell (self, fault);
}

/* Enters a step as soon as its data are in memory. */
static void
go_to_step (GradusGuide *self, GradusLesson *lesson, guint step)
{
  g_autoptr (GradusExperiment) experiment = gradus_lesson_is_possible (lesson)
                                                ? gradus_lesson_make_experiment (lesson, step, NULL)
                                                : NULL;

  if (!experiment) {
    tell (self,
          _ ("The data that this lesson needs are not installed (Debian: dataset-fashion-mnist)"));
    return;
  }
  gradus_lesson_ref (lesson);
  g_clear_pointer (&self->coming, gradus_lesson_unref);
  self->coming = lesson;
  self->coming_step = step;
  gradus_data_import_prepare (GTK_WIDGET (self->guided.window), &experiment->data, on_data_ready,
                              on_data_missing);
}

void
gradus_guide_open (GradusGuide *self, GradusLesson *lesson, int step)
{
  GradusProgress *progress = gradus_progress_store_get ();
  const char *id = gradus_lesson_get_id (lesson);
  const guint last = gradus_progress_get_step (progress, id);

  need_pane (self);
  if (step < 0)
    step = last + 1 < gradus_lesson_get_n_steps (lesson) ? (int) last : 0;
  go_to_step (self, lesson, (guint) step);
}

gboolean
gradus_guide_is_active (GradusGuide *self)
{
  return gradus_session_get_step (self->session) != NULL;
}

void
gradus_guide_close (GradusGuide *self)
{
  g_clear_pointer (&self->coming, gradus_lesson_unref);
  gradus_session_leave (self->session);
  g_clear_pointer (&self->notes, gtk_window_destroy);
}

void
gradus_guide_pause (GradusGuide *self)
{
  g_clear_pointer (&self->coming, gradus_lesson_unref);
  gradus_session_pause (self->session);
}

GradusSession *
gradus_guide_get_session (GradusGuide *self)
{
  return self->session;
}

/* The next lesson of the course; NULL after the last one, and after a lesson of the user's own. */
static GradusLesson *
find_next_lesson (GradusGuide *self)
{
  const GPtrArray *course = gradus_library_get_course ();
  GradusLesson *present = gradus_session_get_lesson (self->session);

  for (guint i = 0; i + 1 < course->len; i++) {
    if (g_ptr_array_index (course, i) == present &&
        gradus_lesson_is_possible (g_ptr_array_index (course, i + 1)))
      return g_ptr_array_index (course, i + 1);
  }
  return NULL;
}

static void
next_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GradusGuide *self = data;
  GradusLesson *lesson = gradus_session_get_lesson (self->session);
  const guint next = gradus_session_get_step_number (self->session) + 1;

  if (next < gradus_lesson_get_n_steps (lesson))
    go_to_step (self, lesson, next);
  else if (find_next_lesson (self))
    go_to_step (self, find_next_lesson (self), 0);
  else
    tell (self, _ ("This is the end of the lesson"));
}

static void
back_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GradusGuide *self = data;

  go_to_step (self, gradus_session_get_lesson (self->session),
              gradus_session_get_step_number (self->session) - 1);
}

/* From a pause this is the step as it was left. */
static void
again_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GradusGuide *self = data;

  go_to_step (self, gradus_session_get_lesson (self->session),
              gradus_session_get_step_number (self->session));
}

static void
close_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gradus_guide_close (data);
}

/* -- What is done in a step -------------------------------------------------------------------- */

static void
act_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GradusGuide *self = data;
  g_autoptr (GError) error = NULL;

  if (!gradus_session_act (self->session, &error))
    tell (self, error->message);
}

static void
answer_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gradus_session_choose (((GradusGuide *) data)->session, (guint) g_variant_get_int32 (parameter));
}

static GradusExerciseBox *
get_exercise (GradusGuide *self)
{
  return gradus_lesson_pane_get_exercise_box (gradus_side_get_lesson_pane (self->guided.side));
}

static void
hint_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gradus_exercise_box_show_hint (get_exercise (data));
}

static void
solve_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gradus_exercise_box_solve (get_exercise (data));
}

static void
toggle_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gradus_side_toggle (((GradusGuide *) data)->guided.side);
}

static void
all_views_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  gradus_views_panel_show (((GradusGuide *) data)->guided.views, NULL);
}

/* The window has a button of its own to close it, too, which the weak pointer tells. */
static void
notes_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GradusGuide *self = data;

  if (self->notes) {
    g_clear_pointer (&self->notes, gtk_window_destroy);
    return;
  }
  self->notes = gradus_notes_window_new (gtk_window_get_application (self->guided.window),
                                         self->session, G_ACTION_GROUP (self->actions));
  g_object_add_weak_pointer (G_OBJECT (self->notes), (gpointer *) &self->notes);
  gtk_window_present (self->notes);
}

/* Activates an action if it is enabled. FALSE where it is not: then the key is for others. A
 * floating parameter must go in any case. */
static gboolean
do_if_allowed (GradusGuide *self, const char *name, GVariant *parameter)
{
  GAction *action = find_action (self, name);
  g_autoptr (GVariant) own = parameter ? g_variant_ref_sink (parameter) : NULL;

  if (!g_action_get_enabled (action))
    return FALSE;
  g_action_activate (action, own);
  return TRUE;
}

gboolean
gradus_guide_take_key (GradusGuide *self, guint key)
{
  if (!gradus_guide_is_active (self))
    return FALSE;
  if (key >= GDK_KEY_1 && key <= GDK_KEY_9)
    return do_if_allowed (self, "answer", g_variant_new_int32 ((int) (key - GDK_KEY_1)));
  switch (gdk_keyval_to_lower (key)) {
  case GDK_KEY_a:
    return do_if_allowed (self, "act", NULL);
  case GDK_KEY_h:
    return do_if_allowed (self, "hint", NULL);
  case GDK_KEY_l:
    return do_if_allowed (self, "toggle", NULL);
  case GDK_KEY_n:
    return do_if_allowed (self, "notes", NULL);
  default:
    return FALSE;
  }
}

/* -- The layout -------------------------------------------------------------------------------- */

/* A lesson of the user's own is not noted: the document may be opened where its file is not. */
void
gradus_guide_save_layout (GradusGuide *self, GKeyFile *file)
{
  GradusLesson *lesson = gradus_session_get_lesson (self->session);

  if (!gradus_guide_is_active (self) ||
      gradus_library_find (gradus_lesson_get_id (lesson)) != lesson)
    return;
  g_key_file_set_string (file, GROUP, "id", gradus_lesson_get_id (lesson));
  g_key_file_set_integer (file, GROUP, "step",
                          (int) gradus_session_get_step_number (self->session));
}

/* Its views are as they were left. */
static void
resume (GradusGuide *self, GradusLesson *lesson, guint step)
{
  need_pane (self);
  self->shown = lesson;
  gradus_session_resume (self->session, lesson, step);
}

/* A negative step would become a large one; the session cuts off what is too large. */
void
gradus_guide_load_layout (GradusGuide *self, GKeyFile *file)
{
  g_autofree char *id = g_key_file_get_string (file, GROUP, "id", NULL);
  GradusLesson *lesson = id ? gradus_library_find (id) : NULL;

  if (lesson && gradus_lesson_is_possible (lesson))
    resume (self, lesson, (guint) MAX (0, g_key_file_get_integer (file, GROUP, "step", NULL)));
}

void
gradus_guide_succeed (GradusGuide *self, GradusGuide *before)
{
  GradusLesson *lesson = gradus_session_get_lesson (before->session);

  if (gradus_guide_is_active (before))
    resume (self, lesson, gradus_session_get_step_number (before->session));
}

/* -- The guide --------------------------------------------------------------------------------- */

static const GActionEntry entries[] = {
  { "next", next_action },   { "back", back_action },          { "again", again_action },
  { "act", act_action },     { "answer", answer_action, "i" }, { "hint", hint_action },
  { "solve", solve_action }, { "toggle", toggle_action },      { "all-views", all_views_action },
  { "close", close_action }, { "notes", notes_action },        { "return", again_action },
};

/* After the pane, which comes with the first lesson: what the views then do changes the session, and
 * the pane must know the step by then. */
static void
follow_session (GradusGuide *self)
{
  const GConnectFlags flags = G_CONNECT_SWAPPED | G_CONNECT_AFTER;

  g_signal_connect_data (self->session, "entered", G_CALLBACK (on_entered), self, NULL, flags);
  g_signal_connect_data (self->session, "acting", G_CALLBACK (on_acting), self, NULL, flags);
  g_signal_connect_data (self->session, "sweep", G_CALLBACK (on_sweep), self, NULL, flags);
  g_signal_connect_data (self->session, "changed", G_CALLBACK (on_changed), self, NULL, flags);
}

GradusGuide *
gradus_guide_new (const GradusGuided *guided)
{
  GradusGuide *self = g_new0 (GradusGuide, 1);
  g_autofree char *fault = gradus_progress_store_take_fault ();

  self->guided = *guided;
  self->session = gradus_session_new (guided->document, gradus_progress_store_get ());
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (guided->window), "lesson",
                                  G_ACTION_GROUP (self->actions));
  g_object_set_data (G_OBJECT (guided->window), "gradus-guide", self);
  follow_session (self);
  g_signal_connect_swapped (self->guided.views, "worked-out", G_CALLBACK (on_worked_out), self);
  show_actions (self);
  if (fault)
    tell (self, fault);
  return self;
}

void
gradus_guide_free (GradusGuide *self)
{
  gradus_measurement_close (&self->measurement);
  if (self->notes) {
    g_object_remove_weak_pointer (G_OBJECT (self->notes), (gpointer *) &self->notes);
    gtk_window_destroy (self->notes);
  }
  g_object_set_data (G_OBJECT (self->guided.window), "gradus-guide", NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self->guided.window), "lesson", NULL);
  g_signal_handlers_disconnect_by_data (self->session, self);
  g_signal_handlers_disconnect_by_data (self->guided.views, self);
  g_clear_pointer (&self->coming, gradus_lesson_unref);
  g_object_unref (self->session);
  g_object_unref (self->actions);
  g_free (self);
}
