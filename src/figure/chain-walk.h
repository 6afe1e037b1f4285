/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The way through the chain rule: forward through all layers, then back. Its positions count
 * from 1. */

guint gradus_chain_walk_count (guint n_layers);

/* The layer of a position, from 0, and whether it is on the way back. Behind the end is at the
 * end. */
guint gradus_chain_walk_get_layer (guint position, guint n_layers, gboolean *is_backward);

G_END_DECLS
