/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusRace: keeps runs that train side by side at the same step, give or take what the slowest of
 * them does in a hundredth of a second, so that their curves can be compared while they grow, and
 * lets them stop at the same one. It only makes the fast ones wait: the bits of a run do not depend
 * on it. Reference-counted; for any
 * thread. */
typedef struct _GradusRace GradusRace;

GradusRace *gradus_race_new (void);
GradusRace *gradus_race_ref (GradusRace *race);
void gradus_race_unref (GradusRace *race);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusRace, gradus_race_unref)

/* A runner, at some step; others wait for it from now on, until it leaves. An agreement to stop
 * that is later than number `agreement` binds it, too. `wake` is called, by another runner's
 * thread, when one that had to wait may go on; it must not call the race. The caller has its number
 * until it leaves. */
guint gradus_race_enter (GradusRace *race, guint64 step, guint64 agreement,
                         void (*wake) (gpointer data), gpointer data);
void gradus_race_leave (GradusRace *race, guint runner);

/* Tells that a runner has come to a step, at so many steps a second (0: not known), and wants to go
 * on to step `aim`; returns up to which step it may go. Where that is no further, though it wants
 * to, it has to wait until it is woken, and advance again. */
guint64 gradus_race_advance (GradusRace *race, guint runner, guint64 step, double rate,
                             guint64 aim);

/* Between these nobody is granted a step: for those who call the runners one after another. */
void gradus_race_hold (GradusRace *race);
void gradus_race_release (GradusRace *race);

/* Where all stop who run side by side: at the furthest step that any of them was granted, so that
 * those before it go on to it. Who is on its way to the others, or waits for such a one, stops
 * where it is. It binds each runner until it leaves. */
void gradus_race_agree (GradusRace *race);

/* How often that was done: who was asked to run before the last time is bound by it when he comes.
 * */
guint64 gradus_race_count_agreements (GradusRace *race);

/* The step to which a runner goes on before it pauses; 0 where nobody has agreed. */
guint64 gradus_race_get_stop (GradusRace *race, guint runner);

G_END_DECLS
