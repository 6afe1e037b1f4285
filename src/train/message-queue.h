/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdatomic.h>

#include "train/message.h"

G_BEGIN_DECLS

/* GradusMessageQueue: the way of messages from one thread to another, in order. */
typedef struct _GradusMessageQueue GradusMessageQueue;

GradusMessageQueue *gradus_message_queue_new (void);

/* With the messages in it. */
void gradus_message_queue_free (GradusMessageQueue *queue);

/* Takes the message, puts it behind the others and wakes who waits. */
void gradus_message_queue_push (GradusMessageQueue *queue, GradusMessage *message);

/* The first one, the caller's own; NULL where there is none. */
GradusMessage *gradus_message_queue_pop (GradusMessageQueue *queue);

/* Waits until there is a message or somebody calls gradus_message_queue_wake(), at most until
 * `until` on the monotonic clock (INFINITY: for ever). */
void gradus_message_queue_wait (GradusMessageQueue *queue, double until);

/* Ends the wait of now, or else the next one. Any thread. */
void gradus_message_queue_wake (GradusMessageQueue *queue);

/* Whether there are any: to be looked at without a lock. */
const atomic_bool *gradus_message_queue_get_attention (const GradusMessageQueue *queue);

G_END_DECLS
