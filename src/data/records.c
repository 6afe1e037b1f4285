/* SPDX-License-Identifier: MIT */
#include "data/records.h"

#include <math.h>
#include <stdatomic.h>

#include "data/intake.h"

typedef struct {
  GradusRecords public;
  atomic_uint references;
  GradusRecords *below; /* whose cells these are; NULL: its own */
} Counted;

static void
clear_column (gpointer data)
{
  GradusColumn *column = data;

  g_free (column->name);
  g_free (column->odd);
  g_clear_pointer (&column->classes, g_ptr_array_unref);
}

static void
clear_block (gpointer data)
{
  GradusRecordsBlock *block = data;

  g_free (block->cells);
  g_free (block->array);
  g_free (block->test_array);
}

gboolean
gradus_records_refuse_one_column (const GradusRecords *table, GError **error)
{
  if (table->is_text)
    return gradus_file_refuse (table->filename, error, GRADUS_RECORDS_ONE_COLUMN);
  return gradus_file_refuse (
      table->filename, error,
      "has one column only; give a row for each sample, with inputs and a target");
}

GradusRecords *
gradus_records_new (const char *filename)
{
  Counted *counted = g_new0 (Counted, 1);
  GradusRecords *table = &counted->public;

  atomic_init (&counted->references, 1);
  table->filename = g_strdup (filename);
  table->columns = g_array_new (FALSE, TRUE, sizeof (GradusColumn));
  table->blocks = g_array_new (FALSE, TRUE, sizeof (GradusRecordsBlock));
  table->target = -1;
  g_array_set_clear_func (table->columns, clear_column);
  g_array_set_clear_func (table->blocks, clear_block);
  return table;
}

GradusRecords *
gradus_records_new_over (GradusRecords *table)
{
  GradusRecords *over = gradus_records_new (table->filename);
  const GradusRecords own = *over;

  *over = *table;
  over->filename = own.filename;
  over->hints = gradus_hints_copy (&table->hints);
  over->beside = g_strdup (table->beside);
  over->format = g_strdup (table->format);
  over->other_arrays = g_strdup (table->other_arrays);
  over->columns = own.columns;
  over->blocks = own.blocks;
  over->jumps = table->jumps ? g_array_ref (table->jumps) : NULL;
  g_array_set_clear_func (over->blocks, NULL);
  g_array_append_vals (over->blocks, table->blocks->data, table->blocks->len);
  g_array_append_vals (over->columns, table->columns->data, table->columns->len);
  for (guint i = 0; i < over->columns->len; i++) {
    GradusColumn *column = &g_array_index (over->columns, GradusColumn, i);

    column->name = g_strdup (column->name);
    column->odd = g_strdup (column->odd);
    if (column->classes)
      g_ptr_array_ref (column->classes);
  }
  ((Counted *) over)->below = gradus_records_ref (table);
  return over;
}

GradusRecords *
gradus_records_ref (GradusRecords *table)
{
  atomic_fetch_add (&((Counted *) table)->references, 1);
  return table;
}

void
gradus_records_unref (GradusRecords *table)
{
  if (atomic_fetch_sub (&((Counted *) table)->references, 1) > 1)
    return;
  g_array_unref (table->columns);
  g_array_unref (table->blocks);
  g_clear_pointer (&table->jumps, g_array_unref);
  gradus_hints_clear (&table->hints);
  g_free (table->filename);
  g_free (table->beside);
  g_free (table->format);
  g_free (table->other_arrays);
  g_clear_pointer (&((Counted *) table)->below, gradus_records_unref);
  g_free (table);
}

void
gradus_records_add_block (GradusRecords *table, guint n_columns, gboolean is_bytes, gpointer cells)
{
  const GradusRecordsBlock block = { n_columns, 0, is_bytes, cells };

  g_array_append_val (table->blocks, block);
}

void
gradus_records_add_columns (GradusRecords *table, const char *name, guint n)
{
  GradusRecordsBlock *block =
      &g_array_index (table->blocks, GradusRecordsBlock, table->blocks->len - 1);

  for (guint i = 0; i < n; i++) {
    const GradusColumn column = { .name = n == 1 ? g_strdup (name)
                                                 : g_strdup_printf ("%s %u", name, i + 1),
                                  .block = table->blocks->len - 1,
                                  .at = block->n_named++ };

    g_array_append_val (table->columns, column);
  }
}

const GradusColumn *
gradus_records_get_column (const GradusRecords *table, guint column)
{
  return &g_array_index (table->columns, GradusColumn, column);
}

int
gradus_records_find_column (const GradusRecords *table, const char *name)
{
  for (guint i = 0; i < table->columns->len; i++) {
    if (g_str_equal (gradus_records_get_column (table, i)->name, name))
      return (int) i;
  }
  return -1;
}

float
gradus_records_get_value (const GradusRecords *table, guint row, guint column)
{
  const GradusColumn *found = gradus_records_get_column (table, column);
  const GradusRecordsBlock *block =
      &g_array_index (table->blocks, GradusRecordsBlock, found->block);
  const gsize cell = (gsize) row * block->n_columns + found->at;

  return block->is_bytes ? (float) ((const guint8 *) block->cells)[cell]
                         : ((const float *) block->cells)[cell];
}

char *
gradus_records_format_value (const GradusRecords *table, guint row, guint column)
{
  const GradusColumn *found = gradus_records_get_column (table, column);
  const double value = (double) gradus_records_get_value (table, row, column);

  if (isnan (value))
    return g_strdup ("");
  if (found->classes && value < found->classes->len)
    return g_strdup (g_ptr_array_index (found->classes, (guint) value));
  return g_strdup_printf ("%.6g", value);
}

guint64
gradus_records_get_line (const GradusRecords *table, guint row)
{
  guint low = 0, high = table->jumps ? table->jumps->len : 0;
  const GradusLineJump *before;

  while (low < high) {
    const guint middle = (low + high) / 2;

    if (g_array_index (table->jumps, GradusLineJump, middle).row <= row)
      low = middle + 1;
    else
      high = middle;
  }
  if (low == 0)
    return (guint64) row + 1;
  before = &g_array_index (table->jumps, GradusLineJump, low - 1);
  return before->line + (row - before->row);
}

/* Bytes are always there; only floats can be NaN. */
void
gradus_records_count_missing (GradusRecords *table, guint first)
{
  for (guint i = first; i < table->columns->len; i++) {
    GradusColumn *column = &g_array_index (table->columns, GradusColumn, i);

    if (g_array_index (table->blocks, GradusRecordsBlock, column->block).is_bytes)
      continue;
    for (guint row = 0; row < table->n_rows; row++) {
      if (!isnan (gradus_records_get_value (table, row, i)))
        continue;
      if (column->n_missing++ == 0)
        column->missing_line = row + 1;
    }
    if (column->n_missing == table->n_rows)
      column->kind = GRADUS_COLUMN_TEXTS;
  }
}

void
gradus_records_name_classes (GradusRecords *table, guint at, const char *const *names)
{
  GradusColumn *column = &g_array_index (table->columns, GradusColumn, at);

  column->kind = GRADUS_COLUMN_CLASSES;
  column->classes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; names[i]; i++)
    g_ptr_array_add (column->classes, g_strdup (names[i]));
}
