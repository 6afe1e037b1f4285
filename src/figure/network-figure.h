/* SPDX-License-Identifier: MIT */
#pragma once

#include "figure/figure.h"

G_BEGIN_DECLS

/* The inputs and the layers of the source's snapshot as columns of a diagram, a new array; NULL
 * where the snapshot has no anatomy. */
GradusDiagramColumn *gradus_network_figure_make_columns (const GradusFigureSource *source,
                                                         guint *n_columns);

G_END_DECLS
