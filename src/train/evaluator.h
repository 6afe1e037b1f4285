/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"
#include "nn/diagnostics.h"
#include "nn/network.h"

G_BEGIN_DECLS

/* GradusEvaluator: measures a network over a dataset as it would be used: dropout off, batch
 * normalisation with its running statistics. It works through the samples in pieces, so it needs
 * little room however many they are, and changes nothing of the network but the gradients. */
typedef struct _GradusEvaluator GradusEvaluator;

/* For datasets of up to n_samples. NULL and GRADUS_NETWORK_ERROR_TOO_LARGE where there is no memory
 * for it. The network must live longer. */
GradusEvaluator *gradus_evaluator_new (GradusNetwork *network, GradusCost cost, guint n_samples,
                                       GError **error);
void gradus_evaluator_free (GradusEvaluator *evaluator);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusEvaluator, gradus_evaluator_free)

typedef struct {
  double cost;
  double accuracy;
  guint n_samples;
  guint n_undecided;       /* see gradus_cost_is_undecided(); 0 where the targets are numbers */
  guint n_undecided_right; /* of these, those that count as right */
} GradusEvaluation;

/* Cost and accuracy over the first n_samples of the dataset. */
GradusEvaluation gradus_evaluator_measure (GradusEvaluator *evaluator, const GradusDataset *dataset,
                                           guint n_samples);

/* The same; afterwards the network's gradients are those of that cost. What the network says to the
 * first n_shown samples goes to `shown` (n_targets, n_shown), and what its layers' outputs look
 * like, over the first piece of GRADUS_EVALUATOR_PIECE samples, to `diagnostics` (layers); either
 * may be NULL. */
GradusEvaluation gradus_evaluator_differentiate (GradusEvaluator *evaluator,
                                                 const GradusDataset *dataset, guint n_samples,
                                                 float *shown, guint n_shown,
                                                 GradusDiagnostics *diagnostics);

/* The pass that the last piece went through. */
const GradusPass *gradus_evaluator_get_pass (const GradusEvaluator *evaluator);

#define GRADUS_EVALUATOR_PIECE 256

G_END_DECLS
