/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* What is claimed by the picture of the output over the plane. */
#include "figure-run.h"
#include "figure/accuracy-words.h"

/* Ten sigmoid layers are stuck at ½: what differs from it is rounding, and no answer. */
static void
test_undecided_words (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("boundary");
  const GradusSnapshotNeeds needs = EVERYTHING;
  g_autofree char *words = NULL, *decided = NULL, *learned = NULL;
  FigureRun run;

  figure_run_init (&run, "xor-deep-sigmoid", 20000, &needs);
  g_assert_cmpuint (run.snapshot->n_undecided, ==, 4);
  words = gradus_figure_describe (figure, &run.source);
  g_assert_true (g_str_has_suffix (words, "(4 undecided)"));
  figure_run_clear (&run);
  figure_run_init (&run, "xor", 20000, &needs);
  g_assert_cmpuint (run.snapshot->n_undecided, ==, 0);
  learned = gradus_figure_describe (figure, &run.source);
  g_assert_null (strstr (learned, "undecided"));
  figure_run_clear (&run);
  decided = gradus_accuracy_to_words (0.975, 0);
  g_assert_cmpstr (decided, ==, "97.5 %");
}

/* Where there are test data an accuracy says of which data it is. */
static void
test_accuracy_words (void)
{
  const GradusSnapshotNeeds needs = EVERYTHING;
  g_autofree char *both = NULL, *brief = NULL, *alone = NULL;
  FigureRun run;

  figure_run_init (&run, "spiral", 0, &needs);
  run.snapshot->metrics.accuracy = 0.9975;
  run.snapshot->metrics.test_accuracy = 0.97;
  run.snapshot->n_test_undecided = 1;
  both = gradus_accuracy_describe (&run.source, FALSE);
  g_assert_cmpstr (both, ==, "training 99.8 %, test 97 % (1 undecided)");
  brief = gradus_accuracy_describe (&run.source, TRUE);
  g_assert_cmpstr (brief, ==, "99.8 %, test 97 %");
  figure_run_clear (&run);
  figure_run_init (&run, "xor-deep-sigmoid", 20000, &needs);
  alone = gradus_accuracy_describe (&run.source, FALSE);
  g_assert_cmpstr (alone, ==, "accuracy 50 % (4 undecided)");
  figure_run_clear (&run);
}

void
add_figure_boundary_tests (void)
{
  g_test_add_func ("/figure-boundary/accuracy-words", test_accuracy_words);
  g_test_add_func ("/figure-boundary/undecided-words", test_undecided_words);
}
