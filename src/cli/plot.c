/* SPDX-License-Identifier: MIT */
#include <gio/gio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/source.h"
#include "cli/trained.h"
#include "figure/figure.h"
#include "store/document-file.h"
#include "experiment/file.h"
#include "train/cores.h"
#include "train/snapshot-take.h"

#define FONT "Cantarell 11"
#define SMALLEST_SIDE 100
#define LARGEST_SIDE 8000

typedef struct {
  GradusChanges changes;
  char *view, *file, *measure, *form, *part, *activation, *run;
  int width, height, sample;
  gboolean is_log, is_discrete, is_quiet;
  double smoothing;
} Options;

static const char *const measures[] = { "gradient-norm", "update-ratio", "spread",  "saturated",
                                        "dead",          "moved",        "unmoved", NULL };
static const char *const forms[] = { "bars", "lines", "strip", NULL };

static const char needs[] = "EXPERIMENT|FILE.gradus --view VIEW --to FILE.(png|svg|pdf)";

static void
clear_options (Options *options)
{
  gradus_changes_clear (&options->changes);
  g_free (options->view);
  g_free (options->file);
  g_free (options->measure);
  g_free (options->form);
  g_free (options->part);
  g_free (options->run);
  g_free (options->activation);
}

/* -1, said on standard error, where `word` is none of `known`; 0 where there is no word. */
static int
find_word (const char *option, const char *word, const char *const *known)
{
  g_autofree char *list = g_strjoinv (", ", (char **) known);

  for (int i = 0; word && known[i]; i++) {
    if (strcmp (word, known[i]) == 0)
      return i;
  }
  if (!word)
    return 0;
  gradus_cli_fail (EXIT_WRONG_USAGE, "--%s %s: there is none of that name; there are %s", option, word, list);
  return -1;
}

static gboolean
parse_size (const char *text, Options *options)
{
  char rest;

  options->width = 800;
  options->height = 500;
  if (!text)
    return TRUE;
  if (sscanf (text, "%dx%d%c", &options->width, &options->height, &rest) == 2 &&
      options->width >= SMALLEST_SIDE && options->width <= LARGEST_SIDE && options->height >= SMALLEST_SIDE &&
      options->height <= LARGEST_SIDE)
    return TRUE;
  gradus_cli_fail (EXIT_WRONG_USAGE, "--size %s: give width and height in points, %d to %d, as in 800x500",
                   text, SMALLEST_SIDE, LARGEST_SIDE);
  return FALSE;
}

/* "LAYER", "LAYER:UNIT" or "LAYER:UNIT:INPUT", from 1. */
static gboolean
parse_part (const char *text, GradusDiagramPart *part)
{
  unsigned layer = 1, unit = 1, input = 1;
  char rest;
  const int n = text ? sscanf (text, "%u:%u:%u%c", &layer, &unit, &input, &rest) : 2;

  *part = (GradusDiagramPart){ n == 1   ? GRADUS_DIAGRAM_LAYER
                               : n == 2 ? GRADUS_DIAGRAM_UNIT
                                        : GRADUS_DIAGRAM_EDGE,
                               layer, unit - 1, input - 1 };
  if (n >= 1 && n <= 3 && layer >= 1 && unit >= 1 && input >= 1)
    return TRUE;
  gradus_cli_fail (EXIT_WRONG_USAGE,
                   "--part %s: give LAYER, LAYER:UNIT or LAYER:UNIT:INPUT, from 1, as in 3:2", text);
  return FALSE;
}

static gboolean
make_figure (const Options *options, GradusFigure *figure)
{
  const int kind = find_word ("view", options->view, gradus_figure_names);
  const int measure = find_word ("measure", options->measure, measures);
  const int form = find_word ("form", options->form, forms);
  const int activation = find_word ("activation", options->activation, gradus_activation_names);

  if (kind < 0 || measure < 0 || form < 0 || activation < 0)
    return FALSE;
  *figure = gradus_figure_make ((GradusFigureKind) kind);
  figure->measure = (GradusMeasure) measure;
  figure->form = (GradusForm) form;
  figure->is_log = options->is_log;
  figure->is_discrete = options->is_discrete;
  figure->smoothing = CLAMP (options->smoothing, 0, 0.999);
  figure->sample = (guint) MAX (options->sample, 1) - 1;
  if (options->activation)
    figure->activation = gradus_activation_make ((GradusActivationKind) activation);
  return kind != GRADUS_FIGURE_INSPECTOR || parse_part (options->part, &figure->selected);
}

/* What is needed, and what goes with what. */
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

static gboolean
parse_options (Options *options, int argc, char **argv)
{
  g_autofree char *size = NULL;
  const GOptionEntry entries[] = {
    { "view", 0, 0, G_OPTION_ARG_STRING, &options->view,
      "cost, accuracy, gradients, boundary, network, chain, inspector, activations, samples, "
      "filters, confusion or mistakes",
      "VIEW" },
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
    { "log", 0, 0, G_OPTION_ARG_NONE, &options->is_log, "Draw the cost on a logarithmic axis",
      NULL },
    { "smoothing", 0, 0, G_OPTION_ARG_DOUBLE, &options->smoothing,
      "Smooth curves by so much, 0 to 0.999", "X" },
    { "measure", 0, 0, G_OPTION_ARG_STRING, &options->measure,
      "What gradients shows: gradient-norm, update-ratio, spread, saturated, dead, moved or "
      "unmoved",
      "MEASURE" },
    { "form", 0, 0, G_OPTION_ARG_STRING, &options->form,
      "How gradients shows it: bars, lines or strip", "FORM" },
    { "classes", 0, 0, G_OPTION_ARG_NONE, &options->is_discrete,
      "Colour the boundary by the answers alone", NULL },
    { "sample", 0, 0, G_OPTION_ARG_INT, &options->sample, "The sample that chain follows, from 1",
      "N" },
    { "part", 0, 0, G_OPTION_ARG_STRING, &options->part, "What inspector shows, from 1",
      "LAYER[:UNIT[:INPUT]]" },
    { "activation", 0, 0, G_OPTION_ARG_STRING, &options->activation,
      "The one that activations shows", "NAME" },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &options->is_quiet, "No progress bar", NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!gradus_cli_parse (&argc, &argv, entries, needs,
                         "Trains an experiment and draws a figure of it, as the window does, in "
                         "colours for print."))
    return FALSE;
  return check_options (options, argc, argv) && parse_size (size, options);
}

static gboolean
draw (const Options *options, const GradusFigure *figure, const GradusExperiment *experiment,
      GradusStepper *stepper, GError **error)
{
  const GradusSnapshotNeeds look = gradus_figure_get_needs (figure);
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_PRINT, FONT);
  g_autoptr (GradusSnapshot) snapshot = gradus_snapshot_take (stepper, 0, &look);
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
    return gradus_file_replace (options->file, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "%s: the figure could not be drawn; a smaller --size may help", options->file);
  return FALSE;
}

static gboolean
is_of_pictures (GradusFigureKind kind)
{
  return kind == GRADUS_FIGURE_SAMPLES || kind == GRADUS_FIGURE_FILTERS || kind == GRADUS_FIGURE_MISTAKES;
}

/* What a figure asks for and the network does not have. */
static gboolean
fits (const GradusFigure *figure, const GradusExperiment *experiment, GradusStepper *stepper)
{
  const guint n_layers = gradus_experiment_get_n_layers (experiment), layer = figure->selected.column;
  const guint n_samples = gradus_stepper_get_dataset (stepper)->n_samples;

  if (figure->kind == GRADUS_FIGURE_CHAIN && figure->sample >= n_samples) {
    gradus_cli_fail (EXIT_WRONG_USAGE, "--sample %u: there are %u samples", figure->sample + 1, n_samples);
    return FALSE;
  }
  if (figure->kind == GRADUS_FIGURE_INSPECTOR &&
      (layer > n_layers ||
       figure->selected.unit >= gradus_experiment_count_outputs (experiment, layer - 1))) {
    gradus_cli_fail (EXIT_WRONG_USAGE, "--part: the network has %u layers, and no such unit in layer %u",
                     n_layers, layer);
    return FALSE;
  }
  if (figure->kind == GRADUS_FIGURE_PROBE) {
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "--view probe: a drawing is to be had in the window alone; take another view");
    return FALSE;
  }
  if (is_of_pictures (figure->kind) && gradus_stepper_get_dataset (stepper)->shape.width == 0) {
    gradus_cli_fail (EXIT_WRONG_USAGE, "--view %s: these samples are no pictures; take another view",
                     gradus_figure_names[figure->kind]);
    return FALSE;
  }
  return TRUE;
}

/* A run of a document as it is, which is not trained. */
static GradusStepper *
resume (const Options *options, GradusExperiment **experiment, GError **error)
{
  const GradusChosen chosen = { options->changes.source, options->run, NULL };
  gboolean is_newer;
  g_autoptr (GradusDraft) draft =
      gradus_document_file_load (chosen.filename, TRUE, &is_newer, NULL, error);
  const GradusDraftEntry *run = draft ? gradus_cli_find_run (&chosen, draft, error) : NULL;
  GradusStepper *stepper =
      run ? gradus_stepper_new_on (run->experiment, run->training, run->test, error) : NULL;

  if (!stepper)
    return NULL;
  gradus_stepper_resume (stepper, run->draft);
  *experiment = gradus_experiment_copy (run->experiment);
  return stepper;
}

static GradusStepper *
begin (const Options *options, GradusExperiment **experiment, GError **error)
{
  GradusStepper *stepper;

  *experiment = gradus_cli_open (&options->changes, error);
  stepper = *experiment ? gradus_stepper_new (*experiment, error) : NULL;
  if (stepper)
    gradus_stepper_use_cores (stepper, gradus_cores_count ());
  return stepper;
}

static ExitStatus
run (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment = NULL;
  g_autoptr (GradusStepper) stepper = NULL;
  GradusFigure figure;

  if (!make_figure (options, &figure))
    return EXIT_WRONG_USAGE;
  if (gradus_document_file_is_one (options->changes.source))
    stepper = resume (options, &experiment, &error);
  else
    stepper = begin (options, &experiment, &error);
  if (!stepper)
    return gradus_cli_fail (EXIT_BAD_INPUT, "%s", error->message);
  if (!fits (&figure, experiment, stepper))
    return EXIT_WRONG_USAGE;
  if (!gradus_document_file_is_one (options->changes.source))
    gradus_cli_run (stepper, experiment->steps, options->is_quiet);
  if (!draw (options, &figure, experiment, stepper, &error))
    return gradus_cli_fail (EXIT_BAD_INPUT, "%s", error->message);
  return gradus_cli_was_interrupted () ? EXIT_INTERRUPTED : EXIT_DONE;
}

ExitStatus
gradus_cli_plot (int argc, char **argv)
{
  Options options = { 0 };
  ExitStatus status = parse_options (&options, argc, argv) ? run (&options) : EXIT_WRONG_USAGE;

  clear_options (&options);
  return status;
}
