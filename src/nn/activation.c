/* SPDX-License-Identifier: MIT */
#include "nn/activation.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "nn/kernels/kernels.h"

const char *const gradus_activation_names[] = { "linear",     "sigmoid", "tanh",   "relu",
                                                "leaky-relu", "elu",     "selu",   "softplus",
                                                "gelu",       "swish",   "maxout", "softmax",
                                                NULL };

G_STATIC_ASSERT (G_N_ELEMENTS (gradus_activation_names) == GRADUS_N_ACTIVATIONS + 1);

typedef struct {
  const char *title;
  gboolean has_alpha;
  float alpha;
  guint pieces;
} ActivationInfo;

static const ActivationInfo infos[GRADUS_N_ACTIVATIONS] = {
  [GRADUS_ACTIVATION_LINEAR] = { N_ ("Linear") },
  [GRADUS_ACTIVATION_SIGMOID] = { N_ ("Sigmoid") },
  [GRADUS_ACTIVATION_TANH] = { N_ ("Tanh") },
  [GRADUS_ACTIVATION_RELU] = { N_ ("ReLU") },
  [GRADUS_ACTIVATION_LEAKY_RELU] = { N_ ("Leaky ReLU"), TRUE, 0.1f },
  [GRADUS_ACTIVATION_ELU] = { N_ ("ELU"), TRUE, 1.0f },
  [GRADUS_ACTIVATION_SELU] = { N_ ("SELU") },
  [GRADUS_ACTIVATION_SOFTPLUS] = { N_ ("Softplus") },
  [GRADUS_ACTIVATION_GELU] = { N_ ("GELU") },
  [GRADUS_ACTIVATION_SWISH] = { N_ ("Swish") },
  [GRADUS_ACTIVATION_MAXOUT] = { N_ ("Maxout"), .pieces = 2 },
  [GRADUS_ACTIVATION_SOFTMAX] = { N_ ("Softmax") },
};

GradusActivation
gradus_activation_make (GradusActivationKind kind)
{
  return (GradusActivation){ kind, infos[kind].alpha, MAX (infos[kind].pieces, 1) };
}

const char *
gradus_activation_title (GradusActivationKind kind)
{
  return infos[kind].title;
}

gboolean
gradus_activation_has_alpha (GradusActivationKind kind)
{
  return infos[kind].has_alpha;
}

gboolean
gradus_activation_has_pieces (GradusActivationKind kind)
{
  return infos[kind].pieces > 0;
}

gboolean
gradus_activation_is_elementwise (GradusActivationKind kind)
{
  return kind != GRADUS_ACTIVATION_MAXOUT && kind != GRADUS_ACTIVATION_SOFTMAX;
}

gboolean
gradus_activation_equal (GradusActivation a, GradusActivation b)
{
  return a.kind == b.kind && a.alpha == b.alpha && a.pieces == b.pieces;
}

/* Where the slope is below a twentieth of the steepest: the tangent's is 1 - a², the sigmoid's is
 * that of 2a - 1. */
#define SATURATED 0.9746794f /* √0.95 */

double
gradus_activation_count_saturated (GradusActivation activation, guint units, guint stride,
                                   guint n_samples, const float *a)
{
  const gboolean is_sigmoid = activation.kind == GRADUS_ACTIVATION_SIGMOID;
  const GradusBlock block = { units, n_samples, stride };
  gsize n;

  if (!is_sigmoid && activation.kind != GRADUS_ACTIVATION_TANH)
    return NAN;
  n = gradus_kernels_get ()->count_beyond (&block, is_sigmoid ? 2 : 1, is_sigmoid ? -1 : 0,
                                           SATURATED, a);
  return (double) n / ((double) units * n_samples);
}

static gboolean
is_zero (guint n, const float *a)
{
  guint i = 0;

  while (i < n && a[i] == 0)
    i++;
  return i == n;
}

double
gradus_activation_count_dead (GradusActivation activation, guint units, guint n_numbers,
                              guint stride, guint n_samples, const float *a)
{
  guint dead = 0;

  if (activation.kind != GRADUS_ACTIVATION_RELU &&
      (activation.kind != GRADUS_ACTIVATION_LEAKY_RELU || activation.alpha > 0))
    return NAN;
  for (guint unit = 0; unit < units; unit++) {
    guint i = 0;

    while (i < n_numbers && is_zero (n_samples, a + ((gsize) unit * n_numbers + i) * stride))
      i++;
    dead += i == n_numbers ? 1 : 0;
  }
  return (double) dead / units;
}

/* The kernels work on whole registers. */
void
gradus_activation_evaluate (GradusActivation activation, guint n, const float *arguments,
                            float *values, float *slopes)
{
  const guint stride = gradus_kernels_stride (n);
  const GradusBlock block = { 1, stride, stride };
  g_autofree float *room = g_new0 (float, 3 * (gsize) stride + 64);
  float *aligned = (float *) (((guintptr) room + 63) / 64 * 64);

  memcpy (aligned, arguments, n * sizeof (float));
  gradus_kernels_get ()->activate (&block, activation, aligned, aligned + stride,
                                   aligned + 2 * stride);
  memcpy (values, aligned + stride, n * sizeof (float));
  memcpy (slopes, aligned + 2 * stride, n * sizeof (float));
}
