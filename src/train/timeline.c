/* SPDX-License-Identifier: MIT */
#include "train/timeline.h"

#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

/* How long a way must be to be worth a checkpoint: at first, and at most, when many have been
 * dropped. */
#define SHORTEST_WAY 0.02
#define LONGEST_WAY 0.25
#define WAY_GROWTH 1.25

/* Fewer are no time line. */
#define FEWEST 4

/* Where the logarithm of a cost ends. */
#define LEAST_COST 1e-12

/* GLib's locks are not known to the thread sanitizer, pthread's are. */
struct _GradusTimeline {
  atomic_uint references;
  guint capacity;
  gsize n_floats;

  /* The writer's alone. Spares were dropped: fresh memory costs more than what is written to it. */
  double way;
  guint n_spares;
  GradusCheckpoint *spares[GRADUS_TIMELINE_MOST];

  pthread_mutex_t mutex; /* guards what follows */
  guint64 revision;
  guint n_entries;
  GradusTimelineEntry entries[GRADUS_TIMELINE_MOST];
};

static guint
find_capacity (gsize n_floats)
{
  const gsize size = MAX (n_floats * sizeof (float), 1);
  const gsize wanted =
      CLAMP (GRADUS_TIMELINE_BYTES / size, GRADUS_TIMELINE_LEAST, GRADUS_TIMELINE_MOST);
  const gsize capacity = MIN (wanted, GRADUS_TIMELINE_MOST_BYTES / size);

  return capacity < FEWEST ? 0 : (guint) capacity;
}

GradusTimeline *
gradus_timeline_new (gsize n_floats)
{
  GradusTimeline *timeline = g_new0 (GradusTimeline, 1);

  atomic_init (&timeline->references, 1);
  pthread_mutex_init (&timeline->mutex, NULL);
  timeline->capacity = find_capacity (n_floats);
  timeline->n_floats = n_floats;
  timeline->way = SHORTEST_WAY;
  timeline->revision = 1;
  return timeline;
}

static void
free_spares (GradusTimeline *timeline)
{
  while (timeline->n_spares > 0)
    gradus_checkpoint_unref (timeline->spares[--timeline->n_spares]);
}

GradusTimeline *
gradus_timeline_ref (GradusTimeline *timeline)
{
  atomic_fetch_add (&timeline->references, 1);
  return timeline;
}

/* Whoever reads an entry takes a reference under the lock, which is held here. */
static void
retire_checkpoint (GradusTimeline *timeline, GradusCheckpoint *checkpoint)
{
  if (checkpoint->n_floats == timeline->n_floats && !gradus_checkpoint_is_shared (checkpoint) &&
      timeline->n_spares < timeline->capacity)
    timeline->spares[timeline->n_spares++] = checkpoint;
  else
    gradus_checkpoint_unref (checkpoint);
}

static void
drop (GradusTimeline *timeline, guint from)
{
  for (guint i = from; i < timeline->n_entries; i++)
    retire_checkpoint (timeline, timeline->entries[i].checkpoint);
  timeline->n_entries = MIN (timeline->n_entries, from);
  timeline->revision++;
}

void
gradus_timeline_unref (GradusTimeline *timeline)
{
  if (atomic_fetch_sub (&timeline->references, 1) > 1)
    return;
  drop (timeline, 0);
  free_spares (timeline);
  pthread_mutex_destroy (&timeline->mutex);
  g_free (timeline);
}

/* A cost that is not known has not moved. */
static double
measure_way (guint64 from, double from_cost, guint64 to, double to_cost)
{
  const double moved = fabs (log (MAX (to_cost, LEAST_COST) / MAX (from_cost, LEAST_COST)));

  return log2 (((double) to + 1) / ((double) from + 1)) +
         (isnan (from_cost) || isnan (to_cost) ? 0 : MIN (moved, 1));
}

/* What the way is at most, by log(x) ≤ x - 1 and some room for rounding: each recorded step asks,
 * and logarithms take as long as a step of a small network. */
static double
bound_way (guint64 from, double from_cost, guint64 to, double to_cost)
{
  const double before = MAX (from_cost, LEAST_COST), behind = MAX (to_cost, LEAST_COST);
  const double moved = MAX (before, behind) / MIN (before, behind) - 1;

  return 1.4427 * (double) (to - from) / ((double) from + 1) +
         (isnan (from_cost) || isnan (to_cost) ? 0 : MIN (moved, 1)) + 1e-9;
}

/* Only the writer changes what is read here, so it needs no lock. */
gboolean
gradus_timeline_wants (const GradusTimeline *timeline, guint64 step, double cost)
{
  const GradusTimelineEntry *last =
      timeline->n_entries > 0 ? &timeline->entries[timeline->n_entries - 1] : NULL;

  if (!last)
    return timeline->capacity > 0;
  return step > last->checkpoint->step &&
         bound_way (last->checkpoint->step, last->cost, step, cost) >= timeline->way &&
         measure_way (last->checkpoint->step, last->cost, step, cost) >= timeline->way;
}

/* How far apart the neighbours of an entry are. */
static double
measure_gap (const GradusTimeline *timeline, guint i)
{
  const GradusTimelineEntry *before, *behind;

  if (i == 0 || i + 1 >= timeline->n_entries)
    return INFINITY; /* the first and the last stay */
  before = &timeline->entries[i - 1];
  behind = &timeline->entries[i + 1];
  return measure_way (before->checkpoint->step, before->cost, behind->checkpoint->step,
                      behind->cost);
}

static void
remove_entry (GradusTimeline *timeline, guint i, double *gaps)
{
  retire_checkpoint (timeline, timeline->entries[i].checkpoint);
  timeline->n_entries--;
  memmove (&timeline->entries[i], &timeline->entries[i + 1],
           (timeline->n_entries - i) * sizeof (GradusTimelineEntry));
  memmove (&gaps[i], &gaps[i + 1], (timeline->n_entries - i) * sizeof (double));
  gaps[i - 1] = measure_gap (timeline, i - 1);
  gaps[i] = measure_gap (timeline, i);
}

/* A quarter goes at once, so that this is not done for each checkpoint. From then on they come at
 * longer ways. */
static void
thin_timeline (GradusTimeline *timeline)
{
  double gaps[GRADUS_TIMELINE_MOST];

  for (guint i = 0; i < timeline->n_entries; i++)
    gaps[i] = measure_gap (timeline, i);
  while (timeline->n_entries > timeline->capacity * 3 / 4) {
    guint least = 1;

    for (guint i = 2; i + 1 < timeline->n_entries; i++)
      least = gaps[i] < gaps[least] ? i : least;
    remove_entry (timeline, least, gaps);
  }
  timeline->way = MIN (timeline->way * WAY_GROWTH, LONGEST_WAY);
}

GradusCheckpoint *
gradus_timeline_make_checkpoint (GradusTimeline *timeline, guint64 step)
{
  GradusCheckpoint *checkpoint;

  if (timeline->n_entries == timeline->capacity) {
    pthread_mutex_lock (&timeline->mutex);
    thin_timeline (timeline);
    pthread_mutex_unlock (&timeline->mutex);
  }
  if (timeline->n_spares == 0)
    return gradus_checkpoint_new (step, timeline->n_floats);
  checkpoint = timeline->spares[--timeline->n_spares];
  checkpoint->step = step;
  return checkpoint;
}

void
gradus_timeline_add (GradusTimeline *timeline, GradusCheckpoint *checkpoint, double cost)
{
  pthread_mutex_lock (&timeline->mutex);
  if (timeline->n_entries == timeline->capacity)
    thin_timeline (timeline);
  timeline->entries[timeline->n_entries++] = (GradusTimelineEntry){ checkpoint, cost };
  timeline->revision++;
  pthread_mutex_unlock (&timeline->mutex);
}

void
gradus_timeline_keep (GradusTimeline *timeline, GradusCheckpoint *checkpoint, double cost)
{
  guint at = 0;

  pthread_mutex_lock (&timeline->mutex);
  if (timeline->n_entries == timeline->capacity && timeline->capacity > 0)
    thin_timeline (timeline);
  while (at < timeline->n_entries && timeline->entries[at].checkpoint->step < checkpoint->step)
    at++;
  if (at < timeline->n_entries && timeline->entries[at].checkpoint->step == checkpoint->step) {
    retire_checkpoint (timeline, timeline->entries[at].checkpoint);
  } else if (timeline->capacity > 0) {
    memmove (&timeline->entries[at + 1], &timeline->entries[at],
             (timeline->n_entries - at) * sizeof (GradusTimelineEntry));
    timeline->n_entries++;
  }
  if (timeline->capacity > 0)
    timeline->entries[at] = (GradusTimelineEntry){ gradus_checkpoint_ref (checkpoint), cost };
  timeline->revision++;
  pthread_mutex_unlock (&timeline->mutex);
}

void
gradus_timeline_clear (GradusTimeline *timeline)
{
  pthread_mutex_lock (&timeline->mutex);
  drop (timeline, 0);
  timeline->way = SHORTEST_WAY;
  pthread_mutex_unlock (&timeline->mutex);
}

void
gradus_timeline_cut (GradusTimeline *timeline, guint64 last_step)
{
  guint n = 0;

  pthread_mutex_lock (&timeline->mutex);
  while (n < timeline->n_entries && timeline->entries[n].checkpoint->step <= last_step)
    n++;
  drop (timeline, n);
  pthread_mutex_unlock (&timeline->mutex);
}

/* Two locks after each other, never both: who copies this way round and who the other way cannot
 * block each other. */
void
gradus_timeline_copy (GradusTimeline *timeline, GradusTimeline *other, guint64 last_step)
{
  GradusTimelineEntry entries[GRADUS_TIMELINE_MOST];
  guint n = 0;

  pthread_mutex_lock (&other->mutex);
  for (; n < MIN (other->n_entries, timeline->capacity); n++) {
    if (other->entries[n].checkpoint->step > last_step)
      break;
    entries[n] = (GradusTimelineEntry){ gradus_checkpoint_ref (other->entries[n].checkpoint),
                                        other->entries[n].cost };
  }
  pthread_mutex_unlock (&other->mutex);

  pthread_mutex_lock (&timeline->mutex);
  drop (timeline, 0);
  free_spares (timeline);
  memcpy (timeline->entries, entries, n * sizeof (GradusTimelineEntry));
  timeline->n_entries = n;
  pthread_mutex_unlock (&timeline->mutex);
}

GradusTimelineEntry *
gradus_timeline_save (GradusTimeline *timeline, guint *n, double *way)
{
  GradusTimelineEntry *entries;

  pthread_mutex_lock (&timeline->mutex);
  *n = timeline->n_entries;
  *way = timeline->way;
  entries = g_memdup2 (timeline->entries, timeline->n_entries * sizeof (GradusTimelineEntry));
  for (guint i = 0; i < timeline->n_entries; i++)
    gradus_checkpoint_ref (entries[i].checkpoint);
  pthread_mutex_unlock (&timeline->mutex);
  return entries;
}

/* The way comes from a file: one out of bounds would mean a checkpoint of each step, or none any
 * more. */
void
gradus_timeline_load (GradusTimeline *timeline, const GradusTimelineEntry *entries, guint n,
                      double way)
{
  pthread_mutex_lock (&timeline->mutex);
  drop (timeline, 0);
  free_spares (timeline);
  for (guint i = 0; i < MIN (n, timeline->capacity); i++)
    timeline->entries[timeline->n_entries++] =
        (GradusTimelineEntry){ gradus_checkpoint_ref (entries[i].checkpoint), entries[i].cost };
  timeline->way = CLAMP (way, SHORTEST_WAY, LONGEST_WAY);
  pthread_mutex_unlock (&timeline->mutex);
}

gboolean
gradus_timeline_read (GradusTimeline *timeline, guint64 *revision, GPtrArray *checkpoints)
{
  gboolean is_new;

  pthread_mutex_lock (&timeline->mutex);
  is_new = *revision != timeline->revision;
  *revision = timeline->revision;
  if (is_new) {
    g_ptr_array_set_size (checkpoints, 0);
    for (guint i = 0; i < timeline->n_entries; i++)
      g_ptr_array_add (checkpoints, gradus_checkpoint_ref (timeline->entries[i].checkpoint));
  }
  pthread_mutex_unlock (&timeline->mutex);
  return is_new;
}
