/* SPDX-License-Identifier: MIT */
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/result.h"
#include "cli/source.h"
#include "store/document-file.h"
#include "export/format.h"
#include "export/metrics-csv.h"
#include "export/tensorboard.h"
#include "document/draft.h"
#include "train/cores.h"
#include "experiment/experiment-json.h"

typedef struct {
  GradusChanges changes;
  char *metrics;
  char *document;
  char *tensorboard;
  char **exports;
  gboolean is_json;
  gboolean is_quiet;
} Options;

/* Checked before training, so that a wrong name does not cost an hour. */
static gboolean
check_exports (const Options *options)
{
  for (char **file = options->exports; file && *file; file++) {
    g_autofree char *known = gradus_formats_list ();

    if (!gradus_format_find (*file)) {
      gradus_cli_fail (EXIT_WRONG_USAGE,
                       "--export %s: weights are written as %s; give a name that ends so", *file,
                       known);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
parse_train_options (Options *options, int argc, char **argv)
{
  const char *const needs = "EXPERIMENT";
  const GOptionEntry entries[] = {
    { "steps", 0, 0, G_OPTION_ARG_STRING, &options->changes.steps,
      "Train N steps; 0 looks at the initial weights", "N" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &options->changes.seed, "Draw the weights from seed S",
      "S" },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->changes.settings,
      "Change a setting, as in network.hidden.activation=tanh; may be repeated", "PATH=VALUE" },
    { "save", 0, 0, G_OPTION_ARG_FILENAME, &options->document,
      "Write a document with the run there, for the window or to export from", "FILE.gradus" },
    { "tensorboard", 0, 0, G_OPTION_ARG_FILENAME, &options->tensorboard,
      "Write an event file for TensorBoard into that folder", "DIR" },
    { "metrics", 0, 0, G_OPTION_ARG_FILENAME, &options->metrics,
      "Write cost, accuracy and gradient norms there", "FILE.csv" },
    { "export", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->exports,
      "Write the weights there, as .safetensors, .onnx, .npz, .c, .csv or .json, or the experiment "
      "as "
      "pytorch.py or keras.py; may be repeated",
      "FILE" },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &options->is_quiet, "No progress bar", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->is_json, "Print one JSON object instead of text",
      NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!gradus_cli_parse (&argc, &argv, entries, needs,
                         "Trains an experiment: a built-in one (gradus-cli list) or a JSON file."))
    return FALSE;
  if (argc != 2) {
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "train takes one EXPERIMENT; usage: gradus-cli train [OPTION…] %s", needs);
    return FALSE;
  }
  options->changes.source = argv[1];
  if (options->document && !gradus_document_file_is_one (options->document)) {
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "--save %s: documents are called .gradus; give a name that ends so",
                     options->document);
    return FALSE;
  }
  return check_exports (options);
}

static void
clear_options (Options *options)
{
  gradus_changes_clear (&options->changes);
  g_free (options->metrics);
  g_free (options->document);
  g_free (options->tensorboard);
  g_strfreev (options->exports);
}

static gboolean
save_metrics (GradusStepper *stepper, const char *filename, GError **error)
{
  g_auto (GradusSeries) series = { 0 };

  gradus_history_read (gradus_stepper_get_history (stepper), &series);
  return gradus_metrics_csv_save (&series, filename, error);
}

/* Writes a document, TensorBoard's events, or both, from one copy of the run. */
static gboolean
save_draft (const Options *options, const GradusResult *result, GError **error)
{
  g_autoptr (GradusDraft) draft = gradus_draft_new ();
  const GradusDraftEntry *run;
  GradusEvents events;

  if (!options->document && !options->tensorboard)
    return TRUE;
  run = gradus_draft_add_stepper (draft, result->experiment, result->stepper, result->seconds);
  if (!run) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 "there is not enough memory to save the run");
    return FALSE;
  }
  events = (GradusEvents){ run->experiment, run->preparation->n_inputs, run->draft,
                           g_get_real_time () / G_USEC_PER_SEC };
  return (!options->document || gradus_document_file_save (draft, options->document, error)) &&
         (!options->tensorboard || gradus_tensorboard_save (&events, options->tensorboard, error));
}

static gboolean
save_weights (const Options *options, const GradusExperiment *experiment, GradusStepper *stepper,
              GError **error)
{
  g_autoptr (GradusPreparation) preparation =
      gradus_preparation_new (gradus_stepper_get_dataset (stepper));
  g_autoptr (GradusCheckpoint) checkpoint = gradus_stepper_save (stepper);
  g_autoptr (GradusWeights) weights = NULL;

  if (!options->exports)
    return TRUE;
  weights = checkpoint ? gradus_weights_new_at (experiment, preparation, checkpoint, error) : NULL;
  for (char **file = options->exports; weights && *file; file++) {
    if (!gradus_weights_save (weights, gradus_format_find (*file), *file, error))
      return FALSE;
  }
  return weights != NULL;
}

/* Errors of the experiment name the setting that caused them; others get the name of the source. */
static ExitStatus
run_train (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment = gradus_cli_open (&options->changes, &error);
  g_autoptr (GradusStepper) stepper = experiment ? gradus_stepper_new (experiment, &error) : NULL;
  GradusResult result;

  if (!stepper)
    return gradus_cli_fail (
        EXIT_BAD_INPUT, "%s%s%s",
        error->domain == GRADUS_EXPERIMENT_ERROR || !experiment ? "" : options->changes.source,
        error->domain == GRADUS_EXPERIMENT_ERROR || !experiment ? "" : ": ", error->message);
  gradus_stepper_use_cores (stepper, gradus_cores_count ());
  result = (GradusResult){ .source = options->changes.source,
                           .experiment = experiment,
                           .stepper = stepper };
  result.seconds = gradus_cli_run (stepper, experiment->steps, options->is_quiet);
  result.metrics = gradus_stepper_finish (stepper);
  result.was_stopped = result.metrics->step < experiment->steps;
  if ((options->metrics && !save_metrics (stepper, options->metrics, &error)) ||
      !save_weights (options, experiment, stepper, &error) ||
      !save_draft (options, &result, &error))
    return gradus_cli_fail_with (error);
  if (options->is_json)
    gradus_result_print_json (&result);
  else
    gradus_result_print_text (&result);
  return gradus_interrupt_was_caught () ? EXIT_INTERRUPTED : EXIT_DONE;
}

ExitStatus
gradus_cli_train (int argc, char **argv)
{
  Options options = { 0 };
  ExitStatus status =
      parse_train_options (&options, argc, argv) ? run_train (&options) : EXIT_WRONG_USAGE;

  clear_options (&options);
  return status;
}
