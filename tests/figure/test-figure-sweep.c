/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* A sweep as a grid, and a run as a report. */
#include "figure-run.h"
#include "document/draft.h"
#include "figure/report.h"
#include "figure/sweep-figure.h"

#define WIDTH 500
#define HEIGHT 300
#define N_SEEDS 4

/* Two rates by three activations; the first cell is known: three of four seeds solved, one
 * diverged. */
static GradusSweep *
make_sweep (void)
{
  g_autoptr (GradusExperiment) experiment = gradus_builtin_make ("xor");
  g_autoptr (GPtrArray) axes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_sweep_axis_free);
  g_autoptr (GError) error = NULL;
  GradusSweep *sweep;

  g_ptr_array_add (axes,
                   gradus_sweep_axis_parse ("training.optimiser.learning-rate=0.1,1", &error));
  g_ptr_array_add (axes,
                   gradus_sweep_axis_parse ("network.hidden.activation=tanh,relu,elu", &error));
  g_assert_no_error (error);
  sweep = gradus_sweep_new (experiment, g_steal_pointer (&axes), 1, N_SEEDS, &error);
  g_assert_no_error (error);
  for (guint seed = 0; seed < N_SEEDS; seed++)
    gradus_sweep_set_outcome (sweep, 0, seed,
                              seed == 3 ? GRADUS_OUTCOME_DIVERGED : GRADUS_OUTCOME_FINISHED,
                              (GradusOutcome){ seed == 3 ? NAN : 0.001, seed == 3 ? 0.5 : 1, NAN });
  return sweep;
}

static void
test_grid (void)
{
  g_autoptr (GradusSweep) sweep = make_sweep ();
  const GradusSweepFigure figure = { sweep, NULL, NAN, NAN };
  g_auto (GStrv) rows = gradus_sweep_figure_list_rows (&figure);
  g_auto (GStrv) columns = gradus_sweep_figure_list_columns (&figure);
  g_autofree char *known = gradus_sweep_figure_get_text (&figure, 0);
  g_autofree char *unknown = gradus_sweep_figure_get_text (&figure, 5);
  g_autofree char *words = gradus_sweep_figure_describe (&figure);
  guint n_rows, n_columns;

  gradus_sweep_figure_get_size (&figure, &n_rows, &n_columns);
  g_assert_true (n_rows == 2 && n_columns == 3);
  g_assert_cmpuint (g_strv_length (rows), ==, 2);
  g_assert_cmpuint (g_strv_length (columns), ==, 3);
  g_assert_cmpstr (rows[1], ==, "1");
  g_assert_cmpstr (columns[0], ==, "tanh");
  g_assert_cmpstr (known, ==, "75 %");
  g_assert_null (unknown);
  g_assert_true (g_str_has_prefix (words, "Share of seeds that solved it: 0.1, tanh 75 %"));
  g_assert_nonnull (strstr (words, "1, elu not known yet"));
}

/* Each cell is found, from left to right and down; the pointer over it brings a box. */
static void
test_cells (void)
{
  g_autoptr (GradusSweep) sweep = make_sweep ();
  GradusSweepFigure figure = { sweep, NULL, NAN, NAN };
  int last = -1, seed;
  guint plain;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  for (int y = 0; y < HEIGHT; y += 4) {
    for (int x = 0; x < WIDTH; x += 4) {
      const int cell = gradus_sweep_figure_find (&paper.canvas, &figure, x, y, &seed);

      g_assert_cmpint (cell, <, 6);
      if (cell == last + 1) {
        last = cell;
        figure.pointer_x = x + 8;
        figure.pointer_y = y + 8;
      }
    }
  }
  g_assert_cmpint (last, ==, 5);
  gradus_sweep_figure_draw (&paper.canvas, &figure);
  cairo_surface_flush (paper.surface);
  plain = hash_picture (&paper);
  figure.pointer_x = figure.pointer_y = NAN;
  gradus_sweep_figure_draw (&paper.canvas, &figure);
  cairo_surface_flush (paper.surface);
  g_assert_cmpuint (hash_picture (&paper), !=, plain);
  paper_clear (&paper);
}

/* The first pixel of a cell from its upper left that is inside it, and no text. */
static guint32
get_cell_colour (Paper *paper, const GradusSweepFigure *figure, int cell)
{
  int seed;

  for (int y = 0; y < HEIGHT; y += 4) {
    for (int x = 0; x < WIDTH; x += 4) {
      if (gradus_sweep_figure_find (&paper->canvas, figure, x, y, &seed) == cell && seed < 0)
        return get_pixel (paper, x + 7, y + 7);
    }
  }
  return 0;
}

/* Text and colour of a cell are the same share: of the seeds that solved it, or, after the paper,
 * of those that learned, however well these did. */
static void
test_one_quantity (void)
{
  const GradusBuiltinSweep *builtin = gradus_builtin_sweep_find ("good-init");
  g_autoptr (GradusExperiment) experiment = gradus_builtin_sweep_make_experiment (builtin);
  g_autoptr (GradusSweep) sweep =
      gradus_sweep_new (experiment, gradus_builtin_sweep_make_axes (builtin), 1, 5, NULL);
  const GradusSweepFigure figure = { sweep, builtin, NAN, NAN };
  g_autofree char *text = NULL, *accuracy = NULL;
  Paper paper;

  for (guint seed = 0; seed < 5; seed++)
    gradus_sweep_set_outcome (sweep, 0, seed, GRADUS_OUTCOME_FINISHED,
                              (GradusOutcome){ seed == 0 ? 1e-4 : 0.69, seed == 0 ? 1 : 0.5, NAN });
  text = gradus_sweep_figure_get_text (&figure, 0);
  accuracy = gradus_sweep_figure_get_accuracy (&figure, 0);
  g_assert_cmpstr (text, ==, "20 %");
  g_assert_cmpstr (accuracy, ==, "100");
  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  gradus_sweep_figure_draw (&paper.canvas, &figure);
  cairo_surface_flush (paper.surface);
  g_assert_cmpuint (get_cell_colour (&paper, &figure, 0), ==,
                    gradus_colour_pack (gradus_style_get_share_colour (paper.style, 0.2)) &
                        0xffffff);
  paper_clear (&paper);
}

/* Below the grid there is a dot for each seed that is known, which is found as that seed. */
static void
test_seeds (void)
{
  g_autoptr (GradusSweep) sweep = make_sweep ();
  GradusSweepFigure figure = { sweep, NULL, NAN, NAN };
  guint found = 0;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, WIDTH, HEIGHT);
  gradus_sweep_figure_draw (&paper.canvas, &figure);
  cairo_surface_flush (paper.surface);
  for (int y = HEIGHT / 2; y < HEIGHT; y += 5) {
    for (int x = 0; x < WIDTH; x += 5) {
      int seed;
      const int cell = gradus_sweep_figure_find (&paper.canvas, &figure, x, y, &seed);

      if (seed < 0 || found >> seed & 1)
        continue;
      g_assert_cmpint (cell, ==, 0); /* nothing is known of others */
      found |= 1u << seed;
    }
  }
  g_assert_cmpuint (found, ==, 0xf);
  paper_clear (&paper);
}

static void
test_sweep_file (void)
{
  g_autoptr (GradusSweep) sweep = make_sweep ();
  GradusSweepFigure figure = { sweep, NULL, NAN, NAN };
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_PRINT, "Cantarell 11");
  g_autoptr (GBytes) plain = NULL, pointed = NULL;

  plain = gradus_sweep_figure_render (&figure, GRADUS_SHEET_SVG, style, WIDTH, HEIGHT);
  figure.pointer_x = WIDTH / 2;
  figure.pointer_y = HEIGHT / 3;
  pointed = gradus_sweep_figure_render (&figure, GRADUS_SHEET_SVG, style, WIDTH, HEIGHT);
  g_assert_cmpuint (g_bytes_get_size (plain), ==, g_bytes_get_size (pointed));
}

/* A report has its figures: more of them where there is test data and a plane. */
static void
test_report (void)
{
  const GradusSnapshotNeeds needs = EVERYTHING;
  g_autoptr (GradusDraft) draft = gradus_draft_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  FigureRun run;
  gsize size;

  figure_run_init (&run, "spiral", 100, &needs);
  bytes = gradus_report_render (gradus_draft_add_stepper (draft, run.experiment, run.stepper, 1.5),
                                &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, &size), 4, "%PDF", 4);
  g_assert_cmpuint (size, >, 20000);
  figure_run_clear (&run);
}

void
add_figure_sweep_tests (void)
{
  g_test_add_func ("/figure-sweep/grid", test_grid);
  g_test_add_func ("/figure-sweep/cells", test_cells);
  g_test_add_func ("/figure-sweep/one-quantity", test_one_quantity);
  g_test_add_func ("/figure-sweep/seeds", test_seeds);
  g_test_add_func ("/figure-sweep/file", test_sweep_file);
  g_test_add_func ("/figure-sweep/report", test_report);
}
