/* SPDX-License-Identifier: MIT */
#pragma once

#include <pthread.h>
#include <stdatomic.h>

#include "train/message-queue.h"
#include "train/notifier.h"
#include "train/pace.h"
#include "train/stepper.h"
#include "train/trainer.h"

G_BEGIN_DECLS

/* For trainer*.c alone. A request is one function of trainer.h beside the function that obeys it on
 * the thread, which sees the first of these structs and not the second. */

struct _GradusTrainerThread {
  /* The thread's alone, once it has begun. */
  GradusStepper *stepper;
  guint64 obeyed; /* the sequence of the last message */
  gboolean is_training;
  gboolean is_stepping; /* single steps were asked for: they ignore the speed, and end in a pause */
  gboolean has_finished;
  gboolean has_quit;
  guint64 goal;
  guint64 halt; /* a pause was asked for, and the others of the race meet at this step; 0: none */
  GradusPace pace;
  double seconds;
  GradusRace *race; /* NULL: trains alone */
  gboolean is_racing;
  guint64 agreement; /* the number of those in the race that were before it was asked to train */
  guint runner;
  double rate;            /* steps a second, lately; 0: not known */
  GradusRunDraft *draft;  /* the last one, … */
  guint64 drafted;        /* … that was made after so many changes; NULL: none yet */
  guint64 changes;        /* by requests, to what a draft holds */
  gboolean owes_snapshot; /* one that shall show more than the last one did: … */
  GradusSnapshotNeeds owed;
  guint64 shown_step; /* … a further step, … */
  guint64 shown;      /* … or what messages behind this one have done */
  double kept_pace_at; /* when the pace last let the thread wait, on the monotonic clock */

  /* Shared. */
  GradusMessageQueue *requests;
  GradusMessageQueue *answers;
  GradusNotifier *notifier; /* the owner's */
  _Atomic (GradusSnapshot *) newest;

  /* The owner's alone. */
  pthread_t id;
  gboolean has_begun;
};

struct _GradusTrainer {
  GradusTrainerThread *thread; /* NULL once it is freed */
  GradusNotifier *notifier;
  GradusNewsFunc tell; /* NULL: nobody listens */
  gpointer listener;
  guint64 sequence;
  GradusRace *race; /* that it was told last; NULL: none */

  GradusSnapshot *snapshot; /* the one that is shown; NULL before the first */
  gboolean has_asked;       /* another is on its way, … */
  gboolean can_wait;        /* … when there is more to see than in this one */
  gboolean wants_more;      /* it lacks something that is needed since */
  gint64 asked_at;
  GradusNotifier *reminder; /* that it is time to refresh */

  GradusHistory *history;
  GradusHistory *layer_history;
  GradusTimeline *timeline;
  GradusDataset *dataset;
  GradusDataset *test_dataset; /* or NULL */
  gsize *offsets;              /* (layers), see gradus_trainer_get_offset() */
};

/* Sends a request that a snapshot has to follow, and reminds the listener of that. Takes the
 * payload. */
void gradus_trainer_send (GradusTrainer *trainer, GradusObeyFunc obey, gpointer payload,
                          GDestroyNotify free_payload);

/* The same of a message that the caller has made, with an answer perhaps. */
void gradus_trainer_send_message (GradusTrainer *trainer, GradusMessage *message);

G_END_DECLS
