/* SPDX-License-Identifier: MIT */
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/outputs.h"
#include "cli/progress-bar.h"
#include "cli/result.h"
#include "cli/source.h"
#include "cli/trained.h"
#include "store/document-file.h"
#include "export/format.h"
#include "export/metrics-csv.h"
#include "export/tensorboard.h"
#include "document/draft.h"
#include "train/cores.h"
#include "train/diagnosis.h"
#include "experiment/advice.h"
#include "experiment/experiment-json.h"
#include "experiment/refusal.h"

typedef struct {
  GradusChanges changes;
  GradusChosen chosen; /* no filename: an experiment is trained, not a document's run */
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
check_source (const Options *options)
{
  const GradusChanges *changes = &options->changes;

  if (options->chosen.filename && (changes->seed || changes->settings))
    gradus_cli_fail (EXIT_WRONG_USAGE, "--%s: a document's run goes on as it is; leave this out",
                     changes->seed ? "seed" : "set");
  else if (!options->chosen.filename && options->chosen.run)
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "--run %s: %s is no document, and has no runs; leave this out",
                     options->chosen.run, changes->source);
  else
    return TRUE;
  return FALSE;
}

static gboolean
parse_train_options (Options *options, int argc, char **argv)
{
  const char *const needs = "EXPERIMENT|FILE.gradus";
  const GOptionEntry entries[] = {
    { "steps", 0, 0, G_OPTION_ARG_STRING, &options->changes.steps,
      "Train to step N; 0 looks at the initial weights", "N" },
    { "run", 0, 0, G_OPTION_ARG_STRING, &options->chosen.run,
      "Run N of a document, from 1; else the one that was selected", "N" },
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
      "as pytorch.py, keras.py or .ipynb; may be repeated",
      "FILE" },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &options->is_quiet, "No progress bar", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->is_json, "Print one JSON object instead of text",
      NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!gradus_cli_parse (
          &argc, &argv, entries, needs,
          "Trains an experiment, a built-in one (gradus-cli list) or a JSON file; or "
          "goes on with a run of a document."))
    return FALSE;
  if (argc != 2) {
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "train takes one EXPERIMENT; usage: gradus-cli train [OPTION…] %s", needs);
    return FALSE;
  }
  options->changes.source = argv[1];
  if (gradus_document_file_is_one (argv[1]))
    options->chosen.filename = argv[1];
  if (options->document && !gradus_document_file_is_one (options->document)) {
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "--save %s: documents are called .gradus; give a name that ends so",
                     options->document);
    return FALSE;
  }
  return check_source (options) && check_exports (options);
}

static void
clear_options (Options *options)
{
  gradus_changes_clear (&options->changes);
  gradus_chosen_clear (&options->chosen);
  g_free (options->metrics);
  g_free (options->document);
  g_free (options->tensorboard);
  g_strfreev (options->exports);
}

/* -- What is trained --------------------------------------------------------------------------- */

/* An experiment from its beginning, or a run of a document from where it stopped. */
typedef struct {
  GradusExperiment *experiment;
  GradusDraft *draft;    /* NULL: there is no document */
  GradusDraftEntry *run; /* of the draft */
  GradusStepper *stepper;
} Training;

static void
clear_training (Training *training)
{
  g_clear_pointer (&training->stepper, gradus_stepper_free);
  g_clear_pointer (&training->experiment, gradus_experiment_free);
  g_clear_pointer (&training->draft, gradus_draft_unref);
}

static gboolean
find_goal (const Options *options, Training *training, GError **error)
{
  const char *steps = options->changes.steps, *filename = options->chosen.filename;
  const GradusRunDraft *learned = training->run->draft;
  const guint64 step = learned->now->step;
  guint64 *goal = &training->experiment->steps;

  if (steps && !g_ascii_string_to_unsigned (steps, 10, 0, GRADUS_MAX_STEPS, goal, NULL))
    return gradus_refuse (error, "--steps %s: give a whole number up to %" G_GUINT64_FORMAT, steps,
                          (guint64) GRADUS_MAX_STEPS);
  if (learned->state == GRADUS_RUN_DIVERGED)
    return gradus_refuse (error,
                          "%s: the run diverged in step %" G_GUINT64_FORMAT
                          ", and nothing comes of it; go on from another run",
                          filename, learned->divergence.step);
  if (*goal > step)
    return TRUE;
  return gradus_refuse (error,
                        "%s: the run is at step %" G_GUINT64_FORMAT
                        " already; say with --steps up to which step it shall go, as in --steps "
                        "%" G_GUINT64_FORMAT,
                        filename, step, MAX (2 * step, 1000));
}

/* A newer version's document has what would be lost if it were written again. */
static gboolean
open_document (const Options *options, Training *training, GError **error)
{
  const GradusChosen *chosen = &options->chosen;
  gboolean is_newer = FALSE;

  training->draft = gradus_document_file_load (chosen->filename, TRUE, &is_newer, NULL, error);
  if (!training->draft)
    return FALSE;
  g_clear_pointer (&training->draft->hand_in, g_free); /* what goes on is no hand-in any more */
  if (is_newer && options->document)
    return gradus_refuse (error,
                          "%s: a newer version of Gradus wrote this; train it without --save, or "
                          "with that version",
                          chosen->filename);
  training->run = gradus_cli_find_run (chosen, training->draft, error);
  if (!training->run)
    return FALSE;
  training->experiment = gradus_experiment_copy (training->run->experiment);
  return find_goal (options, training, error);
}

static gboolean
open_training (const Options *options, Training *training, GError **error)
{
  GradusProgressBar progress;
  gboolean is_open;

  gradus_progress_bar_begin (&progress, options->is_quiet);
  gradus_progress_bar_say (&progress, "reading");
  if (options->chosen.filename)
    is_open = open_document (options, training, error);
  else
    is_open = (training->experiment = gradus_cli_open (&options->changes, error)) != NULL;
  gradus_progress_bar_end (&progress);
  return is_open;
}

/* Before the first step. */
static gboolean
check_outputs (const Options *options, const Training *training, GError **error)
{
  g_autoptr (GradusOutputs) outputs = gradus_outputs_new ();

  if (training->run)
    gradus_outputs_add_document (outputs, options->changes.source);
  else
    gradus_outputs_add_input (outputs, options->changes.source);
  gradus_outputs_add_data (outputs, &training->experiment->data);
  gradus_outputs_add (outputs, "metrics", options->metrics, GRADUS_OUTPUT_FILE);
  for (char **file = options->exports; file && *file; file++)
    gradus_outputs_add (outputs, "export", *file, GRADUS_OUTPUT_WEIGHTS);
  gradus_outputs_add (outputs, "save", options->document, GRADUS_OUTPUT_DOCUMENT);
  gradus_outputs_add (outputs, "tensorboard", options->tensorboard, GRADUS_OUTPUT_FOLDER);
  return gradus_outputs_check (outputs, error);
}

/* What was asked for is done all the same. */
static void
advise (const Options *options, const Training *training)
{
  g_auto (GStrv) advice =
      gradus_advice_list (training->experiment, gradus_stepper_get_dataset (training->stepper));

  for (char **sentence = advice; *sentence; sentence++)
    gradus_cli_note ("%s: %s", options->changes.source, *sentence);
}

static gboolean
begin_training (const Options *options, Training *training, GError **error)
{
  GradusProgressBar progress;

  gradus_progress_bar_begin (&progress, options->is_quiet);
  gradus_progress_bar_say (&progress, "drawing the weights");
  training->stepper = training->run ? gradus_cli_resume (training->run, error)
                                    : gradus_stepper_new (training->experiment, error);
  gradus_progress_bar_end (&progress);
  if (!training->stepper)
    return FALSE;
  gradus_stepper_use_cores (training->stepper, gradus_cores_count ());
  return TRUE;
}

/* The best ones, where training ended because none better came. */
static GradusCheckpoint *
save_checkpoint (const GradusStepper *stepper)
{
  GradusCheckpoint *best = gradus_stepper_get_best (stepper);

  if (gradus_stepper_get_stop_cause (stepper) == GRADUS_STOP_PATIENCE && best)
    return gradus_checkpoint_ref (best);
  return gradus_stepper_save (stepper);
}

static GradusWeights *
make_weights (const Training *training, GError **error)
{
  g_autoptr (GradusPreparation) preparation =
      gradus_preparation_new (gradus_stepper_get_dataset (training->stepper));
  g_autoptr (GradusCheckpoint) checkpoint = save_checkpoint (training->stepper);
  g_auto (GradusSeries) history = { 0 };
  GradusWeights *weights;

  if (!checkpoint) {
    gradus_refuse (error, "there is not enough memory to export the weights");
    return NULL;
  }
  weights = gradus_weights_new_at (training->experiment, preparation, checkpoint, error);
  gradus_history_read (gradus_stepper_get_history (training->stepper), &history);
  if (weights)
    gradus_weights_set_history (weights, &history);
  return weights;
}

/* A script is refused for what the experiment is, not for what it learns: before the first step it
 * is known. */
static gboolean
try_scripts (const Options *options, const Training *training, GError **error)
{
  g_autoptr (GradusWeights) weights = NULL;

  for (char **file = options->exports; file && *file; file++) {
    const GradusFormat *format = gradus_format_find (*file);
    g_autoptr (GBytes) script = NULL;

    if (!format->is_code)
      continue;
    if (!weights)
      weights = make_weights (training, error);
    script = weights ? format->write (weights, "", error) : NULL;
    if (!script) {
      g_prefix_error (error, "%s: ", *file);
      return FALSE;
    }
  }
  return TRUE;
}

/* -- What came of it --------------------------------------------------------------------------- */

static gboolean
save_metrics (GradusStepper *stepper, const char *filename, GError **error)
{
  g_auto (GradusSeries) series = { 0 };

  gradus_history_read (gradus_stepper_get_history (stepper), &series);
  return gradus_metrics_csv_save (&series, filename, error);
}

/* The document that was read goes on as a whole: its other runs stay as they are. */
static const GradusDraftEntry *
put_into_draft (Training *training, const GradusResult *result)
{
  if (training->run)
    return gradus_draft_entry_go_on (training->run, result->experiment->steps, result->stepper,
                                     result->seconds)
               ? training->run
               : NULL;
  training->draft = gradus_draft_new ();
  return gradus_draft_add_stepper (training->draft, result->experiment, result->stepper,
                                   result->seconds);
}

static gboolean
save_events (const Options *options, const GradusDraftEntry *run, GError **error)
{
  const GradusEvents events = { run->experiment, run->preparation->n_inputs, run->draft,
                                g_get_real_time () / G_USEC_PER_SEC };
  g_autofree char *folder = gradus_tensorboard_save (&events, options->tensorboard, error);

  if (folder && !g_str_equal (folder, options->tensorboard))
    gradus_cli_note ("%s: has the events of another run; those of this one are in %s",
                     options->tensorboard, folder);
  return folder != NULL;
}

/* Writes a document, TensorBoard's events, or both, from one copy of the run. */
static gboolean
save_draft (const Options *options, Training *training, const GradusResult *result, GError **error)
{
  const GradusDraftEntry *run;

  if (!options->document && !options->tensorboard)
    return TRUE;
  run = put_into_draft (training, result);
  if (!run)
    return gradus_refuse (error, "there is not enough memory to save the run");
  return (!options->document ||
          gradus_document_file_save (training->draft, options->document, error)) &&
         (!options->tensorboard || save_events (options, run, error));
}

static gboolean
save_weights (const Options *options, const Training *training, GError **error)
{
  g_autoptr (GradusWeights) weights = NULL;

  if (!options->exports)
    return TRUE;
  weights = make_weights (training, error);
  for (char **file = options->exports; weights && *file; file++) {
    if (!gradus_weights_save (weights, gradus_format_find (*file), *file, error))
      return FALSE;
  }
  return weights != NULL;
}

/* Errors of the experiment name the setting that caused them; others get the name of the source. */
static ExitStatus
fail_to_begin (const Options *options, const Training *training, const GError *error)
{
  const gboolean is_named = error->domain == GRADUS_EXPERIMENT_ERROR || !training->experiment;

  return gradus_cli_fail (EXIT_BAD_INPUT, "%s%s%s", is_named ? "" : options->changes.source,
                          is_named ? "" : ": ", error->message);
}

static ExitStatus
train (const Options *options, Training *training)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  GradusResult result = { .source = options->changes.source };

  if (!open_training (options, training, &error) || !check_outputs (options, training, &error))
    return gradus_cli_fail_with (error);
  if (!begin_training (options, training, &error))
    return fail_to_begin (options, training, error);
  if (!try_scripts (options, training, &error))
    return gradus_cli_fail_with (error);
  gradus_cli_tell_left_out (training->experiment);
  advise (options, training);
  result.experiment = training->experiment;
  result.stepper = training->stepper;
  result.first_step = gradus_stepper_get_step (training->stepper);
  result.seconds =
      gradus_cli_run (training->stepper, training->experiment->steps, options->is_quiet);
  result.metrics = gradus_stepper_finish (training->stepper);
  result.stop_cause = gradus_stepper_get_stop_cause (training->stepper);
  result.was_stopped = result.stop_cause == GRADUS_STOP_NONE &&
                       result.metrics->step < training->experiment->steps;
  findings = gradus_stepper_diagnose (training->stepper, training->experiment, result.metrics);
  result.findings = findings;
  if ((options->metrics && !save_metrics (training->stepper, options->metrics, &error)) ||
      !save_weights (options, training, &error) || !save_draft (options, training, &result, &error))
    return gradus_cli_fail_with (error);
  if (options->is_json)
    gradus_result_print_json (&result);
  else
    gradus_result_print_text (&result);
  gradus_result_tell_findings (&result);
  return gradus_cli_conclude ();
}

static ExitStatus
run_train (const Options *options)
{
  Training training = { 0 };
  const ExitStatus status = train (options, &training);

  clear_training (&training);
  return status;
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
