/* SPDX-License-Identifier: MIT */
#include "document/draft.h"

#include "document/document-private.h"
#include "document/edit.h"

static void
free_run (gpointer data)
{
  GradusDraftEntry *run = data;

  g_free (run->name);
  g_clear_pointer (&run->experiment, gradus_experiment_free);
  g_clear_pointer (&run->preparation, gradus_preparation_unref);
  g_clear_pointer (&run->draft, gradus_run_draft_unref);
  g_clear_pointer (&run->markers, g_ptr_array_unref);
  g_clear_pointer (&run->training, gradus_dataset_unref);
  g_clear_pointer (&run->test, gradus_dataset_unref);
  g_free (run);
}

GradusDraft *
gradus_draft_new (void)
{
  GradusDraft *draft = g_atomic_rc_box_new0 (GradusDraft);

  draft->runs = g_ptr_array_new_with_free_func (free_run);
  return draft;
}

GradusDraft *
gradus_draft_ref (GradusDraft *draft)
{
  return g_atomic_rc_box_acquire (draft);
}

static void
clear_draft (gpointer data)
{
  GradusDraft *draft = data;

  g_ptr_array_unref (draft->runs);
  g_free (draft->layout);
  g_free (draft->hand_in);
  g_clear_pointer (&draft->sweep, gradus_document_sweep_unref);
}

void
gradus_draft_unref (GradusDraft *draft)
{
  g_atomic_rc_box_release_full (draft, clear_draft);
}

GradusDraftEntry *
gradus_draft_add_run (GradusDraft *draft)
{
  GradusDraftEntry *run = g_new0 (GradusDraftEntry, 1);

  run->markers = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_marker_free);
  g_ptr_array_add (draft->runs, run);
  return run;
}

static GradusRunDraft *
draw_up (const GradusExperiment *experiment, GradusStepper *stepper, double seconds)
{
  GradusRunDraft *run_draft = gradus_stepper_make_draft (stepper);

  if (!run_draft)
    return NULL;
  run_draft->seconds = seconds;
  if (run_draft->state == GRADUS_RUN_PAUSED &&
      (run_draft->now->step >= experiment->steps ||
       gradus_stepper_get_stop_cause (stepper) != GRADUS_STOP_NONE))
    run_draft->state = GRADUS_RUN_FINISHED;
  return run_draft;
}

gboolean
gradus_draft_entry_go_on (GradusDraftEntry *run, guint64 goal, GradusStepper *stepper,
                          double seconds)
{
  GradusRunDraft *run_draft;

  run->experiment->steps = goal;
  run_draft = draw_up (run->experiment, stepper, run->draft->seconds + seconds);
  if (!run_draft)
    return FALSE;
  gradus_run_draft_unref (run->draft);
  run->draft = run_draft;
  return TRUE;
}

GradusDraftEntry *
gradus_draft_add_stepper (GradusDraft *draft, const GradusExperiment *experiment,
                          GradusStepper *stepper, double seconds)
{
  GradusRunDraft *run_draft = draw_up (experiment, stepper, seconds);
  GradusDataset *test = gradus_stepper_get_test_dataset (stepper);
  GradusDraftEntry *run;

  if (!run_draft)
    return NULL;
  run = gradus_draft_add_run (draft);
  run->number = draft->runs->len;
  run->draft = run_draft;
  run->experiment = gradus_experiment_copy (experiment);
  run->training = gradus_dataset_ref (gradus_stepper_get_dataset (stepper));
  run->test = test ? gradus_dataset_ref (test) : NULL;
  run->preparation = gradus_preparation_new (run->training);
  return run;
}

/* -- Comparing --------------------------------------------------------------------------------- */

gboolean
gradus_draft_entry_has_same_markers (const GradusDraftEntry *a, const GradusDraftEntry *b)
{
  if (a->markers->len != b->markers->len)
    return FALSE;
  for (guint i = 0; i < a->markers->len; i++) {
    const GradusMarker *one = g_ptr_array_index (a->markers, i),
                       *other = g_ptr_array_index (b->markers, i);

    if (one->checkpoint != other->checkpoint || !g_str_equal (one->name, other->name))
      return FALSE;
  }
  return TRUE;
}

gboolean
gradus_draft_entry_equal (const GradusDraftEntry *a, const GradusDraftEntry *b)
{
  return a->number == b->number && a->draft == b->draft && a->colour == b->colour &&
         a->is_hidden == b->is_hidden && g_strcmp0 (a->name, b->name) == 0 &&
         g_strcmp0 (a->experiment->name, b->experiment->name) == 0 &&
         gradus_experiment_equal (a->experiment, b->experiment) &&
         a->experiment->steps == b->experiment->steps && gradus_draft_entry_has_same_markers (a, b);
}

/* What was only looked at differently, another page or another run, is no change of the
 * document. */
gboolean
gradus_draft_has_same_content (const GradusDraft *a, const GradusDraft *b)
{
  if (a->runs->len != b->runs->len || a->is_together != b->is_together || a->sweep != b->sweep ||
      a->n_known != b->n_known)
    return FALSE;
  for (guint i = 0; i < a->runs->len; i++) {
    if (!gradus_draft_entry_equal (g_ptr_array_index (a->runs, i), g_ptr_array_index (b->runs, i)))
      return FALSE;
  }
  return TRUE;
}

gboolean
gradus_draft_equal (const GradusDraft *a, const GradusDraft *b)
{
  return a->selected == b->selected && g_strcmp0 (a->layout, b->layout) == 0 &&
         gradus_draft_has_same_content (a, b);
}

/* -- From a document --------------------------------------------------------------------------- */

void
gradus_draft_take_run (GradusDraft *draft, GradusRun *run, GradusRunDraft *learned)
{
  GradusDraftEntry *entry = gradus_draft_add_run (draft);
  GradusDataset *test = gradus_run_get_test_dataset (run);
  const GPtrArray *markers = gradus_run_get_markers (run);

  entry->number = gradus_run_get_number (run);
  entry->name = g_strdup (gradus_run_get_name (run));
  entry->colour = gradus_run_get_colour (run);
  entry->is_hidden = gradus_run_is_hidden (run);
  entry->origin = gradus_run_get_origin (run);
  entry->experiment = gradus_experiment_copy (gradus_run_get_experiment (run));
  /* Until the trainer has taken new samples the experiment says others than the weights have
   * learned from. */
  gradus_experiment_set_data (entry->experiment, gradus_run_get_data (run));
  entry->training = gradus_dataset_ref (gradus_run_get_dataset (run));
  entry->test = test ? gradus_dataset_ref (test) : NULL;
  entry->preparation = gradus_preparation_new (entry->training);
  entry->draft = gradus_run_draft_ref (learned);
  for (guint i = 0; i < markers->len; i++) {
    const GradusMarker *marker = g_ptr_array_index (markers, i);

    g_ptr_array_add (entry->markers, gradus_marker_new (marker->name, marker->checkpoint));
  }
}

/* -- To a document ----------------------------------------------------------------------------- */

static GradusRun *
make_run (const GradusDraftEntry *entry, GError **error)
{
  GradusRun *run = gradus_run_new_from (entry->experiment, entry->training, entry->test,
                                        entry->draft, entry->origin, entry->markers, error);

  if (!run)
    return NULL;
  gradus_run_set_name (run, entry->name);
  gradus_run_set_colour (run, entry->colour);
  gradus_run_set_hidden (run, entry->is_hidden);
  return run;
}

/* All runs are made before anything is changed: a document that cannot be restored whole stays as
 * it is. */
gboolean
gradus_draft_restore (GradusDraft *draft, GradusDocument *document, GError **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < draft->runs->len; i++) {
    GradusRun *run = make_run (g_ptr_array_index (draft->runs, i), error);

    if (!run)
      return FALSE;
    g_ptr_array_add (runs, run);
  }
  gradus_document_forget (document);
  gradus_document_list_assign (document, runs,
                               g_ptr_array_index (runs, MIN (draft->selected, runs->len - 1)));
  gradus_document_set_together (document, draft->is_together);
  gradus_document_set_sweep (document, draft->sweep);
  return TRUE;
}
