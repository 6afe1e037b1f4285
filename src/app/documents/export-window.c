/* SPDX-License-Identifier: MIT */
#include "app/documents/export-window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/common/background.h"
#include "app/common/file-dialog.h"
#include "app/common/host.h"
#include "app/documents/export-job.h"
#include "plot/number.h"

struct _GradusExportWindow {
  AdwWindow parent_instance;

  AdwComboRow *kind, *source;
  GtkLabel *remark;

  GradusDraft *draft;
  GradusCheckpoint *moment; /* NULL: now */
};

G_DEFINE_FINAL_TYPE (GradusExportWindow, gradus_export_window, ADW_TYPE_WINDOW)

/* What the second row offers, in its order; the first is only there where a moment is looked at. */
typedef enum {
  SOURCE_MOMENT,
  SOURCE_NOW,
  SOURCE_ALL,
} Source;

static const GradusExportKind *
get_kind (GradusExportWindow *self)
{
  return &gradus_export_kinds ()[adw_combo_row_get_selected (self->kind)];
}

static Source
get_source (GradusExportWindow *self)
{
  return (Source) (adw_combo_row_get_selected (self->source) + (self->moment ? 0 : 1));
}

/* -- Writing ----------------------------------------------------------------------------------- */

static gpointer
do_job (gpointer job, GError **error)
{
  return gradus_export_job_do (job, error);
}

static void
on_done (gpointer self, gpointer done, const GError *error, gpointer data)
{
  g_autofree char *place = done;
  g_autofree char *sentence = place ? g_strdup_printf (_ ("Exported to %s"), place) : NULL;

  gradus_host_tell (self, place ? sentence : error->message);
  gtk_window_close (self);
}

static void
free_job (gpointer job)
{
  gradus_export_job_free (job);
}

static const GradusBackground exporting = { do_job, on_done, free_job };

/* A file's name ends as its kind's do: other programs go by that. */
static char *
complete (const GradusExportKind *kind, const char *place, char **why)
{
  return gradus_file_dialog_complete (place, strrchr (kind->suffix, '.'), why);
}

static void
export_to (GtkWidget *widget, const char *place)
{
  GradusExportWindow *self = GRADUS_EXPORT_WINDOW (widget);
  const GradusExportKind *kind = get_kind (self);
  const Source source = get_source (self);
  g_autofree char *why = NULL;
  g_autofree char *whole = gradus_export_job_takes_folder (kind, source == SOURCE_ALL)
                               ? g_strdup (place)
                               : complete (kind, place, &why);

  if (!whole) {
    gradus_host_tell (widget, why);
    return;
  }
  gradus_background_run (
      self, &exporting,
      gradus_export_job_new (kind, self->draft,
                             source == SOURCE_ALL ? G_MAXUINT : self->draft->selected,
                             source == SOURCE_MOMENT ? self->moment : NULL, whole));
  /* One export at a time; the window closes when this one is done. */
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
}

static void
on_export (GradusExportWindow *self)
{
  const GradusExportKind *kind = get_kind (self);
  g_autofree char *name = gradus_export_name_run (self->draft, self->draft->selected),
                  *proposed = NULL;

  if (gradus_export_job_takes_folder (kind, get_source (self) == SOURCE_ALL)) {
    gradus_file_dialog_choose_folder (GTK_WIDGET (self), _ ("Export Into"), export_to);
    return;
  }
  proposed =
      g_strdup_printf (g_ascii_isalpha (kind->suffix[0]) ? "%s-%s" : "%s%s", name, kind->suffix);
  gradus_file_dialog_save (GTK_WIDGET (self), _ ("Export As"), proposed, export_to);
}

/* -- What is asked ----------------------------------------------------------------------------- */

static void
fill_kinds (GradusExportWindow *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (const GradusExportKind *kind = gradus_export_kinds (); kind->title; kind++)
    gtk_string_list_append (titles, _ (kind->title));
  adw_combo_row_set_model (self->kind, G_LIST_MODEL (titles));
}

static void
fill_sources (GradusExportWindow *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  const GradusDraftEntry *run = g_ptr_array_index (self->draft->runs, self->draft->selected);
  g_autofree char *now = gradus_number_format_count (run->draft->now->step);
  g_autofree char *as_it_is = g_strdup_printf (_ ("The run as it is, step %s"), now);

  if (self->moment) {
    g_autofree char *step = gradus_number_format_count (self->moment->step);
    g_autofree char *moment = g_strdup_printf (_ ("The moment that is shown, step %s"), step);

    gtk_string_list_append (titles, moment);
  }
  gtk_string_list_append (titles, as_it_is);
  if (self->draft->runs->len > 1) {
    g_autofree char *all = g_strdup_printf (_ ("All %u runs, a file each"), self->draft->runs->len);

    gtk_string_list_append (titles, all);
  }
  adw_combo_row_set_model (self->source, G_LIST_MODEL (titles));
}

GradusExportWindow *
gradus_export_window_new (GtkWindow *parent, GradusDraft *draft, GradusCheckpoint *moment)
{
  GradusExportWindow *self =
      g_object_new (GRADUS_TYPE_EXPORT_WINDOW, "transient-for", parent, NULL);

  self->draft = gradus_draft_ref (draft);
  self->moment = moment ? gradus_checkpoint_ref (moment) : NULL;
  fill_kinds (self);
  fill_sources (self);
  return self;
}

static void
gradus_export_window_finalize (GObject *object)
{
  GradusExportWindow *self = GRADUS_EXPORT_WINDOW (object);

  g_clear_pointer (&self->draft, gradus_draft_unref);
  g_clear_pointer (&self->moment, gradus_checkpoint_unref);
  G_OBJECT_CLASS (gradus_export_window_parent_class)->finalize (object);
}

static void
gradus_export_window_class_init (GradusExportWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = gradus_export_window_finalize;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/export-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusExportWindow, kind);
  gtk_widget_class_bind_template_child (widget_class, GradusExportWindow, source);
  gtk_widget_class_bind_template_child (widget_class, GradusExportWindow, remark);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
}

static void
gradus_export_window_init (GradusExportWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
