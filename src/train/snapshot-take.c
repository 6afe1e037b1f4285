/* SPDX-License-Identifier: MIT */
#include "train/snapshot-take.h"

#include <string.h>

static void
fill_needs (GradusObserver *observer, const GradusSnapshotNeeds *needs, GradusSnapshot *snapshot)
{
  const guint sample = (guint) MAX (needs->sample, 0);

  snapshot->needs = *needs;
  if (snapshot->grid_size > 0 || needs->map_size > 0)
    snapshot->plane = gradus_observer_get_plane (observer, needs->x_input, needs->y_input);
  if (snapshot->grid_size > 0)
    gradus_observer_fill_grid (observer, &snapshot->plane, snapshot->grid_size, snapshot->grid);
  if (needs->has_anatomy || needs->map_size > 0)
    snapshot->anatomy =
        gradus_observer_make_anatomy (observer, &snapshot->plane, needs->map_size, sample);
  if (needs->has_filters)
    snapshot->filters = gradus_observer_copy_filters (observer, &snapshot->n_filters,
                                                      &snapshot->filter_shape);
  if (needs->has_confusion)
    snapshot->confusion = gradus_observer_make_confusion (observer);
  if (needs->has_answers)
    gradus_observer_make_answers (observer, &snapshot->answers, &snapshot->test_answers);
  else if (needs->has_slice_answers)
    snapshot->test_answers = gradus_observer_make_slice_answers (observer);
  if (needs->projection != 0)
    snapshot->projection = gradus_observer_make_projection (observer, needs->projection);
  snapshot->probe = gradus_observer_ask_probe (observer);
  if (needs->layer >= 0)
    snapshot->detail = gradus_observer_make_detail (observer, (guint) needs->layer, needs->unit);
  if (needs->has_chain)
    snapshot->chain = gradus_observer_make_chain (
        observer, sample, needs->has_own_inputs ? needs->own_inputs : NULL);
  if (needs->pixel_layer > 0)
    snapshot->pixel = gradus_observer_make_pixel (observer, needs, sample);
  if (needs->has_saliency)
    snapshot->saliency = gradus_observer_look_at_saliency (observer, sample, needs->class);
  if (needs->preferring_layer != 0)
    snapshot->preference = gradus_observer_look_for_preference (observer, needs->preferring_layer,
                                                                needs->preferring_unit);
  snapshot->seconds_of_thrift = gradus_observer_take_seconds (observer);
}

/* NULL where there is no memory for them. */
static GradusCheckpoint *
copy_parameters (const GradusStepper *stepper)
{
  GradusNetwork *network = (GradusNetwork *) gradus_stepper_get_network (stepper);
  const gsize n = gradus_network_get_n_floats (network);
  GradusCheckpoint *weights = gradus_checkpoint_new (gradus_stepper_get_step (stepper), n);

  if (weights)
    memcpy (weights->state, gradus_network_get_parameters (network, 0), n * sizeof (float));
  return weights;
}

GradusSnapshot *
gradus_snapshot_take (GradusStepper *stepper, guint n_samples, const GradusSnapshotNeeds *needs)
{
  /* First: the observer shows the gradients that measuring leaves in the evaluator's pass. */
  const GradusMetrics *metrics = gradus_stepper_measure (stepper, n_samples);
  GradusObserver *observer = gradus_stepper_get_observer (stepper);
  const guint n_layers = gradus_stepper_get_n_layers (stepper);
  const guint n_targets = gradus_stepper_get_dataset (stepper)->n_targets;
  guint n_shown;
  const float *shown = gradus_stepper_get_outputs (stepper, &n_shown);
  GradusSnapshot *snapshot = gradus_snapshot_new (
      n_layers, n_targets, n_shown, gradus_observer_fit_grid (observer, needs->grid_size));
  float *norms = gradus_snapshot_get_gradient_norms (snapshot);

  memcpy (norms, metrics->gradient_norms, n_layers * sizeof (float));
  memcpy (snapshot->diagnostics, gradus_stepper_get_diagnostics (stepper),
          n_layers * sizeof (GradusDiagnostics));
  memcpy (snapshot->outputs, shown, (gsize) n_targets * n_shown * sizeof (float));
  snapshot->metrics = *metrics;
  snapshot->metrics.gradient_norms = norms;
  snapshot->stop_cause = gradus_stepper_get_stop_cause (stepper);
  if (gradus_stepper_get_best (stepper))
    snapshot->best_step = gradus_stepper_get_best (stepper)->step;
  snapshot->n_undecided = gradus_stepper_get_n_undecided (stepper, &snapshot->n_test_undecided);
  for (guint i = 0; i < n_layers; i++)
    gradus_sketch_init (&snapshot->sketches[i],
                        gradus_network_get_layer (gradus_stepper_get_network (stepper), i));
  fill_needs (observer, needs, snapshot);
  if (needs->has_weights)
    snapshot->weights = copy_parameters (stepper);
  return snapshot;
}
