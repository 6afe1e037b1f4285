/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* The inspector's words and bars, and the activations. */
#include "figure-run.h"
#include "figure/gallery-figure.h"
#include "figure/inspector-words.h"

#define WIDTH 600
#define HEIGHT 500

/* -- Activations ------------------------------------------------------------------------------- */

/* In double precision; with the parameters that gradus_activation_make() gives. */
static double
evaluate (GradusActivation activation, double z)
{
  const double sigmoid = 1 / (1 + exp (-z)), alpha = (double) activation.alpha;
  const double lambda = 1.0507009873554805, scale = 1.6732632423543772; /* of SELU */

  switch (activation.kind) {
  case GRADUS_ACTIVATION_LINEAR:
    return z;
  case GRADUS_ACTIVATION_TANH:
    return tanh (z);
  case GRADUS_ACTIVATION_RELU:
    return MAX (z, 0);
  case GRADUS_ACTIVATION_LEAKY_RELU:
    return MAX (alpha * z, z);
  case GRADUS_ACTIVATION_ELU:
    return z > 0 ? z : alpha * expm1 (z);
  case GRADUS_ACTIVATION_SELU:
    return lambda * (z > 0 ? z : scale * expm1 (z));
  case GRADUS_ACTIVATION_SOFTPLUS:
    return log1p (exp (z));
  case GRADUS_ACTIVATION_GELU:
    return z * 0.5 * erfc (-z / sqrt (2));
  case GRADUS_ACTIVATION_SWISH:
    return z * sigmoid;
  case GRADUS_ACTIVATION_MAXOUT:
    return MAX (z, -z / 2);
  case GRADUS_ACTIVATION_SIGMOID:
  case GRADUS_ACTIVATION_SOFTMAX: /* beside one other at 0 */
    return sigmoid;
  }
  g_assert_not_reached ();
}

/* What is drawn is the function and its derivative, to float's precision. */
static void
test_values (void)
{
  for (GradusActivationKind kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
    const GradusActivation activation = gradus_activation_make (kind);

    for (double at = -6; at <= 6; at += 0.0625) {
      const float z = (float) at;
      float a, slope;
      const double h = 1e-6;

      gradus_gallery_sample (activation, 1, &z, &a, &slope);
      g_assert_cmpfloat_with_epsilon ((double) a, evaluate (activation, at),
                                      3e-6 * (1 + fabs (at)));
      if (at != 0)
        g_assert_cmpfloat_with_epsilon (
            (double) slope,
            (evaluate (activation, at + h) - evaluate (activation, at - h)) / (2 * h), 1e-5);
    }
  }
}

/* Those with a kink have a derivative that jumps, and no other has. */
static void
test_jumps (void)
{
  for (GradusActivationKind kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
    const GradusActivation activation = gradus_activation_make (kind);
    const double h = 1e-6;
    const double left = (evaluate (activation, 0) - evaluate (activation, -h)) / h,
                 right = (evaluate (activation, h) - evaluate (activation, 0)) / h;
    GradusFunctionJump jump;

    g_assert_cmpint (gradus_gallery_find_jump (activation, &jump), ==, fabs (right - left) > 1e-3);
    g_assert_cmpfloat_with_epsilon (jump.left, left, 1e-4);
    g_assert_cmpfloat_with_epsilon (jump.right, right, 1e-4);
    if (kind == GRADUS_ACTIVATION_RELU)
      g_assert_true (jump.left == 0 && jump.right == 1 && jump.value == 0);
  }
}

/* Others laid over it have colours of their own, and go again. */
static void
test_others (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("activations");
  const GradusFigureSource nothing = { 0 };
  guint alone;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  draw_anew (&paper, figure, &nothing);
  alone = hash_picture (&paper);
  gradus_figure_set (figure, "others", 1 << GRADUS_ACTIVATION_RELU | 1 << GRADUS_ACTIVATION_TANH);
  draw_anew (&paper, figure, &nothing);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpuint (
        count_pixels (&paper, pack_colour (gradus_style_get_class_colour (paper.style, i))), >, 50);
  gradus_figure_set (figure, "others", 0);
  draw_anew (&paper, figure, &nothing);
  g_assert_cmpuint (hash_picture (&paper), ==, alone);
  paper_clear (&paper);
}

/* -- The inspector ----------------------------------------------------------------------------- */

/* Puts the unit's numbers in, whatever the run has come to. */
static void
set_unit (FigureRun *run, float first, float second, float bias)
{
  GradusDetail *detail = run->snapshot->detail;

  detail->unit_weights[0] = first;
  detail->unit_weights[1] = second;
  detail->bias = bias;
}

/* The equation has the inputs' names and this moment's numbers, each with its sign. */
static void
test_equation (void)
{
  GradusSnapshotNeeds needs = EVERYTHING;
  g_autofree char *first = NULL, *second = NULL, *short_one = NULL;
  FigureRun run;

  figure_run_init (&run, "xor", 10, &needs);
  set_unit (&run, 0.5f, -0.25f, -2);
  first = gradus_inspector_words_equation (&run.source, 2);
  g_assert_cmpstr (first, ==, "$a = f(z)$,  $z$ = 0.5·x₁ − 0.25·x₂ − 2");
  needs.layer = 1;
  needs.unit = 0;
  figure_run_advance (&run, 1, &needs);
  set_unit (&run, -1, 3, 0);
  short_one = gradus_inspector_words_equation (&run.source, 1);
  g_assert_cmpstr (short_one, ==, "$a = f(z)$,  $z$ = −1·a₁ + (1 more) + 0");
  second = gradus_inspector_words_equation (&run.source, 9);
  g_assert_cmpstr (second, ==, "$a = f(z)$,  $z$ = −1·a₁ + 3·a₂ + 0");
  figure_run_clear (&run);
}

/* A unit that is off or saturated is told to be so. */
static void
test_state (void)
{
  GradusSnapshotNeeds needs = EVERYTHING;
  g_autofree char *some = NULL, *dead = NULL, *saturated = NULL;
  GradusDetail *detail;
  FigureRun run;

  figure_run_init (&run, "xor-deep-relu", 0, &needs);
  detail = run.snapshot->detail;
  for (guint i = 0; i < detail->n_samples; i++)
    detail->outputs[i] = i == 0;
  some = gradus_inspector_words_state (&run.source);
  g_assert_cmpstr (some, ==, "Its output is 0 for 3 of 4 samples");
  detail->outputs[0] = 0;
  dead = gradus_inspector_words_state (&run.source);
  g_assert_cmpstr (dead, ==, "Dead: its output is 0 for all 4 samples");
  detail->activation = gradus_activation_make (GRADUS_ACTIVATION_SIGMOID);
  detail->outputs[0] = 0.5f;
  saturated = gradus_inspector_words_state (&run.source);
  g_assert_true (g_str_has_prefix (saturated, "Saturated for 75 % of the samples"));
  figure_run_clear (&run);
}

/* Weights of either sign have bars of either colour. */
static void
test_bars (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("inspector");
  const GradusSnapshotNeeds needs = EVERYTHING;
  guint32 colours[2];
  FigureRun run;
  Paper paper;

  figure_run_init (&run, "xor", 10, &needs);
  gradus_figure_set_part (figure, (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, 1, 1, 0 });
  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  colours[0] = pack_colour (paper.style->low);
  colours[1] = pack_colour (paper.style->high);
  for (guint i = 0; i < 2; i++) {
    set_unit (&run, i == 0 ? -1 : 1, i == 0 ? -0.5f : 0.5f, 0);
    draw_anew (&paper, figure, &run.source);
    g_assert_cmpuint (count_pixels (&paper, colours[i]), >, 500);
    g_assert_cmpuint (count_pixels (&paper, colours[1 - i]), ==, 0);
  }
  paper_clear (&paper);
  figure_run_clear (&run);
}

static char *
say_scaling (const char *scaling, guint layer)
{
  g_autofree char *json = g_strdup_printf (
      "{\"gradus-experiment\":1,\"data\":{\"name\":\"file\",\"path\":\"" GRADUS_DATA_DIR
      "/right/flowers.csv\",\"scaling\":\"%s\"},\"network\":{\"layers\":[{\"units\":2,"
      "\"activation\":\"tanh\"},{\"units\":3,\"activation\":\"softmax\"}]},"
      "\"training\":{\"cost\":\"cross-entropy\",\"optimiser\":{\"name\":\"sgd\",\"learning-rate\":0.1}}}",
      scaling);
  GradusSnapshotNeeds needs = EVERYTHING;
  FigureRun run;
  char *words;

  needs.layer = (int) layer;
  figure_run_init_with (&run, gradus_experiment_from_json (json, strlen (json), NULL));
  figure_run_advance (&run, 0, &needs);
  words = gradus_inspector_words_scaling (&run.source);
  figure_run_clear (&run);
  return words;
}

/* An equation with the names of columns says that its numbers are others. */
static void
test_scaling (void)
{
  g_autofree char *scaled = say_scaling ("standard", 0), *plain = say_scaling ("none", 0),
                  *hidden = say_scaling ("standard", 1);

  g_assert_nonnull (scaled);
  g_assert_null (plain);
  g_assert_null (hidden);
}

void
add_figure_inspector_tests (void)
{
  g_test_add_func ("/figure-inspector/scaling", test_scaling);
  g_test_add_func ("/figure-inspector/values", test_values);
  g_test_add_func ("/figure-inspector/jumps", test_jumps);
  g_test_add_func ("/figure-inspector/others", test_others);
  g_test_add_func ("/figure-inspector/equation", test_equation);
  g_test_add_func ("/figure-inspector/state", test_state);
  g_test_add_func ("/figure-inspector/bars", test_bars);
}
