/* SPDX-License-Identifier: MIT */
#include "nn/rbm.h"

#include <math.h>
#include <string.h>

#include "nn/layer.h"

#define RATE 0.1f
#define LINEAR_RATE 0.001f
#define WEIGHT_COST 0.0002f
#define FIRST_MOMENTUM 0.5f
#define FIRST_EPOCHS 5
#define MOMENTUM 0.9f

/* Matrices of samples have a row for each unit, of `batch` samples: sums over units then go through
 * samples that lie side by side. */
typedef struct {
  guint n_visible;
  guint n_hidden;
  guint n_samples; /* of the batch that is looked at */
  gboolean is_linear;
  GradusRandom random;

  float *weights;                       /* (n_hidden, n_visible), the layer's own */
  float *hidden_bias;                   /* (n_hidden), the layer's own */
  float *visible_bias;                  /* (n_visible) */
  float *moved, *hidden_moved, *visible_moved; /* the last changes of these */

  float *visible, *again;                 /* (n_visible, batch): v and v' */
  float *hidden, *states, *hidden_again; /* (n_hidden, batch): h, h' and h'' */
} Rbm;

static void
init_rbm (Rbm *rbm, const GradusLayer *layer, guint64 seed, float *weights, float *bias)
{
  *rbm = (Rbm){ .n_visible = layer->n_inputs,
                .n_hidden = layer->n_rows,
                .weights = weights,
                .hidden_bias = bias };
  gradus_random_init (&rbm->random, seed, GRADUS_STREAM_RBM (layer->number));
  rbm->visible_bias = g_new0 (float, rbm->n_visible);
  rbm->moved = g_new0 (float, (gsize) rbm->n_hidden * rbm->n_visible);
  rbm->hidden_moved = g_new0 (float, rbm->n_hidden);
  rbm->visible_moved = g_new0 (float, rbm->n_visible);
  rbm->visible = g_new0 (float, (gsize) rbm->n_visible * GRADUS_RBM_BATCH);
  rbm->again = g_new0 (float, (gsize) rbm->n_visible * GRADUS_RBM_BATCH);
  rbm->hidden = g_new0 (float, (gsize) rbm->n_hidden * GRADUS_RBM_BATCH);
  rbm->states = g_new0 (float, (gsize) rbm->n_hidden * GRADUS_RBM_BATCH);
  rbm->hidden_again = g_new0 (float, (gsize) rbm->n_hidden * GRADUS_RBM_BATCH);
}

static void
clear_rbm (Rbm *rbm)
{
  g_free (rbm->visible_bias);
  g_free (rbm->moved);
  g_free (rbm->hidden_moved);
  g_free (rbm->visible_moved);
  g_free (rbm->visible);
  g_free (rbm->again);
  g_free (rbm->hidden);
  g_free (rbm->states);
  g_free (rbm->hidden_again);
}

static void
squash (const Rbm *rbm, guint n_units, float *z)
{
  for (guint unit = 0; unit < n_units; unit++)
    for (guint i = 0; i < rbm->n_samples; i++)
      z[unit * GRADUS_RBM_BATCH + i] = 1 / (1 + expf (-z[unit * GRADUS_RBM_BATCH + i]));
}

static void
fill_row (const Rbm *rbm, float value, float *row)
{
  for (guint i = 0; i < rbm->n_samples; i++)
    row[i] = value;
}

static void
add_row (const Rbm *rbm, float factor, const float *from, float *row)
{
  for (guint i = 0; i < rbm->n_samples; i++)
    row[i] += factor * from[i];
}

/* σ(W·v + b) */
static void
find_hidden (const Rbm *rbm, const float *visible, float *hidden)
{
  for (guint h = 0; h < rbm->n_hidden; h++) {
    float *row = hidden + (gsize) h * GRADUS_RBM_BATCH;

    fill_row (rbm, rbm->hidden_bias[h], row);
    for (guint v = 0; v < rbm->n_visible; v++)
      add_row (rbm, rbm->weights[(gsize) h * rbm->n_visible + v],
               visible + (gsize) v * GRADUS_RBM_BATCH, row);
  }
  squash (rbm, rbm->n_hidden, hidden);
}

static void
draw_states (Rbm *rbm)
{
  for (guint h = 0; h < rbm->n_hidden; h++) {
    for (guint i = 0; i < rbm->n_samples; i++) {
      const gsize at = (gsize) h * GRADUS_RBM_BATCH + i;

      rbm->states[at] = gradus_random_uniform (&rbm->random, 0, 1) < rbm->hidden[at] ? 1 : 0;
    }
  }
}

/* σ(Wᵀ·h' + a), or without σ */
static void
find_again (const Rbm *rbm)
{
  for (guint v = 0; v < rbm->n_visible; v++) {
    float *row = rbm->again + (gsize) v * GRADUS_RBM_BATCH;

    fill_row (rbm, rbm->visible_bias[v], row);
    for (guint h = 0; h < rbm->n_hidden; h++)
      add_row (rbm, rbm->weights[(gsize) h * rbm->n_visible + v],
               rbm->states + (gsize) h * GRADUS_RBM_BATCH, row);
  }
  if (!rbm->is_linear)
    squash (rbm, rbm->n_visible, rbm->again);
}

/* The mean over the batch of a·b − c·d, where NULL is 1. */
static float
find_difference (const Rbm *rbm, const float *a, const float *b, const float *c, const float *d)
{
  float sum = 0;

  for (guint i = 0; i < rbm->n_samples; i++)
    sum += a[i] * (b ? b[i] : 1) - c[i] * (d ? d[i] : 1);
  return sum / (float) rbm->n_samples;
}

static void
move (float momentum, float way, float *moved, float *number)
{
  *moved = momentum * *moved + way;
  *number += *moved;
}

/* The parts of W·v + b that the samples as they are have more of than those drawn again. */
static void
learn (Rbm *rbm, float momentum)
{
  const float rate = rbm->is_linear ? LINEAR_RATE : RATE;

  for (guint h = 0; h < rbm->n_hidden; h++) {
    const gsize own = (gsize) h * GRADUS_RBM_BATCH;

    for (guint v = 0; v < rbm->n_visible; v++) {
      const gsize at = (gsize) h * rbm->n_visible + v, other = (gsize) v * GRADUS_RBM_BATCH;
      const float difference =
          find_difference (rbm, rbm->hidden + own, rbm->visible + other, rbm->hidden_again + own,
                           rbm->again + other);

      move (momentum, rate * (difference - WEIGHT_COST * rbm->weights[at]), &rbm->moved[at],
            &rbm->weights[at]);
    }
    move (momentum,
          rate * find_difference (rbm, rbm->hidden + own, NULL, rbm->hidden_again + own, NULL),
          &rbm->hidden_moved[h], &rbm->hidden_bias[h]);
  }
  for (guint v = 0; v < rbm->n_visible; v++) {
    const gsize own = (gsize) v * GRADUS_RBM_BATCH;

    move (momentum, rate * find_difference (rbm, rbm->visible + own, NULL, rbm->again + own, NULL),
          &rbm->visible_moved[v], &rbm->visible_bias[v]);
  }
}

static void
see_batch (Rbm *rbm, const float *input, guint stride, guint first, guint end, float momentum)
{
  rbm->n_samples = end - first;
  for (guint v = 0; v < rbm->n_visible; v++)
    memcpy (rbm->visible + (gsize) v * GRADUS_RBM_BATCH, input + (gsize) v * stride + first,
            rbm->n_samples * sizeof (float));
  find_hidden (rbm, rbm->visible, rbm->hidden);
  draw_states (rbm);
  find_again (rbm);
  find_hidden (rbm, rbm->again, rbm->hidden_again);
  learn (rbm, momentum);
}

static gboolean
goes_beyond (const GradusPass *pass, const GradusLayer *layer, const float *input)
{
  for (guint v = 0; v < layer->n_inputs; v++) {
    for (guint i = 0; i < pass->n_samples; i++) {
      const float x = input[(gsize) v * pass->stride + i];

      if (x < 0 || x > 1)
        return TRUE;
    }
  }
  return FALSE;
}

void
gradus_rbm_train (GradusNetwork *network, const GradusPass *pass, guint index, guint64 seed)
{
  const GradusLayer *layer = gradus_network_get_layer (network, index);
  const float *input = pass->layers[index].input;
  float *parameters = gradus_network_get_parameters (network, index);
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];
  const guint n_tensors = gradus_network_list_tensors (network, index, tensors),
              n_epochs = (guint) layer->spec.initialiser.scale;
  float *weights = NULL, *bias = NULL;
  Rbm rbm;

  for (guint i = 0; i < n_tensors; i++) {
    if (tensors[i].role == GRADUS_TENSOR_WEIGHT)
      weights = parameters + tensors[i].offset;
    else if (tensors[i].role == GRADUS_TENSOR_BIAS)
      bias = parameters + tensors[i].offset;
  }
  g_return_if_fail (weights && bias);
  init_rbm (&rbm, layer, seed, weights, bias);
  rbm.is_linear = goes_beyond (pass, layer, input);
  for (guint epoch = 0; epoch < n_epochs; epoch++)
    for (guint first = 0; first < pass->n_samples; first += GRADUS_RBM_BATCH)
      see_batch (&rbm, input, pass->stride, first, MIN (first + GRADUS_RBM_BATCH, pass->n_samples),
                 epoch < FIRST_EPOCHS ? FIRST_MOMENTUM : MOMENTUM);
  clear_rbm (&rbm);
}
