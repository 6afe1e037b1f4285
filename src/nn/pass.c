/* SPDX-License-Identifier: MIT */
#include "nn/pass.h"

#include <string.h>

#include "nn/kernels/kernels.h"
#include "nn/layer.h"
#include "nn/memory.h"

/* From so many pieces for each worker on, one more or less for some of them is little. */
#define MANY_PIECES 4

#define FLOATS_IN_LINE 16

/* So many samples ahead of the one that is copied are fetched: on the way meanwhile. */
#define SAMPLES_AHEAD 3

void
gradus_pass_free (GradusPass *pass)
{
  gradus_memory_free (pass->memory);
  gradus_memory_free (pass->gradients);
  g_free (pass->layers);
  g_free (pass->plans);
  g_free (pass->stages);
  g_free (pass);
}

void
gradus_pass_set_samples (GradusPass *pass, guint n_samples, double weight)
{
  g_return_if_fail (n_samples >= 1 && n_samples <= pass->capacity);

  if (pass->n_samples == n_samples && pass->lane_weights[0] == (float) weight)
    return;
  pass->n_samples = n_samples;
  for (guint i = 0; i < pass->stride; i++)
    pass->lane_weights[i] = i < n_samples ? (float) weight : 0;
}

gboolean
gradus_pass_has_even_columns (const GradusPass *pass, const GradusWorker *worker)
{
  const guint n_pieces = (pass->n_columns + pass->piece - 1) / pass->piece;

  return gradus_worker_is_alone (worker) || n_pieces % worker->count == 0 ||
         n_pieces >= MANY_PIECES * worker->count;
}

/* Where workers do not share what follows by columns, they still copy them by these: whole lines of
 * the cache. */
static GradusColumns
share_copying (const GradusPass *pass, const GradusWorker *worker)
{
  GradusSpan share;

  if (gradus_pass_has_even_columns (pass, worker))
    return gradus_pass_share_columns (pass, worker);
  share = gradus_worker_share (worker, pass->n_columns, FLOATS_IN_LINE);
  return (GradusColumns){ share.begin, share.end, pass->stride };
}

static void
prefetch_sample (const GradusPass *pass, const GradusInputs *inputs, const float *targets,
                 gsize sample)
{
  gradus_inputs_prefetch (inputs, sample);
  if (targets)
    __builtin_prefetch (targets + sample * pass->n_outputs);
}

void
gradus_pass_load (GradusPass *pass, const GradusInputs *inputs, const float *targets,
                  const guint *indices, guint first, const GradusVariation *variation,
                  const GradusWorker *worker)
{
  const GradusColumns columns = share_copying (pass, worker);
  const GradusBlock block = { columns.end - columns.begin, (pass->n_inputs + 3) / 4 * 4,
                              pass->pitch };
  const guint n_outputs = pass->n_outputs;
  const gboolean varies = gradus_variation_varies (variation);

  for (guint i = columns.begin; i < columns.end; i++) {
    const guint place = first + MIN (i, pass->n_samples - 1);
    const gsize sample = indices ? indices[place] : place;
    float *to = pass->inputs_by_sample + (gsize) i * pass->pitch;

    if (indices && i + SAMPLES_AHEAD < MIN (columns.end, pass->n_samples))
      prefetch_sample (pass, inputs, targets, indices[place + SAMPLES_AHEAD]);
    if (varies)
      gradus_variation_copy (variation, inputs, sample, to);
    else
      gradus_inputs_copy (inputs, sample, to);
    for (guint k = 0; targets && k < n_outputs; k++)
      pass->targets[(gsize) k * pass->stride + i] = targets[sample * n_outputs + k];
  }
  gradus_kernels_get ()->transpose (&block,
                                    pass->inputs_by_sample + (gsize) columns.begin * pass->pitch,
                                    pass->stride, pass->inputs + columns.begin);
}

void
gradus_pass_load_floats (GradusPass *pass, const float *inputs, const float *targets,
                         const GradusWorker *worker)
{
  const GradusInputs floats = { .n = pass->n_inputs, .floats = inputs };

  gradus_pass_load (pass, &floats, targets, NULL, 0, NULL, worker);
}

/* With a slope below 0 on one side, values above 0 would come from both. */
gboolean
gradus_pass_knows_slopes (const GradusLayer *layer, const GradusLayerPass *own, float *low)
{
  const GradusActivation activation = layer->spec.activation;

  *low = activation.kind == GRADUS_ACTIVATION_LINEAR       ? 1
         : activation.kind == GRADUS_ACTIVATION_LEAKY_RELU ? activation.alpha
                                                           : 0;
  return own->may_skip_slopes && (*low > 0 || activation.kind == GRADUS_ACTIVATION_RELU);
}

float *
gradus_pass_find_slopes (const GradusLayer *layer, const GradusLayerPass *own)
{
  float low;

  return gradus_pass_knows_slopes (layer, own, &low) ? NULL : own->delta;
}

void
gradus_pass_take_gradient (const GradusPass *pass, const GradusLayer *layer,
                           const GradusLayerPass *own, const GradusSpan *rows,
                           const GradusColumns *columns, const float *gradient)
{
  const GradusBlock block = { rows->end - rows->begin, columns->end - columns->begin,
                              columns->stride };
  const gsize start = (gsize) rows->begin * columns->stride + columns->begin;
  GradusBend bend = { own->output + start, 1 };

  if (gradus_pass_knows_slopes (layer, own, &bend.low))
    pass->kernels->bend (&block, &bend, gradient + start, own->delta + start);
  else
    pass->kernels->multiply (&block, gradient + start, own->delta + start);
}

const float *
gradus_pass_outputs (const GradusPass *pass)
{
  return pass->layers[pass->n_layers - 1].output;
}

const float *
gradus_pass_logits (const GradusPass *pass)
{
  return pass->layers[pass->n_layers - 1].z;
}
