/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/run-draft.h"
#include "train/request.h"
#include "train/snapshot.h"
#include "train/stepper.h"

G_BEGIN_DECLS

/* GradusTrainerThread: the thread in which a trainer trains, and what that thread alone touches. For trainer.c: everybody else has a
 * trainer.
 *
 * It obeys requests in the order in which they were sent, between two steps, and publishes what they ask for; what is published
 * takes the place of what nobody has taken. */
typedef struct _GradusTrainerThread GradusTrainerThread;

/* Paused at the step of the stepper, which it takes. No thread yet. */
GradusTrainerThread *gradus_trainer_thread_new (GradusStepper *stepper);

/* Before it begins: so many seconds of training, and perhaps its end, lie behind it. */
void gradus_trainer_thread_resume (GradusTrainerThread *thread, double seconds, gboolean has_finished);

/* Begins the thread. Fails with a G_IO_ERROR where none is to be had. */
gboolean gradus_trainer_thread_begin (GradusTrainerThread *thread, GError **error);

/* Takes the request's references. */
void gradus_trainer_thread_send (GradusTrainerThread *thread, const GradusRequest *request);

/* What was published since it was last asked, the caller's own; NULL: nothing. */
GradusSnapshot *gradus_trainer_thread_take_snapshot (GradusTrainerThread *thread);
GradusRunDraft *gradus_trainer_thread_take_draft (GradusTrainerThread *thread);

/* Stops between two steps and waits for the thread's end, if it has begun. */
void gradus_trainer_thread_free (GradusTrainerThread *thread);

G_END_DECLS
