/* SPDX-License-Identifier: MIT */
#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/plotted.h"
#include "cli/source.h"
#include "cli/sweep-table.h"
#include "cli/sweeping.h"
#include "cli/outputs.h"
#include "data/escape.h"
#include "experiment/file.h"
#include "experiment/refusal.h"
#include "sweep/sweep-csv.h"
#include "sweep/sweep-json.h"

#define FIGURE_CELL_WIDTH 120
#define FIGURE_CELL_HEIGHT 84
#define FIGURE_FRAME 220
/* Of a number that was not given. */
#define UNSET G_MININT

#define FONT "Cantarell 10"

typedef struct {
  GradusChanges changes;
  char **vary;
  char *csv;
  char *curves;
  char *figure;
  char *shard;
  guint part, n_parts;    /* from 0; 1 part if the sweep is not divided */
  int n_seeds, n_threads; /* UNSET: the default */
  gboolean is_merge;
  gboolean is_json;
  gboolean is_quiet;
  char **files; /* to be merged */
} Options;

static const char needs[] = "EXPERIMENT --vary PATH=V1,V2,… --seeds N | SWEEP | --merge PART.json…";

static gboolean
parse_shard (Options *options)
{
  char *end;
  guint64 part, n;

  options->n_parts = 1;
  if (!options->shard)
    return TRUE;
  part = g_ascii_strtoull (options->shard, &end, 10);
  n = *end == '/' ? g_ascii_strtoull (end + 1, &end, 10) : 0;
  if (*end == '\0' && part >= 1 && part <= n && n <= GRADUS_SWEEP_MAX_JOBS) {
    options->part = (guint) part - 1;
    options->n_parts = (guint) n;
    return TRUE;
  }
  gradus_cli_fail (EXIT_WRONG_USAGE, "--shard %s: give K/N, part K of N, as in 2/4",
                   options->shard);
  return FALSE;
}

static gboolean
check_count (const char *name, int value)
{
  if (value == UNSET || value >= 1)
    return TRUE;
  gradus_cli_fail (EXIT_WRONG_USAGE, "--%s %d: give a number from 1", name, value);
  return FALSE;
}

/* Checks which options go together. */
static gboolean
check_options (Options *options, int argc, char **argv)
{
  if (options->is_merge &&
      (argc < 2 || options->vary || options->shard || options->n_seeds != UNSET)) {
    gradus_cli_fail (EXIT_WRONG_USAGE, "--merge takes files of parts and no settings; usage: "
                                       "gradus-cli sweep --merge PART.json… [--json] [--csv FILE] "
                                       "[--curves FILE]");
    return FALSE;
  }
  if (!options->is_merge && argc != 2) {
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "sweep takes one EXPERIMENT; usage: gradus-cli sweep [OPTION…] %s", needs);
    return FALSE;
  }
  if (!check_count ("seeds", options->n_seeds) || !check_count ("threads", options->n_threads))
    return FALSE;
  options->changes.source = argv[1];
  options->files = argv + 1;
  return (!options->figure || gradus_plotted_check_name ("figure", options->figure)) &&
         parse_shard (options);
}

static gboolean
parse_sweep_options (Options *options, int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "vary", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->vary,
      "Try each of these values; may be repeated, for a grid", "PATH=V1,V2,…" },
    { "seeds", 0, 0, G_OPTION_ARG_INT, &options->n_seeds, "Train N seeds in each cell of the grid",
      "N" },
    { "steps", 0, 0, G_OPTION_ARG_STRING, &options->changes.steps, "Train each N steps", "N" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &options->changes.seed, "The first seed (1)", "FIRST" },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->changes.settings,
      "Change a setting of all; may be repeated", "PATH=VALUE" },
    { "threads", 0, 0, G_OPTION_ARG_INT, &options->n_threads, "Train on N threads (one a core)",
      "N" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->is_json, "Print one JSON object instead of text",
      NULL },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &options->csv, "Write the table there", "FILE" },
    { "curves", 0, 0, G_OPTION_ARG_FILENAME, &options->curves,
      "Write there how cost and accuracy of the seeds are distributed over the steps", "FILE" },
    { "figure", 0, 0, G_OPTION_ARG_FILENAME, &options->figure,
      "Draw the grid there, as .png, .svg or .pdf", "FILE" },
    { "shard", 0, 0, G_OPTION_ARG_STRING, &options->shard,
      "Do only part K of N, and print it as JSON for --merge", "K/N" },
    { "merge", 0, 0, G_OPTION_ARG_NONE, &options->is_merge,
      "Join parts to the table of the whole sweep", NULL },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &options->is_quiet, "No progress bar", NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!gradus_cli_parse (&argc, &argv, entries, needs,
                         "Trains an experiment over a grid of choices and many seeds, on all "
                         "cores. EXPERIMENT is built in or a JSON file, SWEEP a built-in sweep "
                         "with choices and seeds of its own: lucky-seed, good-init, "
                         "good-init-spiral, good-init-fashion or good-init-cifar."))
    return FALSE;
  return check_options (options, argc, argv);
}

static void
clear_options (Options *options)
{
  gradus_changes_clear (&options->changes);
  g_strfreev (options->vary);
  g_free (options->csv);
  g_free (options->curves);
  g_free (options->figure);
  g_free (options->shard);
}

/* -- What is swept ----------------------------------------------------------------------------- */

/* The built-in sweep of that name; NULL if it is an experiment. */
static const GradusBuiltinSweep *
find_builtin (const Options *options)
{
  return gradus_builtin_sweep_find (options->changes.source);
}

static GPtrArray *
make_axes (const Options *options, const GradusBuiltinSweep *builtin, GError **error)
{
  g_autoptr (GPtrArray) axes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_sweep_axis_free);

  if (builtin && !options->vary)
    return gradus_builtin_sweep_make_axes (builtin);
  for (char **text = options->vary; text && *text; text++) {
    GradusSweepAxis *axis = gradus_sweep_axis_parse (*text, error);

    if (!axis) {
      g_prefix_error (error, "--vary ");
      return NULL;
    }
    g_ptr_array_add (axes, axis);
  }
  return g_steal_pointer (&axes);
}

/* What every cell sets for itself cannot be set for all. */
static gboolean
check_settings (const GradusChanges *changes, const GPtrArray *axes, GError **error)
{
  for (guint i = 0; i < axes->len; i++) {
    const GradusSweepAxis *axis = g_ptr_array_index (axes, i);
    const GradusSweepChoice *first = g_ptr_array_index (axis->choices, 0);

    for (char **setting = first->settings; *setting; setting++) {
      g_autofree char *path = g_strndup (*setting, strcspn (*setting, "="));

      if (gradus_changes_set (changes, path))
        return gradus_refuse (error, "%s is set for all and varied, too; leave out one of the two",
                              path);
    }
  }
  return TRUE;
}

/* An experiment's own seed is that of one run; a sweep begins with 1 unless it is told
 * otherwise. */
static GradusSweep *
make_sweep (const Options *options, GError **error)
{
  const GradusBuiltinSweep *builtin = find_builtin (options);
  g_autoptr (GradusExperiment) own =
      builtin ? gradus_builtin_sweep_make_experiment (builtin) : NULL;
  g_autoptr (GradusExperiment) experiment = gradus_cli_open_or (&options->changes, own, error);
  GPtrArray *axes = experiment ? make_axes (options, builtin, error) : NULL;
  guint n_seeds = builtin ? builtin->n_seeds : 1;

  if (!axes || !check_settings (&options->changes, axes, error)) {
    g_clear_pointer (&axes, g_ptr_array_unref);
    return NULL;
  }
  if (options->n_seeds > 0)
    n_seeds = (guint) options->n_seeds;
  return gradus_sweep_new (experiment, axes,
                           gradus_changes_set (&options->changes, "seed") ? experiment->seed : 1,
                           n_seeds, error);
}

static gboolean
do_sweep (const Options *options, GradusSweep *sweep, double *seconds, GError **error)
{
  const GradusSweeping how = { (guint) MAX (options->n_threads, 0), options->part,
                               options->n_parts, options->is_quiet };

  return gradus_cli_do_sweep (sweep, &how, seconds, error);
}

/* -- What came of it --------------------------------------------------------------------------- */

/* Bounded, because a sweep may have thousands of cells, and no viewer opens such a picture. */
static gboolean
save_figure (const char *filename, const GradusSweepFigure *figure, GError **error)
{
  g_autoptr (GradusStyle) style = gradus_style_new (GRADUS_SCHEME_PRINT, FONT);
  GradusSheetFormat format = GRADUS_SHEET_PNG;
  g_autoptr (GBytes) bytes = NULL;
  guint n_rows, n_columns;

  gradus_sweep_figure_get_size (figure, &n_rows, &n_columns);
  gradus_sheet_find_format (filename, &format);
  bytes = gradus_sweep_figure_render (figure, format, style,
                                      FIGURE_FRAME + MIN (n_columns, 200) * FIGURE_CELL_WIDTH,
                                      FIGURE_CELL_HEIGHT * (1 + MIN (n_rows, 200)));
  if (bytes)
    return gradus_file_replace (filename, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                error);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "%s: the figure could not be drawn", filename);
  return FALSE;
}

static gboolean
print_outcome (const Options *options, const GradusSweep *sweep, const char *name, double seconds,
               GError **error)
{
  const GradusSweepFigure figure = { .sweep = sweep,
                                     .builtin =
                                         options->vary ? NULL : gradus_builtin_sweep_find (name) };
  g_autofree char *json = NULL;

  if ((options->csv && !gradus_sweep_csv_save (sweep, options->csv, error)) ||
      (options->curves && !gradus_sweep_csv_save_curves (sweep, options->curves, error)) ||
      (options->figure && !save_figure (options->figure, &figure, error)))
    return FALSE;
  if (options->shard)
    json = gradus_sweep_part_to_json (sweep, name, options->part, options->n_parts, seconds);
  else if (options->is_json)
    json = gradus_sweep_to_json (sweep, name, seconds);
  if (json)
    puts (json);
  else
    gradus_sweep_table_print (&figure, seconds);
  return TRUE;
}

/* Before the first run. What was joined has curves if its parts have. */
static gboolean
prepare_curves (const Options *options, GradusSweep *sweep, GError **error)
{
  if (!options->curves || gradus_sweep_get_curves (sweep))
    return TRUE;
  if (options->is_merge)
    return gradus_refuse (error, "--curves %s: the parts have no curves; do each of them again with "
                                 "--shard and --curves",
                          options->curves);
  return gradus_sweep_keep_curves (sweep, error);
}

/* Before the first run. */
static gboolean
check_outputs (const Options *options, const GradusSweep *sweep, GError **error)
{
  g_autoptr (GradusOutputs) outputs = gradus_outputs_new ();

  for (char **file = options->files; *file; file++)
    gradus_outputs_add_input (outputs, *file);
  gradus_outputs_add_data (outputs, &gradus_sweep_get_base (sweep)->data);
  gradus_outputs_add (outputs, "csv", options->csv, GRADUS_OUTPUT_FILE);
  gradus_outputs_add (outputs, "curves", options->curves, GRADUS_OUTPUT_FILE);
  gradus_outputs_add (outputs, "figure", options->figure, GRADUS_OUTPUT_FILE);
  return gradus_outputs_check (outputs, error);
}

static ExitStatus
run_sweep (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusSweep) sweep = NULL;
  g_autofree char *name =
      options->is_merge ? NULL : gradus_escape_filename (options->changes.source);
  double seconds = 0;

  if (options->is_merge)
    sweep = gradus_sweep_merge ((const char *const *) options->files, &name, &seconds, &error);
  else
    sweep = make_sweep (options, &error);
  if (!sweep || !check_outputs (options, sweep, &error) ||
      !prepare_curves (options, sweep, &error) ||
      (!options->is_merge && !do_sweep (options, sweep, &seconds, &error)) ||
      !print_outcome (options, sweep, name, seconds, &error))
    return gradus_cli_fail_with (error);
  return gradus_cli_conclude ();
}

ExitStatus
gradus_cli_sweep (int argc, char **argv)
{
  Options options = { .n_seeds = UNSET, .n_threads = UNSET };
  ExitStatus status =
      parse_sweep_options (&options, argc, argv) ? run_sweep (&options) : EXIT_WRONG_USAGE;

  clear_options (&options);
  return status;
}
