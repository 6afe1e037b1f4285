/* SPDX-License-Identifier: MIT */
#include "export/keras-network.h"

#include "export/python.h"

/* By kind: the name in Keras; NULL: see append_activation(). */
static const char *const activations[GRADUS_N_ACTIVATIONS] = {
  [GRADUS_ACTIVATION_SIGMOID] = "\"sigmoid\"",   [GRADUS_ACTIVATION_TANH] = "\"tanh\"",
  [GRADUS_ACTIVATION_RELU] = "\"relu\"",         [GRADUS_ACTIVATION_SELU] = "\"selu\"",
  [GRADUS_ACTIVATION_SOFTPLUS] = "\"softplus\"", [GRADUS_ACTIVATION_GELU] = "\"gelu\"",
  [GRADUS_ACTIVATION_SWISH] = "\"silu\"",        [GRADUS_ACTIVATION_SOFTMAX] = "\"softmax\"",
};

static void
append_call (GString *code, const char *call, double number)
{
  g_string_append_printf (code, "%s", call);
  gradus_python_append_number (code, number);
  g_string_append_c (code, ')');
}

/* Explicit numbers, because Keras cuts its own He and LeCun normals off at two deviations. */
static void
append_initialiser (GString *code, const GradusInitialiser *initialiser, const GradusTensor *weight)
{
  const double n_in = weight->fan_in, n_out = weight->fan_out, scale = (double) initialiser->scale;

  switch (initialiser->kind) {
  case GRADUS_INITIALISER_ZEROS:
    g_string_append (code, "start.Zeros()");
    break;
  case GRADUS_INITIALISER_CONSTANT:
    append_call (code, "start.Constant(", scale);
    break;
  case GRADUS_INITIALISER_UNIFORM:
    g_string_append (code, "start.RandomUniform(");
    gradus_python_append_number (code, -scale);
    append_call (code, ", ", scale);
    break;
  case GRADUS_INITIALISER_NORMAL:
    append_call (code, "start.RandomNormal(0, ", scale);
    break;
  case GRADUS_INITIALISER_XAVIER_UNIFORM:
    g_string_append_printf (code, "start.RandomUniform(-(6 / %g) ** 0.5, (6 / %g) ** 0.5)",
                            n_in + n_out, n_in + n_out);
    break;
  case GRADUS_INITIALISER_XAVIER_NORMAL:
    g_string_append_printf (code, "start.RandomNormal(0, (2 / %g) ** 0.5)", n_in + n_out);
    break;
  case GRADUS_INITIALISER_HE_UNIFORM:
    g_string_append_printf (code, "start.RandomUniform(-(6 / %g) ** 0.5, (6 / %g) ** 0.5)", n_in,
                            n_in);
    break;
  case GRADUS_INITIALISER_HE_NORMAL:
    g_string_append_printf (code, "start.RandomNormal(0, (2 / %g) ** 0.5)", n_in);
    break;
  case GRADUS_INITIALISER_LECUN_NORMAL:
    g_string_append_printf (code, "start.RandomNormal(0, (1 / %g) ** 0.5)", n_in);
    break;
  case GRADUS_INITIALISER_ORTHONORMAL:
    append_call (code, "start.Orthogonal(", scale);
    break;
  case GRADUS_INITIALISER_LSUV:
    g_string_append (code, "start.Orthogonal(1.0)");
    break;
  case GRADUS_INITIALISER_RBM:
    g_string_append (code, "start.RandomNormal(0, 0.1)");
    break;
  default:
    g_assert_not_reached ();
  }
}

/* The code before and after a layer: it is one of a list; or, where some layer reads an earlier
 * one, which lists cannot, it is called, and what it says is `a`. */
typedef struct {
  const char *begin, *end;
} Line;

static const Line listed = { "    ", "," }, called = { "a = ", "(a)" };

static void
append_activation (GString *code, GradusActivation activation)
{
  if (activations[activation.kind])
    g_string_append_printf (code, "layers.Activation(%s)", activations[activation.kind]);
  else if (activation.kind == GRADUS_ACTIVATION_LEAKY_RELU)
    append_call (code, "layers.LeakyReLU(negative_slope=", (double) activation.alpha);
  else if (activation.kind == GRADUS_ACTIVATION_ELU)
    append_call (code, "layers.ELU(alpha=", (double) activation.alpha);
}

/* Appends how a weight starts and what it costs. Keras's L2 adds l·w², Gradus's half of it, hence
 * the half. */
static void
append_start (GString *code, const GradusOutlineLayer *own, guint weight, guint n_pieces,
              const GradusOptimiser *optimiser)
{
  const GradusInitialiser *initialiser = &own->layer->spec.initialiser;

  g_string_append (code, "kernel_initializer=");
  if (n_pieces > 1)
    g_string_append (code, "in_pieces(");
  append_initialiser (code, initialiser, &own->tensors[weight]);
  if (n_pieces > 1)
    g_string_append_printf (code, ", %u)", n_pieces);
  if (initialiser->bias != 0)
    append_call (code, ", bias_initializer=start.Constant(", (double) initialiser->bias);
  if (optimiser->l1 > 0 || optimiser->l2 > 0) {
    g_string_append (code, ", kernel_regularizer=keras.regularizers.L1L2(");
    gradus_python_append_number (code, optimiser->l1);
    append_call (code, ", ", optimiser->l2 / 2);
  }
  g_string_append_printf (code, ", name=\"layer_%u\")", own->layer->number);
}

static void
append_dense (GString *code, const GradusOutlineLayer *own, const GradusPrimitive *primitive,
              const GradusOptimiser *optimiser)
{
  g_string_append_printf (code, "layers.Dense(%u, ", own->tensors[primitive->gemm.weight].axes[0]);
  append_start (code, own, primitive->gemm.weight, primitive->gemm.pieces, optimiser);
}

/* -- Maps, whose channels Keras has last ------------------------------------------------------- */

/* Whether the zeros around are those of Keras's "same": so many that there are ⌈size / step⌉ places,
 * an odd number more at the end. */
static gboolean
is_same (guint size, guint window, guint step, guint n_places, guint before)
{
  const guint reach = (n_places - 1) * step + window;

  return n_places == (size + step - 1) / step && before == (MAX (reach, size) - size) / 2;
}

static gboolean
has_same_padding (const GradusScan *scan)
{
  return is_same (scan->height, scan->window_height, scan->step, scan->out_height, scan->top) &&
         is_same (scan->width, scan->window_width, scan->step, scan->out_width, scan->left);
}

static gboolean
has_padding (const GradusScan *scan)
{
  return scan->top + scan->left + gradus_scan_get_bottom (scan) + gradus_scan_get_right (scan) > 0;
}

static void
append_convolution (GString *code, const GradusOutlineLayer *own, const GradusPrimitive *primitive,
                    const GradusOptimiser *optimiser, const Line *line)
{
  const GradusScan *scan = &primitive->convolution.scan;
  const guint weight = primitive->convolution.weight;

  if (has_padding (scan) && !has_same_padding (scan))
    g_string_append_printf (code, "layers.ZeroPadding2D(((%u, %u), (%u, %u)))%s\n%s", scan->top,
                            gradus_scan_get_bottom (scan), scan->left, gradus_scan_get_right (scan),
                            line->end, line->begin);
  g_string_append_printf (code, "layers.Conv2D(%u, (%u, %u), ", own->tensors[weight].axes[0],
                          scan->window_height, scan->window_width);
  if (scan->step > 1)
    g_string_append_printf (code, "strides=%u, ", scan->step);
  if (has_padding (scan) && has_same_padding (scan))
    g_string_append (code, "padding=\"same\", ");
  append_start (code, own, weight, primitive->convolution.pieces, optimiser);
}

static void
append_pool (GString *code, const GradusPrimitive *primitive)
{
  const GradusScan *scan = &primitive->pool.scan;

  g_string_append_printf (code, "layers.%sPooling2D((%u, %u), strides=%u)",
                          primitive->pool.is_mean ? "Average" : "Max", scan->window_height,
                          scan->window_width, scan->step);
}

/* The largest of each unit's pieces: of units, which are a row, or of maps. */
static void
append_max (GString *code, const GradusOutlineLayer *own, guint n_pieces, const Line *line)
{
  const GradusShape *out = &own->layer->out;

  if (out->n_axes == 3)
    g_string_append_printf (code,
                            "layers.Reshape((%u, %u, %u, -1))%s\n%slayers.MaxPooling3D((1, 1, "
                            "%u))%s\n%slayers.Reshape((%u, %u, -1))%s  # maxout\n",
                            out->sizes[1], out->sizes[2], n_pieces, line->end, line->begin,
                            n_pieces, line->end, line->begin, out->sizes[1], out->sizes[2],
                            line->end);
  else
    g_string_append_printf (
        code, "layers.Reshape((%u, -1))%s\n%slayers.GlobalMaxPooling1D()%s  # maxout\n", n_pieces,
        line->end, line->begin, line->end);
}

/* Whether numbers lie in the same order channels first, as Gradus has them, and channels last. */
static gboolean
has_one_order (const GradusShape *shape)
{
  return shape->n_axes != 3 || shape->sizes[0] == 1 || shape->sizes[1] * shape->sizes[2] == 1;
}

static void
append_unflatten (GString *code, const GradusShape *maps, const Line *line)
{
  if (has_one_order (maps))
    g_string_append_printf (code, "%slayers.Reshape((%u, %u, %u))%s\n", line->begin, maps->sizes[1],
                            maps->sizes[2], maps->sizes[0], line->end);
  else
    g_string_append_printf (code,
                            "%slayers.Reshape((%u, %u, %u))%s\n%slayers.Permute((2, 3, 1))%s  # "
                            "channels last, as in all of Keras\n",
                            line->begin, maps->sizes[0], maps->sizes[1], maps->sizes[2], line->end,
                            line->begin, line->end);
}

static void
append_flatten (GString *code, const GradusShape *maps, gboolean in_own_order, const Line *line)
{
  if (in_own_order && !has_one_order (maps))
    g_string_append_printf (code, "%slayers.Permute((3, 1, 2))%s\n", line->begin, line->end);
  g_string_append_printf (code, "%slayers.Flatten()%s\n", line->begin, line->end);
}

/* What a primitive gives that is given that shape. */
static GradusShape
find_said (const GradusOutlineLayer *own, const GradusPrimitive *primitive, GradusShape given)
{
  const GradusScan *scan = &primitive->convolution.scan;

  switch (primitive->kind) {
  case GRADUS_PRIMITIVE_GEMM:
    return gradus_shape_make_units (own->tensors[primitive->gemm.weight].axes[0]);
  case GRADUS_PRIMITIVE_CONVOLUTION:
    return gradus_shape_make_picture (own->tensors[primitive->convolution.weight].axes[0],
                                      scan->out_height, scan->out_width);
  case GRADUS_PRIMITIVE_POOL:
    scan = &primitive->pool.scan;
    return gradus_shape_make_picture (given.sizes[0], scan->out_height, scan->out_width);
  case GRADUS_PRIMITIVE_FLATTEN:
    return gradus_shape_make_units (gradus_shape_count (&given));
  case GRADUS_PRIMITIVE_MAX:
    given.sizes[0] /= primitive->max.pieces;
    return given;
  case GRADUS_PRIMITIVE_NORMALISE:
  case GRADUS_PRIMITIVE_ACTIVATION:
  case GRADUS_PRIMITIVE_ADD:
  case GRADUS_PRIMITIVE_DROPOUT:
    return given;
  }
  g_assert_not_reached ();
}

static GradusShape
find_given (const GradusOutlineLayer *own, guint at)
{
  GradusShape given = own->layer->in;

  for (guint i = 0; i < at; i++)
    given = find_said (own, &own->primitives[i], given);
  return given;
}

static gboolean
is_kind (const GradusOutlineLayer *own, guint at, GradusPrimitiveKind kind)
{
  return at < own->n_primitives && own->primitives[at].kind == kind;
}

/* A mean of whole maps, which becomes a row: Keras has one layer for both. */
static gboolean
is_global_mean (const GradusOutlineLayer *own, guint at)
{
  const GradusPrimitive *pool = &own->primitives[at];

  return is_kind (own, at, GRADUS_PRIMITIVE_POOL) && pool->pool.is_mean &&
         gradus_scan_is_whole (&pool->pool.scan) && is_kind (own, at + 1, GRADUS_PRIMITIVE_FLATTEN);
}

/* Of maps that a dense layer reads its weights are in Keras's order. */
static void
append_own_flatten (GString *code, const GradusOutlineLayer *own, guint at, const Line *line)
{
  const GradusShape given = find_given (own, at);

  if (at == 0 || !is_global_mean (own, at - 1))
    append_flatten (code, &given, !is_kind (own, at + 1, GRADUS_PRIMITIVE_GEMM), line);
}

/* -- Layers ------------------------------------------------------------------------------------ */

/* Keras has a layer for what has statistics; the rest is a class of the script's own. */
static void
append_normalisation (GString *code, const GradusOutlineLayer *own,
                      const GradusPrimitive *primitive)
{
  const gboolean has_scale = primitive->normalise.scale != GRADUS_NO_TENSOR,
                 has_shift = primitive->normalise.shift != GRADUS_NO_TENSOR;

  if (!gradus_primitive_has_statistics (primitive)) {
    g_string_append_printf (code, "Scale(%s, %s, name=\"layer_%u\")", has_scale ? "True" : "False",
                            has_shift ? "True" : "False", own->layer->number);
    return;
  }
  g_string_append (code, "layers.BatchNormalization(momentum=");
  gradus_python_append_number (code, 1 - primitive->normalise.momentum);
  if (!has_scale)
    g_string_append (code, ", scale=False");
  if (!has_shift)
    g_string_append (code, ", center=False");
  gradus_python_append_argument (code, "epsilon", primitive->normalise.epsilon);
  g_string_append_printf (code, ", name=\"layer_%u\")", own->layer->number);
}

static void
append_primitive (GString *code, const GradusOutlineLayer *own, guint at,
                  const GradusOptimiser *optimiser, const Line *line)
{
  const GradusPrimitive *primitive = &own->primitives[at];

  if (primitive->kind == GRADUS_PRIMITIVE_FLATTEN) {
    append_own_flatten (code, own, at, line);
    return;
  }
  g_string_append (code, line->begin);
  switch (primitive->kind) {
  case GRADUS_PRIMITIVE_GEMM:
    append_dense (code, own, primitive, optimiser);
    break;
  case GRADUS_PRIMITIVE_MAX:
    append_max (code, own, primitive->max.pieces, line);
    return;
  case GRADUS_PRIMITIVE_NORMALISE:
    append_normalisation (code, own, primitive);
    break;
  case GRADUS_PRIMITIVE_ACTIVATION:
    append_activation (code, primitive->activation);
    break;
  case GRADUS_PRIMITIVE_ADD:
    g_string_append_printf (code, "layers.Add()([a, kept_%u])\n", primitive->add.from);
    return;
  case GRADUS_PRIMITIVE_DROPOUT:
    append_call (code, "layers.Dropout(", primitive->dropout.rate);
    break;
  case GRADUS_PRIMITIVE_CONVOLUTION:
    append_convolution (code, own, primitive, optimiser, line);
    break;
  case GRADUS_PRIMITIVE_POOL:
    if (is_global_mean (own, at))
      g_string_append (code, "layers.GlobalAveragePooling2D()");
    else
      append_pool (code, primitive);
    break;
  case GRADUS_PRIMITIVE_FLATTEN:
    g_assert_not_reached ();
  }
  g_string_append_printf (code, "%s\n", line->end);
}

static void
append_layers (GString *code, const GradusOutline *outline, const GradusOptimiser *optimiser,
               const Line *line)
{
  const GradusShape *in = gradus_outline_get_input (outline),
                    *out = gradus_outline_get_output (outline);

  if (in)
    append_unflatten (code, in, line);
  if (outline->is_input_kept)
    g_string_append (code, "kept_0 = a\n");
  for (guint i = 0; i < outline->n_layers; i++) {
    const GradusOutlineLayer *own = &outline->layers[i];

    for (guint k = 0; k < own->n_primitives; k++)
      append_primitive (code, own, k, optimiser, line);
    if (own->is_kept)
      g_string_append_printf (code, "kept_%u = a\n", own->layer->number);
  }
  if (out)
    append_flatten (code, out, TRUE, line);
}

static void
append_list (GString *code, const GradusOutline *outline, const GradusWeights *weights)
{
  g_string_append_printf (code, "network = keras.Sequential([\n    keras.Input((%u,)),\n",
                          weights->preparation->n_inputs);
  append_layers (code, outline, &weights->experiment->optimiser, &listed);
  g_string_append (code, "])");
}

static void
append_calls (GString *code, const GradusOutline *outline, const GradusWeights *weights)
{
  g_string_append_printf (code, "a = inputs = keras.Input((%u,))\n",
                          weights->preparation->n_inputs);
  append_layers (code, outline, &weights->experiment->optimiser, &called);
  g_string_append (code, "network = keras.Model(inputs, a)");
}

static gboolean
has_scale_alone (const GradusOutline *outline)
{
  for (guint i = 0; i < outline->n_layers; i++) {
    for (guint k = 0; k < outline->layers[i].n_primitives; k++) {
      const GradusPrimitive *primitive = &outline->layers[i].primitives[k];

      if (primitive->kind == GRADUS_PRIMITIVE_NORMALISE &&
          !gradus_primitive_has_statistics (primitive))
        return TRUE;
    }
  }
  return FALSE;
}

static const char scale_code[] =
    "class Scale(layers.Layer):  # x * scale + shift, number by number\n"
    "    def __init__(self, has_scale, has_shift, **options):\n"
    "        super().__init__(**options)\n"
    "        self.has_scale, self.has_shift = has_scale, has_shift\n\n"
    "    def build(self, shape):\n"
    "        if self.has_scale:\n"
    "            self.scale = self.add_weight(shape=shape[-1:], initializer=\"ones\", name=\"scale\")\n"
    "        if self.has_shift:\n"
    "            self.shift = self.add_weight(shape=shape[-1:], initializer=\"zeros\", name=\"shift\")\n\n"
    "    def call(self, x):\n"
    "        x = x * self.scale if self.has_scale else x\n"
    "        return x + self.shift if self.has_shift else x\n\n\n";

void
gradus_keras_append_network (GString *code, const GradusOutline *outline,
                             const GradusWeights *weights)
{
  if (gradus_outline_has (outline, GRADUS_PRIMITIVE_MAX))
    g_string_append (code, "def in_pieces(initialiser, n):  # each piece of a maxout is drawn "
                           "as a layer of its own\n"
                           "    return lambda shape, dtype=None: keras.ops.concatenate(\n"
                           "        [initialiser((*shape[:-1], shape[-1] // n), dtype=dtype) "
                           "for _ in range(n)], -1)\n\n\n");
  if (has_scale_alone (outline))
    g_string_append (code, scale_code);
  g_string_append_printf (
      code, "keras.utils.set_random_seed(%" G_GUINT64_FORMAT ")\nstart = keras.initializers\n",
      weights->experiment->seed & G_MAXUINT32);
  if (gradus_outline_has (outline, GRADUS_PRIMITIVE_ADD))
    append_calls (code, outline, weights);
  else
    append_list (code, outline, weights);
  g_string_append (code, gradus_cost_is_from_logits (weights->experiment->cost)
                             ? "  # to logits: the cost has the last activation inside\n"
                             : "\n");
}

void
gradus_keras_append_turn (GString *code, const GradusOutlineLayer *own, guint at)
{
  GradusShape maps = { 1, { 0 } };

  if (own->primitives[at].kind == GRADUS_PRIMITIVE_CONVOLUTION) {
    g_string_append (code, ".transpose(2, 3, 1, 0)");
    return;
  }
  if (at > 0 && own->primitives[at - 1].kind == GRADUS_PRIMITIVE_FLATTEN)
    maps = find_given (own, at - 1);
  if (!has_one_order (&maps))
    g_string_append_printf (code, ".reshape(-1, %u, %u, %u).transpose(2, 3, 1, 0).reshape(%u, -1)",
                            maps.sizes[0], maps.sizes[1], maps.sizes[2],
                            gradus_shape_count (&maps));
  else
    g_string_append (code, ".T");
}
