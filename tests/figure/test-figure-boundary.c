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

void
add_figure_boundary_tests (void)
{
  g_test_add_func ("/figure-boundary/legend", test_legend_names_what_is_drawn);
  g_test_add_func ("/figure-boundary/accuracy-words", test_accuracy_words);
  g_test_add_func ("/figure-boundary/undecided-words", test_undecided_words);
}
