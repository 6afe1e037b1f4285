/* SPDX-License-Identifier: MIT */
#include "app/common/file-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/common/presence.h"

#if GTK_CHECK_VERSION(4, 10, 0)

typedef GFile *(*FinishFunc) (GtkFileDialog *dialog, GAsyncResult *result, GError **error);

typedef struct {
  GtkWidget *widget;
  GradusFileFunc func;
  FinishFunc finish;
} Request;

/* The widget's window may have been closed under the dialog. */
static void
on_finished (GObject *dialog, GAsyncResult *result, gpointer data)
{
  g_autofree Request *request = data;
  g_autoptr (GtkWidget) widget = request->widget;
  g_autoptr (GFile) file = request->finish (GTK_FILE_DIALOG (dialog), result, NULL);
  g_autofree char *filename = file ? g_file_get_path (file) : NULL;

  if (filename && gradus_presence_check (widget))
    request->func (widget, filename);
}

static Request *
make_request (GtkWidget *widget, GradusFileFunc func, FinishFunc finish)
{
  Request *request = g_new (Request, 1);

  *request = (Request){ g_object_ref (widget), func, finish };
  return request;
}

static GtkFileDialog *
make_dialog (const char *title, const char *accept)
{
  GtkFileDialog *dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_accept_label (dialog, accept);
  return dialog;
}

static GtkWindow *
get_window (GtkWidget *widget)
{
  return GTK_WINDOW (gtk_widget_get_root (widget));
}

void
gradus_file_dialog_save (GtkWidget *widget, const char *title, const char *proposed,
                         GradusFileFunc func)
{
  g_autoptr (GtkFileDialog) dialog = make_dialog (title, _ ("_Save"));

  gtk_file_dialog_set_initial_name (dialog, proposed);
  gtk_file_dialog_save (dialog, get_window (widget), NULL, on_finished,
                        make_request (widget, func, gtk_file_dialog_save_finish));
}

void
gradus_file_dialog_open (GtkWidget *widget, const char *title, const char *present,
                         GradusFileFunc func)
{
  g_autoptr (GtkFileDialog) dialog = make_dialog (title, _ ("_Open"));
  g_autoptr (GFile) file = present ? g_file_new_for_path (present) : NULL;

  if (file)
    gtk_file_dialog_set_initial_file (dialog, file);
  gtk_file_dialog_open (dialog, get_window (widget), NULL, on_finished,
                        make_request (widget, func, gtk_file_dialog_open_finish));
}

void
gradus_file_dialog_choose_folder (GtkWidget *widget, const char *title, GradusFileFunc func)
{
  g_autoptr (GtkFileDialog) dialog = make_dialog (title, _ ("_Select"));

  gtk_file_dialog_select_folder (dialog, get_window (widget), NULL, on_finished,
                                 make_request (widget, func, gtk_file_dialog_select_folder_finish));
}

#else

typedef struct {
  GtkWidget *widget;
  GradusFileFunc func;
} Request;

/* The widget's window may have been closed under the dialog. */
static void
on_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  Request *request = data;
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT
                               ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))
                               : NULL;
  g_autofree char *filename = file ? g_file_get_path (file) : NULL;

  if (filename && gradus_presence_check (request->widget))
    request->func (request->widget, filename);
  gtk_native_dialog_destroy (dialog);
  g_object_unref (dialog);
}

static void
free_request (gpointer data, GClosure *closure)
{
  Request *request = data;

  g_object_unref (request->widget);
  g_free (request);
}

/* A native dialog is owned by nobody; on_response() lets it go. */
static GtkFileChooser *
make_dialog (GtkWidget *widget, const char *title, GtkFileChooserAction action, const char *accept,
             GradusFileFunc func)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      title, GTK_WINDOW (gtk_widget_get_root (widget)), action, accept, _ ("_Cancel"));
  Request *request = g_new (Request, 1);

  *request = (Request){ g_object_ref (widget), func };
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), request, free_request, 0);
  return GTK_FILE_CHOOSER (dialog);
}

void
gradus_file_dialog_save (GtkWidget *widget, const char *title, const char *proposed,
                         GradusFileFunc func)
{
  GtkFileChooser *dialog =
      make_dialog (widget, title, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), func);

  gtk_file_chooser_set_current_name (dialog, proposed);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
gradus_file_dialog_open (GtkWidget *widget, const char *title, const char *present,
                         GradusFileFunc func)
{
  GtkFileChooser *dialog =
      make_dialog (widget, title, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"), func);
  g_autoptr (GFile) file = present ? g_file_new_for_path (present) : NULL;

  if (file)
    gtk_file_chooser_set_file (dialog, file, NULL);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
gradus_file_dialog_choose_folder (GtkWidget *widget, const char *title, GradusFileFunc func)
{
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (
      make_dialog (widget, title, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, _ ("_Select"), func)));
}

#endif

/* The dialog has asked about the name that was typed, not about the one with its suffix. */
char *
gradus_file_dialog_complete (const char *chosen, const char *suffix, char **why)
{
  g_autofree char *stem = g_strdup (chosen), *whole = NULL, *shown = NULL;

  while (g_str_has_suffix (stem, suffix))
    stem[strlen (stem) - strlen (suffix)] = '\0';
  whole = g_strconcat (stem, suffix, NULL);
  if (g_str_equal (whole, chosen) || !g_file_test (whole, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&whole);
  shown = g_filename_display_basename (whole);
  *why = g_strdup_printf (
      _ ("There is a file “%s” already; choose that to replace it, or another name"), shown);
  return NULL;
}
