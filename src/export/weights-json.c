/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "export/format.h"
#include "experiment/experiment-json.h"
#include "experiment/preparation-json.h"

/* Written by hand: jansson would build a tree of every number first. What is not finite is null, as
 * JSON has no other word. */
static void
append_row (GString *text, const float *numbers, guint n)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (text, '[');
  for (guint i = 0; i < n; i++) {
    const gboolean is_finite = isfinite (numbers[i]);

    if (is_finite)
      g_ascii_formatd (digits, sizeof digits, "%.9g", (double) numbers[i]);
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", is_finite ? digits : "null");
  }
  g_string_append_c (text, ']');
}

/* Axes `axis` and on: lists within lists, of which each of the innermost has a line. Returns the
 * numbers behind those. */
static const float *
append_axes (GString *text, const GradusTensor *tensor, guint axis, const float *numbers)
{
  const guint n = tensor->axes[axis];

  if (axis + 1 == tensor->n_axes) {
    append_row (text, numbers, n);
    return numbers + n;
  }
  g_string_append_c (text, '[');
  for (guint i = 0; i < n; i++) {
    g_string_append_printf (text, "%s\n%*s", i > 0 ? "," : "", (int) (2 * axis + 4), "");
    numbers = append_axes (text, tensor, axis + 1, numbers);
  }
  g_string_append_c (text, ']');
  return numbers;
}

static void
append_tensor (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  GString *text = data;

  g_string_append_printf (text, "%s\n  \"%s\": ", text->str[text->len - 1] == '{' ? "" : ",", name);
  append_axes (text, tensor, 0, numbers);
}

GBytes *
gradus_weights_json_write (const GradusWeights *weights, const char *name, GError **error)
{
  g_autofree char *experiment = gradus_experiment_to_json (weights->experiment);
  g_autofree char *preparation = gradus_preparation_to_json (weights->preparation);
  GString *text = g_string_new (NULL);

  g_string_append_printf (
      text,
      "{ \"gradus-weights\": 1, \"step\": %" G_GUINT64_FORMAT ", \"experiment\": ", weights->step);
  g_string_append (text, experiment);
  g_string_append (text, ",\n\"preparation\": ");
  g_string_append (text, preparation);
  g_string_append (text, ",\n\"tensors\": {");
  gradus_weights_foreach (weights, append_tensor, text);
  g_string_append (text, " } }\n");
  return g_string_free_to_bytes (text);
}
