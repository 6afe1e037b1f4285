/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* Figures of layers that make maps: each number that is drawn is the network's own. */
#include "figure-run.h"
#include "figure/network-columns.h"
#include "nn/layer.h"
#include "nn/pass.h"

#define WIDTH 900
#define HEIGHT 600

/* Three pictures of 2 × 2; every kind of layer that makes maps. */
#define SMALL                                                                                      \
  "{\"gradus-experiment\":1,\"data\":{\"name\":\"file\",\"path\":\"" GRADUS_DATA_DIR               \
  "/right/few-images-idx3-ubyte\",\"test-fraction\":0},\"network\":{\"layers\":["                  \
  "{\"kind\":\"convolution\",\"filters\":3,\"kernel\":3,\"activation\":\"relu\"},"                 \
  "{\"kind\":\"batch-normalisation\"},"                                                            \
  "{\"kind\":\"convolution\",\"filters\":40,\"kernel\":[1,2],\"activation\":\"tanh\"},"            \
  "{\"kind\":\"max-pooling\",\"size\":1},"                                                         \
  "{\"units\":3,\"activation\":\"softmax\"}]},\"training\":{\"cost\":\"cross-entropy\","           \
  "\"optimiser\":{\"name\":\"adam\",\"learning-rate\":0.05}},\"seed\":3}"

static GradusExperiment *
make_small (void)
{
  g_autoptr (GError) error = NULL;
  GradusExperiment *experiment = gradus_experiment_from_json (SMALL, strlen (SMALL), &error);

  g_assert_no_error (error);
  return experiment;
}

/* What the network says to one sample of the run. */
static GradusPass *
send_forward (const FigureRun *run, guint sample)
{
  GradusNetwork *network = (GradusNetwork *) gradus_stepper_get_network (run->stepper);
  GradusPass *pass = gradus_network_new_pass (network, 1, GRADUS_PASS_FORWARD, NULL);
  const GradusDataset *data = run->source.training;

  gradus_pass_load (pass, &data->inputs, NULL, NULL, sample, NULL, NULL);
  gradus_network_forward (network, pass, NULL);
  return pass;
}

/* The network's picture has the maps of the sample that is chosen, and the kernels, all to the bit;
 * what is nothing has the neutral colour, and the strongest weight the strongest. */
static void
test_network (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("network");
  g_auto (GradusNetworkColumns) columns = { 0 };
  GradusSnapshotNeeds needs;
  GradusNetworkLayout layout;
  g_autoptr (GradusPass) pass = NULL;
  FigureRun run;
  Paper paper;

  gradus_figure_set (figure, "sample", 2);
  needs = gradus_figure_look (figure);
  g_assert_cmpint (needs.sample, ==, 1);
  figure_run_init_with (&run, make_small ());
  figure_run_advance (&run, 3, &needs);
  pass = send_forward (&run, 1);
  gradus_network_columns_init (&columns, &run.source);
  for (guint i = 0; i < 4; i++) {
    const GradusDiagramColumn *own = &columns.columns[i + 1];
    const guint n = own->map_rows * own->map_columns;

    g_assert_true (own->is_map && n > 0 && own->n_shown == MIN (own->n_units, 32));
    for (guint at = 0; at < own->n_shown * n; at++)
      g_assert_true (own->pictures[at] == pass->layers[i].output[(gsize) at * pass->stride]);
  }
  g_assert_cmpstr (columns.columns[3].map_text, ==, "40 maps");
  g_assert_cmpstr (columns.columns[3].size_text, ==, "of 2 × 2");
  g_assert_cmpmem (
      columns.columns[3].kernels, 32 * 3 * 2 * sizeof (float),
      gradus_network_get_parameters ((GradusNetwork *) gradus_stepper_get_network (run.stepper), 2),
      32 * 3 * 2 * sizeof (float));
  for (guint at = 0; at < 32 * 3; at++) {
    const float *kernel = columns.columns[3].kernels + 2 * at;

    g_assert_cmpfloat_with_epsilon ((double) columns.columns[3].weights[at],
                                    hypot ((double) kernel[0], (double) kernel[1]), 1e-6);
  }
  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  draw_anew (&paper, figure, &run.source);
  gradus_network_layout_init (&layout, &paper.canvas, columns.columns, columns.n);
  for (guint i = 1; i <= 4; i++) {
    const GradusDiagramColumn *own = &columns.columns[i];
    const guint drawn = gradus_network_layout_count_drawn (&layout, own);

    for (guint unit = 0; unit < drawn; unit++) {
      const GradusRect square =
          gradus_network_layout_get_square (&layout, columns.columns, i, unit);
      const GradusRect map = gradus_rect_fit (own->map_rows, own->map_columns, square);
      const double m = paper.canvas.magnification;
      const GradusColour colour = gradus_output_scale_get_colour (
          &own->scale, paper.style,
          (double) own->pictures[unit * own->map_rows * own->map_columns]);
      const guint32 wanted = pack_colour (colour),
                    seen =
                        get_pixel (&paper, (int) (m * (map.x + map.width / own->map_columns / 2)),
                                   (int) (m * (map.y + map.height / own->map_rows / 2)));

      for (guint shift = 0; shift < 24 && !own->dead; shift += 8)
        g_assert_cmpint (ABS ((int) (wanted >> shift & 0xFF) - (int) (seen >> shift & 0xFF)), <=,
                         2);
    }
  }
  paper_clear (&paper);
  figure_run_clear (&run);
}

void
add_figure_maps_tests (void)
{
  g_test_add_func ("/figure-maps/network", test_network);
}
