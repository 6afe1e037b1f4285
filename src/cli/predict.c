/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/trained.h"
#include "data/escape.h"
#include "data/reader.h"
#include "train/predictor.h"
#include "train/confusion.h"

typedef struct {
  GradusChosen chosen;
  char *input;
  gboolean is_json;
} Options;

/* -- Raw numbers out of a table ---------------------------------------------------------------- */

/* Where the number of a raw input comes from: a column of numbers, or a class of a column. */
typedef struct {
  guint column;
  int class; /* -1: the number itself */
} RawSource;

/* "colour: red" is the class "red" of a column "colour". A class that no sample here has is 0
 * everywhere, which is right: it only was there in training. */
static gboolean
find_by_name (const GradusRecords *table, const char *name, RawSource *source)
{
  const int whole = gradus_records_find_column (table, name);

  *source = (RawSource){ (guint) whole, -1 };
  if (whole >= 0)
    return !gradus_records_get_column (table, (guint) whole)->classes;
  for (const char *colon = strstr (name, ": "); colon; colon = strstr (colon + 1, ": ")) {
    g_autofree char *column_name = g_strndup (name, (gsize) (colon - name));
    const int column = gradus_records_find_column (table, column_name);
    const GPtrArray *classes =
        column >= 0 ? gradus_records_get_column (table, (guint) column)->classes : NULL;

    if (!classes)
      continue;
    for (guint i = 0; i < classes->len; i++) {
      *source = (RawSource){ (guint) column, (int) i };
      if (g_str_equal (g_ptr_array_index (classes, i), colon + 2))
        return TRUE;
    }
    *source = (RawSource){ (guint) column, G_MAXINT }; /* a class that no sample has */
    return TRUE;
  }
  return FALSE;
}

/* Returns the first name that is missing, or NULL. */
static const char *
find_by_names (const GradusPreparation *preparation, const GradusRecords *table, RawSource *sources)
{
  for (guint i = 0; i < preparation->n_raw; i++) {
    const char *name = g_ptr_array_index (preparation->raw_names, i);

    if (!find_by_name (table, name, &sources[i]))
      return name;
  }
  return NULL;
}

/* Columns are found by their names if all are there, else by their order. */
static RawSource *
find_sources (const GradusPreparation *preparation, const GradusRecords *table, GError **error)
{
  g_autofree RawSource *sources = g_new (RawSource, preparation->n_raw);
  const char *missing = NULL;

  if (preparation->raw_names)
    missing = find_by_names (preparation, table, sources);
  if (preparation->raw_names && !missing)
    return g_steal_pointer (&sources);
  if (table->columns->len < preparation->n_raw) {
    g_set_error (
        error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
        missing ? "%s: has no column “%s” and only %u columns, where the network takes %u numbers"
                : "%s: %s%u columns are too few, the network takes %u numbers",
        table->filename, missing ? missing : "", table->columns->len, preparation->n_raw);
    return NULL;
  }
  for (guint i = 0; i < preparation->n_raw; i++) {
    sources[i] = (RawSource){ i, -1 };
    if (gradus_records_get_column (table, i)->kind != GRADUS_COLUMN_NUMBERS) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "%s: column “%s” holds texts, but the network takes a number there",
                   table->filename, gradus_records_get_column (table, i)->name);
      return NULL;
    }
  }
  return g_steal_pointer (&sources);
}

/* No gaps are filled: what an input usually was is not stored with the weights. */
static float *
read_raw (const GradusPreparation *preparation, const GradusRecords *table, GError **error)
{
  g_autofree RawSource *sources = find_sources (preparation, table, error);
  g_autofree float *raw = NULL;

  if (!sources)
    return NULL;
  raw = g_new (float, (gsize) table->n_rows * preparation->n_raw);
  for (guint row = 0; row < table->n_rows; row++) {
    for (guint i = 0; i < preparation->n_raw; i++) {
      const float value = gradus_records_get_value (table, row, sources[i].column);

      raw[(gsize) row * preparation->n_raw + i] =
          sources[i].class < 0 ? value : (float) (value == (float) sources[i].class);
      if (isnan (value)) {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                     "%s: sample %u has no value in column “%s”; give one", table->filename,
                     row + 1, gradus_records_get_column (table, sources[i].column)->name);
        return NULL;
      }
    }
  }
  return g_steal_pointer (&raw);
}

/* -- What is answers --------------------------------------------------------------------------- */

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

static ExitStatus
run_predict (const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GradusWeights) weights = gradus_cli_load_weights (&options->chosen, &error);
  g_autoptr (GradusRecords) table =
      weights ? gradus_reader_load (options->input, NULL, NULL, &error) : NULL;
  g_autofree float *raw = table ? read_raw (weights->preparation, table, &error) : NULL;
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
  const char *const needs = "FILE.(gradus|safetensors) --input FILE.csv";
  GOptionEntry entries[GRADUS_CHOSEN_N_OPTIONS + 3] = {
    [GRADUS_CHOSEN_N_OPTIONS] = { "input", 0, 0, G_OPTION_ARG_FILENAME, &options->input,
                                  "Samples, raw as they come: columns by their names, or in their "
                                  "order",
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
