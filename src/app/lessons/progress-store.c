/* SPDX-License-Identifier: MIT */
#include "app/lessons/progress-store.h"

static GradusProgress *progress;
static char *fault;

GradusProgress *
gradus_progress_store_get (void)
{
  g_autofree char *filename = gradus_progress_get_filename ();

  if (!progress)
    progress = gradus_progress_new (filename, &fault);
  return progress;
}

char *
gradus_progress_store_take_fault (void)
{
  gradus_progress_store_get ();
  return g_steal_pointer (&fault);
}
