/* SPDX-License-Identifier: MIT */
#include "data/feature.h"

#include <math.h>
#include <string.h>

const char *const gradus_feature_names[] = { "x", "y", "x²", "y²", "xy", "sin x", "sin y", NULL };

const char *const gradus_feature_titles[] = { "x₁",   "x₂",     "x₁²",    "x₂²",
                                              "x₁x₂", "sin x₁", "sin x₂", NULL };

guint
gradus_features_count (guint features)
{
  return (guint) __builtin_popcount (features);
}

static double
compute_feature (GradusFeature feature, double x, double y)
{
  switch (feature) {
  case GRADUS_FEATURE_X:
    return x;
  case GRADUS_FEATURE_Y:
    return y;
  case GRADUS_FEATURE_X2:
    return x * x;
  case GRADUS_FEATURE_Y2:
    return y * y;
  case GRADUS_FEATURE_XY:
    return x * y;
  case GRADUS_FEATURE_SIN_X:
    return sin (x);
  case GRADUS_FEATURE_SIN_Y:
    return sin (y);
  default:
    g_assert_not_reached ();
  }
}

void
gradus_features_fill (guint features, double x, double y, float *values, gsize stride)
{
  for (GradusFeature feature = 0; feature < GRADUS_N_FEATURES; feature++) {
    if (!(features >> feature & 1))
      continue;
    *values = (float) compute_feature (feature, x, y);
    values += stride;
  }
}

void
gradus_features_list_names (guint features, const char *names[GRADUS_N_FEATURES + 1])
{
  guint n = 0;

  for (GradusFeature feature = 0; feature < GRADUS_N_FEATURES; feature++) {
    if (features >> feature & 1)
      names[n++] = gradus_feature_names[feature];
  }
  names[n] = NULL;
}

static GPtrArray *
name_features (guint features)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (GradusFeature feature = 0; feature < GRADUS_N_FEATURES; feature++) {
    if (features >> feature & 1)
      g_ptr_array_add (names, g_strdup (gradus_feature_titles[feature]));
  }
  return names;
}

GradusDataset *
gradus_features_apply (guint features, const GradusDataset *plane)
{
  GradusDataset *dataset =
      gradus_dataset_new (gradus_features_count (features), plane->n_targets, plane->n_samples);

  dataset->features = features;
  dataset->input_names = name_features (features);
  dataset->extent = plane->extent;
  dataset->points = g_memdup2 (plane->floats, 2 * (gsize) plane->n_samples * sizeof (float));
  memcpy (dataset->targets, plane->targets,
          (gsize) plane->n_targets * plane->n_samples * sizeof (float));
  for (gsize i = 0; i < plane->n_samples; i++)
    gradus_features_fill (features, (double) plane->floats[2 * i],
                          (double) plane->floats[2 * i + 1],
                          dataset->floats + i * dataset->n_inputs, 1);
  return dataset;
}
