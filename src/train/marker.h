/* SPDX-License-Identifier: MIT */
#pragma once

#include "train/checkpoint.h"

G_BEGIN_DECLS

/* GradusMarker: a checkpoint of a run with a name, "here the plateau ends". It keeps its
 * checkpoint, which the timeline may drop. */
typedef struct {
  char *name;
  GradusCheckpoint *checkpoint;
} GradusMarker;

/* Copies the name, takes a reference of the checkpoint. */
GradusMarker *gradus_marker_new (const char *name, GradusCheckpoint *checkpoint);
void gradus_marker_free (GradusMarker *marker);

/* The marker of a step among markers; NULL where there is none. */
GradusMarker *gradus_marker_find (const GPtrArray *markers, guint64 step);

/* Puts a marker where its step belongs, in the place of one of the same step. Takes it. */
void gradus_marker_insert (GPtrArray *markers, GradusMarker *marker);

G_END_DECLS
