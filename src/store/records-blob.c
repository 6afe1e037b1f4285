/* SPDX-License-Identifier: MIT */
#include "store/records-blob.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/experiment-tree.h"

static const char *const kind_names[] = { "numbers", "classes", "texts", NULL };
static const char *const left_out_names[] = { "not", "all-different", "mixed", "by-file", NULL };

/* -- Writing ----------------------------------------------------------------------------------- */

static void
write_guesses (const GradusColumn *column, json_t *item)
{
  const GradusNumerals *numerals = &column->numerals;

  if (column->left_out)
    json_object_set_new (item, "left-out", json_string (left_out_names[column->left_out]));
  if (column->is_label)
    json_object_set_new (item, "label", json_true ());
  if (numerals->point)
    json_object_set_new (item, "numerals",
                         json_sprintf ("%c%c%s", numerals->point,
                                       numerals->thousands ? numerals->thousands : '0',
                                       numerals->unit ? numerals->unit : ""));
  if (column->odd)
    json_object_set_new (item, "odd",
                         json_pack ("[sI]", column->odd, (json_int_t) column->odd_line));
}

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
  write_guesses (column, item);
  return item;
}

static json_t *
write_text_form (const GradusTextForm *text)
{
  const char separator[] = { text->separator, '\0' }, point[] = { text->point, '\0' };

  return json_pack ("[sssIIIIbb]", gradus_encoding_names[text->encoding], separator, point,
                    (json_int_t) text->first_line, (json_int_t) text->n_comments,
                    (json_int_t) text->n_short, (json_int_t) text->short_line, text->has_row_names,
                    text->has_ends);
}

static void
write_hints (const GradusHints *hints, json_t *root)
{
  json_object_set_new (root, "encoding", json_string (gradus_encoding_names[hints->encoding]));
  if (hints->missing) {
    json_t *texts = json_array ();

    for (char **text = hints->missing; *text; text++)
      json_array_append_new (texts, json_string (*text));
    json_object_set_new (root, "missing-values", texts);
  }
  if (hints->side > 0)
    json_object_set_new (root, "size", json_integer ((json_int_t) hints->side));
  if (hints->is_grey)
    json_object_set_new (root, "grey", json_true ());
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
      gradus_header_names[table->hints.header], "has-header", table->has_header, "is-text",
      table->is_text, "rows", (json_int_t) table->n_rows, "target", (json_int_t) table->target,
      "shape", (json_int_t) shape->width, (json_int_t) shape->height,
      (json_int_t) shape->n_channels, shape->is_planar, "blocks", blocks, "columns", columns);
  json_object_set_new (root, "offered", json_boolean (table->is_picture_offered));
  if (table->n_test_rows > 0)
    json_object_set_new (root, "test-rows", json_integer ((json_int_t) table->n_test_rows));
  if (table->is_converted)
    json_object_set_new (root, "converted", json_true ());
  write_hints (&table->hints, root);
  if (table->is_text)
    json_object_set_new (root, "text", write_text_form (&table->text));
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

static gboolean
is_one_of (char sign, const char *signs)
{
  return sign != '\0' && strchr (signs, sign);
}

/* What older documents do not say is nothing. */
static gboolean
read_guesses (GradusColumn *column, json_t *item)
{
  const char *left_out = json_string_value (json_object_get (item, "left-out"));
  const char *numerals = json_string_value (json_object_get (item, "numerals"));
  json_t *odd = json_object_get (item, "odd");
  guint position = 0;

  if ((left_out && !gradus_names_find (left_out_names, left_out, &position)) ||
      (numerals && (!is_one_of (numerals[0], ".,") || !is_one_of (numerals[1], "0,.' ") ||
                    (numerals[2] && !gradus_numerals_find_unit (numerals + 2)))))
    return FALSE;
  column->left_out = position;
  column->is_label = json_is_true (json_object_get (item, "label"));
  if (numerals)
    column->numerals = (GradusNumerals){ numerals[0], numerals[1] == '0' ? '\0' : numerals[1],
                                         gradus_numerals_find_unit (numerals + 2) };
  g_free (column->odd);
  column->odd = g_strdup (json_string_value (json_array_get (odd, 0)));
  column->odd_line = (guint64) MAX (json_integer_value (json_array_get (odd, 1)), 0);
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
  return read_guesses (&g_array_index (table->columns, GradusColumn, table->columns->len - 1),
                       item) &&
         are_cells_right (table, table->columns->len - 1);
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

static void
read_text_form (GradusTextForm *text, json_t *list)
{
  const char *encoding = json_string_value (json_array_get (list, 0)),
             *separator = json_string_value (json_array_get (list, 1)),
             *point = json_string_value (json_array_get (list, 2));
  json_int_t numbers[4];
  guint position;

  for (guint i = 0; i < 4; i++)
    numbers[i] = MAX (json_integer_value (json_array_get (list, 3 + i)), 0);
  if (!encoding || !separator || !point ||
      !gradus_names_find (gradus_encoding_names, encoding, &position))
    return;
  *text = (GradusTextForm){
    .encoding = position,
    .separator = *separator,
    .point = *point,
    .first_line = (guint64) numbers[0],
    .n_comments = (guint) numbers[1],
    .n_short = (guint) numbers[2],
    .short_line = (guint64) numbers[3],
    .has_row_names = json_is_true (json_array_get (list, 7)),
    .has_ends = json_is_true (json_array_get (list, 8)),
  };
}

static GradusHints
read_hints (json_t *root)
{
  const char *header = json_string_value (json_object_get (root, "header")),
             *encoding = json_string_value (json_object_get (root, "encoding"));
  const json_int_t side = json_integer_value (json_object_get (root, "size"));
  json_t *list = json_object_get (root, "missing-values"), *text;
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  GradusHints hints = { 0 };
  guint position;
  gsize i;

  if (header && gradus_names_find (gradus_header_names, header, &position))
    hints.header = position;
  if (encoding && gradus_names_find (gradus_encoding_names, encoding, &position))
    hints.encoding = position;
  json_array_foreach (list, i, text) {
    if (json_is_string (text))
      g_strv_builder_add (texts, json_string_value (text));
  }
  hints.missing = list ? g_strv_builder_end (texts) : NULL;
  hints.side = side > 0 && side <= GRADUS_HINTS_MOST_SIDE ? (guint) side : 0;
  hints.is_grey = json_is_true (json_object_get (root, "grey"));
  return hints;
}

static gboolean
fill (GradusRecords *table, json_t *root, const GPtrArray *cells)
{
  const char *header = json_string_value (json_object_get (root, "header"));
  const char *format = json_string_value (json_object_get (root, "format"));
  json_t *target = json_object_get (root, "target");
  guint position; /* only whether the name is known */

  if (!header || !format || !gradus_names_find (gradus_header_names, header, &position) ||
      !take (root, "rows", GRADUS_RECORDS_MAX_ROWS, &table->n_rows) || table->n_rows == 0 ||
      !json_is_integer (target) || !read_shape (table, json_object_get (root, "shape")) ||
      !add_blocks (table, json_object_get (root, "blocks"), cells) ||
      !add_columns (table, json_object_get (root, "columns")) || json_integer_value (target) < -1 ||
      json_integer_value (target) >= table->columns->len)
    return FALSE;
  if (json_object_get (root, "test-rows") &&
      !take (root, "test-rows", table->n_rows - 1, &table->n_test_rows))
    return FALSE;
  table->is_converted = json_is_true (json_object_get (root, "converted"));
  table->hints = read_hints (root);
  read_text_form (&table->text, json_object_get (root, "text"));
  table->is_picture_offered = json_is_true (json_object_get (root, "offered"));
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

GradusHints
gradus_records_recall_hints (const char *description, gsize length)
{
  g_autoptr (GradusJsonTree) root = json_loadb (description, length, JSON_REJECT_DUPLICATES, NULL);

  return read_hints (root);
}

GradusRecords *
gradus_records_recall (GradusRecords *table, const char *description, gsize length, GError **error)
{
  g_autoptr (GradusJsonTree) root = json_loadb (description, length, JSON_REJECT_DUPLICATES, NULL);
  g_autoptr (GradusRecords) over = gradus_records_new_over (table);
  json_t *columns = json_object_get (root, "columns"), *item,
         *target = json_object_get (root, "target");
  gsize i;
  gboolean is_whole = json_array_size (columns) == over->columns->len && json_is_integer (target) &&
                      json_integer_value (target) >= -1 &&
                      json_integer_value (target) < over->columns->len &&
                      read_shape (over, json_object_get (root, "shape"));

  over->target = (int) json_integer_value (target);
  over->is_picture_offered = json_is_true (json_object_get (root, "offered"));
  json_array_foreach (columns, i, item) {
    is_whole = is_whole && read_guesses (&g_array_index (over->columns, GradusColumn, i), item);
  }
  if (!is_whole) {
    refuse (error);
    return NULL;
  }
  return g_steal_pointer (&over);
}
