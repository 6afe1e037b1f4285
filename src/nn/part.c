/* SPDX-License-Identifier: MIT */
#include "nn/part.h"

guint
gradus_part_count_rows (const GradusShape *shape)
{
  return gradus_shape_get_unit_kind (shape) == GRADUS_UNIT_MAP ? shape->sizes[1] : 1;
}

GradusPart
gradus_part_make (const GradusShape *shape, const GradusColumns *columns)
{
  return (GradusPart){ { 0, gradus_shape_count_units (shape) },
                       { 0, gradus_part_count_rows (shape) },
                       *columns };
}

gboolean
gradus_part_is_empty (const GradusPart *part)
{
  return part->units.begin == part->units.end || part->rows.begin == part->rows.end ||
         part->columns.begin == part->columns.end;
}

gboolean
gradus_part_holds (const GradusPart *part, const GradusPart *other)
{
  return part->units.begin <= other->units.begin && part->units.end >= other->units.end &&
         part->rows.begin <= other->rows.begin && part->rows.end >= other->rows.end &&
         part->columns.begin <= other->columns.begin && part->columns.end >= other->columns.end;
}

static gboolean
has_whole_maps (const GradusPart *part, const GradusShape *shape)
{
  return part->rows.end - part->rows.begin == gradus_part_count_rows (shape);
}

guint
gradus_part_count_runs (const GradusPart *part, const GradusShape *shape)
{
  return has_whole_maps (part, shape) ? 1 : part->units.end - part->units.begin;
}

GradusSpan
gradus_part_find_run (const GradusPart *part, const GradusShape *shape, guint run)
{
  const guint map = gradus_shape_count_unit_numbers (shape),
              row = map / gradus_part_count_rows (shape), first = (part->units.begin + run) * map;

  if (has_whole_maps (part, shape))
    return (GradusSpan){ first, part->units.end * map };
  return (GradusSpan){ first + part->rows.begin * row, first + part->rows.end * row };
}
