/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusLook: what somebody looks at in a run beside its metrics, so that snapshots carry it. What is not asked for costs
 * nothing. Start from GRADUS_LOOK_NONE. */
typedef struct {
  guint grid_size;        /* cells a side of the map of the outputs over the input plane; 0: no map */
  guint x_input, y_input; /* the two inputs that span the plane, from 0; the others rest at their means */
  guint map_size;         /* cells a side of a little map of each unit; 0: none */
  gboolean has_anatomy;   /* weights and gradients */
  gboolean has_filters;   /* all weights of the first units of the first layer */
  gboolean has_verdict;   /* what is taken for what, and the worst mistakes */
  int layer;              /* the layer whose numbers are looked into, from 0, and the unit in it; -1: none */
  guint unit;
  int sample; /* the training sample whose way through the chain rule is written out; -1: none */
} GradusLook;

#define GRADUS_LOOK_NONE ((GradusLook){ .y_input = 1, .layer = -1, .sample = -1 })

/* Adds what `other` names. Where both name one of a thing (axes, unit, sample), the other's counts. */
void gradus_look_merge (GradusLook *look, const GradusLook *other);

/* What of `b` is not in `a`: whether a snapshot taken for `a` lacks something that `b` asks for. */
gboolean gradus_look_wants_more (const GradusLook *a, const GradusLook *b);

G_END_DECLS
