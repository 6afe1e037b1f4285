/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/experiment.h"

G_BEGIN_DECLS

typedef enum {
  GRADUS_NUMBER_UINT,
  GRADUS_NUMBER_UINT64,
  GRADUS_NUMBER_DOUBLE,
} GradusNumberType;

/* GradusExperimentNumber: a number of an experiment that a person sees and changes by itself: its
 * name, where it stands, and what else changes with it. One more is a line in the table, and a row
 * that shows it. Kinds are numbers, too; whole numbers of up to 2^53 pass as doubles. */
typedef struct {
  const char *name; /* of the property: "batch-size" */
  GradusNumberType type;
  double lowest, highest;
  gsize offset; /* in a GradusExperiment, where it simply stands there */

  /* NULL: as it stands; as it stands, and nothing goes with it. */
  double (*get) (const GradusExperiment *experiment);
  void (*change) (GradusExperiment *experiment, double value);
} GradusExperimentNumber;

extern const GradusExperimentNumber gradus_experiment_numbers[];
extern const guint gradus_n_experiment_numbers;

/* G_MAXUINT for what all layers should have in common, and do not. */
double gradus_experiment_number_get (const GradusExperimentNumber *number,
                                     const GradusExperiment *experiment);

/* With what goes with it; see GradusExperimentModel. The value is within the limits. */
void gradus_experiment_number_change (const GradusExperimentNumber *number,
                                      GradusExperiment *experiment, double value);

G_END_DECLS
