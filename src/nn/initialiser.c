/* SPDX-License-Identifier: MIT */
#include "nn/initialiser.h"

#include <glib/gi18n.h>
#include <math.h>

#include "nn/orthonormal.h"

const char *const gradus_initialiser_names[] = {
  "zeros",      "constant",  "uniform",      "normal",      "xavier-uniform", "xavier-normal",
  "he-uniform", "he-normal", "lecun-normal", "orthonormal", "lsuv",           "rbm",
  NULL,
};

G_STATIC_ASSERT (G_N_ELEMENTS (gradus_initialiser_names) == GRADUS_N_INITIALISERS + 1);

const char *const gradus_initialiser_scale_keys[] = { "value",     "range", "deviation",
                                                       "gain", "epochs", NULL };

typedef enum {
  DRAW_CONSTANT,
  DRAW_UNIFORM,
  DRAW_NORMAL,
  DRAW_ORTHONORMAL,
} Draw;

/* The widest uniform, the standard deviation, or the factor, for a tensor with these fans. */
typedef double (*ScaleFunc) (const GradusInitialiser *initialiser, double fan_in, double fan_out);

typedef struct {
  const char *title;
  Draw draw;
  ScaleFunc find_scale;

  /* Of the number that the user chooses. */
  const char *key;
  const char *key_title;
  float usual;
  double lowest, highest;
} InitialiserInfo;

static double
get_scale (const GradusInitialiser *initialiser, double fan_in, double fan_out)
{
  return (double) initialiser->scale;
}

static double
get_xavier_limit (const GradusInitialiser *initialiser, double fan_in, double fan_out)
{
  return sqrt (6 / (fan_in + fan_out));
}

static double
get_xavier_deviation (const GradusInitialiser *initialiser, double fan_in, double fan_out)
{
  return sqrt (2 / (fan_in + fan_out));
}

static double
get_he_limit (const GradusInitialiser *initialiser, double fan_in, double fan_out)
{
  return sqrt (6 / fan_in);
}

static double
get_he_deviation (const GradusInitialiser *initialiser, double fan_in, double fan_out)
{
  return sqrt (2 / fan_in);
}

static double
get_lecun_deviation (const GradusInitialiser *initialiser, double fan_in, double fan_out)
{
  return sqrt (1 / fan_in);
}

static double
get_one (const GradusInitialiser *initialiser, double fan_in, double fan_out)
{
  return 1;
}

static double
get_zero (const GradusInitialiser *initialiser, double fan_in, double fan_out)
{
  return 0;
}

/* Of Hinton & Salakhutdinov's program, before contrastive divergence. */
static double
get_tenth (const GradusInitialiser *initialiser, double fan_in, double fan_out)
{
  return 0.1;
}

static const InitialiserInfo infos[GRADUS_N_INITIALISERS] = {
  [GRADUS_INITIALISER_ZEROS] = { N_ ("Zeros"), DRAW_CONSTANT, get_zero },
  [GRADUS_INITIALISER_CONSTANT] = { N_ ("Constant"), DRAW_CONSTANT, get_scale, "value",
                                    N_ ("Value"), 0.1f, -1000, 1000 },
  [GRADUS_INITIALISER_UNIFORM] = { N_ ("Uniform"), DRAW_UNIFORM, get_scale, "range", N_ ("Range ±"),
                                   1, 1e-6, 1000 },
  [GRADUS_INITIALISER_NORMAL] = { N_ ("Normal"), DRAW_NORMAL, get_scale, "deviation",
                                  N_ ("Deviation"), 1, 1e-6, 1000 },
  [GRADUS_INITIALISER_XAVIER_UNIFORM] = { N_ ("Xavier uniform"), DRAW_UNIFORM, get_xavier_limit },
  [GRADUS_INITIALISER_XAVIER_NORMAL] = { N_ ("Xavier normal"), DRAW_NORMAL, get_xavier_deviation },
  [GRADUS_INITIALISER_HE_UNIFORM] = { N_ ("He uniform"), DRAW_UNIFORM, get_he_limit },
  [GRADUS_INITIALISER_HE_NORMAL] = { N_ ("He normal"), DRAW_NORMAL, get_he_deviation },
  [GRADUS_INITIALISER_LECUN_NORMAL] = { N_ ("LeCun normal"), DRAW_NORMAL, get_lecun_deviation },
  [GRADUS_INITIALISER_ORTHONORMAL] = { N_ ("Orthonormal"), DRAW_ORTHONORMAL, get_scale, "gain",
                                       N_ ("Gain"), 1, 1e-6, 1000 },
  [GRADUS_INITIALISER_LSUV] = { N_ ("LSUV"), DRAW_ORTHONORMAL, get_one },
  [GRADUS_INITIALISER_RBM] = { N_ ("RBM"), DRAW_NORMAL, get_tenth, "epochs", N_ ("Epochs"), 50, 1,
                               100000 },
};

GradusInitialiser
gradus_initialiser_make (GradusInitialiserKind kind)
{
  return (GradusInitialiser){ .kind = kind, .scale = infos[kind].usual };
}

const char *
gradus_initialiser_title (GradusInitialiserKind kind)
{
  return infos[kind].title;
}

const char *
gradus_initialiser_get_scale_key (GradusInitialiserKind kind)
{
  return infos[kind].key;
}

const char *
gradus_initialiser_get_scale_title (GradusInitialiserKind kind)
{
  return infos[kind].key_title;
}

void
gradus_initialiser_get_scale_limits (GradusInitialiserKind kind, double *lowest, double *highest)
{
  *lowest = infos[kind].lowest;
  *highest = infos[kind].highest;
}

gboolean
gradus_initialiser_equal (const GradusInitialiser *a, const GradusInitialiser *b)
{
  return a->kind == b->kind && a->scale == b->scale && a->bias == b->bias;
}

void
gradus_initialiser_fill (const GradusInitialiser *initialiser, GradusRandom *random,
                         const GradusTensor *tensor, float *numbers)
{
  const InitialiserInfo *info = &infos[initialiser->kind];
  const float scale = (float) info->find_scale (initialiser, tensor->fan_in, tensor->fan_out);
  const gsize n = gradus_tensor_count (tensor);

  for (gsize i = 0; i < n; i++) {
    switch (info->draw) {
    case DRAW_CONSTANT:
      numbers[i] = scale;
      break;
    case DRAW_UNIFORM:
      numbers[i] = gradus_random_uniform (random, -scale, scale);
      break;
    case DRAW_NORMAL:
      numbers[i] = scale * gradus_random_normal (random);
      break;
    case DRAW_ORTHONORMAL:
      numbers[i] = gradus_random_normal (random);
      break;
    }
  }
  if (info->draw == DRAW_ORTHONORMAL)
    gradus_orthonormalise (gradus_tensor_count_rows (tensor),
                           (guint) gradus_tensor_count_row (tensor), scale, numbers);
}
