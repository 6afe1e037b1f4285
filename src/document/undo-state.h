/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/run.h"

G_BEGIN_DECLS

/* GradusUndoState: how the runs of a document were set and shown at one time. It keeps the runs;
 * what they have learned since they still know. */
typedef struct _GradusUndoState GradusUndoState;

/* Of these runs (GradusRun), one of which is selected. */
GradusUndoState *gradus_undo_state_new (const GPtrArray *runs, GradusRun *selected);
void gradus_undo_state_free (GradusUndoState *state);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusUndoState, gradus_undo_state_free)

/* Sets and shows its runs as they were, and returns a list of them, and the selected one. NULL if
 * there is no memory for a run's samples. */
GPtrArray *gradus_undo_state_restore (const GradusUndoState *state, GradusRun **selected,
                                      GError **error);

/* Whether its runs are these, and set and shown in the same way but for the experiments' names,
 * which these then take over from it. */
gboolean gradus_undo_state_take_back (const GradusUndoState *state, const GPtrArray *runs);

/* Whether `run` was to learn from `data` but did not yet. */
gboolean gradus_undo_state_awaits_data (const GradusUndoState *state, GradusRun *run,
                                        const GradusDataSpec *data);

/* Units of the run that were off are not. */
void gradus_undo_state_mend (GradusUndoState *state, GradusRun *run);

/* Adds those of its runs that are not among these to a set, and their data to another. */
void gradus_undo_state_collect (const GradusUndoState *state, const GPtrArray *runs,
                                GHashTable *others, GHashTable *datasets);

G_END_DECLS
