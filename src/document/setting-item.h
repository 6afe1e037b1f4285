/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib-object.h>

#include "nn/layer-spec.h"

G_BEGIN_DECLS

/* GradusSettingItem: one setting of a layer that its kind has, such as dropout's rate, for a
 * control that shows and changes it.
 *
 * "value" mirrors the experiment: a number, the position of a choice, or the number of a layer.
 * Setting it changes nothing here: it emits "edited" with the wanted value, and the item follows
 * when the experiment has changed. */
#define GRADUS_TYPE_SETTING_ITEM (gradus_setting_item_get_type ())
G_DECLARE_FINAL_TYPE (GradusSettingItem, gradus_setting_item, GRADUS, SETTING_ITEM, GObject)

/* `setting` is of a GradusLayerClass and lives for ever. */
GradusSettingItem *gradus_setting_item_new (const GradusLayerSetting *setting, double value);

/* What it is, may be and is called. */
const GradusLayerSetting *gradus_setting_item_get_setting (GradusSettingItem *self);

double gradus_setting_item_get_value (GradusSettingItem *self);

/* The experiment has this value now. Notifies where it is another; whether it is. */
gboolean gradus_setting_item_update (GradusSettingItem *self, double value);

G_END_DECLS
