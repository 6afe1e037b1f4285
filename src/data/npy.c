/* SPDX-License-Identifier: MIT */
#include "data/npy.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "data/npy-header.h"

/* Numbers that are read in one go. */
#define PIECE 16384

void
gradus_npy_clear (GradusNpy *npy)
{
  g_free (npy->cells);
  *npy = (GradusNpy){ 0 };
}

static void
swap_bytes (guint8 *bytes, guint width, gsize n)
{
  for (gsize i = 0; i < n; i++, bytes += width) {
    for (guint k = 0; k < width / 2; k++) {
      const guint8 low = bytes[k];

      bytes[k] = bytes[width - 1 - k];
      bytes[width - 1 - k] = low;
    }
  }
}

/* memcpy(), because the bytes need not be aligned. */
#define CASE(letter, bytes_wide, type)                                                             \
  if (header->kind == letter && header->width == bytes_wide) {                                     \
    for (gsize i = 0; i < n; i++) {                                                                \
      type number;                                                                                 \
                                                                                                   \
      memcpy (&number, raw + i * sizeof number, sizeof number);                                    \
      values[i] = (double) number;                                                                 \
    }                                                                                              \
    return;                                                                                        \
  }

static void
widen_items (const GradusNpyHeader *header, const guint8 *raw, gsize n, double *values)
{
  CASE ('f', 4, float)
  CASE ('f', 8, double)
  CASE ('i', 1, gint8)
  CASE ('i', 2, gint16)
  CASE ('i', 4, gint32)
  CASE ('i', 8, gint64)
  CASE ('u', 2, guint16)
  CASE ('u', 4, guint32)
  CASE ('u', 8, guint64)
  CASE ('b', 1, guint8)
  CASE ('u', 1, guint8)
}

/* The position in C order of an item of the file. In Fortran's order the first index changes
 * fastest. */
static guint64
find_cell (const GradusNpyHeader *header, guint64 item)
{
  guint64 cell = 0, pitch = header->n_items;

  if (!header->is_fortran)
    return item;
  for (guint i = 0; i < header->n_dimensions; i++) {
    pitch /= header->dimensions[i];
    cell += item % header->dimensions[i] * pitch;
    item /= header->dimensions[i];
  }
  return cell;
}

/* Cells are floats: what does not fit would become infinite without a word. */
static gboolean
put_items (GradusIntake *intake, const GradusNpyHeader *header, guint64 first, const double *values,
           gsize n, GradusNpy *npy, GError **error)
{
  for (gsize i = 0; i < n; i++) {
    const guint64 cell = find_cell (header, first + i);

    if (isinf (values[i]) || fabs (values[i]) > (double) FLT_MAX)
      return gradus_intake_refuse (
          intake, error,
          "item %" G_GUINT64_FORMAT " in row %" G_GUINT64_FORMAT
          " is %g, too large for a 32-bit number; correct it or make it nan",
          cell % npy->n_columns + 1, cell / npy->n_columns + 1, values[i]);
    if (npy->is_bytes)
      ((guint8 *) npy->cells)[cell] = (guint8) values[i];
    else
      ((float *) npy->cells)[cell] = (float) values[i];
  }
  return TRUE;
}

/* Memory grows with what was read; only Fortran's order needs all at once, and check_size() has
 * seen then that the file is as large as its header says. */
static gboolean
grow_cells (GradusIntake *intake, GradusNpy *npy, guint64 n_items, guint64 n_known, gsize width,
            GError **error)
{
  gpointer cells = g_try_realloc (npy->cells, (gsize) n_known * width);

  if (!cells)
    return gradus_intake_refuse (
        intake, error, "has %" G_GUINT64_FORMAT " numbers, more than there is memory for", n_items);
  npy->cells = cells;
  return TRUE;
}

static gboolean
read_items (GradusNpy *npy, GradusIntake *intake, const GradusNpyHeader *header, GError **error)
{
  const gsize width = npy->is_bytes ? 1 : sizeof (float);
  g_autofree guint8 *raw = g_malloc (PIECE * sizeof (double));
  g_autofree double *values = g_new (double, PIECE);
  guint64 room = 0;

  for (guint64 item = 0; item < header->n_items;) {
    const gsize n = (gsize) MIN (PIECE, header->n_items - item);
    const gssize got = gradus_intake_read (intake, raw, n * header->width, error);

    if (got < 0)
      return FALSE;
    if ((gsize) got < n * header->width)
      return gradus_intake_refuse (intake, error,
                                   "ends after %" G_GUINT64_FORMAT " of the %" G_GUINT64_FORMAT
                                   " numbers that its header promises; give a whole one",
                                   item + (gsize) got / header->width, header->n_items);
    if (item + n > room) {
      room =
          header->is_fortran ? header->n_items : MIN (header->n_items, MAX (2 * room, 4 * PIECE));
      if (!grow_cells (intake, npy, header->n_items, room, width, error))
        return FALSE;
    }
    if (header->is_swapped)
      swap_bytes (raw, header->width, n);
    widen_items (header, raw, n, values);
    if (!put_items (intake, header, item, values, n, npy, error))
      return FALSE;
    item += n;
  }
  return TRUE;
}

/* Compares the size with the header if it is known before the end. Fortran's order writes all
 * over the cells, so there it must be known. */
static gboolean
check_size (GradusIntake *intake, const GradusNpyHeader *header, GError **error)
{
  const guint64 size = gradus_intake_get_size (intake), begins = gradus_intake_get_offset (intake);

  if (size > 0 && size - begins != header->n_items * header->width)
    return gradus_intake_refuse (intake, error,
                                 "has %" G_GUINT64_FORMAT
                                 " bytes of numbers, but its header promises %" G_GUINT64_FORMAT
                                 "; give it whole and as it was saved",
                                 size - begins, header->n_items * header->width);
  if (size == 0 && header->is_fortran)
    return gradus_intake_refuse (intake, error,
                                 "is packed and in Fortran's order; give it unpacked");
  return TRUE;
}

static gboolean
check_end (GradusIntake *intake, GError **error)
{
  guint8 more;
  const gssize got = gradus_intake_read (intake, &more, 1, error);

  return got == 0 ||
         (got > 0 &&
          gradus_intake_refuse (
              intake, error,
              "has more than the numbers that its header promises; give it as it was saved"));
}

gboolean
gradus_npy_read (GradusNpy *npy, GradusIntake *intake, GError **error)
{
  g_auto (GradusNpy) read = { 0 };
  GradusNpyHeader header;
  guint64 n_columns;

  if (!gradus_npy_header_read (&header, intake, error) || !check_size (intake, &header, error))
    return FALSE;
  n_columns = header.n_items / header.dimensions[0];
  if (n_columns > GRADUS_RECORDS_MAX_COLUMNS || header.dimensions[0] > GRADUS_RECORDS_MAX_ROWS)
    return gradus_intake_refuse (intake, error,
                                 "has %" G_GUINT64_FORMAT " rows of %" G_GUINT64_FORMAT
                                 " numbers; give up to %d rows of up to %d",
                                 header.dimensions[0], n_columns, GRADUS_RECORDS_MAX_ROWS,
                                 GRADUS_RECORDS_MAX_COLUMNS);
  read.n_dimensions = header.n_dimensions;
  memcpy (read.dimensions, header.dimensions, sizeof read.dimensions);
  read.n_columns = (guint) n_columns;
  read.is_bytes = header.width == 1 && header.kind != 'i';
  read.is_whole = header.kind != 'f';
  if (!read_items (&read, intake, &header, error) || !check_end (intake, error))
    return FALSE;
  *npy = read;
  read = (GradusNpy){ 0 };
  return TRUE;
}

static gboolean
are_channels (guint64 n)
{
  return n == 1 || n == 3;
}

GradusPictureLayout
gradus_npy_get_picture (const GradusNpy *npy)
{
  const guint64 *sizes = npy->dimensions;

  if (npy->n_dimensions == 3)
    return (GradusPictureLayout){ (guint) sizes[2], (guint) sizes[1], 1, FALSE };
  if (npy->n_dimensions == 4 && are_channels (sizes[3]))
    return (GradusPictureLayout){ (guint) sizes[2], (guint) sizes[1], (guint) sizes[3], FALSE };
  if (npy->n_dimensions == 4 && are_channels (sizes[1]))
    return (GradusPictureLayout){ (guint) sizes[3], (guint) sizes[2], (guint) sizes[1], TRUE };
  return (GradusPictureLayout){ 0 };
}
