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

  /* The writer's alone. */
  double way;

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
  timeline->way = SHORTEST_WAY;
  timeline->revision = 1;
  return timeline;
}

GradusTimeline *
gradus_timeline_ref (GradusTimeline *timeline)
{
  atomic_fetch_add (&timeline->references, 1);
  return timeline;
}

static void
drop (GradusTimeline *timeline, guint from)
{
  for (guint i = from; i < timeline->n_entries; i++)
    gradus_checkpoint_unref (timeline->entries[i].checkpoint);
  timeline->n_entries = MIN (timeline->n_entries, from);
  timeline->revision++;
}

void
gradus_timeline_unref (GradusTimeline *timeline)
{
  if (atomic_fetch_sub (&timeline->references, 1) > 1)
    return;
  drop (timeline, 0);
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

/* Only the writer changes what is read here, so it needs no lock. */
gboolean
gradus_timeline_wants (const GradusTimeline *timeline, guint64 step, double cost)
{
  const GradusTimelineEntry *last =
      timeline->n_entries > 0 ? &timeline->entries[timeline->n_entries - 1] : NULL;

  if (!last)
    return timeline->capacity > 0;
  return step > last->checkpoint->step &&
         measure_way (last->checkpoint->step, last->cost, step, cost) >= timeline->way;
}

/* Of those between the first and the last, the one whose neighbours are the least far apart. */
static guint
find_least (const GradusTimeline *timeline)
{
  double least = INFINITY;
  guint found = 1;

  for (guint i = 1; i + 1 < timeline->n_entries; i++) {
    const GradusTimelineEntry *before = &timeline->entries[i - 1],
                              *behind = &timeline->entries[i + 1];
    const double way = measure_way (before->checkpoint->step, before->cost,
                                    behind->checkpoint->step, behind->cost);

    if (way < least) {
      least = way;
      found = i;
    }
  }
  return found;
}

/* A quarter goes at once, so that this is not done for each checkpoint. From then on they come at
 * longer ways. */
static void
thin_timeline (GradusTimeline *timeline)
{
  while (timeline->n_entries > timeline->capacity * 3 / 4) {
    const guint i = find_least (timeline);

    gradus_checkpoint_unref (timeline->entries[i].checkpoint);
    timeline->n_entries--;
    memmove (&timeline->entries[i], &timeline->entries[i + 1],
             (timeline->n_entries - i) * sizeof (GradusTimelineEntry));
  }
  timeline->way = MIN (timeline->way * WAY_GROWTH, LONGEST_WAY);
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
