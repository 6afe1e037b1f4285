/* SPDX-License-Identifier: MIT */

/* The figure of a view: what it is of, what it shows where, and how it is set. */
#include "app/common/scheme.h"
#include "app/views/view-private.h"
#include "figure/curves.h"

/* Microseconds: screen readers are told of a moving picture this often at most. */
#define DESCRIBE_INTERVAL G_USEC_PER_SEC

/* -- What it shows ----------------------------------------------------------------------------- */

const GradusFigure *
gradus_view_get_figure (GradusView *self)
{
  return self->figure;
}

/* The runs that are shown. The selected run is shown though it is hidden: else its view would be
 * empty. */
static void
collect_runs (GradusView *self)
{
  g_array_set_size (self->runs, 0);
  for (guint i = 0; self->document && i < gradus_document_get_n_runs (self->document); i++) {
    GradusRun *run = gradus_document_get_run (self->document, i);
    const GradusFigureRun shown = {
      gradus_document_get_label (self->document, run), gradus_run_get_colour (run),
      gradus_run_get_series (run), run == self->run,
      gradus_curves_has_noise (gradus_run_get_experiment (run), gradus_run_get_dataset (run)),
      (guint) gradus_run_get_number (run)
    };

    if (run == self->run || !gradus_run_is_hidden (run))
      g_array_append_val (self->runs, shown);
  }
}

/* A run alone, at the moment that is shown of it. */
static GradusFigureSource
make_own_source (GradusRun *run)
{
  const GradusCheckpoint *moment = gradus_run_get_shown_checkpoint (run);

  return (GradusFigureSource){
    .experiment = gradus_run_get_experiment (run),
    .snapshot = gradus_run_get_snapshot (run),
    .series = gradus_run_get_series (run),
    .layer_series = gradus_run_get_layer_series (run),
    .training = gradus_run_get_dataset (run),
    .test = gradus_run_get_test_dataset (run),
    .is_past = moment != NULL,
    .past_step = moment ? moment->step : 0,
    .units_off = gradus_run_get_units_off (run),
  };
}

/* Their places are known when all are there. */
static void
collect_sources (GradusView *self)
{
  g_array_set_size (self->sources, 0);
  for (guint i = 0; self->document && i < gradus_document_get_n_runs (self->document); i++) {
    GradusRun *run = gradus_document_get_run (self->document, i);
    const GradusFigureSource own = make_own_source (run);

    if (run == self->run || !gradus_run_is_hidden (run))
      g_array_append_val (self->sources, own);
  }
  for (guint i = 0; i < self->sources->len; i++)
    g_array_index (self->runs, GradusFigureRun, i).own =
        &g_array_index (self->sources, GradusFigureSource, i);
}

GradusFigureSource
gradus_view_get_source (GradusView *self)
{
  const GradusCheckpoint *moment = self->run ? gradus_run_get_shown_checkpoint (self->run) : NULL;

  if (!self->run || self->figure->class->is_of_sweep)
    return (GradusFigureSource){ .sweep = self->sweep };
  collect_runs (self);
  if (self->figure->class->has_each_run)
    collect_sources (self);
  return (GradusFigureSource){
    .experiment = gradus_run_get_experiment (self->run),
    .snapshot = gradus_run_get_snapshot (self->run),
    .series = gradus_run_get_series (self->run),
    .layer_series = gradus_run_get_layer_series (self->run),
    .training = gradus_run_get_dataset (self->run),
    .test = gradus_run_get_test_dataset (self->run),
    .n_runs = self->runs->len,
    .runs = (const GradusFigureRun *) (void *) self->runs->data,
    .n_trace = self->n_trace,
    .trace_steps = self->trace_steps,
    .trace_values = self->trace_values,
    .landscape = self->survey ? gradus_view_survey_get_landscape (self->survey) : NULL,
    .is_past = moment != NULL,
    .past_step = moment ? moment->step : 0,
    .units_off = gradus_run_get_units_off (self->run),
    .pointed = self->pointed,
  };
}

/* Where letters end must not hang on what is drawn on: text is measured on something else. */
static void
unhint_metrics (PangoLayout *layout)
{
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (pango_layout_get_context (layout), options);
  cairo_font_options_destroy (options);
}

void
gradus_view_init_canvas (GradusView *self, GradusCanvas *canvas, cairo_t *cr)
{
  if (!self->style)
    self->style = gradus_scheme_make_style (gradus_scheme_find ());
  gradus_canvas_init (canvas, cr, self->style, gtk_widget_get_width (GTK_WIDGET (self)),
                      gtk_widget_get_height (GTK_WIDGET (self)));
  unhint_metrics (canvas->layout);
  self->figure->pointer_x = self->pointer_x / canvas->magnification;
  self->figure->pointer_y = self->pointer_y / canvas->magnification;
}

/* For paper, whatever the theme of the window is. */
GBytes *
gradus_view_render (GradusView *self, GradusSheetFormat format)
{
  g_autoptr (GradusStyle) style = gradus_scheme_make_style (GRADUS_SCHEME_PRINT);
  const GradusFigureSource source = gradus_view_get_source (self);

  return gradus_figure_render (self->figure, &source, format, style,
                               MAX (gtk_widget_get_width (GTK_WIDGET (self)), 100),
                               MAX (gtk_widget_get_height (GTK_WIDGET (self)), 100));
}

/* Something to measure text on, for what is where in the figure. */
static void
init_measuring (GradusView *self, GradusCanvas *canvas)
{
  cairo_surface_t *surface = cairo_recording_surface_create (CAIRO_CONTENT_COLOR, NULL);
  cairo_t *cr = cairo_create (surface);

  cairo_surface_destroy (surface);
  gradus_view_init_canvas (self, canvas, cr);
}

static void
clear_measuring (GradusCanvas *canvas)
{
  cairo_t *cr = canvas->cr;

  gradus_canvas_clear (canvas);
  cairo_destroy (cr);
}

GradusPick
gradus_view_pick (GradusView *self, double x, double y)
{
  const GradusFigureSource source = gradus_view_get_source (self);
  GradusCanvas canvas;
  GradusPick pick;

  init_measuring (self, &canvas);
  pick = gradus_figure_pick (&canvas, self->figure, &source, x / canvas.magnification,
                             y / canvas.magnification);
  clear_measuring (&canvas);
  return pick;
}

/* A run at rest is described at once: nothing comes after it that would do so. */
void
gradus_view_describe (GradusView *self)
{
  const GradusFigureSource source = gradus_view_get_source (self);
  gint64 time = g_get_monotonic_time ();
  g_autofree char *description = NULL;

  if (self->run && !gradus_run_is_settled (self->run) &&
      time - self->described_at < DESCRIBE_INTERVAL)
    return;
  self->described_at = time;
  description = gradus_figure_describe (self->figure, &source);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}

/* -- How it is set ----------------------------------------------------------------------------- */

/* Those of all runs that are shown: `needs`; of all others nothing. */
static void
ask_each_run (GradusView *self, const GradusSnapshotNeeds *needs)
{
  GPtrArray *runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; needs && self->document && i < gradus_document_get_n_runs (self->document);
       i++) {
    GradusRun *run = gradus_document_get_run (self->document, i);

    if (run == self->run || !gradus_run_is_hidden (run))
      g_ptr_array_add (runs, g_object_ref (run));
  }
  for (guint i = 0; i < self->asked->len; i++) {
    GradusRun *run = g_ptr_array_index (self->asked, i);

    if (run != self->run && !g_ptr_array_find (runs, run, NULL))
      gradus_run_set_needs (run, self, NULL);
  }
  for (guint i = 0; i < runs->len; i++)
    gradus_run_set_needs (g_ptr_array_index (runs, i), self, needs);
  g_ptr_array_unref (self->asked);
  self->asked = runs;
}

/* While the figure is seen. What nobody sees must cost the trainer nothing. */
void
gradus_view_ask_for_needs (GradusView *self)
{
  const GradusSnapshotNeeds needs = gradus_figure_look (self->figure);

  if (self->run)
    gradus_run_set_needs (self->run, self,
                          gtk_widget_get_mapped (GTK_WIDGET (self)) ? &needs : NULL);
  if (self->figure->class->has_each_run)
    ask_each_run (self, gtk_widget_get_mapped (GTK_WIDGET (self)) ? &needs : NULL);
}

/* Asks for the landscape as it is now. */
void
gradus_view_ask_for_landscape (GradusView *self)
{
  if (self->survey && self->run)
    gradus_view_survey_ask (self->survey, self->figure, self->run, self->document);
}

/* The figure has become another. */
void
gradus_view_refresh (GradusView *self)
{
  gradus_view_ask_for_needs (self);
  gradus_view_ask_for_landscape (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  self->described_at = 0;
  gradus_view_describe (self);
}

/* A setting that only moves the view over the same snapshot needs no other one. */
void
gradus_view_set (GradusView *self, const char *name, double value)
{
  const GradusFigureSetting *setting = gradus_figure_class_find_setting (self->figure->class, name);

  if (!gradus_figure_set (self->figure, name, value))
    return;
  if (setting->is_sight)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else
    gradus_view_refresh (self);
  g_signal_emit (self, g_signal_lookup ("setting-changed", G_OBJECT_TYPE (self)),
                 g_quark_from_static_string (setting->name), setting->name);
}

void
gradus_view_set_part (GradusView *self, GradusDiagramPart part)
{
  if (gradus_figure_set_part (self->figure, part))
    gradus_view_refresh (self);
}

GradusDiagramPart
gradus_view_get_pointed (GradusView *self)
{
  return self->hovered;
}

void
gradus_view_set_pointed (GradusView *self, GradusDiagramPart part)
{
  if (!self->figure->class->shows_pointed || gradus_diagram_part_equal (self->pointed, part))
    return;
  self->pointed = part;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
gradus_view_set_trace (GradusView *self, guint n, const guint64 *steps, const double *values)
{
  self->n_trace = n;
  self->trace_steps = steps;
  self->trace_values = values;
}

/* -- What is in sight -------------------------------------------------------------------------- */

gboolean
gradus_view_is_zoomed (GradusView *self)
{
  const GradusCurves *curves = gradus_curves_get (self->figure);

  return curves && curves->x_high > curves->x_low;
}

void
gradus_view_set_sight (GradusView *self, double low, double high)
{
  gradus_view_set (self, "x-low", low);
  gradus_view_set (self, "x-high", high);
}

void
gradus_view_show_all (GradusView *self)
{
  gradus_view_set_sight (self, 0, 0);
}
