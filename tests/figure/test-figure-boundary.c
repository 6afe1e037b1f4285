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

/* The marks that the legend names, and the height that it takes of a narrow figure. */
static guint
count_marks (const FigureRun *run, double *height)
{
  g_autoptr (GradusFigure) figure = make_figure ("boundary");
  g_autoptr (GradusLegend) legend = gradus_legend_new ();
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 240, 240);
  figure->class->list_marks (figure, &run->source, paper.style, legend);
  *height = gradus_legend_measure (&paper.canvas, legend, 240);
  paper_clear (&paper);
  return gradus_legend_count (legend);
}

/* The legend names what is drawn and nothing else, and keeps its height whatever that is: two
 * classes with a boundary between them; after one step all four points on one side, so that two are
 * wrong; all undecided. */
static void
test_legend_names_what_is_drawn (void)
{
  const GradusSnapshotNeeds needs = EVERYTHING;
  double heights[3];
  FigureRun run;

  figure_run_init (&run, "xor", 20000, &needs);
  g_assert_cmpuint (count_marks (&run, &heights[0]), ==, 3);
  run.source.pointed = (GradusDiagramPart){ .kind = GRADUS_DIAGRAM_UNIT, .column = 1 };
  g_assert_cmpuint (count_marks (&run, &heights[1]), ==, 0); /* the unit's map has none of them */
  figure_run_clear (&run);
  figure_run_init (&run, "xor-deep-sigmoid", 1, &needs);
  g_assert_cmpuint (count_marks (&run, &heights[1]), ==, 3);
  figure_run_advance (&run, 20000, &needs);
  g_assert_cmpuint (count_marks (&run, &heights[2]), ==, 3);
  figure_run_clear (&run);
  g_assert_cmpfloat (heights[1], ==, heights[0]);
  g_assert_cmpfloat (heights[2], ==, heights[0]);
}

/* A slice's map says nothing of test samples, so they are asked: each that is wrong is marked. */
static void
test_slice (void)
{
  GradusSnapshotNeeds needs = EVERYTHING;
  GradusAnswers *answers;
  guint n_right, n_wrong = 0;
  double height;
  FigureRun run;

  needs.has_slice_answers = TRUE;
  figure_run_init (&run, "spiral", 1, &needs);
  g_assert_null (run.snapshot->test_answers); /* there the map is asked */
  figure_run_clear (&run);

  figure_run_init_flowers (&run);
  figure_run_advance (&run, 3000, &needs);
  answers = run.snapshot->test_answers;
  g_assert_cmpuint (answers->n_samples, ==, run.source.test->n_samples);
  for (guint i = 0; i < answers->n_samples; i++) /* all that are right, whatever they were */
    for (guint k = 0; k < 3; k++)
      answers->outputs[i * 3 + k] = run.source.test->targets[(gsize) answers->samples[i] * 3 + k];
  n_right = count_marks (&run, &height);
  for (guint i = 0; i < run.snapshot->n_samples; i++)
    n_wrong += gradus_dataset_get_class (run.source.training, i) !=
               gradus_confusion_find_class (run.snapshot->outputs + i, 3, run.snapshot->n_samples);
  g_assert_cmpuint (n_wrong, ==, 0);
  for (guint k = 0; k < 3; k++) /* of one the next class */
    answers->outputs[k] = run.source.test->targets[(gsize) answers->samples[0] * 3 + (k + 1) % 3];
  g_assert_cmpuint (count_marks (&run, &height), ==, n_right + 1);
  figure_run_clear (&run);
}

void
add_figure_boundary_tests (void)
{
  g_test_add_func ("/figure-boundary/legend", test_legend_names_what_is_drawn);
  g_test_add_func ("/figure-boundary/slice", test_slice);
  g_test_add_func ("/figure-boundary/accuracy-words", test_accuracy_words);
  g_test_add_func ("/figure-boundary/undecided-words", test_undecided_words);
}
