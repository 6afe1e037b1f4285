/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"
#include "nn/pass.h"

G_BEGIN_DECLS

/* Pre-training of a dense layer without targets, as the hidden units of a restricted Boltzmann
 * machine whose visible ones are the layer's inputs: contrastive divergence with one step (Hinton
 * 2002), as Hinton & Salakhutdinov 2006 trained theirs ("Reducing the dimensionality of data with
 * neural networks" and the program that they published with it). For each batch of at most
 * GRADUS_RBM_BATCH samples, in their order, `epochs` times over:
 *
 *   h = σ(W·v + b); h' is 1 with probability h; v' = σ(Wᵀ·h' + a); h'' = σ(W·v' + b)
 *   m ← momentum·m + rate·(⟨h·vᵀ⟩ − ⟨h''·v'ᵀ⟩ − cost·W); W ← W + m; so the biases, without cost
 *
 * ⟨ ⟩ is the mean over the batch; momentum is 0.5 for five epochs, then 0.9; rate 0.1, cost 0.0002.
 * Where an input is not within 0 … 1 all are linear, v' = Wᵀ·h' + a, with noise of deviation 1, and
 * the rate is 0.001. a is forgotten afterwards; b becomes the layer's bias. The units are logistic
 * here, whatever the layer's activation is; each piece of a maxout is a unit.
 *
 * The pass holds the samples and has gone up to the layer, from 0, whose initialiser is rbm and
 * whose weights are drawn already. The states are drawn from stream GRADUS_STREAM_RBM of the seed,
 * unit by unit, and of a unit sample by sample. */
#define GRADUS_RBM_BATCH 100

void gradus_rbm_train (GradusNetwork *network, const GradusPass *pass, guint layer, guint64 seed);

G_END_DECLS
