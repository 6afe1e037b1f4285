/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include <jansson.h>
#include <string.h>

#include "../nn/block-layer.h"
#include "experiment/experiment-json.h"
#include "export/format.h"
#include "export/onnx-graph.h"
#include "export/tensorboard.h"
#include "export/weights-map.h"

static const char text[] =
    "{\"gradus-experiment\": 1, \"data\": {\"name\": \"xor\"}, \"network\": {\"layers\": ["
    "{\"units\": 12, \"activation\": \"tanh\"}, {\"units\": 12, \"activation\": \"tanh\"}, "
    "{\"units\": 1, \"activation\": \"sigmoid\"}]}, \"training\": {\"cost\": "
    "\"binary-cross-entropy\", \"optimiser\": {\"name\": \"sgd\", \"learning-rate\": 0.1}}}";

/* Layers 2 and 3 of that kind. */
static GradusWeights *
make (const GradusLayerClass *class)
{
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_from_json (text, sizeof text - 1, NULL);
  g_autoptr (GradusPreparation) preparation = gradus_preparation_new_plain (2, 1);
  GradusWeights *weights;

  gradus_experiment_get_layer (experiment, 1)->class = class;
  gradus_experiment_get_layer (experiment, 2)->class = class;
  weights = gradus_weights_new (experiment, preparation, 42, NULL);
  gradus_network_initialise (weights->network, 1, NULL, 0);
  return weights;
}

static gboolean
has_bytes (GBytes *bytes, const char *wanted, gsize n)
{
  return memmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), wanted, n) != NULL;
}

/* Lists within lists as deep as the tensor has axes. Returns what is behind their numbers. */
static const float *
check_lists (json_t *list, guint n_axes, const guint *axes, const float *numbers)
{
  g_assert_cmpuint (json_array_size (list), ==, axes[0]);
  for (guint i = 0; i < axes[0]; i++) {
    json_t *one = json_array_get (list, i);

    if (n_axes > 1)
      numbers = check_lists (one, n_axes - 1, axes + 1, numbers);
    else
      g_assert_cmpfloat ((float) json_number_value (one), ==, *numbers++);
  }
  return numbers;
}

static void
test_json (void)
{
  g_autoptr (GradusWeights) weights = make (get_block_class ());
  g_autoptr (GBytes) bytes = gradus_weights_json_write (weights, "w", NULL);
  json_t *root = json_loadb (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), 0, NULL),
         *tensors = json_object_get (root, "tensors");

  check_lists (json_object_get (tensors, "layer.2.weight"), 3, (const guint[]){ 12, 4, 3 },
               gradus_network_get_parameters (weights->network, 1));
  check_lists (json_object_get (tensors, "layer.3.weight"), 4, (const guint[]){ 1, 3, 2, 2 },
               gradus_network_get_parameters (weights->network, 2));
  json_decref (root);
}

static void
test_npz (void)
{
  static const char three[] = "'shape': (12, 4, 3), }", four[] = "'shape': (1, 3, 2, 2), }";
  g_autoptr (GradusWeights) weights = make (get_block_class ());
  g_autoptr (GBytes) bytes = gradus_npz_write (weights, "w", NULL);

  g_assert_true (has_bytes (bytes, three, strlen (three)));
  g_assert_true (has_bytes (bytes, four, strlen (four)));
  for (guint l = 1; l < 3; l++)
    g_assert_true (has_bytes (bytes,
                              (const char *) gradus_network_get_parameters (weights->network, l),
                              (l == 1 ? 144 : 12) * sizeof (float)));
}

/* Written, and read again into other weights; a network of other axes is refused. */
static void
test_safetensors (void)
{
  g_autoptr (GradusWeights) weights = make (get_block_class ()), others = make (get_block_class ()),
                            dense = make (&gradus_dense_class);
  g_autoptr (GBytes) bytes = gradus_safetensors_write (weights, "w", NULL);
  g_autoptr (GradusSafetensors) file = gradus_safetensors_read (bytes, NULL);
  const gsize size = gradus_network_get_n_floats (weights->network) * sizeof (float);
  g_autoptr (GradusWeightsMap) map = NULL;
  g_autoptr (GError) error = NULL;

  map = gradus_weights_map_new (others, file, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (((const GradusWeightsPair *) g_ptr_array_index (map->pairs, 2))->shape, ==,
                   "12 × 4 × 3");
  memset (gradus_network_get_parameters (others->network, 0), 0, size);
  gradus_weights_fill (others, file, map);
  g_assert_cmpmem (gradus_network_get_parameters (others->network, 0), size,
                   gradus_network_get_parameters (weights->network, 0), size);

  g_assert_null (gradus_weights_map_new (dense, file, NULL, &error));
  g_assert_cmpstr (error->message, ==,
                   "“layer.2.weight” is F32 12 × 4 × 3, but layer.2.weight is 12 × 12; the network "
                   "must have the file's shape");
}

static GBytes *
write_events (const GradusWeights *weights)
{
  g_autoptr (GradusRunDraft) draft = gradus_run_draft_new ();
  const GradusEvents events = { weights->experiment, 2, draft, 0 };

  draft->now = gradus_checkpoint_new (42, gradus_network_count_state (weights->network));
  gradus_network_save_state (weights->network, draft->now->state);
  return gradus_tensorboard_write (&events, NULL);
}

/* What follows the version, the beginning of a session and the graph, which draws tensors with the
 * axes that they have. A record is the length of its data, a sum of that, the data, and a sum of
 * these. */
static GBytes *
skip_graph (GBytes *events)
{
  gsize size, at = 0;
  const guint8 *data = g_bytes_get_data (events, &size);

  for (guint i = 0; i < 3; i++) {
    guint64 length;

    memcpy (&length, data + at, sizeof length);
    at += 16 + GUINT64_FROM_LE (length);
    g_assert_cmpuint (at, <, size);
  }
  return g_bytes_new_from_bytes (events, at, size - at);
}

/* What knows rows alone says the same of the rows, and of the weights of each layer. */
static void
test_rows (void)
{
  g_autoptr (GradusWeights) blocks = make (get_block_class ()), dense = make (&gradus_dense_class);
  g_autoptr (GBytes) csv = gradus_weights_csv_write (blocks, "w", NULL),
                     dense_csv = gradus_weights_csv_write (dense, "w", NULL),
                     all = write_events (blocks), dense_all = write_events (dense),
                     events = skip_graph (all), dense_events = skip_graph (dense_all);

  g_assert_true (has_bytes (csv, "\nlayer.2.weight,11,0,", 21));
  g_assert_true (has_bytes (csv, "\nlayer.3.weight,0,11,", 21));
  g_assert_true (g_bytes_equal (csv, dense_csv));
  g_assert_true (has_bytes (events, "weights/layer 3", 15));
  g_assert_true (g_bytes_equal (events, dense_events));
}

/* TensorProto's dims, each with the tag 08, then the type of its numbers. */
static void
test_onnx (void)
{
  static const char dims[] = "\x08\x02\x08\x01\x08\x03\x08\x02\x10\x01";
  g_auto (GradusOnnxGraph) graph;
  g_autoptr (GBytes) bytes = NULL;
  float numbers[12] = { 0 };

  gradus_onnx_graph_init (&graph, "g", "x");
  gradus_onnx_graph_add_tensor (&graph, "w", 4, (const guint[]){ 2, 1, 3, 2 }, numbers);
  bytes = g_bytes_new (graph.message->data, graph.message->len);
  g_assert_true (has_bytes (bytes, dims, sizeof dims - 1));
}

void
add_axes_tests (void)
{
  g_test_add_func ("/axes/json", test_json);
  g_test_add_func ("/axes/npz", test_npz);
  g_test_add_func ("/axes/safetensors", test_safetensors);
  g_test_add_func ("/axes/rows", test_rows);
  g_test_add_func ("/axes/onnx", test_onnx);
}
