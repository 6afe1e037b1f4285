/* SPDX-License-Identifier: MIT */
#include "app/experiment/layer-details.h"

#include <glib/gi18n.h>

#include "app/common/choices.h"
#include "app/common/number-spin.h"

/* Behind those of the template. */
#define SETTINGS_ROW 6

struct _GradusLayerDetails {
  GtkWidget parent_instance;

  GtkGrid *grid;
  GtkWidget *activation_label;
  GtkDropDown *activation;
  GtkWidget *initialiser_label;
  GtkDropDown *initialiser;
  GtkLabel *scale_label;
  GtkSpinButton *scale;
  GtkWidget *bias_label;
  GtkSpinButton *bias;
  GtkWidget *alpha_label;
  GtkSpinButton *alpha;
  GtkWidget *pieces_label;
  GtkSpinButton *pieces;
  GtkLabel *setting_labels[GRADUS_LAYER_MAX_SETTINGS];
  GtkSpinButton *settings[GRADUS_LAYER_MAX_SETTINGS];
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

static void
set_visible (GtkWidget *label, gpointer control, gboolean is_visible)
{
  gtk_widget_set_visible (label, is_visible);
  gtk_widget_set_visible (control, is_visible);
}

static void
show_initialiser (GradusLayerDetails *self, const GradusLayerSpec *spec)
{
  const GradusInitialiserKind kind = spec->initialiser.kind;
  const char *scale = spec->class->has_initialiser ? gradus_initialiser_get_scale_title (kind) : NULL;
  double lowest, highest;

  set_visible (self->initialiser_label, self->initialiser, spec->class->has_initialiser);
  set_visible (self->bias_label, self->bias, spec->class->has_initialiser);
  set_visible (GTK_WIDGET (self->scale_label), self->scale, scale != NULL);
  gtk_drop_down_set_selected (self->initialiser, kind);
  gtk_spin_button_set_value (self->bias, (double) spec->initialiser.bias);
  if (!scale)
    return;
  gtk_label_set_label (self->scale_label, _ (scale));
  gradus_initialiser_get_scale_limits (kind, &lowest, &highest);
  gtk_spin_button_set_range (self->scale, lowest, highest);
  gtk_spin_button_set_value (self->scale, (double) spec->initialiser.scale);
}

static void
show_settings (GradusLayerDetails *self, const GradusLayerSpec *spec)
{
  const guint n = gradus_layer_class_count_settings (spec->class);

  for (guint i = 0; i < GRADUS_LAYER_MAX_SETTINGS; i++) {
    const GradusLayerSetting *setting = i < n ? &spec->class->settings[i] : NULL;

    set_visible (GTK_WIDGET (self->setting_labels[i]), self->settings[i], setting != NULL);
    if (!setting)
      continue;
    gtk_label_set_label (self->setting_labels[i], _ (setting->title));
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->settings[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ (setting->title), -1);
    gtk_spin_button_set_range (self->settings[i], setting->lowest, setting->highest);
    gtk_spin_button_set_value (self->settings[i], spec->settings[i]);
  }
}

void
gradus_layer_details_show (GradusLayerDetails *self, const GradusLayerSpec *spec)
{
  const gboolean has_alpha =
      spec->class->has_activation && gradus_activation_has_alpha (spec->activation.kind);
  const gboolean has_pieces =
      spec->class->has_activation && gradus_activation_has_pieces (spec->activation.kind);

  self->is_showing = TRUE;
  set_visible (self->activation_label, self->activation,
               spec->class->has_activation && !spec->class->has_units);
  gtk_drop_down_set_selected (self->activation, spec->activation.kind);
  show_initialiser (self, spec);
  show_settings (self, spec);
  set_visible (self->alpha_label, self->alpha, has_alpha);
  set_visible (self->pieces_label, self->pieces, has_pieces);
  if (has_alpha)
    gtk_spin_button_set_value (self->alpha, (double) spec->activation.alpha);
  if (has_pieces)
    gtk_spin_button_set_value (self->pieces, spec->activation.pieces);
  self->is_showing = FALSE;
}

static void
read_activation (GradusLayerDetails *self, GradusLayerSpec *spec)
{
  const GradusActivationKind kind = (GradusActivationKind) gtk_drop_down_get_selected (self->activation);

  if (!spec->class->has_units && kind != spec->activation.kind)
    spec->activation = gradus_activation_make (kind);
  else if (gradus_activation_has_alpha (spec->activation.kind))
    spec->activation.alpha = (float) gtk_spin_button_get_value (self->alpha);
  else if (gradus_activation_has_pieces (spec->activation.kind))
    spec->activation.pieces = (guint) gtk_spin_button_get_value_as_int (self->pieces);
}

static void
read_initialiser (GradusLayerDetails *self, GradusLayerSpec *spec)
{
  const GradusInitialiserKind kind = (GradusInitialiserKind) gtk_drop_down_get_selected (self->initialiser);

  if (kind != spec->initialiser.kind)
    spec->initialiser = gradus_initialiser_make (kind);
  else if (gradus_initialiser_get_scale_key (kind))
    spec->initialiser.scale = (float) gtk_spin_button_get_value (self->scale);
  spec->initialiser.bias = (float) gtk_spin_button_get_value (self->bias);
}

void
gradus_layer_details_read (GradusLayerDetails *self, GradusLayerSpec *spec)
{
  if (spec->class->has_activation)
    read_activation (self, spec);
  if (spec->class->has_initialiser)
    read_initialiser (self, spec);
  for (guint i = 0; i < gradus_layer_class_count_settings (spec->class); i++)
    spec->settings[i] = gtk_spin_button_get_value (self->settings[i]);
}

static void
gradus_layer_details_dispose (GObject *object)
{
  GradusLayerDetails *self = GRADUS_LAYER_DETAILS (object);

  if (self->grid)
    gtk_widget_unparent (GTK_WIDGET (self->grid));
  self->grid = NULL;
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
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, activation_label);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, activation);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, initialiser_label);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, bias_label);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, pieces_label);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, pieces);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, initialiser);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, scale_label);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, scale);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, bias);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, alpha_label);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerDetails, alpha);
  gtk_widget_class_bind_template_callback (widget_class, on_edited);
}

/* Rows for what a kind of layer may have, whatever that is. */
static void
add_settings (GradusLayerDetails *self)
{
  for (guint i = 0; i < GRADUS_LAYER_MAX_SETTINGS; i++) {
    GtkWidget *label = gtk_label_new (NULL);

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    self->setting_labels[i] = GTK_LABEL (label);
    self->settings[i] = gradus_number_spin_new ("", NULL, 0, 1, 0.1);
    gtk_grid_attach (self->grid, label, 0, SETTINGS_ROW + (int) i, 1, 1);
    gtk_grid_attach (self->grid, GTK_WIDGET (self->settings[i]), 1, SETTINGS_ROW + (int) i, 1, 1);
    g_signal_connect_object (self->settings[i], "value-changed", G_CALLBACK (on_edited), self,
                             G_CONNECT_SWAPPED);
  }
}

static void
gradus_layer_details_init (GradusLayerDetails *self)
{
  self->is_showing = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_choices_offer_activations (self->activation);
  gradus_choices_offer_initialisers (self->initialiser);
  add_settings (self);
  self->is_showing = FALSE;
}
