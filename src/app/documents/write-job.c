/* SPDX-License-Identifier: MIT */
#include "app/documents/write-job.h"

#include "store/document-file.h"

GradusWriteJob *
gradus_write_job_new_draft (GradusDraftFile *file, GradusDraft *draft)
{
  GradusWriteJob *job = g_new0 (GradusWriteJob, 1);

  *job = (GradusWriteJob){ .draft_file = file, .draft = draft };
  return job;
}

GradusWriteJob *
gradus_write_job_new_file (char *filename, GradusDraft *draft)
{
  GradusWriteJob *job = g_new0 (GradusWriteJob, 1);

  *job = (GradusWriteJob){ .filename = filename, .draft = draft };
  return job;
}

/* The draft is not changed by anybody once it is collected, so the thread may read it while the
 * document goes on. */
gpointer
gradus_write_job_do (gpointer data, GError **error)
{
  const GradusWriteJob *job = data;

  return GINT_TO_POINTER (job->draft_file
                              ? gradus_draft_file_write (job->draft_file, job->draft, error)
                              : gradus_document_file_save (job->draft, job->filename, error));
}

void
gradus_write_job_free (gpointer data)
{
  GradusWriteJob *job = data;

  gradus_draft_unref (job->draft);
  g_free (job->filename);
  g_free (job);
}
