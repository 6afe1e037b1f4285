/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/safetensors.h"
#include "train/weights.h"

G_BEGIN_DECLS

/* Which tensor of a file belongs to which tensor of a network. */
typedef struct {
  char *target; /* "layer.1.weight" */
  char *source; /* its name in the file */
  char *shape;  /* "5 × 2" */
} GradusWeightsPair;

/* The pairs of one layer, or a single pair where the file's names do not say what belongs
 * together. */
typedef struct {
  char *target;   /* "layer.1" */
  char *source;   /* the part of the file, see export/weights-parts.h */
  char *shapes;   /* "5 × 2, 5" */
  guint first, n; /* its pairs */
} GradusWeightsPlace;

/* GradusWeightsMap: all of them. If the file has Gradus's own names, these decide. Else each layer
 * takes the first part of the file, in the order of their names (numbers count as numbers), that
 * has its shapes: so names need not be in the order of the layers. Only between layers of the same
 * shapes the names decide; these can be exchanged. */
typedef struct {
  GPtrArray *pairs;    /* GradusWeightsPair, in the network's order */
  GPtrArray *places;   /* GradusWeightsPlace, in the network's order; empty with Gradus's names */
  GPtrArray *left_out; /* of texts: tensors of the file that can be no weights */
} GradusWeightsMap;

/* `order`: names of parts, or of one tensor in each, in the network's order; NULL: see above. Fails
 * with G_IO_ERROR_INVALID_DATA, which names the tensor, if one is missing, left over or of another
 * shape. */
GradusWeightsMap *gradus_weights_map_new (const GradusWeights *weights,
                                          const GradusSafetensors *file, const char *const *order,
                                          GError **error);
void gradus_weights_map_free (GradusWeightsMap *map);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusWeightsMap, gradus_weights_map_free)

/* The nearest place before (step -1) or behind (1) another one that has the same shapes; -1 where
 * there is none. */
int gradus_weights_map_find_alike (const GradusWeightsMap *map, guint place, int step);

/* Gives two places of the same shapes each other's part. */
void gradus_weights_map_exchange (GradusWeightsMap *map, guint place, guint other);

/* The names of what was left out, separated by commas; NULL: nothing was. Free with g_free(). */
char *gradus_weights_map_name_left_out (const GradusWeightsMap *map);

/* Copies the file's numbers into the weights, as the map says. */
void gradus_weights_fill (GradusWeights *weights, const GradusSafetensors *file,
                          const GradusWeightsMap *map);

/* Whether Gradus wrote it: then it has the experiment. */
gboolean gradus_safetensors_is_own (const GradusSafetensors *file);

/* Weights that Gradus wrote, with their experiment; its data is not read. */
GradusWeights *gradus_weights_from_safetensors (const GradusSafetensors *file, GError **error);

/* Loads such weights from a file. The error's message begins with its name. */
GradusWeights *gradus_weights_load (const char *filename, GError **error);

G_END_DECLS
