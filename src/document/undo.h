/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/undo-state.h"

G_BEGIN_DECLS

/* GradusUndo: how the runs of a document were before each change that a person made to them, and
 * what was undone since. It keeps the runs of those states, paused, as far as GRADUS_UNDO_RUNS and
 * GRADUS_UNDO_BYTES; older states go. The document's own, see there. In each function `runs` are
 * those that the document has now. */
typedef struct _GradusUndo GradusUndo;

#define GRADUS_UNDO_STATES 100
#define GRADUS_UNDO_RUNS 12
#define GRADUS_UNDO_BYTES (128 * 1024 * 1024) /* of samples */

GradusUndo *gradus_undo_new (void);
void gradus_undo_free (GradusUndo *undo);

/* Takes the state that was before a change. */
void gradus_undo_remember (GradusUndo *undo, GradusUndoState *state, const GPtrArray *runs);
gboolean gradus_undo_can_undo (const GradusUndo *undo);
gboolean gradus_undo_can_redo (const GradusUndo *undo);

/* Undo and redo: set the runs of a state as they were, and return them, and the selected one, of
 * which there was another before. NULL, and all stays, where there is no memory for them, or
 * nothing to undo or redo; the latter is no error. */
GPtrArray *gradus_undo_undo (GradusUndo *undo, const GPtrArray *runs, GradusRun **selected,
                             GError **error);
GPtrArray *gradus_undo_redo (GradusUndo *undo, const GPtrArray *runs, GradusRun **selected,
                             GError **error);

/* `run` could not have `data`, and has taken back what it had: there is nothing left to undo of the
 * change that asked for them. Returns whether the last step went so. */
gboolean gradus_undo_take_back (GradusUndo *undo, const GPtrArray *runs, GradusRun *run,
                                const GradusDataSpec *data);

/* Units of `run` that were off are there again, and no step switches them off. */
void gradus_undo_mend (GradusUndo *undo, GradusRun *run);

/* Forgets the last steps, as far as they lead to what is so already. */
void gradus_undo_skip_empty (GradusUndo *undo, const GPtrArray *runs);

G_END_DECLS
