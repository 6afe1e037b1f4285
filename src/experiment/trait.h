/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"

G_BEGIN_DECLS

/* GradusTrait: a property that tells experiments apart: a column in a table of runs. */
typedef enum {
  GRADUS_TRAIT_DATA,
  GRADUS_TRAIT_SHAPE,
  GRADUS_TRAIT_LAYERS,      /* their kinds, and settings that are not the usual ones */
  GRADUS_TRAIT_ACTIVATION,  /* of the hidden layers */
  GRADUS_TRAIT_INITIALISER, /* of the hidden layers */
  GRADUS_TRAIT_COST,
  GRADUS_TRAIT_OPTIMISER,
  GRADUS_TRAIT_RATE,
  GRADUS_TRAIT_BATCH,
  GRADUS_TRAIT_STEPS,
  GRADUS_TRAIT_SEED,
} GradusTrait;

#define GRADUS_N_TRAITS (GRADUS_TRAIT_SEED + 1)

/* For the interface: "Learning rate", not yet translated. */
const char *gradus_trait_title (GradusTrait trait);

/* The trait of an experiment in a few letters: "ReLU", "2-5×10-1", "0.1"; commas between
 * different kinds of hidden layers. Free with g_free(). */
char *gradus_trait_format (GradusTrait trait, const GradusExperiment *experiment);

/* The traits in which n experiments are not all alike, a bit for each. */
guint gradus_traits_find_differing (const GradusExperiment *const *experiments, guint n);

/* An experiment's values of `traits`: "ReLU, seed 1"; its name if `traits` is 0. Free with
 * g_free(). */
char *gradus_traits_describe (guint traits, const GradusExperiment *experiment);

G_END_DECLS
