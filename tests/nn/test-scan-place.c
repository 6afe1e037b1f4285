/* SPDX-License-Identifier: MIT */

/* One place of a convolution against what the kernels said there, to the bit, and receptive fields
 * against what really changes a number. */
#include <math.h>
#include <string.h>

#include "map-specs.h"
#include "nn/layer.h"
#include "nn/network.h"
#include "nn/pass.h"
#include "nn/primitive.h"
#include "nn/receptive-field.h"
#include "nn/scan-place.h"
#include "tests.h"

static void
draw (gsize n, guint64 salt, double low, double high, float *numbers)
{
  for (guint64 k = 0; k < n; k++)
    numbers[k] =
        (float) (low + (high - low) *
                           (double) ((k * k * 31 + k * 7919 + salt * 104729 + 12345) % 10007) /
                           10007);
}

static GradusNetwork *
make_network (const GradusLayerSpec *specs, guint n, const GradusShape *input, double low)
{
  g_autoptr (GError) error = NULL;
  GradusNetwork *network = gradus_network_new (specs, n, input, GRADUS_OPTIMISER_SGD, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    draw (gradus_network_count_parameters (network, i), i + 1, low, 0.5,
          gradus_network_get_parameters (network, i));
  return network;
}

/* -- Sums -------------------------------------------------------------------------------------- */

/* One place of one filter, of the sample that is the pass's first. */
static void
check_place (GradusNetwork *network, const GradusPass *pass, const GradusScan *scan, guint filter,
             guint row, guint column)
{
  const GradusLayer *layer = gradus_network_get_layer (network, 0);
  const guint n_channels = layer->in.sizes[0], n = scan->window_height * scan->window_width;
  const float *weights = gradus_network_get_parameters (network, 0);
  const float bias = weights[(gsize) layer->out.sizes[0] * n_channels * n + filter];
  const GradusScanPlace place = gradus_scan_place_find (scan, row, column);
  const gsize at = ((gsize) (filter * scan->out_height + row) * scan->out_width + column);
  g_autofree float *patch = g_new (float, n_channels *n), *sums = g_new (float, n_channels);
  const float z = pass->layers[0].z[at * pass->stride];
  double sum = (double) bias;

  gradus_scan_place_copy_patch (scan, &place, n_channels, pass->inputs, pass->stride, patch);
  gradus_scan_place_sum (pass->kernels, scan, &place, n_channels, patch,
                         weights + (gsize) filter * n_channels * n, bias, sums);
  g_assert_cmpmem (&sums[n_channels - 1], sizeof (float), &z, sizeof (float));
  for (guint c = 0; c < n_channels; c++) {
    for (guint k = c * n; k < (c + 1) * n; k++)
      sum += (double) patch[k] * (double) weights[(gsize) filter * n_channels * n + k];
    g_assert_cmpfloat_with_epsilon ((double) sums[c], sum, 1e-4 * (1 + fabs (sum)));
  }
}

static void
check_sums (const GradusLayerSpec *spec, const GradusShape *input, guint n_samples)
{
  g_autoptr (GradusNetwork) network = make_network (spec, 1, input, -0.5);
  g_autoptr (GradusPass) pass =
      gradus_network_new_pass (network, n_samples, GRADUS_PASS_ALL_Z, NULL);
  const guint n_inputs = gradus_shape_count (input);
  g_autofree float *x = g_new (float, ((gsize) n_samples * n_inputs));
  GradusPrimitive primitives[GRADUS_LAYER_MAX_PRIMITIVES];
  const GradusScan *scan = &primitives[0].convolution.scan;
  guint n;

  draw ((gsize) n_samples * n_inputs, 5, -1, 1, x);
  gradus_pass_load_floats (pass, x, NULL, NULL);
  gradus_network_forward (network, pass, NULL);
  gradus_layer_list_primitives (gradus_network_get_layer (network, 0), primitives, &n);
  for (guint filter = 0; filter < (guint) spec->settings[0]; filter++)
    for (guint row = 0; row < scan->out_height; row++)
      for (guint column = 0; column < scan->out_width; column++)
        check_place (network, pass, scan, filter, row, column);
}

/* Every kernel × stride × padding × number of channels × tail of a batch. */
static void
test_sum (void)
{
  const double kernels[] = { 1, 2, 3, gradus_size_make (5, 3), 7 };
  const double paddings[] = { GRADUS_SETTING_WORD, 0, 1, 4 };
  const guint batches[] = { 1, 5, 17, 33 }, channels[] = { 1, 3, 20 };

  for (guint k = 0; k < G_N_ELEMENTS (kernels); k++)
    for (guint stride = 1; stride <= 3; stride++)
      for (guint p = 0; p < G_N_ELEMENTS (paddings); p++)
        for (guint i = 0; i < G_N_ELEMENTS (channels) * G_N_ELEMENTS (batches); i++) {
          const GradusShape input = gradus_shape_make_picture (channels[i / 4], 7, 9);
          const GradusLayerSpec spec = make_convolution (3, kernels[k], stride, paddings[p]);

          check_sums (&spec, &input, batches[i % 4]);
        }
}

/* Where rows of maps are so large that kernels pack them, and sum up channels in parts. */
static void
test_long_sum (void)
{
  const GradusShape input = gradus_shape_make_picture (70, 6, 33);
  const GradusLayerSpec spec = make_convolution (9, 5, 1, GRADUS_SETTING_WORD);

  check_sums (&spec, &input, 33);
}

/* -- Receptive fields -------------------------------------------------------------------------- */

#define N_PIXELS (13 * 11)

static float
say (GradusNetwork *network, GradusPass *pass, guint layer, gsize at, const float *x)
{
  gradus_pass_load_floats (pass, x, NULL, NULL);
  gradus_network_forward (network, pass, NULL);
  return pass->layers[layer].output[at * pass->stride];
}

/* In a network in which more of an input never makes less of anything, and nothing is saturated,
 * each input that can change a number does so when it becomes very large. */
static void
check_field (GradusNetwork *network, guint layer)
{
  const GradusShape *out = &gradus_network_get_layer (network, layer)->out;
  g_autoptr (GradusPass) pass = gradus_network_new_pass (network, 1, GRADUS_PASS_FORWARD, NULL);
  const guint n_places = out->n_axes == 3 ? out->sizes[1] * out->sizes[2] : 1;
  float x[N_PIXELS];

  draw (N_PIXELS, 9, 0.1, 0.2, x);
  for (guint at = 0; at < n_places; at++) {
    const guint width = out->n_axes == 3 ? out->sizes[2] : 1;
    g_autofree guint8 *field = gradus_receptive_field_find (gradus_network_get_layer (network, 0), layer, at / width, at % width);
    const float before = say (network, pass, layer, at, x);

    for (guint pixel = 0; pixel < N_PIXELS; pixel++) {
      const float kept = x[pixel];

      x[pixel] = 1000;
      g_assert_cmpint (field[pixel], ==, say (network, pass, layer, at, x) != before);
      x[pixel] = kept;
    }
  }
}

static void
test_field (void)
{
  const GradusShape input = gradus_shape_make_picture (1, 13, 11);
  const GradusLayerClass *max = &gradus_max_pooling_class, *mean = &gradus_average_pooling_class;
  GradusLayerSpec add = gradus_layer_spec_make (gradus_layer_class_find ("add"));
  GradusLayerSpec specs[] = {
    make_convolution (2, gradus_size_make (3, 2), 2, 1),
    make_convolution (2, 3, 1, GRADUS_SETTING_WORD),
    make_convolution (2, 1, 1, 0),
    add,
    make_pooling (max, 2, 3),
    make_pooling (mean, 2, 1),
    gradus_layer_spec_make (&gradus_global_average_pooling_class),
  };
  const GradusLayerSpec sparse[] = { make_convolution (1, 1, 3, 0), make_convolution (1, 2, 2, 5) };
  g_autoptr (GradusNetwork) network = NULL;

  gradus_layer_spec_set (&specs[3], "from", 1);
  network = make_network (specs, G_N_ELEMENTS (specs), &input, 0.1);
  for (guint layer = 0; layer < G_N_ELEMENTS (specs); layer++)
    check_field (network, layer);
  gradus_network_free (network);
  network = make_network (sparse, 2, &input, 0.1);
  check_field (network, 0);
  check_field (network, 1);
}

/* The field of numbers that are no picture's. */
static void
test_no_field (void)
{
  const GradusShape input = gradus_shape_make_units (4);
  GradusLayerSpec spec = gradus_layer_spec_make (&gradus_dense_class);
  g_autoptr (GradusNetwork) network = NULL;

  gradus_layer_spec_set_width (&spec, 2);
  network = make_network (&spec, 1, &input, 0.1);
  g_assert_null (gradus_receptive_field_find (gradus_network_get_layer (network, 0), 0, 0, 0));
}

void
add_scan_place_tests (void)
{
  g_test_add_func ("/scan-place/sum", test_sum);
  g_test_add_func ("/scan-place/long-sum", test_long_sum);
  g_test_add_func ("/scan-place/field", test_field);
  g_test_add_func ("/scan-place/no-field", test_no_field);
}
