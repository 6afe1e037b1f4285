/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/layer-spec.h"

/* Layers over maps for the tests of more than one file; the other settings are the usual ones.
 * `kernel` may be of gradus_size_make(), `padding` and `stride` GRADUS_SETTING_WORD. */
GradusLayerSpec make_convolution (guint filters, double kernel, guint stride, double padding);
GradusLayerSpec make_pooling (const GradusLayerClass *class, guint size, double stride);
