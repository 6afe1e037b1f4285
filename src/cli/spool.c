/* SPDX-License-Identifier: MIT */
#include "cli/spool.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "data/intake.h"
#include "data/reader.h"
#include "platform/platform.h"

/* Bytes that are copied in one go. */
#define PIECE 65536

static gboolean
is_stream (const char *filename)
{
  GradusFileStatus status;

  return g_str_equal (filename, "-") ||
         (gradus_platform_look (filename, &status) &&
          (status.kind == GRADUS_FILE_KIND_PIPE || status.kind == GRADUS_FILE_KIND_CHARACTERS ||
           status.kind == GRADUS_FILE_KIND_SOCKET));
}

static const char *
name_stream (const char *filename)
{
  return g_str_equal (filename, "-") ? "standard input" : filename;
}

static gboolean
refuse_system (const char *filename, GError **error)
{
  const int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "%s: cannot be read (%s)",
               name_stream (filename), g_strerror (code));
  return FALSE;
}

static gboolean
copy_stream (const char *filename, FILE *stream, FILE *copy, GError **error)
{
  g_autofree char *piece = g_malloc (PIECE);
  guint64 n_all = 0;
  gsize n;

  while ((n = fread (piece, 1, PIECE, stream)) > 0) {
    n_all += n;
    if (n_all > GRADUS_RECORDS_MAX_BYTES)
      return gradus_file_refuse (name_stream (filename), error,
                                 "gives more than 2 GiB; give a part of it");
    if (fwrite (piece, 1, n, copy) != n)
      return refuse_system (filename, error);
  }
  return (!ferror (stream) && fflush (copy) == 0) || refuse_system (filename, error);
}

/* Copies all that comes to a new file. Returns its name, or NULL. */
static char *
spool (const char *filename, GError **error)
{
  const gboolean is_input = g_str_equal (filename, "-");
  g_autofree char *name = NULL;
  const int file = g_file_open_tmp ("gradus-XXXXXX", &name, error);
  FILE *copy = file >= 0 ? fdopen (file, "wb") : NULL;
  FILE *stream = is_input ? stdin : g_fopen (filename, "rb");
  gboolean is_copied = FALSE;

  if (file >= 0)
    is_copied =
        stream ? copy_stream (filename, stream, copy, error) : refuse_system (filename, error);
  if (stream && !is_input)
    fclose (stream);
  if (copy)
    fclose (copy);
  if (!is_copied && name)
    g_unlink (name);
  return is_copied ? g_steal_pointer (&name) : NULL;
}

/* The table under the name that people gave. */
static GradusRecords *
rename_table (GradusRecords *table, const char *filename)
{
  GradusRecords *renamed = gradus_records_new_over (table);

  g_free (renamed->filename);
  renamed->filename = g_strdup (name_stream (filename));
  return renamed;
}

GradusRecords *
gradus_cli_load_table (const char *filename, const GradusHints *hints, GError **error)
{
  g_autofree char *spooled = NULL;
  g_autoptr (GradusRecords) table = NULL;
  GError *fault = NULL;

  if (!is_stream (filename))
    return gradus_reader_load (filename, hints, NULL, error);
  spooled = spool (filename, error);
  if (!spooled)
    return NULL;
  table = gradus_reader_load (spooled, hints, NULL, &fault);
  g_unlink (spooled);
  if (table)
    return rename_table (table, filename);
  if (g_str_has_prefix (fault->message, spooled))
    g_set_error (error, fault->domain, fault->code, "%s%s", name_stream (filename),
                 fault->message + strlen (spooled));
  else
    g_propagate_error (error, g_steal_pointer (&fault));
  g_clear_error (&fault);
  return NULL;
}
