/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"

G_BEGIN_DECLS

/* The samples of an experiment: generated from its seed, and split by it. */

/* `test` becomes NULL where the experiment keeps none apart. Both belong to the caller. Fails where they come out of files that are
 * missing or wrong. The last ones that were made are shared with whoever wants the same. Any thread. */
gboolean gradus_samples_make (const GradusDataSpec *spec, guint64 seed, GradusDataset **training,
                              GradusDataset **test, GError **error);

/* GradusBatches: in which order training sees the samples, of which each batch takes the next. Every epoch has an order of its
 * own, from stream GRADUS_STREAM_EPOCH (epoch) of the seed; the last batch of an epoch may be smaller. So the batch of a step
 * follows from the step's number alone. A full batch has no order. */
typedef struct {
  guint n_samples;
  guint batch_size; /* 0: all samples */
  guint n_batches;  /* in an epoch */
  guint64 seed;
  guint64 epoch; /* that `order` is of */
  guint *order;  /* (n_samples); NULL for a full batch */
} GradusBatches;

void gradus_batches_init (GradusBatches *batches, guint n_samples, guint batch_size, guint64 seed);
void gradus_batches_clear (GradusBatches *batches);

/* Which samples the step after `step` others takes: NULL stands for all, from the first on. */
const guint *gradus_batches_find (GradusBatches *batches, guint64 step, guint *n);

G_END_DECLS
