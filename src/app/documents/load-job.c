/* SPDX-License-Identifier: MIT */
#include "app/documents/load-job.h"

#include <glib/gi18n.h>

#include "store/document-file.h"
#include "store/draft-file.h"

GradusLoadJob *
gradus_load_job_new (const char *path, const char *origin, gboolean is_draft)
{
  GradusLoadJob *job = g_new0 (GradusLoadJob, 1);

  *job = (GradusLoadJob){ g_strdup (path), g_strdup (origin), is_draft };
  return job;
}

void
gradus_load_job_free (gpointer data)
{
  GradusLoadJob *job = data;

  g_free (job->path);
  g_free (job->origin);
  g_free (job);
}

gpointer
gradus_load_job_do (gpointer data, GError **error)
{
  GradusLoadJob *job = data;

  GradusDraft *draft =
      job->is_draft ? gradus_draft_file_read (job->path, NULL, error)
                    : gradus_document_file_load (job->path, TRUE, &job->is_newer, NULL, error);

  job->is_hand_in = draft && draft->hand_in;
  return draft;
}

const char *
gradus_load_job_get_filename (const GradusLoadJob *job)
{
  return job->is_draft ? job->origin : job->path;
}

/* It would not be what was handed in any more, and look as if the student had altered it. */
const char *
gradus_load_job_describe_hand_in (void)
{
  return _ ("This was handed in, so it is only read. Save As makes a document of your own");
}
