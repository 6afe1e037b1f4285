/* SPDX-License-Identifier: MIT */
#pragma once

#include "store/database.h"
#include "document/draft.h"

G_BEGIN_DECLS

typedef enum {
  GRADUS_DOCUMENT_ERROR_DATA, /* what a run learns from is not where it was, or not what it was */
} GradusDocumentError;

#define GRADUS_DOCUMENT_ERROR (gradus_document_error_quark ())
GQuark gradus_document_error_quark (void);

/* What is to be read of a document. */
typedef struct {
  gboolean wants_data; /* the samples too; else runs can be looked at and exported, not trained */
  /* of the document, where data may lie too that are no longer at their path; or NULL */
  const char *folder;
  GCancellable *cancellable;
} GradusReading;

/* Everything is checked as if somebody had put it there to do harm. Fails with
 * G_IO_ERROR_INVALID_DATA, with the errors of experiments and networks, GRADUS_DOCUMENT_ERROR or
 * G_IO_ERROR_CANCELLED. */
GradusDraft *gradus_draft_read (GradusDatabase *database, const GradusReading *reading,
                                GError **error);

G_END_DECLS
