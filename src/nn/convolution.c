/* SPDX-License-Identifier: MIT */
#include <glib/gi18n.h>

#include "nn/kernels/kernels.h"
#include "nn/layer-functions.h"
#include "nn/network.h"

enum {
  FILTERS,
  KERNEL,
  STRIDE,
  PADDING,
};

static const GradusLayerSetting settings[] = {
  [FILTERS] = { "filters", N_ ("Filters"), N_ ("how many maps the layer makes of the picture"),
                GRADUS_SETTING_WHOLE, 8, 1, GRADUS_MAX_FILTERS, .is_required = TRUE,
                .is_width = TRUE },
  [KERNEL] = { "kernel", N_ ("Kernel"), N_ ("how many pixels a filter sees at once"),
               GRADUS_SETTING_SIZE, 3, 1, GRADUS_MAX_WINDOW, .is_required = TRUE },
  [STRIDE] = { "stride", N_ ("Stride"), N_ ("how many pixels a filter goes on at a time"),
               GRADUS_SETTING_WHOLE, 1, 1, GRADUS_MAX_WINDOW },
  [PADDING] = { "padding", N_ ("Padding"), N_ ("how many zeros lie around the picture"),
                GRADUS_SETTING_WHOLE, GRADUS_SETTING_WORD, 0, GRADUS_MAX_WINDOW, .word = "same",
                .word_title = N_ ("Same") },
  { NULL },
};

/* The layer's tensors. */
enum {
  WEIGHT,
  BIAS,
};

static gboolean
find_scan (const GradusLayerSpec *spec, const GradusShape *in, GradusScan *scan)
{
  return gradus_scan_init (scan, in, gradus_size_get_height (spec->settings[KERNEL]),
                           gradus_size_get_width (spec->settings[KERNEL]),
                           (guint) spec->settings[STRIDE], (int) spec->settings[PADDING]);
}

static void
set_misfit (const GradusScan *scan, GError **error)
{
  g_set_error (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_SHAPE,
               "a %u × %u kernel does not fit %u × %u; padding %u does", scan->window_height,
               scan->window_width, scan->height, scan->width,
               MAX (scan->window_height, scan->window_width) / 2);
}

static gboolean
convolution_infer_shape (const GradusLayerSpec *spec, const GradusShape *in,
                         const GradusShape *earlier, GradusShape *out, GError **error)
{
  g_autofree char *given = gradus_shape_format (in), *said = NULL;
  GradusScan scan;
  const gboolean fits = find_scan (spec, in, &scan);

  *out =
      gradus_shape_make_picture ((guint) spec->settings[FILTERS], scan.out_height, scan.out_width);
  said = gradus_shape_format (out);
  if (spec->initialiser.kind == GRADUS_INITIALISER_RBM)
    g_set_error_literal (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_SHAPE,
                         "rbm starts dense layers, whose units read all inputs; take another "
                         "initialiser for a convolution");
  else if (in->n_axes != 3)
    g_set_error (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_SHAPE,
                 "a convolution reads pictures or maps, not %s units; take data of pictures, and "
                 "dense layers only behind the convolutions",
                 given);
  else if (!fits)
    set_misfit (&scan, error);
  else if ((guint64) gradus_shape_count (out) * spec->activation.pieces > GRADUS_MAX_OUTPUTS)
    g_set_error (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_SHAPE,
                 "maps of %s with %u piece%s are too many numbers a sample; take fewer filters, or "
                 "a larger stride",
                 said, spec->activation.pieces, spec->activation.pieces == 1 ? "" : "s");
  else
    return TRUE;
  return FALSE;
}

/* Softmax goes over units, which maps are not. */
static gboolean
convolution_fits_activation (GradusActivationKind activation)
{
  return activation != GRADUS_ACTIVATION_SOFTMAX;
}

static guint
count_rows (const GradusLayer *layer)
{
  return gradus_shape_count_units (&layer->out) * layer->spec.activation.pieces;
}

static guint
convolution_list_tensors (const GradusLayer *layer, GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS])
{
  const guint height = gradus_size_get_height (layer->spec.settings[KERNEL]),
              width = gradus_size_get_width (layer->spec.settings[KERNEL]),
              n_channels = gradus_shape_count_units (&layer->in);

  tensors[WEIGHT] =
      (GradusTensor){ .name = "weight",
                      .role = GRADUS_TENSOR_WEIGHT,
                      .n_axes = 4,
                      .axes = { count_rows (layer), n_channels, height, width },
                      .fan_in = n_channels * height * width,
                      .fan_out = gradus_shape_count_units (&layer->out) * height * width };
  tensors[BIAS] = (GradusTensor){ "bias", GRADUS_TENSOR_BIAS, 1, { count_rows (layer) } };
  return 2;
}

static gsize
count_weights (const GradusLayer *layer)
{
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];

  convolution_list_tensors (layer, tensors);
  return gradus_tensor_count (&tensors[WEIGHT]);
}

static gsize
convolution_count_multiply_adds (const GradusLayer *layer)
{
  return count_weights (layer) * gradus_shape_count_unit_numbers (&layer->out);
}

static guint
convolution_list_primitives (const GradusLayer *layer,
                             GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES])
{
  const GradusActivation activation = layer->spec.activation;

  primitives[0] = (GradusPrimitive){ GRADUS_PRIMITIVE_CONVOLUTION,
                                     .convolution = { WEIGHT, BIAS, activation.pieces } };
  find_scan (&layer->spec, &layer->in, &primitives[0].convolution.scan);
  if (activation.kind == GRADUS_ACTIVATION_LINEAR)
    return 1;
  if (activation.kind == GRADUS_ACTIVATION_MAXOUT)
    primitives[1] = (GradusPrimitive){ GRADUS_PRIMITIVE_MAX, .max = { activation.pieces } };
  else
    primitives[1] = (GradusPrimitive){ GRADUS_PRIMITIVE_ACTIVATION, .activation = activation };
  return 2;
}

static void
convolution_initialise (const GradusLayer *layer, GradusRandom *random, float *parameters)
{
  const GradusInitialiser *initialiser = &layer->spec.initialiser;
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS], *piece = &tensors[WEIGHT];
  const gsize n_weights = count_weights (layer);

  convolution_list_tensors (layer, tensors);
  piece->axes[0] = gradus_shape_count_units (&layer->out);
  for (guint i = 0; i < layer->spec.activation.pieces; i++)
    gradus_initialiser_fill (initialiser, random, piece,
                             parameters + i * gradus_tensor_count (piece));
  for (guint i = 0; i < count_rows (layer); i++)
    parameters[n_weights + i] = initialiser->bias;
}

/* What stays the same from pass to pass. */
static gboolean
convolution_plan (const GradusLayer *layer, const float *parameters, float *gradients,
                  const GradusPass *pass, const GradusLayerPass *own)
{
  GradusConvolution *convolution = own->plan;
  const gsize n_weights = count_weights (layer);

  *convolution = (GradusConvolution){
    .n_channels = gradus_shape_count_units (&layer->in),
    .n_filters = count_rows (layer),
    .weights = parameters,
    .biases = parameters + n_weights,
  };
  find_scan (&layer->spec, &layer->in, &convolution->scan);
  return FALSE;
}

static GradusBlock
make_block (const GradusSpan *run, const GradusPart *part)
{
  return (GradusBlock){ run->end - run->begin, part->columns.end - part->columns.begin,
                        part->columns.stride };
}

/* Where a run begins in a matrix of outputs or inputs. */
static gsize
find_start (const GradusSpan *run, const GradusPart *part)
{
  return (gsize) run->begin * part->columns.stride + part->columns.begin;
}

static void
take_largest (const GradusLayer *layer, const GradusPass *pass, const GradusLayerPass *own,
              const GradusPart *part)
{
  for (guint i = 0; i < gradus_part_count_runs (part, &layer->out); i++) {
    const GradusSpan run = gradus_part_find_run (part, &layer->out, i);
    const GradusBlock block = make_block (&run, part);
    const gsize start = find_start (&run, part);

    pass->kernels->maxout (&block, layer->spec.activation.pieces, layer->n_outputs, own->z + start,
                           own->output + start, own->delta ? own->delta + start : NULL);
  }
}

/* Each piece is a convolution of its own, whose maps lie behind those of the piece before. */
static void
forward_pieces (const GradusLayer *layer, const GradusPass *pass, const GradusLayerPass *own,
                const GradusPart *part)
{
  const GradusActivation linear = gradus_activation_make (GRADUS_ACTIVATION_LINEAR);
  const guint n_filters = gradus_shape_count_units (&layer->out);

  for (guint piece = 0; piece < layer->spec.activation.pieces; piece++) {
    const GradusSpan filters = { piece * n_filters + part->units.begin,
                                 piece * n_filters + part->units.end };

    pass->kernels->convolution_forward (own->plan, &part->columns, &filters, &part->rows, linear,
                                        own->input, own->z, NULL, NULL);
  }
  take_largest (layer, pass, own, part);
}

static void
convolution_forward (const GradusLayer *layer, float *parameters, const GradusPass *pass,
                     const GradusLayerPass *own, const GradusPart *part)
{
  if (layer->spec.activation.kind == GRADUS_ACTIVATION_MAXOUT)
    forward_pieces (layer, pass, own, part);
  else
    pass->kernels->convolution_forward (own->plan, &part->columns, &part->units, &part->rows,
                                        layer->spec.activation, own->input, own->output,
                                        gradus_pass_find_slopes (layer, own), own->z);
}

static void
convolution_backward (const GradusLayer *layer, const float *parameters, const GradusPass *pass,
                      const GradusLayerPass *own, const GradusPart *part, const float *gradient,
                      float *input_gradient)
{
  GradusLayerPass piece = *own;

  for (guint i = 0; gradient && i < layer->spec.activation.pieces; i++) {
    for (guint k = 0; k < gradus_part_count_runs (part, &layer->out); k++) {
      const GradusSpan run = gradus_part_find_run (part, &layer->out, k);

      gradus_pass_take_gradient (pass, layer, &piece, &run, &part->columns, gradient);
    }
    piece.delta += (gsize) layer->n_outputs * pass->stride;
  }
}

/* At once, while a row is hot, it would be slower: pieces of rows are not foreseen by the cache. */
static void
multiply_by_slopes (const GradusLayer *layer, const GradusPass *pass, const GradusLayerPass *own,
                    const GradusPart *inputs, float *input_gradient)
{
  for (guint i = 0; i < gradus_part_count_runs (inputs, &layer->in); i++) {
    const GradusSpan run = gradus_part_find_run (inputs, &layer->in, i);
    const GradusBlock block = make_block (&run, inputs);
    const gsize start = find_start (&run, inputs);
    const GradusBend bend = { own->input + start, own->slope_before };

    pass->kernels->bend (&block, &bend, input_gradient + start, input_gradient + start);
  }
}

static void
convolution_send_back (const GradusLayer *layer, const float *parameters, const GradusPass *pass,
                       const GradusLayerPass *own, const GradusPart *inputs, float *input_gradient)
{
  pass->kernels->convolution_backward (own->plan, &inputs->columns, &inputs->units, &inputs->rows,
                                       own->delta, input_gradient);
  if (own->slope_before != 1)
    multiply_by_slopes (layer, pass, own, inputs, input_gradient);
}

/* -- Bands: so many, side by side, of the rows of the maps ------------------------------------- */

/* Two workers then meet only what each wrote itself, which is quicker than what another processor
 * wrote; of more workers several share the filters of a band. Each band is more work for one. */
#define N_BANDS 2

static guint
convolution_count_bands (const GradusLayer *layer)
{
  return MIN (N_BANDS, gradus_part_count_rows (&layer->out));
}

/* As workers share rows. */
static GradusSpan
find_band (const GradusLayer *layer, guint band)
{
  const GradusWorker worker = { NULL, band, convolution_count_bands (layer) };

  return gradus_worker_share (&worker, gradus_part_count_rows (&layer->out), 1);
}

/* Weights and biases. */
static gsize
count_parameters (const GradusLayer *layer)
{
  return count_weights (layer) + count_rows (layer);
}

/* The gradients of all bands but the first, which has the place of the sums. */
static gsize
convolution_count_scratch (const GradusLayer *layer, guint stride)
{
  return (convolution_count_bands (layer) - 1) * count_parameters (layer);
}

static void
convolution_differentiate (const GradusLayer *layer, const GradusPass *pass,
                           const GradusLayerPass *own, GradusSpan rows, float *gradients)
{
  const guint n_filters = count_rows (layer);

  for (guint band = 0; band < convolution_count_bands (layer); band++) {
    const guint first = band * n_filters;
    const GradusSpan filters = { CLAMP (rows.begin, first, first + n_filters) - first,
                                 CLAMP (rows.end, first, first + n_filters) - first };
    const GradusSpan places = find_band (layer, band);

    if (filters.begin < filters.end)
      pass->kernels->convolution_differentiate (
          own->plan, pass->stride, &filters, &places, own->input, own->delta,
          band == 0 ? gradients : own->scratch + (band - 1) * count_parameters (layer));
  }
}

static void
convolution_add_bands (const GradusLayer *layer, const GradusLayerPass *own, GradusSpan rows,
                       float *gradients)
{
  const gsize n_weights = count_weights (layer), filter = n_weights / count_rows (layer);

  for (guint band = 1; band < convolution_count_bands (layer); band++) {
    const float *more = own->scratch + (band - 1) * count_parameters (layer);

    for (gsize i = rows.begin * filter; i < rows.end * filter; i++)
      gradients[i] += more[i];
    for (gsize i = n_weights + rows.begin; i < n_weights + rows.end; i++)
      gradients[i] += more[i];
  }
}

static GradusSpan
convolution_find_input_rows (const GradusLayer *layer, GradusSpan rows)
{
  GradusScan scan;

  find_scan (&layer->spec, &layer->in, &scan);
  return gradus_scan_find_rows (&scan, rows);
}

static GradusSharing
convolution_find_sharing (const GradusLayer *layer)
{
  return GRADUS_SHARED_BY_ROWS_UNITS_OR_SAMPLES;
}

static const GradusLayerFunctions functions = {
  .find_sharing = convolution_find_sharing,
  .find_input_rows = convolution_find_input_rows,
  .can_skip_slopes = TRUE,
  .takes_slope_before = TRUE,
  .count_scratch = convolution_count_scratch,
  .count_multiply_adds = convolution_count_multiply_adds,
  .list_tensors = convolution_list_tensors,
  .list_primitives = convolution_list_primitives,
  .initialise = convolution_initialise,
  .plan_size = sizeof (GradusConvolution),
  .plan = convolution_plan,
  .forward = convolution_forward,
  .backward = convolution_backward,
  .send_back = convolution_send_back,
  .count_bands = convolution_count_bands,
  .differentiate = convolution_differentiate,
  .add_bands = convolution_add_bands,
};

const GradusLayerClass gradus_convolution_class = {
  .name = "convolution",
  .title = N_ ("Convolution"),
  .has_activation = TRUE,
  .has_initialiser = TRUE,
  .settings = settings,
  .infer_shape = convolution_infer_shape,
  .fits_activation = convolution_fits_activation,
  .functions = &functions,
};
