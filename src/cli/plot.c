/* SPDX-License-Identifier: MIT */
#include <gio/gio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/figure-options.h"
#include "cli/interrupt.h"
#include "cli/outputs.h"
#include "cli/source.h"
#include "cli/trained.h"
#include "experiment/builtin.h"
#include "experiment/experiment-json.h"
#include "experiment/file.h"
#include "figure/draft-landscape.h"
#include "store/document-file.h"
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

/* What is drawn: a run, alone or one of several. */
typedef struct {
  GradusExperiment *experiment;
  GradusStepper *stepper;
  GradusDraft *draft; /* NULL while the run is not trained */
  const GradusDraftEntry *run;
} Plotted;

static void
clear_plotted (Plotted *plotted)
{
  g_clear_pointer (&plotted->stepper, gradus_stepper_free);
  g_clear_pointer (&plotted->experiment, gradus_experiment_free);
  g_clear_pointer (&plotted->draft, gradus_draft_unref);
}

/* -- Before training --------------------------------------------------------------------------- */

/* Restores a run of a document as it is, without training. */
static gboolean
resume_run (const Options *options, Plotted *plotted, GError **error)
{
  const GradusChosen chosen = { options->changes.source, options->run, NULL };
  gboolean is_newer;

  plotted->draft = gradus_document_file_load (chosen.filename, TRUE, &is_newer, NULL, error);
  plotted->run = plotted->draft ? gradus_cli_find_run (&chosen, plotted->draft, error) : NULL;
  plotted->stepper = plotted->run ? gradus_cli_resume (plotted->run, error) : NULL;
  if (!plotted->stepper)
    return FALSE;
  plotted->experiment = gradus_experiment_copy (plotted->run->experiment);
  return TRUE;
}

static gboolean
begin_run (const Options *options, Plotted *plotted, GError **error)
{
  plotted->experiment = gradus_cli_open (&options->changes, error);
  plotted->stepper = plotted->experiment ? gradus_stepper_new (plotted->experiment, error) : NULL;
  if (plotted->stepper)
    gradus_stepper_use_cores (plotted->stepper, gradus_cores_count ());
  return plotted->stepper != NULL;
}

/* FALSE, after a message, if the experiment lacks what the figure shows. */
static gboolean
check_figure (const GradusFigure *figure, const Plotted *plotted)
{
  const GradusFigureSource source = {
    .experiment = plotted->experiment,
    .training = gradus_stepper_get_dataset (plotted->stepper),
    .test = gradus_stepper_get_test_dataset (plotted->stepper),
  };
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

static gboolean
check_output (const Options *options, const GradusExperiment *experiment, GError **error)
{
  g_autoptr (GradusOutputs) outputs = gradus_outputs_new ();

  gradus_outputs_add_input (outputs, options->changes.source);
  gradus_outputs_add_data (outputs, &experiment->data);
  gradus_outputs_add (outputs, "to", options->file, GRADUS_OUTPUT_FILE);
  return gradus_outputs_check (outputs, error);
}

/* -- Training ---------------------------------------------------------------------------------- */

/* Into the draft. */
static GradusDraftEntry *
train_run (const Options *options, Plotted *plotted, const GradusExperiment *experiment,
           GradusStepper *stepper, GError **error)
{
  GradusDraftEntry *run;

  gradus_cli_run (stepper, experiment->steps, options->is_quiet);
  run = gradus_draft_add_stepper (plotted->draft, experiment, stepper, 0);
  if (run)
    run->colour = plotted->draft->runs->len - 1;
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "there is no memory for what was learned");
  return run;
}

/* The others of a race, where the figure shows them all. */
static gboolean
train_rivals (const Options *options, Plotted *plotted, GradusDraftEntry *first, GError **error)
{
  const GradusRival *rivals = gradus_builtin_list_rivals (options->changes.source);

  for (guint i = 0; rivals && rivals[i].name; i++) {
    g_autoptr (GradusExperiment) experiment =
        gradus_experiment_set (plotted->experiment, rivals[i].settings, error);
    g_autoptr (GradusStepper) stepper = NULL;
    GradusDraftEntry *run = first;

    if (!experiment)
      return FALSE;
    if (i > 0) {
      stepper = gradus_stepper_new (experiment, error);
      run = stepper ? train_run (options, plotted, experiment, stepper, error) : NULL;
    }
    if (!run)
      return FALSE;
    run->name = g_strdup (rivals[i].name);
  }
  return TRUE;
}

static gboolean
train_all (const Options *options, const GradusFigure *figure, Plotted *plotted, GError **error)
{
  GradusDraftEntry *run;

  if (plotted->draft) /* a document's runs stay as they are */
    return TRUE;
  plotted->draft = gradus_draft_new ();
  run = train_run (options, plotted, plotted->experiment, plotted->stepper, error);
  plotted->run = run;
  return run && (!figure->class->survey || train_rivals (options, plotted, run, error));
}

/* -- Drawing ----------------------------------------------------------------------------------- */

/* All samples, not as many as a frame has time for. */
static gboolean
draw_file (const Options *options, const GradusFigure *figure, const Plotted *plotted,
           const GradusLandscape *landscape, GError **error)
{
  GradusStepper *stepper = plotted->stepper;
  const GradusSnapshotNeeds needs_of_figure = gradus_figure_look (figure);
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_PRINT, FONT);
  g_autoptr (GradusSnapshot) snapshot = gradus_snapshot_take (stepper, 0, &needs_of_figure);
  g_auto (GradusSeries) series = { 0 }, layer_series = { 0 };
  g_autoptr (GArray) runs = gradus_draft_landscape_list_runs (plotted->draft->runs, plotted->run);
  const GradusFigureSource source = {
    .experiment = plotted->experiment,
    .snapshot = snapshot,
    .series = &series,
    .layer_series = &layer_series,
    .training = gradus_stepper_get_dataset (stepper),
    .test = gradus_stepper_get_test_dataset (stepper),
    .landscape = landscape,
    .n_runs = landscape && runs->len > 1 ? runs->len : 0,
    .runs = (const GradusFigureRun *) (void *) runs->data,
  };
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

static gboolean
draw_plotted (const Options *options, const GradusFigure *figure, const Plotted *plotted,
              GError **error)
{
  GError *failure = NULL;
  g_autoptr (GradusLandscape) landscape =
      gradus_draft_landscape_survey (plotted->draft->runs, plotted->run, figure, &failure);

  if (failure) {
    g_propagate_error (error, failure);
    return FALSE;
  }
  return draw_file (options, figure, plotted, landscape, error);
}

/* What cannot be drawn is refused before training. */
static ExitStatus
plot_figure (const Options *options, const GradusFigure *figure, Plotted *plotted)
{
  g_autoptr (GError) error = NULL;
  const gboolean has_begun = gradus_document_file_is_one (options->changes.source)
                                 ? resume_run (options, plotted, &error)
                                 : begin_run (options, plotted, &error);

  if (!has_begun || !check_output (options, plotted->experiment, &error))
    return gradus_cli_fail_with (error);
  if (!check_figure (figure, plotted))
    return EXIT_WRONG_USAGE;
  if (!train_all (options, figure, plotted, &error) ||
      !draw_plotted (options, figure, plotted, &error))
    return gradus_cli_fail_with (error);
  return gradus_cli_conclude ();
}

static ExitStatus
run_plot (const Options *options)
{
  g_autoptr (GradusFigure) figure =
      gradus_figure_options_make_figure (options->settings, options->view);
  Plotted plotted = { NULL };
  ExitStatus status;

  if (!figure)
    return EXIT_WRONG_USAGE;
  figure->has_legend = options->has_legend;
  status = plot_figure (options, figure, &plotted);
  clear_plotted (&plotted);
  return status;
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
