/* SPDX-License-Identifier: MIT */
#pragma once

#include "nn/network.h"

G_BEGIN_DECLS

/* GradusThrift: when somebody looks again at what takes long to find out about a network. While it
 * trains, so seldom that looking takes GRADUS_THRIFT_SHARE of the time; at rest, whenever the
 * network is another than it was. Whoever asks for something else than before is always answered.
 * Belongs to the thread of its network. Starts as zeros. */
#define GRADUS_THRIFT_SHARE 0.02

#define GRADUS_THRIFT_KEYS 3

typedef struct {
  gboolean has_looked;
  int keys[GRADUS_THRIFT_KEYS]; /* what was asked for */
  gint64 begun, ended;          /* on the monotonic clock */
  float *parameters;            /* that the network had */
  GradusLayerSpec *specs;
  guint n_layers;
} GradusThrift;

/* Whether to look now; if so, gradus_thrift_end() has to be called after having looked. */
gboolean gradus_thrift_begin (GradusThrift *thrift, const GradusNetwork *network,
                              gboolean is_training, const int keys[GRADUS_THRIFT_KEYS]);

/* Returns how many seconds looking has taken. */
double gradus_thrift_end (GradusThrift *thrift, const GradusNetwork *network);
void gradus_thrift_clear (GradusThrift *thrift);

G_END_DECLS
