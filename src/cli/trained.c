/* SPDX-License-Identifier: MIT */
#include "cli/trained.h"

#include "store/document-file.h"
#include "store/refusal.h"
#include "store/weights-map.h"

void
gradus_chosen_clear (GradusChosen *chosen)
{
  g_free (chosen->run);
  g_free (chosen->step);
}

GradusArchivedRun *
gradus_cli_find_run (const GradusChosen *chosen, GradusArchive *archive, GError **error)
{
  guint64 number = archive->selected + 1;

  if (chosen->run && !g_ascii_string_to_unsigned (chosen->run, 10, 1, archive->runs->len, &number, NULL)) {
    gradus_refuse (error, "--run %s: %s has %u runs; give a number from 1 to %u", chosen->run,
                   chosen->filename, archive->runs->len, archive->runs->len);
    return NULL;
  }
  return g_ptr_array_index (archive->runs, number - 1);
}

static const GradusCheckpoint *
find_checkpoint (const GradusChosen *chosen, const GradusArchivedRun *run, GError **error)
{
  const GradusLedger *ledger = run->ledger;
  guint64 step, nearest = ledger->now->step;

  if (!chosen->step)
    return ledger->now;
  if (!g_ascii_string_to_unsigned (chosen->step, 10, 0, GRADUS_MAX_STEPS, &step, NULL)) {
    gradus_refuse (error, "--step %s: this is no step; give a whole number", chosen->step);
    return NULL;
  }
  for (guint i = 0; i < run->markers->len; i++) {
    const GradusMarker *marker = g_ptr_array_index (run->markers, i);

    if (marker->checkpoint->step == step)
      return marker->checkpoint;
  }
  for (guint i = 0; i < ledger->n_moments; i++) {
    const guint64 here = ledger->moments[i].checkpoint->step;

    if (here == step)
      return ledger->moments[i].checkpoint;
    if (ABS ((gint64) (here - step)) < ABS ((gint64) (nearest - step)))
      nearest = here;
  }
  if (step == ledger->now->step)
    return ledger->now;
  gradus_refuse (error,
                 "--step %" G_GUINT64_FORMAT
                 ": there is no checkpoint of that step; the nearest is that of step %" G_GUINT64_FORMAT,
                 step, nearest);
  return NULL;
}

static GradusWeights *
load_from_document (const GradusChosen *chosen, GError **error)
{
  gboolean is_newer;
  g_autoptr (GradusArchive) archive =
      gradus_document_file_load (chosen->filename, FALSE, &is_newer, NULL, error);
  const GradusArchivedRun *run = archive ? gradus_cli_find_run (chosen, archive, error) : NULL;
  const GradusCheckpoint *checkpoint = run ? find_checkpoint (chosen, run, error) : NULL;

  return checkpoint ? gradus_weights_new_at (run->experiment, run->preparation, checkpoint, error) : NULL;
}

GradusWeights *
gradus_cli_load_weights (const GradusChosen *chosen, GError **error)
{
  if (gradus_document_file_is_one (chosen->filename))
    return load_from_document (chosen, error);
  if (!chosen->run && !chosen->step)
    return gradus_weights_load (chosen->filename, error);
  gradus_refuse (error, "--%s: %s has weights of one run at one step; leave it out",
                 chosen->run ? "run" : "step", chosen->filename);
  return NULL;
}
