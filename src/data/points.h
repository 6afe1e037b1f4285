/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"

G_BEGIN_DECLS

/* GradusPoints: points that a person put into the plane, each of a class. Reference-counted and
 * never changed: an edit makes a new one. */
typedef struct {
  float x, y;
  guint class; /* below GRADUS_POINTS_MAX_CLASSES */
} GradusPoint;

#define GRADUS_POINTS_MAX 20000
#define GRADUS_POINTS_MAX_CLASSES 6

typedef struct {
  guint n;
  guint n_classes; /* the highest class + 1; at least 2 */
  GradusPoint *points;
  GradusExtent
      extent; /* on which they were put; it is not saved, and does not make others of them */
} GradusPoints;

/* Copies n points. `extent` may be NULL. */
GradusPoints *gradus_points_new (const GradusPoint *points, guint n, const GradusExtent *extent);
GradusPoints *gradus_points_ref (GradusPoints *points);
void gradus_points_unref (GradusPoints *points);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusPoints, gradus_points_unref)

/* The samples of two datasets as points; `test` may be NULL. The four points of XOR if the
 * samples are no classes in a plane, or if there are too many samples or classes. */
GradusPoints *gradus_points_take (const GradusDataset *training, const GradusDataset *test);

gboolean gradus_points_equal (const GradusPoints *a, const GradusPoints *b);

G_END_DECLS
