/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* The plane through the weights of runs and the cost over it: against NumPy's principal components
 * and PyTorch's costs, and against what the run itself has measured. */
#include <jansson.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "experiment/builtin.h"
#include "nn/layer.h"
#include "nn/pass.h"
#include "train/stepper.h"
#include "train/survey.h"

/* -- From elsewhere ---------------------------------------------------------------------------- */

static float *
read_numbers (json_t *entry, const char *name)
{
  json_t *list = json_object_get (entry, name);
  float *numbers = g_new (float, json_array_size (list));

  for (gsize i = 0; i < json_array_size (list); i++)
    numbers[i] = (float) json_number_value (json_array_get (list, i));
  return numbers;
}

static double
read_number (json_t *entry, const char *name, gsize at)
{
  return json_number_value (json_array_get (json_object_get (entry, name), at));
}

static GradusActivationKind
read_activation (json_t *entry, gboolean is_last)
{
  const char *cost = json_string_value (json_object_get (entry, "cost"));
  const char *name = json_string_value (json_object_get (entry, "hidden"));

  if (is_last)
    return g_str_equal (cost, "binary-cross-entropy") ? GRADUS_ACTIVATION_SIGMOID
           : g_str_equal (cost, "cross-entropy")      ? GRADUS_ACTIVATION_SOFTMAX
                                                      : GRADUS_ACTIVATION_LINEAR;
  return g_str_equal (name, "relu")   ? GRADUS_ACTIVATION_RELU
         : g_str_equal (name, "tanh") ? GRADUS_ACTIVATION_TANH
                                      : GRADUS_ACTIVATION_SIGMOID;
}

static GradusExperiment *
read_experiment (json_t *entry)
{
  GradusExperiment *experiment = gradus_experiment_new ("reference");
  json_t *units = json_object_get (entry, "units");
  const char *cost = json_string_value (json_object_get (entry, "cost"));

  for (gsize i = 0; i < json_array_size (units); i++) {
    const gboolean is_last = i + 1 == json_array_size (units);
    GradusLayerSpec spec =
        gradus_layer_spec_dense ((guint) read_number (entry, "units", i),
                                 read_activation (entry, is_last), GRADUS_INITIALISER_ZEROS);

    gradus_experiment_add_layer (experiment, &spec);
    if (i > 0 || !json_is_true (json_object_get (entry, "is_normalised")))
      continue;
    spec = gradus_layer_spec_make (&gradus_batch_normalisation_class);
    gradus_experiment_add_layer (experiment, &spec);
  }
  for (GradusCost kind = 0; kind < GRADUS_N_COSTS; kind++) {
    if (g_str_equal (cost, gradus_cost_names[kind]))
      experiment->cost = kind;
  }
  return experiment;
}

static GradusDataset *
read_dataset (json_t *entry)
{
  const guint n_inputs = (guint) json_integer_value (json_object_get (entry, "inputs"));
  const guint n_targets =
      (guint) read_number (entry, "units", json_array_size (json_object_get (entry, "units")) - 1);
  const guint n = (guint) json_array_size (json_object_get (entry, "x")) / n_inputs;
  GradusDataset *dataset = gradus_dataset_new (n_inputs, n_targets, n);
  g_autofree float *x = read_numbers (entry, "x"), *y = read_numbers (entry, "y");

  memcpy (dataset->floats, x, (gsize) n * n_inputs * sizeof *x);
  memcpy (dataset->targets, y, (gsize) n * n_targets * sizeof *y);
  return dataset;
}

/* The tensors one behind the other, to where the network has them. */
static GradusCheckpoint *
lay_out_moment (const GradusNetwork *network, json_t *flat, guint64 step)
{
  GradusCheckpoint *checkpoint =
      gradus_checkpoint_new (step, gradus_network_get_n_floats (network));
  const float *all = gradus_network_get_parameters ((GradusNetwork *) network, 0);
  gsize at = 0;

  memset (checkpoint->state, 0, checkpoint->n_floats * sizeof (float));
  for (guint i = 0; i < gradus_network_get_n_layers (network); i++) {
    float *own =
        checkpoint->state + (gradus_network_get_parameters ((GradusNetwork *) network, i) - all);

    for (gsize k = 0; k < gradus_network_count_parameters (network, i); k++)
      own[k] = (float) json_number_value (json_array_get (flat, at++));
  }
  g_assert_cmpuint (at, ==, json_array_size (flat));
  return checkpoint;
}

static GPtrArray *
read_moments (const GradusNetwork *network, json_t *entry)
{
  GPtrArray *moments = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_checkpoint_unref);
  json_t *flat;
  gsize i;

  json_array_foreach (json_object_get (entry, "moments"), i, flat)
    g_ptr_array_add (moments, lay_out_moment (network, flat, i));
  return moments;
}

static void
check_plane (json_t *entry, const GradusLandscapePlane *plane, const GPtrArray *moments)
{
  const double extent = fabs (read_number (entry, "places", 0));

  for (guint k = 0; k < 2; k++)
    g_assert_cmpfloat_with_epsilon (plane->shares[k], read_number (entry, "shares", k), 1e-6);
  g_assert_cmpfloat_with_epsilon (plane->share, plane->shares[0] + plane->shares[1], 1e-12);
  for (guint i = 0; i < moments->len; i++) {
    double x, y, distance;

    gradus_landscape_plane_project (plane, ((GradusCheckpoint *) moments->pdata[i])->state, &x, &y,
                                    &distance);
    g_assert_cmpfloat_with_epsilon (x, read_number (entry, "places", 2 * i), 1e-5 * extent);
    g_assert_cmpfloat_with_epsilon (y, read_number (entry, "places", 2 * i + 1), 1e-5 * extent);
    g_assert_cmpfloat_with_epsilon (distance, read_number (entry, "distances", i), 1e-4 * extent);
  }
}

static void
check_costs (json_t *entry, GradusCostField *field, const GradusLandscapePlane *plane,
             const GPtrArray *moments)
{
  json_t *points = json_object_get (entry, "points"), *point;
  gsize i;

  for (i = 0; i < moments->len; i++)
    g_assert_cmpfloat_with_epsilon (
        gradus_cost_field_measure (field, ((GradusCheckpoint *) moments->pdata[i])->state),
        read_number (entry, "moment_costs", i), 1e-5);
  json_array_foreach (points, i, point) {
    const float x = (float) json_number_value (json_array_get (point, 0));
    const float y = (float) json_number_value (json_array_get (point, 1));

    g_assert_cmpfloat_with_epsilon (
        gradus_cost_field_measure_at (field, plane->origin, plane->axes[0], plane->axes[1], x, y),
        json_number_value (json_array_get (point, 2)), 1e-5);
  }
}

static void
test_elsewhere (void)
{
  json_t *cases = json_load_file (GRADUS_REFERENCE_DIR "/landscape.json", 0, NULL), *entry;
  gsize at;

  g_assert_nonnull (cases);
  json_array_foreach (cases, at, entry) {
    const GradusLandscapeChoice choice = { GRADUS_LANDSCAPE_PATHS, { 0, 0 } };
    g_autoptr (GradusExperiment) experiment = read_experiment (entry);
    g_autoptr (GradusDataset) dataset = read_dataset (entry);
    g_autoptr (GradusCostField) field =
        gradus_cost_field_new (experiment, dataset, G_MAXUINT, NULL);
    const GradusNetwork *network = gradus_cost_field_get_network (field);
    g_autoptr (GPtrArray) moments = read_moments (network, entry);
    g_autoptr (GPtrArray) rows = g_ptr_array_new ();
    g_autoptr (GradusLandscapePlane) plane = NULL;

    for (guint i = 0; i < moments->len; i++)
      g_ptr_array_add (rows, ((GradusCheckpoint *) moments->pdata[i])->state);
    plane = gradus_landscape_plane_new (network, &choice, (const float *const *) rows->pdata,
                                        rows->len, rows->pdata[0], NULL);
    check_plane (entry, plane, moments);
    check_costs (entry, field, plane, moments);
  }
  json_decref (cases);
}

static const atomic_bool never = FALSE;

/* -- Of runs ----------------------------------------------------------------------------------- */

typedef struct {
  GradusExperiment *experiment;
  GradusStepper *stepper;
  GPtrArray *moments;
} TrainedRun;

static void
trained_run_go_on (TrainedRun *run, guint64 steps)
{
  guint64 revision = 0;

  gradus_stepper_advance (run->stepper, steps, &never);
  gradus_timeline_read (gradus_stepper_get_timeline (run->stepper), &revision, run->moments);
}

static void
trained_run_init (TrainedRun *run, const char *id, guint64 seed, guint64 steps)
{
  run->experiment = gradus_builtin_make (id);
  run->experiment->seed = seed;
  run->stepper = gradus_stepper_new (run->experiment, NULL);
  run->moments = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_checkpoint_unref);
  trained_run_go_on (run, steps);
}

static void
trained_run_clear (TrainedRun *run)
{
  g_ptr_array_unref (run->moments);
  gradus_stepper_free (run->stepper);
  gradus_experiment_free (run->experiment);
}

static GradusLandscapeRequest *
ask_for (const TrainedRun *runs, guint n, GradusLandscapeKind kind)
{
  GradusLandscapeRequest *request = gradus_landscape_request_new (
      runs[0].experiment, gradus_stepper_get_dataset (runs[0].stepper));

  request->choice.kind = kind;
  for (guint i = 0; i < n; i++) {
    g_autoptr (GradusCheckpoint) now = gradus_stepper_save (runs[i].stepper);

    gradus_landscape_request_add (request, i, runs[i].moments, now);
  }
  return request;
}

/* Each cell has the cost of the plane there, and the present moment that of the run. */
static void
test_two_runs (void)
{
  TrainedRun runs[2];
  g_autoptr (GradusLandscape) landscape = NULL;

  trained_run_init (&runs[0], "xor", 1, 5000);
  trained_run_init (&runs[1], "xor", 4, 5000);
  landscape = gradus_survey_make_landscape (ask_for (runs, 2, GRADUS_LANDSCAPE_PATHS), NULL);
  g_assert_true (landscape->has_plane && landscape->is_finest && !landscape->is_line);
  g_assert_cmpuint (landscape->size, ==, GRADUS_LANDSCAPE_SIZE);
  g_assert_cmpfloat (landscape->share, >, 0.8);
  g_assert_cmpuint (landscape->n_samples, ==, 4);
  for (guint i = 0; i < 2; i++) {
    const GradusLandscapePath *path = &landscape->paths[i];
    const GradusMetrics *now = gradus_stepper_measure (runs[i].stepper, 0);

    g_assert_cmpuint (path->n_points, ==, runs[i].moments->len);
    g_assert_cmpfloat_with_epsilon (path->now.cost, now->cost, 1e-6);
    for (guint k = 0; k < path->n_points; k++) {
      const GradusLandscapePoint *point = &path->points[k];

      g_assert_true (point->x > landscape->x0 && point->x < landscape->x1 &&
                     point->y > landscape->y0 && point->y < landscape->y1);
      /* Where the weights lie in the plane their cost is that of the plane. */
      if (point->distance < 0.01 * landscape->length)
        g_assert_cmpfloat_with_epsilon (gradus_landscape_get_cost (landscape, point->x, point->y),
                                        point->cost, 0.02);
    }
  }
  g_assert_true (isnan (gradus_landscape_get_cost (landscape, landscape->x1 + 1, 0)));
  trained_run_clear (&runs[0]);
  trained_run_clear (&runs[1]);
}

/* Places are the two weights' own values, and the present weights lie in the plane. */
static void
test_two_weights (void)
{
  TrainedRun run;
  GradusLandscapeRequest *request;
  g_autoptr (GradusLandscape) landscape = NULL;
  const GradusLandscapePath *path;

  trained_run_init (&run, "xor", 1, 3000);
  request = ask_for (&run, 1, GRADUS_LANDSCAPE_WEIGHTS);
  request->choice.weights[0] = 1;
  request->choice.weights[1] = 2;
  landscape = gradus_survey_make_landscape (request, NULL);
  path = &landscape->paths[0];
  for (guint i = 0; i < path->n_points; i++) {
    const float *weights = ((GradusCheckpoint *) run.moments->pdata[i])->state;

    g_assert_cmpfloat_with_epsilon (path->points[i].x, (double) weights[1], 1e-6);
    g_assert_cmpfloat_with_epsilon (path->points[i].y, (double) weights[2], 1e-6);
  }
  g_assert_cmpfloat (path->now.distance, <, 1e-6);
  g_assert_cmpfloat (path->points[0].distance, >, 0.1);
  g_assert_cmpfloat (landscape->share, <, 0.9);
  g_assert_cmpfloat_with_epsilon (landscape->share, landscape->shares[0] + landscape->shares[1],
                                  1e-9);
  trained_run_clear (&run);
}

/* Each row of a direction is as long as the weights' row, biases stay, and the present weights are
 * in the middle (Li et al. 2018). */
static void
test_random_directions (void)
{
  const GradusLandscapeChoice choice = { GRADUS_LANDSCAPE_RANDOM, { 0, 0 } };
  TrainedRun run;
  g_autoptr (GradusLandscapePlane) plane = NULL;
  const GradusNetwork *network;
  const float *here;
  GradusTensor tensors[GRADUS_LAYER_MAX_TENSORS];

  trained_run_init (&run, "xor-wide-deep", 1, 100);
  network = gradus_stepper_get_network (run.stepper);
  here = gradus_network_get_parameters ((GradusNetwork *) network, 0);
  plane = gradus_landscape_plane_new (network, &choice, &here, 1, here, NULL);
  gradus_network_list_tensors (network, 0, tensors);
  for (guint axis = 0; axis < 2; axis++) {
    const float *direction = plane->axes[axis];

    for (guint unit = 0; unit < 5; unit++) {
      g_assert_cmpfloat_with_epsilon (hypotf (direction[2 * unit], direction[2 * unit + 1]),
                                      hypotf (here[2 * unit], here[2 * unit + 1]), 1e-6f);
      g_assert_cmpfloat (direction[tensors[1].offset + unit], ==, 0);
    }
  }
  g_assert_cmpfloat (plane->axes[0][0], !=, plane->axes[1][0]);
  g_assert_false (plane->has_variance);
  trained_run_clear (&run);
}

/* A run that has not begun spans no plane; two moments lie on a line. */
static void
test_few_moments (void)
{
  TrainedRun run;
  g_autoptr (GradusLandscape) none = NULL, line = NULL;

  trained_run_init (&run, "xor", 1, 0);
  none = gradus_survey_make_landscape (ask_for (&run, 1, GRADUS_LANDSCAPE_PATHS), NULL);
  g_assert_false (none->has_plane);
  g_assert_true (none->is_finest);
  g_assert_cmpuint (none->size, ==, 0);
  trained_run_go_on (&run, 1);
  line = gradus_survey_make_landscape (ask_for (&run, 1, GRADUS_LANDSCAPE_PATHS), NULL);
  g_assert_true (line->has_plane && line->is_line);
  g_assert_cmpfloat_with_epsilon (line->shares[0], 1, 1e-6);
  g_assert_cmpfloat (line->paths[0].now.distance, <, 1e-3 * line->length);
  trained_run_clear (&run);
}

/* Moments that are not finite lie nowhere; the others are as without them. */
static void
test_not_finite (void)
{
  TrainedRun run;
  g_autoptr (GradusLandscape) whole = NULL, broken = NULL;
  GradusCheckpoint *last;

  trained_run_init (&run, "xor", 1, 500);
  whole = gradus_survey_make_landscape (ask_for (&run, 1, GRADUS_LANDSCAPE_PATHS), NULL);
  last = gradus_stepper_save (run.stepper);
  last->step++;
  last->state[0] = NAN;
  g_ptr_array_add (run.moments, last);
  broken = gradus_survey_make_landscape (ask_for (&run, 1, GRADUS_LANDSCAPE_PATHS), NULL);
  g_assert_cmpuint (broken->paths[0].n_points, ==, whole->paths[0].n_points);
  g_assert_cmpmem (broken->costs, broken->size * broken->size * sizeof (float), whole->costs,
                   whole->size * whole->size * sizeof (float));
  trained_run_clear (&run);
}

/* The next survey of a run that goes on: axes keep their side, corners stay while the path is in
 * the picture, and what is known is not measured again. */
static void
test_next_survey (void)
{
  const atomic_bool stopped = TRUE;
  TrainedRun run;
  g_autoptr (GradusCostField) field = NULL;
  g_autoptr (GradusSurvey) first = NULL, second = NULL, third = NULL;
  g_autoptr (GradusLandscape) before = NULL, behind = NULL, kept = NULL;

  trained_run_init (&run, "xor", 1, 2000);
  field = gradus_cost_field_new (run.experiment, gradus_stepper_get_dataset (run.stepper), 4, NULL);
  first = gradus_survey_new (ask_for (&run, 1, GRADUS_LANDSCAPE_PATHS), field, NULL, FALSE);
  g_assert_true (gradus_survey_refine (first, 8, NULL));
  before = gradus_survey_take (first);
  g_assert_false (before->is_finest);
  trained_run_go_on (&run, 2020);
  second = gradus_survey_new (ask_for (&run, 1, GRADUS_LANDSCAPE_PATHS), field, first, FALSE);
  g_assert_true (gradus_survey_refine (second, 8, NULL));
  behind = gradus_survey_take (second);
  g_assert_cmpfloat (behind->x0, ==, before->x0);
  g_assert_cmpfloat (behind->y1, ==, before->y1);
  g_assert_cmpfloat (before->paths[0].points[0].x * behind->paths[0].points[0].x, >, 0);
  g_assert_cmpfloat (behind->paths[0].points[3].cost, ==, before->paths[0].points[3].cost);
  g_assert_false (gradus_survey_refine (second, 64, &stopped));

  /* Of a thrifty one the ground stays, and only the paths are new. */
  trained_run_go_on (&run, 2030);
  third = gradus_survey_new (ask_for (&run, 1, GRADUS_LANDSCAPE_PATHS), field, second, TRUE);
  g_assert_cmpuint (gradus_survey_get_size (second), ==, 0);
  kept = gradus_survey_take (third);
  g_assert_cmpmem (kept->costs, 64 * sizeof (float), behind->costs, 64 * sizeof (float));
  g_assert_cmpfloat (kept->x0, ==, behind->x0);
  g_assert_cmpuint (kept->paths[0].now.step, ==, 2030);
  g_assert_true (gradus_survey_refine (third, 64, NULL));
  g_assert_cmpuint (gradus_survey_get_size (third), ==, 64);
  trained_run_clear (&run);
}

/* Optimisers of one network share a surface; another activation, cost or noise has its own. */
static void
test_same_surface (void)
{
  g_autoptr (GradusExperiment) xor = gradus_builtin_make ("xor"),
                               other = gradus_builtin_make ("xor");
  g_autoptr (GradusStepper) one = gradus_stepper_new (xor, NULL);
  g_autoptr (GradusStepper) two = gradus_stepper_new (other, NULL);
  g_autoptr (GradusDataset) blank = gradus_dataset_new (2, 1, 4);
  const GradusDataset *data = gradus_stepper_get_dataset (one),
                      *other_data = gradus_stepper_get_dataset (two);

  other->optimiser = gradus_optimiser_make (GRADUS_OPTIMISER_ADAM);
  other->seed = 9;
  gradus_experiment_get_layer (other, 0)->initialiser =
      gradus_initialiser_make (GRADUS_INITIALISER_HE_NORMAL);
  g_assert_true (gradus_landscape_is_same_surface (xor, data, other, other_data));
  gradus_experiment_get_layer (other, 0)->activation =
      gradus_activation_make (GRADUS_ACTIVATION_TANH);
  g_assert_false (gradus_landscape_is_same_surface (xor, data, other, other_data));
  gradus_experiment_get_layer (other, 0)->activation =
      gradus_experiment_get_layer (xor, 0)->activation;
  g_assert_true (gradus_landscape_is_same_surface (xor, data, other, other_data));
  g_assert_false (gradus_landscape_is_same_surface (xor, data, other, blank));
}

/* Milliseconds of the processor: others may be at work. */
static double
get_thread_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return 1e3 * (double) time.tv_sec + 1e-6 * (double) time.tv_nsec;
}

/* How long the finest picture of a small network takes, for reading. */
static void
test_duration (void)
{
  static const char *const ids[] = { "xor", "xor-deep-sigmoid", "xor-deep-relu" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    TrainedRun run;
    g_autoptr (GradusCostField) field = NULL;
    g_autoptr (GradusSurvey) survey = NULL;
    g_autoptr (GradusLandscape) landscape = NULL;
    double start, laying;

    trained_run_init (&run, ids[i], 1, 1000);
    field =
        gradus_cost_field_new (run.experiment, gradus_stepper_get_dataset (run.stepper), 4, NULL);
    start = get_thread_time ();
    survey = gradus_survey_new (ask_for (&run, 1, GRADUS_LANDSCAPE_PATHS), field, NULL, FALSE);
    laying = get_thread_time () - start;
    gradus_survey_refine (survey, GRADUS_LANDSCAPE_SIZE, NULL);
    landscape = gradus_survey_take (survey);
    g_test_message ("%s: plane and %u moments %.2f ms, 64 × 64 costs %.2f ms", ids[i],
                    landscape->n_moments, laying, get_thread_time () - start - laying);
    trained_run_clear (&run);
  }
}

void
add_landscape_tests (void)
{
  g_test_add_func ("/landscape/elsewhere", test_elsewhere);
  g_test_add_func ("/landscape/two-runs", test_two_runs);
  g_test_add_func ("/landscape/two-weights", test_two_weights);
  g_test_add_func ("/landscape/random-directions", test_random_directions);
  g_test_add_func ("/landscape/few-moments", test_few_moments);
  g_test_add_func ("/landscape/not-finite", test_not_finite);
  g_test_add_func ("/landscape/next-survey", test_next_survey);
  g_test_add_func ("/landscape/same-surface", test_same_surface);
  g_test_add_func ("/landscape/duration", test_duration);
}
