/* SPDX-License-Identifier: MIT */
#include "store/metrics-csv.h"

#include <gio/gio.h>
#include <stdlib.h>

static void
append_number (GString *text, const char *format, double number)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (text, ',');
  g_string_append (text, g_ascii_formatd (digits, sizeof digits, format, number));
}

char *
gradus_metrics_csv_write (const GradusSeries *series)
{
  GString *text = g_string_new ("step,cost,accuracy");

  for (guint layer = 1; layer <= series->n_layers; layer++)
    g_string_append_printf (text, ",gradient_norm_%u", layer);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < series->n_points; i++) {
    g_string_append_printf (text, "%" G_GUINT64_FORMAT, series->steps[i]);
    append_number (text, "%.17g", series->costs[i]);
    append_number (text, "%.9g", series->accuracies[i]);
    for (guint layer = 0; layer < series->n_layers; layer++)
      append_number (text, "%.9g", (double) series->gradient_norms[(gsize) i * series->n_layers + layer]);
    g_string_append_c (text, '\n');
  }
  return g_string_free (text, FALSE);
}

gboolean
gradus_metrics_csv_save (const GradusSeries *series, const char *filename, GError **error)
{
  g_autofree char *text = gradus_metrics_csv_write (series);
  /* A link stays a link: what it points to is replaced. realpath() is malloc's, not GLib's. */
  char *resolved = realpath (filename, NULL);
  gboolean saved =
      g_file_set_contents_full (resolved ? resolved : filename, text, -1,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, error);

  free (resolved);
  if (!saved)
    g_prefix_error (error, "%s: ", filename);
  return saved;
}
