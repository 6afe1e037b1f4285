/* SPDX-License-Identifier: MIT */
#pragma once

#include "experiment/builtin.h"

/* An experiment that is no longer finite after a few steps: linear throughout, squared error,
 * rate 1000. */
static inline GradusExperiment *
make_diverging_experiment (void)
{
  GradusExperiment *experiment = gradus_builtin_make ("xor-wide-deep");

  experiment->cost = GRADUS_COST_MEAN_SQUARED_ERROR;
  experiment->optimiser.learning_rate = 1000;
  for (guint i = 0; i < gradus_experiment_get_n_layers (experiment); i++)
    gradus_experiment_get_layer (experiment, i)->activation =
        gradus_activation_make (GRADUS_ACTIVATION_LINEAR);
  return experiment;
}
