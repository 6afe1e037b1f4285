/* SPDX-License-Identifier: MIT */
#include "tests.h"

#include "nn/random.h"
#include "train/core-choice.h"

/* What a machine would do: seconds that a step takes alone and shared, which may vary by a factor of
 * up to 1 + noise, and every so often takes ten times as long. */
typedef struct {
  double alone, shared, noise;
  guint n_between_bursts; /* portions of steps; 0: there are none */
} Machine;

typedef struct {
  GradusCoreChoice choice;
  GradusRandom random;
  guint n_portions;
  double time, worse; /* seconds: in all, and in the slower way */
} Run;

static void
init_run (Run *run)
{
  *run = (Run){ 0 };
  gradus_random_init (&run->random, 3, 0);
  gradus_core_choice_init (&run->choice);
}

static void
go_on (Run *run, const Machine *machine, double seconds)
{
  const double end = run->time + seconds;

  while (run->time < end) {
    const gboolean is_shared = gradus_core_choice_shares (&run->choice);
    const guint64 n = gradus_core_choice_count_steps (&run->choice);
    double taken = (double) n * (is_shared ? machine->shared : machine->alone);

    g_assert_cmpuint (n, >=, 1);
    taken *= 1 + machine->noise * gradus_random_uniform (&run->random, 0, 1);
    if (machine->n_between_bursts > 0 && ++run->n_portions % machine->n_between_bursts == 0)
      taken *= 10;
    run->time += taken;
    run->worse += is_shared == (machine->shared < machine->alone) ? 0 : taken;
    gradus_core_choice_tell (&run->choice, n, taken);
  }
}

/* Whichever is faster is taken, before long, whatever a step takes, and trials are rare; also where
 * what disturbs makes it err at times. */
static void
test_faster (void)
{
  static const Machine machines[] = {
    { 20e-6, 11e-6, 0, 0 }, { 20e-6, 24e-6, 0, 0 },   { 3e-3, 1.6e-3, 0, 0 },
    { 3e-3, 5e-3, 0, 0 },   { 0.4, 0.25, 0, 0 },      { 20e-6, 11e-6, 0.2, 7 },
    { 3e-3, 5e-3, 0.2, 7 }, { 20e-6, 19.9e-6, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (machines); i++) {
    const double slice = MAX (0.02, machines[i].alone);
    Run run;

    init_run (&run);
    go_on (&run, &machines[i], 30 * slice);
    run.worse = 0;
    go_on (&run, &machines[i], 3000 * slice);
    g_test_message ("machine %u: %g of %g s", i, run.worse, 3000 * slice);
    g_assert_cmpfloat (run.worse, <, (machines[i].noise > 0 ? 0.1 : 0.02) * 3000 * slice);
  }
}

/* What is hardly faster is not worth a change. */
static void
test_alike (void)
{
  const Machine machine = { 20e-6, 20.5e-6, 0, 0 };
  Run run;

  init_run (&run);
  go_on (&run, &machine, 100);
  g_assert_true (run.choice.is_shared);
}

/* Others begin to need the processors, and end: it follows, within the longest time between two
 * trials. */
static void
test_changes (void)
{
  const Machine quiet = { 20e-6, 11e-6, 0, 0 }, busy = { 20e-6, 60e-6, 0, 0 };
  Run run;

  init_run (&run);
  go_on (&run, &quiet, 60);
  g_assert_true (run.choice.is_shared);
  go_on (&run, &busy, 11);
  g_assert_false (run.choice.is_shared);
  go_on (&run, &quiet, 11);
  g_assert_true (run.choice.is_shared);
}

static void
check_count (const GradusCoreChoice *choice, double n)
{
  g_assert_cmpfloat_with_epsilon ((double) gradus_core_choice_count_steps (choice), n, 1.5);
}

/* A step of which nothing is known is made alone, and then not too many more at once. */
static void
test_portions (void)
{
  GradusCoreChoice choice;

  gradus_core_choice_init (&choice);
  g_assert_true (gradus_core_choice_shares (&choice));
  g_assert_cmpuint (gradus_core_choice_count_steps (&choice), ==, 1);
  gradus_core_choice_tell (&choice, 1, 0);
  check_count (&choice, 2);
  gradus_core_choice_tell (&choice, 2, 0.003);
  check_count (&choice, 6);
  gradus_core_choice_tell (&choice, 6, 0.006);
  check_count (&choice, 10);
  gradus_core_choice_tell (&choice, 10, 0.01);
  check_count (&choice, 20);
  gradus_core_choice_tell (&choice, 20, 1);
  check_count (&choice, 1);
}

void
add_core_choice_tests (void)
{
  g_test_add_func ("/core-choice/faster", test_faster);
  g_test_add_func ("/core-choice/alike", test_alike);
  g_test_add_func ("/core-choice/changes", test_changes);
  g_test_add_func ("/core-choice/portions", test_portions);
}
