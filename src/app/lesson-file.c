/* SPDX-License-Identifier: MIT */
#include "app/lesson-file.h"

static void
load (GTask *task, gpointer widget, gpointer path, GCancellable *cancellable)
{
  GError *error = NULL;
  GradusLesson *lesson = gradus_lesson_load (path, &error);

  if (lesson)
    g_task_return_pointer (task, lesson, (GDestroyNotify) gradus_lesson_unref);
  else
    g_task_return_error (task, error);
}

static void
on_loaded (GObject *widget, GAsyncResult *result, gpointer func)
{
  g_autoptr (GError) error = NULL;
  GradusLesson *lesson = g_task_propagate_pointer (G_TASK (result), &error);

  ((GradusLessonFileFunc) func) (GTK_WIDGET (widget), lesson, error);
  g_clear_pointer (&lesson, gradus_lesson_unref);
}

void
gradus_lesson_file_load (GtkWidget *widget, const char *path, GradusLessonFileFunc func)
{
  g_autoptr (GTask) task = g_task_new (widget, NULL, on_loaded, func);

  g_task_set_task_data (task, g_strdup (path), g_free);
  g_task_run_in_thread (task, load);
}
