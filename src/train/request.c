/* SPDX-License-Identifier: MIT */
#include "train/request.h"

#include <math.h>
#include <pthread.h>

struct _GradusRequestQueue {
  pthread_mutex_t mutex;
  pthread_cond_t wake;
  GradusRequest *first; /* guarded by the mutex, as is `last` */
  GradusRequest *last;
  atomic_bool attention;
};

void
gradus_request_free (GradusRequest *request)
{
  g_clear_pointer (&request->checkpoint, gradus_checkpoint_unref);
  g_clear_pointer (&request->race, gradus_race_unref);
  g_clear_pointer (&request->probe, g_bytes_unref);
  g_clear_pointer (&request->training, gradus_dataset_unref);
  g_clear_pointer (&request->test, gradus_dataset_unref);
  g_free (request);
}

GradusRequestQueue *
gradus_request_queue_new (void)
{
  GradusRequestQueue *queue = g_new0 (GradusRequestQueue, 1);
  pthread_condattr_t clock;

  pthread_mutex_init (&queue->mutex, NULL);
  pthread_condattr_init (&clock);
  pthread_condattr_setclock (&clock, CLOCK_MONOTONIC);
  pthread_cond_init (&queue->wake, &clock);
  pthread_condattr_destroy (&clock);
  return queue;
}

void
gradus_request_queue_free (GradusRequestQueue *queue)
{
  for (GradusRequest *request = queue->first, *next; request; request = next) {
    next = request->next;
    gradus_request_free (request);
  }
  pthread_cond_destroy (&queue->wake);
  pthread_mutex_destroy (&queue->mutex);
  g_free (queue);
}

void
gradus_request_queue_send (GradusRequestQueue *queue, const GradusRequest *request)
{
  GradusRequest *copy = g_memdup2 (request, sizeof *request);

  pthread_mutex_lock (&queue->mutex);
  if (queue->last)
    queue->last->next = copy;
  else
    queue->first = copy;
  queue->last = copy;
  atomic_store (&queue->attention, TRUE);
  pthread_cond_signal (&queue->wake);
  pthread_mutex_unlock (&queue->mutex);
}

GradusRequest *
gradus_request_queue_take (GradusRequestQueue *queue)
{
  GradusRequest *first;

  pthread_mutex_lock (&queue->mutex);
  first = queue->first;
  queue->first = queue->last = NULL;
  atomic_store (&queue->attention, FALSE);
  pthread_mutex_unlock (&queue->mutex);
  return first;
}

void
gradus_request_queue_wait (GradusRequestQueue *queue, double until)
{
  struct timespec time;

  if (isfinite (until)) {
    time.tv_sec = (time_t) until;
    time.tv_nsec = (long) ((until - (double) time.tv_sec) * 1e9);
  }
  pthread_mutex_lock (&queue->mutex);
  while (!queue->first) {
    if (!isfinite (until))
      pthread_cond_wait (&queue->wake, &queue->mutex);
    else if (pthread_cond_timedwait (&queue->wake, &queue->mutex, &time) != 0)
      break;
  }
  pthread_mutex_unlock (&queue->mutex);
}

const atomic_bool *
gradus_request_queue_get_attention (const GradusRequestQueue *queue)
{
  return &queue->attention;
}
