/* SPDX-License-Identifier: MIT */
#include "export/onnx-graph.h"

#include <string.h>

#include "export/protobuf.h"

/* Numbers of fields in onnx.proto3. */
enum {
  GRAPH_NODE = 1,
  GRAPH_NAME = 2,
  GRAPH_INITIALIZER = 5,
  GRAPH_INPUT = 11,
  GRAPH_OUTPUT = 12,

  NODE_INPUT = 1,
  NODE_OUTPUT = 2,
  NODE_NAME = 3,
  NODE_TYPE = 4,
  NODE_ATTRIBUTE = 5,

  ATTRIBUTE_NAME = 1,
  ATTRIBUTE_FLOAT = 2,
  ATTRIBUTE_INTEGER = 3,
  ATTRIBUTE_INTEGERS = 8,
  ATTRIBUTE_TYPE = 20,

  TENSOR_DIMENSION = 1,
  TENSOR_TYPE = 2,
  TENSOR_NAME = 8,
  TENSOR_RAW = 9,

  VALUE_NAME = 1,
  VALUE_TYPE = 2,
  TYPE_TENSOR = 1,
  TENSOR_TYPE_ELEMENT = 1,
  TENSOR_TYPE_SHAPE = 2,
  SHAPE_DIMENSION = 1,
  DIMENSION_VALUE = 1,
  DIMENSION_PARAMETER = 2,
};

/* AttributeProto.AttributeType, TensorProto.DataType. */
enum {
  KIND_FLOAT = 1,
  KIND_INTEGER = 2,
  KIND_INTEGERS = 7,
  ELEMENT_FLOAT = 1,
  ELEMENT_INT64 = 7,
};

void
gradus_onnx_graph_init (GradusOnnxGraph *graph, const char *name, const char *input)
{
  *graph = (GradusOnnxGraph){ g_byte_array_new (), g_strdup (input) };
  gradus_protobuf_string (graph->message, GRAPH_NAME, name);
}

void
gradus_onnx_graph_clear (GradusOnnxGraph *graph)
{
  g_clear_pointer (&graph->message, g_byte_array_unref);
  g_clear_pointer (&graph->at, g_free);
}

void
gradus_onnx_graph_add_tensor (GradusOnnxGraph *graph, const char *name, guint n_axes,
                              const guint *axes, const float *numbers)
{
  GByteArray *tensor = g_byte_array_new ();
  g_autofree guint32 *raw = NULL;
  gsize n = 1;

  for (guint i = 0; i < n_axes; i++)
    n *= axes[i];
  raw = g_new (guint32, n);
  memcpy (raw, numbers, n * sizeof *raw);
  for (gsize i = 0; i < n; i++)
    raw[i] = GUINT32_TO_LE (raw[i]);
  for (guint i = 0; i < n_axes; i++)
    gradus_protobuf_integer (tensor, TENSOR_DIMENSION, axes[i]);
  gradus_protobuf_integer (tensor, TENSOR_TYPE, ELEMENT_FLOAT);
  gradus_protobuf_string (tensor, TENSOR_NAME, name);
  gradus_protobuf_bytes (tensor, TENSOR_RAW, raw, n * sizeof *raw);
  gradus_protobuf_message (graph->message, GRAPH_INITIALIZER, tensor);
}

void
gradus_onnx_graph_add_indices (GradusOnnxGraph *graph, const char *name, guint n,
                               const gint64 *indices)
{
  GByteArray *tensor = g_byte_array_new ();
  g_autofree gint64 *raw = g_new (gint64, MAX (n, 1));

  for (guint i = 0; i < MAX (n, 1); i++)
    raw[i] = GINT64_TO_LE (indices[i]);
  if (n > 0)
    gradus_protobuf_integer (tensor, TENSOR_DIMENSION, n);
  gradus_protobuf_integer (tensor, TENSOR_TYPE, ELEMENT_INT64);
  gradus_protobuf_string (tensor, TENSOR_NAME, name);
  gradus_protobuf_bytes (tensor, TENSOR_RAW, raw, MAX (n, 1) * sizeof *raw);
  gradus_protobuf_message (graph->message, GRAPH_INITIALIZER, tensor);
}

char *
gradus_onnx_graph_add_number (GradusOnnxGraph *graph, float number)
{
  char *name = g_strdup_printf ("number.%u", ++graph->n_constants);

  gradus_onnx_graph_add_tensor (graph, name, 0, NULL, &number);
  return name;
}

static void
add_attribute (GByteArray *node, const GradusOnnxAttribute *attribute)
{
  GByteArray *message = g_byte_array_new ();
  gint64 kind = attribute->is_integer ? KIND_INTEGER : KIND_FLOAT;

  gradus_protobuf_string (message, ATTRIBUTE_NAME, attribute->name);
  for (guint i = 0; i < attribute->n_list; i++)
    gradus_protobuf_integer (message, ATTRIBUTE_INTEGERS, attribute->list[i]);
  if (attribute->n_list > 0)
    kind = KIND_INTEGERS;
  else if (attribute->is_integer)
    gradus_protobuf_integer (message, ATTRIBUTE_INTEGER, (gint64) attribute->value);
  else
    gradus_protobuf_float (message, ATTRIBUTE_FLOAT, (float) attribute->value);
  gradus_protobuf_integer (message, ATTRIBUTE_TYPE, kind);
  gradus_protobuf_message (node, NODE_ATTRIBUTE, message);
}

/* Takes the name. */
static const char *
add_named (GradusOnnxGraph *graph, const char *type, char *name, const char *const *inputs,
           const GradusOnnxAttribute *attributes)
{
  GByteArray *node = g_byte_array_new ();

  for (; *inputs; inputs++)
    gradus_protobuf_string (node, NODE_INPUT, *inputs);
  gradus_protobuf_string (node, NODE_OUTPUT, name);
  gradus_protobuf_string (node, NODE_NAME, name);
  gradus_protobuf_string (node, NODE_TYPE, type);
  for (guint i = 0; attributes && i < GRADUS_ONNX_MAX_ATTRIBUTES && attributes[i].name; i++)
    add_attribute (node, &attributes[i]);
  gradus_protobuf_message (graph->message, GRAPH_NODE, node);
  g_free (graph->at);
  graph->at = name;
  return name;
}

const char *
gradus_onnx_graph_add_node (GradusOnnxGraph *graph, const char *type, const char *const *inputs,
                            const GradusOnnxAttribute *attributes)
{
  return add_named (graph, type, g_strdup_printf ("%s.%u", type, ++graph->n_nodes), inputs,
                    attributes);
}

/* An Identity: a graph's output needs the name that was promised, and the last node's is its
 * own. */
void
gradus_onnx_graph_end (GradusOnnxGraph *graph, const char *name)
{
  add_named (graph, "Identity", g_strdup (name), (const char *[]){ graph->at, NULL }, NULL);
}

const char *
gradus_onnx_graph_add_unary (GradusOnnxGraph *graph, const char *type)
{
  return gradus_onnx_graph_add_node (graph, type, (const char *[]){ graph->at, NULL }, NULL);
}

const char *
gradus_onnx_graph_add_binary (GradusOnnxGraph *graph, const char *type, const char *other)
{
  return gradus_onnx_graph_add_node (graph, type, (const char *[]){ graph->at, other, NULL }, NULL);
}

static void
add_value (GradusOnnxGraph *graph, guint field, const char *name, guint n_columns)
{
  GByteArray *value = g_byte_array_new (), *type = g_byte_array_new (),
             *tensor = g_byte_array_new ();
  GByteArray *shape = g_byte_array_new (), *batch = g_byte_array_new (),
             *columns = g_byte_array_new ();

  gradus_protobuf_string (batch, DIMENSION_PARAMETER, "batch");
  gradus_protobuf_integer (columns, DIMENSION_VALUE, n_columns);
  gradus_protobuf_message (shape, SHAPE_DIMENSION, batch);
  gradus_protobuf_message (shape, SHAPE_DIMENSION, columns);
  gradus_protobuf_integer (tensor, TENSOR_TYPE_ELEMENT, ELEMENT_FLOAT);
  gradus_protobuf_message (tensor, TENSOR_TYPE_SHAPE, shape);
  gradus_protobuf_message (type, TYPE_TENSOR, tensor);
  gradus_protobuf_string (value, VALUE_NAME, name);
  gradus_protobuf_message (value, VALUE_TYPE, type);
  gradus_protobuf_message (graph->message, field, value);
}

void
gradus_onnx_graph_add_input (GradusOnnxGraph *graph, const char *name, guint n_columns)
{
  add_value (graph, GRAPH_INPUT, name, n_columns);
}

void
gradus_onnx_graph_add_output (GradusOnnxGraph *graph, const char *name, guint n_columns)
{
  add_value (graph, GRAPH_OUTPUT, name, n_columns);
}
