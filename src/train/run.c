/* SPDX-License-Identifier: MIT */
#include "train/run.h"

#include "train/trainer.h"

/* The rate is measured over so many microseconds at least, and so many steps unless they take too long. */
#define RATE_WINDOW (G_USEC_PER_SEC / 2)
#define RATE_STEPS 10
#define RATE_LONGEST_WINDOW (3 * G_USEC_PER_SEC)

/* Of a large network a snapshot takes long: it may have this share of the trainer's time at most. */
#define SNAPSHOT_SHARE 0.2

struct _GradusRun {
  GObject parent_instance;

  GradusExperiment *experiment;
  GradusTrainer *trainer;
  GradusSnapshot *snapshot;
  GradusSeries series;
  GradusSeries layer_series;
  GHashTable *looks;   /* GradusLook, by viewer */
  GradusLook look;     /* all of them */
  gboolean has_asked;  /* a snapshot is on its way */
  gboolean wants_more; /* the snapshot lacks what is looked at since */
  gboolean is_playing;
  gint64 asked_at;

  gint64 rate_time;
  guint64 rate_step;
  double rate;
};

G_DEFINE_FINAL_TYPE (GradusRun, gradus_run, G_TYPE_OBJECT)

enum {
  CHANGED,
  UNSETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
gradus_run_finalize (GObject *object)
{
  GradusRun *self = GRADUS_RUN (object);

  g_clear_pointer (&self->trainer, gradus_trainer_free);
  g_clear_pointer (&self->snapshot, gradus_snapshot_unref);
  g_clear_pointer (&self->experiment, gradus_experiment_free);
  g_clear_pointer (&self->looks, g_hash_table_unref);
  gradus_series_clear (&self->series);
  gradus_series_clear (&self->layer_series);
  G_OBJECT_CLASS (gradus_run_parent_class)->finalize (object);
}

static void
gradus_run_class_init (GradusRunClass *class)
{
  G_OBJECT_CLASS (class)->finalize = gradus_run_finalize;

  /* There is a new snapshot. */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);

  /* Something was asked of the run: it is time to refresh it again. */
  signals[UNSETTLED] = g_signal_new ("unsettled", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                     NULL, G_TYPE_NONE, 0);
}

static void
gradus_run_init (GradusRun *self)
{
  self->looks = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->look = GRADUS_LOOK_NONE;
}

/* After every request: there will be news. */
static void
unsettle (GradusRun *self)
{
  g_signal_emit (self, signals[UNSETTLED], 0);
}

GradusRun *
gradus_run_new (const GradusExperiment *experiment, GError **error)
{
  GradusTrainer *trainer = gradus_trainer_new (experiment, error);
  GradusRun *self;

  if (!trainer)
    return NULL;
  self = g_object_new (GRADUS_TYPE_RUN, NULL);
  self->trainer = trainer;
  self->experiment = gradus_experiment_copy (experiment);
  return self;
}

const GradusExperiment *
gradus_run_get_experiment (GradusRun *self)
{
  return self->experiment;
}

void
gradus_run_change (GradusRun *self, const GradusExperiment *experiment)
{
  GradusExperiment *copy = gradus_experiment_copy (experiment);

  g_return_if_fail (gradus_experiment_can_go_on_as (self->experiment, experiment));

  if (!gradus_optimiser_equal (&experiment->optimiser, &self->experiment->optimiser))
    gradus_trainer_set_optimiser (self->trainer, &experiment->optimiser);
  for (guint i = 0; i < gradus_experiment_get_n_layers (experiment); i++) {
    const GradusLayerSpec *spec = gradus_experiment_get_layer (experiment, i);

    if (!gradus_layer_spec_equal (spec, gradus_experiment_get_layer (self->experiment, i)))
      gradus_trainer_set_layer (self->trainer, i, spec);
  }
  gradus_experiment_free (self->experiment);
  self->experiment = copy;
  unsettle (self);
}

GradusDataset *
gradus_run_get_dataset (GradusRun *self)
{
  return gradus_trainer_get_dataset (self->trainer);
}

void
gradus_run_play (GradusRun *self)
{
  self->is_playing = TRUE;
  gradus_trainer_play (self->trainer, self->experiment->steps);
  unsettle (self);
}

void
gradus_run_pause (GradusRun *self)
{
  self->is_playing = FALSE;
  gradus_trainer_pause (self->trainer);
  unsettle (self);
}

void
gradus_run_step (GradusRun *self)
{
  self->is_playing = FALSE;
  gradus_trainer_step (self->trainer, 1);
  unsettle (self);
}

void
gradus_run_reset (GradusRun *self)
{
  self->is_playing = FALSE;
  gradus_trainer_reset (self->trainer);
  unsettle (self);
}

void
gradus_run_set_speed (GradusRun *self, double steps_per_second)
{
  gradus_trainer_set_speed (self->trainer, steps_per_second);
  unsettle (self);
}

void
gradus_run_set_look (GradusRun *self, gconstpointer viewer, const GradusLook *look)
{
  GradusLook merged = GRADUS_LOOK_NONE;
  GHashTableIter iter;
  gpointer one;

  if (look)
    g_hash_table_insert (self->looks, (gpointer) viewer, g_memdup2 (look, sizeof *look));
  else
    g_hash_table_remove (self->looks, viewer);
  g_hash_table_iter_init (&iter, self->looks);
  while (g_hash_table_iter_next (&iter, NULL, &one))
    gradus_look_merge (&merged, one);
  self->wants_more = self->wants_more || gradus_look_wants_more (&self->look, &merged);
  self->look = merged;
  if (self->wants_more)
    unsettle (self);
}

void
gradus_run_set_weight (GradusRun *self, guint layer, gsize parameter, float value)
{
  gradus_trainer_set_weight (self->trainer, layer, parameter, value);
  unsettle (self);
}

static void
measure_rate (GradusRun *self)
{
  gint64 time = g_get_monotonic_time ();
  guint64 step = self->snapshot->metrics.step;

  if (self->snapshot->state != GRADUS_RUN_TRAINING || step < self->rate_step || self->rate_time == 0) {
    self->rate = 0;
  } else if (time - self->rate_time <
             (step - self->rate_step < RATE_STEPS ? RATE_LONGEST_WINDOW : RATE_WINDOW)) {
    return;
  } else {
    self->rate = (double) (step - self->rate_step) * G_USEC_PER_SEC / (double) (time - self->rate_time);
  }
  self->rate_time = time;
  self->rate_step = step;
}

static void
take (GradusRun *self, GradusSnapshot *snapshot)
{
  g_clear_pointer (&self->snapshot, gradus_snapshot_unref);
  self->snapshot = snapshot;
  self->has_asked = FALSE;
  gradus_history_read (gradus_trainer_get_history (self->trainer), &self->series);
  gradus_history_read (gradus_trainer_get_layer_history (self->trainer), &self->layer_series);
  if (snapshot->sequence == gradus_trainer_get_sequence (self->trainer))
    self->is_playing = snapshot->state == GRADUS_RUN_TRAINING && self->is_playing;
  measure_rate (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_up_to_date (GradusRun *self)
{
  return self->snapshot && self->snapshot->state != GRADUS_RUN_TRAINING &&
         self->snapshot->sequence == gradus_trainer_get_sequence (self->trainer) && !self->wants_more;
}

static gboolean
is_time_to_ask (GradusRun *self)
{
  double waited = (double) (g_get_monotonic_time () - self->asked_at) / G_USEC_PER_SEC;

  return !self->snapshot || waited >= self->snapshot->seconds_to_make / SNAPSHOT_SHARE;
}

void
gradus_run_refresh (GradusRun *self)
{
  GradusSnapshot *snapshot = gradus_trainer_take (self->trainer);

  if (snapshot)
    take (self, snapshot);
  if (!self->has_asked && !is_up_to_date (self) && is_time_to_ask (self)) {
    self->asked_at = g_get_monotonic_time ();
    gradus_trainer_ask (self->trainer, &self->look);
    self->has_asked = TRUE;
    self->wants_more = FALSE;
  }
}

gboolean
gradus_run_is_settled (GradusRun *self)
{
  return !self->has_asked && is_up_to_date (self);
}

const GradusSnapshot *
gradus_run_get_snapshot (GradusRun *self)
{
  return self->snapshot;
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
  return gradus_trainer_get_test_dataset (self->trainer);
}

gboolean
gradus_run_is_playing (GradusRun *self)
{
  return self->is_playing;
}

double
gradus_run_get_rate (GradusRun *self)
{
  return self->rate;
}
