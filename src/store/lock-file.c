/* SPDX-License-Identifier: MIT */
#include "store/lock-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
is_still_named (int lock, const char *name)
{
  struct stat locked, named;

  return fstat (lock, &locked) == 0 && stat (name, &named) == 0 && locked.st_dev == named.st_dev &&
         locked.st_ino == named.st_ino;
}

/* Whoever had the lock may have removed the file after it was opened here. A lock on a file
 * without a name keeps nobody out, so it is tried again with the file that now has the name. */
int
gradus_lock_file_take (const char *name)
{
  for (;;) {
    const int lock = open (name, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    int fault = 0;

    if (lock < 0)
      return -1;
    if (flock (lock, LOCK_EX | LOCK_NB) != 0)
      fault = errno;
    else if (is_still_named (lock, name))
      return lock;
    close (lock);
    errno = fault;
    if (fault != 0)
      return -1;
  }
}

/* In this order: the name of a file that is no longer locked may be somebody else's. */
void
gradus_lock_file_remove (const char *name, int lock)
{
  unlink (name);
  close (lock);
}
