/* SPDX-License-Identifier: MIT */
#include "data/picture-file.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "data/intake.h"

/* Larger ones are refused before they are unpacked. */
#define MOST_PIXELS (64 * 1024 * 1024)

#define OPAQUE 255

static GdkPixbuf *
refuse_picture (const char *path, const char *why, const char *remedy, GError **error)
{
  gradus_file_refuse (path, error, "cannot be read as a picture (%s); %s", why, remedy);
  return NULL;
}

/* As it is meant to be seen: a camera notes how it was held. */
static GdkPixbuf *
load_picture (const char *path, const char *remedy, GError **error)
{
  g_autoptr (GdkPixbuf) raw = NULL;
  g_autoptr (GError) fault = NULL;
  int width = 0, height = 0;
  GdkPixbufFormat *format = gdk_pixbuf_get_file_info (path, &width, &height);
  g_autofree char *name = format ? gdk_pixbuf_format_get_name (format) : NULL;

  if (g_strcmp0 (name, "png") != 0 && g_strcmp0 (name, "jpeg") != 0)
    return refuse_picture (path, "it is no PNG or JPEG file", remedy, error);
  if ((guint64) width * (guint64) height > MOST_PIXELS)
    return refuse_picture (path, "it has more than 64 million pixels", remedy, error);
  raw = gdk_pixbuf_new_from_file (path, &fault);
  return raw ? gdk_pixbuf_apply_embedded_orientation (raw)
             : refuse_picture (path, fault->message, remedy, error);
}

/* The largest part of that shape in the middle. */
static GdkPixbuf *
scale_picture (GdkPixbuf *picture, guint to_width, guint to_height)
{
  const int width = gdk_pixbuf_get_width (picture), height = gdk_pixbuf_get_height (picture);
  const double scale = MIN ((double) width / to_width, (double) height / to_height);
  const int across = CLAMP ((int) (scale * to_width + 0.5), 1, width),
            down = CLAMP ((int) (scale * to_height + 0.5), 1, height);
  g_autoptr (GdkPixbuf) part = gdk_pixbuf_new_subpixbuf (picture, (width - across) / 2,
                                                         (height - down) / 2, across, down);

  return gdk_pixbuf_composite_color_simple (part, (int) to_width, (int) to_height,
                                            GDK_INTERP_BILINEAR, OPAQUE, 8, 0xffffff, 0xffffff);
}

/* Grey by ITU-R BT.601, as JPEG's luma. */
static guint8
get_level (const guint8 *pixel, guint channel, guint n_channels)
{
  return n_channels > 1
             ? pixel[channel]
             : (guint8) ((299 * pixel[0] + 587 * pixel[1] + 114 * pixel[2] + 500) / 1000);
}

static guint8 *
copy_levels (const GdkPixbuf *picture, guint width, guint height, guint n_channels)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (picture);
  const gsize line = (gsize) gdk_pixbuf_get_rowstride (picture),
              step = (gsize) gdk_pixbuf_get_n_channels (picture);
  guint8 *levels = g_malloc ((gsize) n_channels * width * height), *to = levels;

  for (guint channel = 0; channel < n_channels; channel++) {
    for (guint y = 0; y < height; y++) {
      for (guint x = 0; x < width; x++)
        *to++ = get_level (pixels + y * line + x * step, channel, n_channels);
    }
  }
  return levels;
}

guint8 *
gradus_picture_file_read (const char *path, guint width, guint height, guint n_channels,
                          const char *remedy, GError **error)
{
  g_autoptr (GdkPixbuf) picture = load_picture (path, remedy, error);
  g_autoptr (GdkPixbuf) scaled = picture ? scale_picture (picture, width, height) : NULL;

  if (picture && !scaled)
    refuse_picture (path, "there is no memory for it", remedy, error);
  return scaled ? copy_levels (scaled, width, height, n_channels) : NULL;
}
