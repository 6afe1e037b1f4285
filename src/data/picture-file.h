/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Reads a PNG or JPEG file of whatever size as the bytes of a picture (n_channels, height, width),
 * the caller's own: what is in the middle of it, as much as fits that shape, so that nothing is
 * stretched, as it is meant to be seen, on white where one can see through. 1 channel is grey, 3
 * are red, green and blue. NULL with an error "FILE: …", which ends with `remedy`. For any
 * thread. */
guint8 *gradus_picture_file_read (const char *path, guint width, guint height, guint n_channels,
                                  const char *remedy, GError **error);

G_END_DECLS
