/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/raw-samples.h"
#include "cli/spool.h"
#include "cli/trained.h"
#include "data/escape.h"
#include "train/predictor.h"
#include "train/confusion.h"

typedef struct {
  GradusChosen chosen;
  char *input;
  gboolean is_json;
} Options;

/* -- What it answers --------------------------------------------------------------------------- */

/* The class of an answer; NULL if there are no classes. */
static const char *
name_class (const GradusPreparation *preparation, const float *answers)
{
  if (preparation->is_regression || !preparation->class_names)
    return NULL;
  return g_ptr_array_index (preparation->class_names,
                            gradus_confusion_find_class (answers, preparation->n_outputs, 1));
}

static void
print_json (const GradusWeights *weights, const char *filename, const float *answers, guint n)
{
  const GradusPreparation *preparation = weights->preparation;
  json_t *outputs = json_array (), *classes = json_array (), *root;
  g_autofree char *file = gradus_escape_filename (filename);
  char *text;

  for (guint i = 0; i < n; i++) {
    const float *own = answers + (gsize) i * preparation->n_outputs;
    const char *class = name_class (preparation, own);
    json_t *sample = json_array ();

    for (guint k = 0; k < preparation->n_outputs; k++)
      json_array_append_new (sample,
                             isfinite (own[k]) ? json_real ((double) own[k]) : json_null ());
    json_array_append_new (outputs, sample);
    if (class)
      json_array_append_new (classes, json_string (class));
  }
  root = json_pack ("{ss ss sI so}", "file", file, "experiment", weights->experiment->name, "step",
                    (json_int_t) weights->step, "outputs", outputs);
  if (json_array_size (classes) > 0)
    json_object_set (root, "classes", classes);
  json_decref (classes);
  text = json_dumps (root, JSON_COMPACT | JSON_REAL_PRECISION (9) | JSON_ENSURE_ASCII);
  puts (text);
  free (text);
  json_decref (root);
}

static void
print_text (const GradusWeights *weights, const float *answers, guint n)
{
  const GradusPreparation *preparation = weights->preparation;

  for (guint i = 0; i < n; i++) {
    const float *own = answers + (gsize) i * preparation->n_outputs;
    const char *class = name_class (preparation, own);

    for (guint k = 0; k < preparation->n_outputs; k++)
      printf ("%s%.9g", k > 0 ? " " : "", (double) own[k]);
    gradus_cli_print ("%s%s\n", class ? " " : "", class ? class : "");
  }
}

/* Read as the training data were, as far as somebody said how. */
static GradusRecords *
load_samples (const GradusWeights *weights, const Options *options, GError **error)
{
  const GradusImport *import = weights->experiment->data.import;
  GradusHints hints = { 0 };

  if (import) {
    hints.header = import->table->hints.header;
    hints.missing = import->table->hints.missing;
  }
  return gradus_cli_load_table (options->input, &hints, error);
}

static ExitStatus
run_predict (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusWeights) weights = gradus_cli_load_weights (&options->chosen, &error);
  g_autoptr (GradusRecords) table = weights ? load_samples (weights, options, &error) : NULL;
  g_autofree float *raw = table ? gradus_cli_read_raw (weights->preparation, table, &error) : NULL;
  g_autofree float *answers = NULL;

  if (raw) {
    answers = g_new (float, (gsize) table->n_rows * weights->preparation->n_outputs);
    if (!gradus_predict (weights->network, weights->preparation, raw, table->n_rows, answers,
                         &error))
      g_clear_pointer (&answers, g_free);
  }
  if (!answers)
    return gradus_cli_fail_with (error);
  if (options->is_json)
    print_json (weights, options->chosen.filename, answers, table->n_rows);
  else
    print_text (weights, answers, table->n_rows);
  return EXIT_DONE;
}

static gboolean
parse_predict_options (Options *options, int argc, char **argv)
{
  const char *const needs = "FILE.(gradus|safetensors) --input FILE.csv|-";
  GOptionEntry entries[GRADUS_CHOSEN_N_OPTIONS + 3] = {
    [GRADUS_CHOSEN_N_OPTIONS] = { "input", 0, 0, G_OPTION_ARG_FILENAME, &options->input,
                                  "Samples, raw as they come, columns by their names; - is "
                                  "standard input",
                                  "FILE.csv" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->is_json, "Print one JSON object instead of text",
      NULL },
  };

  gradus_chosen_list_options (&options->chosen, entries);
  if (!gradus_cli_parse (&argc, &argv, entries, needs,
                         "Prints what trained weights answer to samples."))
    return FALSE;
  if (argc != 2 || !options->input) {
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "predict takes one FILE and --input; usage: gradus-cli predict [OPTION…] %s",
                     needs);
    return FALSE;
  }
  options->chosen.filename = argv[1];
  return TRUE;
}

ExitStatus
gradus_cli_predict (int argc, char **argv)
{
  Options options = { 0 };
  const ExitStatus status =
      parse_predict_options (&options, argc, argv) ? run_predict (&options) : EXIT_WRONG_USAGE;

  gradus_chosen_clear (&options.chosen);
  g_free (options.input);
  return status;
}
