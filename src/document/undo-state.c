/* SPDX-License-Identifier: MIT */
#include "document/undo-state.h"

typedef struct {
  GradusRun *run;
  GradusExperiment *experiment;
  char *name;
  guint colour;
  gboolean is_hidden;
  GArray *units_off;    /* or NULL */
  gboolean awaits_data; /* the experiment's were asked for, and not answered yet */
} Entry;

struct _GradusUndoState {
  GPtrArray *entries;
  GradusRun *selected; /* of one of them */
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_object_unref (entry->run);
  gradus_experiment_free (entry->experiment);
  g_free (entry->name);
  g_clear_pointer (&entry->units_off, g_array_unref);
  g_free (entry);
}

/* The experiment is copied, because a run may change its own; the run itself is shared, with all
 * that it has learned. */
static Entry *
make_entry (GradusRun *run)
{
  const GradusExperiment *experiment = gradus_run_get_experiment (run);
  const GArray *units = gradus_run_get_units_off (run);
  Entry *entry = g_new (Entry, 1);

  *entry = (Entry){ g_object_ref (run),
                    gradus_experiment_copy (experiment),
                    g_strdup (gradus_run_get_name (run)),
                    gradus_run_get_colour (run),
                    gradus_run_is_hidden (run),
                    units ? gradus_units_off_copy (units) : NULL,
                    !gradus_data_spec_equal (gradus_run_get_data (run), &experiment->data) };
  return entry;
}

GradusUndoState *
gradus_undo_state_new (const GPtrArray *runs, GradusRun *selected)
{
  GradusUndoState *state = g_new (GradusUndoState, 1);

  *state = (GradusUndoState){ g_ptr_array_new_with_free_func (free_entry), selected };
  for (guint i = 0; i < runs->len; i++)
    g_ptr_array_add (state->entries, make_entry (g_ptr_array_index (runs, i)));
  return state;
}

void
gradus_undo_state_free (GradusUndoState *state)
{
  g_ptr_array_unref (state->entries);
  g_free (state);
}

/* A run that stays only ever changes into what it can go on as, and every other edit makes another
 * run: so what a run was can be set again, if there is memory for its samples. */
static gboolean
restore_entry (const Entry *entry, GError **error)
{
  if (!gradus_experiment_equal (entry->experiment, gradus_run_get_experiment (entry->run)) &&
      !gradus_run_change (entry->run, entry->experiment, error))
    return FALSE;
  gradus_run_set_name (entry->run, entry->name);
  gradus_run_set_colour (entry->run, entry->colour);
  gradus_run_set_hidden (entry->run, entry->is_hidden);
  gradus_run_set_units_off (entry->run, entry->units_off);
  return TRUE;
}

GPtrArray *
gradus_undo_state_restore (const GradusUndoState *state, GradusRun **selected, GError **error)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < state->entries->len; i++) {
    const Entry *entry = g_ptr_array_index (state->entries, i);

    if (!restore_entry (entry, error))
      return NULL;
    g_ptr_array_add (runs, g_object_ref (entry->run));
  }
  *selected = state->selected;
  return g_steal_pointer (&runs);
}

static gboolean
is_as_now (const Entry *entry, GradusRun *run)
{
  return entry->run == run &&
         gradus_experiment_equal (entry->experiment, gradus_run_get_experiment (run)) &&
         g_strcmp0 (entry->name, gradus_run_get_name (run)) == 0 &&
         entry->colour == gradus_run_get_colour (run) &&
         entry->is_hidden == gradus_run_is_hidden (run) &&
         gradus_units_off_equal (entry->units_off, gradus_run_get_units_off (run));
}

gboolean
gradus_undo_state_take_back (const GradusUndoState *state, const GPtrArray *runs)
{
  if (state->entries->len != runs->len)
    return FALSE;
  for (guint i = 0; i < runs->len; i++) {
    if (!is_as_now (g_ptr_array_index (state->entries, i), g_ptr_array_index (runs, i)))
      return FALSE;
  }
  for (guint i = 0; i < runs->len; i++) {
    const Entry *entry = g_ptr_array_index (state->entries, i);

    if (!g_str_equal (entry->experiment->name, gradus_run_get_experiment (entry->run)->name))
      gradus_run_change (entry->run, entry->experiment, NULL);
  }
  return TRUE;
}

gboolean
gradus_undo_state_awaits_data (const GradusUndoState *state, GradusRun *run,
                               const GradusDataSpec *data)
{
  for (guint i = 0; i < state->entries->len; i++) {
    const Entry *entry = g_ptr_array_index (state->entries, i);

    if (entry->run == run && entry->awaits_data &&
        gradus_data_spec_equal (&entry->experiment->data, data))
      return TRUE;
  }
  return FALSE;
}

void
gradus_undo_state_mend (GradusUndoState *state, GradusRun *run)
{
  for (guint i = 0; i < state->entries->len; i++) {
    Entry *entry = g_ptr_array_index (state->entries, i);

    if (entry->run == run)
      g_clear_pointer (&entry->units_off, g_array_unref);
  }
}

void
gradus_undo_state_collect (const GradusUndoState *state, const GPtrArray *runs, GHashTable *others,
                           GHashTable *datasets)
{
  for (guint i = 0; i < state->entries->len; i++) {
    const Entry *entry = g_ptr_array_index (state->entries, i);

    if (g_ptr_array_find ((GPtrArray *) runs, entry->run, NULL))
      continue;
    g_hash_table_add (others, entry->run);
    g_hash_table_add (datasets, gradus_run_get_dataset (entry->run));
  }
}
