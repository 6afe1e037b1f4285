/* SPDX-License-Identifier: MIT */
#include "nn/layer-spec.h"
#include "experiment/experiment-parts.h"

/* The key of the setting in which a layer names an earlier one; NULL where its kind has none. */
static const char *
find_reference_key (const json_t *layer)
{
  const char *kind = json_string_value (json_object_get (layer, "kind"));
  const GradusLayerClass *class = kind ? gradus_layer_class_find (kind) : NULL;

  for (guint i = 0; class && i < gradus_layer_class_count_settings (class); i++) {
    if (class->settings[i].type == GRADUS_SETTING_LAYER)
      return class->settings[i].key;
  }
  return NULL;
}

/* Where the block begins, from 0, that ends before layer `end`, from 0: a layer that reads an
 * earlier one makes a block with all behind that one, any other is a block of its own. */
static gsize
find_block (json_t *layers, gsize end)
{
  json_t *last = json_array_get (layers, end - 1);
  const char *key = find_reference_key (last);
  const json_int_t from = key ? (json_int_t) json_number_value (json_object_get (last, key)) : -1;

  return from >= 0 && from < (json_int_t) end ? (gsize) from : end - 1;
}

static guint
count_blocks (json_t *layers, gsize end)
{
  guint n = 0;

  for (; end > 0; n++)
    end = find_block (layers, end);
  return n;
}

/* A copy of a layer `way` places further on. What it reads moves with it if that is the layer
 * before the block, which begins at `begin` from 0, or one in it. */
static json_t *
copy_layer (json_t *layer, gsize begin, gsize way)
{
  const char *key = find_reference_key (layer);
  json_t *copy = json_deep_copy (layer);
  const json_int_t from = key ? (json_int_t) json_number_value (json_object_get (layer, key)) : 0;

  if (key && from >= (json_int_t) begin)
    json_object_set_new (copy, key, json_integer (from + (json_int_t) way));
  return copy;
}

static void
repeat_last_block (json_t *layers, gsize end)
{
  const gsize begin = find_block (layers, end), size = end - begin;

  for (gsize i = begin; i < end; i++)
    json_array_insert_new (layers, i + size, copy_layer (json_array_get (layers, i), begin, size));
}

static void
remove_last_block (json_t *layers, gsize end)
{
  for (gsize begin = find_block (layers, end); end > begin; end--)
    json_array_remove (layers, end - 1);
}

gboolean
gradus_layers_tree_set_depth (json_t *layers, const json_t *value)
{
  const json_int_t wanted = json_is_integer (value) ? json_integer_value (value) : -1;
  const gsize n_hidden = json_array_size (layers) > 0 ? json_array_size (layers) - 1 : 0;
  guint n = count_blocks (layers, n_hidden);

  if (wanted < 0 || wanted >= GRADUS_MAX_LAYERS || json_array_size (layers) == 0 ||
      (n == 0 && wanted > 0))
    return FALSE;
  for (; n > wanted; n--)
    remove_last_block (layers, json_array_size (layers) - 1);
  for (; n < wanted && json_array_size (layers) <= GRADUS_MAX_LAYERS; n++)
    repeat_last_block (layers, json_array_size (layers) - 1);
  return TRUE;
}
