/* SPDX-License-Identifier: MIT */
#include "data/intake.h"

#include <glib/gstdio.h>
#include <string.h>

#include "data/escape.h"
#include "data/gunzip.h"

/* Honest tables and pictures shrink to about a tenth; deflate can shrink zeros to a thousandth.
 * What unpacks to more than MOST_UNPACKED times its size is refused, unless it is small anyway. */
#define MOST_UNPACKED 200
#define ALWAYS_UNPACKED (16 * 1024 * 1024)

/* Bytes of UTF-8 that a byte of another encoding becomes at most: three for the euro sign. */
#define MOST_CONVERTED 3

/* Bytes between two reports of progress and two looks at the cancellable. */
#define REPORT_EVERY (1024 * 1024)

struct _GradusIntake {
  char *filename;
  GradusLoading *loading;
  GInputStream *raw, *stream; /* as in the file; unpacked and converted */
  GradusIntakeFunc read;      /* instead of the streams, or NULL */
  gpointer source;
  guint64 size; /* of the file */
  guint64 offset, next_report;
  gboolean is_packed;
  const char *encoding; /* from which it is converted; NULL: as it is */
};

G_GNUC_PRINTF (4, 0)
static gboolean
set_refusal (const char *filename, GIOErrorEnum code, GError **error, const char *format,
             va_list arguments)
{
  g_autofree char *shown = gradus_escape_text (filename);
  g_autofree char *text = g_strdup_vprintf (format, arguments);
  g_autofree char *valid = gradus_escape_text (text); /* it may quote the file */

  g_set_error (error, G_IO_ERROR, (gint) code, "%s: %s", shown, valid);
  return FALSE;
}

gboolean
gradus_file_refuse (const char *filename, GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  set_refusal (filename, G_IO_ERROR_INVALID_DATA, error, format, arguments);
  va_end (arguments);
  return FALSE;
}

gboolean
gradus_file_decline (const char *filename, GError **error, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  set_refusal (filename, G_IO_ERROR_NOT_SUPPORTED, error, format, arguments);
  va_end (arguments);
  return FALSE;
}

/* Turns GIO's errors into sentences that name the file. */
static GError *
prefix_error (const GradusIntake *intake, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT)) {
    g_error_free (error);
    if (intake->encoding)
      return g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                          "%s: is not valid %s after byte %" G_GUINT64_FORMAT "; save it as UTF-8",
                          intake->filename, intake->encoding, intake->offset);
    return g_error_new (G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                        "%s: cannot be unpacked after byte %" G_GUINT64_FORMAT
                        "; it is damaged or cut off, fetch it anew",
                        intake->filename, intake->offset);
  }
  if (g_error_matches (error, G_IO_ERROR,
                       G_IO_ERROR_FAILED)) /* of a GradusGunzip, about the file */
    error->code = G_IO_ERROR_INVALID_DATA;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_prefix_error (&error, "%s: ", intake->filename);
  return error;
}

/* Before it is opened: opening a FIFO would wait for whoever writes to it. */
static gboolean
find_size (GradusIntake *intake, GError **error)
{
  GStatBuf status;

  if (g_stat (intake->filename, &status) != 0) {
    const int code = errno;

    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
                 "%s: cannot be read (%s); give a file that is there", intake->filename,
                 g_strerror (code));
    return FALSE;
  }
  if (!S_ISREG (status.st_mode))
    return gradus_intake_refuse (intake, error, "is not an ordinary file; give one");
  if (status.st_size == 0)
    return gradus_intake_refuse (intake, error, "is empty; give a file that holds samples");
  intake->size = (guint64) status.st_size;
  return TRUE;
}

/* The first two bytes of gzip are enough; names lie. */
static gboolean
look_for_gzip (GradusIntake *intake, GError **error)
{
  g_autoptr (GConverter) unpacker = NULL;
  guint8 magic[2] = { 0 };
  gsize n;

  if (!g_input_stream_read_all (intake->raw, magic, sizeof magic, &n, NULL, error) ||
      !g_seekable_seek (G_SEEKABLE (intake->raw), 0, G_SEEK_SET, NULL, error))
    return FALSE;
  intake->is_packed = gradus_gunzip_recognises (magic, n);
  if (!intake->is_packed) {
    intake->stream = g_object_ref (intake->raw);
    return TRUE;
  }
  unpacker = gradus_gunzip_new ();
  intake->stream = g_converter_input_stream_new (intake->raw, unpacker);
  return TRUE;
}

GradusIntake *
gradus_intake_open (const char *filename, GradusLoading *loading, GError **error)
{
  g_autoptr (GradusIntake) intake = g_new0 (GradusIntake, 1);
  g_autoptr (GFile) file = g_file_new_for_path (filename);
  GError *fault = NULL;

  intake->filename = g_strdup (filename);
  intake->loading = loading;
  if (!find_size (intake, error))
    return NULL;
  intake->raw = G_INPUT_STREAM (g_file_read (file, NULL, &fault));
  if (!intake->raw || !look_for_gzip (intake, &fault)) {
    g_propagate_error (error, prefix_error (intake, fault));
    return NULL;
  }
  return g_steal_pointer (&intake);
}

GradusIntake *
gradus_intake_new (const char *filename, GradusIntakeFunc read, gpointer source, guint64 n)
{
  GradusIntake *intake = g_new0 (GradusIntake, 1);

  intake->filename = g_strdup (filename);
  intake->read = read;
  intake->source = source;
  intake->size = n;
  return intake;
}

void
gradus_intake_free (GradusIntake *intake)
{
  g_clear_object (&intake->stream);
  g_clear_object (&intake->raw);
  g_free (intake->filename);
  g_free (intake);
}

gboolean
gradus_intake_convert (GradusIntake *intake, const char *encoding, GError **error)
{
  g_autoptr (GCharsetConverter) converter = g_charset_converter_new ("UTF-8", encoding, error);
  GInputStream *converted;

  if (!converter)
    return FALSE;
  converted = g_converter_input_stream_new (intake->stream, G_CONVERTER (converter));
  g_object_unref (intake->stream);
  intake->stream = converted;
  intake->encoding = encoding;
  return TRUE;
}

/* By the place in the file, not in the text, whose length nobody knows before the end. */
void
gradus_loading_report (GradusLoading *loading, guint per_mille)
{
  if (loading && atomic_exchange (&loading->per_mille, per_mille) != per_mille && loading->tell)
    loading->tell (loading->data);
}

static void
report_progress (GradusIntake *intake)
{
  const goffset at = g_seekable_tell (G_SEEKABLE (intake->raw));

  intake->next_report = intake->offset + REPORT_EVERY;
  gradus_loading_report (intake->loading, (guint) (1000 * (double) at / (double) intake->size));
}

/* Reads in pieces, so that it can be cancelled and a bomb is noticed early. */
static gssize
read_stream (GradusIntake *intake, guint8 *bytes, gsize n, GError **error)
{
  GCancellable *cancellable = intake->loading ? intake->loading->cancellable : NULL;
  GError *fault = NULL;
  gsize done = 0, got;

  while (done < n) {
    const gsize piece = MIN (n - done, REPORT_EVERY);

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return -1;
    if (!g_input_stream_read_all (intake->stream, bytes + done, piece, &got, NULL, &fault)) {
      intake->offset += got;
      g_propagate_error (error, prefix_error (intake, fault));
      return -1;
    }
    done += got;
    intake->offset += got;
    if (intake->offset >= intake->next_report)
      report_progress (intake);
    if (intake->is_packed && intake->offset > ALWAYS_UNPACKED &&
        intake->offset / MOST_UNPACKED > intake->size) {
      gradus_intake_refuse (
          intake, error, "unpacks to more than %d times its size; give it unpacked", MOST_UNPACKED);
      return -1;
    }
    if (got < piece)
      break;
  }
  return (gssize) done;
}

gssize
gradus_intake_read (GradusIntake *intake, gpointer bytes, gsize n, GError **error)
{
  gssize got;

  if (!intake->read)
    return read_stream (intake, bytes, n, error);
  got = intake->read (intake->source, bytes, n, error);
  if (got < 0)
    g_prefix_error (error, "%s: ", intake->filename);
  intake->offset += (guint64) MAX (got, 0);
  return got;
}

guint64
gradus_intake_get_offset (const GradusIntake *intake)
{
  return intake->offset;
}

guint64
gradus_intake_get_size (const GradusIntake *intake)
{
  return intake->encoding ? 0 : gradus_intake_get_most (intake);
}

guint64
gradus_intake_get_most (const GradusIntake *intake)
{
  if (intake->is_packed)
    return 0;
  return intake->encoding ? MOST_CONVERTED * intake->size : intake->size;
}

const char *
gradus_intake_get_filename (const GradusIntake *intake)
{
  return intake->filename;
}
