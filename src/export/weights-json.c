/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "export/format.h"
#include "experiment/experiment-json.h"
#include "experiment/preparation-json.h"

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

static void
append_tensor (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  GString *text = data;
  const gboolean is_vector = !tensor->is_weight;

  g_string_append_printf (text, "%s\n  \"%s\": ", text->str[text->len - 1] == '{' ? "" : ",", name);
  if (is_vector) {
    append_row (text, numbers, tensor->rows);
    return;
  }
  g_string_append_c (text, '[');
  for (guint row = 0; row < tensor->rows; row++) {
    g_string_append (text, row > 0 ? ",\n    " : "\n    ");
    append_row (text, numbers + (gsize) row * tensor->columns, tensor->columns);
  }
  g_string_append_c (text, ']');
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
