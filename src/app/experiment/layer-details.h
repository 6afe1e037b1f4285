/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/layer-item.h"

G_BEGIN_DECLS

/* GradusLayerDetails: what a layer has besides units and activation, to look at and to change: the
 * activation's alpha or pieces, the initialiser with its number, the initial bias, and the settings
 * of its kind. */
#define GRADUS_TYPE_LAYER_DETAILS (gradus_layer_details_get_type ())
G_DECLARE_FINAL_TYPE (GradusLayerDetails, gradus_layer_details, GRADUS, LAYER_DETAILS, GtkWidget)

/* Takes a reference; NULL: none any more. */
void gradus_layer_details_set_item (GradusLayerDetails *self, GradusLayerItem *item);

/* Shows the layer as it is, whatever was typed and not entered. */
void gradus_layer_details_refresh (GradusLayerDetails *self);

G_END_DECLS
