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
  g_autoptr (GradusWeightsMap) map = gradus_weights_map_new (weights, file, NULL, &error);

  g_assert_no_error (error);
  g_assert_false (gradus_safetensors_is_own (file));
  g_assert_cmpuint (map->pairs->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < map->pairs->len; i++) {
    const GradusWeightsPair *pair = g_ptr_array_index (map->pairs, i);

    g_assert_cmpstr (pair->target, ==, wanted[i][0]);
    g_assert_cmpstr (pair->source, ==, wanted[i][1]);
  }
  gradus_weights_fill (weights, file, map);
}

/* A file with float32 tensors of these names and shapes, "a.weight 3 2, a.bias 3". */
static GradusSafetensors *
make_of (const char *tensors)
{
  g_auto (GStrv) each = g_strsplit (tensors, ", ", -1);
  g_autoptr (GString) header = g_string_new ("{");
  g_autoptr (GBytes) bytes = NULL;
  guint at = 0;

  for (guint i = 0; each[i]; i++) {
    g_auto (GStrv) words = g_strsplit (each[i], " ", -1);
    g_autofree char *sizes = g_strjoinv (", ", words + 1);
    guint n = 4;

    for (guint k = 1; words[k]; k++)
      n *= (guint) g_ascii_strtoull (words[k], NULL, 10);
    g_string_append_printf (
        header, "%s\"%s\": {\"dtype\": \"F32\", \"shape\": [%s], \"data_offsets\": [%u, %u]}",
        i > 0 ? ", " : "", words[0], sizes, at, at + n);
    at += n;
  }
  g_string_append_c (header, '}');
  bytes = make_file (header->str, at);
  return gradus_safetensors_read (bytes, NULL);
}

static GradusWeights *
make_layers (const char *units, guint n_inputs)
{
  g_auto (GStrv) each = g_strsplit (units, " ", -1);
  g_autoptr (GString) json = g_string_new ("{\"gradus-experiment\": 1, \"data\": {\"name\": "
                                           "\"xor\"}, \"network\": {\"layers\": [");
  g_autoptr (GradusExperiment) experiment = NULL;
  g_autoptr (GradusPreparation) preparation = gradus_preparation_new_plain (n_inputs, 1);

  for (guint i = 0; each[i]; i++)
    g_string_append_printf (json, "%s{\"units\": %s, \"activation\": \"sigmoid\"}",
                            i > 0 ? ", " : "", each[i]);
  g_string_append (json, "]}, \"training\": {\"cost\": \"binary-cross-entropy\", \"optimiser\": "
                         "{\"name\": \"sgd\", \"learning-rate\": 0.1}}}");
  experiment = gradus_experiment_from_json (json->str, json->len, NULL);
  return gradus_weights_new (experiment, preparation, 0, NULL);
}

static char *
join_sources (const GradusWeightsMap *map)
{
  GString *sources = g_string_new (NULL);

  for (guint i = 0; i < map->pairs->len; i++)
    g_string_append_printf (
        sources, "%s%s", i > 0 ? " " : "",
        ((const GradusWeightsPair *) g_ptr_array_index (map->pairs, i))->source);
  return g_string_free (sources, FALSE);
}

/* Programs name layers as they like. What fits decides, the order of names only where shapes are
 * the same. */
static void
test_chain (void)
{
  static const struct {
    const char *units, *file, *order, *sources;
  } cases[] = {
    /* PyTorch's attributes, alphabetical in the file */
    { "5 4 1",
      "hidden.bias 4, hidden.weight 4 5, input.bias 5, input.weight 5 2, output.bias 1, "
      "output.weight 1 4",
      NULL, "input.weight input.bias hidden.weight hidden.bias output.weight output.bias" },
    /* all biases alike: they follow their weights */
    { "4 4 4 1",
      "a.bias 4, a.weight 4 4, b.bias 4, b.weight 4 4, first.bias 4, first.weight 4 2, out.bias 1, "
      "out.weight 1 4",
      NULL, "first.weight first.bias a.weight a.bias b.weight b.bias out.weight out.bias" },
    { "4 4 4 1",
      "a.bias 4, a.weight 4 4, b.bias 4, b.weight 4 4, first.bias 4, first.weight 4 2, out.bias 1, "
      "out.weight 1 4",
      "first b a out",
      "first.weight first.bias b.weight b.bias a.weight a.bias out.weight out.bias" },
    { "3 1", "W2 1 3, W1 3 2, b2 1, b1 3", NULL, "W1 b1 W2 b2" },
    { "3 1", "net/fc_out/kernel 1 3, net/fc_in/kernel 3 2, net/fc_out/bias 1, net/fc_in/bias 3",
      NULL, "net/fc_in/kernel net/fc_in/bias net/fc_out/kernel net/fc_out/bias" },
    { "3 1", "weight_2 1 3, weight_1 3 2, bias_2 1, bias_1 3", NULL,
      "weight_1 bias_1 weight_2 bias_2" },
    /* names that say nothing: one after the other, as far as they fit */
    { "3 1", "p 3 2, q 3, r 1 3, s 1", NULL, "p q r s" },
    { "3 1", "r 1 3, q 3, p 3 2, s 1", "p q r s", "p q r s" },
    /* without axes, or without numbers, nothing is a weight */
    { "1", "step, weight 1 2, empty 0, bias 1, void.weight 0 2", NULL, "weight bias" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GradusWeights) weights = make_layers (cases[i].units, 2);
    g_autoptr (GradusSafetensors) file = make_of (cases[i].file);
    g_auto (GStrv) order = cases[i].order ? g_strsplit (cases[i].order, " ", -1) : NULL;
    g_autoptr (GError) error = NULL;
    g_autoptr (GradusWeightsMap) map =
        gradus_weights_map_new (weights, file, (const char *const *) order, &error);
    g_autofree char *sources = NULL;

    g_assert_no_error (error);
    sources = join_sources (map);
    g_assert_cmpstr (sources, ==, cases[i].sources);
    gradus_weights_fill (weights, file, map);
  }
}

/* What is no weight is left out and named. */
static void
test_left_out (void)
{
  g_autoptr (GradusWeights) weights = make_layers ("1", 2);
  g_autoptr (GradusSafetensors) file = make_of ("step, weight 1 2, empty 0, bias 1");
  g_autoptr (GradusWeightsMap) map = gradus_weights_map_new (weights, file, NULL, NULL);
  g_autofree char *left_out = gradus_weights_map_name_left_out (map);

  g_assert_cmpstr (left_out, ==, "step, empty");
}

/* Layers of the same shape have each other's weights with one call; others stay. */
static void
test_exchange (void)
{
  g_autoptr (GradusWeights) weights = make_layers ("4 4 4 1", 2);
  g_autoptr (GradusSafetensors) file =
      make_of ("a.bias 4, a.weight 4 4, b.bias 4, b.weight 4 4, first.bias 4, first.weight 4 2, "
               "out.bias 1, out.weight 1 4");
  g_autoptr (GradusWeightsMap) map = gradus_weights_map_new (weights, file, NULL, NULL);
  g_autofree char *sources = NULL;

  g_assert_cmpuint (map->places->len, ==, 4);
  g_assert_cmpint (gradus_weights_map_find_alike (map, 0, 1), ==, -1);
  g_assert_cmpint (gradus_weights_map_find_alike (map, 1, 1), ==, 2);
  g_assert_cmpint (gradus_weights_map_find_alike (map, 2, -1), ==, 1);
  g_assert_cmpint (gradus_weights_map_find_alike (map, 2, 1), ==, -1);
  gradus_weights_map_exchange (map, 1, 2);
  sources = join_sources (map);
  g_assert_cmpstr (sources, ==,
                   "first.weight first.bias b.weight b.bias a.weight a.bias out.weight out.bias");
  g_assert_cmpstr (((const GradusWeightsPlace *) g_ptr_array_index (map->places, 1))->source, ==,
                   "b");
}

/* Each sentence says what is there and what would be right. */
static void
test_no_chain (void)
{
  static const struct {
    const char *file, *order, *sentence;
  } cases[] = {
    { "a.weight 3 2, a.bias 3, b.weight 1 3", NULL,
      "“b.weight” is alone, but layer.2 also has a bias; save the layer with one" },
    { "a.weight 4 2, a.bias 4, b.weight 1 4, b.bias 1", NULL,
      "the file has nothing for layer.1 (3 × 2, 3), it has “a” 4 × 2 and 4, “b” 1 × 4 and 1" },
    { "a.weight 3 2, a.bias 3, b.weight 1 3, b.bias 1, c.weight 1 3, c.bias 1", NULL,
      "the network has nothing for “c” (1 × 3)" },
    { "a.weight 3 2, a.bias 3, b.weight 1 3, b.bias 1", "a",
      "the order names 1 parts, the network has places for 2 and the file has 2" },
    { "a.weight 3 2, a.bias 3, b.weight 1 3, b.bias 1", "a c",
      "the file has no “c”; it has “a” 3 × 2 and 3, “b” 1 × 3 and 1" },
    { "a.weight 3 2, a.bias 3, b.weight 1 3, b.bias 1", "a a", "“a” is twice in the order" },
    { "a.weight 3 2, a.bias 3, b.weight 1 3, b.bias 1", "b a",
      "“b” does not fit layer.1 (3 × 2, 3)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GradusWeights) weights = make_layers ("3 1", 2);
    g_autoptr (GradusSafetensors) file = make_of (cases[i].file);
    g_auto (GStrv) order = cases[i].order ? g_strsplit (cases[i].order, " ", -1) : NULL;
    g_autoptr (GError) error = NULL;

    g_assert_null (gradus_weights_map_new (weights, file, (const char *const *) order, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, cases[i].sentence));
  }
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
      "the file has nothing for layer.1.weight (3 × 2), it has “w” 2 × 3" },
    { "{\"w\": {\"dtype\": \"I32\", \"shape\": [3, 2], \"data_offsets\": [0, 24]}}", 24,
      "“w” is I32, whole numbers" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GradusWeights) weights = make ();
    g_autoptr (GBytes) bytes = make_file (files[i].header, files[i].n);
    g_autoptr (GradusSafetensors) file = gradus_safetensors_read (bytes, NULL);
    g_autoptr (GError) error = NULL;

    g_assert_null (gradus_weights_map_new (weights, file, NULL, &error));
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
  g_test_add_func ("/safetensors/chain", test_chain);
  g_test_add_func ("/safetensors/left-out", test_left_out);
  g_test_add_func ("/safetensors/exchange", test_exchange);
  g_test_add_func ("/safetensors/no-chain", test_no_chain);
  g_test_add_func ("/safetensors/misfits", test_misfits);
  g_test_add_func ("/safetensors/crc", test_crc);
}
