/* SPDX-License-Identifier: MIT */
#include "app/window/window-private.h"
#include "document/edit.h"
#include "document/surgery.h"
#include "train/damage.h"

void
gradus_window_switch_unit (GradusWindow *self, guint layer, guint unit)
{
  GradusRun *run = gradus_document_get_selected (self->document);
  const GArray *before = gradus_run_get_units_off (run);
  g_autoptr (GArray) units = NULL;
  g_autofree char *why = NULL;

  if (!gradus_damage_is_possible (GRADUS_DAMAGE_UNITS, gradus_run_get_experiment (run),
                                  gradus_run_get_dataset (run), &why)) {
    gradus_toaster_tell (self->toaster, why);
    return;
  }
  units = before ? gradus_units_off_copy (before) : gradus_units_off_new ();
  gradus_units_off_toggle (units, layer - 1, unit - 1);
  gradus_document_switch_off (self->document, run, units);
}

void
gradus_window_put_units_back (GradusWindow *self)
{
  gradus_document_switch_off (self->document, gradus_document_get_selected (self->document), NULL);
}

void
gradus_window_go_on_without_units (GradusWindow *self)
{
  GradusRun *run = gradus_document_get_selected (self->document);
  GradusCheckpoint *damaged = gradus_run_get_damaged (run);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  if (!damaged)
    return;
  name = gradus_units_off_name (gradus_run_get_units_off (run));
  if (!gradus_document_operate (self->document, run, damaged, name, &error))
    gradus_toaster_tell (self->toaster, error->message);
}
