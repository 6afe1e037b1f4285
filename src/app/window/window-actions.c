/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "app/application.h"
#include "app/common/background.h"
#include "app/documents/weights-window.h"
#include "app/experiment/data-import.h"
#include "app/experiment/experiment-panel.h"
#include "app/runs/speed-control.h"
#include "app/window/window-private.h"
#include "document/edit.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "store/document-file.h"

/* -- Training and its moments ----------------------------------------------------------------------------- */

static void
train_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GradusWindow *self = GRADUS_WINDOW (widget);

  if (gradus_document_is_playing (self->document))
    gradus_document_pause (self->document);
  else
    gradus_document_play (self->document);
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

/* The panel shows what is set now. */
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
duplicate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (GRADUS_WINDOW (widget)->runs_bar), "runs.duplicate", NULL);
}

/* -- Experiments, data, files ------------------------------------------------------------------------------ */

static void
on_data_ready (GtkWidget *widget, const GradusDataSpec *spec)
{
  gradus_window_open (GRADUS_WINDOW (widget), GRADUS_WINDOW (widget)->opening);
}

static void
on_data_missing (GtkWidget *widget, const char *fault)
{
  if (fault)
    gradus_window_tell (GRADUS_WINDOW (widget), fault);
}

/* Once its data are in memory; takes the experiment. */
static void
open_when_ready (GradusWindow *self, GradusExperiment *experiment)
{
  g_clear_pointer (&self->opening, gradus_experiment_free);
  self->opening = experiment;
  gradus_data_import_prepare (GTK_WIDGET (self), &experiment->data, on_data_ready, on_data_missing);
}

GradusExperiment *
gradus_window_make_builtin (const char *id)
{
  GradusExperiment *experiment = gradus_builtin_make (id);
  char *name = experiment ? experiment->name : NULL;

  if (experiment)
    experiment->name = g_strdup (_ (name));
  g_free (name);
  return experiment;
}

static void
experiment_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GradusExperiment) experiment =
      gradus_window_make_builtin (g_variant_get_string (parameter, NULL));

  if (experiment)
    open_when_ready (GRADUS_WINDOW (widget), g_steal_pointer (&experiment));
}

static gpointer
load_experiment (gpointer filename, GError **error)
{
  return gradus_experiment_load (filename, error);
}

static void
on_experiment_loaded (gpointer window, gpointer experiment, const GError *error, gpointer filename)
{
  if (experiment)
    open_when_ready (window, experiment);
  else
    gradus_window_tell (window, error->message);
}

static const GradusBackground loading = { load_experiment, on_experiment_loaded, g_free,
                                          (GDestroyNotify) gradus_experiment_free };

void
gradus_window_open_file (GradusWindow *self, const char *filename)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (gradus_document_file_is_one (filename))
    gradus_application_open_document (GRADUS_APPLICATION (application), GTK_WINDOW (self), filename);
  else if (g_str_has_suffix (filename, ".safetensors"))
    gradus_weights_window_open (GTK_WINDOW (self), self->document, filename);
  else if (gradus_lesson_is_one (filename))
    gradus_window_load_lesson (self, filename);
  else if (g_str_has_suffix (filename, ".json"))
    gradus_background_run (self, &loading, g_strdup (filename));
  else
    gradus_experiment_panel_open_data (self->panel, filename);
}

static void
open_data_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_experiment_panel_choose_data (GRADUS_WINDOW (widget)->panel);
}

static void
speed_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_speed_control_nudge (GRADUS_WINDOW (widget)->speed, g_variant_get_int32 (parameter));
}

static void
dice_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gradus_experiment_panel_roll_seed (GRADUS_WINDOW (widget)->panel);
}

void
gradus_window_install_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.train", NULL, train_action);
  gtk_widget_class_install_action (class, "win.step", NULL, step_action);
  gtk_widget_class_install_action (class, "win.reset", NULL, reset_action);
  gtk_widget_class_install_action (class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (class, "win.redo", NULL, undo_action);
  gtk_widget_class_install_action (class, "win.moment-before", NULL, moment_before_action);
  gtk_widget_class_install_action (class, "win.duplicate", NULL, duplicate_action);
  gtk_widget_class_install_action (class, "win.experiment", "s", experiment_action);
  gtk_widget_class_install_action (class, "win.open-data", NULL, open_data_action);
  gtk_widget_class_install_action (class, "win.nudge-speed", "i", speed_action);
  gtk_widget_class_install_action (class, "win.throw-seed", NULL, dice_action);
}
