/* SPDX-License-Identifier: MIT */
#include "app/experiment/data-loader.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "app/common/background.h"
#include "app/common/message-dialog.h"
#include "data/reader.h"
#include "train/notifier.h"

/* Milliseconds until the dialog comes. */
#define PATIENCE 120

typedef struct {
  GtkWidget *widget;
  char *filename;
  GradusHints hints;
  GradusLoading loading;
  GradusDataLoaderFunc func;
  GradusNotifier *notifier; /* of how far it is */
  GtkRoot *root;            /* the widget's window */
  guint timer;
  GtkWidget *dialog; /* NULL until it takes long, and when it has gone */
  GtkWidget *progress;
} Job;

static void
close_dialog (Job *job)
{
  g_clear_handle_id (&job->timer, g_source_remove);
  if (!job->dialog)
    return;
  g_signal_handlers_disconnect_by_data (job->dialog, job);
  gradus_message_dialog_close (g_steal_pointer (&job->dialog));
}

static void
free_job (gpointer data)
{
  Job *job = data;

  close_dialog (job);
  g_signal_handlers_disconnect_by_data (job->root, job);
  g_object_unref (job->root);
  gradus_notifier_free (job->notifier);
  g_object_unref (job->loading.cancellable);
  gradus_hints_clear (&job->hints);
  g_free (job->filename);
  g_free (job);
}

/* In the thread: only the progress and the cancellable of the job are touched from both sides. */
static gpointer
load (gpointer data, GError **error)
{
  Job *job = data;

  return gradus_reader_load (job->filename, &job->hints, &job->loading, error);
}

/* By its button or by Escape. */
static void
on_dialog_gone (Job *job)
{
  job->dialog = NULL;
  g_cancellable_cancel (job->loading.cancellable);
}

static void
show_dialog (Job *job)
{
  g_autofree char *name = g_filename_display_basename (job->filename);

  job->progress = gtk_progress_bar_new ();
  job->dialog = gradus_message_dialog_new (job->widget, _ ("Reading Data"), name);
  gradus_message_dialog_set_extra_child (job->dialog, job->progress);
  gradus_message_dialog_add_button (job->dialog, "cancel", _ ("_Cancel"), GRADUS_BUTTON_PLAIN);
  g_signal_connect_swapped (job->dialog, "destroy", G_CALLBACK (on_dialog_gone), job);
  gradus_message_dialog_ask (job->dialog, job->widget, NULL, NULL);
}

/* The widget may go while the file is read: then nobody waits for it. */
static void
show_progress (gpointer data)
{
  Job *job = data;

  if (job->dialog)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (job->progress),
                                   atomic_load (&job->loading.per_mille) / 1000.0);
}

static void
on_patience_ended (gpointer data)
{
  Job *job = data;

  job->timer = 0;
  show_dialog (job);
  show_progress (job);
}

/* In the thread that reads. */
static void
on_news (gpointer data)
{
  Job *job = data;

  gradus_notifier_notify (job->notifier);
}

/* What is closed is not destroyed as long as this job holds it. */
static void
on_window_gone (Job *job)
{
  g_cancellable_cancel (job->loading.cancellable);
  close_dialog (job);
}

static void
on_loaded (gpointer widget, gpointer loaded, const GError *error, gpointer data)
{
  Job *job = data;
  g_autoptr (GradusRecords) records = loaded;

  close_dialog (job);
  job->func (widget, records, error);
}

static const GradusBackground reading = { load, on_loaded, free_job,
                                          (GDestroyNotify) gradus_records_unref };

void
gradus_data_loader_load (GtkWidget *widget, const char *filename, const GradusHints *hints,
                         GradusDataLoaderFunc func)
{
  Job *job = g_new0 (Job, 1);

  job->widget = widget;
  job->filename = g_strdup (filename);
  if (hints)
    job->hints = gradus_hints_copy (hints);
  job->notifier = gradus_notifier_new (show_progress, job);
  job->loading.cancellable = g_cancellable_new ();
  job->loading.tell = on_news;
  job->loading.data = job;
  job->root = g_object_ref (gtk_widget_get_root (widget));
  g_signal_connect_swapped (job->root, "unrealize", G_CALLBACK (on_window_gone), job);
  job->func = func;
  job->timer = g_timeout_add_once (PATIENCE, on_patience_ended, job);
  gradus_background_run (widget, &reading, job);
}
