/* SPDX-License-Identifier: MIT */
#include "train/eye.h"

/* The share of a trainer's time that snapshots may take. */
#define SNAPSHOT_SHARE 0.2

void
gradus_eye_clear (GradusEye *eye)
{
  g_clear_pointer (&eye->trainer, gradus_trainer_free);
  g_clear_pointer (&eye->snapshot, gradus_snapshot_unref);
}

static gboolean
is_up_to_date (const GradusEye *eye)
{
  return eye->snapshot && eye->snapshot->state != GRADUS_RUN_TRAINING &&
         eye->snapshot->sequence == gradus_trainer_get_sequence (eye->trainer) && !eye->wants_more;
}

static gboolean
is_time_to_ask (const GradusEye *eye)
{
  const double waited = (double) (g_get_monotonic_time () - eye->asked_at) / G_USEC_PER_SEC;

  return !eye->snapshot || waited >= eye->snapshot->seconds_to_make / SNAPSHOT_SHARE;
}

gboolean
gradus_eye_refresh (GradusEye *eye, const GradusSnapshotNeeds *look)
{
  GradusSnapshot *snapshot = gradus_trainer_take (eye->trainer);

  if (snapshot) {
    g_clear_pointer (&eye->snapshot, gradus_snapshot_unref);
    eye->snapshot = snapshot;
    eye->has_asked = FALSE;
  }
  if (!eye->has_asked && !is_up_to_date (eye) && is_time_to_ask (eye)) {
    eye->asked_at = g_get_monotonic_time ();
    gradus_trainer_ask (eye->trainer, look);
    eye->has_asked = TRUE;
    eye->wants_more = FALSE;
  }
  return snapshot != NULL;
}

gboolean
gradus_eye_is_settled (const GradusEye *eye)
{
  return !eye->has_asked && is_up_to_date (eye);
}
