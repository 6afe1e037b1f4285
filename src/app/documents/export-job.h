/* SPDX-License-Identifier: MIT */
#pragma once

#include "export/format.h"
#include "document/draft.h"

G_BEGIN_DECLS

/* GradusExportKind: something that leaves Gradus as a file, beside figures. */
typedef struct GradusExportKind GradusExportKind;
struct GradusExportKind {
  const char *title;          /* before people, to be translated */
  const char *suffix;         /* of the file's name; NULL: it goes into a folder */
  const GradusFormat *format; /* of weights; NULL: it is something else */

  /* Writes what belongs to a run at a checkpoint of it. Returns where it is: the file, or a folder,
   * which may be one within that which was asked for; NULL on failure. Any thread. */
  char *(*write) (const GradusExportKind *self, const GradusDraftEntry *run,
                  const GradusCheckpoint *checkpoint, const char *filename, GError **error);
};

/* Ends with an entry without a title. The formats of weights come first. */
const GradusExportKind *gradus_export_kinds (void);

/* What is to be written: runs of an draft, in one file or, of several, in files of a folder. */
typedef struct {
  const GradusExportKind *kind;
  GradusDraft *draft;           /* a reference of its own */
  guint run;                    /* one of the draft's; G_MAXUINT: all */
  GradusCheckpoint *checkpoint; /* of that run, a reference of its own; NULL: as it is now */
  char *place;                  /* a file, or a folder */
} GradusExportJob;

GradusExportJob *gradus_export_job_new (const GradusExportKind *kind, GradusDraft *draft, guint run,
                                        GradusCheckpoint *checkpoint, const char *place);
void gradus_export_job_free (GradusExportJob *job);

/* Whether the job's place is a folder. */
gboolean gradus_export_job_takes_folder (const GradusExportKind *kind, gboolean is_of_all);

/* Returns the place that was written, free with g_free(); or NULL, and the error's message begins
 * with a file's name. Any thread. */
char *gradus_export_job_do (const GradusExportJob *job, GError **error);

/* A name for a run's file, without what names of files cannot have; the caller's own. */
char *gradus_export_name_run (const GradusDraft *draft, guint run);

G_END_DECLS
