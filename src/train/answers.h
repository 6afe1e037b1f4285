/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"
#include "nn/network.h"

G_BEGIN_DECLS

/* GradusAnswers: what a network says to samples of a dataset, evenly chosen where there are many;
 * and what one of its layers does. */
typedef struct {
  guint n_samples;
  guint *samples; /* (n_samples): which of the dataset's they are */
  guint n_outputs;
  float *outputs; /* (n_samples, n_outputs) */
  guint n_units;  /* 0: no layer was asked for */
  float *units;   /* (n_samples, n_units): the layer's outputs; or NULL */
} GradusAnswers;

/* Of at most `most` samples, all of them where there are no more, through a pass of that network,
 * which has all its samples afterwards. `layer` from 0; -1: none. */
GradusAnswers *gradus_answers_new (GradusNetwork *network, GradusPass *pass,
                                   const GradusDataset *dataset, guint most, int layer);
void gradus_answers_free (GradusAnswers *answers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusAnswers, gradus_answers_free)

G_END_DECLS
