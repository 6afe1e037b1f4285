/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/layer-functions.h"

G_BEGIN_DECLS

/* What the kinds of layers that pool windows of maps have in common: their settings, shapes and
 * scans. */

extern const GradusLayerSetting gradus_pooling_settings[];

gboolean gradus_pooling_infer_shape (const GradusLayerSpec *spec, const GradusShape *in,
                                     const GradusShape *earlier, GradusShape *out, GError **error);

/* Whether `in` is a picture or maps. Else `*error` says so of the kind. */
gboolean gradus_pooling_check_maps (const GradusLayerSpec *spec, const GradusShape *in,
                                    GError **error);

/* How the window goes over each map. */
GradusScan gradus_pooling_get_scan (const GradusLayer *layer);

/* By rows too where no number is in two rows of windows; and the rows of the input that are in some
 * rows of windows. */
GradusSharing gradus_pooling_find_sharing (const GradusLayer *layer);
GradusSpan gradus_pooling_find_input_rows (const GradusLayer *layer, GradusSpan rows);

/* delta = gradient, of a part; it is there already where that is NULL. */
void gradus_pooling_take_gradient (const GradusLayer *layer, const GradusPass *pass,
                                   const GradusLayerPass *own, const GradusPart *part,
                                   const float *gradient);

G_END_DECLS
