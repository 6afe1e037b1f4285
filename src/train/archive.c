/* SPDX-License-Identifier: MIT */
#include "train/archive.h"

static void
free_run (gpointer data)
{
  GradusArchivedRun *run = data;

  g_free (run->name);
  g_clear_pointer (&run->experiment, gradus_experiment_free);
  g_clear_pointer (&run->preparation, gradus_preparation_unref);
  g_clear_pointer (&run->ledger, gradus_ledger_unref);
  g_clear_pointer (&run->markers, g_ptr_array_unref);
  g_clear_pointer (&run->training, gradus_dataset_unref);
  g_clear_pointer (&run->test, gradus_dataset_unref);
  g_free (run);
}

GradusArchive *
gradus_archive_new (void)
{
  GradusArchive *archive = g_atomic_rc_box_new0 (GradusArchive);

  archive->runs = g_ptr_array_new_with_free_func (free_run);
  return archive;
}

GradusArchive *
gradus_archive_ref (GradusArchive *archive)
{
  return g_atomic_rc_box_acquire (archive);
}

static void
clear (gpointer data)
{
  GradusArchive *archive = data;

  g_ptr_array_unref (archive->runs);
  g_free (archive->layout);
  g_clear_pointer (&archive->asked, gradus_asked_unref);
}

void
gradus_archive_unref (GradusArchive *archive)
{
  g_atomic_rc_box_release_full (archive, clear);
}

GradusArchivedRun *
gradus_archive_add_run (GradusArchive *archive)
{
  GradusArchivedRun *run = g_new0 (GradusArchivedRun, 1);

  run->markers = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_marker_free);
  g_ptr_array_add (archive->runs, run);
  return run;
}

GradusArchivedRun *
gradus_archive_add_stepper (GradusArchive *archive, const GradusExperiment *experiment,
                            GradusStepper *stepper, double seconds)
{
  GradusLedger *ledger = gradus_stepper_make_ledger (stepper);
  GradusDataset *test = gradus_stepper_get_test_dataset (stepper);
  GradusArchivedRun *run;

  if (!ledger)
    return NULL;
  ledger->seconds = seconds;
  if (ledger->state == GRADUS_RUN_PAUSED && ledger->now->step >= experiment->steps)
    ledger->state = GRADUS_RUN_FINISHED;
  run = gradus_archive_add_run (archive);
  run->number = archive->runs->len;
  run->ledger = ledger;
  run->experiment = gradus_experiment_copy (experiment);
  run->training = gradus_dataset_ref (gradus_stepper_get_dataset (stepper));
  run->test = test ? gradus_dataset_ref (test) : NULL;
  run->preparation = gradus_preparation_new (run->training);
  return run;
}

/* -- Comparing ------------------------------------------------------------------------------------------- */

gboolean
gradus_archived_run_has_same_markers (const GradusArchivedRun *a, const GradusArchivedRun *b)
{
  if (a->markers->len != b->markers->len)
    return FALSE;
  for (guint i = 0; i < a->markers->len; i++) {
    const GradusMarker *one = g_ptr_array_index (a->markers, i), *other = g_ptr_array_index (b->markers, i);

    if (one->checkpoint != other->checkpoint || !g_str_equal (one->name, other->name))
      return FALSE;
  }
  return TRUE;
}

gboolean
gradus_archived_run_equal (const GradusArchivedRun *a, const GradusArchivedRun *b)
{
  return a->number == b->number && a->ledger == b->ledger && a->colour == b->colour &&
         a->is_hidden == b->is_hidden && g_strcmp0 (a->name, b->name) == 0 &&
         g_strcmp0 (a->experiment->name, b->experiment->name) == 0 &&
         gradus_experiment_equal (a->experiment, b->experiment) &&
         a->experiment->steps == b->experiment->steps && gradus_archived_run_has_same_markers (a, b);
}

gboolean
gradus_archive_has_same_content (const GradusArchive *a, const GradusArchive *b)
{
  if (a->runs->len != b->runs->len || a->is_together != b->is_together || a->asked != b->asked ||
      a->n_known != b->n_known)
    return FALSE;
  for (guint i = 0; i < a->runs->len; i++) {
    if (!gradus_archived_run_equal (g_ptr_array_index (a->runs, i), g_ptr_array_index (b->runs, i)))
      return FALSE;
  }
  return TRUE;
}

gboolean
gradus_archive_equal (const GradusArchive *a, const GradusArchive *b)
{
  return a->selected == b->selected && g_strcmp0 (a->layout, b->layout) == 0 &&
         gradus_archive_has_same_content (a, b);
}

/* -- From a document ------------------------------------------------------------------------------------- */

void
gradus_archive_begin (GradusDocument *document)
{
  for (guint i = 0; i < gradus_document_get_n_runs (document); i++)
    gradus_run_ask_ledger (gradus_document_get_run (document, i));
}

static gboolean
have_all_answered (GradusDocument *document)
{
  gboolean have_all = TRUE;

  for (guint i = 0; i < gradus_document_get_n_runs (document); i++) {
    GradusRun *run = gradus_document_get_run (document, i);

    if (gradus_run_get_ledger (run))
      continue;
    have_all = FALSE;
    if (!gradus_run_waits_for_ledger (run))
      gradus_run_ask_ledger (run);
  }
  return have_all;
}

static void
take_run (GradusArchive *archive, GradusRun *run)
{
  GradusArchivedRun *archived = gradus_archive_add_run (archive);
  GradusDataset *test = gradus_run_get_test_dataset (run);
  const GPtrArray *markers = gradus_run_get_markers (run);

  archived->number = gradus_run_get_number (run);
  archived->name = g_strdup (gradus_run_get_name (run));
  archived->colour = gradus_run_get_colour (run);
  archived->is_hidden = gradus_run_is_hidden (run);
  archived->origin = gradus_run_get_origin (run);
  archived->experiment = gradus_experiment_copy (gradus_run_get_experiment (run));
  archived->training = gradus_dataset_ref (gradus_run_get_dataset (run));
  archived->test = test ? gradus_dataset_ref (test) : NULL;
  archived->preparation = gradus_preparation_new (archived->training);
  archived->ledger = gradus_ledger_ref (gradus_run_get_ledger (run));
  for (guint i = 0; i < markers->len; i++) {
    const GradusMarker *marker = g_ptr_array_index (markers, i);

    g_ptr_array_add (archived->markers, gradus_marker_new (marker->name, marker->checkpoint));
  }
}

GradusArchive *
gradus_archive_take (GradusDocument *document)
{
  GradusAsked *asked = gradus_document_get_asked (document);
  GradusArchive *archive;

  if (!have_all_answered (document))
    return NULL;
  archive = gradus_archive_new ();
  for (guint i = 0; i < gradus_document_get_n_runs (document); i++)
    take_run (archive, gradus_document_get_run (document, i));
  archive->selected = gradus_document_find (document, gradus_document_get_selected (document));
  archive->is_together = gradus_document_is_together (document);
  archive->asked = asked ? gradus_asked_ref (asked) : NULL;
  archive->n_known = asked ? gradus_sweep_count_known (asked->sweep) : 0;
  return archive;
}

/* -- To a document --------------------------------------------------------------------------------------- */

static GradusRun *
make_run (const GradusArchivedRun *archived, GError **error)
{
  GradusRun *run = gradus_run_new_from (archived->experiment, archived->training, archived->test,
                                        archived->ledger, archived->origin, archived->markers, error);

  if (!run)
    return NULL;
  gradus_run_set_name (run, archived->name);
  gradus_run_set_colour (run, archived->colour);
  gradus_run_set_hidden (run, archived->is_hidden);
  return run;
}

gboolean
gradus_archive_restore (GradusArchive *archive, GradusDocument *document, GError **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < archive->runs->len; i++) {
    GradusRun *run = make_run (g_ptr_array_index (archive->runs, i), error);

    if (!run)
      return FALSE;
    g_ptr_array_add (runs, run);
  }
  gradus_document_forget (document);
  gradus_document_assign (document, runs, g_ptr_array_index (runs, MIN (archive->selected, runs->len - 1)));
  gradus_document_set_together (document, archive->is_together);
  gradus_document_set_asked (document, archive->asked);
  return TRUE;
}
