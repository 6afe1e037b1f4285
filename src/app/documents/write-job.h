/* SPDX-License-Identifier: MIT */
#pragma once

#include "store/draft-file.h"

G_BEGIN_DECLS

/* GradusWriteJob: what a thread writes of a document: its draft file, or a file of its own. */
typedef struct {
  GradusDraftFile *draft_file; /* which the thread alone uses meanwhile; NULL: a file of its own */
  char *filename;
  GradusDraft *draft;
} GradusWriteJob;

/* Take the draft, and the filename. */
GradusWriteJob *gradus_write_job_new_draft (GradusDraftFile *file, GradusDraft *draft);
GradusWriteJob *gradus_write_job_new_file (char *filename, GradusDraft *draft);

/* In a thread (app/common/background.h); not NULL where it is written. */
gpointer gradus_write_job_do (gpointer job, GError **error);
void gradus_write_job_free (gpointer job);

G_END_DECLS
