/* SPDX-License-Identifier: MIT */
#include "export/pytorch-network.h"

#include "export/python.h"

static void
append_key (GString *code, const GradusOutlineLayer *own)
{
  g_string_append_printf (code, "            \"%u\": ", own->layer->number);
}

static void
append_normalisation (GString *code, const GradusOutlineLayer *own,
                      const GradusPrimitive *primitive)
{
  if (!gradus_primitive_is_batch_normalisation (primitive)) {
    g_string_append_printf (code, "Layer%u(),\n", own->layer->number);
    return;
  }
  g_string_append_printf (code, "nn.BatchNorm%ud(%u, eps=", own->layer->out.n_axes == 3 ? 2 : 1,
                          gradus_shape_count_units (&own->layer->out));
  gradus_python_append_number (code, primitive->normalise.epsilon);
  g_string_append (code, ", momentum=");
  gradus_python_append_number (code, primitive->normalise.momentum);
  g_string_append (code, "),\n");
}

/* What lies around the picture, where it is alike on both sides; else append_padding() adds it. */
static gboolean
has_even_padding (const GradusScan *scan)
{
  return scan->top == gradus_scan_get_bottom (scan) && scan->left == gradus_scan_get_right (scan);
}

static void
append_convolution (GString *code, const GradusOutlineLayer *own, const GradusPrimitive *primitive)
{
  const GradusTensor *weight = &own->tensors[primitive->convolution.weight];
  const GradusScan *scan = &primitive->convolution.scan;

  g_string_append_printf (code, "nn.Conv2d(%u, %u, (%u, %u)", weight->axes[1], weight->axes[0],
                          scan->window_height, scan->window_width);
  if (scan->step > 1)
    g_string_append_printf (code, ", stride=%u", scan->step);
  if (has_even_padding (scan) && scan->top + scan->left > 0)
    g_string_append_printf (code, ", padding=(%u, %u)", scan->top, scan->left);
  g_string_append (code, "),\n");
}

static void
append_padding (GString *code, const GradusScan *scan)
{
  if (!has_even_padding (scan))
    g_string_append_printf (code, "        x = functional.pad(x, (%u, %u, %u, %u))\n", scan->left,
                            gradus_scan_get_right (scan), scan->top, gradus_scan_get_bottom (scan));
}

static void
append_pool (GString *code, const GradusPrimitive *primitive)
{
  const GradusScan *scan = &primitive->pool.scan;

  g_string_append_printf (code, "        x = functional.%s_pool2d(x, (%u, %u), %u)\n",
                          primitive->pool.is_mean ? "avg" : "max", scan->window_height,
                          scan->window_width, scan->step);
}

/* What has parameters, or is different in training, is a module. */
static void
append_module (GString *code, const GradusOutlineLayer *own, const GradusPrimitive *primitive)
{
  switch (primitive->kind) {
  case GRADUS_PRIMITIVE_GEMM:
    append_key (code, own);
    g_string_append_printf (code, "nn.Linear(%u, %u),\n",
                            own->tensors[primitive->gemm.weight].axes[1],
                            own->tensors[primitive->gemm.weight].axes[0]);
    break;
  case GRADUS_PRIMITIVE_NORMALISE:
    append_key (code, own);
    append_normalisation (code, own, primitive);
    break;
  case GRADUS_PRIMITIVE_DROPOUT:
    append_key (code, own);
    g_string_append (code, "nn.Dropout(");
    gradus_python_append_number (code, primitive->dropout.rate);
    g_string_append (code, "),\n");
    break;
  case GRADUS_PRIMITIVE_CONVOLUTION:
    append_key (code, own);
    append_convolution (code, own, primitive);
    break;
  case GRADUS_PRIMITIVE_POOL:
  case GRADUS_PRIMITIVE_FLATTEN:
  case GRADUS_PRIMITIVE_MAX:
  case GRADUS_PRIMITIVE_ACTIVATION:
  case GRADUS_PRIMITIVE_ADD:
    break;
  }
}

/* By kind: the call that computes it. */
static const char *const calls[GRADUS_N_ACTIVATIONS] = {
  [GRADUS_ACTIVATION_SIGMOID] = "torch.sigmoid(x)",
  [GRADUS_ACTIVATION_TANH] = "torch.tanh(x)",
  [GRADUS_ACTIVATION_RELU] = "functional.relu(x)",
  [GRADUS_ACTIVATION_SELU] = "functional.selu(x)",
  [GRADUS_ACTIVATION_SOFTPLUS] = "functional.softplus(x)",
  [GRADUS_ACTIVATION_GELU] = "functional.gelu(x)",
  [GRADUS_ACTIVATION_SWISH] = "functional.silu(x)",
  [GRADUS_ACTIVATION_SOFTMAX] = "functional.softmax(x, 1)",
};

static void
append_activation (GString *code, GradusActivation activation)
{
  const char *name = activation.kind == GRADUS_ACTIVATION_ELU ? "elu" : "leaky_relu";

  if (calls[activation.kind]) {
    g_string_append_printf (code, "        x = %s\n", calls[activation.kind]);
  } else if (gradus_activation_has_alpha (activation.kind)) {
    g_string_append_printf (code, "        x = functional.%s(x, ", name);
    gradus_python_append_number (code, (double) activation.alpha);
    g_string_append (code, ")\n");
  }
}

static void
append_step (GString *code, const GradusOutlineLayer *own, const GradusPrimitive *primitive)
{
  switch (primitive->kind) {
  case GRADUS_PRIMITIVE_CONVOLUTION:
    append_padding (code, &primitive->convolution.scan);
    G_GNUC_FALLTHROUGH;
  case GRADUS_PRIMITIVE_GEMM:
  case GRADUS_PRIMITIVE_NORMALISE:
  case GRADUS_PRIMITIVE_DROPOUT:
    g_string_append_printf (code, "        x = self.layer[\"%u\"](x)\n", own->layer->number);
    break;
  case GRADUS_PRIMITIVE_MAX:
    g_string_append_printf (code, "        x = x.view(len(x), %u, -1%s).amax(1)  # maxout\n",
                            primitive->max.pieces,
                            own->layer->out.n_axes == 3 ? ", *x.shape[2:]" : "");
    break;
  case GRADUS_PRIMITIVE_POOL:
    append_pool (code, primitive);
    break;
  case GRADUS_PRIMITIVE_FLATTEN:
    g_string_append (code, "        x = x.flatten(1)\n");
    break;
  case GRADUS_PRIMITIVE_ACTIVATION:
    append_activation (code, primitive->activation);
    break;
  case GRADUS_PRIMITIVE_ADD:
    g_string_append_printf (code, "        x = x + kept_%u\n", primitive->add.from);
    break;
  }
}

static void
append_forward (GString *code, const GradusOutline *outline)
{
  const GradusShape *in = gradus_outline_get_input (outline);

  if (in)
    g_string_append_printf (code, "        x = x.view(len(x), %u, %u, %u)\n", in->sizes[0],
                            in->sizes[1], in->sizes[2]);
  if (outline->is_input_kept)
    g_string_append (code, "        kept_0 = x\n");
  for (guint i = 0; i < outline->n_layers; i++) {
    const GradusOutlineLayer *own = &outline->layers[i];

    for (guint k = 0; k < own->n_primitives; k++)
      append_step (code, own, &own->primitives[k]);
    if (own->is_kept)
      g_string_append_printf (code, "        kept_%u = x\n", own->layer->number);
  }
  if (gradus_outline_get_output (outline))
    g_string_append (code, "        x = x.flatten(1)\n");
  g_string_append (code, "        return x\n");
}

/* -- Modules that PyTorch lacks ---------------------------------------------------------------- */

/* Appends the declaration of a tensor that starts as torch.ones() or torch.zeros() of its size. */
static void
append_own_tensor (GString *code, const GradusOutlineLayer *own, guint at, const char *start)
{
  const GradusTensor *tensor = at == GRADUS_NO_TENSOR ? NULL : &own->tensors[at];

  if (!tensor)
    return;
  if (gradus_tensor_is_trained (tensor))
    g_string_append_printf (code, "        self.%s = nn.Parameter(torch.%s(%u))\n", tensor->name,
                            start, tensor->axes[0]);
  else
    g_string_append_printf (code, "        self.register_buffer(\"%s\", torch.%s(%u))\n",
                            tensor->name, start, tensor->axes[0]);
}

/* Appends what is before the name of a tensor, and the name, or what is said without one. */
static void
append_own_operand (GString *code, const GradusOutlineLayer *own, const char *before, guint at,
                    const char *without)
{
  if (at == GRADUS_NO_TENSOR)
    g_string_append (code, without);
  else
    g_string_append_printf (code, "%sself.%s", before, own->tensors[at].name);
}

/* The same, of a number for each map where there are maps. */
static void
append_own_factor (GString *code, const GradusOutlineLayer *own, const char *before, guint at)
{
  append_own_operand (code, own, before, at, "");
  if (at != GRADUS_NO_TENSOR && own->layer->out.n_axes == 3)
    g_string_append (code, "[:, None, None]");
}

static void
append_own_forward (GString *code, const GradusOutlineLayer *own, const GradusPrimitive *primitive)
{
  if (!gradus_primitive_has_statistics (primitive)) {
    g_string_append_c (code, 'x');
    append_own_factor (code, own, " * ", primitive->normalise.scale);
    append_own_factor (code, own, " + ", primitive->normalise.shift);
    return;
  }
  g_string_append (code, "functional.batch_norm(x");
  append_own_operand (code, own, ", ", primitive->normalise.mean, ", None");
  append_own_operand (code, own, ", ", primitive->normalise.variance, ", None");
  append_own_operand (code, own, ", ", primitive->normalise.scale, ", None");
  append_own_operand (code, own, ", ", primitive->normalise.shift, ", None");
  g_string_append (code, ", self.training, ");
  gradus_python_append_number (code, primitive->normalise.momentum);
  g_string_append (code, ", ");
  gradus_python_append_number (code, primitive->normalise.epsilon);
  g_string_append_c (code, ')');
}

static void
append_own_module (GString *code, const GradusOutlineLayer *own, const GradusPrimitive *primitive)
{
  g_string_append_printf (code,
                          "class Layer%u(nn.Module):\n    def __init__(self):\n"
                          "        super().__init__()\n",
                          own->layer->number);
  append_own_tensor (code, own, primitive->normalise.scale, "ones");
  append_own_tensor (code, own, primitive->normalise.shift, "zeros");
  append_own_tensor (code, own, primitive->normalise.mean, "zeros");
  append_own_tensor (code, own, primitive->normalise.variance, "ones");
  g_string_append (code, "\n    def forward(self, x):\n        return ");
  append_own_forward (code, own, primitive);
  g_string_append (code, "\n\n\n");
}

static void
append_own_modules (GString *code, const GradusOutline *outline)
{
  for (guint i = 0; i < outline->n_layers; i++) {
    const GradusOutlineLayer *own = &outline->layers[i];

    for (guint k = 0; k < own->n_primitives; k++) {
      if (own->primitives[k].kind == GRADUS_PRIMITIVE_NORMALISE &&
          !gradus_primitive_is_batch_normalisation (&own->primitives[k]))
        append_own_module (code, own, &own->primitives[k]);
    }
  }
}

/* -- The whole network ------------------------------------------------------------------------- */

void
gradus_pytorch_append_network (GString *code, const GradusOutline *outline, gboolean gives_logits)
{
  append_own_modules (code, outline);
  g_string_append (
      code, "class Network(nn.Module):\n    def __init__(self):\n        super().__init__()\n"
            "        self.layer = nn.ModuleDict({\n");
  for (guint i = 0; i < outline->n_layers; i++) {
    for (guint k = 0; k < outline->layers[i].n_primitives; k++)
      append_module (code, &outline->layers[i], &outline->layers[i].primitives[k]);
  }
  g_string_append_printf (code, "        })\n\n    def forward(self, x):%s\n",
                          gives_logits ? "  # to logits: the cost has the last activation inside"
                                       : "");
  append_forward (code, outline);
}
