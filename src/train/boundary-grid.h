/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"
#include "nn/network.h"

G_BEGIN_DECLS

/* A piece of the plane that two of the inputs span. */
typedef struct {
  double x0, x1, y0, y1; /* the corners */
  guint x_input, y_input;
  gboolean is_line; /* of a single input: y0 and y1 are those of the targets */
} GradusPlane;

/* The plane around the inputs `x_input` and `y_input` of all samples, with some room to spare on
 * every side; or the extent that the training samples were put on, if all lie in it. `test` may be
 * NULL. */
GradusPlane gradus_plane_find (const GradusDataset *training, const GradusDataset *test,
                               guint x_input, guint y_input);

/* GradusBoundaryGrid: what a network says over a plane, at the middles of size × size cells, the
 * top row first; over a line, of size cells from left to right. Inputs other than the plane's rest
 * at their means over the samples. It belongs to the thread of its network. */
typedef struct _GradusBoundaryGrid GradusBoundaryGrid;

/* The network must live longer. NULL where there is no memory for it. */
GradusBoundaryGrid *gradus_boundary_grid_new (GradusNetwork *network, GradusDataset *dataset);
void gradus_boundary_grid_free (GradusBoundaryGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusBoundaryGrid, gradus_boundary_grid_free)

/* The largest size, up to `wanted`, that takes no longer than a few hundredths of a second. */
guint gradus_boundary_grid_fit (const GradusBoundaryGrid *grid, guint wanted);

/* Calls `func` for one piece of the cells after the other: n of them, from cell `start` on, have
 * gone forward through `pass`, one a lane. */
typedef void (*GradusGridFunc) (const GradusPass *pass, guint start, guint n, gpointer data);
void gradus_boundary_grid_visit (GradusBoundaryGrid *grid, const GradusPlane *plane, guint size,
                                 GradusGridFunc func, gpointer data);

/* What the network says: values (n_outputs, size, size), or (n_outputs, size) over a line. */
void gradus_boundary_grid_fill (GradusBoundaryGrid *grid, const GradusPlane *plane, guint size,
                                float *values);

/* The grid's own pass, for whoever has samples of his own to send forward. */
GradusPass *gradus_boundary_grid_get_pass (GradusBoundaryGrid *grid);

G_END_DECLS
