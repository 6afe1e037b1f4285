/* SPDX-License-Identifier: MIT */
#include "train/preference.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

#include "nn/excitation.h"
#include "nn/layer.h"
#include "nn/pass.h"

/* Multiply-adds of all samples, and of all steps, of which each is three forward of as many lanes
 * as a pass of one sample has. */
#define SAMPLES_MULTIPLY_ADDS 8e9
#define STEPS_MULTIPLY_ADDS 6e9
#define LANES 16
#define PASSES_OF_A_STEP 3

#define FEWEST_SAMPLES 256
#define FEWEST_STEPS 8
#define MOST_STEPS 48

/* Of the distance of pictures from the grey. */
#define STEP_SHARE 0.5

typedef struct {
  GradusPreference public;
  atomic_uint references;
} Block;

guint
gradus_preference_choose_samples (guint n_samples, gsize multiply_adds)
{
  const double most = SAMPLES_MULTIPLY_ADDS / MAX ((double) multiply_adds, 1);

  return (guint) MIN (MAX (most, FEWEST_SAMPLES), n_samples);
}

guint
gradus_preference_choose_steps (gsize multiply_adds)
{
  const double step = LANES * PASSES_OF_A_STEP * MAX ((double) multiply_adds, 1);

  return (guint) CLAMP (STEPS_MULTIPLY_ADDS / step, FEWEST_STEPS, MOST_STEPS);
}

/* -- Samples ----------------------------------------------------------------------------------- */

/* Among the best, if it is one of them; of equal ones the first comes first. */
static void
note_sample (GradusPreference *self, guint sample, double value)
{
  guint at = self->n_best;

  while (at > 0 && self->values[at - 1] < value)
    at--;
  if (at == GRADUS_PREFERENCE_MOST || isnan (value))
    return;
  self->n_best = MIN (self->n_best + 1, GRADUS_PREFERENCE_MOST);
  memmove (self->samples + at + 1, self->samples + at,
           (self->n_best - at - 1) * sizeof *self->samples);
  memmove (self->values + at + 1, self->values + at,
           (self->n_best - at - 1) * sizeof *self->values);
  self->samples[at] = sample;
  self->values[at] = value;
}

static void
ask_samples (GradusPreference *self, GradusNetwork *network, GradusPass *pass,
             const GradusDataset *dataset)
{
  g_autofree guint *samples = g_new (guint, self->n_looked);
  g_autofree double *excitations = g_new (double, pass->capacity);

  for (guint i = 0; i < self->n_looked; i++)
    samples[i] = (guint) ((guint64) i * dataset->n_samples / self->n_looked);
  for (guint start = 0; start < self->n_looked; start += pass->capacity) {
    const guint n = MIN (self->n_looked - start, pass->capacity);

    gradus_pass_set_samples (pass, n, 1);
    gradus_pass_load (pass, &dataset->inputs, NULL, samples, start, NULL, NULL);
    gradus_network_forward_layers (network, pass, 0, self->layer + 1);
    gradus_excitation_measure (network, pass, self->layer, self->unit, excitations);
    for (guint i = 0; i < n; i++)
      note_sample (self, samples[start + i], excitations[i]);
  }
  gradus_pass_set_samples (pass, pass->capacity, 1);
}

/* -- Growing ----------------------------------------------------------------------------------- */

static double
find_norm (const float *numbers, guint n)
{
  double squares = 0;

  for (guint i = 0; i < n; i++)
    squares += (double) numbers[i] * (double) numbers[i];
  return sqrt (squares);
}

/* Back to where pictures are: no farther from the grey, and then within black and white, which is
 * nearer to it. */
static void
draw_back (const GradusBackdrop *backdrop, float *picture)
{
  double squares = 0, share;

  for (guint i = 0; i < backdrop->n_inputs; i++) {
    const double away = (double) picture[i] - (double) backdrop->grey[i];

    squares += away * away;
  }
  share = squares > backdrop->distance * backdrop->distance ? backdrop->distance / sqrt (squares)
                                                            : 1;
  for (guint i = 0; i < backdrop->n_inputs; i++) {
    const float away = (float) (share * ((double) picture[i] - (double) backdrop->grey[i]));

    picture[i] = CLAMP (backdrop->grey[i] + away, backdrop->low, backdrop->high);
  }
}

/* The excitation by a picture, and its gradient. FALSE where there is no memory. */
static gboolean
look_at_picture (const GradusPreference *self, GradusNetwork *network, GradusPass *pass,
                 const float *picture, double *value, float *gradient)
{
  gradus_pass_load_floats (pass, picture, NULL, NULL);
  gradus_network_forward_layers (network, pass, 0, self->layer + 1);
  gradus_excitation_measure (network, pass, self->layer, self->unit, value);
  return gradus_excitation_differentiate (network, pass, self->layer, self->unit, gradient);
}

/* A step along the gradient. FALSE where there is none. */
static gboolean
step_up (const GradusBackdrop *backdrop, const float *gradient, float *picture)
{
  const double norm = find_norm (gradient, backdrop->n_inputs);

  if (!(norm > 0) || !isfinite (norm))
    return FALSE;
  for (guint i = 0; i < backdrop->n_inputs; i++)
    picture[i] += (float) (STEP_SHARE * backdrop->distance / norm * (double) gradient[i]);
  draw_back (backdrop, picture);
  return TRUE;
}

static gboolean
grow (GradusPreference *self, GradusNetwork *network, GradusPass *pass,
      const GradusDataset *dataset, const GradusBackdrop *backdrop)
{
  const gsize size = self->n_inputs * sizeof (float);
  g_autofree float *picture = g_memdup2 (backdrop->grey, size);
  g_autofree float *gradient = g_malloc (size);
  double value;

  self->value = -INFINITY;
  gradus_pass_set_samples (pass, 1, 1);
  for (guint step = 0; step <= self->n_steps; step++) {
    if (!look_at_picture (self, network, pass, picture, &value, gradient))
      return FALSE;
    if (value > self->value || step == 0) {
      self->value = value;
      memcpy (self->picture, picture, size);
    }
    if (step_up (backdrop, gradient, picture))
      continue;
    if (step > 0 || self->n_best == 0)
      break;
    gradus_inputs_copy (&dataset->inputs, self->samples[0], picture);
    draw_back (backdrop, picture);
  }
  return TRUE;
}

/* ---------------------------------------------------------------------------------------------- */

GradusPreference *
gradus_preference_new (GradusNetwork *network, GradusPass *lone, GradusPass *many,
                       const GradusDataset *dataset, const GradusBackdrop *backdrop, guint layer,
                       guint unit)
{
  const gsize work = gradus_network_count_multiply_adds (network);
  g_autoptr (GradusPreference) self = NULL;
  const GradusLayer *own;
  Block *block;

  if (layer >= gradus_network_get_n_layers (network))
    return NULL;
  own = gradus_network_get_layer (network, layer);
  block = g_new0 (Block, 1);
  atomic_init (&block->references, 1);
  self = &block->public;
  self->layer = layer;
  self->n_units = gradus_shape_count_units (&own->out);
  self->unit = MIN (unit, self->n_units - 1);
  self->n_numbers = gradus_shape_count_unit_numbers (&own->out);
  self->is_of_z = gradus_excitation_is_of_z (own);
  self->n_looked = gradus_preference_choose_samples (dataset->n_samples, work);
  self->n_inputs = dataset->n_inputs;
  self->picture = g_new0 (float, dataset->n_inputs);
  self->n_steps = gradus_preference_choose_steps (work);
  ask_samples (self, network, many, dataset);
  return grow (self, network, lone, dataset, backdrop) ? g_steal_pointer (&self) : NULL;
}

GradusPreference *
gradus_preference_ref (GradusPreference *preference)
{
  atomic_fetch_add (&((Block *) preference)->references, 1);
  return preference;
}

void
gradus_preference_unref (GradusPreference *preference)
{
  if (atomic_fetch_sub (&((Block *) preference)->references, 1) > 1)
    return;
  g_free (preference->picture);
  g_free (preference);
}
