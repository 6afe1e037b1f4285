/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The processors that this program may use, which runs share: who wants more than one asks for them
 * here, so that runs side by side do not fight over them. For any thread. */

guint gradus_cores_count_all (void); /* that the system gives it */
guint gradus_cores_count (void);     /* that it uses */

/* Uses no more than `limit` from now on; 0: all that there are. Those that were taken before are
 * not taken back. */
void gradus_cores_set_limit (guint limit);

/* Takes up to `wanted` of those that nobody has, and at least one in any case; returns how many. */
guint gradus_cores_take (guint wanted);
void gradus_cores_give_back (guint n);

G_END_DECLS
