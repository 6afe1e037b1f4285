/* SPDX-License-Identifier: MIT */

/* A run as it was: its checkpoints, and the names that some of them have. */
#include <math.h>

#include "document/run-private.h"
#include "train/damage.h"

/* As the run is. */
static void
stop_looking (GradusRun *self)
{
  if (!self->past)
    return;
  g_clear_pointer (&self->past, gradus_trainer_free);
  gradus_trainer_want_more (self->present); /* of late it was asked for no more than its metrics */
}

static void
forget_units_off (GradusRun *self)
{
  g_clear_pointer (&self->units_off, g_array_unref);
  g_clear_pointer (&self->now, gradus_checkpoint_unref);
  g_clear_pointer (&self->damaged, gradus_checkpoint_unref);
}

void
gradus_run_return_to_now (GradusRun *self)
{
  const gboolean had_units_off = self->units_off != NULL;

  stop_looking (self);
  g_clear_pointer (&self->shown_checkpoint, gradus_checkpoint_unref);
  forget_units_off (self);
  if (had_units_off)
    g_signal_emit_by_name (self, "mended");
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

/* -- Looking ----------------------------------------------------------------------------------- */

static gboolean
look_at (GradusRun *self, GradusCheckpoint *checkpoint, GError **error)
{
  GradusTrainer *trainer;

  if (self->past) {
    gradus_trainer_restore (self->past, checkpoint);
    return TRUE;
  }
  trainer = gradus_trainer_new_at (self->experiment, self->present, checkpoint, FALSE, error);
  if (!trainer)
    return FALSE;
  self->past = trainer;
  gradus_trainer_set_probe (trainer, self->probe);
  gradus_run_listen (self, trainer);
  return TRUE;
}

/* At `moment`, NULL: now, with the units that are off. Their weights of now may not be known yet. */
static gboolean
look (GradusRun *self, GradusCheckpoint *moment, GError **error)
{
  GradusCheckpoint *whole = moment ? moment : self->now;
  g_autoptr (GradusCheckpoint) damaged = NULL;

  if (!whole || (!moment && !self->units_off)) {
    stop_looking (self);
    return TRUE;
  }
  if (self->units_off) {
    damaged = gradus_damage_switch_off (self->experiment, &gradus_run_get_dataset (self)->shape,
                                        whole, self->units_off, error);
    if (!damaged)
      return FALSE;
  }
  if (!look_at (self, damaged ? damaged : whole, error))
    return FALSE;
  g_clear_pointer (&self->damaged, gradus_checkpoint_unref);
  self->damaged = g_steal_pointer (&damaged);
  return TRUE;
}

gboolean
gradus_run_rewind (GradusRun *self, GradusCheckpoint *checkpoint, GError **error)
{
  g_autoptr (GradusCheckpoint) shown = checkpoint ? gradus_checkpoint_ref (checkpoint) : NULL;

  if (!look (self, shown, error))
    return FALSE;
  g_clear_pointer (&self->shown_checkpoint, gradus_checkpoint_unref);
  self->shown_checkpoint = g_steal_pointer (&shown);
  gradus_run_unsettle (self);
  return TRUE;
}

/* -- With units off ---------------------------------------------------------------------------- */

static void
look_again (GradusRun *self)
{
  g_autoptr (GError) error = NULL;

  if (!look (self, self->shown_checkpoint, &error)) {
    forget_units_off (self);
    look (self, self->shown_checkpoint, NULL);
    g_signal_emit_by_name (self, "failed", error->message);
  }
  gradus_run_unsettle (self);
  g_signal_emit_by_name (self, "changed");
}

/* Meanwhile they may have been put back. */
static void
on_weights_of_now (gpointer asker, GradusRunDraft *draft, const GError *error)
{
  GradusRun *self = asker;

  if (!self->units_off)
    return;
  g_clear_pointer (&self->now, gradus_checkpoint_unref);
  if (draft)
    self->now = gradus_checkpoint_ref (draft->now);
  else
    forget_units_off (self);
  look_again (self);
  if (error)
    g_signal_emit_by_name (self, "failed", error->message);
}

void
gradus_run_set_units_off (GradusRun *self, const GArray *units)
{
  if (gradus_units_off_equal (units, self->units_off))
    return;
  if (!units || units->len == 0) {
    forget_units_off (self);
  } else {
    GArray *copy = gradus_units_off_copy (units);

    g_clear_pointer (&self->units_off, g_array_unref);
    self->units_off = copy;
    if (!self->now)
      gradus_run_make_draft (self, on_weights_of_now, self);
  }
  look_again (self);
}

const GArray *
gradus_run_get_units_off (GradusRun *self)
{
  return self->units_off;
}

GradusCheckpoint *
gradus_run_get_damaged (GradusRun *self)
{
  return self->damaged;
}

/* -- Moments ----------------------------------------------------------------------------------- */

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
