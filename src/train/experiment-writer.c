/* SPDX-License-Identifier: MIT */
#include "train/experiment-tree.h"

/* A float as the shortest decimal that reads back as the same float: 0.1, not 0.10000000149. */
static json_t *
write_float (float value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  for (int precision = 1; precision <= 9; precision++) {
    char format[8];

    g_snprintf (format, sizeof format, "%%.%dg", precision);
    g_ascii_formatd (digits, sizeof digits, format, (double) value);
    if ((float) g_ascii_strtod (digits, NULL) == value)
      break;
  }
  return json_real (g_ascii_strtod (digits, NULL));
}

static json_t *
write_layer (const GradusLayerSpec *spec)
{
  const GradusInitialiser *initialiser = &spec->initialiser;
  json_t *start = json_pack ("{ss}", "name", gradus_initialiser_names[initialiser->kind]);
  json_t *layer = json_pack ("{sIss}", "units", (json_int_t) spec->units, "activation",
                             gradus_activation_names[spec->activation.kind]);

  if (gradus_activation_has_alpha (spec->activation.kind))
    json_object_set_new (layer, "alpha", write_float (spec->activation.alpha));
  if (gradus_initialiser_has_range (initialiser->kind))
    json_object_set_new (start, "range", write_float (initialiser->range));
  json_object_set_new (start, "bias", write_float (initialiser->bias));
  json_object_set_new (layer, "initialiser", start);
  return layer;
}

json_t *
gradus_experiment_to_tree (const GradusExperiment *experiment)
{
  json_t *layers = json_array ();

  for (guint i = 0; i < gradus_experiment_get_n_layers (experiment); i++)
    json_array_append_new (layers, write_layer (gradus_experiment_get_layer (experiment, i)));
  return json_pack ("{sI ss s{ss} s{so} s{ss s{ss sf} sI sI} sI}", "gradus-experiment", (json_int_t) 1,
                    "name", experiment->name, "data", "name", experiment->data->name, "network", "layers",
                    layers, "training", "cost", gradus_cost_names[experiment->cost], "optimiser", "name",
                    gradus_optimiser_names[experiment->optimiser.kind], "learning-rate",
                    experiment->optimiser.learning_rate, "batch-size", (json_int_t) 0, "steps",
                    (json_int_t) experiment->steps, "seed", (json_int_t) experiment->seed);
}
