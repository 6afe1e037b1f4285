/* SPDX-License-Identifier: MIT */

/* What a stepper records of the steps that it makes. */
#include <math.h>

#include "nn/pass.h"
#include "train/stepper-private.h"

/* Between a step and the double of it the layers are looked at so often at the least. */
#define LOOKS_AN_OCTAVE 8

void
gradus_stepper_find_shares (guint n_undecided, guint n_right, guint n_samples,
                            double *undecided_right, double *undecided_wrong)
{
  *undecided_right = (double) n_right / n_samples;
  *undecided_wrong = (double) (n_undecided - n_right) / n_samples;
}

/* By the number of the step alone, so that a history is the same at any speed: at every stride, and
 * at so many steps between one and the double of it. */
static gboolean
is_due (guint64 step, guint64 stride, guint an_octave)
{
  const guint64 octave = step > 0 ? G_GUINT64_CONSTANT (1) << (g_bit_storage (step) - 1) : 1;

  return (step & (MAX (octave / an_octave, 1) - 1)) == 0 || (step & (stride - 1)) == 0;
}

gboolean
gradus_stepper_looks_now (const GradusStepper *stepper)
{
  return !stepper->plan && gradus_history_wants (stepper->layer_history, stepper->step) &&
         is_due (stepper->step, stepper->look_stride, LOOKS_AN_OCTAVE);
}

/* Where the layers are recorded, they were measured with the rest. */
static void
find_gradient_norms (GradusStepper *stepper)
{
  for (guint i = 0; i < stepper->pass->n_layers; i++)
    stepper->gradient_norms[i] =
        gradus_stepper_looks_now (stepper)
            ? stepper->diagnostics[i].gradient_norm
            : (float) gradus_network_gradient_norm (stepper->network, stepper->pass, i);
}

void
gradus_stepper_measure_test_data (GradusStepper *stepper, guint n_samples)
{
  GradusEvaluation evaluation;

  if (!stepper->test)
    return;
  evaluation = gradus_evaluator_measure (stepper->evaluator, stepper->test,
                                         MIN (n_samples, stepper->test->n_samples));
  stepper->metrics.test_cost = evaluation.cost;
  stepper->metrics.test_accuracy = evaluation.accuracy;
  gradus_stepper_find_shares (evaluation.n_undecided, evaluation.n_undecided_right,
                              evaluation.n_samples, &stepper->metrics.test_undecided_right,
                              &stepper->metrics.test_undecided_wrong);
  stepper->n_test_undecided = evaluation.n_undecided;
}

gboolean
gradus_stepper_tests_at (const GradusStepper *stepper, guint64 step)
{
  return is_due (step, stepper->test_stride, stepper->tests_an_octave);
}

static void
forget_test_data (GradusMetrics *metrics)
{
  metrics->test_cost = metrics->test_accuracy = NAN;
  metrics->test_undecided_right = metrics->test_undecided_wrong = 0;
}

/* Between two measurements nothing is known; charts join what was measured. */
static void
record_test_data (GradusStepper *stepper)
{
  if (gradus_stepper_tests_at (stepper, stepper->step))
    gradus_stepper_measure_test_data (stepper, G_MAXUINT);
  else
    forget_test_data (&stepper->metrics);
}

/* Accuracy, and what of it is undecided, of the forward pass just made. */
static void
find_accuracy (GradusStepper *stepper)
{
  const GradusPass *pass = stepper->pass;
  const guint n = pass->n_samples;
  const float *outputs = gradus_pass_outputs (pass);
  GradusMetrics *metrics = &stepper->metrics;
  guint n_undecided, n_right;

  if (stepper->training->variance > 0) {
    metrics->accuracy = gradus_cost_explained (metrics->cost, stepper->training->variance);
    metrics->undecided_right = metrics->undecided_wrong = 0;
    return;
  }
  metrics->accuracy = (double) gradus_cost_count_right (stepper->cost, pass->n_outputs,
                                                        pass->stride, n, outputs, pass->targets) /
                      n;
  n_undecided = gradus_cost_count_undecided (stepper->cost, pass->n_outputs, pass->stride, n,
                                             outputs, pass->targets, &n_right);
  gradus_stepper_find_shares (n_undecided, n_right, n, &metrics->undecided_right,
                              &metrics->undecided_wrong);
}

/* From the forward and backward pass just made at the present weights. */
static void
record_metrics (GradusStepper *stepper)
{
  const GradusPass *pass = stepper->pass;
  const guint n = pass->n_samples;

  find_gradient_norms (stepper);
  stepper->metrics.step = stepper->step;
  stepper->metrics.cost =
      gradus_cost_sum (stepper->cost, pass->n_outputs, pass->stride, n, gradus_pass_logits (pass),
                       gradus_pass_outputs (pass), pass->targets) /
      n;
  find_accuracy (stepper);
  record_test_data (stepper);
  stepper->recorded_cost = stepper->metrics.cost;
  if (stepper->plan)
    gradus_stepper_tell_measured (stepper);
  else
    gradus_history_add (stepper->history, &stepper->metrics, stepper->gradient_norms);
}

void
gradus_stepper_look_at_layer (GradusStepper *stepper, const GradusPass *pass,
                              const GradusUpdate *update, guint layer)
{
  gradus_diagnostics_look_at_weights (&stepper->diagnostics[layer], stepper->network, pass, layer,
                                      update);
  gradus_diagnostics_look_at_way (&stepper->diagnostics[layer], stepper->network, layer,
                                  stepper->start);
}

GradusUpdate
gradus_stepper_prepare_update (const GradusStepper *stepper)
{
  const double norm = stepper->optimiser.clip_norm > 0
                          ? gradus_network_total_gradient_norm (stepper->network, stepper->pass)
                          : 0;

  return gradus_optimiser_prepare (&stepper->optimiser, stepper->step, norm);
}

/* Layer by layer whoever has the least to look at so far. */
static guint
choose_worker (const GradusStepper *stepper, guint layer, gsize *n_outputs, guint n_workers)
{
  guint least = 0;

  for (guint i = 1; i < n_workers; i++)
    least = n_outputs[i] < n_outputs[least] ? i : least;
  n_outputs[least] += gradus_network_get_layer (stepper->network, layer)->n_outputs;
  return least;
}

void
gradus_stepper_look_at_layers (GradusStepper *stepper, const GradusWorker *worker)
{
  const guint own = worker ? worker->index : 0, n_workers = worker ? worker->count : 1;
  g_autofree gsize *n_outputs = NULL;
  GradusUpdate update;

  n_outputs = g_new0 (gsize, n_workers);
  update = gradus_stepper_prepare_update (stepper);
  for (guint i = 0; i < stepper->pass->n_layers; i++) {
    if (choose_worker (stepper, i, n_outputs, n_workers) != own)
      continue;
    gradus_diagnostics_look_at_outputs (&stepper->diagnostics[i], stepper->network, stepper->pass,
                                        i);
    gradus_stepper_look_at_layer (stepper, stepper->pass, &update, i);
  }
}

void
gradus_stepper_record (GradusStepper *stepper)
{
  record_metrics (stepper);
  if (gradus_stepper_looks_now (stepper))
    gradus_history_add (stepper->layer_history, &stepper->metrics,
                        (const float *) stepper->diagnostics);
}
