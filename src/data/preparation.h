/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"

G_BEGIN_DECLS

/* GradusPreparation: converts between raw numbers and those of a network. A sample's raw numbers
 * (a point of the plane, or the cells of a table's row) become the network's inputs; in
 * regression the network's outputs become numbers in the target's own unit. With a preparation,
 * a network can be used without its data. Reference-counted and never changed. */
typedef struct {
  guint n_raw;    /* raw numbers of a sample; a column of classes makes one a class, 0 or 1 */
  guint features; /* bits, see data/feature.h; 0: the inputs are the raw numbers, scaled */
  guint n_inputs;
  GradusShape shape; /* of the inputs */
  guint n_outputs;
  gboolean is_regression;           /* the outputs are numbers, not classes */
  float *offsets, *spans;           /* (n_raw): input = (raw - offset) / span; NULL: input = raw */
  float target_offset, target_span; /* number = output · span + offset; 0 and 1 for classes */
  float *fillings;                  /* (n_raw): what a missing raw number counts as, or NULL */
  GPtrArray *raw_names;             /* of texts, (n_raw), or NULL */
  GPtrArray *other_names;           /* of texts: the table's columns that are no inputs, or NULL */
  GPtrArray *class_names;           /* of texts, as in a dataset, or NULL */
} GradusPreparation;

/* The preparation by which the samples of a dataset were made. */
GradusPreparation *gradus_preparation_new (const GradusDataset *dataset);

/* A preparation whose inputs are the raw numbers. The caller may change its fields before
 * sharing it. */
GradusPreparation *gradus_preparation_new_plain (guint n_inputs, guint n_outputs);
GradusPreparation *gradus_preparation_ref (GradusPreparation *preparation);
void gradus_preparation_unref (GradusPreparation *preparation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusPreparation, gradus_preparation_unref)

/* Converts one sample: raw (n_raw) to inputs (n_inputs). */
void gradus_preparation_apply (const GradusPreparation *preparation, const float *raw,
                               float *inputs);

/* Whether outputs must be scaled back to the target's unit. */
gboolean gradus_preparation_scales_targets (const GradusPreparation *preparation);

G_END_DECLS
