/* SPDX-License-Identifier: MIT */
#include "plot/gif.h"

#include <gif_lib.h>
#include <string.h>

#include "plot/colour-table.h"

/* How often it is shown; 0: for ever. The extension is Netscape's, which all know. */
#define LOOPS 0
#define LOOP_NAME "NETSCAPE2.0"

/* Of a delay: sixteen bits. */
#define LONGEST_DELAY 65535u

/* Bits of a channel. */
#define CHANNEL_BITS 8

typedef struct {
  GifFileType *file;
  GByteArray *bytes;
  int width, height;
  guint32 *shown; /* (height, width): all of the pictures before; NULL: none yet */
} GifWriter;

/* A rectangle of changed pixels. */
typedef struct {
  int left, top, width, height;
} Change;

static int
append_output (GifFileType *file, const GifByteType *data, int length)
{
  GifWriter *writer = file->UserData;

  g_byte_array_append (writer->bytes, data, (guint) length);
  return length;
}

/* -- What has changed -------------------------------------------------------------------------- */

static gboolean
has_row_changed (const GifWriter *writer, const guint32 *pixels, int row)
{
  const gsize at = (gsize) row * (gsize) writer->width;

  return memcmp (writer->shown + at, pixels + at, (gsize) writer->width * sizeof (guint32)) != 0;
}

static gboolean
has_column_changed (const GifWriter *writer, const guint32 *pixels, const Change *rows, int column)
{
  for (int row = rows->top; row < rows->top + rows->height; row++) {
    const gsize at = (gsize) row * (gsize) writer->width + (gsize) column;

    if (writer->shown[at] != pixels[at])
      return TRUE;
  }
  return FALSE;
}

/* All of the first picture. A later one is another than that before it. */
static Change
find_change (const GifWriter *writer, const guint32 *pixels)
{
  Change change = { 0, 0, writer->width, writer->height };
  int bottom = writer->height, right = writer->width;

  if (!writer->shown)
    return change;
  while (!has_row_changed (writer, pixels, change.top))
    change.top++;
  while (!has_row_changed (writer, pixels, bottom - 1))
    bottom--;
  change.height = bottom - change.top;
  while (!has_column_changed (writer, pixels, &change, change.left))
    change.left++;
  while (!has_column_changed (writer, pixels, &change, right - 1))
    right--;
  change.width = right - change.left;
  return change;
}

/* -- Colours ----------------------------------------------------------------------------------- */

/* The changed pixels of the rectangle, one after the other; all of the first picture. */
static guint32 *
collect_changed (const GifWriter *writer, const guint32 *pixels, const Change *change, gsize *n)
{
  guint32 *changed = g_new (guint32, (gsize) change->width * (gsize) change->height);

  *n = 0;
  for (int row = change->top; row < change->top + change->height; row++) {
    for (int column = change->left; column < change->left + change->width; column++) {
      const gsize at = (gsize) row * (gsize) writer->width + (gsize) column;

      if (!writer->shown || writer->shown[at] != pixels[at])
        changed[(*n)++] = pixels[at];
    }
  }
  return changed;
}

/* Behind the colours there is one for what stays, but in the first picture. giflib wants a power of
 * two of them. */
static ColorMapObject *
make_map (const GradusColourTable *table, gboolean has_transparent)
{
  const guint n = table->n + (has_transparent ? 1 : 0);
  GifColorType colours[GRADUS_COLOUR_TABLE_MOST] = { 0 };
  int size = 2;

  while ((guint) size < n)
    size *= 2;
  for (guint i = 0; i < table->n; i++)
    colours[i] =
        (GifColorType){ (GifByteType) (table->colours[i] >> 16), (GifByteType) (table->colours[i] >> 8),
                        (GifByteType) table->colours[i] };
  return GifMakeMapObject (size, colours);
}

/* -- Writing ----------------------------------------------------------------------------------- */

static gboolean
put_loop (GifFileType *file)
{
  const GifByteType loop[] = { 1, LOOPS, 0 };

  return EGifPutExtensionLeader (file, APPLICATION_EXT_FUNC_CODE) == GIF_OK &&
         EGifPutExtensionBlock (file, (int) strlen (LOOP_NAME), LOOP_NAME) == GIF_OK &&
         EGifPutExtensionBlock (file, sizeof loop, loop) == GIF_OK &&
         EGifPutExtensionTrailer (file) == GIF_OK;
}

static gboolean
put_control (GifFileType *file, guint hundredths, int transparent)
{
  const GraphicsControlBlock block = { DISPOSE_DO_NOT, false,
                                       (int) MIN (hundredths, LONGEST_DELAY), transparent };
  GifByteType bytes[4];

  EGifGCBToExtension (&block, bytes);
  return EGifPutExtension (file, GRAPHICS_EXT_FUNC_CODE, sizeof bytes, bytes) == GIF_OK;
}

/* The rectangle's rows; `indices` are of the changed pixels alone. */
static gboolean
put_rows (GifWriter *writer, const guint32 *pixels, const Change *change, const guint8 *indices,
          int transparent)
{
  g_autofree GifPixelType *line = g_new (GifPixelType, change->width);
  gboolean is_written = TRUE;

  for (int row = change->top; is_written && row < change->top + change->height; row++) {
    for (int i = 0; i < change->width; i++) {
      const gsize at = (gsize) row * (gsize) writer->width + (gsize) (change->left + i);
      const gboolean stays = writer->shown && writer->shown[at] == pixels[at];

      line[i] = stays ? (GifPixelType) transparent : *indices++;
    }
    is_written = EGifPutLine (writer->file, line, change->width) == GIF_OK;
  }
  return is_written;
}

static gboolean
put_picture (GifWriter *writer, const guint32 *pixels, guint hundredths)
{
  const Change change = find_change (writer, pixels);
  const gboolean has_transparent = writer->shown != NULL;
  gsize n;
  g_autofree guint32 *changed = collect_changed (writer, pixels, &change, &n);
  g_autofree guint8 *indices = g_new (guint8, n);
  GradusColourTable table;
  ColorMapObject *map;
  gboolean is_written;

  gradus_colour_table_fill (&table, GRADUS_COLOUR_TABLE_MOST - (has_transparent ? 1 : 0), changed,
                            n, indices);
  map = make_map (&table, has_transparent);
  is_written =
      map &&
      put_control (writer->file, hundredths,
                   has_transparent ? (int) table.n : NO_TRANSPARENT_COLOR) &&
      EGifPutImageDesc (writer->file, change.left, change.top, change.width, change.height, false,
                        map) == GIF_OK &&
      put_rows (writer, pixels, &change, indices, (int) table.n);
  GifFreeMapObject (map);
  return is_written;
}

/* -- The format -------------------------------------------------------------------------------- */

static gboolean
fail (GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the GIF could not be written");
  return FALSE;
}

static void
free_gif (gpointer data)
{
  GifWriter *writer = data;
  int ignored;

  if (writer->file)
    EGifCloseFile (writer->file, &ignored);
  g_byte_array_unref (writer->bytes);
  g_free (writer->shown);
  g_free (writer);
}

static gpointer
begin_gif (int width, int height, GError **error)
{
  GifWriter *writer = g_new0 (GifWriter, 1);
  int ignored;

  writer->width = width;
  writer->height = height;
  writer->bytes = g_byte_array_new ();
  writer->file = EGifOpen (writer, append_output, &ignored);
  if (writer->file)
    EGifSetGifVersion (writer->file, true);
  if (writer->file &&
      EGifPutScreenDesc (writer->file, width, height, CHANNEL_BITS, 0, NULL) == GIF_OK &&
      put_loop (writer->file))
    return writer;
  free_gif (writer);
  fail (error);
  return NULL;
}

static gboolean
add_to_gif (gpointer data, const guint32 *pixels, guint hundredths, GError **error)
{
  GifWriter *writer = data;
  const gsize n = (gsize) writer->width * (gsize) writer->height;

  if (!put_picture (writer, pixels, hundredths))
    return fail (error);
  if (!writer->shown)
    writer->shown = g_new (guint32, n);
  memcpy (writer->shown, pixels, n * sizeof (guint32));
  return TRUE;
}

static GBytes *
finish_gif (gpointer data, GError **error)
{
  GifWriter *writer = data;
  GifFileType *file = g_steal_pointer (&writer->file);
  int ignored;

  if (EGifCloseFile (file, &ignored) == GIF_OK)
    return g_bytes_new (writer->bytes->data, writer->bytes->len);
  fail (error);
  return NULL;
}

const GradusReelClass gradus_gif_class = { begin_gif, add_to_gif, finish_gif, free_gif };
