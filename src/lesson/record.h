/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/undo-state.h"
#include "lesson/session.h"

G_BEGIN_DECLS

/* GradusRecord: what was done in a step of a lesson: the act, the prediction, the exercise, the
 * numbers that were measured; and, once it was left, the runs and the sweep as they were. */
typedef struct {
  GradusActing acting;
  guint64 goal; /* the step at which training ends */

  int chosen;
  double guessed;
  double drawn[GRADUS_PREDICTION_POINTS];
  gboolean has_drawn;

  /* What came of it, once it is revealed. */
  gboolean is_revealed, was_right;
  int right;
  double measured;
  double curve[GRADUS_PREDICTION_POINTS];

  guint n_hints;
  guint32 filled; /* a bit for each blank of the exercise */
  gboolean has_met;

  GHashTable *claims;     /* what claims state here, by the text and the claim */
  gboolean lacks_numbers; /* some claim that is shown is not known yet */
  GArray *compared;       /* double: a number for each comparison, NaN: not known */

  GradusUndoState *stage; /* the runs; NULL: the step is not left */
  GArray *steps;          /* guint64, of each run as it is looked at */
  GPtrArray *moments;     /* GradusCheckpoint, at which each run was; NULL: it had none */
  gboolean is_together;
  GradusDocumentSweep *sweep;
} GradusRecord;

GradusRecord *gradus_record_new (void);
void gradus_record_free (GradusRecord *record);

/* Notes the document's runs and sweep. They stay alive with all they have learned. */
void gradus_record_keep (GradusRecord *record, GradusDocument *document);

/* Puts them back, as they were set and called. A run that was trained further since is shown as it
 * was then. Training that was left in the middle is paused, and so is a sweep. */
void gradus_record_bring_back (GradusRecord *record, GradusDocument *document);

G_END_DECLS
