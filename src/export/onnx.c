/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "data/feature.h"
#include "export/format.h"
#include "export/onnx-graph.h"
#include "export/outline.h"
#include "export/protobuf.h"
#include "experiment/experiment-json.h"
#include "experiment/preparation-json.h"

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
  gradus_onnx_graph_add_tensor (graph, "offsets", 1, &preparation->n_raw, preparation->offsets);
  gradus_onnx_graph_add_tensor (graph, "spans", 1, &preparation->n_raw, preparation->spans);
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
                                       { "gamma", FALSE, (double) GRADUS_SELU_SCALE },
                                       { NULL } };

  switch (activation.kind) {
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
  case GRADUS_ACTIVATION_LINEAR: /* neither is a step, see nn/primitive.h */
  case GRADUS_ACTIVATION_MAXOUT:
  default:
    g_assert_not_reached ();
  }
}

/* What the layers are added with. */
typedef struct {
  GradusOnnxGraph *graph;
  GPtrArray *outputs; /* the names of what each layer says, the network's input first */
  GPtrArray *pieces;  /* the names of what each piece of the last Gemm says */
} Layers;

/* How a node multiplies weights, a tensor of the layer, with its input. */
typedef struct {
  const char *type;
  const GradusOnnxAttribute *attributes;
  const GradusTensor *weight, *bias;
  guint n_pieces;
} Product;

/* Adds the product of `input` with some rows of a layer. */
static const char *
add_rows (GradusOnnxGraph *graph, const Product *product, const char *input, const char *stem,
          const float *weights, const float *biases)
{
  g_autofree char *weight = g_strconcat (stem, "weight", NULL),
                  *bias = g_strconcat (stem, "bias", NULL);
  GradusTensor piece = *product->weight;

  piece.axes[0] /= product->n_pieces;
  gradus_onnx_graph_add_tensor (graph, weight, piece.n_axes, piece.axes, weights);
  gradus_onnx_graph_add_tensor (graph, bias, 1, piece.axes, biases);
  return gradus_onnx_graph_add_node (
      graph, product->type, (const char *[]){ input, weight, bias, NULL }, product->attributes);
}

/* Each piece is a node of its own, of the same input. */
static void
add_product (Layers *layers, const GradusOutlineLayer *own, const Product *product)
{
  const GradusTensor *weight = product->weight;
  const guint n = weight->axes[0] / product->n_pieces;
  const float *weights = own->parameters + weight->offset,
              *biases = own->parameters + product->bias->offset;
  g_autofree char *input = g_strdup (layers->graph->at);

  g_ptr_array_set_size (layers->pieces, 0);
  for (guint i = 0; i < product->n_pieces; i++) {
    g_autofree char *stem = product->n_pieces > 1
                                ? g_strdup_printf ("layer.%u.piece.%u.", own->layer->number, i + 1)
                                : g_strdup_printf ("layer.%u.", own->layer->number);
    const char *output =
        add_rows (layers->graph, product, input, stem,
                  weights + (gsize) i * n * gradus_tensor_count_row (weight), biases + i * n);

    g_ptr_array_add (layers->pieces, g_strdup (output));
  }
}

static void
add_gemm (Layers *layers, const GradusOutlineLayer *own, const GradusPrimitive *primitive)
{
  add_product (layers, own,
               &(Product){ "Gemm", transposed, &own->tensors[primitive->gemm.weight],
                           &own->tensors[primitive->gemm.bias], primitive->gemm.pieces });
}

/* The window and its step, and for `pads`, how far it goes beyond each side. */
static void
fill_window (const GradusScan *scan, gboolean has_pads,
             GradusOnnxAttribute attributes[GRADUS_ONNX_MAX_ATTRIBUTES])
{
  const GradusOnnxAttribute pads = { "pads", .n_list = 4,
                                     .list = { scan->top, scan->left, gradus_scan_get_bottom (scan),
                                               gradus_scan_get_right (scan) } };

  attributes[0] = (GradusOnnxAttribute){ "kernel_shape", .n_list = 2,
                                         .list = { scan->window_height, scan->window_width } };
  attributes[1] =
      (GradusOnnxAttribute){ "strides", .n_list = 2, .list = { scan->step, scan->step } };
  attributes[2] = has_pads ? pads : (GradusOnnxAttribute){ NULL };
}

static void
add_convolution (Layers *layers, const GradusOutlineLayer *own, const GradusPrimitive *primitive)
{
  GradusOnnxAttribute window[GRADUS_ONNX_MAX_ATTRIBUTES];

  fill_window (&primitive->convolution.scan, TRUE, window);
  add_product (layers, own,
               &(Product){ "Conv", window, &own->tensors[primitive->convolution.weight],
                           &own->tensors[primitive->convolution.bias],
                           primitive->convolution.pieces });
}

static void
add_pool (GradusOnnxGraph *graph, const GradusPrimitive *primitive)
{
  GradusOnnxAttribute window[GRADUS_ONNX_MAX_ATTRIBUTES];

  fill_window (&primitive->pool.scan, FALSE, window);
  if (primitive->pool.is_mean && gradus_scan_is_whole (&primitive->pool.scan))
    gradus_onnx_graph_add_unary (graph, "GlobalAveragePool");
  else
    add_with_attributes (graph, primitive->pool.is_mean ? "AveragePool" : "MaxPool", window);
}

static void
add_max (Layers *layers)
{
  g_ptr_array_add (layers->pieces, NULL);
  gradus_onnx_graph_add_node (layers->graph, "Max", (const char *const *) layers->pieces->pdata,
                              NULL);
}

/* Adds a tensor of the layer and returns its name; free with g_free(). */
static char *
add_layer_tensor (GradusOnnxGraph *graph, const GradusOutlineLayer *own, guint at)
{
  const GradusTensor *tensor = &own->tensors[at];
  char *name = g_strdup_printf ("layer.%u.%s", own->layer->number, tensor->name);

  gradus_onnx_graph_add_tensor (graph, name, tensor->n_axes, tensor->axes,
                                own->parameters + tensor->offset);
  return name;
}

/* Adds a vector of the same numbers, for a tensor that a layer does not have but ONNX asks for. */
static char *
add_same_numbers (GradusOnnxGraph *graph, const GradusOutlineLayer *own, const char *stem,
                  float number)
{
  const guint n = gradus_shape_count_units (&own->layer->out);
  char *name = g_strdup_printf ("layer.%u.%s", own->layer->number, stem);
  g_autofree float *numbers = g_new (float, n);

  for (guint i = 0; i < n; i++)
    numbers[i] = number;
  gradus_onnx_graph_add_tensor (graph, name, 1, &n, numbers);
  return name;
}

static void
add_batch_normalisation (GradusOnnxGraph *graph, const GradusOutlineLayer *own,
                         const GradusPrimitive *primitive)
{
  const GradusOnnxAttribute epsilon[] = { { "epsilon", FALSE, primitive->normalise.epsilon },
                                          { NULL } };
  const guint scale = primitive->normalise.scale, shift = primitive->normalise.shift;
  g_autofree char *x = g_strdup (graph->at);
  g_autofree char *ones = scale == GRADUS_NO_TENSOR ? add_same_numbers (graph, own, "ones", 1)
                                                    : add_layer_tensor (graph, own, scale);
  g_autofree char *zeros = shift == GRADUS_NO_TENSOR ? add_same_numbers (graph, own, "zeros", 0)
                                                     : add_layer_tensor (graph, own, shift);
  g_autofree char *mean = add_layer_tensor (graph, own, primitive->normalise.mean),
                  *variance = add_layer_tensor (graph, own, primitive->normalise.variance);

  gradus_onnx_graph_add_node (graph, "BatchNormalization",
                              (const char *[]){ x, ones, zeros, mean, variance, NULL }, epsilon);
}

/* Adds a node of the last output and a vector of the layer, where it has that: a number for each
 * unit, of maps too. */
static void
add_with_tensor (GradusOnnxGraph *graph, const char *type, const GradusOutlineLayer *own, guint at)
{
  const GradusTensor *tensor = at == GRADUS_NO_TENSOR ? NULL : &own->tensors[at];
  g_autofree char *name = NULL;

  if (!tensor)
    return;
  name = g_strdup_printf ("layer.%u.%s", own->layer->number, tensor->name);
  gradus_onnx_graph_add_tensor (graph, name, own->layer->out.n_axes,
                                (const guint[]){ tensor->axes[0], 1, 1 },
                                own->parameters + tensor->offset);
  gradus_onnx_graph_add_binary (graph, type, name);
}

static void
add_normalisation (GradusOnnxGraph *graph, const GradusOutlineLayer *own,
                   const GradusPrimitive *primitive)
{
  if (gradus_primitive_has_statistics (primitive)) {
    add_batch_normalisation (graph, own, primitive);
    return;
  }
  add_with_tensor (graph, "Mul", own, primitive->normalise.scale);
  add_with_tensor (graph, "Add", own, primitive->normalise.shift);
}

static void
add_primitive (Layers *layers, const GradusOutlineLayer *own, const GradusPrimitive *primitive)
{
  switch (primitive->kind) {
  case GRADUS_PRIMITIVE_GEMM:
    add_gemm (layers, own, primitive);
    break;
  case GRADUS_PRIMITIVE_CONVOLUTION:
    add_convolution (layers, own, primitive);
    break;
  case GRADUS_PRIMITIVE_POOL:
    add_pool (layers->graph, primitive);
    break;
  case GRADUS_PRIMITIVE_FLATTEN:
    gradus_onnx_graph_add_unary (layers->graph, "Flatten");
    break;
  case GRADUS_PRIMITIVE_MAX:
    add_max (layers);
    break;
  case GRADUS_PRIMITIVE_NORMALISE:
    add_normalisation (layers->graph, own, primitive);
    break;
  case GRADUS_PRIMITIVE_ACTIVATION:
    add_activation (layers->graph, primitive->activation);
    break;
  case GRADUS_PRIMITIVE_ADD:
    gradus_onnx_graph_add_binary (layers->graph, "Add",
                                  g_ptr_array_index (layers->outputs, primitive->add.from));
    break;
  case GRADUS_PRIMITIVE_DROPOUT: /* does nothing outside of training */
    break;
  }
}

/* Rows of numbers become pictures; 0 is the batch as it comes. */
static void
add_reshaping (GradusOnnxGraph *graph, const GradusShape *shape)
{
  gradus_onnx_graph_add_indices (
      graph, "picture", 4,
      (const gint64[]){ 0, shape->sizes[0], shape->sizes[1], shape->sizes[2] });
  gradus_onnx_graph_add_binary (graph, "Reshape", "picture");
}

static void
add_layers (GradusOnnxGraph *graph, const GradusOutline *outline)
{
  g_autoptr (GPtrArray) outputs = g_ptr_array_new_with_free_func (g_free),
                        pieces = g_ptr_array_new_with_free_func (g_free);
  const GradusShape *in = gradus_outline_get_input (outline);
  Layers layers = { graph, outputs, pieces };

  if (in)
    add_reshaping (graph, in);
  g_ptr_array_add (outputs, g_strdup (graph->at));
  for (guint i = 0; i < outline->n_layers; i++) {
    const GradusOutlineLayer *own = &outline->layers[i];

    for (guint k = 0; k < own->n_primitives; k++)
      add_primitive (&layers, own, &own->primitives[k]);
    g_ptr_array_add (outputs, g_strdup (graph->at));
  }
  if (gradus_outline_get_output (outline))
    gradus_onnx_graph_add_unary (graph, "Flatten");
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
  g_autoptr (GradusOutline) outline = gradus_outline_new (weights, "ONNX", error);

  if (!outline)
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
  add_layers (&graph, outline);
  add_end (&graph, preparation);
  gradus_onnx_graph_add_output (&graph, "output", preparation->n_outputs);
  return write_model (weights, graph.message);
}
