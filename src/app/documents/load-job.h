/* SPDX-License-Identifier: MIT */
#pragma once

#include "document/draft.h"

G_BEGIN_DECLS

/* GradusLoadJob: a document or a draft that is to be read, and what reading it found out. */
typedef struct {
  char *path;
  char *origin;      /* of a draft: the document's own file; NULL: none */
  gboolean is_draft; /* somebody's that was left behind; else a document */
  gboolean is_newer; /* found out: a newer Gradus wrote the document */
  gboolean is_hand_in; /* found out: a student has handed it in */
} GradusLoadJob;

/* Copies the strings. */
GradusLoadJob *gradus_load_job_new (const char *path, const char *origin, gboolean is_draft);
void gradus_load_job_free (gpointer job);

/* Reads it, which may take seconds: in a thread (app/common/background.h). Returns a
 * GradusDraft. */
gpointer gradus_load_job_do (gpointer job, GError **error);

/* Why what was handed in is not written over; in the language of the interface. */
const char *gradus_load_job_describe_hand_in (void);

/* The document's own file, once it is read; NULL: none. Borrowed. */
const char *gradus_load_job_get_filename (const GradusLoadJob *job);

G_END_DECLS
