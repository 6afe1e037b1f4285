/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/layer-spec.h"

G_BEGIN_DECLS

/* Settings of kinds of layers before people, translated; free with g_free(). */

/* A setting and its value: "Rate 0.5", "Padding Same", "From layer 3". */
char *gradus_layer_setting_describe (const GradusLayerSetting *setting, double value);

/* Its value alone: "0.5", "5 × 3", "Same"; and the value of such a text, FALSE where it is none
 * that the setting may have. */
char *gradus_layer_setting_format (const GradusLayerSetting *setting, double value);
gboolean gradus_layer_setting_parse (const GradusLayerSetting *setting, const char *text,
                                     double *value);

/* What it may be and what it is, for a tooltip: "Rate, 0 to 0.99: how likely a value is 0". */
char *gradus_layer_setting_explain (const GradusLayerSetting *setting);

G_END_DECLS
