/* SPDX-License-Identifier: MIT */
#include "app/common/background.h"

#include <gio/gio.h>
#include <stdatomic.h>

typedef struct {
  const GradusBackground *background;
  gpointer data;
  gpointer result;
  atomic_uint
      baton; /* GLib orders the threads; the thread sanitizer, which sees nothing of GLib, sees this passed on */
} Job;

static void
free_job (gpointer data)
{
  Job *job = data;

  if (job->background->free_data)
    job->background->free_data (job->data);
  g_free (job);
}

static void
work (GTask *task, gpointer owner, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  atomic_load (&job->baton);
  job->result = job->background->work (job->data, &error);
  atomic_store (&job->baton, 2);
  if (job->result)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_done (GObject *owner, GAsyncResult *result, gpointer data)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  atomic_load (&job->baton);
  g_task_propagate_boolean (G_TASK (result), &error);
  job->background->done (owner, job->result, error, job->data);
}

void
gradus_background_run (gpointer owner, const GradusBackground *background, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (owner, NULL, on_done, NULL);
  Job *job = g_new0 (Job, 1);

  job->background = background;
  job->data = data;
  g_task_set_task_data (task, job, free_job);
  atomic_store (&job->baton, 1);
  g_task_run_in_thread (task, work);
}
