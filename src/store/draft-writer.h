/* SPDX-License-Identifier: MIT */
#pragma once

#include "store/database.h"
#include "document/draft.h"

G_BEGIN_DECLS

/* Tables up to this size are kept in the document, larger ones are referred to by their path and
 * a digest. */
#define GRADUS_DOCUMENT_EMBEDDED_BYTES (16 * 1024 * 1024)

/* Writes a draft into a database, in one transaction. `previous` is the draft that this process
 * wrote there last: then only what differs is written; NULL: the tables are empty. */
gboolean gradus_draft_write (GradusDatabase *database, const GradusDraft *draft,
                             const GradusDraft *previous, GError **error);

G_END_DECLS
