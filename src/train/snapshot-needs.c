/* SPDX-License-Identifier: MIT */
#include "train/snapshot-needs.h"

#include <string.h>

static gboolean
wants_other_pixel (const GradusSnapshotNeeds *a, const GradusSnapshotNeeds *b)
{
  return b->pixel_layer > 0 && (a->pixel_layer != b->pixel_layer || a->pixel_map != b->pixel_map ||
                                a->pixel_row != b->pixel_row || a->pixel_column != b->pixel_column);
}

static gboolean
wants_other_chain (const GradusSnapshotNeeds *a, const GradusSnapshotNeeds *b)
{
  if (!b->has_chain)
    return FALSE;
  return !a->has_chain || a->has_own_inputs != b->has_own_inputs ||
         (b->has_own_inputs && memcmp (a->own_inputs, b->own_inputs, sizeof a->own_inputs) != 0);
}

gboolean
gradus_snapshot_needs_wants_more (const GradusSnapshotNeeds *a, const GradusSnapshotNeeds *b)
{
  const gboolean has_plane = b->grid_size > 0 || b->map_size > 0;

  return b->grid_size > a->grid_size || b->map_size > a->map_size ||
         (b->has_anatomy && !a->has_anatomy) || (b->has_filters && !a->has_filters) ||
         (b->has_confusion && !a->has_confusion) || (b->has_answers && !a->has_answers) ||
         (b->has_slice_answers && !a->has_slice_answers) || (b->has_weights && !a->has_weights) ||
         (b->projection != 0 && a->projection != b->projection) ||
         (has_plane && (a->x_input != b->x_input || a->y_input != b->y_input)) ||
         (b->layer >= 0 && (a->layer != b->layer || a->unit != b->unit)) ||
         wants_other_chain (a, b) || wants_other_pixel (a, b) ||
         (b->has_saliency && (!a->has_saliency || a->class != b->class)) ||
         (b->preferring_layer != 0 && (a->preferring_layer != b->preferring_layer ||
                                       a->preferring_unit != b->preferring_unit)) ||
         (b->sample >= 0 && MAX (a->sample, 0) != b->sample);
}

void
gradus_snapshot_needs_merge (GradusSnapshotNeeds *needs, const GradusSnapshotNeeds *other)
{
  if (other->grid_size > 0) {
    needs->x_input = other->x_input;
    needs->y_input = other->y_input;
  }
  needs->grid_size = MAX (needs->grid_size, other->grid_size);
  needs->map_size = MAX (needs->map_size, other->map_size);
  needs->has_anatomy = needs->has_anatomy || other->has_anatomy;
  needs->has_filters = needs->has_filters || other->has_filters;
  needs->has_confusion = needs->has_confusion || other->has_confusion;
  needs->has_weights = needs->has_weights || other->has_weights;
  needs->has_answers = needs->has_answers || other->has_answers;
  needs->has_slice_answers = needs->has_slice_answers || other->has_slice_answers;
  if (other->has_chain) {
    needs->has_chain = TRUE;
    needs->has_own_inputs = other->has_own_inputs;
    memcpy (needs->own_inputs, other->own_inputs, sizeof needs->own_inputs);
  }
  if (other->preferring_layer != 0) {
    needs->preferring_layer = other->preferring_layer;
    needs->preferring_unit = other->preferring_unit;
  }
  if (other->has_saliency) {
    needs->has_saliency = TRUE;
    needs->class = other->class;
  }
  if (other->projection != 0)
    needs->projection = other->projection;
  if (other->layer >= 0) {
    needs->layer = other->layer;
    needs->unit = other->unit;
  }
  if (other->pixel_layer > 0) {
    needs->pixel_layer = other->pixel_layer;
    needs->pixel_map = other->pixel_map;
    needs->pixel_row = other->pixel_row;
    needs->pixel_column = other->pixel_column;
  }
  if (other->sample >= 0)
    needs->sample = other->sample;
}
