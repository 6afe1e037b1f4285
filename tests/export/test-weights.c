/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <glib/gstdio.h>
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "export/format.h"
#include "experiment/experiment-json.h"
#include "nn/layer-functions.h"

static const char text[] =
    "{\"gradus-experiment\": 1, \"data\": {\"name\": \"xor\"}, \"network\": {\"layers\": ["
    "{\"units\": 3, \"activation\": \"maxout\"}, {\"kind\": \"dropout\"}, {\"kind\": "
    "\"batch-normalisation\"}, "
    "{\"units\": 1, \"activation\": \"sigmoid\"}]}, \"training\": {\"cost\": "
    "\"binary-cross-entropy\", "
    "\"optimiser\": {\"name\": \"sgd\", \"learning-rate\": 0.1}}}";

static const struct {
  const char *name;
  guint layer, rows, columns; /* columns 0: a vector */
  gsize offset;
} expected[] = { { "layer.1.weight", 0, 6, 2, 0 },       { "layer.1.bias", 0, 6, 0, 12 },
                 { "layer.3.weight", 2, 3, 0, 0 },       { "layer.3.bias", 2, 3, 0, 3 },
                 { "layer.3.running_mean", 2, 3, 0, 6 }, { "layer.3.running_var", 2, 3, 0, 9 },
                 { "layer.4.weight", 3, 1, 3, 0 },       { "layer.4.bias", 3, 1, 0, 3 } };

static GradusWeights *
make (void)
{
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_from_json (text, sizeof text - 1, NULL);
  g_autoptr (GradusPreparation) preparation = gradus_preparation_new_plain (2, 1);
  GradusWeights *weights = gradus_weights_new (experiment, preparation, 42, NULL);

  gradus_network_initialise (weights->network, 1, NULL, 0);
  return weights;
}

static void
test_json (void)
{
  g_autoptr (GradusWeights) weights = make ();
  g_autoptr (GBytes) bytes = gradus_weights_json_write (weights, "w", NULL);
  json_t *root = json_loadb (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                             JSON_REJECT_DUPLICATES, NULL),
         *tensors;

  g_assert_cmpint (json_integer_value (json_object_get (root, "gradus-weights")), ==, 1);
  g_assert_cmpint (json_integer_value (json_object_get (root, "step")), ==, 42);
  g_assert_cmpint (
      json_array_size (json_object_get (
          json_object_get (json_object_get (root, "experiment"), "network"), "layers")),
      ==, 4);
  tensors = json_object_get (root, "tensors");
  g_assert_cmpuint (json_object_size (tensors), ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    json_t *tensor = json_object_get (tensors, expected[i].name);
    const float *numbers =
        gradus_network_get_parameters (weights->network, expected[i].layer) + expected[i].offset;

    g_assert_cmpuint (json_array_size (tensor), ==, expected[i].rows);
    for (guint row = 0; row < expected[i].rows; row++) {
      json_t *at = json_array_get (tensor, row);

      g_assert_cmpuint (json_array_size (at), ==, expected[i].columns);
      if (expected[i].columns == 0)
        g_assert_true ((float) json_number_value (at) == numbers[row]);
      for (guint k = 0; k < expected[i].columns; k++)
        g_assert_true ((float) json_number_value (json_array_get (at, k)) ==
                       numbers[row * expected[i].columns + k]);
    }
  }
  json_decref (root);
}

static void
test_safetensors (void)
{
  g_autoptr (GradusWeights) weights = make ();
  g_autoptr (GBytes) bytes = gradus_safetensors_write (weights, "w", NULL);
  gsize length, end = 0;
  const char *written = g_bytes_get_data (bytes, &length);
  guint64 header_length;
  json_t *header, *metadata;

  memcpy (&header_length, written, 8);
  header_length = GUINT64_FROM_LE (header_length);
  g_assert_cmpuint (header_length % 8, ==, 0);
  header = json_loadb (written + 8, header_length, JSON_REJECT_DUPLICATES, NULL);
  metadata = json_object_get (header, "__metadata__");
  g_assert_cmpstr (json_string_value (json_object_get (metadata, "step")), ==, "42");
  g_assert_cmpuint (json_object_size (header), ==, G_N_ELEMENTS (expected) + 1);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    json_t *entry = json_object_get (header, expected[i].name),
           *shape = json_object_get (entry, "shape");
    json_t *offsets = json_object_get (entry, "data_offsets");
    const gsize size = expected[i].rows * MAX (expected[i].columns, 1) * sizeof (float);

    g_assert_cmpstr (json_string_value (json_object_get (entry, "dtype")), ==, "F32");
    g_assert_cmpuint (json_array_size (shape), ==, expected[i].columns ? 2 : 1);
    g_assert_cmpint (json_integer_value (json_array_get (shape, 0)), ==, expected[i].rows);
    g_assert_cmpint (json_integer_value (json_array_get (offsets, 0)), ==, end);
    g_assert_cmpmem (written + 8 + header_length + end, size,
                     gradus_network_get_parameters (weights->network, expected[i].layer) +
                         expected[i].offset,
                     size);
    end += size;
    g_assert_cmpint (json_integer_value (json_array_get (offsets, 1)), ==, end);
  }
  g_assert_cmpuint (length, ==, 8 + header_length + end);
  json_decref (header);
}

static void
test_files (void)
{
  g_autofree char *directory = g_dir_make_tmp (NULL, NULL);
  g_autofree char *good = g_build_filename (directory, "w.safetensors", NULL);
  g_autofree char *nowhere = g_build_filename (directory, "none", "w.json", NULL);
  g_autoptr (GradusWeights) weights = make ();
  g_autoptr (GError) error = NULL;

  g_assert_true (gradus_format_find ("a.json") != NULL);
  g_assert_null (gradus_format_find ("a.txt"));
  g_assert_true (gradus_weights_save (weights, gradus_format_find (good), good, &error));
  g_assert_no_error (error);
  g_assert_false (gradus_weights_save (weights, gradus_format_find (nowhere), nowhere, &error));
  g_assert_true (g_str_has_prefix (error->message, nowhere));
  g_unlink (good);
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

/* A kind of layer that does not say of what it is made: what writes all tensors holds it, what
 * writes out what a layer computes refuses it, and leaves what is there as it was. */
static void
test_unknown_kind (void)
{
  g_autofree char *directory = g_dir_make_tmp (NULL, NULL);
  GradusLayerFunctions functions = *gradus_dropout_class.functions;
  GradusLayerClass fold = gradus_dropout_class;
  g_autoptr (GradusWeights) known = make (), weights = NULL;
  g_autoptr (GradusExperiment) experiment = gradus_experiment_copy (known->experiment);

  functions.list_primitives = NULL;
  fold.functions = &functions;
  fold.name = "fold";
  gradus_experiment_get_layer (experiment, 1)->class = &fold;
  weights = gradus_weights_new (experiment, known->preparation, 42, NULL);
  gradus_network_initialise (weights->network, 1, NULL, 0);
  for (const GradusFormat *format = gradus_formats; format->suffix; format++) {
    const gboolean is_general = g_strv_contains (
        (const char *const[]){ ".safetensors", ".npz", ".csv", ".json", NULL }, format->suffix);
    g_autofree char *name = g_strconcat ("w", format->suffix, NULL), *old = NULL;
    g_autofree char *filename = g_build_filename (directory, name, NULL);
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (filename, "before", -1, NULL));
    g_assert_true (gradus_weights_save (weights, format, filename, &error) == is_general);
    if (!is_general) {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
      g_assert_true (g_str_has_prefix (error->message, filename));
      g_assert_true (g_str_has_suffix (error->message,
                                       " cannot hold layer 2, which is of the kind “fold”; "
                                       "export .safetensors or .npz instead"));
      g_assert_true (g_file_get_contents (filename, &old, NULL, NULL));
      g_assert_cmpstr (old, ==, "before");
    }
    g_unlink (filename);
  }
  g_assert_cmpint (g_rmdir (directory), ==, 0);
}

void
add_weights_tests (void)
{
  g_test_add_func ("/weights/json", test_json);
  g_test_add_func ("/weights/safetensors", test_safetensors);
  g_test_add_func ("/weights/files", test_files);
  g_test_add_func ("/weights/unknown-kind", test_unknown_kind);
}
