/* SPDX-License-Identifier: MIT */
#include "document/surgery.h"

#include "document/edit.h"

/* What the other has recorded is of other weights: the run has no past. */
gboolean
gradus_document_operate (GradusDocument *self, GradusRun *run, GradusCheckpoint *checkpoint,
                         const char *name, GError **error)
{
  g_autoptr (GradusRunDraft) draft = gradus_run_draft_new ();
  g_autoptr (GPtrArray) no_markers = g_ptr_array_new ();
  g_autoptr (GradusRun) made = NULL;

  draft->now = gradus_checkpoint_ref (checkpoint);
  draft->stride = draft->layer_stride = 1;
  made = gradus_run_new_from (gradus_run_get_experiment (run), gradus_run_get_dataset (run),
                              gradus_run_get_test_dataset (run), draft, checkpoint->step,
                              no_markers, error);
  if (!made)
    return FALSE;
  gradus_run_set_name (made, name);
  gradus_document_insert (self, gradus_document_find (self, run) + 1, made);
  return TRUE;
}
