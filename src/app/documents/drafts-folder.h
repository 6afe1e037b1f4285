/* SPDX-License-Identifier: MIT */
#pragma once

#include "store/draft-file.h"

G_BEGIN_DECLS

/* Where drafts are kept: in the user's state folder, or in a folder of the user's choice, on a disk that is backed up,
 * say. There they have a folder to themselves, for it may hold documents. */

/* Where new ones go. The caller's own. */
char *gradus_drafts_folder_get (void);

/* From the next document on; "": the state folder. What lies in the folder before is not forgotten. */
void gradus_drafts_folder_choose (const char *folder);

/* What was left behind in any of the folders that were ever chosen, the oldest of each first: GradusOrphan. */
GPtrArray *gradus_drafts_folder_list_orphans (void);

G_END_DECLS
