/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "document/layer-item.h"

G_BEGIN_DECLS

/* GradusLayerRow: one layer in the stack: units and activation, or what it is instead of a dense
 * one, details, remove. It can be dragged by its handle, and moved with Alt+Up and Alt+Down.
 *
 * Signals: "remove", "move" (by -1 or 1), "dropped" (another row, and whether it goes behind this
 * one). */
#define GRADUS_TYPE_LAYER_ROW (gradus_layer_row_get_type ())
G_DECLARE_FINAL_TYPE (GradusLayerRow, gradus_layer_row, GRADUS, LAYER_ROW, GtkListBoxRow)

GradusLayerRow *gradus_layer_row_new (void);

/* The layer that it shows and changes. Takes a reference; NULL: none any more. */
void gradus_layer_row_set_item (GradusLayerRow *self, GradusLayerItem *item);

/* Shows the layer as it is, whatever was typed and not entered. */
void gradus_layer_row_refresh (GradusLayerRow *self);

G_END_DECLS
