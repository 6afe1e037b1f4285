/* SPDX-License-Identifier: MIT */
#include "app/runs/damage-window.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/common/background.h"
#include "app/common/host.h"
#include "app/common/scheme.h"
#include "document/edit.h"
#include "document/surgery.h"
#include "figure/figure.h"
#include "plot/number.h"

/* What the thread works on. */
typedef struct {
  GradusExperiment *experiment;
  GradusCheckpoint *checkpoint;
  GradusDataset *training, *test;
  GradusDamageKind kind;
  atomic_bool is_over; /* nobody waits for it any more */
} Measuring;

struct _GradusDamageWindow {
  AdwWindow parent_instance;

  GtkWidget *chart, *sentence, *look_button, *go_on_button;
  GtkDropDown *kinds;
  GtkSpinButton *amount;

  GradusDocument *document;
  GradusRun *run;
  GradusCheckpoint *checkpoint; /* NULL: not known yet */
  GArray *possible;             /* of GradusDamageKind, as in the list */
  Measuring *measuring;         /* the last one, while it goes on; the thread's */
  GradusDamage *damage;         /* of the kind that is chosen; or NULL */
  GradusFigure *figure;
  double pointer_x, pointer_y;  /* in the chart; NaN: not there */
};

G_DEFINE_FINAL_TYPE (GradusDamageWindow, gradus_damage_window, ADW_TYPE_WINDOW)

static GradusDamageKind
get_kind (GradusDamageWindow *self)
{
  const guint chosen = MIN (gtk_drop_down_get_selected (self->kinds), self->possible->len - 1);

  return g_array_index (self->possible, GradusDamageKind, chosen);
}

/* -- Measuring, in a thread -------------------------------------------------------------------- */

static void
free_measuring (gpointer data)
{
  Measuring *measuring = data;

  gradus_experiment_free (measuring->experiment);
  gradus_checkpoint_unref (measuring->checkpoint);
  gradus_dataset_unref (measuring->training);
  g_clear_pointer (&measuring->test, gradus_dataset_unref);
  g_free (measuring);
}

static gpointer
measure (gpointer data, GError **error)
{
  Measuring *measuring = data;
  GradusDamage *damage =
      gradus_damage_measure (measuring->experiment, measuring->checkpoint, measuring->training,
                             measuring->test, measuring->kind, &measuring->is_over, error);

  if (!damage && !*error)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  return damage;
}

static void
show_damage (GradusDamageWindow *self)
{
  const double most = self->damage->amounts[GRADUS_DAMAGE_POINTS - 1];
  g_autofree char *sentence = gradus_damage_describe (self->damage);

  gtk_label_set_label (GTK_LABEL (self->sentence), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chart),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  gtk_spin_button_set_range (self->amount, 0, most);
  gtk_widget_set_sensitive (self->go_on_button, gradus_damage_is_of_network (self->damage->kind));
  gtk_widget_set_sensitive (self->look_button, self->damage->kind == GRADUS_DAMAGE_UNITS);
  gtk_widget_queue_draw (self->chart);
}

/* That of a kind which was left meanwhile is not shown. */
static void
on_measured (gpointer owner, gpointer result, const GError *error, gpointer data)
{
  GradusDamageWindow *self = owner;

  if (data != self->measuring) {
    g_free (result);
    return;
  }
  self->measuring = NULL;
  self->damage = result;
  if (self->damage)
    show_damage (self);
  else
    gtk_label_set_label (GTK_LABEL (self->sentence), error->message);
}

static const GradusBackground measuring = { measure, on_measured, free_measuring, g_free };

static void
forget (GradusDamageWindow *self)
{
  if (self->measuring)
    atomic_store (&self->measuring->is_over, TRUE);
  self->measuring = NULL;
  g_clear_pointer (&self->damage, g_free);
}

static void
begin (GradusDamageWindow *self)
{
  GradusDataset *test = gradus_run_get_test_dataset (self->run);
  Measuring *next;

  forget (self);
  gtk_widget_set_sensitive (self->go_on_button, FALSE);
  gtk_widget_set_sensitive (self->look_button, FALSE);
  gtk_widget_queue_draw (self->chart);
  if (!self->checkpoint)
    return;
  gtk_label_set_label (GTK_LABEL (self->sentence), _ ("Damaging copies of the network …"));
  next = g_new0 (Measuring, 1);
  next->experiment = gradus_experiment_copy (gradus_run_get_experiment (self->run));
  next->checkpoint = gradus_checkpoint_ref (self->checkpoint);
  next->training = gradus_dataset_ref (gradus_run_get_dataset (self->run));
  next->test = test ? gradus_dataset_ref (test) : NULL;
  next->kind = get_kind (self);
  self->measuring = next;
  gradus_background_run (self, &measuring, next);
}

/* The answer holds the window until it has come. */
static void
on_draft (gpointer asker, GradusRunDraft *draft, const GError *error)
{
  g_autoptr (GradusDamageWindow) self = asker;

  if (!self->run)
    return;
  if (draft)
    self->checkpoint = gradus_checkpoint_ref (draft->now);
  else
    gtk_label_set_label (GTK_LABEL (self->sentence), error->message);
  begin (self);
}

/* -- The chart --------------------------------------------------------------------------------- */

static void
draw_damage (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  GradusDamageWindow *self = data;
  const GradusFigureSource source = { .damage = self->damage };
  g_autoptr (GradusStyle) style = gradus_scheme_make_style (gradus_scheme_find ());
  g_auto (GradusCanvas) canvas = { NULL };

  if (!self->damage)
    return;
  gradus_canvas_init (&canvas, cr, style, width, height);
  self->figure->pointer_x = self->pointer_x / canvas.magnification;
  self->figure->pointer_y = self->pointer_y / canvas.magnification;
  gradus_figure_draw (&canvas, self->figure, &source);
}

static void
on_motion (GradusDamageWindow *self, double x, double y)
{
  self->pointer_x = x;
  self->pointer_y = y;
  gtk_widget_queue_draw (self->chart);
}

static void
on_leave (GradusDamageWindow *self)
{
  on_motion (self, NAN, NAN);
}

/* -- Looking at it ----------------------------------------------------------------------------- */

static void
tell_parent (GradusDamageWindow *self, const GError *error)
{
  gradus_host_tell (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))), error->message);
}

/* The units that the first of the curve's seeds switches off. */
static void
on_look (GradusDamageWindow *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) units = gradus_damage_choose_units (
      gradus_run_get_experiment (self->run), &gradus_run_get_dataset (self->run)->shape,
      gtk_spin_button_get_value (self->amount), 0, &error);

  if (units)
    gradus_document_switch_off (self->document, self->run, units);
  else
    tell_parent (self, error);
  gtk_window_close (GTK_WINDOW (self));
}

/* -- A run that goes on from it ---------------------------------------------------------------- */

static void
on_go_on (GradusDamageWindow *self)
{
  const double amount = gtk_spin_button_get_value (self->amount);
  g_autofree char *number = gradus_number_format_setting (amount), *name = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusCheckpoint) damaged = gradus_damage_checkpoint (
      gradus_run_get_experiment (self->run), &gradus_run_get_dataset (self->run)->shape,
      self->checkpoint, self->damage->kind, amount, 0, &error);

  /* Translators: the name of a run: what was damaged, and how much */
  name = g_strdup_printf (_ ("%s, %s"), _ (gradus_damage_titles[self->damage->kind]), number);
  if (!damaged || !gradus_document_operate (self->document, self->run, damaged, name, &error))
    tell_parent (self, error);
  gtk_window_close (GTK_WINDOW (self));
}

/* -- The window -------------------------------------------------------------------------------- */

static void
fill_kinds (GradusDamageWindow *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (GradusDamageKind kind = 0; kind < GRADUS_N_DAMAGES; kind++) {
    if (!gradus_damage_is_possible (kind, gradus_run_get_experiment (self->run),
                                    gradus_run_get_dataset (self->run), NULL))
      continue;
    g_array_append_val (self->possible, kind);
    gtk_string_list_append (titles, _ (gradus_damage_titles[kind]));
  }
  gtk_drop_down_set_model (self->kinds, G_LIST_MODEL (titles));
  g_signal_connect_swapped (self->kinds, "notify::selected", G_CALLBACK (begin), self);
}

static void
gradus_damage_window_dispose (GObject *object)
{
  GradusDamageWindow *self = GRADUS_DAMAGE_WINDOW (object);

  forget (self);
  g_clear_pointer (&self->checkpoint, gradus_checkpoint_unref);
  g_clear_pointer (&self->possible, g_array_unref);
  g_clear_pointer (&self->figure, gradus_figure_free);
  g_clear_object (&self->run);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (gradus_damage_window_parent_class)->dispose (object);
}

static void
gradus_damage_window_class_init (GradusDamageWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_damage_window_dispose;
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/damage-window.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusDamageWindow, chart);
  gtk_widget_class_bind_template_child (widget_class, GradusDamageWindow, sentence);
  gtk_widget_class_bind_template_child (widget_class, GradusDamageWindow, kinds);
  gtk_widget_class_bind_template_child (widget_class, GradusDamageWindow, amount);
  gtk_widget_class_bind_template_child (widget_class, GradusDamageWindow, look_button);
  gtk_widget_class_bind_template_child (widget_class, GradusDamageWindow, go_on_button);
  gtk_widget_class_bind_template_callback (widget_class, on_motion);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_look);
  gtk_widget_class_bind_template_callback (widget_class, on_go_on);
}

static void
gradus_damage_window_init (GradusDamageWindow *self)
{
  self->pointer_x = self->pointer_y = NAN;
  self->figure = gradus_figure_new (gradus_figure_find_class ("damage"));
  self->possible = g_array_new (FALSE, FALSE, sizeof (GradusDamageKind));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->chart), draw_damage, self, NULL);
  gradus_scheme_watch (self->chart, G_CALLBACK (gtk_widget_queue_draw));
}

/* Where it is impossible the first that is not. */
static void
choose_kind (GradusDamageWindow *self, GradusDamageKind kind)
{
  for (guint i = 0; i < self->possible->len; i++) {
    if (g_array_index (self->possible, GradusDamageKind, i) == kind)
      gtk_drop_down_set_selected (self->kinds, i);
  }
}

GtkWindow *
gradus_damage_window_open (GtkWindow *parent, GradusDocument *document, GradusRun *run,
                           GradusDamageKind kind)
{
  GradusDamageWindow *self =
      g_object_new (GRADUS_TYPE_DAMAGE_WINDOW, "transient-for", parent, NULL);
  GradusCheckpoint *shown = gradus_run_get_shown_checkpoint (run);

  self->document = g_object_ref (document);
  self->run = g_object_ref (run);
  self->checkpoint = shown ? gradus_checkpoint_ref (shown) : NULL;
  fill_kinds (self);
  choose_kind (self, kind);
  gtk_window_present (GTK_WINDOW (self));
  if (shown)
    begin (self);
  else
    gradus_run_make_draft (run, on_draft, g_object_ref (self));
  return GTK_WINDOW (self);
}
