/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* Learning-rate range tests: against PyTorch on the same schedule, weights and batches; and what is
 * said of curves that are flat, blow up at once, or are no numbers. */
#include <jansson.h>
#include <math.h>
#include <string.h>

#include "experiment/experiment-json.h"
#include "nn/random.h"
#include "train/rate-test.h"
#include "train/stepper.h"

static const char *
read_text (json_t *entry, const char *key)
{
  return json_string_value (json_object_get (entry, key));
}

static GradusExperiment *
make_experiment (json_t *units, const char *hidden, const char *optimiser, int batch, int seed)
{
  g_autoptr (GString) layers = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GradusExperiment *experiment;

  for (gsize i = 0; i < json_array_size (units); i++)
    g_string_append_printf (
        layers,
        "%s{\"units\": %d, \"activation\": \"%s\", \"initialiser\": {\"name\": \"uniform\", "
        "\"range\": 1}}",
        i > 0 ? ", " : "", (int) json_integer_value (json_array_get (units, i)),
        i + 1 == json_array_size (units) ? "sigmoid" : hidden);
  text = g_strdup_printf (
      "{\"gradus-experiment\": 1, \"data\": {\"name\": \"xor\"}, \"network\": {\"layers\": [%s]}, "
      "\"training\": {\"cost\": \"binary-cross-entropy\", \"optimiser\": {\"name\": \"%s\", "
      "\"learning-rate\": 0.1}, \"batch-size\": %d, \"steps\": 10}, \"seed\": %d}",
      layers->str, optimiser, batch, seed);
  experiment = gradus_experiment_from_json (text, strlen (text), &error);
  g_assert_no_error (error);
  return experiment;
}

static GradusRateTest *
run (const GradusExperiment *experiment)
{
  const atomic_bool never = FALSE;
  g_autoptr (GError) error = NULL;
  GradusRateTest *test = gradus_rate_test_run (experiment, NULL, &never, &error);

  g_assert_no_error (error);
  return test;
}

/* The same by the costs of the reference, in plain words of arithmetic. */
static gboolean
is_lost_in_noise (const GradusRateTest *test, json_t *costs)
{
  double start = 0, squares = 0, lowest = INFINITY;
  int at = 0, n = (int) json_array_size (costs), last;

  if (!test->has_noise)
    return FALSE;
  for (int i = 0; i < n; i++) {
    double sum = 0;
    int count = 0;

    for (int k = MAX (i - 5, 0); k <= MIN (i + 5, n - 1); k++, count++)
      sum += json_number_value (json_array_get (costs, k));
    if (sum / count < lowest) {
      lowest = sum / count;
      at = i;
    }
  }
  for (int i = 0; i < MIN (20, n); i++)
    start += json_number_value (json_array_get (costs, i)) / MIN (20, n);
  last = MIN (MAX (at, 39), n - 1);
  for (int i = 1; i <= last; i++)
    squares += pow (json_number_value (json_array_get (costs, i)) -
                        json_number_value (json_array_get (costs, i - 1)),
                    2);
  return start - lowest <= 4 * sqrt (squares / (2.0 * last) / 11);
}

/* As near to float64 as PyTorch's own float32 has been so far, a few times: what is rounded at one
 * step grows at later ones. RMSProp divides by what nearly vanishes, and does so most. */
static void
check_against (json_t *entry)
{
  json_t *costs = json_object_get (entry, "costs"), *single = json_object_get (entry, "single");
  g_autoptr (GradusExperiment) experiment = make_experiment (
      json_object_get (entry, "units"), read_text (entry, "hidden"), read_text (entry, "optimiser"),
      (int) json_integer_value (json_object_get (entry, "batch")),
      (int) json_integer_value (json_object_get (entry, "seed")));
  g_autoptr (GradusRateTest) test = run (experiment);
  const int steepest = (int) json_integer_value (json_object_get (entry, "steepest"));
  const double slack = g_str_equal (read_text (entry, "optimiser"), "rmsprop") ? 2e-4 : 1e-5;
  double worst = 0, single_worst = 0;

  g_assert_cmpuint (test->n, ==, json_array_size (costs));
  for (guint i = 0; i < test->n; i++) {
    const double exact = json_number_value (json_array_get (costs, i));
    const double rounded = json_number_value (json_array_get (single, i));

    worst = MAX (worst, fabs (test->costs[i] - exact));
    single_worst = MAX (single_worst, fabs (rounded - exact));
    g_assert_cmpfloat_with_epsilon (test->costs[i], exact, slack * (1 + exact) + 10 * single_worst);
    g_assert_cmpfloat_with_epsilon (test->rates[i], 1e-6 * pow (10, 7 * i / 140.0),
                                    1e-12 * test->rates[i]);
  }
  g_test_message ("%s, batches of %d: worst %.2g, PyTorch's float32 %.2g", read_text (entry, "optimiser"),
                  (int) json_integer_value (json_object_get (entry, "batch")), worst,
                  single_worst);
  g_assert_cmpint (test->outcome, ==,
                   steepest < 0                      ? GRADUS_RATE_FLAT
                   : is_lost_in_noise (test, costs) ? GRADUS_RATE_NOISE
                                                     : GRADUS_RATE_FOUND);
  if (test->outcome == GRADUS_RATE_FOUND)
    g_assert_cmpuint (test->steepest, ==, steepest);
}

static void
test_reference (void)
{
  json_t *cases = json_load_file (GRADUS_REFERENCE_DIR "/rate.json", 0, NULL);

  g_assert_nonnull (cases);
  for (gsize i = 0; i < json_array_size (cases); i++)
    check_against (json_array_get (cases, i));
  json_decref (cases);
}

/* A schedule, an early end and the experiment's own rate and steps change nothing. */
static void
test_alone (void)
{
  json_t *units = json_pack ("[ii]", 5, 1);
  g_autoptr (GradusExperiment) plain = make_experiment (units, "tanh", "sgd", 0, 3);
  g_autoptr (GradusExperiment) set = gradus_experiment_copy (plain);
  g_autoptr (GradusExperiment) before = NULL;
  g_autoptr (GradusRateTest) a = run (plain);
  g_autoptr (GradusRateTest) b = NULL;

  set->optimiser.learning_rate = 0.5;
  set->optimiser.schedule = gradus_schedule_make (GRADUS_SCHEDULE_COSINE);
  set->optimiser.schedule.warm_up = 50;
  set->steps = 5;
  set->stop_rule.cost = 0.7;
  before = gradus_experiment_copy (set);
  b = run (set);
  g_assert_true (gradus_experiment_equal (set, before));
  g_assert_cmpuint (a->n, ==, b->n);
  g_assert_cmpmem (a->costs, a->n * sizeof (double), b->costs, b->n * sizeof (double));
  json_decref (units);
}

static void
test_interrupt (void)
{
  json_t *units = json_pack ("[ii]", 5, 1);
  g_autoptr (GradusExperiment) experiment = make_experiment (units, "tanh", "sgd", 0, 3);
  const atomic_bool at_once = TRUE;
  g_autoptr (GError) error = NULL;

  g_assert_null (gradus_rate_test_run (experiment, NULL, &at_once, &error));
  g_assert_no_error (error);
  json_decref (units);
}

static void
check_said (guint n, const double *costs, gboolean has_blown_up, GradusRateOutcome outcome,
            const char *words)
{
  double rates[GRADUS_RATE_TEST_STEPS];
  g_autoptr (GradusRateTest) test = NULL;
  g_autofree char *said = NULL;

  for (guint i = 0; i < n; i++)
    rates[i] = gradus_rate_test_get_rate (i);
  test = gradus_rate_test_new (n, rates, costs, FALSE, has_blown_up);
  said = gradus_rate_test_describe (test);
  g_assert_cmpint (test->outcome, ==, outcome);
  g_assert_nonnull (strstr (said, words));
  g_assert_cmpint (isnan (test->suggestion), ==, outcome != GRADUS_RATE_FOUND);
  g_assert_cmpint (strstr (said, "no suggestion") != NULL, ==, outcome != GRADUS_RATE_FOUND);
}

/* A fall by `fall`, in the noise of batches of standard deviation 1, of which nobody knows. */
static GradusRateTest *
make_noisy (double fall, guint seed)
{
  double rates[GRADUS_RATE_TEST_STEPS], costs[GRADUS_RATE_TEST_STEPS];
  GradusRandom random;

  gradus_random_init (&random, seed, 1);
  for (guint i = 0; i < GRADUS_RATE_TEST_STEPS; i++) {
    rates[i] = gradus_rate_test_get_rate (i);
    costs[i] = 10 - fall * CLAMP ((i - 80.0) / 40, 0, 1) + (double) gradus_random_normal (&random);
  }
  return gradus_rate_test_new (GRADUS_RATE_TEST_STEPS, rates, costs, TRUE, FALSE);
}

/* Where nothing falls next to no seed gets a suggestion, and is told why; where it falls by as much
 * as batches differ, and a half more, nearly all do. */
static void
test_noise (void)
{
  guint n_false = 0, n_found = 0;

  for (guint seed = 0; seed < 300; seed++) {
    g_autoptr (GradusRateTest) nothing = make_noisy (0, seed);
    g_autoptr (GradusRateTest) falling = make_noisy (2, seed);
    g_autofree char *said = gradus_rate_test_describe (nothing);

    n_false += nothing->outcome == GRADUS_RATE_FOUND;
    n_found += falling->outcome == GRADUS_RATE_FOUND;
    if (nothing->outcome == GRADUS_RATE_NOISE) {
      g_assert_true (isnan (nothing->suggestion));
      g_assert_nonnull (strstr (said, "which may be chance: batches alone differ by about "));
      g_assert_cmpfloat_with_epsilon (nothing->noise * sqrt (2 * GRADUS_RATE_TEST_SPAN + 1), 1, 0.8);
    }
  }
  g_test_message ("%u of 300 without a fall are found, %u of 300 with one", n_false, n_found);
  g_assert_cmpuint (n_false, <=, 6);
  g_assert_cmpuint (n_found, >=, 285);
}

static void
test_outcomes (void)
{
  const double blown[] = { 1, 1, 2, 9 }, none[] = { NAN };
  double costs[GRADUS_RATE_TEST_STEPS];

  check_said (4, blown, TRUE, GRADUS_RATE_AT_ONCE, "grows without end even at");
  check_said (1, none, TRUE, GRADUS_RATE_NOT_FINITE, "no number before the first step");
  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    costs[i] = 0.69314718;
  check_said (G_N_ELEMENTS (costs), costs, FALSE, GRADUS_RATE_FLAT, "from 1·10⁻⁶ to 10");
  for (guint i = 0; i < 100; i++)
    costs[i] = 0.7 - 0.0001 * (i > 50);
  costs[100] = 5;
  check_said (101, costs, TRUE, GRADUS_RATE_FLAT, "from 1·10⁻⁶ to 0.1");
  /* It falls by steps of 0.01 and at one place, before 0.01, by 0.11. */
  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    costs[i] = i < 60 ? 3 : i < 80 ? 3 - 0.01 * (i - 60) : i < 120 ? 2.7 - 0.01 * (i - 80) : 40;
  check_said (121, costs, TRUE, GRADUS_RATE_FOUND, "at a learning rate of 0.0089,");
  /* It still falls where what was tried ends, and has not been seen to turn. */
  for (guint i = 0; i < G_N_ELEMENTS (costs); i++)
    costs[i] = 0.7 - 1e-6 * i * i;
  check_said (G_N_ELEMENTS (costs), costs, FALSE, GRADUS_RATE_FOUND, "the end of what was tried");
}

void
add_rate_test_tests (void)
{
  g_test_add_func ("/rate-test/reference", test_reference);
  g_test_add_func ("/rate-test/alone", test_alone);
  g_test_add_func ("/rate-test/interrupt", test_interrupt);
  g_test_add_func ("/rate-test/noise", test_noise);
  g_test_add_func ("/rate-test/outcomes", test_outcomes);
}
