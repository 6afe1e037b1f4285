/* SPDX-License-Identifier: MIT */
#pragma once

#include "lesson/manuscript.h"

G_BEGIN_DECLS

/* The lesson that is being written, kept in the state folder: there is one, whichever window it is
 * written in. */

/* Writes it down, with the file that it was saved in, or NULL. */
gboolean gradus_written_draft_keep (const GradusManuscript *manuscript, const char *path,
                                    GError **error);

/* What was kept last, and the file, which is the caller's; NULL where there is nothing, or with an
 * error where it cannot be read. */
GradusManuscript *gradus_written_draft_find (char **path, GError **error);

G_END_DECLS
