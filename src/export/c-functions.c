/* SPDX-License-Identifier: MIT */
#include "export/c-functions.h"

/* By kind: f(z). */
static const char *const elementwise[GRADUS_N_ACTIVATIONS] = {
  [GRADUS_ACTIVATION_LINEAR] = "z",
  [GRADUS_ACTIVATION_SIGMOID] = "1.0f / (1.0f + expf (-z))",
  [GRADUS_ACTIVATION_TANH] = "tanhf (z)",
  [GRADUS_ACTIVATION_RELU] = "z > 0.0f ? z : 0.0f",
  [GRADUS_ACTIVATION_LEAKY_RELU] = "z > 0.0f ? z : alpha * z",
  [GRADUS_ACTIVATION_ELU] = "z > 0.0f ? z : alpha * expm1f (z)",
  [GRADUS_ACTIVATION_SELU] = "1.05070099f * (z > 0.0f ? z : 1.67326319f * expm1f (z))",
  [GRADUS_ACTIVATION_SOFTPLUS] = "(z > 0.0f ? z : 0.0f) + log1pf (expf (-fabsf (z)))",
  [GRADUS_ACTIVATION_GELU] = "0.5f * z * (1.0f + erff (z / 1.41421356f))",
  [GRADUS_ACTIVATION_SWISH] = "z / (1.0f + expf (-z))",
};

char *
gradus_c_name_activation (GradusActivationKind kind)
{
  return g_strdelimit (g_strconcat ("apply_", gradus_activation_names[kind], NULL), "-", '_');
}

static void
append_activation (GString *code, GradusActivationKind kind)
{
  g_autofree char *name = gradus_c_name_activation (kind);

  if (elementwise[kind])
    g_string_append_printf (
        code,
        "static void\n%s (float *a, int n%s)\n{\n  for (int i = 0; i < n; i++) {\n"
        "    const float z = a[i];\n\n    a[i] = %s;\n  }\n}\n\n",
        name, gradus_activation_has_alpha (kind) ? ", float alpha" : "", elementwise[kind]);
  else if (kind == GRADUS_ACTIVATION_MAXOUT)
    g_string_append (code, "/* The largest of the pieces, which lie behind each other. */\n"
                           "static void\napply_maxout (float *a, int n, int pieces)\n{\n"
                           "  for (int k = 1; k < pieces; k++)\n    for (int i = 0; i < n; i++)\n"
                           "      a[i] = a[k * n + i] > a[i] ? a[k * n + i] : a[i];\n}\n\n");
  else
    g_string_append (
        code, "static void\napply_softmax (float *a, int n)\n{\n  float top = a[0], sum = 0.0f;\n\n"
              "  for (int i = 1; i < n; i++)\n    top = a[i] > top ? a[i] : top;\n"
              "  for (int i = 0; i < n; i++)\n    sum += a[i] = expf (a[i] - top);\n"
              "  for (int i = 0; i < n; i++)\n    a[i] /= sum;\n}\n\n");
}

static const char dense_code[] =
    "static void\ndense (const float *weights, const float *biases, int rows, int columns, const "
    "float *x, "
    "float *z)\n{\n"
    "  for (int row = 0; row < rows; row++) {\n    double sum = biases[row];\n\n"
    "    for (int i = 0; i < columns; i++)\n      sum += (double) weights[row * columns + i] * "
    "x[i];\n"
    "    z[row] = (float) sum;\n  }\n}\n\n";

/* Maps lie one behind the other, row by row. */
static const char convolution_code[] =
    "/* Maps of height x width become those of out_height x out_width: a window goes over them, from "
    "so many rows and\n * columns before the first on, `step` at a time; beyond them all is 0. */\n"
    "static void\nconvolve (const float *weights, const float *biases, int filters, int channels, "
    "int height, int width,\n          int window_height, int window_width, int step, int top, int "
    "left, int out_height,\n          int out_width, const float *x, float *z)\n{\n"
    "  for (int filter = 0; filter < filters; filter++)\n"
    "    for (int row = 0; row < out_height; row++)\n"
    "      for (int column = 0; column < out_width; column++) {\n"
    "        const float *w = weights + filter * channels * window_height * window_width;\n"
    "        double sum = biases[filter];\n\n"
    "        for (int c = 0; c < channels; c++)\n"
    "          for (int i = 0; i < window_height; i++)\n"
    "            for (int j = 0; j < window_width; j++, w++) {\n"
    "              const int y = row * step - top + i, at = column * step - left + j;\n\n"
    "              if (y >= 0 && y < height && at >= 0 && at < width)\n"
    "                sum += (double) *w * x[(c * height + y) * width + at];\n            }\n"
    "        *z++ = (float) sum;\n      }\n}\n\n";

static const char pool_code[] =
    "/* The mean, or the largest, of what lies in a window that goes over maps. */\n"
    "static void\npool (int is_mean, int maps, int height, int width, int window_height, int "
    "window_width, int step,\n      int out_height, int out_width, const float *x, float *z)\n{\n"
    "  for (int map = 0; map < maps; map++)\n"
    "    for (int row = 0; row < out_height; row++)\n"
    "      for (int column = 0; column < out_width; column++) {\n"
    "        const float *window = x + (map * height + row * step) * width + column * step;\n"
    "        float top = window[0];\n        double sum = 0.0;\n\n"
    "        for (int i = 0; i < window_height; i++)\n"
    "          for (int j = 0; j < window_width; j++) {\n"
    "            sum += window[i * width + j];\n"
    "            top = window[i * width + j] > top ? window[i * width + j] : top;\n          }\n"
    "        *z++ = is_mean ? (float) (sum / (window_height * window_width)) : top;\n"
    "      }\n}\n\n";

static const char normalise_code[] =
    "/* Each of the units, of so many numbers. */\n"
    "static void\nnormalise (const float *weights, const float *biases, const float *means, const "
    "float *variances,\n"
    "           float epsilon, int units, int numbers, float *a)\n{\n"
    "  for (int i = 0; i < units; i++)\n    for (int k = 0; k < numbers; k++, a++)\n"
    "      *a = weights[i] * (*a - means[i]) / sqrtf (variances[i] + epsilon) + biases[i];\n}\n\n";

static const char add_code[] =
    "static void\nkeep (const float *a, int n, float *kept)\n{\n  for (int i = 0; i < n; i++)\n"
    "    kept[i] = a[i];\n}\n\n"
    "static void\nadd (const float *kept, int n, float *a)\n{\n  for (int i = 0; i < n; i++)\n"
    "    a[i] += kept[i];\n}\n\n";

/* The functions of the activations that `primitive` calls, a bit each. */
static guint
find_activations (const GradusPrimitive *primitive)
{
  switch (primitive->kind) {
  case GRADUS_PRIMITIVE_MAX:
    return 1u << GRADUS_ACTIVATION_MAXOUT;
  case GRADUS_PRIMITIVE_ACTIVATION:
    return 1u << primitive->activation.kind;
  case GRADUS_PRIMITIVE_GEMM:
  case GRADUS_PRIMITIVE_CONVOLUTION:
  case GRADUS_PRIMITIVE_POOL:
  case GRADUS_PRIMITIVE_FLATTEN:
  case GRADUS_PRIMITIVE_NORMALISE:
  case GRADUS_PRIMITIVE_ADD:
  case GRADUS_PRIMITIVE_DROPOUT:
    break;
  }
  return 0;
}

static gboolean
has_batch_normalisation (const GradusOutline *outline)
{
  for (guint i = 0; i < outline->n_layers; i++) {
    for (guint k = 0; k < outline->layers[i].n_primitives; k++) {
      const GradusPrimitive *primitive = &outline->layers[i].primitives[k];

      if (primitive->kind == GRADUS_PRIMITIVE_NORMALISE &&
          gradus_primitive_is_batch_normalisation (primitive))
        return TRUE;
    }
  }
  return FALSE;
}

void
gradus_c_append_functions (GString *code, const GradusOutline *outline)
{
  guint activations = 0;

  for (guint i = 0; i < outline->n_layers; i++) {
    for (guint k = 0; k < outline->layers[i].n_primitives; k++)
      activations |= find_activations (&outline->layers[i].primitives[k]);
  }
  if (gradus_outline_has (outline, GRADUS_PRIMITIVE_GEMM))
    g_string_append (code, dense_code);
  if (gradus_outline_has (outline, GRADUS_PRIMITIVE_CONVOLUTION))
    g_string_append (code, convolution_code);
  if (gradus_outline_has (outline, GRADUS_PRIMITIVE_POOL))
    g_string_append (code, pool_code);
  if (has_batch_normalisation (outline))
    g_string_append (code, normalise_code);
  if (gradus_outline_has (outline, GRADUS_PRIMITIVE_ADD))
    g_string_append (code, add_code);
  for (GradusActivationKind kind = 1; kind < GRADUS_N_ACTIVATIONS; kind++) {
    if (activations >> kind & 1)
      append_activation (code, kind);
  }
}
