/* SPDX-License-Identifier: MIT */
#pragma once

/* How a run's state is called in a document, by GradusRunState; one that trains is paused there.
 * Ends with NULL. */
extern const char *const gradus_state_names[];
