/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "app/common/background.h"
#include "app/common/host.h"
#include "app/documents/weights-window.h"
#include "app/experiment/data-import.h"
#include "app/experiment/experiment-panel.h"
#include "app/window/window-private.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "store/document-file.h"

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
on_data_ready (GtkWidget *widget, const GradusDataSpec *spec)
{
  gradus_window_open (GRADUS_WINDOW (widget), GRADUS_WINDOW (widget)->opening);
}

static void
on_data_missing (GtkWidget *widget, const char *fault)
{
  if (fault)
    gradus_host_tell (widget, fault);
}

/* It is held here, because the answer comes by way of the widget alone; the last one that was asked
 * for is opened. */
void
gradus_window_open_when_ready (GradusWindow *self, GradusExperiment *experiment)
{
  g_clear_pointer (&self->opening, gradus_experiment_free);
  self->opening = experiment;
  gradus_data_import_prepare (GTK_WIDGET (self), &experiment->data, on_data_ready, on_data_missing);
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
    gradus_window_open_when_ready (window, experiment);
  else
    gradus_host_tell (window, error->message);
}

static const GradusBackground loading = { load_experiment, on_experiment_loaded, g_free,
                                          (GDestroyNotify) gradus_experiment_free };

void
gradus_window_open_file (GradusWindow *self, const char *filename)
{
  if (gradus_document_file_is_one (filename))
    gtk_widget_activate_action (GTK_WIDGET (self), "app.open-in", "(us)",
                                gtk_application_window_get_id (GTK_APPLICATION_WINDOW (self)),
                                filename);
  else if (g_str_has_suffix (filename, ".safetensors"))
    gradus_weights_window_open (GTK_WINDOW (self), self->document, filename);
  else if (gradus_lesson_is_one (filename))
    gradus_window_load_lesson (self, filename);
  else if (g_str_has_suffix (filename, ".json"))
    gradus_background_run (self, &loading, g_strdup (filename));
  else
    gradus_experiment_panel_open_data (self->panel, filename);
}
