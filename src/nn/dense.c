/* SPDX-License-Identifier: MIT */
#include <cblas.h>
#include <glib/gi18n.h>

#include "nn/blas.h"
#include "nn/kernels/kernels.h"
#include "nn/layer-functions.h"

/* From so many weights on, and with no side too thin for its blocks, OpenBLAS's sgemm overtakes the
 * fused loops: it works block by block, which pays once neither weights nor batch stay in the
 * cache. When that is depends on whose vectors are wider: by the floats in one of ours and the
 * kernels that OpenBLAS chose (measured with tests/bench/bench-dense.c for batches of 4 to 256, and
 * in whole steps by gradus-cli bench).
 * NEON was not: it has what AVX-512 has with as wide ones. */
static const gsize blas_weights[][GRADUS_N_BLAS_KERNELS] = {
#ifdef GRADUS_HAVE_NEON_KERNELS
  [4] = { 1 << 19, 1 << 19, 1 << 19, 1 << 19 },
#else
  [4] = { 1 << 16, 1 << 10, 1 << 11, 1 << 11 },
#endif
  [8] = { G_MAXSIZE, 1 << 21, 1 << 18, 1 << 14 },
  [16] = { G_MAXSIZE, G_MAXSIZE, 1 << 21, 1 << 19 },
};
#define BLAS_THINNEST_SIDE 16

/* OpenBLAS works on twelve rows at a time on some processors and on fewer on others, and rounds the
 * rest at the end differently: shares of whole twelves leave the bits alone. Products of up to a
 * million multiply-adds it leaves to other loops on some, which add up in another order: a share is
 * larger than that, or all there is. */
#define BLAS_ROWS 12
#define BLAS_SMALL_PRODUCT 1000000

/* The layer's tensors. */
enum {
  WEIGHT,
  BIAS,
};

static gsize
find_blas_weights (void)
{
  const GradusBlasKernels theirs = gradus_blas_classify (openblas_get_corename ());

  return gradus_blas_is_right () ? blas_weights[gradus_kernels_get ()->width][theirs] : G_MAXSIZE;
}

static gboolean
is_for_blas (const GradusLayer *layer)
{
  static gsize threshold;

  if (g_once_init_enter (&threshold))
    g_once_init_leave (&threshold, find_blas_weights ());
  return (gsize) layer->n_inputs * layer->n_rows >= threshold &&
         MIN (layer->n_inputs, layer->n_rows) >= BLAS_THINNEST_SIDE;
}

/* `m` from column `column` on; NULL stays NULL. */
static float *
from_column (float *m, guint column)
{
  return m ? m + column : NULL;
}

static gsize
count_weights (const GradusLayer *layer)
{
  return (gsize) layer->n_inputs * layer->n_rows;
}

/* Each piece of a maxout is a layer of its own: pieces lie along the first axis, and have no part in
 * the fans. */
static guint
dense_list_tensors (const GradusLayer *layer, GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS])
{
  tensors[WEIGHT] = (GradusTensor){ .name = "weight",
                                    .role = GRADUS_TENSOR_WEIGHT,
                                    .n_axes = 2,
                                    .axes = { layer->n_rows, layer->n_inputs },
                                    .fan_in = layer->n_inputs,
                                    .fan_out = layer->n_outputs };
  tensors[BIAS] = (GradusTensor){ "bias", GRADUS_TENSOR_BIAS, 1, { layer->n_rows } };
  return 2;
}

static guint
dense_list_primitives (const GradusLayer *layer,
                       GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES])
{
  const GradusActivation activation = layer->spec.activation;
  guint n = 0;

  if (layer->in.n_axes > 1)
    primitives[n++] = (GradusPrimitive){ GRADUS_PRIMITIVE_FLATTEN };
  primitives[n++] =
      (GradusPrimitive){ GRADUS_PRIMITIVE_GEMM, .gemm = { WEIGHT, BIAS, activation.pieces } };
  if (activation.kind == GRADUS_ACTIVATION_MAXOUT)
    primitives[n++] = (GradusPrimitive){ GRADUS_PRIMITIVE_MAX, .max = { activation.pieces } };
  else if (activation.kind != GRADUS_ACTIVATION_LINEAR)
    primitives[n++] = (GradusPrimitive){ GRADUS_PRIMITIVE_ACTIVATION, .activation = activation };
  return n;
}

static void
dense_initialise (const GradusLayer *layer, GradusRandom *random, float *parameters)
{
  const GradusInitialiser *initialiser = &layer->spec.initialiser;
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS], *piece = &tensors[WEIGHT];

  dense_list_tensors (layer, tensors);
  piece->axes[0] = layer->n_outputs;
  for (guint i = 0; i < layer->spec.activation.pieces; i++)
    gradus_initialiser_fill (initialiser, random, piece,
                             parameters + i * gradus_tensor_count (piece));
  for (guint i = 0; i < layer->n_rows; i++)
    parameters[count_weights (layer) + i] = initialiser->bias;
}

/* On maps it flattens by itself. */
static gboolean
dense_infer_shape (const GradusLayerSpec *spec, const GradusShape *in, const GradusShape *earlier,
                   GradusShape *out, GError **error)
{
  *out = gradus_shape_make_units ((guint) spec->settings[0]);
  return TRUE;
}

static gboolean
dense_fits_activation (GradusActivationKind activation)
{
  return TRUE;
}

/* OpenBLAS gets one thread, because the workers that share a step call it for their own parts. */
static void
limit_blas_threads (void)
{
  static gsize once;

  if (g_once_init_enter (&once)) {
    openblas_set_num_threads (1);
    g_once_init_leave (&once, 1);
  }
}

/* Where the activation looks at several rows the op ends with z. */
static gboolean
dense_plan (const GradusLayer *layer, const float *parameters, float *gradients,
            const GradusPass *pass, const GradusLayerPass *own)
{
  const gboolean is_elementwise = gradus_activation_is_elementwise (layer->spec.activation.kind);
  GradusDenseOp *op = own->plan;

  limit_blas_threads ();
  *op = (GradusDenseOp){
    .n_inputs = layer->n_inputs,
    .n_outputs = layer->n_rows,
    .activation = &layer->spec.activation,
    .weights = parameters,
    .biases = parameters + count_weights (layer),
    .input = own->input,
    .output = is_elementwise ? own->output : own->z,
    .delta = own->delta,
    .z = is_elementwise ? own->z : NULL,
    .input_by_sample = own->input_by_sample,
    .pitch = gradus_kernels_stride (layer->n_inputs),
    .is_turned = own->input == pass->inputs,
    .weight_gradients = gradients,
    .bias_gradients = gradients ? gradients + count_weights (layer) : NULL,
  };
  gradus_dense_op_finish (op);
  return is_elementwise && !is_for_blas (layer);
}

/* z = W·x + b by OpenBLAS. */
static void
blas_linear (const GradusDenseOp *op, const GradusPass *pass, const GradusColumns *columns,
             float *z)
{
  const int rows = (int) op->n_outputs, inputs = (int) op->n_inputs, stride = (int) pass->stride;
  const GradusBlock block = { op->n_outputs, columns->end - columns->begin, pass->stride };

  gradus_kernels_get ()->fill_rows (&block, op->biases, z + columns->begin);
  for (guint start = columns->begin; start < columns->end; start += pass->piece)
    cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, rows,
                 (int) MIN (pass->piece, columns->end - start), inputs, 1, op->weights, inputs,
                 op->input + start, stride, 1, z + start, stride);
}

/* dx = Wᵀ·delta by OpenBLAS. */
static void
blas_input_gradient (const GradusDenseOp *op, const GradusPass *pass, const GradusColumns *columns,
                     float *input_gradient)
{
  const int rows = (int) op->n_outputs, inputs = (int) op->n_inputs, stride = (int) pass->stride;

  for (guint start = columns->begin; start < columns->end; start += pass->piece)
    cblas_sgemm (CblasRowMajor, CblasTrans, CblasNoTrans, inputs,
                 (int) MIN (pass->piece, columns->end - start), rows, 1, op->weights, inputs,
                 op->delta + start, stride, 0, input_gradient + start, stride);
}

static void
dense_forward (const GradusLayer *layer, float *parameters, const GradusPass *pass,
               const GradusLayerPass *own, const GradusPart *part)
{
  const GradusKernels *kernels = gradus_kernels_get ();
  const GradusActivation activation = layer->spec.activation;
  const GradusBlock block = { layer->n_outputs, part->columns.end - part->columns.begin,
                              pass->stride };
  float *output = own->output + part->columns.begin,
        *slope = from_column (own->delta, part->columns.begin);
  float *z = own->z ? own->z + part->columns.begin : output;

  if (is_for_blas (layer))
    blas_linear (own->plan, pass, &part->columns, own->z ? own->z : own->output);
  else
    kernels->dense_forward (own->plan, 1, &part->columns);
  if (activation.kind == GRADUS_ACTIVATION_MAXOUT)
    kernels->maxout (&block, activation.pieces, layer->n_outputs, z, output, slope);
  else if (activation.kind == GRADUS_ACTIVATION_SOFTMAX)
    kernels->softmax (&block, z, output);
  else if (is_for_blas (layer))
    kernels->activate (&block, activation, z, output, slope);
}

/* delta = f′(z) · gradient. */
static void
pass_activation (const GradusLayer *layer, const GradusPass *pass, const GradusLayerPass *own,
                 const GradusColumns *columns, const float *gradient)
{
  const GradusKernels *kernels = gradus_kernels_get ();
  const GradusBlock block = { layer->n_outputs, columns->end - columns->begin, pass->stride };
  float *delta = own->delta + columns->begin;

  if (layer->spec.activation.kind == GRADUS_ACTIVATION_SOFTMAX) {
    kernels->softmax_gradient (&block, own->output + columns->begin, gradient + columns->begin,
                               delta);
    return;
  }
  for (guint piece = 0; piece < layer->spec.activation.pieces; piece++)
    kernels->multiply (&block, gradient + columns->begin,
                       delta + (gsize) piece * layer->n_outputs * pass->stride);
}

static void
dense_backward (const GradusLayer *layer, const float *parameters, const GradusPass *pass,
                const GradusLayerPass *own, const GradusPart *part, const float *gradient,
                float *input_gradient)
{

  if (gradient)
    pass_activation (layer, pass, own, &part->columns, gradient);
  if (!is_for_blas (layer))
    gradus_kernels_get ()->dense_backward (own->plan, 1, &part->columns, NULL, input_gradient);
  else if (input_gradient)
    blas_input_gradient (own->plan, pass, &part->columns, input_gradient);
}

static void
dense_differentiate (const GradusLayer *layer, const GradusPass *pass, const GradusLayerPass *own,
                     GradusSpan rows, float *gradients)
{
  const int inputs = (int) layer->n_inputs, stride = (int) pass->stride;
  const float *delta = own->delta + (gsize) rows.begin * pass->stride;

  if (!is_for_blas (layer)) {
    gradus_kernels_get ()->dense_differentiate (own->plan, 1, pass->stride, pass->n_samples, &rows);
    return;
  }
  cblas_sgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) (rows.end - rows.begin), inputs,
               (int) pass->n_samples, 1, delta, stride, own->input, stride, 0,
               gradients + (gsize) rows.begin * layer->n_inputs, inputs);
  gradus_kernels_get ()->sum_rows (rows.end - rows.begin, pass->stride, delta,
                                   gradients + count_weights (layer) + rows.begin);
}

static guint
dense_find_row_share (const GradusLayer *layer, guint n_samples)
{
  const gsize a_row = (gsize) layer->n_inputs * n_samples;

  return is_for_blas (layer) ? (guint) (BLAS_SMALL_PRODUCT / a_row / BLAS_ROWS + 1) * BLAS_ROWS
                             : BLAS_ROWS;
}

static void
dense_forward_chain (const GradusPass *pass, guint first, guint end)
{
  pass->kernels->dense_forward (pass->layers[first].plan, end - first, &pass->columns);
}

static void
dense_backward_chain (const GradusPass *pass, guint first, guint end, const float *gradient,
                      float *input_gradient)
{
  pass->kernels->dense_backward (pass->layers[first].plan, end - first, &pass->columns, gradient,
                                 input_gradient);
}

static void
dense_differentiate_chain (const GradusPass *pass, guint first, guint end)
{
  pass->kernels->dense_differentiate (pass->layers[first].plan, end - first, pass->stride,
                                      pass->n_samples, NULL);
}

static gboolean
dense_can_step_chain (const GradusPass *pass, guint first, guint end)
{
  for (guint i = first; i < end; i++) {
    const GradusDenseOp *op = pass->layers[i].plan;

    if (!op->is_tiny)
      return FALSE;
  }
  return pass->stride == 4;
}

static guint64
dense_step_chain (const GradusPass *pass, guint first, guint end, float factor, float rate,
                  guint64 most, const atomic_bool *interrupt, gboolean *is_finite)
{
  const GradusDenseSteps steps = { factor, pass->lane_weights, pass->targets,
                                   rate,   most,               interrupt };

  return pass->kernels->dense_step (pass->layers[first].plan, end - first, &steps, is_finite);
}

static const GradusLayerFunctions functions = {
  .find_row_share = dense_find_row_share,
  .count_multiply_adds = count_weights,
  .list_tensors = dense_list_tensors,
  .list_primitives = dense_list_primitives,
  .initialise = dense_initialise,
  .needs_input_by_sample = TRUE,
  .plan_size = sizeof (GradusDenseOp),
  .plan = dense_plan,
  .forward = dense_forward,
  .backward = dense_backward,
  .differentiate = dense_differentiate,
  .forward_chain = dense_forward_chain,
  .backward_chain = dense_backward_chain,
  .differentiate_chain = dense_differentiate_chain,
  .can_step_chain = dense_can_step_chain,
  .step_chain = dense_step_chain,
};

static const GradusLayerSetting settings[] = {
  { "units", N_ ("Units"), N_ ("how many features the layer can make of what it is given"),
    GRADUS_SETTING_WHOLE, 1, 1, GRADUS_MAX_UNITS, .is_required = TRUE, .is_width = TRUE },
  { NULL },
};

const GradusLayerClass gradus_dense_class = {
  .name = "dense",
  .title = N_ ("Dense"),
  .has_activation = TRUE,
  .has_initialiser = TRUE,
  .infer_shape = dense_infer_shape,
  .settings = settings,
  .fits_activation = dense_fits_activation,
  .functions = &functions,
};
