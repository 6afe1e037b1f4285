/* SPDX-License-Identifier: MIT */
#pragma once

#include "store/draft-reader.h"
#include "store/seal.h"

G_BEGIN_DECLS

/* Writes a document as a whole, or leaves the file as it was: into a new file beside it, which
 * takes its place when it is on the disk. A symbolic link stays one, and what it points to is
 * replaced; of hard links the other names keep the old document. A folder, a FIFO, a device and
 * the file that standard output goes into are refused. The error's message begins with the
 * file's name. */
gboolean gradus_document_file_save (const GradusDraft *draft, const char *filename, GError **error);

/* Whether that would get as far as to write. Nothing is changed. */
gboolean gradus_document_file_can_save (const char *filename, GError **error);

/* Reads anybody's document; see store/draft-reader.h. Of a newer version *is_newer becomes TRUE,
 * and the document should not be written over. The error's message begins with the file's name. */
GradusDraft *gradus_document_file_load (const char *filename, gboolean wants_data,
                                        gboolean *is_newer, GCancellable *cancellable,
                                        GError **error);

/* The same with its data, whatever its seal says: for whoever wants to know what was altered. */
GradusDraft *gradus_document_file_examine (const char *filename, GradusSeal *seal,
                                           GCancellable *cancellable, GError **error);

#define GRADUS_DOCUMENT_SUFFIX ".gradus"

/* By the name alone. */
gboolean gradus_document_file_is_one (const char *filename);

/* What a file was when it was read or written: whether somebody else has changed it since. */
typedef struct {
  guint64 device, inode, size;
  gint64 seconds, nanoseconds; /* of its last change */
} GradusFileIdentity;

/* FALSE where there is no such file. */
gboolean gradus_file_identify (const char *filename, GradusFileIdentity *identity);
gboolean gradus_file_identity_equal (const GradusFileIdentity *a, const GradusFileIdentity *b);

G_END_DECLS
