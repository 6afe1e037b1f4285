/* SPDX-License-Identifier: MIT */
#include "app/common/field-group.h"

struct _GradusFieldGroup {
  GPtrArray *fields;
  GObject *model; /* or NULL */
};

/* Counted, because an edit may free the group while the control's signal is still being emitted. */
typedef struct {
  GObject *control;
  const char *shown, *property;
  GObject *model; /* the group's; NULL: the field does nothing */
  gulong control_handler, model_handler;
} Field;

/* -- One field --------------------------------------------------------------------------------- */

static void
read_as (GObject *object, const char *property, GType type, GValue *value)
{
  g_auto (GValue) own = G_VALUE_INIT;

  g_object_get_property (object, property, &own);
  g_value_init (value, type);
  if (!g_value_transform (&own, value))
    g_critical ("%s cannot be shown as %s", property, g_type_name (type));
}

static GType
find_type (GObject *object, const char *property)
{
  return g_object_class_find_property (G_OBJECT_GET_CLASS (object), property)->value_type;
}

/* Even where it is equal: a spin button writes its number over what was typed. */
static void
show_field (Field *field)
{
  g_auto (GValue) value = G_VALUE_INIT;

  read_as (field->model, field->property, find_type (field->control, field->shown), &value);
  g_signal_handler_block (field->control, field->control_handler);
  g_object_set_property (field->control, field->shown, &value);
  g_signal_handler_unblock (field->control, field->control_handler);
}

/* The model compares, and knows what is no change. The model may refuse, or take another number: so
 * what it has is shown. The edit may also have freed the group. */
static void
on_control (GObject *control, GParamSpec *pspec, Field *field)
{
  g_autoptr (GObject) model = field->model ? g_object_ref (field->model) : NULL;
  g_auto (GValue) value = G_VALUE_INIT;

  if (!model)
    return;
  read_as (control, field->shown, find_type (model, field->property), &value);
  g_object_set_property (model, field->property, &value);
  if (field->model)
    show_field (field);
}

static void
on_model (GObject *model, GParamSpec *pspec, Field *field)
{
  if (field->model)
    show_field (field);
}

static void
release_closure (gpointer field, GClosure *closure)
{
  g_rc_box_release (field);
}

static void
set_field_model (Field *field, GObject *model)
{
  g_autofree char *signal = g_strconcat ("notify::", field->property, NULL);

  g_clear_signal_handler (&field->model_handler, field->model);
  field->model = model;
  if (!model)
    return;
  field->model_handler = g_signal_connect_data (model, signal, G_CALLBACK (on_model),
                                                g_rc_box_acquire (field), release_closure, 0);
  show_field (field);
}

static void
free_field (gpointer data)
{
  Field *field = data;

  set_field_model (field, NULL);
  g_clear_signal_handler (&field->control_handler, field->control);
  g_clear_object (&field->control);
  g_rc_box_release (field);
}

/* -- The group --------------------------------------------------------------------------------- */

GradusFieldGroup *
gradus_field_group_new (void)
{
  GradusFieldGroup *group = g_new0 (GradusFieldGroup, 1);

  group->fields = g_ptr_array_new_with_free_func (free_field);
  return group;
}

void
gradus_field_group_free (GradusFieldGroup *group)
{
  g_ptr_array_unref (group->fields);
  g_clear_object (&group->model);
  g_free (group);
}

void
gradus_field_group_bind (GradusFieldGroup *group, gpointer control, const char *shown,
                         const char *property)
{
  Field *field = g_rc_box_new0 (Field);
  g_autofree char *signal = g_strconcat ("notify::", shown, NULL);

  field->control = g_object_ref (control);
  field->shown = g_intern_string (shown);
  field->property = g_intern_string (property);
  field->control_handler = g_signal_connect_data (control, signal, G_CALLBACK (on_control),
                                                  g_rc_box_acquire (field), release_closure, 0);
  g_ptr_array_add (group->fields, field);
  set_field_model (field, group->model);
}

void
gradus_field_group_set_model (GradusFieldGroup *group, gpointer model)
{
  GObject *former = group->model;

  group->model = model ? g_object_ref (model) : NULL;
  for (guint i = 0; i < group->fields->len; i++)
    set_field_model (g_ptr_array_index (group->fields, i), model);
  g_clear_object (&former); /* only now: the fields were bound to it */
}

void
gradus_field_group_show (GradusFieldGroup *group)
{
  for (guint i = 0; group->model && i < group->fields->len; i++)
    show_field (g_ptr_array_index (group->fields, i));
}

/* The new range may cut off the value; that is not an edit, so the control is muted. */
void
gradus_field_group_set_range (GradusFieldGroup *group, GtkSpinButton *spin, double lowest,
                              double highest)
{
  for (guint i = 0; i < group->fields->len; i++) {
    Field *field = g_ptr_array_index (group->fields, i);

    if (field->control != G_OBJECT (spin))
      continue;
    g_signal_handler_block (spin, field->control_handler);
    gtk_spin_button_set_range (spin, lowest, highest);
    g_signal_handler_unblock (spin, field->control_handler);
    if (field->model)
      show_field (field);
  }
}
