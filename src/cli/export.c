/* SPDX-License-Identifier: MIT */
#include "cli/command.h"
#include "cli/outputs.h"
#include "cli/trained.h"
#include "export/format.h"

typedef struct {
  GradusChosen chosen;
  char *to;
} Options;

static gboolean
parse_export_options (Options *options, int argc, char **argv)
{
  const char *const needs = "FILE.(gradus|safetensors) --to FILE";
  GOptionEntry entries[GRADUS_CHOSEN_N_OPTIONS + 2] = {
    [GRADUS_CHOSEN_N_OPTIONS] = { "to", 0, 0, G_OPTION_ARG_FILENAME, &options->to,
                                  "Write there, in the format that the name ends with", "FILE" },
  };
  g_autofree char *known = gradus_formats_list ();

  gradus_chosen_list_options (&options->chosen, entries);
  if (!gradus_cli_parse (&argc, &argv, entries, needs,
                         "Writes trained weights to a file of another format."))
    return FALSE;
  if (argc != 2 || !options->to) {
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "export takes one FILE and --to; usage: gradus-cli export [OPTION…] %s",
                     needs);
    return FALSE;
  }
  options->chosen.filename = argv[1];
  if (gradus_format_find (options->to))
    return TRUE;
  gradus_cli_fail (EXIT_WRONG_USAGE, "--to %s: weights are written as %s; give a name that ends so",
                   options->to, known);
  return FALSE;
}

static ExitStatus
run_export (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusWeights) weights = gradus_cli_load_weights (&options->chosen, &error);
  g_autoptr (GradusOutputs) outputs = gradus_outputs_new ();

  gradus_outputs_add_input (outputs, options->chosen.filename);
  if (weights)
    gradus_outputs_add_data (outputs, &weights->experiment->data);
  gradus_outputs_add (outputs, "to", options->to, GRADUS_OUTPUT_WEIGHTS);
  if (weights && gradus_outputs_check (outputs, &error) &&
      gradus_weights_save (weights, gradus_format_find (options->to), options->to, &error))
    return EXIT_DONE;
  return gradus_cli_fail_with (error);
}

ExitStatus
gradus_cli_export (int argc, char **argv)
{
  Options options = { 0 };
  const ExitStatus status =
      parse_export_options (&options, argc, argv) ? run_export (&options) : EXIT_WRONG_USAGE;

  gradus_chosen_clear (&options.chosen);
  g_free (options.to);
  return status;
}
