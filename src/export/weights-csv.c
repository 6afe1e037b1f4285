/* SPDX-License-Identifier: MIT */
#include "export/format.h"

/* Where a row has several axes, its columns are counted through all of them, the last one
 * fastest. */
static void
append_tensor (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  GString *text = data;
  const gsize n_columns = gradus_tensor_count_row (tensor), n = gradus_tensor_count (tensor);
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  for (gsize i = 0; i < n; i++) {
    /* Nine digits bring every float back to the bit; no locale's comma may stand in them. */
    g_ascii_formatd (digits, sizeof digits, "%.9g", (double) numbers[i]);
    g_string_append_printf (text, "%s,%" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT ",%s\n", name,
                            i / n_columns, i % n_columns, digits);
  }
}

GBytes *
gradus_weights_csv_write (const GradusWeights *weights, const char *name, GError **error)
{
  GString *text = g_string_new ("tensor,row,column,value\n");

  gradus_weights_foreach (weights, append_tensor, text);
  return g_string_free_to_bytes (text);
}
