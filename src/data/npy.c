/* SPDX-License-Identifier: MIT */
#include "data/npy.h"

#include <math.h>
#include <string.h>

#include "data/class-list.h"
#include "data/half.h"
#include "data/npy-header.h"
#include "data/rows.h"

/* Numbers that are read in one go. */
#define PIECE 16384

void
gradus_npy_clear (GradusNpy *npy)
{
  g_free (npy->cells);
  g_clear_pointer (&npy->texts, g_ptr_array_unref);
  *npy = (GradusNpy){ 0 };
}

/* Swaps the bytes of n units of that width. */
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
  if (header->kind == 'f' && header->width == 2) {
    for (gsize i = 0; i < n; i++) {
      guint16 bits;

      memcpy (&bits, raw + i * sizeof bits, sizeof bits);
      values[i] = (double) gradus_half_to_float (bits);
    }
    return;
  }
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

/* -- Texts ------------------------------------------------------------------------------------- */

static gboolean
is_text_kind (const GradusNpyHeader *header)
{
  return header->kind == 'U' || header->kind == 'S';
}

/* The text of one item, without the zeros that fill it up; NULL if it is no text. */
static char *
take_item_text (const GradusNpyHeader *header, const guint8 *raw)
{
  g_autofree char *bytes = NULL;
  g_autofree gunichar *letters = NULL;

  if (header->kind == 'S') {
    bytes = g_strndup ((const char *) raw, header->width);
    return g_utf8_validate (bytes, -1, NULL) ? g_steal_pointer (&bytes) : NULL;
  }
  letters = g_malloc0 (header->width + sizeof (gunichar));
  memcpy (letters, raw, header->width);
  for (guint i = 0; letters[i]; i++) {
    if (!g_unichar_validate (letters[i]))
      return NULL;
  }
  return g_ucs4_to_utf8 (letters, -1, NULL, NULL, NULL);
}

/* The number of each text among the different ones; NaN for an empty one. */
static gboolean
number_texts (GradusIntake *intake, const GradusNpyHeader *header, GradusClassList *texts,
              const guint8 *raw, gsize n, double *values, GError **error)
{
  for (gsize i = 0; i < n; i++) {
    g_autofree char *text = take_item_text (header, raw + i * header->width);
    int class;

    if (!text)
      return gradus_intake_refuse (intake, error,
                                   "has a text that is not Unicode; save it anew as str");
    if (!*text) {
      values[i] = NAN;
      continue;
    }
    class = gradus_class_list_find (texts, text);
    values[i] = class >= 0 ? class : gradus_class_list_add (texts, g_steal_pointer (&text));
    if (!gradus_class_list_is_overfull (texts))
      continue;
    return gradus_intake_decline (
        intake, error, "has more than %d different texts; give numbers, or fewer classes",
        GRADUS_RECORDS_MAX_CLASSES);
  }
  return TRUE;
}

/* -- Items ------------------------------------------------------------------------------------- */

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

/* Cells are floats: what does not fit would become infinite without a word, at the latest when it is
 * scaled. */
static gboolean
put_items (GradusIntake *intake, const GradusNpyHeader *header, guint64 first, const double *values,
           gsize n, GradusNpy *npy, GError **error)
{
  for (gsize i = 0; i < n; i++) {
    const guint64 cell = find_cell (header, first + i);

    if (isinf (values[i]) || fabs (values[i]) > (double) GRADUS_CELL_MOST)
      return gradus_intake_refuse (
          intake, error,
          "item %" G_GUINT64_FORMAT " in row %" G_GUINT64_FORMAT
          " is %g, too large to compute with in 32 bits; correct it or make it nan",
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

/* What the next n items of the file are as numbers. */
static gboolean
convert_items (GradusIntake *intake, const GradusNpyHeader *header, GradusClassList *texts,
               guint8 *raw, gsize n, double *values, GError **error)
{
  const guint unit = header->kind == 'U' ? sizeof (gunichar) : header->width;

  if (header->is_swapped)
    swap_bytes (raw, unit, n * header->width / unit);
  if (is_text_kind (header))
    return number_texts (intake, header, texts, raw, n, values, error);
  widen_items (header, raw, n, values);
  return TRUE;
}

static gboolean
read_items (GradusNpy *npy, GradusIntake *intake, const GradusNpyHeader *header,
            GradusClassList *texts, GError **error)
{
  const gsize width = npy->is_bytes ? 1 : sizeof (float);
  const gsize piece = MAX (PIECE * sizeof (double) / header->width, 1);
  g_autofree guint8 *raw = g_malloc (piece * header->width);
  g_autofree double *values = g_new (double, piece);
  guint64 room = 0;

  for (guint64 item = 0; item < header->n_items;) {
    const gsize n = (gsize) MIN (piece, header->n_items - item);
    const gssize got = gradus_intake_read (intake, raw, n * header->width, error);

    if (got < 0)
      return FALSE;
    if ((gsize) got < n * header->width)
      return gradus_intake_refuse (intake, error,
                                   "ends after %" G_GUINT64_FORMAT " of the %" G_GUINT64_FORMAT
                                   " numbers that its header promises; give a whole one",
                                   item + (gsize) got / header->width, header->n_items);
    if (item + n > room) {
      room = header->is_fortran ? header->n_items
                                : MIN (header->n_items, MAX (2 * room, item + 4 * piece));
      if (!grow_cells (intake, npy, header->n_items, room, width, error))
        return FALSE;
    }
    if (!convert_items (intake, header, texts, raw, n, values, error) ||
        !put_items (intake, header, item, values, n, npy, error))
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

/* How the cells are laid out. */
static gboolean
shape_array (GradusNpy *npy, GradusIntake *intake, const GradusNpyHeader *header, GError **error)
{
  const guint64 n_columns = header->n_items / header->dimensions[0];

  if (n_columns > GRADUS_RECORDS_MAX_COLUMNS || header->dimensions[0] > GRADUS_RECORDS_MAX_ROWS)
    return gradus_intake_refuse (intake, error,
                                 "has %" G_GUINT64_FORMAT " rows of %" G_GUINT64_FORMAT
                                 " numbers; give up to %d rows of up to %d",
                                 header->dimensions[0], n_columns, GRADUS_RECORDS_MAX_ROWS,
                                 GRADUS_RECORDS_MAX_COLUMNS);
  npy->n_dimensions = header->n_dimensions;
  memcpy (npy->dimensions, header->dimensions, sizeof npy->dimensions);
  npy->n_columns = (guint) n_columns;
  npy->is_bytes = header->width == 1 && (header->kind == 'u' || header->kind == 'b');
  npy->is_whole = header->kind != 'f';
  return TRUE;
}

gboolean
gradus_npy_read (GradusNpy *npy, GradusIntake *intake, GError **error)
{
  g_auto (GradusNpy) read = { 0 };
  GradusNpyHeader header;
  GradusClassList texts;
  gboolean is_read;

  if (!gradus_npy_header_read (&header, intake, error) || !check_size (intake, &header, error) ||
      !shape_array (&read, intake, &header, error))
    return FALSE;
  gradus_class_list_init (&texts);
  is_read = read_items (&read, intake, &header, &texts, error) && check_end (intake, error);
  if (is_read && is_text_kind (&header))
    read.texts = g_ptr_array_ref (texts.texts);
  gradus_class_list_clear (&texts);
  if (!is_read)
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
