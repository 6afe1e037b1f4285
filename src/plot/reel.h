/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

#include "plot/sheet.h"

G_BEGIN_DECLS

/* GradusReel: drawings that are shown one after the other, as a file of moving pictures. */
typedef struct _GradusReel GradusReel;

typedef enum {
  GRADUS_REEL_GIF,  /* of at most 256 colours a picture; goes on for ever */
  GRADUS_REEL_WEBM, /* VP9 or VP8; only where Gradus was built with GStreamer */
} GradusReelFormat;

/* What a format does, each in a file of its own. */
typedef struct {
  /* NULL, with an error, where what writes the format is not there. */
  gpointer (*begin) (int width, int height, GError **error);

  /* A picture of (height, width) pixels, 0xRRGGBB, shown for so many hundredths of a second; never
   * the same as the last one. */
  gboolean (*add) (gpointer writer, const guint32 *pixels, guint hundredths, GError **error);

  /* The file; NULL where it could not be written. */
  GBytes *(*finish) (gpointer writer, GError **error);
  void (*free) (gpointer writer);
} GradusReelClass;

/* The format of a file by the end of its name, .gif or .webm; FALSE if it is none of these. */
gboolean gradus_reel_find_format (const char *filename, GradusReelFormat *format);

/* Pictures of width × height pixels on the style's background; the style must outlive the reel.
 * Fails where the format cannot be written here, with a sentence that says what is missing, or
 * where there is no memory for the pixels. */
GradusReel *gradus_reel_new (GradusReelFormat format, const GradusStyle *style, int width,
                             int height, GError **error);
void gradus_reel_free (GradusReel *reel);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusReel, gradus_reel_free)

/* Draws the next picture, shown for so many hundredths of a second, more than 0. */
gboolean gradus_reel_add (GradusReel *reel, guint hundredths, GradusDrawFunc draw, gpointer data,
                          GError **error);

/* The file, once all that were drawn are in it: at least one. */
GBytes *gradus_reel_finish (GradusReel *reel, GError **error);

G_END_DECLS
