/* SPDX-License-Identifier: MIT */
#include "lesson/gauge.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/escape.h"
#include "document/ensemble.h"
#include "nn/network.h"
#include "experiment/experiment-tree.h"
#include "lesson/measure.h"

struct _GradusGauge {
  GradusMeasureKind kind;
  guint what;  /* position among the measures of its kind, or an activation */
  int at;      /* layer or sample, from 1; 0: the last layer */
  guint run;   /* from 1; 0: the selected one */
  char *label; /* of a cell; the path of a setting */
  double x;    /* of an activation */
  gboolean is_slope;
};

#define N_COUNTS 4 /* the first measures of a cell are numbers of seeds */

/* -- Reading a name ---------------------------------------------------------------------------- */

/* "seed", or what begins as a path does. */
static gboolean
is_path (const char *name)
{
  const char *dot = strchr (name, '.');
  g_autofree char *root = dot ? g_strndup (name, (gsize) (dot - name) + 1) : g_strdup (name);
  guint position;

  return gradus_measure_find (GRADUS_MEASURE_SETTING, root, &position);
}

/* "sigmoid'(0.5)" */
static gboolean
parse_activation (GradusGauge *gauge, const char *name)
{
  const char *open = strchr (name, '(');
  g_autofree char *word = open ? g_strndup (name, (gsize) (open - name)) : NULL;
  char *end;

  if (!word || name[strlen (name) - 1] != ')')
    return FALSE;
  gauge->kind = GRADUS_MEASURE_ACTIVATION;
  gauge->is_slope = g_str_has_suffix (word, "'");
  if (gauge->is_slope)
    word[strlen (word) - 1] = '\0';
  gauge->x = g_ascii_strtod (open + 1, &end);
  return *end == ')' && end > open + 1 &&
         gradus_names_find (gradus_activation_names, word, &gauge->what) &&
         gradus_activation_is_elementwise ((GradusActivationKind) gauge->what);
}

/* Parses what follows the dot: a number from 1, "first" or "last" (0). */
static gboolean
parse_position (const char *text, gboolean is_layer, int *at)
{
  char *end;

  if (is_layer && (g_str_equal (text, "first") || g_str_equal (text, "last"))) {
    *at = g_str_equal (text, "first") ? 1 : 0;
    return TRUE;
  }
  *at = (int) strtoul (text, &end, 10);
  return g_ascii_isdigit (*text) && *end == '\0' && *at >= 1 && *at < 1000000;
}

/* Parses a name alone, or a name with a position after a dot. */
static gboolean
parse_plain (GradusGauge *gauge, const char *name)
{
  const char *dot = strchr (name, '.');
  g_autofree char *word = dot ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);

  if (!dot && gradus_measure_find (GRADUS_MEASURE_METRIC, word, &gauge->what)) {
    gauge->kind = GRADUS_MEASURE_METRIC;
    return TRUE;
  }
  if (!dot && gradus_measure_find (GRADUS_MEASURE_SHAPE, word, &gauge->what)) {
    gauge->kind = GRADUS_MEASURE_SHAPE;
    return TRUE;
  }
  if (dot && g_str_equal (word, "output")) {
    gauge->kind = GRADUS_MEASURE_OUTPUT;
    return parse_position (dot + 1, FALSE, &gauge->at);
  }
  if (dot && gradus_measure_find (GRADUS_MEASURE_DIAGNOSTIC, word, &gauge->what)) {
    gauge->kind = GRADUS_MEASURE_DIAGNOSTIC;
    return parse_position (dot + 1, TRUE, &gauge->at);
  }
  if (dot && gradus_measure_find (GRADUS_MEASURE_CHAIN, word, &gauge->what)) {
    gauge->kind = GRADUS_MEASURE_CHAIN;
    return parse_position (dot + 1, TRUE, &gauge->at);
  }
  return FALSE;
}

/* strtoul() would take blanks and signs, too. */
static gboolean
parse_run (const char *text, guint *run)
{
  char *end;

  *run = (guint) strtoul (text, &end, 10);
  return g_ascii_isdigit (*text) && *end == '\0' && *run >= 1 && *run <= 1000;
}

static gboolean
parse_gauge (GradusGauge *gauge, const char *name)
{
  const char *at = strchr (name, '@');
  g_autofree char *word = at ? g_strndup (name, (gsize) (at - name)) : g_strdup (name);

  if (at && gradus_measure_find (GRADUS_MEASURE_CELL, word, &gauge->what)) {
    gauge->kind = GRADUS_MEASURE_CELL;
    gauge->label = g_strdup (at + 1);
    return TRUE;
  }
  if (at && gradus_measure_find (GRADUS_MEASURE_CELLS, word, &gauge->what) && strchr (at, '|')) {
    gauge->kind = GRADUS_MEASURE_CELLS;
    gauge->label = g_strdup (at + 1);
    return TRUE;
  }
  if (!at && gradus_measure_find (GRADUS_MEASURE_ENSEMBLE, word, &gauge->what)) {
    gauge->kind = GRADUS_MEASURE_ENSEMBLE;
    return TRUE;
  }
  if (at && !parse_run (at + 1, &gauge->run))
    return FALSE;
  if (is_path (word)) {
    gauge->kind = GRADUS_MEASURE_SETTING;
    gauge->label = g_strdup (word);
    return TRUE;
  }
  return parse_plain (gauge, word) || (!at && parse_activation (gauge, word));
}

GradusGauge *
gradus_gauge_parse (const char *text, gsize length, char **fault)
{
  g_autofree char *copy = g_strndup (text, length), *known = NULL;
  const char *name = g_strstrip (copy);
  GradusGauge *gauge = g_new0 (GradusGauge, 1);

  if (parse_gauge (gauge, name))
    return gauge;
  known = gradus_measures_list ();
  *fault =
      g_strdup_printf ("“%.*s” is not a measurement; known are %s", GRADUS_CUT (name, 60), known);
  gradus_gauge_free (gauge);
  return NULL;
}

void
gradus_gauge_free (GradusGauge *gauge)
{
  if (!gauge)
    return;
  g_free (gauge->label);
  g_free (gauge);
}

gboolean
gradus_gauge_is_of_sweep (const GradusGauge *gauge)
{
  return gauge->kind == GRADUS_MEASURE_CELL || gauge->kind == GRADUS_MEASURE_CELLS;
}

gboolean
gradus_gauge_counts_seeds (const GradusGauge *gauge)
{
  return gauge->kind == GRADUS_MEASURE_CELLS ||
         (gauge->kind == GRADUS_MEASURE_CELL && gauge->what < N_COUNTS);
}

/* -- Reading a number -------------------------------------------------------------------------- */

static double
read_metric (const GradusSnapshot *snapshot, guint what)
{
  const GradusMetrics *metrics = &snapshot->metrics;
  const double values[] = { (double) metrics->step, metrics->cost, metrics->accuracy,
                            metrics->test_cost, metrics->test_accuracy };

  return values[what];
}

/* The index of layer `at` of n, which counts from 1, 0 for the last; -1 if there is none. */
static int
find_layer (int at, guint n)
{
  return at == 0 ? (int) n - 1 : at <= (int) n ? at - 1 : -1;
}

static double
read_diagnostic (const GradusSnapshot *snapshot, guint what, int at)
{
  const int layer = find_layer (at, snapshot->n_layers);
  const GradusDiagnostics *d = layer >= 0 ? &snapshot->diagnostics[layer] : NULL;

  if (!d)
    return NAN;
  return (const double[]){ (double) d->gradient_norm, (double) d->update_ratio, (double) d->spread,
                           (double) d->saturated,     (double) d->dead,         (double) d->moved,
                           (double) d->unmoved,       (double) d->distance }[what];
}

static double
read_chain (const GradusSnapshot *snapshot, guint what, int at)
{
  const int layer = snapshot->chain ? find_layer (at, snapshot->chain->n_layers) : -1;
  const GradusChainLayer *link = layer >= 0 ? &snapshot->chain->layers[layer] : NULL;

  if (!link)
    return NAN;
  return (const double[]){ link->factor,        link->product,       link->mean_slope,
                           link->slope_product, link->gradient_norm, link->delta_norm }[what];
}

static double
read_shape (const GradusExperiment *experiment, guint what)
{
  const guint n = gradus_experiment_get_n_layers (experiment);
  const GradusShape input = gradus_data_spec_get_shape (&experiment->data);
  const double n_weights = (double) gradus_layer_specs_count_parameters (
      gradus_experiment_get_layer (experiment, 0), n, &input);
  double n_hidden = 0, n_units = 0;

  for (guint i = 0; i < n; i++) {
    const GradusLayerSpec *spec = gradus_experiment_get_layer (experiment, i);
    const guint n_outputs = gradus_experiment_count_outputs (experiment, i);

    if (!gradus_layer_class_get_width (spec->class))
      continue;
    n_hidden += i + 1 < n;
    n_units += i + 1 < n ? n_outputs : 0;
  }
  return (const double[]){ n_hidden, n_units, n_weights }[what];
}

static gboolean
is_cell (const GradusSweep *sweep, guint cell, const char *label)
{
  g_auto (GStrv) parts = g_strsplit (label, "/", -1);
  const guint n = gradus_sweep_get_n_axes (sweep);

  if (g_strv_length (parts) != n)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    const GradusSweepAxis *axis = gradus_sweep_get_axis (sweep, i);
    const GradusSweepChoice *choice =
        g_ptr_array_index (axis->choices, gradus_sweep_get_choice (sweep, cell, i));

    if (!g_str_equal (choice->label, g_strstrip (parts[i])))
      return FALSE;
  }
  return TRUE;
}

static gboolean
find_cell (const GradusSweep *sweep, const char *label, guint *cell)
{
  for (*cell = 0; *cell < gradus_sweep_get_n_cells (sweep); ++*cell) {
    if (is_cell (sweep, *cell, label))
      return TRUE;
  }
  return FALSE;
}

static double
read_cell (const GradusSweep *sweep, const char *label, guint what)
{
  GradusCellSummary summary;
  guint cell;

  if (!find_cell (sweep, label, &cell))
    return NAN;
  gradus_sweep_summarise (sweep, cell, &summary);
  return (const double[]){ summary.n_solved,        summary.n_diverged,  summary.n_learned,
                           summary.n_known,         summary.cost_median, summary.accuracy_mean,
                           summary.test_accuracy_mean, summary.learned_accuracy }[what];
}

/* The cost that a seed came to; NaN: it is not known yet. Diverged is more than any cost. */
static double
read_seed (const GradusSweep *sweep, guint cell, guint seed)
{
  GradusOutcome outcome;
  const GradusOutcomeState state = gradus_sweep_get_outcome (sweep, cell, seed, &outcome);

  if (state == GRADUS_OUTCOME_OPEN)
    return NAN;
  return state == GRADUS_OUTCOME_DIVERGED || isnan (outcome.cost) ? INFINITY : outcome.cost;
}

/* Seed by seed, because the same seed is what two cells have in common. */
static double
read_cells (const GradusSweep *sweep, const char *labels)
{
  g_auto (GStrv) two = g_strsplit (labels, "|", 2);
  guint first, second, n_lower = 0;

  if (!find_cell (sweep, g_strstrip (two[0]), &first) ||
      !find_cell (sweep, g_strstrip (two[1]), &second))
    return NAN;
  for (guint seed = 0; seed < gradus_sweep_get_n_seeds (sweep); seed++)
    n_lower += read_seed (sweep, first, seed) < read_seed (sweep, second, seed);
  return n_lower;
}

double
gradus_gauge_count_seeds (GradusDocument *document)
{
  GradusDocumentSweep *asked = gradus_document_get_sweep (document);

  return asked ? gradus_sweep_get_n_seeds (asked->sweep) : NAN;
}

static double
read_activation (const GradusGauge *gauge)
{
  const GradusActivation activation = gradus_activation_make ((GradusActivationKind) gauge->what);
  const float x = (float) gauge->x;
  float value, slope;

  gradus_activation_evaluate (activation, 1, &x, &value, &slope);
  return (double) (gauge->is_slope ? slope : value);
}

static GradusRun *
get_run (GradusDocument *document, guint run)
{
  return run == 0 ? gradus_document_get_selected (document)
                  : gradus_document_get_run (document, run - 1);
}

/* -- Settings ---------------------------------------------------------------------------------- */

static json_t *
find_below (json_t *at, const char *path)
{
  while (at && *path) {
    const gsize length = strcspn (path, ".");
    g_autofree char *key = g_strndup (path, length);

    at = json_is_array (at) ? json_array_get (at, (gsize) g_ascii_strtoull (key, NULL, 10) - 1)
                            : json_object_get (at, key);
    path += length + (path[length] == '.' ? 1 : 0);
  }
  return at;
}

/* The value in which all hidden layers that have it agree, or NULL. */
static json_t *
find_hidden (json_t *root, const char *path)
{
  json_t *layers = find_below (root, "network.layers"), *found = NULL;

  for (gsize i = 0; i + 1 < json_array_size (layers); i++) {
    json_t *one = find_below (json_array_get (layers, i), path);

    if (one && found && !json_equal (one, found))
      return NULL;
    found = one ? one : found;
  }
  return found;
}

/* The setting at a path; for an object, its name. */
static json_t *
find_setting (json_t *root, const char *path)
{
  static const char hidden[] = "network.hidden.";
  json_t *found = g_str_has_prefix (path, hidden) ? find_hidden (root, path + strlen (hidden))
                                                  : find_below (root, path);

  return json_is_object (found) ? json_object_get (found, "name") : found;
}

static double
read_setting (GradusRun *run, const char *path)
{
  g_autoptr (GradusJsonTree) root = gradus_experiment_to_tree (gradus_run_get_experiment (run));
  json_t *found = find_setting (root, path);

  return json_is_number (found) ? json_number_value (found) : NAN;
}

char *
gradus_gauge_read_word (GradusDocument *document, guint run, const char *path)
{
  GradusRun *of = get_run (document, run);
  g_autoptr (GradusJsonTree) root =
      of ? gradus_experiment_to_tree (gradus_run_get_experiment (of)) : NULL;
  json_t *found = root ? find_setting (root, path) : NULL;

  return json_is_string (found) ? g_strdup (json_string_value (found)) : NULL;
}

/* Those that need no run come first, then those that need no snapshot: what is not measured yet is
 * NaN. */
static double
read_ensemble (GradusDocument *document, guint what)
{
  GradusEnsemble ensemble;

  if (!gradus_ensemble_measure (document, &ensemble))
    return NAN;
  return (const double[]){ ensemble.accuracy, ensemble.test_accuracy, ensemble.members,
                           ensemble.test_members }[what];
}

double
gradus_gauge_read (const GradusGauge *gauge, GradusDocument *document)
{
  GradusRun *run = get_run (document, gauge->run);
  GradusDocumentSweep *asked = gradus_document_get_sweep (document);
  const GradusSnapshot *snapshot = run ? gradus_run_get_snapshot (run) : NULL;

  if (gauge->kind == GRADUS_MEASURE_ACTIVATION)
    return read_activation (gauge);
  if (gauge->kind == GRADUS_MEASURE_CELL)
    return asked ? read_cell (asked->sweep, gauge->label, gauge->what) : NAN;
  if (gauge->kind == GRADUS_MEASURE_CELLS)
    return asked ? read_cells (asked->sweep, gauge->label) : NAN;
  if (gauge->kind == GRADUS_MEASURE_ENSEMBLE)
    return read_ensemble (document, gauge->what);
  if (!run)
    return NAN;
  if (gauge->kind == GRADUS_MEASURE_SETTING)
    return read_setting (run, gauge->label);
  if (gauge->kind == GRADUS_MEASURE_SHAPE)
    return read_shape (gradus_run_get_experiment (run), gauge->what);
  if (!snapshot)
    return NAN;
  if (gauge->kind == GRADUS_MEASURE_METRIC)
    return read_metric (snapshot, gauge->what);
  if (gauge->kind == GRADUS_MEASURE_DIAGNOSTIC)
    return read_diagnostic (snapshot, gauge->what, gauge->at);
  if (gauge->kind == GRADUS_MEASURE_CHAIN)
    return read_chain (snapshot, gauge->what, gauge->at);
  return gauge->at <= (int) snapshot->n_samples && snapshot->n_outputs > 0
             ? (double) snapshot->outputs[gauge->at - 1]
             : NAN;
}
