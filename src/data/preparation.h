/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"

G_BEGIN_DECLS

/* GradusPreparation: what lies between the numbers of the world and those of a network. A sample's raw
 * numbers, a point of the plane or the cells of a table, become the network's inputs; what it says to
 * numbers that are to be met becomes a number in the target's own unit. So whoever has a preparation needs
 * the data no more. Reference-counted and never changed. */
typedef struct {
  guint n_raw;    /* numbers of a sample as they come; of a column of classes one each, 0 or 1 */
  guint features; /* of a point in the plane, see data/feature.h; 0: the inputs are the raw numbers, scaled */
  guint n_inputs;
  guint n_outputs;
  gboolean is_regression;           /* the outputs are numbers to be met, not classes */
  float *offsets, *spans;           /* (n_raw): input = (raw - offset) / span; both NULL: input = raw */
  float target_offset, target_span; /* number = output · span + offset; 0 and 1 of classes */
  GPtrArray *raw_names;             /* of texts, (n_raw); NULL: none */
  GPtrArray *class_names;           /* of texts, as a dataset has them; NULL: none */
} GradusPreparation;

/* As the samples of a dataset were made. */
GradusPreparation *gradus_preparation_new (const GradusDataset *dataset);

/* Inputs that are the raw numbers, without names, to be filled by its maker before anyone else sees it. */
GradusPreparation *gradus_preparation_new_plain (guint n_inputs, guint n_outputs);
GradusPreparation *gradus_preparation_ref (GradusPreparation *preparation);
void gradus_preparation_unref (GradusPreparation *preparation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusPreparation, gradus_preparation_unref)

/* One sample: raw (n_raw) to inputs (n_inputs). */
void gradus_preparation_apply (const GradusPreparation *preparation, const float *raw, float *inputs);

/* Whether outputs are scaled back. */
gboolean gradus_preparation_scales_targets (const GradusPreparation *preparation);

G_END_DECLS
