/* SPDX-License-Identifier: MIT */
#include "app/common/help-topic.h"
#include "app/common/host.h"
#include "app/help/glossary-window.h"
#include "app/runs/run-clipboard.h"
#include "app/window/pasting.h"
#include "app/window/window-private.h"
#include "document/edit.h"

/* "A Hundred Runs of This". */
#define MANY_SEEDS 100

/* -- Training and its moments ------------------------------------------------------------------ */

static void
train_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusWindow *self = GRADUS_WINDOW (widget);

  if (gradus_document_is_playing (self->document)) {
    gradus_document_pause (self->document);
  } else {
    gradus_window_tell_of_going_on (self);
    gradus_document_play (self->document);
  }
}

static void
step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_document_step (GRADUS_WINDOW (widget)->document);
}

static void
reset_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_document_reset (GRADUS_WINDOW (widget)->document);
}

/* Undoing replaces runs; what was training goes on. The toast goes, since what it offers to undo
 * may be undone now. */
static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusWindow *self = GRADUS_WINDOW (widget);
  const gboolean was_playing = gradus_document_is_playing (self->document);

  gradus_toaster_clear (self->toaster);
  self->is_undoing = TRUE;
  if (g_str_equal (name, "win.undo"))
    gradus_document_undo (self->document);
  else
    gradus_document_redo (self->document);
  self->is_undoing = FALSE;
  gradus_window_show_run (self);
  if (was_playing && !gradus_document_is_playing (self->document))
    gradus_document_play (self->document);
}

static void
moment_before_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_time_bar_step_back (GRADUS_WINDOW (widget)->time_bar);
}

static void
best_moment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_window_show_best_moment (GRADUS_WINDOW (widget));
}

static void
try_remedy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_window_try_remedy (GRADUS_WINDOW (widget));
}

static void
show_trouble_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_window_show_trouble (GRADUS_WINDOW (widget));
}

static void
switch_unit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  guint layer, unit;

  g_variant_get (parameter, "(uu)", &layer, &unit);
  gradus_window_switch_unit (GRADUS_WINDOW (widget), layer, unit);
}

static void
put_units_back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_window_put_units_back (GRADUS_WINDOW (widget));
}

static void
go_on_without_units_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_window_go_on_without_units (GRADUS_WINDOW (widget));
}

static void
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (GRADUS_WINDOW (widget)->runs_bar), "runs.duplicate",
                              NULL);
}

/* From the first seed on, as a sweep without choices. */
static void
many_seeds_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusWindow *self = GRADUS_WINDOW (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusSweep) sweep = gradus_sweep_new (
      gradus_run_get_experiment (gradus_document_get_selected (self->document)),
      g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_sweep_axis_free), 1, MANY_SEEDS,
      &error);

  if (sweep)
    gradus_views_panel_ask_sweep (self->views, "", sweep);
  else
    gradus_host_tell (widget, error->message);
}

/* The keys for these are in window-keys.c: what is marked in a text has them first. */
static void
copy_experiment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_run_clipboard_copy (widget,
                             gradus_document_get_selected (GRADUS_WINDOW (widget)->document));
}

static void
paste_experiment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_window_paste_run (widget, GRADUS_WINDOW (widget)->document);
}

/* -- Experiments and data ---------------------------------------------------------------------- */

static void
experiment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *id = g_variant_get_string (parameter, NULL);
  g_autoptr (GradusExperiment) experiment = gradus_window_make_builtin (id);

  if (experiment && gradus_builtin_list_rivals (id))
    gradus_window_open_race (GRADUS_WINDOW (widget), experiment, gradus_builtin_list_rivals (id));
  else if (experiment)
    gradus_window_open_when_ready (GRADUS_WINDOW (widget), g_steal_pointer (&experiment));
}

static void
open_data_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_experiment_panel_choose_data (GRADUS_WINDOW (widget)->panel);
}

static void
nudge_speed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_speed_control_nudge (GRADUS_WINDOW (widget)->speed, g_variant_get_int32 (parameter));
}

static void
full_speed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_speed_control_toggle_full (GRADUS_WINDOW (widget)->speed);
}

static void
replay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_time_bar_replay (GRADUS_WINDOW (widget)->time_bar);
}

static void
throw_seed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_experiment_panel_roll_seed (GRADUS_WINDOW (widget)->panel);
}

/* -- Explaining -------------------------------------------------------------------------------- */

static void
present_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusWindow *self = GRADUS_WINDOW (widget);

  gradus_presentation_toggle (self->presentation);
  gradus_stage_bar_show (self->stage, gradus_document_get_selected (self->document));
}

static void
fold_side_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkToggleButton *button = GTK_TOGGLE_BUTTON (GRADUS_WINDOW (widget)->fold_button);

  gtk_toggle_button_set_active (button, !gtk_toggle_button_get_active (button));
}

static void
explain_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_window_explain (widget, g_variant_get_string (parameter, NULL));
}

static void
what_is_this_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_help_topic_ask (GTK_WINDOW (widget), gradus_window_explain);
}

static void
write_lesson_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_window_write_lesson (GRADUS_WINDOW (widget));
}

static void
glossary_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_glossary_window_open (GTK_WINDOW (widget));
}

/* GTK would make it by itself with each window, before the first frame. */
static void
show_help_overlay_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/gradus/Gradus/help-overlay.ui");
  GtkWindow *overlay = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  gtk_window_set_transient_for (overlay, GTK_WINDOW (widget));
  gtk_window_present (overlay);
}

/* Most of what the tour shows is on the first page. */
static void
tour_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_views_panel_show_overview (GRADUS_WINDOW (widget)->views);
  gradus_tour_begin (GRADUS_WINDOW (widget)->tour);
}

static const struct {
  const char *name, *parameter; /* the type of what it is given; NULL: nothing */
  GtkWidgetActionActivateFunc activate;
} actions[] = {
  { "win.train", NULL, train_action },
  { "win.step", NULL, step_action },
  { "win.reset", NULL, reset_action },
  { "win.undo", NULL, undo_action },
  { "win.redo", NULL, undo_action },
  { "win.moment-before", NULL, moment_before_action },
  { "win.best-moment", NULL, best_moment_action },
  { "win.try-remedy", NULL, try_remedy_action },
  { "win.show-trouble", NULL, show_trouble_action },
  { "win.switch-unit", "(uu)", switch_unit_action },
  { "win.put-units-back", NULL, put_units_back_action },
  { "win.go-on-without-units", NULL, go_on_without_units_action },
  { "win.duplicate", NULL, duplicate_action },
  { "win.many-seeds", NULL, many_seeds_action },
  { "win.copy-experiment", NULL, copy_experiment_action },
  { "win.paste-experiment", NULL, paste_experiment_action },
  { "win.experiment", "s", experiment_action },
  { "win.open-data", NULL, open_data_action },
  { "win.nudge-speed", "i", nudge_speed_action },
  { "win.full-speed", NULL, full_speed_action },
  { "win.replay", NULL, replay_action },
  { "win.throw-seed", NULL, throw_seed_action },
  { "win.present", NULL, present_action },
  { "win.fold-side", NULL, fold_side_action },
  { "win.explain", "s", explain_action },
  { "win.what-is-this", NULL, what_is_this_action },
  { "win.glossary", NULL, glossary_action },
  { "win.write-lesson", NULL, write_lesson_action },
  { "win.tour", NULL, tour_action },
  { "win.show-help-overlay", NULL, show_help_overlay_action },
};

void
gradus_window_install_actions (GtkWidgetClass *class)
{
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (class, actions[i].name, actions[i].parameter,
                                     actions[i].activate);
}
