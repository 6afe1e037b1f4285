/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"

G_BEGIN_DECLS

/* GradusTrait: what two experiments may differ in, as people put it: a column in a table of runs. */
typedef enum {
  GRADUS_TRAIT_DATA,
  GRADUS_TRAIT_SHAPE,
  GRADUS_TRAIT_ACTIVATION,  /* of the hidden layers */
  GRADUS_TRAIT_INITIALISER, /* likewise */
  GRADUS_TRAIT_COST,
  GRADUS_TRAIT_OPTIMISER,
  GRADUS_TRAIT_RATE,
  GRADUS_TRAIT_BATCH,
  GRADUS_TRAIT_STEPS,
  GRADUS_TRAIT_SEED,
} GradusTrait;

#define GRADUS_N_TRAITS (GRADUS_TRAIT_SEED + 1)

/* Before people: "Learning rate", to be translated. */
const char *gradus_trait_title (GradusTrait trait);

/* The trait of an experiment in a few letters: "ReLU", "2-5×10-1", "0.1"; several kinds among the hidden layers with commas
 * between them. A new string. */
char *gradus_trait_format (GradusTrait trait, const GradusExperiment *experiment);

/* In which traits not all of n experiments are alike: a bit each. */
guint gradus_traits_find_differing (const GradusExperiment *const *experiments, guint n);

/* What tells an experiment from others that differ from it in `traits`: "ReLU, seed 1"; its name where they are 0. A new
 * string. */
char *gradus_traits_describe (guint traits, const GradusExperiment *experiment);

G_END_DECLS
