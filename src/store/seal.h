/* SPDX-License-Identifier: MIT */
#pragma once

#include "store/database.h"

G_BEGIN_DECLS

/* A document's seal: CRC-32C of every value of every row, so that a bit that turned over on some
 * disk or on some way is noticed before somebody learns from it. It is in document.seal; NULL,
 * as in drafts and in what other programs have changed, is none. */

/* Computes it and puts it there. */
gboolean gradus_seal_put (GradusDatabase *database, GError **error);

typedef enum {
  GRADUS_SEAL_WHOLE,
  GRADUS_SEAL_MISSING,
  GRADUS_SEAL_BROKEN,
} GradusSeal;

/* How it is; fails only where the database cannot be read. */
gboolean gradus_seal_look (GradusDatabase *database, GradusSeal *seal, GError **error);

/* Fails with G_IO_ERROR_INVALID_DATA where there is one and it is broken. */
gboolean gradus_seal_check (GradusDatabase *database, GError **error);

G_END_DECLS
