/* SPDX-License-Identifier: MIT */
#include "nn/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "nn/network.h"

#define ALIGNMENT 64
#define FLOATS_PER_LINE (ALIGNMENT / sizeof (float))

/* From so many bytes on the system is asked for pages of this size: passes over maps of several
 * megabytes take up to a quarter less time, because the processor keeps few addresses of pages. */
#define LARGE_PAGE (2 << 20)
#define LEAST_IN_LARGE_PAGES (2 * LARGE_PAGE)

gsize
gradus_memory_round_to_line (gsize n_floats)
{
  return (n_floats + FLOATS_PER_LINE - 1) / FLOATS_PER_LINE * FLOATS_PER_LINE;
}

/* What a container or a job system allows; G_MAXUINT64: there is no limit, or none is known. */
static guint64
read_limit_of_group (void)
{
  g_autofree char *groups = NULL, *path = NULL, *limit = NULL, *folder = NULL;
  guint64 bytes;

  if (!g_file_get_contents ("/proc/self/cgroup", &groups, NULL, NULL) ||
      !g_str_has_prefix (groups, "0::"))
    return G_MAXUINT64;
  folder = g_strndup (groups + strlen ("0::"), strcspn (groups + strlen ("0::"), "\n"));
  path = g_build_filename ("/sys/fs/cgroup", folder, "memory.max", NULL);
  if (!g_file_get_contents (path, &limit, NULL, NULL) ||
      !g_ascii_string_to_unsigned (g_strchomp (limit), 10, 1, G_MAXUINT64, &bytes, NULL))
    return G_MAXUINT64;
  return bytes;
}

/* The machine's memory, or as much of it as the program may have: what is asked for beyond that
 * takes long to be refused, or ends the program. */
static guint64
count_memory (void)
{
  const guint64 there = (guint64) sysconf (_SC_PHYS_PAGES) * (guint64) sysconf (_SC_PAGESIZE);
  struct rlimit limit;
  const gboolean is_limited = getrlimit (RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;

  return MIN (MIN (there, read_limit_of_group ()),
              is_limited ? (guint64) limit.rlim_cur : G_MAXUINT64);
}

static void
set_too_large_error (guint64 bytes, const char *what, GError **error)
{
  g_autofree char *wanted = g_format_size (bytes), *most = g_format_size (count_memory () / 2);

  g_set_error (
      error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_TOO_LARGE,
      "%s would take %s, and at most %s, half of the memory that there is, can be had; use "
      "fewer or smaller layers",
      what, wanted, most);
}

gboolean
gradus_memory_suffices (gsize n_floats, const char *what, GError **error)
{
  const guint64 bytes = (guint64) n_floats * sizeof (float);

  if (bytes <= count_memory () / 2)
    return TRUE;
  set_too_large_error (bytes, what, error);
  return FALSE;
}

float *
gradus_memory_allocate (gsize n_floats, const char *what, GError **error)
{
  const guint64 bytes = (guint64) n_floats * sizeof (float);
  const gboolean is_large = bytes >= LEAST_IN_LARGE_PAGES;
  void *block = NULL;

  if (!gradus_memory_suffices (n_floats, what, error))
    return NULL;
  if (posix_memalign (&block, is_large ? LARGE_PAGE : ALIGNMENT, MAX (bytes, ALIGNMENT)) != 0) {
    set_too_large_error (bytes, what, error);
    return NULL;
  }
#ifdef MADV_HUGEPAGE
  if (is_large)
    madvise (block, bytes, MADV_HUGEPAGE); /* where it is refused, pages are small */
#endif
  return memset (block, 0, bytes);
}
