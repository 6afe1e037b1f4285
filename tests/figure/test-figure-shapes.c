/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* Figures of networks in which a layer reads an earlier one, and of units that are maps. */
#include "figure-run.h"
#include "figure/chain-lines.h"
#include "figure/network-columns.h"
#include "nn/layer.h"

#define WIDTH 600
#define HEIGHT 400

#define ADD                                                                                        \
  "{\"gradus-experiment\":1,\"data\":{\"name\":\"xor\"},\"network\":{\"layers\":[{\"units\":5,"    \
  "\"activation\":\"sigmoid\"},{\"units\":5,\"activation\":\"sigmoid\"},{\"kind\":\"add\","        \
  "\"from\":1},{\"units\":1,\"activation\":\"sigmoid\"}]},\"training\":{\"cost\":"                 \
  "\"binary-cross-entropy\",\"optimiser\":"                                                        \
  "{\"name\":\"sgd\",\"learning-rate\":0.1}},\"seed\":5}"

static GradusExperiment *
make_experiment (const char *json)
{
  g_autoptr (GError) error = NULL;
  GradusExperiment *experiment = gradus_experiment_from_json (json, strlen (json), &error);

  g_assert_no_error (error);
  return experiment;
}

static char *
describe (const char *name, const FigureRun *run, GradusDiagramPart part)
{
  g_autoptr (GradusFigure) figure = make_figure (name);

  gradus_figure_set_part (figure, part);
  return gradus_figure_describe (figure, &run->source);
}

static void
check_text (char *text, const char *wanted)
{
  if (!strstr (text, wanted))
    g_error ("\"%s\" is not in \"%s\"", wanted, text);
  g_free (text);
}

/* The arc is found where it is drawn, is told of, and shows in the inspector what is added. */
static void
test_arc (void)
{
  g_autoptr (GradusFigure) network = make_figure ("network"), inspector = make_figure ("inspector");
  GradusSnapshotNeeds needs = EVERYTHING;
  g_auto (GradusNetworkColumns) network_columns = { 0 };
  const GradusDiagramColumn *columns;
  GradusNetworkLayout layout;
  GradusNetworkArc arc;
  GradusPick pick;
  FigureRun run;
  Paper paper;
  guint n, plain;

  needs.layer = 2;
  figure_run_init_with (&run, make_experiment (ADD));
  figure_run_advance (&run, 20, &needs);
  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  gradus_network_columns_init (&network_columns, &run.source);
  columns = network_columns.columns;
  n = network_columns.n;
  g_assert_true (n == 5 && columns[3].has_earlier && columns[3].earlier == 1);
  g_assert_true (columns[3].has_no_gradient && !columns[4].has_no_gradient);
  gradus_network_layout_init (&layout, &paper.canvas, columns, n);
  g_assert_true (gradus_network_layout_place_arc (&layout, columns, 3, &arc));
  pick = gradus_figure_pick (&paper.canvas, network, &run.source, (arc.x0 + arc.x1) / 2, arc.top);
  g_assert_true (pick.kind == GRADUS_PICK_PART && pick.part.kind == GRADUS_DIAGRAM_ARC);
  draw_anew (&paper, network, &run.source);
  plain = hash_picture (&paper);
  gradus_figure_set_part (network, pick.part);
  draw_anew (&paper, network, &run.source);
  g_assert_cmpuint (hash_picture (&paper), !=, plain);
  check_text (gradus_figure_describe (network, &run.source), "; layer 3 adds what layer 1 says");
  gradus_figure_set_part (inspector, pick.part);
  draw_anew (&paper, inspector, &run.source);
  g_assert_cmpuint (count_drawn (&paper), >, 500);
  check_text (gradus_figure_describe (inspector, &run.source),
              "Unit 2 of layer 3: the sum of what layer 2 and layer 1 say");
  check_text (describe ("inspector", &run, (GradusDiagramPart){ GRADUS_DIAGRAM_LAYER, 3, 0, 0 }),
              "Layer 3 with 5 units: outputs from");
  check_text (describe ("inspector", &run, (GradusDiagramPart){ GRADUS_DIAGRAM_EDGE, 3, 1, 0 }),
              "has no weight");
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat_with_epsilon (
        (double) (run.snapshot->detail->z[i] + run.snapshot->detail->earlier[i]),
        (double) run.snapshot->detail->outputs[i], 1e-6);
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* The layers' bars, lines and strip have none for an add; words begin with a layer that has one. */
static void
test_no_gradient (void)
{
  static const char json[] =
      "{\"gradus-experiment\":1,\"data\":{\"name\":\"xor\"},\"network\":{\"layers\":[{\"kind\":"
      "\"add\",\"from\":0},{\"units\":1,\"activation\":\"sigmoid\"}]},\"training\":{\"cost\":"
      "\"binary-cross-entropy\",\"optimiser\":"
      "{\"name\":\"sgd\",\"learning-rate\":0.1}}}";
  g_autoptr (GradusFigure) layers = make_figure ("gradients");
  const GradusSnapshotNeeds needs = EVERYTHING;
  FigureRun run;
  Paper paper;

  figure_run_init_with (&run, make_experiment (json));
  figure_run_advance (&run, 20, &needs);
  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  for (guint form = 0; form < 2; form++) {
    gradus_figure_set (layers, "form", form);
    draw_anew (&paper, layers, &run.source);
    g_assert_cmpuint (
        count_pixels (&paper, pack_colour (gradus_style_get_layer_colour (paper.style, 0, 2))), ==,
        0);
    g_assert_cmpuint (
        count_pixels (&paper, pack_colour (gradus_style_get_layer_colour (paper.style, 1, 2))), >,
        20);
  }
  check_text (gradus_figure_describe (layers, &run.source), "steps: layer 2 ");
  check_text (describe ("network", &run, (GradusDiagramPart){ GRADUS_DIAGRAM_NOTHING }),
              "; layer 1 adds the input");
  gradus_figure_set (layers, "measure", 4); /* dead: of neither */
  check_text (gradus_figure_describe (layers, &run.source), "no layer has one");
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* The chain tells what each way brings, in words and where δ is written out. */
static void
test_ways (void)
{
  g_autoptr (GradusFigure) chain = make_figure ("chain");
  const GradusSnapshotNeeds needs = gradus_figure_look (chain);
  g_autoptr (GPtrArray) lines = NULL;
  GradusChainSight sight;
  guint n_lit = 0;
  FigureRun run;
  Paper paper;

  figure_run_init_with (&run, make_experiment (ADD));
  figure_run_advance (&run, 20, &needs);
  paper_init (&paper, GRADUS_SCHEME_PRINT, 900, 500);
  check_text (gradus_figure_describe (chain, &run.source), "through layer 2; layer 1 gets ");
  check_text (gradus_figure_describe (chain, &run.source), " around, from layer 3");
  sight = (GradusChainSight){ .chain = run.snapshot->chain, .rate = 0.1 };
  lines = gradus_chain_lines_list_backward (&sight, 0, 0, 0, 5);
  check_text (g_strdup (((GradusChainLine *) lines->pdata[0])->text), " (through 2) + ");
  check_text (g_strdup (((GradusChainLine *) lines->pdata[0])->text), " (around, from 3) = ");
  for (int position = 1; position <= 8; position++) { /* each layer is lit in turn */
    guint before = n_lit;

    gradus_figure_set (chain, "position", position);
    draw_anew (&paper, chain, &run.source);
    n_lit = hash_picture (&paper);
    g_assert_cmpuint (n_lit, !=, before);
  }
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* Pictures of 2 × 2 through dropout: a map is one node, and its edges are norms; all views draw it,
 * whatever part is chosen. */
static void
test_maps (void)
{
  static const char json[] =
      "{\"gradus-experiment\":1,\"data\":{\"name\":\"file\",\"path\":\"" GRADUS_DATA_DIR
      "/right/few-images-idx3-ubyte\",\"test-fraction\":0},\"network\":{\"layers\":[{\"kind\":"
      "\"dropout\",\"rate\":0.5},{\"kind\":\"batch-normalisation\",\"activation\":\"relu\"},"
      "{\"kind\":\"add\",\"from\":1},{\"units\":3,\"activation\":\"softmax\"}]},\"training\":"
      "{\"cost\":\"cross-entropy\",\"optimiser\":{\"name\":\"adam\",\"learning-rate\":0.05}}}";
  static const char *const names[] = { "network", "inspector", "chain", "gradients", "filters" };
  GradusSnapshotNeeds needs = EVERYTHING;
  FigureRun run;
  Paper paper;

  figure_run_init_with (&run, make_experiment (json));
  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  needs.unit = 0;
  for (guint layer = 0; layer < 4; layer++) {
    g_auto (GradusNetworkColumns) network_columns = { 0 };
    const GradusDiagramColumn *columns;
    guint n;

    needs.layer = (int) layer;
    needs.sample = 0;
    needs.has_chain = TRUE;
    figure_run_advance (&run, 2 + layer, &needs);
    gradus_network_columns_init (&network_columns, &run.source);
    columns = network_columns.columns;
    n = network_columns.n;
    g_assert_cmpuint (n, ==, 5);
    for (guint i = 0; i < 5; i++)
      g_assert_true (columns[i].n_units == (i < 4 ? 1 : 3) && columns[i].is_map == (i < 4));
    g_assert_true (columns[4].has_norms && columns[4].n_shown_inputs == 1);
    for (guint kind = GRADUS_DIAGRAM_UNIT; kind <= GRADUS_DIAGRAM_ARC; kind++) {
      const GradusDiagramPart part = { kind, layer + 1, 0, 0 };

      for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
        g_autoptr (GradusFigure) figure = make_figure (names[i]);
        g_autofree char *text = NULL;

        gradus_figure_set_part (figure, part);
        draw_anew (&paper, figure, &run.source);
        text = gradus_figure_describe (figure, &run.source);
      }
    }
    if (layer < 3)
      check_text (
          describe ("inspector", &run, (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, layer + 1 }),
          "unit 1 is a map of 2 × 2");
    else
      check_text (describe ("inspector", &run, (GradusDiagramPart){ GRADUS_DIAGRAM_EDGE, 4, 0, 0 }),
                  "Weights from map 1 to unit 1 of layer 4: norm ");
  }
  paper_clear (&paper);
  figure_run_clear (&run);
}

void
add_figure_shapes_tests (void)
{
  g_test_add_func ("/figure-shapes/arc", test_arc);
  g_test_add_func ("/figure-shapes/no-gradient", test_no_gradient);
  g_test_add_func ("/figure-shapes/ways", test_ways);
  g_test_add_func ("/figure-shapes/maps", test_maps);
}
