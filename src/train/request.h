/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdatomic.h>

#include "data/dataset.h"
#include "nn/layer.h"
#include "nn/optimiser.h"
#include "train/checkpoint.h"
#include "train/snapshot-needs.h"
#include "train/race.h"

G_BEGIN_DECLS

/* GradusRequest: what the owner of a trainer wants of its thread. */
typedef enum {
  GRADUS_REQUEST_PLAY,
  GRADUS_REQUEST_PAUSE,
  GRADUS_REQUEST_STEP,
  GRADUS_REQUEST_RESET,
  GRADUS_REQUEST_RESTORE,
  GRADUS_REQUEST_RACE,
  GRADUS_REQUEST_SPEED,
  GRADUS_REQUEST_OPTIMISER,
  GRADUS_REQUEST_LAYER,
  GRADUS_REQUEST_DATA,
  GRADUS_REQUEST_WEIGHT,
  GRADUS_REQUEST_PROBE,
  GRADUS_REQUEST_SNAPSHOT,
  GRADUS_REQUEST_DRAFT,
  GRADUS_REQUEST_QUIT,
} GradusRequestKind;

typedef struct _GradusRequest GradusRequest;
struct _GradusRequest {
  GradusRequest *next;
  GradusRequestKind kind;
  guint64 count; /* play: part; step: steps; layer, weight: which layer; data: batch size */
  double speed;
  GradusSnapshotNeeds look;
  gsize parameter; /* weight: which one */
  float value;
  GradusOptimiser optimiser;
  GradusLayerSpec layer;

  /* References of its own, each NULL where it means nothing. */
  GradusCheckpoint *checkpoint;
  GradusRace *race;
  GBytes *probe;
  GradusDataset *training;
  GradusDataset *test;
};

/* With its references. */
void gradus_request_free (GradusRequest *request);

/* GradusRequestQueue: the way of requests from one thread to another, in order. */
typedef struct _GradusRequestQueue GradusRequestQueue;

GradusRequestQueue *gradus_request_queue_new (void);
void gradus_request_queue_free (GradusRequestQueue *queue);

/* Puts a copy behind the others, with the request's references, and wakes who waits. */
void gradus_request_queue_send (GradusRequestQueue *queue, const GradusRequest *request);

/* All that have come since, the first one first, the caller's own; NULL where there are none. */
GradusRequest *gradus_request_queue_take (GradusRequestQueue *queue);

/* Waits until there is a request, at most until `until` on the monotonic clock (INFINITY: for ever). */
void gradus_request_queue_wait (GradusRequestQueue *queue, double until);

/* Whether there are any: to be looked at without a lock. */
const atomic_bool *gradus_request_queue_get_attention (const GradusRequestQueue *queue);

G_END_DECLS
