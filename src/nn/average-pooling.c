/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "nn/kernels/kernels.h"
#include "nn/pooling.h"

static void
average_forward (const GradusLayer *layer, float *parameters, const GradusPass *pass,
                 const GradusLayerPass *own, const GradusPart *part)
{
  const GradusScan scan = gradus_pooling_get_scan (layer);

  pass->kernels->average_pool (&scan, part, own->input, own->output,
                               gradus_pass_find_slopes (layer, own));
}

static void
average_backward (const GradusLayer *layer, const float *parameters, const GradusPass *pass,
                  const GradusLayerPass *own, const GradusPart *part, const float *gradient,
                  float *input_gradient)
{
  const GradusScan scan = gradus_pooling_get_scan (layer);

  gradus_pooling_take_gradient (layer, pass, own, part, gradient);
  if (input_gradient)
    pass->kernels->average_pool_backward (&scan, part, own->delta, input_gradient);
}

static guint
average_list_primitives (const GradusLayer *layer,
                         GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES])
{
  primitives[0] =
      (GradusPrimitive){ GRADUS_PRIMITIVE_POOL, .pool = { TRUE, gradus_pooling_get_scan (layer) } };
  return 1;
}

static const GradusLayerFunctions functions = {
  .find_sharing = gradus_pooling_find_sharing,
  .find_input_rows = gradus_pooling_find_input_rows,
  .can_skip_slopes = TRUE,
  .list_primitives = average_list_primitives,
  .forward = average_forward,
  .backward = average_backward,
};

const GradusLayerClass gradus_average_pooling_class = {
  .name = "average-pooling",
  .title = N_ ("Average pooling"),
  .settings = gradus_pooling_settings,
  .infer_shape = gradus_pooling_infer_shape,
  .functions = &functions,
};
