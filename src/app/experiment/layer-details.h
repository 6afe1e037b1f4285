/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "nn/layer.h"

G_BEGIN_DECLS

/* GradusLayerDetails: what a layer has besides units and activation: the activation's alpha or pieces, the initialiser with
 * its number, the initial bias, and what its kind of layer has. Emits "edited" when the user changes something. */
#define GRADUS_TYPE_LAYER_DETAILS (gradus_layer_details_get_type ())
G_DECLARE_FINAL_TYPE (GradusLayerDetails, gradus_layer_details, GRADUS, LAYER_DETAILS, GtkWidget)

void gradus_layer_details_show (GradusLayerDetails *self, const GradusLayerSpec *spec);

/* Writes what is chosen into `spec`; leaves units and the kind of activation alone. */
void gradus_layer_details_read (GradusLayerDetails *self, GradusLayerSpec *spec);

G_END_DECLS
