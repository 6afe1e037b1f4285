/* SPDX-License-Identifier: MIT */
#include "app/documents/gathering.h"

/* Milliseconds between two looks. */
#define INTERVAL 5

struct _GradusGathering {
  GradusDocument *document;
  GradusGatheringFunc func;
  gpointer data;
  guint timeout;
};

static gboolean
on_timeout (gpointer data)
{
  GradusGathering *gathering = data;
  g_autoptr (GradusDraft) draft = gradus_draft_take (gathering->document);
  GradusGatheringFunc func = gathering->func;
  gpointer func_data = gathering->data;

  if (!draft)
    return G_SOURCE_CONTINUE;
  g_free (gathering);
  func (draft, func_data);
  return G_SOURCE_REMOVE;
}

GradusGathering *
gradus_gathering_start (GradusDocument *document, GradusGatheringFunc func, gpointer data)
{
  GradusGathering *gathering = g_new0 (GradusGathering, 1);

  gathering->document = document;
  gathering->func = func;
  gathering->data = data;
  gradus_draft_begin (document);
  gathering->timeout = g_timeout_add (INTERVAL, on_timeout, gathering);
  return gathering;
}

void
gradus_gathering_cancel (GradusGathering *gathering)
{
  g_source_remove (gathering->timeout);
  g_free (gathering);
}
