/* SPDX-License-Identifier: MIT */
#include "app/window/pasting.h"

#include <glib/gi18n.h>

#include "app/common/background.h"
#include "app/common/host.h"
#include "app/experiment/data-import.h"
#include "document/edit.h"
#include "experiment/pasted.h"

#define KEY "gradus-pasted"

/* What is on its way from the clipboard into the document. */
typedef struct {
  GradusDocument *document;
  char *text;
  gboolean is_mended;
  GradusExperiment *experiment; /* once it is read */
} Pasting;

static void
free_pasting (gpointer data)
{
  Pasting *pasting = data;

  g_object_unref (pasting->document);
  g_free (pasting->text);
  g_clear_pointer (&pasting->experiment, gradus_experiment_free);
  g_free (pasting);
}

static void
add_run (GtkWidget *widget, Pasting *pasting)
{
  GradusDocument *document = pasting->document;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusRun) run = gradus_run_new (pasting->experiment, &error);

  if (!run) {
    gradus_host_warn (widget, error->message);
    return;
  }
  gradus_document_insert (
      document, gradus_document_find (document, gradus_document_get_selected (document)) + 1, run);
  if (pasting->is_mended)
    gradus_host_tell (
        widget, _ ("The pasted experiment was added as a run; its quotes were made straight"));
  else
    gradus_host_tell (widget, _ ("The pasted experiment was added as a run"));
}

/* The answer comes by way of the widget alone, which holds what was pasted last. */
static void
on_data_ready (GtkWidget *widget, const GradusDataSpec *spec)
{
  Pasting *pasting = g_object_steal_data (G_OBJECT (widget), KEY);

  if (!pasting)
    return;
  add_run (widget, pasting);
  free_pasting (pasting);
}

static void
on_data_missing (GtkWidget *widget, const char *fault)
{
  g_object_set_data (G_OBJECT (widget), KEY, NULL);
  if (fault)
    gradus_host_warn (widget, fault);
}

/* The experiment may name a file, which takes its time to be read. */
static gpointer
read_experiment (gpointer data, GError **error)
{
  Pasting *pasting = data;

  return gradus_experiment_from_pasted (pasting->text, &pasting->is_mended, error);
}

static void
on_experiment_read (gpointer widget, gpointer experiment, const GError *error, gpointer data)
{
  const Pasting *pasting = data;
  Pasting *next;

  if (!experiment) {
    gradus_host_warn (widget, error->message);
    return;
  }
  next = g_new0 (Pasting, 1);
  *next = (Pasting){ g_object_ref (pasting->document), NULL, pasting->is_mended, experiment };
  g_object_set_data_full (widget, KEY, next, free_pasting);
  gradus_data_import_prepare (widget, &next->experiment->data, on_data_ready, on_data_missing);
}

static const GradusBackground reading = { read_experiment, on_experiment_read, free_pasting,
                                          (GDestroyNotify) gradus_experiment_free };

typedef struct {
  GtkWidget *widget;
  GradusDocument *document;
} Asking;

static void
on_text (GObject *clipboard, GAsyncResult *result, gpointer data)
{
  Asking *asking = data;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  Pasting *pasting;

  if (text) {
    pasting = g_new0 (Pasting, 1);
    *pasting = (Pasting){ g_object_ref (asking->document), text };
    gradus_background_run (asking->widget, &reading, pasting);
  } else {
    gradus_host_warn (asking->widget,
                      _ ("There is no text on the clipboard; copy an experiment first"));
  }
  g_object_unref (asking->widget);
  g_object_unref (asking->document);
  g_free (asking);
}

void
gradus_window_paste_run (GtkWidget *widget, GradusDocument *document)
{
  Asking *asking = g_new (Asking, 1);

  *asking = (Asking){ g_object_ref (widget), g_object_ref (document) };
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, on_text, asking);
}
