/* SPDX-License-Identifier: MIT */
#include "cli/trained.h"

#include <string.h>

#include "cli/foreign.h"
#include "store/document-file.h"
#include "experiment/refusal.h"
#include "export/weights-map.h"

void
gradus_chosen_list_options (GradusChosen *chosen, GOptionEntry entries[GRADUS_CHOSEN_N_OPTIONS])
{
  const GOptionEntry own[] = {
    { "run", 0, 0, G_OPTION_ARG_STRING, &chosen->run,
      "Run N of a document, from 1; else the one that was selected", "N" },
    { "step", 0, 0, G_OPTION_ARG_STRING, &chosen->step, "As it was at the checkpoint of step S",
      "S" },
    { "experiment", 0, 0, G_OPTION_ARG_FILENAME, &chosen->experiment,
      "What another program's weights are of, a built-in name or a file", "EXPERIMENT" },
    { "order", 0, 0, G_OPTION_ARG_STRING, &chosen->order,
      "The file's layers in the network's order, as in input,hidden,output", "NAME,NAME,…" },
  };

  G_STATIC_ASSERT (G_N_ELEMENTS (own) == GRADUS_CHOSEN_N_OPTIONS);
  memcpy (entries, own, sizeof own);
}

void
gradus_chosen_clear (GradusChosen *chosen)
{
  g_free (chosen->run);
  g_free (chosen->step);
  g_free (chosen->experiment);
  g_free (chosen->order);
}

GradusDraftEntry *
gradus_cli_find_run (const GradusChosen *chosen, GradusDraft *draft, GError **error)
{
  guint64 number = draft->selected + 1;

  if (chosen->run &&
      !g_ascii_string_to_unsigned (chosen->run, 10, 1, draft->runs->len, &number, NULL)) {
    gradus_refuse (error, "--run %s: %s has %u runs; give a number from 1 to %u", chosen->run,
                   chosen->filename, draft->runs->len, draft->runs->len);
    return NULL;
  }
  return g_ptr_array_index (draft->runs, number - 1);
}

GradusStepper *
gradus_cli_resume (const GradusDraftEntry *run, GError **error)
{
  GradusStepper *stepper = gradus_stepper_new_on (run->experiment, run->training, run->test, error);

  if (stepper)
    gradus_stepper_resume (stepper, run->draft);
  return stepper;
}

/* Markers come first: they stay when checkpoints are thinned out. */
static const GradusCheckpoint *
find_checkpoint (const GradusChosen *chosen, const GradusDraftEntry *run, GError **error)
{
  const GradusRunDraft *run_draft = run->draft;
  guint64 step, nearest = run_draft->now->step;

  if (!chosen->step)
    return run_draft->now;
  if (!g_ascii_string_to_unsigned (chosen->step, 10, 0, GRADUS_MAX_STEPS, &step, NULL)) {
    gradus_refuse (error, "--step %s: this is not a step; give a whole number", chosen->step);
    return NULL;
  }
  for (guint i = 0; i < run->markers->len; i++) {
    const GradusMarker *marker = g_ptr_array_index (run->markers, i);

    if (marker->checkpoint->step == step)
      return marker->checkpoint;
  }
  for (guint i = 0; i < run_draft->n_entries; i++) {
    const guint64 here = run_draft->entries[i].checkpoint->step;

    if (here == step)
      return run_draft->entries[i].checkpoint;
    if (ABS ((gint64) (here - step)) < ABS ((gint64) (nearest - step)))
      nearest = here;
  }
  if (step == run_draft->now->step)
    return run_draft->now;
  gradus_refuse (
      error,
      "--step %" G_GUINT64_FORMAT
      ": there is no checkpoint of that step; the nearest is that of step %" G_GUINT64_FORMAT,
      step, nearest);
  return NULL;
}

static GradusWeights *
load_from_document (const GradusChosen *chosen, GError **error)
{
  gboolean is_newer;
  g_autoptr (GradusDraft) draft =
      gradus_document_file_load (chosen->filename, FALSE, &is_newer, NULL, error);
  const GradusDraftEntry *run = draft ? gradus_cli_find_run (chosen, draft, error) : NULL;
  const GradusCheckpoint *checkpoint = run ? find_checkpoint (chosen, run, error) : NULL;
  GradusWeights *weights =
      checkpoint ? gradus_weights_new_at (run->experiment, run->preparation, checkpoint, error)
                 : NULL;

  if (weights)
    gradus_weights_set_history (weights, &run->draft->series);
  return weights;
}

gboolean
gradus_cli_load_all_runs (const GradusChosen *chosen, GPtrArray *weights, GError **error)
{
  gboolean is_newer;
  g_autoptr (GradusDraft) draft =
      gradus_document_file_load (chosen->filename, FALSE, &is_newer, NULL, error);

  for (guint i = 0; draft && i < draft->runs->len; i++) {
    const GradusDraftEntry *run = g_ptr_array_index (draft->runs, i);
    GradusWeights *own =
        gradus_weights_new_at (run->experiment, run->preparation, run->draft->now, error);

    if (!own)
      return FALSE;
    g_ptr_array_add (weights, own);
  }
  return draft != NULL;
}

GradusWeights *
gradus_cli_load_weights (const GradusChosen *chosen, GError **error)
{
  const gboolean is_document = gradus_document_file_is_one (chosen->filename);
  const char *own = chosen->experiment ? "experiment" : "order";

  if (is_document && !chosen->experiment && !chosen->order)
    return load_from_document (chosen, error);
  if (is_document)
    gradus_refuse (error, "--%s: %s is a document, which has its experiments; leave it out", own,
                   chosen->filename);
  else if (chosen->run || chosen->step)
    gradus_refuse (error, "--%s: %s has weights of one run at one step; leave it out",
                   chosen->run ? "run" : "step", chosen->filename);
  else if (chosen->experiment)
    return gradus_cli_load_foreign (chosen->filename, chosen->experiment, chosen->order, error);
  else if (chosen->order)
    gradus_refuse (error, "--order is for weights of other programs; name their --experiment, too");
  else
    return gradus_weights_load (chosen->filename, error);
  return NULL;
}
