/* SPDX-License-Identifier: MIT */
#include "nn/memory.h"

#include <string.h>

#include "nn/network.h"
#include "platform/platform.h"

#define FLOATS_PER_LINE (64 / sizeof (float))

gsize
gradus_memory_round_to_line (gsize n_floats)
{
  return (n_floats + FLOATS_PER_LINE - 1) / FLOATS_PER_LINE * FLOATS_PER_LINE;
}

static void
set_too_large_error (guint64 bytes, const char *what, GError **error)
{
  g_autofree char *wanted = g_format_size (bytes), *most = g_format_size (gradus_platform_count_memory () / 2);

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

  if (bytes <= gradus_platform_count_memory () / 2)
    return TRUE;
  set_too_large_error (bytes, what, error);
  return FALSE;
}

float *
gradus_memory_allocate (gsize n_floats, const char *what, GError **error)
{
  const guint64 bytes = (guint64) n_floats * sizeof (float);
  void *block;

  if (!gradus_memory_suffices (n_floats, what, error))
    return NULL;
  block = gradus_platform_allocate (bytes);
  if (!block) {
    set_too_large_error (bytes, what, error);
    return NULL;
  }
  return memset (block, 0, bytes);
}

void
gradus_memory_free (float *block)
{
  gradus_platform_free (block);
}
