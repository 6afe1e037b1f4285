/* SPDX-License-Identifier: MIT */
#include "app/experiment/data-import.h"

#include <glib/gi18n.h>

#include "app/common/file-dialog.h"
#include "app/experiment/data-loader.h"
#include "app/experiment/import-window.h"
#include "data/cifar.h"
#include "data/fashion.h"
#include "data/reader.h"

/* What a widget waits for; there is one at a time, the last that was asked for. */
typedef struct {
  GradusDataSpec spec;
  GradusDataImportFunc done;
  GradusDataFaultFunc fail;
} Request;

static void
free_request (gpointer data)
{
  gradus_data_spec_clear (&((Request *) data)->spec);
  g_free (data);
}

/* With the widget, because the dialogs in between carry nothing but it. */
static void
remember (GtkWidget *widget, const GradusDataSpec *spec, GradusDataImportFunc done,
          GradusDataFaultFunc fail)
{
  Request *request = g_new (Request, 1);

  *request = (Request){ gradus_data_spec_copy (spec), done, fail };
  g_object_set_data_full (G_OBJECT (widget), "data-import", request, free_request);
}

static Request *
recall (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "data-import");
}

static void
on_imported (GtkWidget *widget, GradusImportWindow *window)
{
  recall (widget)->done (widget, gradus_import_window_get_spec (window));
}

static void
tell_fault (GtkWidget *widget, const GError *error)
{
  const gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  recall (widget)->fail (widget, is_cancelled ? NULL : error->message);
}

static void
on_loaded (GtkWidget *widget, GradusRecords *records, const GError *error)
{
  const Request *request = recall (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GradusImportWindow *window;

  if (error) {
    tell_fault (widget, error);
    return;
  }
  window = gradus_import_window_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, records,
                                     &request->spec);
  g_signal_connect_object (window, "imported", G_CALLBACK (on_imported), widget, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/* A dialog for files chooses no folder: one of its pictures stands for it, however it came. */
static void
load_file (GtkWidget *widget, const char *filename)
{
  g_autofree char *folder = gradus_picture_folder_find (filename);

  gradus_data_loader_load (widget, folder ? folder : filename, NULL, on_loaded);
}

void
gradus_data_import_choose (GtkWidget *widget, const GradusDataSpec *present,
                           GradusDataImportFunc done, GradusDataFaultFunc fail)
{
  remember (widget, present, done, fail);
  gradus_file_dialog_open (widget, _ ("Open Data"),
                           present->import ? present->import->table->filename : NULL, load_file);
}

void
gradus_data_import_open (GtkWidget *widget, const char *filename, const GradusDataSpec *present,
                         GradusDataImportFunc done, GradusDataFaultFunc fail)
{
  remember (widget, present, done, fail);
  load_file (widget, filename);
}

static void
on_prepared (GtkWidget *widget, GradusRecords *records, const GError *error)
{
  Request *request = recall (widget);

  if (error)
    tell_fault (widget, error);
  else
    request->done (widget, &request->spec);
}

/* Where data that have a name lie; NULL where they have no place, or are not there. */
static char *
find_place (const GradusDataSpec *spec)
{
  if (spec->generator == &gradus_fashion_generator)
    return g_strdup (GRADUS_FASHION_FOLDER);
  if (spec->generator == &gradus_cifar_generator)
    return spec->path ? g_strdup (spec->path) : gradus_cifar_find ();
  return NULL;
}

void
gradus_data_import_prepare (GtkWidget *widget, const GradusDataSpec *spec,
                            GradusDataImportFunc done, GradusDataFaultFunc fail)
{
  g_autofree char *place = find_place (spec);

  remember (widget, spec, done, fail);
  if (place)
    gradus_data_loader_load (widget, place, NULL, on_prepared);
  else
    done (widget, spec);
}
