/* SPDX-License-Identifier: MIT */
#include "tests.h"

/* The chain rule's figure: what it writes can be worked out again, and nothing of it is silent. */
#include "figure-run.h"
#include "figure/chain-walk.h"
#include "figure/chain-words.h"
#include "figure/sample-setting.h"

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
  check_written (written, layer->sum.n_terms > 0 ? layer->gradient_norm : layer->delta_norm);
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

/* z = w·a + b, with numbers. */
static void
test_sum (void)
{
  const GradusSnapshotNeeds needs = { .layer = -1, .sample = 1, .has_chain = TRUE };
  g_autofree char *text = NULL, *output = NULL;
  double w[2], b, z, error;
  char *at;
  FigureRun run;

  figure_run_init (&run, "xor", 300, &needs);
  text = gradus_chain_words_sum (run.snapshot->chain, 0);
  output = gradus_chain_words_output (run.snapshot->chain, 0);
  at = strstr (text, "=$ ") + 3;
  w[0] = read_number (at + (*at == '('), &error); /* x = (0, 1) */
  at = strstr (at, " + ") + 3;
  w[1] = read_number (at + (*at == '('), &error);
  at = strstr (at, " + ") + 3;
  b = read_number (at + (*at == '('), &error);
  z = read_number (strstr (at, " = ") + 3, &error);
  g_assert_cmpfloat_with_epsilon (0 * w[0] + 1 * w[1] + b, z, 2e-4);
  g_assert_nonnull (strstr (output, " = $"));
  figure_run_clear (&run);
}

/* Of many inputs some are told, and how many there are. */
static void
test_many_inputs (void)
{
  float numbers[GRADUS_CHAIN_MOST] = { 0.5f, 0.25f };
  GradusChain chain = { .n_inputs = 784, .n_targets = 1 };
  g_autofree char *text = gradus_chain_words_sample (&chain);
  g_autofree char *cell = gradus_chain_words_vector (numbers, GRADUS_CHAIN_MOST, 30);
  g_autofree char *small = NULL;

  g_assert_nonnull (strstr (text, "(0, 0, 0, 0, … 784 numbers)"));
  g_assert_true (g_str_has_prefix (cell, "0.5\t0.25\t0") && g_str_has_suffix (cell, "\t…"));
  numbers[0] = -3.3e-7f;
  numbers[1] = 1e-8f;
  small = gradus_chain_words_vector (numbers, 2, 2);
  g_assert_nonnull (strstr (small, "3.3\t0.1\n)$·10^{-7}$"));
}

/* The picture of a part of the paper, as a number. */
static guint
hash_part (Paper *paper, int from, int to)
{
  guint hash = 5381;

  for (int y = from; y < to; y++) {
    for (int x = 0; x < cairo_image_surface_get_width (paper->surface); x++)
      hash = hash * 33 ^ get_pixel (paper, x, y);
  }
  return hash;
}

/* On the whole way the headings stay where they are, and the light has the colour that the network
 * has for the way. */
static void
test_walk_still (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("chain");
  const GradusSnapshotNeeds needs = { .layer = -1, .sample = 1, .has_chain = TRUE };
  guint headings = 0;
  FigureRun run;
  Paper paper;

  figure_run_init (&run, "xor-deep-sigmoid", 0, &needs);
  paper_init (&paper, GRADUS_SCHEME_PRINT, 900, 330);
  for (guint position = 1; position <= gradus_chain_walk_count (11); position++) {
    const GradusColour white = { 1, 1, 1, 1 };
    const guint32 forward = pack_colour (gradus_colour_mix (white, paper.style->low, 0.35)),
                  back = pack_colour (gradus_colour_mix (white, paper.style->high, 0.35));
    guint hash;

    gradus_figure_set (figure, "position", position);
    draw_anew (&paper, figure, &run.source);
    hash = hash_part (&paper, 92, 124);
    g_assert_true (position == 1 || hash == headings);
    headings = hash;
    g_assert_cmpuint (count_pixels (&paper, position <= 11 ? forward : back), >, 500);
    g_assert_cmpuint (count_pixels (&paper, position <= 11 ? back : forward), ==, 0);
  }
  paper_clear (&paper);
  figure_run_clear (&run);
}

/* Rows that do not fit are told of, and can be scrolled to. */
static void
test_rows (void)
{
  g_autoptr (GradusFigure) figure = make_figure ("chain");
  const GradusSnapshotNeeds needs = { .layer = -1, .sample = 1, .has_chain = TRUE };
  GradusPick pick;
  guint hash;
  FigureRun run;
  Paper paper, low;

  figure_run_init (&run, "xor-deep-sigmoid", 0, &needs);
  paper_init (&paper, GRADUS_SCHEME_PRINT, 900, 330);
  pick = gradus_figure_pick (&paper.canvas, figure, &run.source, 5, 5);
  g_assert_cmpint (pick.kind, ==, GRADUS_PICK_NOTHING); /* all eleven are seen */
  paper_clear (&paper);
  paper_init (&low, GRADUS_SCHEME_PRINT, 900, 250);
  pick = gradus_figure_pick (&low.canvas, figure, &run.source, 5, 5);
  g_assert_cmpint (pick.kind, ==, GRADUS_PICK_ROWS);
  g_assert_cmpuint (pick.first_row, ==, 1); /* the lit one is among them */
  g_assert_cmpuint (pick.last_first_row, >, 1);
  draw_anew (&low, figure, &run.source);
  hash = hash_part (&low, 234, 250);
  gradus_figure_set (figure, "first-row", pick.last_first_row);
  pick = gradus_figure_pick (&low.canvas, figure, &run.source, 5, 5);
  g_assert_cmpuint (pick.first_row, ==, pick.last_first_row);
  draw_anew (&low, figure, &run.source);
  g_assert_cmpuint (count_pixels_between (&low, 0xFFFFFF, 0, 900), <, 900 * 250);
  g_assert_cmpuint (hash_part (&low, 234, 250), !=, hash); /* which ones are seen is told */
  paper_clear (&low);
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
  g_test_add_func ("/figure-chain/numbers", test_numbers);
  g_test_add_func ("/figure-chain/ten-slopes", test_ten_slopes);
  g_test_add_func ("/figure-chain/sum", test_sum);
  g_test_add_func ("/figure-chain/many-inputs", test_many_inputs);
  g_test_add_func ("/figure-chain/walk-still", test_walk_still);
  g_test_add_func ("/figure-chain/rows", test_rows);
  g_test_add_func ("/figure-chain/chosen-sample", test_chosen_sample);
  g_test_add_func ("/figure-chain/chosen-of-xor", test_chosen_of_xor);
}
