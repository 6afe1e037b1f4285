/* SPDX-License-Identifier: MIT */
#include "app/documents/file-lock.h"

#include <errno.h>

#include "platform/platform.h"
#include "store/lock-file.h"

struct _GradusFileLock {
  char *name;
  int lock; /* -1: no lock file can be made, so nobody can have the document locked */
};

/* By the real path, so that links to one file have one lock. Not beside the document, whose folder
 * may be read-only or foreign. */
static char *
name_lock (const char *filename)
{
  g_autofree char *resolved = gradus_platform_resolve (filename);
  g_autofree char *digest =
      g_compute_checksum_for_string (G_CHECKSUM_SHA256, resolved ? resolved : filename, -1);
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "gradus", "open", NULL);

  g_mkdir_with_parents (folder, 0700);
  return g_build_filename (folder, digest, NULL);
}

GradusFileLock *
gradus_file_lock_new (const char *filename)
{
  g_autofree char *name = name_lock (filename);
  const int lock = gradus_lock_file_take (name);
  GradusFileLock *file_lock;

  if (lock < 0 && errno == EWOULDBLOCK)
    return NULL;
  file_lock = g_new (GradusFileLock, 1);
  *file_lock = (GradusFileLock){ g_steal_pointer (&name), lock };
  return file_lock;
}

void
gradus_file_lock_free (GradusFileLock *file_lock)
{
  if (file_lock->lock >= 0)
    gradus_lock_file_remove (file_lock->name, file_lock->lock);
  g_free (file_lock->name);
  g_free (file_lock);
}
