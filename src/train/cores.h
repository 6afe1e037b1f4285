/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The processors that this program may use, which runs share: who wants more than one asks for them here, so that runs side by
 * side do not fight over them. For any thread. */

guint gradus_cores_count (void);

/* Takes up to `wanted` of those that nobody has, and at least one in any case; returns how many. */
guint gradus_cores_take (guint wanted);
void gradus_cores_give_back (guint n);

G_END_DECLS
