/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusRace: keeps runs that train side by side at the same step, give or take what the slowest of
 * them does in a hundredth of a second, so that their curves can be compared while they grow. It
 * only makes the fast ones wait: the bits of a run do not depend on it. Reference-counted; for any
 * thread. */
typedef struct _GradusRace GradusRace;

GradusRace *gradus_race_new (void);
GradusRace *gradus_race_ref (GradusRace *race);
void gradus_race_unref (GradusRace *race);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusRace, gradus_race_unref)

/* A runner, at some step; others wait for it from now on, until it leaves. `wake` is called, by
 * another runner's thread, when one that had to wait may go on; it must not call the race. The
 * caller has its number until it leaves. */
guint gradus_race_enter (GradusRace *race, guint64 step, void (*wake) (gpointer data),
                         gpointer data);
void gradus_race_leave (GradusRace *race, guint runner);

/* Tells that a runner has come to a step, at so many steps a second (0: not known), and returns up
 * to which step it may go. Where that is no further it has to wait until it is woken, and advance
 * again. */
guint64 gradus_race_advance (GradusRace *race, guint runner, guint64 step, double rate);

G_END_DECLS
