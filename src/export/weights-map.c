/* SPDX-License-Identifier: MIT */
#include "export/weights-map.h"

#include <string.h>

#include "experiment/refusal.h"
#include "experiment/experiment-json.h"
#include "experiment/preparation-json.h"

static void
free_pair (gpointer data)
{
  GradusWeightsPair *pair = data;

  g_free (pair->target);
  g_free (pair->source);
  g_free (pair->shape);
  g_free (pair);
}

/* -- Pairing ----------------------------------------------------------------------------------- */

/* Compares the numbers that start at both pointers, and moves these behind them. */
static int
compare_numbers (const char **a, const char **b)
{
  char *end_a, *end_b;
  const guint64 one = g_ascii_strtoull (*a, &end_a, 10), other = g_ascii_strtoull (*b, &end_b, 10);

  *a = end_a;
  *b = end_b;
  return (one > other) - (one < other);
}

/* The position of a tensor in its layer. By the alphabet a bias would come before its weight. */
static guint
rank_tensor (const char *name)
{
  static const char *const parts[] = { "weight", "bias", "running_mean", "running_var" };
  guint i = 0;

  while (i < G_N_ELEMENTS (parts) && !g_str_equal (name, parts[i]))
    i++;
  return i;
}

/* "2.weight" before "10.weight", and the weights of a layer before its biases and running means. */
static int
compare_names (const char *a, const char *b)
{
  while (*a && *b) {
    const guint rank_a = rank_tensor (a), rank_b = rank_tensor (b);
    int order;

    if (rank_a != rank_b)
      return rank_a < rank_b ? -1 : 1;
    if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b)) {
      order = compare_numbers (&a, &b);
    } else {
      order = (*a > *b) - (*a < *b);
      a++, b++;
    }
    if (order != 0)
      return order;
  }
  return (*a != '\0') - (*b != '\0');
}

static int
compare_tensors (gconstpointer a, gconstpointer b)
{
  return compare_names ((*(GradusSafetensor *const *) a)->name,
                        (*(GradusSafetensor *const *) b)->name);
}

typedef struct {
  const GradusSafetensors *file;
  gboolean is_own;    /* the names are Gradus's own */
  GPtrArray *sources; /* tensors that can be weights, by name */
  guint next;
  GPtrArray *pairs;
  GError *error;
} Pairing;

static char *
describe_shape (const GradusSafetensor *tensor)
{
  GString *text = g_string_new (tensor->n_dimensions == 0 ? "a number" : NULL);

  for (guint i = 0; i < tensor->n_dimensions; i++)
    g_string_append_printf (text, "%s%" G_GUINT64_FORMAT, i > 0 ? " × " : "", tensor->shape[i]);
  return g_string_free (text, FALSE);
}

static char *
describe_wanted (const GradusTensor *tensor)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < tensor->n_axes; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " × " : "", tensor->axes[i]);
  return g_string_free (text, FALSE);
}

/* The first fault counts; what follows it would only be out of step. */
static void
pair_tensor (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  Pairing *pairing = data;
  g_autofree char *wanted = describe_wanted (tensor);
  const GradusSafetensor *source = NULL;
  GradusWeightsPair *pair;

  if (pairing->error)
    return;
  if (pairing->is_own)
    source = gradus_safetensors_find (pairing->file, name);
  else if (pairing->next < pairing->sources->len)
    source = g_ptr_array_index (pairing->sources, pairing->next++);
  if (!source) {
    gradus_refuse (
        &pairing->error,
        "the file has nothing for %s (%s); the network must have as many layers as the file", name,
        wanted);
    return;
  }
  if (source->numbers == GRADUS_NUMBERS_OTHER ||
      !gradus_safetensor_has_shape (source, tensor->n_axes, tensor->axes)) {
    g_autofree char *shape = describe_shape (source);

    gradus_refuse (&pairing->error,
                   "“%.60s” is %s %s, but %s is %s; the network must have the file's shape",
                   source->name, source->type, shape, name, wanted);
    return;
  }
  pair = g_new (GradusWeightsPair, 1);
  *pair =
      (GradusWeightsPair){ g_strdup (name), g_strdup (source->name), g_steal_pointer (&wanted) };
  g_ptr_array_add (pairing->pairs, pair);
}

/* Leaves out PyTorch's count of batches, which is not a weight. */
static GPtrArray *
list_sources (const GradusSafetensors *file)
{
  GPtrArray *sources = g_ptr_array_new ();

  for (guint i = 0; i < file->tensors->len; i++) {
    GradusSafetensor *tensor = g_ptr_array_index (file->tensors, i);

    if (!g_str_has_suffix (tensor->name, "num_batches_tracked"))
      g_ptr_array_add (sources, tensor);
  }
  g_ptr_array_sort (sources, compare_tensors);
  return sources;
}

static void
look_for_own_name (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  Pairing *pairing = data;

  pairing->is_own = pairing->is_own && gradus_safetensors_find (pairing->file, name);
}

/* Gradus's own names go by themselves. Others are taken in order: names differ from program to
 * program, the order of layers does not. */
GPtrArray *
gradus_weights_map (const GradusWeights *weights, const GradusSafetensors *file, GError **error)
{
  g_autoptr (GPtrArray) sources = list_sources (file);
  g_autoptr (GPtrArray) pairs = g_ptr_array_new_with_free_func (free_pair);
  Pairing pairing = { file, TRUE, sources, 0, pairs };

  gradus_weights_foreach (weights, look_for_own_name, &pairing);
  gradus_weights_foreach (weights, pair_tensor, &pairing);
  if (!pairing.error && pairs->len < sources->len) {
    const GradusSafetensor *left = g_ptr_array_index (sources, pairs->len);

    gradus_refuse (&pairing.error,
                   "the network has nothing for “%.60s”; it must have as many layers as the file",
                   left->name);
  }
  if (!pairing.error)
    return g_steal_pointer (&pairs);
  g_propagate_error (error, pairing.error);
  return NULL;
}

typedef struct {
  const GradusSafetensors *file;
  const GPtrArray *map;
  guint next;
} Filling;

static void
fill_tensor (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  Filling *filling = data;
  const GradusWeightsPair *pair = g_ptr_array_index (filling->map, filling->next++);

  gradus_safetensors_copy (filling->file, gradus_safetensors_find (filling->file, pair->source),
                           numbers);
}

void
gradus_weights_fill (GradusWeights *weights, const GradusSafetensors *file, const GPtrArray *map)
{
  Filling filling = { file, map };

  gradus_weights_foreach (weights, fill_tensor, &filling);
}

/* -- Gradus's own ------------------------------------------------------------------------------ */

gboolean
gradus_safetensors_is_own (const GradusSafetensors *file)
{
  return g_hash_table_contains (file->metadata, "experiment") &&
         g_hash_table_contains (file->metadata, "preparation");
}

GradusWeights *
gradus_weights_from_safetensors (const GradusSafetensors *file, GError **error)
{
  const char *experiment_text = g_hash_table_lookup (file->metadata, "experiment");
  const char *text = g_hash_table_lookup (file->metadata, "preparation");
  const char *step = g_hash_table_lookup (file->metadata, "step");
  g_autoptr (GradusPreparation) preparation = NULL;
  g_autoptr (GradusExperiment) experiment = NULL;
  g_autoptr (GradusWeights) weights = NULL;
  g_autoptr (GPtrArray) map = NULL;
  GradusDataSource source = { NULL };

  if (!gradus_safetensors_is_own (file)) {
    gradus_refuse (error, "these weights are not from Gradus: they do not name their experiment");
    return NULL;
  }
  preparation = gradus_preparation_from_json (text, strlen (text), error);
  source.preparation = preparation;
  if (preparation)
    experiment = gradus_experiment_from_json_with (experiment_text, strlen (experiment_text),
                                                   &source, error);
  if (experiment)
    weights = gradus_weights_new (experiment, preparation,
                                  step ? g_ascii_strtoull (step, NULL, 10) : 0, error);
  if (weights)
    map = gradus_weights_map (weights, file, error);
  if (!map)
    return NULL;
  gradus_weights_fill (weights, file, map);
  return g_steal_pointer (&weights);
}

GradusWeights *
gradus_weights_load (const char *filename, GError **error)
{
  g_autoptr (GradusSafetensors) file = gradus_safetensors_load (filename, error);
  GradusWeights *weights = file ? gradus_weights_from_safetensors (file, error) : NULL;

  if (file && !weights)
    g_prefix_error (error, "%s: ", filename);
  return weights;
}
