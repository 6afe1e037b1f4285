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
 * live longer. `before` is the survey before, of the same field, or NULL: axes keep their side, the
 * corners stay while they can, and costs of moments that are known are not measured again. If
 * `is_thrifty` the plane and the costs over it are taken from there too, as long as the paths lie
 * in the picture and are much the same, or for a second where the plane goes through the present
 * weights; `before` then has none any more. Takes the request. */
GradusSurvey *gradus_survey_new (GradusLandscapeRequest *request, GradusCostField *field,
                                 GradusSurvey *before, gboolean is_thrifty);
void gradus_survey_free (GradusSurvey *survey);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusSurvey, gradus_survey_free)

/* Cells a side that are known by now; 0: none. */
guint gradus_survey_get_size (const GradusSurvey *survey);

/* Finds the costs of size × size cells, and goes on where it was interrupted before; FALSE where it
 * was again. Without a plane there is nothing to find. `interrupt` may be NULL. */
gboolean gradus_survey_refine (GradusSurvey *survey, guint size, const atomic_bool *interrupt);

/* The landscape as far as it is known, the caller's own. */
GradusLandscape *gradus_survey_take (const GradusSurvey *survey);

/* All at once, at GRADUS_LANDSCAPE_SIZE. Takes the request. Fails as gradus_network_new() does. */
GradusLandscape *gradus_survey_make_landscape (GradusLandscapeRequest *request, GError **error);

G_END_DECLS
