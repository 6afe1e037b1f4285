/* SPDX-License-Identifier: MIT */
#include "app/views/view.h"

#include <math.h>

#include "app/common/scheme.h"
#include "app/common/settings.h"
#include "app/views/drawing-turns.h"
#include "app/views/view-pointer.h"
#include "app/views/view-private.h"
#include "figure/curves.h"

G_DEFINE_FINAL_TYPE (GradusView, gradus_view, GTK_TYPE_WIDGET)

enum {
  PROP_FIGURE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* -- Drawing ----------------------------------------------------------------------------------- */

static void
forget_style (GradusView *self)
{
  g_clear_pointer (&self->style, gradus_style_free);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
forget_sheets (GradusView *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->sheets); i++)
    g_clear_pointer (&self->sheets[i], cairo_surface_destroy);
}

static cairo_surface_t *
make_sheet (int width, int height, int scale)
{
  cairo_surface_t *sheet =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale, height * scale);

  cairo_surface_set_device_scale (sheet, scale, scale);
  return sheet;
}

/* Something empty to draw on. Two take turns, because the toolkit still has what was drawn last:
 * cairo would copy it before it is drawn over. */
static cairo_surface_t *
turn_sheets (GradusView *self, int width, int height, int scale)
{
  cairo_surface_t *sheet = self->sheets[1];
  cairo_t *cr;

  if (sheet && (cairo_image_surface_get_width (sheet) != width * scale ||
                cairo_image_surface_get_height (sheet) != height * scale))
    g_clear_pointer (&sheet, cairo_surface_destroy);
  if (!sheet)
    sheet = make_sheet (width, height, scale);
  self->sheets[1] = self->sheets[0];
  self->sheets[0] = sheet;
  cr = cairo_create (sheet);
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  cairo_paint (cr);
  cairo_destroy (cr);
  return sheet;
}

static void
draw_on (GradusView *self, cairo_surface_t *sheet)
{
  const GradusFigureSource source = gradus_view_get_source (self);
  cairo_t *cr = cairo_create (sheet);
  g_auto (GradusCanvas) canvas = { NULL };

  gradus_view_init_canvas (self, &canvas, cr);
  gradus_drawing_cache_begin (self->cache, &canvas,
                              gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  gradus_figure_draw (&canvas, self->figure, &source);
  cairo_destroy (cr);
}

/* A drawing that something else on the machine interrupted says little of what drawing takes. */
static void
learn_duration (GradusView *self, gint64 duration)
{
  self->duration = self->duration == 0
                       ? duration
                       : (3 * self->duration + MIN (duration, 2 * self->duration)) / 4;
}

/* On pixels, not as a list of what to draw: that would be drawn later, nobody knows how long. */
static void
gradus_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  GradusView *self = GRADUS_VIEW (widget);
  const int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  const gint64 start = g_get_monotonic_time ();
  cairo_surface_t *sheet;
  cairo_t *cr;

  if (width <= 0 || height <= 0)
    return;
  sheet = turn_sheets (self, width, height, gtk_widget_get_scale_factor (widget));
  draw_on (self, sheet);
  cr = gtk_snapshot_append_cairo (snapshot,
                                  &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));
  cairo_set_source_surface (cr, sheet, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  learn_duration (self, g_get_monotonic_time () - start);
}

static void
gradus_view_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  gradus_view_pointer_refresh (GRADUS_VIEW (widget));
}

static void
use_legends (GradusView *self)
{
  self->figure->has_legend = g_settings_get_boolean (gradus_settings_get (), "legends");
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* -- The run ----------------------------------------------------------------------------------- */

/* When its turn comes. What nobody sees is not drawn. */
static void
ask_for_turn (GradusView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (gtk_widget_get_mapped (widget))
    gradus_drawing_turns_ask (gradus_drawing_turns_get (gtk_widget_get_frame_clock (widget)),
                              widget, self->duration);
}

static void
on_run_changed (GradusView *self)
{
  if (self->figure->class->needs_no_run || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  ask_for_turn (self);
  if (!self->document) /* which tells of all its runs */
    gradus_view_ask_for_landscape (self);
  gradus_view_describe (self);
}

/* Another run of the document may have news. */
static void
on_document_changed (GradusView *self)
{
  ask_for_turn (self);
  gradus_view_ask_for_landscape (self);
}

/* The run holds the view's needs by its address, so they go before the view does. */
static void
leave_each_run (GradusView *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    gradus_run_set_needs (g_ptr_array_index (self->asked, i), self, NULL);
  g_ptr_array_set_size (self->asked, 0);
}

static void
leave_run (GradusView *self)
{
  if (!self->run)
    return;
  g_signal_handlers_disconnect_by_func (self->run, on_run_changed, self);
  gradus_run_set_needs (self->run, self, NULL);
  g_clear_object (&self->run);
}

void
gradus_view_set_run (GradusView *self, GradusRun *run)
{
  if (self->run == run)
    return;
  leave_run (self);
  self->run = run ? g_object_ref (run) : NULL;
  gradus_view_show_all (self);
  if (run)
    g_signal_connect_swapped (run, "changed", G_CALLBACK (on_run_changed), self);
  gradus_view_ask_for_needs (self);
  gradus_view_ask_for_landscape (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Runs come, go, are hidden and shown. */
static void
on_unsettled (GradusView *self)
{
  if (self->figure->class->has_each_run)
    gradus_view_ask_for_needs (self);
  on_document_changed (self);
}

/* With another number of curves the legend's numbers are of others: none stays hidden. */
static void
on_items_changed (GradusView *self)
{
  gradus_curves_show_all (self->figure);
  on_document_changed (self);
}

void
gradus_view_set_document (GradusView *self, GradusDocument *document)
{
  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  g_set_object (&self->document, document);
  if (!document)
    return;
  g_signal_connect_swapped (document, "changed", G_CALLBACK (on_document_changed), self);
  if (self->figure->class->survey || self->figure->class->has_each_run)
    g_signal_connect_swapped (document, "unsettled", G_CALLBACK (on_unsettled), self);
  /* After the lists that show the runs: what is asked of a new one unsettles it, and who hears of
   * that turns to lists which must know the run by then. */
  g_signal_connect_data (document, "items-changed", G_CALLBACK (on_items_changed), self, NULL,
                         G_CONNECT_SWAPPED | G_CONNECT_AFTER);
}

void
gradus_view_set_sweep (GradusView *self, GradusSweep *sweep)
{
  if (sweep != self->sweep)
    gradus_view_show_all (self);
  if (sweep)
    gradus_sweep_ref (sweep);
  g_clear_pointer (&self->sweep, gradus_sweep_unref);
  self->sweep = sweep;
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  ask_for_turn (self);
  gradus_view_describe (self);
}

GradusRun *
gradus_view_get_run (GradusView *self)
{
  return self->run;
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
on_surveyed (gpointer view)
{
  ask_for_turn (view);
  gradus_view_describe (view);
}

static void
gradus_view_map (GtkWidget *widget)
{
  GradusView *self = GRADUS_VIEW (widget);

  GTK_WIDGET_CLASS (gradus_view_parent_class)->map (widget);
  if (self->figure->class->survey && !self->survey)
    self->survey = gradus_view_survey_new (on_surveyed, self);
  gradus_view_refresh (self);
}

static void
gradus_view_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (gradus_view_parent_class)->unmap (widget);
  gradus_view_ask_for_needs (GRADUS_VIEW (widget));
  g_clear_pointer (&GRADUS_VIEW (widget)->survey, gradus_view_survey_free);
  forget_sheets (GRADUS_VIEW (widget));
}

static void
gradus_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GradusView *self = GRADUS_VIEW (object);

  if (id == PROP_FIGURE)
    self->figure = gradus_figure_new (gradus_figure_find_class (g_value_get_string (value)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* Not in init(): the figure is a construct property. */
static void
gradus_view_constructed (GObject *object)
{
  G_OBJECT_CLASS (gradus_view_parent_class)->constructed (object);
  g_signal_connect_object (gradus_settings_get (), "changed::legends", G_CALLBACK (use_legends),
                           object, G_CONNECT_SWAPPED);
  use_legends (GRADUS_VIEW (object));
}

static void
gradus_view_dispose (GObject *object)
{
  GradusView *self = GRADUS_VIEW (object);

  g_clear_pointer (&self->survey, gradus_view_survey_free);
  leave_run (self);
  leave_each_run (self);
  gradus_view_set_document (self, NULL);
  g_clear_pointer (&self->sweep, gradus_sweep_unref);
  g_clear_pointer (&self->style, gradus_style_free);
  G_OBJECT_CLASS (gradus_view_parent_class)->dispose (object);
}

static void
gradus_view_finalize (GObject *object)
{
  GradusView *self = GRADUS_VIEW (object);

  forget_sheets (self);
  g_array_unref (self->runs);
  g_array_unref (self->sources);
  g_ptr_array_unref (self->asked);
  gradus_drawing_cache_free (self->cache);
  gradus_figure_free (self->figure);
  G_OBJECT_CLASS (gradus_view_parent_class)->finalize (object);
}

static void
gradus_view_class_init (GradusViewClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  object_class->constructed = gradus_view_constructed;
  object_class->dispose = gradus_view_dispose;
  object_class->set_property = gradus_view_set_property;
  object_class->finalize = gradus_view_finalize;
  widget_class->size_allocate = gradus_view_size_allocate;
  widget_class->snapshot = gradus_view_snapshot;
  widget_class->map = gradus_view_map;
  widget_class->unmap = gradus_view_unmap;
  properties[PROP_FIGURE] =
      g_param_spec_string ("figure", NULL, NULL, "cost",
                           G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_signal_new ("picked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("seed-chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  g_signal_new ("run-chosen", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, G_TYPE_UINT);
  g_signal_new ("pointed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("fill", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 0);
  g_signal_new ("setting-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED,
                0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_css_name (widget_class, "gradus-view");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
gradus_view_init (GradusView *self)
{
  self->runs = g_array_new (FALSE, FALSE, sizeof (GradusFigureRun));
  self->sources = g_array_new (FALSE, FALSE, sizeof (GradusFigureSource));
  self->asked = g_ptr_array_new_with_free_func (g_object_unref);
  self->pointer_x = self->pointer_y = NAN;
  self->cache = gradus_drawing_cache_new ();
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gradus_view_pointer_attach (self);
  gradus_scheme_watch (self, G_CALLBACK (forget_style));
}
