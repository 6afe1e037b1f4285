/* SPDX-License-Identifier: MIT */
#pragma once

#include "store/draft-file.h"

G_BEGIN_DECLS

/* GradusOwnDraft: the draft of a document that is open here: its file, as soon as there is
 * something that must not be lost, and what was written to it last. */
typedef struct _GradusOwnDraft GradusOwnDraft;

GradusOwnDraft *gradus_own_draft_new (void);

/* Leaves the file behind, for the next start to find. */
void gradus_own_draft_free (GradusOwnDraft *own);

/* The document was read from the draft at this path, which somebody left: the next draft file
 * replaces it. Takes the string. */
void gradus_own_draft_set_recovered (GradusOwnDraft *own, char *path);

/* The file to write to, a new one where there is none: in the folder that the user chose, for a
 * document whose own file is `origin`, or NULL. Borrowed, until the draft is left or discarded. */
GradusDraftFile *gradus_own_draft_get_file (GradusOwnDraft *own, const char *origin);

/* What the file holds now; NULL: a write failed, so that is not known. Takes a reference. */
void gradus_own_draft_set_written (GradusOwnDraft *own, GradusDraft *written);

/* Whether the file holds just this. */
gboolean gradus_own_draft_holds (const GradusOwnDraft *own, const GradusDraft *draft);

/* Milliseconds that the last write took; 0: none yet. */
guint gradus_own_draft_get_cost (const GradusOwnDraft *own);

/* Closes the file and leaves it behind. */
void gradus_own_draft_leave (GradusOwnDraft *own);

/* Removes the file: nothing would be lost without it. */
void gradus_own_draft_discard (GradusOwnDraft *own);

/* Removes the draft that the document was read from, too. */
void gradus_own_draft_discard_all (GradusOwnDraft *own);

G_END_DECLS
