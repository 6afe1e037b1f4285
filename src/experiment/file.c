/* SPDX-License-Identifier: MIT */
#include "experiment/file.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdatomic.h>
#include <stdio.h>

#include "platform/platform.h"

/* -- Writing ----------------------------------------------------------------------------------- */

static gboolean
fail_with (GError **error, int fault)
{
  g_set_error_literal (error, G_FILE_ERROR, (gint) g_file_error_from_errno (fault),
                       g_strerror (fault));
  return FALSE;
}

/* Standard output or standard error if that is this file; else NULL. */
static FILE *
find_standard_stream (const GradusFileStatus *file)
{
  FILE *const streams[] = { stdout, stderr };

  for (guint i = 0; i < G_N_ELEMENTS (streams); i++) {
    GradusFileStatus status;

    if (gradus_platform_look_at_open (fileno (streams[i]), &status) &&
        gradus_file_status_is_same (&status, file))
      return streams[i];
  }
  return NULL;
}

gboolean
gradus_file_is_replaceable (const char *filename)
{
  GradusFileStatus status;

  return !gradus_platform_look (filename, &status) ||
         (status.kind == GRADUS_FILE_KIND_REGULAR && !find_standard_stream (&status));
}

static atomic_bool waits;

void
gradus_file_wait_for_readers (void)
{
  atomic_store (&waits, TRUE);
}

/* A standard stream is duplicated, not opened again: a file that is opened again is written from
 * its beginning, and what is printed later would overwrite it. */
static int
open_special (const char *filename, const GradusFileStatus *status, FILE *stream)
{
  if (!stream)
    return gradus_platform_open_special (
        filename, status->kind != GRADUS_FILE_KIND_PIPE || atomic_load (&waits));
  fflush (stream);
  return gradus_platform_duplicate (fileno (stream));
}

/* What can never be written into, or only where somebody reads it. */
static gboolean
check_special (const char *filename, const GradusFileStatus *status, GError **error)
{
  if (find_standard_stream (status))
    return TRUE;
  if (status->kind == GRADUS_FILE_KIND_DISK || status->kind == GRADUS_FILE_KIND_SOCKET ||
      status->kind == GRADUS_FILE_KIND_FOLDER) {
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "this is a %s; give the name of a file",
                 status->kind == GRADUS_FILE_KIND_DISK     ? "disk"
                 : status->kind == GRADUS_FILE_KIND_SOCKET ? "socket"
                                                           : "folder");
    return FALSE;
  }
  return gradus_platform_may_write (filename) || fail_with (error, errno);
}

static gboolean
write_special (const char *filename, const GradusFileStatus *status, const char *contents,
               gsize length, GError **error)
{
  int fd, fault;

  if (!check_special (filename, status, error))
    return FALSE;
  fd = open_special (filename, status, find_standard_stream (status));
  if (fd < 0 && errno == ENXIO && status->kind == GRADUS_FILE_KIND_PIPE) {
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NXIO,
                         "this is a pipe that no program reads; start one that reads it, or give "
                         "the name of a file");
    return FALSE;
  }
  if (fd < 0)
    return fail_with (error, errno);
  fault = gradus_platform_write (fd, contents, length);
  if (!g_close (fd, NULL) && fault == 0)
    fault = errno;
  return fault == 0 || fail_with (error, fault);
}

/* Where nothing is yet, so that nothing can be resolved. */
static char *
follow_link (const char *filename)
{
  g_autofree char *target = g_file_read_link (filename, NULL);
  g_autofree char *folder = g_path_get_dirname (filename), *place = NULL;

  if (!target)
    return g_strdup (filename);
  place = g_path_is_absolute (target) ? g_strdup (target) : g_build_filename (folder, target, NULL);
  return gradus_file_resolve (place);
}

char *
gradus_file_resolve (const char *filename)
{
  char *resolved = gradus_platform_resolve (filename);

  if (resolved)
    return resolved;
  return errno == ENOENT ? follow_link (filename) : g_strdup (filename);
}

/* A file that is written beside the one whose place it shall take. */
typedef struct {
  const GradusFileContent *content;
  char *resolved;
  char *temporary; /* NULL: there is none, or no longer */
} Replacement;

static void
clear_replacement (Replacement *replacement)
{
  if (replacement->temporary)
    g_unlink (replacement->temporary);
  g_free (replacement->temporary);
  g_free (replacement->resolved);
}

static int
create_beside (Replacement *replacement)
{
  int fd;

  replacement->resolved = gradus_file_resolve (replacement->content->filename);
  replacement->temporary = g_strconcat (replacement->resolved, ".XXXXXX", NULL);
  fd = gradus_platform_create (replacement->temporary);
  if (fd < 0) {
    const int fault = errno;

    g_clear_pointer (&replacement->temporary, g_free);
    errno = fault;
  }
  return fd;
}

/* It gets the old one's permissions once the content is there, so that at no time more people can
 * read it than before; and it is on the disk before it gets the name. */
static gboolean
write_beside (Replacement *replacement, GError **error)
{
  const int fd = create_beside (replacement);
  const GradusFileContent *content = replacement->content;
  int fault = fd < 0 ? errno : gradus_platform_write (fd, content->bytes, content->length);

  if (fd >= 0 && fault == 0 &&
      (!gradus_platform_set_mode_like (fd, replacement->resolved) || g_fsync (fd) != 0))
    fault = errno;
  if (fd >= 0 && !g_close (fd, NULL) && fault == 0)
    fault = errno;
  return fault == 0 || fail_with (error, fault);
}

static gboolean
take_place (Replacement *replacement, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (replacement->resolved);

  if (g_rename (replacement->temporary, replacement->resolved) != 0)
    return fail_with (error, errno);
  g_clear_pointer (&replacement->temporary, g_free);
  return gradus_platform_sync_folder (folder) || fail_with (error, errno);
}

/* What is not replaced is written at once. */
static gboolean
prepare (Replacement *replacement, GError **error)
{
  const GradusFileContent *content = replacement->content;
  GradusFileStatus status;

  if (content->length > G_MAXSSIZE) {
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "there is too much to write");
    return FALSE;
  }
  if (gradus_file_is_replaceable (content->filename) ||
      !gradus_platform_look (content->filename, &status))
    return write_beside (replacement, error);
  return write_special (content->filename, &status, content->bytes, content->length, error);
}

gboolean
gradus_file_replace_all (const GradusFileContent *contents, guint n, GError **error)
{
  g_autofree Replacement *replacements = g_new0 (Replacement, n);
  gboolean are_written = TRUE;
  guint at = 0;

  for (guint i = 0; i < n; i++)
    replacements[i].content = &contents[i];
  for (at = 0; are_written && at < n; at++)
    are_written = prepare (&replacements[at], error);
  if (are_written)
    for (at = 0; are_written && at < n; at++)
      are_written = !replacements[at].temporary || take_place (&replacements[at], error);
  if (!are_written)
    g_prefix_error (error, "%s: ", contents[at - 1].filename);
  for (guint i = 0; i < n; i++)
    clear_replacement (&replacements[i]);
  return are_written;
}

gboolean
gradus_file_replace (const char *filename, const char *bytes, gsize length, GError **error)
{
  const GradusFileContent content = { filename, bytes, length };

  return gradus_file_replace_all (&content, 1, error);
}

/* What would do instead, as far as the fault tells. */
static gboolean
fail_beside (GError **error, int fault)
{
  const gboolean is_missing = fault == ENOENT || fault == ENOTDIR;
  const gboolean is_forbidden = fault == EACCES || fault == EPERM || fault == EROFS;

  g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (fault), "%s%s",
               g_strerror (fault),
               is_missing     ? "; give a folder that is there"
               : is_forbidden ? "; give a folder that you may write into"
                              : "");
  return FALSE;
}

/* A new file is tried beside it, as only the system knows whether one is allowed. */
static gboolean
try_beside (const char *filename, GError **error)
{
  const GradusFileContent content = { filename, NULL, 0 };
  Replacement replacement = { .content = &content };
  const int fd = create_beside (&replacement), fault = errno;

  if (fd >= 0)
    g_close (fd, NULL);
  clear_replacement (&replacement);
  return fd >= 0 || fail_beside (error, fault);
}

gboolean
gradus_file_can_replace (const char *filename, GError **error)
{
  GradusFileStatus status;
  gboolean can_be;

  if (gradus_file_is_replaceable (filename) || !gradus_platform_look (filename, &status))
    can_be = try_beside (filename, error);
  else
    can_be = check_special (filename, &status, error);
  if (!can_be)
    g_prefix_error (error, "%s: ", filename);
  return can_be;
}

/* -- Reading ----------------------------------------------------------------------------------- */

/* Returns NULL and sets errno on failure. Checked by the descriptor, not by the name: what the name
 * stands for may be another thing by now. */
static GBytes *
read_regular (int fd, guint64 most)
{
  GradusFileStatus status;
  char *bytes;

  if (!gradus_platform_look_at_open (fd, &status))
    return NULL;
  if (status.kind != GRADUS_FILE_KIND_REGULAR || status.size > most) {
    errno = status.kind == GRADUS_FILE_KIND_FOLDER    ? EISDIR
            : status.kind == GRADUS_FILE_KIND_REGULAR ? EFBIG
                                                      : EINVAL;
    return NULL;
  }
  bytes = g_try_malloc (MAX ((gsize) status.size, 1));
  if (bytes && gradus_platform_read (fd, bytes, (gsize) status.size))
    return g_bytes_new_take (bytes, (gsize) status.size);
  g_free (bytes);
  return NULL;
}

GBytes *
gradus_file_read (const char *filename, guint64 most, GError **error)
{
  const int fd = gradus_platform_open (filename);
  GBytes *bytes = fd >= 0 ? read_regular (fd, most) : NULL;
  const int fault = errno;

  if (fd >= 0)
    g_close (fd, NULL);
  if (!bytes)
    g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (fault), "%s: %s", filename,
                 g_strerror (fault));
  return bytes;
}
