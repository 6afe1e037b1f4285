/* SPDX-License-Identifier: MIT */
#include "app/documents/file-lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

struct _GradusFileLock {
  char *name;
  int lock; /* -1: there is no place to put one, so nobody can have claimed it */
};

static char *
name_lock (const char *filename)
{
  char *resolved = realpath (filename, NULL);
  g_autofree char *digest =
      g_compute_checksum_for_string (G_CHECKSUM_SHA256, resolved ? resolved : filename, -1);
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "gradus", "open", NULL);

  free (resolved);
  g_mkdir_with_parents (folder, 0700);
  return g_build_filename (folder, digest, NULL);
}

GradusFileLock *
gradus_file_lock_new (const char *filename)
{
  g_autofree char *name = name_lock (filename);
  const int lock = open (name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  GradusFileLock *claim;

  if (lock >= 0 && flock (lock, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    close (lock);
    return NULL;
  }
  claim = g_new (GradusFileLock, 1);
  *claim = (GradusFileLock){ g_steal_pointer (&name), lock };
  return claim;
}

void
gradus_file_lock_free (GradusFileLock *claim)
{
  if (claim->lock >= 0) {
    unlink (claim->name);
    close (claim->lock);
  }
  g_free (claim->name);
  g_free (claim);
}
