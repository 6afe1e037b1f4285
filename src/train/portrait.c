/* SPDX-License-Identifier: MIT */
#include "train/portrait.h"

#include <string.h>

/* The chain comes last: it puts other gradients in the place of those that were measured. */
static void
fill_look (GradusLooker *looker, const GradusLook *look, GradusSnapshot *snapshot)
{
  snapshot->look = *look;
  if (snapshot->grid_size > 0 || look->map_size > 0)
    snapshot->plane = gradus_looker_get_plane (looker, look->x_input, look->y_input);
  if (snapshot->grid_size > 0)
    gradus_looker_fill_grid (looker, &snapshot->plane, snapshot->grid_size, snapshot->grid);
  if (look->has_anatomy || look->map_size > 0)
    snapshot->anatomy = gradus_looker_make_anatomy (looker, &snapshot->plane, look->map_size);
  if (look->has_filters)
    snapshot->filters = gradus_looker_copy_filters (looker, &snapshot->n_filters);
  if (look->has_verdict)
    snapshot->verdict = gradus_looker_make_verdict (looker);
  snapshot->probe = gradus_looker_ask_probe (looker);
  if (look->layer >= 0)
    snapshot->detail = gradus_looker_make_detail (looker, (guint) look->layer, look->unit);
  if (look->sample >= 0)
    snapshot->chain = gradus_looker_make_chain (looker, (guint) look->sample);
}

GradusSnapshot *
gradus_portrait_take (GradusStepper *stepper, guint n_samples, const GradusLook *look)
{
  const GradusMetrics *metrics = gradus_stepper_measure (stepper, n_samples);
  GradusLooker *looker = gradus_stepper_get_looker (stepper);
  const guint n_layers = gradus_stepper_get_n_layers (stepper);
  const guint n_targets = gradus_stepper_get_dataset (stepper)->n_targets;
  guint n_shown;
  const float *shown = gradus_stepper_get_outputs (stepper, &n_shown);
  GradusSnapshot *snapshot =
      gradus_snapshot_new (n_layers, n_targets, n_shown, gradus_looker_fit_grid (looker, look->grid_size));
  float *norms = gradus_snapshot_get_gradient_norms (snapshot);

  memcpy (norms, metrics->gradient_norms, n_layers * sizeof (float));
  memcpy (snapshot->diagnostics, gradus_stepper_get_diagnostics (stepper),
          n_layers * sizeof (GradusDiagnostics));
  memcpy (snapshot->outputs, shown, (gsize) n_targets * n_shown * sizeof (float));
  snapshot->metrics = *metrics;
  snapshot->metrics.gradient_norms = norms;
  fill_look (looker, look, snapshot);
  return snapshot;
}
