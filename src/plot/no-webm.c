/* SPDX-License-Identifier: MIT */

/* In the place of webm.c where there is no GStreamer. */
#include "plot/webm.h"

static gpointer
refuse_webm (int width, int height, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               "this Gradus was built without GStreamer, so it writes no WebM; write a .gif");
  return NULL;
}

const GradusReelClass gradus_webm_class = { .begin = refuse_webm };
