/* SPDX-License-Identifier: MIT */

/* What a stepper says of itself between two steps, over more samples than a step has. */
#include <math.h>

#include "nn/pass.h"
#include "train/stepper-private.h"

/* What a picture of a run may cost: some 10 ms. */
#define PICTURE_MULTIPLY_ADDS 2e8

const GradusMetrics *
gradus_stepper_measure (GradusStepper *stepper, guint n_samples)
{
  const guint n =
      n_samples > 0 ? MIN (n_samples, stepper->training->n_samples) : stepper->training->n_samples;
  const GradusPass *pass = gradus_evaluator_get_pass (stepper->evaluator);
  GradusEvaluation evaluation;
  GradusUpdate update;

  gradus_stepper_measure_test_data (stepper, n_samples > 0 ? n_samples : G_MAXUINT);
  evaluation =
      gradus_evaluator_differentiate (stepper->evaluator, stepper->training, n, stepper->shown,
                                      stepper->n_shown, stepper->diagnostics);
  update = gradus_optimiser_prepare (&stepper->optimiser, stepper->step,
                                     gradus_network_total_gradient_norm (stepper->network, pass));
  for (guint i = 0; i < stepper->pass->n_layers; i++) {
    gradus_stepper_look_at_layer (stepper, pass, &update, i);
    stepper->gradient_norms[i] = stepper->diagnostics[i].gradient_norm;
  }
  stepper->metrics.step = stepper->step;
  stepper->metrics.cost = evaluation.cost;
  stepper->metrics.accuracy = evaluation.accuracy;
  gradus_stepper_find_shares (evaluation.n_undecided, evaluation.n_undecided_right,
                              evaluation.n_samples, &stepper->metrics.undecided_right,
                              &stepper->metrics.undecided_wrong);
  stepper->n_undecided = evaluation.n_undecided;
  gradus_history_set_last (stepper->history, &stepper->metrics, stepper->gradient_norms);
  gradus_history_set_last (stepper->layer_history, &stepper->metrics,
                           (const float *) stepper->diagnostics);
  return &stepper->metrics;
}

static gboolean
are_metrics_finite (const GradusStepper *stepper)
{
  for (guint i = 0; i < stepper->pass->n_layers; i++) {
    if (!isfinite (stepper->gradient_norms[i]))
      return FALSE;
  }
  return isfinite (stepper->metrics.cost);
}

const GradusMetrics *
gradus_stepper_finish (GradusStepper *stepper)
{
  gradus_stepper_measure (stepper, 0);
  if (!stepper->has_diverged && !are_metrics_finite (stepper)) {
    stepper->has_diverged = TRUE;
    stepper->divergence = (GradusDivergence){ .step = stepper->step };
    gradus_diagnostics_find_break (stepper->network, gradus_evaluator_get_pass (stepper->evaluator),
                                   &stepper->divergence.layer);
  }
  return &stepper->metrics;
}

guint
gradus_stepper_fit_samples (const GradusStepper *stepper)
{
  const double sample =
      PASSES_OF_A_STEP * (double) gradus_network_count_multiply_adds (stepper->network);

  return (guint) CLAMP (PICTURE_MULTIPLY_ADDS / sample, GRADUS_EVALUATOR_PIECE,
                        stepper->training->n_samples);
}
