/* SPDX-License-Identifier: MIT
 *
 * Preloaded, it makes calls that write fail, of files whose path has FAULT_PATH in it: the
 * FAULT_AT-th of them, and with FAULT_ON all from there on; or all as long as a file called
 * FAULT_WHILE exists. They fail with FAULT_ERRNO, or EIO. */
#undef _FILE_OFFSET_BITS /* both names of each call are replaced */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_int n_calls;

static int
shall_fail (const char *path)
{
  const char *part = getenv ("FAULT_PATH"), *at = getenv ("FAULT_AT"),
             *during = getenv ("FAULT_WHILE");
  const char *code = getenv ("FAULT_ERRNO");
  int n;

  if (!part || !strstr (path, part))
    return 0;
  errno = code ? atoi (code) : EIO;
  if (during && access (during, F_OK) == 0) {
    errno = code ? atoi (code) : EIO;
    return 1;
  }
  n = atomic_fetch_add (&n_calls, 1) + 1;
  errno = code ? atoi (code) : EIO;
  return at && (getenv ("FAULT_ON") ? n >= atoi (at) : n == atoi (at));
}

static int
shall_fail_fd (int fd)
{
  char link[64], path[4096] = { 0 };

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  return readlink (link, path, sizeof path - 1) > 0 && shall_fail (path);
}

#define REAL(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

ssize_t
write (int fd, const void *bytes, size_t n)
{
  return shall_fail_fd (fd) ? -1 : REAL (write) (fd, bytes, n);
}

ssize_t
pwrite (int fd, const void *bytes, size_t n, off_t at)
{
  return shall_fail_fd (fd) ? -1 : REAL (pwrite) (fd, bytes, n, at);
}

ssize_t
pwrite64 (int fd, const void *bytes, size_t n, off64_t at)
{
  return shall_fail_fd (fd) ? -1 : REAL (pwrite64) (fd, bytes, n, at);
}

int
fsync (int fd)
{
  return shall_fail_fd (fd) ? -1 : REAL (fsync) (fd);
}

int
fdatasync (int fd)
{
  return shall_fail_fd (fd) ? -1 : REAL (fdatasync) (fd);
}

int
ftruncate (int fd, off_t n)
{
  return shall_fail_fd (fd) ? -1 : REAL (ftruncate) (fd, n);
}

int
ftruncate64 (int fd, off64_t n)
{
  return shall_fail_fd (fd) ? -1 : REAL (ftruncate64) (fd, n);
}

int
fchmod (int fd, mode_t mode)
{
  return shall_fail_fd (fd) ? -1 : REAL (fchmod) (fd, mode);
}

int
rename (const char *from, const char *to)
{
  return shall_fail (to) ? -1 : REAL (rename) (from, to);
}
