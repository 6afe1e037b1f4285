/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusBatches: the order in which training sees the samples. Every epoch has an order of its
 * own, from stream GRADUS_STREAM_EPOCH (epoch) of the seed, and each batch takes the next
 * samples; the last batch of an epoch may be smaller, and if it had fewer samples than a step can
 * learn from, they go with the batch before. So the step's number alone determines its batch. A
 * full batch has no order. */
typedef struct {
  guint n_samples;
  guint batch_size; /* 0: all samples */
  guint n_batches;  /* in an epoch */
  guint most;       /* samples of a batch */
  guint64 seed;
  guint64 epoch; /* whose order is in `order` */
  guint *order;  /* (n_samples); NULL for a full batch */
} GradusBatches;

/* How many batches an epoch has. No step gets fewer than `fewest` samples, as far as there are so
 * many. */
guint gradus_batches_count (guint n_samples, guint batch_size, guint fewest);

void gradus_batches_init (GradusBatches *batches, guint n_samples, guint batch_size, guint fewest,
                          guint64 seed);
void gradus_batches_clear (GradusBatches *batches);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (GradusBatches, gradus_batches_clear)

/* The epoch of a step, from 0. */
guint64 gradus_batches_find_epoch (const GradusBatches *batches, guint64 step);

/* The samples of step `step`, from 0, and their number. NULL means all samples in their order.
 * The batches own the list, until the next call. */
const guint *gradus_batches_find (GradusBatches *batches, guint64 step, guint *n);

G_END_DECLS
