/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdatomic.h>

#include "train/cost-field.h"
#include "train/landscape.h"

G_BEGIN_DECLS

/* GradusSurvey: what a landscape is made with: the plane, the paths, and by and by the cost over
 * the plane. */
typedef struct _GradusSurvey GradusSurvey;

/* Cells a side of the finest landscape. */
#define GRADUS_LANDSCAPE_SIZE 64

/* How many samples the cost is taken over, so that the finest landscape takes some seconds at
 * most. */
guint gradus_survey_fit_samples (const GradusExperiment *experiment, const GradusDataset *dataset);

/* Lays the plane and finds the paths. The field is of the request's experiment and data, and must
 * live longer. `before` is the survey before, or NULL: axes keep their side, the corners stay while
 * they can, and costs of moments that are known are not measured again. Takes the request. */
GradusSurvey *gradus_survey_new (GradusLandscapeRequest *request, GradusCostField *field,
                                 const GradusSurvey *before);
void gradus_survey_free (GradusSurvey *survey);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusSurvey, gradus_survey_free)

/* The landscape with size × size cells, the caller's own; NULL where it was interrupted.
 * `interrupt` may be NULL. */
GradusLandscape *gradus_survey_take (GradusSurvey *survey, guint size,
                                     const atomic_bool *interrupt);

/* All at once, at GRADUS_LANDSCAPE_SIZE. Takes the request. Fails as gradus_network_new() does. */
GradusLandscape *gradus_survey_make_landscape (GradusLandscapeRequest *request, GError **error);

G_END_DECLS
