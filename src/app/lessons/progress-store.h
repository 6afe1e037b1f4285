/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/progress.h"

G_BEGIN_DECLS

/* What was achieved in lessons: one for all windows, read at the first call. Borrowed. */
GradusProgress *gradus_progress_store_get (void);

/* Why the stored progress could not be read: a sentence at the first call, the caller's own; NULL
 * later, and if it was read. */
char *gradus_progress_store_take_fault (void);

G_END_DECLS
