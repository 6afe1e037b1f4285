/* SPDX-License-Identifier: MIT */
#include "stranger.h"

#include "experiment/experiment-json.h"
#include "nn/layer-functions.h"
#include "train/stepper.h"

static guint
stranger_list_tensors (const GradusLayer *layer, GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS])
{
  tensors[0] = (GradusTensor){ "weight", GRADUS_TENSOR_SCALE, 1, { layer->n_outputs } };
  return 1;
}

static guint
stranger_list_primitives (const GradusLayer *layer,
                          GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES])
{
  primitives[0] = (GradusPrimitive){
    GRADUS_PRIMITIVE_NORMALISE,
    .normalise = { 0, GRADUS_NO_TENSOR, GRADUS_NO_TENSOR, GRADUS_NO_TENSOR },
  };
  return 1;
}

static void
stranger_initialise (const GradusLayer *layer, GradusRandom *random, float *parameters)
{
  for (guint unit = 0; unit < layer->n_outputs; unit++)
    parameters[unit] = 1;
}

static gsize
stranger_count_multiply_adds (const GradusLayer *layer)
{
  return layer->n_outputs;
}

static void
stranger_forward (const GradusLayer *layer, float *parameters, const GradusPass *pass,
                  const GradusLayerPass *own, const GradusPart *part)
{
  for (guint unit = 0; unit < layer->n_outputs; unit++) {
    const gsize row = (gsize) unit * pass->stride;

    for (guint i = part->columns.begin; i < part->columns.end; i++) {
      own->output[row + i] = parameters[unit] * own->input[row + i];
      if (own->delta)
        own->delta[row + i] = 1;
    }
  }
}

static void
stranger_backward (const GradusLayer *layer, const float *parameters, const GradusPass *pass,
                   const GradusLayerPass *own, const GradusPart *part, const float *gradient,
                   float *input_gradient)
{
  for (guint unit = 0; unit < layer->n_outputs; unit++) {
    const gsize row = (gsize) unit * pass->stride;

    for (guint i = part->columns.begin; i < part->columns.end; i++) {
      if (gradient)
        own->delta[row + i] = gradient[row + i];
      if (input_gradient)
        input_gradient[row + i] = parameters[unit] * own->delta[row + i];
    }
  }
}

static void
stranger_differentiate (const GradusLayer *layer, const GradusPass *pass,
                        const GradusLayerPass *own, GradusSpan rows, float *gradients)
{
  for (guint unit = rows.begin; unit < rows.end; unit++) {
    const gsize row = (gsize) unit * pass->stride;
    double sum = 0;

    for (guint i = 0; i < pass->n_samples; i++)
      sum += (double) own->delta[row + i] * (double) own->input[row + i];
    gradients[unit] = (float) sum;
  }
}

static const GradusLayerFunctions functions = {
  .list_tensors = stranger_list_tensors,
  .list_primitives = stranger_list_primitives,
  .initialise = stranger_initialise,
  .count_multiply_adds = stranger_count_multiply_adds,
  .forward = stranger_forward,
  .backward = stranger_backward,
  .differentiate = stranger_differentiate,
};

const GradusLayerClass stranger_class = {
  .name = "stranger",
  .title = "Stranger",
  .functions = &functions,
};

GradusExperiment *
stranger_make_experiment (void)
{
  static const char text[] =
      "{\"gradus-experiment\": 1, \"data\": {\"name\": \"spiral\", \"samples\": 60}, \"network\": "
      "{\"layers\": [{\"kind\": \"dropout\"}, {\"units\": 5, \"activation\": \"tanh\"}, {\"kind\": "
      "\"dropout\"}, {\"units\": 1, \"activation\": \"linear\"}]}, \"training\": {\"cost\": "
      "\"mean-squared-error\", \"optimiser\": {\"name\": \"adam\", \"learning-rate\": 0.01}, "
      "\"batch-size\": 16, \"steps\": 200}}";
  GradusExperiment *experiment = gradus_experiment_from_json (text, sizeof text - 1, NULL);

  for (guint i = 0; i < 4; i += 2)
    *gradus_experiment_get_layer (experiment, i) = gradus_layer_spec_make (&stranger_class);
  return experiment;
}

GradusWeights *
stranger_train (void)
{
  g_autoptr (GradusExperiment) experiment = stranger_make_experiment ();
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);
  g_autoptr (GradusPreparation) preparation =
      gradus_preparation_new (gradus_stepper_get_dataset (stepper));
  g_autoptr (GradusCheckpoint) checkpoint = NULL;
  atomic_bool interrupt = FALSE;

  gradus_stepper_advance (stepper, experiment->steps, &interrupt);
  checkpoint = gradus_stepper_save (stepper);
  return gradus_weights_new_at (experiment, preparation, checkpoint, NULL);
}
