/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/run-draft.h"
#include "experiment/experiment.h"

G_BEGIN_DECLS

/* TensorBoard's event files: TFRecords (tensorflow/core/lib/io/record_writer.h), each an Event
 * (tensorflow/core/util/event.proto).
 *
 * Scalars "cost", "accuracy", "test/cost", "test/accuracy", "gradient norm/layer N" at every
 * point of the draft's history; histograms "weights/layer N" of at most 50 checkpoints; and the
 * graph of the network (export/tensorboard-graph.h). */
typedef struct {
  const GradusExperiment *experiment;
  guint n_inputs;
  const GradusRunDraft *draft;
  gint64 time; /* when the run ended, in seconds since 1970 */
} GradusEvents;

/* Writes a file into the folder, which is made if there is none. TensorBoard takes a folder for a
 * run, so one that has event files keeps them for itself: then the file goes into one within it,
 * "run-2" or the next that is free. Returns the folder of the file, free with g_free(); or NULL,
 * and the error's message begins with a name. */
char *gradus_tensorboard_save (const GradusEvents *events, const char *folder, GError **error);

/* The content of such a file. */
GBytes *gradus_tensorboard_write (const GradusEvents *events, GError **error);

G_END_DECLS
