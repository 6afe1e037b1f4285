/* SPDX-License-Identifier: MIT */
#include "train/experiment.h"

GradusExperiment *
gradus_experiment_new (const char *name)
{
  GradusExperiment *experiment = g_new0 (GradusExperiment, 1);

  experiment->name = g_strdup (name);
  experiment->data = gradus_generator_find ("xor");
  experiment->layers = g_array_new (FALSE, FALSE, sizeof (GradusLayerSpec));
  experiment->cost = GRADUS_COST_BINARY_CROSS_ENTROPY;
  experiment->optimiser = (GradusOptimiser){ GRADUS_OPTIMISER_SGD, 0.1 };
  experiment->steps = 200000;
  experiment->seed = 1;
  return experiment;
}

GradusExperiment *
gradus_experiment_copy (const GradusExperiment *experiment)
{
  GradusExperiment *copy = g_memdup2 (experiment, sizeof *experiment);

  copy->name = g_strdup (experiment->name);
  copy->layers = g_array_copy (experiment->layers);
  return copy;
}

void
gradus_experiment_free (GradusExperiment *experiment)
{
  g_array_unref (experiment->layers);
  g_free (experiment->name);
  g_free (experiment);
}

guint
gradus_experiment_get_n_layers (const GradusExperiment *experiment)
{
  return experiment->layers->len;
}

GradusLayerSpec *
gradus_experiment_get_layer (const GradusExperiment *experiment, guint layer)
{
  return &g_array_index (experiment->layers, GradusLayerSpec, layer);
}

void
gradus_experiment_add_layer (GradusExperiment *experiment, const GradusLayerSpec *spec)
{
  g_array_append_vals (experiment->layers, spec, 1);
}

void
gradus_experiment_insert_layer (GradusExperiment *experiment, guint at, const GradusLayerSpec *spec)
{
  g_array_insert_vals (experiment->layers, at, spec, 1);
}

void
gradus_experiment_move_layer (GradusExperiment *experiment, guint from, guint to)
{
  GradusLayerSpec spec = *gradus_experiment_get_layer (experiment, from);

  g_array_remove_index (experiment->layers, from);
  gradus_experiment_insert_layer (experiment, to, &spec);
}

gboolean
gradus_experiment_can_go_on_as (const GradusExperiment *a, const GradusExperiment *b)
{
  if (a->data != b->data || a->cost != b->cost || a->optimiser.kind != b->optimiser.kind ||
      a->seed != b->seed || a->layers->len != b->layers->len)
    return FALSE;
  for (guint i = 0; i < a->layers->len; i++) {
    const GradusLayerSpec *p = gradus_experiment_get_layer (a, i), *q = gradus_experiment_get_layer (b, i);

    if (p->units != q->units || !gradus_initialiser_equal (&p->initialiser, &q->initialiser))
      return FALSE;
  }
  return TRUE;
}

gboolean
gradus_experiment_equal (const GradusExperiment *a, const GradusExperiment *b)
{
  if (!gradus_experiment_can_go_on_as (a, b) || a->optimiser.learning_rate != b->optimiser.learning_rate ||
      a->steps != b->steps)
    return FALSE;
  for (guint i = 0; i < a->layers->len; i++) {
    if (!gradus_layer_spec_equal (gradus_experiment_get_layer (a, i), gradus_experiment_get_layer (b, i)))
      return FALSE;
  }
  return TRUE;
}

char *
gradus_experiment_describe_shape (const GradusExperiment *experiment)
{
  GString *text = g_string_new (NULL);
  guint n_layers = experiment->layers->len;

  g_string_append_printf (text, "%u", experiment->data->n_inputs);
  for (guint i = 0, end; i < n_layers; i = end) {
    guint units = gradus_experiment_get_layer (experiment, i)->units;

    for (end = i + 1; end < n_layers && gradus_experiment_get_layer (experiment, end)->units == units;)
      end++;
    g_string_append_printf (text, "-%u", units);
    if (end - i > 1)
      g_string_append_printf (text, "×%u", end - i);
  }
  return g_string_free (text, FALSE);
}
