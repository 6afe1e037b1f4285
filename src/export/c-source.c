/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "data/feature.h"
#include "nn/random.h"
#include "export/c-functions.h"
#include "export/format.h"
#include "export/outline.h"
#include "experiment/experiment-json.h"
#include "train/predictor.h"

/* The samples with which the code checks itself. */
#define N_CHECKS 16

/* A greater difference, relative to 1 + the number, is not rounding of float32, even if a batch
 * normalisation magnifies it. */
#define MOST_DIFFERENCE 1e-4

/* Numbers on a line. */
#define COLUMNS 8

/* A C identifier of a name: lower-case letters, digits and underscores. */
static char *
make_identifier (const char *name)
{
  GString *identifier = g_string_new (g_ascii_isdigit (*name) || !*name ? "network_" : NULL);

  for (; *name; name++)
    g_string_append_c (identifier, g_ascii_isalnum (*name) ? g_ascii_tolower (*name) : '_');
  return g_string_free (identifier, FALSE);
}

/* Nine digits bring every float back to the bit. */
static void
append_number (GString *code, float number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (isnan (number)) {
    g_string_append (code, "NAN");
    return;
  }
  if (isinf (number)) {
    g_string_append (code, number < 0 ? "-INFINITY" : "INFINITY");
    return;
  }
  g_ascii_formatd (digits, sizeof digits, "%.9g", (double) number);
  g_string_append_printf (code, "%s%sf", digits, strpbrk (digits, ".e") ? "" : ".0");
}

static void
append_array (GString *code, const char *name, const float *numbers, gsize n)
{
  g_string_append_printf (code, "static const float %s[%" G_GSIZE_FORMAT "] = {", name, n);
  for (gsize i = 0; i < n; i++) {
    g_string_append (code, i % COLUMNS == 0 ? "\n  " : " ");
    append_number (code, numbers[i]);
    g_string_append_c (code, ',');
  }
  g_string_append (code, "\n};\n\n");
}

static void
append_tensor (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  g_autofree char *array = g_strdelimit (g_strdup (name), ".", '_');

  append_array (data, array, numbers, gradus_tensor_count (tensor));
}

/* -- The way through --------------------------------------------------------------------------- */

static void
append_features (GString *code, guint features)
{
  static const char *const expressions[GRADUS_N_FEATURES] = {
    "input[0]",
    "input[1]",
    "input[0] * input[0]",
    "input[1] * input[1]",
    "input[0] * input[1]",
    "sinf (input[0])",
    "sinf (input[1])",
  };
  guint at = 0;

  for (GradusFeature feature = 0; feature < GRADUS_N_FEATURES; feature++) {
    if (features >> feature & 1)
      g_string_append_printf (code, "  x[%u] = %s;\n", at++, expressions[feature]);
  }
}

static void
append_preparation (GString *code, const GradusPreparation *preparation)
{
  if (preparation->features)
    append_features (code, preparation->features);
  else
    g_string_append_printf (
        code, "  for (int i = 0; i < %u; i++)\n    x[i] = %s;\n", preparation->n_raw,
        preparation->offsets ? "(input[i] - offsets[i]) / spans[i]" : "input[i]");
}

static void
append_activation_call (GString *code, GradusActivation activation, guint n)
{
  g_autofree char *name = gradus_c_name_activation (activation.kind);

  g_string_append_printf (code, "  %s (x, %u", name, n);
  if (gradus_activation_has_alpha (activation.kind)) {
    g_string_append (code, ", ");
    append_number (code, activation.alpha);
  }
  g_string_append (code, ");\n");
}

/* Appends the array of a tensor, as an argument that others follow. */
static void
append_tensor_argument (GString *code, const GradusOutlineLayer *own, guint tensor)
{
  g_string_append_printf (code, "layer_%u_%s, ", own->layer->number, own->tensors[tensor].name);
}

/* What cannot work in place has two buffers, which swap their names. */
#define SWAP "  swap = x, x = z, z = swap;\n"

static void
append_gemm (GString *code, const GradusOutlineLayer *own, const GradusPrimitive *primitive)
{
  const GradusTensor *weight = &own->tensors[primitive->gemm.weight];

  g_string_append (code, "  dense (");
  append_tensor_argument (code, own, primitive->gemm.weight);
  append_tensor_argument (code, own, primitive->gemm.bias);
  g_string_append_printf (code, "%u, %u, x, z);\n" SWAP, weight->axes[0], weight->axes[1]);
}

static void
append_convolution (GString *code, const GradusOutlineLayer *own, const GradusPrimitive *primitive)
{
  const GradusTensor *weight = &own->tensors[primitive->convolution.weight];
  const GradusScan *scan = &primitive->convolution.scan;

  g_string_append (code, "  convolve (");
  append_tensor_argument (code, own, primitive->convolution.weight);
  append_tensor_argument (code, own, primitive->convolution.bias);
  g_string_append_printf (code, "%u, %u, %u, %u, %u, %u, %u, %u, %u, %u, %u, x, z);\n" SWAP,
                          weight->axes[0], weight->axes[1], scan->height, scan->width,
                          scan->window_height, scan->window_width, scan->step, scan->top,
                          scan->left, scan->out_height, scan->out_width);
}

static void
append_pool (GString *code, const GradusOutlineLayer *own, const GradusPrimitive *primitive)
{
  const GradusScan *scan = &primitive->pool.scan;

  g_string_append_printf (code, "  pool (%d, %u, %u, %u, %u, %u, %u, %u, %u, x, z);\n" SWAP,
                          primitive->pool.is_mean, own->layer->in.sizes[0], scan->height,
                          scan->width, scan->window_height, scan->window_width, scan->step,
                          scan->out_height, scan->out_width);
}

static void
append_batch_normalisation (GString *code, const GradusOutlineLayer *own,
                            const GradusPrimitive *primitive)
{
  g_string_append (code, "  normalise (");
  append_tensor_argument (code, own, primitive->normalise.scale);
  append_tensor_argument (code, own, primitive->normalise.shift);
  append_tensor_argument (code, own, primitive->normalise.mean);
  append_tensor_argument (code, own, primitive->normalise.variance);
  append_number (code, (float) primitive->normalise.epsilon);
  g_string_append_printf (code, ", %u, %u, x);\n", gradus_shape_count_units (&own->layer->out),
                          gradus_shape_count_unit_numbers (&own->layer->out));
}

/* Appends the number of a tensor that goes with x[i], after an operator, where there is one. */
static void
append_operand (GString *code, const GradusOutlineLayer *own, const char *operator, guint tensor)
{
  const guint n_numbers = gradus_shape_count_unit_numbers (&own->layer->out);

  if (tensor == GRADUS_NO_TENSOR)
    return;
  g_string_append_printf (code, "%slayer_%u_%s[i", operator, own->layer->number,
                          own->tensors[tensor].name);
  if (n_numbers > 1)
    g_string_append_printf (code, " / %u", n_numbers);
  g_string_append_c (code, ']');
}

static void
append_normalisation (GString *code, const GradusOutlineLayer *own,
                      const GradusPrimitive *primitive)
{
  if (gradus_primitive_is_batch_normalisation (primitive)) {
    append_batch_normalisation (code, own, primitive);
    return;
  }
  g_string_append_printf (code,
                          "  for (int i = 0; i < %u; i++)\n    x[i] = ", own->layer->n_outputs);
  if (gradus_primitive_has_statistics (primitive)) {
    append_operand (code, own, "(x[i] - ", primitive->normalise.mean);
    append_operand (code, own, ") / sqrtf (", primitive->normalise.variance);
    g_string_append (code, " + ");
    append_number (code, (float) primitive->normalise.epsilon);
    g_string_append_c (code, ')');
  } else {
    g_string_append (code, "x[i]");
  }
  append_operand (code, own, " * ", primitive->normalise.scale);
  append_operand (code, own, " + ", primitive->normalise.shift);
  g_string_append (code, ";\n");
}

static void
append_primitive (GString *code, const GradusOutlineLayer *own, const GradusPrimitive *primitive)
{
  const guint n = own->layer->n_outputs;

  switch (primitive->kind) {
  case GRADUS_PRIMITIVE_GEMM:
    append_gemm (code, own, primitive);
    break;
  case GRADUS_PRIMITIVE_CONVOLUTION:
    append_convolution (code, own, primitive);
    break;
  case GRADUS_PRIMITIVE_POOL:
    append_pool (code, own, primitive);
    break;
  case GRADUS_PRIMITIVE_MAX:
    g_string_append_printf (code, "  apply_maxout (x, %u, %u);\n", n, primitive->max.pieces);
    break;
  case GRADUS_PRIMITIVE_NORMALISE:
    append_normalisation (code, own, primitive);
    break;
  case GRADUS_PRIMITIVE_ACTIVATION:
    append_activation_call (code, primitive->activation, n);
    break;
  case GRADUS_PRIMITIVE_ADD:
    g_string_append_printf (code, "  add (kept_%u, %u, x);\n", primitive->add.from, n);
    break;
  case GRADUS_PRIMITIVE_FLATTEN: /* maps lie behind each other as it is */
  case GRADUS_PRIMITIVE_DROPOUT: /* does nothing outside of training */
    break;
  }
}

static void
append_layer (GString *code, const GradusOutlineLayer *own)
{
  for (guint i = 0; i < own->n_primitives; i++)
    append_primitive (code, own, &own->primitives[i]);
  if (own->is_kept)
    g_string_append_printf (code, "  keep (x, %u, kept_%u);\n", own->layer->n_outputs,
                            own->layer->number);
}

/* The working buffers are as wide as the widest layer; of maxout all pieces count. */
static guint
find_width (const GradusOutline *outline, guint n_inputs)
{
  guint width = n_inputs;

  for (guint i = 0; i < outline->n_layers; i++)
    width = MAX (width, outline->layers[i].layer->n_rows);
  return width;
}

/* Whether any step cannot work in place. */
static gboolean
needs_two_buffers (const GradusOutline *outline)
{
  return gradus_outline_has (outline, GRADUS_PRIMITIVE_GEMM) ||
         gradus_outline_has (outline, GRADUS_PRIMITIVE_CONVOLUTION) ||
         gradus_outline_has (outline, GRADUS_PRIMITIVE_POOL);
}

/* What is larger a stack may not hold. */
#define MOST_ON_STACK (64 * 1024)

/* Where all works in place one buffer will do. What later layers read has buffers of its own. */
static void
append_buffers (GString *code, const GradusOutline *outline, guint n_inputs)
{
  const guint width = find_width (outline, n_inputs);
  const char *where = width > MOST_ON_STACK ? "static " : "";

  if (needs_two_buffers (outline))
    g_string_append_printf (code,
                            "  %sfloat one[%u], other[%u];\n  float *x = one, *z = other, *swap;\n",
                            where, width, width);
  else
    g_string_append_printf (code, "  %sfloat x[%u];\n", where, width);
  if (outline->is_input_kept)
    g_string_append_printf (code, "  %sfloat kept_0[%u];\n", where, n_inputs);
  for (guint i = 0; i < outline->n_layers; i++) {
    if (outline->layers[i].is_kept)
      g_string_append_printf (code, "  %sfloat kept_%u[%u];\n", where, i + 1,
                              outline->layers[i].layer->n_outputs);
  }
}

static void
append_predict (GString *code, const GradusPreparation *preparation, const GradusOutline *outline,
                const char *identifier)
{
  g_string_append_printf (code, "void\n%s_predict (const float *input, float *output)\n{\n",
                          identifier);
  append_buffers (code, outline, preparation->n_inputs);
  g_string_append_c (code, '\n');
  append_preparation (code, preparation);
  if (outline->is_input_kept)
    g_string_append_printf (code, "  keep (x, %u, kept_0);\n", preparation->n_inputs);
  for (guint i = 0; i < outline->n_layers; i++)
    append_layer (code, &outline->layers[i]);
  if (needs_two_buffers (outline))
    g_string_append (code, "  (void) swap;\n");
  g_string_append_printf (code, "  for (int i = 0; i < %u; i++)\n    output[i] = x[i]",
                          preparation->n_outputs);
  if (gradus_preparation_scales_targets (preparation)) {
    g_string_append (code, " * ");
    append_number (code, preparation->target_span);
    g_string_append (code, " + ");
    append_number (code, preparation->target_offset);
  }
  g_string_append (code, ";\n}\n");
}

/* -- Checking itself --------------------------------------------------------------------------- */

/* Draws numbers about as large as those of the data. */
static void
draw_samples (const GradusPreparation *preparation, float *raw)
{
  GradusRandom random;

  gradus_random_init (&random, 1, GRADUS_STREAM_DATA);
  for (guint i = 0; i < N_CHECKS; i++) {
    for (guint k = 0; k < preparation->n_raw; k++) {
      const double u = (double) (gradus_random_next (&random) >> 11) * 0x1p-53;
      const double offset = preparation->offsets ? (double) preparation->offsets[k] : 0;
      const double span = preparation->spans ? (double) preparation->spans[k] : 1;

      raw[i * preparation->n_raw + k] = (float) (offset + span * (2 * u - 1));
    }
  }
}

static gboolean
append_check (GString *code, const GradusWeights *weights, const char *identifier,
              const char *macro, GError **error)
{
  const GradusPreparation *preparation = weights->preparation;
  const gsize n_raw = (gsize) N_CHECKS * preparation->n_raw,
              n_answers = (gsize) N_CHECKS * preparation->n_outputs;
  g_autofree float *raw = g_new (float, n_raw), *answers = g_new (float, n_answers);

  draw_samples (preparation, raw);
  if (!gradus_predict (weights->network, preparation, raw, N_CHECKS, answers, error))
    return FALSE;
  g_string_append_printf (
      code,
      "\n#ifdef %s_CHECK\n\n#include <stdio.h>\n\n/* Samples, and the answers of Gradus. */\n",
      macro);
  append_array (code, "check_inputs", raw, n_raw);
  append_array (code, "check_outputs", answers, n_answers);
  g_string_append_printf (
      code,
      "int\nmain (void)\n{\n  float output[%u];\n  double worst = 0.0;\n\n"
      "  for (int i = 0; i < %d; i++) {\n    %s_predict (check_inputs + i * %u, output);\n"
      "    for (int k = 0; k < %u; k++) {\n      const double wanted = check_outputs[i * %u + k];\n"
      "      const double error = fabs (output[k] - wanted) / (1.0 + fabs (wanted));\n\n"
      "      worst = error > worst || error != error ? error : worst;\n    }\n  }\n"
      "  printf (\"largest difference from Gradus: %%g\\n\", worst);\n  return worst <= %g ? 0 : "
      "1;\n}\n\n#endif\n",
      preparation->n_outputs, N_CHECKS, identifier, preparation->n_raw, preparation->n_outputs,
      preparation->n_outputs, MOST_DIFFERENCE);
  return TRUE;
}

/* What could end the comment, or begin a trigraph or a line continuation, becomes a blank. */
static void
append_head (GString *code, const GradusWeights *weights)
{
  g_autofree char *shape = gradus_experiment_describe_shape (weights->experiment);
  g_autofree char *name = g_strdelimit (g_strdup (weights->experiment->name), "*/\n\r\\?", ' ');

  g_string_append_printf (
      code, "/* %s: a network %s" GRADUS_COMPANION_MARK "after step %" G_GUINT64_FORMAT ".", name,
      shape, weights->step);
}

GBytes *
gradus_c_write_source (const GradusWeights *weights, const char *name, GError **error)
{
  const GradusPreparation *preparation = weights->preparation;
  g_autofree char *identifier = make_identifier (name), *macro = g_ascii_strup (identifier, -1);
  g_autoptr (GradusOutline) outline = gradus_outline_new (weights, "C", error);
  g_autoptr (GString) code = g_string_new (NULL);

  if (!outline)
    return NULL;
  append_head (code, weights);
  g_string_append_printf (
      code, "\n *\n * To check it: cc -std=c99 -D%s_CHECK %s.c -lm && ./a.out */\n", macro, name);
  g_string_append_printf (code, "#include \"%s.h\"\n\n#include <math.h>\n\n", name);
  gradus_weights_foreach (weights, append_tensor, code);
  if (preparation->offsets) {
    append_array (code, "offsets", preparation->offsets, preparation->n_raw);
    append_array (code, "spans", preparation->spans, preparation->n_raw);
  }
  gradus_c_append_functions (code, outline);
  append_predict (code, preparation, outline, identifier);
  if (!append_check (code, weights, identifier, macro, error))
    return NULL;
  return g_string_free_to_bytes (g_steal_pointer (&code));
}

static void
append_meaning (GString *code, const char *what, const GPtrArray *names)
{
  g_string_append_printf (code, " *\n * %s:\n", what);
  for (guint i = 0; i < names->len; i++) {
    g_autofree char *name =
        g_strdelimit (g_strdup (g_ptr_array_index (names, i)), "*/\n\r\\?", ' ');

    g_string_append_printf (code, " *   %u  %s\n", i, name);
  }
}

GBytes *
gradus_c_write_header (const GradusWeights *weights, const char *name, GError **error)
{
  const GradusPreparation *preparation = weights->preparation;
  g_autofree char *identifier = make_identifier (name), *macro = g_ascii_strup (identifier, -1);
  GString *code = g_string_new (NULL);

  append_head (code, weights);
  g_string_append (code, "\n");
  if (preparation->raw_names)
    append_meaning (code, "Inputs, as they come, not scaled", preparation->raw_names);
  if (preparation->class_names)
    append_meaning (code,
                    preparation->n_outputs > 1 ? "Outputs, one for each class"
                                               : "The output parts, at 0.5, these classes",
                    preparation->class_names);
  g_string_append_printf (
      code,
      " */\n#ifndef %s_H\n#define %s_H\n\n#define %s_INPUTS %u\n#define %s_OUTPUTS %u\n\n"
      "#ifdef __cplusplus\nextern \"C\" {\n#endif\n\n"
      "void %s_predict (const float *input, float *output);\n\n#ifdef "
      "__cplusplus\n}\n#endif\n\n#endif\n",
      macro, macro, macro, preparation->n_raw, macro, preparation->n_outputs, identifier);
  return g_string_free_to_bytes (code);
}
