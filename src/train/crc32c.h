/* SPDX-License-Identifier: MIT */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* CRC-32C (Castagnoli, RFC 3720 appendix B.4) of n bytes. */
guint32 gradus_crc32c (const void *bytes, gsize n);

/* Of what `crc` is of, and these bytes behind it. */
guint32 gradus_crc32c_extend (guint32 crc, const void *bytes, gsize n);

G_END_DECLS
