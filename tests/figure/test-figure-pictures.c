/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* Figures of samples that are pictures, and of classes: three pictures of two by two pixels, a
 * class each, and a drawing that is the third of them. */
#include "figure-run.h"

#define WIDTH 400
#define HEIGHT 300

static const char experiment_json[] =
    "{\"gradus-experiment\":1,\"data\":{\"name\":\"file\",\"path\":\"" GRADUS_DATA_DIR
    "/right/few-images-idx3-ubyte\",\"scaling\":\"unit\",\"test-fraction\":0},"
    "\"network\":{\"layers\":[{\"units\":4,\"activation\":\"tanh\"},"
    "{\"units\":3,\"activation\":\"softmax\"}]},\"training\":{\"cost\":\"cross-entropy\","
    "\"optimiser\":{\"name\":\"adam\",\"learning-rate\":0.05}}}";

typedef struct {
  FigureRun run;
  Paper paper;
} Desk;

/* `is_trained`: all three are told apart. */
static void
desk_init (Desk *desk, gboolean is_trained)
{
  const float drawing[4] = { 8 / 255.0f, 9 / 255.0f, 10 / 255.0f, 11 / 255.0f };
  g_autoptr (GBytes) probe = g_bytes_new (drawing, sizeof drawing);
  const GradusSnapshotNeeds needs = EVERYTHING;
  g_autoptr (GError) error = NULL;
  GradusExperiment *experiment =
      gradus_experiment_from_json (experiment_json, strlen (experiment_json), &error);

  g_assert_no_error (error);
  figure_run_init_with (&desk->run, experiment);
  gradus_observer_set_probe (gradus_stepper_get_observer (desk->run.stepper), probe);
  figure_run_advance (&desk->run, is_trained ? 2000 : 0, &needs);
  paper_init (&desk->paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
}

static void
desk_clear (Desk *desk)
{
  paper_clear (&desk->paper);
  figure_run_clear (&desk->run);
}

static char *
describe (Desk *desk, const char *name)
{
  g_autoptr (GradusFigure) figure = make_figure (name);

  return gradus_figure_describe (figure, &desk->run.source);
}

static void
draw_named (Desk *desk, const char *name, double pointer_x, double pointer_y)
{
  g_autoptr (GradusFigure) figure = make_figure (name);

  figure->pointer_x = pointer_x;
  figure->pointer_y = pointer_y;
  draw_anew (&desk->paper, figure, &desk->run.source);
}

/* What the confusion, the weights and the drawing are, in numbers: figures draw nothing else. */
static void
test_numbers (void)
{
  for (guint round = 0; round < 2; round++) {
    const GradusConfusion *confusion;
    guint n_counted = 0, n_right = 0;
    Desk desk;

    desk_init (&desk, round == 1);
    confusion = desk.run.snapshot->confusion;
    g_assert_true (desk.run.snapshot->n_filters == 4 && confusion->n_samples == 3 &&
                   !confusion->is_test);
    for (guint i = 0; i < 9; i++) {
      n_counted += confusion->counts[i];
      n_right += i % 4 == 0 ? confusion->counts[i] : 0;
    }
    g_assert_true (n_counted == 3 && n_right == confusion->n_right &&
                   confusion->n_mistakes == 3 - n_right);
    for (guint i = 1; i < confusion->n_mistakes; i++)
      g_assert_true (confusion->mistakes[i].surplus <= confusion->mistakes[i - 1].surplus);
    for (guint k = 0; k < 3; k++) /* the drawing is the third sample */
      g_assert_cmpfloat_with_epsilon ((double) desk.run.snapshot->probe[k],
                                      (double) desk.run.snapshot->outputs[k * 3 + 2], 1e-6);
    g_assert_true (round == 0 || n_right == 3);
    desk_clear (&desk);
  }
}

/* Each asks for what it draws and for no more. */
static void
test_look (void)
{
  g_autoptr (GradusFigure) samples = make_figure ("samples"), filters = make_figure ("filters"),
                           confusion = make_figure ("confusion"),
                           mistakes = make_figure ("mistakes"), probe = make_figure ("probe");

  g_assert_true (gradus_figure_look (filters).has_filters &&
                 !gradus_figure_look (filters).has_confusion);
  g_assert_true (gradus_figure_look (confusion).has_confusion &&
                 !gradus_figure_look (confusion).has_filters);
  g_assert_true (gradus_figure_look (mistakes).has_confusion);
  g_assert_false (gradus_figure_look (samples).has_confusion ||
                  gradus_figure_look (probe).has_confusion);
}

/* The words tell of a network that is wrong, and of one that has learned. */
static void
test_words (void)
{
  static const char *const before[] = {
    "samples",   "The first 3 training samples as pictures; ",
    "filters",   "The weights of the first 4 units of layer 1",
    "mistakes",  " of 3 samples are mistaken; the worst is sample ",
    "confusion", " of the first 3 training samples are right",
    "probe",     "The drawing is taken for "
  };
  static const char *const after[] = {
    "samples",   "; 0 are taken for something else",
    "mistakes",  "No mistakes",
    "confusion", "3 of the first 3 training samples are right: 100 %",
    "probe",     "The drawing is taken for "
  };
  Desk desk;

  desk_init (&desk, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (before); i += 2) {
    g_autofree char *words = describe (&desk, before[i]);

    g_assert_nonnull (strstr (words, before[i + 1]));
  }
  desk_clear (&desk);
  desk_init (&desk, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (after); i += 2) {
    g_autofree char *words = describe (&desk, after[i]);

    g_assert_nonnull (strstr (words, after[i + 1]));
  }
  desk_clear (&desk);
}

/* Samples are there before and after; mistakes are gone when nothing is mistaken. */
static void
test_pictures (void)
{
  guint hash;
  Desk desk;

  desk_init (&desk, FALSE);
  draw_named (&desk, "mistakes", NAN, NAN);
  g_assert_cmpuint (count_drawn (&desk.paper), >, 500);
  draw_named (&desk, "samples", NAN, NAN);
  hash = hash_picture (&desk.paper);
  desk_clear (&desk);
  desk_init (&desk, TRUE);
  draw_named (&desk, "mistakes", NAN, NAN);
  g_assert_cmpuint (count_drawn (&desk.paper), ==, 0);
  draw_named (&desk, "samples", NAN, NAN);
  g_assert_cmpuint (count_drawn (&desk.paper), >, 500);
  g_assert_cmpuint (hash_picture (&desk.paper), !=, hash); /* none is marked as wrong any more */
  desk_clear (&desk);
}

/* The pointer over a sample or a cell brings a box with what it is. */
static void
test_callouts (void)
{
  static const char *const names[] = { "samples", "confusion" };
  Desk desk;

  desk_init (&desk, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    guint plain;

    draw_named (&desk, names[i], NAN, NAN);
    plain = hash_picture (&desk.paper);
    draw_named (&desk, names[i], 0, HEIGHT - 1);
    g_assert_cmpuint (hash_picture (&desk.paper), ==, plain);
    draw_named (&desk, names[i], WIDTH / 2, HEIGHT / 3);
    g_assert_cmpuint (hash_picture (&desk.paper), !=, plain);
  }
  desk_clear (&desk);
}

/* The strongest weight of all has the strongest colour of its sign, and no weaker one has: one scale
 * for all pictures. */
static void
test_filters (void)
{
  const float weights[16] = { 1, -1, 0, 0, 2, -2, 0, 0, 3, -3, 0, 0, 4, -4, 0, 0 };
  const float even[16] = { 4, -4, 0, 0, 4, -4, 0, 0, 4, -4, 0, 0, 4, -4, 0, 0 };
  guint high, low, all;
  Desk desk;

  desk_init (&desk, TRUE);
  memcpy ((float *) desk.run.snapshot->filters, weights, sizeof weights);
  draw_named (&desk, "filters", NAN, NAN);
  high = count_pixels (&desk.paper, pack_colour (desk.paper.style->high));
  low = count_pixels (&desk.paper, pack_colour (desk.paper.style->low));
  g_assert_cmpuint (high, >, 400);
  g_assert_cmpuint (low, >, 400);
  g_assert_cmpuint (MAX (high, low) - MIN (high, low), <, 100);
  memcpy ((float *) desk.run.snapshot->filters, even, sizeof even);
  draw_named (&desk, "filters", NAN, NAN);
  all = count_pixels (&desk.paper, pack_colour (desk.paper.style->high));
  g_assert_cmpuint (all, >, 7 * high / 2);
  desk_clear (&desk);
}

/* The likeliest class has the longest bar, in its colour, and comes first. */
static void
test_probe (void)
{
  const float shares[3] = { 0.05f, 0.9f, 0.3f };
  guint n[3];
  Desk desk;

  desk_init (&desk, TRUE);
  memcpy ((float *) desk.run.snapshot->probe, shares, sizeof shares);
  draw_named (&desk, "probe", NAN, NAN);
  for (guint i = 0; i < 3; i++)
    n[i] = count_pixels (&desk.paper,
                         pack_colour (gradus_style_get_class_colour (desk.paper.style, i)));
  g_assert_cmpuint (n[1], >, 2 * n[2]);
  g_assert_cmpuint (n[2], >, 3 * n[0]);
  desk_clear (&desk);
}

/* Where samples are no pictures, nothing is drawn. */
static void
test_no_pictures (void)
{
  static const char *const names[] = { "samples", "filters", "mistakes", "saliency", "preferred", "probe" };
  const GradusSnapshotNeeds needs = EVERYTHING;
  Desk desk;

  figure_run_init (&desk.run, "xor", 1, &needs);
  paper_init (&desk.paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    draw_named (&desk, names[i], NAN, NAN);
    g_assert_cmpuint (count_drawn (&desk.paper), ==, 0);
  }
  desk_clear (&desk);
}

/* The same to a fiftieth: edges lie between pixels. */
static void
check_about (guint n, guint wanted)
{
  g_assert_cmpuint (MAX (n, wanted) - MIN (n, wanted), <=, wanted / 50);
}

/* The strongest number of either map has the strongest colour of its sign, and 0 no colour; the same
 * numbers ten times as large are the same picture, but for what is written below. */
static void
test_saliency (void)
{
  static const float gradient[4] = { 2, -2, 0, 0 }, falls[4] = { 0, 0, -0.5f, 0.5f };
  GradusSnapshotNeeds needs = EVERYTHING;
  guint n_high = 0, n_middle = 0;
  g_autofree char *words = NULL;
  GradusSaliency *saliency;
  Desk desk;

  desk_init (&desk, TRUE);
  needs.has_saliency = TRUE;
  needs.class = GRADUS_SALIENCY_SAID;
  needs.sample = 1;
  figure_run_advance (&desk.run, 2000, &needs);
  saliency = desk.run.snapshot->saliency;
  g_assert_true (saliency && saliency->n_across == 2 && saliency->n_down == 2 &&
                 saliency->class == 1);
  for (guint round = 0; round < 2; round++) {
    for (guint i = 0; i < 4; i++) {
      saliency->gradient[i] = gradient[i] * (round ? 10 : 1);
      saliency->falls[i] = falls[i] / (round ? 10 : 1);
    }
    draw_named (&desk, "saliency", NAN, NAN);
    if (round == 0) {
      n_high = count_pixels (&desk.paper, pack_colour (desk.paper.style->high));
      n_middle = count_pixels (&desk.paper, pack_colour (desk.paper.style->middle));
    }
    g_assert_cmpuint (n_high, >, 400);
    g_assert_cmpuint (n_middle, >, 800);
    check_about (count_pixels (&desk.paper, pack_colour (desk.paper.style->high)), n_high);
    check_about (count_pixels (&desk.paper, pack_colour (desk.paper.style->low)), n_high);
  }
  words = describe (&desk, "saliency");
  g_assert_nonnull (strstr (words, "What the network looks at in sample 2 for "));
  g_assert_nonnull (strstr (words, "strongest at row 1, column 1, 20; a grey patch of 1 × 1 pixels, "
                                   "moved by 1, lowers it most, by 5 %, around row 2, column 2"));
  desk_clear (&desk);
}

/* All the same zero: no colour at all, and no patch lowers the class. */
static void
test_saliency_of_nothing (void)
{
  GradusSnapshotNeeds needs = EVERYTHING;
  g_autofree char *words = NULL;
  Desk desk;

  desk_init (&desk, FALSE);
  needs.has_saliency = TRUE;
  figure_run_advance (&desk.run, 0, &needs);
  memset (desk.run.snapshot->saliency->gradient, 0, 4 * sizeof (float));
  memset (desk.run.snapshot->saliency->falls, 0, 4 * sizeof (float));
  draw_named (&desk, "saliency", NAN, NAN);
  g_assert_cmpuint (count_pixels (&desk.paper, pack_colour (desk.paper.style->high)), ==, 0);
  g_assert_cmpuint (count_pixels (&desk.paper, pack_colour (desk.paper.style->low)), ==, 0);
  g_assert_cmpuint (count_pixels (&desk.paper, pack_colour (desk.paper.style->middle)), >, 800);
  words = describe (&desk, "saliency");
  g_assert_nonnull (strstr (words, "moved by 1, lowers it"));
  desk_clear (&desk);
}

/* One picture that is grown, framed, and the samples that excite the unit most, in their order. */
static void
test_preferred (void)
{
  GradusSnapshotNeeds needs = EVERYTHING;
  g_autofree char *words = NULL;
  const GradusPreference *preference;
  guint n_framed;
  Desk desk;

  desk_init (&desk, TRUE);
  needs.preferring_layer = 2;
  needs.preferring_unit = 1;
  figure_run_advance (&desk.run, 2000, &needs);
  preference = desk.run.snapshot->preference;
  g_assert_true (preference && preference->n_best == 3 && preference->samples[0] == 1);
  draw_named (&desk, "preferred", NAN, NAN);
  n_framed = count_pixels (&desk.paper, pack_colour (desk.paper.style->high_mark));
  g_assert_cmpuint (n_framed, >, 100);
  draw_named (&desk, "samples", NAN, NAN);
  g_assert_cmpuint (count_pixels (&desk.paper, pack_colour (desk.paper.style->high_mark)), <,
                    n_framed / 4);
  words = describe (&desk, "preferred");
  g_assert_nonnull (strstr (words, "Unit 2 of 3 of layer 2 is excited most, of 3 training samples, "
                                   "by sample 2, "));
  g_assert_nonnull (strstr (words, ": z = "));
  desk_clear (&desk);
}

void
add_figure_pictures_tests (void)
{
  g_test_add_func ("/figure-pictures/numbers", test_numbers);
  g_test_add_func ("/figure-pictures/look", test_look);
  g_test_add_func ("/figure-pictures/words", test_words);
  g_test_add_func ("/figure-pictures/pictures", test_pictures);
  g_test_add_func ("/figure-pictures/callouts", test_callouts);
  g_test_add_func ("/figure-pictures/filters", test_filters);
  g_test_add_func ("/figure-pictures/probe", test_probe);
  g_test_add_func ("/figure-pictures/saliency", test_saliency);
  g_test_add_func ("/figure-pictures/saliency-of-nothing", test_saliency_of_nothing);
  g_test_add_func ("/figure-pictures/preferred", test_preferred);
  g_test_add_func ("/figure-pictures/no-pictures", test_no_pictures);
}
