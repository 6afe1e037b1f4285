/* SPDX-License-Identifier: MIT */
#include "app/experiment/layer-details.h"

#include <glib/gi18n.h>

#include "app/common/choices.h"
#include "app/common/field-group.h"
#include "app/common/number-spin.h"
#include "app/experiment/setting-spin.h"
#include "experiment/setting-text.h"

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

  GradusLayerItem *item; /* or NULL */
  GradusFieldGroup *fields;
  GPtrArray *settings; /* SettingRow, as the item has them */
};

G_DEFINE_FINAL_TYPE (GradusLayerDetails, gradus_layer_details, GTK_TYPE_WIDGET)

/* -- The settings of its kind ------------------------------------------------------------------ */

typedef struct {
  GtkWidget *label;
  GtkWidget *control;
  GradusFieldGroup *fields;
} SettingRow;

static void
free_setting_row (gpointer data)
{
  SettingRow *row = data;

  gradus_field_group_free (row->fields);
  gtk_widget_unparent (row->label);
  gtk_widget_unparent (row->control);
  g_free (row);
}

static GtkWidget *
make_choice (const char *const *titles)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  for (; *titles; titles++)
    gtk_string_list_append (list, _ (*titles));
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
}

/* What layer `number` can read: the input, and every layer before it. */
static GtkWidget *
make_layer_choice (guint number)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);

  gtk_string_list_append (list, _ ("Input"));
  for (guint i = 1; i < number; i++) {
    g_autofree char *name = g_strdup_printf (_ ("Layer %u"), i);

    gtk_string_list_append (list, name);
  }
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)), NULL);
}

/* A control for a setting of layer `number`. */
static GtkWidget *
make_control (const GradusLayerSetting *setting, guint number)
{
  switch (setting->type) {
  case GRADUS_SETTING_CHOICE:
    return make_choice (setting->titles);
  case GRADUS_SETTING_LAYER:
    return make_layer_choice (number);
  case GRADUS_SETTING_WHOLE:
    return setting->word
               ? GTK_WIDGET (gradus_setting_spin_new (setting))
               : GTK_WIDGET (gradus_number_spin_new (_ (setting->title), NULL, setting->lowest,
                                                     setting->highest, 1, TRUE));
  case GRADUS_SETTING_SIZE:
    return GTK_WIDGET (gradus_setting_spin_new (setting));
  case GRADUS_SETTING_REAL:
  default:
    return GTK_WIDGET (gradus_number_spin_new (_ (setting->title), NULL, setting->lowest,
                                               setting->highest, 0.1, FALSE));
  }
}

static void
add_setting_row (GradusLayerDetails *self, GradusSettingItem *item)
{
  const GradusLayerSetting *setting = gradus_setting_item_get_setting (item);
  const int place = SETTINGS_ROW + (int) self->settings->len;
  g_autofree char *tooltip = gradus_layer_setting_explain (setting);
  SettingRow *row = g_new0 (SettingRow, 1);

  row->label = gtk_label_new (_ (setting->title));
  gtk_label_set_xalign (GTK_LABEL (row->label), 0);
  row->control = make_control (setting, gradus_layer_item_get_number (self->item));
  gtk_widget_set_tooltip_text (row->control, tooltip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->control), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (setting->title), -1);
  row->fields = gradus_field_group_new ();
  gradus_field_group_bind (row->fields, row->control,
                           GTK_IS_DROP_DOWN (row->control) ? "selected" : "value", "value");
  gradus_field_group_set_model (row->fields, item);
  gtk_grid_attach (self->grid, row->label, 0, place, 1, 1);
  gtk_grid_attach (self->grid, row->control, 1, place, 1, 1);
  g_ptr_array_add (self->settings, row);
}

static void
on_settings_changed (GradusLayerDetails *self)
{
  GListModel *settings = gradus_layer_item_get_settings (self->item);

  g_ptr_array_set_size (self->settings, 0);
  for (guint i = 0; i < g_list_model_get_n_items (settings); i++) {
    g_autoptr (GradusSettingItem) item = g_list_model_get_item (settings, i);

    add_setting_row (self, item);
  }
}

/* -- What all kinds may have ------------------------------------------------------------------- */

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
  const char *scale =
      spec->class->has_initialiser ? gradus_initialiser_get_scale_title (kind) : NULL;
  double lowest, highest;

  set_visible (self->initialiser_label, self->initialiser, spec->class->has_initialiser);
  set_visible (self->bias_label, self->bias, spec->class->has_initialiser);
  set_visible (GTK_WIDGET (self->scale_label), self->scale, scale != NULL);
  if (!scale)
    return;
  gtk_label_set_label (self->scale_label, _ (scale));
  gradus_initialiser_get_scale_limits (kind, &lowest, &highest);
  gradus_field_group_set_range (self->fields, self->scale, lowest, highest);
}

/* Which controls there are; what stands in them is the fields' concern. */
static void
on_item_notify (GradusLayerDetails *self)
{
  const GradusLayerSpec *spec = gradus_layer_item_get_spec (self->item);
  const gboolean has_activation = spec->class->has_activation;
  const GradusActivationKind activation = spec->activation.kind;

  set_visible (self->activation_label, self->activation,
               has_activation && !gradus_layer_class_get_width (spec->class));
  show_initialiser (self, spec);
  set_visible (self->alpha_label, self->alpha,
               has_activation && gradus_activation_has_alpha (activation));
  set_visible (self->pieces_label, self->pieces,
               has_activation && gradus_activation_has_pieces (activation));
}

void
gradus_layer_details_set_item (GradusLayerDetails *self, GradusLayerItem *item)
{
  if (self->item) {
    g_signal_handlers_disconnect_by_data (gradus_layer_item_get_settings (self->item), self);
    g_signal_handlers_disconnect_by_data (self->item, self);
  }
  g_set_object (&self->item, item);
  gradus_field_group_set_model (self->fields, item);
  if (!item) {
    g_ptr_array_set_size (self->settings, 0);
    return;
  }
  g_signal_connect_swapped (item, "notify", G_CALLBACK (on_item_notify), self);
  g_signal_connect_swapped (gradus_layer_item_get_settings (item), "items-changed",
                            G_CALLBACK (on_settings_changed), self);
  on_item_notify (self);
  on_settings_changed (self);
}

void
gradus_layer_details_refresh (GradusLayerDetails *self)
{
  gradus_field_group_show (self->fields);
  for (guint i = 0; i < self->settings->len; i++)
    gradus_field_group_show (((SettingRow *) g_ptr_array_index (self->settings, i))->fields);
}

/* -- The widget -------------------------------------------------------------------------------- */

static void
gradus_layer_details_dispose (GObject *object)
{
  GradusLayerDetails *self = GRADUS_LAYER_DETAILS (object);

  if (self->fields)
    gradus_layer_details_set_item (self, NULL);
  g_clear_pointer (&self->fields, gradus_field_group_free);
  g_clear_pointer (&self->settings, g_ptr_array_unref);
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
}

static void
gradus_layer_details_init (GradusLayerDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_number_spin_attend (GTK_WIDGET (self));
  gradus_choices_offer_activations (self->activation);
  gradus_choices_offer_initialisers (self->initialiser);
  self->settings = g_ptr_array_new_with_free_func (free_setting_row);
  self->fields = gradus_field_group_new ();
  gradus_field_group_bind (self->fields, self->activation, "selected", "activation");
  gradus_field_group_bind (self->fields, self->initialiser, "selected", "initialiser");
  gradus_field_group_bind (self->fields, self->scale, "value", "scale");
  gradus_field_group_bind (self->fields, self->bias, "value", "bias");
  gradus_field_group_bind (self->fields, self->alpha, "value", "alpha");
  gradus_field_group_bind (self->fields, self->pieces, "value", "pieces");
}
