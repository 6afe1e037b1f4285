/* SPDX-License-Identifier: MIT */
#include "document/document-sweep.h"

GradusDocumentSweep *
gradus_document_sweep_new (const char *question, GradusSweep *sweep)
{
  GradusDocumentSweep *asked = g_atomic_rc_box_new0 (GradusDocumentSweep);

  asked->question = g_strdup (question);
  asked->sweep = gradus_sweep_ref (sweep);
  return asked;
}

GradusDocumentSweep *
gradus_document_sweep_ref (GradusDocumentSweep *asked)
{
  return g_atomic_rc_box_acquire (asked);
}

static void
clear (gpointer data)
{
  GradusDocumentSweep *asked = data;

  g_free (asked->question);
  gradus_sweep_unref (asked->sweep);
}

void
gradus_document_sweep_unref (GradusDocumentSweep *asked)
{
  g_atomic_rc_box_release_full (asked, clear);
}
