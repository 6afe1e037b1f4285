/* SPDX-License-Identifier: MIT */
#include "train/diagnosis.h"

#include <glib/gi18n.h>
#include <math.h>

#include "data/balance.h"
#include "experiment/advice.h"
#include "nn/layer.h"
#include "plot/number.h"

/* A batch that has about enough to compare. */
#define USUAL_BATCH "32"

typedef struct {
  const GradusSymptoms *told;
  const GradusExperiment *experiment;
  const GradusDataset *training;
  const GradusMetrics *now;
  const GradusSeries *history;
  guint n_layers;
  guint last; /* the last layer with weights, from 0 */
  gboolean has_learned;
} Symptoms;

/* Takes the sentence. */
static GradusFinding *
make_finding (GradusCause cause, guint first, guint last, char *sentence, const char *remedy)
{
  GradusFinding *finding = g_new (GradusFinding, 1);

  *finding = (GradusFinding){ .cause = cause,
                              .class = GRADUS_NO_CLASS,
                              .first = first,
                              .last = last,
                              .sentence = sentence,
                              .remedy = g_strdup (remedy) };
  return finding;
}

/* Takes the finding and returns it; its numbers are of those steps. */
static GradusFinding *
find_at (GradusFinding *finding, guint64 from, guint64 to)
{
  finding->has_steps = TRUE;
  finding->from = from;
  finding->to = to;
  return finding;
}

static gboolean
has_weights (const Symptoms *symptoms, guint layer)
{
  return gradus_experiment_get_layer (symptoms->experiment, layer)->class->has_initialiser;
}

static char *
scale_rate (const Symptoms *symptoms, double factor)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (number, sizeof number, "%.6g",
                   symptoms->experiment->optimiser.learning_rate * factor);
  return g_strdup_printf ("training.optimiser.learning-rate=%s", number);
}

/* -- Known before the first step --------------------------------------------------------------- */

static GradusFinding *
find_output_range (const Symptoms *symptoms)
{
  const guint last = symptoms->n_layers - 1;
  char *sentence = gradus_advice_of_bounds (symptoms->experiment, symptoms->training);
  g_autofree char *remedy = g_strdup_printf ("network.layers.%u.activation=linear", last + 1);

  return sentence ? make_finding (GRADUS_CAUSE_OUTPUT_RANGE, last, last, sentence, remedy) : NULL;
}

static GradusFinding *
find_unscaled (const Symptoms *symptoms)
{
  char *sentence = symptoms->has_learned
                       ? NULL
                       : gradus_advice_of_scale (symptoms->experiment, symptoms->training);

  return sentence ? make_finding (GRADUS_CAUSE_UNSCALED, GRADUS_NO_LAYER, GRADUS_NO_LAYER, sentence,
                                  "data.scaling=standard")
                  : NULL;
}

static GradusFinding *
find_small_batch (const Symptoms *symptoms)
{
  const guint wanted = symptoms->experiment->batch_size;
  const guint size = wanted > 0 ? MIN (wanted, symptoms->training->n_samples) : symptoms->training->n_samples;

  for (guint i = 0; i < symptoms->n_layers && size <= GRADUS_DIAGNOSIS_SMALL_BATCH; i++) {
    if (!gradus_experiment_get_layer (symptoms->experiment, i)->class->compares_samples ||
        symptoms->training->n_samples <= size)
      continue;
    return make_finding (
        GRADUS_CAUSE_SMALL_BATCH, i, i,
        /* Translators: the number of a layer, and a number of samples */
        g_strdup_printf (_ ("layer %u compares the samples of a batch, and here these are only %u, "
                            "whose mean and variance say little of all the others: take larger "
                            "batches"),
                         i + 1, size),
        "training.batch-size=" USUAL_BATCH);
  }
  return NULL;
}

static GradusFinding *
find_one_class (const Symptoms *symptoms)
{
  char *sentence = gradus_advice_of_balance (symptoms->training);
  GradusFinding *finding;
  GradusBalance balance;

  if (!sentence)
    return NULL;
  finding = make_finding (GRADUS_CAUSE_ONE_CLASS, GRADUS_NO_LAYER, GRADUS_NO_LAYER, sentence, NULL);
  if (gradus_balance_find_uneven (symptoms->training, &balance))
    finding->class = balance.class;
  return finding;
}

/* -- Steps that are too large or too small ----------------------------------------------------- */

static GradusFinding *
find_divergence (const Symptoms *symptoms)
{
  g_autofree char *rate =
      gradus_number_format_setting (symptoms->experiment->optimiser.learning_rate);
  g_autofree char *remedy = scale_rate (symptoms, 0.1);
  g_autofree char *step = NULL;
  const GradusDivergence *divergence = symptoms->told->divergence;

  if (!divergence)
    return NULL;
  step = gradus_number_format_count (divergence->step);
  return find_at (
      make_finding (
          GRADUS_CAUSE_LARGE_RATE, divergence->layer, divergence->layer,
          /* Translators: the number of a step, that of a layer, and a learning rate */
          g_strdup_printf (_ ("the numbers are not finite any more from step %s on, beginning in "
                              "layer %u: the learning rate of %s is too large"),
                           step, divergence->layer + 1, rate),
          remedy),
      divergence->step, divergence->step);
}

/* The first point of the last quarter. */
static guint
find_late (const GradusSeries *history)
{
  return history->n_points - MAX (history->n_points / 4, 1);
}

/* The mean cost of the last quarter of the points: a batch alone says little. */
static double
find_late_cost (const GradusSeries *history)
{
  const guint first = find_late (history);
  double sum = 0;

  for (guint i = first; i < history->n_points; i++)
    sum += history->costs[i];
  return sum / (history->n_points - first);
}

static GradusFinding *
find_large_rate (const Symptoms *symptoms)
{
  const double first = symptoms->history->costs[0], late = find_late_cost (symptoms->history);
  g_autofree char *from = gradus_number_format (first), *to = gradus_number_format (late);
  g_autofree char *rate =
      gradus_number_format_setting (symptoms->experiment->optimiser.learning_rate);
  g_autofree char *remedy = scale_rate (symptoms, 0.1);

  if (late <= 1.2 * first)
    return NULL;
  return find_at (
      make_finding (GRADUS_CAUSE_LARGE_RATE, GRADUS_NO_LAYER, GRADUS_NO_LAYER,
                    /* Translators: two costs, and a learning rate */
                    g_strdup_printf (_ ("the cost has risen from %s to %s: the learning rate of %s "
                                        "is too large"),
                                     from, to, rate),
                    remedy),
      symptoms->history->steps[find_late (symptoms->history)], symptoms->now->step);
}

static GradusFinding *
find_small_rate (const Symptoms *symptoms)
{
  double most = 0;
  guint layer = 0;
  g_autofree char *steps = gradus_number_format_count (symptoms->now->step);
  g_autofree char *moved = NULL, *remedy = scale_rate (symptoms, 100);
  g_autofree char *rate =
      gradus_number_format_setting (symptoms->experiment->optimiser.learning_rate);

  for (guint i = 0; i < symptoms->n_layers; i++) {
    const GradusDiagnostics *own = &symptoms->told->diagnostics[i];
    const double share = own->weight_norm > 0 ? (double) (own->moved / own->weight_norm) : 0;

    if (has_weights (symptoms, i) && share >= most) {
      most = share;
      layer = i;
    }
  }
  if (most >= GRADUS_DIAGNOSIS_MOVED)
    return NULL;
  moved = gradus_number_format_short (most);
  return make_finding (
      GRADUS_CAUSE_SMALL_RATE, layer, layer,
      /* Translators: a number of steps, of a layer, a factor such as 0.001, and a learning rate */
      g_strdup_printf (_ ("after %s steps even the weights of layer %u, which have moved furthest, "
                          "have come only %s of their size from where they began: the learning "
                          "rate of %s is too small, or the steps are too few"),
                       steps, layer + 1, moved, rate),
      remedy);
}

/* -- Units that pass nothing ------------------------------------------------------------------- */

/* The hidden layer where the number is largest, if it is so large; NAN is no number. */
static gboolean
find_worst (const Symptoms *symptoms, gsize offset, double least, guint *layer, double *share)
{
  *layer = 0;
  *share = 0;
  for (guint i = 0; i < symptoms->last; i++) {
    const double own =
        (double) G_STRUCT_MEMBER (float, &symptoms->told->diagnostics[i], offset);

    if (own > *share) {
      *share = own;
      *layer = i;
    }
  }
  return *share >= least;
}

static GradusFinding *
find_dead (const Symptoms *symptoms)
{
  guint layer;
  double share;
  g_autofree char *part = NULL;

  if (!find_worst (symptoms, G_STRUCT_OFFSET (GradusDiagnostics, dead), GRADUS_DIAGNOSIS_DEAD,
                   &layer, &share))
    return NULL;
  part = gradus_number_format_share (share);
  return make_finding (GRADUS_CAUSE_DEAD, layer, layer,
                       /* Translators: a share of the units, and the number of a layer */
                       g_strdup_printf (_ ("%s of the units of layer %u are dead: they answer 0 to "
                                           "every sample, so no gradient passes them; leaky ReLU, "
                                           "another seed or a smaller learning rate helps"),
                                        part, layer + 1),
                       "network.hidden.activation=leaky-relu");
}

static GradusFinding *
find_saturated (const Symptoms *symptoms)
{
  guint layer;
  double share;
  g_autofree char *part = NULL;

  if (!find_worst (symptoms, G_STRUCT_OFFSET (GradusDiagnostics, saturated),
                   GRADUS_DIAGNOSIS_SATURATED, &layer, &share))
    return NULL;
  part = gradus_number_format_share (share);
  return make_finding (
      GRADUS_CAUSE_SATURATED, layer, layer,
      /* Translators: a share of the outputs, and the number of a layer */
      g_strdup_printf (_ ("%s of what layer %u says is saturated: the activation is flat there and "
                          "lets hardly any gradient pass; smaller weights to begin with help"),
                       part, layer + 1),
      "network.hidden.initialiser=xavier-uniform");
}

/* -- What vanishes ----------------------------------------------------------------------------- */

static const char *
propose_activation (const Symptoms *symptoms)
{
  const GradusActivationKind kind =
      gradus_experiment_get_layer (symptoms->experiment, 0)->activation.kind;

  return kind == GRADUS_ACTIVATION_SIGMOID || kind == GRADUS_ACTIVATION_TANH
             ? "network.hidden.activation=relu"
             : "network.hidden.initialiser=he-uniform";
}

/* Norms of one moment: whether those of the first layers are nothing beside the last one's; `end`
 * is the layer behind them, `largest` the largest of theirs. */
static gboolean
has_vanished (const Symptoms *symptoms, const float *norms, guint *end, double *largest)
{
  const double limit = GRADUS_DIAGNOSIS_VANISHED_GRADIENT * (double) norms[symptoms->last];

  *largest = 0;
  *end = 0;
  if (!(limit > 0))
    return FALSE;
  for (guint i = 0; i < symptoms->last; i++) {
    if (has_weights (symptoms, i) && (double) norms[i] >= limit)
      break;
    *largest = MAX (*largest, (double) norms[i]);
    *end = i + 1;
  }
  return *end > 0;
}

/* The moment at which most layers were left out, for at the end all norms may be small; where
 * several are alike, the first. */
static GradusFinding *
find_vanished_gradient (const Symptoms *symptoms)
{
  const GradusSeries *history = symptoms->history;
  guint most = 0, at = 0, end;
  double largest, worst = 0;
  g_autofree char *small = NULL, *last = NULL, *step = NULL;
  char *sentence;

  for (guint k = 0; k < history->n_points; k++) {
    const float *norms = history->values + (gsize) k * symptoms->n_layers;

    if (has_vanished (symptoms, norms, &end, &largest) && end > most) {
      most = end;
      at = k;
      worst = largest;
    }
  }
  if (most == 0)
    return NULL;
  small = gradus_number_format_short (worst);
  step = gradus_number_format_count (history->steps[at]);
  last = gradus_number_format_short (
      (double) history->values[(gsize) at * symptoms->n_layers + symptoms->last]);
  sentence =
      most == 1
          /* Translators: a step, a gradient norm, a gradient norm, and the number of a layer */
          ? g_strdup_printf (_ ("the gradient vanishes on its way back: in step %s its norm was %s "
                                "in layer 1, and %s in layer %u"),
                             step, small, last, symptoms->last + 1)
          /* Translators: a step, a gradient norm, the number of a layer, a gradient norm, and the
             number of a layer */
          : g_strdup_printf (_ ("the gradient vanishes on its way back: in step %s its norm was at "
                                "most %s in layers 1 to %u, and %s in layer %u"),
                             step, small, most, last, symptoms->last + 1);
  return find_at (make_finding (GRADUS_CAUSE_VANISHED_GRADIENT, 0, most - 1, sentence,
                                propose_activation (symptoms)),
                  history->steps[at], history->steps[at]);
}

static GradusFinding *
find_vanished_signal (const Symptoms *symptoms)
{
  const GradusDiagnostics *layers = symptoms->told->diagnostics;
  guint first = 0;
  g_autofree char *start = NULL, *end = NULL;

  while (first < symptoms->last &&
         !((double) layers[first].distance <
           GRADUS_DIAGNOSIS_VANISHED_SIGNAL * (double) layers[0].distance))
    first++;
  if (first == symptoms->last)
    return NULL;
  start = gradus_number_format_short ((double) layers[0].distance);
  end = gradus_number_format_short ((double) layers[symptoms->last - 1].distance);
  return make_finding (
      GRADUS_CAUSE_VANISHED_SIGNAL, first, symptoms->last - 1,
      /* Translators: two distances, and the number of a layer */
      g_strdup_printf (_ ("the signal vanishes on its way forward: the samples are %s apart in "
                          "layer 1 and %s in layer %u, so that the last layer can hardly tell one "
                          "from another"),
                       start, end, symptoms->last),
      propose_activation (symptoms));
}

/* -- What is learned by heart ------------------------------------------------------------------ */

static GradusFinding *
find_overfitted (const Symptoms *symptoms)
{
  const GradusSeries *history = symptoms->history;
  const double now = symptoms->now->test_cost;
  const double gap = symptoms->now->accuracy - symptoms->now->test_accuracy;
  guint64 at = 0;
  double lowest = INFINITY;
  g_autofree char *low = NULL, *high = NULL, *step = NULL, *cost = NULL;

  for (guint i = 0; i < history->n_points; i++) {
    if (history->test_costs[i] < lowest) {
      lowest = history->test_costs[i];
      at = history->steps[i];
    }
  }
  if (!(now > GRADUS_DIAGNOSIS_OVERFITTED * lowest &&
        now > GRADUS_DIAGNOSIS_OVERFITTED * symptoms->now->cost && gap > 0 &&
        now > GRADUS_DIAGNOSIS_LOST * history->test_costs[0]))
    return NULL;
  low = gradus_number_format (lowest);
  high = gradus_number_format (now);
  step = gradus_number_format_count (at);
  cost = gradus_number_format (symptoms->now->cost);
  return find_at (
      make_finding (
          GRADUS_CAUSE_OVERFITTED, GRADUS_NO_LAYER, GRADUS_NO_LAYER,
          /* Translators: a cost, the number of a step, and two costs */
          g_strdup_printf (_ ("the cost of the test data was %s at step %s and is %s now, while that "
                              "of the training data fell to %s: the network learns these samples by "
                              "heart; L2, fewer units or an earlier end helps"),
                           low, step, high, cost),
          "training.optimiser.l2=0.01"),
      at, symptoms->now->step);
}

/* ---------------------------------------------------------------------------------------------- */

static gboolean
add (GPtrArray *findings, GradusFinding *finding)
{
  if (finding)
    g_ptr_array_add (findings, finding);
  return finding != NULL;
}

/* Why nothing is learned: the first that is found, for what follows in this order follows from it,
 * too. What vanishes going forward and going back is one product seen from its two ends. */
static void
explain_failure (const Symptoms *symptoms, GPtrArray *findings)
{
  gboolean has_vanished;

  if (add (findings, find_large_rate (symptoms)) || add (findings, find_dead (symptoms)) ||
      add (findings, find_saturated (symptoms)))
    return;
  has_vanished = add (findings, find_vanished_gradient (symptoms));
  if (add (findings, find_vanished_signal (symptoms)) || has_vanished)
    return;
  add (findings, find_small_rate (symptoms));
}

static void
look (const Symptoms *symptoms, GPtrArray *findings)
{
  const gboolean is_explained = add (findings, find_output_range (symptoms)) |
                                add (findings, find_unscaled (symptoms)) |
                                add (findings, find_divergence (symptoms)) |
                                add (findings, find_small_batch (symptoms));

  if (!is_explained && !symptoms->has_learned &&
      symptoms->now->step >= GRADUS_DIAGNOSIS_STEPS)
    explain_failure (symptoms, findings);
  add (findings, find_overfitted (symptoms));
  add (findings, find_one_class (symptoms));
}

GPtrArray *
gradus_diagnosis_make (const GradusSymptoms *told)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_finding_free);
  Symptoms symptoms = {
    .told = told,
    .experiment = told->experiment,
    .training = told->training,
    .now = told->now,
    .history = told->history,
    .n_layers = gradus_experiment_get_n_layers (told->experiment),
    .has_learned = told->now->accuracy >= GRADUS_DIAGNOSIS_LEARNED,
  };

  for (guint i = 0; i < symptoms.n_layers; i++) {
    if (has_weights (&symptoms, i))
      symptoms.last = i;
  }
  if (told->history->n_points > 0)
    look (&symptoms, findings);
  return findings;
}

GPtrArray *
gradus_diagnosis_foresee (const GradusExperiment *experiment, const GradusDataset *training)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_finding_free);
  const Symptoms symptoms = { .experiment = experiment,
                              .training = training,
                              .n_layers = gradus_experiment_get_n_layers (experiment) };

  add (findings, find_output_range (&symptoms));
  add (findings, find_one_class (&symptoms));
  add (findings, find_unscaled (&symptoms));
  return findings;
}

GPtrArray *
gradus_stepper_diagnose (const GradusStepper *stepper, const GradusExperiment *experiment,
                         const GradusMetrics *now)
{
  g_auto (GradusSeries) history = { 0 };
  GradusDivergence divergence;
  const GradusSymptoms symptoms = {
    .experiment = experiment,
    .training = gradus_stepper_get_dataset (stepper),
    .now = now,
    .diagnostics = gradus_stepper_get_diagnostics (stepper),
    .history = &history,
    .divergence = gradus_stepper_has_diverged (stepper, &divergence) ? &divergence : NULL,
  };

  gradus_history_read (gradus_stepper_get_history (stepper), &history);
  return gradus_diagnosis_make (&symptoms);
}
