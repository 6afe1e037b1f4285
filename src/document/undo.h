/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/document.h"

G_BEGIN_DECLS

/* GradusUndo: how a document was before each change that a person made to it, and what was undone
 * since. It keeps the runs of those states, paused, as far as GRADUS_UNDO_RUNS and
 * GRADUS_UNDO_BYTES; older states go. The document's own, see there. */
typedef struct _GradusUndo GradusUndo;

#define GRADUS_UNDO_STATES 100
#define GRADUS_UNDO_RUNS 12
#define GRADUS_UNDO_BYTES (128 * 1024 * 1024) /* of samples */

GradusUndo *gradus_undo_new (void);
void gradus_undo_free (GradusUndo *undo);

void gradus_undo_remember (GradusUndo *undo, GradusDocument *document);
gboolean gradus_undo_can_undo (const GradusUndo *undo);
gboolean gradus_undo_can_redo (const GradusUndo *undo);
void gradus_undo_undo (GradusUndo *undo, GradusDocument *document);
void gradus_undo_redo (GradusUndo *undo, GradusDocument *document);

G_END_DECLS
