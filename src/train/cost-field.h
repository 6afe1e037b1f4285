/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"
#include "experiment/experiment.h"
#include "nn/network.h"

G_BEGIN_DECLS

/* GradusCostField: the cost of an experiment's network for any weights: of the training data as
 * they would be used, with dropout off, and without penalties. It has a network of its own and
 * belongs to one thread. */
typedef struct _GradusCostField GradusCostField;

/* Of the first n_samples of the dataset, at most all of them. Fails as gradus_network_new() does.
 */
GradusCostField *gradus_cost_field_new (const GradusExperiment *experiment, GradusDataset *dataset,
                                        guint n_samples, GError **error);
void gradus_cost_field_free (GradusCostField *field);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusCostField, gradus_cost_field_free)

guint gradus_cost_field_get_n_samples (const GradusCostField *field);

/* The network, whose parameters are those that were measured last. */
const GradusNetwork *gradus_cost_field_get_network (const GradusCostField *field);

/* The cost at parameters (gradus_network_get_n_floats()), laid out as the network's, and at
 * origin + x · across + y · up, all three laid out alike; infinite or not a number where a sum is.
 * Variances that a batch normalisation has measured are taken for 0 where they are negative. */
double gradus_cost_field_measure (GradusCostField *field, const float *parameters);
double gradus_cost_field_measure_at (GradusCostField *field, const float *origin,
                                     const float *across, const float *up, float x, float y);

G_END_DECLS
