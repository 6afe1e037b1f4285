/* SPDX-License-Identifier: MIT */
#include "experiment/preparation-json.h"

#include <math.h>
#include <string.h>

#include "data/feature.h"
#include "nn/layer-spec.h"
#include "experiment/experiment-json.h"
#include "experiment/experiment-parts.h"
#include "experiment/experiment-tree.h"
#include "experiment/json-text.h"

/* -- Writing ----------------------------------------------------------------------------------- */

static json_t *
write_names (const GPtrArray *names)
{
  json_t *list = json_array ();

  for (guint i = 0; i < names->len; i++)
    json_array_append_new (list, json_string (g_ptr_array_index (names, i)));
  return list;
}

static json_t *
write_floats (const float *numbers, guint n)
{
  json_t *list = json_array ();

  for (guint i = 0; i < n; i++)
    json_array_append_new (list, gradus_json_write_float (numbers[i]));
  return list;
}

static json_t *
write_shape (const GradusShape *shape)
{
  json_t *list = json_array ();

  for (guint i = 0; i < shape->n_axes; i++)
    json_array_append_new (list, json_integer ((json_int_t) shape->sizes[i]));
  return list;
}

static json_t *
write_features (guint features)
{
  const char *names[GRADUS_N_FEATURES + 1];
  json_t *list = json_array ();

  gradus_features_list_names (features, names);
  for (guint i = 0; names[i]; i++)
    json_array_append_new (list, json_string (names[i]));
  return list;
}

char *
gradus_preparation_to_json (const GradusPreparation *preparation)
{
  g_autoptr (GradusJsonTree) root =
      json_pack ("{sI sI}", "inputs", (json_int_t) preparation->n_inputs, "outputs",
                 (json_int_t) preparation->n_outputs);

  if (preparation->shape.n_axes > 1)
    json_object_set_new (root, "shape", write_shape (&preparation->shape));
  if (preparation->features)
    json_object_set_new (root, "features", write_features (preparation->features));
  else if (preparation->raw_names)
    json_object_set_new (root, "names", write_names (preparation->raw_names));
  if (preparation->offsets) {
    json_object_set_new (root, "offsets", write_floats (preparation->offsets, preparation->n_raw));
    json_object_set_new (root, "spans", write_floats (preparation->spans, preparation->n_raw));
  }
  if (preparation->fillings)
    json_object_set_new (root, "fillings",
                         write_floats (preparation->fillings, preparation->n_raw));
  if (preparation->other_names && preparation->other_names->len > 0)
    json_object_set_new (root, "others", write_names (preparation->other_names));
  if (preparation->class_names)
    json_object_set_new (root, "classes", write_names (preparation->class_names));
  if (preparation->is_regression)
    json_object_set_new (root, "regression", json_true ());
  if (gradus_preparation_scales_targets (preparation)) {
    json_object_set_new (root, "target-offset",
                         gradus_json_write_float (preparation->target_offset));
    json_object_set_new (root, "target-span", gradus_json_write_float (preparation->target_span));
  }
  return gradus_json_text (root, JSON_COMPACT);
}

/* -- Reading ----------------------------------------------------------------------------------- */

/* Reads n names; NULL if they are left out, or after a fault. */
static GPtrArray *
read_names (GradusJsonReader *reader, json_t *root, const char *key, guint n)
{
  json_t *list = json_object_get (root, key), *name;
  g_autoptr (GPtrArray) names = NULL;
  gsize i;

  if (!list || gradus_json_reader_has_failed (reader))
    return NULL;
  if (!json_is_array (list) || json_array_size (list) != n)
    gradus_json_reader_fail (reader, key, "this must be a list of %u names", n);
  names = g_ptr_array_new_with_free_func (g_free);
  json_array_foreach (list, i, name) {
    if (json_is_string (name))
      g_ptr_array_add (names, g_strdup (json_string_value (name)));
    else
      gradus_json_reader_fail (reader, key, "number %d is not a text", (int) i + 1);
  }
  return gradus_json_reader_has_failed (reader) ? NULL : g_steal_pointer (&names);
}

static float *
read_floats (GradusJsonReader *reader, json_t *root, const char *key, guint n, gboolean may_be_zero)
{
  json_t *list = json_object_get (root, key), *number;
  g_autofree float *numbers = NULL;
  gsize i;

  if (!list || gradus_json_reader_has_failed (reader))
    return NULL;
  if (!json_is_array (list) || json_array_size (list) != n) {
    gradus_json_reader_fail (reader, key, "this must be a list of %u numbers", n);
    return NULL;
  }
  numbers = g_new (float, n);
  json_array_foreach (list, i, number) {
    numbers[i] = (float) json_number_value (number);
    if (!json_is_number (number) || !isfinite (numbers[i]) || (numbers[i] == 0 && !may_be_zero))
      gradus_json_reader_fail (reader, key, "number %d is not a finite number%s", (int) i + 1,
                               may_be_zero ? "" : " other than 0");
  }
  return gradus_json_reader_has_failed (reader) ? NULL : g_steal_pointer (&numbers);
}

/* Left out where the inputs are just so many numbers. */
static void
read_shape (GradusJsonReader *reader, json_t *root, GradusPreparation *preparation)
{
  json_t *list = json_object_get (root, "shape"), *size;
  GradusShape shape = { 0 };
  gsize i;

  if (!list)
    return;
  json_array_foreach (list, i, size) {
    const json_int_t n = json_integer_value (size);

    if (i < GRADUS_SHAPE_MAX_AXES && n >= 1 && n <= GRADUS_MAX_INPUTS)
      shape.sizes[shape.n_axes++] = (guint) n;
  }
  if (!json_is_array (list) || shape.n_axes != json_array_size (list) || shape.n_axes == 0 ||
      gradus_shape_count (&shape) != preparation->n_inputs)
    gradus_json_reader_fail (
        reader, "shape", "this must be a list of one to %d sizes whose product is the %u inputs",
        GRADUS_SHAPE_MAX_AXES, preparation->n_inputs);
  else
    preparation->shape = shape;
}

static void
read_features (GradusJsonReader *reader, json_t *root, GradusPreparation *preparation)
{
  json_t *list = json_object_get (root, "features"), *name;
  gsize i;

  json_array_foreach (list, i, name) {
    guint feature = 0;

    if (!json_is_string (name) ||
        !gradus_names_find (gradus_feature_names, json_string_value (name), &feature))
      gradus_json_reader_fail (reader, "features", "number %d is not a feature", (int) i + 1);
    preparation->features |= 1u << feature;
  }
  if (list && (!json_is_array (list) ||
               gradus_features_count (preparation->features) != preparation->n_inputs))
    gradus_json_reader_fail (reader, "features", "there must be as many features as inputs, %u",
                             preparation->n_inputs);
}

/* With features, the raw numbers are the coordinates x and y, whose names are not in the text. */
static void
read_inputs (GradusJsonReader *reader, json_t *root, GradusPreparation *preparation)
{
  read_shape (reader, root, preparation);
  read_features (reader, root, preparation);
  if (preparation->features) {
    preparation->n_raw = 2;
    preparation->raw_names = g_ptr_array_new_with_free_func (g_free);
    g_ptr_array_add (preparation->raw_names, g_strdup ("x"));
    g_ptr_array_add (preparation->raw_names, g_strdup ("y"));
    return;
  }
  preparation->raw_names = read_names (reader, root, "names", preparation->n_raw);
  preparation->fillings = read_floats (reader, root, "fillings", preparation->n_raw, TRUE);
  preparation->other_names = read_names (
      reader, root, "others", (guint) json_array_size (json_object_get (root, "others")));
  preparation->offsets = read_floats (reader, root, "offsets", preparation->n_raw, TRUE);
  preparation->spans = read_floats (reader, root, "spans", preparation->n_raw, FALSE);
  if (!preparation->offsets != !preparation->spans)
    gradus_json_reader_fail (reader, "offsets", "offsets and spans must be there together");
}

static void
read_targets (GradusJsonReader *reader, json_t *root, GradusPreparation *preparation)
{
  const double no_offset = 0, no_span = 1;
  const guint n_classes = preparation->n_outputs == 1 ? 2 : preparation->n_outputs;

  preparation->class_names = read_names (reader, root, "classes", n_classes);
  preparation->is_regression = json_is_true (json_object_get (root, "regression"));
  preparation->target_offset = (float) gradus_json_reader_number (reader, "", root, "target-offset",
                                                                  -1e30, 1e30, &no_offset);
  preparation->target_span =
      (float) gradus_json_reader_number (reader, "", root, "target-span", -1e30, 1e30, &no_span);
}

GradusPreparation *
gradus_preparation_from_json (const char *text, gsize length, GError **error)
{
  static const char *const keys[] = { "inputs",      "outputs", "shape",      "names",
                                      "features",    "offsets", "spans",      "classes",
                                      "fillings",    "others",  "regression", "target-offset",
                                      "target-span", NULL };
  g_autoptr (GradusPreparation) preparation = NULL;
  g_auto (GradusJsonReader) reader = { 0 };
  g_autoptr (GradusJsonTree) root = json_loadb (text, length, JSON_REJECT_DUPLICATES, NULL);
  guint n_inputs, n_outputs;

  if (!root)
    gradus_json_reader_fail (&reader, "", "this is not JSON");
  else
    gradus_json_reader_check_object (&reader, "", root, keys);
  n_inputs =
      (guint) gradus_json_reader_integer (&reader, "", root, "inputs", 1, GRADUS_MAX_INPUTS, NULL);
  n_outputs =
      (guint) gradus_json_reader_integer (&reader, "", root, "outputs", 1, GRADUS_MAX_UNITS, NULL);
  preparation = gradus_preparation_new_plain (n_inputs, n_outputs);
  if (!gradus_json_reader_has_failed (&reader)) {
    read_inputs (&reader, root, preparation);
    read_targets (&reader, root, preparation);
  }
  if (!gradus_json_reader_has_failed (&reader))
    return g_steal_pointer (&preparation);
  g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID,
               "the description of its inputs and outputs is wrong: %s%s%s", reader.path,
               *reader.path ? ": " : "", reader.fault);
  return NULL;
}
