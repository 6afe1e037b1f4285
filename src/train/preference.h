/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"
#include "train/backdrop.h"

G_BEGIN_DECLS

/* GradusPreference: which pictures excite a unit of a layer most, see nn/excitation.h: of the
 * training samples, as many of them as there is time for, evenly chosen; and one that is grown by
 * gradient ascent (Erhan, Bengio, Courville & Vincent 2009).
 *
 * It is grown from the grey of the pictures; if the unit has no gradient there, from the sample
 * that excites it most. Each step goes along the gradient by half of the mean distance of pictures
 * from the grey, and then back to where it is no farther from the grey than that, and no number
 * beyond black and white. The best picture on the way is kept. Nothing is drawn by chance: the same
 * weights give the same bits.
 *
 * Reference-counted and immutable, so that it crosses threads. */
#define GRADUS_PREFERENCE_MOST 11

typedef struct {
  guint layer, unit; /* from 0 */
  guint n_units;     /* of the layer */
  guint n_numbers;   /* of the unit: 1, or those of a map, whose mean counts */
  gboolean is_of_z;  /* excitations are of z, else of what the unit says */
  guint n_looked;    /* samples that were asked */
  guint n_best;
  guint samples[GRADUS_PREFERENCE_MOST]; /* of these the ones that excite it most, the first … */
  double values[GRADUS_PREFERENCE_MOST]; /* … most, and by how much */
  guint n_inputs;
  float *picture; /* (n_inputs): the one that is grown */
  double value;   /* its excitation */
  guint n_steps;
} GradusPreference;

/* How many samples are asked, and how many steps grow a picture, of a network of so many
 * multiply-adds: some tenths of a second for each. */
guint gradus_preference_choose_samples (guint n_samples, gsize multiply_adds);
guint gradus_preference_choose_steps (gsize multiply_adds);

/* A unit beyond the last counts as the last. `lone` holds one sample, `many` as many as it likes,
 * both with all z and gradients; `many` has all its samples afterwards. NULL where there is no such
 * layer, or no memory. */
GradusPreference *gradus_preference_new (GradusNetwork *network, GradusPass *lone, GradusPass *many,
                                         const GradusDataset *dataset,
                                         const GradusBackdrop *backdrop, guint layer, guint unit);
GradusPreference *gradus_preference_ref (GradusPreference *preference);
void gradus_preference_unref (GradusPreference *preference);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusPreference, gradus_preference_unref)

G_END_DECLS
