/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/raw-samples.h"
#include "cli/spool.h"
#include "cli/trained.h"
#include "data/escape.h"
#include "experiment/json-real.h"
#include "experiment/refusal.h"
#include "store/document-file.h"
#include "train/predictor.h"
#include "train/confusion.h"

typedef struct {
  GradusChosen chosen;
  char **filenames; /* several are averaged; borrowed; ends with NULL */
  char *input;
  gboolean is_json, is_averaged;
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
print_json (const GradusWeights *weights, guint n_averaged, const char *filename,
            const float *answers, guint n)
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
      json_array_append_new (sample, gradus_json_real ((double) own[k]));
    json_array_append_new (outputs, sample);
    if (class)
      json_array_append_new (classes, json_string (class));
  }
  root = json_pack ("{ss ss sI so}", "file", file, "experiment", weights->experiment->name, "step",
                    (json_int_t) weights->step, "outputs", outputs);
  if (n_averaged > 1)
    json_object_set_new (root, "averaged", json_integer (n_averaged));
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

/* -- One network, or several averaged ---------------------------------------------------------- */

/* All weights that are named: of each file those that were chosen, or of all of a document's
 * runs. */
static GPtrArray *
load_all_weights (Options *options, GError **error)
{
  g_autoptr (GPtrArray) all =
      g_ptr_array_new_with_free_func ((GDestroyNotify) gradus_weights_free);

  for (char **filename = options->filenames; *filename; filename++) {
    options->chosen.filename = *filename;
    if (options->is_averaged && gradus_document_file_is_one (*filename)) {
      if (!gradus_cli_load_all_runs (&options->chosen, all, error))
        return NULL;
    } else {
      GradusWeights *weights = gradus_cli_load_weights (&options->chosen, error);

      if (!weights)
        return NULL;
      g_ptr_array_add (all, weights);
    }
  }
  return g_steal_pointer (&all);
}

/* Whether outputs of both mean the same. */
static gboolean
go_together (const GradusWeights *a, const GradusWeights *b)
{
  const GradusPreparation *first = a->preparation, *second = b->preparation;
  const guint n = first->class_names ? first->class_names->len : 0;

  if (first->n_outputs != second->n_outputs || first->is_regression != second->is_regression ||
      n != (second->class_names ? second->class_names->len : 0))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    if (!g_str_equal (g_ptr_array_index (first->class_names, i),
                      g_ptr_array_index (second->class_names, i)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_answers (const GradusWeights *weights, GradusRecords *table, guint n_averaged, float *answers,
             GError **error)
{
  const gsize n = (gsize) table->n_rows * weights->preparation->n_outputs;
  g_autofree float *raw = gradus_cli_read_raw (weights->preparation, table, error);
  g_autofree float *own = raw ? g_new (float, n) : NULL;

  if (!own || !gradus_predict (weights->network, weights->preparation, raw, table->n_rows, own,
                               error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    answers[i] += own[i] / (float) n_averaged;
  return TRUE;
}

/* The mean of what all say to each sample. */
static float *
average (GPtrArray *all, GradusRecords *table, GError **error)
{
  const GradusWeights *first = g_ptr_array_index (all, 0);
  g_autofree float *answers =
      g_new0 (float, (gsize) table->n_rows * first->preparation->n_outputs);

  for (guint i = 0; i < all->len; i++) {
    const GradusWeights *weights = g_ptr_array_index (all, i);

    if (!go_together (first, weights)) {
      gradus_refuse (error,
                     "“%s” and “%s” have other outputs, which cannot be averaged; take weights of "
                     "the same classes, or numbers",
                     first->experiment->name, weights->experiment->name);
      return NULL;
    }
    if (!add_answers (weights, table, all->len, answers, error))
      return NULL;
  }
  return g_steal_pointer (&answers);
}

static ExitStatus
run_predict (Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = load_all_weights (options, &error);
  const GradusWeights *first = all ? g_ptr_array_index (all, 0) : NULL;
  g_autoptr (GradusRecords) table = first ? load_samples (first, options, &error) : NULL;
  g_autofree float *answers = table ? average (all, table, &error) : NULL;

  if (!answers)
    return gradus_cli_fail_with (error);
  if (options->is_json)
    print_json (first, all->len, options->filenames[0], answers, table->n_rows);
  else
    print_text (first, answers, table->n_rows);
  return EXIT_DONE;
}

static gboolean
parse_predict_options (Options *options, int argc, char **argv)
{
  const char *const needs = "FILE.(gradus|safetensors)… --input FILE.csv|-";
  GOptionEntry entries[GRADUS_CHOSEN_N_OPTIONS + 4] = {
    [GRADUS_CHOSEN_N_OPTIONS] = { "input", 0, 0, G_OPTION_ARG_FILENAME, &options->input,
                                  "Samples, raw as they come, columns by their names; - is "
                                  "standard input",
                                  "FILE.csv" },
    { "all-runs", 0, 0, G_OPTION_ARG_NONE, &options->is_averaged,
      "Average what all runs of a document say, at their last steps", NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options->is_json, "Print one JSON object instead of text",
      NULL },
  };

  gradus_chosen_list_options (&options->chosen, entries);
  if (!gradus_cli_parse (&argc, &argv, entries, needs,
                         "Prints what trained weights answer to samples; of several FILEs, "
                         "or runs, the mean."))
    return FALSE;
  if (argc < 2 || !options->input) {
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "predict takes a FILE and --input; usage: gradus-cli predict [OPTION…] %s",
                     needs);
    return FALSE;
  }
  if (options->is_averaged && (options->chosen.run || options->chosen.step)) {
    gradus_cli_fail (EXIT_WRONG_USAGE,
                     "--%s: --all-runs takes all runs at their last steps; leave one of both out",
                     options->chosen.run ? "run" : "step");
    return FALSE;
  }
  options->filenames = argv + 1;
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
