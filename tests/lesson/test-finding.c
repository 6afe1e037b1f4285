/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* What is shown of a finding: of every cause a view, and in it a mark that is drawn and said. */
#include <string.h>

#include "../figure/figure-run.h"
#include "lesson/finding-show.h"

#define CLASSES                                                                                    \
  "{\"gradus-experiment\": 1, \"data\": {\"name\": \"circle\", \"samples\": 40}, "                 \
  "\"network\": {\"layers\": [{\"units\": 3, \"activation\": \"tanh\"}, "                          \
  "{\"units\": 3, \"activation\": \"tanh\"}, {\"units\": 1, \"activation\": \"sigmoid\"}]}, "      \
  "\"training\": {\"cost\": \"binary-cross-entropy\", \"optimiser\": {\"name\": \"sgd\", "         \
  "\"learning-rate\": 0.1}, \"batch-size\": 0, \"steps\": 100}, \"seed\": 1}"
#define NUMBERS                                                                                    \
  "{\"gradus-experiment\": 1, \"data\": {\"name\": \"plane\", \"samples\": 40}, "                  \
  "\"network\": {\"layers\": [{\"units\": 3, \"activation\": \"tanh\"}, {\"units\": 1, \"activation\": \"sigmoid\"}]}, "     \
  "\"training\": {\"cost\": \"mean-squared-error\", \"optimiser\": {\"name\": \"sgd\", "           \
  "\"learning-rate\": 0.1}, \"batch-size\": 0, \"steps\": 100}, \"seed\": 1}"

static void
train_run (FigureRun *run, const char *json)
{
  const GradusSnapshotNeeds needs = { .has_anatomy = TRUE,
                                      .map_size = 6,
                                      .has_confusion = TRUE,
                                      .has_answers = TRUE };
  g_autoptr (GError) error = NULL;
  GradusExperiment *experiment = gradus_experiment_from_json (json, strlen (json), &error);

  g_assert_no_error (error);
  figure_run_init_with (run, experiment);
  figure_run_advance (run, 100, &needs);
}

/* Of the kind that a diagnosis makes. */
static GradusFinding
make_cause (GradusCause cause)
{
  const gboolean is_of_class = cause == GRADUS_CAUSE_ONE_CLASS;
  const gboolean has_steps = cause == GRADUS_CAUSE_LARGE_RATE || cause == GRADUS_CAUSE_OVERFITTED ||
                             cause == GRADUS_CAUSE_VANISHED_GRADIENT;
  const gboolean has_no_layer =
      is_of_class || cause == GRADUS_CAUSE_OVERFITTED || cause == GRADUS_CAUSE_UNSCALED;

  return (GradusFinding){ .cause = cause,
                          .has_steps = has_steps,
                          .from = 20,
                          .to = cause == GRADUS_CAUSE_VANISHED_GRADIENT ? 20 : 80,
                          .class = is_of_class ? 1 : GRADUS_NO_CLASS,
                          .first = has_no_layer ? GRADUS_NO_LAYER : 0,
                          .last = has_no_layer ? GRADUS_NO_LAYER : 1 };
}

/* All settings, or those alone that mark nothing. */
static guint
draw_shown (FigureRun *run, const GradusFindingShow *show, gboolean has_marks, char **sentence)
{
  g_autoptr (GradusFigure) figure = make_figure (show->figure);
  Paper paper;
  guint hash;

  for (guint i = 0; i < show->show.settings->len; i++) {
    const GradusShownSetting *shown = &g_array_index (show->show.settings, GradusShownSetting, i);

    if (has_marks || !shown->setting->is_mark)
      gradus_figure_set (figure, shown->setting->name, shown->value);
  }
  paper_init (&paper, GRADUS_SCHEME_PRINT, 500, 300);
  draw_anew (&paper, figure, &run->source);
  hash = hash_picture (&paper);
  paper_clear (&paper);
  *sentence = gradus_figure_describe (figure, &run->source);
  return hash;
}

static void
test_every_cause (void)
{
  FigureRun classes, numbers;

  train_run (&classes, CLASSES);
  train_run (&numbers, NUMBERS);
  for (guint cause = 0; cause < GRADUS_N_CAUSES; cause++) {
    const GradusFinding finding = make_cause (cause);
    FigureRun *run = cause == GRADUS_CAUSE_OUTPUT_RANGE ? &numbers : &classes;
    g_autoptr (GradusFindingShow) show = gradus_finding_show_new (&finding);
    g_autofree char *plain = NULL, *marked = NULL;

    g_test_message ("%s", gradus_cause_get_name (cause));
    g_assert_true (g_strv_contains (gradus_page_names, show->show.page));
    g_assert_cmpuint (draw_shown (run, show, FALSE, &plain), !=,
                      draw_shown (run, show, TRUE, &marked));
    g_assert_null (strstr (plain, "marked"));
    g_assert_nonnull (strstr (marked, "; marked: "));
  }
  figure_run_clear (&classes);
  figure_run_clear (&numbers);
}

/* Of the very first step there are hollow bars; of a later one there are lines. */
static void
test_form (void)
{
  GradusFinding finding = make_cause (GRADUS_CAUSE_VANISHED_GRADIENT);

  for (guint64 step = 0; step < 2; step++) {
    g_autoptr (GradusFindingShow) show = NULL;
    double form = -1, marked = -1;

    finding.from = finding.to = step;
    show = gradus_finding_show_new (&finding);
    g_assert_true (gradus_show_find_setting (&show->show, "form", &form));
    g_assert_cmpfloat (form, ==, (double) step);
    g_assert_cmpint (gradus_show_find_setting (&show->show, "mark-step", &marked), ==, step > 0);
  }
}

static void
check_words (const char *figure_name, FigureRun *run, const char *const *names,
             const double *values, const char *words)
{
  g_autoptr (GradusFigure) figure = make_figure (figure_name);
  g_autofree char *sentence = NULL;

  for (; *names; names++, values++)
    gradus_figure_set (figure, *names, *values);
  sentence = gradus_figure_describe (figure, &run->source);
  g_assert_true (g_str_has_suffix (sentence, words));
}

static void
test_words (void)
{
  static const char *const layers[] = { "mark-layer", "mark-last-layer", NULL };
  static const char *const steps[] = { "mark-step", "mark-last-step", NULL };
  static const double both[] = { 1, 2 }, alone[] = { 2, -1 }, one[] = { 0, -1 },
                      many[] = { 10, 1200 }, none[] = { -1, -1 };
  FigureRun run;

  train_run (&run, CLASSES);
  check_words ("gradients", &run, layers, both, "; marked: layers 1 to 2");
  check_words ("network", &run, layers, alone, "; marked: layer 2");
  check_words ("cost", &run, steps, one, "; marked: step 0");
  check_words ("accuracy", &run, steps, many, "; marked: steps 10 to 1,200");
  check_words ("cost", &run, steps, none, "over the test data 0.6419");
  figure_run_clear (&run);
}

/* Every figure over steps can be marked, for one without the settings would mark step 0. */
static void
test_curves (void)
{
  for (guint i = 0; gradus_figures[i]; i++) {
    if (gradus_figures[i]->curves > 0)
      g_assert_nonnull (gradus_figure_class_find_setting (gradus_figures[i], "mark-step"));
  }
}

void
add_finding_tests (void)
{
  g_test_add_func ("/finding/every-cause", test_every_cause);
  g_test_add_func ("/finding/form", test_form);
  g_test_add_func ("/finding/words", test_words);
  g_test_add_func ("/finding/curves", test_curves);
}
