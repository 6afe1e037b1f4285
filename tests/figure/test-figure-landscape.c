/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* The landscape as a figure: of one run and of several, with the share of the variance told, and a
 * reason where there is nothing to see. */
#include "figure-run.h"
#include "figure/draft-landscape.h"
#include "figure/weight-words.h"

#define WIDTH 700
#define HEIGHT 500

typedef struct {
  FigureRun run;
  GradusDraft *draft;
  GradusLandscape *landscape;
  GradusFigure *figure;
  GArray *runs;
  Paper paper;
} LandscapeDesk;

static void
survey_again (LandscapeDesk *desk)
{
  const GPtrArray *runs = desk->draft->runs;
  const GradusDraftEntry *first = g_ptr_array_index (runs, 0);

  g_clear_pointer (&desk->landscape, gradus_landscape_unref);
  g_clear_pointer (&desk->runs, g_array_unref);
  desk->landscape = gradus_draft_landscape_survey (runs, first, desk->figure, NULL);
  desk->runs = gradus_draft_landscape_list_runs (runs, first);
  desk->run.source.landscape = desk->landscape;
  desk->run.source.n_runs = desk->runs->len > 1 ? desk->runs->len : 0;
  desk->run.source.runs = (const GradusFigureRun *) (void *) desk->runs->data;
}

static void
landscape_desk_init (LandscapeDesk *desk, guint64 steps)
{
  const GradusSnapshotNeeds needs = EVERYTHING;

  *desk = (LandscapeDesk){ .draft = gradus_draft_new (), .figure = make_figure ("landscape") };
  figure_run_init (&desk->run, "xor-optimisers", steps, &needs);
  gradus_draft_add_stepper (desk->draft, desk->run.experiment, desk->run.stepper, 0);
  paper_init (&desk->paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  survey_again (desk);
}

static void
landscape_desk_clear (LandscapeDesk *desk)
{
  paper_clear (&desk->paper);
  gradus_landscape_unref (desk->landscape);
  gradus_figure_free (desk->figure);
  gradus_draft_unref (desk->draft);
  g_array_unref (desk->runs);
  figure_run_clear (&desk->run);
}

/* A second run, with some settings more. */
static GradusDraftEntry *
add_rival (LandscapeDesk *desk, const char *setting, guint64 steps)
{
  const char *const settings[] = { setting, NULL };
  g_autoptr (GradusExperiment) experiment =
      gradus_experiment_set (desk->run.experiment, settings, NULL);
  g_autoptr (GradusStepper) stepper = gradus_stepper_new (experiment, NULL);
  const atomic_bool never = FALSE;
  GradusDraftEntry *run;

  gradus_stepper_advance (stepper, steps, &never);
  run = gradus_draft_add_stepper (desk->draft, experiment, stepper, 0);
  run->colour = desk->draft->runs->len - 1;
  run->name = g_strdup (setting);
  return run;
}

static gboolean
describes (LandscapeDesk *desk, const char *words)
{
  g_autofree char *sentence = gradus_figure_describe (desk->figure, &desk->run.source);

  return strstr (sentence, words) != NULL;
}

/* The words say what the plane holds; the drawing is there, with all settings. */
static void
test_one_run (void)
{
  LandscapeDesk desk;
  g_autofree char *share = NULL;

  landscape_desk_init (&desk, 2000);
  share = g_strdup_printf ("holds %.3g %%", 100 * desk.landscape->share);
  g_assert_true (describes (&desk, share));
  g_assert_true (describes (&desk, "path of 1 run"));
  for (guint plane = 0; plane < 3; plane++) {
    for (guint surface = 0; surface < 2; surface++) {
      gradus_figure_set (desk.figure, "plane", plane);
      gradus_figure_set (desk.figure, "surface", surface);
      survey_again (&desk);
      g_assert_cmpuint (desk.landscape->kind, ==, plane);
      draw_anew (&desk.paper, desk.figure, &desk.run.source);
      g_assert_cmpuint (count_drawn (&desk.paper), >, 20000);
    }
  }
  landscape_desk_clear (&desk);
}

/* Each run has a path in its own colour; a hidden one none, and one over another surface is said
 * to be left out. */
static void
test_runs (void)
{
  LandscapeDesk desk;
  GradusDraftEntry *adam;

  landscape_desk_init (&desk, 1000);
  adam = add_rival (&desk, "training.optimiser={\"name\":\"adam\",\"learning-rate\":0.05}", 1000);
  survey_again (&desk);
  g_assert_cmpuint (desk.landscape->n_paths, ==, 2);
  g_assert_true (describes (&desk, "paths of 2 runs"));
  draw_anew (&desk.paper, desk.figure, &desk.run.source);
  g_assert_cmpuint (
      count_pixels (&desk.paper, pack_colour (gradus_style_get_class_colour (desk.paper.style, 1))),
      >, 20);

  adam->is_hidden = TRUE;
  survey_again (&desk);
  g_assert_cmpuint (desk.landscape->n_paths, ==, 1);
  add_rival (&desk, "network.hidden.activation=relu", 10);
  survey_again (&desk);
  g_assert_cmpuint (desk.landscape->n_paths, ==, 1);
  draw_anew (&desk.paper, desk.figure, &desk.run.source);
  landscape_desk_clear (&desk);
}

/* Before the first step there is a reason in place of a picture, and none of its colours. */
static void
test_no_path (void)
{
  LandscapeDesk desk;

  landscape_desk_init (&desk, 0);
  g_assert_false (desk.landscape->has_plane);
  g_assert_true (describes (&desk, "have not moved yet"));
  draw_anew (&desk.paper, desk.figure, &desk.run.source);
  g_assert_cmpuint (count_drawn (&desk.paper), >, 100);
  g_assert_cmpuint (count_pixels (&desk.paper, pack_colour (desk.paper.style->share)), ==, 0);
  desk.run.source.landscape = NULL;
  g_assert_true (describes (&desk, "being surveyed"));

  gradus_figure_set (desk.figure, "plane", GRADUS_LANDSCAPE_RANDOM);
  survey_again (&desk);
  g_assert_true (desk.landscape->has_plane);
  landscape_desk_clear (&desk);
}

/* Weights are named as they stand in the network, and there are no others. */
static void
test_weight_names (void)
{
  static const struct {
    guint weight;
    const char *name;
  } names[] = { { 0, "W1, unit 1, input 1" },
                { 3, "W1, unit 2, input 2" },
                { 5, "b1, unit 2" },
                { 6, "W2, unit 1, input 1" },
                { 8, "b2, unit 1" } };
  LandscapeDesk desk;
  const GradusFigureSetting *setting;
  g_autofree char *fault = NULL, *same = NULL;

  landscape_desk_init (&desk, 10);
  g_assert_cmpuint (gradus_weight_words_count (desk.run.experiment), ==, 9);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *name = gradus_weight_words_name (desk.run.experiment, names[i].weight);

    g_assert_cmpstr (name, ==, names[i].name);
  }
  g_assert_null (gradus_weight_words_name (desk.run.experiment, 9));
  gradus_figure_set (desk.figure, "plane", GRADUS_LANDSCAPE_WEIGHTS);
  gradus_figure_set (desk.figure, "weight-across", 10);
  fault = gradus_figure_find_fault (desk.figure, &desk.run.source, &setting);
  g_assert_nonnull (strstr (fault, "9 weights"));
  g_assert_cmpstr (setting->name, ==, "weight-across");
  gradus_figure_set (desk.figure, "weight-across", 2);
  same = gradus_figure_find_fault (desk.figure, &desk.run.source, &setting);
  g_assert_cmpstr (setting->name, ==, "weight-up");
  gradus_figure_set (desk.figure, "weight-up", 9);
  g_assert_null (gradus_figure_find_fault (desk.figure, &desk.run.source, &setting));
  landscape_desk_clear (&desk);
}

void
add_figure_landscape_tests (void)
{
  g_test_add_func ("/figure-landscape/one-run", test_one_run);
  g_test_add_func ("/figure-landscape/runs", test_runs);
  g_test_add_func ("/figure-landscape/no-path", test_no_path);
  g_test_add_func ("/figure-landscape/weight-names", test_weight_names);
}
