/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/draft.h"

G_BEGIN_DECLS

/* GradusDraftCollection: a draft of a document on its way: all runs are asked at once what they
 * have learned, which takes them a step each, and meanwhile the document goes on. */
typedef struct _GradusDraftCollection GradusDraftCollection;

/* `draft` is borrowed; where a run has no memory to tell what it has learned it is NULL, and
 * `error` says so. */
typedef void (*GradusDraftFunc) (GradusDraft *draft, const GError *error, gpointer data);

/* Calls `func` once in the main context, when all runs that the document has by then have answered;
 * the collection is freed before. The document must live until then. */
GradusDraftCollection *gradus_draft_collection_start (GradusDocument *document,
                                                      GradusDraftFunc func, gpointer data);

/* Then `func` is not called. */
void gradus_draft_collection_cancel (GradusDraftCollection *collection);

G_END_DECLS
