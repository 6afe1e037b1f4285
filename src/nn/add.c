/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>
#include <string.h>

#include "nn/kernels/kernels.h"
#include "nn/layer-functions.h"
#include "nn/network.h"

static const GradusLayerSetting settings[] = {
  { "from", N_ ("From"), N_ ("whose output is added to that of the layer before"),
    GRADUS_SETTING_LAYER, .is_required = TRUE },
  { NULL },
};

static gboolean
add_infer_shape (const GradusLayerSpec *spec, const GradusShape *in, const GradusShape *earlier,
                 GradusShape *out, GError **error)
{
  g_autofree char *own = gradus_shape_format (in), *other = gradus_shape_format (earlier);
  const guint from = (guint) spec->settings[0];
  g_autofree char *name = from == 0 ? g_strdup ("the input") : g_strdup_printf ("layer %u", from);

  *out = *in;
  if (gradus_shape_equal (in, earlier))
    return TRUE;
  g_set_error (
      error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_SHAPE,
      "%s, of shape %s, cannot be added to shape %s; make both alike, or add another layer", name,
      other, own);
  return FALSE;
}

static void
copy_rows (const GradusBlock *block, const float *from, float *to)
{
  for (guint row = 0; row < block->rows; row++)
    memcpy (to + (gsize) row * block->stride, from + (gsize) row * block->stride,
            block->width * sizeof (float));
}

static GradusBlock
make_block (const GradusLayer *layer, const GradusColumns *columns)
{
  return (GradusBlock){ layer->n_outputs, columns->end - columns->begin, columns->stride };
}

/* The slope is 1 everywhere. */
static void
fill_slopes (const GradusBlock *block, float *slopes)
{
  for (guint row = 0; row < block->rows; row++)
    for (guint i = 0; i < block->width; i++)
      slopes[(gsize) row * block->stride + i] = 1;
}

static void
add_forward (const GradusLayer *layer, float *parameters, const GradusPass *pass,
             const GradusLayerPass *own, const GradusPart *part)
{
  const GradusBlock block = make_block (layer, &part->columns);

  copy_rows (&block, own->input + part->columns.begin, own->output + part->columns.begin);
  pass->kernels->add (&block, own->earlier + part->columns.begin,
                      own->output + part->columns.begin);
  if (own->delta)
    fill_slopes (&block, own->delta + part->columns.begin);
}

/* The sum's gradient goes both ways as it is. */
static void
add_backward (const GradusLayer *layer, const float *parameters, const GradusPass *pass,
              const GradusLayerPass *own, const GradusPart *part, const float *gradient,
              float *input_gradient)
{
  const GradusBlock block = make_block (layer, &part->columns);
  float *delta = own->delta + part->columns.begin;

  if (gradient)
    copy_rows (&block, gradient + part->columns.begin, delta);
  if (input_gradient)
    copy_rows (&block, delta, input_gradient + part->columns.begin);
  if (own->earlier_gradient)
    pass->kernels->add (&block, delta, own->earlier_gradient + part->columns.begin);
}

static guint
add_list_primitives (const GradusLayer *layer,
                     GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES])
{
  primitives[0] = (GradusPrimitive){ GRADUS_PRIMITIVE_ADD, .add = { layer->earlier } };
  return 1;
}

static const GradusLayerFunctions functions = {
  .list_primitives = add_list_primitives,
  .forward = add_forward,
  .backward = add_backward,
};

const GradusLayerClass gradus_add_class = {
  .name = "add",
  .title = N_ ("Skip connection"),
  .settings = settings,
  .infer_shape = add_infer_shape,
  .functions = &functions,
};
