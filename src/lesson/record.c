/* SPDX-License-Identifier: MIT */
#include "lesson/record.h"

#include <math.h>

#include "document/edit.h"

GradusRecord *
gradus_record_new (void)
{
  GradusRecord *record = g_new0 (GradusRecord, 1);

  record->chosen = record->right = -1;
  record->guessed = record->measured = NAN;
  record->claims = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  record->compared = g_array_new (FALSE, FALSE, sizeof (double));
  return record;
}

static void
clear_stage (GradusRecord *record)
{
  g_clear_pointer (&record->stage, gradus_undo_state_free);
  g_clear_pointer (&record->steps, g_array_unref);
  g_clear_pointer (&record->moments, g_ptr_array_unref);
  g_clear_pointer (&record->sweep, gradus_document_sweep_unref);
}

static void
unref_moment (gpointer moment)
{
  if (moment)
    gradus_checkpoint_unref (moment);
}

void
gradus_record_free (GradusRecord *record)
{
  if (!record)
    return;
  clear_stage (record);
  g_hash_table_unref (record->claims);
  g_array_unref (record->compared);
  g_free (record);
}

/* The last checkpoint up to a step; NULL: there is none. */
static GradusCheckpoint *
find_moment (GradusRun *run, guint64 step)
{
  const GPtrArray *checkpoints = gradus_run_get_checkpoints (run);
  GradusCheckpoint *found = NULL;

  for (guint i = 0; i < checkpoints->len; i++) {
    GradusCheckpoint *one = g_ptr_array_index (checkpoints, i);

    found = one->step <= step ? one : found;
  }
  return found;
}

/* Checkpoints are thinned out later; this one is not. */
static void
add_moment (GradusRecord *record, GradusRun *run)
{
  const GradusSnapshot *snapshot = gradus_run_get_snapshot (run);
  const guint64 step = snapshot ? snapshot->metrics.step : 0;
  GradusCheckpoint *moment = find_moment (run, step);

  g_array_append_val (record->steps, step);
  g_ptr_array_add (record->moments, moment ? gradus_checkpoint_ref (moment) : NULL);
}

void
gradus_record_keep (GradusRecord *record, GradusDocument *document)
{
  GradusDocumentSweep *sweep = gradus_document_get_sweep (document);
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();

  clear_stage (record);
  record->steps = g_array_new (FALSE, FALSE, sizeof (guint64));
  record->moments = g_ptr_array_new_with_free_func (unref_moment);
  for (guint i = 0; i < gradus_document_get_n_runs (document); i++) {
    g_ptr_array_add (runs, gradus_document_get_run (document, i));
    add_moment (record, gradus_document_get_run (document, i));
  }
  record->stage = gradus_undo_state_new (runs, gradus_document_get_selected (document));
  record->is_together = gradus_document_is_together (document);
  record->sweep = sweep ? gradus_document_sweep_ref (sweep) : NULL;
}

/* What was not trained since is shown as it is now. */
static void
show_run_at (GradusRun *run, guint64 step, GradusCheckpoint *moment)
{
  const GradusSnapshot *newest = gradus_run_get_newest (run);
  const gboolean went_on = moment && newest && newest->metrics.step > step;

  gradus_run_rewind (run, went_on ? moment : NULL, NULL);
}

static gboolean
has_same_runs (const GPtrArray *runs, GradusDocument *document)
{
  gboolean is_same = gradus_document_get_n_runs (document) == runs->len;

  for (guint i = 0; is_same && i < runs->len; i++)
    is_same = gradus_document_get_run (document, i) == g_ptr_array_index (runs, i);
  return is_same;
}

/* Without memory for their samples the runs stay away. */
static void
bring_back_runs (GradusRecord *record, GradusDocument *document)
{
  GradusRun *selected = NULL;
  g_autoptr (GPtrArray) runs = gradus_undo_state_restore (record->stage, &selected, NULL);

  if (runs && has_same_runs (runs, document))
    gradus_document_set_selected (document, selected);
  else if (runs)
    gradus_document_assign (document, runs, selected);
  for (guint i = 0; runs && record->acting != GRADUS_ACTING_NOW && i < runs->len; i++)
    show_run_at (g_ptr_array_index (runs, i), g_array_index (record->steps, guint64, i),
                 g_ptr_array_index (record->moments, i));
}

void
gradus_record_bring_back (GradusRecord *record, GradusDocument *document)
{
  gradus_document_pause_all (document);
  bring_back_runs (record, document);
  gradus_document_set_together (document, record->is_together);
  if (gradus_document_get_sweep (document) != record->sweep)
    gradus_document_set_sweep (document, record->sweep);
  if (record->sweep && record->acting == GRADUS_ACTING_NOW)
    record->acting = GRADUS_ACTING_NOT;
  clear_stage (record);
}
