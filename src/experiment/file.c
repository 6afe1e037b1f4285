/* SPDX-License-Identifier: MIT */
#include "experiment/file.h"

#include <errno.h>
#include <fcntl.h>
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

static gboolean
write_special (const char *filename, const struct stat *status, const char *contents, gsize length,
               GError **error)
{
  const int stream = find_standard_stream (status);
  int fd, fault;

  if (stream < 0 &&
      (S_ISBLK (status->st_mode) || S_ISSOCK (status->st_mode) || S_ISDIR (status->st_mode))) {
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "this is a %s; give the name of a file",
                 S_ISBLK (status->st_mode)    ? "disk"
                 : S_ISSOCK (status->st_mode) ? "socket"
                                              : "folder");
    return FALSE;
  }
  fd = open_special (filename, status, stream);
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

/* The new file gets the old one's permissions without the umask's; the rest is added once the
 * content is there, so that at no time more people can read it than before. */
static gboolean
replace_resolved (const char *filename, const char *contents, gsize length, GError **error)
{
  struct stat old, new;
  const gboolean was_there = stat (filename, &old) == 0;
  const mode_t mode = was_there ? old.st_mode & 0777 : 0666;

  if (!g_file_set_contents_full (filename, contents, (gssize) length,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 (int) mode, error))
    return FALSE;
  return !was_there || (stat (filename, &new) == 0 && (new.st_mode & 0777) == mode) ||
         chmod (filename, mode) == 0 || fail_with (error, errno);
}

/* A symbolic link stays one, and what it names is replaced; a terminal or a pipe is written to. */
gboolean
gradus_file_replace (const char *filename, const char *contents, gsize length, GError **error)
{
  char *resolved = realpath (filename, NULL); /* from malloc(), so free() */
  gboolean is_written = FALSE;
  struct stat status;

  if (length > G_MAXSSIZE)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "there is too much to write");
  else if (!gradus_file_is_replaceable (filename) && stat (filename, &status) == 0)
    is_written = write_special (filename, &status, contents, length, error);
  else
    is_written = replace_resolved (resolved ? resolved : filename, contents, length, error);
  free (resolved);
  if (!is_written)
    g_prefix_error (error, "%s: ", filename);
  return is_written;
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
