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

float *
gradus_memory_allocate (gsize n_floats, const char *what, GError **error)
{
  guint64 bytes = (guint64) n_floats * sizeof (float);
  guint64 memory = (guint64) sysconf (_SC_PHYS_PAGES) * (guint64) sysconf (_SC_PAGESIZE);
  g_autofree char *wanted = NULL, *there = NULL;
  void *block = NULL;

  if (bytes <= memory / 2 && posix_memalign (&block, ALIGNMENT, MAX (bytes, ALIGNMENT)) == 0)
    return memset (block, 0, bytes);

  wanted = g_format_size (bytes);
  there = g_format_size (memory);
  g_set_error (error, GRADUS_NETWORK_ERROR, GRADUS_NETWORK_ERROR_TOO_LARGE,
               "%s would take %s, and this machine has %s of memory; use fewer or smaller layers", what,
               wanted, there);
  return NULL;
}
