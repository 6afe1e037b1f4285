/* SPDX-License-Identifier: MIT */
#include "sweep/sweep.h"

#include <gio/gio.h>
#include <math.h>
#include <stdatomic.h>

#include "experiment/experiment-json.h"
#include "experiment/samples.h"
#include "sweep/quantile.h"

/* A run has learned if its cost is below this share of the best constant answer's. */
#define LEARNED 0.9

typedef struct {
  /* GradusOutcomeState, stored after the outcome: who sees the state sees the outcome */
  atomic_int state;
  GradusOutcome outcome;
} Result;

struct _GradusSweep {
  atomic_uint references;
  GradusExperiment *base;
  GPtrArray *axes;
  GPtrArray *experiments; /* one for each cell */
  double *constant_costs; /* (cells): of the best constant answer; NaN until it is needed */
  guint64 first_seed;
  guint n_seeds;
  Result *results;          /* (cells, seeds) */
  GradusSweepCurves *curves; /* NULL: not kept */
};

/* In 64 bits, and cut at the end of 32: check_size() refuses so many in any case. */
static guint
count_cells (const GPtrArray *axes)
{
  guint64 n = 1;

  for (guint i = 0; i < axes->len; i++) {
    const GradusSweepAxis *axis = g_ptr_array_index (axes, i);

    n = MIN (n * axis->choices->len, G_MAXUINT);
  }
  return (guint) n;
}

/* The last axis changes fastest from cell to cell. */
guint
gradus_sweep_get_choice (const GradusSweep *sweep, guint cell, guint axis)
{
  for (guint i = sweep->axes->len; i-- > axis + 1;)
    cell /= ((GradusSweepAxis *) g_ptr_array_index (sweep->axes, i))->choices->len;
  return cell % ((GradusSweepAxis *) g_ptr_array_index (sweep->axes, axis))->choices->len;
}

/* The base with the settings of a cell's choices, set together, because one may need the other. */
static GradusExperiment *
make_cell (const GradusSweep *sweep, guint cell, GError **error)
{
  g_autoptr (GPtrArray) settings = g_ptr_array_new ();

  for (guint i = 0; i < sweep->axes->len; i++) {
    const GradusSweepAxis *axis = g_ptr_array_index (sweep->axes, i);
    const GradusSweepChoice *choice =
        g_ptr_array_index (axis->choices, gradus_sweep_get_choice (sweep, cell, i));

    for (char **setting = choice->settings; *setting; setting++)
      g_ptr_array_add (settings, *setting);
  }
  g_ptr_array_add (settings, NULL);
  return gradus_experiment_set (sweep->base, (const char *const *) settings->pdata, error);
}

/* The best constant answer is the mean of each target. */
static double
find_constant_cost (const GradusExperiment *experiment)
{
  g_autoptr (GradusDataset) training = NULL, test = NULL;
  double cost = 0;

  if (!gradus_samples_make (&experiment->data, experiment->seed, &training, &test, NULL))
    return 0;
  for (guint k = 0; k < training->n_targets; k++) {
    double mean = 0, squares = 0;

    for (guint i = 0; i < training->n_samples; i++) {
      const double target = (double) training->targets[(gsize) i * training->n_targets + k];

      mean += target / training->n_samples;
      squares += target * target / training->n_samples;
    }
    if (experiment->cost == GRADUS_COST_MEAN_SQUARED_ERROR)
      cost += (squares - mean * mean) / training->n_targets;
    else if (mean > 0 && mean < 1)
      cost -=
          mean * log (mean) +
          (experiment->cost == GRADUS_COST_BINARY_CROSS_ENTROPY ? (1 - mean) * log (1 - mean) : 0);
  }
  return experiment->cost == GRADUS_COST_BINARY_CROSS_ENTROPY ? cost / training->n_targets : cost;
}

static gboolean
check_size (const GPtrArray *axes, guint n_seeds, GError **error)
{
  const guint n_cells = count_cells (axes);

  if (n_seeds >= 1 && n_seeds <= GRADUS_SWEEP_MAX_SEEDS && n_cells >= 1 &&
      n_cells <= GRADUS_SWEEP_MAX_CELLS && (guint64) n_cells * n_seeds <= GRADUS_SWEEP_MAX_JOBS)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
               "%u cells with %u seeds each cannot be swept; take at most %u cells, 1 to %u seeds, "
               "and %u runs in all",
               n_cells, n_seeds, GRADUS_SWEEP_MAX_CELLS, GRADUS_SWEEP_MAX_SEEDS,
               GRADUS_SWEEP_MAX_JOBS);
  return FALSE;
}

/* Every cell gets the same seeds, which would count in the place of the axis's. */
static gboolean
check_seeds (const GradusSweep *sweep, GError **error)
{
  if (!gradus_sweep_varies (sweep, "seed"))
    return TRUE;
  g_set_error (error, GRADUS_EXPERIMENT_ERROR, GRADUS_EXPERIMENT_ERROR_INVALID,
               "seed: this is no choice, as a sweep trains every cell from the same seeds; say how "
               "many (--seeds) and which is the first (--seed)");
  return FALSE;
}

GradusSweep *
gradus_sweep_new (const GradusExperiment *experiment, GPtrArray *axes, guint64 first_seed,
                  guint n_seeds, GError **error)
{
  g_autoptr (GradusSweep) sweep = g_new0 (GradusSweep, 1);
  guint n_cells;

  atomic_init (&sweep->references, 1);
  sweep->base = gradus_experiment_copy (experiment);
  sweep->axes = axes;
  sweep->experiments = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_experiment_free);
  sweep->first_seed = first_seed;
  sweep->n_seeds = n_seeds;
  if (!check_size (axes, n_seeds, error) || !check_seeds (sweep, error))
    return NULL;
  n_cells = count_cells (axes);
  sweep->constant_costs = g_new (double, n_cells);
  for (guint i = 0; i < n_cells; i++) {
    GradusExperiment *cell = make_cell (sweep, i, error);

    if (!cell)
      return NULL;
    sweep->constant_costs[i] = NAN;
    g_ptr_array_add (sweep->experiments, cell);
  }
  sweep->results = g_new0 (Result, (gsize) n_cells * n_seeds);
  return g_steal_pointer (&sweep);
}

GradusSweep *
gradus_sweep_ref (GradusSweep *sweep)
{
  atomic_fetch_add (&sweep->references, 1);
  return sweep;
}

void
gradus_sweep_unref (GradusSweep *sweep)
{
  if (atomic_fetch_sub (&sweep->references, 1) > 1)
    return;
  gradus_experiment_free (sweep->base);
  g_ptr_array_unref (sweep->axes);
  g_ptr_array_unref (sweep->experiments);
  g_free (sweep->constant_costs);
  g_free (sweep->results);
  g_clear_pointer (&sweep->curves, gradus_sweep_curves_free);
  g_free (sweep);
}

gboolean
gradus_sweep_keep_curves (GradusSweep *sweep, GError **error)
{
  const guint n_cells = sweep->experiments->len;
  g_autofree guint64 *steps = g_new (guint64, n_cells);

  for (guint i = 0; i < n_cells; i++)
    steps[i] = ((GradusExperiment *) g_ptr_array_index (sweep->experiments, i))->steps;
  g_clear_pointer (&sweep->curves, gradus_sweep_curves_free);
  sweep->curves = gradus_sweep_curves_new (steps, n_cells, sweep->n_seeds, error);
  return sweep->curves != NULL;
}

GradusSweepCurves *
gradus_sweep_get_curves (const GradusSweep *sweep)
{
  return sweep->curves;
}

const GradusExperiment *
gradus_sweep_get_base (const GradusSweep *sweep)
{
  return sweep->base;
}

guint
gradus_sweep_get_n_axes (const GradusSweep *sweep)
{
  return sweep->axes->len;
}

gboolean
gradus_sweep_varies (const GradusSweep *sweep, const char *path)
{
  for (guint i = 0; i < sweep->axes->len; i++) {
    if (gradus_sweep_axis_sets (g_ptr_array_index (sweep->axes, i), path))
      return TRUE;
  }
  return FALSE;
}

const GradusSweepAxis *
gradus_sweep_get_axis (const GradusSweep *sweep, guint axis)
{
  return g_ptr_array_index (sweep->axes, axis);
}

guint
gradus_sweep_get_n_cells (const GradusSweep *sweep)
{
  return sweep->experiments->len;
}

guint
gradus_sweep_get_n_seeds (const GradusSweep *sweep)
{
  return sweep->n_seeds;
}

guint64
gradus_sweep_get_first_seed (const GradusSweep *sweep)
{
  return sweep->first_seed;
}

guint
gradus_sweep_get_n_jobs (const GradusSweep *sweep)
{
  return sweep->experiments->len * sweep->n_seeds;
}

GradusExperiment *
gradus_sweep_make_experiment (const GradusSweep *sweep, guint cell, guint seed)
{
  GradusExperiment *experiment =
      gradus_experiment_copy (g_ptr_array_index (sweep->experiments, cell));

  experiment->seed = sweep->first_seed + seed;
  return experiment;
}

static Result *
get_result (const GradusSweep *sweep, guint cell, guint seed)
{
  return &sweep->results[(gsize) cell * sweep->n_seeds + seed];
}

GradusOutcomeState
gradus_sweep_get_outcome (const GradusSweep *sweep, guint cell, guint seed, GradusOutcome *outcome)
{
  Result *result = get_result (sweep, cell, seed);
  const int state = atomic_load_explicit (&result->state, memory_order_acquire);

  if (state != GRADUS_OUTCOME_OPEN)
    *outcome = result->outcome;
  return (GradusOutcomeState) state;
}

typedef struct {
  double cost;
  guint cell, seed;
} Ranked;

static int
compare_ranked (const void *a, const void *b)
{
  const Ranked *first = a, *second = b;

  return (first->cost > second->cost) - (first->cost < second->cost);
}

gboolean
gradus_sweep_find_job (const GradusSweep *sweep, double share, guint *cell, guint *seed)
{
  g_autoptr (GArray) jobs = g_array_new (FALSE, FALSE, sizeof (Ranked));
  const Ranked *found;

  for (guint i = 0; i < gradus_sweep_get_n_jobs (sweep); i++) {
    Ranked job = { INFINITY, i % sweep->experiments->len, i / sweep->experiments->len };
    GradusOutcome outcome;
    const GradusOutcomeState state =
        gradus_sweep_get_outcome (sweep, job.cell, job.seed, &outcome);

    if (state == GRADUS_OUTCOME_OPEN)
      continue;
    if (state == GRADUS_OUTCOME_FINISHED)
      job.cost = outcome.cost;
    g_array_append_val (jobs, job);
  }
  if (jobs->len == 0)
    return FALSE;
  g_array_sort (jobs, compare_ranked);
  found = &g_array_index (jobs, Ranked, (guint) round (share * (jobs->len - 1)));
  *cell = found->cell;
  *seed = found->seed;
  return TRUE;
}

guint
gradus_sweep_count_known (const GradusSweep *sweep)
{
  guint n = 0;

  for (guint cell = 0; cell < gradus_sweep_get_n_cells (sweep); cell++) {
    for (guint seed = 0; seed < gradus_sweep_get_n_seeds (sweep); seed++) {
      GradusOutcome outcome;

      n += gradus_sweep_get_outcome (sweep, cell, seed, &outcome) != GRADUS_OUTCOME_OPEN;
    }
  }
  return n;
}

void
gradus_sweep_set_outcome (GradusSweep *sweep, guint cell, guint seed, GradusOutcomeState state,
                          GradusOutcome outcome)
{
  Result *result = get_result (sweep, cell, seed);

  result->outcome = outcome;
  atomic_store_explicit (&result->state, (int) state, memory_order_release);
}

/* -- Summing up -------------------------------------------------------------------------------- */

/* What is infinite is no cost to show. */
static double
find_finite_quantile (const double *sorted, guint n, double share)
{
  const double value = gradus_quantile_find (sorted, n, share);

  return isfinite (value) ? value : NAN;
}

/* Computed when it is first needed, because then the samples are cached by the thread that
 * trained. Cells with the same data and cost share it. */
static double
get_constant_cost (const GradusSweep *sweep, guint cell)
{
  const GradusExperiment *own = g_ptr_array_index (sweep->experiments, cell);

  if (!isnan (sweep->constant_costs[cell]))
    return sweep->constant_costs[cell];
  for (guint i = 0; i < sweep->experiments->len; i++) {
    const GradusExperiment *other = g_ptr_array_index (sweep->experiments, i);

    if (!isnan (sweep->constant_costs[i]) && other->cost == own->cost &&
        gradus_data_spec_equal (&other->data, &own->data))
      return sweep->constant_costs[cell] = sweep->constant_costs[i];
  }
  return sweep->constant_costs[cell] = find_constant_cost (own);
}

/* A run that diverged counts among the costs as the worst there is, or many failures would leave a
 * good median. */
void
gradus_sweep_summarise (const GradusSweep *sweep, guint cell, GradusCellSummary *summary)
{
  g_autofree double *costs = g_new (double, sweep->n_seeds);
  double accuracy = 0, learned_accuracy = 0, test_accuracy = 0, learned_test_accuracy = 0;
  guint n = 0;

  *summary = (GradusCellSummary){ 0 };
  for (guint seed = 0; seed < sweep->n_seeds; seed++) {
    GradusOutcome outcome;
    const GradusOutcomeState state = gradus_sweep_get_outcome (sweep, cell, seed, &outcome);
    gboolean has_learned;

    if (state == GRADUS_OUTCOME_OPEN)
      continue;
    has_learned = state == GRADUS_OUTCOME_FINISHED &&
                  outcome.cost < LEARNED * get_constant_cost (sweep, cell);
    costs[n++] = state == GRADUS_OUTCOME_FINISHED ? outcome.cost : INFINITY;
    summary->n_diverged += state == GRADUS_OUTCOME_DIVERGED;
    summary->n_solved += state == GRADUS_OUTCOME_FINISHED && outcome.accuracy >= 1;
    summary->n_learned += has_learned;
    accuracy += outcome.accuracy;
    test_accuracy += outcome.test_accuracy;
    learned_test_accuracy += has_learned ? outcome.test_accuracy : 0;
    learned_accuracy += has_learned ? outcome.accuracy : 0;
  }
  gradus_quantile_sort (costs, n);
  summary->n_known = n;
  summary->cost_low = find_finite_quantile (costs, n, 0.25);
  summary->cost_median = find_finite_quantile (costs, n, 0.5);
  summary->cost_high = find_finite_quantile (costs, n, 0.75);
  summary->accuracy_mean = n > 0 ? accuracy / n : NAN;
  summary->test_accuracy_mean = n > 0 ? test_accuracy / n : NAN;
  summary->learned_test_accuracy =
      summary->n_learned > 0 ? learned_test_accuracy / summary->n_learned : NAN;
  summary->learned_accuracy = summary->n_learned > 0 ? learned_accuracy / summary->n_learned : NAN;
}
