/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/chain.h"

G_BEGIN_DECLS

/* The chain rule's numbers in lines of words and formulas, see gradus_formula_draw_line(). Each
 * makes a new string. Who multiplies the numbers that are written gets what is written behind the
 * last "=". Layers count from 0. */

/* "Sample 2: x = (0, 1), target 1, cost 0.6466"; of somebody's own inputs, whose target they are
 * held against. */
char *gradus_chain_words_sample (const GradusChain *chain);

/* What has been multiplied on the way back to the layer: the slopes alone; the slopes with the
 * weights; and the gradient that this comes to. */
char *gradus_chain_words_slopes (const GradusChain *chain, guint layer);
char *gradus_chain_words_products (const GradusChain *chain, guint layer);
char *gradus_chain_words_gradient (const GradusChain *chain, guint layer);

G_END_DECLS
