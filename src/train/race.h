/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusRace: keeps runs that train side by side at the same step, give or take what the slowest of them does in a hundredth of
 * a second, so that their curves can be compared while they grow. It only makes the fast ones wait: the bits of a run do not
 * depend on it. Reference-counted; for any thread. */
typedef struct _GradusRace GradusRace;

GradusRace *gradus_race_new (void);
GradusRace *gradus_race_ref (GradusRace *race);
void gradus_race_unref (GradusRace *race);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusRace, gradus_race_unref)

/* A runner, at some step; others wait for it from now on, until it leaves. The caller has its number until then. */
guint gradus_race_enter (GradusRace *race, guint64 step);
void gradus_race_leave (GradusRace *race, guint runner);

/* Tells that a runner has come to a step, at so many steps a second (0: not known), and returns up to which step it may go.
 * Where that is no further, waits for the others, for some milliseconds at most. */
guint64 gradus_race_advance (GradusRace *race, guint runner, guint64 step, double rate);

G_END_DECLS
