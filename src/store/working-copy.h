/* SPDX-License-Identifier: MIT */
#pragma once

#include "store/archive-reader.h"

G_BEGIN_DECLS

/* GradusWorkingCopy: where a document that is worked on is written again and again, so that neither a
 * crash nor a power cut loses more than a moment: a database in a folder of one's own, of which every
 * write lasts. Beside it lie a lock, as long as the program lives, and a note of the file that the
 * document was last saved as. All but closing and discarding is for one thread at a time, any. */
typedef struct _GradusWorkingCopy GradusWorkingCopy;

/* Where they are, unless the user chose another folder: in the state folder. The caller's own. */
char *gradus_working_copy_get_folder (void);

/* A new one; nothing is written yet. `origin` is the document's own file, NULL: none; `replaces` a copy (a
 * path) that this one goes on with, and which is removed when this one has been written for the first
 * time, or NULL. */
GradusWorkingCopy *gradus_working_copy_new (const char *folder, const char *origin, const char *replaces);

/* Releases the lock; what was written stays. */
void gradus_working_copy_close (GradusWorkingCopy *copy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GradusWorkingCopy, gradus_working_copy_close)

/* The same, and removes it. */
void gradus_working_copy_discard (GradusWorkingCopy *copy);

/* Brings the copy up to date, with what differs from the last archive that was written. After an error it
 * goes on from anew. */
gboolean gradus_working_copy_write (GradusWorkingCopy *copy, GradusArchive *archive, GError **error);

/* Milliseconds that the last write took. */
guint gradus_working_copy_get_cost (const GradusWorkingCopy *copy);

/* One that nobody has open: of a program that was killed, or a document that was closed without being
 * saved. */
typedef struct {
  char *path;
  char *origin; /* NULL: it was never saved */
  gint64 time;  /* of the last write, in seconds since 1970 */
} GradusOrphan;

/* GradusOrphan, the oldest first. */
GPtrArray *gradus_working_copy_list_orphans (const char *folder);

/* What is in one; the error's message begins with its path. */
GradusArchive *gradus_working_copy_read (const char *path, GCancellable *cancellable, GError **error);

/* Removes one that nobody has open. */
void gradus_working_copy_remove (const char *path);

G_END_DECLS
