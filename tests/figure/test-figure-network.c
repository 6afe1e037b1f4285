/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* The picture of the network says what is so: each rule by what is drawn. */
#include "figure-run.h"
#include "figure/network-columns.h"
#include "figure/network-words.h"
#include "figure/unit-scale.h"

/* One scale by activation, whatever the values happen to be. */
static void
test_scales (void)
{
  const float values[] = { 0, 0.25f, 0.5f }, wide[] = { 0, -2, 0.5f };

  for (GradusActivationKind kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
    const GradusActivation activation = gradus_activation_make (kind);
    const GradusOutputScale scale = gradus_unit_scale_make (&activation, values, 3);
    const gboolean is_share =
        kind == GRADUS_ACTIVATION_SIGMOID || kind == GRADUS_ACTIVATION_SOFTMAX;

    g_assert_cmpfloat (scale.neutral, ==, is_share ? 0.5 : 0);
    g_assert_cmpfloat (scale.low, ==, is_share ? 0 : -scale.high);
    g_assert_cmpfloat (scale.high, ==, is_share || kind == GRADUS_ACTIVATION_TANH ? 1 : 0.5);
  }
  g_assert_cmpfloat (gradus_unit_scale_make (NULL, wide, 3).high, ==, 2);
  g_assert_cmpfloat (gradus_unit_scale_make (NULL, NULL, 0).high, ==, 1);
}

/* A key begins with the least that can occur, not with what never does. */
static void
test_least (void)
{
  static float arguments[401], outputs[401], slopes[401];

  for (guint i = 0; i < 401; i++)
    arguments[i] = ((float) i - 200) / 10;
  for (GradusActivationKind kind = 0; kind < GRADUS_N_ACTIVATIONS; kind++) {
    const GradusActivation activation = gradus_activation_make (kind);
    const float values[] = { 20 };
    const double least = gradus_unit_scale_make (&activation, values, 1).least;
    double found = INFINITY;

    if (kind == GRADUS_ACTIVATION_SOFTMAX || kind == GRADUS_ACTIVATION_MAXOUT)
      continue; /* no function of one number */
    gradus_activation_evaluate (activation, 401, arguments, outputs, slopes);
    for (guint i = 0; i < 401; i++)
      found = MIN (found, (double) outputs[i]);
    g_assert_cmpfloat (found, >=, least - 1e-3);
    if (kind != GRADUS_ACTIVATION_LEAKY_RELU)
      g_assert_cmpfloat (found, <=, least + 1e-2);
  }
}

/* All units of a layer share a scale that 0 is the middle of. */
static void
test_columns (void)
{
  const GradusSnapshotNeeds needs = EVERYTHING;
  g_auto (GradusNetworkColumns) network_columns = { 0 };
  const GradusDiagramColumn *columns;
  FigureRun run;
  guint n;

  figure_run_init (&run, "xor-wide-deep", 5, &needs);
  gradus_network_columns_init (&network_columns, &run.source);
  columns = network_columns.columns;
  n = network_columns.n;
  for (guint i = 1; i < n; i++) {
    const GradusActivationKind kind = run.snapshot->sketches[i - 1].activation.kind;

    g_assert_true (run.snapshot->sketches[i - 1].has_activation);
    g_assert_cmpfloat (columns[i].scale.neutral, ==, kind == GRADUS_ACTIVATION_SIGMOID ? 0.5 : 0);
    g_assert_cmpfloat (columns[i].scale.high, >, columns[i].scale.neutral);
  }
  figure_run_clear (&run);
}

static GPtrArray *
list_equation (const FigureRun *run, guint column, guint unit, guint most)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  gradus_network_words_add_equation (
      lines, &run->source, (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, column, unit, 0 }, most);
  return lines;
}

/* What a unit is said to compute is what it computes. */
static void
test_equation (void)
{
  const GradusSnapshotNeeds needs = { .has_anatomy = TRUE, .layer = -1, .sample = 2 };
  g_autoptr (GPtrArray) first = NULL, last = NULL, maps = NULL;
  const GradusAnatomy *anatomy;
  double z;
  FigureRun run;

  figure_run_init (&run, "xor", 500, &needs);
  anatomy = run.snapshot->anatomy;
  g_assert_cmpuint (anatomy->sample, ==, 2);
  for (guint unit = 0; unit < 2; unit++) {
    z = (double) anatomy->layers[0].biases[unit];
    for (guint i = 0; i < 2; i++)
      z += (double) (anatomy->layers[0].weights[2 * unit + i] * anatomy->inputs[i]);
    g_assert_cmpfloat_with_epsilon ((double) anatomy->layers[0].z[unit], z, 1e-5);
    g_assert_cmpfloat_with_epsilon ((double) anatomy->layers[0].outputs[unit], 1 / (1 + exp (-z)),
                                    1e-5);
  }
  g_assert_cmpfloat_with_epsilon ((double) anatomy->layers[1].outputs[0],
                                  (double) run.snapshot->outputs[2], 1e-6);
  first = list_equation (&run, 1, 0, 4);
  g_assert_cmpuint (first->len, ==, 3);
  g_assert_true (g_str_has_prefix (first->pdata[0], "z = "));
  g_assert_nonnull (strstr (first->pdata[0], "·x₁"));
  g_assert_nonnull (strstr (first->pdata[0], "·x₂"));
  g_assert_cmpstr (first->pdata[1], ==, "a = sigmoid(z)");
  g_assert_true (g_str_has_prefix (first->pdata[2], "sample 3: z = "));
  last = list_equation (&run, 2, 0, 4);
  g_assert_nonnull (strstr (last->pdata[0], "·a₁"));
  maps = list_equation (&run, 0, 0, 4);
  g_assert_cmpuint (maps->len, ==, 0);
  figure_run_clear (&run);
}

/* A long sum is shortened in its middle, and says by how much. */
static void
test_long_sum (void)
{
  const GradusSnapshotNeeds needs = { .has_anatomy = TRUE, .layer = -1, .sample = -1 };
  g_autoptr (GPtrArray) short_lines = NULL, lines = NULL;
  FigureRun run;

  figure_run_init (&run, "xor-wide-deep", 5, &needs);
  short_lines = list_equation (&run, 2, 1, 2);
  g_assert_nonnull (strstr (short_lines->pdata[0], "·a₁ + … 3 more "));
  g_assert_nonnull (strstr (short_lines->pdata[0], "·a₅"));
  g_assert_null (strstr (short_lines->pdata[0], "·a₂"));
  lines = list_equation (&run, 2, 1, 5);
  g_assert_null (strstr (lines->pdata[0], "more"));
  g_assert_nonnull (strstr (lines->pdata[0], "·a₃"));
  figure_run_clear (&run);
}

/* As many units are drawn dead as the diagnostics count. */
static void
test_dead_units (void)
{
  const GradusSnapshotNeeds needs = { .has_anatomy = TRUE, .layer = -1, .sample = -1 };
  guint n_dead = 0;
  FigureRun run;

  figure_run_init (&run, "xor-deep-relu", 3000, &needs);
  for (guint i = 0; i < run.snapshot->n_layers; i++) {
    const GradusLayerAnatomy *layer = &run.snapshot->anatomy->layers[i];
    guint n = 0;

    g_assert_true ((layer->dead != NULL) ==
                   (run.snapshot->sketches[i].activation.kind == GRADUS_ACTIVATION_RELU));
    for (guint unit = 0; layer->dead && unit < layer->n_shown; unit++)
      n += layer->dead[unit];
    if (layer->dead)
      g_assert_cmpfloat_with_epsilon ((double) n / layer->n_units,
                                      (double) run.snapshot->diagnostics[i].dead, 1e-6);
    n_dead += n;
  }
  g_assert_cmpuint (n_dead, >, 0);
  figure_run_clear (&run);
}

/* The units that are off are drawn so, and no others; and words say how many. */
static void
test_units_off (void)
{
  const GradusSnapshotNeeds needs = { .has_anatomy = TRUE, .layer = -1, .sample = -1 };
  g_autoptr (GradusFigure) figure = gradus_figure_new (gradus_figure_find_class ("network"));
  g_autoptr (GArray) units = gradus_units_off_new ();
  g_auto (GradusNetworkColumns) columns = { 0 };
  g_autofree char *words = NULL;
  FigureRun run;

  figure_run_init (&run, "xor-wide-deep", 5, &needs);
  gradus_units_off_toggle (units, 0, 3);
  gradus_units_off_toggle (units, 1, 0);
  gradus_units_off_toggle (units, 1, 100); /* beyond what is drawn */
  run.source.units_off = units;
  gradus_network_columns_init (&columns, &run.source);
  for (guint i = 0; i < columns.n; i++) {
    const GradusDiagramColumn *own = &columns.columns[i];

    for (guint unit = 0; unit < own->n_shown; unit++)
      g_assert_cmpint (own->off && own->off[unit], ==,
                       (i == 1 && unit == 3) || (i == 2 && unit == 0));
  }
  words = gradus_figure_describe (figure, &run.source);
  g_assert_nonnull (strstr (words, "; 3 units are switched off"));
  figure_run_clear (&run);
}

/* An input's map is the input over the plane. */
static void
test_input_maps (void)
{
  const GradusSnapshotNeeds needs = EVERYTHING;
  g_auto (GradusNetworkColumns) columns = { 0 };
  const float *maps;
  guint size;
  FigureRun run;

  figure_run_init (&run, "xor", 5, &needs);
  gradus_network_columns_init (&columns, &run.source);
  size = run.snapshot->anatomy->map_size;
  maps = columns.columns[0].maps;
  g_assert_cmpuint (size, ==, 6);
  for (guint cell = 0; cell < size * size; cell++) {
    const GradusPlane *plane = &run.snapshot->plane;

    g_assert_cmpfloat_with_epsilon (
        (double) maps[cell], plane->x0 + (cell % size + 0.5) / size * (plane->x1 - plane->x0),
        1e-6);
    g_assert_cmpfloat_with_epsilon (
        (double) maps[size * size + cell],
        plane->y1 - (cell / size + 0.5) / size * (plane->y1 - plane->y0), 1e-6);
  }
  g_assert_cmpfloat (columns.columns[0].own_scales[0].neutral, ==, 0);
  g_assert_cmpstr (columns.columns[0].unit_names[1], ==, "x₂");
  figure_run_clear (&run);
}

/* Of a single input the maps are curves, all numbers of which are known. */
static void
test_line (void)
{
  static const char json[] =
      "{\"gradus-experiment\":1,\"data\":{\"name\":\"function\"},\"network\":{\"layers\":[{"
      "\"units\":3,\"activation\":\"tanh\"},{\"units\":1,\"activation\":\"linear\"}]},"
      "\"training\":{\"cost\":\"mean-squared-error\",\"optimiser\":{\"name\":\"sgd\","
      "\"learning-rate\":0.01}}}";
  const GradusSnapshotNeeds needs = EVERYTHING;
  g_autoptr (GradusFigure) figure = make_figure ("network");
  g_autoptr (GError) error = NULL;
  GradusExperiment *experiment = gradus_experiment_from_json (json, strlen (json), &error);
  const GradusAnatomy *anatomy;
  FigureRun run;
  Paper paper;

  g_assert_no_error (error);
  figure_run_init_with (&run, experiment);
  figure_run_advance (&run, 10, &needs);
  anatomy = run.snapshot->anatomy;
  g_assert_true (anatomy->is_line && anatomy->layers[0].maps && anatomy->input_maps);
  for (guint i = 1; i < anatomy->map_size; i++)
    g_assert_cmpfloat (anatomy->input_maps[i], >, anatomy->input_maps[i - 1]);
  for (guint i = 0; i < 3 * anatomy->map_size; i++) {
    const GradusLayerAnatomy *layer = &anatomy->layers[0];
    const guint unit = i / anatomy->map_size;
    const float z = layer->weights[unit] * anatomy->input_maps[i % anatomy->map_size];

    g_assert_cmpfloat_with_epsilon ((double) layer->maps[i],
                                    tanh ((double) (z + layer->biases[unit])), 1e-5);
  }
  paper_init (&paper, GRADUS_SCHEME_LIGHT, 600, 400);
  draw_anew (&paper, figure, &run.source);
  g_assert_cmpuint (count_pixels (&paper, pack_colour (paper.style->mark)), >, 20);
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* What is pointed at in the network stands large where the boundary was: its colours are those of
 * its map. */
static void
test_pointed (void)
{
  const GradusSnapshotNeeds needs = EVERYTHING;
  g_autoptr (GradusFigure) figure = make_figure ("boundary");
  guint plain, low[2], high[2];
  FigureRun run;
  Paper paper;

  figure_run_init (&run, "xor", 20000, &needs);
  paper_init (&paper, GRADUS_SCHEME_LIGHT, 400, 400);
  draw_anew (&paper, figure, &run.source);
  plain = hash_picture (&paper);
  for (guint input = 0; input < 2; input++) {
    run.source.pointed = (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, 0, input, 0 };
    draw_anew (&paper, figure, &run.source);
    g_assert_cmpuint (hash_picture (&paper), !=, plain);
    /* x₁ is positive at the right, x₂ at the top, both more than they are negative. */
    low[input] = get_pixel (&paper, 120, 240) & 255;
    high[input] = get_pixel (&paper, input == 0 ? 280 : 120, input == 0 ? 240 : 60) & 255;
    g_assert_cmpuint (high[input], <, low[input]); /* orange has less blue */
  }
  run.source.pointed = (GradusDiagramPart){ GRADUS_DIAGRAM_UNIT, 9, 0, 0 };
  draw_anew (&paper, figure, &run.source);
  g_assert_cmpuint (hash_picture (&paper), ==, plain);
  run.source.pointed = (GradusDiagramPart){ GRADUS_DIAGRAM_EDGE, 1, 0, 0 };
  draw_anew (&paper, figure, &run.source);
  g_assert_cmpuint (hash_picture (&paper), ==, plain);
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* Pixels that are not the paper's, left of the first column and right of the last one. */
static guint
count_beside (const FigureRun *run, gboolean is_left)
{
  g_autoptr (GradusFigure) figure = make_figure ("network");
  g_auto (GradusNetworkColumns) columns = { 0 };
  GradusNetworkLayout layout;
  Paper paper;
  guint n = 0;

  paper_init (&paper, GRADUS_SCHEME_LIGHT, 600, 400);
  draw_anew (&paper, figure, &run->source);
  gradus_network_columns_init (&columns, &run->source);
  gradus_network_layout_init (&layout, &paper.canvas, columns.columns, columns.n);
  for (int y = (int) layout.units.y; y < layout.units.y + layout.units.height; y++) {
    for (int x = 0; x < 600; x++) {
      const double from_left = gradus_network_layout_get_x (&layout, 0) - layout.radius - 4;
      const double to_right =
          gradus_network_layout_get_x (&layout, columns.n - 1) + layout.radius + 4;

      n += (is_left ? x < from_left : x > to_right) && get_pixel (&paper, x, y) != 0xFFFFFF;
    }
  }
  paper_clear (&paper);
  return n;
}

/* Inputs of a table have their columns' names and the colour of what the sample gives them, outputs
 * the names of their classes; a single output is no class. */
static void
test_names (void)
{
  const GradusSnapshotNeeds needs = EVERYTHING;
  g_auto (GradusNetworkColumns) columns = { 0 };
  const GradusDiagramColumn *inputs, *outputs;
  g_autofree float *first = NULL;
  FigureRun run;

  figure_run_init_flowers (&run);
  figure_run_advance (&run, 1, &needs);
  gradus_network_columns_init (&columns, &run.source);
  inputs = &columns.columns[0];
  outputs = &columns.columns[2];
  g_assert_cmpstr (inputs->unit_names[2], ==, "petal length");
  g_assert_cmpstr (outputs->unit_names[2], ==, "virginica");
  first = gradus_dataset_copy_inputs (run.source.training, 0, 1);
  g_assert_cmpmem (inputs->values, 4 * sizeof (float), first, 4 * sizeof (float));
  for (guint i = 0; i < 4; i++)
    g_assert_cmpfloat (fabs ((double) inputs->values[i]), <=, inputs->own_scales[i].high);
  g_assert_cmpuint (count_beside (&run, TRUE), >, 200);
  g_assert_cmpuint (count_beside (&run, FALSE), >, 200);
  figure_run_clear (&run);
  figure_run_init (&run, "xor", 1, &needs);
  g_assert_cmpuint (count_beside (&run, FALSE), ==, 0);
  figure_run_clear (&run);
}

void
add_figure_network_tests (void)
{
  g_test_add_func ("/figure-network/scales", test_scales);
  g_test_add_func ("/figure-network/least", test_least);
  g_test_add_func ("/figure-network/columns", test_columns);
  g_test_add_func ("/figure-network/equation", test_equation);
  g_test_add_func ("/figure-network/long-sum", test_long_sum);
  g_test_add_func ("/figure-network/dead-units", test_dead_units);
  g_test_add_func ("/figure-network/units-off", test_units_off);
  g_test_add_func ("/figure-network/input-maps", test_input_maps);
  g_test_add_func ("/figure-network/line", test_line);
  g_test_add_func ("/figure-network/pointed", test_pointed);
  g_test_add_func ("/figure-network/names", test_names);
}
