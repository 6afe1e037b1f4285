/* SPDX-License-Identifier: MIT */
#include "store/series-blob.h"

#include <string.h>

/* Whole columns between memory and file; the bytes of each of n numbers are turned round on
 * machines that have them the other way. */
static void
copy_numbers (char *to, const char *from, gsize n, gsize size)
{
  if (n > 0) /* else there may be no memory behind the pointers */
    memcpy (to, from, n * size);
  for (gsize i = 0; G_BYTE_ORDER != G_LITTLE_ENDIAN && i < n; i++) {
    for (gsize k = 0; k < size; k++)
      to[i * size + k] = from[i * size + size - 1 - k];
  }
}

typedef struct {
  gpointer numbers;
  gsize n, size;
} Column;

#define N_COLUMNS 6

static void
list_columns (const GradusSeries *series, Column columns[N_COLUMNS])
{
  const gsize n = series->n_regular;
  const Column all[N_COLUMNS] = {
    { series->steps, n, sizeof (guint64) },
    { series->costs, n, sizeof (double) },
    { series->accuracies, n, sizeof (double) },
    { series->test_costs, n, sizeof (double) },
    { series->test_accuracies, n, sizeof (double) },
    { series->values, n * series->n_values, sizeof (float) },
  };

  memcpy (columns, all, sizeof all);
}

static gsize
count_bytes (const Column *columns)
{
  gsize n = 0;

  for (guint i = 0; i < N_COLUMNS; i++)
    n += columns[i].n * columns[i].size;
  return n;
}

GBytes *
gradus_series_to_blob (const GradusSeries *series)
{
  Column columns[N_COLUMNS];
  gsize n;
  char *bytes, *at;

  list_columns (series, columns);
  n = count_bytes (columns);
  bytes = at = g_malloc (MAX (n, 1));
  for (guint i = 0; i < N_COLUMNS; i++) {
    copy_numbers (at, columns[i].numbers, columns[i].n, columns[i].size);
    at += columns[i].n * columns[i].size;
  }
  return g_bytes_new_take (bytes, n);
}

static void
allocate (GradusSeries *series, guint n_points, guint n_values)
{
  *series = (GradusSeries){
    .n_values = n_values, .n_points = n_points, .capacity = n_points, .n_regular = n_points
  };
  series->steps = g_new (guint64, n_points);
  series->costs = g_new (double, n_points);
  series->accuracies = g_new (double, n_points);
  series->test_costs = g_new (double, n_points);
  series->test_accuracies = g_new (double, n_points);
  series->values = g_new (float, ((gsize) n_points * n_values));
}

gboolean
gradus_series_from_blob (GradusSeries *series, guint n_points, guint n_values, const char *bytes,
                         gsize n, GError **error)
{
  const gsize wanted = (gsize) n_points * (5 * sizeof (double) + (gsize) n_values * sizeof (float));
  Column columns[N_COLUMNS];
  gboolean is_right = n == wanted;

  if (is_right) {
    allocate (series, n_points, n_values);
    list_columns (series, columns);
    for (guint i = 0; i < N_COLUMNS && n > 0; i++) {
      copy_numbers (columns[i].numbers, bytes, columns[i].n, columns[i].size);
      bytes += columns[i].n * columns[i].size;
    }
    for (guint i = 1; i < n_points; i++)
      is_right = is_right && series->steps[i] > series->steps[i - 1];
  }
  if (!is_right)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "the document is damaged: a history is not whole");
  return is_right;
}
