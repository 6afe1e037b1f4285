/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* What a network makes of its samples: numbers predicted against actual ones, classes with
 * precision and recall, a hidden layer projected. */
#include "figure-run.h"

#define WIDTH 600
#define HEIGHT 500

static const char numbers_json[] =
    "{\"gradus-experiment\":1,\"data\":{\"name\":\"function\",\"test-fraction\":0.25},"
    "\"network\":{\"layers\":[{\"units\":5,\"activation\":\"tanh\"},"
    "{\"units\":1,\"activation\":\"linear\"}]},\"training\":{\"cost\":\"mean-squared-error\","
    "\"optimiser\":{\"name\":\"adam\",\"learning-rate\":0.05}}}";

static const char *const needing[] = { "predicted", "confusion", "classes", "projection" };

typedef struct {
  FigureRun run;
  Paper paper;
} Desk;

static GradusSnapshotNeeds
need_everything (void)
{
  GradusSnapshotNeeds needs = EVERYTHING;

  needs.has_answers = TRUE;
  needs.projection = -1;
  return needs;
}

static void
desk_init (Desk *desk, const char *id, guint64 steps)
{
  const GradusSnapshotNeeds needs = need_everything ();
  g_autoptr (GError) error = NULL;
  GradusExperiment *experiment =
      id ? gradus_builtin_make (id)
         : gradus_experiment_from_json (numbers_json, strlen (numbers_json), &error);

  g_assert_no_error (error);
  figure_run_init_with (&desk->run, experiment);
  figure_run_advance (&desk->run, steps, &needs);
  paper_init (&desk->paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
}

static void
desk_clear (Desk *desk)
{
  paper_clear (&desk->paper);
  figure_run_clear (&desk->run);
}

static void
draw_named (Desk *desk, const char *name, const char *setting)
{
  g_autoptr (GradusFigure) figure = make_figure (name);

  if (setting)
    gradus_figure_set (figure, setting, TRUE);
  draw_anew (&desk->paper, figure, &desk->run.source);
}

static char *
describe_named (Desk *desk, const char *name)
{
  g_autoptr (GradusFigure) figure = make_figure (name);

  return gradus_figure_describe (figure, &desk->run.source);
}

/* Where pixels of a colour lie: the lowest and highest column and row. FALSE: there are none. */
static gboolean
find_extent (Paper *paper, guint32 colour, int *left, int *right, int *top, int *bottom)
{
  *left = *top = G_MAXINT;
  *right = *bottom = -1;
  for (int y = 0; y < HEIGHT; y++) {
    for (int x = 0; x < WIDTH; x++) {
      if (get_pixel (paper, x, y) != colour || y < 60) /* below the key */
        continue;
      *left = MIN (*left, x);
      *right = MAX (*right, x);
      *top = MIN (*top, y);
      *bottom = MAX (*bottom, y);
    }
  }
  return *right >= 0;
}

/* Each asks for what it draws and for no more, and what nobody asked for is not there. */
static void
test_needs (void)
{
  const GradusSnapshotNeeds none = GRADUS_SNAPSHOT_NEEDS_NONE;
  Desk desk;

  for (guint i = 0; i < G_N_ELEMENTS (needing); i++) {
    g_autoptr (GradusFigure) figure = make_figure (needing[i]);
    const GradusSnapshotNeeds needs = gradus_figure_look (figure);
    GradusSnapshotNeeds both = none;

    g_assert_true (needs.has_answers == (i == 0));
    g_assert_true (needs.has_confusion == (i == 1 || i == 2));
    g_assert_true ((needs.projection != 0) == (i == 3));
    g_assert_true (gradus_snapshot_needs_wants_more (&none, &needs));
    gradus_snapshot_needs_merge (&both, &needs);
    g_assert_false (gradus_snapshot_needs_wants_more (&both, &needs));
  }
  desk_init (&desk, "xor", 1);
  figure_run_advance (&desk.run, 1, &none);
  g_assert_true (!desk.run.snapshot->answers && !desk.run.snapshot->test_answers &&
                 !desk.run.snapshot->projection);
  for (guint i = 0; i < G_N_ELEMENTS (needing); i++) {
    draw_named (&desk, needing[i], NULL);
    g_assert_cmpuint (count_drawn (&desk.paper), ==, 0);
  }
  desk_clear (&desk);
}

/* Answers that are the targets lie on the diagonal, in all places of a square; R² is 1. */
static void
test_diagonal (void)
{
  const GradusAnswers *answers;
  int left, right, top, bottom;
  g_autofree char *words = NULL;
  Desk desk;

  desk_init (&desk, NULL, 1);
  answers = desk.run.snapshot->answers;
  g_assert_cmpuint (answers->n_samples, ==, desk.run.source.training->n_samples);
  memcpy (answers->outputs, desk.run.source.training->targets, answers->n_samples * sizeof (float));
  g_clear_pointer (&desk.run.snapshot->test_answers, gradus_answers_free);
  draw_named (&desk, "predicted", NULL);
  g_assert_true (find_extent (&desk.paper, pack_colour (desk.paper.style->low_mark), &left, &right,
                              &top, &bottom));
  g_assert_cmpint (abs ((right - left) - (bottom - top)), <=, 3);
  for (int y = top + 8; y < bottom - 8; y++) { /* nothing but about the diagonal */
    for (int x = left; x <= right; x++) {
      if (get_pixel (&desk.paper, x, y) == pack_colour (desk.paper.style->low_mark))
        g_assert_cmpint (abs ((x - left) - (bottom - y)), <=, 12);
    }
  }
  words = describe_named (&desk, "predicted");
  g_assert_nonnull (strstr (words, "R² 1, RMSE 0 "));
  desk_clear (&desk);
}

/* Residuals are what is left, in the target's unit: all of them 30 where the answer is 0.3 too low
 * and the unit a hundredth; the words say so. */
static void
test_residuals (void)
{
  int left, right, top, bottom;
  GradusDataset *dataset;
  g_autofree char *words = NULL;
  const GradusAnswers *answers;
  Desk desk;

  desk_init (&desk, NULL, 1);
  answers = desk.run.snapshot->answers;
  dataset = (GradusDataset *) desk.run.source.training;
  dataset->target_span = 100;
  for (guint i = 0; i < answers->n_samples; i++)
    answers->outputs[i] = dataset->targets[i] - 0.3f;
  g_clear_pointer (&desk.run.snapshot->test_answers, gradus_answers_free);
  words = describe_named (&desk, "predicted");
  g_assert_nonnull (strstr (words, "RMSE 30 "));
  draw_named (&desk, "predicted", "residuals");
  g_assert_true (find_extent (&desk.paper, pack_colour (desk.paper.style->low_mark), &left, &right,
                              &top, &bottom));
  g_assert_cmpint (bottom - top, <=, 12);  /* one line of them */
  g_assert_cmpint (bottom, <, HEIGHT / 2); /* above 0 */
  desk_clear (&desk);
}

/* R² and RMSE of all samples, as a loop here has them. */
static void
test_fit_numbers (void)
{
  const GradusDataset *dataset;
  double mean = 0, left = 0, variance = 0;
  g_autofree char *words = NULL, *expected = NULL;
  Desk desk;

  desk_init (&desk, NULL, 300);
  dataset = desk.run.source.training;
  for (guint i = 0; i < dataset->n_samples; i++)
    mean += (double) dataset->targets[i] / dataset->n_samples;
  for (guint i = 0; i < dataset->n_samples; i++) {
    const double residual = (double) dataset->targets[i] - (double) desk.run.snapshot->outputs[i];

    left += residual * residual;
    variance += pow ((double) dataset->targets[i] - mean, 2);
  }
  expected = g_strdup_printf ("R² %.4f", 1 - left / variance);
  while (g_str_has_suffix (expected, "0"))
    expected[strlen (expected) - 1] = '\0';
  words = describe_named (&desk, "predicted");
  g_assert_nonnull (strstr (words, expected));
  g_assert_nonnull (strstr (words, "test: R² "));
  desk_clear (&desk);
}

/* Counts of my own, of which precision, recall and F1 are known. */
static void
test_scores (void)
{
  guint counts[9] = { 8, 2, 0, 1, 3, 0, 3, 0, 0 };
  GradusConfusion confusion = { .n_classes = 3, .n_samples = 17, .n_right = 11, .counts = counts };

  g_assert_cmpfloat_with_epsilon (gradus_confusion_get_recall (&confusion, 0), 0.8, 1e-12);
  g_assert_cmpfloat_with_epsilon (gradus_confusion_get_precision (&confusion, 0), 8.0 / 12, 1e-12);
  g_assert_cmpfloat_with_epsilon (gradus_confusion_get_f1 (&confusion, 0),
                                  2 * 0.8 * (2 / 3.0) / (0.8 + 2 / 3.0), 1e-12);
  g_assert_cmpfloat_with_epsilon (gradus_confusion_get_recall (&confusion, 1), 0.75, 1e-12);
  g_assert_cmpfloat_with_epsilon (gradus_confusion_get_precision (&confusion, 1), 0.6, 1e-12);
  g_assert_true (gradus_confusion_get_recall (&confusion, 2) == 0);
  g_assert_true (isnan (gradus_confusion_get_precision (&confusion, 2))); /* never said */
  g_assert_cmpuint (gradus_confusion_count_class (&confusion, 0), ==, 10);
  g_assert_cmpuint (gradus_confusion_count_said (&confusion, 0), ==, 12);
}

/* Two classes have a table, too: all is right, so both cells have the colour of that and no cell
 * that of what is wrong. */
static void
test_two_classes (void)
{
  guint right, wrong;
  Desk desk;

  desk_init (&desk, "xor", 20000);
  g_assert_cmpuint (desk.run.snapshot->confusion->n_classes, ==, 2);
  draw_named (&desk, "confusion", NULL);
  right = count_pixels (&desk.paper,
                        pack_colour (gradus_style_get_output_colour (desk.paper.style, 0)));
  wrong = count_pixels (&desk.paper,
                        pack_colour (gradus_style_get_output_colour (desk.paper.style, 1)));
  g_assert_cmpuint (right, >, 2 * 3000);
  g_assert_cmpuint (wrong, <, 50);
  draw_named (&desk, "classes", NULL);
  g_assert_cmpuint (count_drawn (&desk.paper), >, 1000);
  desk_clear (&desk);
}

/* Two units are as they are: each sample lies where they say; and a ring is around what is wrong. */
static void
test_projection_places (void)
{
  const GradusProjection *projection;
  guint before;
  g_autofree char *words = NULL;
  Desk desk;

  desk_init (&desk, "xor", 20000);
  projection = desk.run.snapshot->projection;
  g_assert_true (projection->layer == 0 && projection->is_plain && projection->n_axes == 2);
  for (guint i = 0; i < 8; i++)
    g_assert_cmpfloat (projection->places[i], ==, projection->training->units[i]);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (projection->training->outputs[i], desk.run.snapshot->outputs[i],
                                    1e-6f);
  draw_named (&desk, "projection", NULL);
  g_assert_cmpuint (count_pixels (&desk.paper, pack_colour (desk.paper.style->high_mark)), >, 30);
  before = hash_picture (&desk.paper);
  projection->training->outputs[0] = 1 - projection->training->outputs[0];
  draw_named (&desk, "projection", NULL);
  g_assert_cmpuint (hash_picture (&desk.paper), !=, before);
  words = describe_named (&desk, "projection");
  g_assert_cmpstr (words, ==, "What the two units of layer 1 say to the samples");
  desk_clear (&desk);
}

/* What is undecided is neither right nor wrong: the table says how many, and the projection has a
 * mark of its own for them. */
static void
test_undecided (void)
{
  const float outputs[] = { 0.1f, 0.9f, 0.5f };
  guint pictures[G_N_ELEMENTS (outputs)];
  Desk deep, desk;

  desk_init (&deep, "xor-deep-sigmoid", 2000);
  g_assert_cmpuint (deep.run.snapshot->n_undecided, ==, 4);
  g_assert_cmpuint (deep.run.snapshot->confusion->n_undecided, ==, 4);
  g_assert_cmpuint (deep.run.snapshot->confusion->n_right, ==, 0); /* nor is it a mistake */
  g_assert_cmpuint (deep.run.snapshot->confusion->n_mistakes, ==, 0);
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (deep.run.snapshot->confusion->counts[i], ==, 0);
  g_assert_cmpuint (gradus_confusion_count_class (deep.run.snapshot->confusion, 0), ==, 2);
  g_assert_cmpfloat (gradus_confusion_get_recall (deep.run.snapshot->confusion, 0), ==, 0);
  g_assert_true (isnan (gradus_confusion_get_precision (deep.run.snapshot->confusion, 0)));
  desk_clear (&deep);

  desk_init (&desk, "xor", 20000);
  g_assert_cmpuint (desk.run.snapshot->confusion->n_undecided, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (outputs); i++) {
    desk.run.snapshot->projection->training->outputs[0] = outputs[i];
    draw_named (&desk, "projection", NULL);
    pictures[i] = hash_picture (&desk.paper);
  }
  g_assert_cmpuint (pictures[0], !=, pictures[1]);
  g_assert_cmpuint (pictures[1], !=, pictures[2]);
  g_assert_cmpuint (pictures[0], !=, pictures[2]);
  desk_clear (&desk);
}

/* While a deep network trains, no axis turns about from one moment to the next. */
static void
test_projection_stays (void)
{
  GradusSnapshotNeeds needs = need_everything ();
  g_autofree float *before = NULL;
  guint n_turned = 0;
  gsize n;
  Desk desk;

  desk_init (&desk, "spiral", 300);
  n = desk.run.snapshot->projection->training->n_samples;
  g_assert_true (desk.run.snapshot->projection->test != NULL);
  for (guint moment = 0; moment < 40; moment++) {
    const float *places = desk.run.snapshot->projection->places;
    double along = 0;

    for (gsize i = 0; before && i < n; i++)
      along += (double) before[2 * i] * (double) places[2 * i];
    n_turned += before && along < 0;
    g_free (before);
    before = g_memdup2 (places, 2 * n * sizeof (float));
    figure_run_advance (&desk.run, 25, &needs);
  }
  g_assert_cmpuint (n_turned, ==, 0);
  desk_clear (&desk);
}

/* What the data have not is refused before training, in words that say what would be right. */
static void
test_faults (void)
{
  static const char *const names[] = { "predicted", "confusion", "classes" };
  Desk classes, numbers;

  desk_init (&classes, "xor", 1);
  desk_init (&numbers, NULL, 1);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GradusFigure) figure = make_figure (names[i]);
    const GradusFigureSetting *setting;
    g_autofree char *of_classes = gradus_figure_find_fault (figure, &classes.run.source, &setting);
    g_autofree char *of_numbers = gradus_figure_find_fault (figure, &numbers.run.source, &setting);

    g_assert_true ((of_classes != NULL) == (i == 0));
    g_assert_true ((of_numbers != NULL) == (i != 0));
  }
  desk_clear (&classes);
  desk_clear (&numbers);
}

void
add_figure_results_tests (void)
{
  g_test_add_func ("/figure-results/needs", test_needs);
  g_test_add_func ("/figure-results/diagonal", test_diagonal);
  g_test_add_func ("/figure-results/residuals", test_residuals);
  g_test_add_func ("/figure-results/fit-numbers", test_fit_numbers);
  g_test_add_func ("/figure-results/scores", test_scores);
  g_test_add_func ("/figure-results/two-classes", test_two_classes);
  g_test_add_func ("/figure-results/projection-places", test_projection_places);
  g_test_add_func ("/figure-results/undecided", test_undecided);
  g_test_add_func ("/figure-results/projection-stays", test_projection_stays);
  g_test_add_func ("/figure-results/faults", test_faults);
}
