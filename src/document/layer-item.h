/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "document/setting-item.h"

G_BEGIN_DECLS

/* GradusLayerItem: a layer of the experiment that a GradusExperimentModel mirrors: always the one
 * with its number, whatever stands there.
 *
 * Properties: "kind" (the class's name), "width" (0 where the kind has none), "activation" and
 * "initialiser" (kinds), "alpha" and "pieces" (of the activation), "scale" and "bias" (of the
 * initialiser), "is-output", "has-free-activation" (the cost does not prescribe it), "settings" (a
 * GListModel of GradusSettingItem: what its kind has besides the width; notified where one of them
 * is another, too). Those that the layer's class does not have mean nothing.
 *
 * Setting one changes nothing here: it emits "edited" with the wanted GradusLayerSpec, and the item
 * follows when the experiment has changed. Another activation or initialiser begins with its usual
 * numbers, but the bias stays. */
#define GRADUS_TYPE_LAYER_ITEM (gradus_layer_item_get_type ())
G_DECLARE_FINAL_TYPE (GradusLayerItem, gradus_layer_item, GRADUS, LAYER_ITEM, GObject)

/* `number` counts from 1. */
GradusLayerItem *gradus_layer_item_new (guint number);

guint gradus_layer_item_get_number (GradusLayerItem *self);

/* Borrowed until the next update. */
const GradusLayerSpec *gradus_layer_item_get_spec (GradusLayerItem *self);

/* The output layer has its units from the data, and stays. */
gboolean gradus_layer_item_is_output (GradusLayerItem *self);
gboolean gradus_layer_item_has_free_activation (GradusLayerItem *self);

GListModel *gradus_layer_item_get_settings (GradusLayerItem *self);

/* The experiment has this layer now. Notifies of what is another. */
void gradus_layer_item_update (GradusLayerItem *self, const GradusLayerSpec *spec,
                               gboolean is_output, gboolean has_free_activation);

G_END_DECLS
