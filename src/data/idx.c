/* SPDX-License-Identifier: MIT */
#include "data/idx.h"

/* Bytes that are read in one go. */
#define PIECE (256 * 1024)

void
gradus_idx_clear (GradusIdx *idx)
{
  g_free (idx->bytes);
  *idx = (GradusIdx){ 0 };
}

static gboolean
read_header_bytes (GradusIntake *intake, guint8 *bytes, gsize n, GError **error)
{
  const gssize got = gradus_intake_read (intake, bytes, n, error);

  return got == (gssize) n ||
         (got >= 0 &&
          gradus_intake_refuse (intake, error, "it ends within its header; give a whole IDX file"));
}

/* The product of the sizes is the number of bytes that must follow. */
static gboolean
read_header (GradusIntake *intake, GradusIdx *idx, GError **error)
{
  guint8 magic[4], size[4];
  guint64 n = 1;

  if (!read_header_bytes (intake, magic, sizeof magic, error))
    return FALSE;
  if (magic[0] != 0 || magic[1] != 0)
    return gradus_intake_refuse (
        intake, error,
        "it does not begin as an IDX file does, with two zeros; give one of MNIST's kind");
  if (magic[2] != 8)
    return gradus_intake_refuse (
        intake, error, "its numbers are of type 0x%02x, not bytes (0x08); give one of bytes",
        magic[2]);
  if (magic[3] < 1 || magic[3] > GRADUS_IDX_MAX_DIMENSIONS)
    return gradus_intake_refuse (intake, error, "it has %u dimensions; give one of 1 to %d",
                                 magic[3], GRADUS_IDX_MAX_DIMENSIONS);
  idx->n_dimensions = magic[3];
  for (guint i = 0; i < idx->n_dimensions; i++) {
    if (!read_header_bytes (intake, size, sizeof size, error))
      return FALSE;
    idx->dimensions[i] =
        (guint) size[0] << 24 | (guint) size[1] << 16 | (guint) size[2] << 8 | (guint) size[3];
    /* Checked after each: what is below the limit fits 64 bits even after the next size. */
    n *= idx->dimensions[i];
    if (n < 1 || n > GRADUS_IDX_MAX_BYTES)
      return gradus_intake_refuse (intake, error,
                                   "dimension %u makes it %s; give one of 1 byte to 2 GiB", i + 1,
                                   n < 1 ? "empty" : "too large");
  }
  idx->n_bytes = (gsize) n;
  return TRUE;
}

/* Memory grows with what is read, not with what the header promises: a header may lie. */
static gboolean
read_bytes (GradusIntake *intake, GradusIdx *idx, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE);
  gssize got;

  do {
    got = gradus_intake_read (intake, piece, PIECE, error);
    if (got < 0)
      return FALSE;
    if (bytes->len + (gsize) got > idx->n_bytes)
      return gradus_intake_refuse (intake, error,
                                   "there is more after the %" G_GSIZE_FORMAT
                                   " bytes that its header promises; give it as it was made",
                                   idx->n_bytes);
    g_byte_array_append (bytes, piece, (guint) got);
  } while (got == PIECE);
  if (bytes->len < idx->n_bytes)
    return gradus_intake_refuse (intake, error,
                                 "it ends after %u of the %" G_GSIZE_FORMAT
                                 " bytes that its header promises; give a whole one",
                                 bytes->len, idx->n_bytes);
  idx->bytes = g_byte_array_free (g_steal_pointer (&bytes), FALSE);
  return TRUE;
}

gboolean
gradus_idx_read (GradusIdx *idx, GradusIntake *intake, GError **error)
{
  g_auto (GradusIdx) read = { 0 };

  if (!read_header (intake, &read, error) || !read_bytes (intake, &read, error))
    return FALSE;
  *idx = read;
  read = (GradusIdx){ 0 };
  return TRUE;
}

gboolean
gradus_idx_load (GradusIdx *idx, const char *filename, GradusLoading *loading, GError **error)
{
  g_autoptr (GradusIntake) intake = gradus_intake_open (filename, loading, error);

  return intake && gradus_idx_read (idx, intake, error);
}
