/* SPDX-License-Identifier: MIT */
#include "train/run-draft.h"

#include <stdatomic.h>

/* The thread sanitizer knows C's atomics, not GLib's. */
typedef struct {
  GradusRunDraft public;
  atomic_uint references;
} Counted;

GradusRunDraft *
gradus_run_draft_new (void)
{
  Counted *counted = g_new0 (Counted, 1);

  atomic_init (&counted->references, 1);
  return &counted->public;
}

GradusRunDraft *
gradus_run_draft_ref (GradusRunDraft *run_draft)
{
  atomic_fetch_add (&((Counted *) run_draft)->references, 1);
  return run_draft;
}

void
gradus_run_draft_unref (GradusRunDraft *run_draft)
{
  if (atomic_fetch_sub (&((Counted *) run_draft)->references, 1) > 1)
    return;
  g_clear_pointer (&run_draft->now, gradus_checkpoint_unref);
  gradus_series_clear (&run_draft->series);
  gradus_series_clear (&run_draft->layer_series);
  for (guint i = 0; i < run_draft->n_entries; i++)
    gradus_checkpoint_unref (run_draft->entries[i].checkpoint);
  g_free (run_draft->entries);
  g_free (run_draft);
}
