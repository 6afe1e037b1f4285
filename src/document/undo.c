/* SPDX-License-Identifier: MIT */
#include "document/undo.h"

#include "document/document-private.h"

/* A run as it was set and shown; what it had learned it still knows. */
typedef struct {
  GradusRun *run;
  GradusExperiment *experiment;
  char *name;
  guint colour;
  gboolean is_hidden;
} Entry;

typedef struct {
  GPtrArray *entries;
  GradusRun *selected; /* of one of them */
} State;

struct _GradusUndo {
  GPtrArray *done;   /* State, the oldest first */
  GPtrArray *undone; /* the one to be done again first is the last */
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->run);
  gradus_experiment_free (entry->experiment);
  g_free (entry->name);
  g_free (entry);
}

static void
free_state (gpointer data)
{
  State *state = data;

  g_ptr_array_unref (state->entries);
  g_free (state);
}

GradusUndo *
gradus_undo_new (void)
{
  GradusUndo *undo = g_new (GradusUndo, 1);

  *undo = (GradusUndo){ g_ptr_array_new_with_free_func (free_state),
                        g_ptr_array_new_with_free_func (free_state) };
  return undo;
}

void
gradus_undo_free (GradusUndo *undo)
{
  g_ptr_array_unref (undo->done);
  g_ptr_array_unref (undo->undone);
  g_free (undo);
}

/* The experiment is copied, because a run may change its own; the run itself is shared, with all
 * that it has learned. */
static State *
take_state (GradusDocument *document)
{
  State *state = g_new (State, 1);

  *state = (State){ g_ptr_array_new_with_free_func (free_entry),
                    gradus_document_get_selected (document) };
  for (guint i = 0; i < gradus_document_get_n_runs (document); i++) {
    GradusRun *run = gradus_document_get_run (document, i);
    Entry *entry = g_new (Entry, 1);

    *entry = (Entry){ g_object_ref (run), gradus_experiment_copy (gradus_run_get_experiment (run)),
                      g_strdup (gradus_run_get_name (run)), gradus_run_get_colour (run),
                      gradus_run_is_hidden (run) };
    g_ptr_array_add (state->entries, entry);
  }
  return state;
}

/* A run that stays only ever changes into what it can go on as, and every other edit makes another
 * run: so what a run was can always be set again. The list comes last, so that whoever is told of
 * it finds the runs as they were. */
static void
restore_state (const State *state, GradusDocument *document)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new ();

  for (guint i = 0; i < state->entries->len; i++) {
    const Entry *entry = g_ptr_array_index (state->entries, i);

    if (!gradus_experiment_equal (entry->experiment, gradus_run_get_experiment (entry->run)))
      gradus_run_change (entry->run, entry->experiment);
    gradus_run_set_name (entry->run, entry->name);
    gradus_run_set_colour (entry->run, entry->colour);
    gradus_run_set_hidden (entry->run, entry->is_hidden);
    g_ptr_array_add (runs, entry->run);
  }
  gradus_document_list_assign (document, runs, state->selected);
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
are_too_large (const GPtrArray *states, GradusDocument *document)
{
  g_autoptr (GHashTable) runs = g_hash_table_new (NULL, NULL),
                         datasets = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < states->len; i++) {
    const State *state = g_ptr_array_index (states, i);

    for (guint k = 0; k < state->entries->len; k++) {
      const Entry *entry = g_ptr_array_index (state->entries, k);

      if (gradus_document_find (document, entry->run) != G_MAXUINT)
        continue;
      g_hash_table_add (runs, entry->run);
      g_hash_table_add (datasets, gradus_run_get_dataset (entry->run));
    }
  }
  for (guint i = 0; i < gradus_document_get_n_runs (document); i++)
    /* Samples that a run of the document learns from are in memory in any case. */
    g_hash_table_remove (datasets, gradus_run_get_dataset (gradus_document_get_run (document, i)));
  return g_hash_table_size (runs) > GRADUS_UNDO_RUNS || count_bytes (datasets) > GRADUS_UNDO_BYTES;
}

/* The last state is always kept. */
static void
forget_old (GradusUndo *undo, GradusDocument *document)
{
  while (undo->done->len > GRADUS_UNDO_STATES ||
         (undo->done->len > 1 && are_too_large (undo->done, document)))
    g_ptr_array_remove_index (undo->done, 0);
}

/* What was undone would have to be done again from another state than it was done in. */
void
gradus_undo_remember (GradusUndo *undo, GradusDocument *document)
{
  g_ptr_array_set_size (undo->undone, 0);
  g_ptr_array_add (undo->done, take_state (document));
  forget_old (undo, document);
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
static void
move_state (GPtrArray *from, GPtrArray *to, GradusDocument *document)
{
  State *state;

  if (from->len == 0)
    return;
  state = g_ptr_array_steal_index (from, from->len - 1);
  g_ptr_array_add (to, take_state (document));
  restore_state (state, document);
  free_state (state);
}

void
gradus_undo_undo (GradusUndo *undo, GradusDocument *document)
{
  move_state (undo->done, undo->undone, document);
}

void
gradus_undo_redo (GradusUndo *undo, GradusDocument *document)
{
  move_state (undo->undone, undo->done, document);
}
