/* SPDX-License-Identifier: MIT */
#include "train/cores.h"

#include <stdatomic.h>

#include "platform/platform.h"

static atomic_uint n_taken;
static atomic_uint most; /* 0: no limit */

guint
gradus_cores_count_all (void)
{
  return gradus_platform_count_processors ();
}

guint
gradus_cores_count (void)
{
  const guint limit = atomic_load (&most), n = gradus_cores_count_all ();

  return limit > 0 ? MIN (limit, n) : n;
}

void
gradus_cores_set_limit (guint limit)
{
  atomic_store (&most, limit);
}

/* Whoever comes when all are taken gets one nevertheless: it must go on, if slowly. */
guint
gradus_cores_take (guint wanted)
{
  const guint n = gradus_cores_count ();
  guint before = atomic_load (&n_taken), granted;

  do
    granted = MAX (MIN (wanted, n > before ? n - before : 0), 1);
  while (!atomic_compare_exchange_weak (&n_taken, &before, before + granted));
  return granted;
}

void
gradus_cores_give_back (guint n)
{
  atomic_fetch_sub (&n_taken, n);
}
