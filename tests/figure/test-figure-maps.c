/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* Figures of layers that make maps: each number that is drawn is the network's own. */
#include "figure-run.h"
#include "figure/map-parts.h"
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

/* -- A map that is opened ---------------------------------------------------------------------- */

static GradusFigure *
open_map_of (FigureRun *run, GradusExperiment *experiment, guint layer, guint map, guint row,
             guint column)
{
  GradusFigure *figure = make_figure ("map");
  GradusSnapshotNeeds needs;

  gradus_figure_set (figure, "sample", 2);
  gradus_figure_set (figure, "row", row);
  gradus_figure_set (figure, "column", column);
  gradus_figure_set_part (figure, (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, layer, map - 1, 0 });
  needs = gradus_figure_look (figure);
  figure_run_init_with (run, experiment);
  figure_run_advance (run, 3, &needs);
  return figure;
}

static GradusFigure *
open_map (FigureRun *run, guint layer, guint map, guint row, guint column)
{
  return open_map_of (run, make_small (), layer, map, row, column);
}

/* Beside the middle of a square, where no number stands. */
static guint32
get_square_colour (Paper *paper, const GradusPixelPlot *plot, GradusRect place, guint at)
{
  const double side = place.width / plot->columns, m = paper->canvas.magnification;

  return get_pixel (paper, (int) (m * (place.x + (at % plot->columns + 0.2) * side)),
                    (int) (m * (place.y + (at / plot->columns + 0.2) * side)));
}

static void
check_colour (guint32 seen, GradusColour colour)
{
  const guint32 wanted = pack_colour (colour);

  for (guint shift = 0; shift < 24; shift += 8)
    g_assert_cmpint (ABS ((int) (wanted >> shift & 0xFF) - (int) (seen >> shift & 0xFF)), <=, 2);
}

/* Each square of a part is one of `values`, on an even scale as large as `most` says. */
static void
check_part (Paper *paper, const GradusMapParts *parts, GradusMapPartKind kind, const float *values,
            double most)
{
  const GradusPixelPlot *plot = &parts->plots[kind];
  const GradusOutputScale scale = gradus_output_scale_make_even (most);

  g_assert_cmpfloat (parts->places[kind].height, >, 20);
  for (guint at = 0; at < plot->rows * plot->columns; at++) {
    const guint row = at / plot->columns, column = at % plot->columns;

    if (plot->bottom > 0 &&
        (row < plot->top || row >= plot->bottom || column < plot->left || column >= plot->right))
      check_colour (get_square_colour (paper, plot, parts->places[kind], at),
                    paper->style->background);
    else
      check_colour (get_square_colour (paper, plot, parts->places[kind], at),
                    gradus_output_scale_get_colour (&scale, paper->style, (double) values[at]));
  }
}

/* All that is drawn of a pixel at the edge: the numbers of the run, and nothing beyond the edge. */
static void
test_map (void)
{
  FigureRun run;
  g_autoptr (GradusFigure) figure = open_map (&run, 3, 6, 2, 2);
  const GradusPixel *pixel = run.snapshot->pixel;
  GradusMapParts parts;
  float products[6], gives[6];
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  draw_anew (&paper, figure, &run.source);
  g_assert_true (gradus_map_parts_init (&parts, &paper.canvas, &run.source, 2, 5, 1, NAN, NAN));
  g_assert_cmpuint (pixel->place.right, ==, 1); /* the second of two columns is beyond */
  for (guint i = 0; i < 6; i++) {
    products[i] = pixel->patch[i] * pixel->kernel[i];
    gives[i] = pixel->delta * pixel->patch[i];
  }
  check_part (&paper, &parts, GRADUS_MAP_DELTAS, pixel->deltas,
              gradus_output_scale_find_largest (pixel->deltas, 4));
  check_part (&paper, &parts, GRADUS_MAP_KERNEL, pixel->kernel, parts.columns.kernel_most);
  check_part (&paper, &parts, GRADUS_MAP_PRODUCTS, products,
              gradus_output_scale_find_largest (products, 6));
  check_part (&paper, &parts, GRADUS_MAP_GIVES, gives, gradus_output_scale_find_largest (gives, 6));
  check_part (&paper, &parts, GRADUS_MAP_MAP, pixel->values, 1); /* tanh */
  check_part (&paper, &parts, GRADUS_MAP_PATCH, pixel->patch, parts.columns.columns[2].scale.high);
  g_assert_cmpuint (parts.n_thumbs, ==, 3);
  gradus_map_parts_clear (&parts);
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* The numbers of an input map that is chosen. */
static void
test_channel (void)
{
  FigureRun run;
  g_autoptr (GradusFigure) figure = open_map (&run, 3, 6, 1, 1);
  GradusMapParts parts;
  GradusRect thumb;
  GradusPick pick;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  g_assert_true (gradus_map_parts_init (&parts, &paper.canvas, &run.source, 2, 5, 3, NAN, NAN));
  g_assert_true (parts.plots[GRADUS_MAP_KERNEL].values == run.snapshot->pixel->kernel + 4);
  thumb = gradus_map_parts_get_thumb (&parts, 2);
  pick = gradus_figure_pick (&paper.canvas, figure, &run.source, thumb.x + 2, thumb.y + 2);
  g_assert_cmpint (pick.kind, ==, GRADUS_PICK_SETTINGS);
  g_assert_cmpstr (pick.names[0], ==, "channel");
  g_assert_cmpfloat (pick.values[0], ==, 3);
  gradus_map_parts_clear (&parts);
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* A point of the map, of its gradient and of what it is made of chooses a pixel. */
static void
test_pick (void)
{
  static const GradusMapPartKind kinds[] = { GRADUS_MAP_MAP, GRADUS_MAP_DELTAS, GRADUS_MAP_INPUT };
  FigureRun run;
  g_autoptr (GradusFigure) figure = open_map (&run, 1, 1, 1, 1);
  GradusMapParts parts;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  g_assert_true (gradus_map_parts_init (&parts, &paper.canvas, &run.source, 0, 0, 1, NAN, NAN));
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    const GradusRect place = parts.places[kinds[i]];
    const GradusPick pick =
        gradus_figure_pick (&paper.canvas, figure, &run.source, place.x + 0.3 * place.width,
                            place.y + 0.8 * place.height);

    g_assert_cmpint (pick.kind, ==, GRADUS_PICK_SETTINGS);
    g_assert_cmpstr (pick.names[0], ==, "row");
    g_assert_cmpfloat (pick.values[0], ==, 2);
    g_assert_cmpstr (pick.names[1], ==, "column");
    g_assert_cmpfloat (pick.values[1], ==, 1);
  }
  gradus_map_parts_clear (&parts);
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* Layers that multiply nothing have no numbers of a kernel, and say so much less. */
static void
test_kinds (void)
{
  for (guint layer = 1; layer <= 4; layer++) {
    FigureRun run;
    g_autoptr (GradusFigure) figure = open_map (&run, layer, 2, 0, 0);
    const GradusPixelKind kind = run.snapshot->pixel->kind;
    g_autofree char *text = gradus_figure_describe (figure, &run.source);
    GradusMapParts parts;
    Paper paper;

    paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
    draw_anew (&paper, figure, &run.source);
    g_assert_cmpuint (count_drawn (&paper), >, 1000);
    g_assert_true (gradus_map_parts_init (&parts, &paper.canvas, &run.source, layer - 1, 1, 1, NAN, NAN));
    g_assert_cmpint (kind, ==,
                     layer % 2 == 1 ? GRADUS_PIXEL_SUM
                     : layer == 2   ? GRADUS_PIXEL_NORMALISED
                                    : GRADUS_PIXEL_LARGEST);
    g_assert_cmpint (parts.rects[GRADUS_MAP_KERNEL].height > 0, ==, kind == GRADUS_PIXEL_SUM);
    g_assert_cmpint (parts.rects[GRADUS_MAP_PATCH].height > 0, ==, kind != GRADUS_PIXEL_NORMALISED);
    g_assert_nonnull (strstr (text, "Map 2 of layer"));
    g_assert_nonnull (strstr (text, "for sample 2"));
    gradus_map_parts_clear (&parts);
    paper_clear (&paper);
    figure_run_clear (&run);
  }
}

/* Whether the picture's middle line, upright, is an outline's in its upper and its lower half. */
static void
check_outline (Paper *paper, GradusFigure *figure, const FigureRun *run, GradusRect place,
               gboolean upper, gboolean lower)
{
  const double m = paper->canvas.magnification;
  const int x = (int) (m * (place.x + place.width / 2));

  draw_anew (paper, figure, &run->source);
  for (guint half = 0; half < 2; half++) {
    const int y = (int) (m * (place.y + place.height * (1 + 2 * half) / 4));

    g_assert_cmpint (get_pixel (paper, x, y) == pack_colour (paper->style->mark), ==,
                     half == 0 ? upper : lower);
  }
}

/* What the pixel sees is outlined, and what it does not see is not; while one points at another
 * pixel it is that one's. */
static void
test_field (void)
{
  g_autoptr (GradusExperiment) small = make_small ();
  FigureRun run;
  g_autoptr (GradusFigure) figure =
      open_map_of (&run,
                   gradus_experiment_set (
                       small, (const char *const[]){ "network.layers.1.kernel=1", NULL }, NULL),
                   1, 1, 1, 1);
  GradusMapParts parts;
  GradusRect place, map;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  g_assert_true (
      gradus_map_parts_init (&parts, &paper.canvas, &run.source, 0, 0, 1, NAN, NAN));
  place = parts.places[GRADUS_MAP_PICTURE];
  map = parts.places[GRADUS_MAP_MAP];
  check_outline (&paper, figure, &run, place, TRUE, FALSE);
  figure->pointer_x = map.x + 0.75 * map.width;
  figure->pointer_y = map.y + 0.75 * map.height;
  check_outline (&paper, figure, &run, place, FALSE, TRUE);
  gradus_map_parts_clear (&parts);
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* In the network's picture likewise: on the inputs, what the pixel of a map sees that is pointed at. */
static void
test_network_field (void)
{
  g_autoptr (GradusExperiment) small = make_small ();
  g_autoptr (GradusFigure) figure = make_figure ("network");
  g_auto (GradusNetworkColumns) columns = { 0 };
  const GradusSnapshotNeeds needs = gradus_figure_look (figure);
  GradusNetworkLayout layout;
  GradusRect picture, map;
  FigureRun run;
  Paper paper;

  figure_run_init_with (
      &run, gradus_experiment_set (
                small, (const char *const[]){ "network.layers.1.kernel=1", NULL }, NULL));
  figure_run_advance (&run, 3, &needs);
  gradus_network_columns_init (&columns, &run.source);
  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  gradus_network_layout_init (&layout, &paper.canvas, columns.columns, columns.n);
  picture = gradus_network_layout_get_square (&layout, columns.columns, 0, 0);
  map = gradus_network_layout_get_square (&layout, columns.columns, 1, 2);
  check_outline (&paper, figure, &run, picture, FALSE, FALSE);
  figure->pointer_x = map.x + 0.25 * map.width;
  figure->pointer_y = map.y + 0.75 * map.height;
  check_outline (&paper, figure, &run, picture, FALSE, TRUE);
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* What sees all is outlined as a whole. */
static void
test_whole_field (void)
{
  FigureRun run;
  g_autoptr (GradusFigure) figure = open_map (&run, 1, 1, 1, 1);
  GradusMapParts parts;
  Paper paper;

  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  g_assert_true (
      gradus_map_parts_init (&parts, &paper.canvas, &run.source, 0, 0, 1, NAN, NAN));
  g_assert_cmpmem (parts.field, 4, "\1\1\1\1", 4);
  check_outline (&paper, figure, &run, parts.places[GRADUS_MAP_PICTURE], FALSE, FALSE);
  gradus_map_parts_clear (&parts);
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* What there is no map of is said, and a snapshot of another map draws nothing. */
static void
test_faults (void)
{
  FigureRun run;
  g_autoptr (GradusFigure) figure = open_map (&run, 1, 1, 1, 1);
  const GradusFigureSetting *setting;
  g_autofree char *units = NULL, *many = NULL, *sample = NULL;
  Paper paper;

  g_assert_null (gradus_figure_find_fault (figure, &run.source, &setting));
  gradus_figure_set_part (figure, (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, 5, 0, 0 });
  units = gradus_figure_find_fault (figure, &run.source, &setting);
  g_assert_cmpstr (units, ==, "layer 5 makes no maps");
  gradus_figure_set_part (figure, (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, 1, 3, 0 });
  many = gradus_figure_find_fault (figure, &run.source, &setting);
  g_assert_cmpstr (many, ==, "layer 1 makes 3 maps");
  g_assert_cmpstr (setting->name, ==, "part");
  gradus_figure_set (figure, "sample", 4);
  sample = gradus_figure_find_fault (figure, &run.source, &setting);
  g_assert_cmpstr (sample, ==, "there are 3 samples");
  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  draw_anew (&paper, figure, &run.source);
  g_assert_cmpuint (count_drawn (&paper), ==, 0);
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* -- All maps of a layer ----------------------------------------------------------------------- */

/* A figure of a layer's maps, and what it draws on paper. */
static GradusFigure *
draw_layer (FigureRun *run, Paper *paper, guint layer)
{
  GradusFigure *figure = make_figure ("maps");
  GradusSnapshotNeeds needs;

  gradus_figure_set (figure, "sample", 2);
  gradus_figure_set_part (figure, (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, layer, 0, 0 });
  needs = gradus_figure_look (figure);
  figure_run_init_with (run, make_small ());
  figure_run_advance (run, 3, &needs);
  paper_init (paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  draw_anew (paper, figure, &run->source);
  return figure;
}

/* The norms below the filters are those of the gradients, over all inputs. */
static void
test_unit_norms (void)
{
  FigureRun run;
  Paper paper;
  g_autoptr (GradusFigure) figure = draw_layer (&run, &paper, 3);
  const GradusLayerAnatomy *layer = &run.snapshot->anatomy->layers[2];
  double squares = 0;

  g_assert_nonnull (figure);
  for (guint unit = 0; unit < layer->n_shown; unit++) {
    double own = 0;

    for (guint i = 0; i < 6; i++)
      own += pow ((double) layer->kernel_gradients[6 * unit + i], 2);
    g_assert_cmpfloat_with_epsilon ((double) layer->unit_norms[unit], sqrt (own), 1e-7);
    squares += own;
  }
  /* 32 of 40: no more than the layer's. */
  g_assert_cmpfloat (sqrt (squares), <=, (double) run.snapshot->metrics.gradient_norms[2] * 1.001);
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* Every unit that is drawn can be chosen, each but once; where not all are drawn that is said. */
static void
test_maps_of_layer (void)
{
  for (guint layer = 1; layer <= 4; layer++) {
    FigureRun run;
    Paper paper;
    g_autoptr (GradusFigure) figure = draw_layer (&run, &paper, layer);
    const guint n_shown = run.snapshot->anatomy->layers[layer - 1].n_shown;
    g_autofree char *text = gradus_figure_describe (figure, &run.source);
    gboolean is_found[32] = { FALSE };
    guint n = 0;

    g_assert_cmpuint (count_drawn (&paper), >, 1000);
    for (double y = 0; y < paper.canvas.height; y += 4) {
      for (double x = 0; x < paper.canvas.width; x += 4) {
        const GradusPick pick = gradus_figure_pick (&paper.canvas, figure, &run.source, x, y);

        if (pick.kind != GRADUS_PICK_PART)
          continue;
        g_assert_cmpuint (pick.part.column, ==, layer);
        g_assert_cmpuint (pick.part.unit, <, n_shown);
        n += !is_found[pick.part.unit];
        is_found[pick.part.unit] = TRUE;
      }
    }
    g_assert_cmpuint (n, ==, n_shown);
    g_assert_cmpint (strstr (text, "gradient norm") != NULL, ==, layer % 2 == 1);
    paper_clear (&paper);
    figure_run_clear (&run);
  }
}

/* A kernel is looked into as the weights of an edge are. */
static void
test_kernel_in_inspector (void)
{
  const GradusDiagramPart part = { GRADUS_DIAGRAM_EDGE, 3, 5, 2 };
  g_autoptr (GradusFigure) figure = make_figure ("inspector");
  g_autofree char *text = NULL;
  GradusSnapshotNeeds needs;
  const GradusDetail *detail;
  const float *kernel;
  FigureRun run;
  Paper paper;

  gradus_figure_set_part (figure, part);
  needs = gradus_figure_look (figure);
  needs.has_anatomy = TRUE;
  figure_run_init_with (&run, make_small ());
  figure_run_advance (&run, 3, &needs);
  detail = run.snapshot->detail;
  kernel = run.snapshot->anatomy->layers[2].kernels + 5 * 6;
  g_assert_cmpmem (detail->unit_weights, detail->n_weights * sizeof (float), kernel,
                   6 * sizeof (float));
  g_assert_cmpmem (detail->unit_gradients, detail->n_weights * sizeof (float),
                   run.snapshot->anatomy->layers[2].kernel_gradients + 5 * 6, 6 * sizeof (float));
  paper_init (&paper, GRADUS_SCHEME_PRINT, WIDTH, HEIGHT);
  draw_anew (&paper, figure, &run.source);
  g_assert_cmpuint (count_drawn (&paper), >, 20000); /* two large squares */
  text = gradus_figure_describe (figure, &run.source);
  g_assert_nonnull (strstr (text, "Weights from map 3 to unit 6 of layer 3: norm "));
  paper_clear (&paper);
  figure_run_clear (&run);
}

void
add_figure_maps_tests (void)
{
  g_test_add_func ("/figure-maps/kernel-in-inspector", test_kernel_in_inspector);
  g_test_add_func ("/figure-maps/unit-norms", test_unit_norms);
  g_test_add_func ("/figure-maps/maps-of-layer", test_maps_of_layer);
  g_test_add_func ("/figure-maps/network", test_network);
  g_test_add_func ("/figure-maps/map", test_map);
  g_test_add_func ("/figure-maps/channel", test_channel);
  g_test_add_func ("/figure-maps/pick", test_pick);
  g_test_add_func ("/figure-maps/kinds", test_kinds);
  g_test_add_func ("/figure-maps/field", test_field);
  g_test_add_func ("/figure-maps/network-field", test_network_field);
  g_test_add_func ("/figure-maps/whole-field", test_whole_field);
  g_test_add_func ("/figure-maps/faults", test_faults);
}
