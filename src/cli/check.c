/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "cli/command.h"
#include "data/fashion.h"
#include "data/reader.h"
#include "train/experiment-json.h"

/* Columns that are named. */
#define MOST_NAMED 12

static void
print_columns (const GradusRecords *records)
{
  const guint n = records->columns->len;
  guint n_missing = 0;

  fputs ("  columns: ", stdout);
  for (guint i = 0; i < MIN (n, MOST_NAMED); i++) {
    const GradusColumn *column = gradus_records_get_column (records, i);

    printf ("%s%s", i > 0 ? ", " : "", column->name);
    if (column->classes)
      printf (" (%u classes)", column->classes->len);
    else if (column->kind == GRADUS_COLUMN_TEXTS)
      fputs (" (no use)", stdout);
  }
  puts (n > MOST_NAMED ? " …" : "");
  for (guint i = 0; i < n; i++)
    n_missing += gradus_records_get_column (records, i)->n_missing;
  if (n_missing > 0)
    printf ("  missing: %u values; choose \"missing\": \"drop\" or \"fill\"\n", n_missing);
}

static gboolean
check_data (const char *filename, GError **error)
{
  const gboolean is_folder = g_file_test (filename, G_FILE_TEST_IS_DIR);
  g_autoptr (GradusRecords) records =
      is_folder ? gradus_fashion_load (filename, NULL, error)
                : gradus_reader_load (filename, GRADUS_HEADER_AUTOMATIC, NULL, error);

  if (records && records->columns->len < 2)
    return gradus_file_refuse (filename, error, GRADUS_RECORDS_ONE_COLUMN);
  if (!records)
    return FALSE;
  printf ("%s: %s, %u samples of %u columns", filename, records->format, records->n_rows,
          records->columns->len);
  if (records->shape.width > 0)
    printf (", pictures of %u × %u", records->shape.width, records->shape.height);
  puts ("");
  print_columns (records);
  return TRUE;
}

static gboolean
check_experiment (const char *filename, GError **error)
{
  g_autoptr (GradusExperiment) experiment = gradus_experiment_load (filename, error);
  g_autofree char *shape = experiment ? gradus_experiment_describe_shape (experiment) : NULL;

  if (!experiment)
    return FALSE;
  printf ("%s: an experiment, “%s”, %s on %s\n", filename, experiment->name, shape,
          experiment->data.generator->name);
  return TRUE;
}

ExitStatus
gradus_cli_check (int argc, char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  ExitStatus status = EXIT_DONE;

  if (!gradus_cli_parse (
          &argc, &argv, entries, "FILE…",
          "Reads any file that Gradus can open, and says what it is or what is wrong with it."))
    return EXIT_WRONG_USAGE;
  if (argc < 2)
    return gradus_cli_fail (EXIT_WRONG_USAGE, "check takes at least one FILE; usage: gradus-cli check FILE…");
  for (int i = 1; i < argc; i++) {
    g_autoptr (GError) error = NULL;

    if (!(g_str_has_suffix (argv[i], ".json") ? check_experiment : check_data) (argv[i], &error))
      status = gradus_cli_fail (EXIT_BAD_INPUT, "%s", error->message);
  }
  return status;
}
