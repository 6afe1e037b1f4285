/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/* GradusEnsemble: all runs of a document asked together: the mean of their outputs, sample by
 * sample (Hansen & Salamon 1990). */
typedef struct {
  guint n_runs;
  double accuracy; /* of what the mean says, over the samples that all answered */
  double members;  /* the mean of their own accuracies over these samples */
  double test_accuracy, test_members; /* NAN without test data */
} GradusEnsemble;

/* From the runs' newest snapshots, which must have answers (see train/snapshot-needs.h). FALSE
 * where there are not two runs, where a snapshot has no answers, and where targets are numbers or
 * the runs do not all have the same samples to learn from and to be tested with. */
gboolean gradus_ensemble_measure (GradusDocument *document, GradusEnsemble *ensemble);

G_END_DECLS
