/* SPDX-License-Identifier: MIT */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* GradusGunzip: a GConverter that unpacks gzip as gzip(1) does: all members of a file, one behind
 * the other, as bgzip and `cat a.gz b.gz` write them, and zeros behind the last one, with which
 * some programs fill up. Anything else behind a member is a G_IO_ERROR_FAILED. */
#define GRADUS_TYPE_GUNZIP (gradus_gunzip_get_type ())
G_DECLARE_FINAL_TYPE (GradusGunzip, gradus_gunzip, GRADUS, GUNZIP, GObject)

GConverter *gradus_gunzip_new (void);

/* Whether these bytes begin a member; it takes two to tell. */
gboolean gradus_gunzip_recognises (const guint8 *bytes, gsize n);

G_END_DECLS
