/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/history.h"
#include "train/snapshot.h"
#include "train/timeline.h"

G_BEGIN_DECLS

/* GradusRunDraft: all that a run has learned and written down up to one step: from it training goes
 * on to the same bits. It is what documents keep. Immutable and reference-counted, so it crosses
 * threads. */
typedef struct {
  GradusCheckpoint *now;
  GradusRunState state; /* paused, finished or diverged */
  GradusDivergence divergence;
  double seconds; /* spent in training */

  GradusSeries series; /* up to that step; documents keep its regular points */
  guint64 stride;
  GradusSeries layer_series;
  guint64 layer_stride;

  guint n_entries;
  GradusTimelineEntry *entries; /* (n_entries), by step */
  double way;                   /* see gradus_timeline_save() */
} GradusRunDraft;

/* Empty, to be filled by its maker before anyone else sees it. */
GradusRunDraft *gradus_run_draft_new (void);
GradusRunDraft *gradus_run_draft_ref (GradusRunDraft *run_draft);
void gradus_run_draft_unref (GradusRunDraft *run_draft);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusRunDraft, gradus_run_draft_unref)

G_END_DECLS
