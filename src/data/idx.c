/* SPDX-License-Identifier: MIT */
#include "data/idx.h"

#include <string.h>

/* Bytes that are read at once. */
#define PIECE (256 * 1024)

void
gradus_idx_clear (GradusIdx *idx)
{
  g_free (idx->bytes);
  *idx = (GradusIdx){ 0 };
}

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, format, arguments));
  va_end (arguments);
  return FALSE;
}

static GInputStream *
open_stream (const char *filename, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (filename);
  GInputStream *stream = G_INPUT_STREAM (g_file_read (file, NULL, error));
  g_autoptr (GZlibDecompressor) unpacker = NULL;
  GInputStream *unpacked;

  if (!stream || !g_str_has_suffix (filename, ".gz"))
    return stream;
  unpacker = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  unpacked = g_converter_input_stream_new (stream, G_CONVERTER (unpacker));
  g_object_unref (stream);
  return unpacked;
}

static gboolean
read_header_bytes (GInputStream *stream, guint8 *bytes, gsize n, GError **error)
{
  gsize n_read;

  if (!g_input_stream_read_all (stream, bytes, n, &n_read, NULL, error))
    return FALSE;
  return n_read == n || refuse (error, "it ends within its header; give a whole IDX file");
}

/* What the sizes make together is what is still to come. */
static gboolean
read_header (GInputStream *stream, GradusIdx *idx, GError **error)
{
  guint8 magic[4], size[4];
  guint64 n = 1;

  if (!read_header_bytes (stream, magic, sizeof magic, error))
    return FALSE;
  if (magic[0] != 0 || magic[1] != 0)
    return refuse (error, "it does not begin as an IDX file does, with two zeros; give one of MNIST's kind");
  if (magic[2] != 8)
    return refuse (error, "its numbers are of type 0x%02x, not bytes (0x08); give one of bytes", magic[2]);
  if (magic[3] < 1 || magic[3] > GRADUS_IDX_MAX_DIMENSIONS)
    return refuse (error, "it has %u dimensions; give one of 1 to %d", magic[3], GRADUS_IDX_MAX_DIMENSIONS);
  idx->n_dimensions = magic[3];
  for (guint i = 0; i < idx->n_dimensions; i++) {
    if (!read_header_bytes (stream, size, sizeof size, error))
      return FALSE;
    idx->dimensions[i] =
        (guint) size[0] << 24 | (guint) size[1] << 16 | (guint) size[2] << 8 | (guint) size[3];
    n *= idx->dimensions[i];
    if (n < 1 || n > GRADUS_IDX_MAX_BYTES)
      return refuse (error, "dimension %u makes it %s; give one of 1 byte to 2 GiB", i + 1,
                     n < 1 ? "empty" : "too large");
  }
  idx->n_bytes = (gsize) n;
  return TRUE;
}

/* Memory grows with what comes, not with what the header promises. */
static gboolean
read_bytes (GInputStream *stream, GradusIdx *idx, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);
  gsize n_read;

  do {
    if (!g_input_stream_read_all (stream, piece, PIECE, &n_read, NULL, error))
      return FALSE;
    if (bytes->len + n_read > idx->n_bytes)
      return refuse (error,
                     "there is more behind the %" G_GSIZE_FORMAT
                     " bytes that its header promises; give it as it was made",
                     idx->n_bytes);
    g_byte_array_append (bytes, piece, (guint) n_read);
  } while (n_read == PIECE);
  if (bytes->len < idx->n_bytes)
    return refuse (
        error, "it ends after %u of the %" G_GSIZE_FORMAT " bytes that its header promises; give a whole one",
        bytes->len, idx->n_bytes);
  idx->bytes = g_byte_array_free (g_steal_pointer (&bytes), FALSE);
  return TRUE;
}

gboolean
gradus_idx_load (GradusIdx *idx, const char *filename, GError **error)
{
  g_autoptr (GInputStream) stream = open_stream (filename, error);
  g_auto (GradusIdx) read = { 0 };

  if (!stream || !read_header (stream, &read, error) || !read_bytes (stream, &read, error)) {
    g_prefix_error (error, "%s: ", filename);
    return FALSE;
  }
  *idx = read;
  read = (GradusIdx){ 0 };
  return TRUE;
}
