/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "data/escape.h"
#include "data/reader.h"
#include "experiment/experiment-parts.h"

/* The largest coordinate of a point. */
#define FARTHEST 1e6

/* A relative path starts from the folder of the file that has it. */
static char *
resolve_path (const GradusJsonReader *reader, const char *path)
{
  g_autofree char *filename = gradus_unescape_filename (path);

  if (!reader->source.folder || g_path_is_absolute (filename))
    return g_steal_pointer (&filename);
  return g_build_filename (reader->source.folder, filename, NULL);
}

const char *
gradus_data_path_from_tree (GradusJsonReader *reader, const char *path, json_t *data)
{
  const char *written = gradus_json_reader_string (reader, path, data, "path", NULL);
  g_autofree char *filename =
      gradus_json_reader_has_failed (reader) ? NULL : resolve_path (reader, written);

  return g_intern_string (filename);
}

void
gradus_data_path_to_tree (const char *filename, json_t *data)
{
  g_autofree char *path = gradus_escape_filename (filename);

  json_object_set_new (data, "path", json_string (path));
}

/* A list of texts, each something of `what`; NULL if it is left out. */
static char **
read_texts (GradusJsonReader *reader, const char *path, json_t *data, const char *key,
            const char *what, const char *example)
{
  g_autofree char *where = gradus_json_path (path, key);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  json_t *list = json_object_get (data, key), *name;
  gsize i;

  if (!list)
    return NULL;
  if (!json_is_array (list) || json_array_size (list) == 0)
    gradus_json_reader_fail (reader, where, "this must be a list of at least one %s, as in %s",
                             what, example);
  json_array_foreach (list, i, name) {
    if (json_is_string (name))
      g_strv_builder_add (names, json_string_value (name));
    else
      gradus_json_reader_fail (reader, where, "number %d is not a text; give a %s", (int) i + 1,
                               what);
  }
  return g_strv_builder_end (names);
}

/* The position of one of several names; the first if it is left out. */
static guint
read_choice (GradusJsonReader *reader, const char *path, json_t *data, const char *key,
             const char *const *names)
{
  guint position = 0;

  if (json_object_get (data, key))
    gradus_json_reader_name (reader, path, data, key, key, names, &position);
  return position;
}

static void
read_turn (GradusJsonReader *reader, const char *path, json_t *data, GradusImportChoice *choice)
{
  g_autofree char *where_turn = gradus_json_path (path, "turn"),
                  *where_flip = gradus_json_path (path, "flip");
  json_t *turn = json_object_get (data, "turn"), *flip = json_object_get (data, "flip");
  const json_int_t degrees = json_integer_value (turn);

  if (turn && (!json_is_integer (turn) || degrees < 0 || degrees > 270 || degrees % 90 != 0))
    gradus_json_reader_fail (reader, where_turn, "this must be 0, 90, 180 or 270");
  if (flip && !json_is_boolean (flip))
    gradus_json_reader_fail (reader, where_flip, "this must be true or false");
  choice->turn = (guint) degrees / 90;
  choice->is_flipped = json_is_true (flip);
}

/* How the pictures of a folder are to be read. */
static void
read_picture_form (GradusJsonReader *reader, const char *path, json_t *data, GradusHints *how)
{
  g_autofree char *where = gradus_json_path (path, "grey");
  json_t *grey = json_object_get (data, "grey");
  guint64 side = 0;

  gradus_json_reader_optional_integer (reader, path, data, "size", TRUE, "file",
                                       GRADUS_HINTS_LEAST_SIDE, GRADUS_HINTS_MOST_SIDE, &side);
  if (grey && !json_is_boolean (grey))
    gradus_json_reader_fail (reader, where, "this must be true or false");
  how->side = (guint) side;
  how->is_grey = json_is_true (grey);
}

/* A document has its tables at hand under the names that it was written with, which may be gone
 * from the disk. */
static GradusImport *
open_import (const GradusJsonReader *reader, json_t *data, const char *written,
             const GradusHints *how, const GradusImportChoice *choice, GError **error)
{
  const GradusDataSource *source = &reader->source;
  GradusRecords *at_hand = source->tables ? g_hash_table_lookup (source->tables, written) : NULL;
  g_autofree char *filename = resolve_path (reader, written);
  g_autoptr (GradusRecords) records = NULL;

  if (source->preparation)
    return gradus_import_new_absent (filename, how, json_object_get (data, "header") != NULL,
                                     choice, source->preparation);
  records =
      at_hand ? gradus_records_ref (at_hand) : gradus_reader_load (filename, how, NULL, error);
  if (records && (how->side > 0 || how->is_grey) &&
      !g_str_has_prefix (records->format, GRADUS_FORMAT_OF_FOLDER)) {
    gradus_file_refuse (filename, error,
                        "is no folder of pictures, which alone has a size and may be grey; leave "
                        "size and grey out");
    return NULL;
  }
  return records ? gradus_import_new (records, choice, error) : NULL;
}

GradusImport *
gradus_import_from_tree (GradusJsonReader *reader, const char *path, json_t *data)
{
  const char *written = gradus_json_reader_string (reader, path, data, "path", NULL);
  g_autofree char *where = gradus_json_path (path, "path");
  g_auto (GradusImportChoice) choice = { 0 };
  g_autoptr (GError) fault = NULL;
  g_auto (GradusHints) how = { 0 };
  GradusImport *import;

  if (json_object_get (data, "target"))
    choice.target = g_strdup (gradus_json_reader_string (reader, path, data, "target", NULL));
  choice.inputs = read_texts (reader, path, data, "inputs", "column", "[\"height\", \"age\"]");
  choice.scaling = read_choice (reader, path, data, "scaling", gradus_scaling_names);
  choice.missing = read_choice (reader, path, data, "missing", gradus_missing_names);
  how.header = read_choice (reader, path, data, "header", gradus_header_names);
  how.encoding = read_choice (reader, path, data, "encoding", gradus_encoding_names);
  how.missing =
      read_texts (reader, path, data, "missing-values", "text", "[\"-999\", \"unknown\"]");
  read_picture_form (reader, path, data, &how);
  choice.task = read_choice (reader, path, data, "task", gradus_task_names);
  choice.pictures = read_choice (reader, path, data, "pictures", gradus_pictures_names);
  read_turn (reader, path, data, &choice);
  if (gradus_json_reader_has_failed (reader))
    return NULL;
  import = open_import (reader, data, written, &how, &choice, &fault);
  if (!import)
    gradus_json_reader_fail (reader, where, "%s", fault->message);
  return import;
}

/* Nothing is written of a list that is NULL. */
static void
write_texts (json_t *data, const char *key, char **texts)
{
  json_t *list;

  if (!texts)
    return;
  list = json_array ();
  for (char **text = texts; *text; text++)
    json_array_append_new (list, json_string (*text));
  json_object_set_new (data, key, list);
}

/* What is usual and younger than the header is left out, so that older programs can read it. */
static void
write_hints (const GradusRecords *table, json_t *data)
{
  const GradusHints *hints = &table->hints;

  if (table->is_text)
    json_object_set_new (data, "header", json_string (gradus_header_names[hints->header]));
  if (hints->encoding != GRADUS_ENCODING_AUTOMATIC)
    json_object_set_new (data, "encoding", json_string (gradus_encoding_names[hints->encoding]));
  write_texts (data, "missing-values", hints->missing);
  if (hints->side > 0)
    json_object_set_new (data, "size", json_integer ((json_int_t) hints->side));
  if (hints->is_grey)
    json_object_set_new (data, "grey", json_true ());
}

void
gradus_import_to_tree (const GradusImport *import, json_t *data)
{
  const GradusImportChoice *choice = &import->choice;

  gradus_data_path_to_tree (import->table->filename, data);
  write_hints (import->table, data);
  if (choice->target)
    json_object_set_new (data, "target", json_string (choice->target));
  write_texts (data, "inputs", choice->inputs);
  json_object_set_new (data, "scaling", json_string (gradus_scaling_names[choice->scaling]));
  json_object_set_new (data, "missing", json_string (gradus_missing_names[choice->missing]));
  json_object_set_new (data, "task", json_string (gradus_task_names[choice->task]));
  if (choice->pictures != GRADUS_PICTURES_AUTOMATIC)
    json_object_set_new (data, "pictures", json_string (gradus_pictures_names[choice->pictures]));
  if (choice->turn > 0)
    json_object_set_new (data, "turn", json_integer (90 * (json_int_t) choice->turn));
  if (choice->is_flipped)
    json_object_set_new (data, "flip", json_true ());
}

/* -- Points ------------------------------------------------------------------------------------ */

/* Bounded, so that float arithmetic with it stays finite. */
static gboolean
read_point (json_t *item, GradusPoint *point)
{
  const double x = json_number_value (json_array_get (item, 0)),
               y = json_number_value (json_array_get (item, 1));
  json_t *class = json_array_get (item, 2);

  if (json_array_size (item) != 3 || !json_is_number (json_array_get (item, 0)) ||
      !json_is_number (json_array_get (item, 1)) || !json_is_integer (class) ||
      json_integer_value (class) < 0 || json_integer_value (class) >= GRADUS_POINTS_MAX_CLASSES ||
      !(fabs (x) <= FARTHEST && fabs (y) <= FARTHEST))
    return FALSE;
  *point = (GradusPoint){ (float) x, (float) y, (guint) json_integer_value (class) };
  return TRUE;
}

GradusPoints *
gradus_points_from_tree (GradusJsonReader *reader, const char *path, json_t *data)
{
  g_autofree char *where = gradus_json_path (path, "points");
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (GradusPoint));
  json_t *list = gradus_json_reader_require (reader, path, data, "points"), *item;
  gsize i;

  if (!list)
    return NULL;
  if (!json_is_array (list) || json_array_size (list) == 0 ||
      json_array_size (list) > GRADUS_POINTS_MAX)
    gradus_json_reader_fail (reader, where,
                             "this must be a list of 1 to %d points, [x, y, class] each",
                             GRADUS_POINTS_MAX);
  json_array_foreach (list, i, item) {
    GradusPoint point = { 0 };

    if (!read_point (item, &point))
      gradus_json_reader_fail (
          reader, where, "number %d is not a point; give [x, y, class] with a class from 0 to %d",
          (int) i + 1, GRADUS_POINTS_MAX_CLASSES - 1);
    g_array_append_val (points, point);
  }
  if (gradus_json_reader_has_failed (reader))
    return NULL;
  return gradus_points_new ((const GradusPoint *) (void *) points->data, points->len, NULL);
}

json_t *
gradus_points_to_tree (const GradusPoints *points)
{
  json_t *list = json_array ();

  for (guint i = 0; i < points->n; i++) {
    const GradusPoint *point = &points->points[i];
    json_t *item = json_array ();

    json_array_append_new (item, gradus_json_write_float (point->x));
    json_array_append_new (item, gradus_json_write_float (point->y));
    json_array_append_new (item, json_integer ((json_int_t) point->class));
    json_array_append_new (list, item);
  }
  return list;
}
