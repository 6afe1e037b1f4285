/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The thread in which a trainer trains; see train/trainer-thread.h. */
typedef struct _GradusTrainerThread GradusTrainerThread;

/* Does on the trainer's thread, between two steps, what a message asks for. FALSE, with the reason,
 * where it cannot be done: then nothing has changed. */
typedef gboolean (*GradusObeyFunc) (GradusTrainerThread *thread, gpointer payload, GError **error);

/* Called afterwards in the main context of the trainer's owner; `error` is NULL where the message
 * was obeyed. */
typedef void (*GradusAnswerFunc) (gpointer asker, gpointer payload, const GError *error);

/* GradusMessage: what the owner of a trainer wants of its thread. It crosses to the thread and,
 * where somebody wants an answer, back again; whoever has it at the moment is the only one who
 * touches it. */
typedef struct _GradusMessage GradusMessage;
struct _GradusMessage {
  GradusMessage *next; /* in a queue */
  guint64 sequence;    /* see gradus_trainer_get_sequence() */

  GradusObeyFunc obey;
  gpointer payload; /* what both functions are given */
  GDestroyNotify free_payload;

  GradusAnswerFunc answer; /* NULL: nobody wants one, for the message cannot fail */
  gpointer asker;
  GError *error; /* why it was not obeyed; NULL before, or where it was */
};

/* Takes the payload, which may be NULL, as may the function that frees it. */
GradusMessage *gradus_message_new (GradusObeyFunc obey, gpointer payload,
                                   GDestroyNotify free_payload);

/* With its payload. */
void gradus_message_free (GradusMessage *message);

G_END_DECLS
