/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "nn/kernels/kernels.h"
#include "nn/pooling.h"

/* A window that is the whole map. */
static GradusScan
make_scan (const GradusLayer *layer)
{
  GradusScan scan;

  gradus_scan_init (&scan, &layer->in, layer->in.sizes[1], layer->in.sizes[2], 1, 0);
  return scan;
}

static gboolean
global_infer_shape (const GradusLayerSpec *spec, const GradusShape *in, const GradusShape *earlier,
                    GradusShape *out, GError **error)
{
  *out = gradus_shape_make_units (in->sizes[0]);
  return gradus_pooling_check_maps (spec, in, error);
}

static void
global_forward (const GradusLayer *layer, float *parameters, const GradusPass *pass,
                const GradusLayerPass *own, const GradusPart *part)
{
  const GradusScan scan = make_scan (layer);

  pass->kernels->average_pool (&scan, part, own->input, own->output,
                               gradus_pass_find_slopes (layer, own));
}

static void
global_backward (const GradusLayer *layer, const float *parameters, const GradusPass *pass,
                 const GradusLayerPass *own, const GradusPart *part, const float *gradient,
                 float *input_gradient)
{
  const GradusScan scan = make_scan (layer);

  gradus_pooling_take_gradient (layer, pass, own, part, gradient);
  if (input_gradient)
    pass->kernels->average_pool_backward (&scan, part, own->delta, input_gradient);
}

static guint
global_list_primitives (const GradusLayer *layer,
                        GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES])
{
  primitives[0] = (GradusPrimitive){ GRADUS_PRIMITIVE_POOL, .pool = { TRUE, make_scan (layer) } };
  primitives[1] = (GradusPrimitive){ GRADUS_PRIMITIVE_FLATTEN };
  return 2;
}

static GradusSharing
global_find_sharing (const GradusLayer *layer)
{
  return GRADUS_SHARED_BY_UNITS_OR_SAMPLES;
}

static const GradusLayerFunctions functions = {
  .find_sharing = global_find_sharing,
  .can_skip_slopes = TRUE,
  .list_primitives = global_list_primitives,
  .forward = global_forward,
  .backward = global_backward,
};

const GradusLayerClass gradus_global_average_pooling_class = {
  .name = "global-average-pooling",
  .title = N_ ("Global average pooling"),
  .infer_shape = global_infer_shape,
  .functions = &functions,
};
