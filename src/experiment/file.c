/* SPDX-License-Identifier: MIT */
#include "experiment/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* -- Writing ----------------------------------------------------------------------------------- */

static gboolean
fail_with (GError **error, int fault)
{
  g_set_error_literal (error, G_FILE_ERROR, (gint) g_file_error_from_errno (fault),
                       g_strerror (fault));
  return FALSE;
}

/* The descriptor of standard output or standard error if that is this file; else -1. */
static int
find_standard_stream (const struct stat *file)
{
  for (int fd = STDOUT_FILENO; fd <= STDERR_FILENO; fd++) {
    struct stat status;

    if (fstat (fd, &status) == 0 && status.st_dev == file->st_dev && status.st_ino == file->st_ino)
      return fd;
  }
  return -1;
}

gboolean
gradus_file_is_replaceable (const char *filename)
{
  struct stat status;

  return stat (filename, &status) != 0 ||
         (S_ISREG (status.st_mode) && find_standard_stream (&status) < 0);
}

/* Returns 0 or an errno. */
static int
write_all (int fd, const char *bytes, gsize n)
{
  while (n > 0) {
    const gssize written = write (fd, bytes, n);

    if (written < 0 && errno != EINTR)
      return errno;
    bytes += MAX (written, 0);
    n -= (gsize) MAX (written, 0);
  }
  return 0;
}

/* Writing into a pipe without a reader raises SIGPIPE, which would end the program; here it
 * shall be an error of this file. So the signal is blocked, and taken away if it came. */
static int
write_all_without_signal (int fd, const char *bytes, gsize n)
{
  const struct timespec now = { 0 };
  sigset_t pipe_alone, before;
  int fault;

  sigemptyset (&pipe_alone);
  sigaddset (&pipe_alone, SIGPIPE);
  pthread_sigmask (SIG_BLOCK, &pipe_alone, &before);
  fault = write_all (fd, bytes, n);
  if (fault == EPIPE)
    sigtimedwait (&pipe_alone, NULL, &now);
  pthread_sigmask (SIG_SETMASK, &before, NULL);
  return fault;
}

static atomic_bool waits;

void
gradus_file_wait_for_readers (void)
{
  atomic_store (&waits, TRUE);
}

/* Only the opening must not wait: a reader that is slow is waited for. */
static int
open_without_waiting (const char *filename, int flags)
{
  const int fd = open (filename, flags | O_NONBLOCK);

  if (fd >= 0)
    fcntl (fd, F_SETFL, fcntl (fd, F_GETFL) & ~O_NONBLOCK);
  return fd;
}

/* A standard stream is duplicated, not opened again: a file that is opened again is written from
 * its beginning, and what is printed later would overwrite it. */
static int
open_special (const char *filename, const struct stat *status, int stream)
{
  const int flags = O_WRONLY | O_CLOEXEC | O_NOCTTY;

  if (stream < 0)
    return S_ISFIFO (status->st_mode) && !atomic_load (&waits)
               ? open_without_waiting (filename, flags)
               : open (filename, flags);
  fflush (stream == STDOUT_FILENO ? stdout : stderr);
  return fcntl (stream, F_DUPFD_CLOEXEC, 0);
}

/* What can never be written into, or only where somebody reads it. */
static gboolean
check_special (const char *filename, const struct stat *status, GError **error)
{
  if (find_standard_stream (status) >= 0)
    return TRUE;
  if (S_ISBLK (status->st_mode) || S_ISSOCK (status->st_mode) || S_ISDIR (status->st_mode)) {
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "this is a %s; give the name of a file",
                 S_ISBLK (status->st_mode)    ? "disk"
                 : S_ISSOCK (status->st_mode) ? "socket"
                                              : "folder");
    return FALSE;
  }
  return access (filename, W_OK) == 0 || fail_with (error, errno);
}

static gboolean
write_special (const char *filename, const struct stat *status, const char *contents, gsize length,
               GError **error)
{
  int fd, fault;

  if (!check_special (filename, status, error))
    return FALSE;
  fd = open_special (filename, status, find_standard_stream (status));
  if (fd < 0 && errno == ENXIO && S_ISFIFO (status->st_mode)) {
    g_set_error_literal (error, G_FILE_ERROR, G_FILE_ERROR_NXIO,
                         "this is a pipe that no program reads; start one that reads it, or give "
                         "the name of a file");
    return FALSE;
  }
  if (fd < 0)
    return fail_with (error, errno);
  fault = write_all_without_signal (fd, contents, length);
  if (close (fd) != 0 && fault == 0)
    fault = errno;
  return fault == 0 || fail_with (error, fault);
}

/* The mask can only be read by setting another one. */
mode_t
gradus_file_find_mode (const char *filename)
{
  struct stat status;
  mode_t mask;

  if (stat (filename, &status) == 0)
    return status.st_mode & 0777;
  mask = umask (0);
  umask (mask);
  return 0666 & ~mask;
}

/* Some file systems cannot, and say so by EINVAL. */
gboolean
gradus_file_sync_folder (const char *filename)
{
  g_autofree char *folder = g_path_get_dirname (filename);
  const int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const gboolean is_synced = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL);
  const int fault = errno;

  if (fd >= 0)
    close (fd);
  errno = fault;
  return is_synced;
}

/* Where nothing is yet, as realpath() finds none there. */
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
  char *resolved = realpath (filename, NULL), *copy; /* from malloc(), so free() */

  if (!resolved)
    return errno == ENOENT ? follow_link (filename) : g_strdup (filename);
  copy = g_strdup (resolved);
  free (resolved);
  return copy;
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
    unlink (replacement->temporary);
  g_free (replacement->temporary);
  g_free (replacement->resolved);
}

static int
create_beside (Replacement *replacement)
{
  int fd;

  replacement->resolved = gradus_file_resolve (replacement->content->filename);
  replacement->temporary = g_strconcat (replacement->resolved, ".XXXXXX", NULL);
  fd = g_mkstemp_full (replacement->temporary, O_RDWR | O_CLOEXEC, 0600);
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
  int fault = fd < 0 ? errno : write_all (fd, content->bytes, content->length);

  if (fd >= 0 && fault == 0 &&
      (fchmod (fd, gradus_file_find_mode (replacement->resolved)) != 0 || fsync (fd) != 0))
    fault = errno;
  if (fd >= 0 && close (fd) != 0 && fault == 0)
    fault = errno;
  return fault == 0 || fail_with (error, fault);
}

static gboolean
take_place (Replacement *replacement, GError **error)
{
  if (rename (replacement->temporary, replacement->resolved) != 0)
    return fail_with (error, errno);
  g_clear_pointer (&replacement->temporary, g_free);
  return gradus_file_sync_folder (replacement->resolved) || fail_with (error, errno);
}

/* What is not replaced is written at once. */
static gboolean
prepare (Replacement *replacement, GError **error)
{
  const GradusFileContent *content = replacement->content;
  struct stat status;

  if (content->length > G_MAXSSIZE) {
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "there is too much to write");
    return FALSE;
  }
  if (gradus_file_is_replaceable (content->filename) || stat (content->filename, &status) != 0)
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

/* A new file is tried beside it, as only the system knows whether one is allowed. */
static gboolean
try_beside (const char *filename, GError **error)
{
  const GradusFileContent content = { filename, NULL, 0 };
  Replacement replacement = { .content = &content };
  const int fd = create_beside (&replacement), fault = errno;

  if (fd >= 0)
    close (fd);
  clear_replacement (&replacement);
  return fd >= 0 || fail_with (error, fault);
}

gboolean
gradus_file_can_replace (const char *filename, GError **error)
{
  struct stat status;
  gboolean can_be;

  if (gradus_file_is_replaceable (filename) || stat (filename, &status) != 0)
    can_be = try_beside (filename, error);
  else
    can_be = check_special (filename, &status, error);
  if (!can_be)
    g_prefix_error (error, "%s: ", filename);
  return can_be;
}

/* -- Reading ----------------------------------------------------------------------------------- */

/* A signal may interrupt, and a read may give less than was asked for. */
static gboolean
read_all (int fd, char *bytes, gsize n)
{
  gsize done = 0;

  while (done < n) {
    const gssize got = read (fd, bytes + done, n - done);

    if (got == 0)
      errno = EIO; /* another program has cut it off */
    if (got == 0 || (got < 0 && errno != EINTR))
      return FALSE;
    done += got > 0 ? (gsize) got : 0;
  }
  return TRUE;
}

/* Returns NULL and sets errno on failure. Checked by the descriptor, not by the name: what the name
 * stands for may be another thing by now. */
static GBytes *
read_regular (int fd, guint64 most)
{
  struct stat status;
  char *bytes;

  if (fstat (fd, &status) != 0)
    return NULL;
  if (!S_ISREG (status.st_mode) || (guint64) status.st_size > most) {
    errno = S_ISDIR (status.st_mode) ? EISDIR : S_ISREG (status.st_mode) ? EFBIG : EINVAL;
    return NULL;
  }
  bytes = g_try_malloc (MAX ((gsize) status.st_size, 1));
  if (bytes && read_all (fd, bytes, (gsize) status.st_size))
    return g_bytes_new_take (bytes, (gsize) status.st_size);
  g_free (bytes);
  return NULL;
}

GBytes *
gradus_file_read (const char *filename, guint64 most, GError **error)
{
  const int fd = open (filename, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a FIFO must not block */
  GBytes *bytes = fd >= 0 ? read_regular (fd, most) : NULL;
  const int fault = errno;

  if (fd >= 0)
    close (fd);
  if (!bytes)
    g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (fault), "%s: %s", filename,
                 g_strerror (fault));
  return bytes;
}
