/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* One pixel explained: each of its numbers is the network's own, to the bit, and all pixels together
 * give what training uses. */
#include <math.h>
#include <string.h>

#include "experiment/experiment-json.h"
#include "nn/layer.h"
#include "nn/pass.h"
#include "train/snapshot-take.h"

/* Pictures of 2 × 3; every kind of layer that makes maps. */
#define FORMAT                                                                                     \
  "{\"gradus-experiment\":1,\"data\":{\"name\":\"file\",\"path\":\"" GRADUS_DATA_DIR               \
  "/right/letters-images-idx3-ubyte\",\"test-fraction\":0},\"network\":{\"layers\":["              \
  "{\"kind\":\"convolution\",\"filters\":3,\"kernel\":3,\"activation\":\"elu\"},"                  \
  "{\"kind\":\"batch-normalisation\",\"activation\":\"tanh\"},"                                    \
  "{\"kind\":\"convolution\",\"filters\":3,\"kernel\":[1,2],\"activation\":\"maxout\"},"           \
  "{\"kind\":\"add\",\"from\":1},{\"kind\":\"dropout\",\"rate\":0.5},"                             \
  "{\"kind\":\"%s\",\"size\":2,\"stride\":1},{\"units\":26,\"activation\":\"softmax\"}]},"         \
  "\"training\":{\"cost\":\"cross-entropy\",\"optimiser\":{\"name\":\"sgd\","                      \
  "\"learning-rate\":0.1}},\"seed\":3}"

#define SAMPLE 4
#define N_LAYERS 6 /* that make maps */

typedef struct {
  GradusExperiment *experiment;
  GradusStepper *stepper;
  GradusNetwork *network;
  GradusPass *pass; /* the sample, alone */
} Run;

static void
run_init (Run *self, const char *pooling)
{
  g_autofree char *text = g_strdup_printf (FORMAT, pooling);
  g_autoptr (GError) error = NULL;
  atomic_bool never = FALSE;
  const GradusDataset *data;

  self->experiment = gradus_experiment_from_json (text, strlen (text), &error);
  g_assert_no_error (error);
  self->stepper = gradus_stepper_new (self->experiment, &error);
  g_assert_no_error (error);
  gradus_stepper_advance (self->stepper, 20, &never);
  gradus_stepper_measure (self->stepper, 0);
  self->network = (GradusNetwork *) gradus_stepper_get_network (self->stepper);
  self->pass =
      gradus_network_new_pass (self->network, 1, GRADUS_PASS_GRADIENTS | GRADUS_PASS_ALL_Z, NULL);
  data = gradus_stepper_get_dataset (self->stepper);
  gradus_pass_set_samples (self->pass, 1,
                           gradus_cost_sample_weight (GRADUS_COST_CROSS_ENTROPY, 26, 1));
  gradus_pass_load (self->pass, &data->inputs, data->targets, NULL, SAMPLE, NULL, NULL);
  gradus_network_forward (self->network, self->pass, NULL);
  gradus_network_backward (self->network, self->pass, GRADUS_COST_CROSS_ENTROPY, NULL);
}

static void
run_clear (Run *self)
{
  gradus_pass_free (self->pass);
  gradus_stepper_free (self->stepper);
  gradus_experiment_free (self->experiment);
}

static GradusPixel *
look (const Run *run, guint layer, guint map, guint row, guint column)
{
  const GradusSnapshotNeeds needs = {
    .pixel_layer = layer + 1, .pixel_map = map + 1, .pixel_row = row + 1, .pixel_column = column + 1
  };

  return gradus_observer_make_pixel (gradus_stepper_get_observer (run->stepper), &needs, SAMPLE);
}

static gboolean
is_same (float a, float b)
{
  return memcmp (&a, &b, sizeof a) == 0;
}

static float
sum_patch (const GradusPixel *pixel)
{
  float sum = 0;

  for (guint i = 0; i < pixel->scan.window_height * pixel->scan.window_width; i++)
    sum += pixel->patch[i];
  return sum;
}

static void
check_making (const GradusPixel *pixel)
{
  const double z = (double) pixel->z;

  switch (pixel->kind) {
  case GRADUS_PIXEL_SUM:
    g_assert_true (is_same (pixel->sums[pixel->n_channels - 1], pixel->z));
    break;
  case GRADUS_PIXEL_LARGEST:
    g_assert_true (is_same (pixel->patch[pixel->largest], pixel->value));
    break;
  case GRADUS_PIXEL_MEAN:
    g_assert_cmpfloat_with_epsilon ((double) sum_patch (pixel) / 4, (double) pixel->value, 1e-6);
    break;
  case GRADUS_PIXEL_NORMALISED:
    g_assert_cmpfloat_with_epsilon (
        (double) pixel->scale * (double) (pixel->patch[0] - pixel->mean) * (double) pixel->inverse +
            (double) pixel->shift,
        z, 1e-5);
    break;
  case GRADUS_PIXEL_ADDED:
    g_assert_true (is_same (pixel->patch[0] + pixel->earlier, pixel->value));
    break;
  case GRADUS_PIXEL_PASSED:
    g_assert_true (is_same (pixel->patch[0], pixel->value));
    break;
  }
}

static void
check_pixel (const Run *run, const GradusPixel *pixel)
{
  const GradusLayer *layer = gradus_network_get_layer (run->network, pixel->layer);
  const GradusLayerPass *own = &run->pass->layers[pixel->layer];
  const guint n = layer->out.sizes[1] * layer->out.sizes[2], stride = run->pass->stride;
  const guint at = pixel->row * layer->out.sizes[2] + pixel->column, row = pixel->map * n + at;
  float delta = 0;

  g_assert_true (is_same (pixel->value, own->output[row * stride]));
  g_assert_true (is_same (pixel->value, pixel->values[at]));
  for (guint piece = 0; piece < layer->n_rows / layer->n_outputs; piece++)
    delta += own->delta[(piece * layer->n_outputs + row) * stride];
  g_assert_true (is_same (pixel->delta, delta));
  g_assert_true (is_same (pixel->delta, pixel->deltas[at]));
  g_assert_cmpfloat_with_epsilon ((double) (pixel->arrived * pixel->slope), (double) delta,
                                  1e-6 * (1 + fabs ((double) delta)));
  check_making (pixel);
}

/* What all pixels of a map give to the weights together is the gradient that training uses. */
static void
add_gradients (const GradusPixel *pixel, guint n_weights, double *gradients)
{
  const gsize filter = (gsize) pixel->piece * pixel->n_maps + pixel->map;

  for (guint i = 0; i < n_weights; i++)
    gradients[filter * n_weights + i] += (double) pixel->delta * (double) pixel->patch[i];
}

static void
check_layer (const Run *run, guint index)
{
  const GradusLayer *layer = gradus_network_get_layer (run->network, index);
  const float *gradients = gradus_network_get_gradients (run->network, run->pass, index);
  g_autofree double *sums = g_new0 (double, gradus_layer_count_parameters (layer) + 1);
  GradusTensor main;
  guint n_weights = 0;

  if (layer->class == &gradus_convolution_class && gradus_layer_find_main_tensor (layer, &main))
    n_weights = (guint) gradus_tensor_count_row (&main);
  for (guint map = 0; map < layer->out.sizes[0]; map++) {
    for (guint at = 0; at < layer->out.sizes[1] * layer->out.sizes[2]; at++) {
      GradusPixel *pixel =
          look (run, index, map, at / layer->out.sizes[2], at % layer->out.sizes[2]);

      check_pixel (run, pixel);
      add_gradients (pixel, n_weights, sums);
      gradus_pixel_free (pixel);
    }
  }
  for (gsize i = 0; n_weights > 0 && i < gradus_tensor_count (&main); i++)
    g_assert_cmpfloat_with_epsilon (sums[i], (double) gradients[i], 1e-6);
}

static void
test_numbers (void)
{
  const char *const poolings[] = { "max-pooling", "average-pooling" };

  for (guint i = 0; i < G_N_ELEMENTS (poolings); i++) {
    Run run;

    run_init (&run, poolings[i]);
    for (guint layer = 0; layer < N_LAYERS; layer++)
      check_layer (&run, layer);
    run_clear (&run);
  }
}

/* What there is no pixel of, and what is moved into the map; 0 is the middle. */
static void
test_places (void)
{
  GradusSnapshotNeeds needs = { .pixel_layer = 1, .pixel_map = 2 };
  GradusPixel *pixel;
  Run run;

  run_init (&run, "max-pooling");
  pixel = gradus_observer_make_pixel (gradus_stepper_get_observer (run.stepper), &needs, SAMPLE);
  g_assert_cmpuint (pixel->map, ==, 1);
  g_assert_cmpuint (pixel->row, ==, 1);
  g_assert_cmpuint (pixel->column, ==, 1);
  gradus_pixel_free (pixel);
  pixel = look (&run, 0, 0, 9, 9);
  g_assert_cmpuint (pixel->row, ==, 1);
  g_assert_cmpuint (pixel->column, ==, 2);
  gradus_pixel_free (pixel);
  g_assert_null (look (&run, 0, 3, 0, 0));
  g_assert_null (look (&run, 6, 0, 0, 0)); /* units */
  g_assert_null (look (&run, 7, 0, 0, 0)); /* no layer */
  needs.pixel_layer = 1;
  g_assert_null (
      gradus_observer_make_pixel (gradus_stepper_get_observer (run.stepper), &needs, 1000));
  run_clear (&run);
}

/* A snapshot for another pixel will not do. */
static void
test_needs (void)
{
  const GradusSnapshotNeeds none = GRADUS_SNAPSHOT_NEEDS_NONE;
  GradusSnapshotNeeds a = none, b = none, merged = none;

  a.pixel_layer = a.pixel_map = 2;
  b = a;
  b.pixel_column = 3;
  g_assert_true (gradus_snapshot_needs_wants_more (&none, &a));
  g_assert_false (gradus_snapshot_needs_wants_more (&a, &none));
  g_assert_true (gradus_snapshot_needs_wants_more (&a, &b));
  gradus_snapshot_needs_merge (&merged, &a);
  gradus_snapshot_needs_merge (&merged, &b);
  gradus_snapshot_needs_merge (&merged, &none);
  g_assert_false (gradus_snapshot_needs_wants_more (&merged, &b));
  g_assert_true (gradus_snapshot_needs_wants_more (&merged, &a));
}

void
add_pixel_tests (void)
{
  g_test_add_func ("/pixel/numbers", test_numbers);
  g_test_add_func ("/pixel/places", test_places);
  g_test_add_func ("/pixel/needs", test_needs);
}
