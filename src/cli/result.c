/* SPDX-License-Identifier: MIT */
#include "cli/result.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"
#include "data/balance.h"
#include "data/escape.h"
#include "data/import-notes.h"
#include "experiment/advice.h"
#include "experiment/json-real.h"
#include "nn/layer.h"
#include "train/finding.h"

/* Nine digits distinguish any two float32. */
#define JSON_FLAGS (JSON_COMPACT | JSON_REAL_PRECISION (9) | JSON_ENSURE_ASCII)

/* The most samples whose outputs are printed as JSON. */
#define MAX_OUTPUTS 100

/* The most samples that are printed for people, and the most numbers of each; of more the first and
 * the last ones are. */
#define MAX_PRINTED_OUTPUTS 8
#define MAX_PRINTED_COLUMNS 8
#define FIRST_COLUMNS 3
#define LAST_COLUMNS 2

/* Of what is printed for people, with the gap before it. */
#define NUMBER_WIDTH 11
#define OUTPUT_WIDTH 13

static const char *
get_state (const GradusResult *result)
{
  if (gradus_stepper_has_diverged (result->stepper, NULL))
    return "diverged";
  return result->was_stopped ? "stopped" : "finished";
}

static double
get_rate (const GradusResult *result)
{
  const guint64 n_steps = result->metrics->step - result->first_step;

  return result->seconds > 0 ? (double) n_steps / result->seconds : 0;
}

static guint
count_shown_samples (const GradusResult *result)
{
  return MIN (gradus_stepper_get_dataset (result->stepper)->n_samples, MAX_OUTPUTS);
}

static json_t *
make_numbers (const float *values, guint n, guint stride)
{
  json_t *list = json_array ();

  for (guint i = 0; i < n; i++)
    json_array_append_new (list, gradus_json_real ((double) values[(gsize) i * stride]));
  return list;
}

/* A number for each sample, or, with several targets, a list of numbers for each. */
static json_t *
list_outputs (const GradusResult *result)
{
  guint n_targets = gradus_stepper_get_dataset (result->stepper)->n_targets;
  guint n_samples = count_shown_samples (result), n_shown;
  const float *outputs = gradus_stepper_get_outputs (result->stepper, &n_shown);
  json_t *list;

  if (n_targets == 1)
    return make_numbers (outputs, n_samples, 1);
  list = json_array ();
  for (guint i = 0; i < n_samples; i++)
    json_array_append_new (list, make_numbers (outputs + i, n_targets, n_shown));
  return list;
}

/* NULL if the run did not diverge. */
static char *
describe_divergence (const GradusResult *result)
{
  GradusDivergence divergence;
  g_autofree char *advice = NULL;

  if (!gradus_stepper_has_diverged (result->stepper, &divergence))
    return NULL;
  advice = gradus_advice_of_divergence (result->experiment,
                                        gradus_stepper_get_dataset (result->stepper));
  return g_strdup_printf ("it stopped being finite in step %" G_GUINT64_FORMAT
                          ", beginning in layer %u; %s",
                          divergence.step, divergence.layer + 1, advice);
}

/* The sentences that standard error has, too. Most runs have none, and then no such key: who compares
 * the keys with those of before finds them. */
static void
add_notes (json_t *object, const GradusResult *result)
{
  const GradusImport *import = result->experiment->data.import;
  g_auto (GStrv) notes = import ? gradus_import_list_left_out (import) : NULL;
  json_t *list = json_array ();

  for (char **note = notes; note && *note; note++)
    json_array_append_new (list, json_string (*note));
  if (json_array_size (list) > 0)
    json_object_set (object, "notes", list);
  json_decref (list);
}

/* Where patience ended training: the step whose test cost was the lowest; else NULL. */
static const GradusCheckpoint *
find_best (const GradusResult *result)
{
  return result->stop_cause == GRADUS_STOP_PATIENCE ? gradus_stepper_get_best (result->stepper)
                                                    : NULL;
}

/* {"cause": "patience", "sentence": …, "best_step": …}, the last null but with patience. No such
 * key in the usual case that training went to its last step. */
static void
add_stop (json_t *object, const GradusResult *result)
{
  static const char *const causes[] = { NULL, "cost", "accuracy", "gradient-norm", "patience" };
  const GradusCheckpoint *best = find_best (result);
  g_autofree char *sentence = NULL;

  if (result->stop_cause == GRADUS_STOP_NONE)
    return;
  sentence = gradus_stop_rule_describe (&result->experiment->stop_rule, result->stop_cause);
  json_object_set_new (object, "stop",
                       json_pack ("{ss ss so}", "cause", causes[result->stop_cause], "sentence",
                                  sentence, "best_step",
                                  best ? json_integer ((json_int_t) best->step) : json_null ()));
}

/* {"cause": "vanished-gradient", "layers": [1, 3], "sentence": …, "try": "PATH=VALUE"}; without
 * layers where it is about none, null where no setting helps. */
static json_t *
list_findings (const GradusResult *result)
{
  json_t *list = json_array ();

  for (guint i = 0; i < result->findings->len; i++) {
    const GradusFinding *finding = g_ptr_array_index (result->findings, i);
    json_t *object = json_pack ("{ss s[] ss ss?}", "cause", gradus_cause_get_name (finding->cause),
                                "layers", "sentence", finding->sentence, "try", finding->remedy);

    if (finding->first != GRADUS_NO_LAYER) {
      json_array_append_new (json_object_get (object, "layers"), json_integer (finding->first + 1));
      json_array_append_new (json_object_get (object, "layers"), json_integer (finding->last + 1));
    }
    json_array_append_new (list, object);
  }
  return list;
}

/* What happened to the run goes to stderr, so that stdout is one object. */
void
gradus_result_print_json (const GradusResult *result)
{
  guint n_layers = gradus_stepper_get_n_layers (result->stepper);
  g_autofree char *divergence = describe_divergence (result);
  g_autofree char *source = gradus_escape_filename (result->source);
  json_t *object = json_pack (
      "{ss sI sI so so so so so so so so ss so}", "experiment", source, "seed",
      (json_int_t) result->experiment->seed, "steps", (json_int_t) result->metrics->step, "cost",
      gradus_json_real (result->metrics->cost), "accuracy",
      gradus_json_real (result->metrics->accuracy), "test_cost",
      gradus_json_real (result->metrics->test_cost), "test_accuracy",
      gradus_json_real (result->metrics->test_accuracy), "outputs", list_outputs (result),
      "gradient_norms", make_numbers (result->metrics->gradient_norms, n_layers, 1), "seconds",
      gradus_json_real (result->seconds), "steps_per_second", gradus_json_real (get_rate (result)),
      "state", get_state (result), "diagnosis", list_findings (result));
  char *text;

  add_notes (object, result);
  add_stop (object, result);
  text = json_dumps (object, JSON_FLAGS);
  puts (text);
  free (text);
  json_decref (object);
  if (divergence)
    gradus_cli_fail (EXIT_DONE, "%s: %s", result->source, divergence);
}

/* What printf() fills up counts bytes, not letters. No two columns touch, however long one is. */
static void
print_right (const char *text, int width)
{
  const int gap = width - (int) g_utf8_strlen (text, -1);

  printf ("%*s%s", MAX (gap, 2), "", text);
}

/* The sign of what is no number says nothing. */
static double
unsign (double number)
{
  return isnan (number) ? (double) NAN : number;
}

static void
print_number (double number, int width)
{
  char text[32];

  g_snprintf (text, sizeof text, "%.3g", unsign (number));
  print_right (text, width);
}

/* Near 0 and 1 all digits of a float32; of large numbers those that it has. */
static void
print_output (double number)
{
  char text[32];

  if (fabs (number) < 1000)
    g_snprintf (text, sizeof text, "%.7f", number);
  else
    g_snprintf (text, sizeof text, "%.9g", unsign (number));
  print_right (text, OUTPUT_WIDTH);
}

/* Wide enough for a number of three digits with its sign and exponent, and for the name. */
static int
find_input_width (const char *name)
{
  return MAX (NUMBER_WIDTH, (int) g_utf8_strlen (name, -1) + 2);
}

/* The column that stands at a place of n; -1: the ellipsis between the first and the last ones. */
static int
find_column (guint place, guint n)
{
  if (n <= MAX_PRINTED_COLUMNS || place < FIRST_COLUMNS)
    return (int) place;
  return place == FIRST_COLUMNS ? -1 : (int) (n - (FIRST_COLUMNS + LAST_COLUMNS + 1) + place);
}

static guint
count_columns (guint n)
{
  return n <= MAX_PRINTED_COLUMNS ? n : FIRST_COLUMNS + 1 + LAST_COLUMNS;
}

static void
print_heads (const GradusDataset *dataset, int *widths)
{
  putchar ('\n');
  for (guint k = 0; k < count_columns (dataset->n_inputs); k++) {
    const int input = find_column (k, dataset->n_inputs);
    g_autofree char *name =
        input < 0 ? g_strdup ("…") : gradus_dataset_name_input (dataset, (guint) input);
    g_autofree char *shown = gradus_escape_text (name);

    widths[k] = input < 0 ? 3 : find_input_width (shown);
    print_right (shown, widths[k]);
  }
  for (guint k = 0; k < count_columns (dataset->n_targets); k++) {
    if (find_column (k, dataset->n_targets) < 0) {
      print_right ("…", 3);
      continue;
    }
    print_right ("target", NUMBER_WIDTH);
    print_right ("output", OUTPUT_WIDTH);
  }
  putchar ('\n');
}

static void
print_sample (const GradusResult *result, const int *widths, guint sample)
{
  const GradusDataset *dataset = gradus_stepper_get_dataset (result->stepper);
  guint n_shown;
  const float *outputs = gradus_stepper_get_outputs (result->stepper, &n_shown);
  const float *targets = dataset->targets + (gsize) sample * dataset->n_targets;

  for (guint k = 0; k < count_columns (dataset->n_inputs); k++) {
    const int input = find_column (k, dataset->n_inputs);

    if (input < 0)
      print_right ("…", widths[k]);
    else
      print_number ((double) gradus_inputs_get (&dataset->inputs, sample, (guint) input),
                    widths[k]);
  }
  for (guint k = 0; k < count_columns (dataset->n_targets); k++) {
    const int target = find_column (k, dataset->n_targets);

    if (target < 0) {
      print_right ("…", 3);
      continue;
    }
    print_number ((double) targets[target], NUMBER_WIDTH);
    print_output ((double) outputs[(gsize) target * n_shown + sample]);
  }
  putchar ('\n');
}

static void
print_outputs (const GradusResult *result)
{
  const GradusDataset *dataset = gradus_stepper_get_dataset (result->stepper);
  const guint n_samples = MIN (count_shown_samples (result), MAX_PRINTED_OUTPUTS);
  int widths[MAX_PRINTED_COLUMNS];

  print_heads (dataset, widths);
  for (guint i = 0; i < n_samples; i++)
    print_sample (result, widths, i);
  if (n_samples < dataset->n_samples)
    printf ("  … and %u more\n", dataset->n_samples - n_samples);
}

/* A share as a percentage, or spaces if it is not defined. */
static void
print_share (double share)
{
  if (isnan (share))
    fputs ("          ", stdout);
  else
    printf ("%8.3g %%", 100 * share);
}

/* Two characters a decade, from 1e-10 up, so that a vanished gradient has no bar. */
static void
print_bar (double norm)
{
  int length = norm > 0 && isfinite (norm) ? (int) CLAMP (2 * (log10 (norm) + 10), 0, 40) : 0;

  while (length-- > 0)
    fputs ("▬", stdout);
}

static void
print_layers (const GradusResult *result)
{
  const GradusDiagnostics *all = gradus_stepper_get_diagnostics (result->stepper);
  guint n_layers = gradus_stepper_get_n_layers (result->stepper);

  puts (
      "\n  layer  weights    step/weights  outputs            saturated  dead      gradient norm");
  for (guint i = 0; i < n_layers; i++) {
    const GradusDiagnostics *d = &all[i];

    if (isnan (d->update_ratio))
      printf ("%7u  %-23s", i + 1, "");
    else
      printf ("%7u  %-10.3g %-12.3g", i + 1, unsign ((double) d->weight_norm),
              unsign ((double) d->update_ratio));
    printf ("  %-7.3g ± %-7.3g", unsign ((double) d->mean), unsign ((double) d->spread));
    print_share ((double) d->saturated);
    print_share ((double) d->dead);
    printf ("  %-13.3g ", unsign ((double) d->gradient_norm));
    print_bar ((double) d->gradient_norm);
    putchar ('\n');
  }
}

/* What the accuracy is to be seen beside; empty where classes are about even. */
static char *
describe_balance (const GradusResult *result)
{
  const GradusDataset *dataset = gradus_stepper_get_dataset (result->stepper);
  g_autofree char *name = NULL;
  GradusBalance balance;

  if (!gradus_balance_find_uneven (dataset, &balance))
    return g_strdup ("");
  name = gradus_dataset_name_class (dataset, balance.class);
  return g_strdup_printf (" (%.4g of the samples are class %s)", balance.share, name);
}

/* Beside the numbers, which are of the last step. */
static void
print_stop (const GradusResult *result)
{
  g_autofree char *reason =
      gradus_stop_rule_describe (&result->experiment->stop_rule, result->stop_cause);
  const GradusCheckpoint *best = find_best (result);

  if (result->stop_cause == GRADUS_STOP_NONE)
    return;
  gradus_cli_print ("  ended by  %s\n", reason);
  if (best)
    printf ("  best      step %" G_GUINT64_FORMAT ", whose weights are exported\n", best->step);
}

void
gradus_result_print_text (const GradusResult *result)
{
  g_autofree char *shape = gradus_experiment_describe_shape (result->experiment);
  g_autofree char *divergence = describe_divergence (result);
  g_autofree char *balance = describe_balance (result);

  gradus_cli_print ("%s (%s, seed %" G_GUINT64_FORMAT ")\n", result->experiment->name, shape,
                    result->experiment->seed);
  printf ("%s after %" G_GUINT64_FORMAT " steps, ", get_state (result), result->metrics->step);
  if (result->first_step > 0)
    printf ("the last %" G_GUINT64_FORMAT " now, ", result->metrics->step - result->first_step);
  printf ("%.3g s, %.0f steps a second\n\n", result->seconds, get_rate (result));
  gradus_cli_print ("  cost      %.9g\n  accuracy  %.4g%s\n", unsign (result->metrics->cost),
                    unsign (result->metrics->accuracy), balance);
  if (!isnan (result->metrics->test_cost))
    printf ("  in tests  %.9g, accuracy %.4g\n", result->metrics->test_cost,
            unsign (result->metrics->test_accuracy));
  print_stop (result);
  if (divergence)
    gradus_cli_print ("  %s\n", divergence);
  print_outputs (result);
  print_layers (result);
}

static gboolean
was_said (const GradusResult *result, GradusCause cause)
{
  return cause == GRADUS_CAUSE_OUTPUT_RANGE || cause == GRADUS_CAUSE_UNSCALED ||
         cause == GRADUS_CAUSE_ONE_CLASS ||
         (cause == GRADUS_CAUSE_LARGE_RATE && gradus_stepper_has_diverged (result->stepper, NULL));
}

void
gradus_result_tell_findings (const GradusResult *result)
{
  for (guint i = 0; i < result->findings->len; i++) {
    const GradusFinding *finding = g_ptr_array_index (result->findings, i);

    if (was_said (result, finding->cause))
      continue;
    if (finding->remedy)
      gradus_cli_note ("%s: %s (try --set %s)", result->source, finding->sentence, finding->remedy);
    else
      gradus_cli_note ("%s: %s", result->source, finding->sentence);
  }
}
