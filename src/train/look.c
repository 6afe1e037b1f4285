/* SPDX-License-Identifier: MIT */
#include "train/look.h"

gboolean
gradus_look_wants_more (const GradusLook *a, const GradusLook *b)
{
  const gboolean has_plane = b->grid_size > 0 || b->map_size > 0;

  return b->grid_size > a->grid_size || b->map_size > a->map_size || (b->has_anatomy && !a->has_anatomy) ||
         (b->has_filters && !a->has_filters) || (b->has_verdict && !a->has_verdict) ||
         (has_plane && (a->x_input != b->x_input || a->y_input != b->y_input)) ||
         (b->layer >= 0 && (a->layer != b->layer || a->unit != b->unit)) ||
         (b->sample >= 0 && a->sample != b->sample);
}

void
gradus_look_merge (GradusLook *look, const GradusLook *other)
{
  if (other->grid_size > 0) {
    look->x_input = other->x_input;
    look->y_input = other->y_input;
  }
  look->grid_size = MAX (look->grid_size, other->grid_size);
  look->map_size = MAX (look->map_size, other->map_size);
  look->has_anatomy = look->has_anatomy || other->has_anatomy;
  look->has_filters = look->has_filters || other->has_filters;
  look->has_verdict = look->has_verdict || other->has_verdict;
  if (other->layer >= 0) {
    look->layer = other->layer;
    look->unit = other->unit;
  }
  if (other->sample >= 0)
    look->sample = other->sample;
}
