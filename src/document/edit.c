/* SPDX-License-Identifier: MIT */
#include "document/edit.h"

#include <glib/gi18n.h>

#include "document/document-private.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"

/* -- Steps of undo ----------------------------------------------------------------------------- */

static void
notify_of_undo (GradusDocument *self)
{
  g_object_notify (G_OBJECT (self), "can-undo");
  g_object_notify (G_OBJECT (self), "can-redo");
}

/* How all is before an edit, for keep_step() once nothing of the edit can fail any more. NULL where
 * it makes no step: a group of edits makes one, and an empty document has none, for nobody wants
 * back what was before the first run. */
static GradusUndoState *
take_state (GradusDocument *self)
{
  if (self->runs->len == 0 || (self->is_grouping && self->has_step))
    return NULL;
  return gradus_undo_state_new (self->runs, self->selected);
}

static void
keep_step (GradusDocument *self, GradusUndoState *state)
{
  if (!state)
    return;
  self->has_step = TRUE;
  gradus_undo_remember (self->undo, state, self->runs);
  notify_of_undo (self);
}

/* Before an edit that cannot fail. */
static void
make_step (GradusDocument *self)
{
  keep_step (self, take_state (self));
}

void
gradus_document_begin_group (GradusDocument *self)
{
  self->is_grouping = TRUE;
  self->has_step = FALSE;
}

void
gradus_document_end_group (GradusDocument *self)
{
  self->is_grouping = FALSE;
}

gboolean
gradus_document_can_undo (GradusDocument *self)
{
  return gradus_undo_can_undo (self->undo);
}

gboolean
gradus_document_can_redo (GradusDocument *self)
{
  return gradus_undo_can_redo (self->undo);
}

typedef GPtrArray *(*FindStateFunc) (GradusUndo *undo, const GPtrArray *runs, GradusRun **selected,
                                     GError **error);

/* An edit that follows in the same group has a step of its own: the group's was taken back. */
static void
go_to_state (GradusDocument *self, FindStateFunc find)
{
  g_autoptr (GError) error = NULL;
  GradusRun *selected = self->selected;
  g_autoptr (GPtrArray) runs = NULL;

  self->is_restoring = TRUE;
  runs = find (self->undo, self->runs, &selected, &error);
  self->is_restoring = FALSE;
  self->has_step = FALSE;
  if (runs)
    gradus_document_list_assign (self, runs, selected);
  else if (error)
    g_signal_emit_by_name (self, "failed", error->message);
  notify_of_undo (self);
}

void
gradus_document_undo (GradusDocument *self)
{
  go_to_state (self, gradus_undo_undo);
}

void
gradus_document_redo (GradusDocument *self)
{
  go_to_state (self, gradus_undo_redo);
}

void
gradus_document_forget (GradusDocument *self)
{
  gradus_undo_free (self->undo);
  self->undo = gradus_undo_new ();
  self->has_step = FALSE;
  notify_of_undo (self);
}

/* -- The experiment of a run ------------------------------------------------------------------- */

static char *
name_data (const GradusDataSpec *data)
{
  return data->import && data->generator == &gradus_file_generator
             ? g_filename_display_basename (data->import->table->filename)
             : g_strdup (_ (data->generator->title));
}

static guint
count_hidden_layers (const GradusExperiment *experiment)
{
  guint n = 0;

  for (guint i = 0; i + 1 < gradus_experiment_get_n_layers (experiment); i++)
    n += gradus_layer_class_get_width (gradus_experiment_get_layer (experiment, i)->class) != NULL;
  return n;
}

/* "Iris, one hidden layer" */
static char *
make_name (const GradusExperiment *experiment)
{
  g_autofree char *data = name_data (&experiment->data);
  const guint n = count_hidden_layers (experiment);

  if (n == 0)
    /* Translators: the name of data */
    return g_strdup_printf (_ ("%s, no hidden layer"), data);
  if (n == 1)
    return g_strdup_printf (_ ("%s, one hidden layer"), data);
  return g_strdup_printf (_ ("%s, %u hidden layers"), data, n);
}

/* The title of the built-in experiment that it is, or NULL. */
static const char *
find_builtin_title (const GradusExperiment *experiment)
{
  for (const GradusBuiltin *builtin = gradus_builtin_list (); builtin->id; builtin++) {
    g_autoptr (GradusExperiment) made = gradus_builtin_make (builtin->id);

    if (gradus_experiment_equal (experiment, made))
      return builtin->title;
  }
  return NULL;
}

/* From now on it is not quite what was called so; until it is that again. */
static void
mark_name (GradusExperiment *experiment, const GradusExperiment *named)
{
  GradusExperiment *kept = gradus_experiment_copy (named);
  const char *mark = _ (" (changed)");
  g_autofree char *name = g_str_has_suffix (named->name, mark)
                              ? g_strdup (named->name)
                              : g_strconcat (named->name, mark, NULL);

  gradus_experiment_set_name (experiment, name);
  experiment->named = kept;
}

/* A copy of it, whose name follows what it is. What was opened under a name is no longer quite that
 * after an edit, and says so; it is again where the edit is taken back by hand. With other data or
 * another number of hidden layers it is something else, and is called after that. */
static GradusExperiment *
copy_as_changed (const GradusExperiment *experiment, const GradusExperiment *before)
{
  GradusExperiment *copy = gradus_experiment_copy (experiment);
  const GradusExperiment *named = before->named ? before->named : before;
  g_autofree char *made = make_name (copy), *made_before = make_name (before);
  const char *title;

  if (gradus_experiment_equal (copy, named))
    gradus_experiment_set_name (copy, named->name);
  else if ((title = find_builtin_title (copy)))
    gradus_experiment_set_name (copy, _ (title));
  else if (!g_str_equal (made, made_before))
    gradus_experiment_set_name (copy, made);
  else
    mark_name (copy, named);
  return copy;
}

/* A run that plays goes on playing as another; the caller has made sure that it may be one. */
static GradusEdit
begin_again (GradusDocument *self, GradusRun *run, const GradusExperiment *experiment,
             GError **error)
{
  const gboolean was_playing = gradus_run_is_playing (run), had_begun = gradus_run_has_begun (run);
  g_autoptr (GradusRun) by = gradus_run_new (experiment, error);

  if (!by)
    return GRADUS_EDIT_REFUSED;
  make_step (self);
  gradus_document_list_replace (self, run, by);
  /* Only now: the document has given the run its speed and its race. */
  if (was_playing)
    gradus_run_play (by);
  if (had_begun)
    g_signal_emit_by_name (self, "restarted", by);
  return GRADUS_EDIT_BEGAN_AGAIN;
}

GradusEdit
gradus_document_edit (GradusDocument *self, GradusRun *run, const GradusExperiment *edited,
                      GError **error)
{
  int layer;
  g_autofree char *fault = gradus_experiment_find_fault (edited, &layer);
  const GradusExperiment *present = gradus_run_get_experiment (run);
  g_autoptr (GradusExperiment) changed = NULL;
  g_autoptr (GradusUndoState) before = NULL;

  if (fault) {
    g_set_error_literal (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID, fault);
    return GRADUS_EDIT_REFUSED;
  }
  if (gradus_experiment_equal (present, edited))
    return GRADUS_EDIT_NOTHING;
  changed = copy_as_changed (edited, present);
  if (!gradus_experiment_can_go_on_as (present, changed))
    return begin_again (self, run, changed, error);
  before = take_state (self);
  if (!gradus_run_change (run, changed, error))
    return GRADUS_EDIT_REFUSED;
  keep_step (self, g_steal_pointer (&before));
  return GRADUS_EDIT_WENT_ON;
}

gboolean
gradus_document_open (GradusDocument *self, const GradusExperiment *experiment, GError **error)
{
  g_autoptr (GradusRun) run = gradus_run_new (experiment, error);

  if (!run)
    return FALSE;
  if (!self->selected) {
    gradus_document_insert (self, 0, run);
    return TRUE;
  }
  make_step (self);
  /* The run that comes takes the name over, and another experiment is not what was named. This is
   * after the step, which undoing gives the name back by. */
  gradus_run_set_name (self->selected, NULL);
  gradus_document_list_replace (self, self->selected, run);
  return TRUE;
}

/* -- Runs come and go -------------------------------------------------------------------------- */

void
gradus_document_insert (GradusDocument *self, guint at, GradusRun *run)
{
  make_step (self);
  gradus_document_list_insert (self, at, run);
}

/* Takes the run, which may be NULL. */
static gboolean
insert_behind (GradusDocument *self, GradusRun *run, GradusRun *made)
{
  g_autoptr (GradusRun) owned = made;

  if (!owned)
    return FALSE;
  gradus_document_insert (self, gradus_document_find (self, run) + 1, owned);
  return TRUE;
}

gboolean
gradus_document_try (GradusDocument *self, GradusRun *run, const GradusExperiment *experiment,
                     GError **error)
{
  g_autoptr (GradusExperiment) changed =
      copy_as_changed (experiment, gradus_run_get_experiment (run));

  return insert_behind (self, run, gradus_run_new (changed, error));
}

gboolean
gradus_document_duplicate (GradusDocument *self, GradusRun *run, GError **error)
{
  return insert_behind (self, run, gradus_run_new (gradus_run_get_experiment (run), error));
}

gboolean
gradus_document_continue (GradusDocument *self, GradusRun *run, GError **error)
{
  return insert_behind (self, run, gradus_run_continue (run, error));
}

/* A document that has runs never becomes empty: much in the window needs a selected run. */
void
gradus_document_remove (GradusDocument *self, GradusRun *run)
{
  if (self->runs->len < 2 || gradus_document_find (self, run) == G_MAXUINT)
    return;
  make_step (self);
  gradus_document_list_remove (self, run);
}

void
gradus_document_replace (GradusDocument *self, GradusRun *run, GradusRun *by)
{
  make_step (self);
  gradus_document_list_replace (self, run, by);
}

void
gradus_document_assign (GradusDocument *self, const GPtrArray *runs, GradusRun *selected)
{
  make_step (self);
  gradus_document_list_assign (self, runs, selected);
}

/* -- How a run is shown ------------------------------------------------------------------------ */

void
gradus_document_rename (GradusDocument *self, GradusRun *run, const char *name)
{
  if (g_strcmp0 (gradus_run_get_name (run), name) == 0)
    return;
  make_step (self);
  gradus_run_set_name (run, name);
}

void
gradus_document_recolour (GradusDocument *self, GradusRun *run, guint colour)
{
  if (gradus_run_get_colour (run) == colour)
    return;
  make_step (self);
  gradus_run_set_colour (run, colour);
}

void
gradus_document_hide (GradusDocument *self, GradusRun *run, gboolean is_hidden)
{
  if (gradus_run_is_hidden (run) == is_hidden)
    return;
  make_step (self);
  gradus_run_set_hidden (run, is_hidden);
}

/* The race pauses as a whole, so that all stay at the same step. */
void
gradus_document_switch_off (GradusDocument *self, GradusRun *run, const GArray *units)
{
  if (gradus_units_off_equal (units, gradus_run_get_units_off (run)))
    return;
  if (gradus_run_is_playing (run) && self->race)
    gradus_document_pause (self);
  else if (gradus_run_is_playing (run))
    gradus_run_pause (run);
  make_step (self);
  gradus_run_set_units_off (run, units);
}
