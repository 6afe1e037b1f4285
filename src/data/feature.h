/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"

G_BEGIN_DECLS

/* GradusFeature: a number computed from a point in the plane that a network may get as an input.
 * A set of features has a bit for each. */
typedef enum {
  GRADUS_FEATURE_X,
  GRADUS_FEATURE_Y,
  GRADUS_FEATURE_X2,
  GRADUS_FEATURE_Y2,
  GRADUS_FEATURE_XY,
  GRADUS_FEATURE_SIN_X,
  GRADUS_FEATURE_SIN_Y,
} GradusFeature;

#define GRADUS_N_FEATURES (GRADUS_FEATURE_SIN_Y + 1)

/* The bare coordinates. */
#define GRADUS_FEATURES_PLAIN (1u << GRADUS_FEATURE_X | 1u << GRADUS_FEATURE_Y)

/* In files: "x", "y", "x²", "y²", "xy", "sin x", "sin y"; ends with NULL. */
extern const char *const gradus_feature_names[];

/* Before people: "x₁", "x₂", "x₁²", "x₂²", "x₁x₂", "sin x₁", "sin x₂"; ends with NULL. */
extern const char *const gradus_feature_titles[];

guint gradus_features_count (guint features);

/* Writes the features of a point into `values`, `stride` floats apart, in the order of the
 * enumeration. */
void gradus_features_fill (guint features, double x, double y, float *values, gsize stride);

/* Lists the names of a set in files in the same order, ending with NULL. */
void gradus_features_list_names (guint features, const char *names[GRADUS_N_FEATURES + 1]);

/* A new dataset whose inputs are the features of the points of `plane`, and are called so; the
 * points stay in its `points`. */
GradusDataset *gradus_features_apply (guint features, const GradusDataset *plane);

G_END_DECLS
