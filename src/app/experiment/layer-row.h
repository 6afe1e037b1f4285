/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "nn/layer.h"

G_BEGIN_DECLS

/* GradusLayerRow: one layer in the stack: units and activation, or what it is instead of a dense one, details, remove. It can be dragged by its
 * handle, and moved with Alt+Up and Alt+Down.
 *
 * Signals: "edited" when the user changes the layer, "remove", "move" (by -1 or 1), "dropped" (another row,
 * and whether it goes behind this one). */
#define GRADUS_TYPE_LAYER_ROW (gradus_layer_row_get_type ())
G_DECLARE_FINAL_TYPE (GradusLayerRow, gradus_layer_row, GRADUS, LAYER_ROW, GtkListBoxRow)

GradusLayerRow *gradus_layer_row_new (void);

/* Layer `index`, from 0. The output layer has its units from the data, and stays. */
void gradus_layer_row_show (GradusLayerRow *self, guint index, const GradusLayerSpec *spec,
                            gboolean is_output, gboolean has_free_activation);

const GradusLayerSpec *gradus_layer_row_get_spec (GradusLayerRow *self);

G_END_DECLS
