/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "nn/layer-spec.h"
#include "data/escape.h"
#include "experiment/experiment-parts.h"
#include "experiment/experiment-tree.h"

static const char *const activation_keys[] = { "activation", "alpha", "pieces", NULL };

/* The width stands in front of what most kinds have, the other settings behind it. */
static void
add_settings (GPtrArray *known, const GradusLayerClass *class, gboolean is_width)
{
  for (guint i = 0; i < gradus_layer_class_count_settings (class); i++) {
    if (class->settings[i].is_width == is_width)
      g_ptr_array_add (known, (gpointer) class->settings[i].key);
  }
}

static void
add_keys (GPtrArray *known, const char *const *keys)
{
  for (; *keys; keys++)
    g_ptr_array_add (known, (gpointer) *keys);
}

/* All keys that a layer of the class may have; ends with NULL. */
static GPtrArray *
list_keys (const GradusLayerClass *class)
{
  GPtrArray *known = g_ptr_array_new ();

  g_ptr_array_add (known, (gpointer) "kind");
  add_settings (known, class, TRUE);
  if (class->has_activation)
    add_keys (known, activation_keys);
  if (class->has_initialiser)
    g_ptr_array_add (known, (gpointer) "initialiser");
  add_settings (known, class, FALSE);
  g_ptr_array_add (known, NULL);
  return known;
}

/* Dense layers, which nearly all are, need not say so. */
static const GradusLayerClass *
read_class (GradusJsonReader *reader, const char *path, json_t *layer)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  guint position = 0;

  for (guint i = 0; gradus_layer_classes[i]; i++)
    g_ptr_array_add (names, (gpointer) gradus_layer_classes[i]->name);
  g_ptr_array_add (names, NULL);
  if (json_object_get (layer, "kind"))
    gradus_json_reader_name (reader, path, layer, "kind", "kind of layer",
                             (const char *const *) names->pdata, &position);
  return gradus_layer_classes[position];
}

/* A layer with units needs an activation, others are linear where none is given. */
static GradusActivation
read_activation (GradusJsonReader *reader, const char *path, json_t *layer, gboolean is_optional)
{
  GradusActivation activation = gradus_activation_make (GRADUS_ACTIVATION_LINEAR);
  double alpha;
  guint64 pieces;
  guint kind;

  if ((is_optional && !json_object_get (layer, "activation")) ||
      !gradus_json_reader_name (reader, path, layer, "activation", "activation",
                                gradus_activation_names, &kind))
    return activation;
  activation = gradus_activation_make ((GradusActivationKind) kind);
  alpha = (double) activation.alpha;
  pieces = activation.pieces;
  gradus_json_reader_optional (reader, path, layer, "alpha",
                               gradus_activation_has_alpha (activation.kind),
                               gradus_activation_names[kind], 0, GRADUS_ALPHA_MAX, &alpha);
  gradus_json_reader_optional_integer (
      reader, path, layer, "pieces", gradus_activation_has_pieces (activation.kind),
      gradus_activation_names[kind], 2, GRADUS_PIECES_MAX, &pieces);
  activation.alpha = (float) alpha;
  activation.pieces = (guint) pieces;
  return activation;
}

/* Each kind calls its scale by another name; the other names are refused, so that a value is never
 * lost. */
static void
read_scale (GradusJsonReader *reader, const char *path, json_t *value,
            GradusInitialiser *initialiser)
{
  const char *own = gradus_initialiser_get_scale_key (initialiser->kind);
  double lowest, highest, scale = (double) initialiser->scale;

  gradus_initialiser_get_scale_limits (initialiser->kind, &lowest, &highest);
  for (const char *const *key = gradus_initialiser_scale_keys; *key; key++)
    gradus_json_reader_optional (reader, path, value, *key, g_strcmp0 (own, *key) == 0,
                                 gradus_initialiser_names[initialiser->kind], lowest, highest,
                                 &scale);
  initialiser->scale = (float) scale;
}

static GradusInitialiser
read_initialiser (GradusJsonReader *reader, const char *layer_path, json_t *layer)
{
  static const char *const keys[] = { "name", "range",  "deviation", "value",
                                      "gain", "epochs", "bias",      NULL };
  g_autofree char *path = gradus_json_path (layer_path, "initialiser");
  g_autoptr (GradusJsonTree) shorthand = NULL;
  GradusInitialiser initialiser = gradus_initialiser_make (GRADUS_INITIALISER_UNIFORM);
  json_t *value = json_object_get (layer, "initialiser");
  double bias = 0;
  guint kind;

  if (!value)
    return initialiser;
  if (json_is_string (value))
    value = shorthand = json_pack ("{sO}", "name", value);
  if (!gradus_json_reader_check_object (reader, path, value, keys) ||
      !gradus_json_reader_name (reader, path, value, "name", "initialiser",
                                gradus_initialiser_names, &kind))
    return initialiser;
  initialiser = gradus_initialiser_make ((GradusInitialiserKind) kind);
  read_scale (reader, path, value, &initialiser);
  gradus_json_reader_optional (reader, path, value, "bias", TRUE, gradus_initialiser_names[kind],
                               -GRADUS_BIAS_MAX, GRADUS_BIAS_MAX, &bias);
  initialiser.bias = (float) bias;
  return initialiser;
}

static double
read_choice (GradusJsonReader *reader, const char *path, json_t *layer,
             const GradusLayerSetting *setting)
{
  guint position = (guint) setting->usual;

  if (setting->is_required || json_object_get (layer, setting->key))
    gradus_json_reader_name (reader, path, layer, setting->key, setting->key, setting->choices,
                             &position);
  return position;
}

static double
read_whole (GradusJsonReader *reader, const char *path, json_t *layer,
            const GradusLayerSetting *setting, double lowest, double highest)
{
  /* A usual word, which is below 0, is read_number_or_word()'s. */
  const guint64 usual = (guint64) MAX (setting->usual, 0);

  return (double) gradus_json_reader_integer (reader, path, layer, setting->key, (guint64) lowest,
                                              (guint64) highest,
                                              setting->is_required ? NULL : &usual);
}

/* A whole number, or the setting's word. */
static double
read_number_or_word (GradusJsonReader *reader, const char *path, json_t *layer,
                     const GradusLayerSetting *setting)
{
  json_t *value = json_object_get (layer, setting->key);
  g_autofree char *where = gradus_json_path (path, setting->key);

  if (!value && !setting->is_required)
    return setting->usual;
  if (!json_is_string (value))
    return read_whole (reader, path, layer, setting, setting->lowest, setting->highest);
  if (!g_str_equal (json_string_value (value), setting->word))
    gradus_json_reader_fail (reader, where,
                             "\"%.*s\" will not do; give a whole number from %u to %u, or \"%s\"",
                             GRADUS_CUT (json_string_value (value), 60), (guint) setting->lowest,
                             (guint) setting->highest, setting->word);
  return GRADUS_SETTING_WORD;
}

static gboolean
read_side (json_t *value, const GradusLayerSetting *setting, guint *side)
{
  const double number = json_number_value (value);

  *side = (guint) setting->lowest;
  if (!json_is_number (value) || !(number >= setting->lowest && number <= setting->highest) ||
      floor (number) != number)
    return FALSE;
  *side = (guint) number;
  return TRUE;
}

/* One number for both sides, or height and width. */
static double
read_size (GradusJsonReader *reader, const char *path, json_t *layer,
           const GradusLayerSetting *setting)
{
  g_autofree char *where = gradus_json_path (path, setting->key), *shown = NULL;
  json_t *value = json_object_get (layer, setting->key);
  const gboolean is_pair = json_is_array (value) && json_array_size (value) == 2;
  guint height, width;

  if (setting->is_required)
    gradus_json_reader_require (reader, path, layer, setting->key);
  if (!value)
    return setting->usual;
  if (read_side (is_pair ? json_array_get (value, 0) : value, setting, &height) &&
      read_side (is_pair ? json_array_get (value, 1) : value, setting, &width))
    return gradus_size_make (height, width);
  shown = json_dumps (value, JSON_ENCODE_ANY | JSON_COMPACT);
  gradus_json_reader_fail (
      reader, where,
      "%.*s will not do; give a whole number from %u to %u, or [height, width] of such",
      GRADUS_CUT (shown, 60), (guint) setting->lowest, (guint) setting->highest);
  return setting->usual;
}

/* Which layers are earlier ones gradus_experiment_find_fault() knows. */
static double
read_setting (GradusJsonReader *reader, const char *path, json_t *layer,
              const GradusLayerSetting *setting)
{
  switch (setting->type) {
  case GRADUS_SETTING_WHOLE:
    return setting->word
               ? read_number_or_word (reader, path, layer, setting)
               : read_whole (reader, path, layer, setting, setting->lowest, setting->highest);
  case GRADUS_SETTING_SIZE:
    return read_size (reader, path, layer, setting);
  case GRADUS_SETTING_CHOICE:
    return read_choice (reader, path, layer, setting);
  case GRADUS_SETTING_LAYER:
    return read_whole (reader, path, layer, setting, 0, GRADUS_MAX_LAYERS - 1);
  case GRADUS_SETTING_REAL:
  default:
    return gradus_json_reader_number (reader, path, layer, setting->key, setting->lowest,
                                      setting->highest,
                                      setting->is_required ? NULL : &setting->usual);
  }
}

/* The width, or the other settings: what is read first is also told first of two faults. */
static void
read_settings (GradusJsonReader *reader, const char *path, json_t *layer, gboolean is_width,
               GradusLayerSpec *spec)
{
  for (guint i = 0; i < gradus_layer_class_count_settings (spec->class); i++) {
    if (spec->class->settings[i].is_width == is_width)
      spec->settings[i] = read_setting (reader, path, layer, &spec->class->settings[i]);
  }
}

GradusLayerSpec
gradus_layer_spec_from_tree (GradusJsonReader *reader, const char *path, json_t *layer)
{
  return gradus_layer_spec_of_class_from_tree (
      reader, path, layer,
      json_is_object (layer) ? read_class (reader, path, layer) : gradus_layer_classes[0]);
}

GradusLayerSpec
gradus_layer_spec_of_class_from_tree (GradusJsonReader *reader, const char *path, json_t *layer,
                                      const GradusLayerClass *class)
{
  g_autoptr (GPtrArray) keys = list_keys (class);
  GradusLayerSpec spec = gradus_layer_spec_make (class);

  if (!gradus_json_reader_check_object (reader, path, layer, (const char *const *) keys->pdata))
    return spec;
  read_settings (reader, path, layer, TRUE, &spec);
  if (class->has_activation)
    spec.activation = read_activation (reader, path, layer, !gradus_layer_class_get_width (class));
  if (class->has_initialiser)
    spec.initialiser = read_initialiser (reader, path, layer);
  read_settings (reader, path, layer, FALSE, &spec);
  return spec;
}

gboolean
gradus_layer_tree_can_have (json_t *layer, const char *key)
{
  const char *kind = json_string_value (json_object_get (layer, "kind"));
  const GradusLayerClass *class = kind ? gradus_layer_class_find (kind) : gradus_layer_classes[0];
  g_autoptr (GPtrArray) keys = class ? list_keys (class) : NULL;

  return class && g_strv_contains ((const char *const *) keys->pdata, key);
}

static json_t *
write_initialiser (const GradusInitialiser *initialiser)
{
  const char *key = gradus_initialiser_get_scale_key (initialiser->kind);
  json_t *start = json_pack ("{ss}", "name", gradus_initialiser_names[initialiser->kind]);

  if (key)
    json_object_set_new (start, key, gradus_json_write_float (initialiser->scale));
  json_object_set_new (start, "bias", gradus_json_write_float (initialiser->bias));
  return start;
}

static json_t *
write_size (double size)
{
  const guint height = gradus_size_get_height (size), width = gradus_size_get_width (size);

  return height == width ? json_integer (height) : json_pack ("[ii]", (int) height, (int) width);
}

static json_t *
write_setting (const GradusLayerSetting *setting, double value)
{
  switch (setting->type) {
  case GRADUS_SETTING_WHOLE:
    return setting->word && value == GRADUS_SETTING_WORD ? json_string (setting->word)
                                                         : json_integer ((json_int_t) value);
  case GRADUS_SETTING_SIZE:
    return write_size (value);
  case GRADUS_SETTING_LAYER:
    return json_integer ((json_int_t) value);
  case GRADUS_SETTING_CHOICE:
    return json_string (setting->choices[(guint) value]);
  case GRADUS_SETTING_REAL:
  default:
    return json_real (value);
  }
}

static void
write_settings (const GradusLayerSpec *spec, gboolean is_width, json_t *layer)
{
  for (guint i = 0; i < gradus_layer_class_count_settings (spec->class); i++) {
    const GradusLayerSetting *setting = &spec->class->settings[i];

    if (setting->is_width == is_width)
      json_object_set_new (layer, setting->key, write_setting (setting, spec->settings[i]));
  }
}

json_t *
gradus_layer_spec_to_tree (const GradusLayerSpec *spec)
{
  json_t *layer = json_object ();

  if (spec->class != gradus_layer_classes[0])
    json_object_set_new (layer, "kind", json_string (spec->class->name));
  write_settings (spec, TRUE, layer);
  if (spec->class->has_activation)
    json_object_set_new (layer, "activation",
                         json_string (gradus_activation_names[spec->activation.kind]));
  if (spec->class->has_activation && gradus_activation_has_alpha (spec->activation.kind))
    json_object_set_new (layer, "alpha", gradus_json_write_float (spec->activation.alpha));
  if (spec->class->has_activation && gradus_activation_has_pieces (spec->activation.kind))
    json_object_set_new (layer, "pieces", json_integer ((json_int_t) spec->activation.pieces));
  if (spec->class->has_initialiser)
    json_object_set_new (layer, "initialiser", write_initialiser (&spec->initialiser));
  write_settings (spec, FALSE, layer);
  return layer;
}
