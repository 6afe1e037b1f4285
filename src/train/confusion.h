/* SPDX-License-Identifier: MIT */
#pragma once

#include "data/dataset.h"
#include "nn/network.h"

G_BEGIN_DECLS

/* GradusConfusion: how a network judges samples of classes: what it takes for what, and where it is
 * most wrong. Filled by its maker before anyone else sees it, and not changed afterwards. */
#define GRADUS_CONFUSION_MISTAKES 24

typedef struct {
  guint sample;   /* of the dataset */
  guint said;     /* class */
  double surplus; /* how much the output of that class is above that of the right one */
  double output;  /* of that class: its probability, where outputs are such */
} GradusMistake;

typedef struct {
  guint n_classes;
  guint n_samples;  /* the first ones, that were judged */
  gboolean is_test; /* of the test data, else of the training data */
  guint n_right;
  guint *counts; /* (n_classes, n_classes): right class × class that was said */

  /* Of these samples nothing is said, see gradus_cost_is_undecided(): they are in none of the
   * counts, neither right nor a mistake. */
  guint n_undecided;
  guint *undecided; /* (n_classes): of each right class; NULL: of none */
  guint n_mistakes;
  GradusMistake mistakes[GRADUS_CONFUSION_MISTAKES]; /* the worst first */
} GradusConfusion;

/* Over the first n_samples, through a pass of that network. With one output 0.5 parts two classes;
 * else the largest says. */
GradusConfusion *gradus_confusion_new (GradusNetwork *network, GradusPass *pass,
                                       const GradusDataset *dataset, guint n_samples,
                                       gboolean is_test);
void gradus_confusion_free (GradusConfusion *confusion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusConfusion, gradus_confusion_free)

/* Of the samples of a class the share that is taken for it; of those that are taken for it the
 * share that is of it; and both in one number, their harmonic mean. NaN where there are none. */
double gradus_confusion_get_recall (const GradusConfusion *confusion, guint class);
double gradus_confusion_get_precision (const GradusConfusion *confusion, guint class);
double gradus_confusion_get_f1 (const GradusConfusion *confusion, guint class);

/* The samples of a class that were judged, undecided ones included, and those that were taken for
 * it. */
guint gradus_confusion_count_class (const GradusConfusion *confusion, guint class);
guint gradus_confusion_count_said (const GradusConfusion *confusion, guint class);

/* The class that outputs `stride` floats apart stand for. */
guint gradus_confusion_find_class (const float *outputs, guint n_outputs, gsize stride);

/* The output of a class; a single output is that of class 1, and what it leaves that of class 0. */
double gradus_confusion_get_output (const float *outputs, guint n_outputs, gsize stride,
                                    guint class);

G_END_DECLS
