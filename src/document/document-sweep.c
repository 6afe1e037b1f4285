/* SPDX-License-Identifier: MIT */
#include "document/document-sweep.h"

GradusDocumentSweep *
gradus_document_sweep_new (const char *question, GradusSweep *sweep)
{
  GradusDocumentSweep *made = g_atomic_rc_box_new0 (GradusDocumentSweep);

  made->question = g_strdup (question);
  made->sweep = gradus_sweep_ref (sweep);
  return made;
}

GradusDocumentSweep *
gradus_document_sweep_ref (GradusDocumentSweep *sweep)
{
  return g_atomic_rc_box_acquire (sweep);
}

static void
clear_document_sweep (gpointer data)
{
  GradusDocumentSweep *sweep = data;

  g_free (sweep->question);
  gradus_sweep_unref (sweep->sweep);
}

void
gradus_document_sweep_unref (GradusDocumentSweep *sweep)
{
  g_atomic_rc_box_release_full (sweep, clear_document_sweep);
}
