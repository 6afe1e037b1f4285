/* SPDX-License-Identifier: MIT */
#include <gio/gio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/figure-options.h"
#include "cli/interrupt.h"
#include "cli/outputs.h"
#include "cli/source.h"
#include "cli/trained.h"
#include "store/document-file.h"
#include "experiment/file.h"
#include "train/cores.h"
#include "train/snapshot-take.h"

#define FONT "Cantarell 11"
#define SMALLEST_SIDE 100
#define LARGEST_SIDE 8000

typedef struct {
  GradusChanges changes;
  char *view, *file, *run;
  int width, height;
  gboolean is_quiet, has_legend;
  GradusFigureOptions *settings; /* of the figure */
} Options;

static const char needs[] = "EXPERIMENT|FILE.gradus --view VIEW --to FILE.(png|svg|pdf)";

static void
clear_options (Options *options)
{
  gradus_changes_clear (&options->changes);
  g_free (options->view);
  g_free (options->file);
  g_free (options->run);
  g_clear_pointer (&options->settings, gradus_figure_options_free);
}

/* The %c finds what follows the second number, as in 800x500px. */
static gboolean
parse_size (const char *text, Options *options)
{
  char rest;

  options->width = 800;
  options->height = 500;
  if (!text)
    return TRUE;
  if (sscanf (text, "%dx%d%c", &options->width, &options->height, &rest) == 2 &&
      options->width >= SMALLEST_SIDE && options->width <= LARGEST_SIDE &&
      options->height >= SMALLEST_SIDE && options->height <= LARGEST_SIDE)
    return TRUE;
  gradus_cli_fail (EXIT_WRONG_USAGE,
                   "--size %s: give width and height in points, %d to %d, as in 800x500", text,
                   SMALLEST_SIDE, LARGEST_SIDE);
  return FALSE;
}

/* Checks that the required options are there and that all go together. */
static gboolean
check_options (Options *options, int argc, char **argv)
{
  GradusSheetFormat format;

  if (argc != 2 || !options->view || !options->file) {
    gradus_cli_fail (
        EXIT_WRONG_USAGE,
        "plot takes one EXPERIMENT, --view and --to; usage: gradus-cli plot [OPTION…] %s", needs);
    return FALSE;
  }
  options->changes.source = argv[1];
  if (!gradus_sheet_find_format (options->file, &format)) {
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "--to %s: figures are written as .png, .svg or .pdf; give a name that ends so",
                     options->file);
    return FALSE;
  }
  if (gradus_document_file_is_one (argv[1]) &&
      (options->changes.steps || options->changes.seed || options->changes.settings)) {
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "--steps, --seed, --set: a document's run is drawn as it is; leave them out");
    return FALSE;
  }
  return TRUE;
}

/* Parses the command's own options and those of the figures' settings. */
static gboolean
parse_entries (Options *options, const GOptionEntry *entries, int *argc, char ***argv)
{
  g_autoptr (GArray) all = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));

  for (; entries->long_name; entries++)
    g_array_append_val (all, *entries);
  gradus_figure_options_add_entries (options->settings, all);
  return gradus_cli_parse (
      argc, argv, (const GOptionEntry *) (void *) all->data, needs,
      "Trains an experiment and draws a figure of it, as the window does, in colours for print.");
}

static gboolean
parse_plot_options (Options *options, int argc, char **argv)
{
  g_autofree char *size = NULL, *views = gradus_figure_options_list_figures ();
  const GOptionEntry entries[] = {
    { "view", 0, 0, G_OPTION_ARG_STRING, &options->view, views, "VIEW" },
    { "run", 0, 0, G_OPTION_ARG_STRING, &options->run, "Run N of a document, from 1", "N" },
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &options->file, "Draw there, as .png, .svg or .pdf",
      "FILE" },
    { "steps", 0, 0, G_OPTION_ARG_STRING, &options->changes.steps, "Train N steps", "N" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &options->changes.seed, "Draw the weights from seed S",
      "S" },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->changes.settings,
      "Change a setting; may be repeated", "PATH=VALUE" },
    { "size", 0, 0, G_OPTION_ARG_STRING, &size,
      "In points, 800x500 if left out; PNG has twice as many pixels", "WIDTHxHEIGHT" },
    { "legend", 0, 0, G_OPTION_ARG_NONE, &options->has_legend,
      "Say below the figure what its marks and colours mean", NULL },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &options->is_quiet, "No progress bar", NULL },
    G_OPTION_ENTRY_NULL
  };

  return parse_entries (options, entries, &argc, &argv) && check_options (options, argc, argv) &&
         parse_size (size, options);
}

/* All samples, not as many as a frame has time for. */
static gboolean
draw_file (const Options *options, const GradusFigure *figure, const GradusExperiment *experiment,
           GradusStepper *stepper, GError **error)
{
  const GradusSnapshotNeeds needs_of_figure = gradus_figure_look (figure);
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_PRINT, FONT);
  g_autoptr (GradusSnapshot) snapshot = gradus_snapshot_take (stepper, 0, &needs_of_figure);
  g_auto (GradusSeries) series = { 0 }, layer_series = { 0 };
  const GradusFigureSource source = { .experiment = experiment,
                                      .snapshot = snapshot,
                                      .series = &series,
                                      .layer_series = &layer_series,
                                      .training = gradus_stepper_get_dataset (stepper),
                                      .test = gradus_stepper_get_test_dataset (stepper) };
  GradusSheetFormat format = GRADUS_SHEET_PNG;
  g_autoptr (GBytes) bytes = NULL;

  gradus_history_read (gradus_stepper_get_history (stepper), &series);
  gradus_history_read (gradus_stepper_get_layer_history (stepper), &layer_series);
  gradus_sheet_find_format (options->file, &format);
  bytes = gradus_figure_render (figure, &source, format, style, options->width, options->height);
  if (bytes)
    return gradus_file_replace (options->file, g_bytes_get_data (bytes, NULL),
                                g_bytes_get_size (bytes), error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "%s: the figure could not be drawn; a smaller --size may help", options->file);
  return FALSE;
}

/* FALSE, after a message, if the experiment lacks what the figure shows. */
static gboolean
check_figure (const GradusFigure *figure, const GradusExperiment *experiment,
              GradusStepper *stepper)
{
  const GradusFigureSource source = { .experiment = experiment,
                                      .training = gradus_stepper_get_dataset (stepper),
                                      .test = gradus_stepper_get_test_dataset (stepper) };
  const GradusFigureSetting *setting;
  g_autofree char *fault = gradus_figure_find_fault (figure, &source, &setting);

  if (fault && !setting)
    gradus_cli_fail (EXIT_WRONG_USAGE, "--view %s: %s", figure->class->name, fault);
  else if (fault && setting->kind == GRADUS_FIGURE_SETTING_PART)
    gradus_cli_fail (EXIT_WRONG_USAGE, "--%s: %s", setting->name, fault);
  else if (fault)
    gradus_cli_fail (EXIT_WRONG_USAGE, "--%s %g: %s", setting->name,
                     gradus_figure_get (figure, setting->name), fault);
  return !fault;
}

/* Restores a run of a document as it is, without training. */
static GradusStepper *
resume_run (const Options *options, GradusExperiment **experiment, GError **error)
{
  const GradusChosen chosen = { options->changes.source, options->run, NULL };
  gboolean is_newer;
  g_autoptr (GradusDraft) draft =
      gradus_document_file_load (chosen.filename, TRUE, &is_newer, NULL, error);
  const GradusDraftEntry *run = draft ? gradus_cli_find_run (&chosen, draft, error) : NULL;
  GradusStepper *stepper = run ? gradus_cli_resume (run, error) : NULL;

  if (!stepper)
    return NULL;
  *experiment = gradus_experiment_copy (run->experiment);
  return stepper;
}

static gboolean
check_output (const Options *options, const GradusExperiment *experiment, GError **error)
{
  g_autoptr (GradusOutputs) outputs = gradus_outputs_new ();

  gradus_outputs_add_input (outputs, options->changes.source);
  gradus_outputs_add_data (outputs, &experiment->data);
  gradus_outputs_add (outputs, "to", options->file, GRADUS_OUTPUT_FILE);
  return gradus_outputs_check (outputs, error);
}

static GradusStepper *
begin_run (const Options *options, GradusExperiment **experiment, GError **error)
{
  GradusStepper *stepper;

  *experiment = gradus_cli_open (&options->changes, error);
  stepper = *experiment ? gradus_stepper_new (*experiment, error) : NULL;
  if (stepper)
    gradus_stepper_use_cores (stepper, gradus_cores_count ());
  return stepper;
}

/* What cannot be drawn is refused before training. */
static ExitStatus
run_plot (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment = NULL;
  g_autoptr (GradusStepper) stepper = NULL;
  g_autoptr (GradusFigure) figure =
      gradus_figure_options_make_figure (options->settings, options->view);

  if (!figure)
    return EXIT_WRONG_USAGE;
  figure->has_legend = options->has_legend;
  if (gradus_document_file_is_one (options->changes.source))
    stepper = resume_run (options, &experiment, &error);
  else
    stepper = begin_run (options, &experiment, &error);
  if (!stepper || !check_output (options, experiment, &error))
    return gradus_cli_fail_with (error);
  if (!check_figure (figure, experiment, stepper))
    return EXIT_WRONG_USAGE;
  if (!gradus_document_file_is_one (options->changes.source))
    gradus_cli_run (stepper, experiment->steps, options->is_quiet);
  if (!draw_file (options, figure, experiment, stepper, &error))
    return gradus_cli_fail_with (error);
  return gradus_cli_conclude ();
}

ExitStatus
gradus_cli_plot (int argc, char **argv)
{
  Options options = { .settings = gradus_figure_options_new () };
  ExitStatus status =
      parse_plot_options (&options, argc, argv) ? run_plot (&options) : EXIT_WRONG_USAGE;

  clear_options (&options);
  return status;
}
