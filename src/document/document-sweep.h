/* SPDX-License-Identifier: MIT */
#pragma once

#include "sweep/sweep.h"

G_BEGIN_DECLS

/* GradusDocumentSweep: a sweep of a document, with the question that it answers.
 * Reference-counted. */
typedef struct {
  char *question; /* the id of a built-in one; "": one's own */
  GradusSweep *sweep;
} GradusDocumentSweep;

/* Takes a reference of the sweep. */
GradusDocumentSweep *gradus_document_sweep_new (const char *question, GradusSweep *sweep);
GradusDocumentSweep *gradus_document_sweep_ref (GradusDocumentSweep *sweep);
void gradus_document_sweep_unref (GradusDocumentSweep *sweep);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusDocumentSweep, gradus_document_sweep_unref)

G_END_DECLS
