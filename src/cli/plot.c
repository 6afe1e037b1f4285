/* SPDX-License-Identifier: MIT */
#include <gio/gio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/figure-options.h"
#include "cli/interrupt.h"
#include "cli/outputs.h"
#include "cli/plotted.h"
#include "cli/sweeping.h"
#include "cli/trained.h"
#include "experiment/refusal.h"
#include "figure/draft-landscape.h"
#include "store/document-file.h"
#include "train/snapshot-take.h"

#define SMALLEST_SIDE 100
#define LARGEST_SIDE 8000

/* Of a number that was not given, and what it then is. */
#define UNSET G_MININT
#define USUAL_SEEDS 100

typedef struct {
  GradusChanges changes;
  char *view, *file, *run;
  int width, height;
  int n_seeds; /* UNSET: the default */
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

/* Checks that the required options are there and that all go together. */
static gboolean
check_options (Options *options, int argc, char **argv)
{
  if (argc != 2 || !options->view || !options->file) {
    gradus_cli_fail (
        EXIT_WRONG_USAGE,
        "plot takes one EXPERIMENT, --view and --to; usage: gradus-cli plot [OPTION…] %s", needs);
    return FALSE;
  }
  options->changes.source = argv[1];
  if (options->n_seeds != UNSET && options->n_seeds < 1) {
    gradus_cli_fail (EXIT_WRONG_USAGE, "--seeds %d: give a number from 1", options->n_seeds);
    return FALSE;
  }
  return gradus_plotted_check_name ("to", options->file) &&
         gradus_plotted_check_changes (&options->changes);
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
    { "seeds", 0, 0, G_OPTION_ARG_INT, &options->n_seeds,
      "Train N seeds for a view of them, 100 if left out", "N" },
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
         check_options (options, argc, argv) && gradus_figure_options_read_size (size, SMALLEST_SIDE, LARGEST_SIDE, "points", "800x500",
                                          &options->width, &options->height);
}

/* -- Drawing ----------------------------------------------------------------------------------- */

static gboolean
write_figure (const Options *options, const GradusFigure *figure, const GradusFigureSource *source,
              GError **error)
{
  return gradus_plotted_save (figure, source, options->file, options->width, options->height,
                              error);
}

/* The runs of a figure that draws each, with all that it draws of them. */
typedef struct {
  GradusStepper *stepper; /* NULL: the plotted one's own */
  GradusSnapshot *snapshot;
  GradusSeries series;
  GradusFigureSource source;
  char *name;
} Member;

static void
free_member (gpointer data)
{
  Member *member = data;

  g_clear_pointer (&member->stepper, gradus_stepper_free);
  g_clear_pointer (&member->snapshot, gradus_snapshot_unref);
  gradus_series_clear (&member->series);
  g_free (member->name);
  g_free (member);
}

static gboolean
fill_member (Member *member, const GradusDraftEntry *entry, const GradusPlotted *plotted,
             const GradusSnapshotNeeds *wanted, GError **error)
{
  GradusStepper *stepper = plotted->stepper;

  if (entry != plotted->run)
    stepper = member->stepper = gradus_cli_resume (entry, error);
  if (!stepper)
    return FALSE;
  member->snapshot = gradus_snapshot_take (stepper, 0, wanted);
  gradus_history_read (gradus_stepper_get_history (stepper), &member->series);
  member->source = (GradusFigureSource){ .experiment = entry->experiment,
                                         .snapshot = member->snapshot,
                                         .series = &member->series,
                                         .training = gradus_stepper_get_dataset (stepper),
                                         .test = gradus_stepper_get_test_dataset (stepper) };
  return TRUE;
}

/* By its own name, or by what most often differs. */
static char *
name_member (const GradusDraftEntry *entry)
{
  return entry->name ? g_strdup (entry->name)
                     : g_strdup_printf ("%s, seed %" G_GUINT64_FORMAT, entry->experiment->name,
                                        entry->experiment->seed);
}

/* Those that are not hidden; `runs` borrows from `members`. */
static gboolean
collect_members (const GradusFigure *figure, const GradusPlotted *plotted, GPtrArray *members,
                 GArray *runs, GError **error)
{
  const GradusSnapshotNeeds wanted = gradus_figure_look (figure);

  for (guint i = 0; i < plotted->draft->runs->len; i++) {
    const GradusDraftEntry *entry = g_ptr_array_index (plotted->draft->runs, i);
    Member *member;
    GradusFigureRun run;

    if (entry->is_hidden && entry != plotted->run)
      continue;
    member = g_new0 (Member, 1);
    g_ptr_array_add (members, member);
    if (!fill_member (member, entry, plotted, &wanted, error))
      return FALSE;
    member->name = name_member (entry);
    run = (GradusFigureRun){ .name = member->name,
                             .colour = entry->colour,
                             .series = &member->series,
                             .is_selected = entry == plotted->run,
                             .number = i,
                             .own = &member->source };
    g_array_append_val (runs, run);
  }
  return TRUE;
}

/* What is measured once. Of rates from the initial weights, whatever the run has learned. FALSE
 * without an error where it was interrupted. */
static gboolean
draw_rates (const Options *options, const GradusFigure *figure, const GradusPlotted *plotted,
            GError **error)
{
  g_autoptr (GradusRateTest) test =
      gradus_rate_test_run (plotted->experiment, gradus_stepper_get_dataset (plotted->stepper),
                            gradus_interrupt_catch (), error);
  const GradusFigureSource source = { .experiment = plotted->experiment, .rates = test };

  return test && write_figure (options, figure, &source, error);
}

static gboolean
draw_damage (const Options *options, const GradusFigure *figure, const GradusPlotted *plotted,
             GError **error)
{
  GradusStepper *stepper = plotted->stepper;
  g_autoptr (GradusCheckpoint) now = gradus_stepper_save (stepper);
  g_autofree GradusDamage *damage = gradus_damage_measure (
      plotted->experiment, now, gradus_stepper_get_dataset (stepper),
      gradus_stepper_get_test_dataset (stepper), figure->class->choose_damage (figure),
      gradus_interrupt_catch (), error);
  const GradusFigureSource source = { .experiment = plotted->experiment, .damage = damage };

  return damage && write_figure (options, figure, &source, error);
}

/* All samples, not as many as a frame has time for. */
static gboolean
draw_file (const Options *options, const GradusFigure *figure, const GradusPlotted *plotted,
           const GradusLandscape *landscape, GError **error)
{
  GradusStepper *stepper = plotted->stepper;
  const GradusSnapshotNeeds needs_of_figure = gradus_figure_look (figure);
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

  gradus_history_read (gradus_stepper_get_history (stepper), &series);
  gradus_history_read (gradus_stepper_get_layer_history (stepper), &layer_series);
  return write_figure (options, figure, &source, error);
}

static gboolean
draw_members (const Options *options, const GradusFigure *figure, const GradusPlotted *plotted,
              GError **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func (free_member);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (GradusFigureRun));
  GradusFigureSource source = { .experiment = plotted->experiment };

  if (!collect_members (figure, plotted, members, runs, error))
    return FALSE;
  source.n_runs = runs->len;
  source.runs = (const GradusFigureRun *) (void *) runs->data;
  return write_figure (options, figure, &source, error);
}

static gboolean
draw_plotted (const Options *options, const GradusFigure *figure, const GradusPlotted *plotted,
              GError **error)
{
  GError *failure = NULL;
  g_autoptr (GradusLandscape) landscape = NULL;

  if (figure->class->has_each_run)
    return draw_members (options, figure, plotted, error);
  if (figure->class->shows_rates)
    return draw_rates (options, figure, plotted, error);
  if (figure->class->choose_damage)
    return draw_damage (options, figure, plotted, error);
  landscape = gradus_draft_landscape_survey (plotted->draft->runs, plotted->run, figure, &failure);

  if (failure) {
    g_propagate_error (error, failure);
    return FALSE;
  }
  return draw_file (options, figure, plotted, landscape, error);
}

/* -- Of a sweep -------------------------------------------------------------------------------- */

/* That of a document, as it is. */
static GradusSweep *
load_sweep (const Options *options, GError **error)
{
  gboolean is_newer;
  g_autoptr (GradusDraft) draft =
      gradus_document_file_load (options->changes.source, TRUE, &is_newer, NULL, error);

  if (draft && !draft->sweep)
    gradus_refuse (error, "%s: this document has no sweep; ask one in the window, or give an "
                          "experiment",
                   options->changes.source);
  return draft && draft->sweep ? gradus_sweep_ref (draft->sweep->sweep) : NULL;
}

/* The experiment from many seeds. */
static GradusSweep *
make_sweep (const Options *options, GError **error)
{
  g_autoptr (GradusExperiment) experiment = gradus_cli_open (&options->changes, error);
  g_autoptr (GradusSweep) sweep = NULL;

  if (!experiment)
    return NULL;
  sweep = gradus_sweep_new (
      experiment, g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_sweep_axis_free),
      gradus_changes_set (&options->changes, "seed") ? experiment->seed : 1,
      options->n_seeds == UNSET ? USUAL_SEEDS : (guint) options->n_seeds, error);
  return sweep && gradus_sweep_keep_curves (sweep, error) ? g_steal_pointer (&sweep) : NULL;
}

static gboolean
check_sweep_output (const Options *options, const GradusSweep *sweep, GError **error)
{
  g_autoptr (GradusOutputs) outputs = gradus_outputs_new ();

  gradus_outputs_add_input (outputs, options->changes.source);
  gradus_outputs_add_data (outputs, &gradus_sweep_get_base (sweep)->data);
  gradus_outputs_add (outputs, "to", options->file, GRADUS_OUTPUT_FILE);
  return gradus_outputs_check (outputs, error);
}

static gboolean
draw_sweep (const Options *options, const GradusFigure *figure, GradusSweep *sweep,
            gboolean is_document, GError **error)
{
  const GradusFigureSource source = { .sweep = sweep };
  const GradusSweeping how = { .n_parts = 1, .is_quiet = options->is_quiet };
  double seconds;

  return check_sweep_output (options, sweep, error) &&
         (is_document || gradus_cli_do_sweep (sweep, &how, &seconds, error)) &&
         write_figure (options, figure, &source, error);
}

static ExitStatus
plot_sweep (const Options *options, const GradusFigure *figure)
{
  const gboolean is_document = gradus_document_file_is_one (options->changes.source);
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusSweep) sweep =
      is_document ? load_sweep (options, &error) : make_sweep (options, &error);
  const GradusFigureSource source = { .sweep = sweep };
  const GradusFigureSetting *setting;
  g_autofree char *fault = sweep ? gradus_figure_find_fault (figure, &source, &setting) : NULL;

  if (fault)
    gradus_refuse (&error, "--view %s: %s", figure->class->name, fault);
  if (!sweep || fault || !draw_sweep (options, figure, sweep, is_document, &error))
    return gradus_cli_fail_with (error);
  return gradus_cli_conclude ();
}

/* -- Of a run ---------------------------------------------------------------------------------- */

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
  if ((!figure->class->shows_rates &&
       !gradus_plotted_train (plotted, figure, options->is_quiet, &error)) ||
      !draw_plotted (options, figure, plotted, &error))
    return error ? gradus_cli_fail_with (error) : gradus_cli_conclude ();
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
  status = figure->class->is_of_sweep ? plot_sweep (options, figure)
                                      : plot_figure (options, figure, &plotted);
  gradus_plotted_clear (&plotted);
  return status;
}

ExitStatus
gradus_cli_plot (int argc, char **argv)
{
  Options options = { .n_seeds = UNSET, .settings = gradus_figure_options_new () };
  ExitStatus status =
      parse_plot_options (&options, argc, argv) ? run_plot (&options) : EXIT_WRONG_USAGE;

  clear_options (&options);
  return status;
}
