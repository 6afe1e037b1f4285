/* SPDX-License-Identifier: MIT */
#include "train/marker.h"

GradusMarker *
gradus_marker_new (const char *name, GradusCheckpoint *checkpoint)
{
  GradusMarker *marker = g_new (GradusMarker, 1);

  *marker = (GradusMarker){ g_strdup (name), gradus_checkpoint_ref (checkpoint) };
  return marker;
}

void
gradus_marker_free (GradusMarker *marker)
{
  g_free (marker->name);
  gradus_checkpoint_unref (marker->checkpoint);
  g_free (marker);
}

GradusMarker *
gradus_marker_find (const GPtrArray *markers, guint64 step)
{
  for (guint i = 0; i < markers->len; i++) {
    GradusMarker *marker = g_ptr_array_index (markers, i);

    if (marker->checkpoint->step == step)
      return marker;
  }
  return NULL;
}

void
gradus_marker_insert (GPtrArray *markers, GradusMarker *marker)
{
  guint at = 0;

  while (at < markers->len && ((GradusMarker *) g_ptr_array_index (markers, at))->checkpoint->step <
                                  marker->checkpoint->step)
    at++;
  if (at < markers->len && ((GradusMarker *) g_ptr_array_index (markers, at))->checkpoint->step ==
                               marker->checkpoint->step)
    g_ptr_array_remove_index (markers, at);
  g_ptr_array_insert (markers, (gint) at, marker);
}
