/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/checkpoint.h"

G_BEGIN_DECLS

/* GradusTimeline: the checkpoints of a run, bounded however long it trains.
 *
 * The way from one checkpoint to another is as long as the steps between them on a logarithmic
 * scale (1 for each doubling), and as the cost moved (1 for a factor of e, and not more, for noise
 * must not crowd out the rest). A checkpoint is wanted where the way from the last one has become
 * long enough; when there are too many, those go without which their neighbours are the least far
 * apart. So they stand densely near the start and where the cost moves. The first always stays.
 *
 * Which steps are kept follows from steps and costs alone, so it is the same at any speed.
 *
 * One thread writes, any may read. */
typedef struct _GradusTimeline GradusTimeline;

/* Checkpoints, and bytes that they take together. Of large networks there are GRADUS_TIMELINE_LEAST
 * all the same, unless they take more than GRADUS_TIMELINE_MOST_BYTES: then as many as fit, and of
 * networks of which four do not, none. */
#define GRADUS_TIMELINE_MOST 256
#define GRADUS_TIMELINE_LEAST 8
#define GRADUS_TIMELINE_BYTES (32 * 1024 * 1024)
#define GRADUS_TIMELINE_MOST_BYTES (256 * 1024 * 1024)

/* For checkpoints of so many floats. */
GradusTimeline *gradus_timeline_new (gsize n_floats);
GradusTimeline *gradus_timeline_ref (GradusTimeline *timeline);
void gradus_timeline_unref (GradusTimeline *timeline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusTimeline, gradus_timeline_unref)

/* A checkpoint and the cost that was known when it was made; NAN: none. */
typedef struct {
  GradusCheckpoint *checkpoint;
  double cost;
} GradusTimelineEntry;

/* The writer's side. Steps only grow between two clears; `cost` is the last one measured. */
gboolean gradus_timeline_wants (const GradusTimeline *timeline, guint64 step, double cost);

/* A checkpoint to be filled and added, in the memory of one that was dropped, if there is some.
 * NULL: there is no memory for it. */
GradusCheckpoint *gradus_timeline_make_checkpoint (GradusTimeline *timeline, guint64 step);

/* Takes the checkpoint. */
void gradus_timeline_add (GradusTimeline *timeline, GradusCheckpoint *checkpoint, double cost);

/* Puts a checkpoint where its step belongs, in the place of one of the same step, with a reference
 * of its own: for one that is worth more than the way to it says. */
void gradus_timeline_keep (GradusTimeline *timeline, GradusCheckpoint *checkpoint, double cost);
void gradus_timeline_clear (GradusTimeline *timeline);

/* Drops what lies behind a step. */
void gradus_timeline_cut (GradusTimeline *timeline, guint64 last_step);

/* What another has up to a step, in the place of what was here: for a run that goes on from
 * there. */
void gradus_timeline_copy (GradusTimeline *timeline, GradusTimeline *other, guint64 last_step);

/* All that there is, with a reference of each checkpoint, the caller's own, and how long a way now
 * is worth another one: from them gradus_timeline_load() makes a timeline that goes on as this one,
 * or with fewer of them where it has no room. */
GradusTimelineEntry *gradus_timeline_save (GradusTimeline *timeline, guint *n, double *way);
void gradus_timeline_load (GradusTimeline *timeline, const GradusTimelineEntry *entries, guint n,
                           double way);

/* The reader's side: where something has changed since *revision (0 at first), fills `checkpoints`,
 * whose elements are references of its own, in the order of their steps. Returns whether anything
 * has. */
gboolean gradus_timeline_read (GradusTimeline *timeline, guint64 *revision, GPtrArray *checkpoints);

G_END_DECLS
