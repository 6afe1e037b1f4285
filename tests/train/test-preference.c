/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* The pictures that a unit prefers: the samples by asking each of them, and the one that is grown
 * where it is known: for a weighted sum it is the grey and the weights' direction. */
#include <math.h>
#include <string.h>

#include "experiment/builtin.h"
#include "nn/excitation.h"
#include "nn/pass.h"
#include "train/snapshot-take.h"

#define WIDTH 9
#define HEIGHT 7
#define N_INPUTS (WIDTH * HEIGHT)
#define N_SAMPLES 40

/* Pictures of which a fourth of the pixels is ±1, so that the grey is about 0 and a picture of such
 * a norm in any direction is within black and white; a convolution, pooling, 5 units, a class. */
static GradusStepper *
make_stepper (gboolean has_maps)
{
  const GradusPictureLayout layout = { WIDTH, HEIGHT, 1, TRUE };
  GradusLayerSpec convolution = gradus_layer_spec_make (&gradus_convolution_class),
                  pooling = gradus_layer_spec_make (&gradus_max_pooling_class);
  const GradusLayerSpec dense =
      gradus_layer_spec_dense (5, GRADUS_ACTIVATION_TANH, GRADUS_INITIALISER_XAVIER_UNIFORM);
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  g_autoptr (GradusDataset) dataset = gradus_dataset_new (N_INPUTS, 1, N_SAMPLES);
  GradusStepper *stepper;

  gradus_dataset_set_picture (dataset, &layout);
  for (guint i = 0; i < N_INPUTS * N_SAMPLES; i++) {
    const guint drawn = i * 7919 % 10007 * 31 % 8;

    dataset->floats[i] = drawn < 2 ? (float) drawn * 2 - 1 : 0;
  }
  for (guint i = 0; i < N_SAMPLES; i++)
    dataset->targets[i] = (float) (i % 2);
  g_array_remove_index (experiment->layers, 0);
  gradus_experiment_insert_layer (experiment, 0, &dense);
  convolution.activation = gradus_activation_make (GRADUS_ACTIVATION_RELU);
  gradus_layer_spec_set (&convolution, "filters", 3);
  if (has_maps) {
    gradus_experiment_insert_layer (experiment, 0, &pooling);
    gradus_experiment_insert_layer (experiment, 0, &convolution);
  }
  stepper = gradus_stepper_new_on (experiment, dataset, NULL, NULL);
  g_assert_nonnull (stepper);
  return stepper;
}

static GradusPreference *
look (GradusStepper *stepper, int layer, guint unit)
{
  GradusPreference *preference = gradus_observer_look_for_preference (
      gradus_stepper_get_observer (stepper), layer, unit);

  g_assert_nonnull (preference);
  return preference;
}

/* The excitation by a picture, asked alone. */
static double
ask (GradusStepper *stepper, const float *picture, guint layer, guint unit)
{
  GradusNetwork *network = (GradusNetwork *) gradus_stepper_get_network (stepper);
  g_autoptr (GradusPass) pass = gradus_network_new_pass (network, 1, GRADUS_PASS_ALL_Z, NULL);
  double value;

  gradus_pass_load_floats (pass, picture, NULL, NULL);
  gradus_network_forward (network, pass, NULL);
  gradus_excitation_measure (network, pass, layer, unit, &value);
  return value;
}

static void
check_samples (GradusStepper *stepper, const GradusPreference *preference)
{
  const GradusDataset *dataset = gradus_stepper_get_dataset (stepper);
  double last = INFINITY;
  guint n_above = 0;

  g_assert_true (preference->n_looked == N_SAMPLES && preference->n_best == GRADUS_PREFERENCE_MOST);
  for (guint i = 0; i < preference->n_best; i++) {
    g_assert_cmpfloat (preference->values[i], <=, last);
    g_assert_cmpfloat_with_epsilon (
        preference->values[i],
        ask (stepper, dataset->floats + preference->samples[i] * N_INPUTS, preference->layer,
             preference->unit),
        1e-5);
    last = preference->values[i];
  }
  for (guint i = 0; i < N_SAMPLES; i++)
    n_above += ask (stepper, dataset->floats + i * N_INPUTS, preference->layer, preference->unit) >
               last + 1e-5;
  g_assert_cmpuint (n_above, <=, GRADUS_PREFERENCE_MOST - 1);
}

/* It excites the unit more than grey, as much as is said, and is where pictures are. */
static void
check_grown (GradusStepper *stepper, const GradusPreference *preference)
{
  g_autoptr (GradusBackdrop) backdrop =
      gradus_backdrop_new (gradus_stepper_get_dataset (stepper));
  double squares = 0;

  for (guint i = 0; i < N_INPUTS; i++) {
    const double away = (double) preference->picture[i] - (double) backdrop->grey[i];

    squares += away * away;
    g_assert_true (preference->picture[i] >= backdrop->low &&
                   preference->picture[i] <= backdrop->high);
  }
  g_assert_cmpfloat (sqrt (squares), <=, backdrop->distance * (1 + 1e-5));
  g_assert_cmpfloat_with_epsilon (
      preference->value, ask (stepper, preference->picture, preference->layer, preference->unit),
      1e-5);
  g_assert_cmpfloat (preference->value, >,
                     ask (stepper, backdrop->grey, preference->layer, preference->unit));
}

static void
test_units (void)
{
  g_autoptr (GradusStepper) stepper = make_stepper (TRUE);
  const guint n_units[] = { 3, 3, 5, 1 };

  for (guint layer = 0; layer < G_N_ELEMENTS (n_units); layer++) {
    g_autoptr (GradusPreference) preference = look (stepper, (int) layer + 1, 1);

    g_assert_cmpuint (preference->layer, ==, layer);
    g_assert_cmpuint (preference->unit, ==, MIN (1, n_units[layer] - 1));
    g_assert_cmpuint (preference->n_units, ==, n_units[layer]);
    g_assert_true (preference->is_of_z == (layer != 1));
    g_assert_cmpuint (preference->n_numbers, ==, layer == 0 ? N_INPUTS : layer == 1 ? 12 : 1);
    check_samples (stepper, preference);
    check_grown (stepper, preference);
  }
  g_assert_null (
      gradus_observer_look_for_preference (gradus_stepper_get_observer (stepper), 5, 0));
}

/* z = w · x + b is largest at distance r from the grey g in the direction of w: w·g + b + r·‖w‖. */
static void
test_sum (void)
{
  g_autoptr (GradusStepper) stepper = make_stepper (FALSE);
  g_autoptr (GradusPreference) preference = look (stepper, 1, 2);
  g_autoptr (GradusBackdrop) backdrop =
      gradus_backdrop_new (gradus_stepper_get_dataset (stepper));
  const float *weights =
      gradus_network_get_parameters (gradus_stepper_get_network (stepper), 0) + 2 * N_INPUTS;
  double squares = 0, value = ask (stepper, backdrop->grey, 0, 2);

  for (guint i = 0; i < N_INPUTS; i++)
    squares += (double) weights[i] * (double) weights[i];
  g_assert_cmpfloat_with_epsilon (preference->value, value + backdrop->distance * sqrt (squares),
                                  1e-4);
  for (guint i = 0; i < N_INPUTS; i++)
    g_assert_cmpfloat_with_epsilon (
        (double) preference->picture[i],
        (double) backdrop->grey[i] + backdrop->distance * (double) weights[i] / sqrt (squares),
        1e-4);
}

/* Two runs of the same experiment see the same bits. Where grey moves nothing, all of it being
 * dead, it is grown from a sample. */
static void
test_again (void)
{
  g_autoptr (GradusStepper) one = make_stepper (TRUE), other = make_stepper (TRUE);
  g_autoptr (GradusPreference) first = look (one, -1, 3), second = look (other, 3, 3),
                               moved = NULL, dead = NULL;

  g_assert_cmpmem (first->picture, N_INPUTS * sizeof (float), second->picture,
                   N_INPUTS * sizeof (float));
  g_assert_true (first->value == second->value && first->unit == 3);
  for (guint filter = 0; filter < 3; filter++) /* on only where the pixels are far from grey */
    gradus_stepper_set_weight (one, 0, 3 * 9 + filter, -0.3f);
  moved = look (one, -1, 3);
  g_assert_cmpfloat (moved->value, >, moved->values[moved->n_best - 1]);
  for (guint filter = 0; filter < 3; filter++) /* never on */
    gradus_stepper_set_weight (one, 0, 3 * 9 + filter, -1000);
  dead = look (one, -1, 3);
  g_assert_cmpfloat (dead->value, ==, dead->values[0]);
}

/* The weights of a first layer of maps are its kernels, those of a dense one are as large as what it
 * reads. */
static void
test_kernels (void)
{
  GradusSnapshotNeeds needs = GRADUS_SNAPSHOT_NEEDS_NONE;

  needs.has_filters = TRUE;
  for (guint has_maps = 0; has_maps < 2; has_maps++) {
    g_autoptr (GradusStepper) stepper = make_stepper (has_maps);
    g_autoptr (GradusSnapshot) snapshot = gradus_snapshot_take (stepper, 0, &needs);
    const guint n = has_maps ? 9 : N_INPUTS;

    g_assert_cmpuint (snapshot->n_filters, ==, has_maps ? 3 : 5);
    g_assert_cmpuint (gradus_shape_count (&snapshot->filter_shape), ==, n);
    g_assert_cmpuint (snapshot->filter_shape.sizes[2], ==, has_maps ? 3 : WIDTH);
    g_assert_cmpmem (
        snapshot->filters, snapshot->n_filters * n * sizeof (float),
        gradus_network_get_parameters (gradus_stepper_get_network (stepper), 0),
        snapshot->n_filters * n * sizeof (float));
  }
}

static void
test_needs (void)
{
  const GradusSnapshotNeeds none = GRADUS_SNAPSHOT_NEEDS_NONE;
  GradusSnapshotNeeds wanted = none, other = none, merged = none;
  g_autoptr (GradusStepper) stepper = make_stepper (FALSE);
  g_autoptr (GradusSnapshot) without = gradus_snapshot_take (stepper, 0, &none), with = NULL;

  wanted.preferring_layer = -1;
  wanted.preferring_unit = 2;
  with = gradus_snapshot_take (stepper, 0, &wanted);
  g_assert_null (without->preference);
  g_assert_true (with->preference->unit == 2 && with->preference->layer == 0);
  g_assert_cmpfloat (with->seconds_of_thrift, >, 0);
  g_assert_true (gradus_snapshot_needs_wants_more (&none, &wanted));
  g_assert_false (gradus_snapshot_needs_wants_more (&wanted, &none));
  other.preferring_layer = -1;
  g_assert_true (gradus_snapshot_needs_wants_more (&other, &wanted));
  gradus_snapshot_needs_merge (&merged, &wanted);
  gradus_snapshot_needs_merge (&merged, &none);
  g_assert_false (gradus_snapshot_needs_wants_more (&merged, &wanted));
}

static void
test_budget (void)
{
  for (gsize work = 1; work < (gsize) 1e12; work *= 10) {
    const guint samples = gradus_preference_choose_samples (60000, work),
                steps = gradus_preference_choose_steps (work);

    g_assert_true (samples >= 256 && samples <= 60000 && steps >= 8 && steps <= 48);
    g_assert_true (samples == 256 || (double) samples * (double) work <= 8e9);
  }
  g_assert_cmpuint (gradus_preference_choose_samples (100, (gsize) 1e9), ==, 100);
  g_assert_cmpuint (gradus_preference_choose_samples (60000, 1000), ==, 60000);
}

void
add_preference_tests (void)
{
  g_test_add_func ("/preference/units", test_units);
  g_test_add_func ("/preference/sum", test_sum);
  g_test_add_func ("/preference/again", test_again);
  g_test_add_func ("/preference/kernels", test_kernels);
  g_test_add_func ("/preference/needs", test_needs);
  g_test_add_func ("/preference/budget", test_budget);
}
