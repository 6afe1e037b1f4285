/* SPDX-License-Identifier: MIT */
#include "cli/check-data.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/command.h"
#include "data/escape.h"
#include "data/import.h"
#include "data/reader.h"
#include "data/records-notes.h"

/* The most columns that are named. */
#define MOST_NAMED 12

static guint
count_missing (const GradusRecords *records)
{
  guint n = 0;

  for (guint i = 0; i < records->columns->len; i++)
    n += gradus_records_get_column (records, i)->n_missing;
  return n;
}

/* -- Lines ------------------------------------------------------------------------------------- */

static void
print_columns (const GradusRecords *records)
{
  const guint n = records->columns->len;

  fputs ("  columns: ", stdout);
  for (guint i = 0; i < MIN (n, MOST_NAMED); i++) {
    const GradusColumn *column = gradus_records_get_column (records, i);

    gradus_cli_print ("%s%s", i > 0 ? ", " : "", column->name);
    if (column->classes)
      gradus_cli_print (" (%u classes)", column->classes->len);
    else if (column->kind == GRADUS_COLUMN_TEXTS)
      fputs (" (not usable)", stdout);
  }
  puts (n > MOST_NAMED ? " …" : "");
}

/* Missing values are told, since an experiment refuses them unless it says what to do. */
static void
print_text (const char *filename, const GradusRecords *records)
{
  const guint n_missing = count_missing (records);
  g_auto (GStrv) notes = gradus_records_list_notes (records);

  gradus_cli_print ("%s: %s, %u samples of %u columns", filename, records->format, records->n_rows,
                    records->columns->len);
  if (records->picture.width > 0 && !records->is_picture_offered)
    gradus_cli_print (", pictures of %u × %u", records->picture.width, records->picture.height);
  puts ("");
  print_columns (records);
  if (n_missing > 0)
    gradus_cli_print ("  missing: %u values; choose \"missing\": \"drop\" or \"fill\"\n",
                      n_missing);
  for (char **note = notes; *note; note++)
    gradus_cli_print ("  %s\n", *note);
}

/* -- JSON -------------------------------------------------------------------------------------- */

static json_t *
describe_classes (const GPtrArray *classes)
{
  json_t *list = json_array ();

  for (guint i = 0; i < classes->len; i++)
    json_array_append_new (list, json_string (g_ptr_array_index (classes, i)));
  return list;
}

static json_t *
describe_column (const GradusRecords *records, guint i)
{
  static const char *const kinds[] = { "numbers", "classes", "texts" };
  const GradusColumn *column = gradus_records_get_column (records, i);
  g_autofree char *numerals = gradus_numerals_describe (records, i),
                  *reason = gradus_records_explain_left_out (records, i);
  const gboolean is_target = (int) i == records->target;
  json_t *item = json_pack ("{ss ss sI ss}", "name", column->name, "kind", kinds[column->kind],
                            "missing", (json_int_t) column->n_missing, "role",
                            is_target ? "target"
                            : reason  ? "left out"
                                      : "input");

  if (column->classes)
    json_object_set_new (item, "classes", describe_classes (column->classes));
  if (reason && !is_target)
    json_object_set_new (item, "reason", json_string (reason));
  if (numerals)
    json_object_set_new (item, "written-with", json_string (numerals));
  if (column->odd)
    json_object_set_new (
        item, "odd",
        json_pack ("{ss sI}", "text", column->odd, "line", (json_int_t) column->odd_line));
  return item;
}

static void
describe_text (const GradusRecords *records, json_t *root)
{
  const GradusTextForm *text = &records->text;
  const char separator[] = { text->separator, '\0' }, point[] = { text->point, '\0' };

  json_object_set_new (root, "encoding", json_string (gradus_encoding_names[text->encoding]));
  json_object_set_new (root, "header", json_boolean (records->has_header));
  json_object_set_new (root, "separator", json_string (separator));
  json_object_set_new (root, "decimal", json_string (point));
  json_object_set_new (root, "first-line", json_integer ((json_int_t) text->first_line));
  json_object_set_new (root, "comments", json_integer ((json_int_t) text->n_comments));
  json_object_set_new (root, "short-lines", json_integer ((json_int_t) text->n_short));
  json_object_set_new (root, "row-names", json_boolean (text->has_row_names));
}

/* What an experiment that says nothing but the file, and to fill gaps, learns of it. */
static void
describe_import (GradusRecords *records, json_t *root)
{
  const GradusImportChoice choice = { .missing = GRADUS_MISSING_FILL };
  g_autoptr (GError) fault = NULL;
  g_autoptr (GradusImport) import = gradus_import_new (records, &choice, &fault);

  if (!import) {
    json_object_set_new (root, "fault", json_string (fault->message));
    return;
  }
  json_object_set_new (root, "inputs", json_integer ((json_int_t) import->n_inputs));
  json_object_set_new (root, "task", json_string (import->is_regression ? "numbers" : "classes"));
  if (import->class_names)
    json_object_set_new (root, "classes", describe_classes (import->class_names));
}

static void
print_json (const char *filename, GradusRecords *records)
{
  const GradusPictureLayout *picture = &records->picture;
  json_t *columns = json_array (), *left_out = json_array (), *lines = json_array (), *root;
  g_auto (GStrv) notes = gradus_records_list_notes (records);
  g_autofree char *shown = gradus_escape_filename (filename);
  char *text;

  for (guint i = 0; i < records->columns->len; i++) {
    json_t *item = describe_column (records, i), *reason = json_object_get (item, "reason");

    json_array_append_new (columns, item);
    if (reason)
      json_array_append_new (
          left_out,
          json_pack ("{sO sO}", "column", json_object_get (item, "name"), "reason", reason));
  }
  for (char **note = notes; *note; note++)
    json_array_append_new (lines, json_string (*note));
  root = json_pack ("{ss ss ss sI sI so so}", "file", shown, "kind", "data", "format",
                    records->format, "samples", (json_int_t) records->n_rows, "missing",
                    (json_int_t) count_missing (records), "columns", columns, "left-out", left_out);
  json_object_set_new (
      root, "target",
      records->target < 0
          ? json_null ()
          : json_string (gradus_records_get_column (records, (guint) records->target)->name));
  describe_import (records, root);
  if (records->is_text)
    describe_text (records, root);
  if (picture->width > 0)
    json_object_set_new (root, "pictures",
                         json_pack ("{sI sI sI sb}", "width", (json_int_t) picture->width, "height",
                                    (json_int_t) picture->height, "channels",
                                    (json_int_t) picture->n_channels, "offered",
                                    records->is_picture_offered));
  json_object_set_new (root, "notes", lines);
  text = json_dumps (root, JSON_COMPACT | JSON_ENSURE_ASCII);
  puts (text);
  free (text);
  json_decref (root);
}

gboolean
gradus_cli_check_data (const char *filename, gboolean is_json, GError **error)
{
  g_autoptr (GradusRecords) records = gradus_reader_load (filename, NULL, NULL, error);

  if (records && records->columns->len < 2)
    return gradus_records_refuse_one_column (records, error);
  if (!records)
    return FALSE;
  if (is_json)
    print_json (filename, records);
  else
    print_text (filename, records);
  return TRUE;
}
