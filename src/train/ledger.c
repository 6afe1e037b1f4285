/* SPDX-License-Identifier: MIT */
#include "train/ledger.h"

#include <stdatomic.h>

/* The thread sanitizer knows C's atomics, not GLib's. */
typedef struct {
  GradusLedger public;
  atomic_uint references;
} Counted;

GradusLedger *
gradus_ledger_new (void)
{
  Counted *counted = g_new0 (Counted, 1);

  atomic_init (&counted->references, 1);
  return &counted->public;
}

GradusLedger *
gradus_ledger_ref (GradusLedger *ledger)
{
  atomic_fetch_add (&((Counted *) ledger)->references, 1);
  return ledger;
}

void
gradus_ledger_unref (GradusLedger *ledger)
{
  if (atomic_fetch_sub (&((Counted *) ledger)->references, 1) > 1)
    return;
  g_clear_pointer (&ledger->now, gradus_checkpoint_unref);
  gradus_series_clear (&ledger->series);
  gradus_series_clear (&ledger->layer_series);
  for (guint i = 0; i < ledger->n_moments; i++)
    gradus_checkpoint_unref (ledger->moments[i].checkpoint);
  g_free (ledger->moments);
  g_free (ledger);
}
