/* SPDX-License-Identifier: MIT */
#include "nn/initialiser.h"

#include <math.h>

const char *const gradus_initialiser_names[] = {
  "zeros", "uniform", "xavier-uniform", "xavier-normal", "he-uniform", "he-normal", NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (gradus_initialiser_names) == GRADUS_N_INITIALISERS + 1);

/* The widest uniform, or the standard deviation, for a layer of this shape. */
typedef double (*ScaleFunc) (const GradusInitialiser *initialiser, double n_inputs, double n_outputs);
typedef enum {
  DRAW_NOTHING,
  DRAW_UNIFORM,
  DRAW_NORMAL
} Draw;

typedef struct {
  const char *title;
  Draw draw;
  ScaleFunc scale;
  float range;
} InitialiserInfo;

static double
scale_range (const GradusInitialiser *initialiser, double n_inputs, double n_outputs)
{
  return initialiser->range;
}

static double
scale_xavier_limit (const GradusInitialiser *initialiser, double n_inputs, double n_outputs)
{
  return sqrt (6 / (n_inputs + n_outputs));
}

static double
scale_xavier_deviation (const GradusInitialiser *initialiser, double n_inputs, double n_outputs)
{
  return sqrt (2 / (n_inputs + n_outputs));
}

static double
scale_he_limit (const GradusInitialiser *initialiser, double n_inputs, double n_outputs)
{
  return sqrt (6 / n_inputs);
}

static double
scale_he_deviation (const GradusInitialiser *initialiser, double n_inputs, double n_outputs)
{
  return sqrt (2 / n_inputs);
}

static const InitialiserInfo infos[GRADUS_N_INITIALISERS] = {
  [GRADUS_INITIALISER_ZEROS] = { "Zeros", DRAW_NOTHING, NULL },
  [GRADUS_INITIALISER_UNIFORM] = { "Uniform", DRAW_UNIFORM, scale_range, 1 },
  [GRADUS_INITIALISER_XAVIER_UNIFORM] = { "Xavier uniform", DRAW_UNIFORM, scale_xavier_limit },
  [GRADUS_INITIALISER_XAVIER_NORMAL] = { "Xavier normal", DRAW_NORMAL, scale_xavier_deviation },
  [GRADUS_INITIALISER_HE_UNIFORM] = { "He uniform", DRAW_UNIFORM, scale_he_limit },
  [GRADUS_INITIALISER_HE_NORMAL] = { "He normal", DRAW_NORMAL, scale_he_deviation },
};

GradusInitialiser
gradus_initialiser_make (GradusInitialiserKind kind)
{
  return (GradusInitialiser){ .kind = kind, .range = infos[kind].range };
}

const char *
gradus_initialiser_title (GradusInitialiserKind kind)
{
  return infos[kind].title;
}

gboolean
gradus_initialiser_has_range (GradusInitialiserKind kind)
{
  return infos[kind].range != 0;
}

gboolean
gradus_initialiser_equal (const GradusInitialiser *a, const GradusInitialiser *b)
{
  return a->kind == b->kind && a->range == b->range && a->bias == b->bias;
}

void
gradus_initialiser_fill (const GradusInitialiser *initialiser, GradusRandom *random, guint n_inputs,
                         guint n_outputs, float *weights, float *biases)
{
  const InitialiserInfo *info = &infos[initialiser->kind];
  gsize n_weights = (gsize) n_inputs * n_outputs;
  float scale = info->scale ? (float) info->scale (initialiser, n_inputs, n_outputs) : 0;

  for (gsize i = 0; i < n_weights; i++) {
    if (info->draw == DRAW_UNIFORM)
      weights[i] = gradus_random_uniform (random, -scale, scale);
    else
      weights[i] = info->draw == DRAW_NORMAL ? scale * gradus_random_normal (random) : 0;
  }
  for (guint i = 0; i < n_outputs; i++)
    biases[i] = initialiser->bias;
}
