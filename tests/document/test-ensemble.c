/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* All runs asked together, beside their answers added up here. */
#include <math.h>

#include "document/edit.h"
#include "document/ensemble.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"

static void
add_trained (GradusDocument *document, const char *id, const char *setting, const char *other)
{
  g_autoptr (GradusExperiment) plain = gradus_builtin_make (id);
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_set (plain, (const char *const[]){ setting, other, NULL }, NULL);
  g_autoptr (GradusRun) run = NULL;
  GradusSnapshotNeeds needs = GRADUS_SNAPSHOT_NEEDS_NONE;

  g_assert_nonnull (experiment);
  needs.has_answers = TRUE;
  run = gradus_run_new (experiment, NULL);
  gradus_document_insert (document, gradus_document_get_n_runs (document), run);
  gradus_run_set_needs (run, document, &needs);
  gradus_run_play (run);
}

static void
settle (GradusDocument *document)
{
  gradus_document_refresh (document);
  while (!gradus_document_is_settled (document)) {
    g_main_context_iteration (NULL, TRUE);
    gradus_document_refresh (document);
  }
}

/* XOR from three seeds, each stopped where it is right about some points: what the mean says is not
 * the mean of what is right. */
static void
test_mean (void)
{
  static const double wanted[] = { 0, 1, 1, 0 };
  g_autoptr (GradusDocument) document = gradus_document_new ();
  GradusEnsemble ensemble;
  guint n_right = 0, n_alone = 0;

  add_trained (document, "xor", "seed=1", "training.steps=3000");
  settle (document);
  g_assert_false (gradus_ensemble_measure (document, &ensemble));
  add_trained (document, "xor", "seed=2", "training.steps=3000");
  add_trained (document, "xor", "seed=3", "training.steps=300");
  settle (document);
  g_assert_true (gradus_ensemble_measure (document, &ensemble));
  g_assert_cmpuint (ensemble.n_runs, ==, 3);
  for (guint point = 0; point < 4; point++) {
    double sum = 0;

    for (guint i = 0; i < 3; i++) {
      const GradusAnswers *own =
          gradus_run_get_newest (gradus_document_get_run (document, i))->answers;

      g_assert_cmpuint (own->samples[point], ==, point);
      sum += (double) own->outputs[point];
      n_alone += (own->outputs[point] > 0.5f) == (wanted[point] > 0.5);
    }
    n_right += (sum / 3 > 0.5) == (wanted[point] > 0.5);
  }
  g_assert_cmpuint (n_alone, <, 12);
  g_assert_cmpfloat_with_epsilon (ensemble.accuracy, n_right / 4.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (ensemble.members, n_alone / 12.0, 1e-9);
  g_assert_true (isnan (ensemble.test_accuracy) && isnan (ensemble.test_members));
}

/* Points of another seed are other points, and so are those of another kind. */
static void
test_refused (void)
{
  static const char *const cases[][3] = {
    { "spiral", "seed=1", "seed=2" },
    { "xor", "seed=1", "data.name=moons" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GradusDocument) document = gradus_document_new ();
    GradusEnsemble ensemble;

    add_trained (document, cases[i][0], cases[i][1], "training.steps=5");
    add_trained (document, cases[i][0], cases[i][2], "training.steps=5");
    settle (document);
    g_assert_false (gradus_ensemble_measure (document, &ensemble));
  }
}

/* With test data both are judged by them, too. */
static void
test_test_data (void)
{
  g_autoptr (GradusDocument) document = gradus_document_new ();
  GradusEnsemble ensemble;

  add_trained (document, "spiral", "network.hidden.units=8", "training.steps=100");
  add_trained (document, "spiral", "network.hidden.units=9", "training.steps=100");
  settle (document);
  g_assert_true (gradus_ensemble_measure (document, &ensemble));
  g_assert_false (isnan (ensemble.test_accuracy) || isnan (ensemble.test_members));
}

void
add_ensemble_tests (void)
{
  g_test_add_func ("/ensemble/mean", test_mean);
  g_test_add_func ("/ensemble/refused", test_refused);
  g_test_add_func ("/ensemble/test-data", test_test_data);
}
