/* SPDX-License-Identifier: MIT */
#include "document/undo.h"

struct _GradusUndo {
  GPtrArray *done;   /* GradusUndoState, the oldest first */
  GPtrArray *undone; /* the one to be done again first is the last */
};

static GPtrArray *
make_pile (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_undo_state_free);
}

GradusUndo *
gradus_undo_new (void)
{
  GradusUndo *undo = g_new (GradusUndo, 1);

  *undo = (GradusUndo){ make_pile (), make_pile () };
  return undo;
}

void
gradus_undo_free (GradusUndo *undo)
{
  g_ptr_array_unref (undo->done);
  g_ptr_array_unref (undo->undone);
  g_free (undo);
}

static gsize
count_bytes (GHashTable *datasets)
{
  GHashTableIter iter;
  gpointer dataset;
  gsize n = 0;

  g_hash_table_iter_init (&iter, datasets);
  while (g_hash_table_iter_next (&iter, &dataset, NULL))
    n += gradus_dataset_count_bytes (dataset);
  return n;
}

/* Whether the runs that the document itself does not have are too many, or their samples. */
static gboolean
are_too_large (const GPtrArray *states, const GPtrArray *runs)
{
  g_autoptr (GHashTable) others = g_hash_table_new (NULL, NULL),
                         datasets = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < states->len; i++)
    gradus_undo_state_collect (g_ptr_array_index (states, i), runs, others, datasets);
  for (guint i = 0; i < runs->len; i++)
    /* Samples that a run of the document learns from are in memory in any case. */
    g_hash_table_remove (datasets, gradus_run_get_dataset (g_ptr_array_index (runs, i)));
  return g_hash_table_size (others) > GRADUS_UNDO_RUNS ||
         count_bytes (datasets) > GRADUS_UNDO_BYTES;
}

/* The last state is always kept. */
static void
forget_old (GradusUndo *undo, const GPtrArray *runs)
{
  while (undo->done->len > GRADUS_UNDO_STATES ||
         (undo->done->len > 1 && are_too_large (undo->done, runs)))
    g_ptr_array_remove_index (undo->done, 0);
}

/* What was undone would have to be done again from another state than it was done in. */
void
gradus_undo_remember (GradusUndo *undo, GradusUndoState *state, const GPtrArray *runs)
{
  g_ptr_array_set_size (undo->undone, 0);
  g_ptr_array_add (undo->done, state);
  forget_old (undo, runs);
}

gboolean
gradus_undo_can_undo (const GradusUndo *undo)
{
  return undo->done->len > 0;
}

gboolean
gradus_undo_can_redo (const GradusUndo *undo)
{
  return undo->undone->len > 0;
}

/* Takes the last state from one pile, and puts the present one onto the other. */
static GPtrArray *
move_state (GPtrArray *from, GPtrArray *to, const GPtrArray *runs, GradusRun **selected,
            GError **error)
{
  g_autoptr (GradusUndoState) present = gradus_undo_state_new (runs, *selected);
  GPtrArray *restored;

  if (from->len == 0)
    return NULL;
  restored = gradus_undo_state_restore (g_ptr_array_index (from, from->len - 1), selected, error);
  if (!restored)
    return NULL;
  g_ptr_array_remove_index (from, from->len - 1);
  g_ptr_array_add (to, g_steal_pointer (&present));
  return restored;
}

GPtrArray *
gradus_undo_undo (GradusUndo *undo, const GPtrArray *runs, GradusRun **selected, GError **error)
{
  return move_state (undo->done, undo->undone, runs, selected, error);
}

GPtrArray *
gradus_undo_redo (GradusUndo *undo, const GPtrArray *runs, GradusRun **selected, GError **error)
{
  return move_state (undo->undone, undo->done, runs, selected, error);
}

/* -- Changes that failed ----------------------------------------------------------------------- */

/* States that never were: the data came late, and were refused. */
static void
remove_awaiting (GPtrArray *pile, GradusRun *run, const GradusDataSpec *data)
{
  for (guint i = pile->len; i-- > 0;) {
    if (gradus_undo_state_awaits_data (g_ptr_array_index (pile, i), run, data))
      g_ptr_array_remove_index (pile, i);
  }
}

/* Steps to what is so already. */
static gboolean
remove_empty (GPtrArray *pile, const GPtrArray *runs)
{
  const guint n = pile->len;

  while (pile->len > 0 &&
         gradus_undo_state_take_back (g_ptr_array_index (pile, pile->len - 1), runs))
    g_ptr_array_remove_index (pile, pile->len - 1);
  return pile->len < n;
}

static void
mend_pile (GPtrArray *pile, GradusRun *run)
{
  for (guint i = 0; i < pile->len; i++)
    gradus_undo_state_mend (g_ptr_array_index (pile, i), run);
}

void
gradus_undo_mend (GradusUndo *undo, GradusRun *run)
{
  mend_pile (undo->done, run);
  mend_pile (undo->undone, run);
}

void
gradus_undo_skip_empty (GradusUndo *undo, const GPtrArray *runs)
{
  remove_empty (undo->undone, runs);
  remove_empty (undo->done, runs);
}

gboolean
gradus_undo_take_back (GradusUndo *undo, const GPtrArray *runs, GradusRun *run,
                       const GradusDataSpec *data)
{
  remove_awaiting (undo->done, run, data);
  remove_awaiting (undo->undone, run, data);
  remove_empty (undo->undone, runs);
  return remove_empty (undo->done, runs);
}
