/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"

G_BEGIN_DECLS

/* GradusPoints: points of a plane that somebody put there, each of a class. Reference-counted and never changed: every change makes
 * others. */
typedef struct {
  float x, y;
  guint class; /* below GRADUS_POINTS_MAX_CLASSES */
} GradusPoint;

#define GRADUS_POINTS_MAX 20000
#define GRADUS_POINTS_MAX_CLASSES 6

typedef struct {
  guint n;
  guint n_classes; /* the highest and those below it; 2 at least */
  GradusPoint *points;
} GradusPoints;

/* A copy of n points. */
GradusPoints *gradus_points_new (const GradusPoint *points, guint n);
GradusPoints *gradus_points_ref (GradusPoints *points);
void gradus_points_unref (GradusPoints *points);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusPoints, gradus_points_unref)

/* What is in the plane of datasets, the second of which may be NULL; the corners of XOR where they are not of classes in a
 * plane, or too many of either. */
GradusPoints *gradus_points_take (const GradusDataset *training, const GradusDataset *test);

gboolean gradus_points_equal (const GradusPoints *a, const GradusPoints *b);

G_END_DECLS
