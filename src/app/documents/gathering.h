/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/draft.h"

G_BEGIN_DECLS

/* GradusGathering: waits, in the main loop, until all runs of a document have said what they have learned:
 * a step of each. */
typedef struct _GradusGathering GradusGathering;

/* Takes nothing of it: the draft is borrowed. */
typedef void (*GradusGatheringFunc) (GradusDraft *draft, gpointer data);

/* The document must live until `func` was called, once, or the gathering cancelled. */
GradusGathering *gradus_gathering_start (GradusDocument *document, GradusGatheringFunc func, gpointer data);
void gradus_gathering_cancel (GradusGathering *gathering);

G_END_DECLS
