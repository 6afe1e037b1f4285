/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network-private.h"
#include "nn/part.h"

G_BEGIN_DECLS

/* How workers share the layers of a network, on their way forward and back, and when they wait for
 * each other. For network-layers.c. Layers are counted from 0. */

/* Whether workers share a layer by units, or by rows of these; else by samples. */
gboolean gradus_network_is_by_units (const GradusNetwork *network, guint i, const GradusPass *pass,
                                     const GradusWorker *worker);

/* A worker's part in what is done with a layer's units, and with those that its inputs are; may be
 * empty. */
GradusPart gradus_network_share_outputs (const GradusNetwork *network, guint i,
                                         const GradusPass *pass, const GradusWorker *worker);
GradusPart gradus_network_share_inputs (const GradusNetwork *network, guint i,
                                        const GradusPass *pass, const GradusWorker *worker);

/* A worker's share of n_rows, each a row of a tensor of the layer: of those whose gradients it
 * finds after backward, and of those that it updates. May be empty; the last one takes what is left
 * over. */
GradusSpan gradus_network_share_rows (const GradusNetwork *network, guint i,
                                      const GradusPass *pass, guint n_rows,
                                      const GradusWorker *worker);

/* Whether workers wait for each other between layers i - 1 and i, on the way forward: not where
 * each reads but what it wrote itself. */
gboolean gradus_network_must_meet (const GradusNetwork *network, guint i, const GradusPass *pass,
                                   const GradusWorker *worker);

/* And on the way back: layer i - 1 takes the gradient by its own part of its outputs; what it sends
 * back itself it makes from the delta of others, too, and waits for that unless `is_delta`: delta
 * is what layer i gave it. */
gboolean gradus_network_must_meet_back (const GradusNetwork *network, guint i,
                                        const GradusPass *pass, gboolean is_delta,
                                        const GradusWorker *worker);

G_END_DECLS
