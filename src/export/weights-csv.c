/* SPDX-License-Identifier: MIT */
#include "export/format.h"

static void
append_tensor (const char *name, const GradusTensor *tensor, float *numbers, gpointer data)
{
  GString *text = data;
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  for (guint row = 0; row < tensor->rows; row++) {
    for (guint column = 0; column < tensor->columns; column++) {
      const double number = (double) numbers[(gsize) row * tensor->columns + column];

      g_ascii_formatd (digits, sizeof digits, "%.9g", number);
      g_string_append_printf (text, "%s,%u,%u,%s\n", name, row, column, digits);
    }
  }
}

GBytes *
gradus_weights_csv_write (const GradusWeights *weights, const char *name, GError **error)
{
  GString *text = g_string_new ("tensor,row,column,value\n");

  gradus_weights_foreach (weights, append_tensor, text);
  return g_string_free_to_bytes (text);
}
