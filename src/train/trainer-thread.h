/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/trainer-private.h"

G_BEGIN_DECLS

/* GradusTrainerThread: the thread in which a trainer trains. For trainer*.c alone: everybody else
 * has a trainer.
 *
 * It obeys messages in the order in which they were sent, between two steps, and sends those back
 * that want an answer. */

/* Paused at the step of the stepper, which it takes. No thread yet. The notifier says that there is
 * an answer or a snapshot. */
GradusTrainerThread *gradus_trainer_thread_new (GradusStepper *stepper, GradusNotifier *notifier);

/* Begins the thread. Fails with a G_IO_ERROR where none is to be had. */
gboolean gradus_trainer_thread_begin (GradusTrainerThread *thread, GError **error);

/* Stops between two steps and waits for the thread's end, if it has begun. */
void gradus_trainer_thread_free (GradusTrainerThread *thread);

/* -- For the functions that obey: on the thread ------------------------------------------------ */

/* Trains to step `goal`, which ends at once where it was reached already or the run has
 * diverged. */
void gradus_trainer_thread_train (GradusTrainerThread *thread, guint64 goal, gboolean is_stepping);

/* Pauses; in a race those who are a little behind first come to the step at which all stop. */
void gradus_trainer_thread_halt (GradusTrainerThread *thread);

/* Follows the pace from here on: time that was lost before is not made up for. */
void gradus_trainer_thread_start_pace (GradusTrainerThread *thread);

/* Takes a reference; NULL: trains alone. */
void gradus_trainer_thread_set_race (GradusTrainerThread *thread, GradusRace *race);

/* Takes a snapshot with what `needs` names, and notifies the owner. */
void gradus_trainer_thread_publish (GradusTrainerThread *thread, const GradusSnapshotNeeds *needs);

GradusRunState gradus_trainer_thread_get_state (const GradusTrainerThread *thread);

G_END_DECLS
