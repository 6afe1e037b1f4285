/* SPDX-License-Identifier: MIT */
#include "figure/weight-words.h"

#include <glib/gi18n-lib.h>

/* Where a weight is: a tensor of a layer, and its place in it. */
typedef struct {
  guint layer; /* from 1 */
  GradusTensor tensor;
  guint at;
} WeightPlace;

/* Returns how many are trained before it, or in all; `place` is filled in where it is found. */
static guint
walk_weights (const GradusExperiment *experiment, guint weight, WeightPlace *place)
{
  g_autofree GradusLayer *layers = gradus_experiment_make_layers (experiment);
  guint n_before = 0;

  for (guint i = 0; i < gradus_experiment_get_n_layers (experiment); i++) {
    GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
    const guint n = gradus_layer_list_tensors (&layers[i], tensors);

    for (guint k = 0; k < n; k++) {
      const guint count = (guint) gradus_tensor_count (&tensors[k]);

      if (!gradus_tensor_is_trained (&tensors[k]))
        continue;
      if (weight >= n_before && weight - n_before < count) {
        *place = (WeightPlace){ i + 1, tensors[k], weight - n_before };
        return n_before;
      }
      n_before += count;
    }
  }
  return n_before;
}

guint
gradus_weight_words_count (const GradusExperiment *experiment)
{
  WeightPlace place;

  return walk_weights (experiment, G_MAXUINT, &place);
}

char *
gradus_weight_words_name (const GradusExperiment *experiment, guint weight)
{
  WeightPlace place = { 0 };
  gsize row;

  walk_weights (experiment, weight, &place);
  if (place.layer == 0)
    return NULL;
  row = gradus_tensor_count_row (&place.tensor);
  if (place.tensor.role == GRADUS_TENSOR_WEIGHT)
    /* Translators: a weight of layer 1: "W1, unit 2, input 1" */
    return g_strdup_printf (_ ("W%u, unit %u, input %u"), place.layer, (guint) (place.at / row) + 1,
                            (guint) (place.at % row) + 1);
  if (place.tensor.role == GRADUS_TENSOR_BIAS)
    /* Translators: a bias of layer 1: "b1, unit 2" */
    return g_strdup_printf (_ ("b%u, unit %u"), place.layer, place.at + 1);
  /* Translators: a number that batch normalisation learns, in layer 1: "weight 2 of layer 1" */
  return g_strdup_printf (_ ("weight %u of layer %u"), place.at + 1, place.layer);
}
