/* SPDX-License-Identifier: MIT */
#include "app/views/own-input.h"

#include <glib/gi18n.h>

/* Samples whose inputs say how far a slider goes. */
#define MOST_MEASURED 2000

#define SLIDER_WIDTH 150
#define STEPS 100.0
#define SPACING 6

struct _GradusOwnInput {
  GtkWidget parent_instance;

  GradusView *view;
  GtkBox *row;
  GtkAdjustment *adjustments[GRADUS_SNAPSHOT_OWN_INPUTS];
  guint n_inputs;
  GradusDataset *dataset; /* that the sliders are of */
  gboolean is_following;  /* the sliders are moved to where the sample is */
};

G_DEFINE_FINAL_TYPE (GradusOwnInput, gradus_own_input, GTK_TYPE_WIDGET)

static char *
make_setting_name (guint input)
{
  return g_strdup_printf ("own-input-%u", input + 1);
}

static guint
find_sample (GradusOwnInput *self)
{
  return (guint) gradus_figure_get (gradus_view_get_figure (self->view), "sample") - 1;
}

/* All of them: the figure has the sample's inputs or somebody's, never a mixture. */
static void
on_moved (GradusOwnInput *self)
{
  if (self->is_following)
    return;
  for (guint i = 0; i < self->n_inputs; i++) {
    g_autofree char *name = make_setting_name (i);

    gradus_view_set (self->view, name, gtk_adjustment_get_value (self->adjustments[i]));
  }
  gradus_view_set (self->view, "own-inputs", 1);
}

/* To the sample's own inputs. */
static void
follow_sample (GradusOwnInput *self)
{
  const guint sample = find_sample (self);

  if (!self->dataset || sample >= self->dataset->n_samples)
    return;
  self->is_following = TRUE;
  for (guint i = 0; i < self->n_inputs; i++)
    gtk_adjustment_set_value (self->adjustments[i],
                              (double) gradus_inputs_get (&self->dataset->inputs, sample, i));
  self->is_following = FALSE;
}

/* Whoever chooses a sample means that. */
static void
on_sample (GradusOwnInput *self)
{
  gradus_view_set (self->view, "own-inputs", 0);
  follow_sample (self);
}

static void
find_range (const GradusDataset *dataset, guint input, double *low, double *high)
{
  *low = *high = (double) gradus_inputs_get (&dataset->inputs, 0, input);
  for (guint i = 1; i < MIN (dataset->n_samples, MOST_MEASURED); i++) {
    const double value = (double) gradus_inputs_get (&dataset->inputs, i, input);

    *low = MIN (*low, value);
    *high = MAX (*high, value);
  }
}

static void
add_slider (GradusOwnInput *self, guint input)
{
  g_autofree char *name = gradus_dataset_name_input (self->dataset, input);
  g_autofree char *spoken = g_strdup_printf (_ ("Own input %s"), name);
  GtkWidget *scale;
  double low, high;

  find_range (self->dataset, input, &low, &high);
  self->adjustments[input] =
      gtk_adjustment_new (low, low, high, (high - low) / STEPS, (high - low) / 10, 0);
  scale = gtk_scale_new (GTK_ORIENTATION_HORIZONTAL, self->adjustments[input]);
  gtk_widget_set_size_request (scale, SLIDER_WIDTH, -1);
  gtk_widget_set_hexpand (scale, TRUE);
  gtk_widget_set_tooltip_text (scale, spoken);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scale), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_box_append (self->row, gtk_label_new (name));
  gtk_box_append (self->row, scale);
  g_signal_connect_object (self->adjustments[input], "value-changed", G_CALLBACK (on_moved), self,
                           G_CONNECT_SWAPPED);
}

static void
clear_sliders (GradusOwnInput *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->row))))
    gtk_box_remove (self->row, child);
  self->n_inputs = 0;
  g_clear_pointer (&self->dataset, gradus_dataset_unref);
}

/* Other data begin with the sample as it is. */
static void
fill_sliders (GradusOwnInput *self, GradusDataset *dataset)
{
  clear_sliders (self);
  gradus_view_set (self->view, "own-inputs", 0);
  if (dataset && dataset->n_inputs <= GRADUS_SNAPSHOT_OWN_INPUTS) {
    self->dataset = gradus_dataset_ref (dataset);
    self->n_inputs = dataset->n_inputs;
    for (guint i = 0; i < self->n_inputs; i++)
      add_slider (self, i);
    follow_sample (self);
  }
  gtk_widget_set_visible (GTK_WIDGET (self), self->n_inputs > 0);
}

void
gradus_own_input_follow_run (GradusOwnInput *self)
{
  GradusRun *run = gradus_view_get_run (self->view);
  GradusDataset *dataset = run ? gradus_run_get_dataset (run) : NULL;

  if (dataset != self->dataset || !dataset)
    fill_sliders (self, dataset);
}

void
gradus_own_input_set_view (GradusOwnInput *self, GradusView *view)
{
  self->view = view;
  g_signal_connect_object (view, "setting-changed::sample", G_CALLBACK (on_sample), self,
                           G_CONNECT_SWAPPED);
}

static void
gradus_own_input_dispose (GObject *object)
{
  GradusOwnInput *self = GRADUS_OWN_INPUT (object);

  g_clear_pointer (&self->dataset, gradus_dataset_unref);
  if (self->row)
    gtk_widget_unparent (GTK_WIDGET (self->row));
  self->row = NULL;
  G_OBJECT_CLASS (gradus_own_input_parent_class)->dispose (object);
}

static void
gradus_own_input_class_init (GradusOwnInputClass *class)
{
  G_OBJECT_CLASS (class)->dispose = gradus_own_input_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
}

static void
gradus_own_input_init (GradusOwnInput *self)
{
  self->row = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SPACING));
  gtk_widget_set_parent (GTK_WIDGET (self->row), GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
