/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/inputs.h"

G_BEGIN_DECLS

/* GradusVariation: how pictures are moved on their way into a batch, drawn anew for each sample in
 * each epoch: from stream GRADUS_STREAM_VARIATION (epoch, sample) of the seed
 *
 *     is_mirrored: the top bit of the next 64: left and right change places
 *     shift > 0:   dx, then dy, of 0 … 2·shift (gradus_random_below()), less shift: then the
 *                  picture goes so many pixels to the right, and down
 *
 * What comes in from beyond the edge counts as 0. So a sample's picture is a matter of its number
 * and the epoch, whatever batch or thread it comes in. A line is `width` pixels of `n_together`
 * numbers each; there are `n_planes` planes of `height` lines. */
typedef struct {
  gboolean is_mirrored;
  guint shift; /* pixels; with is_mirrored FALSE and 0 nothing varies */
  guint n_planes, height, width, n_together;
  guint64 seed, epoch;
} GradusVariation;

/* Whether anything varies; `variation` may be NULL. */
static inline gboolean
gradus_variation_varies (const GradusVariation *variation)
{
  return variation && (variation->is_mirrored || variation->shift > 0);
}

/* Copies a sample's numbers, moved as is drawn for it. */
void gradus_variation_copy (const GradusVariation *variation, const GradusInputs *inputs,
                            gsize sample, float *numbers);

G_END_DECLS
