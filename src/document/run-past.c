/* SPDX-License-Identifier: MIT */

/* A run as it was: its checkpoints, and the names that some of them have. */
#include <math.h>

#include "document/run-private.h"

void
gradus_run_return_to_now (GradusRun *self)
{
  if (!self->shown_checkpoint)
    return;
  g_clear_pointer (&self->past, gradus_trainer_free);
  g_clear_pointer (&self->shown_checkpoint, gradus_checkpoint_unref);
  gradus_trainer_want_more (self->present); /* of late it was asked for no more than its metrics */
}

const GPtrArray *
gradus_run_get_checkpoints (GradusRun *self)
{
  return self->checkpoints;
}

float
gradus_run_get_past_weight (GradusRun *self, const GradusCheckpoint *checkpoint, guint layer,
                            gsize parameter)
{
  const gsize at = gradus_trainer_get_offset (self->present, layer) + parameter;

  g_return_val_if_fail (at < checkpoint->n_floats, NAN);
  return checkpoint->state[at];
}

gboolean
gradus_run_rewind (GradusRun *self, GradusCheckpoint *checkpoint, GError **error)
{
  g_autoptr (GradusCheckpoint) shown = checkpoint ? gradus_checkpoint_ref (checkpoint) : NULL;

  if (shown && self->past) {
    gradus_trainer_restore (self->past, shown);
  } else if (shown) {
    GradusTrainer *trainer =
        gradus_trainer_new_at (self->experiment, self->present, shown, FALSE, error);

    if (!trainer)
      return FALSE;
    self->past = trainer;
    gradus_trainer_set_probe (trainer, self->probe);
    gradus_run_listen (self, trainer);
  } else {
    gradus_run_return_to_now (self);
  }
  g_clear_pointer (&self->shown_checkpoint, gradus_checkpoint_unref);
  self->shown_checkpoint = g_steal_pointer (&shown);
  gradus_run_unsettle (self);
  return TRUE;
}

GradusCheckpoint *
gradus_run_get_shown_checkpoint (GradusRun *self)
{
  return self->shown_checkpoint;
}

void
gradus_run_mark (GradusRun *self, const char *name)
{
  g_return_if_fail (self->shown_checkpoint);

  if (name && *name)
    gradus_marker_insert (self->markers, gradus_marker_new (name, self->shown_checkpoint));
  else
    g_ptr_array_remove (self->markers,
                        gradus_marker_find (self->markers, self->shown_checkpoint->step));
  g_signal_emit_by_name (self, "changed");
}

const GPtrArray *
gradus_run_get_markers (GradusRun *self)
{
  return self->markers;
}
