/* SPDX-License-Identifier: MIT */
#include "train/history.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

/* Points that are left between a step and the double of it. */
#define FEWEST_AN_OCTAVE 8

/* GLib's locks are not known to the thread sanitizer, pthread's are. */
struct _GradusHistory {
  atomic_uint references;

  /* The writer's alone. */
  guint64 stride;

  pthread_mutex_t mutex; /* guards what follows */
  guint64 shared_stride; /* the stride, for others */
  guint64 epoch;         /* of the points: those of one epoch only grow in number */
  guint64 revision;      /* counts changes of any kind */
  guint n_values;
  guint capacity;
  guint n_points;
  gboolean has_last;
  guint64 *steps; /* (capacity + 1): the last measurement stands behind the points */
  double *costs;
  double *accuracies;
  double *test_costs;
  double *test_accuracies;
  double *undecided_right, *undecided_wrong;
  double *test_undecided_right, *test_undecided_wrong;
  float *values; /* (capacity + 1, n_values) */
};

/* A column, of 8 bytes a point, in a history and in a series; the values are none. */
typedef struct {
  gsize history, series;
} Column;

#define COLUMN(name)                                                                               \
  {                                                                                                \
    offsetof (GradusHistory, name), offsetof (GradusSeries, name)                                  \
  }
#define BYTES_A_POINT 8

static const Column columns[] = {
  COLUMN (steps),
  COLUMN (costs),
  COLUMN (accuracies),
  COLUMN (test_costs),
  COLUMN (test_accuracies),
  COLUMN (undecided_right),
  COLUMN (undecided_wrong),
  COLUMN (test_undecided_right),
  COLUMN (test_undecided_wrong),
};

static char **
find_own_column (const GradusHistory *history, guint i)
{
  return &G_STRUCT_MEMBER (char *, history, columns[i].history);
}

static char **
find_series_column (const GradusSeries *series, guint i)
{
  return &G_STRUCT_MEMBER (char *, series, columns[i].series);
}

GradusHistory *
gradus_history_new (guint n_values, guint capacity)
{
  GradusHistory *history = g_new0 (GradusHistory, 1);

  atomic_init (&history->references, 1);
  pthread_mutex_init (&history->mutex, NULL);
  history->stride = history->shared_stride = 1;
  history->epoch = 1;
  history->n_values = n_values;
  history->capacity = capacity;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    *find_own_column (history, i) = g_malloc ((gsize) (capacity + 1) * BYTES_A_POINT);
  history->values = g_new (float, (gsize) (capacity + 1) * n_values);
  return history;
}

GradusHistory *
gradus_history_ref (GradusHistory *history)
{
  atomic_fetch_add (&history->references, 1);
  return history;
}

void
gradus_history_unref (GradusHistory *history)
{
  if (atomic_fetch_sub (&history->references, 1) > 1)
    return;
  pthread_mutex_destroy (&history->mutex);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_free (*find_own_column (history, i));
  g_free (history->values);
  g_free (history);
}

gboolean
gradus_history_wants (const GradusHistory *history, guint64 step)
{
  return (step & (history->stride - 1)) == 0;
}

guint64
gradus_history_find_next (const GradusHistory *history, guint64 step)
{
  return (step + history->stride - 1) & ~(history->stride - 1);
}

static void
copy_point (GradusHistory *history, guint from, guint to)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++) {
    char *column = *find_own_column (history, i);

    memmove (column + (gsize) to * BYTES_A_POINT, column + (gsize) from * BYTES_A_POINT,
             BYTES_A_POINT);
  }
  memmove (history->values + (gsize) to * history->n_values,
           history->values + (gsize) from * history->n_values, history->n_values * sizeof (float));
}

/* The first point that may go when the stride doubles. Those before it lie no closer than a
 * logarithmic axis needs them; should there be hardly any others, they may go as well. */
static guint
find_first_to_thin (const GradusHistory *history)
{
  const guint64 step = 2 * history->stride * MAX (history->capacity / 64, FEWEST_AN_OCTAVE);
  guint first = 1;

  while (first < history->n_points && history->steps[first] < step)
    first++;
  return history->n_points - first < history->capacity / 8 ? 1 : first;
}

static gboolean
has_test (const GradusHistory *history, guint point)
{
  return !isnan (history->test_costs[point]);
}

/* Which of the neighbours from `start` to before `end` stay, as bits from 1 for the first on. */
static guint
choose_points (const GradusHistory *history, guint start, guint end)
{
  guint lowest = start, highest = start, test = end;

  for (guint i = start; i < end; i++) {
    if (history->costs[i] < history->costs[lowest])
      lowest = i;
    if (history->costs[i] >= history->costs[highest])
      highest = i;
    if (test == end && has_test (history, i))
      test = i;
  }
  if (has_test (history, lowest) || has_test (history, highest) || test == end)
    test = lowest;
  return 1u << (lowest - start) | 1u << (highest - start) | 1u << (test - start);
}

/* Halves the points, see the header. */
static void
thin_history (GradusHistory *history)
{
  guint kept = find_first_to_thin (history);

  for (guint start = kept; start < history->n_points; start += 4) {
    const guint end = MIN (start + 4, history->n_points);
    const guint chosen = choose_points (history, start, end);

    for (guint i = start; i < end; i++) {
      if (chosen >> (i - start) & 1)
        copy_point (history, i, kept++);
    }
  }
  history->n_points = kept;
  history->stride *= 2;
  history->shared_stride = history->stride;
  history->epoch++;
}

static void
write_point (GradusHistory *history, const GradusMetrics *metrics, const float *values)
{
  guint i = history->n_points;

  history->steps[i] = metrics->step;
  history->costs[i] = metrics->cost;
  history->accuracies[i] = metrics->accuracy;
  history->test_costs[i] = metrics->test_cost;
  history->test_accuracies[i] = metrics->test_accuracy;
  history->undecided_right[i] = metrics->undecided_right;
  history->undecided_wrong[i] = metrics->undecided_wrong;
  history->test_undecided_right[i] = metrics->test_undecided_right;
  history->test_undecided_wrong[i] = metrics->test_undecided_wrong;
  memcpy (history->values + (gsize) i * history->n_values, values,
          history->n_values * sizeof (float));
  history->revision++;
}

/* The last measurement stood where this point goes; it is no longer the last. */
void
gradus_history_add (GradusHistory *history, const GradusMetrics *metrics, const float *values)
{
  pthread_mutex_lock (&history->mutex);
  if (history->n_points == history->capacity)
    thin_history (history);
  write_point (history, metrics, values);
  history->n_points++;
  history->has_last = FALSE;
  pthread_mutex_unlock (&history->mutex);
}

/* Training may have recorded this very step. */
void
gradus_history_set_last (GradusHistory *history, const GradusMetrics *metrics, const float *values)
{
  pthread_mutex_lock (&history->mutex);
  history->has_last =
      history->n_points == 0 || metrics->step > history->steps[history->n_points - 1];
  if (history->has_last)
    write_point (history, metrics, values);
  pthread_mutex_unlock (&history->mutex);
}

void
gradus_history_clear (GradusHistory *history)
{
  pthread_mutex_lock (&history->mutex);
  history->n_points = 0;
  history->has_last = FALSE;
  history->stride = history->shared_stride = 1;
  history->epoch++;
  history->revision++;
  pthread_mutex_unlock (&history->mutex);
}

void
gradus_history_cut (GradusHistory *history, guint64 step)
{
  pthread_mutex_lock (&history->mutex);
  while (history->n_points > 0 && history->steps[history->n_points - 1] >= step)
    history->n_points--;
  history->has_last = FALSE;
  history->epoch++;
  history->revision++;
  pthread_mutex_unlock (&history->mutex);
}

/* Both locks at once, in this order: nobody else has the new history yet, so nobody can hold it and
 * wait for the other. */
void
gradus_history_copy (GradusHistory *history, GradusHistory *other, guint64 step)
{
  g_return_if_fail (history->n_values == other->n_values && history->capacity == other->capacity);

  pthread_mutex_lock (&other->mutex);
  pthread_mutex_lock (&history->mutex);
  history->n_points = 0;
  while (history->n_points < other->n_points && other->steps[history->n_points] < step)
    history->n_points++;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    memcpy (*find_own_column (history, i), *find_own_column (other, i),
            (gsize) history->n_points * BYTES_A_POINT);
  memcpy (history->values, other->values,
          (gsize) history->n_points * history->n_values * sizeof (float));
  history->stride = other->shared_stride;
  history->shared_stride = history->stride;
  history->has_last = FALSE;
  history->epoch++;
  history->revision++;
  pthread_mutex_unlock (&history->mutex);
  pthread_mutex_unlock (&other->mutex);
}

static void
reserve (GradusSeries *series, guint n_points)
{
  if (n_points <= series->capacity)
    return;
  series->capacity = MAX (n_points, 2 * series->capacity);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    *find_series_column (series, i) =
        g_realloc (*find_series_column (series, i), (gsize) series->capacity * BYTES_A_POINT);
  series->values = g_renew (float, series->values, (gsize) series->capacity * series->n_values);
}

/* Copies the points from `start` on, and the last measurement. */
static void
copy_points (const GradusHistory *history, GradusSeries *series, guint start)
{
  guint end = history->n_points + (history->has_last ? 1 : 0), n = end - start;
  gsize norms = (gsize) start * history->n_values;

  reserve (series, end);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    memcpy (*find_series_column (series, i) + (gsize) start * BYTES_A_POINT,
            *find_own_column (history, i) + (gsize) start * BYTES_A_POINT,
            (gsize) n * BYTES_A_POINT);
  memcpy (series->values + norms, history->values + norms,
          (gsize) n * history->n_values * sizeof (float));
  series->n_points = end;
  series->n_regular = history->n_points;
}

gboolean
gradus_history_read (GradusHistory *history, GradusSeries *series)
{
  gboolean changed;

  pthread_mutex_lock (&history->mutex);
  changed = series->revision != history->revision || series->epoch != history->epoch;
  if (changed) {
    if (series->n_values != history->n_values) {
      gradus_series_clear (series);
      series->n_values = history->n_values;
    }
    /* Thinned or cut: what was read before is not what stands there now. */
    if (series->epoch != history->epoch)
      series->n_regular = 0;
    if (history->n_points + (history->has_last ? 1 : 0) > 0)
      copy_points (history, series, series->n_regular);
    else
      series->n_points = series->n_regular = 0;
    series->epoch = history->epoch;
    series->revision = history->revision;
  }
  pthread_mutex_unlock (&history->mutex);
  return changed;
}

/* Only the writer saves, so the stride cannot change between the two locks. */
void
gradus_history_save (GradusHistory *history, GradusSeries *series, guint64 *stride)
{
  gradus_history_read (history, series);
  pthread_mutex_lock (&history->mutex);
  *stride = history->shared_stride;
  pthread_mutex_unlock (&history->mutex);
}

void
gradus_history_load (GradusHistory *history, const GradusSeries *series, guint64 stride)
{
  const guint n = series->n_regular;

  g_return_if_fail (n <= history->capacity && (n == 0 || series->n_values == history->n_values));

  pthread_mutex_lock (&history->mutex);
  if (n > 0) {
    for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
      memcpy (*find_own_column (history, i), *find_series_column (series, i),
              (gsize) n * BYTES_A_POINT);
    memcpy (history->values, series->values, (gsize) n * history->n_values * sizeof (float));
  }
  history->n_points = n;
  history->stride = history->shared_stride = stride;
  history->has_last = FALSE;
  history->epoch++;
  history->revision++;
  pthread_mutex_unlock (&history->mutex);
}

void
gradus_series_clear (GradusSeries *series)
{
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_free (*find_series_column (series, i));
  g_free (series->values);
  *series = (GradusSeries){ 0 };
}
