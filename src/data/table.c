/* SPDX-License-Identifier: MIT */
#include "data/table.h"

#include <math.h>
#include <stdatomic.h>

typedef struct {
  GradusTable public;
  atomic_uint references;
} Counted;

static void
clear_column (gpointer data)
{
  GradusColumn *column = data;

  g_free (column->name);
  g_clear_pointer (&column->classes, g_ptr_array_unref);
}

static void
clear_block (gpointer data)
{
  g_free (((GradusBlock *) data)->cells);
}

GradusTable *
gradus_table_new (const char *filename)
{
  Counted *counted = g_new0 (Counted, 1);
  GradusTable *table = &counted->public;

  atomic_init (&counted->references, 1);
  table->filename = g_strdup (filename);
  table->columns = g_array_new (FALSE, TRUE, sizeof (GradusColumn));
  table->blocks = g_array_new (FALSE, TRUE, sizeof (GradusBlock));
  table->target = -1;
  g_array_set_clear_func (table->columns, clear_column);
  g_array_set_clear_func (table->blocks, clear_block);
  return table;
}

GradusTable *
gradus_table_ref (GradusTable *table)
{
  atomic_fetch_add (&((Counted *) table)->references, 1);
  return table;
}

void
gradus_table_unref (GradusTable *table)
{
  if (atomic_fetch_sub (&((Counted *) table)->references, 1) > 1)
    return;
  g_array_unref (table->columns);
  g_array_unref (table->blocks);
  g_free (table->filename);
  g_free (table->format);
  g_free (table);
}

void
gradus_table_add_block (GradusTable *table, guint n_columns, gboolean is_bytes, gpointer cells)
{
  const GradusBlock block = { n_columns, 0, is_bytes, cells };

  g_array_append_val (table->blocks, block);
}

void
gradus_table_add_columns (GradusTable *table, const char *name, guint n)
{
  GradusBlock *block = &g_array_index (table->blocks, GradusBlock, table->blocks->len - 1);

  for (guint i = 0; i < n; i++) {
    const GradusColumn column = { .name = n == 1 ? g_strdup (name) : g_strdup_printf ("%s %u", name, i + 1),
                                  .block = table->blocks->len - 1,
                                  .at = block->n_named++ };

    g_array_append_val (table->columns, column);
  }
}

const GradusColumn *
gradus_table_get_column (const GradusTable *table, guint column)
{
  return &g_array_index (table->columns, GradusColumn, column);
}

int
gradus_table_find_column (const GradusTable *table, const char *name)
{
  for (guint i = 0; i < table->columns->len; i++) {
    if (g_str_equal (gradus_table_get_column (table, i)->name, name))
      return (int) i;
  }
  return -1;
}

float
gradus_table_get_value (const GradusTable *table, guint row, guint column)
{
  const GradusColumn *place = gradus_table_get_column (table, column);
  const GradusBlock *block = &g_array_index (table->blocks, GradusBlock, place->block);
  const gsize cell = (gsize) row * block->n_columns + place->at;

  return block->is_bytes ? (float) ((const guint8 *) block->cells)[cell]
                         : ((const float *) block->cells)[cell];
}

char *
gradus_table_format_value (const GradusTable *table, guint row, guint column)
{
  const GradusColumn *place = gradus_table_get_column (table, column);
  const double value = (double) gradus_table_get_value (table, row, column);

  if (isnan (value))
    return g_strdup ("");
  if (place->classes && value < place->classes->len)
    return g_strdup (g_ptr_array_index (place->classes, (guint) value));
  return g_strdup_printf ("%.6g", value);
}

void
gradus_table_count_missing (GradusTable *table, guint first)
{
  for (guint i = first; i < table->columns->len; i++) {
    GradusColumn *column = &g_array_index (table->columns, GradusColumn, i);

    if (g_array_index (table->blocks, GradusBlock, column->block).is_bytes)
      continue;
    for (guint row = 0; row < table->n_rows; row++) {
      if (!isnan (gradus_table_get_value (table, row, i)))
        continue;
      if (column->n_missing++ == 0)
        column->missing_line = row + 1;
    }
    if (column->n_missing == table->n_rows)
      column->kind = GRADUS_COLUMN_TEXTS;
  }
}

void
gradus_table_name_classes (GradusTable *table, guint at, const char *const *names)
{
  GradusColumn *column = &g_array_index (table->columns, GradusColumn, at);

  column->kind = GRADUS_COLUMN_CLASSES;
  column->classes = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; names[i]; i++)
    g_ptr_array_add (column->classes, g_strdup (names[i]));
}
