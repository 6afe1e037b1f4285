/* SPDX-License-Identifier: MIT */
#include "nn/layer-spec.h"
#include "experiment/experiment-parts.h"
#include "experiment/experiment-tree.h"

static void
read_layers (GradusJsonReader *reader, json_t *network, GradusExperiment *experiment)
{
  json_t *layers = gradus_json_reader_require (reader, "network", network, "layers");

  if (layers && (!json_is_array (layers) || json_array_size (layers) < 1 ||
                 json_array_size (layers) > GRADUS_MAX_LAYERS))
    gradus_json_reader_fail (reader, "network.layers",
                             "this must be an array of 1 to %d layers; it has %" G_GSIZE_FORMAT,
                             GRADUS_MAX_LAYERS, json_array_size (layers));
  if (gradus_json_reader_has_failed (reader))
    return;
  for (gsize i = 0; i < json_array_size (layers); i++) {
    g_autofree char *path = g_strdup_printf ("network.layers.%" G_GSIZE_FORMAT, i + 1);
    GradusLayerSpec spec = gradus_layer_spec_from_tree (reader, path, json_array_get (layers, i));

    gradus_experiment_add_layer (experiment, &spec);
  }
}

static void
read_training (GradusJsonReader *reader, json_t *root, GradusExperiment *experiment)
{
  static const char *const keys[] = { "cost", "optimiser", "batch-size", "steps",
                                      "stop-when", NULL };
  const guint64 full_batch = 0, usual_steps = experiment->steps;
  json_t *training = gradus_json_reader_require (reader, "", root, "training"), *optimiser,
         *stop_when;
  guint cost;

  if (!gradus_json_reader_check_object (reader, "training", training, keys) ||
      !gradus_json_reader_name (reader, "training", training, "cost", "cost", gradus_cost_names,
                                &cost))
    return;
  experiment->cost = (GradusCost) cost;
  optimiser = gradus_json_reader_require (reader, "training", training, "optimiser");
  if (optimiser)
    experiment->optimiser = gradus_optimiser_from_tree (reader, "training.optimiser", optimiser);
  experiment->batch_size = (guint) gradus_json_reader_integer (
      reader, "training", training, "batch-size", 0, GRADUS_MAX_BATCH_SIZE, &full_batch);
  experiment->steps = gradus_json_reader_integer (reader, "training", training, "steps", 0,
                                                  GRADUS_MAX_STEPS, &usual_steps);
  stop_when = json_object_get (training, "stop-when");
  if (stop_when)
    experiment->stop_rule =
        gradus_stop_rule_from_tree (reader, "training.stop-when", stop_when,
                                    gradus_experiment_get_n_layers (experiment));
}

/* Checks what no single value shows: whether layers, data and cost fit each other. */
static void
check_whole (GradusJsonReader *reader, const GradusExperiment *experiment)
{
  g_autofree char *fault = NULL, *path = NULL;
  int layer;

  if (gradus_json_reader_has_failed (reader))
    return;
  fault = gradus_experiment_find_fault (experiment, &layer);
  if (!fault)
    return;
  path = layer < 0 ? g_strdup ("network.layers") : g_strdup_printf ("network.layers.%d", layer + 1);
  gradus_json_reader_fail (reader, path, "%s", fault);
}

GradusExperiment *
gradus_experiment_from_tree (GradusJsonReader *reader, json_t *root)
{
  static const char *const keys[] = { "gradus-experiment", "name", "data", "network",
                                      "training",          "seed", NULL };
  static const char *const network_keys[] = { "layers", NULL };
  g_autoptr (GradusExperiment) experiment = gradus_experiment_new ("");
  const guint64 usual_seed = experiment->seed;
  json_t *network, *data;

  if (!gradus_json_reader_check_object (reader, "", root, keys))
    return NULL;
  gradus_json_reader_integer (reader, "", root, "gradus-experiment", 1, 1, NULL);
  g_free (experiment->name);
  experiment->name = g_strdup (gradus_json_reader_string (reader, "", root, "name", "Untitled"));
  data = gradus_json_reader_require (reader, "", root, "data");
  if (data) {
    g_auto (GradusDataSpec) spec = gradus_data_spec_from_tree (reader, "data", data);

    gradus_experiment_set_data (experiment, &spec);
  }
  network = gradus_json_reader_require (reader, "", root, "network");
  if (gradus_json_reader_check_object (reader, "network", network, network_keys))
    read_layers (reader, network, experiment);
  read_training (reader, root, experiment);
  experiment->seed =
      gradus_json_reader_integer (reader, "", root, "seed", 0, GRADUS_MAX_SEED, &usual_seed);
  check_whole (reader, experiment);
  return gradus_json_reader_has_failed (reader) ? NULL : g_steal_pointer (&experiment);
}
