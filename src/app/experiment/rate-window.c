/* SPDX-License-Identifier: MIT */
#include "app/experiment/rate-window.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/common/background.h"
#include "app/common/scheme.h"
#include "figure/figure.h"

/* What the thread works on. */
typedef struct {
  GradusExperiment *experiment;
  GradusDataset *training;
  atomic_bool is_over; /* nobody waits for it any more */
} Search;

struct _GradusRateWindow {
  AdwWindow parent_instance;

  GtkWidget *chart, *sentence, *spinner, *use_button;

  GradusExperimentModel *model;
  Search *search; /* while it goes on; the thread's */
  GradusRateTest *test;
  GradusFigure *figure;
  double pointer_x, pointer_y; /* in the chart; NaN: not there */
};

G_DEFINE_FINAL_TYPE (GradusRateWindow, gradus_rate_window, ADW_TYPE_WINDOW)

/* -- The search, in a thread ------------------------------------------------------------------- */

static void
free_search (gpointer data)
{
  Search *search = data;

  gradus_experiment_free (search->experiment);
  gradus_dataset_unref (search->training);
  g_free (search);
}

static gpointer
look_for_rate (gpointer data, GError **error)
{
  Search *search = data;
  GradusRateTest *test =
      gradus_rate_test_run (search->experiment, search->training, &search->is_over, error);

  if (!test && !*error)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  return test;
}

static void
on_looked (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GradusRateWindow *self = owner;
  g_autofree char *sentence = NULL;

  self->search = NULL;
  self->test = result;
  sentence = self->test ? gradus_rate_test_describe (self->test) : g_strdup (error->message);
  gtk_spinner_stop (GTK_SPINNER (self->spinner));
  gtk_widget_set_visible (self->spinner, FALSE);
  gtk_label_set_label (GTK_LABEL (self->sentence), sentence);
  gtk_widget_set_sensitive (self->use_button, self->test && isfinite (self->test->suggestion));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chart), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  sentence, -1);
  gtk_widget_queue_draw (self->chart);
}

static const GradusBackground looking = { look_for_rate, on_looked, free_search,
                                          (GDestroyNotify) gradus_rate_test_free };

static void
begin (GradusRateWindow *self)
{
  Search *search = g_new0 (Search, 1);

  search->experiment =
      gradus_experiment_copy (gradus_experiment_model_get_experiment (self->model));
  search->training =
      gradus_dataset_ref (gradus_run_get_dataset (gradus_experiment_model_get_run (self->model)));
  self->search = search;
  gradus_background_run (self, &looking, search);
}

/* -- The chart --------------------------------------------------------------------------------- */

static void
draw_chart (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  GradusRateWindow *self = data;
  const GradusFigureSource source = { .rates = self->test };
  g_autoptr (GradusStyle) style = gradus_scheme_make_style (gradus_scheme_find ());
  g_auto (GradusCanvas) canvas = { NULL };

  if (!self->test)
    return;
  gradus_canvas_init (&canvas, cr, style, width, height);
  self->figure->pointer_x = self->pointer_x / canvas.magnification;
  self->figure->pointer_y = self->pointer_y / canvas.magnification;
  gradus_figure_draw (&canvas, self->figure, &source);
}

static void
on_motion (GradusRateWindow *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
  gtk_widget_queue_draw (self->chart);
}

static void
on_leave (GradusRateWindow *self)
{
  on_motion (self, NAN, NAN);
}

/* -- The window -------------------------------------------------------------------------------- */

static void
on_use (GradusRateWindow *self)
{
  g_object_set (self->model, "learning-rate", self->test->suggestion, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
gradus_rate_window_dispose (GObject *object)
{
  GradusRateWindow *self = GRADUS_RATE_WINDOW (object);

  if (self->search)
    atomic_store (&self->search->is_over, TRUE);
  self->search = NULL;
  g_clear_pointer (&self->test, gradus_rate_test_free);
  g_clear_pointer (&self->figure, gradus_figure_free);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (gradus_rate_window_parent_class)->dispose (object);
}

static void
gradus_rate_window_class_init (GradusRateWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_rate_window_dispose;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/rate-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusRateWindow, chart);
  gtk_widget_class_bind_template_child (widget_class, GradusRateWindow, sentence);
  gtk_widget_class_bind_template_child (widget_class, GradusRateWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, GradusRateWindow, use_button);
  gtk_widget_class_bind_template_callback (widget_class, on_motion);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_use);
}

static void
gradus_rate_window_init (GradusRateWindow *self)
{
  self->pointer_x = self->pointer_y = NAN;
  self->figure = gradus_figure_new (gradus_figure_find_class ("rate"));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->chart), draw_chart, self, NULL);
  gradus_scheme_watch (self->chart, G_CALLBACK (gtk_widget_queue_draw));
}

GtkWindow *
gradus_rate_window_open (GtkWindow *parent, GradusExperimentModel *model)
{
  GradusRateWindow *self = g_object_new (GRADUS_TYPE_RATE_WINDOW, "transient-for", parent, NULL);

  self->model = g_object_ref (model);
  gtk_window_present (GTK_WINDOW (self));
  begin (self);
  return GTK_WINDOW (self);
}
