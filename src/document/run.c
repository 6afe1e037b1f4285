/* SPDX-License-Identifier: MIT */
#include "document/run-private.h"

G_DEFINE_FINAL_TYPE (GradusRun, gradus_run, G_TYPE_OBJECT)

enum {
  PROP_NAME = 1,
  PROP_COLOUR,
  PROP_IS_HIDDEN,
  PROP_EXPERIMENT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum {
  CHANGED,
  UNSETTLED,
  NEWS,
  MENDED,
  REFUSED,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* -- The object -------------------------------------------------------------------------------- */

static void
free_data_spec (gpointer data)
{
  gradus_data_spec_clear (data);
  g_free (data);
}

static void
gradus_run_finalize (GObject *object)
{
  GradusRun *self = GRADUS_RUN (object);

  g_clear_pointer (&self->present, gradus_trainer_free);
  g_clear_pointer (&self->past, gradus_trainer_free);
  g_clear_pointer (&self->shown_checkpoint, gradus_checkpoint_unref);
  g_clear_pointer (&self->units_off, g_array_unref);
  g_clear_pointer (&self->now, gradus_checkpoint_unref);
  g_clear_pointer (&self->damaged, gradus_checkpoint_unref);
  g_clear_pointer (&self->probe, g_bytes_unref);
  g_clear_pointer (&self->markers, g_ptr_array_unref);
  g_clear_pointer (&self->checkpoints, g_ptr_array_unref);
  g_free (self->name);
  g_clear_pointer (&self->experiment, gradus_experiment_free);
  gradus_data_spec_clear (&self->data);
  g_queue_clear_full (&self->data_on_the_way, free_data_spec);
  g_clear_pointer (&self->all_needs, g_hash_table_unref);
  gradus_series_clear (&self->series);
  gradus_series_clear (&self->layer_series);
  G_OBJECT_CLASS (gradus_run_parent_class)->finalize (object);
}

static void
gradus_run_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  GradusRun *self = GRADUS_RUN (object);

  switch (id) {
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_COLOUR:
    g_value_set_uint (value, self->colour);
    break;
  case PROP_IS_HIDDEN:
    g_value_set_boolean (value, self->is_hidden);
    break;
  case PROP_EXPERIMENT:
    g_value_set_pointer (value, self->experiment);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
gradus_run_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  GradusRun *self = GRADUS_RUN (object);

  switch (id) {
  case PROP_NAME:
    gradus_run_set_name (self, g_value_get_string (value));
    break;
  case PROP_COLOUR:
    gradus_run_set_colour (self, g_value_get_uint (value));
    break;
  case PROP_IS_HIDDEN:
    gradus_run_set_hidden (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
gradus_run_class_init (GradusRunClass *class)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  G_OBJECT_CLASS (class)->finalize = gradus_run_finalize;
  G_OBJECT_CLASS (class)->get_property = gradus_run_get_property;
  G_OBJECT_CLASS (class)->set_property = gradus_run_set_property;
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_COLOUR] = g_param_spec_uint ("colour", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_IS_HIDDEN] = g_param_spec_boolean ("is-hidden", NULL, NULL, FALSE, flags);
  properties[PROP_EXPERIMENT] =
      g_param_spec_pointer ("experiment", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);

  /* There is a new snapshot. */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  /* Something was asked of the run: it is time to refresh it again. */
  signals[UNSETTLED] = g_signal_new ("unsettled", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  /* There is something that refreshing would show. */
  signals[NEWS] = g_signal_new ("news", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  /* Units that were off are there again, because it trains or is changed. */
  signals[MENDED] = g_signal_new ("mended", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  /* These data (GradusDataSpec) could not be had; those before are its experiment's again, unless
   * others have been asked for since. */
  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);

  /* It could not be changed, for a reason that is one sentence. */
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

/* The number is never given again while the program runs: drafts tell runs by it. */
static void
gradus_run_init (GradusRun *self)
{
  static guint64 last_number;

  self->number = ++last_number;
  self->all_needs = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->needs = GRADUS_SNAPSHOT_NEEDS_NONE;
  self->markers = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_marker_free);
  self->checkpoints = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_checkpoint_unref);
}

void
gradus_run_unsettle (GradusRun *self)
{
  g_signal_emit (self, signals[UNSETTLED], 0);
}

static void
on_news (gpointer data)
{
  g_signal_emit (data, signals[NEWS], 0);
}

void
gradus_run_listen (GradusRun *self, GradusTrainer *trainer)
{
  gradus_trainer_set_listener (trainer, on_news, self);
}

/* Takes the trainer. */
static GradusRun *
make_run (const GradusExperiment *experiment, GradusTrainer *trainer)
{
  GradusRun *self = g_object_new (GRADUS_TYPE_RUN, NULL);

  self->present = trainer;
  gradus_run_listen (self, trainer);
  self->experiment = gradus_experiment_copy (experiment);
  self->data = gradus_data_spec_copy (&experiment->data);
  return self;
}

/* -- Making it --------------------------------------------------------------------------------- */

GradusRun *
gradus_run_new (const GradusExperiment *experiment, GError **error)
{
  GradusTrainer *trainer = gradus_trainer_new (experiment, error);

  return trainer ? make_run (experiment, trainer) : NULL;
}

/* A run that goes on from an earlier step has not got the later markers. */
static void
copy_markers (GradusRun *self, const GPtrArray *markers, guint64 last_step)
{
  for (guint i = 0; i < markers->len; i++) {
    const GradusMarker *marker = g_ptr_array_index (markers, i);

    if (marker->checkpoint->step <= last_step)
      gradus_marker_insert (self->markers, gradus_marker_new (marker->name, marker->checkpoint));
  }
}

GradusRun *
gradus_run_continue (GradusRun *self, GError **error)
{
  GradusTrainer *trainer;
  GradusRun *run;

  g_return_val_if_fail (self->shown_checkpoint, NULL);

  trainer =
      gradus_trainer_new_at (self->experiment, self->present, self->shown_checkpoint, TRUE, error);
  if (!trainer)
    return NULL;
  run = make_run (self->experiment, trainer);
  run->origin = self->shown_checkpoint->step;
  copy_markers (run, self->markers, self->shown_checkpoint->step);
  return run;
}

GradusRun *
gradus_run_new_from (const GradusExperiment *experiment, GradusDataset *training,
                     GradusDataset *test, const GradusRunDraft *draft, guint64 origin,
                     const GPtrArray *markers, GError **error)
{
  GradusTrainer *trainer = gradus_trainer_new_from (experiment, training, test, draft, error);
  GradusRun *run = trainer ? make_run (experiment, trainer) : NULL;

  if (!run)
    return NULL;
  run->origin = origin;
  copy_markers (run, markers, G_MAXUINT64);
  return run;
}

/* -- How it is shown among others -------------------------------------------------------------- */

guint64
gradus_run_get_number (GradusRun *self)
{
  return self->number;
}

void
gradus_run_make_draft (GradusRun *self, GradusTrainerDraftFunc answer, gpointer asker)
{
  gradus_trainer_make_draft (self->present, answer, asker);
}

guint64
gradus_run_get_origin (GradusRun *self)
{
  return self->origin;
}

const char *
gradus_run_get_name (GradusRun *self)
{
  return self->name;
}

void
gradus_run_set_name (GradusRun *self, const char *name)
{
  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

guint
gradus_run_get_colour (GradusRun *self)
{
  return self->colour;
}

void
gradus_run_set_colour (GradusRun *self, guint colour)
{
  if (self->colour == colour)
    return;
  self->colour = colour;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COLOUR]);
}

gboolean
gradus_run_is_hidden (GradusRun *self)
{
  return self->is_hidden;
}

void
gradus_run_set_hidden (GradusRun *self, gboolean is_hidden)
{
  if (self->is_hidden == is_hidden)
    return;
  self->is_hidden = is_hidden;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IS_HIDDEN]);
}

const GradusExperiment *
gradus_run_get_experiment (GradusRun *self)
{
  return self->experiment;
}

const GradusDataSpec *
gradus_run_get_data (GradusRun *self)
{
  return &self->data;
}

GradusDataset *
gradus_run_get_dataset (GradusRun *self)
{
  return gradus_trainer_get_dataset (self->present);
}

/* -- What is to be seen of it ------------------------------------------------------------------ */

/* Where less is needed the next snapshot comes soon enough; only more is asked for at once. */
void
gradus_run_set_needs (GradusRun *self, gconstpointer viewer, const GradusSnapshotNeeds *needs)
{
  GradusSnapshotNeeds merged = GRADUS_SNAPSHOT_NEEDS_NONE;
  gboolean wants_more;
  GHashTableIter iter;
  gpointer one;

  if (needs)
    g_hash_table_insert (self->all_needs, (gpointer) viewer, g_memdup2 (needs, sizeof *needs));
  else
    g_hash_table_remove (self->all_needs, viewer);
  g_hash_table_iter_init (&iter, self->all_needs);
  while (g_hash_table_iter_next (&iter, NULL, &one))
    gradus_snapshot_needs_merge (&merged, one);
  wants_more = gradus_snapshot_needs_wants_more (&self->needs, &merged);
  self->needs = merged;
  if (!wants_more)
    return;
  gradus_trainer_want_more (self->past ? self->past : self->present);
  gradus_run_unsettle (self);
}

/* What comes with a snapshot of now. */
static void
read_records (GradusRun *self)
{
  const GradusSnapshot *snapshot = gradus_trainer_get_snapshot (self->present);
  GradusTrainer *trainer = self->present;

  gradus_history_read (gradus_trainer_get_history (trainer), &self->series);
  gradus_history_read (gradus_trainer_get_layer_history (trainer), &self->layer_series);
  gradus_timeline_read (gradus_trainer_get_timeline (trainer), &self->checkpoints_revision,
                        self->checkpoints);
  /* An older snapshot may say that the run rests though it was asked to play since. */
  if (snapshot->sequence == gradus_trainer_get_sequence (trainer))
    self->is_playing = snapshot->state == GRADUS_RUN_TRAINING && self->is_playing;
  if (snapshot->state == GRADUS_RUN_TRAINING)
    gradus_rate_measure (&self->rate, g_get_monotonic_time (), snapshot->metrics.step);
  else
    gradus_rate_pause (&self->rate);
}

void
gradus_run_refresh (GradusRun *self)
{
  const GradusSnapshotNeeds none = GRADUS_SNAPSHOT_NEEDS_NONE;
  const gboolean is_new = gradus_trainer_refresh (self->present, self->past ? &none : &self->needs);
  const gboolean is_old_new = self->past && gradus_trainer_refresh (self->past, &self->needs);

  if (is_new)
    read_records (self);
  if (is_new || is_old_new)
    g_signal_emit_by_name (self, "changed");
}

gboolean
gradus_run_is_settled (GradusRun *self)
{
  return gradus_trainer_is_settled (self->present) &&
         (!self->past || gradus_trainer_is_settled (self->past));
}

const GradusSnapshot *
gradus_run_get_snapshot (GradusRun *self)
{
  const GradusSnapshot *snapshot = self->past ? gradus_trainer_get_snapshot (self->past) : NULL;

  return snapshot ? snapshot : gradus_trainer_get_snapshot (self->present);
}

const GradusSnapshot *
gradus_run_get_newest (GradusRun *self)
{
  return gradus_trainer_get_snapshot (self->present);
}

const GradusSeries *
gradus_run_get_series (GradusRun *self)
{
  return &self->series;
}

const GradusSeries *
gradus_run_get_layer_series (GradusRun *self)
{
  return &self->layer_series;
}

GradusDataset *
gradus_run_get_test_dataset (GradusRun *self)
{
  return gradus_trainer_get_test_dataset (self->present);
}

gboolean
gradus_run_is_playing (GradusRun *self)
{
  return self->is_playing;
}

gboolean
gradus_run_has_begun (GradusRun *self)
{
  const GradusSnapshot *snapshot = gradus_trainer_get_snapshot (self->present);

  return self->is_playing || (snapshot && snapshot->metrics.step > 0);
}

double
gradus_run_get_rate (GradusRun *self)
{
  return self->rate.rate;
}
