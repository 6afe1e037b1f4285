/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/layer.h"

G_BEGIN_DECLS

/* The receptive field of a place of a layer's maps: the places of the network's input, a picture,
 * whose numbers can change what is there. Outside of training, where no sample is compared with
 * others. `layers` are the network's from the first on, and `layer` counts from 0; of one that
 * makes no maps there is one place, (0, 0).
 *
 * Returns (height, width) of the picture, 1 where a place belongs to it, to be freed with g_free();
 * NULL where the network's input is no picture. */
guint8 *gradus_receptive_field_find (const GradusLayer *layers, guint layer, guint row,
                                     guint column);

G_END_DECLS
