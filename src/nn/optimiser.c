/* SPDX-License-Identifier: MIT */
#include "nn/optimiser.h"

#include <math.h>

const char *const gradus_optimiser_names[] = { "sgd",     "momentum", "nesterov", "adagrad",
                                               "rmsprop", "adam",     "adamw",    NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (gradus_optimiser_names) == GRADUS_N_OPTIMISERS + 1);

/* The usual numbers of a kind; a number that is 0 here means nothing to it. */
typedef struct {
  const char *title;
  double learning_rate, momentum, decay, epsilon, weight_decay;
} OptimiserInfo;

static const OptimiserInfo infos[GRADUS_N_OPTIMISERS] = {
  [GRADUS_OPTIMISER_SGD] = { "SGD", 0.1 },
  [GRADUS_OPTIMISER_MOMENTUM] = { "Momentum", 0.1, .momentum = 0.9 },
  [GRADUS_OPTIMISER_NESTEROV] = { "Nesterov", 0.1, .momentum = 0.9 },
  [GRADUS_OPTIMISER_ADAGRAD] = { "AdaGrad", 0.01, .epsilon = 1e-10 },
  [GRADUS_OPTIMISER_RMSPROP] = { "RMSProp", 0.01, .decay = 0.99, .epsilon = 1e-8 },
  [GRADUS_OPTIMISER_ADAM] = { "Adam", 0.001, 0.9, 0.999, 1e-8 },
  [GRADUS_OPTIMISER_ADAMW] = { "AdamW", 0.001, 0.9, 0.999, 1e-8, 0.01 },
};

const GradusOptimiserNumber gradus_optimiser_numbers[] = {
  { "momentum", "Momentum", 0, 0.999999, G_STRUCT_OFFSET (GradusOptimiser, momentum) },
  { "decay", "Decay of squares", 0, 0.999999, G_STRUCT_OFFSET (GradusOptimiser, decay) },
  { "epsilon", "Epsilon", 1e-12, 1, G_STRUCT_OFFSET (GradusOptimiser, epsilon) },
  { "weight-decay", "Weight decay", 0, 1, G_STRUCT_OFFSET (GradusOptimiser, weight_decay) },
  { NULL },
};

GradusOptimiser
gradus_optimiser_make (GradusOptimiserKind kind)
{
  const OptimiserInfo *info = &infos[kind];

  return (GradusOptimiser){
    .kind = kind,
    .learning_rate = info->learning_rate,
    .momentum = info->momentum,
    .decay = info->decay,
    .epsilon = info->epsilon,
    .weight_decay = info->weight_decay,
    .schedule = gradus_schedule_make (GRADUS_SCHEDULE_CONSTANT),
  };
}

const char *
gradus_optimiser_title (GradusOptimiserKind kind)
{
  return infos[kind].title;
}

double *
gradus_optimiser_get_number (GradusOptimiser *optimiser, const GradusOptimiserNumber *number)
{
  return G_STRUCT_MEMBER_P (optimiser, number->offset);
}

gboolean
gradus_optimiser_has_number (GradusOptimiserKind kind, const GradusOptimiserNumber *number)
{
  GradusOptimiser usual = gradus_optimiser_make (kind);

  return *gradus_optimiser_get_number (&usual, number) != 0;
}

gboolean
gradus_optimiser_equal (const GradusOptimiser *a, const GradusOptimiser *b)
{
  return a->kind == b->kind && a->learning_rate == b->learning_rate && a->momentum == b->momentum &&
         a->decay == b->decay && a->epsilon == b->epsilon && a->weight_decay == b->weight_decay &&
         a->l1 == b->l1 && a->l2 == b->l2 && a->clip_norm == b->clip_norm &&
         gradus_schedule_equal (&a->schedule, &b->schedule);
}

gboolean
gradus_optimiser_has_first_moment (GradusOptimiserKind kind)
{
  return infos[kind].momentum != 0;
}

gboolean
gradus_optimiser_has_second_moment (GradusOptimiserKind kind)
{
  return infos[kind].epsilon != 0;
}

GradusUpdate
gradus_optimiser_prepare (const GradusOptimiser *optimiser, guint64 step, double gradient_norm)
{
  const gboolean is_adam = optimiser->kind >= GRADUS_OPTIMISER_ADAM;
  const double t = (double) step + 1;
  GradusUpdate update = {
    .kind = optimiser->kind,
    .rate = (float) optimiser->learning_rate,
    .momentum = (float) optimiser->momentum,
    .decay = (float) optimiser->decay,
    .epsilon = (float) optimiser->epsilon,
    .momentum_rest = (float) (1 - optimiser->momentum),
    .decay_rest = (float) (1 - optimiser->decay),
    .weight_decay = (float) optimiser->weight_decay,
    .clip = 1,
    .l1 = (float) optimiser->l1,
    .l2 = (float) optimiser->l2,
  };

  if (optimiser->schedule.kind != GRADUS_SCHEDULE_CONSTANT || step < optimiser->schedule.warm_up)
    update.rate =
        (float) (optimiser->learning_rate * gradus_schedule_factor (&optimiser->schedule, step));
  if (is_adam) {
    update.first_correction = (float) (1 / (1 - pow (optimiser->momentum, t)));
    update.second_correction = (float) (1 / sqrt (1 - pow (optimiser->decay, t)));
  }
  if (optimiser->clip_norm > 0 && gradient_norm > optimiser->clip_norm)
    update.clip = (float) (optimiser->clip_norm / gradient_norm);
  return update;
}

gboolean
gradus_optimiser_is_steady (const GradusOptimiser *optimiser)
{
  return optimiser->kind < GRADUS_OPTIMISER_ADAM && optimiser->clip_norm == 0 &&
         optimiser->schedule.kind == GRADUS_SCHEDULE_CONSTANT && optimiser->schedule.warm_up == 0;
}

GradusUpdate
gradus_update_without_penalties (const GradusUpdate *update)
{
  GradusUpdate other = *update;

  other.l1 = other.l2 = other.weight_decay = 0;
  return other;
}
