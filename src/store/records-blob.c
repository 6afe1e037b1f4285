/* SPDX-License-Identifier: MIT */
#include "store/records-blob.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/experiment-tree.h"

static const char *const kind_names[] = { "numbers", "classes", "texts", NULL };

/* -- Writing ----------------------------------------------------------------------------------- */

static json_t *
write_column (const GradusColumn *column)
{
  json_t *item = json_pack ("{ss ss sI sI sI sI}", "name", column->name, "kind",
                            kind_names[column->kind], "missing", (json_int_t) column->n_missing,
                            "line", (json_int_t) column->missing_line, "block",
                            (json_int_t) column->block, "at", (json_int_t) column->at);

  if (column->classes) {
    json_t *classes = json_array ();

    for (guint i = 0; i < column->classes->len; i++)
      json_array_append_new (classes, json_string (g_ptr_array_index (column->classes, i)));
    json_object_set_new (item, "classes", classes);
  }
  return item;
}

char *
gradus_records_describe (const GradusRecords *table)
{
  json_t *blocks = json_array (), *columns = json_array ();
  const GradusPictureLayout *shape = &table->picture;
  g_autoptr (GradusJsonTree) root = NULL;

  for (guint i = 0; i < table->blocks->len; i++) {
    const GradusRecordsBlock *block = &g_array_index (table->blocks, GradusRecordsBlock, i);

    json_array_append_new (blocks, json_pack ("{sI sb}", "columns", (json_int_t) block->n_columns,
                                              "bytes", block->is_bytes));
  }
  for (guint i = 0; i < table->columns->len; i++)
    json_array_append_new (columns, write_column (gradus_records_get_column (table, i)));
  root = json_pack (
      "{ss ss sb sb sI sI s[IIIb] so so}", "format", table->format ? table->format : "", "header",
      gradus_header_names[table->header], "has-header", table->has_header, "is-text",
      table->is_text, "rows", (json_int_t) table->n_rows, "target", (json_int_t) table->target,
      "shape", (json_int_t) shape->width, (json_int_t) shape->height,
      (json_int_t) shape->n_channels, shape->is_planar, "blocks", blocks, "columns", columns);
  return json_dumps (root, JSON_COMPACT);
}

static gsize
count_block_bytes (const GradusRecords *table, const GradusRecordsBlock *block)
{
  return (gsize) table->n_rows * block->n_columns * (block->is_bytes ? 1 : sizeof (float));
}

guint64
gradus_records_count_bytes (const GradusRecords *table)
{
  guint64 n = 0;

  for (guint i = 0; i < table->blocks->len; i++)
    n += count_block_bytes (table, &g_array_index (table->blocks, GradusRecordsBlock, i));
  return n;
}

GBytes *
gradus_records_get_cells (const GradusRecords *table, guint at)
{
  const GradusRecordsBlock *block = &g_array_index (table->blocks, GradusRecordsBlock, at);

  return g_bytes_new_static (block->cells, count_block_bytes (table, block));
}

char *
gradus_records_digest (const GradusRecords *table)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < table->columns->len; i++) {
    const char *name = gradus_records_get_column (table, i)->name;

    g_checksum_update (checksum, (const guchar *) name, (gssize) strlen (name) + 1);
  }
  for (guint i = 0; i < table->blocks->len; i++) {
    const GradusRecordsBlock *block = &g_array_index (table->blocks, GradusRecordsBlock, i);

    g_checksum_update (checksum, block->cells, (gssize) count_block_bytes (table, block));
  }
  return g_strdup (g_checksum_get_string (checksum));
}

/* -- Reading ----------------------------------------------------------------------------------- */

static gboolean
refuse (GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "the document is damaged: a table of data is not whole");
  return FALSE;
}

/* A whole number from 0 to `most`. */
static gboolean
take (json_t *object, const char *key, json_int_t most, guint *number)
{
  json_t *value = json_object_get (object, key);

  if (!json_is_integer (value) || json_integer_value (value) < 0 ||
      json_integer_value (value) > most)
    return FALSE;
  *number = (guint) json_integer_value (value);
  return TRUE;
}

static gboolean
add_blocks (GradusRecords *table, json_t *list, const GPtrArray *cells)
{
  json_t *item;
  gsize i;

  if (!json_is_array (list) || json_array_size (list) != cells->len || cells->len == 0)
    return FALSE;
  json_array_foreach (list, i, item) {
    GBytes *bytes = g_ptr_array_index (cells, i);
    GradusRecordsBlock block = { .is_bytes = json_is_true (json_object_get (item, "bytes")) };

    if (!take (item, "columns", GRADUS_RECORDS_MAX_COLUMNS, &block.n_columns) ||
        block.n_columns == 0 || g_bytes_get_size (bytes) != count_block_bytes (table, &block))
      return FALSE;
    gradus_records_add_block (table, block.n_columns, block.is_bytes,
                              g_memdup2 (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
  }
  return TRUE;
}

static GPtrArray *
read_classes (json_t *list)
{
  g_autoptr (GPtrArray) classes = g_ptr_array_new_with_free_func (g_free);
  json_t *text;
  gsize i;

  if (!json_is_array (list) || json_array_size (list) > GRADUS_RECORDS_MAX_CLASSES)
    return NULL;
  json_array_foreach (list, i, text) {
    if (!json_is_string (text))
      return NULL;
    g_ptr_array_add (classes, g_strdup (json_string_value (text)));
  }
  return g_steal_pointer (&classes);
}

/* None is infinite, and those of a column of classes are numbers of these. A class's number is used
 * as the place of its name and of its input. */
static gboolean
are_cells_right (const GradusRecords *table, guint at)
{
  const GradusColumn *column = gradus_records_get_column (table, at);

  for (guint row = 0; row < table->n_rows; row++) {
    const float value = gradus_records_get_value (table, row, at);

    if (isinf (value) ||
        (column->classes && !isnan (value) &&
         !(value >= 0 && value < (float) column->classes->len && value == floorf (value))))
      return FALSE;
  }
  return TRUE;
}

/* Each number is checked against what is there: `block` and `at` become places in memory. */
static gboolean
add_column (GradusRecords *table, json_t *item)
{
  const char *name = json_string_value (json_object_get (item, "name"));
  const char *kind = json_string_value (json_object_get (item, "kind"));
  json_t *classes = json_object_get (item, "classes");
  GradusColumn column = { NULL };
  guint position, line;

  if (!name || !kind || !gradus_names_find (kind_names, kind, &position) ||
      !take (item, "missing", GRADUS_RECORDS_MAX_ROWS, &column.n_missing) ||
      !take (item, "line", G_MAXUINT, &line) || table->blocks->len == 0 ||
      !take (item, "block", table->blocks->len - 1, &column.block) ||
      !take (item, "at", GRADUS_RECORDS_MAX_COLUMNS, &column.at) ||
      column.at >= g_array_index (table->blocks, GradusRecordsBlock, column.block).n_columns ||
      (position == GRADUS_COLUMN_CLASSES) != (classes != NULL))
    return FALSE;
  column.kind = position;
  column.missing_line = line;
  column.classes = classes ? read_classes (classes) : NULL;
  if (classes && !column.classes)
    return FALSE;
  column.name = g_strdup (name);
  g_array_append_val (table->columns, column);
  return are_cells_right (table, table->columns->len - 1);
}

static gboolean
add_columns (GradusRecords *table, json_t *list)
{
  json_t *item;
  gsize i;

  if (!json_is_array (list) || json_array_size (list) == 0 ||
      json_array_size (list) > GRADUS_RECORDS_MAX_COLUMNS)
    return FALSE;
  json_array_foreach (list, i, item) {
    if (!add_column (table, item))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_shape (GradusRecords *table, json_t *list)
{
  json_int_t sides[3];

  for (guint i = 0; i < 3; i++) {
    json_t *side = json_array_get (list, i);

    sides[i] = json_integer_value (side);
    if (!json_is_integer (side) || sides[i] < 0 || sides[i] > GRADUS_RECORDS_MAX_COLUMNS)
      return FALSE;
  }
  table->picture = (GradusPictureLayout){ (guint) sides[0], (guint) sides[1], (guint) sides[2],
                                          json_is_true (json_array_get (list, 3)) };
  return json_array_size (list) == 4 &&
         (sides[0] * sides[1] == 0 ? sides[0] == sides[1] && sides[2] == 0
                                   : sides[2] == 1 || sides[2] == 3) &&
         sides[0] * sides[1] * sides[2] <= GRADUS_RECORDS_MAX_COLUMNS;
}

static gboolean
fill (GradusRecords *table, json_t *root, const GPtrArray *cells)
{
  const char *header = json_string_value (json_object_get (root, "header"));
  const char *format = json_string_value (json_object_get (root, "format"));
  json_t *target = json_object_get (root, "target");
  guint position;

  if (!header || !format || !gradus_names_find (gradus_header_names, header, &position) ||
      !take (root, "rows", GRADUS_RECORDS_MAX_ROWS, &table->n_rows) || table->n_rows == 0 ||
      !json_is_integer (target) || !read_shape (table, json_object_get (root, "shape")) ||
      !add_blocks (table, json_object_get (root, "blocks"), cells) ||
      !add_columns (table, json_object_get (root, "columns")) || json_integer_value (target) < -1 ||
      json_integer_value (target) >= table->columns->len)
    return FALSE;
  table->header = position;
  table->has_header = json_is_true (json_object_get (root, "has-header"));
  table->is_text = json_is_true (json_object_get (root, "is-text"));
  table->format = g_strdup (format);
  table->target = (int) json_integer_value (target);
  return TRUE;
}

GradusRecords *
gradus_records_restore (const char *path, const char *description, gsize length,
                        const GPtrArray *cells, GError **error)
{
  g_autoptr (GradusJsonTree) root = json_loadb (description, length, JSON_REJECT_DUPLICATES, NULL);
  g_autoptr (GradusRecords) table = gradus_records_new (path);

  if (!root || !fill (table, root, cells)) {
    refuse (error);
    return NULL;
  }
  return g_steal_pointer (&table);
}
