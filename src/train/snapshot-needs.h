/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Inputs of somebody's own, of data with no more inputs. */
#define GRADUS_SNAPSHOT_OWN_INPUTS 8

/* GradusSnapshotNeeds: what somebody looks at in a run beside its metrics, so that snapshots carry
 * it. What is not asked for costs nothing. Start from GRADUS_SNAPSHOT_NEEDS_NONE. */
typedef struct {
  guint grid_size; /* cells a side of the map of the outputs over the input plane; 0: no map */
  guint x_input,
      y_input;    /* the two inputs that span the plane, from 0; the others rest at their means */
  guint map_size; /* cells a side of a little map of each unit; 0: none */
  gboolean has_anatomy;   /* weights and gradients */
  gboolean has_filters;   /* all weights of the first units of the first layer */
  gboolean has_confusion; /* what is taken for what, and the worst mistakes */
  gboolean has_weights;   /* all parameters as they are */
  gboolean has_answers;   /* what is said to samples, evenly chosen */
  gboolean
      has_slice_answers; /* … to test samples where the plane is a slice, whose map says nothing
                                 of them */
  int projection;        /* the layer that is projected, from 1, -1: the last hidden one; 0: none */
  int layer; /* the layer whose numbers are looked into, from 0, and the unit in it; -1: none */
  guint unit;
  int sample;              /* the training sample that is looked at, from 0; -1: the first */
  gboolean has_chain;      /* its way through the chain rule, … */
  gboolean has_own_inputs; /* … with these first inputs in the place of its own */
  float own_inputs[GRADUS_SNAPSHOT_OWN_INPUTS];
  gboolean has_saliency; /* what the network looks at in it, where samples are pictures, … */
  int class;             /* … when it names this class; -1: the one that it says */

  /* The unit whose preferred pictures are looked for, where samples are pictures, from 0, in the
   * layer of that number from 1; -1: the last hidden one; 0: none. */
  int preferring_layer;
  guint preferring_unit;

  /* One pixel of a layer's maps, all from 1; layer 0: none, row or column 0: in the middle. */
  guint pixel_layer, pixel_map, pixel_row, pixel_column;
} GradusSnapshotNeeds;

#define GRADUS_SNAPSHOT_NEEDS_NONE                                                                 \
  ((GradusSnapshotNeeds){ .y_input = 1, .layer = -1, .sample = -1, .class = -1 })

/* Adds what `other` names. Where both name one of a thing (axes, unit, sample, pixel), the other's
 * counts. */
void gradus_snapshot_needs_merge (GradusSnapshotNeeds *needs, const GradusSnapshotNeeds *other);

/* What of `b` is not in `a`: whether a snapshot taken for `a` lacks something that `b` asks for. */
gboolean gradus_snapshot_needs_wants_more (const GradusSnapshotNeeds *a,
                                           const GradusSnapshotNeeds *b);

G_END_DECLS
