/* SPDX-License-Identifier: MIT */
#include "figure/chain-walk.h"

guint
gradus_chain_walk_count (guint n_layers)
{
  return 2 * n_layers;
}

guint
gradus_chain_walk_get_layer (guint position, guint n_layers, gboolean *is_backward)
{
  const guint at = CLAMP (position, 1, gradus_chain_walk_count (n_layers)) - 1;

  *is_backward = at >= n_layers;
  return *is_backward ? 2 * n_layers - 1 - at : at;
}
