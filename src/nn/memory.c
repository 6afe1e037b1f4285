/* SPDX-License-Identifier: MIT */
#include "nn/memory.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "nn/network.h"

#define ALIGNMENT 64
#define FLOATS_PER_LINE (ALIGNMENT / sizeof (float))

gsize
gradus_memory_round_to_line (gsize n_floats)
{
  return (n_floats + FLOATS_PER_LINE - 1) / FLOATS_PER_LINE * FLOATS_PER_LINE;
}

static guint64
count_memory (void)
{
  return (guint64) sysconf (_SC_PHYS_PAGES) * (guint64) sysconf (_SC_PAGESIZE);
}

static void
set_too_large_error (guint64 bytes, const char *what, GError **error)
{
  g_autofree char *wanted = g_format_size (bytes), *there = g_format_size (count_memory ());

  g_set_error (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_TOO_LARGE,
               "%s would take %s, and this machine has %s of memory; use fewer or smaller layers",
               what, wanted, there);
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
  void *block = NULL;

  if (!gradus_memory_suffices (n_floats, what, error))
    return NULL;
  if (posix_memalign (&block, ALIGNMENT, MAX (bytes, ALIGNMENT)) == 0)
    return memset (block, 0, bytes);
  set_too_large_error (bytes, what, error);
  return NULL;
}
