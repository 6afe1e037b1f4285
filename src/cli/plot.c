/* SPDX-License-Identifier: MIT */
#include <gio/gio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/figure-options.h"
#include "cli/plotted.h"
#include "experiment/file.h"
#include "figure/draft-landscape.h"
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
  return gradus_plotted_check_changes (&options->changes);
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

  return gradus_figure_options_parse (options->settings, entries, &argc, &argv, needs,
                                      "Trains an experiment and draws a figure of it, as the "
                                      "window does, in colours for print.") &&
         check_options (options, argc, argv) && parse_size (size, options);
}

/* -- Drawing ----------------------------------------------------------------------------------- */

/* All samples, not as many as a frame has time for. */
static gboolean
draw_file (const Options *options, const GradusFigure *figure, const GradusPlotted *plotted,
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
draw_plotted (const Options *options, const GradusFigure *figure, const GradusPlotted *plotted,
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
plot_figure (const Options *options, const GradusFigure *figure, GradusPlotted *plotted)
{
  g_autoptr (GError) error = NULL;

  if (!gradus_plotted_begin (plotted, &options->changes, options->run, &error) ||
      !gradus_plotted_check_output (plotted, options->file, &error))
    return gradus_cli_fail_with (error);
  if (!gradus_plotted_check_figure (plotted, figure))
    return EXIT_WRONG_USAGE;
  if (!gradus_plotted_train (plotted, figure, options->is_quiet, &error) ||
      !draw_plotted (options, figure, plotted, &error))
    return gradus_cli_fail_with (error);
  return gradus_cli_conclude ();
}

static ExitStatus
run_plot (const Options *options)
{
  g_autoptr (GradusFigure) figure =
      gradus_figure_options_make_figure (options->settings, options->view);
  GradusPlotted plotted = { NULL };
  ExitStatus status;

  if (!figure)
    return EXIT_WRONG_USAGE;
  figure->has_legend = options->has_legend;
  status = plot_figure (options, figure, &plotted);
  gradus_plotted_clear (&plotted);
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
