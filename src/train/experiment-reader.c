/* SPDX-License-Identifier: MIT */
#include "nn/network.h"
#include "train/experiment-tree.h"

/* A parameter that only some kinds have: `value` stays as it is where it is left out, and where the kind, called `name`,
 * has none it must be. */
static void
read_parameter (GradusJsonReader *reader, const char *place, json_t *object, const char *key, gboolean has_it,
                const char *name, double low, double high, float *value)
{
  const double usual = (double) *value;

  if (has_it) {
    *value = (float) gradus_json_reader_number (reader, place, object, key, low, high, &usual);
  } else if (json_object_get (object, key)) {
    g_autofree char *where = gradus_json_place (place, key);

    gradus_json_reader_fail (reader, where, "%s has no %s; leave it out", name, key);
  }
}

static GradusActivation
read_activation (GradusJsonReader *reader, const char *place, json_t *layer)
{
  GradusActivation activation = gradus_activation_make (GRADUS_ACTIVATION_LINEAR);
  guint kind;

  if (!gradus_json_reader_name (reader, place, layer, "activation", "activation", gradus_activation_names,
                                &kind))
    return activation;
  activation = gradus_activation_make ((GradusActivationKind) kind);
  read_parameter (reader, place, layer, "alpha", gradus_activation_has_alpha (activation.kind),
                  gradus_activation_names[kind], 0, GRADUS_ALPHA_MAX, &activation.alpha);
  return activation;
}

static GradusInitialiser
read_initialiser (GradusJsonReader *reader, const char *layer_place, json_t *layer)
{
  static const char *const keys[] = { "name", "range", "bias", NULL };
  g_autofree char *place = gradus_json_place (layer_place, "initialiser");
  g_autoptr (GradusJsonTree) shorthand = NULL;
  GradusInitialiser initialiser = gradus_initialiser_make (GRADUS_INITIALISER_UNIFORM);
  json_t *value = json_object_get (layer, "initialiser");
  guint kind;

  if (!value)
    return initialiser;
  if (json_is_string (value))
    value = shorthand = json_pack ("{sO}", "name", value);
  if (!gradus_json_reader_check_object (reader, place, value, keys) ||
      !gradus_json_reader_name (reader, place, value, "name", "initialiser", gradus_initialiser_names, &kind))
    return initialiser;
  initialiser = gradus_initialiser_make ((GradusInitialiserKind) kind);
  read_parameter (reader, place, value, "range", gradus_initialiser_has_range (initialiser.kind),
                  gradus_initialiser_names[kind], GRADUS_RANGE_MIN, GRADUS_RANGE_MAX, &initialiser.range);
  read_parameter (reader, place, value, "bias", TRUE, gradus_initialiser_names[kind], -GRADUS_BIAS_MAX,
                  GRADUS_BIAS_MAX, &initialiser.bias);
  return initialiser;
}

static void
read_layers (GradusJsonReader *reader, json_t *network, GradusExperiment *experiment)
{
  static const char *const keys[] = { "units", "activation", "alpha", "initialiser", NULL };
  json_t *layers = gradus_json_reader_require (reader, "network", network, "layers");

  if (layers && (!json_is_array (layers) || json_array_size (layers) < 1 ||
                 json_array_size (layers) > GRADUS_MAX_LAYERS))
    gradus_json_reader_fail (reader, "network.layers",
                             "this must be an array of 1 to %d layers; it has %" G_GSIZE_FORMAT,
                             GRADUS_MAX_LAYERS, json_array_size (layers));
  for (gsize i = 0; !gradus_json_reader_has_failed (reader) && i < json_array_size (layers); i++) {
    g_autofree char *place = g_strdup_printf ("network.layers.%" G_GSIZE_FORMAT, i + 1);
    json_t *layer = json_array_get (layers, i);
    GradusLayerSpec spec;

    if (!gradus_json_reader_check_object (reader, place, layer, keys))
      return;
    spec.units =
        (guint) gradus_json_reader_integer (reader, place, layer, "units", 1, GRADUS_MAX_UNITS, NULL);
    spec.activation = read_activation (reader, place, layer);
    spec.initialiser = read_initialiser (reader, place, layer);
    gradus_experiment_add_layer (experiment, &spec);
  }
}

static void
read_data (GradusJsonReader *reader, json_t *root, GradusExperiment *experiment)
{
  static const char *const keys[] = { "name", NULL };
  json_t *data = gradus_json_reader_require (reader, "", root, "data");
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint position;

  for (const GradusGenerator *generator = gradus_generator_list (); generator->name; generator++)
    g_ptr_array_add (names, (gpointer) generator->name);
  g_ptr_array_add (names, NULL);
  if (gradus_json_reader_check_object (reader, "data", data, keys) &&
      gradus_json_reader_name (reader, "data", data, "name", "dataset", (const char *const *) names->pdata,
                               &position))
    experiment->data = &gradus_generator_list ()[position];
}

static void
read_optimiser (GradusJsonReader *reader, json_t *training, GradusExperiment *experiment)
{
  static const char *const keys[] = { "name", "learning-rate", NULL };
  const char *const place = "training.optimiser";
  json_t *optimiser = gradus_json_reader_require (reader, "training", training, "optimiser");
  guint kind;

  if (!gradus_json_reader_check_object (reader, place, optimiser, keys) ||
      !gradus_json_reader_name (reader, place, optimiser, "name", "optimiser", gradus_optimiser_names, &kind))
    return;
  experiment->optimiser.kind = (GradusOptimiserKind) kind;
  experiment->optimiser.learning_rate = gradus_json_reader_number (
      reader, place, optimiser, "learning-rate", GRADUS_LEARNING_RATE_MIN, GRADUS_LEARNING_RATE_MAX, NULL);
}

static void
read_training (GradusJsonReader *reader, json_t *root, GradusExperiment *experiment)
{
  static const char *const keys[] = { "cost", "optimiser", "batch-size", "steps", NULL };
  const guint64 full_batch = 0, usual_steps = experiment->steps;
  json_t *training = gradus_json_reader_require (reader, "", root, "training");
  guint cost;

  if (!gradus_json_reader_check_object (reader, "training", training, keys) ||
      !gradus_json_reader_name (reader, "training", training, "cost", "cost", gradus_cost_names, &cost))
    return;
  experiment->cost = (GradusCost) cost;
  read_optimiser (reader, training, experiment);
  if (gradus_json_reader_integer (reader, "training", training, "batch-size", 0, GRADUS_MAX_STEPS,
                                  &full_batch))
    gradus_json_reader_fail (reader, "training.batch-size",
                             "mini-batches are not known; give 0, the full batch");
  experiment->steps =
      gradus_json_reader_integer (reader, "training", training, "steps", 0, GRADUS_MAX_STEPS, &usual_steps);
}

/* What no single value shows: whether the last layer fits the data and the cost. */
static void
check_last_layer (GradusJsonReader *reader, const GradusExperiment *experiment)
{
  guint n_layers = gradus_experiment_get_n_layers (experiment);
  const GradusLayerSpec *last;
  g_autofree char *place = g_strdup_printf ("network.layers.%u", n_layers);

  if (gradus_json_reader_has_failed (reader))
    return;
  last = gradus_experiment_get_layer (experiment, n_layers - 1);
  if (last->units != experiment->data->n_targets)
    gradus_json_reader_fail (reader, place, "the last layer has %u units, but %s has %u target%s; give it %u",
                             last->units, experiment->data->name, experiment->data->n_targets,
                             experiment->data->n_targets == 1 ? "" : "s", experiment->data->n_targets);
  if (!gradus_cost_fits (experiment->cost, last->activation.kind))
    gradus_json_reader_fail (
        reader, place, "%s needs a last layer with activation sigmoid, not %s; change one of the two",
        gradus_cost_names[experiment->cost], gradus_activation_names[last->activation.kind]);
}

GradusExperiment *
gradus_experiment_from_tree (GradusJsonReader *reader, json_t *root)
{
  static const char *const keys[] = {
    "gradus-experiment", "name", "data", "network", "training", "seed", NULL
  };
  static const char *const network_keys[] = { "layers", NULL };
  g_autoptr (GradusExperiment) experiment = gradus_experiment_new ("");
  const guint64 usual_seed = experiment->seed;
  json_t *network;

  if (!gradus_json_reader_check_object (reader, "", root, keys))
    return NULL;
  gradus_json_reader_integer (reader, "", root, "gradus-experiment", 1, 1, NULL);
  g_free (experiment->name);
  experiment->name = g_strdup (gradus_json_reader_string (reader, "", root, "name", "Untitled"));
  read_data (reader, root, experiment);
  network = gradus_json_reader_require (reader, "", root, "network");
  if (gradus_json_reader_check_object (reader, "network", network, network_keys))
    read_layers (reader, network, experiment);
  read_training (reader, root, experiment);
  experiment->seed = gradus_json_reader_integer (reader, "", root, "seed", 0, GRADUS_MAX_SEED, &usual_seed);
  check_last_layer (reader, experiment);
  return gradus_json_reader_has_failed (reader) ? NULL : g_steal_pointer (&experiment);
}
