/* SPDX-License-Identifier: MIT */
#include "export/weights-map.h"

#include <string.h>

#include "data/escape.h"
#include "experiment/refusal.h"
#include "experiment/experiment-json.h"
#include "experiment/preparation-json.h"
#include "export/weights-parts.h"

static void
free_pair (gpointer data)
{
  GradusWeightsPair *pair = data;

  g_free (pair->target);
  g_free (pair->source);
  g_free (pair->shape);
  g_free (pair);
}

static void
free_place (gpointer data)
{
  GradusWeightsPlace *place = data;

  g_free (place->target);
  g_free (place->source);
  g_free (place->shapes);
  g_free (place);
}

void
gradus_weights_map_free (GradusWeightsMap *map)
{
  g_ptr_array_unref (map->pairs);
  g_ptr_array_unref (map->places);
  g_ptr_array_unref (map->left_out);
  g_free (map);
}

/* -- What the network wants -------------------------------------------------------------------- */

/* Tensors that a part of the file must have. */
typedef struct {
  char *name; /* "layer.1" */
  guint n;
  char *names[GRADUS_LAYER_MAX_TENSORS]; /* "layer.1.weight" */
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
} Slot;

static void
clear_slot (gpointer data)
{
  Slot *slot = data;

  g_free (slot->name);
  for (guint i = 0; i < slot->n; i++)
    g_free (slot->names[i]);
}

/* A layer's name is the tensor's up to the last dot. */
static void
add_wanted (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  GArray *slots = data;
  g_autofree char *layer = g_strndup (name, (gsize) (strrchr (name, '.') - name));
  Slot *last = slots->len > 0 ? &g_array_index (slots, Slot, slots->len - 1) : NULL;

  if (!last || !g_str_equal (last->name, layer)) {
    const Slot slot = { g_steal_pointer (&layer), 0 };

    g_array_append_val (slots, slot);
    last = &g_array_index (slots, Slot, slots->len - 1);
  }
  last->names[last->n] = g_strdup (name);
  last->tensors[last->n++] = *tensor;
}

static void
add_single (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  const Slot slot = { g_strdup (name), 1, { g_strdup (name) }, { *tensor } };

  g_array_append_val ((GArray *) data, slot);
}

/* A slot for each layer; for each tensor where the file does not say which ones belong together. */
static GArray *
list_slots (const GradusWeights *weights, const GPtrArray *parts)
{
  GArray *slots = g_array_new (FALSE, TRUE, sizeof (Slot));
  gboolean are_single = TRUE;

  for (guint i = 0; i < parts->len; i++)
    are_single =
        are_single && ((const GradusWeightsPart *) g_ptr_array_index (parts, i))->tensors->len == 1;
  g_array_set_clear_func (slots, clear_slot);
  gradus_weights_foreach (weights, are_single ? add_single : add_wanted, slots);
  return slots;
}

static char *
describe_wanted (const GradusTensor *tensor)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < tensor->n_axes; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " × " : "", tensor->axes[i]);
  return g_string_free (text, FALSE);
}

static char *
describe_slot (const Slot *slot)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < slot->n; i++) {
    g_autofree char *shape = describe_wanted (&slot->tensors[i]);

    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", shape);
  }
  return g_string_free (text, FALSE);
}

/* -- Pairing ----------------------------------------------------------------------------------- */

static gboolean
is_fitting (const GradusSafetensor *source, const GradusTensor *tensor)
{
  return source->numbers != GRADUS_NUMBERS_OTHER &&
         gradus_safetensor_has_shape (source, tensor->n_axes, tensor->axes);
}

static gboolean
fits_slot (const GradusWeightsPart *part, const Slot *slot)
{
  gboolean fits = part->tensors->len == slot->n;

  for (guint i = 0; fits && i < slot->n; i++)
    fits = is_fitting (g_ptr_array_index (part->tensors, i), &slot->tensors[i]);
  return fits;
}

static void
add_pair (GradusWeightsMap *map, const char *name, const GradusTensor *tensor,
          const GradusSafetensor *source)
{
  GradusWeightsPair *pair = g_new (GradusWeightsPair, 1);

  *pair = (GradusWeightsPair){ g_strdup (name), g_strdup (source->name), describe_wanted (tensor) };
  g_ptr_array_add (map->pairs, pair);
}

static void
add_place (GradusWeightsMap *map, const Slot *slot, const GradusWeightsPart *part)
{
  GradusWeightsPlace *place = g_new (GradusWeightsPlace, 1);

  *place =
      (GradusWeightsPlace){ g_strdup (slot->name), g_strdup (gradus_weights_part_get_title (part)),
                            describe_slot (slot), map->pairs->len, slot->n };
  g_ptr_array_add (map->places, place);
  for (guint i = 0; i < slot->n; i++)
    add_pair (map, slot->names[i], &slot->tensors[i], g_ptr_array_index (part->tensors, i));
}

/* "input: 5 × 2, 5; hidden: …", as far as a sentence can be read. */
static char *
list_parts (const GPtrArray *parts)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < MIN (parts->len, 8); i++) {
    const GradusWeightsPart *part = g_ptr_array_index (parts, i);

    g_string_append_printf (text, "%s“%.*s”", i > 0 ? ", " : "",
                            GRADUS_CUT (gradus_weights_part_get_title (part), 60));
    for (guint k = 0; k < MIN (part->tensors->len, GRADUS_LAYER_MAX_TENSORS); k++) {
      g_autofree char *shape =
          gradus_safetensor_describe_shape (g_ptr_array_index (part->tensors, k));

      g_string_append_printf (text, "%s%s", k > 0 ? " and " : " ", shape);
    }
  }
  if (parts->len > 8)
    g_string_append (text, " …");
  return g_string_free (text, FALSE);
}

/* Whether a part has all but the last of what a layer wants: most likely a layer without bias. */
static gboolean
lacks_last (const GradusWeightsPart *part, const Slot *slot)
{
  gboolean lacks = part->tensors->len + 1 == slot->n;

  for (guint i = 0; lacks && i < part->tensors->len; i++)
    lacks = is_fitting (g_ptr_array_index (part->tensors, i), &slot->tensors[i]);
  return lacks;
}

/* Whole numbers are most likely weights that were packed into fewer bits. */
static gboolean
refuse_slot (const Slot *slot, const GPtrArray *parts, GError **error)
{
  g_autofree char *wanted = describe_slot (slot), *there = list_parts (parts);

  for (guint i = 0; i < parts->len; i++) {
    const GradusWeightsPart *part = g_ptr_array_index (parts, i);
    const GradusSafetensor *source = g_ptr_array_index (part->tensors, 0);

    if (source->numbers == GRADUS_NUMBERS_OTHER)
      return gradus_refuse (error,
                            "“%.*s” is %s, whole numbers, which are no weights; save it as "
                            "float32, or leave it out of the file",
                            GRADUS_CUT (source->name, 60), source->type);
    if (lacks_last (part, slot))
      return gradus_refuse (error,
                            "“%.*s” is alone, but %s also has a %s; save the layer with one, of "
                            "zeros if need be",
                            GRADUS_CUT (source->name, 60), slot->name,
                            strrchr (slot->names[slot->n - 1], '.') + 1);
  }
  return gradus_refuse (error,
                        "the file has nothing for %s (%s)%s%s; the network must have the layers "
                        "of the file",
                        slot->name, wanted, parts->len > 0 ? ", it has " : "", there);
}

static gboolean
refuse_left_over (const GradusWeightsPart *part, GError **error)
{
  g_autofree char *shape = gradus_safetensor_describe_shape (g_ptr_array_index (part->tensors, 0));

  return gradus_refuse (
      error, "the network has nothing for “%.*s” (%s); it must have as many layers as the file",
      GRADUS_CUT (gradus_weights_part_get_title (part), 60), shape);
}

/* Each slot takes the first part that fits: parts of other shapes fit elsewhere, or nowhere. */
static gboolean
pair_by_shapes (GradusWeightsMap *map, const GArray *slots, const GPtrArray *parts, GError **error)
{
  g_autoptr (GPtrArray) rest = g_ptr_array_copy ((GPtrArray *) parts, NULL, NULL);

  /* The parts belong to the caller's array. */
  g_ptr_array_set_free_func (rest, NULL);
  for (guint i = 0; i < slots->len; i++) {
    const Slot *slot = &g_array_index (slots, Slot, i);
    guint k = 0;

    while (k < rest->len && !fits_slot (g_ptr_array_index (rest, k), slot))
      k++;
    if (k == rest->len)
      return refuse_slot (slot, rest, error);
    add_place (map, slot, g_ptr_array_index (rest, k));
    g_ptr_array_remove_index (rest, k);
  }
  return rest->len == 0 || refuse_left_over (g_ptr_array_index (rest, 0), error);
}

static const GradusWeightsPart *
find_part (const GPtrArray *parts, const char *name)
{
  for (guint i = 0; i < parts->len; i++) {
    const GradusWeightsPart *part = g_ptr_array_index (parts, i);

    if (g_str_equal (part->name, name))
      return part;
    for (guint k = 0; k < part->tensors->len; k++) {
      if (g_str_equal (((const GradusSafetensor *) g_ptr_array_index (part->tensors, k))->name,
                       name))
        return part;
    }
  }
  return NULL;
}

static gboolean
pair_in_order (GradusWeightsMap *map, const GArray *slots, const GPtrArray *parts,
               const char *const *order, GError **error)
{
  const guint n = g_strv_length ((char **) order);
  g_autofree char *there = list_parts (parts);
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  if (n != slots->len || n != parts->len)
    return gradus_refuse (error,
                          "the order names %u parts, the network has places for %u and the file "
                          "has %u: %s; name each once",
                          n, slots->len, parts->len, there);
  for (guint i = 0; i < n; i++) {
    const Slot *slot = &g_array_index (slots, Slot, i);
    const GradusWeightsPart *part = find_part (parts, order[i]);
    g_autofree char *wanted = describe_slot (slot);

    if (!part)
      return gradus_refuse (error, "the file has no “%.*s”; it has %s", GRADUS_CUT (order[i], 60),
                            there);
    if (!g_hash_table_add (taken, (gpointer) part))
      return gradus_refuse (error, "“%.*s” is twice in the order; name each once",
                            GRADUS_CUT (order[i], 60));
    if (!fits_slot (part, slot))
      return gradus_refuse (error, "“%.*s” does not fit %s (%s); the file has %s",
                            GRADUS_CUT (order[i], 60), slot->name, wanted, there);
    add_place (map, slot, part);
  }
  return TRUE;
}

/* -- Gradus's own names ------------------------------------------------------------------------ */

typedef struct {
  const GradusSafetensors *file;
  GradusWeightsMap *map;
  gboolean is_own;
  GError *error;
} Pairing;

static void
look_for_own_name (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  Pairing *pairing = data;

  pairing->is_own = pairing->is_own && gradus_safetensors_find (pairing->file, name);
}

/* The first fault counts. */
static void
pair_by_name (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  Pairing *pairing = data;
  const GradusSafetensor *source = gradus_safetensors_find (pairing->file, name);

  if (!pairing->error && !is_fitting (source, tensor)) {
    g_autofree char *wanted = describe_wanted (tensor),
                    *shape = gradus_safetensor_describe_shape (source);

    gradus_refuse (&pairing->error,
                   "“%.*s” is %s %s, but %s is %s; the network must have the file's shape",
                   GRADUS_CUT (source->name, 60), source->type, shape, name, wanted);
  }
  add_pair (pairing->map, name, tensor, source);
}

static gboolean
is_paired (const GradusWeightsMap *map, const GradusSafetensor *tensor)
{
  for (guint i = 0; i < map->pairs->len; i++) {
    if (g_str_equal (((const GradusWeightsPair *) g_ptr_array_index (map->pairs, i))->source,
                     tensor->name))
      return TRUE;
  }
  return FALSE;
}

static gboolean
pair_by_names (GradusWeightsMap *map, const GradusWeights *weights, const GradusSafetensors *file,
               const GPtrArray *parts, GError **error)
{
  Pairing pairing = { file, map };

  gradus_weights_foreach (weights, pair_by_name, &pairing);
  if (pairing.error) {
    g_propagate_error (error, pairing.error);
    return FALSE;
  }
  for (guint i = 0; i < parts->len; i++) {
    const GradusWeightsPart *part = g_ptr_array_index (parts, i);

    for (guint k = 0; k < part->tensors->len; k++) {
      if (!is_paired (map, g_ptr_array_index (part->tensors, k)))
        return refuse_left_over (part, error);
    }
  }
  return TRUE;
}

GradusWeightsMap *
gradus_weights_map_new (const GradusWeights *weights, const GradusSafetensors *file,
                        const char *const *order, GError **error)
{
  g_autoptr (GradusWeightsMap) map = g_new (GradusWeightsMap, 1);
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GArray) slots = NULL;
  Pairing pairing = { file, map, order == NULL };

  *map = (GradusWeightsMap){ g_ptr_array_new_with_free_func (free_pair),
                             g_ptr_array_new_with_free_func (free_place),
                             g_ptr_array_new_with_free_func (g_free) };
  parts = gradus_weights_parts_list (file, map->left_out);
  gradus_weights_foreach (weights, look_for_own_name, &pairing);
  if (pairing.is_own)
    return pair_by_names (map, weights, file, parts, error) ? g_steal_pointer (&map) : NULL;
  slots = list_slots (weights, parts);
  if (order ? pair_in_order (map, slots, parts, order, error)
            : pair_by_shapes (map, slots, parts, error))
    return g_steal_pointer (&map);
  return NULL;
}

/* -- Exchanging -------------------------------------------------------------------------------- */

int
gradus_weights_map_find_alike (const GradusWeightsMap *map, guint place, int step)
{
  const GradusWeightsPlace *here = g_ptr_array_index (map->places, place);

  for (int i = (int) place + step; i >= 0 && i < (int) map->places->len; i += step) {
    const GradusWeightsPlace *there = g_ptr_array_index (map->places, i);

    if (g_str_equal (there->shapes, here->shapes))
      return i;
  }
  return -1;
}

static void
exchange_texts (char **a, char **b)
{
  char *held = *a;

  *a = *b;
  *b = held;
}

void
gradus_weights_map_exchange (GradusWeightsMap *map, guint place, guint other)
{
  GradusWeightsPlace *one = g_ptr_array_index (map->places, place),
                     *two = g_ptr_array_index (map->places, other);

  exchange_texts (&one->source, &two->source);
  for (guint i = 0; i < one->n; i++)
    exchange_texts (
        &((GradusWeightsPair *) g_ptr_array_index (map->pairs, one->first + i))->source,
        &((GradusWeightsPair *) g_ptr_array_index (map->pairs, two->first + i))->source);
}

char *
gradus_weights_map_name_left_out (const GradusWeightsMap *map)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < map->left_out->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "",
                            (char *) g_ptr_array_index (map->left_out, i));
  return g_string_free (text, map->left_out->len == 0);
}

typedef struct {
  const GradusSafetensors *file;
  const GradusWeightsMap *map;
  guint next;
} Filling;

static void
fill_tensor (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  Filling *filling = data;
  const GradusWeightsPair *pair = g_ptr_array_index (filling->map->pairs, filling->next++);

  gradus_safetensors_copy (filling->file, gradus_safetensors_find (filling->file, pair->source),
                           numbers);
}

void
gradus_weights_fill (GradusWeights *weights, const GradusSafetensors *file,
                     const GradusWeightsMap *map)
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
  g_autoptr (GradusWeightsMap) map = NULL;
  GradusDataSource source = { NULL };

  if (!gradus_safetensors_is_own (file)) {
    gradus_refuse (error,
                   "these weights are not from Gradus: they do not name their experiment; name it, "
                   "with --experiment, or open them beside a run of it");
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
    map = gradus_weights_map_new (weights, file, NULL, error);
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
