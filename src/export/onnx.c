/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "data/feature.h"
#include "export/format.h"
#include "export/layer-kind.h"
#include "export/onnx-graph.h"
#include "export/protobuf.h"
#include "experiment/experiment-json.h"
#include "experiment/preparation-json.h"
#include "nn/layer.h"

/* Those of ONNX 1.8, of 2020: old enough for most readers. */
#define OPSET 13
#define IR_VERSION 7

/* Fields of ModelProto in onnx.proto3. */
enum {
  MODEL_IR_VERSION = 1,
  MODEL_PRODUCER = 2,
  MODEL_GRAPH = 7,
  MODEL_OPSET = 8,
  MODEL_METADATA = 14,
  OPSET_VERSION = 2,
  ENTRY_KEY = 1,
  ENTRY_VALUE = 2,
};

/* A protocol buffer has at most 2 GiB; 1 MiB of it is for everything but the weights. */
#define MOST_BYTES (G_GUINT64_CONSTANT (2047) * 1024 * 1024)

static const GradusOnnxAttribute along_inputs[] = { { "axis", TRUE, 1 }, { NULL } };
static const GradusOnnxAttribute transposed[] = { { "transB", TRUE, 1 }, { NULL } };

/* -- Before the network ------------------------------------------------------------------------ */

/* Takes a column of the input, as (batch, 1). */
static char *
take_column (GradusOnnxGraph *graph, const char *input, gint64 column)
{
  g_autofree char *name = g_strdup_printf ("column.%d", (int) column);

  gradus_onnx_graph_add_indices (graph, name, 1, &column);
  return g_strdup (gradus_onnx_graph_add_node (
      graph, "Gather", (const char *[]){ input, name, NULL }, along_inputs));
}

static char *
add_feature (GradusOnnxGraph *graph, GradusFeature feature, const char *x, const char *y)
{
  const char *const products[][3] = { { x, x, NULL }, { y, y, NULL }, { x, y, NULL } };

  switch (feature) {
  case GRADUS_FEATURE_X:
    return g_strdup (x);
  case GRADUS_FEATURE_Y:
    return g_strdup (y);
  case GRADUS_FEATURE_X2:
  case GRADUS_FEATURE_Y2:
  case GRADUS_FEATURE_XY:
    return g_strdup (
        gradus_onnx_graph_add_node (graph, "Mul", products[feature - GRADUS_FEATURE_X2], NULL));
  case GRADUS_FEATURE_SIN_X:
    return g_strdup (gradus_onnx_graph_add_node (graph, "Sin", (const char *[]){ x, NULL }, NULL));
  case GRADUS_FEATURE_SIN_Y:
    return g_strdup (gradus_onnx_graph_add_node (graph, "Sin", (const char *[]){ y, NULL }, NULL));
  default:
    g_assert_not_reached ();
  }
}

static void
add_features (GradusOnnxGraph *graph, guint features)
{
  g_autofree char *input = g_strdup (graph->at);
  g_autofree char *x = take_column (graph, input, 0), *y = take_column (graph, input, 1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (GradusFeature feature = 0; feature < GRADUS_N_FEATURES; feature++) {
    if (features >> feature & 1)
      g_ptr_array_add (names, add_feature (graph, feature, x, y));
  }
  g_ptr_array_add (names, NULL);
  gradus_onnx_graph_add_node (graph, "Concat", (const char *const *) names->pdata, along_inputs);
}

static void
add_preparation (GradusOnnxGraph *graph, const GradusPreparation *preparation)
{
  if (preparation->features)
    add_features (graph, preparation->features);
  if (!preparation->offsets)
    return;
  gradus_onnx_graph_add_tensor (graph, "offsets", preparation->n_raw, 0, preparation->offsets);
  gradus_onnx_graph_add_tensor (graph, "spans", preparation->n_raw, 0, preparation->spans);
  gradus_onnx_graph_add_binary (graph, "Sub", "offsets");
  gradus_onnx_graph_add_binary (graph, "Div", "spans");
}

/* -- Its layers -------------------------------------------------------------------------------- */

/* z · (1 + erf (z / √2)) / 2 */
static void
add_gelu (GradusOnnxGraph *graph)
{
  g_autofree char *z = g_strdup (graph->at);
  g_autofree char *root = gradus_onnx_graph_add_number (graph, (float) G_SQRT2);
  g_autofree char *one = gradus_onnx_graph_add_number (graph, 1);
  g_autofree char *half = gradus_onnx_graph_add_number (graph, 0.5f);

  gradus_onnx_graph_add_binary (graph, "Div", root);
  gradus_onnx_graph_add_unary (graph, "Erf");
  gradus_onnx_graph_add_binary (graph, "Add", one);
  gradus_onnx_graph_add_binary (graph, "Mul", z);
  gradus_onnx_graph_add_binary (graph, "Mul", half);
}

static void
add_swish (GradusOnnxGraph *graph)
{
  g_autofree char *z = g_strdup (graph->at);

  gradus_onnx_graph_add_unary (graph, "Sigmoid");
  gradus_onnx_graph_add_binary (graph, "Mul", z);
}

static void
add_with_attributes (GradusOnnxGraph *graph, const char *type,
                     const GradusOnnxAttribute *attributes)
{
  gradus_onnx_graph_add_node (graph, type, (const char *[]){ graph->at, NULL }, attributes);
}

static void
add_activation (GradusOnnxGraph *graph, GradusActivation activation)
{
  const GradusOnnxAttribute alpha[] = { { "alpha", FALSE, (double) activation.alpha }, { NULL } };
  const GradusOnnxAttribute selu[] = { { "alpha", FALSE, (double) GRADUS_SELU_ALPHA },
                                       { "gamma", FALSE, (double) GRADUS_SELU_SCALE } };

  switch (activation.kind) {
  case GRADUS_ACTIVATION_LINEAR:
  case GRADUS_ACTIVATION_MAXOUT: /* add_dense() has taken the maximum */
    break;
  case GRADUS_ACTIVATION_SIGMOID:
    gradus_onnx_graph_add_unary (graph, "Sigmoid");
    break;
  case GRADUS_ACTIVATION_TANH:
    gradus_onnx_graph_add_unary (graph, "Tanh");
    break;
  case GRADUS_ACTIVATION_RELU:
    gradus_onnx_graph_add_unary (graph, "Relu");
    break;
  case GRADUS_ACTIVATION_LEAKY_RELU:
    add_with_attributes (graph, "LeakyRelu", alpha);
    break;
  case GRADUS_ACTIVATION_ELU:
    add_with_attributes (graph, "Elu", alpha);
    break;
  case GRADUS_ACTIVATION_SELU:
    add_with_attributes (graph, "Selu", selu);
    break;
  case GRADUS_ACTIVATION_SOFTPLUS:
    gradus_onnx_graph_add_unary (graph, "Softplus");
    break;
  case GRADUS_ACTIVATION_GELU:
    add_gelu (graph);
    break;
  case GRADUS_ACTIVATION_SWISH:
    add_swish (graph);
    break;
  case GRADUS_ACTIVATION_SOFTMAX:
    add_with_attributes (graph, "Softmax", along_inputs);
    break;
  default:
    g_assert_not_reached ();
  }
}

/* Adds a Gemm of `input` with some rows of a layer. */
static const char *
add_gemm (GradusOnnxGraph *graph, const char *input, const char *stem, guint n_rows, guint n_inputs,
          const float *weights, const float *biases)
{
  g_autofree char *weight = g_strconcat (stem, "weight", NULL),
                  *bias = g_strconcat (stem, "bias", NULL);

  gradus_onnx_graph_add_tensor (graph, weight, n_rows, n_inputs, weights);
  gradus_onnx_graph_add_tensor (graph, bias, n_rows, 0, biases);
  return gradus_onnx_graph_add_node (graph, "Gemm", (const char *[]){ input, weight, bias, NULL },
                                     transposed);
}

static void
add_dense (GradusOnnxGraph *graph, const GradusLayer *layer, const float *parameters)
{
  const guint n_pieces = layer->n_rows / layer->n_outputs, n = layer->n_outputs;
  const float *biases = parameters + (gsize) layer->n_rows * layer->n_inputs;
  g_autofree char *input = g_strdup (graph->at);
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n_pieces; i++) {
    g_autofree char *stem = n_pieces > 1
                                ? g_strdup_printf ("layer.%u.piece.%u.", layer->number, i + 1)
                                : g_strdup_printf ("layer.%u.", layer->number);

    g_ptr_array_add (pieces, g_strdup (add_gemm (graph, input, stem, n, layer->n_inputs,
                                                 parameters + (gsize) i * n * layer->n_inputs,
                                                 biases + (gsize) i * n)));
  }
  g_ptr_array_add (pieces, NULL);
  if (n_pieces > 1)
    gradus_onnx_graph_add_node (graph, "Max", (const char *const *) pieces->pdata, NULL);
}

/* The tensors come in the order in which BatchNormalization takes them: scale, bias, mean,
 * variance. */
static void
add_normalisation (GradusOnnxGraph *graph, const GradusLayer *layer, const float *parameters)
{
  const GradusOnnxAttribute epsilon[] = {
    { "epsilon", FALSE, gradus_layer_get_setting (layer, "epsilon") }, { NULL }
  };
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
  const guint n = gradus_layer_list_tensors (layer, tensors);
  const char *inputs[GRADUS_LAYER_MAX_TENSORS + 2] = { graph->at };
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < n; i++) {
    g_ptr_array_add (names, g_strdup_printf ("layer.%u.%s", layer->number, tensors[i].name));
    inputs[i + 1] = g_ptr_array_index (names, i);
    gradus_onnx_graph_add_tensor (graph, inputs[i + 1], tensors[i].rows, 0,
                                  parameters + tensors[i].offset);
  }
  gradus_onnx_graph_add_node (graph, "BatchNormalization", inputs, epsilon);
}

/* Dropout does nothing outside of training. */
static void
add_layer (GradusOnnxGraph *graph, const GradusNetwork *network, guint at)
{
  const GradusLayer *layer = gradus_network_get_layer (network, at);
  const float *parameters = gradus_network_get_parameters (network, at);

  switch (gradus_layer_kind_find (layer)) {
  case GRADUS_LAYER_KIND_DENSE:
    add_dense (graph, layer, parameters);
    break;
  case GRADUS_LAYER_KIND_BATCH_NORMALISATION:
    add_normalisation (graph, layer, parameters);
    break;
  case GRADUS_LAYER_KIND_DROPOUT:
    break;
  }
  if (layer->class->has_activation)
    add_activation (graph, layer->spec.activation);
}

/* -- The whole --------------------------------------------------------------------------------- */

/* Scales the output back to the target's unit, and names it. */
static void
add_end (GradusOnnxGraph *graph, const GradusPreparation *preparation)
{
  if (gradus_preparation_scales_targets (preparation)) {
    g_autofree char *span = gradus_onnx_graph_add_number (graph, preparation->target_span);
    g_autofree char *offset = gradus_onnx_graph_add_number (graph, preparation->target_offset);

    gradus_onnx_graph_add_binary (graph, "Mul", span);
    gradus_onnx_graph_add_binary (graph, "Add", offset);
  }
  gradus_onnx_graph_end (graph, "output");
}

static void
add_metadata (GByteArray *model, const char *key, const char *value)
{
  GByteArray *entry = g_byte_array_new ();

  gradus_protobuf_string (entry, ENTRY_KEY, key);
  gradus_protobuf_string (entry, ENTRY_VALUE, value);
  gradus_protobuf_message (model, MODEL_METADATA, entry);
}

static GBytes *
write_model (const GradusWeights *weights, GByteArray *graph)
{
  GByteArray *model = g_byte_array_new (), *opset = g_byte_array_new ();
  g_autofree char *experiment = gradus_experiment_to_json (weights->experiment);
  g_autofree char *preparation = gradus_preparation_to_json (weights->preparation);
  g_autofree char *step = g_strdup_printf ("%" G_GUINT64_FORMAT, weights->step);

  gradus_protobuf_integer (model, MODEL_IR_VERSION, IR_VERSION);
  gradus_protobuf_string (model, MODEL_PRODUCER, "Gradus");
  gradus_protobuf_bytes (model, MODEL_GRAPH, graph->data, graph->len);
  gradus_protobuf_integer (opset, OPSET_VERSION, OPSET);
  gradus_protobuf_message (model, MODEL_OPSET, opset);
  add_metadata (model, "experiment", experiment);
  add_metadata (model, "preparation", preparation);
  add_metadata (model, "step", step);
  return g_byte_array_free_to_bytes (model);
}

GBytes *
gradus_onnx_write (const GradusWeights *weights, const char *name, GError **error)
{
  const GradusPreparation *preparation = weights->preparation;
  g_auto (GradusOnnxGraph) graph = { 0 };
  const gsize n_floats = gradus_network_get_n_floats (weights->network);

  if (!gradus_layer_kinds_check (weights, "ONNX", error))
    return NULL;
  if ((guint64) n_floats * sizeof (float) > MOST_BYTES) {
    g_autofree char *size = g_format_size ((guint64) n_floats * sizeof (float));

    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC,
                 "ONNX holds at most 2 GB, and these weights are %s; safetensors has no such limit",
                 size);
    return NULL;
  }
  gradus_onnx_graph_init (&graph, *name ? name : "gradus", "input");
  gradus_onnx_graph_add_input (&graph, "input", preparation->n_raw);
  add_preparation (&graph, preparation);
  for (guint i = 0; i < gradus_network_get_n_layers (weights->network); i++)
    add_layer (&graph, weights->network, i);
  add_end (&graph, preparation);
  gradus_onnx_graph_add_output (&graph, "output", preparation->n_outputs);
  return write_model (weights, graph.message);
}
