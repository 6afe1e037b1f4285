/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/outputs.h"
#include "cli/plotted.h"
#include "cli/source.h"
#include "experiment/file.h"
#include "experiment/json-real.h"

#define WIDTH 800
#define HEIGHT 500

typedef struct {
  GradusChanges changes;
  char *csv, *figure;
  gboolean is_json;
} Options;

static gboolean
parse_rate_options (Options *options, int argc, char **argv)
{
  const char *const needs = "EXPERIMENT";
  const GOptionEntry entries[] = {
    { "seed", 0, 0, G_OPTION_ARG_STRING, &options->changes.seed, "Draw the weights from seed S",
      "S" },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->changes.settings,
      "Change a setting; may be repeated", "PATH=VALUE" },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &options->csv, "Write rates and costs there", "FILE" },
    { "figure", 0, 0, G_OPTION_ARG_FILENAME, &options->figure,
      "Draw them there, as .png, .svg or .pdf", "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->is_json, "End with one JSON object on one line",
      NULL },
    G_OPTION_ENTRY_NULL
  };

  if (!gradus_cli_parse (&argc, &argv, entries, needs,
                         "Looks for a learning rate: one short run with a rising rate."))
    return FALSE;
  options->changes.source = argv[1];
  if (argc == 2)
    return !options->figure || gradus_plotted_check_name ("figure", options->figure);
  gradus_cli_fail (EXIT_WRONG_USAGE,
                   "rate takes one EXPERIMENT; usage: gradus-cli rate [OPTION…] %s", needs);
  return FALSE;
}

static json_t *
list_numbers (const double *numbers, guint n)
{
  json_t *list = json_array ();

  for (guint i = 0; i < n; i++)
    json_array_append_new (list, gradus_json_real (numbers[i]));
  return list;
}

static void
print_rate_json (const GradusExperiment *experiment, const GradusRateTest *test)
{
  json_t *root = json_pack (
      "{ss sI ss so so so so sb}", "experiment", experiment->name, "seed",
      (json_int_t) experiment->seed, "outcome", gradus_rate_outcome_get_name (test->outcome),
      "suggestion", gradus_json_real (test->suggestion), "rates",
      list_numbers (test->rates, test->n), "costs", list_numbers (test->costs, test->n), "smooth",
      list_numbers (test->smooth, test->n), "blown_up", test->has_blown_up);
  char *text = json_dumps (root, JSON_COMPACT | JSON_REAL_PRECISION (9) | JSON_ENSURE_ASCII);

  puts (text);
  free (text);
  json_decref (root);
}

static gboolean
save_csv (const GradusRateTest *test, const char *filename, GError **error)
{
  g_autoptr (GString) text = g_string_new ("step,rate,cost,smooth\n");

  for (guint i = 0; i < test->n; i++) {
    char rate[G_ASCII_DTOSTR_BUF_SIZE], cost[G_ASCII_DTOSTR_BUF_SIZE],
        smooth[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd (rate, sizeof rate, "%.9g", test->rates[i]);
    g_ascii_formatd (cost, sizeof cost, "%.9g", test->costs[i]);
    g_ascii_formatd (smooth, sizeof smooth, "%.9g", test->smooth[i]);
    g_string_append_printf (text, "%u,%s,%s,%s\n", i, rate, cost, smooth);
  }
  return gradus_file_replace (filename, text->str, text->len, error);
}

static gboolean
save_figure (const GradusRateTest *test, const char *filename, GError **error)
{
  g_autoptr (GradusFigure) figure = gradus_figure_new (gradus_figure_find_class ("rate"));
  const GradusFigureSource source = { .rates = test };

  return gradus_plotted_save (figure, &source, filename, WIDTH, HEIGHT, error);
}

static gboolean
check_rate_outputs (const Options *options, const GradusExperiment *experiment, GError **error)
{
  g_autoptr (GradusOutputs) outputs = gradus_outputs_new ();

  gradus_outputs_add_input (outputs, options->changes.source);
  gradus_outputs_add_data (outputs, &experiment->data);
  gradus_outputs_add (outputs, "csv", options->csv, GRADUS_OUTPUT_FILE);
  gradus_outputs_add (outputs, "figure", options->figure, GRADUS_OUTPUT_FILE);
  return gradus_outputs_check (outputs, error);
}

static ExitStatus
run_rate (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusExperiment) experiment = gradus_cli_open (&options->changes, &error);
  g_autoptr (GradusRateTest) test = NULL;
  g_autofree char *sentence = NULL;

  if (experiment && check_rate_outputs (options, experiment, &error)) {
    gradus_cli_tell_left_out (experiment);
    test = gradus_rate_test_run (experiment, NULL, gradus_interrupt_catch (), &error);
  }
  if (!test)
    return error ? gradus_cli_fail_with (error) : gradus_cli_conclude ();
  if ((options->csv && !save_csv (test, options->csv, &error)) ||
      (options->figure && !save_figure (test, options->figure, &error)))
    return gradus_cli_fail_with (error);
  sentence = gradus_rate_test_describe (test);
  if (options->is_json)
    print_rate_json (experiment, test);
  else
    gradus_cli_print ("%s\n", sentence);
  return gradus_cli_finish (EXIT_DONE);
}

ExitStatus
gradus_cli_rate (int argc, char **argv)
{
  Options options = { 0 };
  const ExitStatus status =
      parse_rate_options (&options, argc, argv) ? run_rate (&options) : EXIT_WRONG_USAGE;

  gradus_changes_clear (&options.changes);
  g_free (options.csv);
  g_free (options.figure);
  return status;
}
