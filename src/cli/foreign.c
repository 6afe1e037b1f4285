/* SPDX-License-Identifier: MIT */
#include "cli/foreign.h"

#include "cli/command.h"
#include "cli/source.h"
#include "experiment/samples.h"
#include "export/weights-map.h"

/* Weights of that experiment, all 0 for now. */
static GradusWeights *
make_empty (const char *experiment_name, GError **error)
{
  const GradusChanges changes = { experiment_name };
  g_autoptr (GradusExperiment) experiment = gradus_cli_open (&changes, error);
  g_autoptr (GradusDataset) training = NULL, test = NULL;
  g_autoptr (GradusPreparation) preparation = NULL;

  if (!experiment ||
      !gradus_samples_make (&experiment->data, experiment->seed, &training, &test, error))
    return NULL;
  preparation = gradus_preparation_new (training);
  return gradus_weights_new (experiment, preparation, 0, error);
}

static void
tell_of_map (const char *filename, const GradusWeightsMap *map, gboolean is_ordered)
{
  g_autofree char *left_out = gradus_weights_map_name_left_out (map);
  g_autoptr (GString) alike = g_string_new (NULL);

  if (left_out)
    gradus_cli_note ("%s: left out, as these are no weights: %s", filename, left_out);
  for (guint i = 0; i < map->places->len; i++) {
    const GradusWeightsPlace *place = g_ptr_array_index (map->places, i);

    if (gradus_weights_map_find_alike (map, i, -1) >= 0 ||
        gradus_weights_map_find_alike (map, i, 1) >= 0)
      g_string_append_printf (alike, "%s%s", alike->len > 0 ? "," : "", place->source);
  }
  if (alike->len > 0 && !is_ordered)
    gradus_cli_note ("%s: %s have layers of the same shape and are taken in the order of their "
                     "names; --order gives another",
                     filename, alike->str);
}

GradusWeights *
gradus_cli_load_foreign (const char *filename, const char *experiment, const char *order,
                         GError **error)
{
  g_autoptr (GradusSafetensors) file = gradus_safetensors_load (filename, error);
  g_auto (GStrv) parts = order ? g_strsplit (order, ",", -1) : NULL;
  g_autoptr (GradusWeights) weights = file ? make_empty (experiment, error) : NULL;
  g_autoptr (GradusWeightsMap) map = NULL;

  if (!weights)
    return NULL;
  map = gradus_weights_map_new (weights, file, (const char *const *) parts, error);
  if (!map) {
    g_prefix_error (error, "%s: ", filename);
    return NULL;
  }
  tell_of_map (filename, map, order != NULL);
  gradus_weights_fill (weights, file, map);
  return g_steal_pointer (&weights);
}
