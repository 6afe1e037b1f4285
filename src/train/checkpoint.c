/* SPDX-License-Identifier: MIT */
#include "train/checkpoint.h"

#include <stdatomic.h>
#include <stddef.h>

#include "platform/platform.h"

/* The count stands before what others see. */
typedef struct {
  atomic_uint references;
  _Alignas(max_align_t) GradusCheckpoint checkpoint;
} Counted;

static Counted *
get_counted (GradusCheckpoint *checkpoint)
{
  return (Counted *) (void *) ((char *) checkpoint - offsetof (Counted, checkpoint));
}

GradusCheckpoint *
gradus_checkpoint_new (guint64 step, gsize n_floats)
{
  Counted *counted = gradus_platform_allocate (sizeof (Counted) + n_floats * sizeof (float));

  if (!counted)
    return NULL;
  atomic_init (&counted->references, 1);
  counted->checkpoint.step = step;
  counted->checkpoint.n_floats = n_floats;
  return &counted->checkpoint;
}

GradusCheckpoint *
gradus_checkpoint_ref (GradusCheckpoint *checkpoint)
{
  atomic_fetch_add (&get_counted (checkpoint)->references, 1);
  return checkpoint;
}

void
gradus_checkpoint_unref (GradusCheckpoint *checkpoint)
{
  if (atomic_fetch_sub (&get_counted (checkpoint)->references, 1) == 1)
    gradus_platform_free (get_counted (checkpoint));
}

gboolean
gradus_checkpoint_is_shared (GradusCheckpoint *checkpoint)
{
  return atomic_load (&get_counted (checkpoint)->references) > 1;
}
