/* SPDX-License-Identifier: MIT */
#pragma once

#include "sweep/sweep.h"

G_BEGIN_DECLS

typedef struct {
  guint n_threads;     /* 0: one for each core */
  guint part, n_parts; /* every n_parts-th job from that one on; 0 of 1: all */
  gboolean is_quiet;   /* no progress bar */
} GradusSweeping;

/* Does the open jobs of a sweep, until all are done or Ctrl-C; *seconds is how long that took.
 * FALSE if one could not be done. */
gboolean gradus_cli_do_sweep (GradusSweep *sweep, const GradusSweeping *how, double *seconds,
                              GError **error);

G_END_DECLS
