/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* What a network looks at in a picture: the patches against pictures that are covered here, by
 * hand, and the gradient against differences; colour pictures in both layouts. */
#include <math.h>
#include <string.h>

#include "experiment/builtin.h"
#include "nn/pass.h"
#include "train/confusion.h"
#include "train/snapshot-take.h"

#define WIDTH 9
#define HEIGHT 7
#define N_INPUTS (WIDTH * HEIGHT * 3)
#define N_SAMPLES 5
#define STEP 1e-2f

/* Two classes by one sigmoid, or three by softmax. */
static GradusStepper *
make_stepper (guint n_classes, gboolean is_planar)
{
  const GradusPictureLayout layout = { WIDTH, HEIGHT, 3, is_planar };
  const guint n_targets = n_classes == 2 ? 1 : n_classes;
  const GradusLayerSpec spec =
      gradus_layer_spec_dense (6, GRADUS_ACTIVATION_TANH, GRADUS_INITIALISER_XAVIER_UNIFORM);
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  g_autoptr (GradusDataset) dataset = gradus_dataset_new (N_INPUTS, n_targets, N_SAMPLES);
  GradusLayerSpec *last;
  GradusStepper *stepper;

  gradus_dataset_set_picture (dataset, &layout);
  for (guint i = 0; i < N_INPUTS * N_SAMPLES; i++)
    dataset->floats[i] = (float) (i * i % 97) / 97;
  for (guint i = 0; i < N_SAMPLES; i++)
    dataset->targets[i * n_targets + i % n_targets] = n_targets > 1 ? 1 : (float) (i % 2);
  g_array_remove_index (experiment->layers, 0);
  last = &g_array_index (experiment->layers, GradusLayerSpec, 0);
  *last = gradus_layer_spec_dense (
      n_targets, n_targets > 1 ? GRADUS_ACTIVATION_SOFTMAX : GRADUS_ACTIVATION_SIGMOID,
      GRADUS_INITIALISER_XAVIER_UNIFORM);
  if (n_targets > 1)
    experiment->cost = GRADUS_COST_CROSS_ENTROPY;
  gradus_experiment_insert_layer (experiment, 0, &spec);
  stepper = gradus_stepper_new_on (experiment, dataset, NULL, NULL);
  g_assert_nonnull (stepper);
  return stepper;
}

/* z and the output of a class, of a picture of one's own. */
static void
ask (GradusStepper *stepper, const float *picture, guint class, double *z, double *output)
{
  GradusNetwork *network = (GradusNetwork *) gradus_stepper_get_network (stepper);
  g_autoptr (GradusPass) pass = gradus_network_new_pass (network, 1, GRADUS_PASS_FORWARD, NULL);
  const guint unit = pass->n_outputs > 1 ? class : 0;

  gradus_pass_load_floats (pass, picture, NULL, NULL);
  gradus_network_forward (network, pass, NULL);
  *z = (double) gradus_pass_logits (pass)[unit * pass->stride];
  if (pass->n_outputs == 1 && class == 0)
    *z = -*z;
  *output = gradus_confusion_get_output (gradus_pass_outputs (pass), pass->n_outputs, pass->stride,
                                         class);
}

static void
check_gradient (GradusStepper *stepper, const GradusSaliency *saliency)
{
  const GradusDataset *dataset = gradus_stepper_get_dataset (stepper);
  g_autofree float *picture = gradus_dataset_copy_inputs (dataset, saliency->sample, 1);
  double up, down, ignored;

  for (guint i = 0; i < N_INPUTS; i += 5) {
    const float kept = picture[i];

    picture[i] = kept + STEP;
    ask (stepper, picture, saliency->class, &up, &ignored);
    picture[i] = kept - STEP;
    ask (stepper, picture, saliency->class, &down, &ignored);
    picture[i] = kept;
    g_assert_cmpfloat_with_epsilon ((double) saliency->gradient[i],
                                    (up - down) / (2 * (double) STEP), 1e-3);
  }
}

/* The mean of the channel over all places of all pictures. */
static float
find_grey (const GradusDataset *dataset, guint channel)
{
  double sum = 0;

  for (guint sample = 0; sample < N_SAMPLES; sample++)
    for (guint y = 0; y < HEIGHT; y++)
      for (guint x = 0; x < WIDTH; x++)
        sum += (double) gradus_inputs_get (
            &dataset->inputs, sample,
            (guint) gradus_picture_layout_find (&dataset->picture, x, y, channel));
  return (float) (sum / (N_SAMPLES * WIDTH * HEIGHT));
}

/* 9 × 7 pixels: a patch of 3, moved by 1, cut off at the edges. */
static void
check_falls (GradusStepper *stepper, const GradusSaliency *saliency)
{
  const GradusDataset *dataset = gradus_stepper_get_dataset (stepper);

  g_assert_true (saliency->patch == 3 && saliency->step == 1);
  g_assert_true (saliency->n_across == WIDTH && saliency->n_down == HEIGHT);
  for (int cell = 0; cell < WIDTH * HEIGHT; cell++) {
    g_autofree float *picture = gradus_dataset_copy_inputs (dataset, saliency->sample, 1);
    const int column = cell % WIDTH, row = cell / WIDTH;
    double ignored, output;

    for (int y = MAX (row - 1, 0); y <= MIN (row + 1, HEIGHT - 1); y++)
      for (int x = MAX (column - 1, 0); x <= MIN (column + 1, WIDTH - 1); x++)
        for (guint channel = 0; channel < 3; channel++)
          picture[gradus_picture_layout_find (&dataset->picture, (guint) x, (guint) y, channel)] =
              find_grey (dataset, channel);
    ask (stepper, picture, saliency->class, &ignored, &output);
    g_assert_cmpfloat_with_epsilon ((double) saliency->falls[cell], saliency->output - output,
                                    1e-5);
  }
}

static void
check_saliency (GradusStepper *stepper, guint sample, int class)
{
  g_autoptr (GradusSaliency) saliency = gradus_observer_look_at_saliency (
      gradus_stepper_get_observer (stepper), sample, class);
  g_autofree float *picture =
      gradus_dataset_copy_inputs (gradus_stepper_get_dataset (stepper), sample, 1);
  double z, output;

  g_assert_nonnull (saliency);
  g_assert_cmpuint (saliency->sample, ==, sample);
  ask (stepper, picture, saliency->class, &z, &output);
  g_assert_cmpfloat_with_epsilon (saliency->output, output, 1e-6);
  if (class >= 0)
    g_assert_cmpint ((int) saliency->class, ==, class);
  for (guint other = 0; class < 0 && other < 2; other++) { /* the class that is said */
    ask (stepper, picture, other, &z, &output);
    g_assert_cmpfloat (saliency->output, >=, output - 1e-6);
  }
  check_gradient (stepper, saliency);
  check_falls (stepper, saliency);
}

static void
test_numbers (void)
{
  for (guint n_classes = 2; n_classes <= 3; n_classes++) {
    for (guint is_planar = 0; is_planar < 2; is_planar++) {
      g_autoptr (GradusStepper) stepper = make_stepper (n_classes, is_planar);

      for (int class = -1; class < (int) n_classes; class++)
        check_saliency (stepper, 1, class);
      g_assert_null (gradus_observer_look_at_saliency (gradus_stepper_get_observer (stepper), 1,
                                                       (int) n_classes));
      g_assert_null (gradus_observer_look_at_saliency (gradus_stepper_get_observer (stepper),
                                                       N_SAMPLES, 0));
    }
  }
}

/* Large networks get fewer patches, never none; the patch lies evenly over its cell. */
static void
test_patches (void)
{
  const GradusPictureLayout sizes[] = { { 28, 28, 1, FALSE }, { 32, 32, 3, TRUE }, { 8, 8, 1, FALSE },
                                        { 1, 1, 1, FALSE },   { 100, 40, 3, TRUE } };
  const guint wanted[][2] = { { 8, 2 }, { 8, 2 }, { 3, 1 }, { 1, 1 }, { 25, 7 } };
  guint patch, step;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++) {
    gradus_saliency_choose_patch (&sizes[i], 1000, &patch, &step);
    g_assert_true (patch == wanted[i][0] && step == wanted[i][1]);
    for (gsize work = 1000; work < (gsize) 1e12; work *= 10) {
      gradus_saliency_choose_patch (&sizes[i], work, &patch, &step);
      g_assert_true (step >= 1 && patch >= step && (patch - step) % 2 == 0);
      g_assert_true (step >= MAX (sizes[i].width, sizes[i].height) ||
                     (double) work * ((sizes[i].width - 1) / step + 1) *
                             ((sizes[i].height - 1) / step + 1) <=
                         8e9);
    }
  }
}

/* A snapshot carries it where it is wanted, and says so; one that lacks it is not enough. */
static void
test_needs (void)
{
  const GradusSnapshotNeeds none = GRADUS_SNAPSHOT_NEEDS_NONE;
  GradusSnapshotNeeds wanted = none, other = none, merged = none;
  g_autoptr (GradusStepper) stepper = make_stepper (3, TRUE);
  g_autoptr (GradusSnapshot) without = gradus_snapshot_take (stepper, 0, &none), with = NULL;

  wanted.has_saliency = TRUE;
  wanted.class = 2;
  with = gradus_snapshot_take (stepper, 0, &wanted);
  g_assert_null (without->saliency);
  g_assert_cmpuint (with->saliency->class, ==, 2);
  g_assert_true (gradus_snapshot_needs_wants_more (&none, &wanted));
  g_assert_false (gradus_snapshot_needs_wants_more (&wanted, &none));
  other.has_saliency = TRUE;
  g_assert_true (gradus_snapshot_needs_wants_more (&other, &wanted));
  g_assert_false (gradus_snapshot_needs_wants_more (&wanted, &wanted));
  gradus_snapshot_needs_merge (&merged, &wanted);
  gradus_snapshot_needs_merge (&merged, &none);
  g_assert_true (merged.has_saliency && merged.class == 2);
}

void
add_saliency_tests (void)
{
  g_test_add_func ("/saliency/numbers", test_numbers);
  g_test_add_func ("/saliency/patches", test_patches);
  g_test_add_func ("/saliency/needs", test_needs);
}
