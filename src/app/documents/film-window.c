/* SPDX-License-Identifier: MIT */
#include "app/documents/film-window.h"

#include <glib/gi18n.h>

#include "app/common/background.h"
#include "app/common/file-dialog.h"
#include "app/common/host.h"
#include "app/common/scheme.h"
#include "app/documents/export-job.h"
#include "app/documents/film-job.h"

/* Milliseconds between two looks at how far it is. */
#define LOOK 100

/* What the rows offer, in their order. */
static const char *const endings[] = { ".gif", ".webm" };
static const int sizes[][2] = { { 800, 500 }, { 1280, 720 }, { 1920, 1080 } };
static const double lengths[] = { 5, 3, 10, 20 };

enum {
  VIEW_OWN,
  VIEW_OVERVIEW,
};

struct _GradusFilmWindow {
  AdwWindow parent_instance;

  AdwComboRow *view, *format, *size, *length, *colours;
  GtkWidget *settings, *film_button;
  GtkStack *stack;
  GtkProgressBar *progress;

  GradusDraft *draft;
  guint run;
  GradusFigure *figure;
  GradusFilmJob *job; /* NULL: not begun */
  guint looking;      /* the source that looks how far it is */
};

G_DEFINE_FINAL_TYPE (GradusFilmWindow, gradus_film_window, ADW_TYPE_WINDOW)

/* -- Making it --------------------------------------------------------------------------------- */

static gpointer
do_film (gpointer job, GError **error)
{
  return GINT_TO_POINTER (gradus_film_job_do (job, error));
}

/* It took a while, and the user looks elsewhere: so the sentence stays. */
static void
on_film_done (gpointer self, gpointer is_written, const GError *error, gpointer data)
{
  const GradusFilmJob *job = data;
  g_autofree char *sentence =
      is_written ? g_strdup_printf (_ ("The film was written to %s"), job->filename) : NULL;

  if (is_written)
    gradus_host_offer (self, sentence, NULL, NULL);
  else
    gradus_host_warn (self, error->message);
  gtk_window_close (self);
}

static void
free_film_job (gpointer job)
{
  gradus_film_job_unref (job);
}

static const GradusBackground filming = { do_film, on_film_done, free_film_job };

static gboolean
show_progress (gpointer data)
{
  GradusFilmWindow *self = data;
  const guint n = atomic_load (&self->job->n);

  gtk_progress_bar_set_fraction (self->progress,
                                 n > 0 ? (double) atomic_load (&self->job->done) / n : 0);
  return G_SOURCE_CONTINUE;
}

/* From now on the other window can be used. */
static void
begin (GradusFilmWindow *self)
{
  gtk_window_set_modal (GTK_WINDOW (self), FALSE);
  gtk_widget_set_sensitive (self->settings, FALSE);
  gtk_widget_set_visible (self->film_button, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "progress");
  self->looking = g_timeout_add (LOOK, show_progress, self);
  gradus_background_run (self, &filming, gradus_film_job_ref (self->job));
}

static GradusFilmJob *
make_job (GradusFilmWindow *self)
{
  const guint size = adw_combo_row_get_selected (self->size);
  const gboolean is_own = adw_combo_row_get_selected (self->view) == VIEW_OWN;
  g_autoptr (GradusFigure) overview = gradus_figure_new (gradus_figure_find_class ("overview"));
  const GradusScheme scheme =
      adw_combo_row_get_selected (self->colours) == 0 ? gradus_scheme_find () : GRADUS_SCHEME_PRINT;
  GradusFilmJob *job = gradus_film_job_new (self->draft, self->run, is_own ? self->figure : overview,
                                            gradus_scheme_make_style (scheme));

  job->width = sizes[size][0];
  job->height = sizes[size][1];
  job->seconds = lengths[adw_combo_row_get_selected (self->length)];
  job->format = (GradusReelFormat) adw_combo_row_get_selected (self->format);
  return job;
}

static void
film_to (GtkWidget *widget, const char *place)
{
  GradusFilmWindow *self = GRADUS_FILM_WINDOW (widget);
  g_autofree char *why = NULL;
  g_autofree char *whole = gradus_file_dialog_complete (
      place, endings[adw_combo_row_get_selected (self->format)], &why);

  if (!whole) {
    gradus_host_tell (widget, why);
    return;
  }
  self->job = make_job (self);
  self->job->filename = g_steal_pointer (&whole);
  begin (self);
}

static void
on_film (GradusFilmWindow *self)
{
  g_autofree char *name = gradus_export_name_run (self->draft, self->run);
  g_autofree char *proposed =
      g_strconcat (name, endings[adw_combo_row_get_selected (self->format)], NULL);

  gradus_file_dialog_save (GTK_WIDGET (self), _ ("Make the Film"), proposed, film_to);
}

/* -- What is asked ----------------------------------------------------------------------------- */

static void
fill_row (AdwComboRow *row, const char *const *titles)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (titles);

  adw_combo_row_set_model (row, G_LIST_MODEL (list));
}

static void
fill_views (GradusFilmWindow *self)
{
  const GradusFigureClass *class = self->figure->class;
  const gboolean is_overview = g_str_equal (class->name, "overview");

  fill_row (self->view, (const char *const[]){ _ (class->title),
                                               is_overview ? NULL : _ ("Overview"), NULL });
}

static void
fill_rows (GradusFilmWindow *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  fill_views (self);
  fill_row (self->format, (const char *const[]){ _ ("GIF, for slides: goes on for ever"),
                                                 _ ("WebM, a video"), NULL });
  fill_row (self->size, (const char *const[]){ "800 × 500", "1280 × 720", "1920 × 1080", NULL });
  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++) {
    const guint seconds = (guint) lengths[i];
    g_autofree char *title =
        g_strdup_printf (ngettext ("%u second", "%u seconds", seconds), seconds);

    gtk_string_list_append (titles, title);
  }
  adw_combo_row_set_model (self->length, G_LIST_MODEL (titles));
  fill_row (self->colours,
            (const char *const[]){ _ ("As the window"), _ ("Black on white"), NULL });
}

GradusFilmWindow *
gradus_film_window_new (GtkWindow *parent, GradusDraft *draft, guint run,
                        const GradusFigure *figure)
{
  GradusFilmWindow *self = g_object_new (GRADUS_TYPE_FILM_WINDOW, "transient-for", parent, NULL);

  self->draft = gradus_draft_ref (draft);
  self->run = run;
  self->figure = gradus_figure_copy (figure);
  fill_rows (self);
  return self;
}

/* -- The widget -------------------------------------------------------------------------------- */

/* When it is closed, or its parent is; it lives on until the thread has given up. */
static void
gradus_film_window_unmap (GtkWidget *widget)
{
  GradusFilmWindow *self = GRADUS_FILM_WINDOW (widget);

  g_clear_handle_id (&self->looking, g_source_remove);
  if (self->job)
    atomic_store (&self->job->is_given_up, TRUE);
  GTK_WIDGET_CLASS (gradus_film_window_parent_class)->unmap (widget);
}

static void
gradus_film_window_finalize (GObject *object)
{
  GradusFilmWindow *self = GRADUS_FILM_WINDOW (object);

  g_clear_pointer (&self->draft, gradus_draft_unref);
  g_clear_pointer (&self->figure, gradus_figure_free);
  g_clear_pointer (&self->job, gradus_film_job_unref);
  G_OBJECT_CLASS (gradus_film_window_parent_class)->finalize (object);
}

static void
gradus_film_window_class_init (GradusFilmWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->finalize = gradus_film_window_finalize;
  widget_class->unmap = gradus_film_window_unmap;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/film-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusFilmWindow, view);
  gtk_widget_class_bind_template_child (widget_class, GradusFilmWindow, format);
  gtk_widget_class_bind_template_child (widget_class, GradusFilmWindow, size);
  gtk_widget_class_bind_template_child (widget_class, GradusFilmWindow, length);
  gtk_widget_class_bind_template_child (widget_class, GradusFilmWindow, colours);
  gtk_widget_class_bind_template_child (widget_class, GradusFilmWindow, settings);
  gtk_widget_class_bind_template_child (widget_class, GradusFilmWindow, film_button);
  gtk_widget_class_bind_template_child (widget_class, GradusFilmWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, GradusFilmWindow, progress);
  gtk_widget_class_bind_template_callback (widget_class, on_film);
}

static void
gradus_film_window_init (GradusFilmWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
