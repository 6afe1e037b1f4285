/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* The chain rule's figure: what it writes can be worked out again, and nothing of it is silent. */
#include "figure-run.h"
#include <jansson.h>

#include "figure/chain-lines.h"
#include "figure/chain-scene.h"
#include "figure/chain-walk.h"
#include "figure/chain-words.h"
#include "figure/sample-setting.h"
#include "plot/number.h"

#define MSE                                                                                        \
  "{\"gradus-experiment\":1,\"data\":{\"name\":\"xor\"},\"network\":{\"layers\":[{\"units\":3,"    \
  "\"activation\":\"sigmoid\"},{\"units\":1,\"activation\":\"sigmoid\"}]},\"training\":{\"cost\":" \
  "\"mean-squared-error\",\"optimiser\":{\"name\":\"sgd\",\"learning-rate\":0.1}},\"seed\":5}"
#define KINDS                                                                                      \
  "{\"gradus-experiment\":1,\"data\":{\"name\":\"xor\"},\"network\":{\"layers\":[{\"units\":5,"    \
  "\"activation\":\"tanh\"},{\"kind\":\"dropout\",\"rate\":0.5},{\"kind\":\"batch-normalisation\"" \
  ",\"activation\":\"relu\"},{\"units\":4,\"activation\":\"maxout\"},{\"units\":1,"                \
  "\"activation\":\"sigmoid\"}]},\"training\":{\"cost\":\"binary-cross-entropy\",\"optimiser\":"   \
  "{\"name\":\"sgd\",\"learning-rate\":0.1}},\"seed\":5}"

/* What a calculator reads: "5.75·10⁻⁷", and by how much it may be off for the digits that are not
 * written. */
static double
read_number (const char *text, double *error)
{
  static const char *const digits[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  const gboolean is_negative = g_str_has_prefix (text, "-") || g_str_has_prefix (text, "−");
  const char *point, *start = text + (is_negative ? (*text == '-' ? 1 : 3) : 0);
  char *end;
  const double value = g_ascii_strtod (start, &end);
  const gsize length = (gsize) (end - start);
  int exponent = 0, sign = 1;

  g_assert_cmpuint (length, >, 0);
  point = memchr (start, '.', length);
  *error = value != 0 ? 0.5 * pow (10, point ? -(double) (end - point - 1) : 0) / value : 0;
  if (!point && value < 1000)
    *error = 5e-5; /* zeros behind the point are not written */
  *error = MAX (*error, 5e-5);
  if (g_str_has_prefix (end, "·10")) {
    for (const char *p = end + strlen ("·10"); *p; p = g_utf8_next_char (p)) {
      if (g_str_has_prefix (p, "⁻"))
        sign = -1;
      for (int i = 0; i < 10; i++)
        exponent = g_str_has_prefix (p, digits[i]) ? 10 * exponent + i : exponent;
    }
    *error = MAX (*error, 5e-3); /* three digits */
  }
  return (is_negative ? -1 : 1) * value * pow (10, sign * exponent);
}

/* "… = a · b · c = d": multiplies, and returns how many factors there are; 0 where only a number is
 * written. The result is what is written last. */
static guint
check_product (const char *text, double *result)
{
  g_auto (GStrv) sides = g_strsplit (text, " = ", -1);
  const guint n = g_strv_length (sides);
  const char *colon = strstr (sides[n - 1], ":  ");
  double product = 1, errors, error;
  guint n_factors = 0;

  *result = read_number (colon ? colon + 3 : sides[n - 1], &errors);
  if (n < 2)
    return 0;
  colon = strstr (sides[n - 2], ":  ");
  if (colon || strchr (sides[n - 2], '$'))
    colon = colon && !strchr (colon, '$') ? colon + 3 : NULL;
  else
    colon = sides[n - 2];
  if (colon) {
    g_auto (GStrv) factors = g_strsplit (colon, " · ", -1);

    for (; factors[n_factors]; n_factors++) {
      product *= read_number (factors[n_factors], &error);
      errors += error;
    }
    g_assert_cmpfloat_with_epsilon (product, *result, fabs (*result) * errors * 1.01);
  }
  return n_factors;
}

static GradusExperiment *
make_experiment (const char *json)
{
  g_autoptr (GError) error = NULL;
  GradusExperiment *experiment = gradus_experiment_from_json (json, strlen (json), &error);

  g_assert_no_error (error);
  return experiment;
}

/* What is written is near what is. */
static void
check_written (double written, double is)
{
  g_assert_cmpfloat_with_epsilon (written, is, 6e-3 * fabs (is) + 1e-12);
}

static void
check_layer (const GradusChain *chain, guint index)
{
  const GradusChainLayer *layer = &chain->layers[index];
  g_autofree char *slopes = gradus_chain_words_slopes (chain, index);
  g_autofree char *products = gradus_chain_words_products (chain, index);
  g_autofree char *gradient = gradus_chain_words_gradient (chain, index);
  const guint last = chain->n_layers - 1;
  double written, expected = 1;
  guint n_slopes = 0, n;

  for (guint i = index; i < chain->n_layers; i++) {
    if (chain->layers[i].has_activation && (i < last || !chain->is_cancelled)) {
      expected *= chain->layers[i].mean_slope;
      n_slopes++;
    }
  }
  n = check_product (slopes, &written);
  if (index < last && !strstr (slopes, "∑")) {
    g_assert_cmpuint (n, ==, n_slopes == 1 ? 0 : n_slopes);
    check_written (written, expected);
  }
  if (index < last) {
    check_product (products, &written);
    check_written (written, layer->delta_norm / chain->layers[last].delta_norm);
  }
  check_product (gradient, &written);
  check_written (written, layer->sums[0].n_terms > 0 ? layer->gradient_norm : layer->delta_norm);
}

/* Of every kind of network: the product of the slopes has those of the hidden layers, and the
 * output's only where the cost does not cancel it; the gradient is the product of what is
 * written. */
static void
test_numbers (void)
{
  static const char *const builtin[] = { "xor", "xor-deep-sigmoid", "xor-deep-relu",
                                         "xor-deep-sigmoid-add", "xor-activations" };
  static const char *const json[] = { MSE, KINDS };

  for (guint i = 0; i < G_N_ELEMENTS (builtin) + G_N_ELEMENTS (json); i++) {
    const GradusSnapshotNeeds needs = { .layer = -1, .sample = 1, .has_chain = TRUE };
    const GradusChain *chain;
    FigureRun run;

    figure_run_init_with (&run, i < G_N_ELEMENTS (builtin)
                                    ? gradus_builtin_make (builtin[i])
                                    : make_experiment (json[i - G_N_ELEMENTS (builtin)]));
    figure_run_advance (&run, 20, &needs);
    chain = run.snapshot->chain;
    g_assert_cmpint (chain->is_cancelled, ==, i != G_N_ELEMENTS (builtin));
    for (guint layer = 0; layer < chain->n_layers; layer++)
      check_layer (chain, layer);
    figure_run_clear (&run);
  }
}

/* Before the first step of the lecture's main case: ten slopes beside ten of slopes × weights. */
static void
test_ten_slopes (void)
{
  const GradusSnapshotNeeds needs = { .layer = -1, .sample = 1, .has_chain = TRUE };
  g_autofree char *slopes = NULL, *products = NULL;
  double result;
  FigureRun run;

  figure_run_init (&run, "xor-deep-sigmoid", 0, &needs);
  slopes = gradus_chain_words_slopes (run.snapshot->chain, 0);
  products = gradus_chain_words_products (run.snapshot->chain, 0);
  g_assert_cmpuint (check_product (slopes, &result), ==, 10);
  g_assert_cmpuint (check_product (products, &result), ==, 10);
  figure_run_clear (&run);
}

/* What stands behind the last "=" of a line that begins so. */
static char *
find_result (const GPtrArray *lines, const char *beginning)
{
  for (guint i = 0; i < lines->len; i++) {
    const GradusChainLine *line = g_ptr_array_index (lines, i);

    if (g_str_has_prefix (line->text, beginning))
      return g_strdup (line->result);
  }
  return NULL;
}

/* z = w·a + b, with numbers. */
static void
test_sum (void)
{
  const GradusSnapshotNeeds needs = { .layer = -1, .sample = 1, .has_chain = TRUE };
  g_autoptr (GPtrArray) lines = NULL;
  const GradusChainLine *line;
  GradusChainSight sight;
  double w[2], b, z, error;
  char *at;
  FigureRun run;

  figure_run_init (&run, "xor", 300, &needs);
  sight = (GradusChainSight){ .chain = run.snapshot->chain, .rate = 0.1 };
  lines = gradus_chain_lines_list_forward (&sight, 0, 1, 5);
  g_assert_cmpuint (lines->len, ==, 2);
  line = g_ptr_array_index (lines, 0);
  at = strstr (line->text, "=$ ") + 3;
  w[0] = read_number (at + (*at == '('), &error); /* x = (0, 1) */
  at = strstr (at, " + ") + 3;
  w[1] = read_number (at + (*at == '('), &error);
  at = strstr (at, " + ") + 3;
  b = read_number (at + (*at == '('), &error);
  z = read_number (line->result, &error);
  g_assert_cmpfloat_with_epsilon (0 * w[0] + 1 * w[1] + b, z, 2e-4);
  g_assert_cmpfloat_with_epsilon (z, (double) run.snapshot->chain->layers[0].z[1], 1e-4);
  figure_run_clear (&run);
}

/* Of long sums some terms are told, and what the others make. */
static void
test_long_sum (void)
{
  const GradusSnapshotNeeds needs = { .layer = -1, .sample = 1, .has_chain = TRUE };
  g_autoptr (GPtrArray) whole = NULL, part = NULL;
  g_autofree char *whole_result = NULL, *part_result = NULL;
  GradusChainSight sight;
  FigureRun run;

  figure_run_init (&run, "xor-deep-sigmoid", 0, &needs);
  sight = (GradusChainSight){ .chain = run.snapshot->chain, .rate = 0.1 };
  whole = gradus_chain_lines_list_backward (&sight, 3, 2, 0, 5);
  part = gradus_chain_lines_list_backward (&sight, 3, 2, 0, 3);
  whole_result = find_result (whole, "$(W^Tδ)_{3}$");
  part_result = find_result (part, "$(W^Tδ)_{3}$");
  g_assert_cmpstr (whole_result, ==, part_result);
  g_assert_null (strstr (((GradusChainLine *) whole->pdata[0])->text, "more"));
  g_assert_nonnull (strstr (((GradusChainLine *) part->pdata[0])->text, "(3 more: "));
  figure_run_clear (&run);
}

/* A blank is told nowhere: not as a result, and not where other lines need it. */
static void
test_blank (void)
{
  const GradusSnapshotNeeds needs = { .layer = -1, .sample = 1, .has_chain = TRUE };
  const GradusChainNumber blank = { GRADUS_CHAIN_DELTA, 3, 2, 0 };
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *told = NULL;
  GradusChainSight sight;
  guint n_blanks = 0;
  FigureRun run;

  figure_run_init (&run, "xor-deep-sigmoid", 0, &needs);
  sight = (GradusChainSight){ .chain = run.snapshot->chain, .rate = 0.1, .blank = &blank };
  told = gradus_number_format ((double) run.snapshot->chain->layers[3].deltas[2]);
  lines = gradus_chain_lines_list_backward (&sight, 3, 2, 0, 5);
  for (guint i = 0; i < lines->len; i++) {
    const GradusChainLine *line = g_ptr_array_index (lines, i);

    g_assert_null (strstr (line->text, told));
    g_assert_null (strstr (line->result, told));
    n_blanks += g_str_equal (line->result, "?") || strstr (line->text, "? ·");
  }
  g_assert_cmpuint (n_blanks, ==, 2); /* itself, and in the gradient */
  figure_run_clear (&run);
}

/* Of many inputs some are told, and how many there are. */
static void
test_many_inputs (void)
{
  GradusChain chain = { .n_inputs = 784, .n_targets = 1 };
  g_autofree char *text = gradus_chain_words_sample (&chain);

  g_assert_nonnull (strstr (text, "(0, 0, 0, 0, … 784 numbers)"));
}

/* -- Beside NumPy ------------------------------------------------------------------------------ */

/* Closer than the digits that are shown. */
static void
check_number (const GradusChain *chain, GradusChainNumber number, const json_t *expected)
{
  const double value = gradus_chain_number_read (number, chain, 0.1);

  if (json_is_null (expected))
    return;
  g_assert_cmpfloat_with_epsilon (value, json_number_value (expected),
                                  2e-5 * fabs (json_number_value (expected)) + 1e-12);
}

static void
check_units (const GradusChain *chain, guint layer, const char *key, GradusChainNumberKind kind,
             const json_t *numbers)
{
  const json_t *units = json_object_get (numbers, key);

  for (guint u = 0; u < json_array_size (units); u++) {
    const json_t *unit = json_array_get (units, u);

    if (!json_is_array (unit))
      check_number (chain, (GradusChainNumber){ kind, layer, u, 0 }, unit);
    for (guint i = 0; json_is_array (unit) && i < json_array_size (unit); i++)
      check_number (chain, (GradusChainNumber){ kind, layer, u, i }, json_array_get (unit, i));
  }
}

static void
check_numbers_of_layer (const GradusChain *chain, guint layer, const json_t *numbers)
{
  check_units (chain, layer, "z", GRADUS_CHAIN_Z, numbers);
  check_units (chain, layer, "a", GRADUS_CHAIN_OUTPUT, numbers);
  check_units (chain, layer, "return", GRADUS_CHAIN_RETURN, numbers);
  check_units (chain, layer, "delta", GRADUS_CHAIN_DELTA, numbers);
  check_units (chain, layer, "gradient", GRADUS_CHAIN_GRADIENT, numbers);
  check_units (chain, layer, "step", GRADUS_CHAIN_STEP, numbers);
  check_number (chain, (GradusChainNumber){ GRADUS_CHAIN_PRODUCT, layer, 0, 0 },
                json_object_get (numbers, "product"));
  check_number (chain, (GradusChainNumber){ GRADUS_CHAIN_SLOPES, layer, 0, 0 },
                json_object_get (numbers, "slopes"));
}

/* Outputs that nearly agree differ in a float32's last places alone: that much may be wrong. */
static void
check_distance (float distance, double expected)
{
  g_assert_cmpfloat_with_epsilon ((double) distance, expected, 1e-5 * expected + 4e-8);
}

static void
test_reference (void)
{
  json_t *root = json_load_file (GRADUS_REFERENCE_DIR "/chain.json", 0, NULL), *entry;
  gsize i;

  g_assert_nonnull (root);
  json_array_foreach (json_object_get (root, "cases"), i, entry) {
    const int sample = (int) json_integer_value (json_object_get (entry, "sample"));
    const GradusSnapshotNeeds needs = { .layer = -1, .sample = sample, .has_chain = TRUE };
    const json_t *layers = json_object_get (entry, "layers"),
                 *distances = json_object_get (entry, "distances");
    FigureRun run;

    figure_run_init (&run, json_string_value (json_object_get (entry, "experiment")), 0, &needs);
    g_assert_cmpuint (run.snapshot->n_layers, ==, json_array_size (layers));
    for (guint l = 0; l < run.snapshot->n_layers; l++) {
      check_numbers_of_layer (run.snapshot->chain, l, json_array_get (layers, l));
      check_distance (run.snapshot->diagnostics[l].distance,
                      json_number_value (json_array_get (distances, l)));
    }
    figure_run_clear (&run);
  }
  g_assert_cmpuint (i, ==, 6);
  json_decref (root);
}

/* -- What is drawn ----------------------------------------------------------------------------- */

/* On the way forward nothing has the colours of the way back; on the way back every layer behind has
 * both of them. */
static void
test_ways (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("chain");
  const GradusSnapshotNeeds needs = { .layer = -1, .sample = 1, .has_chain = TRUE };
  FigureRun run;
  Paper paper;
  guint least = 0;

  figure_run_init (&run, "xor-deep-sigmoid", 0, &needs);
  paper_init (&paper, GRADUS_SCHEME_PRINT, 842, 545);
  for (guint position = 1; position <= gradus_chain_walk_count (11); position++) {
    const GradusColour white = { 1, 1, 1, 1 };
    const GradusRect nodes = { 0, 60, 842, 310 };
    guint n_lit, n_back;

    gradus_figure_set (figure, "position", position);
    draw_anew (&paper, figure, &run.source);
    n_lit = paper_count_colour (&paper, gradus_colour_mix (white, paper.style->high, 0.38), nodes);
    n_back = paper_count_colour (&paper, gradus_colour_mix (white, paper.style->high, 0.16), nodes);
    g_assert_cmpuint (
        paper_count_colour (&paper, gradus_colour_mix (white, paper.style->low, 0.16), nodes), >,
        300);
    if (position <= 11)
      g_assert_cmpuint (n_lit + n_back, <, 50); /* but for the edges of letters */
    else
      g_assert_cmpuint (n_lit, >, 200);
    if (position > 12)
      g_assert_cmpuint (n_back, >, least); /* each step leaves a layer behind */
    least = n_back;
  }
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* All columns of the lecture's network are there at the size of the window's page, with room for a
 * number in each node; of thirty layers the first, the last and those around the lit one. */
static void
test_columns (void)
{
  GradusChain chain = { .n_inputs = 2, .n_layers = 11 };
  GradusChainLayer layers[31] = { 0 };
  GradusChainGraph graph;
  double width, height;
  Paper paper;

  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    layers[i] = (GradusChainLayer){ .n_numbers = 5, .n_shown = 5, .is_whole = TRUE };
  chain.layers = layers;
  paper_init (&paper, GRADUS_SCHEME_PRINT, 842, 545);
  gradus_canvas_measure_text (&paper.canvas, "−0.55", &width, &height);
  for (guint lit = 1; lit <= 11; lit++) {
    gradus_chain_graph_init (&graph, &paper.canvas, &chain, lit, (GradusRect){ 10, 25, 822, 430 });
    g_assert_true (graph.has_both);
    g_assert_cmpfloat (graph.node_width, >=, width);
    for (guint column = 1; column < graph.n_columns; column++)
      g_assert_cmpfloat (graph.x[column] - graph.x[column - 1], >, graph.node_width);
    g_assert_cmpfloat (graph.x[11] + graph.node_width / 2, <=, 832);
    gradus_chain_graph_clear (&graph);
  }
  for (chain.n_layers = 3; chain.n_layers <= 11; chain.n_layers++) { /* labels of edges have room */
    gradus_chain_graph_init (&graph, &paper.canvas, &chain, 2, (GradusRect){ 10, 25, 822, 430 });
    g_assert_cmpfloat (graph.x[2] - graph.x[1] - graph.node_width, >=, 72);
    g_assert_cmpfloat (graph.x[3] - graph.x[2] - graph.node_width, >=, 72);
    g_assert_cmpfloat (graph.x[chain.n_layers] + graph.node_width / 2, <=, 833);
    gradus_chain_graph_clear (&graph);
  }
  chain.n_layers = 31;
  gradus_chain_graph_init (&graph, &paper.canvas, &chain, 15, (GradusRect){ 10, 25, 822, 430 });
  g_assert_true (!isnan (graph.x[0]) && !isnan (graph.x[31]) && isnan (graph.x[5]));
  for (guint column = 13; column <= 17; column++)
    g_assert_false (isnan (graph.x[column]));
  gradus_chain_graph_clear (&graph);
  paper_clear (&paper);
}

/* A node chooses its unit on the same way, a sample on the map itself. */
static void
test_picks (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("chain");
  const GradusSnapshotNeeds needs = { .layer = -1, .sample = 1, .has_chain = TRUE };
  guint n_nodes = 0, n_samples = 0;
  FigureRun run;
  Paper paper;

  figure_run_init (&run, "xor", 0, &needs);
  paper_init (&paper, GRADUS_SCHEME_PRINT, 842, 545);
  gradus_figure_set (figure, "position", 4); /* back at layer 1 */
  for (int y = 2; y < 545; y += 4) {
    for (int x = 2; x < 842; x += 4) {
      const GradusPick pick = gradus_figure_pick (&paper.canvas, figure, &run.source, x, y);

      if (pick.kind != GRADUS_PICK_SETTINGS)
        continue;
      n_samples |=
          pick.names[1] && g_str_equal (pick.names[1], "sample") ? 1u << (guint) pick.values[1] : 0;
      if (g_str_equal (pick.names[0], "position"))
        n_nodes |= 1u << (2 * ((guint) pick.values[0] - 3) + (guint) pick.values[1] - 1);
    }
  }
  g_assert_cmpuint (n_samples, ==, 0x1E); /* all four */
  g_assert_cmpuint (n_nodes, ==, 0xD);    /* the output, and both hidden units */
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* Inputs of somebody's own go through the network, and are told. */
static void
test_own_inputs (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("chain");
  g_autofree char *words = NULL;
  GradusSnapshotNeeds needs;
  FigureRun run;

  gradus_figure_set (figure, "own-inputs", 1);
  gradus_figure_set (figure, "own-input-1", 0.25);
  gradus_figure_set (figure, "own-input-2", 0.75);
  needs = gradus_figure_look (figure);
  figure_run_init (&run, "xor", 0, &needs);
  words = gradus_chain_words_sample (run.snapshot->chain);
  g_assert_true (
      g_str_has_prefix (words, "Own input: $x$ = (0.25, 0.75), target 0 as of sample 1"));
  for (guint unit = 0; unit < 2; unit++) {
    const GradusChainLayer *layer = &run.snapshot->chain->layers[0];
    const GradusChainSum *sum = &layer->sums[unit];

    g_assert_cmpfloat_with_epsilon (
        (double) layer->z[unit],
        0.25 * (double) sum->weights[0] + 0.75 * (double) sum->weights[1] + sum->bias, 1e-6);
  }
  figure_run_clear (&run);
}

static guint
hash_chain (const GradusFigure *figure, const GradusFigureSource *source)
{
  Paper paper;
  guint hash;

  paper_init (&paper, GRADUS_SCHEME_PRINT, 800, 500);
  gradus_figure_draw (&paper.canvas, figure, source);
  cairo_surface_flush (paper.surface);
  hash = hash_picture (&paper);
  paper_clear (&paper);
  return hash;
}

/* A unit that is switched off is seen to be, and told; a weight of 0 leads nowhere. */
static void
test_nothing_passes (void)
{
  const GradusSnapshotNeeds needs = { .has_chain = TRUE, .sample = 0, .layer = -1 };
  g_autoptr (GradusFigure) figure = gradus_figure_new (gradus_figure_find_class ("chain"));
  g_autoptr (GArray) units = gradus_units_off_new ();
  g_autofree char *before = NULL, *words = NULL;
  FigureRun run;
  float *weight;
  guint hash;

  figure_run_init (&run, "xor", 5, &needs);
  hash = hash_chain (figure, &run.source);
  before = gradus_figure_describe (figure, &run.source);
  g_assert_null (strstr (before, "switched off"));
  gradus_units_off_toggle (units, 0, 1);
  run.source.units_off = units;
  g_assert_cmpuint (hash_chain (figure, &run.source), !=, hash);
  words = gradus_figure_describe (figure, &run.source);
  g_assert_nonnull (strstr (words, "; 1 unit is switched off"));
  run.source.units_off = NULL;
  g_assert_cmpuint (hash_chain (figure, &run.source), ==, hash);

  weight = &run.snapshot->chain->layers[0].sums[1].weights[0];
  *weight = 1e-30f;
  hash = hash_chain (figure, &run.source);
  *weight = 0;
  g_assert_cmpuint (hash_chain (figure, &run.source), !=, hash);
  figure_run_clear (&run);
}

/* How many weights of the first layer have a gradient, of which all are alike: that of the sample
 * alone. */
static guint
count_moved (const GradusDataset *dataset, guint sample)
{
  guint n = 0;

  for (guint i = 0; i < dataset->n_inputs; i++)
    n += gradus_inputs_get (&dataset->inputs, sample, i) != 0;
  return n;
}

static double
find_first_norm (FigureRun *run, guint sample)
{
  const GradusSnapshotNeeds needs = { .has_chain = TRUE, .sample = (int) sample, .layer = -1 };

  figure_run_advance (run, 0, &needs);
  return run->snapshot->chain->layers[0].gradient_norm;
}

/* The sample that a page opens on is one of which the first layer learns, through every weight if
 * there is such a sample: no story about a gradient can be told of one where it is 0 anyway. */
static void
test_chosen_sample (void)
{
  static const char *const ids[] = { "xor", "xor-deep-relu", "spiral" };

  for (guint id = 0; id < G_N_ELEMENTS (ids); id++) {
    const GradusSnapshotNeeds none = GRADUS_SNAPSHOT_NEEDS_NONE;
    FigureRun run;
    guint chosen;

    figure_run_init (&run, ids[id], 0, &none);
    chosen = (guint) gradus_sample_setting_choose (&run.source);
    g_assert_cmpuint (chosen, >=, 1);
    g_assert_cmpuint (chosen, <=, run.source.training->n_samples);
    for (guint i = 0; i < run.source.training->n_samples; i++) {
      const guint most = count_moved (run.source.training, chosen - 1);

      g_assert_cmpuint (count_moved (run.source.training, i), <=, most);
      if (i + 1 < chosen) /* the first of its kind */
        g_assert_cmpuint (count_moved (run.source.training, i), <, most);
    }
    figure_run_clear (&run);
  }
}

static void
test_chosen_of_xor (void)
{
  const GradusSnapshotNeeds none = GRADUS_SNAPSHOT_NEEDS_NONE;
  FigureRun run;

  figure_run_init (&run, "xor-deep-sigmoid", 0, &none);
  g_assert_cmpfloat (find_first_norm (&run, 0), ==, 0);
  g_assert_cmpfloat (find_first_norm (&run, (guint) gradus_sample_setting_choose (&run.source) - 1),
                     >, 0);
  g_assert_cmpfloat (gradus_sample_setting_choose (&run.source), ==, 4);
  figure_run_clear (&run);
}

void
add_figure_chain_tests (void)
{
  g_test_add_func ("/figure-chain/nothing-passes", test_nothing_passes);
  g_test_add_func ("/figure-chain/numbers", test_numbers);
  g_test_add_func ("/figure-chain/ten-slopes", test_ten_slopes);
  g_test_add_func ("/figure-chain/sum", test_sum);
  g_test_add_func ("/figure-chain/many-inputs", test_many_inputs);
  g_test_add_func ("/figure-chain/long-sum", test_long_sum);
  g_test_add_func ("/figure-chain/blank", test_blank);
  g_test_add_func ("/figure-chain/reference", test_reference);
  g_test_add_func ("/figure-chain/ways", test_ways);
  g_test_add_func ("/figure-chain/columns", test_columns);
  g_test_add_func ("/figure-chain/picks", test_picks);
  g_test_add_func ("/figure-chain/own-inputs", test_own_inputs);
  g_test_add_func ("/figure-chain/chosen-sample", test_chosen_sample);
  g_test_add_func ("/figure-chain/chosen-of-xor", test_chosen_of_xor);
}
