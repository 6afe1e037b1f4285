/* SPDX-License-Identifier: MIT */
#include "store/lock-file.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "platform/platform.h"

static gboolean
is_still_named (int lock, const char *name)
{
  GradusFileStatus locked, named;

  return gradus_platform_look_at_open (lock, &locked) && gradus_platform_look (name, &named) &&
         gradus_file_status_is_same (&locked, &named);
}

/* Whoever had the lock may have removed the file after it was opened here. A lock on a file
 * without a name keeps nobody out, so it is tried again with the file that now has the name. */
int
gradus_lock_file_take (const char *name)
{
  for (;;) {
    const int lock = gradus_platform_open_lock (name);
    int fault = 0;

    if (lock < 0)
      return -1;
    if (!gradus_platform_lock (lock))
      fault = errno;
    else if (is_still_named (lock, name))
      return lock;
    g_close (lock, NULL);
    errno = fault;
    if (fault != 0)
      return -1;
  }
}

/* In this order: the name of a file that is no longer locked may be somebody else's. */
void
gradus_lock_file_remove (const char *name, int lock)
{
  g_unlink (name);
  g_close (lock, NULL);
}
