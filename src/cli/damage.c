/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/outputs.h"
#include "cli/plotted.h"
#include "experiment/file.h"
#include "experiment/json-real.h"
#include "nn/names.h"

#define WIDTH 800
#define HEIGHT 500

typedef struct {
  GradusChanges changes;
  char *kind_name, *run, *csv, *figure;
  GradusDamageKind kind;
  gboolean is_json, is_quiet;
} Options;

static const char needs[] = "EXPERIMENT|FILE.gradus --kind KIND";

static gboolean
check_damage_options (Options *options, int argc, char **argv)
{
  guint kind;

  if (argc != 2 || !options->kind_name)
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "damage takes one EXPERIMENT and --kind; usage: gradus-cli damage [OPTION…] %s",
                     needs);
  else if (!gradus_names_find (gradus_damage_names, options->kind_name, &kind))
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "--kind %s: known are units, prune, weight-noise, input-noise, shift, rotate",
                     options->kind_name);
  else if (!options->figure || gradus_plotted_check_name ("figure", options->figure)) {
    options->changes.source = argv[1];
    options->kind = kind;
    return gradus_plotted_check_changes (&options->changes);
  }
  return FALSE;
}

static gboolean
parse_damage_options (Options *options, int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &options->kind_name,
      "units, prune, weight-noise, input-noise, shift or rotate", "KIND" },
    { "run", 0, 0, G_OPTION_ARG_STRING, &options->run, "Run N of a document, from 1", "N" },
    { "steps", 0, 0, G_OPTION_ARG_STRING, &options->changes.steps, "Train N steps", "N" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &options->changes.seed, "Draw the weights from seed S",
      "S" },
    { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->changes.settings,
      "Change a setting; may be repeated", "PATH=VALUE" },
    { "csv", 0, 0, G_OPTION_ARG_FILENAME, &options->csv, "Write the curve there", "FILE" },
    { "figure", 0, 0, G_OPTION_ARG_FILENAME, &options->figure,
      "Draw it there, as .png, .svg or .pdf", "FILE" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->is_json, "End with one JSON object on one line",
      NULL },
    { "quiet", 0, 0, G_OPTION_ARG_NONE, &options->is_quiet, "No progress bar", NULL },
    G_OPTION_ENTRY_NULL
  };

  return gradus_cli_parse (&argc, &argv, entries, needs,
                           "Measures what a trained network still does when it is damaged.") &&
         check_damage_options (options, argc, argv);
}

/* -- What is printed and written --------------------------------------------------------------- */

static json_t *
list_values (const double *numbers)
{
  json_t *list = json_array ();

  for (guint i = 0; i < GRADUS_DAMAGE_POINTS; i++)
    json_array_append_new (list, gradus_json_real (numbers[i]));
  return list;
}

static json_t *
pack_curve (const GradusDamageCurve *curve)
{
  if (curve->n_samples == 0)
    return json_null ();
  return json_pack ("{sI so so so so}", "samples", (json_int_t) curve->n_samples, "accuracy",
                    list_values (curve->mean), "lowest", list_values (curve->lowest), "highest",
                    list_values (curve->highest), "cost", list_values (curve->cost));
}

static void
print_damage_json (const GradusExperiment *experiment, const GradusDamage *damage)
{
  json_t *root =
      json_pack ("{ss ss sI sI so so so}", "experiment", experiment->name, "kind",
                 gradus_damage_names[damage->kind], "step", (json_int_t) damage->step, "seeds",
                 (json_int_t) damage->n_seeds, "amounts", list_values (damage->amounts), "training",
                 pack_curve (&damage->training), "test", pack_curve (&damage->test));
  char *text = json_dumps (root, JSON_COMPACT | JSON_REAL_PRECISION (9) | JSON_ENSURE_ASCII);

  puts (text);
  free (text);
  json_decref (root);
}

static void
add_number_column (GString *text, double value)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (text, ",%s", g_ascii_formatd (number, sizeof number, "%.9g", value));
}

static gboolean
save_damage_csv (const GradusDamage *damage, const char *filename, GError **error)
{
  g_autoptr (GString) text = g_string_new ("data,amount,accuracy,lowest,highest,cost\n");
  const GradusDamageCurve *const curves[] = { &damage->training, &damage->test };

  for (guint k = 0; k < G_N_ELEMENTS (curves); k++) {
    for (guint i = 0; curves[k]->n_samples > 0 && i < GRADUS_DAMAGE_POINTS; i++) {
      g_string_append (text, k == 0 ? "training" : "test");
      add_number_column (text, damage->amounts[i]);
      add_number_column (text, curves[k]->mean[i]);
      add_number_column (text, curves[k]->lowest[i]);
      add_number_column (text, curves[k]->highest[i]);
      add_number_column (text, curves[k]->cost[i]);
      g_string_append_c (text, '\n');
    }
  }
  return gradus_file_replace (filename, text->str, text->len, error);
}

static gboolean
save_damage_figure (const GradusDamage *damage, const char *filename, GError **error)
{
  g_autoptr (GradusFigure) figure = gradus_figure_new (gradus_figure_find_class ("damage"));
  const GradusFigureSource source = { .damage = damage };

  return gradus_plotted_save (figure, &source, filename, WIDTH, HEIGHT, error);
}

/* -- What is done ------------------------------------------------------------------------------ */

static gboolean
check_damage (const Options *options, const GradusPlotted *plotted, GError **error)
{
  g_autoptr (GradusOutputs) outputs = gradus_outputs_new ();
  g_autofree char *why = NULL;

  if (!gradus_damage_is_possible (options->kind, plotted->experiment,
                                  gradus_stepper_get_dataset (plotted->stepper), &why)) {
    g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "--kind %s: %s",
                 options->kind_name, why);
    return FALSE;
  }
  gradus_outputs_add_input (outputs, options->changes.source);
  gradus_outputs_add_data (outputs, &plotted->experiment->data);
  gradus_outputs_add (outputs, "csv", options->csv, GRADUS_OUTPUT_FILE);
  gradus_outputs_add (outputs, "figure", options->figure, GRADUS_OUTPUT_FILE);
  return gradus_outputs_check (outputs, error);
}

/* A document's run is measured as it is. */
static GradusDamage *
measure_damage (const Options *options, GradusPlotted *plotted, GError **error)
{
  GradusStepper *stepper = plotted->stepper;
  g_autoptr (GradusCheckpoint) now = NULL;

  if (!plotted->draft)
    gradus_cli_run (stepper, plotted->experiment->steps, options->is_quiet);
  now = gradus_stepper_save (stepper);
  return gradus_damage_measure (plotted->experiment, now, gradus_stepper_get_dataset (stepper),
                                gradus_stepper_get_test_dataset (stepper), options->kind,
                                gradus_interrupt_catch (), error);
}

static ExitStatus
run_damage (const Options *options, GradusPlotted *plotted)
{
  g_autoptr (GError) error = NULL;
  g_autofree GradusDamage *damage = NULL;
  g_autofree char *sentence = NULL;

  if (gradus_plotted_begin (plotted, &options->changes, options->run, &error) &&
      check_damage (options, plotted, &error))
    damage = measure_damage (options, plotted, &error);
  if (!damage)
    return error ? gradus_cli_fail_with (error) : gradus_cli_conclude ();
  if ((options->csv && !save_damage_csv (damage, options->csv, &error)) ||
      (options->figure && !save_damage_figure (damage, options->figure, &error)))
    return gradus_cli_fail_with (error);
  sentence = gradus_damage_describe (damage);
  if (options->is_json)
    print_damage_json (plotted->experiment, damage);
  else
    gradus_cli_print ("%s\n", sentence);
  return gradus_cli_finish (gradus_cli_conclude ());
}

ExitStatus
gradus_cli_damage (int argc, char **argv)
{
  Options options = { 0 };
  GradusPlotted plotted = { 0 };
  const ExitStatus status = parse_damage_options (&options, argc, argv)
                                ? run_damage (&options, &plotted)
                                : EXIT_WRONG_USAGE;

  gradus_plotted_clear (&plotted);
  gradus_changes_clear (&options.changes);
  g_free (options.kind_name);
  g_free (options.run);
  g_free (options.csv);
  g_free (options.figure);
  return status;
}
