/* SPDX-License-Identifier: MIT */
#include "app/layer-details.h"

#include "app/choices.h"

struct _GradusLayerDetails {
  GtkWidget parent_instance;

  GtkWidget *grid;
  GtkDropDown *initialiser;
  GtkWidget *range_label;
  GtkSpinButton *range;
  GtkSpinButton *bias;
  GtkWidget *alpha_label;
  GtkSpinButton *alpha;
  gboolean is_showing; /* our own changes are no edits */
};

G_DEFINE_FINAL_TYPE (GradusLayerDetails, gradus_layer_details, GTK_TYPE_WIDGET)

enum {
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
on_edited (GradusLayerDetails *self)
{
  if (!self->is_showing)
    g_signal_emit (self, signals[EDITED], 0);
}

void
gradus_layer_details_show (GradusLayerDetails *self, const GradusLayerSpec *spec)
{
  gboolean has_range = gradus_initialiser_has_range (spec->initialiser.kind);
  gboolean has_alpha = gradus_activation_has_alpha (spec->activation.kind);

  self->is_showing = TRUE;
  gtk_drop_down_set_selected (self->initialiser, spec->initialiser.kind);
  gtk_widget_set_visible (self->range_label, has_range);
  gtk_widget_set_visible (GTK_WIDGET (self->range), has_range);
  gtk_widget_set_visible (self->alpha_label, has_alpha);
  gtk_widget_set_visible (GTK_WIDGET (self->alpha), has_alpha);
  if (has_range)
    gtk_spin_button_set_value (self->range, (double) spec->initialiser.range);
  if (has_alpha)
    gtk_spin_button_set_value (self->alpha, (double) spec->activation.alpha);
  gtk_spin_button_set_value (self->bias, (double) spec->initialiser.bias);
  self->is_showing = FALSE;
}

void
gradus_layer_details_read (GradusLayerDetails *self, GradusLayerSpec *spec)
{
  GradusInitialiserKind kind = (GradusInitialiserKind) gtk_drop_down_get_selected (self->initialiser);

  if (kind != spec->initialiser.kind)
    spec->initialiser = gradus_initialiser_make (kind);
  else if (gradus_initialiser_has_range (kind))
    spec->initialiser.range = (float) gtk_spin_button_get_value (self->range);
  spec->initialiser.bias = (float) gtk_spin_button_get_value (self->bias);
  if (gradus_activation_has_alpha (spec->activation.kind))
    spec->activation.alpha = (float) gtk_spin_button_get_value (self->alpha);
}

static void
gradus_layer_details_dispose (GObject *object)
{
  g_clear_pointer (&GRADUS_LAYER_DETAILS (object)->grid, gtk_widget_unparent);
  G_OBJECT_CLASS (gradus_layer_details_parent_class)->dispose (object);
}

static void
gradus_layer_details_class_init (GradusLayerDetailsClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_layer_details_dispose;
  signals[EDITED] = g_signal_new ("edited", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/layer-details.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, grid);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, initialiser);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, range_label);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, range);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, bias);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, alpha_label);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, alpha);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
}

static void
gradus_layer_details_init (GradusLayerDetails *self)
{
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_choices_offer_initialisers (self->initialiser);
  self->is_showing = FALSE;
}
