/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/progress.h"

G_BEGIN_DECLS

/* What was achieved in lessons, read when it is first asked for; all windows have the same. Borrowed. */
GradusProgress *gradus_progress_store_get (void);

/* Why what was there could not be read, once; the caller's own, NULL where there is nothing to say. */
char *gradus_progress_store_take_fault (void);

G_END_DECLS
