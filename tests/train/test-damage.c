/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* Damage: against NumPy on the same weights and masks; and what holds of any. */
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "train/damage.h"
#include "train/evaluator.h"
#include "train/stepper.h"

static float *
read_list (json_t *list)
{
  float *numbers = g_new (float, json_array_size (list));

  for (gsize i = 0; i < json_array_size (list); i++)
    numbers[i] = (float) json_number_value (json_array_get (list, i));
  return numbers;
}

static GradusDataset *
read_samples (json_t *root)
{
  g_autofree float *inputs = read_list (json_object_get (root, "inputs"));
  g_autofree float *targets = read_list (json_object_get (root, "targets"));
  const guint n = (guint) json_array_size (json_object_get (root, "targets"));
  GradusDataset *dataset = gradus_dataset_new (3, 1, n);

  memcpy (dataset->floats, inputs, 3 * n * sizeof (float));
  memcpy (dataset->targets, targets, n * sizeof (float));
  return dataset;
}

static GradusExperiment *
make_three_layers (void)
{
  const GradusActivationKind last = GRADUS_ACTIVATION_SIGMOID, hidden = GRADUS_ACTIVATION_TANH;
  GradusExperiment *experiment = gradus_experiment_new ("damage");
  const guint units[] = { 6, 5, 1 };

  for (guint i = 0; i < 3; i++) {
    const GradusLayerSpec spec =
        gradus_layer_spec_dense (units[i], i < 2 ? hidden : last, GRADUS_INITIALISER_ZEROS);

    gradus_experiment_add_layer (experiment, &spec);
  }
  experiment->cost = GRADUS_COST_BINARY_CROSS_ENTROPY;
  return experiment;
}

static void
load_weights (GradusNetwork *network, json_t *root)
{
  for (guint i = 0; i < 3; i++) {
    json_t *list = json_array_get (json_object_get (root, "weights"), i);
    g_autofree float *numbers = read_list (list);

    memcpy (gradus_network_get_parameters (network, i), numbers,
            json_array_size (list) * sizeof (float));
  }
}

static void
check_kind (json_t *root, GradusNetwork *network, const GradusExperiment *experiment,
            GradusEvaluator *evaluator, GradusDataset *dataset, GradusDamageKind kind)
{
  json_t *list = json_object_get (root, gradus_damage_names[kind]);

  for (gsize i = 0; i < json_array_size (list); i++) {
    json_t *entry = json_array_get (list, i);
    const double share =
        json_number_value (json_array_get (json_object_get (root, "shares"), i));
    GradusEvaluation found;

    load_weights (network, root);
    gradus_damage_network (network, experiment, kind, share, 3);
    found = gradus_evaluator_measure (evaluator, dataset, dataset->n_samples);
    g_assert_cmpfloat_with_epsilon (found.cost, json_number_value (json_object_get (entry, "cost")),
                                    1e-6);
    if (fabs (found.cost - G_LN2) > 1e-6) /* else all answers are ½, right by rounding alone */
      g_assert_cmpfloat_with_epsilon (
          found.accuracy, json_number_value (json_object_get (entry, "accuracy")), 1e-9);
  }
}

static void
test_reference (void)
{
  json_t *root = json_load_file (GRADUS_REFERENCE_DIR "/damage.json", 0, NULL);
  g_autoptr (GradusExperiment) experiment = make_three_layers ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusDataset) dataset = NULL;
  g_autoptr (GradusNetwork) network = NULL;
  g_autoptr (GradusEvaluator) evaluator = NULL;

  g_assert_nonnull (root);
  dataset = read_samples (root);
  network = gradus_network_new (gradus_experiment_get_layer (experiment, 0), 3, &dataset->shape,
                                GRADUS_OPTIMISER_SGD, &error);
  evaluator = gradus_evaluator_new (network, experiment->cost, dataset->n_samples, &error);
  g_assert_no_error (error);
  check_kind (root, network, experiment, evaluator, dataset, GRADUS_DAMAGE_PRUNE);
  json_decref (root);
}

/* The order of switched off units is that of the reference where the experiment has its shapes. */
static void
test_units (void)
{
  json_t *root = json_load_file (GRADUS_REFERENCE_DIR "/damage.json", 0, NULL);
  g_autoptr (GradusExperiment) experiment = make_three_layers ();
  g_autoptr (GradusDataset) dataset = read_samples (root);
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusNetwork) network =
      gradus_network_new (gradus_experiment_get_layer (experiment, 0), 3, &dataset->shape,
                          GRADUS_OPTIMISER_SGD, &error);
  g_autoptr (GradusEvaluator) evaluator =
      gradus_evaluator_new (network, experiment->cost, dataset->n_samples, &error);

  g_assert_no_error (error);
  check_kind (root, network, experiment, evaluator, dataset, GRADUS_DAMAGE_UNITS);
  json_decref (root);
}

static GradusDamage *
measure (const char *id, GradusDamageKind kind, const atomic_bool *interrupt)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make (id);
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, &error);
  g_autoptr (GradusCheckpoint) before = NULL;
  g_autoptr (GradusCheckpoint) after = NULL;
  const atomic_bool never = FALSE;
  GradusDamage *damage;

  gradus_stepper_advance (stepper, 2000, &never);
  before = gradus_stepper_save (stepper);
  damage = gradus_damage_measure (experiment, before, gradus_stepper_get_dataset (stepper),
                                  gradus_stepper_get_test_dataset (stepper), kind, interrupt,
                                  &error);
  after = gradus_stepper_save (stepper);
  g_assert_no_error (error);
  g_assert_cmpmem (before->state, before->n_floats * sizeof (float), after->state,
                   after->n_floats * sizeof (float));
  if (damage)
    g_assert_cmpfloat_with_epsilon (damage->training.cost[0],
                                    gradus_stepper_measure (stepper, 0)->cost, 1e-6);
  return damage;
}

/* Nothing of the run changes; no damage is none, and all of it leaves the biases alone. */
static void
test_curve (void)
{
  const atomic_bool never = FALSE, at_once = TRUE;

  for (GradusDamageKind kind = 0; kind < GRADUS_DAMAGE_SHIFT; kind++) {
    g_autofree GradusDamage *damage = measure ("spiral", kind, &never);
    g_autofree char *sentence = gradus_damage_describe (damage);

    g_assert_cmpuint (damage->test.n_samples, >, 0);
    g_assert_cmpfloat (damage->training.lowest[0], ==, damage->training.highest[0]);
    g_assert_nonnull (strstr (sentence, "The run itself is as it was"));
    for (guint i = 0; i < GRADUS_DAMAGE_POINTS; i++) {
      g_assert_cmpfloat (damage->test.lowest[i], <=, damage->test.mean[i] + 1e-12);
      g_assert_cmpfloat (damage->test.highest[i], >=, damage->test.mean[i] - 1e-12);
    }
    if (kind <= GRADUS_DAMAGE_PRUNE)
      g_assert_cmpfloat (damage->training.lowest[GRADUS_DAMAGE_POINTS - 1], ==,
                         damage->training.highest[GRADUS_DAMAGE_POINTS - 1]);
  }
  g_assert_null (measure ("spiral", GRADUS_DAMAGE_PRUNE, &at_once));
}

/* Training goes on from there: the costs of its first step are those of the damaged weights, and what
 * was pruned is trained again. */
static void
test_surgery (void)
{
  const atomic_bool never = FALSE;
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("spiral");
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, &error);
  g_autoptr (GradusCheckpoint) before = NULL;
  g_autoptr (GradusCheckpoint) pruned = NULL;
  g_autofree GradusDamage *damage = NULL;
  gsize n_zeros = 0, n_more = 0;

  gradus_stepper_advance (stepper, 2000, &never);
  before = gradus_stepper_save (stepper);
  damage = gradus_damage_measure (experiment, before, gradus_stepper_get_dataset (stepper), NULL,
                                  GRADUS_DAMAGE_PRUNE, &never, &error);
  pruned = gradus_damage_checkpoint (experiment, &gradus_stepper_get_dataset (stepper)->shape,
                                     before, GRADUS_DAMAGE_PRUNE, 0.5, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pruned->step, ==, 2000);
  gradus_stepper_restore (stepper, pruned);
  g_assert_cmpfloat_with_epsilon (gradus_stepper_measure (stepper, 0)->cost,
                                  damage->training.cost[5], 1e-6);
  for (gsize i = 0; i < pruned->n_floats; i++) {
    n_zeros += before->state[i] != 0 && pruned->state[i] == 0;
    n_more += before->state[i] == 0 && pruned->state[i] != 0;
  }
  g_assert_cmpuint (n_zeros, >, 10);
  g_assert_cmpuint (n_more, ==, 0);
  gradus_stepper_advance (stepper, 4000, &never);
  g_assert_cmpfloat (gradus_stepper_measure (stepper, 0)->cost, <, damage->training.cost[5]);
}

static GradusCheckpoint *
switch_one_off (const GradusExperiment *experiment, const GradusShape *input,
                const GradusCheckpoint *checkpoint, guint layer, guint unit)
{
  g_autoptr (GArray) units = gradus_units_off_new ();
  g_autoptr (GError) error = NULL;
  GradusCheckpoint *off;

  gradus_units_off_toggle (units, layer, unit);
  off = gradus_damage_switch_off (experiment, input, checkpoint, units, &error);
  g_assert_no_error (error);
  return off;
}

/* One unit of a layer: the four weights that read it, and no other number; nobody reads the last
 * layer. */
static void
test_one_unit (void)
{
  const atomic_bool never = FALSE;
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-wide-deep");
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, &error);
  const GradusShape *input = &gradus_stepper_get_dataset (stepper)->shape;
  g_autoptr (GradusCheckpoint) before = NULL;
  g_autoptr (GradusCheckpoint) off = NULL;
  g_autoptr (GradusCheckpoint) last = NULL;
  const float *weights;
  guint n_changed = 0;

  gradus_stepper_advance (stepper, 100, &never);
  before = gradus_stepper_save (stepper);
  g_assert_no_error (error);
  off = switch_one_off (experiment, input, before, 0, 3);
  last = switch_one_off (experiment, input, before, 2, 0);
  g_assert_cmpmem (before->state, before->n_floats * sizeof (float), last->state,
                   last->n_floats * sizeof (float));
  for (gsize i = 0; i < before->n_floats; i++)
    n_changed += before->state[i] != off->state[i];
  g_assert_cmpuint (n_changed, ==, 4); /* the next layer has so many units */
  gradus_stepper_restore (stepper, off);
  weights = gradus_network_get_parameters (gradus_stepper_get_network (stepper), 1);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (weights[5 * i + 3], ==, 0);
}

/* What is chosen by an amount and a seed is what the damage of that amount and seed switches off. */
static void
test_chosen_units (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor-deep-relu");
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, &error);
  const GradusShape *input = &gradus_stepper_get_dataset (stepper)->shape;
  g_autoptr (GradusCheckpoint) before = gradus_stepper_save (stepper);

  for (guint seed = 0; seed < 3; seed++) {
    g_autoptr (GArray) units =
        gradus_damage_choose_units (experiment, input, 0.3, seed, &error);
    g_autoptr (GradusCheckpoint) one = NULL;
    g_autoptr (GradusCheckpoint) other = NULL;

    g_assert_no_error (error);
    g_assert_cmpuint (units->len, ==, 15); /* of ten layers of five */
    one = gradus_damage_switch_off (experiment, input, before, units, &error);
    other = gradus_damage_checkpoint (experiment, input, before, GRADUS_DAMAGE_UNITS, 0.3, seed,
                                      &error);
    g_assert_no_error (error);
    g_assert_cmpmem (one->state, one->n_floats * sizeof (float), other->state,
                     other->n_floats * sizeof (float));
  }
}

/* Each once, in order, however they were switched; and named. */
static void
test_list_of_units (void)
{
  g_autoptr (GArray) units = gradus_units_off_new ();
  g_autoptr (GArray) same = gradus_units_off_new ();
  g_autofree char *one = NULL, *two = NULL;

  g_assert_true (gradus_units_off_equal (NULL, units));
  gradus_units_off_toggle (units, 1, 4);
  one = gradus_units_off_name (units);
  g_assert_cmpstr (one, ==, "Unit 5 of layer 2 off");
  gradus_units_off_toggle (units, 0, 2);
  gradus_units_off_toggle (units, 1, 0);
  gradus_units_off_toggle (units, 1, 4);
  gradus_units_off_toggle (same, 1, 0);
  gradus_units_off_toggle (same, 0, 2);
  g_assert_true (gradus_units_off_equal (units, same));
  g_assert_true (gradus_units_off_has (units, 0, 2));
  g_assert_false (gradus_units_off_has (units, 1, 4));
  g_assert_false (gradus_units_off_has (NULL, 0, 2));
  two = gradus_units_off_name (units);
  g_assert_cmpstr (two, ==, "2 units off");
}

/* 5 × 4 pixels, the number of each in it. */
static GradusDataset *
make_picture (void)
{
  const GradusPictureLayout layout = { 5, 4, 1, FALSE };
  GradusDataset *dataset = gradus_dataset_new (20, 1, 1);

  gradus_dataset_set_picture (dataset, &layout);
  for (guint i = 0; i < 20; i++)
    dataset->floats[i] = (float) i;
  return dataset;
}

/* By whole pixels to each side, and by half a turn, which is exact, too. */
static void
test_pictures (void)
{
  g_autoptr (GradusDataset) dataset = make_picture ();
  g_autoptr (GradusDataset) right =
      gradus_damage_samples (dataset, 1, GRADUS_DAMAGE_SHIFT, 2, 0);
  g_autoptr (GradusDataset) up = gradus_damage_samples (dataset, 1, GRADUS_DAMAGE_SHIFT, 1, 2);
  g_autoptr (GradusDataset) turned =
      gradus_damage_samples (dataset, 1, GRADUS_DAMAGE_ROTATE, 180, 1);

  for (guint y = 0; y < 4; y++) {
    for (guint x = 0; x < 5; x++) {
      const guint at = y * 5 + x;

      g_assert_cmpfloat (right->floats[at], ==, x < 2 ? 0 : (float) (at - 2));
      g_assert_cmpfloat (up->floats[at], ==, y < 3 ? (float) (at + 5) : 0);
      g_assert_cmpfloat_with_epsilon (turned->floats[at], 19 - (float) at, 1e-4);
      g_assert_cmpfloat (dataset->floats[at], ==, (float) at);
    }
  }
}

/* Its mean is 0, and its standard deviation what was asked for. */
static void
test_noise (void)
{
  g_autoptr (GradusDataset) dataset = gradus_dataset_new (10, 1, 2000);
  g_autoptr (GradusDataset) noisy = NULL;
  double sum = 0, squares = 0;

  for (guint i = 0; i < 20000; i++)
    dataset->floats[i] = i % 2 ? 3 : -1; /* their standard deviation is 2 */
  noisy = gradus_damage_samples (dataset, 2000, GRADUS_DAMAGE_INPUT_NOISE, 0.5, 4);
  for (guint i = 0; i < 20000; i++) {
    const double noise = (double) (noisy->floats[i] - dataset->floats[i]);

    sum += noise / 20000;
    squares += noise * noise / 20000;
  }
  g_assert_cmpfloat_with_epsilon (sum, 0, 0.03);
  g_assert_cmpfloat_with_epsilon (sqrt (squares), 1, 0.03);
}

static void
test_possible (void)
{
  g_autoptr (GradusExperiment) around = gradus_builtin_make ("xor-deep-sigmoid-add");
  g_autoptr (GradusDataset) picture = make_picture ();
  g_autoptr (GradusDataset) plain = gradus_dataset_new (2, 1, 4);
  g_autofree char *units = NULL, *shift = NULL;

  g_assert_false (gradus_damage_is_possible (GRADUS_DAMAGE_UNITS, around, plain, &units));
  g_assert_nonnull (strstr (units, "more readers"));
  g_assert_false (gradus_damage_is_possible (GRADUS_DAMAGE_SHIFT, around, plain, &shift));
  g_assert_nonnull (strstr (shift, "no pictures"));
  g_assert_true (gradus_damage_is_possible (GRADUS_DAMAGE_ROTATE, around, picture, NULL));
  g_assert_true (gradus_damage_is_possible (GRADUS_DAMAGE_PRUNE, around, plain, NULL));
}

void
add_damage_tests (void)
{
  g_test_add_func ("/damage/reference", test_reference);
  g_test_add_func ("/damage/units", test_units);
  g_test_add_func ("/damage/curve", test_curve);
  g_test_add_func ("/damage/surgery", test_surgery);
  g_test_add_func ("/damage/one-unit", test_one_unit);
  g_test_add_func ("/damage/chosen-units", test_chosen_units);
  g_test_add_func ("/damage/list-of-units", test_list_of_units);
  g_test_add_func ("/damage/pictures", test_pictures);
  g_test_add_func ("/damage/noise", test_noise);
  g_test_add_func ("/damage/possible", test_possible);
}
