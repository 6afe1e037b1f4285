/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "app/common/presence.h"
#include "app/window/window-private.h"
#include "document/surgery.h"
#include "train/damage.h"

/* What is waited for: the weights that the run has by now. */
typedef struct {
  GradusWindow *window;
  GradusRun *run;
  guint layer, unit; /* from 1 */
} Operation;

static void
free_operation (Operation *operation)
{
  g_object_unref (operation->run);
  g_object_unref (operation->window);
  g_free (operation);
}

static void
operate (const Operation *operation, const GradusCheckpoint *checkpoint)
{
  g_autoptr (GError) error = NULL;
  GradusRun *run = operation->run;
  /* Translators: the name of a run: the numbers of a unit and of its layer */
  g_autofree char *name =
      g_strdup_printf (_ ("Unit %u of layer %u off"), operation->unit, operation->layer);
  g_autoptr (GradusCheckpoint) damaged = gradus_damage_switch_off (
      gradus_run_get_experiment (run), &gradus_run_get_dataset (run)->shape, checkpoint,
      operation->layer - 1, operation->unit - 1, &error);

  if (!damaged ||
      !gradus_document_operate (operation->window->document, run, damaged, name, &error))
    gradus_toaster_tell (operation->window->toaster, error->message);
}

static void
on_weights (gpointer asker, GradusRunDraft *draft, const GError *error)
{
  Operation *operation = asker;

  if (gradus_presence_check (GTK_WIDGET (operation->window))) {
    if (draft)
      operate (operation, draft->now);
    else
      gradus_toaster_tell (operation->window->toaster, error->message);
  }
  free_operation (operation);
}

void
gradus_window_switch_unit_off (GradusWindow *self, guint layer, guint unit)
{
  GradusRun *run = gradus_document_get_selected (self->document);
  GradusCheckpoint *shown = gradus_run_get_shown_checkpoint (run);
  Operation *operation = g_new (Operation, 1);
  g_autofree char *why = NULL;

  *operation = (Operation){ g_object_ref (self), g_object_ref (run), layer, unit };
  if (!gradus_damage_is_possible (GRADUS_DAMAGE_UNITS, gradus_run_get_experiment (run),
                                  gradus_run_get_dataset (run), &why)) {
    gradus_toaster_tell (self->toaster, why);
  } else if (!shown) {
    gradus_run_make_draft (run, on_weights, operation);
    return;
  } else {
    operate (operation, shown);
  }
  free_operation (operation);
}
