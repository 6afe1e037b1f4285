/* SPDX-License-Identifier: MIT */
#include "app/experiment/rate-window.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/common/background.h"
#include "app/common/scheme.h"
#include "figure/rate-figure.h"

#define CHART_WIDTH 560
#define CHART_HEIGHT 340

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
  g_autoptr (GradusStyle) style = gradus_scheme_make_style (gradus_scheme_find ());
  g_auto (GradusCanvas) canvas = { NULL };

  if (!self->test)
    return;
  gradus_canvas_init (&canvas, cr, style, width, height);
  gradus_rate_figure_draw (&canvas, self->test, self->pointer_x / canvas.magnification,
                           self->pointer_y / canvas.magnification);
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

static GtkWidget *
make_chart (GradusRateWindow *self)
{
  GtkWidget *chart = g_object_new (GTK_TYPE_DRAWING_AREA, "accessible-role",
                                   GTK_ACCESSIBLE_ROLE_IMG, "content-width", CHART_WIDTH,
                                   "content-height", CHART_HEIGHT, "vexpand", TRUE, NULL);
  GtkEventController *motion = gtk_event_controller_motion_new ();

  gtk_accessible_update_property (GTK_ACCESSIBLE (chart), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Cost over the learning rate"), -1);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (chart), draw_chart, self, NULL);
  g_signal_connect_swapped (motion, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (chart, motion);
  return chart;
}

/* -- The window -------------------------------------------------------------------------------- */

static void
on_use (GradusRateWindow *self)
{
  g_object_set (self->model, "learning-rate", self->test->suggestion, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static GtkWidget *
make_bar (GradusRateWindow *self)
{
  GtkWidget *bar = adw_header_bar_new (), *close = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "window.close");
  self->use_button = gtk_button_new_with_mnemonic (_ ("_Use It"));
  gtk_widget_set_tooltip_text (self->use_button,
                               _ ("Set the learning rate that is suggested; it acts at once"));
  gtk_widget_add_css_class (self->use_button, "suggested-action");
  gtk_widget_set_sensitive (self->use_button, FALSE);
  g_signal_connect_swapped (self->use_button, "clicked", G_CALLBACK (on_use), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), close);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->use_button);
  return bar;
}

static GtkWidget *
make_sentence (void)
{
  GtkWidget *label =
      gtk_label_new (_ ("One short run from the initial weights, in which every step has a larger "
                        "learning rate than the one before …"));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_width_chars (GTK_LABEL (label), 40);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 70);
  gtk_widget_set_margin_start (label, 18);
  gtk_widget_set_margin_end (label, 18);
  return label;
}

static void
gradus_rate_window_dispose (GObject *object)
{
  GradusRateWindow *self = GRADUS_RATE_WINDOW (object);

  if (self->search)
    atomic_store (&self->search->is_over, TRUE);
  self->search = NULL;
  g_clear_pointer (&self->test, gradus_rate_test_free);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (gradus_rate_window_parent_class)->dispose (object);
}

static void
gradus_rate_window_class_init (GradusRateWindowClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gradus_rate_window_dispose;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static void
gradus_rate_window_init (GradusRateWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *bar = make_bar (self);

  self->pointer_x = self->pointer_y = NAN;
  self->chart = make_chart (self);
  self->sentence = make_sentence ();
  self->spinner = gtk_spinner_new ();
  gtk_spinner_start (GTK_SPINNER (self->spinner));
  gtk_widget_set_margin_start (self->chart, 12);
  gtk_widget_set_margin_end (self->chart, 12);
  gtk_widget_set_margin_bottom (self->sentence, 18);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), self->spinner);
  gtk_box_append (GTK_BOX (box), self->chart);
  gtk_box_append (GTK_BOX (box), self->sentence);
  adw_window_set_content (ADW_WINDOW (self), box);
  gradus_scheme_watch (self->chart, G_CALLBACK (gtk_widget_queue_draw));
}

void
gradus_rate_window_open (GtkWindow *parent, GradusExperimentModel *model)
{
  GradusRateWindow *self =
      g_object_new (GRADUS_TYPE_RATE_WINDOW, "transient-for", parent, "modal", TRUE,
                    "destroy-with-parent", TRUE, "title", _ ("Find a Rate"), NULL);

  self->model = g_object_ref (model);
  gtk_window_present (GTK_WINDOW (self));
  begin (self);
}
