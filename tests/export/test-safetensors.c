/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <math.h>
#include <string.h>

#include "train/crc32c.h"
#include "export/format.h"
#include "export/weights-map.h"
#include "experiment/experiment-json.h"

static const char text[] =
    "{\"gradus-experiment\": 1, \"data\": {\"name\": \"xor\"}, \"network\": {\"layers\": ["
    "{\"units\": 3, \"activation\": \"tanh\"}, {\"kind\": \"batch-normalisation\"}, "
    "{\"units\": 1, \"activation\": \"sigmoid\"}]}, \"training\": {\"cost\": "
    "\"binary-cross-entropy\", "
    "\"optimiser\": {\"name\": \"adam\", \"learning-rate\": 0.1}}}";

static GradusWeights *
make (void)
{
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_from_json (text, sizeof text - 1, NULL);
  g_autoptr (GradusPreparation) preparation = gradus_preparation_new_plain (2, 1);

  return gradus_weights_new (experiment, preparation, 42, NULL);
}

/* A file of a header and as many zero bytes as it says; the caller's own. */
static GBytes *
make_file (const char *header, gsize n)
{
  GByteArray *file = g_byte_array_new ();
  const guint64 length = GUINT64_TO_LE (strlen (header));
  g_autofree guint8 *zeros = g_malloc0 (MAX (n, 1));

  g_byte_array_append (file, (const guint8 *) &length, sizeof length);
  g_byte_array_append (file, (const guint8 *) header, (guint) strlen (header));
  g_byte_array_append (file, zeros, (guint) n);
  return g_byte_array_free_to_bytes (file);
}

/* What Gradus wrote, Gradus reads: the same experiment, the same bits. */
static void
test_own (void)
{
  g_autoptr (GradusWeights) weights = make (), back = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GradusSafetensors) file = NULL;
  gsize n;

  gradus_network_initialise (weights->network, 3, NULL, 0);
  bytes = gradus_safetensors_write (weights, "w", NULL);
  file = gradus_safetensors_read (bytes, NULL);
  g_assert_true (gradus_safetensors_is_own (file));
  back = gradus_weights_from_safetensors (file, NULL);
  g_assert_nonnull (back);
  g_assert_cmpuint (back->step, ==, 42);
  g_assert_true (gradus_experiment_equal (back->experiment, weights->experiment));
  n = gradus_network_get_n_floats (weights->network);
  g_assert_cmpmem (gradus_network_get_parameters (back->network, 0), n * sizeof (float),
                   gradus_network_get_parameters (weights->network, 0), n * sizeof (float));
}

static const struct {
  const char *header;
  gsize n;
  const char *sentence;
} wrongs[] = {
  { "", 0, "must begin with {" },
  { "[]", 0, "must begin with {" },
  { "{", 0, "not JSON" },
  { "{} x", 0, "not JSON" },
  { "{\"a\": 1, \"a\": 2}", 0, "not JSON" },
  { "{\"a\": 1}", 0, "must have dtype, shape and data_offsets" },
  { "{\"__metadata__\": []}", 0, "must be an object of texts" },
  { "{\"__metadata__\": {\"a\": 1}}", 0, "that is no text" },
  { "{\"a\": {\"dtype\": \"F31\", \"shape\": [1], \"data_offsets\": [0, 4]}}", 4,
    "of a type that is not known" },
  { "{\"a\": {\"dtype\": \"F32\", \"shape\": 1, \"data_offsets\": [0, 4]}}", 4, "has no shape" },
  { "{\"a\": {\"dtype\": \"F32\", \"shape\": [-1], \"data_offsets\": [0, 4]}}", 4,
    "no whole number" },
  { "{\"a\": {\"dtype\": \"F32\", \"shape\": [4294967296, 4294967297], \"data_offsets\": [0, 4]}}",
    4, "too large" },
  { "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 0]}}", 4,
    "has no data_offsets" },
  { "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}}", 2,
    "may have been cut off" },
  { "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 4]}}", 4,
    "not what its shape asks for" },
  { "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [4, 8]}}", 8, "a hole" },
  { "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}, "
    "\"b\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [2, 6]}}",
    6, "something that it overlaps" },
  { "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]}}", 5,
    "belong to nothing" },
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++) {
    g_autoptr (GBytes) bytes = make_file (wrongs[i].header, wrongs[i].n);
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", wrongs[i].header);
    g_assert_null (gradus_safetensors_read (bytes, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_assert_nonnull (strstr (error->message, wrongs[i].sentence));
  }
}

/* Headers that lie about their own length. */
static void
test_length (void)
{
  static const guint64 lengths[] = { 1000, G_MAXUINT64, GRADUS_SAFETENSORS_MAX_HEADER + 1 };

  for (guint i = 0; i < G_N_ELEMENTS (lengths); i++) {
    const guint64 length = GUINT64_TO_LE (lengths[i]);
    g_autoptr (GBytes) bytes = g_bytes_new (&length, sizeof length);
    g_autoptr (GError) error = NULL;

    g_assert_null (gradus_safetensors_read (bytes, &error));
    g_assert_nonnull (strstr (error->message, "its header claims"));
  }
}

/* Halves, doubles and their halves become float32. */
static void
test_types (void)
{
  static const struct {
    const char *type;
    guint8 bytes[8];
    gsize size;
    float value;
  } numbers[] = {
    { "F16", { 0x00, 0x3e }, 2, 1.5f },       { "F16", { 0x01, 0x00 }, 2, 0x1p-24f },
    { "F16", { 0x00, 0xfc }, 2, -INFINITY },  { "F16", { 0xff, 0x7b }, 2, 65504.0f },
    { "BF16", { 0x40, 0xc0 }, 2, -3.0f },     { "F64", { 0, 0, 0, 0, 0, 0, 0xd0, 0x3f }, 8, 0.25f },
    { "F32", { 0, 0, 0x80, 0x3f }, 4, 1.0f },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_autofree char *header =
        g_strdup_printf ("{\"a\": {\"dtype\": \"%s\", \"shape\": [1], \"data_offsets\": [0, %u]}}",
                         numbers[i].type, (guint) numbers[i].size);
    g_autoptr (GBytes) zeros = make_file (header, numbers[i].size), bytes = NULL;
    g_autoptr (GByteArray) array = g_bytes_unref_to_array (g_bytes_ref (zeros));
    g_autoptr (GradusSafetensors) file = NULL;
    float number;

    memcpy (array->data + array->len - numbers[i].size, numbers[i].bytes, numbers[i].size);
    bytes = g_bytes_new (array->data, array->len);
    file = gradus_safetensors_read (bytes, NULL);
    gradus_safetensors_copy (file, g_ptr_array_index (file->tensors, 0), &number);
    g_assert_cmpfloat (number, ==, numbers[i].value);
  }
}

/* PyTorch's names, in the order in which its writer puts them: 10 before 2, biases before
 * weights. */
static void
test_foreign (void)
{
  static const char header[] =
      "{\"10.bias\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0, 4]},"
      " \"10.weight\": {\"dtype\": \"F32\", \"shape\": [1, 3], \"data_offsets\": [4, 16]},"
      " \"2.bias\": {\"dtype\": \"F32\", \"shape\": [3], \"data_offsets\": [16, 28]},"
      " \"2.weight\": {\"dtype\": \"F32\", \"shape\": [3, 2], \"data_offsets\": [28, 52]},"
      " \"3.bias\": {\"dtype\": \"F32\", \"shape\": [3], \"data_offsets\": [52, 64]},"
      " \"3.num_batches_tracked\": {\"dtype\": \"I64\", \"shape\": [], \"data_offsets\": [64, 72]},"
      " \"3.running_mean\": {\"dtype\": \"F32\", \"shape\": [3], \"data_offsets\": [72, 84]},"
      " \"3.running_var\": {\"dtype\": \"F32\", \"shape\": [3], \"data_offsets\": [84, 96]},"
      " \"3.weight\": {\"dtype\": \"F32\", \"shape\": [3], \"data_offsets\": [96, 108]}}";
  static const char *const wanted[][2] = {
    { "layer.1.weight", "2.weight" },
    { "layer.1.bias", "2.bias" },
    { "layer.2.weight", "3.weight" },
    { "layer.2.bias", "3.bias" },
    { "layer.2.running_mean", "3.running_mean" },
    { "layer.2.running_var", "3.running_var" },
    { "layer.3.weight", "10.weight" },
    { "layer.3.bias", "10.bias" },
  };
  g_autoptr (GradusWeights) weights = make ();
  g_autoptr (GBytes) bytes = make_file (header, 108);
  g_autoptr (GradusSafetensors) file = gradus_safetensors_read (bytes, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) map = gradus_weights_map (weights, file, &error);

  g_assert_no_error (error);
  g_assert_false (gradus_safetensors_is_own (file));
  g_assert_cmpuint (map->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < map->len; i++) {
    const GradusWeightsPair *pair = g_ptr_array_index (map, i);

    g_assert_cmpstr (pair->target, ==, wanted[i][0]);
    g_assert_cmpstr (pair->source, ==, wanted[i][1]);
  }
  gradus_weights_fill (weights, file, map);
}

static void
test_misfits (void)
{
  static const struct {
    const char *header;
    gsize n;
    const char *sentence;
  } files[] = {
    { "{}", 0, "the file has nothing for layer.1.weight (3 × 2)" },
    { "{\"w\": {\"dtype\": \"F32\", \"shape\": [2, 3], \"data_offsets\": [0, 24]}}", 24,
      "“w” is F32 2 × 3, but layer.1.weight is 3 × 2" },
    { "{\"w\": {\"dtype\": \"I32\", \"shape\": [3, 2], \"data_offsets\": [0, 24]}}", 24,
      "“w” is I32 3 × 2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GradusWeights) weights = make ();
    g_autoptr (GBytes) bytes = make_file (files[i].header, files[i].n);
    g_autoptr (GradusSafetensors) file = gradus_safetensors_read (bytes, NULL);
    g_autoptr (GError) error = NULL;

    g_assert_null (gradus_weights_map (weights, file, &error));
    g_assert_nonnull (strstr (error->message, files[i].sentence));
    g_assert_null (gradus_weights_from_safetensors (file, NULL));
  }
}

/* RFC 3720, appendix B.4. */
static void
test_crc (void)
{
  guint8 bytes[32] = { 0 };

  g_assert_cmphex (gradus_crc32c (bytes, 32), ==, 0x8a9136aa);
  memset (bytes, 0xff, sizeof bytes);
  g_assert_cmphex (gradus_crc32c (bytes, 32), ==, 0x62a8ab43);
  for (guint i = 0; i < 32; i++)
    bytes[i] = (guint8) i;
  g_assert_cmphex (gradus_crc32c (bytes, 32), ==, 0x46dd794e);
  g_assert_cmphex (gradus_crc32c_extend (gradus_crc32c (bytes, 13), bytes + 13, 19), ==,
                   0x46dd794e);
}

void
add_safetensors_tests (void)
{
  g_test_add_func ("/safetensors/own", test_own);
  g_test_add_func ("/safetensors/wrong", test_wrong);
  g_test_add_func ("/safetensors/length", test_length);
  g_test_add_func ("/safetensors/types", test_types);
  g_test_add_func ("/safetensors/foreign", test_foreign);
  g_test_add_func ("/safetensors/misfits", test_misfits);
  g_test_add_func ("/safetensors/crc", test_crc);
}
