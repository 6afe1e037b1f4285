/* SPDX-License-Identifier: MIT */
#include "store/state-names.h"

#include <stddef.h>

const char *const gradus_state_names[] = { "paused", "training", "finished", "diverged", NULL };
