/* SPDX-License-Identifier: MIT */
#pragma once

#include "store/draft-reader.h"

G_BEGIN_DECLS

/* GradusDraftFile: the file of a draft. A document that is being worked on is written to it
 * again and again, so that neither a crash nor a power cut loses more than a moment: a database
 * in a folder of the user's, of which every write lasts. Beside it lie a lock, which is held as
 * long as the program works on the document, and a note which says from which file the document
 * comes. All functions but close() and discard() are for one thread at a time, any. */
typedef struct _GradusDraftFile GradusDraftFile;

/* Where drafts are, unless the user has chosen another folder: in the state folder. The caller
 * frees it. */
char *gradus_draft_file_get_folder (void);

/* A new draft; nothing is written yet. `origin` is the document's own file, or NULL where it has
 * none. `replaces` is the path of an older draft which this one continues, or NULL; it is
 * removed when this one has been written for the first time. */
GradusDraftFile *gradus_draft_file_new (const char *folder, const char *origin,
                                        const char *replaces);

/* Releases the lock; what was written stays. */
void gradus_draft_file_close (GradusDraftFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusDraftFile, gradus_draft_file_close)

/* Removes what was written and the draft that it replaces, and releases the lock. */
void gradus_draft_file_discard (GradusDraftFile *file);

/* Writes what differs from the draft that was written last. After an error the next write begins
 * with an empty database. */
gboolean gradus_draft_file_write (GradusDraftFile *file, GradusDraft *draft, GError **error);

/* Milliseconds that the last write took. */
guint gradus_draft_file_get_cost (const GradusDraftFile *file);

/* A draft that no program has open: the program was killed, or the document was closed without
 * being saved. */
typedef struct {
  char *path;
  char *origin; /* NULL: it was never saved */
  gint64 time;  /* of the last write, in seconds since 1970 */
} GradusOrphan;

/* GradusOrphan, the oldest first. */
GPtrArray *gradus_draft_file_list_orphans (const char *folder);

/* What is in a draft; the error's message begins with its path. */
GradusDraft *gradus_draft_file_read (const char *path, GCancellable *cancellable, GError **error);

/* Removes a draft, unless a program has it open: then it returns FALSE. */
gboolean gradus_draft_file_remove (const char *path);

G_END_DECLS
