/* SPDX-License-Identifier: MIT */
#include "cli/command.h"
#include "cli/outputs.h"
#include "cli/trained.h"
#include "figure/report.h"
#include "store/document-file.h"
#include "experiment/file.h"

typedef struct {
  GradusChosen chosen;
  char *to;
} Options;

static gboolean
parse_report_options (Options *options, int argc, char **argv)
{
  const char *const needs = "FILE.gradus --to FILE.pdf";
  const GOptionEntry entries[] = { { "run", 0, 0, G_OPTION_ARG_STRING, &options->chosen.run,
                                     "Run N, from 1; else the one that was selected", "N" },
                                   { "to", 0, 0, G_OPTION_ARG_FILENAME, &options->to, "Write there",
                                     "FILE.pdf" },
                                   G_OPTION_ENTRY_NULL };

  if (!gradus_cli_parse (
          &argc, &argv, entries, needs,
          "Writes a run of a document as a report for handing in: settings, results, figures."))
    return FALSE;
  options->chosen.filename = argv[1];
  if (argc == 2 && options->to && g_str_has_suffix (options->to, ".pdf"))
    return TRUE;
  gradus_cli_fail (EXIT_WRONG_USAGE,
                   "report takes one FILE and --to a .pdf; usage: gradus-cli report [OPTION…] %s",
                   needs);
  return FALSE;
}

static ExitStatus
run_report (const Options *options)
{
  g_autoptr (GError) error = NULL;
  gboolean is_newer;
  g_autoptr (GradusDraft) draft =
      gradus_document_file_load (options->chosen.filename, TRUE, &is_newer, NULL, &error);
  const GradusDraftEntry *chosen =
      draft ? gradus_cli_find_run (&options->chosen, draft, &error) : NULL;
  g_autoptr (GradusOutputs) outputs = gradus_outputs_new ();
  g_autoptr (GBytes) bytes = NULL;

  gradus_outputs_add_input (outputs, options->chosen.filename);
  if (chosen)
    gradus_outputs_add_data (outputs, &chosen->experiment->data);
  gradus_outputs_add (outputs, "to", options->to, GRADUS_OUTPUT_FILE);
  if (chosen && gradus_outputs_check (outputs, &error))
    bytes = gradus_report_render (chosen, &error);
  if (bytes && gradus_file_replace (options->to, g_bytes_get_data (bytes, NULL),
                                    g_bytes_get_size (bytes), &error))
    return EXIT_DONE;
  return gradus_cli_fail_with (error);
}

ExitStatus
gradus_cli_report (int argc, char **argv)
{
  Options options = { 0 };
  const ExitStatus status =
      parse_report_options (&options, argc, argv) ? run_report (&options) : EXIT_WRONG_USAGE;

  gradus_chosen_clear (&options.chosen);
  g_free (options.to);
  return status;
}
