/* SPDX-License-Identifier: MIT */
#include "data/preparation.h"

#include <string.h>

#include "data/feature.h"

GradusPreparation *
gradus_preparation_new_plain (guint n_inputs, guint n_outputs)
{
  GradusPreparation *preparation = g_atomic_rc_box_new0 (GradusPreparation);

  preparation->n_raw = preparation->n_inputs = n_inputs;
  preparation->shape = gradus_shape_make_units (n_inputs);
  preparation->n_outputs = n_outputs;
  preparation->target_span = 1;
  return preparation;
}

/* With features the raw numbers are the two coordinates. */
static void
name_plane (GradusPreparation *preparation)
{
  preparation->n_raw = 2;
  preparation->raw_names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (preparation->raw_names, g_strdup ("x"));
  g_ptr_array_add (preparation->raw_names, g_strdup ("y"));
}

GradusPreparation *
gradus_preparation_new (const GradusDataset *dataset)
{
  GradusPreparation *preparation =
      gradus_preparation_new_plain (dataset->n_inputs, dataset->n_targets);

  preparation->shape = dataset->shape;
  preparation->features = dataset->features;
  preparation->is_regression = dataset->variance > 0;
  if (dataset->features)
    name_plane (preparation);
  else if (dataset->input_names)
    preparation->raw_names = g_ptr_array_ref (dataset->input_names);
  if (dataset->class_names)
    preparation->class_names = g_ptr_array_ref (dataset->class_names);
  if (dataset->offsets) {
    preparation->offsets = g_memdup2 (dataset->offsets, dataset->n_inputs * sizeof (float));
    preparation->spans = g_memdup2 (dataset->spans, dataset->n_inputs * sizeof (float));
  }
  if (dataset->fillings)
    preparation->fillings = g_memdup2 (dataset->fillings, dataset->n_inputs * sizeof (float));
  if (dataset->other_names)
    preparation->other_names = g_ptr_array_ref (dataset->other_names);
  preparation->target_offset = dataset->target_offset;
  preparation->target_span = dataset->target_span;
  return preparation;
}

GradusPreparation *
gradus_preparation_ref (GradusPreparation *preparation)
{
  return g_atomic_rc_box_acquire (preparation);
}

static void
clear_preparation (gpointer data)
{
  GradusPreparation *preparation = data;

  g_free (preparation->offsets);
  g_free (preparation->spans);
  g_free (preparation->fillings);
  g_clear_pointer (&preparation->other_names, g_ptr_array_unref);
  g_clear_pointer (&preparation->raw_names, g_ptr_array_unref);
  g_clear_pointer (&preparation->class_names, g_ptr_array_unref);
}

void
gradus_preparation_unref (GradusPreparation *preparation)
{
  g_atomic_rc_box_release_full (preparation, clear_preparation);
}

void
gradus_preparation_apply (const GradusPreparation *preparation, const float *raw, float *inputs)
{
  if (preparation->features) {
    gradus_features_fill (preparation->features, (double) raw[0], (double) raw[1], inputs, 1);
    return;
  }
  for (guint i = 0; i < preparation->n_raw; i++)
    inputs[i] =
        preparation->offsets ? (raw[i] - preparation->offsets[i]) / preparation->spans[i] : raw[i];
}

gboolean
gradus_preparation_scales_targets (const GradusPreparation *preparation)
{
  return preparation->target_offset != 0 || preparation->target_span != 1;
}
