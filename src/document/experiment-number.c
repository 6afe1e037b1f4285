/* SPDX-License-Identifier: MIT */
#include "document/experiment-number.h"

/* What the layers with units have in common, the last of them only where it `counts`. */
static guint
find_common (const GradusExperiment *experiment, gboolean last_counts,
             guint (*get_kind) (const GradusLayerSpec *spec))
{
  const guint n = gradus_experiment_get_n_layers (experiment) - (last_counts ? 0 : 1);
  guint common = G_MAXUINT;

  for (guint i = 0; i < n; i++) {
    const GradusLayerSpec *spec = gradus_experiment_get_layer (experiment, i);

    if (!gradus_layer_class_get_width (spec->class))
      continue;
    if (common != G_MAXUINT && get_kind (spec) != common)
      return G_MAXUINT;
    common = get_kind (spec);
  }
  return common;
}

static guint
get_activation_kind (const GradusLayerSpec *spec)
{
  return spec->activation.kind;
}

static guint
get_initialiser_kind (const GradusLayerSpec *spec)
{
  return spec->initialiser.kind;
}

static double
get_hidden_activation (const GradusExperiment *experiment)
{
  return find_common (experiment, FALSE, get_activation_kind);
}

static double
get_initialiser (const GradusExperiment *experiment)
{
  return find_common (experiment, TRUE, get_initialiser_kind);
}

static double
get_initialiser_scale (const GradusExperiment *experiment)
{
  return (double) gradus_experiment_get_layer (experiment, 0)->initialiser.scale;
}

/* Per cents, as one counts them. */
static double
get_stop_accuracy (const GradusExperiment *experiment)
{
  return 100 * experiment->stop_rule.accuracy;
}

static void
change_stop_accuracy (GradusExperiment *experiment, double value)
{
  experiment->stop_rule.accuracy = value / 100;
}

/* Layers count from 1. */
static double
get_stop_layer (const GradusExperiment *experiment)
{
  return experiment->stop_rule.layer + 1;
}

static void
change_stop_layer (GradusExperiment *experiment, double value)
{
  const guint layer = MIN ((guint) value, gradus_experiment_get_n_layers (experiment));

  experiment->stop_rule.layer = layer - 1;
}

/* The last activation goes with the cost. */
static void
change_cost (GradusExperiment *experiment, double value)
{
  const guint last = gradus_experiment_get_n_layers (experiment) - 1;
  GradusLayerSpec *spec = gradus_experiment_get_layer (experiment, last);
  GradusActivationKind wanted;

  experiment->cost = (GradusCost) value;
  if (gradus_cost_get_output_activation (experiment->cost, &wanted) &&
      spec->activation.kind != wanted)
    spec->activation = gradus_activation_make (wanted);
}

static void
change_optimiser (GradusExperiment *experiment, double value)
{
  GradusOptimiser *optimiser = &experiment->optimiser;
  const GradusOptimiser before = *optimiser;

  *optimiser = gradus_optimiser_make ((GradusOptimiserKind) value);
  optimiser->l1 = before.l1;
  optimiser->l2 = before.l2;
  optimiser->clip_norm = before.clip_norm;
  optimiser->schedule = before.schedule;
}

static void
change_schedule (GradusExperiment *experiment, double value)
{
  GradusSchedule *schedule = &experiment->optimiser.schedule;
  const guint64 warm_up = schedule->warm_up;

  *schedule = gradus_schedule_make ((GradusScheduleKind) value);
  schedule->warm_up = warm_up;
}

/* Layers that cannot have the activation keep theirs. */
static void
change_hidden_activation (GradusExperiment *experiment, double value)
{
  const GradusActivationKind kind = (GradusActivationKind) value;

  for (guint i = 0; i + 1 < gradus_experiment_get_n_layers (experiment); i++) {
    GradusLayerSpec *spec = gradus_experiment_get_layer (experiment, i);

    if (gradus_layer_class_get_width (spec->class) &&
        gradus_layer_class_fits_activation (spec->class, kind))
      spec->activation = gradus_activation_make (kind);
  }
}

static void
change_initialiser (GradusExperiment *experiment, double value)
{
  for (guint i = 0; i < gradus_experiment_get_n_layers (experiment); i++)
    gradus_experiment_get_layer (experiment, i)->initialiser =
        gradus_initialiser_make ((GradusInitialiserKind) value);
}

static void
change_initialiser_scale (GradusExperiment *experiment, double value)
{
  for (guint i = 0; i < gradus_experiment_get_n_layers (experiment); i++)
    gradus_experiment_get_layer (experiment, i)->initialiser.scale = (float) value;
}

#define UINT(member) GRADUS_NUMBER_UINT, .offset = offsetof (GradusExperiment, member)
#define UINT64(member) GRADUS_NUMBER_UINT64, .offset = offsetof (GradusExperiment, member)
#define DOUBLE(member) GRADUS_NUMBER_DOUBLE, .offset = offsetof (GradusExperiment, member)
#define RANGE(low, high) .lowest = (low), .highest = (high)

/* clang-format off: a line each */
const GradusExperimentNumber gradus_experiment_numbers[] = {
  { "cost", UINT (cost), RANGE (0, GRADUS_N_COSTS - 1), .change = change_cost },
  { "optimiser", UINT (optimiser.kind), RANGE (0, GRADUS_N_OPTIMISERS - 1),
    .change = change_optimiser },
  { "schedule", UINT (optimiser.schedule.kind), RANGE (0, GRADUS_N_SCHEDULES - 1),
    .change = change_schedule },
  { "learning-rate", DOUBLE (optimiser.learning_rate),
    RANGE (GRADUS_LEARNING_RATE_MIN, GRADUS_LEARNING_RATE_MAX) },
  { "momentum", DOUBLE (optimiser.momentum), RANGE (0, 1) },
  { "decay", DOUBLE (optimiser.decay), RANGE (0, 1) },
  { "epsilon", DOUBLE (optimiser.epsilon), RANGE (0, 1) },
  { "weight-decay", DOUBLE (optimiser.weight_decay), RANGE (0, 1) },
  { "l1", DOUBLE (optimiser.l1), RANGE (0, GRADUS_PENALTY_MAX) },
  { "l2", DOUBLE (optimiser.l2), RANGE (0, GRADUS_PENALTY_MAX) },
  { "clip-norm", DOUBLE (optimiser.clip_norm), RANGE (0, GRADUS_CLIP_NORM_MAX) },
  { "every", UINT64 (optimiser.schedule.every), RANGE (1, GRADUS_MAX_STEPS) },
  { "factor", DOUBLE (optimiser.schedule.factor), RANGE (0, 1) },
  { "final", DOUBLE (optimiser.schedule.final), RANGE (0, 1) },
  { "warm-up", UINT64 (optimiser.schedule.warm_up), RANGE (0, GRADUS_MAX_STEPS) },
  { "batch-size", UINT (batch_size), RANGE (0, GRADUS_MAX_BATCH_SIZE) },
  { "steps", UINT64 (steps), RANGE (1, GRADUS_MAX_STEPS) },
  { "stop-cost", DOUBLE (stop_rule.cost), RANGE (0, GRADUS_STOP_COST_MAX) },
  { "stop-accuracy", GRADUS_NUMBER_DOUBLE, RANGE (0, 100), .get = get_stop_accuracy,
    .change = change_stop_accuracy },
  { "stop-patience", UINT (stop_rule.patience), RANGE (0, GRADUS_STOP_PATIENCE_MAX) },
  { "stop-gradient-norm", DOUBLE (stop_rule.gradient_norm), RANGE (0, GRADUS_STOP_COST_MAX) },
  { "stop-layer", GRADUS_NUMBER_UINT, RANGE (1, GRADUS_MAX_LAYERS), .get = get_stop_layer,
    .change = change_stop_layer },
  { "seed", UINT64 (seed), RANGE (0, GRADUS_MAX_SEED) },
  { "hidden-activation", GRADUS_NUMBER_UINT, RANGE (0, G_MAXUINT), .get = get_hidden_activation,
    .change = change_hidden_activation },
  { "initialiser", GRADUS_NUMBER_UINT, RANGE (0, G_MAXUINT), .get = get_initialiser,
    .change = change_initialiser },
  { "initialiser-scale", GRADUS_NUMBER_DOUBLE, RANGE (-G_MAXDOUBLE, G_MAXDOUBLE),
    .get = get_initialiser_scale, .change = change_initialiser_scale },
};
/* clang-format on */

const guint gradus_n_experiment_numbers = G_N_ELEMENTS (gradus_experiment_numbers);

/* The kinds lie in an experiment as enumerations. */
G_STATIC_ASSERT (sizeof (GradusCost) == sizeof (guint));
G_STATIC_ASSERT (sizeof (GradusOptimiserKind) == sizeof (guint));
G_STATIC_ASSERT (sizeof (GradusScheduleKind) == sizeof (guint));

double
gradus_experiment_number_get (const GradusExperimentNumber *number,
                              const GradusExperiment *experiment)
{
  const void *place = (const char *) experiment + number->offset;

  if (number->get)
    return number->get (experiment);
  switch (number->type) {
  case GRADUS_NUMBER_UINT:
    return *(const guint *) place;
  case GRADUS_NUMBER_UINT64:
    return (double) *(const guint64 *) place;
  case GRADUS_NUMBER_DOUBLE:
  default:
    return *(const double *) place;
  }
}

void
gradus_experiment_number_change (const GradusExperimentNumber *number, GradusExperiment *experiment,
                                 double value)
{
  void *place = (char *) experiment + number->offset;

  if (number->change)
    number->change (experiment, value);
  else if (number->type == GRADUS_NUMBER_UINT)
    *(guint *) place = (guint) value;
  else if (number->type == GRADUS_NUMBER_UINT64)
    *(guint64 *) place = (guint64) value;
  else
    *(double *) place = value;
}
