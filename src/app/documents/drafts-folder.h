/* SPDX-License-Identifier: MIT */
#pragma once

#include "store/draft-file.h"

G_BEGIN_DECLS

/* The folder of drafts: in the user's state folder, or in one that the user chose, perhaps on a
 * disk that is backed up. There they have a folder to themselves, because the chosen one may
 * hold documents. */

/* Where new drafts go. The caller frees it. */
char *gradus_drafts_folder_get (void);

/* Sets the folder for documents that have no draft yet; "" is the state folder. Drafts in the
 * former folder are still found. */
void gradus_drafts_folder_choose (const char *folder);

/* What was left behind in any of the folders that were ever chosen: GradusOrphan, the oldest of
 * each folder first. */
GPtrArray *gradus_drafts_folder_list_orphans (void);

G_END_DECLS
