/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/preparation.h"
#include "nn/network.h"

G_BEGIN_DECLS

/* What a network says to samples that come raw: prepared as its own were, dropout off, batch
 * normalisation with its running statistics, numbers in their own unit. raw (n, preparation->n_raw)
 * and outputs (n, preparation->n_outputs), sample by sample. Fails with
 * GRADUS_NETWORK_ERROR_TOO_LARGE where there is no memory for it. */
gboolean gradus_predict (GradusNetwork *network, const GradusPreparation *preparation,
                         const float *raw, gsize n, float *outputs, GError **error);

G_END_DECLS
