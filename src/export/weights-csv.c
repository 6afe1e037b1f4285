/* SPDX-License-Identifier: MIT */
#include "export/format.h"

#include "data/feature.h"

/* Nine digits bring every float back to the bit; no locale's comma may stand in them. */
static void
append_numbers (GString *text, const char *name, const float *numbers, gsize n, gsize n_columns)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize i = 0; i < n; i++) {
    g_ascii_formatd (digits, sizeof digits, "%.9g", (double) numbers[i]);
    g_string_append_printf (text, "%s,%" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT ",%s\n", name,
                            i / n_columns, i % n_columns, digits);
  }
}

/* Where a row has several axes, its columns are counted through all of them, the last one
 * fastest. */
static void
append_tensor (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  append_numbers (data, name, numbers, gradus_tensor_count (tensor),
                  gradus_tensor_count_row (tensor));
}

static void
append_features (GString *text, guint set)
{
  float features[GRADUS_N_FEATURES];
  guint n = 0;

  for (guint i = 0; i < GRADUS_N_FEATURES; i++) {
    if (set >> i & 1)
      features[n++] = (float) i;
  }
  append_numbers (text, "preparation.features", features, n, 1);
}

/* All of it that is numbers. */
static void
append_preparation (GString *text, const GradusPreparation *preparation)
{
  append_features (text, preparation->features);
  if (preparation->offsets) {
    append_numbers (text, "preparation.offsets", preparation->offsets, preparation->n_raw, 1);
    append_numbers (text, "preparation.spans", preparation->spans, preparation->n_raw, 1);
  }
  if (gradus_preparation_scales_targets (preparation)) {
    append_numbers (text, "preparation.target-offset", &preparation->target_offset, 1, 1);
    append_numbers (text, "preparation.target-span", &preparation->target_span, 1, 1);
  }
}

GBytes *
gradus_weights_csv_write (const GradusWeights *weights, const char *name, GError **error)
{
  GString *text = g_string_new ("tensor,row,column,value\n");

  gradus_weights_foreach (weights, append_tensor, text);
  append_preparation (text, weights->preparation);
  return g_string_free_to_bytes (text);
}
