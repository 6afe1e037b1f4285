/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusCoreChoice: whether the threads of a team share a run's steps, or one of them makes them
 * alone, whichever is faster now: small steps gain nothing where processors are far apart, or busy
 * with others, and nothing tells beforehand. It tries the other way now and then, for moments, and
 * the less often the longer it was right. The steps have the same bits either way. */
typedef struct {
  gboolean is_shared; /* the better way, as far as it is known */
  guint n_slices;     /* of steps, until the next trial */
  guint interval;     /* slices from trial to trial */
  guint trial;        /* slices of it that were made, from 1; 0: there is none now */
  double least[2];    /* seconds a step in the trial: alone, shared */

  double a_step; /* seconds, in the last slice; 0: there was none */

  /* The slice that is being made. */
  guint64 n_steps;
  double seconds;
} GradusCoreChoice;

/* Shared, until it knows better. */
void gradus_core_choice_init (GradusCoreChoice *choice);

/* How the next steps are to be made. */
gboolean gradus_core_choice_shares (const GradusCoreChoice *choice);

/* How many of them may be made before it is told; at least one. */
guint64 gradus_core_choice_count_steps (const GradusCoreChoice *choice);

/* So many steps, at least one, were made in that way, and took so many seconds. */
void gradus_core_choice_tell (GradusCoreChoice *choice, guint64 n_steps, double seconds);

G_END_DECLS
