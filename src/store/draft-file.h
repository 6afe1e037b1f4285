/* SPDX-License-Identifier: MIT */
#pragma once

#include "store/draft-reader.h"

G_BEGIN_DECLS

/* GradusDraftFile: where a document that is worked on is written again and again, so that neither a
 * crash nor a power cut loses more than a moment: a database in a folder of one's own, of which every
 * write lasts. Beside it lie a lock, as long as the program lives, and a note of the file that the
 * document was last saved as. All but closing and discarding is for one thread at a time, any. */
typedef struct _GradusDraftFile GradusDraftFile;

/* Where they are, unless the user chose another folder: in the state folder. The caller's own. */
char *gradus_draft_file_get_folder (void);

/* A new one; nothing is written yet. `origin` is the document's own file, NULL: none; `replaces` a copy (a
 * path) that this one goes on with, and which is removed when this one has been written for the first
 * time, or NULL. */
GradusDraftFile *gradus_draft_file_new (const char *folder, const char *origin, const char *replaces);

/* Releases the lock; what was written stays. */
void gradus_draft_file_close (GradusDraftFile *copy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusDraftFile, gradus_draft_file_close)

/* The same, and removes it. */
void gradus_draft_file_discard (GradusDraftFile *copy);

/* Brings the copy up to date, with what differs from the last draft that was written. After an error it
 * goes on from anew. */
gboolean gradus_draft_file_write (GradusDraftFile *copy, GradusDraft *draft, GError **error);

/* Milliseconds that the last write took. */
guint gradus_draft_file_get_cost (const GradusDraftFile *copy);

/* One that nobody has open: of a program that was killed, or a document that was closed without being
 * saved. */
typedef struct {
  char *path;
  char *origin; /* NULL: it was never saved */
  gint64 time;  /* of the last write, in seconds since 1970 */
} GradusOrphan;

/* GradusOrphan, the oldest first. */
GPtrArray *gradus_draft_file_list_orphans (const char *folder);

/* What is in one; the error's message begins with its path. */
GradusDraft *gradus_draft_file_read (const char *path, GCancellable *cancellable, GError **error);

/* Removes one that nobody has open. */
void gradus_draft_file_remove (const char *path);

G_END_DECLS
