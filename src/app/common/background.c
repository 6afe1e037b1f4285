/* SPDX-License-Identifier: MIT */
#include "app/common/background.h"

#include <stdatomic.h>

#include "app/common/presence.h"

typedef struct {
  const GradusBackground *background;
  gpointer owner;
  gpointer data;
  gpointer result;
  /* GLib orders the accesses of both threads, but the thread sanitizer does not see how. It sees
   * this one. */
  atomic_uint baton;
} Job;

static void
do_job (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
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
tell_owner (const Job *job, const GError *error)
{
  const GradusBackground *background = job->background;

  if (!GTK_IS_WIDGET (job->owner) || gradus_presence_check (job->owner))
    background->done (job->owner, job->result, error, job->data);
  else if (job->result && background->free_result)
    background->free_result (job->result);
}

/* The thread that lets go of the task last frees what belongs to it. Widgets must not be freed in
 * the other thread, so nothing here belongs to the task. The owner is released last: its answer may
 * have been the last thing that it lived for. */
static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *job = data;
  g_autoptr (GError) error = NULL;

  atomic_load (&job->baton);
  g_task_propagate_boolean (G_TASK (result), &error);
  tell_owner (job, error);
  if (job->background->free_data)
    job->background->free_data (job->data);
  g_object_unref (job->owner);
  g_free (job);
}

void
gradus_background_run (gpointer owner, const GradusBackground *background, gpointer data)
{
  Job *job = g_new0 (Job, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_done, job);

  job->background = background;
  job->owner = g_object_ref (owner);
  job->data = data;
  g_task_set_task_data (task, job, NULL);
  atomic_store (&job->baton, 1);
  g_task_run_in_thread (task, do_job);
}
