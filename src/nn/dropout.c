/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <string.h>

#include "nn/kernels/kernels.h"
#include "nn/layer-functions.h"

static const GradusLayerSetting settings[] = {
  { "rate", N_ ("Rate"), N_ ("how likely a value is 0 in a step of training"), GRADUS_SETTING_REAL,
    0.5, 0, 0.99, .acts_at_once = TRUE },
  { NULL },
};

static guint32
find_dropout_key (const GradusLayer *layer, const GradusPass *pass)
{
  GradusRandom random;

  gradus_random_init (&random, pass->seed, GRADUS_STREAM_DROPOUT (layer->number, pass->step));
  return (guint32) gradus_random_next (&random);
}

static void
dropout_forward (const GradusLayer *layer, float *parameters, const GradusPass *pass,
                 const GradusLayerPass *own, const GradusPart *part)
{
  const GradusBlock block = { layer->n_outputs, part->columns.end - part->columns.begin,
                              pass->stride };
  float *slope = own->delta ? own->delta + part->columns.begin : NULL;

  if (pass->is_training)
    gradus_kernels_get ()->dropout (&block, part->columns.begin, find_dropout_key (layer, pass),
                                    (float) layer->spec.settings[0],
                                    own->input + part->columns.begin,
                                    own->output + part->columns.begin, slope);
  else
    gradus_kernels_get ()->activate (&block, gradus_activation_make (GRADUS_ACTIVATION_LINEAR),
                                     own->input + part->columns.begin,
                                     own->output + part->columns.begin, slope);
}

static void
dropout_backward (const GradusLayer *layer, const float *parameters, const GradusPass *pass,
                  const GradusLayerPass *own, const GradusPart *part, const float *gradient,
                  float *input_gradient)
{
  const GradusBlock block = { layer->n_outputs, part->columns.end - part->columns.begin,
                              pass->stride };

  if (gradient)
    gradus_kernels_get ()->multiply (&block, gradient + part->columns.begin,
                                     own->delta + part->columns.begin);
  for (guint row = 0; input_gradient && row < block.rows; row++)
    memcpy (input_gradient + (gsize) row * pass->stride + part->columns.begin,
            own->delta + (gsize) row * pass->stride + part->columns.begin,
            block.width * sizeof (float));
}

static guint
dropout_list_primitives (const GradusLayer *layer,
                         GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES])
{
  primitives[0] =
      (GradusPrimitive){ GRADUS_PRIMITIVE_DROPOUT, .dropout = { layer->spec.settings[0] } };
  return 1;
}

static const GradusLayerFunctions functions = {
  .list_primitives = dropout_list_primitives,
  .forward = dropout_forward,
  .backward = dropout_backward,
};

const GradusLayerClass gradus_dropout_class = {
  .name = "dropout",
  .title = N_ ("Dropout"),
  .settings = settings,
  .functions = &functions,
};
