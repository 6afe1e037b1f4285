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

/* What every history has, and what is undecided. */
#define N_USUAL_COLUMNS 6
#define N_COLUMNS 10
#define BYTES_OF_THE_UNDECIDED (4 * sizeof (double))

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
    { series->undecided_right, n, sizeof (double) },
    { series->undecided_wrong, n, sizeof (double) },
    { series->test_undecided_right, n, sizeof (double) },
    { series->test_undecided_wrong, n, sizeof (double) },
  };

  memcpy (columns, all, sizeof all);
}

static gboolean
has_undecided (const GradusSeries *series)
{
  for (guint i = 0; i < series->n_regular; i++) {
    if (series->undecided_right[i] > 0 || series->undecided_wrong[i] > 0 ||
        series->test_undecided_right[i] > 0 || series->test_undecided_wrong[i] > 0)
      return TRUE;
  }
  return FALSE;
}

static gsize
count_bytes (const Column *columns, guint n_columns)
{
  gsize n = 0;

  for (guint i = 0; i < n_columns; i++)
    n += columns[i].n * columns[i].size;
  return n;
}

GBytes *
gradus_series_to_blob (const GradusSeries *series)
{
  const guint n_columns = has_undecided (series) ? N_COLUMNS : N_USUAL_COLUMNS;
  Column columns[N_COLUMNS];
  gsize n;
  char *bytes, *at;

  list_columns (series, columns);
  n = count_bytes (columns, n_columns);
  bytes = at = g_malloc (MAX (n, 1));
  for (guint i = 0; i < n_columns; i++) {
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
  series->undecided_right = g_new0 (double, n_points);
  series->undecided_wrong = g_new0 (double, n_points);
  series->test_undecided_right = g_new0 (double, n_points);
  series->test_undecided_wrong = g_new0 (double, n_points);
  series->values = g_new (float, ((gsize) n_points * n_values));
}

/* Shares of the same samples, none of which can be both. */
static gboolean
are_shares (double right, double wrong)
{
  return right >= 0 && wrong >= 0 && right + wrong <= 1 + 1e-9;
}

static gboolean
is_whole (const GradusSeries *series)
{
  for (guint i = 0; i < series->n_points; i++) {
    if ((i > 0 && series->steps[i] <= series->steps[i - 1]) ||
        !are_shares (series->undecided_right[i], series->undecided_wrong[i]) ||
        !are_shares (series->test_undecided_right[i], series->test_undecided_wrong[i]))
      return FALSE;
  }
  return TRUE;
}

gboolean
gradus_series_from_blob (GradusSeries *series, guint n_points, guint n_values, const char *bytes,
                         gsize n, GError **error)
{
  const gsize usual = (gsize) n_points * (5 * sizeof (double) + (gsize) n_values * sizeof (float));
  const gsize most = usual + (gsize) n_points * BYTES_OF_THE_UNDECIDED;
  const guint n_columns = n == usual ? N_USUAL_COLUMNS : N_COLUMNS;
  Column columns[N_COLUMNS];
  gboolean is_right = n == usual || n == most;

  if (is_right) {
    allocate (series, n_points, n_values);
    list_columns (series, columns);
    for (guint i = 0; i < n_columns && n > 0; i++) {
      copy_numbers (columns[i].numbers, bytes, columns[i].n, columns[i].size);
      bytes += columns[i].n * columns[i].size;
    }
    is_right = is_whole (series);
  }
  if (!is_right)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "the document is damaged: a history is not whole");
  return is_right;
}
