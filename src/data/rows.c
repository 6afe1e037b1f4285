/* SPDX-License-Identifier: MIT */
#include "data/rows.h"

#include "data/records.h"

/* Bytes of the first room. */
#define FIRST_ROOM (64 * 1024)

/* The room doubles, so twice the greatest size of a table is allowed. */
float *
gradus_rows_append (GradusRows *rows)
{
  const gsize width = rows->n_columns * sizeof (float);

  if (rows->n == rows->room) {
    const gsize room = MAX (2 * rows->room, FIRST_ROOM / width + 1);
    float *cells = room * width <= 2 * GRADUS_RECORDS_MAX_BYTES
                       ? g_try_realloc (rows->cells, room * width)
                       : NULL;

    if (!cells)
      return NULL;
    rows->cells = cells;
    rows->room = room;
  }
  return rows->cells + rows->n++ * rows->n_columns;
}

void
gradus_rows_clear (GradusRows *rows)
{
  g_clear_pointer (&rows->cells, g_free);
  rows->n = rows->room = 0;
}

float *
gradus_rows_steal (GradusRows *rows)
{
  return g_realloc (g_steal_pointer (&rows->cells), rows->n * rows->n_columns * sizeof (float));
}
