/* SPDX-License-Identifier: MIT */
#include "train/message-queue.h"

#include <math.h>
#include <pthread.h>

#include "platform/platform.h"

/* pthread's own mutex, not GLib's: the thread sanitizer knows it. */
struct _GradusMessageQueue {
  pthread_mutex_t mutex; /* guards what follows */
  pthread_cond_t wake;
  GradusMessage *first;
  GradusMessage *last;
  gboolean is_woken;
  atomic_bool attention; /* written under the mutex, read without */
};

GradusMessageQueue *
gradus_message_queue_new (void)
{
  GradusMessageQueue *queue = g_new0 (GradusMessageQueue, 1);

  pthread_mutex_init (&queue->mutex, NULL);
  gradus_platform_begin_condition (&queue->wake);
  return queue;
}

void
gradus_message_queue_free (GradusMessageQueue *queue)
{
  GradusMessage *message;

  while ((message = gradus_message_queue_pop (queue)))
    gradus_message_free (message);
  pthread_cond_destroy (&queue->wake);
  pthread_mutex_destroy (&queue->mutex);
  g_free (queue);
}

void
gradus_message_queue_push (GradusMessageQueue *queue, GradusMessage *message)
{
  pthread_mutex_lock (&queue->mutex);
  message->next = NULL;
  if (queue->last)
    queue->last->next = message;
  else
    queue->first = message;
  queue->last = message;
  atomic_store (&queue->attention, TRUE);
  /* At most one thread waits in a queue. */
  pthread_cond_signal (&queue->wake);
  pthread_mutex_unlock (&queue->mutex);
}

GradusMessage *
gradus_message_queue_pop (GradusMessageQueue *queue)
{
  GradusMessage *message;

  pthread_mutex_lock (&queue->mutex);
  message = queue->first;
  if (message)
    queue->first = message->next;
  if (!queue->first)
    queue->last = NULL;
  atomic_store (&queue->attention, queue->first != NULL);
  pthread_mutex_unlock (&queue->mutex);
  return message;
}

void
gradus_message_queue_wait (GradusMessageQueue *queue, double until)
{
  pthread_mutex_lock (&queue->mutex);
  while (!queue->first && !queue->is_woken) {
    if (!isfinite (until))
      pthread_cond_wait (&queue->wake, &queue->mutex);
    else if (!gradus_platform_wait_until (&queue->wake, &queue->mutex, until))
      break;
  }
  queue->is_woken = FALSE;
  pthread_mutex_unlock (&queue->mutex);
}

/* The flag stays until the next wait: a call that comes before the thread sleeps is not lost. */
void
gradus_message_queue_wake (GradusMessageQueue *queue)
{
  pthread_mutex_lock (&queue->mutex);
  queue->is_woken = TRUE;
  pthread_cond_signal (&queue->wake);
  pthread_mutex_unlock (&queue->mutex);
}

const atomic_bool *
gradus_message_queue_get_attention (const GradusMessageQueue *queue)
{
  return &queue->attention;
}
