/* SPDX-License-Identifier: MIT */
#include "app/documents/load-job.h"

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

  return job->is_draft ? gradus_draft_file_read (job->path, NULL, error)
                       : gradus_document_file_load (job->path, TRUE, &job->is_newer, NULL, error);
}

const char *
gradus_load_job_get_filename (const GradusLoadJob *job)
{
  return job->is_draft ? job->origin : job->path;
}
