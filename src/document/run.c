/* SPDX-License-Identifier: MIT */
#include "document/run.h"

#include <math.h>

#include "train/pace.h"
#include "experiment/samples.h"

struct _GradusRun {
  GObject parent_instance;

  char *name;
  guint colour;
  gboolean is_hidden;
  guint64 origin; /* the step that it went on from */
  guint64 number;

  GradusExperiment *experiment; /* as it was asked for */
  GradusDataSpec data;          /* that its samples are of */
  GQueue data_on_the_way;       /* GradusDataSpec, asked for and not answered yet, the oldest first */
  GradusTrainer *present;
  GradusTrainer *past; /* paused at a checkpoint; NULL while the run is looked at as it is */
  GradusCheckpoint *moment;
  GPtrArray *markers;
  GradusSeries series;
  GradusSeries layer_series;
  GPtrArray *checkpoints;
  guint64 checkpoints_revision;
  GHashTable *all_needs;     /* GradusSnapshotNeeds, by viewer */
  GradusSnapshotNeeds needs; /* all of them */
  gboolean is_playing;

  GradusPace pace;
};

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
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

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
  g_clear_pointer (&self->moment, gradus_checkpoint_unref);
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
  properties[PROP_EXPERIMENT] = g_param_spec_pointer ("experiment", NULL, NULL,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (G_OBJECT_CLASS (class), N_PROPS, properties);

  /* There is a new snapshot. */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  /* Something was asked of the run: it is time to refresh it again. */
  signals[UNSETTLED] = g_signal_new ("unsettled", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);

  /* There is something that refreshing would show. */
  signals[NEWS] = g_signal_new ("news", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  /* It could not be changed, for a reason that is one sentence. */
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

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

/* After every request: there will be news. */
static void
unsettle (GradusRun *self)
{
  g_signal_emit (self, signals[UNSETTLED], 0);
}

static void
on_news (gpointer data)
{
  g_signal_emit (data, signals[NEWS], 0);
}

/* Takes the trainer. */
static GradusRun *
make_run (const GradusExperiment *experiment, GradusTrainer *trainer)
{
  GradusRun *self = g_object_new (GRADUS_TYPE_RUN, NULL);

  self->present = trainer;
  gradus_trainer_set_listener (trainer, on_news, self);
  self->experiment = gradus_experiment_copy (experiment);
  self->data = gradus_data_spec_copy (&experiment->data);
  return self;
}

static void
return_to_now (GradusRun *self)
{
  if (!self->moment)
    return;
  g_clear_pointer (&self->past, gradus_trainer_free);
  g_clear_pointer (&self->moment, gradus_checkpoint_unref);
  gradus_trainer_want_more (self->present); /* of late it was asked for no more than its metrics */
}

GradusRun *
gradus_run_new (const GradusExperiment *experiment, GError **error)
{
  GradusTrainer *trainer = gradus_trainer_new (experiment, error);

  return trainer ? make_run (experiment, trainer) : NULL;
}

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

  g_return_val_if_fail (self->moment, NULL);

  trainer = gradus_trainer_new_at (self->experiment, self->present, self->moment, TRUE, error);
  if (!trainer)
    return NULL;
  run = make_run (self->experiment, trainer);
  run->origin = self->moment->step;
  copy_markers (run, self->markers, self->moment->step);
  return run;
}

GradusRun *
gradus_run_new_from (const GradusExperiment *experiment, GradusDataset *training, GradusDataset *test,
                     const GradusRunDraft *draft, guint64 origin, const GPtrArray *markers, GError **error)
{
  GradusTrainer *trainer = gradus_trainer_new_from (experiment, training, test, draft, error);
  GradusRun *run = trainer ? make_run (experiment, trainer) : NULL;

  if (!run)
    return NULL;
  run->origin = origin;
  copy_markers (run, markers, G_MAXUINT64);
  return run;
}

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

static void
tell_of_failure (GradusRun *self, const GError *error)
{
  unsettle (self);
  g_signal_emit (self, signals[FAILED], 0, error->message);
}

/* Where the samples were refused the experiment takes those back that it has, unless others have been asked for since. */
static void
on_data_set (gpointer asker, const GError *error)
{
  GradusRun *self = asker;
  g_autofree GradusDataSpec *data = g_queue_pop_head (&self->data_on_the_way);

  if (!error) {
    gradus_data_spec_clear (&self->data);
    self->data = *data;
    return;
  }
  if (gradus_data_spec_equal (&self->experiment->data, data)) {
    gradus_experiment_set_data (self->experiment, &self->data);
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPERIMENT]);
  }
  gradus_data_spec_clear (data);
  tell_of_failure (self, error);
}

/* Points that are moved, added, taken away. */
static gboolean
change_data (GradusRun *self, const GradusExperiment *experiment)
{
  GradusDataSpec *data;
  g_autoptr (GradusDataset) training = NULL, test = NULL;
  g_autoptr (GError) error = NULL;

  if (!gradus_samples_make (&experiment->data, experiment->seed, &training, &test, &error)) {
    tell_of_failure (self, error);
    return FALSE;
  }
  data = g_new (GradusDataSpec, 1);
  *data = gradus_data_spec_copy (&experiment->data);
  g_queue_push_tail (&self->data_on_the_way, data);
  gradus_trainer_set_data (self->present, training, test, experiment->batch_size, on_data_set, self);
  return TRUE;
}

static void
change_layers (GradusRun *self, const GradusExperiment *experiment)
{
  for (guint i = 0; i < gradus_experiment_get_n_layers (experiment); i++) {
    const GradusLayerSpec *spec = gradus_experiment_get_layer (experiment, i);

    if (!gradus_layer_spec_equal (spec, gradus_experiment_get_layer (self->experiment, i)))
      gradus_trainer_set_layer (self->present, i, spec);
  }
}

/* The data come first, for they alone can fail. */
void
gradus_run_change (GradusRun *self, const GradusExperiment *experiment)
{
  GradusExperiment *copy;

  g_return_if_fail (gradus_experiment_can_go_on_as (self->experiment, experiment));

  if (!gradus_data_spec_equal (&experiment->data, &self->experiment->data) && !change_data (self, experiment))
    return;
  copy = gradus_experiment_copy (experiment); /* it may be the run's own */
  return_to_now (self);
  if (!gradus_optimiser_equal (&experiment->optimiser, &self->experiment->optimiser))
    gradus_trainer_set_optimiser (self->present, &experiment->optimiser);
  change_layers (self, experiment);
  gradus_experiment_free (self->experiment);
  self->experiment = copy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPERIMENT]);
  unsettle (self);
}

GradusDataset *
gradus_run_get_dataset (GradusRun *self)
{
  return gradus_trainer_get_dataset (self->present);
}

void
gradus_run_play (GradusRun *self)
{
  return_to_now (self);
  self->is_playing = TRUE;
  gradus_trainer_play (self->present, self->experiment->steps);
  unsettle (self);
}

void
gradus_run_pause (GradusRun *self)
{
  self->is_playing = FALSE;
  gradus_trainer_pause (self->present);
  unsettle (self);
}

void
gradus_run_step (GradusRun *self)
{
  return_to_now (self);
  self->is_playing = FALSE;
  gradus_trainer_step (self->present, 1);
  unsettle (self);
}

void
gradus_run_reset (GradusRun *self)
{
  return_to_now (self);
  self->is_playing = FALSE;
  gradus_trainer_reset (self->present);
  unsettle (self);
}

void
gradus_run_set_race (GradusRun *self, GradusRace *race)
{
  gradus_trainer_set_race (self->present, race);
  unsettle (self);
}

const GPtrArray *
gradus_run_get_checkpoints (GradusRun *self)
{
  return self->checkpoints;
}

float
gradus_run_get_past_weight (GradusRun *self, const GradusCheckpoint *checkpoint, guint layer, gsize parameter)
{
  const gsize at = gradus_trainer_get_offset (self->present, layer) + parameter;

  g_return_val_if_fail (at < checkpoint->n_floats, NAN);
  return checkpoint->state[at];
}

gboolean
gradus_run_rewind (GradusRun *self, GradusCheckpoint *checkpoint, GError **error)
{
  g_autoptr (GradusCheckpoint) kept = checkpoint ? gradus_checkpoint_ref (checkpoint) : NULL;

  if (kept && self->past) {
    gradus_trainer_restore (self->past, kept);
  } else if (kept) {
    GradusTrainer *trainer =
        gradus_trainer_new_at (self->experiment, self->present, kept, FALSE, error);

    if (!trainer)
      return FALSE;
    self->past = trainer;
    gradus_trainer_set_listener (trainer, on_news, self);
  } else {
    return_to_now (self);
  }
  g_clear_pointer (&self->moment, gradus_checkpoint_unref);
  self->moment = g_steal_pointer (&kept);
  unsettle (self);
  return TRUE;
}

GradusCheckpoint *
gradus_run_get_moment (GradusRun *self)
{
  return self->moment;
}

void
gradus_run_mark (GradusRun *self, const char *name)
{
  g_return_if_fail (self->moment);

  if (name && *name)
    gradus_marker_insert (self->markers, gradus_marker_new (name, self->moment));
  else
    g_ptr_array_remove (self->markers, gradus_marker_find (self->markers, self->moment->step));
  g_signal_emit (self, signals[CHANGED], 0);
}

const GPtrArray *
gradus_run_get_markers (GradusRun *self)
{
  return self->markers;
}

void
gradus_run_set_speed (GradusRun *self, double steps_per_second)
{
  gradus_trainer_set_speed (self->present, steps_per_second);
  unsettle (self);
}

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
  unsettle (self);
}

void
gradus_run_set_weight (GradusRun *self, guint layer, gsize parameter, float value)
{
  gradus_trainer_set_weight (self->present, layer, parameter, value);
  unsettle (self);
}

void
gradus_run_set_probe (GradusRun *self, GBytes *probe)
{
  gradus_trainer_set_probe (self->present, probe);
  if (self->past)
    gradus_trainer_set_probe (self->past, probe);
  unsettle (self);
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
  if (snapshot->sequence == gradus_trainer_get_sequence (trainer))
    self->is_playing = snapshot->state == GRADUS_RUN_TRAINING && self->is_playing;
  if (snapshot->state == GRADUS_RUN_TRAINING)
    gradus_pace_measure (&self->pace, g_get_monotonic_time (), snapshot->metrics.step);
  else
    gradus_pace_pause (&self->pace);
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
    g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
gradus_run_is_settled (GradusRun *self)
{
  return gradus_trainer_is_settled (self->present) && (!self->past || gradus_trainer_is_settled (self->past));
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
  return self->pace.rate;
}
