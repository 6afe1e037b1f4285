/* SPDX-License-Identifier: MIT */
#include "experiment/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

gboolean
gradus_file_replace (const char *filename, const char *contents, gsize length, GError **error)
{
  char *resolved = realpath (filename, NULL); /* malloc's, not GLib's */
  gboolean saved = FALSE;

  if (length > G_MAXSSIZE)
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "there is too much to write");
  else
    saved =
        g_file_set_contents_full (resolved ? resolved : filename, contents, (gssize) length,
                                  G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, error);
  free (resolved);
  if (!saved)
    g_prefix_error (error, "%s: ", filename);
  return saved;
}

static gboolean
read_all (int fd, char *bytes, gsize n)
{
  gsize done = 0;

  while (done < n) {
    const gssize got = read (fd, bytes + done, n - done);

    if (got == 0)
      errno = EIO; /* it has become shorter */
    if (got == 0 || (got < 0 && errno != EINTR))
      return FALSE;
    done += got > 0 ? (gsize) got : 0;
  }
  return TRUE;
}

/* NULL and errno. */
static GBytes *
read_file (int fd, guint64 most)
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
  const int fd = open (filename, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  GBytes *bytes = fd >= 0 ? read_file (fd, most) : NULL;
  const int fault = errno;

  if (fd >= 0)
    close (fd);
  if (!bytes)
    g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (fault), "%s: %s", filename,
                 g_strerror (fault));
  return bytes;
}
