/* SPDX-License-Identifier: MIT */
#pragma once

#include <gtk/gtk.h>

#include "nn/layer-spec.h"

G_BEGIN_DECLS

/* A spin button whose value is that of a setting of a layer, a whole number or a size, and in which
 * people read and type it as they are told it: "3", "5 × 3", "Same". The setting lives longer. */
GtkSpinButton *gradus_setting_spin_new (const GradusLayerSetting *setting);

G_END_DECLS
