/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* GradusCheckpoint: the weights of a network, and what its optimiser remembers, as they were at one
 * step: from there training goes on to the same bits. Immutable once filled, and reference-counted,
 * so it crosses threads. */
typedef struct _GradusCheckpoint {
  guint64 step;
  gsize n_floats;
  float state[]; /* (n_floats), see gradus_network_save_state() */
} GradusCheckpoint;

/* Its numbers are its maker's to fill, all of them, before anyone else sees it; NULL where there is
 * no memory for it. */
GradusCheckpoint *gradus_checkpoint_new (guint64 step, gsize n_floats);
GradusCheckpoint *gradus_checkpoint_ref (GradusCheckpoint *checkpoint);
void gradus_checkpoint_unref (GradusCheckpoint *checkpoint);

/* Whether there is another reference than the caller's. */
gboolean gradus_checkpoint_is_shared (GradusCheckpoint *checkpoint);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusCheckpoint, gradus_checkpoint_unref)

G_END_DECLS
