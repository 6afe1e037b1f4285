/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/shape.h"
#include "nn/team.h"

G_BEGIN_DECLS

/* GradusPart: a part of the work of a layer: some of its units, of some samples; of units that are
 * maps, some of their rows. Of units, rows and columns two are all that there are. */
typedef struct {
  GradusSpan units;
  GradusSpan rows; /* what is no map has one */
  GradusColumns columns;
} GradusPart;

/* The rows of a map of that shape. */
guint gradus_part_count_rows (const GradusShape *shape);

/* All units of a layer's outputs or inputs, of some samples. */
GradusPart gradus_part_make (const GradusShape *shape, const GradusColumns *columns);

gboolean gradus_part_is_empty (const GradusPart *part);

/* Whether all of `other`, of the same shape, is in it. */
gboolean gradus_part_holds (const GradusPart *part, const GradusPart *other);

/* The rows of a matrix of activations that a part's units are, as runs of neighbours: where it has
 * all rows of its maps these are one run, and otherwise one for each map. */
guint gradus_part_count_runs (const GradusPart *part, const GradusShape *shape);
GradusSpan gradus_part_find_run (const GradusPart *part, const GradusShape *shape, guint run);

G_END_DECLS
