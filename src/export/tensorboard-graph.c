/* SPDX-License-Identifier: MIT */
#include "export/tensorboard-graph.h"

#include "export/protobuf.h"
#include "nn/layer.h"
#include "nn/primitive.h"

/* Fields of tensorflow/core/framework: graph.proto, node_def.proto, attr_value.proto,
 * tensor_shape.proto, versions.proto. */
enum {
  GRAPH_NODE = 1,
  GRAPH_VERSIONS = 4,
  VERSIONS_PRODUCER = 1,
  NODE_NAME = 1,
  NODE_OP = 2,
  NODE_INPUT = 3,
  NODE_ATTRIBUTE = 5,
  ENTRY_KEY = 1,
  ENTRY_VALUE = 2,
  ATTRIBUTE_LIST = 1,
  ATTRIBUTE_TYPE = 6,
  LIST_SHAPE = 7,
  SHAPE_DIMENSION = 2,
  DIMENSION_SIZE = 1,
  TYPE_FLOAT = 1,
};

#define PRODUCER 22
#define ANY_NUMBER -1 /* of samples */
#define MOST_AXES (1 + GRADUS_TENSOR_MAX_AXES)

typedef struct {
  GByteArray *graph;
  GPtrArray *names; /* of the nodes */
} Graph;

/* -- Nodes ------------------------------------------------------------------------------------- */

static void
append_attribute (GByteArray *node, const char *key, GByteArray *value)
{
  GByteArray *entry = g_byte_array_new ();

  gradus_protobuf_string (entry, ENTRY_KEY, key);
  gradus_protobuf_message (entry, ENTRY_VALUE, value);
  gradus_protobuf_message (node, NODE_ATTRIBUTE, entry);
}

static GByteArray *
make_type (void)
{
  GByteArray *type = g_byte_array_new ();

  gradus_protobuf_integer (type, ATTRIBUTE_TYPE, TYPE_FLOAT);
  return type;
}

static GByteArray *
make_shapes (const gint64 *axes, guint n_axes)
{
  GByteArray *shape = g_byte_array_new (), *list = g_byte_array_new (),
             *value = g_byte_array_new ();

  for (guint i = 0; i < n_axes; i++) {
    GByteArray *dimension = g_byte_array_new ();

    gradus_protobuf_integer (dimension, DIMENSION_SIZE, axes[i]);
    gradus_protobuf_message (shape, SHAPE_DIMENSION, dimension);
  }
  gradus_protobuf_message (list, LIST_SHAPE, shape);
  gradus_protobuf_message (value, ATTRIBUTE_LIST, list);
  return value;
}

/* Takes over the name and returns it; it lives as long as the graph is written. */
static const char *
append_node (Graph *graph, char *name, const char *op, const char *const *inputs,
             const gint64 *axes, guint n_axes)
{
  GByteArray *node = g_byte_array_new ();

  gradus_protobuf_string (node, NODE_NAME, name);
  gradus_protobuf_string (node, NODE_OP, op);
  for (guint i = 0; inputs && inputs[i]; i++)
    gradus_protobuf_string (node, NODE_INPUT, inputs[i]);
  append_attribute (node, "T", make_type ());
  append_attribute (node, "_output_shapes", make_shapes (axes, n_axes));
  gradus_protobuf_message (graph->graph, GRAPH_NODE, node);
  g_ptr_array_add (graph->names, name);
  return name;
}

/* Fills `axes` with those of a batch of such a shape, and returns how many there are. */
static guint
fill_axes (const GradusShape *shape, gint64 axes[GRADUS_SHAPE_MAX_AXES + 1])
{
  axes[0] = ANY_NUMBER;
  for (guint i = 0; i < shape->n_axes; i++)
    axes[i + 1] = shape->sizes[i];
  return shape->n_axes + 1;
}

/* Appends a node of a scope that takes up to two inputs and says that much of a sample. */
static const char *
append_step (Graph *graph, const char *scope, const char *op, const char *first, const char *second,
             const GradusShape *shape)
{
  const char *const inputs[] = { first, second, NULL };
  gint64 axes[GRADUS_SHAPE_MAX_AXES + 1];
  const guint n = fill_axes (shape, axes);

  return append_node (graph, g_strdup_printf ("%s/%s", scope, op), op, inputs, axes, n);
}

static const char *
append_variable (Graph *graph, const char *scope, const GradusTensor *tensor)
{
  gint64 axes[MOST_AXES];

  for (guint i = 0; i < tensor->n_axes; i++)
    axes[i] = tensor->axes[i];
  return append_node (graph, g_strdup_printf ("%s/%s", scope, tensor->name), "VariableV2", NULL,
                      axes, tensor->n_axes);
}

/* -- Layers ------------------------------------------------------------------------------------ */

/* By kind: TensorFlow's operation. Linear is none, maxout a Max. */
static const char *const activations[GRADUS_N_ACTIVATIONS] = {
  [GRADUS_ACTIVATION_SIGMOID] = "Sigmoid",   [GRADUS_ACTIVATION_TANH] = "Tanh",
  [GRADUS_ACTIVATION_RELU] = "Relu",         [GRADUS_ACTIVATION_LEAKY_RELU] = "LeakyRelu",
  [GRADUS_ACTIVATION_ELU] = "Elu",           [GRADUS_ACTIVATION_SELU] = "Selu",
  [GRADUS_ACTIVATION_SOFTPLUS] = "Softplus", [GRADUS_ACTIVATION_GELU] = "Gelu",
  [GRADUS_ACTIVATION_SWISH] = "Swish",       [GRADUS_ACTIVATION_SOFTMAX] = "Softmax",
};

/* Appends what multiplies a weight with x, and adds a bias; of all pieces. */
static const char *
append_product (Graph *graph, const char *scope, const char *op, const GradusTensor *weight,
                const GradusTensor *bias, const char *x, const GradusShape *out)
{
  GradusShape shape = *out;
  const char *product;

  shape.sizes[0] = weight->axes[0];
  product = append_step (graph, scope, op, x, append_variable (graph, scope, weight), &shape);
  return append_step (graph, scope, "Add", product, append_variable (graph, scope, bias), &shape);
}

static const char *
append_normalisation (Graph *graph, const char *scope, const GradusPrimitive *primitive,
                      const GradusTensor *tensors, const char *x, const GradusShape *shape)
{
  const guint places[] = { primitive->normalise.scale, primitive->normalise.shift,
                           primitive->normalise.mean, primitive->normalise.variance };
  const char *inputs[G_N_ELEMENTS (places) + 2] = { x };
  gint64 axes[GRADUS_SHAPE_MAX_AXES + 1];
  const guint n_axes = fill_axes (shape, axes);
  guint n = 1;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    if (places[i] != GRADUS_NO_TENSOR)
      inputs[n++] = append_variable (graph, scope, &tensors[places[i]]);
  }
  return append_node (graph, g_strconcat (scope, "/FusedBatchNorm", NULL), "FusedBatchNorm", inputs,
                      axes, n_axes);
}

static const char *
append_primitive (Graph *graph, const char *scope, const GradusPrimitive *primitive,
                  const GradusTensor *tensors, const char *const *says, const char *x,
                  const GradusLayer *layer)
{
  const GradusShape *out = &layer->out;

  switch (primitive->kind) {
  case GRADUS_PRIMITIVE_GEMM:
    return append_product (graph, scope, "MatMul", &tensors[primitive->gemm.weight],
                           &tensors[primitive->gemm.bias], x, out);
  case GRADUS_PRIMITIVE_CONVOLUTION:
    return append_product (graph, scope, "Conv2D", &tensors[primitive->convolution.weight],
                           &tensors[primitive->convolution.bias], x, out);
  case GRADUS_PRIMITIVE_POOL:
    return append_step (graph, scope, primitive->pool.is_mean ? "AvgPool" : "MaxPool", x, NULL,
                        out);
  case GRADUS_PRIMITIVE_FLATTEN: /* of a layer that then multiplies it, or as the layer's last step */
    return append_step (
        graph, scope, "Reshape", x, NULL,
        &(GradusShape){ 1,
                        { layer->class->has_initialiser ? layer->n_inputs : layer->n_outputs } });
  case GRADUS_PRIMITIVE_MAX:
    return append_step (graph, scope, "Max", x, NULL, out);
  case GRADUS_PRIMITIVE_NORMALISE:
    return append_normalisation (graph, scope, primitive, tensors, x, out);
  case GRADUS_PRIMITIVE_ACTIVATION:
    return append_step (graph, scope, activations[primitive->activation.kind], x, NULL, out);
  case GRADUS_PRIMITIVE_ADD:
    return append_step (graph, scope, "AddN", x, says[primitive->add.from], out);
  case GRADUS_PRIMITIVE_DROPOUT:
    return append_step (graph, scope, "Dropout", x, NULL, out);
  }
  g_return_val_if_reached (x);
}

/* A kind that does not say of what it is made is one node, called as it is. */
static const char *
append_layer (Graph *graph, const GradusLayer *layer, const char *scope, const char *const *says,
              const char *x)
{
  GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES];
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
  guint n;

  gradus_layer_list_tensors (layer, tensors);
  if (!gradus_layer_list_primitives (layer, primitives, &n))
    return append_step (graph, scope, layer->class->name, x, NULL, &layer->out);
  for (guint i = 0; i < n; i++)
    x = append_primitive (graph, scope, &primitives[i], tensors, says, x, layer);
  return x;
}

/* -- All together ------------------------------------------------------------------------------ */

static void
append_end (Graph *graph, const GradusExperiment *experiment, const char *said, const char *wanted)
{
  const char *const compared[] = { said, wanted, NULL };
  const char *inputs[] = { NULL, NULL };

  inputs[0] = append_node (graph, g_strdup_printf ("cost/%s", gradus_cost_names[experiment->cost]),
                           gradus_cost_names[experiment->cost], compared, NULL, 0);
  append_node (graph,
               g_strdup_printf ("train/%s", gradus_optimiser_names[experiment->optimiser.kind]),
               gradus_optimiser_names[experiment->optimiser.kind], inputs, NULL, 0);
}

GByteArray *
gradus_tensorboard_write_graph (const GradusWeights *weights)
{
  const guint n_layers = gradus_network_get_n_layers (weights->network);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree const char **says = g_new0 (const char *, n_layers + 1);
  const gint64 inputs[] = { ANY_NUMBER, weights->preparation->n_inputs },
               targets[] = { ANY_NUMBER, weights->preparation->n_outputs };
  Graph graph = { g_byte_array_new (), names };
  GByteArray *versions = g_byte_array_new ();
  const char *y;

  says[0] = append_node (&graph, g_strdup ("X"), "Placeholder", NULL, inputs, 2);
  y = append_node (&graph, g_strdup ("Y"), "Placeholder", NULL, targets, 2);
  for (guint i = 0; i < n_layers; i++) {
    g_autofree char *scope =
        i + 1 == n_layers ? g_strdup ("last") : g_strdup_printf ("layer%u", i + 1);

    says[i + 1] =
        append_layer (&graph, gradus_network_get_layer (weights->network, i), scope, says, says[i]);
  }
  append_end (&graph, weights->experiment, says[n_layers], y);
  gradus_protobuf_integer (versions, VERSIONS_PRODUCER, PRODUCER);
  gradus_protobuf_message (graph.graph, GRAPH_VERSIONS, versions);
  return graph.graph;
}
