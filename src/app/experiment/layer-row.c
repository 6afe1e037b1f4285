/* SPDX-License-Identifier: MIT */
#include "app/experiment/layer-row.h"

#include <glib/gi18n.h>

#include "app/common/choices.h"
#include "app/common/field-group.h"
#include "app/common/number-spin.h"
#include "app/experiment/layer-details.h"
#include "experiment/setting-text.h"

struct _GradusLayerRow {
  GtkListBoxRow parent_instance;

  GtkWidget *handle;
  GtkLabel *title;
  GtkLabel *kind;
  GtkSpinButton *width;
  GtkDropDown *activation;
  GtkMenuButton *details_button;
  GradusLayerDetails *details; /* NULL: nobody has opened them */
  GtkWidget *remove_button;

  GradusLayerItem *item; /* or NULL */
  GradusFieldGroup *fields;
};

G_DEFINE_FINAL_TYPE (GradusLayerRow, gradus_layer_row, GTK_TYPE_LIST_BOX_ROW)

enum {
  REMOVE,
  MOVE,
  DROPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

GradusLayerRow *
gradus_layer_row_new (void)
{
  return g_object_new (GRADUS_TYPE_LAYER_ROW, NULL);
}

/* Names that tell the rows apart, for who hears them. */
static void
name_controls (GradusLayerRow *self, guint number)
{
  const struct {
    GtkWidget *widget;
    char *name;
  } names[] = {
    { GTK_WIDGET (self), g_strdup_printf (_ ("Layer %u"), number) },
    { GTK_WIDGET (self->activation), g_strdup_printf (_ ("Activation of layer %u"), number) },
    { GTK_WIDGET (self->details_button), g_strdup_printf (_ ("Details of layer %u"), number) },
    { self->remove_button, g_strdup_printf (_ ("Remove layer %u"), number) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    gtk_accessible_update_property (GTK_ACCESSIBLE (names[i].widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    names[i].name, -1);
    g_free (names[i].name);
  }
}

/* Limits and words of the control, for "Units" or however the kind calls it. */
static void
show_width (GradusLayerRow *self, const GradusLayerSpec *spec, gboolean is_output)
{
  const GradusLayerSetting *width = gradus_layer_class_get_width (spec->class);
  g_autofree char *name = g_strdup_printf (_ ("%s of layer %u"), _ (width->title),
                                           gradus_layer_item_get_number (self->item));
  g_autofree char *tooltip = gradus_layer_setting_explain (width);
  const int n_digits = gradus_layer_spec_get_width (spec) > 999 ? 4 : 3;
  double lowest, highest;

  gtk_editable_set_width_chars (GTK_EDITABLE (self->width), n_digits);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->width), n_digits);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->width), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->width),
                               is_output ? _ ("The output has one unit for each target of the data")
                                         : tooltip);
  gtk_spin_button_get_range (self->width, &lowest, &highest);
  if (lowest != width->lowest || highest != width->highest)
    gradus_field_group_set_range (self->fields, self->width, width->lowest, width->highest);
}

/* "Dropout (rate 0.5)": the kind and the first of its settings. */
static char *
describe_kind (const GradusLayerSpec *spec)
{
  g_autofree char *setting = NULL, *in_text = NULL;

  if (gradus_layer_class_count_settings (spec->class) == 0)
    return g_strdup (_ (spec->class->title));
  setting = gradus_layer_setting_describe (&spec->class->settings[0], spec->settings[0]);
  in_text = g_utf8_strdown (setting, -1);
  return g_strdup_printf ("%s (%s)", _ (spec->class->title), in_text);
}

/* Whether anything of the kind can be set that is not in the row. */
static gboolean
has_details (const GradusLayerClass *class)
{
  const guint n_in_row = gradus_layer_class_get_width (class) ? 1 : 0;

  return class->has_activation || class->has_initialiser ||
         gradus_layer_class_count_settings (class) > n_in_row;
}

/* Width and activation of a layer that has a width; of another what it is. */
static void
show_kind (GradusLayerRow *self, const GradusLayerSpec *spec, gboolean is_output)
{
  const GradusLayerSetting *width = gradus_layer_class_get_width (spec->class);
  g_autofree char *text = describe_kind (spec);

  gtk_label_set_label (self->kind, text);
  gtk_widget_set_visible (GTK_WIDGET (self->kind), !width);
  gtk_widget_set_visible (GTK_WIDGET (self->width), width != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->activation), width && spec->class->has_activation);
  gtk_widget_set_visible (GTK_WIDGET (self->details_button), has_details (spec->class));
  if (width)
    show_width (self, spec, is_output);
}

static void
show_place (GradusLayerRow *self, gboolean is_output, gboolean has_free_activation)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->width), !is_output);
  gtk_widget_set_sensitive (GTK_WIDGET (self->activation), has_free_activation);
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->activation),
      has_free_activation
          ? _ ("The activation of the layer: its slope is what the gradient is multiplied with")
          : _ ("The cost needs this activation here"));
  /* Invisible yet in their places, so that the columns of all rows stand under each other. */
  gtk_widget_set_opacity (self->handle, is_output ? 0 : 1);
  gtk_widget_set_opacity (self->remove_button, is_output ? 0 : 1);
  gtk_widget_set_sensitive (self->remove_button, !is_output);
}

/* What there is to see and to change; what stands in the controls is the fields' concern. */
static void
on_item_notify (GradusLayerRow *self)
{
  const gboolean is_output = gradus_layer_item_is_output (self->item);

  show_kind (self, gradus_layer_item_get_spec (self->item), is_output);
  show_place (self, is_output, gradus_layer_item_has_free_activation (self->item));
}

void
gradus_layer_row_set_item (GradusLayerRow *self, GradusLayerItem *item)
{
  g_autofree char *title =
      item ? g_strdup_printf ("%u", gradus_layer_item_get_number (item)) : NULL;

  if (self->item)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  gradus_field_group_set_model (self->fields, item);
  if (self->details)
    gradus_layer_details_set_item (self->details, item);
  if (!item)
    return;
  g_signal_connect_swapped (item, "notify", G_CALLBACK (on_item_notify), self);
  gtk_label_set_label (self->title, title);
  name_controls (self, gradus_layer_item_get_number (item));
  on_item_notify (self);
}

void
gradus_layer_row_refresh (GradusLayerRow *self)
{
  gradus_field_group_show (self->fields);
  if (self->details)
    gradus_layer_details_refresh (self->details);
}

/* A GtkMenuButtonCreatePopupFunc: a network may have a hundred rows, and most stay closed. */
static void
open_details (GtkMenuButton *button, gpointer data)
{
  GradusLayerRow *self = data;
  GtkWidget *popover;

  if (self->details)
    return;
  popover = gtk_popover_new ();
  self->details = g_object_new (GRADUS_TYPE_LAYER_DETAILS, NULL);
  gradus_layer_details_set_item (self->details, self->item);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->details));
  gtk_menu_button_set_popover (button, popover);
}

static void
on_remove (GradusLayerRow *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static GdkContentProvider *
on_drag_prepare (GtkDragSource *source, double x, double y, GradusLayerRow *self)
{
  return gradus_layer_item_is_output (self->item)
             ? NULL
             : gdk_content_provider_new_typed (GRADUS_TYPE_LAYER_ROW, self);
}

static void
on_drag_begin (GtkDragSource *source, GdkDrag *drag, GradusLayerRow *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_widget_add_css_class (GTK_WIDGET (self), "dragged");
  gtk_drag_source_set_icon (source, picture, 0, gtk_widget_get_height (GTK_WIDGET (self)) / 2);
}

static void
on_drag_end (GtkDragSource *source, GdkDrag *drag, gboolean is_deleted, GradusLayerRow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "dragged");
}

/* Whether what is dropped at this height goes behind the row; behind the output nothing does. */
static gboolean
goes_behind (GradusLayerRow *self, double y)
{
  return y > gtk_widget_get_height (GTK_WIDGET (self)) / 2.0 &&
         !gradus_layer_item_is_output (self->item);
}

/* A line shows where the layer would go. */
static GdkDragAction
on_drop_motion (GradusLayerRow *self, double x, double y)
{
  gboolean is_below = goes_behind (self, y);

  gtk_widget_remove_css_class (GTK_WIDGET (self), is_below ? "drop-above" : "drop-below");
  gtk_widget_add_css_class (GTK_WIDGET (self), is_below ? "drop-below" : "drop-above");
  return GDK_ACTION_COPY;
}

static void
on_drop_leave (GradusLayerRow *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self), "drop-above");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "drop-below");
}

/* The row only tells the panel, which knows the places of both. */
static gboolean
on_drop (GradusLayerRow *self, const GValue *value, double x, double y)
{
  GradusLayerRow *dragged = g_value_get_object (value);

  on_drop_leave (self);
  if (dragged == self)
    return FALSE;
  g_signal_emit (self, signals[DROPPED], 0, dragged, goes_behind (self, y));
  return TRUE;
}

static void
add_drop_target (GradusLayerRow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GRADUS_TYPE_LAYER_ROW, GDK_ACTION_COPY);

  g_signal_connect_swapped (target, "motion", G_CALLBACK (on_drop_motion), self);
  g_signal_connect_swapped (target, "leave", G_CALLBACK (on_drop_leave), self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
gradus_layer_row_dispose (GObject *object)
{
  GradusLayerRow *self = GRADUS_LAYER_ROW (object);

  if (self->fields)
    gradus_layer_row_set_item (self, NULL);
  g_clear_pointer (&self->fields, gradus_field_group_free);
  G_OBJECT_CLASS (gradus_layer_row_parent_class)->dispose (object);
}

static void
gradus_layer_row_class_init (GradusLayerRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  GType type = G_TYPE_FROM_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = gradus_layer_row_dispose;
  signals[REMOVE] =
      g_signal_new ("remove", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVE] = g_signal_new ("move", type, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[DROPPED] = g_signal_new ("dropped", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, GRADUS_TYPE_LAYER_ROW, G_TYPE_BOOLEAN);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Up, GDK_ALT_MASK, "move", "(i)", -1);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Down, GDK_ALT_MASK, "move", "(i)", 1);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/gradus/Gradus/layer-row.ui");
  gtk_widget_class_bind_template_child (widget_class, GradusLayerRow, handle);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerRow, title);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerRow, kind);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerRow, width);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerRow, activation);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerRow, details_button);
  gtk_widget_class_bind_template_child (widget_class, GradusLayerRow, remove_button);
  gtk_widget_class_bind_template_callback (widget_class, on_remove);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_prepare);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_begin);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_end);
}

static void
gradus_layer_row_init (GradusLayerRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gradus_number_spin_attend (GTK_WIDGET (self));
  gradus_choices_offer_activations (self->activation);
  add_drop_target (self);
  gtk_menu_button_set_create_popup_func (self->details_button, open_details, self, NULL);
  self->fields = gradus_field_group_new ();
  gradus_field_group_bind (self->fields, self->width, "value", "width");
  gradus_field_group_bind (self->fields, self->activation, "selected", "activation");
}
