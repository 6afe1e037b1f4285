/* SPDX-License-Identifier: MIT */
#include "document/document-private.h"

#include <inttypes.h>
#include <glib/gi18n.h>

#include "experiment/trait.h"

static void gradus_document_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (GradusDocument, gradus_document, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      gradus_document_list_model_init))

enum {
  PROP_SELECTED = 1,
  PROP_TOGETHER,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum {
  CHANGED,
  UNSETTLED,
  RESTARTED,
  NEWS,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* -- The list ---------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return GRADUS_TYPE_RUN;
}

static guint
get_n_items (GListModel *model)
{
  return GRADUS_DOCUMENT (model)->runs->len;
}

static gpointer
get_item (GListModel *model, guint at)
{
  GradusRun *run = gradus_document_get_run (GRADUS_DOCUMENT (model), at);

  return run ? g_object_ref (run) : NULL;
}

static void
gradus_document_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

guint
gradus_document_get_n_runs (GradusDocument *self)
{
  return self->runs->len;
}

GradusRun *
gradus_document_get_run (GradusDocument *self, guint at)
{
  return at < self->runs->len ? g_ptr_array_index (self->runs, at) : NULL;
}

guint
gradus_document_find (GradusDocument *self, GradusRun *run)
{
  guint at;

  return g_ptr_array_find (self->runs, run, &at) ? at : G_MAXUINT;
}

/* A label tells a run from all others, so another list makes other labels. */
static void
notify_of_items (GradusDocument *self, guint at, guint n_removed, guint n_added)
{
  g_hash_table_remove_all (self->labels);
  g_list_model_items_changed (G_LIST_MODEL (self), at, n_removed, n_added);
}

/* -- Runs come and go -------------------------------------------------------------------------- */

static void
on_run_changed (GradusDocument *self)
{
  self->has_news = TRUE;
}

/* A label tells a run from the others by its experiment, which may have changed. */
static void
on_run_unsettled (GradusDocument *self)
{
  g_hash_table_remove_all (self->labels);
  g_signal_emit (self, signals[UNSETTLED], 0);
}

static void
on_run_news (GradusDocument *self)
{
  g_signal_emit (self, signals[NEWS], 0);
}

/* Nothing is left of the edit that asked for these data, and of its step neither. */
static void
on_run_refused (GradusRun *run, const GradusDataSpec *data, GradusDocument *self)
{
  if (gradus_undo_take_back (self->undo, self->runs, run, data))
    self->has_step = FALSE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

/* While a step is undone the piles must stay as they are. */
static void
on_run_mended (GradusRun *run, GradusDocument *self)
{
  gradus_undo_mend (self->undo, run);
  if (self->is_restoring)
    return;
  gradus_undo_skip_empty (self->undo, self->runs);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

static void
on_run_failed (GradusDocument *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

/* How it is shown is news for those who show it. */
static void
on_run_notify (GradusDocument *self)
{
  g_hash_table_remove_all (self->labels);
  g_signal_emit (self, signals[UNSETTLED], 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
attach_run (GradusDocument *self, GradusRun *run)
{
  g_signal_connect_swapped (run, "changed", G_CALLBACK (on_run_changed), self);
  g_signal_connect_swapped (run, "unsettled", G_CALLBACK (on_run_unsettled), self);
  g_signal_connect_swapped (run, "news", G_CALLBACK (on_run_news), self);
  g_signal_connect (run, "refused", G_CALLBACK (on_run_refused), self);
  g_signal_connect (run, "mended", G_CALLBACK (on_run_mended), self);
  g_signal_connect_swapped (run, "failed", G_CALLBACK (on_run_failed), self);
  g_signal_connect_swapped (run, "notify::name", G_CALLBACK (on_run_notify), self);
  g_signal_connect_swapped (run, "notify::colour", G_CALLBACK (on_run_notify), self);
  g_signal_connect_swapped (run, "notify::is-hidden", G_CALLBACK (on_run_notify), self);
  gradus_document_pace_run (self, run);
  gradus_run_set_race (run, self->race);
}

/* Pausing and leaving the race are news of the run, which the document tells as long as it is
 * connected: so it must still be whole here. */
static void
detach_run (GradusDocument *self, GradusRun *run)
{
  gradus_run_pause (run);
  gradus_run_set_race (run, NULL);
  g_signal_handlers_disconnect_by_data (run, self);
}

static guint
choose_colour (GradusDocument *self)
{
  for (guint colour = 0;; colour++) {
    gboolean is_taken = FALSE;

    for (guint i = 0; i < self->runs->len; i++)
      is_taken = is_taken || gradus_run_get_colour (g_ptr_array_index (self->runs, i)) == colour;
    if (!is_taken)
      return colour;
  }
}

void
gradus_document_set_selected (GradusDocument *self, GradusRun *run)
{
  if (self->selected == run)
    return;
  self->selected = run;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

/* The run is selected after the list was told, so that whoever follows the selection finds it
 * there. */
void
gradus_document_list_insert (GradusDocument *self, guint at, GradusRun *run)
{
  gradus_run_set_colour (run, choose_colour (self));
  attach_run (self, run);
  g_ptr_array_insert (self->runs, (gint) at, g_object_ref (run));
  notify_of_items (self, at, 0, 1);
  gradus_document_set_selected (self, run);
  g_signal_emit (self, signals[UNSETTLED], 0);
}

void
gradus_document_list_remove (GradusDocument *self, GradusRun *run)
{
  const guint at = gradus_document_find (self, run);
  const gboolean was_selected = self->selected == run;

  g_return_if_fail (self->runs->len > 1 && at != G_MAXUINT);

  detach_run (self, run);
  if (was_selected)
    /* Before the list is told, so that nobody finds a selected run that is not in it. */
    self->selected = g_ptr_array_index (self->runs, at + 1 < self->runs->len ? at + 1 : at - 1);
  g_ptr_array_remove_index (self->runs, at);
  notify_of_items (self, at, 1, 0);
  if (was_selected)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

void
gradus_document_list_replace (GradusDocument *self, GradusRun *run, GradusRun *by)
{
  const guint at = gradus_document_find (self, run);
  G_GNUC_UNUSED g_autoptr (GradusRun) kept = g_object_ref (run);
  const gboolean was_selected = self->selected == run;

  g_return_if_fail (at != G_MAXUINT);

  gradus_run_set_colour (by, gradus_run_get_colour (run));
  gradus_run_set_name (by, gradus_run_get_name (run));
  gradus_run_set_hidden (by, gradus_run_is_hidden (run));
  detach_run (self, run);
  attach_run (self, by);
  g_object_unref (run);
  g_ptr_array_index (self->runs, at) = g_object_ref (by);
  if (was_selected)
    self->selected = by;
  notify_of_items (self, at, 1, 1);
  if (was_selected)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
  g_signal_emit (self, signals[UNSETTLED], 0);
}

/* Those who listen must never find runs that they were not told of: so nothing is asked of a run
 * between the moment at which the list becomes another and that at which it is told. */
void
gradus_document_list_assign (GradusDocument *self, const GPtrArray *runs, GradusRun *selected)
{
  GPtrArray *assigned = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) before = NULL;

  for (guint i = 0; i < runs->len; i++) {
    GradusRun *run = g_ptr_array_index (runs, i);

    g_ptr_array_add (assigned, g_object_ref (run));
    if (gradus_document_find (self, run) == G_MAXUINT)
      attach_run (self, run);
  }
  for (guint i = 0; i < self->runs->len; i++) {
    if (!g_ptr_array_find (assigned, g_ptr_array_index (self->runs, i), NULL))
      detach_run (self, g_ptr_array_index (self->runs, i));
  }
  before = self->runs;
  self->runs = assigned;
  self->selected = selected;
  notify_of_items (self, 0, before->len, assigned->len);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
  g_signal_emit (self, signals[UNSETTLED], 0);
}

GradusRun *
gradus_document_get_selected (GradusDocument *self)
{
  return self->selected;
}

/* -- News -------------------------------------------------------------------------------------- */

/* However many runs have news, those who show them draw once. */
void
gradus_document_refresh (GradusDocument *self)
{
  self->has_news = FALSE;
  for (guint i = 0; i < self->runs->len; i++)
    gradus_run_refresh (g_ptr_array_index (self->runs, i));
  if (self->has_news)
    g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
gradus_document_is_settled (GradusDocument *self)
{
  for (guint i = 0; i < self->runs->len; i++) {
    if (!gradus_run_is_settled (g_ptr_array_index (self->runs, i)))
      return FALSE;
  }
  return TRUE;
}

/* -- What tells runs apart --------------------------------------------------------------------- */

guint
gradus_document_get_traits (GradusDocument *self)
{
  g_autofree const GradusExperiment **experiments =
      g_new (const GradusExperiment *, self->runs->len);

  for (guint i = 0; i < self->runs->len; i++)
    experiments[i] = gradus_run_get_experiment (g_ptr_array_index (self->runs, i));
  return gradus_traits_find_differing (experiments, self->runs->len);
}

/* By what tells its experiment from the others, and where it went on from. */
static char *
describe_run (GradusDocument *self, GradusRun *run)
{
  g_autofree char *text =
      gradus_traits_describe (gradus_document_get_traits (self), gradus_run_get_experiment (run));

  if (gradus_run_get_origin (run) == 0)
    return g_steal_pointer (&text);
  /* Translators: what a run is called that went on from a step of another */
  return g_strdup_printf (_ ("%s, from %" PRIu64), text, gradus_run_get_origin (run));
}

/* Of several that are alike the second is number 2, and so on. */
static void
label_runs (GradusDocument *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->runs->len; i++) {
    GradusRun *run = g_ptr_array_index (self->runs, i);
    char *label = describe_run (self, run);
    const guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, label)) + 1;

    g_hash_table_insert (counts, g_strdup (label), GUINT_TO_POINTER (n));
    g_hash_table_insert (self->labels, run,
                         n > 1 ? g_strdup_printf ("%s (%u)", label, n) : g_strdup (label));
    g_free (label);
  }
}

const char *
gradus_document_get_label (GradusDocument *self, GradusRun *run)
{
  const char *name = gradus_run_get_name (run);

  if (name)
    return name;
  if (g_hash_table_size (self->labels) == 0)
    label_runs (self);
  return g_hash_table_lookup (self->labels, run);
}

/* -- The sweep --------------------------------------------------------------------------------- */

GradusDocumentSweep *
gradus_document_get_sweep (GradusDocument *self)
{
  return self->sweep;
}

void
gradus_document_set_sweep (GradusDocument *self, GradusDocumentSweep *sweep)
{
  if (self->sweep == sweep)
    return;
  g_clear_pointer (&self->sweep, gradus_document_sweep_unref);
  self->sweep = sweep ? gradus_document_sweep_ref (sweep) : NULL;
  g_signal_emit (self, signals[UNSETTLED], 0);
}

void
gradus_document_tell_of_sweep (GradusDocument *self)
{
  g_signal_emit (self, signals[UNSETTLED], 0);
}

/* -- The object -------------------------------------------------------------------------------- */

static void
gradus_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GradusDocument *self = GRADUS_DOCUMENT (object);

  switch (id) {
  case PROP_SELECTED:
    g_value_set_object (value, self->selected);
    break;
  case PROP_TOGETHER:
    g_value_set_boolean (value, gradus_document_is_together (self));
    break;
  case PROP_CAN_UNDO:
    g_value_set_boolean (value, gradus_undo_can_undo (self->undo));
    break;
  case PROP_CAN_REDO:
    g_value_set_boolean (value, gradus_undo_can_redo (self->undo));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
gradus_document_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GradusDocument *self = GRADUS_DOCUMENT (object);

  if (id == PROP_SELECTED)
    gradus_document_set_selected (self, g_value_get_object (value));
  else if (id == PROP_TOGETHER)
    gradus_document_set_together (self, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
gradus_document_finalize (GObject *object)
{
  GradusDocument *self = GRADUS_DOCUMENT (object);

  for (guint i = 0; i < self->runs->len; i++)
    detach_run (self, g_ptr_array_index (self->runs, i));
  g_ptr_array_unref (self->runs);
  gradus_undo_free (self->undo);
  g_hash_table_unref (self->labels);
  g_clear_pointer (&self->race, gradus_race_unref);
  g_clear_pointer (&self->sweep, gradus_document_sweep_unref);
  G_OBJECT_CLASS (gradus_document_parent_class)->finalize (object);
}

static void
gradus_document_class_init (GradusDocumentClass *class)
{
  GObjectClass *object_class = G_OBJECT_CLASS (class);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags read_only = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = gradus_document_finalize;
  object_class->get_property = gradus_document_get_property;
  object_class->set_property = gradus_document_set_property;
  properties[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, GRADUS_TYPE_RUN, flags);
  properties[PROP_TOGETHER] = g_param_spec_boolean ("together", NULL, NULL, FALSE, flags);
  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, read_only);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, read_only);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[UNSETTLED] = g_signal_new ("unsettled", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[RESTARTED] = g_signal_new ("restarted", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, GRADUS_TYPE_RUN);
  signals[NEWS] = g_signal_new ("news", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
gradus_document_init (GradusDocument *self)
{
  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  self->undo = gradus_undo_new ();
  self->labels = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

GradusDocument *
gradus_document_new (void)
{
  return g_object_new (GRADUS_TYPE_DOCUMENT, NULL);
}
