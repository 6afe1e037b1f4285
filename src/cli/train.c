/* SPDX-License-Identifier: MIT */
#include <gio/gio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/progress.h"
#include "cli/result.h"
#include "store/metrics-csv.h"
#include "store/weights.h"
#include "train/builtin.h"
#include "train/cores.h"
#include "train/experiment-json.h"

/* Progress and Ctrl-C are looked at about this often, in seconds. */
#define PIECE 0.05

typedef struct {
  const char *source;
  char *steps;
  char *seed;
  char **settings;
  char *metrics;
  char **exports;
  gboolean is_json;
  gboolean is_quiet;
} Options;

static atomic_bool interrupted;

static void
on_interrupt (int signal_number)
{
  atomic_store (&interrupted, TRUE);
}

static void
catch_interrupt (void)
{
  struct sigaction action = { .sa_handler = on_interrupt };

  sigaction (SIGINT, &action, NULL);
}

/* Before anything is trained. */
static gboolean
check_exports (const Options *options)
{
  for (char **file = options->exports; file && *file; file++) {
    if (!gradus_weights_can_save (*file)) {
      gradus_cli_fail (EXIT_WRONG_USAGE,
                       "--export %s: weights are written as .safetensors or .json; give a name that "
                       "ends so",
                       *file);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
parse_options (Options *options, int argc, char **argv)
{
  const char *const usage = "EXPERIMENT [--steps N] [--seed S] [--set PATH=VALUE]… [--metrics FILE.csv] "
                            "[--export FILE]… [--quiet] [--json]";
  const GOptionEntry entries[] = {
    { "steps", 0, 0, G_OPTION_ARG_STRING, &options->steps, "Train N steps; 0 looks at the initial weights",
      "N" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &options->seed, "Draw the weights from seed S", "S" },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->settings,
      "Change a setting, as in network.hidden.activation=tanh; may be repeated", "PATH=VALUE" },
    { "metrics", 0, 0, G_OPTION_ARG_FILENAME, &options->metrics,
      "Write cost, accuracy and gradient norms there", "FILE.csv" },
    { "export", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->exports,
      "Write the weights there, as .safetensors or .json; may be repeated", "FILE" },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &options->is_quiet, "No progress bar", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->is_json, "Print one JSON object instead of text", NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!gradus_cli_parse (&argc, &argv, entries, usage,
                         "Trains an experiment: a built-in one (gradus-cli list) or a JSON file."))
    return FALSE;
  if (argc != 2) {
    gradus_cli_fail (EXIT_WRONG_USAGE, "train takes one EXPERIMENT; usage: gradus-cli train %s", usage);
    return FALSE;
  }
  options->source = argv[1];
  return check_exports (options);
}

static void
clear_options (Options *options)
{
  g_free (options->steps);
  g_free (options->seed);
  g_free (options->metrics);
  g_strfreev (options->settings);
  g_strfreev (options->exports);
}

/* The built-in experiment of that name, or else the file. */
static GradusExperiment *
open_experiment (const char *source, GError **error)
{
  GradusExperiment *experiment = gradus_builtin_make (source);
  g_autoptr (GString) known = NULL;

  if (experiment || g_file_test (source, G_FILE_TEST_EXISTS))
    return experiment ? experiment : gradus_experiment_load (source, error);

  known = g_string_new (NULL);
  for (const GradusBuiltin *builtin = gradus_builtin_list (); builtin->id; builtin++)
    g_string_append_printf (known, "%s%s", known->len ? ", " : "", builtin->id);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
               "%s: there is no such file and no such built-in experiment; built in are %s", source,
               known->str);
  return NULL;
}

static GradusExperiment *
prepare (const Options *options, GError **error)
{
  g_autoptr (GradusExperiment) experiment = open_experiment (options->source, error);
  g_autoptr (GPtrArray) settings = g_ptr_array_new_with_free_func (g_free);

  if (!experiment)
    return NULL;
  for (char **setting = options->settings; setting && *setting; setting++)
    g_ptr_array_add (settings, g_strdup (*setting));
  if (options->steps)
    g_ptr_array_add (settings, g_strconcat ("training.steps=", options->steps, NULL));
  if (options->seed)
    g_ptr_array_add (settings, g_strconcat ("seed=", options->seed, NULL));
  if (settings->len == 0)
    return g_steal_pointer (&experiment);
  g_ptr_array_add (settings, NULL);
  return gradus_experiment_set (experiment, (const char *const *) settings->pdata, error);
}

/* Returns the seconds spent training. */
static double
train (GradusStepper *stepper, guint64 goal, gboolean is_quiet)
{
  GradusProgress progress;
  guint64 step = 0, piece = 1;
  double seconds = 0;

  gradus_progress_begin (&progress, is_quiet);
  while (step < goal && !atomic_load (&interrupted) && !gradus_stepper_has_diverged (stepper, NULL)) {
    gint64 start = g_get_monotonic_time ();
    double took;

    step = gradus_stepper_advance (stepper, MIN (goal, step + piece), &interrupted);
    took = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
    seconds += took;
    piece = took < PIECE / 2 ? piece * 2 : took > PIECE * 2 ? MAX (piece / 2, 1) : piece;
    gradus_progress_update (&progress, step, goal);
  }
  gradus_progress_end (&progress);
  return seconds;
}

static gboolean
save_metrics (GradusStepper *stepper, const char *filename, GError **error)
{
  g_auto (GradusSeries) series = { 0 };

  gradus_history_read (gradus_stepper_get_history (stepper), &series);
  return gradus_metrics_csv_save (&series, filename, error);
}

static gboolean
save_weights (const Options *options, const GradusExperiment *experiment, GradusStepper *stepper,
              GError **error)
{
  for (char **file = options->exports; file && *file; file++) {
    if (!gradus_weights_save (gradus_stepper_get_network (stepper), experiment,
                              gradus_stepper_get_step (stepper), *file, error))
      return FALSE;
  }
  return TRUE;
}

static ExitStatus
run (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment = prepare (options, &error);
  g_autoptr (GradusStepper) stepper = experiment ? gradus_stepper_new (experiment, &error) : NULL;
  GradusResult result;

  if (!stepper)
    return gradus_cli_fail (EXIT_BAD_INPUT, "%s%s%s",
                            error->domain == GRADUS_EXPERIMENT_ERROR || !experiment ? "" : options->source,
                            error->domain == GRADUS_EXPERIMENT_ERROR || !experiment ? "" : ": ",
                            error->message);
  gradus_stepper_use_cores (stepper, gradus_cores_count ());
  catch_interrupt ();
  result = (GradusResult){ .source = options->source, .experiment = experiment, .stepper = stepper };
  result.seconds = train (stepper, experiment->steps, options->is_quiet);
  result.metrics = gradus_stepper_finish (stepper);
  result.was_stopped = result.metrics->step < experiment->steps;
  if ((options->metrics && !save_metrics (stepper, options->metrics, &error)) ||
      !save_weights (options, experiment, stepper, &error))
    return gradus_cli_fail (EXIT_BAD_INPUT, "%s", error->message);
  if (options->is_json)
    gradus_result_print_json (&result);
  else
    gradus_result_print_text (&result);
  return atomic_load (&interrupted) ? EXIT_INTERRUPTED : EXIT_DONE;
}

ExitStatus
gradus_cli_train (int argc, char **argv)
{
  Options options = { NULL };
  ExitStatus status = parse_options (&options, argc, argv) ? run (&options) : EXIT_WRONG_USAGE;

  clear_options (&options);
  return status;
}
