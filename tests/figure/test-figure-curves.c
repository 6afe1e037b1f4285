/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* Figures over the steps: what is drawn where, what is at a point, what their settings change. */
#include "figure-run.h"
#include "figure/curves.h"

#define WIDTH 500
#define HEIGHT 300

typedef struct {
  FigureRun run;
  Paper paper;
} Desk;

static void
desk_init (Desk *desk, const char *id, guint64 steps)
{
  const GradusSnapshotNeeds needs = EVERYTHING;

  figure_run_init (&desk->run, id, steps, &needs);
  paper_init (&desk->paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
}

static void
desk_clear (Desk *desk)
{
  paper_clear (&desk->paper);
  figure_run_clear (&desk->run);
}

static GradusPick
pick (Desk *desk, const GradusFigure *figure, double x, double y)
{
  return gradus_figure_pick (&desk->paper.canvas, figure, &desk->run.source, x, y);
}

static guint
hash (Desk *desk, const GradusFigure *figure)
{
  draw_anew (&desk->paper, figure, &desk->run.source);
  return hash_picture (&desk->paper);
}

/* The first column in which there is a step below the pointer, and the last. */
static void
find_ends (Desk *desk, const GradusFigure *figure, int *first, int *last)
{
  *first = *last = -1;
  for (int x = 0; x < WIDTH; x += 4) {
    if (isnan (pick (desk, figure, x + 0.5, HEIGHT / 2).step))
      continue;
    *first = *first < 0 ? x : *first;
    *last = x;
  }
  g_assert_cmpint (*first, >, 0);
  g_assert_cmpint (*last, >, *first + WIDTH / 2);
}

/* Curves need nothing of a snapshot but its metrics. */
static void
test_look (void)
{
  static const char *const names[] = { "cost", "accuracy", "gradients" };
  const GradusSnapshotNeeds none = GRADUS_SNAPSHOT_NEEDS_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GradusFigure) figure = make_figure (names[i]);
    const GradusSnapshotNeeds needs = gradus_figure_look (figure);

    g_assert_false (gradus_snapshot_needs_wants_more (&none, &needs));
    g_assert_nonnull (gradus_curves_get (figure));
  }
}

/* The curve of a single run is drawn in the style's colour, and that of test data in another. */
static void
test_colours (void)
{
  g_autoptr (GradusFigure) cost = make_figure ("cost");
  Desk desk;

  desk_init (&desk, "xor", 300);
  draw_anew (&desk.paper, cost, &desk.run.source);
  g_assert_cmpuint (count_pixels (&desk.paper, pack_colour (desk.paper.style->mark)), >, 100);
  g_assert_cmpuint (count_pixels (&desk.paper, pack_colour (desk.paper.style->high_mark)), ==, 0);
  desk_clear (&desk);
  desk_init (&desk, "spiral", 300);
  draw_anew (&desk.paper, cost, &desk.run.source);
  g_assert_cmpuint (count_pixels (&desk.paper, pack_colour (desk.paper.style->high_mark)), >, 20);
  desk_clear (&desk);
}

/* Steps grow from left to right, over the whole run or over what is in sight of it. On the
 * logarithmic axis the middle is the root of the last step, which is where training ends. */
static void
test_sight (void)
{
  static const char *const names[] = { "cost", "accuracy", "gradients", "gradients" };

  for (guint i = 0; i < 2 * G_N_ELEMENTS (names); i++) {
    g_autoptr (GradusFigure) figure = make_figure (names[i / 2]);
    const double end = i % 2 ? 200000 : 1000, middle = i % 2 ? sqrt (end) : end / 2;
    int first, last;
    guint whole;
    Desk desk;

    desk_init (&desk, "xor", 1000);
    gradus_figure_set (figure, "form", i / 2 == 3 ? 2 : 1);
    gradus_figure_set (figure, "step-axis", i % 2);
    find_ends (&desk, figure, &first, &last);
    g_assert_cmpfloat (pick (&desk, figure, first + 0.5, HEIGHT / 2).step, <, 0.03 * middle);
    g_assert_cmpfloat (pick (&desk, figure, (first + last) / 2, HEIGHT / 2).step, <, 1.2 * middle);
    g_assert_cmpfloat (pick (&desk, figure, (first + last) / 2, HEIGHT / 2).step, >, 0.8 * middle);
    g_assert_cmpfloat (pick (&desk, figure, last + 0.5, HEIGHT / 2).step, >, 0.88 * end);
    whole = hash (&desk, figure);
    gradus_figure_set (figure, "x-low", 400);
    gradus_figure_set (figure, "x-high", 600);
    g_assert_cmpuint (hash (&desk, figure), !=, whole);
    find_ends (&desk, figure, &first, &last);
    g_assert_cmpfloat (pick (&desk, figure, first + 0.5, HEIGHT / 2).step, >=, 390);
    g_assert_cmpfloat (pick (&desk, figure, last + 0.5, HEIGHT / 2).step, <=, 610);
    g_assert_true (gradus_curves_has_in_sight (gradus_curves_get (figure), 500));
    g_assert_false (gradus_curves_has_in_sight (gradus_curves_get (figure), 399));
    desk_clear (&desk);
  }
}

/* R² may be below 0, and is seen there. */
static void
test_negative (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("accuracy");
  g_autofree double *values = NULL;
  GradusSeries series;
  Desk desk;

  desk_init (&desk, "xor", 1000);
  series = *desk.run.source.series;
  values = g_new (double, series.n_points);
  for (guint i = 0; i < series.n_points; i++)
    values[i] = -2 + 1.5 * i / series.n_points;
  series.accuracies = values;
  desk.run.source.series = &series;
  draw_anew (&desk.paper, figure, &desk.run.source);
  g_assert_cmpuint (count_pixels (&desk.paper, pack_colour (desk.paper.style->mark)), >, 100);
  desk_clear (&desk);
}

/* The cursor is a line at its step, or at the past step that is looked at. */
static void
test_cursor (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("cost");
  guint plain, at_cursor;
  Desk desk;

  desk_init (&desk, "xor", 1000);
  plain = hash (&desk, figure);
  gradus_figure_set (figure, "cursor", 500);
  at_cursor = hash (&desk, figure);
  g_assert_cmpuint (at_cursor, !=, plain);
  desk.run.source.is_past = TRUE;
  desk.run.source.past_step = 100;
  g_assert_cmpuint (hash (&desk, figure), ==, at_cursor);
  gradus_figure_set (figure, "cursor", -1);
  g_assert_cmpuint (hash (&desk, figure), !=, plain);
  g_assert_cmpuint (hash (&desk, figure), !=, at_cursor);
  desk.run.source.past_step = 500;
  g_assert_cmpuint (hash (&desk, figure), ==, at_cursor);
  desk_clear (&desk);
}

/* A name is found beside the curves; a click hides its curve. */
static void
test_legend (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("cost");
  gboolean has_found[2] = { FALSE, FALSE };
  guint shown, hidden;
  guint32 mark;
  Desk desk;

  desk_init (&desk, "spiral", 1000);
  mark = pack_colour (desk.paper.style->mark);
  for (int y = 2; y < HEIGHT; y += 6) {
    for (int x = 0; x < WIDTH; x += 6) {
      const GradusPick found = pick (&desk, figure, x, y);

      if (found.kind != GRADUS_PICK_NAME)
        continue;
      g_assert_cmpuint (found.name, <, 2);
      has_found[found.name] = TRUE;
      g_assert_true (isnan (found.step)); /* beside the curves, and covers none */
    }
  }
  g_assert_true (has_found[0] && has_found[1]);
  draw_anew (&desk.paper, figure, &desk.run.source);
  shown = count_pixels (&desk.paper, mark);
  gradus_curves_toggle (figure, 0);
  draw_anew (&desk.paper, figure, &desk.run.source);
  hidden = count_pixels (&desk.paper, mark);
  g_assert_cmpuint (hidden, <, shown / 3);
  gradus_curves_toggle (figure, 0);
  gradus_curves_toggle (figure, 1);
  gradus_curves_show_all (figure);
  draw_anew (&desk.paper, figure, &desk.run.source);
  g_assert_cmpuint (count_pixels (&desk.paper, mark), ==, shown);
  gradus_curves_toggle (figure, GRADUS_CURVES_MOST); /* there is none: nothing happens */
  desk_clear (&desk);
}

/* Several runs have the colours that they have elsewhere. */
static void
test_runs (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("accuracy");
  GradusFigureRun runs[] = { { "First", 1, NULL, FALSE }, { "Second", 2, NULL, TRUE } };
  double flat[] = { 0.1, 0.1 };
  GradusSeries other;
  Desk desk;

  desk_init (&desk, "xor", 300);
  other = desk.run.series;
  other.n_points = 2;
  other.accuracies = flat;
  runs[0].series = &desk.run.series;
  runs[1].series = &other;
  desk.run.source.runs = runs;
  desk.run.source.n_runs = 2;
  draw_anew (&desk.paper, figure, &desk.run.source);
  for (guint i = 0; i < 2; i++)
    g_assert_cmpuint (count_pixels (&desk.paper, pack_colour (gradus_style_get_class_colour (
                                                     desk.paper.style, runs[i].colour))),
                      >, 0);
  g_assert_cmpuint (count_pixels (&desk.paper, pack_colour (desk.paper.style->mark)), ==, 0);
  desk_clear (&desk);
}

/* Of two level curves the one over test data is dashed. */
static void
test_dashes (void)
{
  guint64 steps[] = { 0, 100 };
  double training[] = { 0.2, 0.2 }, test[] = { 0.8, 0.8 };
  GradusSeries series = { .n_points = 2,
                          .steps = steps,
                          .costs = training,
                          .accuracies = training,
                          .test_costs = test,
                          .test_accuracies = test };
  g_autoptr (GradusFigure) figure = make_figure ("accuracy");
  guint solid, dashed;
  Desk desk;

  desk_init (&desk, "xor", 1);
  desk.run.source.series = &series;
  draw_anew (&desk.paper, figure, &desk.run.source);
  solid = count_pixels (&desk.paper, pack_colour (desk.paper.style->mark));
  dashed = count_pixels (&desk.paper, pack_colour (desk.paper.style->high_mark));
  g_assert_cmpuint (dashed, >, 100);
  g_assert_cmpuint (dashed, <, 9 * solid / 10);
  desk_clear (&desk);
}

/* Each setting makes another picture, and what it was makes the old one again. */
static void
test_settings_act (void)
{
  static const struct {
    const char *figure, *setting;
    double value;
    guint form;
  } cases[] = { { "cost", "log", 1, 0 },
                { "cost", "step-axis", 0, 0 },
                { "accuracy", "step-axis", 0, 0 },
                { "gradients", "step-axis", 0, 1 },
                { "gradients", "step-axis", 0, 2 },
                { "cost", "smoothing", 0, 0 },
                { "accuracy", "smoothing", 0, 0 },
                { "gradients", "form", 1, 0 },
                { "gradients", "form", 2, 1 },
                { "gradients", "measure", 5, 0 },
                { "gradients", "measure", 2, 1 },
                { "gradients", "measure", 3, 2 },
                { "gradients", "smoothing", 0, 1 } };
  Desk desk;

  desk_init (&desk, "spiral", 1000);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GradusFigure) figure = make_figure (cases[i].figure);
    double before;
    guint plain;

    gradus_figure_set (figure, "form", cases[i].form);
    before = gradus_figure_get (figure, cases[i].setting);
    plain = hash (&desk, figure);
    gradus_figure_set (figure, cases[i].setting, cases[i].value);
    g_assert_cmpuint (hash (&desk, figure), !=, plain);
    gradus_figure_set (figure, cases[i].setting, before);
    g_assert_cmpuint (hash (&desk, figure), ==, plain);
  }
  desk_clear (&desk);
}

/* Measures are told by their titles; of a run with layers the first and the last. */
static void
test_layers_in_words (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("gradients");
  const GradusFigureSetting *measure = gradus_figure_find_setting ("measure");
  Desk desk;

  desk_init (&desk, "xor-wide-deep", 50);
  for (guint i = 0; measure->titles[i]; i++) {
    g_autofree char *words = NULL;

    gradus_figure_set (figure, "measure", i);
    words = gradus_figure_describe (figure, &desk.run.source);
    g_assert_true (g_str_has_prefix (words, measure->titles[i]));
    if (g_str_equal (measure->choices[i], "dead")) { /* which sigmoid never is */
      g_assert_true (g_str_has_suffix (words, "after 50 steps: no layer has one"));
      continue;
    }
    g_assert_nonnull (strstr (words, "after 50 steps: layer 1 "));
    g_assert_nonnull (strstr (words, "layer 3 "));
  }
  /* Bars are of now: there is no step below the pointer. */
  g_assert_cmpint (pick (&desk, figure, WIDTH / 2, HEIGHT / 2).kind, ==, GRADUS_PICK_NOTHING);
  desk_clear (&desk);
}

/* Curves of mini-batches are smoothed as a usual thing, over a pale one that was measured; where
 * each step sees all samples the setting changes nothing. */
static void
test_smoothing (void)
{
  static const char *const ids[] = { "xor", "spiral" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++) {
    g_autoptr (GradusFigure) figure = make_figure ("cost");
    guint usual, plain, n_strong[2];
    guint32 mark;
    Desk desk;

    desk_init (&desk, ids[i], 2000);
    mark = pack_colour (desk.paper.style->mark);
    usual = hash (&desk, figure);
    n_strong[0] = count_pixels (&desk.paper, mark);
    gradus_figure_set (figure, "smoothing", 0);
    plain = hash (&desk, figure);
    n_strong[1] = count_pixels (&desk.paper, mark);
    g_assert_true ((usual == plain) == (i == 0));
    if (i == 1)
      g_assert_cmpuint (n_strong[1], >, 3 * n_strong[0] / 2);
    desk_clear (&desk);
  }
}

/* The labels of the axis, as one number. */
static guint
hash_labels (Desk *desk, const GradusFigure *figure)
{
  guint hash = 5381;

  draw_anew (&desk->paper, figure, &desk->run.source);
  for (int y = 0; y < HEIGHT; y++) {
    for (int x = 0; x < 40; x++)
      hash = hash * 33 ^ get_pixel (&desk->paper, x, y);
  }
  return hash;
}

/* While gradients vanish, bars move and their axis stands still; those of step 0 remain in sight. */
static void
test_bars_stand_still (void)
{
  const GradusSnapshotNeeds needs = EVERYTHING;
  g_autoptr (GradusFigure) figure = make_figure ("gradients");
  guint labels, with_ghosts;
  Desk desk;

  desk_init (&desk, "xor-deep-relu", 1);
  labels = hash_labels (&desk, figure);
  figure_run_advance (&desk.run, 500, &needs);
  g_assert_cmpuint (hash_labels (&desk, figure), ==, labels);
  with_ghosts = count_drawn (&desk.paper);
  desk.run.source.series = NULL;
  draw_anew (&desk.paper, figure, &desk.run.source);
  g_assert_cmpuint (count_drawn (&desk.paper) + 200, <, with_ghosts);
  desk_clear (&desk);
}

/* The first row in which there is a step below the pointer, and the first line of the grid. */
static int
find_top (Desk *desk, const GradusFigure *figure)
{
  int y = 0;

  while (y < HEIGHT && isnan (pick (desk, figure, WIDTH / 2, y + 0.5).step))
    y++;
  return y;
}

static int
find_grid_top (Desk *desk)
{
  const guint32 grid = pack_colour (desk->paper.style->grid);

  for (int y = 0; y < HEIGHT; y++) {
    guint n = 0;

    for (int x = 0; x < WIDTH; x++)
      n += get_pixel (&desk->paper, x, y) == grid;
    if (n > WIDTH / 2)
      return y;
  }
  return -1;
}

/* An edge's curve lies below its numbers, and a step is found where it is drawn. */
static void
test_trace (void)
{
  const GradusSnapshotNeeds needs = EVERYTHING;
  const guint64 steps[] = { 10, 20, 30 };
  const double values[] = { 0.5, 1, 2 };
  g_autoptr (GradusFigure) figure = make_figure ("inspector");
  Desk desk;
  guint32 mark;

  desk_init (&desk, "xor", 30);
  mark = pack_colour (desk.paper.style->mark);
  gradus_figure_set_part (figure, (GradusDiagramPart){ GRADUS_DIAGRAM_EDGE, 1, 1, 0 });
  g_assert_cmpint (gradus_figure_look (figure).layer, ==, 0);
  g_assert_cmpuint (gradus_figure_look (figure).unit, ==, needs.unit);
  draw_anew (&desk.paper, figure, &desk.run.source);
  g_assert_cmpuint (count_pixels (&desk.paper, mark), ==, 0);
  desk.run.source.n_trace = 3;
  desk.run.source.trace_steps = steps;
  desk.run.source.trace_values = values;
  draw_anew (&desk.paper, figure, &desk.run.source);
  g_assert_cmpuint (count_pixels (&desk.paper, mark), >, 100);
  g_assert_cmpfloat (fabs (pick (&desk, figure, WIDTH / 2 + 20, HEIGHT / 2).step - 20), <, 3);
  g_assert_true (isnan (pick (&desk, figure, WIDTH / 2, 5).step)); /* among the numbers */
  g_assert_cmpint (ABS (find_top (&desk, figure) - find_grid_top (&desk)), <=, 6);
  gradus_figure_set_part (figure, (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, 1, 1, 0 });
  g_assert_cmpint (pick (&desk, figure, WIDTH / 2, HEIGHT / 2).kind, ==, GRADUS_PICK_NOTHING);
  desk_clear (&desk);
}

void
add_figure_curves_tests (void)
{
  g_test_add_func ("/figure-curves/look", test_look);
  g_test_add_func ("/figure-curves/colours", test_colours);
  g_test_add_func ("/figure-curves/sight", test_sight);
  g_test_add_func ("/figure-curves/negative", test_negative);
  g_test_add_func ("/figure-curves/cursor", test_cursor);
  g_test_add_func ("/figure-curves/legend", test_legend);
  g_test_add_func ("/figure-curves/runs", test_runs);
  g_test_add_func ("/figure-curves/dashes", test_dashes);
  g_test_add_func ("/figure-curves/settings-act", test_settings_act);
  g_test_add_func ("/figure-curves/layers-in-words", test_layers_in_words);
  g_test_add_func ("/figure-curves/smoothing", test_smoothing);
  g_test_add_func ("/figure-curves/bars-stand-still", test_bars_stand_still);
  g_test_add_func ("/figure-curves/trace", test_trace);
}
