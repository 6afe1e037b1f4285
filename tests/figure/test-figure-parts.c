/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* Figures of the network's parts: the network itself, the inspector, the chain rule, the
 * gallery, the boundary. */
#include "figure-run.h"
#include "figure/chain-walk.h"
#include "figure/gallery-figure.h"
#include "figure/network-columns.h"

#define WIDTH 600
#define HEIGHT 400

static GradusDiagramPart
pick_part (Paper *paper, const GradusFigure *figure, const GradusFigureSource *source, double x,
           double y)
{
  const GradusPick pick = gradus_figure_pick (&paper->canvas, figure, source, x, y);

  g_assert_cmpint (pick.kind, ==, GRADUS_PICK_PART);
  g_assert_true (isnan (pick.step));
  return pick.part;
}

/* Where a person points at a unit, an edge, a layer, that is what is found. */
static void
test_network_parts (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("network");
  const GradusSnapshotNeeds needs = gradus_figure_look (figure);
  g_auto (GradusNetworkColumns) network_columns = { 0 };
  const GradusDiagramColumn *columns;
  GradusNetworkLayout layout;
  GradusDiagramPart part;
  FigureRun run;
  Paper paper;
  guint n;

  g_assert_true (needs.has_anatomy && needs.map_size > 0 && needs.grid_size == 0);
  figure_run_init (&run, "xor-wide-deep", 5, &needs);
  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  gradus_network_columns_init (&network_columns, &run.source);
  columns = network_columns.columns;
  n = network_columns.n;
  g_assert_cmpuint (n, ==, 4);
  gradus_network_layout_init (&layout, &paper.canvas, columns, n);
  part = pick_part (&paper, figure, &run.source, gradus_network_layout_get_x (&layout, 2),
                    gradus_network_layout_get_y (&layout, &columns[2], 3));
  g_assert_true (part.kind == GRADUS_DIAGRAM_UNIT && part.column == 2 && part.unit == 3);
  part = pick_part (
      &paper, figure, &run.source,
      (gradus_network_layout_get_x (&layout, 2) + gradus_network_layout_get_x (&layout, 3)) / 2,
      (gradus_network_layout_get_y (&layout, &columns[2], 0) +
       gradus_network_layout_get_y (&layout, &columns[3], 0)) /
          2);
  g_assert_true (part.kind == GRADUS_DIAGRAM_EDGE && part.column == 3 && part.unit == 0 &&
                 part.input == 0);
  part = pick_part (&paper, figure, &run.source, gradus_network_layout_get_x (&layout, 1),
                    HEIGHT - 10);
  g_assert_true (part.kind == GRADUS_DIAGRAM_LAYER && part.column == 1);
  g_assert_cmpint (gradus_figure_pick (&paper.canvas, figure, &run.source, 1, 1).kind, ==,
                   GRADUS_PICK_NOTHING);
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* The chosen part looks different; what is not there does not. */
static void
test_network_settings (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("network");
  const GradusSnapshotNeeds needs = EVERYTHING;
  FigureRun run;
  Paper paper;
  guint plain;

  figure_run_init (&run, "xor", 5, &needs);
  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  draw_anew (&paper, figure, &run.source);
  plain = hash_picture (&paper);
  gradus_figure_set_part (figure, (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, 1, 0, 0 });
  draw_anew (&paper, figure, &run.source);
  g_assert_cmpuint (hash_picture (&paper), !=, plain);
  gradus_figure_set_part (figure, (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, 9, 0, 0 });
  draw_anew (&paper, figure, &run.source);
  g_assert_cmpuint (hash_picture (&paper), ==, plain);
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* Each kind of part has its own picture and words; a snapshot that is of another layer gives
 * none. */
static void
test_inspector (void)
{
  static const char *const words[] = { "Nothing is chosen", "Unit 2 of layer 1", "Weight from x₁",
                                       "Layer 1 with" };
  g_autoptr (GradusFigure) figure = make_figure ("inspector");
  const GradusSnapshotNeeds needs = EVERYTHING;
  guint hashes[4];
  FigureRun run;
  Paper paper;

  figure_run_init (&run, "xor", 50, &needs);
  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  g_assert_cmpint (gradus_figure_look (figure).layer, ==, -1);
  for (guint kind = GRADUS_DIAGRAM_NOTHING; kind <= GRADUS_DIAGRAM_LAYER; kind++) {
    g_autofree char *text = NULL;

    gradus_figure_set_part (figure, (GradusDiagramPart){ kind, 1, 1, 0 });
    g_assert_cmpint (gradus_figure_look (figure).layer, ==,
                     kind == GRADUS_DIAGRAM_NOTHING ? -1 : 0);
    draw_anew (&paper, figure, &run.source);
    g_assert_true ((count_drawn (&paper) > 500) == (kind != GRADUS_DIAGRAM_NOTHING));
    hashes[kind] = hash_picture (&paper);
    for (guint i = 0; i < kind; i++)
      g_assert_cmpuint (hashes[kind], !=, hashes[i]);
    text = gradus_figure_describe (figure, &run.source);
    g_assert_true (g_str_has_prefix (text, words[kind]));
  }
  gradus_figure_set_part (figure, (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, 2, 0, 0 });
  draw_anew (&paper, figure, &run.source);
  g_assert_cmpuint (count_drawn (&paper), ==, 0);
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* The chain rule asks for its sample, tells of it, and fills up on the way. */
static void
test_chain (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("chain");
  g_autofree char *words = NULL;
  GradusSnapshotNeeds needs;
  guint drawn = 0;
  FigureRun run;
  Paper paper;

  g_assert_cmpint (gradus_figure_look (figure).sample, ==, 0);
  gradus_figure_set (figure, "sample", 3);
  needs = gradus_figure_look (figure);
  g_assert_cmpint (needs.sample, ==, 2);
  figure_run_init (&run, "xor", 50, &needs);
  words = gradus_figure_describe (figure, &run.source);
  g_assert_true (g_str_has_prefix (words, "Chain rule of sample 3 over 2 layers"));
  g_assert_cmpfloat (
      gradus_figure_setting_find_highest (gradus_figure_find_setting ("sample"), &run.source), ==,
      4);
  paper_init (&paper, GRADUS_SCHEME_PRINT, 900, HEIGHT);
  for (guint position = 1; position <= gradus_chain_walk_count (2); position++) {
    gradus_figure_set (figure, "position", position);
    draw_anew (&paper, figure, &run.source);
    g_assert_cmpuint (hash_picture (&paper), !=, drawn);
    drawn = hash_picture (&paper);
  }
  gradus_figure_set (figure, "position", 0); /* the whole way, as at its end */
  draw_anew (&paper, figure, &run.source);
  g_assert_cmpuint (hash_picture (&paper), ==, drawn);
  paper_clear (&paper);
  figure_run_clear (&run);
}

static void
test_walk (void)
{
  gboolean is_backward;

  g_assert_cmpuint (gradus_chain_walk_count (3), ==, 6);
  g_assert_cmpuint (gradus_chain_walk_get_layer (1, 3, &is_backward), ==, 0);
  g_assert_false (is_backward);
  g_assert_cmpuint (gradus_chain_walk_get_layer (3, 3, &is_backward), ==, 2);
  g_assert_false (is_backward);
  g_assert_cmpuint (gradus_chain_walk_get_layer (4, 3, &is_backward), ==, 2);
  g_assert_true (is_backward);
  g_assert_cmpuint (gradus_chain_walk_get_layer (6, 3, &is_backward), ==, 0);
  g_assert_cmpuint (gradus_chain_walk_get_layer (99, 3, &is_backward), ==, 0);
  g_assert_true (is_backward);
}

/* The curve that the gallery draws is the activation, and its slope that of the curve. */
static void
test_slopes (void)
{
  for (GradusActivationKind kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
    const double h = 1e-3;
    float z[] = { -2, -2 + (float) h, 1.5f, 1.5f + (float) h }, a[4], slope[4];

    gradus_gallery_sample (gradus_activation_make (kind), 4, z, a, slope);
    for (guint i = 0; i < 4; i += 2)
      g_assert_cmpfloat_with_epsilon ((double) (a[i + 1] - a[i]) / h, (double) slope[i], 3e-3);
  }
}

/* Without a run: each activation has its own picture and words, and the depth is in the text. */
static void
test_gallery (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("activations");
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  const GradusFigureSource nothing = { 0 };
  Paper paper;
  guint before;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  for (guint kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
    g_autofree char *words = NULL;

    gradus_figure_set (figure, "activation", kind);
    draw_anew (&paper, figure, &nothing);
    g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (hash_picture (&paper))));
    words = gradus_figure_describe (figure, &nothing);
    g_assert_true (g_str_has_prefix (words, gradus_activation_title (kind)));
  }
  before = hash_picture (&paper);
  gradus_figure_set (figure, "depth", 20);
  draw_anew (&paper, figure, &nothing);
  g_assert_cmpuint (hash_picture (&paper), !=, before);
  paper_clear (&paper);
}

/* The four corners of the map are those of the plane; beside it there is none. */
static void
test_plane (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("boundary");
  const GradusSnapshotNeeds needs = gradus_figure_look (figure);
  double low = INFINITY, high = -INFINITY;
  const GradusPlane *plane;
  FigureRun run;
  Paper paper;

  g_assert_cmpuint (needs.grid_size, >, 0);
  figure_run_init (&run, "spiral", 50, &needs);
  plane = &run.snapshot->plane;
  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  for (int x = 0; x < WIDTH; x++) {
    const GradusPick pick = gradus_figure_pick (&paper.canvas, figure, &run.source, x, HEIGHT / 2);

    if (pick.kind != GRADUS_PICK_PLANE)
      continue;
    g_assert_cmpfloat (pick.pixel, >, 0);
    g_assert_true (pick.y > plane->y0 && pick.y < plane->y1);
    low = MIN (low, pick.x);
    high = MAX (high, pick.x);
  }
  g_assert_cmpfloat_with_epsilon (low, plane->x0, (plane->x1 - plane->x0) / 50);
  g_assert_cmpfloat_with_epsilon (high, plane->x1, (plane->x1 - plane->x0) / 50);
  g_assert_cmpint (gradus_figure_pick (&paper.canvas, figure, &run.source, 2, 2).kind, ==,
                   GRADUS_PICK_NOTHING);
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* The answers alone are two colours; test samples can be left out; other axes are asked for. */
static void
test_boundary_settings (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("boundary");
  const GradusSnapshotNeeds needs = gradus_figure_look (figure);
  const GradusFigureSetting *shows_test, *classes;
  FigureRun run;
  Paper paper;
  guint plain, low;

  figure_run_init (&run, "spiral", 50, &needs);
  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  draw_anew (&paper, figure, &run.source);
  plain = hash_picture (&paper);
  low = count_pixels (&paper, pack_colour (paper.style->low));
  gradus_figure_set (figure, "shows-test", FALSE);
  draw_anew (&paper, figure, &run.source);
  g_assert_cmpuint (hash_picture (&paper), !=, plain);
  gradus_figure_set (figure, "classes", TRUE);
  draw_anew (&paper, figure, &run.source);
  g_assert_cmpuint (count_pixels (&paper, pack_colour (paper.style->low)), >, 10 * low + 5000);
  gradus_figure_set (figure, "x-input", 3);
  gradus_figure_set (figure, "y-input", 2);
  g_assert_cmpuint (gradus_figure_look (figure).x_input, ==, 3);
  g_assert_cmpuint (gradus_figure_look (figure).y_input, ==, 2);
  shows_test = gradus_figure_find_setting ("shows-test");
  classes = gradus_figure_find_setting ("classes");
  g_assert_true (shows_test->is_useful (&run.source) && classes->is_useful (&run.source));
  run.source.test = NULL;
  g_assert_false (shows_test->is_useful (&run.source));
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* Two inputs leave no choice of axes, four do: each is on either axis. */
static void
test_axes (void)
{
  const char json[] =
      "{\"gradus-experiment\":1,\"data\":{\"name\":\"file\",\"path\":\"" GRADUS_DATA_DIR
      "/right/few-images-idx3-ubyte\",\"test-fraction\":0},\"network\":{\"layers\":[{\"units\":3,"
      "\"activation\":\"softmax\"}]},\"training\":{\"cost\":\"cross-entropy\","
      "\"optimiser\":{\"name\":\"adam\",\"learning-rate\":0.05}}}";
  const GradusFigureSetting *x_input = gradus_figure_find_setting ("x-input");
  const GradusSnapshotNeeds needs = EVERYTHING;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) none = NULL, four = NULL;
  GradusExperiment *experiment = gradus_experiment_from_json (json, strlen (json), &error);
  FigureRun run;

  g_assert_no_error (error);
  figure_run_init_with (&run, experiment);
  figure_run_advance (&run, 1, &needs);
  four = gradus_figure_setting_list_choices (x_input, &run.source);
  g_assert_cmpuint (g_strv_length (four), ==, 4);
  g_assert_cmpstr (four[3], ==, "pixel 4");
  figure_run_clear (&run);
  figure_run_init (&run, "xor", 1, &needs);
  none = gradus_figure_setting_list_choices (x_input, &run.source);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  figure_run_clear (&run);
}

void
add_figure_parts_tests (void)
{
  g_test_add_func ("/figure-parts/network-parts", test_network_parts);
  g_test_add_func ("/figure-parts/network-settings", test_network_settings);
  g_test_add_func ("/figure-parts/inspector", test_inspector);
  g_test_add_func ("/figure-parts/chain", test_chain);
  g_test_add_func ("/figure-parts/walk", test_walk);
  g_test_add_func ("/figure-parts/slopes", test_slopes);
  g_test_add_func ("/figure-parts/gallery", test_gallery);
  g_test_add_func ("/figure-parts/plane", test_plane);
  g_test_add_func ("/figure-parts/boundary-settings", test_boundary_settings);
  g_test_add_func ("/figure-parts/axes", test_axes);
}
