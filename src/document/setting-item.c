/* SPDX-License-Identifier: MIT */
#include "document/setting-item.h"

struct _GradusSettingItem {
  GObject parent_instance;

  const GradusLayerSetting *setting;
  double value;
};

G_DEFINE_FINAL_TYPE (GradusSettingItem, gradus_setting_item, G_TYPE_OBJECT)

enum {
  PROP_VALUE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint edited_signal;

const GradusLayerSetting *
gradus_setting_item_get_setting (GradusSettingItem *self)
{
  return self->setting;
}

double
gradus_setting_item_get_value (GradusSettingItem *self)
{
  return self->value;
}

gboolean
gradus_setting_item_update (GradusSettingItem *self, double value)
{
  if (self->value == value)
    return FALSE;
  self->value = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
  return TRUE;
}

static void
gradus_setting_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_VALUE)
    g_value_set_double (value, GRADUS_SETTING_ITEM (object)->value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_setting_item_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GradusSettingItem *self = GRADUS_SETTING_ITEM (object);
  const double wanted = g_value_get_double (value);

  if (id != PROP_VALUE)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (wanted != self->value)
    g_signal_emit (self, edited_signal, 0, wanted);
}

static void
gradus_setting_item_class_init (GradusSettingItemClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);

  object_class->get_property = gradus_setting_item_get_property;
  object_class->set_property = gradus_setting_item_set_property;
  properties[PROP_VALUE] =
      g_param_spec_double ("value", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  edited_signal = g_signal_new ("edited", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
}

static void
gradus_setting_item_init (GradusSettingItem *self)
{
}

GradusSettingItem *
gradus_setting_item_new (const GradusLayerSetting *setting, double value)
{
  GradusSettingItem *self = g_object_new (GRADUS_TYPE_SETTING_ITEM, NULL);

  self->setting = setting;
  self->value = value;
  return self;
}
