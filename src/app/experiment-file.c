/* SPDX-License-Identifier: MIT */
#include "app/experiment-file.h"

#include "train/experiment-json.h"

static void
load (GTask *task, gpointer widget, gpointer filename, GCancellable *cancellable)
{
  GError *error = NULL;
  GradusExperiment *experiment = gradus_experiment_load (filename, &error);

  if (experiment)
    g_task_return_pointer (task, experiment, (GDestroyNotify) gradus_experiment_free);
  else
    g_task_return_error (task, error);
}

static void
on_loaded (GObject *widget, GAsyncResult *result, gpointer func)
{
  g_autoptr (GError) error = NULL;
  GradusExperiment *experiment = g_task_propagate_pointer (G_TASK (result), &error);

  ((GradusExperimentFileFunc) func) (GTK_WIDGET (widget), experiment, error);
}

void
gradus_experiment_file_load (GtkWidget *widget, const char *filename, GradusExperimentFileFunc func)
{
  g_autoptr (GTask) task = g_task_new (widget, NULL, on_loaded, func);

  g_task_set_task_data (task, g_strdup (filename), g_free);
  g_task_run_in_thread (task, load);
}
