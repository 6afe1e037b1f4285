/* SPDX-License-Identifier: MIT */
#include "experiment/experiment-parts.h"
#include "experiment/experiment-tree.h"

json_t *
gradus_experiment_to_tree (const GradusExperiment *experiment)
{
  json_t *layers = json_array (), *root;

  for (guint i = 0; i < gradus_experiment_get_n_layers (experiment); i++)
    json_array_append_new (layers,
                           gradus_layer_spec_to_tree (gradus_experiment_get_layer (experiment, i)));
  root = json_pack ("{sI ss so s{so} s{ss so sI sI} sI}", "gradus-experiment", (json_int_t) 1,
                    "name", experiment->name, "data", gradus_data_spec_to_tree (&experiment->data),
                    "network", "layers", layers, "training", "cost",
                    gradus_cost_names[experiment->cost], "optimiser",
                    gradus_optimiser_to_tree (&experiment->optimiser), "batch-size",
                    (json_int_t) experiment->batch_size, "steps", (json_int_t) experiment->steps,
                    "seed", (json_int_t) experiment->seed);
  if (gradus_stop_rule_is_set (&experiment->stop_rule))
    json_object_set_new (json_object_get (root, "training"), "stop-when",
                         gradus_stop_rule_to_tree (&experiment->stop_rule));
  return root;
}
