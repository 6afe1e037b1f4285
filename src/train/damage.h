/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdatomic.h>

#include "data/dataset.h"
#include "experiment/experiment.h"
#include "nn/network.h"
#include "train/checkpoint.h"
#include "train/units-off.h"

G_BEGIN_DECLS

/* What a trained network still does when it is damaged, or when what it sees is. Damage is done to
 * copies: neither the run nor its samples change. */

typedef enum {
  GRADUS_DAMAGE_UNITS,        /* a share of the hidden units is switched off, in a random order */
  GRADUS_DAMAGE_PRUNE,        /* a share of the weights, the smallest of all layers, becomes 0 */
  GRADUS_DAMAGE_WEIGHT_NOISE, /* normal noise on every weight; its standard deviation, in root mean
                                 squares of the layer's weights */
  GRADUS_DAMAGE_INPUT_NOISE,  /* the same on every input, in standard deviations of all inputs */
  GRADUS_DAMAGE_SHIFT,        /* pictures are moved, in pixels: right, left, up, down */
  GRADUS_DAMAGE_ROTATE,       /* pictures are turned, in degrees: one way, the other */
} GradusDamageKind;

#define GRADUS_N_DAMAGES (GRADUS_DAMAGE_ROTATE + 1)

extern const char *const gradus_damage_names[]; /* by kind, see nn/names.h: "weight-noise" */
extern const char *const gradus_damage_titles[]; /* by kind, to be translated; ends with NULL */

/* What an amount counts, for people: "units switched off (share)". */
const char *gradus_damage_axis (GradusDamageKind kind);

/* Whether it can be done, to a network and to samples; else `why`, which may be NULL, gets a
 * translated sentence, to be freed. */
gboolean gradus_damage_is_possible (GradusDamageKind kind, const GradusExperiment *experiment,
                                    const GradusDataset *training, char **why);

/* Damages the parameters of a network of that experiment, in the first three kinds. By one seed
 * more damage is the same and some more. A unit is off where nothing reads it: the weights by which
 * the next layer with weights reads it are 0. */
void gradus_damage_network (GradusNetwork *network, const GradusExperiment *experiment,
                            GradusDamageKind kind, double amount, guint seed);

/* A checkpoint of the same step with those damaged weights, from which training goes on with all
 * weights and units: an optimiser begins anew there. Fails with GRADUS_NETWORK_ERROR_TOO_LARGE. */
GradusCheckpoint *gradus_damage_checkpoint (const GradusExperiment *experiment,
                                            const GradusShape *input,
                                            const GradusCheckpoint *checkpoint,
                                            GradusDamageKind kind, double amount, guint seed,
                                            GError **error);

/* The same with these units switched off (see train/units-off.h), where the kind is possible; what
 * nobody reads stays as it is. */
GradusCheckpoint *gradus_damage_switch_off (const GradusExperiment *experiment,
                                            const GradusShape *input,
                                            const GradusCheckpoint *checkpoint,
                                            const GArray *units, GError **error);

/* The units that GRADUS_DAMAGE_UNITS of that amount and seed switches off, the caller's own; NULL
 * as gradus_damage_checkpoint(). */
GArray *gradus_damage_choose_units (const GradusExperiment *experiment, const GradusShape *input,
                                    double share, guint seed, GError **error);

/* Whether a kind is one of the network, and not of samples. */
gboolean gradus_damage_is_of_network (GradusDamageKind kind);

/* The first n samples with damaged inputs, in the last three kinds. What moves into a picture is as
 * dark as its darkest. */
GradusDataset *gradus_damage_samples (const GradusDataset *dataset, guint n, GradusDamageKind kind,
                                      double amount, guint seed);

#define GRADUS_DAMAGE_POINTS 11
#define GRADUS_DAMAGE_SEEDS 5
#define GRADUS_DAMAGE_SAMPLES 1000

/* Accuracy (of numbers: the share of the variance that is explained) against the amount, over up to
 * GRADUS_DAMAGE_SAMPLES samples: the mean over GRADUS_DAMAGE_SEEDS seeds, or over all directions,
 * with the lowest and the highest; and the mean cost. */
typedef struct {
  double mean[GRADUS_DAMAGE_POINTS], lowest[GRADUS_DAMAGE_POINTS], highest[GRADUS_DAMAGE_POINTS];
  double cost[GRADUS_DAMAGE_POINTS];
  guint n_samples; /* 0: there are no such samples */
} GradusDamageCurve;

typedef struct {
  GradusDamageKind kind;
  guint64 step; /* of the weights */
  gboolean has_numbers; /* targets are numbers, whose variance is explained: R² */
  guint n_seeds;
  double amounts[GRADUS_DAMAGE_POINTS]; /* from 0 */
  GradusDamageCurve training, test;
} GradusDamage;

/* Measures the weights of a checkpoint of that experiment; `test` may be NULL. NULL without an
 * error where `*interrupt` becomes TRUE; with GRADUS_NETWORK_ERROR_TOO_LARGE where there is no
 * memory. Free with g_free(). */
GradusDamage *gradus_damage_measure (const GradusExperiment *experiment,
                                     const GradusCheckpoint *checkpoint, GradusDataset *training,
                                     GradusDataset *test, GradusDamageKind kind,
                                     const atomic_bool *interrupt, GError **error);

/* What becomes of it, as a translated sentence. Free with g_free(). */
char *gradus_damage_describe (const GradusDamage *self);

G_END_DECLS
