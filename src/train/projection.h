/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/principal.h"
#include "train/answers.h"

G_BEGIN_DECLS

/* GradusProjection: what a layer says to samples, seen along the two directions in which that
 * varies most over the training samples, see nn/principal.h. */
typedef struct {
  guint layer;       /* from 0 */
  guint n_units;     /* of the layer */
  guint n_axes;      /* 1 or 2 */
  gboolean is_plain; /* the axes are the units themselves */
  double shares[GRADUS_PRINCIPAL_AXES];
  GradusAnswers *training;
  GradusAnswers *test; /* NULL where there are none */
  float *places;       /* (training->n_samples, 2) */
  float *test_places;  /* (test->n_samples, 2); or NULL */
} GradusProjection;

/* Takes the answers, which have the layer's units. `before`: the axes of the moment before, which
 * become those of this one; starts with NULL. NULL where a number is not finite. */
GradusProjection *gradus_projection_new (guint layer, GradusAnswers *training, GradusAnswers *test,
                                         GradusPrincipal **before);
void gradus_projection_free (GradusProjection *projection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusProjection, gradus_projection_free)

G_END_DECLS
